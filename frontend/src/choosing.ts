// Which words of the text does the reviewer mean? A selection in the text fills the start and end of a form, or of the
// row of it that is at work; words are selected by pointer or by the arrow keys.
import { words } from "./wordcursor";

/** ``data-choose`` names the form; the text's offsets count from the data-at of the element that holds the characters. */
export function choosing(text: HTMLElement): void {
  if (text.dataset.chooseReady) return;
  text.dataset.chooseReady = "yes";
  const form = document.querySelector<HTMLFormElement>("#" + CSS.escape(text.dataset.choose ?? ""));
  if (!form) return;
  const take = (): void => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = offset(text, range.startContainer, range.startOffset);
    const end = offset(text, range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const row = rowAtWork(form);
    fill(row, "[data-start]", String(start));
    fill(row, "[data-end]", String(end));
    const shown = row.querySelector<HTMLElement>("[data-chosen]");
    if (shown) shown.textContent = selection.toString();
  };
  document.addEventListener("selectionchange", take);
  words(text, take, () => rowAtWork(form).querySelector<HTMLElement>("input:not([data-start], [data-end]), select")?.focus());
  working(form, text);
}

/** Rows of a form (data-row): the one that was touched last is at work. */
function working(form: HTMLFormElement, text: HTMLElement): void {
  const work = (target: EventTarget | null): void => {
    const row = target instanceof Element ? target.closest("[data-row]") : null;
    if (!row) return;
    form.querySelectorAll("[data-row].active").forEach((each) => each.classList.remove("active"));
    row.classList.add("active");
  };
  form.addEventListener("focusin", (event) => work(event.target));
  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    work(event.target);
    if (button?.hasAttribute("data-pick")) text.focus();
    if (button?.hasAttribute("data-more")) {
      event.preventDefault();
      another(button)?.querySelector<HTMLElement>("[data-pick]")?.focus();
    }
  });
}

/** One more row like those before the button, empty. */
function another(button: Element): HTMLElement | null {
  const last = button.previousElementSibling;
  if (!(last instanceof HTMLElement)) return null;
  const row = last.cloneNode(true) as HTMLElement;
  row.classList.remove("active");
  row.querySelectorAll("kbd").forEach((key) => key.remove());
  row.querySelectorAll("[data-key]").forEach((each) => each.removeAttribute("data-key"));
  row.querySelectorAll("input").forEach((field) => (field.value = ""));
  row.querySelectorAll("select").forEach((list) => (list.selectedIndex = 0));
  row.querySelectorAll("[data-chosen]").forEach((shown) => (shown.textContent = ""));
  last.after(row);
  window.htmx?.process(row);
  return row;
}

function rowAtWork(form: HTMLFormElement): HTMLElement {
  return form.querySelector<HTMLElement>("[data-row].active") ?? form;
}

/** Code points, not UTF-16 units, from the start of the article's full text. */
function offset(root: HTMLElement, node: Node, at: number): number | null {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]");
  if (!holder || !root.contains(holder)) return null;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(node, at);
  return Number(holder.dataset.at) + [...before.toString()].length;
}

function fill(row: HTMLElement, name: string, value: string): void {
  const field = row.querySelector<HTMLInputElement>(name);
  if (field) field.value = value;
}
