// The blocks of text in a document, in its order.

/** One block; `node` is where its text begins, `within` the element that makes it a block.
 * @typedef {{text: string, node: Node, within: Element}} Block */

const BLOCK = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(
    " ",
  ),
);

/** One line, with one space where there was white space. @param {string} text */
export const squeeze = (text) => text.replace(/\s+/g, " ").trim();

/** Lines without spaces at their ends. @param {string} text */
const tidy = (text) =>
  text
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/ {2,}/g, " ")
    .trim();

/**
 * The text below a node as blocks; a `br` is a line break, two of them part blocks.
 * @param {Node} root
 * @returns {Block[]}
 */
export function blocksOf(root) {
  /** @type {Block[]} */
  const out = [];
  let text = "";
  /** @type {Node | null} */
  let first = null;
  /** The elements that we are in, innermost last. @type {Element[]} */
  const open = [];
  const cut = () => {
    const at = first;
    if (at && /\S/.test(text)) {
      const within = open[open.length - 1] ?? at.parentElement;
      if (within) out.push(...text.split(/\n\s*\n/).map((part) => ({ text: tidy(part), node: at, within })));
    }
    text = "";
    first = null;
  };
  // Walks without recursion, so that deeply nested HTML cannot exhaust the stack. Null closes a block.
  /** @type {(Node | null)[]} */
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (node === undefined) break;
    if (node === null) {
      cut();
      open.pop();
    } else if (node.nodeType === 3) {
      const kept = open[open.length - 1]?.nodeName === "PRE";
      text += kept ? node.nodeValue : (node.nodeValue ?? "").replace(/\s+/g, " ");
      if (!first && /\S/.test(node.nodeValue ?? "")) first = node;
    } else if (node.nodeName === "BR") text += "\n";
    else if (node.nodeType === 1) {
      if (BLOCK.has(node.nodeName)) {
        cut();
        open.push(/** @type {Element} */ (node));
        stack.push(null);
      }
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  cut();
  return out.filter((b) => b.text);
}
