// Which words of the text does the reviewer mean? A selection in the text fills the form's start, end and words.

/** ``data-choose`` names the form; the text's offsets count from the data-at of the element that holds the characters. */
export function choosing(text: HTMLElement): void {
  if (text.dataset.chooseReady) return;
  text.dataset.chooseReady = "yes";
  document.addEventListener("selectionchange", () => {
    const form = document.querySelector<HTMLFormElement>("#" + CSS.escape(text.dataset.choose ?? ""));
    const selection = document.getSelection();
    if (!form || !selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = offset(text, range.startContainer, range.startOffset);
    const end = offset(text, range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    fill(form, "start", String(start));
    fill(form, "end", String(end));
    const shown = form.querySelector<HTMLElement>("[data-chosen]");
    if (shown) shown.textContent = selection.toString();
  });
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

function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
