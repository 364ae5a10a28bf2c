//! How much an article is about each of its entities, and the order that a reader would list them in.

use super::Entity;
use crate::block::BlockKind;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;

/// Weighs every entity and sorts them, most salient first. Returns the new place of each.
///
/// A name counts two, a description or pronoun one; the headline and the first paragraph add weight, a byline takes it
/// away. A capital that stands for a government counts for its country.
pub fn order(reading: Reading, entities: &mut Vec<Entity>, mentions: &[Mention]) -> Vec<usize> {
    let mut points = vec![0u32; entities.len()];
    let first = reading.blocks.iter().position(|b| b.kind == BlockKind::Paragraph);
    for mention in mentions.iter() {
        let sentence = reading.sentence_of(mention.tokens.start);
        let Some(block) = reading.sentences.get(sentence).map(|s| s.block) else { continue };
        points[mention.metonym_for.unwrap_or(mention.entity)] += match (mention.form, reading.blocks[block].kind) {
            (_, BlockKind::Byline | BlockKind::Dateline) => 0,
            (_, BlockKind::Headline) => 6,
            (Form::Name, _) if Some(block) == first => 4,
            (Form::Name, _) => 2,
            _ => 1,
        };
    }
    for (entity, points) in entities.iter().zip(&mut points) {
        // Nationalities mostly modify something else.
        if entity.kind == NameType::Norp {
            *points /= 2;
        }
    }
    let most = points.iter().copied().max().unwrap_or(0).max(1);
    for (entity, points) in entities.iter_mut().zip(&points) {
        entity.salience = (points * 100 / most) as u8;
    }
    let mut rank: Vec<usize> = (0..entities.len()).collect();
    rank.sort_by_key(|&e| (std::cmp::Reverse(entities[e].salience), e));
    let mut place = vec![0; entities.len()];
    for (new, &old) in rank.iter().enumerate() {
        place[old] = new;
    }
    let mut old: Vec<Option<Entity>> = std::mem::take(entities).into_iter().map(Some).collect();
    entities.extend(rank.into_iter().filter_map(|e| old[e].take()));
    place
}
