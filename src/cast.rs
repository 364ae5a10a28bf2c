//! Reads the model's names; produces who and what the text is about: entities with all their mentions, offices and
//! relations.
//!
//! One stage made of four, so that their order is written once: names are linked, offices read beside them, descriptions
//! and pronouns resolved with the help of the offices, and relations read from all of these.

use crate::coref;
use crate::correction::Corrections;
use crate::entity::{self, Entity, World};
use crate::mention::{Mention, Name};
use crate::reading::Reading;
use crate::relation::{self, Relation};
use crate::role::{self, Role};

/// Who and what a text is about. Every index of an entity points into `entities`.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Mentions, in text order; none overlap.
    pub mentions: Vec<Mention>,
    /// Mentions that lie inside the names among these, in text order.
    pub nested: Vec<Mention>,
    /// Entities, most salient first.
    pub entities: Vec<Entity>,
    /// Roles, in text order.
    pub roles: Vec<Role>,
    /// Relations, in text order.
    pub relations: Vec<Relation>,
}

/// Reads the cast of one text. `quoted` tells of each token whether it stands between quotation marks. What the reader
/// corrected stands.
pub fn read(reading: Reading, names: &[Name], world: World, quoted: &[bool], corrections: &mut Corrections) -> Cast {
    let entity::Linked { mentions: named, mut nested, mut entities } = entity::link(reading, names, world, corrections);
    let mut roles = role::find(reading, &named, &entities);
    let from = coref::Sources { reading, names: &named, roles: &roles, quoted };
    let mut mentions = coref::resolve(from, &mut entities, corrections);

    let place = entity::order(reading, &mut entities, &mentions);
    for mention in mentions.iter_mut().chain(&mut nested) {
        (mention.entity, mention.metonym_for) = (place[mention.entity], mention.metonym_for.map(|e| place[e]));
    }
    for role in &mut roles {
        (role.person, role.of) = (place[role.person], role.of.map(|e| place[e]));
    }

    let relations = relation::find(relation::Sources {
        reading,
        mentions: &mentions,
        nested: &nested,
        entities: &entities,
        roles: &roles,
        quoted,
    });
    Cast { mentions, nested, entities, roles, relations }
}
