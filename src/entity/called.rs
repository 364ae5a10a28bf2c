//! Reads the words around names; produces the names that the text itself calls a company, club, newspaper or the like.
//!
//! A text that names a body for the first time says what it is: "the retailer Kmart", "Kmart, a retailer", "Kmart is a
//! retailer". What it says once holds for the name wherever it stands.

use super::key;
use crate::dependency::Deprel;
use crate::lexicon::{Classes, Lexicon};
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use crate::tag::Upos;
use std::collections::HashSet;

/// How far behind a name the noun of its apposition stands, in tokens.
const REACH: usize = 12;

/// The names that the text calls a body, as `phrase` spells them. Names of people whom it gives a title, or whom it
/// names more fully elsewhere, are not among them.
pub fn bodies(reading: Reading, names: &[Name], lexicon: &Lexicon) -> HashSet<String> {
    let person = |n: &&Name| n.kind == NameType::Person;
    let mut bodies: HashSet<String> = HashSet::new();
    for name in names.iter().filter(|n| can_be(n.kind)) {
        if says_body(reading, name, lexicon) {
            bodies.insert(phrase(reading, name));
        }
    }
    if bodies.is_empty() {
        return bodies;
    }
    for name in names.iter().filter(person).filter(|n| is_titled(reading, n)) {
        bodies.remove(&phrase(reading, name));
    }
    for name in names.iter().filter(person).filter(|n| n.tokens.len() > 1) {
        name.tokens.clone().for_each(|t| {
            bodies.remove(&key::plain(reading.word(t)));
        });
    }
    bodies
}

/// A name's words, as `key::plain` writes them.
pub fn phrase(reading: Reading, name: &Name) -> String {
    name.tokens.clone().map(|t| key::plain(reading.word(t))).collect::<Vec<_>>().join(" ")
}

/// The types that the model takes a body's name for where the words around it tell it too little.
pub fn can_be(kind: NameType) -> bool {
    kind.is_place() || matches!(kind, NameType::Person | NameType::Work | NameType::Product)
}

/// Whether an honorific stands before the name: "Mr Acme".
pub fn is_titled(reading: Reading, name: &Name) -> bool {
    name.tokens.start > 0 && reading.words.honorifics.has(reading.word(name.tokens.start - 1))
}

fn says_body(reading: Reading, name: &Name, lexicon: &Lexicon) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let Some(sentence) = reading.sentences.get(reading.sentence_of(start)) else { return false };
    let first = lexicon.get(reading.word(start)).map_or(Classes::default(), |e| e.classes);
    let given = first.any(Classes::FIRST_NAME_F) || first.any(Classes::FIRST_NAME_M);
    let person = name.kind == NameType::Person;
    let noun = |t: usize| reading.words.org_nouns.has(reading.word(t)) && !reading.is_capitalised(t);
    if start > sentence.tokens.start && noun(start - 1) {
        // "the company Rio" has the name in apposition; in "the company Rio office" the name is no body's.
        return !name.kind.is_place() || reading.relation(end - 1) == Some(Deprel::Appos);
    }
    if person && name.tokens.len() > 1 && given {
        return false;
    }
    let according = start >= 2 && reading.is(start - 2, "according") && reading.is(start - 1, "to");
    let surname = first.any(Classes::SURNAME);
    if person && name.tokens.len() == 1 && according && !given && !surname {
        return true;
    }
    let after = reading.is_possessive(end) as usize + end;
    if !name.kind.is_place() && after < sentence.tokens.end {
        let owned = reading.words.org_belongings.has(reading.word(after)) && !reading.is_capitalised(after);
        if owned {
            return true;
        }
    }
    is_apposed(reading, name, sentence.tokens.end, &noun) || is_subject_of(reading, name, &noun)
}

