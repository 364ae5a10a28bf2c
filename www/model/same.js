// What was chosen, found again after the text was read anew: ids may have changed, places have not.

/** @typedef {import("../types.js").Span} Span */
/** @typedef {import("../types.js").State} State */

/** @param {Span} a @param {Span} b */
const meet = (a, b) => a.start < b.end && b.start < a.end;

/**
 * @param {State} state before
 * @param {import("../types.js").Doc | undefined} doc the story shown, as read anew
 * @returns {Pick<State, "event" | "entity" | "mention" | "quote">}
 */
export function sameThing({ doc: before, event, entity, mention, quote }, doc) {
  const none = { event: null, entity: null, mention: -1, quote: null };
  if (!before || !doc || before.text !== doc.text) return none;
  const trigger = event ? before.events.get(event)?.trigger : undefined;
  const name = entity ? before.entities.get(entity)?.mentions[Math.max(0, mention)] : undefined;
  const said = quote ? before.quotes.get(quote)?.content[0] : undefined;
  const found = name && [...doc.entities.values()].find((e) => e.mentions.some((m) => meet(m, name)));
  return {
    event: (trigger && [...doc.events.values()].find((e) => meet(e.trigger, trigger))?.id) ?? null,
    entity: found?.id ?? null,
    mention: name && found ? found.mentions.findIndex((m) => meet(m, name)) : -1,
    quote: (said && [...doc.quotes.values()].find((q) => q.content.some((c) => meet(c, said)))?.id) ?? null,
  };
}
