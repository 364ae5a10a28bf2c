//! How much each event matters to the article, and which are worth a row of the timeline.

use super::{Basis, Event, Factuality, Participant, Sources};
use crate::block::BlockKind;
use crate::entity::Entity;
use crate::quote::Kind;

/// Salience from which an event with a time of its own is worth a row.
const DATED: u32 = 45;
/// Salience from which one without is.
const UNDATED: u32 = 55;
/// How many events before one are looked at for a row of the same clause.
const NEAR: usize = 8;

/// Weighs every event and marks those for the timeline.
///
/// A time of its own, named people or bodies that act, a main clause and a place near the top of the article make an event
/// worth telling. What is only conditional is never a row, what did not happen only with a time, and what somebody says in
/// quotation marks only with a date.
pub fn weigh(from: Sources, events: &mut [Event]) {
    let first = from.reading.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(0);
    for event in events.iter_mut() {
        let points = points(from, event, first);
        event.salience = points.min(100) as u8;
        event.on_timeline = is_row(from, event, points);
    }
    one_row_a_happening(events);
    one_row_a_clause(events);
}

/// Whether a time expression says when it was.
fn is_dated(event: &Event) -> bool {
    matches!(event.when.basis, Basis::Explicit | Basis::Inherited)
        && (event.when.earliest.is_some() || event.when.latest.is_some() || event.when.value.is_some())
}

fn points(from: Sources, event: &Event, first: usize) -> u32 {
    let f = &event.found;
    let block = from.reading.sentences[f.sentence].block;
    let named = |p: &Participant| match p {
        Participant::Entity(e) => 20 + u32::from(from.entities[*e].salience) / 10,
        Participant::Words(_) => 8,
    };
    let part = f.who.iter().chain(&f.whom).map(named).max().unwrap_or(0);
    let mut points = part;
    points += if is_dated(event) { 25 } else { 0 };
    points += if !f.who.is_empty() && !f.whom.is_empty() { 8 } else { 0 };
    points += if f.places.is_empty() { 0 } else { 5 };
    points += if block <= first + 1 { 8 } else { 0 };
    points += if f.main { 15 } else { 0 };
    points += if f.kind.is_some() { 8 } else { 0 };
    points = points.saturating_sub(if f.light { 5 } else { 0 });
    points
        + match event.factuality {
            Factuality::Happened => 12,
            Factuality::Planned => 12,
            Factuality::Ongoing => 5,
            _ => 0,
        }
}

fn is_row(from: Sources, event: &Event, points: u32) -> bool {
    let f = &event.found;
    let dated = is_dated(event);
    let quoted = f.quote.is_some_and(|q| from.quotes[q].kind == Kind::Direct);
    let acts = f.who.iter().chain(&f.whom).any(|p| matches!(p, Participant::Entity(e) if is_actor(&from.entities[*e])));
    if f.copula || !dated && (quoted || f.noun && f.kind.is_none()) {
        return false;
    }
    match event.factuality {
        Factuality::Conditional => false,
        Factuality::Negated | Factuality::Possible => dated && points >= DATED,
        _ if dated => points >= DATED,
        // What is so now without an end or a beginning is a state, unless the clause tells it as going on.
        Factuality::Ongoing => points >= UNDATED && acts && f.why.contains(&"progressive"),
        _ => points >= UNDATED && (acts || f.main),
    }
}

fn is_actor(entity: &Entity) -> bool {
    use crate::mention::NameType::{Gpe, Norp, Org, Person};
    matches!(entity.kind, Person | Org | Gpe | Norp)
}

/// Of several events that tell of one happening, the row is the one with the surest time and the most to it.
fn one_row_a_happening(events: &mut [Event]) {
    let mut best: Vec<Option<usize>> = vec![None; events.len()];
    let worth = |e: &Event| (e.when.basis == Basis::Explicit, e.salience);
    for n in 0..events.len() {
        if events[n].on_timeline {
            let slot = &mut best[events[n].same];
            if slot.is_none_or(|b| worth(&events[n]) > worth(&events[b])) {
                *slot = Some(n);
            }
        }
    }
    for n in 0..events.len() {
        events[n].on_timeline &= best[events[n].same] == Some(n);
    }
}

/// Of two rows whose clauses hold each other and whose times are one, the one with more to it stands.
fn one_row_a_clause(events: &mut [Event]) {
    for n in 1..events.len() {
        for m in (n.saturating_sub(NEAR)..n).rev() {
            let (a, b) = (&events[m], &events[n]);
            let one = a.found.label.contains(b.found.trigger) || b.found.label.contains(a.found.trigger);
            let bare = |e: &Event| e.found.noun && !is_dated(e);
            let time = a.when.timexes == b.when.timexes || bare(a) || bare(b);
            if !(a.on_timeline && b.on_timeline && one && time) {
                continue;
            }
            // The verb tells more than the noun that it governs.
            let keep_first = (!a.found.noun, a.salience) >= (!b.found.noun, b.salience);
            events[if keep_first { n } else { m }].on_timeline = false;
        }
    }
}
