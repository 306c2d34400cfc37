// Which key does what? An element with data-key is pressed (or focused, for fields) by its letter.

/** Listens on the whole page; keys typed into a field are left alone. */
export function keys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const wanted = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
    const target = [...document.querySelectorAll<HTMLElement>("[data-key]")].find((el) => el.dataset.key === wanted);
    if (!target || target.closest("[hidden]")) return;
    event.preventDefault();
    target.focus();
    if (!typing(target)) target.click();
  });
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
