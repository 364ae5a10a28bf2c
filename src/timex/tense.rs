//! The tense of the clause around an expression, from its tags where there are any and from its words where not.

use super::clause;
use super::scan::Scan;
use crate::lemma;
use crate::tag::Xpos;
use crate::words::WordList;
use std::sync::LazyLock;

/// Where a clause lies from its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Present,
    Future,
    Unknown,
}

/// Words that show a tense by themselves: "will", "plans", "scheduled", "failed".
static CUES: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../data/words/time_cues.txt"), true));

/// How many tokens on either side are read.
const REACH: usize = 24;

/// What one word says about the tense of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Is(Tense),
    /// "plans", "agreed": a following infinitive lies ahead.
    Forward(Tense),
    /// "to meet": its governing verb decides.
    Infinitive,
}

/// What the list says of a word.
pub(super) fn cue_of(word: &str) -> Option<&'static str> {
    CUES.get(word)
}

/// The tense of the clause that holds the tokens from `start` to `end`.
pub(super) fn of(s: &Scan, start: usize, end: usize) -> Tense {
    if let Some(tense) = beside(s, start, end).or_else(|| clause::tense(s, start, end)) {
        return tense;
    }
    let left = leftward(s, start);
    // "Friday's meeting will …": what follows a possessive is the clause's subject, not what was said before it.
    let possessive = s.is_any(end, &["'s", "’s"]);
    match left {
        Some(_) if possessive => rightward(s, end).or(left).unwrap_or(Tense::Unknown),
        Some(tense) => tense,
        None => rightward(s, end).unwrap_or(Tense::Unknown),
    }
}

/// Words right before an expression that place it: "effective Feb. 1", "postponed until Tuesday", "announced Friday".
fn beside(s: &Scan, start: usize, end: usize) -> Option<Tense> {
    let before = (s.start..start).rev();
    if let Some(until) = before.clone().take(1).find(|&i| s.is_any(i, &["until", "till"])) {
        let put_off = (s.start..until).rev().take(12).any(|i| CUES.get(s.word(i)) == Some("deferring"));
        // "lasted until Friday" is over; without such a verb the end lies ahead.
        let led = leftward(s, until).or_else(|| clause::tense(s, start, end));
        if put_off || led != Some(Tense::Past) {
            return Some(Tense::Future);
        }
    }
    if before.clone().take(2).any(|i| CUES.get(s.word(i)) == Some("beside")) {
        return Some(Tense::Future);
    }
    // A participle without a helper was past when the clause was said: "the plan, announced Friday, …".
    let last = before.clone().find(|&i| !s.is_any(i, &["on", "late", "early", "at", "in", "here"]))?;
    let helped = (last.saturating_sub(4).max(s.start)..last)
        .any(|i| matches!(CUES.get(s.word(i)), Some("future")) || s.is_any(i, &["be", "being", "is", "are"]));
    (s.tag(last) == Some(Xpos::Vbn) && !helped && CUES.get(s.word(last)).is_none()).then_some(Tense::Past)
}

/// The nearest cue before the expression.
fn leftward(s: &Scan, start: usize) -> Option<Tense> {
    let mut infinitive = false;
    for at in (s.start..start).rev().take(REACH) {
        if s.is_any(at, &[";", ":", "“"]) {
            break;
        }
        match cue(s, at) {
            Some(Cue::Infinitive) => infinitive = true,
            Some(Cue::Forward(_)) if infinitive => return Some(Tense::Future),
            Some(Cue::Is(_)) if infinitive && s.is_any(at, &["is", "are", "am"]) => return Some(Tense::Future),
            Some(Cue::Forward(tense) | Cue::Is(tense)) => return Some(tense),
            None => {}
        }
    }
    infinitive.then_some(Tense::Future)
}

