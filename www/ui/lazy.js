// A panel whose code is loaded when it is first looked at. The page loads the files of such parts ahead, so that
// looking asks nothing of the network.
import { $, h } from "./dom.js";

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
