// Where was it? A map without any request to another machine: land and borders from the package, points from the server.
import { Map as MapView, Marker, NavigationControl, prewarm, setWorkerUrl, type ExpressionSpecification, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { FeatureCollection } from "geojson";
import { boxing } from "./boxing";
import { colour, recoloured } from "./colours";
import { radius, symbol, type Point } from "./symbols";
import { layers, nearby, repaint, sources } from "./world";

setWorkerUrl(workerUrl);
prewarm();

const LETTER = 7;
const OVERLAP = 6;

interface Label {
  name: string;
  lat: number;
  lon: number;
  rank: number;
}

function show(el: HTMLElement): void {
  const map = new MapView({
    container: el,
    style: style(el),
    bounds: bounds(el.dataset.bounds) ?? [-18, -2, 75, 42],
    fitBoundsOptions: { padding: 40, maxZoom: 8 },
    maxZoom: 14,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: locale(el),
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), document.dir === "rtl" ? "top-left" : "top-right");
  const points = new Layer(map, "map-point");
  const labels = new Layer(map, "map-label");
  const fixed: Point[] = [];
  let last = "";
  const refresh = debounced(async () => {
    const box = map.getBounds().toArray().flat().map((x) => x.toFixed(4)).join(",");
    const view = `bbox=${box}&zoom=${map.getZoom().toFixed(2)}`;
    const asked = filters(el);
    const mine = view + "&" + asked;
    if (last === mine) return;
    last = mine;
    try {
      const [found, names] = await Promise.all([
        el.dataset.points ? json<Point[]>(el.dataset.points, mine) : [],
        el.dataset.labels ? json<Label[]>(el.dataset.labels, view) : [],
      ]);
      if (last !== mine) return;
      points.show(found, (p) => pointElement(map, p));
      labels.show(names.filter((name) => isFree(map, name, [...found, ...fixed])), labelElement);
    } catch (error) {
      if (last === mine) last = "";
      throw error;
    }
    el.dataset.settled = "yes";
    unveil(el);
  });
  map.once("idle", () => {
    el.dataset.drawn = "yes";
    unveil(el);
  });
  map.on("load", () => {
    if (!el.dataset.tiles) nearby(map, el.dataset.box ? "box-fill" : "shapes-fill");
    if (el.dataset.shapes)
      void shapes(map, el.dataset.shapes).then((drawn) => {
        fixed.push(...drawn);
        last = "";
        refresh();
      });
  });
  refresh();
  map.on("moveend", refresh);
  recoloured(() => {
    map.setPaintProperty("water", "background-color", colour("--map-water"));
    repaint(map);
  });
  document.addEventListener("htmx:after:swap", refresh);
  if (el.dataset.box) boxing(map, el);
}

/** Once land and points are there, what the server had drawn in their place is kept for printing, until the filters change. */
function unveil(el: HTMLElement): void {
  if (!el.dataset.drawn || !el.dataset.settled) return;
  const sketch = el.parentElement?.querySelector<SVGElement>("[data-sketch]");
  if (!sketch || sketch.dataset.sketch) return;
  sketch.dataset.sketch = "printed";
  document.addEventListener("htmx:after:swap", () => sketch.remove(), { once: true });
}

class Layer {
  private shown: Marker[] = [];
  constructor(private readonly map: MapView, private readonly kind: string) {}

  show<T extends { lat: number; lon: number }>(rows: T[], make: (row: T) => HTMLElement): void {
    this.shown.forEach((marker) => marker.remove());
    this.shown = rows.map((row) => {
      const element = make(row);
      element.classList.add(this.kind);
      return new Marker({ element }).setLngLat([row.lon, row.lat]).addTo(this.map);
    });
  }
}

function pointElement(map: MapView, point: Point): HTMLElement {
  const element = document.createElement(point.href ? "a" : "button");
  element.append(symbol(point));
  element.title = point.label;
  element.setAttribute("aria-label", point.label);
  if (element instanceof HTMLAnchorElement && point.href) element.href = point.href;
  else element.addEventListener("click", () => map.easeTo({ center: [point.lon, point.lat], zoom: map.getZoom() + 2 }));
  return element;
}

/** Whether a name would stand whole and clear of the points, as far as its letters can be told before it is drawn. */
function isFree(map: MapView, { lon, lat, name }: Label, found: Point[]): boolean {
  const { x, y } = map.project([lon, lat]);
  const half = (name.length * LETTER) / 2;
  const { clientWidth, clientHeight } = map.getContainer();
  if (x < half || x > clientWidth - half || y < LETTER || y > clientHeight - LETTER) return false;
  return !found.some((point) => {
    const at = map.project([point.lon, point.lat]);
    const reach = radius(point) - OVERLAP;
    return Math.abs(at.y - y) < reach + LETTER && Math.abs(at.x - x) < reach + half;
  });
}

function labelElement(label: Label): HTMLElement {
  const element = document.createElement("span");
  element.textContent = label.name;
  element.setAttribute("aria-hidden", "true");
  element.dataset.rank = String(label.rank);
  return element;
}

/** ``kind`` within: the area that it lay in; a ``colour`` of its own, and ``open`` for a point that is only outlined. Gives back its points. */
async function shapes(map: MapView, address: string): Promise<Point[]> {
  const data = await json<FeatureCollection>(address, "");
  map.addSource("shapes", { type: "geojson", data });
  const by = (fallback: string): ["coalesce", ["get", string], string] => ["coalesce", ["get", "colour"], fallback];
  const accent = by(colour("--accent"));
  const point: FilterSpecification = ["==", ["geometry-type"], "Point"];
  const within: ExpressionSpecification = ["==", ["get", "kind"], "within"];
  map.addLayer({ id: "shapes-fill", type: "fill", source: "shapes", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": accent, "fill-opacity": 0.14 } });
  map.addLayer({ id: "shapes-line", type: "line", source: "shapes", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": accent, "line-width": ["case", within, 1, 3] } });
  const outlined: ExpressionSpecification = ["==", ["get", "open"], true];
  const paper = colour("--paper");
  map.addLayer({ id: "shapes-point", type: "circle", source: "shapes", filter: point, paint: { "circle-color": ["case", outlined, paper, accent], "circle-radius": ["case", outlined, 4.5, 5.5], "circle-stroke-color": ["case", outlined, accent, paper], "circle-stroke-width": ["case", outlined, 2.5, 1.5] } });
  return data.features.flatMap(({ geometry }) => (geometry.type === "Point" ? [{ lon: geometry.coordinates[0]!, lat: geometry.coordinates[1]!, count: 1, label: "" }] : []));
}

function style(el: HTMLElement): StyleSpecification {
  const tiles = el.dataset.tiles;
  return {
    version: 8,
    sources: tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : sources(),
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("--map-water") } },
      ...(tiles ? [{ id: "tiles", type: "raster" as const, source: "tiles" }] : layers()),
    ],
  };
}

function filters(el: HTMLElement): string {
  const form = document.querySelector<HTMLFormElement>("#" + CSS.escape(el.dataset.filters ?? "none"));
  if (!form) return el.dataset.query ?? "";
  const pairs = [...new FormData(form).entries()].filter(([, value]) => value !== "") as [string, string][];
  return new URLSearchParams(pairs).toString();
}

async function json<T>(address: string, query: string): Promise<T> {
  const answer = await fetch(address + (address.includes("?") ? "&" : "?") + query, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

function bounds(text: string | undefined): [number, number, number, number] | null {
  const parts = (text ?? "").split(",").map(Number);
  return parts.length === 4 && parts.every(Number.isFinite) ? (parts as [number, number, number, number]) : null;
}

function locale(el: HTMLElement): Record<string, string> {
  return {
    "NavigationControl.ZoomIn": el.dataset.zoomIn ?? "Zoom in",
    "NavigationControl.ZoomOut": el.dataset.zoomOut ?? "Zoom out",
    "Map.Title": el.dataset.title ?? "Map",
  };
}

function debounced(work: () => Promise<void>): () => void {
  let timer = 0;
  let turn = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const mine = ++turn;
      work().catch((error: unknown) => {
        if (mine === turn) console.error(error);
      });
    }, 60);
  };
}

document.querySelectorAll<HTMLElement>("[data-map]").forEach(show);
