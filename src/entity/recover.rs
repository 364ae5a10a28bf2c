//! Reads the model's names; produces names that agree with each other over the whole text.
//!
//! The model reads sentence by sentence. A text is consistent: what is called "Nusra" and is an organisation in one
//! place is the same in the next.

use super::key;
use crate::lexicon::{Classes, CountryForm, Lexicon};
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Gives every name that is spelt alike one type, and leaves out what cannot be a name.
///
/// The type is that of a country or people where it names one, that of the person whose surname it is or of the
/// organisation whose first word it is, or else the one that the model is surest of over all of them.
pub fn unite_types(reading: Reading, names: &[Name], lexicon: &Lexicon) -> Vec<Name> {
    let votes = Votes::count(reading, names);
    let cased = has_capitals(reading);
    let plausible = |n: &&Name| !cased || n.tokens.clone().any(|t| reading.word(t).chars().any(|c| c.is_uppercase() || c.is_numeric()));
    let kept = names.iter().filter(plausible).filter(|n| !is_title(reading, n));
    kept.map(|n| Name { kind: votes.kind(reading, n, lexicon), ..n.clone() }).collect()
}

/// What the text as a whole says of its names.
#[derive(Default)]
struct Votes {
    /// Percents of confidence for each type of each spelling.
    types: HashMap<String, BTreeMap<NameType, u32>>,
    /// Last words of people's full names.
    surnames: HashSet<String>,
    /// First words of organisations' longer names, where they tell anything.
    bodies: HashSet<String>,
}

impl Votes {
    fn count(reading: Reading, names: &[Name]) -> Votes {
        let mut votes = Votes::default();
        for name in names {
            let key = key::words(reading, &name.tokens, name.kind);
            *votes.types.entry(key.join(" ")).or_default().entry(name.kind).or_default() += u32::from(name.confidence).max(1);
            match name.kind {
                NameType::Person if key.len() > 1 => votes.surnames.extend(key.last().cloned()),
                NameType::Org if key.len() > 1 => votes.bodies.extend(key.first().filter(|w| !reading.words.org_common.has(w)).cloned()),
                _ => {}
            }
        }
        votes
    }

    fn kind(&self, reading: Reading, name: &Name, lexicon: &Lexicon) -> NameType {
        let titled = name.tokens.start > 0 && reading.words.honorifics.has(reading.word(name.tokens.start - 1));
        if titled && name.kind == NameType::Person {
            return NameType::Person;
        }
        let spelt = key::words(reading, &name.tokens, name.kind).join(" ");
        let most = self.types.get(&spelt).and_then(|of| of.iter().max_by_key(|&(_, v)| v)).map_or(name.kind, |(k, _)| *k);
        let text = reading.span(&name.tokens).of(reading.text);
        if most != NameType::Person && matches!(lexicon.country_of(text), Some((_, CountryForm::Name))) {
            return NameType::Gpe;
        }
        if name.tokens.len() > 1 || matches!(most, NameType::Norp | NameType::Event) {
            return most;
        }
        let classes = lexicon.get(text).map_or(Classes::default(), |e| e.classes);
        let has = |list: &[Classes]| list.iter().any(|c| classes.any(*c));
        let place = has(&[Classes::COUNTRY, Classes::CAPITAL, Classes::BIG_CITY, Classes::REGION]);
        if has(&[Classes::PEOPLE, Classes::DEMONYM]) && !place && !has(&[Classes::ORG, Classes::SURNAME, Classes::CITY]) {
            NameType::Norp
        } else if self.surnames.contains(&spelt) && !place && !has(&[Classes::ORG]) {
            NameType::Person
        } else if self.bodies.contains(&spelt) && !place && !has(&[Classes::FIRST_NAME_F, Classes::FIRST_NAME_M]) {
            NameType::Org
        } else {
            most
        }
    }
}

/// "Prime" of "Prime Minister", "president": part of a title that the model took for a person.
fn is_title(reading: Reading, name: &Name) -> bool {
    let office = |t: usize| reading.words.offices.has(reading.word(t)) || reading.words.office_modifiers.has(reading.word(t));
    let next = name.tokens.end;
    let alone = reading.word(name.tokens.start).chars().all(char::is_lowercase);
    name.kind == NameType::Person && name.tokens.clone().all(office) && (alone || office(next) || reading.is_capitalised(next))
}

/// Whether the text uses capitals as English does, so that a name without one is none.
fn has_capitals(reading: Reading) -> bool {
    let sentences = reading.sentences.iter().take(50);
    let mut all = 0;
    let capital = sentences.inspect(|_| all += 1).filter(|s| s.span.of(reading.text).chars().any(char::is_uppercase)).count();
    capital * 2 > all
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
    let near = at.saturating_sub(20).max(sentence.tokens.start)..(at + 20).min(sentence.tokens.end);
    let words = near.map(|t| reading.word(t)).filter(|w| w.chars().count() > 1 && w.chars().any(char::is_alphabetic));
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
