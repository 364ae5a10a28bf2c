//! Known things of the world, read from a section of the model: a name gives the countries, cities, people and bodies
//! that it can mean.
//!
//! The stage only says what a name can mean; which of them a text means is for later stages to tell.

mod columns;
mod thing;
mod write;

pub use thing::{Class, Place, Thing};
pub use write::{Draft, write};

use crate::error::Error;
use crate::lexicon::fold;
use crate::model::NameType;
use crate::model::file::Section;
use columns::{Column, Forms};
use std::fmt;

/// Stands in a column of ids for no thing.
const NONE: u16 = u16::MAX;
/// Stands in the columns of positions for no position.
const NOWHERE: i16 = i16::MIN;
/// From this prominence on a person is known everywhere, and by surname: heads of state and government.
pub const FAMOUS: u8 = 140;
/// Letters that an acronym has at most: longer names in capitals are names written in capitals.
const ACRONYM: usize = 6;

/// The knowledge base of a loaded model.
pub struct Kb {
    /// Canonical names, sorted folded, so that a thing's place among them is its id.
    names: Forms,
    /// Other names, sorted folded, and the things that they name.
    aliases: Forms,
    alias_of: Column,
    /// Type in the high half, class in the low half.
    sorts: Column,
    countries: Column,
    divisions: Column,
    latitudes: Column,
    longitudes: Column,
    prominences: Column,
    /// Ids with the numbers that Wikidata gives them.
    wikidata: (Column, Column),
    /// Ids with the ids of what sits there.
    seats: (Column, Column),
    /// The countries, by code.
    by_code: Vec<([u8; 2], usize)>,
    /// Well-known people by the last word of their names, folded.
    by_surname: Vec<(String, usize)>,
}

impl fmt::Debug for Kb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kb({} things, {} aliases)", self.names.len(), self.aliases.len())
    }
}

impl Kb {
    /// Opens the section and checks all that reading relies on: no section that passes makes a later call panic.
    ///
    /// # Errors
    /// Corrupt when lengths, text, classes or ids do not fit together.
    pub fn parse(section: Section) -> Result<Kb, Error> {
        let mut cut = columns::Cut::new(section)?;
        let [things, name_bytes, aliases, alias_bytes, known, seats] = cut.counts();
        if things >= NONE as usize {
            return Err(Error::corrupt("the knowledge base holds more than its ids can name"));
        }
        let names = cut.forms(things, name_bytes)?;
        let sorts = cut.column(things, 1)?;
        let countries = cut.column(things, 2)?;
        let divisions = cut.column(things, 2)?;
        let latitudes = cut.column(things, 2)?;
        let longitudes = cut.column(things, 2)?;
        let prominences = cut.column(things, 1)?;
        let (alias_forms, alias_of) = (cut.forms(aliases, alias_bytes)?, cut.column(aliases, 2)?);
        let wikidata = (cut.column(known, 2)?, cut.column(known, 4)?);
        let seats = (cut.column(seats, 2)?, cut.column(seats, 2)?);
        cut.end()?;
        let aliases = alias_forms;
        let mut kb = Kb {
            names,
            aliases,
            alias_of,
            sorts,
            countries,
            divisions,
            latitudes,
            longitudes,
            prominences,
            wikidata,
            seats,
            by_code: vec![],
            by_surname: vec![],
        };
        kb.check()?;
        // The class stands in the low half of the sort, so that only things of it are read.
        let of_class = |class: Class| {
            let sorts = kb.sorts.all().enumerate().filter(move |(_, sort)| sort & 15 == class as u32);
            sorts.filter_map(|(id, _)| kb.get(id))
        };
        let by_code = of_class(Class::Country).filter_map(|t| Some((t.country?, t.id))).collect();
        let famous = of_class(Class::Person).filter(|t| t.prominence >= FAMOUS);
        let by_surname = famous.filter_map(|t| Some((fold(t.name.rsplit_once(' ')?.1), t.id))).collect();
        (kb.by_code, kb.by_surname) = (by_code, by_surname);
        kb.by_code.sort_unstable();
        kb.by_surname.sort_unstable();
        Ok(kb)
    }

    fn check(&self) -> Result<(), Error> {
        let things = self.names.len();
        let known = |column: &Column| column.all().all(|id| (id as usize) < things);
        let sorted = |column: &Column| column.all().zip(column.all().skip(1)).all(|(a, b)| a < b);
        let code = |c: u32| c == 0 || c.to_le_bytes()[..2].iter().all(u8::is_ascii_uppercase);
        let division = |d: u32| d == NONE as u32 || (d as usize) < things;
        let fits = |column: &Column, most: i32| {
            column.all().map(|v| v as u16 as i16).all(|v| v == NOWHERE || (v as i32).abs() <= most)
        };
        let sort = |s: u32| Class::from_number(s as u8 & 15).is_some() && NameType::ALL.len() > (s >> 4) as usize;
        let right = self.sorts.all().all(sort)
            && self.countries.all().all(code)
            && self.divisions.all().all(division)
            && fits(&self.latitudes, 9_000)
            && fits(&self.longitudes, 18_000)
            && known(&self.alias_of)
            && [&self.wikidata.0, &self.seats.0, &self.seats.1].into_iter().all(known)
            && sorted(&self.wikidata.0)
            && sorted(&self.seats.0);
        right.then_some(()).ok_or_else(|| Error::corrupt("the knowledge base contradicts itself"))
    }

