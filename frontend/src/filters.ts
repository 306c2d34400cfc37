// How do the filters follow their results? Counts in the lists of choices, and filters taken out one by one.

interface Choice {
  value: string;
  label: string;
}

/** ``data-counts``: JSON of the name of a field of ``data-form`` to its choices; what is chosen stays chosen. ``data-flags``: counts of boxes. */
export function counts(holder: HTMLElement): void {
  const form = formOf(holder);
  if (!form) return;
  const fields = JSON.parse(holder.dataset.counts ?? "{}") as Record<string, Choice[]>;
  for (const [name, choices] of Object.entries(fields)) {
    const list = form.elements.namedItem(name);
    if (list instanceof HTMLSelectElement) renew(list, choices);
  }
  const flags = JSON.parse(holder.dataset.flags ?? "{}") as Record<string, string>;
  for (const [name, count] of Object.entries(flags)) {
    const shown = form.querySelector(`[data-count="${CSS.escape(name)}"]`);
    if (shown) shown.textContent = count;
  }
}

function renew(list: HTMLSelectElement, choices: Choice[]): void {
  const chosen = list.value;
  const any = list.options[0];
  list.replaceChildren(...(any ? [any] : []), ...choices.map(({ value, label }) => new Option(label, value, false, value === chosen)));
}

/** A link that takes a filter out; the fields of ``data-form`` that it names are emptied instead of leaving the page. */
export function taking(link: HTMLAnchorElement): void {
  if (link.dataset.ready) return;
  link.dataset.ready = "yes";
  link.addEventListener("click", (event) => {
    const form = formOf(link);
    const field = form?.elements.namedItem(link.dataset.takeOut ?? "");
    if (!form || !isField(field) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
    else field.value = "";
    form.requestSubmit();
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  });
}

function isField(found: Element | RadioNodeList | null | undefined): found is HTMLInputElement | HTMLSelectElement {
  return found instanceof HTMLInputElement || found instanceof HTMLSelectElement;
}

function formOf(el: HTMLElement): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("#" + CSS.escape(el.dataset.form ?? ""));
}
