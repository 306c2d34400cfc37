// How does a point look? Shape by class of event, size by toll, ring by independent sources, hatched when contradicted,
// hollow when planned or denied; a cluster is a disc with its count.

export interface Point {
  lat: number;
  lon: number;
  count: number;
  label: string;
  href?: string;
  group?: string;
  killed?: number;
  sources?: number;
  contradicted?: boolean;
  hollow?: boolean;
}

const NS = "http://www.w3.org/2000/svg";
const SHAPES: Record<string, string> = {
  force: "M0,-8 L7,6 L-7,6 Z",
  ground: "M-7,-7 H7 V7 H-7 Z",
  persons: "M0,-8 A8,8 0 1,0 0.01,-8 Z",
  politics: "M0,-8 L8,0 L0,8 L-8,0 Z",
  materiel: "M-4,-8 H4 L8,0 L4,8 H-4 L-8,0 Z",
};

/** The drawing of a point, 16 to 48 pixels wide. */
export function symbol(point: Point): SVGElement {
  return point.count > 1 ? cluster(point) : single(point);
}

/** Half of its width in pixels. */
export function radius(point: Point): number {
  return point.count > 1 ? 12 + Math.min(14, Math.log2(point.count) * 2) : 9 * scaled(point);
}

function scaled(point: Point): number {
  return 1 + Math.min(1.2, Math.log10(1 + (point.killed ?? 0)) * 0.6);
}

function cluster(point: Point): SVGElement {
  const r = radius(point);
  const svg = drawing(r + 2);
  svg.classList.add("cluster");
  svg.append(made("circle", { r }));
  const text = made("text", { "text-anchor": "middle", dy: "0.35em" });
  text.textContent = compact(point.count);
  svg.append(text);
  return svg;
}

function single(point: Point): SVGElement {
  const scale = scaled(point);
  const ring = Math.min(point.sources ?? 1, 6);
  const svg = drawing(9 * scale + ring + 2);
  svg.classList.add("single", "group-" + (point.group ?? "force"));
  if (point.hollow) svg.classList.add("hollow");
  if (ring > 1) svg.append(made("circle", { r: 9 * scale + ring / 2, class: "ring", "stroke-width": ring }));
  svg.append(made("path", { d: SHAPES[point.group ?? "force"] ?? SHAPES.force!, transform: `scale(${scale})`, class: "body" }));
  if (point.contradicted) svg.append(made("path", { d: "M-6,2 L2,-6 M-6,6 L6,-6 M-2,6 L6,-2", transform: `scale(${scale})`, class: "hatch" }));
  return svg;
}

function drawing(half: number): SVGElement {
  const box = Math.ceil(half);
  return made("svg", { width: box * 2, height: box * 2, viewBox: `${-box} ${-box} ${box * 2} ${box * 2}`, "aria-hidden": "true" });
}

function made(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

function compact(count: number): string {
  const arabic = document.documentElement.lang === "ar";
  const short = count < 1000 ? {} : { notation: "compact" as const, maximumSignificantDigits: 2 };
  return new Intl.NumberFormat(arabic ? "ar-EG" : "en", short).format(count);
}
