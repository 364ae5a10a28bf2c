//! How much each event matters to the article, and which are worth a row of the timeline.

use super::{Basis, Event, Factuality, Participant, Sources};
use crate::block::BlockKind;
use crate::span::Span;

/// Salience from which an undated event is worth a row.
const UNDATED: u32 = 45;
/// Salience from which a dated event is worth a row.
const DATED: u32 = 35;

/// Weighs every event and marks those for the timeline.
///
/// A date of its own, named people or bodies that act, and a place near the top of the article make an event worth
/// telling. What is only conditional is never a row; what did not happen is one only with a date.
pub fn weigh(from: Sources, events: &mut [Event]) {
    let first = from.reading.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(0);
    for event in events.iter_mut() {
        let block = from.reading.sentences[event.sentence].block;
        let dated = event.when.basis == Basis::Explicit
            && (event.when.earliest.is_some() || event.when.latest.is_some() || unresolved(event));
        let actor = |p: &Participant| match p {
            Participant::Entity(e) => 20 + u32::from(from.entities[*e].salience) / 10,
            Participant::Words(_) => 4,
        };
        let mut points = if dated { 40 } else { 0 };
        points += event.who.iter().chain(&event.whom).map(actor).max().unwrap_or(0);
        points += if event.who.iter().any(|p| matches!(p, Participant::Entity(_))) && !event.whom.is_empty() {
            10
        } else {
            0
        };
        points += if !event.places.is_empty() { 5 } else { 0 };
        points += if block <= first + 1 { 10 } else { 0 };
        points += match event.factuality {
            Factuality::Happened => 15,
            Factuality::Planned => 12,
            Factuality::Ongoing => 5,
            _ => 0,
        };
        event.salience = points.min(100) as u8;
        let told =
            !matches!(event.factuality, Factuality::Conditional) && (event.factuality != Factuality::Negated || dated);
        // What only tense places in time is worth a row when the article itself tells it of somebody named.
        let named = event.who.iter().chain(&event.whom).any(|p| matches!(p, Participant::Entity(_)));
        let undated = named
            && match event.factuality {
                Factuality::Happened => event.quote.is_none(),
                Factuality::Planned => true,
                Factuality::Ongoing => event.quote.is_none() && event.why.contains(&"progressive"),
                _ => false,
            };
        event.on_timeline = told && if dated { points >= DATED } else { points >= UNDATED && undated };
    }
    one_row_a_clause(events);
}

/// A relative expression that waits for a day of publication is a date all the same.
fn unresolved(event: &Event) -> bool {
    !event.when.timexes.is_empty() && event.when.value.as_ref().is_some_and(|v| !v.ends_with("_REF"))
}

/// A verb and a noun of one clause with one date tell one thing: the one with more to it is kept.
fn one_row_a_clause(events: &mut [Event]) {
    for n in 1..events.len() {
        let (before, rest) = events.split_at_mut(n);
        let event = &mut rest[0];
        let Some(other) = before.iter_mut().rev().take(4).find(|o| {
            o.on_timeline
                && overlaps(o.label, event.label)
                && o.when.timexes == event.when.timexes
                && !o.when.timexes.is_empty()
        }) else {
            continue;
        };
        if event.on_timeline {
            if other.salience >= event.salience { event.on_timeline = false } else { other.on_timeline = false }
        }
    }
}

fn overlaps(a: Span, b: Span) -> bool {
    a.overlaps(b)
}
