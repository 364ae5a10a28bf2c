// A panel whose code is loaded when it is first looked at. The page loads the files of such parts ahead, so that
// looking asks nothing of the network.
import { $, h } from "./dom.js";
import { paint } from "./highlight.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{render: (state: State, before: State) => void}} View */

export class LazyPanel {
  /**
   * @param {State["tab"]} tab
   * @param {(root: HTMLElement) => Promise<View>} load makes the view in the panel's element
   */
  constructor(tab, load) {
    this.tab = tab;
    this.root = $(`#panel-${tab}`);
    this.load = load;
    /** @type {View | null} */
    this.view = null;
    this.asked = false;
    /** What the view drew last; it is told of changes only while it is looked at. @type {State | null} */
    this.drawn = null;
    /** @type {State | null} */
    this.now = null;
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    this.now = state;
    if (state.tab !== this.tab) return;
    if (!this.view) return void this.open();
    this.view.render(state, this.drawn ?? before);
    this.drawn = state;
  }

  async open() {
    if (this.asked) return;
    this.asked = true;
    try {
      this.view = await this.load(this.root);
      // The state without a document is before anything that the view may have to draw.
      if (this.now) this.render(this.now, { ...this.now, doc: null, rows: [] });
    } catch {
      this.asked = false;
      this.root.replaceChildren(
        h(
          "p",
          { class: "hint" },
          "This part could not be loaded. ",
          h("button", { class: "link", onclick: () => this.open() }, "Try again"),
        ),
      );
    }
  }
}

/**
 * The map and the network, linked to the article.
 * @param {{store: import("../state.js").Store, actions: ReturnType<typeof import("../actions.js").makeActions>,
 *   focus: import("./focus.js").Focus, article: import("./article.js").Article}} page
 */
export function lazyPanels({ store, actions, focus, article }) {
  const pick = actions.pickEntity;
  const hover = (/** @type {string} */ id) => focus.hover(id, "");
  const map = new LazyPanel("map", async (root) => {
    const { PlacesMap } = await import("../parts/map.js");
    const events = (/** @type {string} */ id) =>
      store.set({ entity: id, mention: 0, event: null, quote: null, filter: "all", tab: "timeline" });
    return new PlacesMap(root, { pick, hover, events });
  });
  const network = new LazyPanel("network", async (root) => {
    const { Network } = await import("../parts/network.js");
    return new Network(root, {
      pick,
      hover,
      over: (spans) => paint(article, "hover", spans),
      see(span) {
        store.set({ event: null, quote: null });
        if (span) article.scrollTo(span);
        paint(article, "quote", span ? [span] : []);
      },
    });
  });
  return [map, network];
}
