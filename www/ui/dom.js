// The only way the page makes elements. Text goes in as text nodes, never as markup, so no article can bring its own.

/** @typedef {Node | string | null | false | undefined} Child */

/**
 * An element with attributes, listeners (`onclick: f`) and children. A false, null or undefined attribute is left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** @template {Element} E @param {E} el @param {Record<string, unknown> | null | undefined} attributes @param {Child[]} children */
function fill(el, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") el.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else el.setAttribute(name, value === true ? "" : String(value));
  }
  el.append(...children.filter((c) => c !== null && c !== false && c !== undefined));
  return el;
}

/** The element that must be there. @param {string} selector @param {ParentNode} [root] @returns {HTMLElement} */
export function $(selector, root = document) {
  const el = root.querySelector(selector);
  if (!(el instanceof HTMLElement)) throw new Error(`no ${selector} in the page`);
  return el;
}

/** An icon from the page's own set of symbols. @param {string} name @param {number} [size] */
export const icon = (name, size = 16) =>
  svg("svg", { width: size, height: size, class: "icon", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));

/**
 * One tab stop for a list; arrows, Home and End move inside it.
 * @param {HTMLElement} list
 * @param {string} selector of the things to move among
 */
export function roving(list, selector) {
  const items = () =>
    /** @type {HTMLElement[]} */ (
      [...list.querySelectorAll(selector)].filter((e) => e instanceof HTMLElement && e.offsetParent)
    );
  const take = (/** @type {HTMLElement} */ el) => {
    for (const other of list.querySelectorAll(selector)) other.setAttribute("tabindex", other === el ? "0" : "-1");
  };
  list.addEventListener("focusin", (e) => {
    const el = e.target instanceof Element ? e.target.closest(selector) : null;
    if (el instanceof HTMLElement) take(el);
  });
  list.addEventListener("keydown", (e) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0 || e.ctrlKey || e.metaKey || e.altKey) return;
    const to = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: all.length - 1,
    }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
  });
  // Hidden lists are settled too: they may be shown before they are drawn again.
  return () => {
    const first = list.querySelector(selector);
    if (first instanceof HTMLElement && !list.querySelector(`:is(${selector})[tabindex="0"]`)) take(first);
  };
}
