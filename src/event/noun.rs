//! Events that a noun names: "the failed coup in July", "Tuesday's talks", "growing clashes".
//!
//! A noun is an event here when a time expression dates it, since without a parse little else tells a coup that is told
//! of from one that is only mentioned.

use super::clause::Clause;
use super::{Basis, Event, Factuality, Sources, anchor, attribution, participants};
use crate::lemma;
use crate::reading::Reading;
use crate::span::Span;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Finds the dated event nouns within `tokens`.
pub fn find(from: Sources, sentence: usize, tokens: Range<usize>, clause: Option<&Clause>) -> Vec<Event> {
    let r = from.reading;
    let mut out = Vec::new();
    for timex in anchor::within(from, &tokens) {
        let at = from.timexes[timex].tokens.clone();
        if !anchor::dates(&from.timexes[timex]) || from.timexes[timex].value.ends_with("_REF") {
            continue;
        }
        let Some(noun) = after(from, &tokens, &at).or_else(|| before(from, &tokens, &at)) else { continue };
        let phrase = phrase(from, tokens.start, noun, at.clone());
        // The verb's own event says the same where the noun is all that the verb is about.
        let (factuality, why) = fact(from, &phrase, clause);
        let label = r.span(&phrase);
        let trigger = r.tokens[noun].span;
        let (quote, attributed_to) = attribution(from, trigger);
        let cast = participants::near(from, &phrase);
        out.push(Event {
            trigger,
            sentence,
            label: trim(r.text, label),
            lemma: lemma::noun(r.word(noun)),
            who: Vec::new(),
            whom: Vec::new(),
            places: cast,
            when: anchor::explicit(from, timex, Basis::Explicit),
            factuality,
            attributed_to,
            quote,
            on_timeline: false,
            salience: 0,
            confidence: 60,
            why: vec!["noun-trigger", why],
        });
    }
    out
}

/// The event noun before a date with nothing between them but its own complements: "the coup in his country in July".
fn before(from: Sources, tokens: &Range<usize>, date: &Range<usize>) -> Option<usize> {
    let r = from.reading;
    let mut at = date.start;
    for _ in 0..9 {
        at = at.checked_sub(1).filter(|&t| t >= tokens.start)?;
        let tag = r.xpos(at);
        if tag.is_verb() || matches!(tag, Xpos::Md | Xpos::Comma | Xpos::Colon | Xpos::Cc | Xpos::Wdt | Xpos::Wp) {
            return None;
        }
        if is_event_noun(r, at) {
            return Some(at);
        }
    }
    None
}

/// Whether an event noun has the date to itself, so that the verb beside it has none: "met for the first time since the
/// coup in July", "claimed victory in Wednesday's elections". The date is the noun's possessor, or a preposition that sets
/// one event against another stands before the noun's phrase.
pub fn owns(from: Sources, timex: usize) -> bool {
    let r = from.reading;
    let date = from.timexes[timex].tokens.clone();
    let sentence = &r.sentences[from.timexes[timex].sentence].tokens;
    if r.is_possessive(date.end) && after(from, sentence, &date).is_some() {
        return true;
    }
    let Some(noun) = before(from, sentence, &date) else { return false };
    let start = phrase(from, sentence.start, noun, date).start;
    start > sentence.start
        && ["since", "after", "before", "following", "until", "of", "despite"].iter().any(|w| r.is(start - 1, w))
}

/// The event noun after a date that modifies it: "Tuesday's talks", "last year's general election", "the 2015 attacks".
fn after(from: Sources, tokens: &Range<usize>, date: &Range<usize>) -> Option<usize> {
    let r = from.reading;
    let mut at = date.end;
    let possessive = r.is_possessive(at);
    if possessive {
        at += 1;
    }
    let bare =
        possessive || from.timexes[anchor::within(from, date).start].granularity.as_str() == "year" && date.len() == 1;
    for _ in 0..4 {
        if !bare || at >= tokens.end {
            return None;
        }
        if is_event_noun(r, at) && !r.xpos(at + 1).is_noun() {
            return Some(at);
        }
        if !(r.xpos(at).is_noun() || matches!(r.xpos(at), Xpos::Jj | Xpos::Hyph | Xpos::Vbn)) {
            return None;
        }
        at += 1;
    }
    None
}

/// The event noun that is the object of a verb at `verb` without a meaning of its own: "made its maiden flight".
pub fn object_of(from: Sources, verb: usize, end: usize) -> Option<usize> {
    let r = from.reading;
    let phrase = (verb + 1..end.min(verb + 8))
        .take_while(|&t| r.upos(t) != Upos::Adp && !r.xpos(t).is_verb() && r.upos(t) != Upos::Punct);
    phrase.filter(|&t| is_event_noun(r, t)).last()
}

fn is_event_noun(r: Reading, at: usize) -> bool {
    matches!(r.xpos(at), Xpos::Nn | Xpos::Nns | Xpos::Nnp) && r.words.event_nouns.has(&lemma::noun(r.word(at)))
}

/// From the start of the noun's phrase to its date.
fn phrase(from: Sources, first: usize, noun: usize, date: Range<usize>) -> Range<usize> {
    let r = from.reading;
    let mut start = noun.min(date.start);
    while start > first && noun.min(date.start) - start < 12 {
        let t = start - 1;
        let inside = matches!(
            r.xpos(t),
            Xpos::Dt
                | Xpos::Jj
                | Xpos::Jjs
                | Xpos::Nn
                | Xpos::Nns
                | Xpos::Nnp
                | Xpos::Vbn
                | Xpos::Vbg
                | Xpos::Cd
                | Xpos::PrpPoss
                | Xpos::Hyph
                | Xpos::Pos
        );
        if !inside {
            break;
        }
        start -= 1;
    }
    start..(noun + 1).max(date.end)
}

/// An event that a noun names is told as having happened, unless its phrase or its clause says otherwise.
fn fact(from: Sources, phrase: &Range<usize>, clause: Option<&Clause>) -> (Factuality, &'static str) {
    let r = from.reading;
    let has = |words: &[&str]| phrase.clone().any(|t| words.iter().any(|w| r.is(t, w)));
    if has(&["planned", "scheduled", "upcoming", "next", "future", "forthcoming"]) {
        return (Factuality::Planned, "planned-noun");
    }
    if has(&["possible", "potential", "proposed", "threatened"]) {
        return (Factuality::Possible, "possible-noun");
    }
    let day = anchor::within(from, phrase).last().and_then(|t| from.timexes[t].earliest);
    if day.zip(from.published).is_some_and(|(day, published)| day > published) {
        return (Factuality::Planned, "after-publication");
    }
    match clause.map(|c| c.verb.modal.is_some()) {
        Some(true) if day.is_none() => (Factuality::Possible, "noun-under-modal"),
        _ => (Factuality::Happened, "dated-noun"),
    }
}

fn trim(text: &str, span: Span) -> Span {
    let s = span.of(text);
    let end = s.trim_end_matches(['.', ',', ';', ':']).len();
    Span::new(span.start as usize, span.start as usize + end)
}
