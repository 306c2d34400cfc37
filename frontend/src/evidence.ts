// Which words is this value read from, and what was read from these words? Pointing at one lights the other.

const LIT = "lit";

/** A reader: elements with data-of (space-separated value ids) are words, those with data-value are values. */
export function evidence(reader: HTMLElement): void {
  if (reader.dataset.ready) return;
  reader.dataset.ready = "yes";
  const words = new Map<string, HTMLElement[]>();
  const values = new Map<string, HTMLElement[]>();
  reader.querySelectorAll<HTMLElement>("[data-of]").forEach((el) => {
    for (const id of ids(el.dataset.of)) add(words, id, el);
  });
  reader.querySelectorAll<HTMLElement>("[data-value]").forEach((el) => {
    for (const id of ids(el.dataset.value)) add(values, id, el);
  });
  const clear = (): void => reader.querySelectorAll("." + LIT).forEach((el) => el.classList.remove(LIT));
  const light = (el: HTMLElement | null): string[] => {
    clear();
    if (!el) return [];
    const lit = [...ids(el.dataset.value), ...ids(el.dataset.of)];
    for (const id of lit) {
      for (const each of [...(words.get(id) ?? []), ...(values.get(id) ?? [])]) each.classList.add(LIT);
    }
    return lit;
  };
  const marked = (event: Event): HTMLElement | null =>
    (event.target as Element).closest<HTMLElement>("[data-value], [data-of]");
  reader.addEventListener("pointerover", (event) => light(marked(event)));
  reader.addEventListener("pointerleave", clear);
  reader.addEventListener("focusin", (event) => light(marked(event)));
  reader.addEventListener("focusout", clear);
  reader.addEventListener("click", (event) => {
    const el = marked(event);
    if (!el || (event.target as Element).closest("a, button, input, select")) return;
    const lit = light(el);
    const other = el.dataset.value ? words.get(lit[0] ?? "") : values.get(lit[0] ?? "");
    other?.[0]?.scrollIntoView({ block: "center", behavior: reduced() ? "auto" : "smooth" });
  });
}

function ids(list: string | undefined): string[] {
  return list ? list.split(" ") : [];
}

function add(map: Map<string, HTMLElement[]>, id: string, el: HTMLElement): void {
  const found = map.get(id);
  if (found) found.push(el);
  else map.set(id, [el]);
}

function reduced(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
