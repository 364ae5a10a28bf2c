//! Reads the model's names; produces names that agree with each other over the whole text.
//!
//! The model reads sentence by sentence. A text is consistent: what is called "Nusra" and is an organisation in one
//! place is the same in the next.

use super::key;
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Gives every name that is spelt alike one type: the one that the model is surest of over all of them.
pub fn unite_types(reading: Reading, names: &[Name]) -> Vec<Name> {
    let mut votes: HashMap<String, BTreeMap<NameType, u32>> = HashMap::new();
    let spell = |n: &Name| key::words(reading, &n.tokens, n.kind).join(" ");
    for name in names {
        *votes.entry(spell(name)).or_default().entry(name.kind).or_default() += u32::from(name.confidence);
    }
    let best = |name: &Name| {
        let of = &votes[&spell(name)];
        let (kind, most) = of.iter().max_by_key(|&(_, v)| v).map_or((name.kind, 0), |(k, v)| (*k, *v));
        // Where one spelling has two types in earnest ("Washington" the man and the town), each keeps its own.
        let own = of.get(&name.kind).copied().unwrap_or(0);
        if own * 2 > most { name.kind } else { kind }
    };
    names.iter().map(|n| Name { kind: best(n), ..n.clone() }).collect()
}

/// Adds capitalised words that the model left out in one place although it names the same word in another: a surname,
/// an acronym, a whole name.
pub fn add_missed(reading: Reading, names: &mut Vec<Name>) {
    let mut taken = vec![false; reading.tokens.len()];
    let mut known: HashMap<&str, (NameType, usize, u8)> = HashMap::new();
    let mut acronyms: HashMap<String, NameType> = HashMap::new();
    for name in names.iter() {
        taken[name.tokens.clone()].fill(true);
        let last = name.tokens.end - 1;
        let single = name.tokens.len() == 1;
        if single || name.kind == NameType::Person {
            let entry = known.entry(reading.word(last)).or_insert((name.kind, 0, name.confidence));
            entry.1 += 1;
            entry.2 = entry.2.max(name.confidence);
        }
        if name.tokens.len() > 1 && matches!(name.kind, NameType::Org | NameType::Event) {
            for letters in key::initials(reading, &name.tokens).into_iter().filter(|l| l.len() >= 2) {
                acronyms.entry(letters).or_insert(name.kind);
            }
        }
    }
    let common: HashSet<String> = lower_case_words(reading);
    let mut found = Vec::new();
    for (at, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
        let word = reading.word(at);
        if word.chars().count() < 2 || !reading.is_capitalised(at) {
            continue;
        }
        let all_caps = word.chars().all(char::is_uppercase);
        let kind = match (known.get(word), all_caps.then(|| acronyms.get(word)).flatten()) {
            (Some(&(kind, _, confidence)), _) if confidence >= 60 && !common.contains(&word.to_lowercase()) => kind,
            (_, Some(&kind)) if !in_capitals(reading, at) => kind,
            _ => continue,
        };
        if touches(reading, &taken, at) || reading.sentence_of(at) >= reading.sentences.len() {
            continue;
        }
        found.push(Name { tokens: at..at + 1, kind, confidence: 60 });
    }
    names.append(&mut found);
    names.sort_by_key(|n| n.tokens.start);
}

/// Words that the text also writes in lower case, so that a capital says little.
fn lower_case_words(reading: Reading) -> HashSet<String> {
    let words = (0..reading.tokens.len()).map(|t| reading.word(t));
    words.filter(|w| w.chars().next().is_some_and(char::is_lowercase)).map(str::to_string).collect()
}

/// Whether the sentence is set in capitals, so that "IS" may be a verb.
fn in_capitals(reading: Reading, at: usize) -> bool {
    let sentence = &reading.sentences[reading.sentence_of(at).min(reading.sentences.len().saturating_sub(1))];
    let words = sentence.tokens.clone().map(|t| reading.word(t)).filter(|w| w.chars().count() > 1 && w.chars().any(char::is_alphabetic));
    let (mut all, mut upper) = (0, 0);
    for word in words {
        all += 1;
        upper += usize::from(!word.chars().any(char::is_lowercase));
    }
    upper * 2 > all
}

/// Whether a capitalised neighbour makes the word part of a longer name that nobody has read yet.
fn touches(reading: Reading, taken: &[bool], at: usize) -> bool {
    let proper = |t: usize| !taken.get(t).copied().unwrap_or(true) && reading.is_capitalised(t) && reading.upos(t) == crate::tag::Upos::Propn;
    at > 0 && proper(at - 1) && !reading.words.honorifics.has(reading.word(at - 1)) || proper(at + 1)
}
