//! Reads the tree around an event; produces its clause as a reader would quote it: one verbatim stretch without the words
//! and marks that tie it to the rest of the sentence.

use super::scene::Scene;
use crate::dependency::Deprel;
use crate::span::Span;
use crate::tag::Upos;

/// How far to either side of its verb a clause reaches at most, in tokens.
const REACH: usize = 80;

/// The clause of the event that the word at `t` names: for a verb what it governs but for clauses that stand apart from it,
/// for a noun its phrase.
pub fn of(scene: &Scene, t: usize) -> Span {
    let tree = &scene.tree;
    let r = scene.from.reading;
    let sentence = &r.sentences[r.sentence_of(t)];
    let top = if r.upos(t) == Upos::Aux { r.head(t).unwrap_or(t) } else { t };
    let verb = matches!(r.upos(top), Upos::Verb) || tree.child(top, Deprel::Cop).is_some();
    // Below which the tokens of the sentence are cut off.
    let apart = |c: usize| match tree.relation(c) {
        Deprel::Cc | Deprel::Punct | Deprel::Mark | Deprel::Parataxis | Deprel::Discourse => true,
        Deprel::Conj => verb,
        Deprel::Advcl => c < top || r.word(first(scene, c).saturating_sub(1)) == ",",
        Deprel::AclRelcl | Deprel::Appos => !verb,
        Deprel::Case => !verb,
        Deprel::Cop | Deprel::Nsubj | Deprel::Aux => false,
        _ => false,
    };
    let cut: Vec<usize> = tree.children(top).filter(|&c| apart(c)).collect();
    let bounds = sentence.tokens.start.max(top.saturating_sub(REACH))..sentence.tokens.end.min(top + REACH);
    let inside = |k: usize| tree.holds(top, k) && !cut.iter().any(|&c| tree.holds(c, k));
    let (mut start, mut end) = (top, top + 1);
    // One stretch: as far as what belongs to the clause goes without a break other than marks.
    let mut k = top;
    while k > bounds.start && (inside(k - 1) || r.upos(k - 1) == Upos::Punct) {
        k -= 1;
        if inside(k) {
            start = k;
        }
    }
    let mut k = top + 1;
    while k < bounds.end && (inside(k) || r.upos(k) == Upos::Punct) {
        if inside(k) {
            end = k + 1;
        }
        k += 1;
    }
    let mark =
        |k: usize| r.upos(k) == Upos::Punct && !matches!(r.word(k), "(" | "$" | "\"" | "“" | "”" | ")" | "'" | "’");
    while start < top && mark(start) {
        start += 1;
    }
    while end > top + 1 && mark(end - 1) {
        end -= 1;
    }
    r.span(&(start..end))
}

/// The first token of what hangs on `t`.
fn first(scene: &Scene, t: usize) -> usize {
    let mut at = t;
    for _ in 0..REACH {
        match scene.tree.children(at).next().filter(|&c| c < at) {
            Some(c) => at = c,
            None => break,
        }
    }
    at
}