/// The nearest cue after the expression.
fn rightward(s: &Scan, end: usize) -> Option<Tense> {
    let right = (end..s.end).take(REACH).take_while(|&i| !s.is_any(i, &[";", "”"]));
    right
        .filter_map(|i| match cue(s, i)? {
            Cue::Is(tense) | Cue::Forward(tense) => Some(tense),
            Cue::Infinitive => None,
        })
        .next()
}

/// What one word shows.
fn cue(s: &Scan, at: usize) -> Option<Cue> {
    let word = s.word(at);
    let first = word.bytes().next()?;
    if !(first.is_ascii_alphabetic() || first == b'\'' || first >= 0x80) {
        return None;
    }
    let listed = CUES.get(word);
    if could_not(s, at) {
        return Some(Cue::Is(Tense::Past));
    }
    let Some(tag) = s.tag(at) else { return untagged(s, at, word, listed) };
    // "is set for Easter Sunday"
    if listed == Some("forward") && tag == Xpos::Vbn && s.is(at + 1, "for") {
        return Some(Cue::Is(Tense::Future));
    }
    let forward = |tense| if listed == Some("forward") { Cue::Forward(tense) } else { Cue::Is(tense) };
    match tag {
        Xpos::Md => Some(Cue::Is(Tense::Future)),
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn | Xpos::Vbg if listed == Some("future") => {
            Some(Cue::Is(Tense::Future))
        }
        Xpos::Vbd => Some(forward(Tense::Past)),
        Xpos::Vbz | Xpos::Vbp if listed == Some("scheduled") => Some(Cue::Is(Tense::Future)),
        Xpos::Vbz | Xpos::Vbp => Some(forward(Tense::Present)),
        Xpos::Vb if at > s.start && s.is(at - 1, "to") => Some(Cue::Infinitive),
        Xpos::Vbn => {
            let helpers = ["has", "have", "had", "was", "were", "'ve", "’ve"];
            let helped = (at.saturating_sub(3).max(s.start)..at).any(|i| s.is_any(i, &helpers));
            if helped || listed == Some("forward") { Some(forward(Tense::Past)) } else { None }
        }
        // "a plan to meet Friday"
        Xpos::Nn | Xpos::Nns if matches!(listed, Some("forward" | "future")) && s.is(at + 1, "to") => {
            Some(Cue::Forward(Tense::Future))
        }
        _ => None,
    }
}

/// "could not be reached Friday", which is how newspapers say that someone was not.
pub(super) fn could_not(s: &Scan, at: usize) -> bool {
    let denied = |i| s.is_any(i, &["not", "n't", "n’t", "nor", "neither", "no"]);
    s.is(at, "could") && (at.saturating_sub(8).max(s.start)..at + 3).any(denied)
}

/// Without tags, the list and the shape of past forms decide.
fn untagged(s: &Scan, at: usize, word: &str, listed: Option<&str>) -> Option<Cue> {
    match listed {
        Some("future") => return Some(Cue::Is(Tense::Future)),
        Some("past") => return Some(Cue::Is(Tense::Past)),
        Some("present") => return Some(Cue::Is(Tense::Present)),
        Some("forward") if s.is_any(at + 1, &["to", "for"]) => return Some(Cue::Is(Tense::Future)),
        // "close" and "start" are also nouns; their forms with "s" after a noun are more often verbs.
        Some("scheduled") if word.ends_with('s') || s.is_any(at, &["meet", "begin"]) => {
            return Some(Cue::Is(Tense::Future));
        }
        Some("none" | "scheduled" | "beside") => return None,
        _ => {}
    }
    if s.capital(at) || word.len() < 3 || word.ends_with('s') || word.ends_with("ing") {
        return None;
    }
    let base = lemma::verb(word);
    (base != word.to_ascii_lowercase()).then_some(Cue::Is(Tense::Past))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_has_a_known_tense() {
        assert!(CUES.iter().all(|(_, v)| matches!(
            v,
            "future" | "forward" | "scheduled" | "deferring" | "beside" | "past" | "present" | "none"
        )));
    }
}
