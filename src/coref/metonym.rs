//! Capitals and seats that stand for a government: "Moscow rejected the plan", "ties with Washington".
//!
//! The name keeps its own entity. Only grammar and the words that it hangs on tell that a government is meant; where
//! they do not, the name is a place.

use crate::dependency::Deprel;
use crate::entity::Entity;
use crate::mention::{Form, Mention};
use crate::reading::Reading;
use crate::tag::Upos;
use std::collections::HashMap;

/// Says of each mention of a seat of government whether it stands for the country here, where the text names that
/// country.
pub fn mark(reading: Reading, mentions: &mut [Mention], entities: &[Entity]) {
    let mut things: HashMap<usize, usize> = HashMap::new();
    for (n, entity) in entities.iter().enumerate() {
        entity.known.iter().for_each(|known| _ = things.entry(known.id).or_insert(n));
    }
    for mention in mentions.iter_mut().filter(|m| m.form == Form::Name) {
        let seat = entities[mention.entity].known.and_then(|k| things.get(&k.seat_of?)).copied();
        mention.metonym_for = seat.filter(|&e| e != mention.entity && acts(reading, mention));
    }
}

/// Whether the grammar around a name makes it one that acts, or is dealt with.
fn acts(reading: Reading, mention: &Mention) -> bool {
    let mut at = reading.head_of(&mention.tokens);
    // "Kyiv and Moscow agreed": both do what the first does.
    if reading.relation(at) == Some(Deprel::Conj)
        && let Some(first) = reading.head(at).filter(|&t| t < at)
    {
        at = first;
    }
    // "CAIRO, July 26: The minister ..." is where a report comes from.
    let sentence = reading.sentence_of(mention.tokens.start);
    let opens = reading.sentences.get(sentence).is_some_and(|s| s.tokens.start == mention.tokens.start);
    let mark = reading.upos(mention.tokens.end) == Upos::Punct && !reading.is_possessive(mention.tokens.end);
    if opens && mark {
        return false;
    }
    let Some(head) = reading.head(at) else { return false };
    let lemma = reading.lemma(head);
    let verb = reading.xpos(head).is_verb()
        && (reading.words.metonym_verbs.has(&lemma) || reading.words.speech_verbs.has(&lemma));
    let noun = !reading.xpos(head).is_verb() && reading.words.metonym_nouns.has(&lemma);
    match reading.relation(at) {
        Some(Deprel::Nsubj) => verb,
        Some(Deprel::OblAgent) => verb,
        Some(Deprel::Obj) => reading.words.metonym_verbs.get(&lemma) == Some("both"),
        Some(Deprel::NmodPoss) => noun,
        Some(Deprel::Compound) => false,
        Some(Deprel::Obl | Deprel::Nmod) => {
            let case =
                |w: &str| (mention.tokens.start.saturating_sub(2)..mention.tokens.start).any(|t| reading.is(t, w));
            let dealt = ["with", "against", "between", "by"].iter().any(|w| case(w));
            let from = ["from", "to", "on", "toward", "towards", "of"].iter().any(|w| case(w));
            let and = reading.is(mention.tokens.start.saturating_sub(1), "and");
            noun && (dealt || from || and) && !["in", "at", "near"].iter().any(|w| case(w))
                || verb && (case("with") || case("against"))
        }
        _ => false,
    }
}
