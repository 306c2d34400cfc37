// What does every page load? The style, htmx, and the small behaviours of pages; the map comes only where one is.
import htmx from "htmx.org";
import "./style.css";
import { evidence } from "./evidence";
import { keys } from "./keys";
import { choosing } from "./choosing";
import { counts, taking } from "./filters";
import { brush } from "./timeline";

declare global {
  interface Window {
    htmx?: { process(el: Element): void };
  }
}
window.htmx = htmx as Window["htmx"];

function start(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-evidence]").forEach(evidence);
  root.querySelectorAll<HTMLElement>("[data-choose]").forEach(choosing);
  root.querySelectorAll<SVGSVGElement>("svg[data-brush]").forEach(brush);
  root.querySelectorAll<HTMLElement>("[data-counts]").forEach(counts);
  root.querySelectorAll<HTMLAnchorElement>("a[data-take-out]").forEach(taking);
  root.querySelectorAll<HTMLInputElement>("input[data-submit]").forEach((field) => {
    field.addEventListener("change", () => field.form?.requestSubmit());
  });
}

// On narrow windows the filters begin folded, so that the map is in sight.
if (matchMedia("(max-width: 52rem)").matches) {
  document.querySelectorAll<HTMLDetailsElement>("details[data-fold]").forEach((each) => (each.open = false));
}
document.documentElement.dataset.ready = "yes";
start(document);
keys();
afterPaint(() => void program());

/** The map's program is large, and what the server drew of the map is to be seen before it. */
async function program(): Promise<void> {
  const address = document.querySelector<HTMLElement>("[data-map]")?.dataset.map;
  if (address) await import(/* @vite-ignore */ new URL(address, location.href).href);
}

function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}
document.addEventListener("htmx:after:swap", () => start(document));
