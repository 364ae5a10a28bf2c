//! Reads tags and tree; produces every word that could name an event; never judges whether it does (`weigh` does).

use crate::dependency::Deprel;
use crate::tag::Upos;
use crate::tree::Tree;
use std::ops::Range;

/// The words of `tokens` that can name an event: verbs, nouns, copulas, and adjectives that are predicates.
pub fn find<'t>(tree: &'t Tree, tokens: Range<usize>) -> impl Iterator<Item = usize> + 't {
    tokens.filter(move |&t| {
        let r = tree.reading;
        match r.upos(t) {
            Upos::Verb | Upos::Noun => !matches!(tree.relation(t), Deprel::Aux | Deprel::AuxPass | Deprel::Mark),
            Upos::Aux => tree.relation(t) == Deprel::Cop,
            Upos::Propn => !matches!(tree.relation(t), Deprel::Flat | Deprel::Compound) && is_event_word(tree, t),
            Upos::Adj => tree.relation(t) != Deprel::Amod || tree.child(t, Deprel::Cop).is_some(),
            _ => false,
        }
    })
}

/// "War" of "Cold War", "Cup" of "World Cup": a name whose last word is a noun for events.
fn is_event_word(tree: &Tree, t: usize) -> bool {
    tree.reading.words.event_nouns.has(&crate::lemma::noun(tree.reading.word(t)))
}
