//! Reads events; produces which of them tell of one happening, so that it is one row with several pieces of evidence.

use super::{Basis, Event, Factuality, Participant, When};
use std::collections::HashMap;

/// How many earlier events with the same word are compared.
const BACK: usize = 6;
/// Letters that a verb and its noun share at least: "bomb" and "bombing", "extradite" and "extradition".
const STEM: usize = 5;

/// For each event the first one that tells of the same happening, itself where there is none before.
pub fn of(events: &[Event]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..events.len()).collect();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for n in 0..events.len() {
        let stem: String = events[n].found.lemma.chars().take(STEM).collect();
        let earlier = by_word.entry(stem).or_default();
        if let Some(&m) = earlier.iter().rev().take(BACK).find(|&&m| same(&events[m], &events[n])) {
            first[n] = first[m];
        }
        earlier.push(n);
    }
    first
}

/// Gives what is told again without a time the time that one of its other mentions has by words.
pub fn share_times(events: &mut [Event]) {
    let mut told: Vec<Option<usize>> = vec![None; events.len()];
    for n in 0..events.len() {
        let best = &mut told[events[n].same];
        if sure(&events[n]) > best.map_or(0, |b: usize| sure(&events[b])) {
            *best = Some(n);
        }
    }
    for n in 0..events.len() {
        if let Some(from) = told[events[n].same].filter(|_| !dated(&events[n])) {
            let when = events[from].when.clone();
            events[n].when = When { basis: Basis::Inherited, timexes: Vec::new(), event: Some(from), ..when };
        }
    }
}

/// How sure an event's own time is: by the reader, by words, or not at all.
fn sure(e: &Event) -> u8 {
    match e.when.basis {
        Basis::Reader if e.when.earliest.is_some() => 2,
        Basis::Explicit => 1,
        _ => 0,
    }
}

/// Whether two mentions can be of one happening: like words, no time or factuality that parts them, and somebody or
/// something that takes part in both.
fn same(a: &Event, b: &Event) -> bool {
    let (x, y) = (&a.found.lemma, &b.found.lemma);
    let alike = x == y || x.len() > STEM && y.len() > STEM && a.found.noun != b.found.noun;
    let real = |e: &Event| matches!(e.factuality, Factuality::Happened | Factuality::Ongoing);
    let told = a.factuality == b.factuality || real(a) && real(b);
    alike && told && meet(a, b) && share(a, b)
}

/// Whether an event has a time by words, not by its tense or as news of the day alone.
fn dated(e: &Event) -> bool {
    e.when.basis.is_told()
}

/// Whether the two times have a day in common, or one of them is only guessed.
fn meet(a: &Event, b: &Event) -> bool {
    if !dated(a) || !dated(b) {
        return true;
    }
    let before = |x: &Event, y: &Event| x.when.latest.zip(y.when.earliest).is_some_and(|(l, e)| l < e);
    !before(a, b) && !before(b, a)
}

/// Whether a participant or a place is shared; a noun without any goes on with what was told.
fn share(a: &Event, b: &Event) -> bool {
    let all = |e: &Event| -> Vec<usize> {
        let things = e.found.who.iter().chain(&e.found.whom).chain(&e.found.places);
        things.filter_map(|p| if let Participant::Entity(n) = p { Some(*n) } else { None }).collect()
    };
    let (x, y) = (all(a), all(b));
    let bare = |e: &Event, things: &[usize]| e.found.noun && things.is_empty();
    x.iter().any(|n| y.contains(n)) || bare(a, &x) || bare(b, &y)
}