    /// Number of things.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The thing with this id, or `None` when there is no such id. Ids are the numbers below `len`; they hold for one
    /// model file and mean nothing in another.
    pub fn get(&self, id: usize) -> Option<Thing<'_>> {
        let name = self.names.get(id)?;
        let sort = self.sorts.get(id)? as u8;
        let division = Some(self.divisions.get(id)? as u16).filter(|&d| d != NONE).map(usize::from);
        // What lies in a division leaves its country to the division.
        let code = self.countries.get(division.unwrap_or(id))?.to_le_bytes();
        let place = Place { lat: self.latitudes.get(id)? as u16 as i16, lon: self.longitudes.get(id)? as u16 as i16 };
        let paired = |(ids, values): &(Column, Column)| ids.search(id as u32).and_then(|i| values.get(i));
        Some(Thing {
            id,
            name,
            kind: *NameType::ALL.get(usize::from(sort >> 4))?,
            class: Class::from_number(sort & 15)?,
            wikidata: paired(&self.wikidata),
            country: (code[0] != 0).then_some([code[0], code[1]]),
            division,
            place: (place.lat != NOWHERE && place.lon != NOWHERE).then_some(place),
            prominence: self.prominences.get(id)? as u8,
            seat_of: paired(&self.seats).map(|id| id as usize),
        })
    }

    /// The country or territory with this ISO 3166-1 code of two capital letters.
    pub fn country(&self, code: [u8; 2]) -> Option<Thing<'_>> {
        let at = self.by_code.binary_search_by_key(&code, |c| c.0).ok()?;
        self.get(self.by_code[at].1)
    }

    /// The heads of state or government whose name ends with this word, folded, most prominent first.
    pub fn bearing(&self, surname: &str) -> Vec<Thing<'_>> {
        let from = self.by_surname.partition_point(|(word, _)| word.as_str() < surname);
        let those = self.by_surname[from..].iter().take_while(|(word, _)| word == surname);
        let mut things: Vec<Thing<'_>> = those.filter_map(|(_, id)| self.get(*id)).collect();
        things.sort_by_key(|t| std::cmp::Reverse(t.prominence));
        things
    }

    /// The most prominent thing of this class whose canonical name is `name`, in any case.
    pub fn named(&self, name: &str, class: Class) -> Option<Thing<'_>> {
        let key = fold(name);
        let of_class = self.names.matching(&key).filter_map(|id| self.get(id)).filter(|t| t.class == class);
        of_class.max_by_key(|t| (t.prominence, std::cmp::Reverse(t.id)))
    }

    /// All that `phrase` can name, most prominent first and each once; empty when it names nothing that is known.
    ///
    /// Case and spacing do not matter, but an acronym is understood only where the phrase has no small letter, so that
    /// "Who" is not the WHO. A leading "the", and the full stops of "U.N.", may be there or not. The phrase is taken for
    /// a name: "turkey" gives the country.
    pub fn candidates(&self, phrase: &str) -> Vec<Thing<'_>> {
        let whole = fold(phrase);
        let bare = whole.strip_prefix("the ").unwrap_or(&whole);
        let undotted = bare.replace('.', "");
        // The article is no part of an acronym, so its letters do not count.
        let small = phrase
            .split_whitespace()
            .skip(usize::from(bare.len() < whole.len()))
            .flat_map(str::chars)
            .any(char::is_lowercase);
        let found = [&whole, bare, &undotted].into_iter().map(|key| self.matching(key, small));
        found.into_iter().find(|f| !f.is_empty()).unwrap_or_default()
    }

    fn matching(&self, key: &str, small: bool) -> Vec<Thing<'_>> {
        let meant = |form: &str| !small || !is_acronym(form);
        let names = self.names.matching(key).filter(|&i| self.names.get(i).is_some_and(meant));
        let aliases = self.aliases.matching(key).filter(|&i| self.aliases.get(i).is_some_and(meant));
        let others = aliases.filter_map(|i| self.alias_of.get(i)).map(|id| id as usize);
        let mut ids: Vec<usize> = names.chain(others).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut things: Vec<Thing<'_>> = ids.into_iter().filter_map(|id| self.get(id)).collect();
        things.sort_by_key(|t| std::cmp::Reverse(t.prominence));
        things
    }
}

/// Whether a form is written as acronyms are.
fn is_acronym(form: &str) -> bool {
    form.len() <= ACRONYM && form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests;
