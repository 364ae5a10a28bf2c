// The address after # says how an article is looked at, never what is in it: the panel, the filter, the order, the left-out
// lines. What is usual is left out, so most addresses have none. Another panel is a step for Back; the rest is not.

/** @typedef {import("../types.js").State} State */
/** @typedef {Pick<State, "tab" | "filter" | "sort" | "leftOut">} View */

/** The values that may stand in an address, the usual one first. */
const KNOWN = {
  tab: ["timeline", "quotes", "map", "network", "cast", "article"],
  filter: ["all", "happened", "ongoing", "planned", "possible", "negated"],
  sort: ["time", "story"],
  leftOut: ["", "1"],
};
/** How they are called there. */
const NAMES = { tab: "tab", filter: "show", sort: "order", leftOut: "leftout" };

/** @param {View} view @returns {string} "#tab=quotes", or "" */
export function toHash(view) {
  const words = Object.entries(KNOWN).flatMap(([key, known]) => {
    const value = view[/** @type {keyof View} */ (key)];
    const word = value === true ? "1" : value || "";
    return known.indexOf(word) > 0 ? `${NAMES[/** @type {keyof View} */ (key)]}=${word}` : [];
  });
  return words.length ? `#${words.join("&")}` : "";
}

/** The view that an address asks for; what it does not know in it is as usual. @param {string} hash @returns {View} */
export function fromHash(hash) {
  const asked = new URLSearchParams(hash.slice(1));
  const of = (/** @type {keyof View} */ key) => {
    const word = asked.get(NAMES[key]) ?? "";
    return KNOWN[key].includes(word) ? word : KNOWN[key][0];
  };
  return /** @type {View} */ ({
    tab: of("tab"),
    filter: of("filter"),
    sort: of("sort"),
    leftOut: of("leftOut") === "1",
  });
}

/** A view without anything to draw: it keeps the address and the state together. */
export class Hash {
  /** @param {import("../state.js").Store} store */
  constructor(store) {
    this.store = store;
    addEventListener("popstate", () => {
      if (store.get().screen === "reading") store.set(fromHash(location.hash));
    });
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    // One more article joins those that are looked at.
    if (state.adding || before.adding) return;
    // On the first screen the address is left alone: it tells how the next article is to be opened.
    if (state.screen === "empty") {
      if (before.screen === "reading") this.write("", false);
      return;
    }
    if (before.screen === "empty") {
      const asked = fromHash(location.hash);
      if (toHash(asked) !== toHash(state)) return this.store.set(asked);
    }
    const hash = toHash(state);
    if (hash !== location.hash) this.write(hash, state.tab !== before.tab && before.screen === "reading");
  }

  /** @param {string} hash @param {boolean} step whether Back leads to what was before */
  write(hash, step) {
    const address = hash || location.pathname + location.search;
    try {
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // A browser may refuse many changes in a short time: the address then lags behind, nothing else.
    }
  }
}
