//! Reads a sentence and its verb groups; produces clauses, one for each group; they cover the sentence without overlap.

use super::verb::VerbGroup;
use crate::reading::Reading;
use crate::sentence::Sentence;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// A stretch of a sentence with one finite verb group.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its verb group.
    pub verb: VerbGroup,
    /// The word that opens it and subordinates it ("when", "after", "if", "that"), lower-case.
    pub opener: Option<String>,
}

/// Cuts `sentence` between its verb groups.
pub fn split(reading: Reading, sentence: &Sentence, groups: Vec<VerbGroup>) -> Vec<Clause> {
    let starts: Vec<usize> = groups
        .iter()
        .enumerate()
        .map(|(n, g)| match n {
            0 => sentence.tokens.start,
            _ => boundary(reading, &groups[n - 1], g),
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([sentence.tokens.end]);
    let cut = |(verb, (start, end)): (VerbGroup, (usize, usize))| {
        let tokens = start..end;
        Clause { opener: opener(reading, tokens.start, verb.tokens.start), verb, tokens }
    };
    groups.iter().cloned().zip(starts.iter().copied().zip(ends)).map(cut).collect()
}

/// Where the clause of `next` begins: at the nearest mark or word before its subject that can open a clause.
fn boundary(r: Reading, last: &VerbGroup, next: &VerbGroup) -> usize {
    let from = last.tokens.end;
    let to = next.tokens.start;
    // Verb phrases joined by "and": the second has no subject of its own.
    let bare = to > from && is_coordinator(r, before_adverbs(r, from, to));
    if bare {
        return before_adverbs(r, from, to);
    }
    let mut at = to;
    // A subject longer than this is a list; looking further would make long lists slow.
    let from = from.max(to.saturating_sub(80));
    while at > from {
        at -= 1;
        let word = r.word(at);
        if matches!(word, "," | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "\"" | "“" | "”") {
            return at + 1;
        }
        if subordinator(r, at).is_some() || r.is(at, "but") || r.is(at, "so") && r.upos(at) != Upos::Adv {
            // "…, a week after the talks collapsed": the time before the word belongs to the word's clause.
            return at;
        }
        if is_coordinator(r, at) && own_subject(r, at + 1, to) && !noun_list(r, from, at) {
            return at;
        }
    }
    // "said the US and Russia still have": all after the verb is the new clause.
    from
}

fn before_adverbs(r: Reading, from: usize, to: usize) -> usize {
    let mut at = to;
    while at > from + 1 && r.upos(at - 1) == Upos::Adv {
        at -= 1;
    }
    at.saturating_sub(1)
}

fn is_coordinator(r: Reading, at: usize) -> bool {
    r.xpos(at) == Xpos::Cc && ["and", "or", "but"].iter().any(|w| r.is(at, w))
}

/// Whether a noun or pronoun stands between the coordinator and the verb.
fn own_subject(r: Reading, from: usize, to: usize) -> bool {
    (from..to).any(|t| matches!(r.upos(t), Upos::Noun | Upos::Propn | Upos::Pron))
}

/// "the US and Russia still have": nouns right before the coordinator and nothing since the verb but their phrase.
fn noun_list(r: Reading, from: usize, at: usize) -> bool {
    at > from
        && r.xpos(at - 1).is_noun()
        && (from..at).all(|t| matches!(r.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num))
}

/// The subordinating word at `at`, lower-case.
fn subordinator(r: Reading, at: usize) -> Option<&'static str> {
    const WORDS: [&str; 24] = [
        "when", "while", "after", "before", "since", "until", "till", "because", "although", "though", "if", "unless",
        "whether", "that", "which", "who", "whom", "whose", "where", "why", "how", "as", "once", "what",
    ];
    let word = WORDS.into_iter().find(|w| r.is(at, w))?;
    let fits = match word {
        // A determiner or pronoun "that", and prepositions before a noun phrase without a verb, open nothing; the
        // caller only asks about words with a finite verb ahead.
        "that" => matches!(r.xpos(at), Xpos::In | Xpos::Wdt),
        "as" => r.upos(at) == Upos::Sconj,
        _ => true,
    };
    fits.then_some(word)
}

/// The subordinator that opens the clause, if one stands before its subject.
fn opener(r: Reading, start: usize, verb: usize) -> Option<String> {
    let (at, word) = (start..verb.min(start + 4)).find_map(|t| subordinator(r, t).map(|w| (t, w)))?;
    // "Since the failed coup, the US has …": with a comma before the verb it was a preposition.
    let preposition =
        matches!(word, "since" | "after" | "before" | "until" | "till" | "as") && (at..verb).any(|t| r.is(t, ","));
    (!preposition).then(|| word.to_string())
}
