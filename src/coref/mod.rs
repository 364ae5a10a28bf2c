//! Reads named entities and their offices; produces the descriptions and pronouns that mean them; never begins an
//! entity.
//!
//! Each rule prefers silence to a guess: what could mean two things means neither. The confidence of each is the share
//! of its links that were right on GUM's training part and MEANTIME.

mod correct;
mod metonym;
mod nominal;
mod phrase;
mod pronoun;
mod recent;

use crate::correction::Corrections;
use crate::entity::Entity;
use crate::mention::Mention;
use crate::reading::Reading;
use crate::role::Role;

/// What references are read from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The text.
    pub reading: Reading<'a>,
    /// Names, in text order.
    pub names: &'a [Mention],
    /// Their roles.
    pub roles: &'a [Role],
    /// One for each token: whether it stands between quotation marks.
    pub quoted: &'a [bool],
}

/// All mentions of the entities, in text order: `from.names`, and the nominals and pronouns that mean one of them for
/// sure enough; names that stand for a government say so. What the reader corrected stands. A person whose gender the names did not tell takes that of the pronoun.
pub fn resolve(from: Sources, entities: &mut [Entity], corrections: &mut Corrections) -> Vec<Mention> {
    let mut mentions = from.names.to_vec();
    mentions.extend(nominal::find(from, entities));
    mentions.sort_by_key(|m| m.tokens.start);
    let mut mentions = pronoun::resolve(from, &mentions, entities);
    correct::apply(from.reading, &mut mentions, corrections);
    metonym::mark(from.reading, &mut mentions, entities);
    mentions
}
