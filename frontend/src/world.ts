// What lies under the points? Land, borders, rivers and lakes, all from the package: a coarse world, and finer nearby.
import type { FilterSpecification, LayerSpecification, Map as MapView, SourceSpecification } from "maplibre-gl";
import { colour } from "./colours";

const NEAR = 5;
const FARTHEST = 24;
const FINE = "nearby";
const NAMES = ["world", FINE] as const;
type Name = (typeof NAMES)[number];

/** The sources of the base map; the worker of the map reads them, as soon as it has started. */
export function sources(): Record<string, SourceSpecification> {
  return { world: source("world.json", { maxzoom: 6, tolerance: 0.75 }) };
}

/** The layers over ``sources``, from below. */
export function layers(): LayerSpecification[] {
  return layersOf("world");
}

/** Gives the layers that a map has the colours of now. */
export function repaint(map: MapView): void {
  for (const layer of NAMES.flatMap((name) => layersOf(name))) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name as Parameters<MapView["setPaintProperty"]>[1], value);
  }
}

/** The finer files come when the map is near enough, and the coarse ones stay until they are there. */
export function nearby(map: MapView, below: string): void {
  const add = (): void => {
    if (map.getZoom() < NEAR || map.getSource(FINE)) return;
    map.addSource(FINE, source("nearby.json", { maxzoom: 10 }));
    const before = map.getLayer(below) ? below : undefined;
    layersOf(FINE).forEach((layer) => map.addLayer(layer, before));
    const there = (): void => {
      if (!map.isSourceLoaded(FINE)) return;
      map.off("sourcedata", there);
      layersOf("world").forEach(({ id }) => map.setLayerZoomRange(id, 0, NEAR));
    };
    map.on("sourcedata", there);
  };
  add();
  map.on("zoomend", add);
}

function source(file: string, how: { maxzoom: number; tolerance?: number }): SourceSpecification {
  return { type: "geojson", data: new URL(/* @vite-ignore */ file, import.meta.url).href, buffer: 128, ...how };
}

function layersOf(name: Name): LayerSpecification[] {
  const own = (kind: string): { id: string; source: string; minzoom: number; maxzoom: number; filter: FilterSpecification } => ({
    id: `${name}-${kind}`,
    source: name,
    minzoom: name === FINE ? NEAR : 0,
    maxzoom: FARTHEST,
    filter: ["==", ["get", "kind"], kind],
  });
  return [
    { ...own("land"), type: "fill", paint: { "fill-color": colour("--map-land") } },
    {
      ...own("river"),
      type: "line",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colour("--map-river"), "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 8, 2] },
    },
    { ...own("lake"), type: "fill", paint: { "fill-color": colour("--map-water"), "fill-outline-color": colour("--map-river") } },
    { ...own("border"), type: "line", paint: { "line-color": colour("--map-border"), "line-width": 1 } },
  ];
}
