//! Applies what a reader knows better of events: which there are, which are rows, when they were, whether they happened.

use super::scene::Scene;
use super::time::Anchor;
use super::{Event, Factuality, Found};
use crate::correction::{Correction, Corrections};
use crate::dependency::Deprel;
use crate::span::Span;
use crate::tag::Upos;
use crate::timex::Period;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The rule that a correction is known by.
const RULE: &str = "reader";

/// What a reader says of an event; nothing by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Whether it is a row of the timeline; one that is none by the reader's word is no event at all.
    pub row: Option<bool>,
    /// When it was; `Some(None)` where no time is known.
    pub when: Option<Option<Period>>,
    /// Whether it happened.
    pub factuality: Option<Factuality>,
}

impl Reader {
    /// Whether the reader wants it as a row.
    pub fn wants(&self) -> bool {
        self.row == Some(true)
    }

    /// Whether the reader says that it is no event.
    pub fn denies(&self) -> bool {
        self.row == Some(false)
    }
}

/// Marks events with what the reader says of them, in the order of the corrections, so that the last one stands. Where an
/// event is wanted and there is none, `make` makes that of a token. What is denied stays in the list, so that it goes on to
/// stand between others and the words beside it; `drop` takes it out.
pub fn mark(
    scene: &Scene,
    found: &mut Vec<Found>,
    corrections: &mut Corrections,
    mut make: impl FnMut(usize) -> Found,
) {
    let r = scene.from.reading;
    corrections.each(|correction| {
        let place = match correction {
            Correction::NotEvent(span) | Correction::Event(span) => *span,
            Correction::When(span, _) | Correction::Factuality(span, _) => *span,
            _ => return false,
        };
        let tokens = r.tokens_at(place);
        if tokens.is_empty() {
            return false;
        }
        let at = match correction {
            Correction::Event(_) => wanted(scene, found, &tokens, &mut make),
            _ => there(scene, found, &tokens),
        };
        let Some(event) = at.map(|n| &mut found[n]) else { return false };
        event.reader.row = Some(!matches!(correction, Correction::NotEvent(_)));
        match correction {
            Correction::When(_, period) => event.reader.when = Some(*period),
            Correction::Factuality(_, told) => {
                (event.reader.factuality, event.factuality) = (Some(*told), *told);
            }
            _ => {}
        }
        if event.why.first() != Some(&RULE) {
            event.why.insert(0, RULE);
        }
        true
    });
}

/// The event that the reader wants at a place, by its index; the words of the place are its label where they are more than
/// the word that names it.
fn wanted(
    scene: &Scene,
    found: &mut Vec<Found>,
    tokens: &Range<usize>,
    make: &mut impl FnMut(usize) -> Found,
) -> Option<usize> {
    let r = scene.from.reading;
    let span = r.span(tokens);
    if r.sentence_of(tokens.start) != r.sentence_of(tokens.end - 1) {
        return None;
    }
    let inside = touched(found, span).find(|&n| found[n].trigger.contains(span));
    let n = match inside {
        Some(n) => n,
        None => {
            let t = head(scene, tokens)?;
            found.binary_search_by_key(&t, |f| f.token).unwrap_or_else(|n| {
                found.insert(n, make(t));
                n
            })
        }
    };
    let event = &mut found[n];
    event.confidence = 100;
    if !event.trigger.contains(span) {
        event.label = span.to(event.trigger);
    }
    Some(n)
}

/// The event that a place is about, by its index: of those whose trigger it touches the one that its grammar hangs on, else
/// the first; where it touches none, the one with the shortest clause that it touches.
fn there(scene: &Scene, found: &[Found], tokens: &Range<usize>) -> Option<usize> {
    let span = scene.from.reading.span(tokens);
    let top = head(scene, tokens);
    let trigger = touched(found, span).find(|&n| Some(found[n].token) == top).or_else(|| touched(found, span).next());
    trigger.or_else(|| {
        let r = scene.from.reading;
        let (first, last) = (r.sentence_of(tokens.start), r.sentence_of(tokens.end - 1));
        let near = found.partition_point(|f| f.sentence < first)..found.partition_point(|f| f.sentence <= last);
        near.filter(|&n| found[n].label.overlaps(span)).min_by_key(|&n| found[n].label.len())
    })
}

/// The events whose triggers share a character with `span`, by their indices.
fn touched(found: &[Found], span: Span) -> impl Iterator<Item = usize> {
    let low = found.partition_point(|f| f.trigger.end <= span.start);
    let high = found.partition_point(|f| f.trigger.start < span.end);
    low..high.max(low)
}

/// The word of a selection that names what it tells: of those on which no other word of it stands the first verb, else the
/// first noun or adjective, else any other such word that means something.
fn head(scene: &Scene, tokens: &Range<usize>) -> Option<usize> {
    let r = scene.from.reading;
    let rank = |t: &usize| match r.upos(*t) {
        Upos::Verb | Upos::Aux => Some(0),
        Upos::Noun | Upos::Propn | Upos::Adj => Some(1),
        Upos::Adv | Upos::Num | Upos::Pron | Upos::Intj | Upos::X => Some(2),
        _ => None,
    };
    let top = |t: &usize| r.head(*t).is_none_or(|h| !tokens.contains(&h));
    let best = |all: &mut dyn Iterator<Item = usize>| all.filter(|t| rank(t).is_some()).min_by_key(|t| (rank(t), *t));
    let named = best(&mut tokens.clone().filter(top)).or_else(|| best(&mut tokens.clone()))?;
    // "Has" of "has left".
    let helps = matches!(scene.tree.relation(named), Deprel::Aux | Deprel::AuxPass);
    Some(r.head(named).filter(|_| helps).unwrap_or(named))
}

/// Takes out what the reader says is no event. No other telling of its happening is a row, but where the reader wants it.
/// What shared its time keeps that, now told by the time expressions of what is gone.
pub fn drop(events: Vec<Event>) -> Vec<Event> {
    let denied: HashSet<usize> = events.iter().filter(|e| e.found.reader.denies()).map(|e| e.same).collect();
    if denied.is_empty() {
        return events;
    }
    let mut kept = 0..;
    let place: Vec<Option<usize>> =
        events.iter().map(|e| if e.found.reader.denies() { None } else { kept.next() }).collect();
    let timexes: Vec<Vec<usize>> = events.iter().map(|e| e.when.timexes.clone()).collect();
    let moved = |anchor: Anchor| match anchor {
        Anchor::Event(n) => place[n].map_or(Anchor::None, Anchor::Event),
        other => other,
    };
    let mut first: HashMap<usize, usize> = HashMap::new();
    let one = |(mut event, place_of): (Event, &Option<usize>)| {
        let own = (*place_of)?;
        event.on_timeline &= !denied.contains(&event.same) || event.found.reader.wants();
        event.same = *first.entry(event.same).or_insert(own);
        if let Some(n) = event.when.event {
            event.when.event = place[n];
            if place[n].is_none() {
                event.when.timexes.clone_from(&timexes[n]);
            }
        }
        let found = &mut event.found;
        (found.anchor, found.told) = (moved(found.anchor), moved(found.told));
        found.order = found.order.iter().filter_map(|&(relation, n)| Some((relation, place[n]?))).collect();
        Some(event)
    };
    events.into_iter().zip(&place).filter_map(one).collect()
}
