// Which part of the map does the reader choose? A box drawn by pointer or by keys becomes the filter ``box`` of a form.
import type { GeoJSONSource, Map as MapView, PointLike } from "maplibre-gl";
import { colour } from "./colours";

const STEP = 20;
const SMALLEST = 16;

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** ``data-box`` of the map names the form; buttons with data-draw-box and data-use-view begin it or take the whole view. */
export function boxing(map: MapView, el: HTMLElement): void {
  const form = document.querySelector<HTMLFormElement>("#" + CSS.escape(el.dataset.box ?? ""));
  const field = form?.elements.namedItem("box");
  if (!form || !(field instanceof HTMLInputElement)) return;
  const take = (value: string): void => {
    field.value = value;
    form.requestSubmit();
  };
  const drawer = new Drawer(map, el, take);
  const toggle = document.querySelector<HTMLButtonElement>("[data-draw-box]");
  toggle?.addEventListener("click", () => drawer.toggle());
  drawer.onChange = (drawing) => toggle?.setAttribute("aria-pressed", String(drawing));
  document.querySelector("[data-use-view]")?.addEventListener("click", () => {
    const { clientWidth: width, clientHeight: height } = el;
    take(corners(map, { x: 0, y: 0, width, height }));
  });
  map.on("load", () => outline(map, () => field.value));
}

/** Draws: the pointer from corner to corner, or the arrow keys with Enter. */
class Drawer {
  onChange: (drawing: boolean) => void = () => undefined;
  private frame: Frame | null = null;
  private start: { x: number; y: number } | null = null;
  private readonly box = document.createElement("div");

  constructor(
    private readonly map: MapView,
    private readonly el: HTMLElement,
    private readonly take: (value: string) => void,
  ) {
    this.box.className = "rubber";
    this.box.hidden = true;
    this.box.tabIndex = -1;
    this.box.setAttribute("role", "application");
    this.box.setAttribute("aria-label", el.dataset.boxHelp ?? "");
    el.append(this.box);
    map.boxZoom.disable();
    el.addEventListener("pointerdown", (event) => this.down(event), { capture: true });
    el.addEventListener("pointermove", (event) => this.move(event), { capture: true });
    el.addEventListener("pointerup", () => this.up(), { capture: true });
    el.addEventListener("pointercancel", () => this.stop());
    el.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  toggle(): void {
    if (this.frame) return this.stop();
    const { clientWidth: width, clientHeight: height } = this.el;
    this.place({ x: width / 4, y: height / 4, width: width / 2, height: height / 2 });
    this.el.classList.add("drawing");
    this.onChange(true);
    this.box.focus();
  }

  private stop(): void {
    this.frame = this.start = null;
    this.box.hidden = true;
    this.el.classList.remove("drawing");
    this.map.dragPan.enable();
    this.onChange(false);
  }

  private done(): void {
    const frame = this.frame;
    this.stop();
    if (frame && frame.width >= SMALLEST / 2 && frame.height >= SMALLEST / 2) this.take(corners(this.map, frame));
  }

  private down(event: PointerEvent): void {
    if (!(this.frame || event.shiftKey) || event.button !== 0 || (event.target as Element).closest("button, a")) return;
    event.preventDefault();
    event.stopPropagation();
    this.map.dragPan.disable();
    this.el.setPointerCapture(event.pointerId);
    this.start = this.at(event);
    this.place({ ...this.start, width: 0, height: 0 });
  }

  private move(event: PointerEvent): void {
    if (!this.start) return;
    event.stopPropagation();
    const here = this.at(event);
    const [x, y] = [Math.min(here.x, this.start.x), Math.min(here.y, this.start.y)];
    this.place({ x, y, width: Math.abs(here.x - this.start.x), height: Math.abs(here.y - this.start.y) });
  }

  private up(): void {
    if (this.start) this.done();
  }

  private key(event: KeyboardEvent): void {
    const ways: Record<string, [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const way = ways[event.key];
    if (!this.frame || (!way && event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (way) this.place(moved(this.frame, way, event.shiftKey));
    else if (event.key === "Enter") this.done();
    else this.stop();
  }

  private place(frame: Frame): void {
    const { clientWidth, clientHeight } = this.el;
    const width = Math.min(frame.width, clientWidth);
    const height = Math.min(frame.height, clientHeight);
    const inside = (value: number, most: number): number => Math.max(0, Math.min(value, most));
    this.frame = { x: inside(frame.x, clientWidth - width), y: inside(frame.y, clientHeight - height), width, height };
    this.box.hidden = false;
    Object.assign(this.box.style, { left: px(this.frame.x), top: px(this.frame.y), width: px(width), height: px(height) });
  }

  private at(event: PointerEvent): { x: number; y: number } {
    const inside = this.el.getBoundingClientRect();
    return { x: event.clientX - inside.left, y: event.clientY - inside.top };
  }
}

function moved(frame: Frame, [x, y]: [number, number], sizing: boolean): Frame {
  if (!sizing) return { ...frame, x: frame.x + x, y: frame.y + y };
  return { ...frame, width: Math.max(SMALLEST, frame.width + x), height: Math.max(SMALLEST, frame.height + y) };
}

/** West, south, east, north in degrees, with commas between. */
function corners(map: MapView, frame: Frame): string {
  const low = map.unproject([frame.x, frame.y + frame.height] as PointLike);
  const high = map.unproject([frame.x + frame.width, frame.y] as PointLike);
  const inside = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
  const found = [inside(low.lng, 180), inside(low.lat, 90), inside(high.lng, 180), inside(high.lat, 90)];
  return found.map((value) => value.toFixed(3)).join(",");
}

/** The box that is asked for, drawn on the map, and again whenever the filters have changed. */
function outline(map: MapView, asked: () => string): void {
  map.addSource("box", { type: "geojson", data: ring(asked()) });
  map.addLayer({ id: "box-fill", type: "fill", source: "box", paint: { "fill-color": colour("--accent"), "fill-opacity": 0.07 } });
  map.addLayer({ id: "box-line", type: "line", source: "box", paint: { "line-color": colour("--accent"), "line-width": 2, "line-dasharray": [3, 2] } });
  document.addEventListener("htmx:after:swap", () => map.getSource<GeoJSONSource>("box")?.setData(ring(asked())));
}

function ring(box: string): GeoJSON.FeatureCollection {
  const parts = box.split(",").map(Number);
  if (parts.length !== 4 || !parts.every(Number.isFinite)) return { type: "FeatureCollection", features: [] };
  const [west, south, to, north] = parts as [number, number, number, number];
  const east = to < west ? to + 360 : to;
  const line = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [line] } }] };
}

function px(value: number): string {
  return `${value}px`;
}
