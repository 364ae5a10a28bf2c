//! Reads the model's names; produces mentions and the entities they belong to, and which known things those are; never
//! changes a name's span but for a title before it and a small number behind it.
//!
//! Linking is by rule and prefers to leave apart what it cannot tell: two people of one surname stay two.

mod called;
mod cluster;
mod correct;
mod key;
mod link;
mod nested;
mod person;
mod recover;
mod repeat;
mod salience;
mod spelling;
mod thing;
mod world;

pub use link::{Linked, World, link};
pub use salience::order;

use crate::kb::{Class, Kb, Place, Thing};
use crate::lexicon::{Classes, Lexicon};
use crate::mention::NameType;
use crate::span::Span;

/// A person's grammatical gender in English, as far as the text or a first name tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// It.
    Neuter,
    /// Not known.
    Unknown,
}

impl Gender {
    /// The gender as the contract spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Gender::Female => "f",
            Gender::Male => "m",
            Gender::Neuter => "n",
            Gender::Unknown => "unknown",
        }
    }

    /// Whether one thing can have both.
    pub fn agrees(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// One person, organisation, place or other named thing.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its type.
    pub kind: NameType,
    /// Its fullest name, as it stands in the text.
    pub name: Span,
    /// Its other names, one span for each spelling, in text order.
    pub aliases: Vec<Span>,
    /// Its gender.
    pub gender: Gender,
    /// ISO 3166 code of the country that it is, or that its people are called after.
    pub country: Option<&'static str>,
    /// The known thing that it is, where one is sure enough.
    pub known: Option<Known>,
    /// How much the article is about it, 0 to 100.
    pub salience: u8,
    /// How sure the model was of its best mention, in percent.
    pub confidence: u8,
    /// The rules that joined its mentions.
    pub why: Vec<&'static str>,
}

/// What the knowledge base says of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number in the knowledge base.
    pub id: usize,
    /// What it is.
    pub class: Class,
    /// The number of its item in Wikidata.
    pub wikidata: Option<u32>,
    /// ISO 3166 code of the country that it is, lies in or belongs to.
    pub country: Option<[u8; 2]>,
    /// Where it is.
    pub place: Option<Place>,
    /// The number of what is governed from there: Russia for Moscow and the Kremlin.
    pub seat_of: Option<usize>,
}

impl Known {
    /// What `kb` says of `thing`.
    fn of(thing: &Thing, kb: &Kb) -> Known {
        // A city that is a seat of two ("Brussels") is one entry each in the knowledge base.
        let other = kb.named(thing.name, Class::Seat).filter(|seat| seat.country == thing.country);
        let seat_of = other.and_then(|seat| seat.seat_of).or(thing.seat_of);
        Known {
            id: thing.id,
            class: thing.class,
            wikidata: thing.wikidata,
            country: thing.country,
            place: thing.place,
            seat_of,
        }
    }
}

/// The country of a people that is named after it, where the text names that country; any other entity itself.
pub fn country_of(entities: &[Entity], entity: usize) -> usize {
    let people = &entities[entity];
    let same = |e: &Entity| e.kind == NameType::Gpe && e.country == people.country;
    match (people.kind, people.country) {
        (NameType::Norp, Some(_)) => entities.iter().position(same).unwrap_or(entity),
        _ => entity,
    }
}

/// The gender that a first name tells, where it is a name of one sex only.
fn gender_of_first_name(lexicon: &Lexicon, name: &str) -> Gender {
    let classes = lexicon.get(name).map_or(Classes::default(), |e| e.classes);
    match (classes.any(Classes::FIRST_NAME_F), classes.any(Classes::FIRST_NAME_M)) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}
