//! Reads the tags of a sentence; produces its verb groups: "could be announced", "has failed to do", "started bombing".
//!
//! Without a parse, a verb group is what English lets stand together: auxiliaries, adverbs, "not", the main verb, and
//! the verbs that it chains to itself.

use crate::lemma;
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// The time that a verb group tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "left", "had left".
    Past,
    /// "has left".
    Perfect,
    /// "leaves".
    Present,
    /// "is leaving", "has been leaving".
    Progressive,
    /// "will leave", "is to leave".
    Future,
    /// "to leave", "leaving", "left by all" with no finite verb.
    None,
}

/// A verb with its auxiliaries and the verbs chained to it.
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// All its tokens, first to last.
    pub tokens: Range<usize>,
    /// The verb that names the event: the last of a chain.
    pub main: usize,
    /// The first full verb of the group; the same as `main` without a chain.
    pub head: usize,
    /// Its tense.
    pub tense: Tense,
    /// The modal verb, lower-case.
    pub modal: Option<String>,
    /// Whether "not", "never" or the like stands in it.
    pub negated: bool,
    /// Whether it is a passive.
    pub passive: bool,
    /// What chain verbs make of it (`data/words/chain_verbs.txt`), in text order.
    pub chain: Vec<&'static str>,
}

/// Finds the finite verb groups of the tokens `range`, left to right.
pub fn groups(reading: Reading, range: Range<usize>) -> Vec<VerbGroup> {
    let mut out: Vec<VerbGroup> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let group = starts_finite(reading, at, &range).then(|| read(reading, at, range.end)).flatten();
        match group {
            Some(group) => {
                at = group.tokens.end;
                out.push(group);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a finite verb group opens at `at`.
fn starts_finite(r: Reading, at: usize, range: &Range<usize>) -> bool {
    match r.xpos(at) {
        Xpos::Md | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp => r.upos(at) != Upos::Part,
        Xpos::Vbn => at > range.start && is_past_tense(r, at, range),
        _ => false,
    }
}

/// Whether a form tagged as a participle is the past tense, which looks the same: "a fire destroyed the hall". A
/// participle after its noun has no object of its own, and leaves the clause's verb to come.
fn is_past_tense(r: Reading, at: usize, range: &Range<usize>) -> bool {
    let before = r.xpos(at - 1);
    if before == Xpos::Prp {
        return true;
    }
    let subject = before.is_noun() || r.upos(at - 1) == Upos::Adv && at > range.start + 1 && r.xpos(at - 2).is_noun();
    if !subject {
        return false;
    }
    let object = matches!(r.xpos(at + 1), Xpos::Dt | Xpos::PrpPoss | Xpos::Prp) && at + 1 < range.end;
    let edge = |t: &usize| {
        matches!(r.word(*t), "," | ";" | ":" | "—" | "–") || matches!(r.xpos(*t), Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
    };
    let finite = |t: usize| matches!(r.xpos(t), Xpos::Md | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let mut left = (range.start.max(at.saturating_sub(25))..at).rev().take_while(|t| !edge(t));
    let mut right = (at + 1..range.end.min(at + 25))
        .take_while(|t| !edge(t) && r.upos(*t) != Upos::Sconj && !r.is(*t, "after") && !r.is(*t, "before"));
    object || !left.any(finite) && !right.any(finite)
}

fn read(r: Reading, start: usize, end: usize) -> Option<VerbGroup> {
    let mut group = VerbGroup {
        tokens: start..start + 1,
        main: start,
        head: start,
        tense: Tense::None,
        modal: None,
        negated: false,
        passive: false,
        chain: Vec::new(),
    };
    let mut aux: Vec<String> = Vec::new();
    let mut at = start;
    let mut main = None;
    // No verb group of English is longer; without a bound, a run of "may may may" would be read anew from each word.
    let end = end.min(start + 12);
    while at < end {
        let word = r.word(at);
        let tag = r.xpos(at);
        if is_negation(word) {
            group.negated = true;
        } else if r.upos(at) == Upos::Adv || r.upos(at) == Upos::Part && tag != Xpos::To {
            // "has long been", "did n't": adverbs inside the group.
        } else if tag == Xpos::Md {
            group.modal = Some(word.to_ascii_lowercase());
        } else if tag.is_verb() {
            if main.is_some() {
                break;
            }
            let lemma = lemma::verb(word);
            if is_auxiliary(&lemma) && continues(r, at + 1, end, &lemma) {
                aux.push(format!("{lemma} {}", tag.as_str()));
            } else {
                main = Some((at, tag));
            }
        } else {
            break;
        }
        at += 1;
        if main.is_some() {
            break;
        }
    }
    let (main, tag) = main?;
    group.main = main;
    group.head = main;
    group.tokens = start..main + 1;
    group.tense = tense(&group, &aux, tag);
    group.passive = aux.last().is_some_and(|a| a.starts_with("be ") || a.starts_with("get "))
        && matches!(tag, Xpos::Vbn | Xpos::Vbd);
    chain(r, &mut group, end);
    Some(group)
}

/// "not" and what does its work beside a verb.
pub fn is_negation(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "not" | "n't" | "n’t" | "never" | "nor" | "neither" | "hardly" | "barely"
    )
}

fn is_auxiliary(lemma: &str) -> bool {
    matches!(lemma, "be" | "have" | "do" | "get")
}

/// Whether a verb form that the auxiliary `lemma` takes follows, adverbs aside.
fn continues(r: Reading, from: usize, end: usize, lemma: &str) -> bool {
    let next = (from..end.min(from + 5)).find(|&t| {
        !(r.upos(t) == Upos::Adv || is_negation(r.word(t)) || r.upos(t) == Upos::Part && r.xpos(t) != Xpos::To)
    });
    let Some(next) = next else { return false };
    match lemma {
        "be" => matches!(r.xpos(next), Xpos::Vbg | Xpos::Vbn) || r.xpos(next) == Xpos::Vbd,
        "get" => r.xpos(next) == Xpos::Vbn,
        "have" => matches!(r.xpos(next), Xpos::Vbn | Xpos::Vbd),
        _ => matches!(r.xpos(next), Xpos::Vb | Xpos::Vbp),
    }
}

fn tense(group: &VerbGroup, aux: &[String], main: Xpos) -> Tense {
    if group.modal.as_deref().is_some_and(|m| matches!(m, "will" | "'ll" | "’ll" | "wo" | "shall")) {
        return Tense::Future;
    }
    let has = |a: &str| aux.iter().any(|x| x.starts_with(a));
    let progressive = has("be ") && main == Xpos::Vbg;
    match aux.first().map(String::as_str) {
        _ if group.modal.is_some() => Tense::None,
        Some("have VBZ" | "have VBP") => {
            if progressive {
                Tense::Progressive
            } else {
                Tense::Perfect
            }
        }
        Some("have VBD") => Tense::Past,
        Some(a) if a.ends_with("VBD") => Tense::Past,
        Some(_) if progressive => Tense::Progressive,
        Some(_) => Tense::Present,
        None => match main {
            Xpos::Vbd | Xpos::Vbn => Tense::Past,
            _ => Tense::Present,
        },
    }
}

/// Follows "plan to meet", "started bombing", "has failed to do" to the last verb.
fn chain(r: Reading, group: &mut VerbGroup, end: usize) {
    for _ in 0..4 {
        let Some(effect) = r.words.chain_verbs.get(&lemma::verb(r.word(group.main))) else {
            // "is to meet", "is due to open", "is going to": an adjective or "be" leads to an infinitive.
            if let Some(next) = infinitive_after_be(r, group, end) {
                group.chain.push("planned");
                reach(r, group, next, end);
                continue;
            }
            return;
        };
        let mut at = group.main + 1;
        while at < end && r.upos(at) == Upos::Adv && !is_negation(r.word(at)) {
            at += 1;
        }
        let mut negated = false;
        if is_negation(r.word(at)) {
            negated = true;
            at += 1;
        }
        let to = r.xpos(at) == Xpos::To || r.is(at, "to");
        let next = if to { at + 1 } else { at };
        let fits = if to { matches!(r.xpos(next), Xpos::Vb | Xpos::Vbp) } else { r.xpos(next) == Xpos::Vbg };
        if next >= end || !fits {
            return;
        }
        group.chain.push(if negated { "negated" } else { effect });
        reach(r, group, next, end);
    }
}

/// Takes the verb at `next` as the main verb, or the participle that it is the auxiliary of: "to be released".
fn reach(r: Reading, group: &mut VerbGroup, next: usize, end: usize) {
    let lemma = lemma::verb(r.word(next));
    let participle = (next + 1..end.min(next + 4)).find(|&t| r.upos(t) != Upos::Adv);
    let main = match (lemma.as_str(), participle) {
        ("be", Some(t)) if matches!(r.xpos(t), Xpos::Vbn | Xpos::Vbg) => {
            group.passive = r.xpos(t) == Xpos::Vbn;
            t
        }
        ("have", Some(t)) if r.xpos(t) == Xpos::Vbn => t,
        _ => {
            group.passive = false;
            next
        }
    };
    group.main = main;
    group.tokens.end = main + 1;
}

fn infinitive_after_be(r: Reading, group: &VerbGroup, end: usize) -> Option<usize> {
    let lemma = lemma::verb(r.word(group.main));
    let at = group.main + 1;
    let to = if lemma == "be" && r.is(at, "to") {
        at
    } else if (lemma == "be"
        && ["due", "set", "likely", "scheduled", "expected", "poised", "about", "ready"].iter().any(|w| r.is(at, w))
        || lemma == "go" && r.xpos(group.main) == Xpos::Vbg)
        && r.is(if lemma == "go" { at } else { at + 1 }, "to")
    {
        if lemma == "go" { at } else { at + 1 }
    } else {
        return None;
    };
    (to + 1 < end && r.xpos(to + 1) == Xpos::Vb).then_some(to + 1)
}
