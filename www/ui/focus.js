// What is pointed at and what is chosen, painted in the article: hover, entity, current mention, event, quote; and the
// clicks inside the article that choose.
import { timexesOf } from "../model/doc.js";
import { $ } from "./dom.js";
import { glow, paint } from "./highlight.js";

/** @typedef {import("../types.js").State} State */

export class Focus {
  /**
   * @param {import("./article.js").Article} article
   * @param {import("../state.js").Store} store
   * @param {ReturnType<typeof import("../actions.js").makeActions>} actions
   */
  constructor(article, store, actions) {
    this.article = article;
    this.store = store;
    this.actions = actions;
    this.over = "";
    article.root.addEventListener("click", (e) => this.click(e.target));
    article.root.addEventListener("pointerover", (e) => {
      const at = e.target instanceof Element ? e.target : null;
      this.hover(
        at?.closest("[data-e]")?.getAttribute("data-e") ?? "",
        this.eventAt(at?.closest("[data-t]")?.getAttribute("data-t") ?? ""),
      );
    });
    article.root.addEventListener("pointerleave", () => this.hover("", ""));
    $("#mention-next").addEventListener("click", () => actions.stepMention(1));
    $("#mention-previous").addEventListener("click", () => actions.stepMention(-1));
    $("#mention-clear").addEventListener("click", () => store.set({ entity: null, mention: -1 }));
  }

  /** The event with a row whose time a timex gives, one of its own clause before one that shares it. @param {string} timex */
  eventAt(timex) {
    const { doc, rows, at } = this.store.get();
    if (!timex || !doc) return "";
    const told = rows.flatMap((r) => r.tellings.filter((t) => t.story === at).map((t) => t.id));
    const events = told.map((id) => doc.events.get(id)).filter((e) => e !== undefined);
    const own = events.find((e) => e.when.timexes.includes(timex));
    return (own ?? events.find((e) => timexesOf(doc, e).some((t) => t.id === timex)))?.id ?? "";
  }

  /** @param {EventTarget | null} target */
  click(target) {
    if (!(target instanceof Element) || !getSelection()?.isCollapsed) return;
    const mark = target.closest("mark, .quo");
    const entity = mark?.getAttribute("data-e");
    const event = this.eventAt(mark?.getAttribute("data-t") ?? "");
    const quote = mark?.getAttribute("data-q");
    if (entity) {
      const start = this.article.placed.find((p) => mark?.contains(p.node))?.start ?? 0;
      const at =
        this.store
          .get()
          .doc?.entities.get(entity)
          ?.mentions.findIndex((m) => m.start <= start && start < m.end) ?? 0;
      this.store.set({ entity, mention: Math.max(0, at) });
    } else if (event) this.store.set({ event, tab: "timeline", filter: "all", entity: null });
    else if (quote) this.store.set({ quote, tab: "quotes", event: null });
  }

  /** Highlights an entity or a row of the story shown. @param {string} entity @param {string} event */
  hover(entity, event) {
    const key = `${entity}|${event}`;
    if (key === this.over) return;
    this.over = key;
    const { doc, rows, at, event: chosen } = this.store.get();
    const row = event ? rows.find((r) => r.tellings.some((t) => t.story === at && t.id === event)) : undefined;
    const label = event && event !== chosen ? doc?.events.get(event)?.label : undefined;
    paint(this.article, "hover", entity ? (doc?.entities.get(entity)?.mentions ?? []) : label ? [label] : []);
    glow(
      entity ? `:is(.cast,.plot) [data-e="${CSS.escape(entity)}"]` : row ? `[data-row="${CSS.escape(row.id)}"]` : "",
    );
  }

  /** Highlights a row by its id. @param {string} id */
  hoverRow(id) {
    const { rows, at } = this.store.get();
    const told = rows.find((r) => r.id === id)?.tellings.find((t) => t.story === at);
    this.hover("", told?.id ?? "");
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    const { doc } = state;
    const fresh = doc !== before.doc;
    const entity = state.entity ? doc?.entities.get(state.entity) : undefined;
    if (fresh || state.entity !== before.entity) paint(this.article, "entity", entity?.mentions ?? []);
    if (fresh || state.entity !== before.entity || state.mention !== before.mention) {
      const mention = entity?.mentions[state.mention];
      paint(this.article, "mention", mention ? [mention] : []);
      if (mention && !(fresh && before.entity === state.entity)) this.article.scrollTo(mention);
      this.chosen(entity, state.mention);
    }
    if (fresh || state.event !== before.event) {
      const event = state.event ? doc?.events.get(state.event) : undefined;
      if (event && state.event !== before.event) this.article.scrollTo(event.evidence);
      this.article.choose(event?.id ?? null);
    }
    if (fresh || state.quote !== before.quote) {
      const quote = state.quote ? doc?.quotes.get(state.quote) : undefined;
      paint(this.article, "quote", quote ? [...quote.content, ...(quote.cue ? [quote.cue] : [])] : []);
      if (quote?.content[0] && state.quote !== before.quote) this.article.scrollTo(quote.content[0]);
    }
  }

  /** "3 of 9 mentions". @param {import("../types.js").Entity | undefined} entity @param {number} at */
  chosen(entity, at) {
    $("#chosen").hidden = !entity;
    if (!entity) return;
    $("#chosen b").textContent = entity.name;
    $("#chosen span").textContent =
      `${at + 1} of ${entity.mentions.length} ${entity.mentions.length === 1 ? "mention" : "mentions"}`;
  }

  /** Brings the chosen event's sentence into view and puts the reader there. */
  toText() {
    const { doc, event, tab } = this.store.get();
    const found = event ? doc?.events.get(event) : undefined;
    if (!found) return;
    if (tab !== "article" && matchMedia("(max-width: 760px)").matches) this.store.set({ tab: "article" });
    this.article.scrollTo(found.evidence);
    $(".read").focus({ preventScroll: true });
  }
}
