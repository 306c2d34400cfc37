// Which days does the reader choose? Dragging over the histogram sets the dates of the filter form.

/** The bars carry data-from and data-to (ISO dates); ``data-brush`` names the form with fields from and to. */
export function brush(svg: SVGSVGElement): void {
  if (svg.dataset.ready) return;
  svg.dataset.ready = "yes";
  const form = document.querySelector<HTMLFormElement>("#" + CSS.escape(svg.dataset.brush ?? ""));
  const bars = [...svg.querySelectorAll<SVGGElement>("[data-from]")];
  if (!form || !bars.length) return;
  let first = -1;
  let last = -1;
  const mark = (): void => {
    const [a, b] = [Math.min(first, last), Math.max(first, last)];
    bars.forEach((bar, at) => bar.classList.toggle("brushed", first >= 0 && at >= a && at <= b));
  };
  svg.addEventListener("pointerdown", (event) => {
    first = last = nearest(bars, event.clientX);
    svg.setPointerCapture(event.pointerId);
    mark();
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (first < 0) return;
    last = nearest(bars, event.clientX);
    mark();
  });
  const cancel = (): void => {
    first = last = -1;
    mark();
  };
  svg.addEventListener("pointercancel", cancel);
  svg.addEventListener("pointerup", () => {
    if (first < 0) return;
    const from = bars[Math.min(first, last)]?.dataset.from ?? "";
    const to = bars[Math.max(first, last)]?.dataset.to ?? "";
    first = last = -1;
    set(form, "from", from);
    set(form, "to", to);
    form.requestSubmit();
  });
}

function nearest(bars: SVGGElement[], x: number): number {
  let best = 0;
  let distance = Infinity;
  bars.forEach((bar, at) => {
    const box = bar.getBoundingClientRect();
    const away = Math.abs((box.left + box.right) / 2 - x);
    if (away < distance) [best, distance] = [at, away];
  });
  return best;
}

function set(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
