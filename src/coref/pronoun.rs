//! Which person "he" and "she" mean, and what "it" and "its" mean where grammar tells.
//!
//! The search is Hobbs's in spirit (Resolving pronoun references, 1978): the subject of the same sentence, then of the
//! sentences before, left to right.

use super::Sources;
use super::recent::{self, Place, Recent};
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::entity::{Entity, Gender};
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;

/// How many sentences back a person is still in mind.
const REACH: usize = 3;

/// Adds to `mentions`, in text order, the pronouns outside of quoted speech that mean one of them.
pub fn resolve(from: Sources, mentions: &[Mention], entities: &mut [Entity]) -> Vec<Mention> {
    let reading = from.reading;
    // Whoever wrote the article is not in it.
    let told = |m: &&Mention| {
        let sentence = reading.sentence_of(m.tokens.start);
        sentence < reading.sentences.len()
            && !matches!(reading.kind_of(sentence), BlockKind::Byline | BlockKind::Dateline)
    };
    let (mut people, mut things): (Vec<Mention>, Vec<Mention>) = (Vec::new(), Vec::new());
    for mention in mentions.iter().filter(told) {
        match entities[mention.entity].kind {
            NameType::Person => people.push(mention.clone()),
            NameType::Org | NameType::Gpe => things.push(mention.clone()),
            _ => {}
        }
    }
    let mut out: Vec<Mention> = mentions.to_vec();
    // "He" and "she" that were linked already, which say of whom the text goes on to speak.
    let mut linked: Vec<Mention> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let Some(gender) = gender_of(reading.word(at)) else { continue };
            if from.quoted.get(at).copied().unwrap_or(false) {
                continue;
            }
            let found = match gender {
                Gender::Neuter => owner(reading, &things, number, at),
                _ => antecedent(reading, [&people, &linked], entities, number, at, gender),
            };
            let Some((entity, confidence, rule)) = found else { continue };
            // "his wife": the description gives up the word that has its own meaning.
            let n = mentions.partition_point(|m| m.tokens.end <= at);
            if let Some(around) = out[..mentions.len()].get_mut(n).filter(|m| m.tokens.contains(&at)) {
                if around.tokens.start != at || around.tokens.len() == 1 {
                    continue;
                }
                around.tokens.start += 1;
                around.span = reading.span(&around.tokens);
            }
            if entities[entity].gender == Gender::Unknown {
                entities[entity].gender = gender;
            }
            let mention = Mention {
                tokens: at..at + 1,
                span: reading.tokens[at].span,
                form: Form::Pronoun,
                entity,
                confidence,
                metonym_for: None,
                rule,
            };
            if gender != Gender::Neuter {
                linked.push(mention.clone());
            }
            out.push(mention);
        }
    }
    out.sort_by_key(|m| m.tokens.start);
    out
}

fn gender_of(word: &str) -> Option<Gender> {
    let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&["he", "him", "his", "himself"]) {
        Some(Gender::Male)
    } else if is(&["she", "her", "hers", "herself"]) {
        Some(Gender::Female)
    } else if is(&["it", "its", "itself"]) {
        Some(Gender::Neuter)
    } else {
        None
    }
}

/// The person that the pronoun at `at` means, with a confidence in percent.
fn antecedent(
    reading: Reading,
    people: [&[Mention]; 2],
    entities: &[Entity],
    number: usize,
    at: usize,
    gender: Gender,
) -> Option<(usize, u8, &'static str)> {
    for back in 0..=REACH.min(number) {
        let before = if back == 0 { at } else { usize::MAX };
        let here = people.map(|mentions| Recent { reading, mentions }.in_sentence(number - back, before));
        let mut here: Vec<&Mention> = here.into_iter().flatten().collect();
        here.sort_by_key(|m| m.tokens.start);
        let candidates: Vec<(u32, usize)> = here
            .into_iter()
            .filter(|m| entities[m.entity].gender.agrees(gender))
            .map(|m| (weight(reading, m), m.entity))
            .collect();
        if let Some(best) = candidates.iter().map(|c| c.0).max() {
            // Of equals, the first: English keeps its subject to the left.
            let entity = candidates.iter().find(|c| c.0 == best).map(|c| c.1)?;
            let rivals = candidates.iter().filter(|c| c.1 != entity).count();
            let rule = if back == 0 { "person-in-sentence" } else { "person-before" };
            return Some((entity, [91, 75, 75][rivals.min(2)] - if back > 1 { 12 } else { 0 }, rule));
        }
    }
    None
}

/// How likely a mention is to be spoken of next: subjects before the rest, possessors last, pronouns before names.
fn weight(reading: Reading, mention: &Mention) -> u32 {
    let place = match recent::place(reading, &mention.tokens) {
        Place::Subject => 8,
        Place::LowSubject => 6,
        Place::Other => 4,
        Place::Inside => 2,
    };
    place + u32::from(mention.form == Form::Pronoun)
}

/// What "it" or "its" means where grammar tells: the subject whose thing "its" is, and whoever says what "it" does.
fn owner(reading: Reading, things: &[Mention], number: usize, at: usize) -> Option<(usize, u8, &'static str)> {
    let recent = Recent { reading, mentions: things };
    let here = recent.in_sentence(number, at);
    let subject_of = |verb: usize| {
        here.iter().find(|m| {
            let t = reading.head_of(&m.tokens);
            reading.head(t) == Some(verb) && reading.relation(t).map(Deprel::universal) == Some(Deprel::Nsubj)
        })
    };
    let possessive = reading.is(at, "its");
    let mut verb = reading.head(at)?;
    // "its" hangs on a noun, and the noun on a verb.
    for _ in 0..3 {
        if reading.xpos(verb).is_verb() {
            break;
        }
        verb = reading.head(verb)?;
    }
    if possessive && let Some(m) = subject_of(verb) {
        return Some((m.entity, 90, "its-subject"));
    }
    if reading.relation(at).map(Deprel::universal) != Some(Deprel::Nsubj) && !possessive {
        return None;
    }
    let upper = reading.head(verb)?;
    match reading.relation(verb).map(Deprel::universal) {
        Some(Deprel::Ccomp) => subject_of(upper).map(|m| (m.entity, 85, "subject-above")),
        Some(Deprel::Advcl | Deprel::Conj) if !possessive => subject_of(upper).map(|m| (m.entity, 70, "subject-above")),
        // "Acme wants to raise its prices" is about Acme's; "Brussels forced Acme to raise its prices" as well.
        Some(Deprel::Xcomp) if possessive => match child(reading, upper, Deprel::Obj) {
            Some(object) => here.iter().find(|m| m.tokens.contains(&object)),
            None => subject_of(upper),
        }
        .map(|m| (m.entity, 85, "its-subject")),
        _ => None,
    }
}

/// The first token near `head` that hangs on it by `relation`.
fn child(reading: Reading, head: usize, relation: Deprel) -> Option<usize> {
    let sentence = &reading.sentences.get(reading.sentence_of(head))?.tokens;
    let near = head + 1..sentence.end.min(head + 12);
    near.into_iter().find(|&t| reading.head(t) == Some(head) && reading.relation(t) == Some(relation))
}
