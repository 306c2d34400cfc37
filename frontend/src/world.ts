// What lies under the points? Land, borders, rivers and lakes, all from the package.
import type { FillLayerSpecification, LineLayerSpecification, Map as MapView } from "maplibre-gl";
import atlasUrl from "world-atlas/countries-50m.json?url";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection } from "geojson";
import own from "./waters.json";
import { colour } from "./colours";

const waterUrl = new URL(/* @vite-ignore */ "water.json", import.meta.url).href;

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
type Water = Topology<{ lakes: GeometryCollection; rivers: GeometryCollection }>;
let files: Promise<[Atlas, Water]> | null = null;

/** Begins to load the files, once for all maps of a page. */
export function loading(): Promise<[Atlas, Water]> {
  files ??= Promise.all([topology<Atlas>(atlasUrl), topology<Water>(waterUrl)]);
  return files;
}

/** Adds the base map under the layer named ``below``, where the map has one. */
export async function world(map: MapView, below: string): Promise<void> {
  const [atlas, water] = await loading();
  const before = map.getLayer(below) ? below : undefined;
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  const drawn = own as FeatureCollection;
  map.addSource("land", { type: "geojson", data: feature(atlas, atlas.objects.land) as unknown as FeatureCollection });
  map.addSource("rivers", { type: "geojson", data: joined(feature(water, water.objects.rivers), drawn) });
  map.addSource("lakes", { type: "geojson", data: joined(feature(water, water.objects.lakes), drawn) });
  map.addSource("borders", { type: "geojson", data: borders });
  map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--map-land") } }, before);
  map.addLayer(rivers(), before);
  map.addLayer(lakes(), before);
  map.addLayer({ id: "borders", type: "line", source: "borders", paint: { "line-color": colour("--map-border"), "line-width": 1 } }, before);
}

function rivers(): LineLayerSpecification {
  return {
    id: "rivers",
    type: "line",
    source: "rivers",
    filter: ["==", ["geometry-type"], "LineString"],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour("--map-river"), "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 8, 2] },
  };
}

function lakes(): FillLayerSpecification {
  return {
    id: "lakes",
    type: "fill",
    source: "lakes",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colour("--map-water"), "fill-outline-color": colour("--map-river") },
  };
}

async function topology<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

function joined(one: unknown, other: FeatureCollection): FeatureCollection {
  return { type: "FeatureCollection", features: [...(one as FeatureCollection).features, ...other.features] };
}
