//! The spans that refer to things in the world: names, nominals and pronouns.

pub use crate::model::{Name, NameType};

use crate::span::Span;
use std::ops::Range;

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// By a name.
    Name,
    /// By a name inside a longer name: "US" in "US Air Force".
    Nested,
    /// By a description: "a senior official".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// One reference to one entity. Mentions of one text never overlap, but for nested ones, which lie inside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// From the first token to the last, in UTF-8 bytes.
    pub span: Span,
    /// How it refers.
    pub form: Form,
    /// Index of its entity.
    pub entity: usize,
    /// How sure the analysis is of span and entity, in percent.
    pub confidence: u8,
    /// Index of the entity that this name stands for here: Russia for "Moscow" that rejects a plan.
    pub metonym_for: Option<usize>,
    /// The rule that says which entity it means.
    pub rule: &'static str,
}
