// Which colour does the style sheet give? As the map can read it: light-dark() is worked out by the browser.

/** The colour of a custom property such as ``--accent``. */
export function colour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found || "#888";
}
