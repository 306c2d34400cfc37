// How are words chosen without a pointer? In a text with the focus, arrows go from word to word, Shift takes several.

const LEAP = 10;

/**
 * Arrows towards the text's end or start move by a word, up and down by several, Home and End to its ends. ``chosen``
 * hears of every choice, ``done`` of Enter.
 */
export function words(text: HTMLElement, chosen: () => void, done: () => void): void {
  const nodes = textNodes(text);
  const starts = startsOf(nodes);
  const found = wordsOf(nodes.map((node) => node.data).join(""));
  let anchor = 0;
  let head = 0;
  let begun = false;
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== text || !found.length) return;
    if (event.key === "Enter" && begun) {
      event.preventDefault();
      done();
      return;
    }
    const step = way(event.key, getComputedStyle(text).direction === "rtl", found.length);
    if (step === 0) return;
    event.preventDefault();
    if (!begun) [anchor, head, begun] = [0, step > 0 ? 0 : found.length - 1, true];
    else head = Math.max(0, Math.min(found.length - 1, head + step));
    if (!event.shiftKey) anchor = head;
    const [first, last] = [found[Math.min(anchor, head)]!, found[Math.max(anchor, head)]!];
    const [from, to] = [place(nodes, starts, first[0]), place(nodes, starts, last[1])];
    document.getSelection()?.setBaseAndExtent(from.node, from.at, to.node, to.at);
    chosen();
    to.node.parentElement?.scrollIntoView({ block: "nearest" });
  });
}

function way(key: string, rtl: boolean, all: number): number {
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const back = rtl ? "ArrowRight" : "ArrowLeft";
  return { [forward]: 1, [back]: -1, ArrowDown: LEAP, ArrowUp: -LEAP, Home: -all, End: all }[key] ?? 0;
}

function textNodes(root: HTMLElement): Text[] {
  const found: Text[] = [];
  root.querySelectorAll("[data-at]").forEach((piece) => {
    piece.childNodes.forEach((node) => node instanceof Text && found.push(node));
  });
  return found;
}

function startsOf(nodes: Text[]): number[] {
  let at = 0;
  return nodes.map((node) => (at += node.length) - node.length);
}

function wordsOf(whole: string): [number, number][] {
  const cut = new Intl.Segmenter("ar", { granularity: "word" }).segment(whole);
  return [...cut].filter((part) => part.isWordLike).map((part) => [part.index, part.index + part.segment.length]);
}

/** The node and place in it of a character of the whole. */
function place(nodes: Text[], starts: number[], at: number): { node: Text; at: number } {
  let nth = starts.length - 1;
  while (nth > 0 && starts[nth]! >= at) nth -= 1;
  return { node: nodes[nth]!, at: at - starts[nth]! };
}
