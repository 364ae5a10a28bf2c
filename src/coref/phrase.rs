//! Noun phrases that describe: from the determiner to the head.

use crate::dependency::Deprel;
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// The longest description that is looked at, in tokens before its head.
const LONGEST: usize = 8;

/// A description of one thing.
pub struct Phrase {
    /// Its tokens, from the determiner to the head; what follows the head is left out.
    pub tokens: Range<usize>,
    /// Its head, the last of them.
    pub head: usize,
    /// How it begins.
    pub determiner: Determiner,
}

/// What opens a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this", "that": a thing that is known.
    Definite,
    /// "a", "an", "one", "another": a new thing.
    Indefinite,
    /// "his", "Syria's": somebody's.
    Possessive,
    /// None.
    None,
}

/// The description whose head is the token `head`, if that is a common noun in the singular, or a capitalised one that
/// is no name.
pub fn around(reading: Reading, head: usize, taken: &[bool]) -> Option<Phrase> {
    if taken[head] || !matches!(reading.xpos(head), Xpos::Nn | Xpos::Nnp) {
        return None;
    }
    if matches!(reading.relation(head), Some(Deprel::Compound | Deprel::Flat | Deprel::Fixed)) {
        return None;
    }
    let first = reading.sentences.get(reading.sentence_of(head))?.tokens.start;
    let inside = |t: usize| {
        let mut at = t;
        // A possessive mark hangs on the owner before it, who is part of the phrase.
        reading.is_possessive(t)
            || (0..4).any(|_| match reading.head(at) {
                Some(h) if h == head => true,
                Some(h) if h > t => {
                    at = h;
                    false
                }
                _ => false,
            })
    };
    let part = |t: usize| {
        !matches!(reading.upos(t), Upos::Verb | Upos::Adp | Upos::Cconj | Upos::Sconj)
            || reading.upos(t) == Upos::Verb && reading.relation(t) == Some(Deprel::Amod)
    };
    let mut start = head;
    while start > first
        && head - start < LONGEST
        && part(start - 1)
        && !is_mark(reading, start - 1)
        && inside(start - 1)
    {
        start -= 1;
    }
    let word = reading.word(start).to_ascii_lowercase();
    let possessed = (start..head).any(|t| reading.is_possessive(t));
    let determiner = match word.as_str() {
        "the" | "this" | "that" if start < head => Determiner::Definite,
        "a" | "an" | "one" | "another" | "some" | "any" | "every" | "each" | "no" => Determiner::Indefinite,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" => Determiner::Possessive,
        _ if possessed => Determiner::Possessive,
        _ => Determiner::None,
    };
    Some(Phrase { tokens: start..head + 1, head, determiner })
}

fn is_mark(reading: Reading, t: usize) -> bool {
    reading.upos(t) == Upos::Punct && reading.word(t) != "-" && !reading.is_possessive(t)
}
