//! The spans that refer to things in the world: names, nominals and pronouns.

use crate::span::Span;
use std::ops::Range;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A person, real or not, without titles.
    Person,
    /// An organisation: company, party, ministry, armed group, team.
    Org,
    /// A country, region, town: a place with a government.
    Gpe,
    /// Any other place: river, mountain, sea, continent.
    Loc,
    /// A building, airport, road or other facility.
    Fac,
    /// A nationality, religion or political group.
    Norp,
    /// A named event: war, summit, storm, tournament.
    Event,
    /// A product, vehicle or weapon.
    Product,
    /// A book, film, song or newspaper article.
    Work,
    /// A law, treaty or act.
    Law,
}

impl NameType {
    /// Every type, in the order of the contract.
    pub const ALL: [NameType; 10] = [
        NameType::Person,
        NameType::Org,
        NameType::Gpe,
        NameType::Loc,
        NameType::Fac,
        NameType::Norp,
        NameType::Event,
        NameType::Product,
        NameType::Work,
        NameType::Law,
    ];

    /// The type as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW"][self as usize]
    }

    /// Whether it is a place of any kind.
    pub fn is_place(self) -> bool {
        matches!(self, NameType::Gpe | NameType::Loc | NameType::Fac)
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// By a name.
    Name,
    /// By a description: "a senior official".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// A name as the model found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Indices of its tokens; never empty, never over the edge of a sentence.
    pub tokens: Range<usize>,
    /// What it is the name of.
    pub kind: NameType,
    /// How sure the model is, in percent.
    pub confidence: u8,
}

/// One reference to one entity. Mentions of one text never overlap.
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
}
