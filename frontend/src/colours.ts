// Which colour does the style sheet give? As the map can read it: light-dark() is worked out by the browser.

const known = new Map<string, string>();
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The colour of a custom property such as ``--accent``, in the light or dark that the reader has now. */
export function colour(name: string): string {
  const found = known.get(name) ?? asked(name);
  known.set(name, found);
  return found;
}

/** Calls ``again`` whenever the reader goes from light to dark or back. */
export function recoloured(again: () => void): void {
  dark.addEventListener("change", () => {
    known.clear();
    again();
  });
}

function asked(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found || "#888";
}
