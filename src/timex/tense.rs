//! The tense of the clause around an expression, from its tags where there are any and from its words where not.

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

/// The tense of the clause that holds the tokens from `start` to `end`.
pub(super) fn of(s: &Scan, start: usize, end: usize) -> Tense {
    let left = (s.start..start).rev().take(REACH).take_while(|&i| !s.is_any(i, &[";", ":", "“"]));
    let left = left.filter_map(|i| cue(s, i)).next();
    // "Friday's meeting will …": what follows a possessive is the clause's subject, not what was said before it.
    let possessive = s.is_any(end, &["'s", "’s"]);
    let right = || {
        let right = (end..s.end).take(REACH).take_while(|&i| !s.is_any(i, &[";", "”"]));
        right.filter_map(|i| cue(s, i)).next()
    };
    match left {
        Some(_) if possessive => right().or(left).unwrap_or(Tense::Unknown),
        Some(tense) => tense,
        None => right().unwrap_or(Tense::Unknown),
    }
}

/// The tense that one word shows.
fn cue(s: &Scan, at: usize) -> Option<Tense> {
    let word = s.word(at);
    let first = word.bytes().next()?;
    if !(first.is_ascii_alphabetic() || first == b'\'' || first >= 0x80) {
        return None;
    }
    if let Some(tag) = s.tag(at) {
        let listed = CUES.get(word);
        return match tag {
            Xpos::Md => Some(Tense::Future),
            Xpos::Vbd => Some(if listed == Some("future") { Tense::Future } else { Tense::Past }),
            Xpos::Vbz | Xpos::Vbp if listed == Some("future") => Some(Tense::Future),
            Xpos::Vbn if listed == Some("future") => Some(Tense::Future),
            Xpos::Vbz | Xpos::Vbp => Some(Tense::Present),
            // "to meet Friday"; but "failed to meet", whose cue stands before it.
            Xpos::Vb if s.is(at.wrapping_sub(1), "to") => match CUES.get(s.word(at.wrapping_sub(2))) {
                Some("past") => Some(Tense::Past),
                _ => Some(Tense::Future),
            },
            Xpos::Vbn => {
                let helper = (at.saturating_sub(3)..at)
                    .rev()
                    .find(|&i| s.is_any(i, &["has", "have", "had", "was", "were", "'ve", "’ve"]));
                helper.map(|_| Tense::Past)
            }
            _ => None,
        };
    }
    match CUES.get(word) {
        Some("future") => return Some(Tense::Future),
        Some("past") => return Some(Tense::Past),
        Some("present") => return Some(Tense::Present),
        Some(_) => return None,
        None => {}
    }
    if s.capital(at) || word.len() < 3 || word.ends_with('s') || word.ends_with("ing") {
        return None;
    }
    let base = lemma::verb(word);
    (base != word.to_ascii_lowercase()).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_has_a_known_tense() {
        assert!(CUES.iter().all(|(_, v)| matches!(v, "future" | "past" | "present" | "none")));
    }
}