/// "Kmart, a retailer": the noun depends on the name, with no preposition between them ("Ann Lee, boss of a firm").
fn is_apposed(reading: Reading, name: &Name, limit: usize, noun: &dyn Fn(usize) -> bool) -> bool {
    let end = name.tokens.end;
    let behind = end + 1..(end + REACH).min(limit);
    let near = behind.take_while(|&t| !matches!(reading.upos(t), Upos::Adp | Upos::Verb));
    reading.is(end, ",")
        && near.into_iter().any(|t| {
            noun(t)
                && reading.relation(t) == Some(Deprel::Appos)
                && reading.head(t).is_some_and(|h| name.tokens.contains(&h))
        })
}

/// "Kmart is a retailer".
fn is_subject_of(reading: Reading, name: &Name, noun: &dyn Fn(usize) -> bool) -> bool {
    let outside = |t: usize| reading.head(t).filter(|h| !name.tokens.contains(h));
    let Some((subject, said)) = name.tokens.clone().find_map(|t| outside(t).map(|h| (t, h))) else { return false };
    let copula = |t: usize| reading.relation(t) == Some(Deprel::Cop) && reading.head(t) == Some(said);
    said > name.tokens.end
        && reading.relation(subject) == Some(Deprel::Nsubj)
        && noun(said)
        && (name.tokens.end..said).any(copula)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dependency::Dependency;
    use crate::model::file::Section;
    use crate::sentence;
    use crate::span::Span;
    use crate::tag::{Tag, Xpos};
    use crate::token;
    use crate::words::Words;

    /// What `text` calls bodies, given the first token, length and type of its names, and some words' heads.
    fn check(text: &str, names: &[(usize, usize, NameType)], heads: &[(usize, usize, Deprel)], expected: &[&str]) {
        let (words, mut tokens, mut sentences) = (Words::load(), vec![], vec![]);
        token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
        sentence::split(text, &tokens, 0..tokens.len(), 0, &words, &mut sentences);
        let tags = vec![Tag { upos: Upos::Noun, xpos: Xpos::Nn }; tokens.len()];
        let mut dependencies = vec![Dependency { head: None, relation: Deprel::Dep }; tokens.len()];
        for &(token, head, relation) in heads {
            dependencies[token] = Dependency { head: Some(head), relation };
        }
        let reading = Reading {
            text,
            words: &words,
            blocks: &[],
            sentences: &sentences,
            tokens: &tokens,
            tags: &tags,
            dependencies: &dependencies,
        };
        let empty = fst::MapBuilder::memory().into_inner().unwrap();
        let lexicon = Lexicon::parse(Section::owned(empty)).unwrap();
        let name = |&(at, len, kind): &(usize, usize, NameType)| Name { tokens: at..at + len, kind, confidence: 50 };
        let names: Vec<Name> = names.iter().map(name).collect();
        let mut found: Vec<String> = bodies(reading, &names, &lexicon).into_iter().collect();
        found.sort();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_text_says_what_a_body_is() {
        use NameType::{Gpe, Person, Work};
        check("The retailer Acme rose .", &[(2, 1, Person)], &[], &["acme"]);
        check("Acme , a retailer , rose .", &[(0, 1, Work)], &[(3, 0, Deprel::Appos)], &["acme"]);
        check("Acme is a retailer .", &[(0, 1, Gpe)], &[(0, 3, Deprel::Nsubj), (1, 3, Deprel::Cop)], &["acme"]);
        check("It is up , according to Acme .", &[(6, 1, Person)], &[], &["acme"]);
    }

    #[test]
    fn people_and_places_stay_what_they_are() {
        use NameType::{Gpe, Person};
        check("The retailer Acme hired Ann Acme .", &[(2, 1, Person), (4, 2, Person)], &[], &[]);
        check("The retailer Acme met Mr Acme .", &[(2, 1, Person), (5, 1, Person)], &[], &[]);
        check("The company Rio office closed .", &[(2, 1, Gpe)], &[(2, 3, Deprel::Compound)], &[]);
        check("Acme , boss of a retailer , rose .", &[(0, 1, Person)], &[(2, 0, Deprel::Appos)], &[]);
    }
}
