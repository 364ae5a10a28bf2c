//! What the knowledge base says of one thing.

use crate::model::NameType;

/// Declares the classes, each with its number in the section.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $number:literal $text:literal),* $(,)?) => {
        /// What sort of thing a thing is, finer than the type of its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name = $number),* }

        impl Class {
            /// Every class.
            pub const ALL: [Class; 16] = [$(Class::$name),*];

            /// The class as lists spell it.
            pub fn as_str(self) -> &'static str {
                match self { $(Class::$name => $text),* }
            }
        }
    };
}

classes! {
    /// A country or territory with an ISO 3166-1 code.
    Country = 0 "country",
    /// A national capital.
    Capital = 1 "capital",
    /// Any other city or town.
    City = 2 "city",
    /// A state, province or other first-order division of a country.
    Division = 3 "division",
    /// A continent, mountain range, desert, historic land or other area that is no division.
    Region = 4 "region",
    /// An ocean, sea, river, lake, strait or canal.
    Water = 5 "water",
    /// A person.
    Person = 6 "person",
    /// A body whose members are states, or that serves all of them.
    InternationalBody = 7 "international body",
    /// A military or political alliance of states.
    Alliance = 8 "alliance",
    /// A company, newspaper, broadcaster or news agency.
    Company = 9 "company",
    /// A political party.
    Party = 10 "party",
    /// An armed group that is no state's army.
    ArmedGroup = 11 "armed group",
    /// A ministry, parliament, court, service, army or other part of one state.
    Agency = 12 "agency",
    /// A building, street or city whose name stands for who governs there.
    Seat = 13 "seat",
    /// A word for the people of a country or division, and its adjective.
    Demonym = 14 "demonym",
    /// Anything else, and bodies whose class no list tells: charities, clubs, universities, buildings.
    Other = 15 "other",
}

impl Class {
    /// The class that `text` spells, or `None`.
    pub fn parse(text: &str) -> Option<Class> {
        Self::ALL.into_iter().find(|c| c.as_str() == text)
    }

    pub(super) fn from_number(number: u8) -> Option<Class> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether it is a place on the map.
    pub fn is_place(self) -> bool {
        use Class::{Capital, City, Country, Division, Region, Seat, Water};
        matches!(self, Country | Capital | City | Division | Region | Water | Seat)
    }
}

/// A point on the Earth, in hundredths of a degree: a town's own, or the middle of something larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Latitude, north positive, -9000 to 9000.
    pub lat: i16,
    /// Longitude, east positive, -18000 to 18000.
    pub lon: i16,
}

/// One thing of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing<'a> {
    /// Its number in this knowledge base.
    pub id: usize,
    /// Its canonical name, as English writes it.
    pub name: &'a str,
    /// The type that its names have.
    pub kind: NameType,
    /// What it is.
    pub class: Class,
    /// The number of its item in Wikidata: 76 for Q76. Given only where a source has it.
    pub wikidata: Option<u32>,
    /// The country that it is, lies in or belongs to: an ISO 3166-1 code in two ASCII capitals.
    pub country: Option<[u8; 2]>,
    /// The id of the first-order division that it lies in.
    pub division: Option<usize>,
    /// Where it is.
    pub place: Option<Place>,
    /// How much the world speaks of it, on a scale of logarithms, to rank things of one name by: six more is about twice
    /// as many people for towns and divisions. Countries and the words for their peoples stand above everything else.
    pub prominence: u8,
    /// The id of the country or body that governs from here, for capitals and other seats.
    pub seat_of: Option<usize>,
}
