//! Reads mentions of people; adds "he" and "she" to them; leaves "it", "they" and "we" alone, which a rule of this
//! kind links wrongly more often than not.
//!
//! The search is Hobbs's in spirit (Resolving pronoun references, 1978), without a tree: the subject of the same
//! sentence, then of the sentences before, left to right.

use super::{Entity, Gender};
use crate::block::BlockKind;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use std::ops::Range;

/// How many sentences back a person is still in mind.
const REACH: usize = 3;

/// Links "he" and "she" outside of quoted speech. Returns mentions in text order, the pronouns among them. A person whose
/// gender the names did not tell takes that of the pronoun that surely means them.
pub fn resolve(reading: Reading, mentions: &[Mention], entities: &mut [Entity], quoted: &[bool]) -> Vec<Mention> {
    let mut out: Vec<Mention> = mentions.to_vec();
    // Whoever wrote the article is not in it.
    let told = |m: &&Mention| {
        let sentence = reading.sentence_of(m.tokens.start);
        sentence < reading.sentences.len()
            && !matches!(reading.kind_of(sentence), BlockKind::Byline | BlockKind::Dateline)
    };
    let people: Vec<&Mention> =
        mentions.iter().filter(|m| entities[m.entity].kind == NameType::Person).filter(told).collect();
    // (sentence, entity) of pronouns already linked.
    let mut linked: Vec<(usize, usize, usize)> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let Some(gender) = gender_of(reading.word(at)) else { continue };
            if quoted.get(at).copied().unwrap_or(false) {
                continue;
            }
            let fits = |e: usize, entities: &[Entity]| entities[e].gender.agrees(gender);
            let found = antecedent(reading, &people, &linked, entities, number, at, &fits);
            if let Some((entity, confidence)) = found {
                if entities[entity].gender == Gender::Unknown {
                    entities[entity].gender = gender;
                }
                linked.push((number, at, entity));
                out.push(Mention {
                    tokens: at..at + 1,
                    span: reading.tokens[at].span,
                    form: Form::Pronoun,
                    entity,
                    confidence,
                });
            }
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
    } else {
        None
    }
}

/// The person that the pronoun at `at` means, with a confidence in percent.
fn antecedent(
    reading: Reading,
    people: &[&Mention],
    linked: &[(usize, usize, usize)],
    entities: &[Entity],
    number: usize,
    at: usize,
    fits: &dyn Fn(usize, &[Entity]) -> bool,
) -> Option<(usize, u8)> {
    let within = |range: &Range<usize>| {
        let from = people.partition_point(|m| m.tokens.start < range.start);
        let to = people.partition_point(|m| m.tokens.start < range.end);
        // Sentences that name more people are lists; the last of them are as good as any.
        &people[from.max(to.saturating_sub(40))..to.max(from)]
    };
    for back in 0..=REACH.min(number) {
        let sentence = &reading.sentences[number - back];
        let range = if back == 0 { sentence.tokens.start..at } else { sentence.tokens.clone() };
        let names = within(&range);
        let pronouns = linked.iter().rev().take(24).filter(|(s, t, _)| *s == number - back && range.contains(t));
        let mut candidates: Vec<(u32, usize)> =
            names.iter().map(|m| (weight(reading, m.tokens.clone()), m.entity)).collect();
        candidates.extend(pronouns.map(|&(_, t, e)| (weight(reading, t..t + 1) + 1, e)));
        candidates.retain(|&(_, e)| fits(e, entities));
        let best = candidates.iter().map(|c| c.0).max();
        if let Some(best) = best {
            // Of equals, the first: English keeps its subject to the left.
            let entity = candidates.iter().find(|c| c.0 == best).map(|c| c.1)?;
            let rivals = candidates.iter().filter(|c| c.1 != entity).count();
            return Some((entity, [85, 70, 55][rivals.min(2)] - 5 * back as u8));
        }
    }
    None
}

/// How likely a mention is to be spoken of next: subjects before the rest, possessors last.
fn weight(reading: Reading, tokens: Range<usize>) -> u32 {
    let after = tokens.end;
    if reading.is_possessive(after) || matches!(reading.word(tokens.start).to_ascii_lowercase().as_str(), "his" | "her")
    {
        return 1;
    }
    let verb = (after..after + 3).find(|&t| reading.xpos(t).is_verb() || reading.xpos(t) == crate::tag::Xpos::Md);
    let subject =
        verb.is_some_and(|v| (after..v).all(|t| reading.upos(t) == crate::tag::Upos::Adv)) || reading.is(after, ",");
    if subject { 4 } else { 2 }
}
