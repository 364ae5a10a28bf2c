//! Known names and name-like words, read in place from a section of the model: a phrase gives classes and a country.
//!
//! A phrase is looked up folded: lower-case, single spaces, straight apostrophes, plain hyphens. The section is a finite
//! state transducer (crate `fst`) from folded phrases to a number: classes in the low 32 bits, then the country.

use crate::error::Error;
use crate::model::file::Section;
use fst::raw::{Fst, Output};
use std::fmt;
use std::sync::LazyLock;

/// A set of classes of a phrase, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u32);

/// Declares the classes, each with its bit.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal),* $(,)?) => {
        impl Classes { $($(#[$doc])* pub const $name: Classes = Classes(1 << $bit);)* }
    };
}

classes! {
    /// A woman's first name (US Census).
    FIRST_NAME_F = 0,
    /// A man's first name (US Census).
    FIRST_NAME_M = 1,
    /// A family name (US Census).
    SURNAME = 2,
    /// A city or town (GeoNames).
    CITY = 3,
    /// A city of half a million people or more.
    BIG_CITY = 4,
    /// A country's name, long, short or old.
    COUNTRY = 5,
    /// A state, province or region.
    REGION = 6,
    /// An adjective or noun for the people of a country or state.
    DEMONYM = 7,
    /// A national capital.
    CAPITAL = 8,
    /// A body, company, party or armed group.
    ORG = 9,
    /// A known person's name (WordNet, PETRARCH).
    PERSON_NAME = 10,
    /// A river, sea, continent or other place that is not governed.
    PLACE = 11,
    /// A building or other place made by people.
    FACILITY = 12,
    /// Any other name in WordNet.
    OTHER_NAME = 13,
    /// A people, faith, following or language.
    PEOPLE = 14,
    /// The end of a company's name ("Inc.").
    COMPANY_END = 15,
    /// A word that marks a place of nature ("River").
    PLACE_HEAD = 16,
    /// A word that marks a building or the like ("Airport").
    FACILITY_HEAD = 17,
    /// A word that marks a body ("Ministry").
    ORG_HEAD = 18,
    /// A word that marks an event ("War").
    EVENT_HEAD = 19,
    /// A word that marks a law or treaty ("Act").
    LAW_HEAD = 20,
    /// A word that marks a work or an award.
    WORK_HEAD = 21,
    /// A title before a person's name.
    TITLE = 22,
    /// A family name among the thousand most frequent.
    COMMON_SURNAME = 23,
    /// A first name among the most frequent.
    COMMON_FIRST = 24,
    /// An abbreviation of a state's name ("Calif.").
    STATE_SHORT = 25,
    /// A word that is no name by itself, though it is written with capitals ("GDP").
    NOT_NAME = 26,
    /// What a hyphen joins to a name without making it part of it ("-backed").
    JOINED = 27,
}

impl Classes {
    /// Whether any class of `other` is in this set.
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set has a class, and every class it has is in `other`.
    pub fn only(self, other: Classes) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }

    /// The classes of both sets.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// What the lexicon says of one phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// The country it belongs to, as an ISO 3166-1 code in two ASCII capitals.
    pub country: Option<[u8; 2]>,
}

impl Entry {
    /// The number that stands for this entry in the transducer.
    pub fn to_value(self) -> u64 {
        let code = self.country.map_or(0, |[a, b]| 1 + 26 * (a - b'A') as u64 + (b - b'A') as u64);
        code << 32 | self.classes.0 as u64
    }

    /// The entry that `value` stands for.
    pub fn from_value(value: u64) -> Entry {
        let code = (value >> 32).checked_sub(1).filter(|&c| c < 26 * 26);
        let country = code.map(|c| [b'A' + (c / 26) as u8, b'A' + (c % 26) as u8]);
        Entry { classes: Classes(value as u32), country }
    }
}

/// A country or territory, as `data/words/countries.tsv` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 code of two letters.
    pub iso2: &'static str,
    /// Usual English name.
    pub name: &'static str,
    /// Other names, short forms and abbreviations.
    pub other_names: Vec<&'static str>,
    /// Adjectives and words for its people, in the singular.
    pub demonyms: Vec<&'static str>,
    /// Capital.
    pub capital: &'static str,
    /// Other names of the capital.
    pub other_capitals: Vec<&'static str>,
}

/// How a phrase names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    /// By its name or a short form.
    Name,
    /// By an adjective or a word for its people.
    Demonym,
    /// By its capital.
    Capital,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let many = |s: &'static str| s.split('|').filter(|s| !s.is_empty()).collect::<Vec<_>>();
    let lines = include_str!("../data/words/countries.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut countries: Vec<Country> = lines
        .filter_map(|line| {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [iso2, name, other, demonyms, capital, capitals] = columns[..] else { return None };
            let (other_names, demonyms, other_capitals) = (many(other), many(demonyms), many(capitals));
            Some(Country { iso2, name, other_names, demonyms, capital, other_capitals })
        })
        .collect();
    countries.sort_by_key(|c| c.iso2);
    countries
});

/// All countries, sorted by code.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The lexicon of a loaded model.
pub struct Lexicon {
    fst: Fst<Section>,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexicon({} phrases)", self.fst.len())
    }
}

impl Lexicon {
    /// Opens the section.
    ///
    /// # Errors
    /// Corrupt when it holds no transducer.
    pub fn parse(section: Section) -> Result<Lexicon, Error> {
        let bad = |_| Error::corrupt("the lexicon cannot be read");
        Ok(Lexicon { fst: Fst::new(section).map_err(bad)? })
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.fst.len()
    }

    /// Whether it holds no phrase.
    pub fn is_empty(&self) -> bool {
        self.fst.is_empty()
    }

    /// What the lexicon says of `phrase`, in any case and with any spacing.
    pub fn get(&self, phrase: &str) -> Option<Entry> {
        self.get_folded(&fold(phrase))
    }

    /// As `get`, for a phrase that is folded already.
    pub fn get_folded(&self, folded: &str) -> Option<Entry> {
        self.fst.get(folded.as_bytes()).map(|o| Entry::from_value(o.value()))
    }

    /// The country that `phrase` names, and how. The phrase has to begin with a capital, so that "us" is no country.
    pub fn country_of(&self, phrase: &str) -> Option<(&'static Country, CountryForm)> {
        if !phrase.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let entry = self.get(phrase)?;
        let form = if entry.classes.any(Classes::COUNTRY) {
            CountryForm::Name
        } else if entry.classes.any(Classes::DEMONYM) {
            CountryForm::Demonym
        } else if entry.classes.any(Classes::CAPITAL) {
            CountryForm::Capital
        } else {
            return None;
        };
        let code = entry.country?;
        let at = COUNTRIES.binary_search_by(|c| c.iso2.as_bytes().cmp(&code[..])).ok()?;
        Some((&COUNTRIES[at], form))
    }

    /// Follows `pieces` from the start of a phrase and hands every entry that ends with a piece to `found`, with the
    /// number of pieces so far. A piece is a folded token, with the space that stands before it.
    pub fn walk<'p>(&self, pieces: impl Iterator<Item = &'p str>, mut found: impl FnMut(usize, Entry)) {
        let mut node = self.fst.root();
        let mut output = Output::zero();
        for (n, piece) in pieces.enumerate() {
            for &byte in piece.as_bytes() {
                let Some(i) = node.find_input(byte) else { return };
                let step = node.transition(i);
                output = output.cat(step.out);
                node = self.fst.node(step.addr);
            }
            if node.is_final() {
                found(n + 1, Entry::from_value(output.cat(node.final_output()).value()));
            }
        }
    }
}

/// Lower-case, with single spaces, straight apostrophes, plain hyphens, and without marks that show nothing.
pub fn fold(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    for (i, word) in phrase.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        fold_into(word, &mut out);
    }
    out
}

/// Appends `word`, which holds no white space, folded.
pub fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => out.push(c),
            '’' | '‘' | 'ʼ' | 'ʻ' | '`' => out.push('\''),
            '‐' | '‑' | '–' | '—' | '−' => out.push('-'),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬀ' => out.push_str("ff"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(phrases: &[(&str, Entry)]) -> Lexicon {
        let mut build = fst::MapBuilder::memory();
        phrases.iter().for_each(|(p, e)| build.insert(p, e.to_value()).unwrap());
        Lexicon::parse(Section::owned(build.into_inner().unwrap())).unwrap()
    }

    #[test]
    fn phrases_are_folded_and_followed() {
        let us = Some(*b"US");
        let country = Entry { classes: Classes::COUNTRY, country: us };
        let demonym = Entry { classes: Classes::DEMONYM, country: us };
        let lexicon =
            lexicon(&[("american", demonym), ("united states", country), ("united states of america", country)]);
        let (found, form) = lexicon.country_of("UNITED  STATES").unwrap();
        assert_eq!((found.name, form), ("United States", CountryForm::Name));
        assert_eq!(lexicon.country_of("American").unwrap().1, CountryForm::Demonym);
        assert!(lexicon.country_of("american").is_none());
        let mut ends = vec![];
        lexicon.walk(["united", " states", " of", " america", "n"].into_iter(), |n, e| ends.push((n, e.classes)));
        assert_eq!(ends, [(2, Classes::COUNTRY), (4, Classes::COUNTRY)]);
    }

    #[test]
    fn folding() {
        assert_eq!(fold(" Côte  d’Ivoire‐\u{AD}X ﬁne"), "côte d'ivoire-x fine");
    }

    #[test]
    fn every_country_has_a_code_of_its_own() {
        let all = countries();
        assert!(all.len() > 220);
        assert!(all.windows(2).all(|w| w[0].iso2 < w[1].iso2));
        assert!(
            all.iter()
                .all(|c| c.iso2.len() == 2 && c.iso2.bytes().all(|b| b.is_ascii_uppercase()) && !c.name.is_empty())
        );
    }

    #[test]
    fn entries_round_trip() {
        for country in [None, Some(*b"AA"), Some(*b"ZZ"), Some(*b"US")] {
            let entry = Entry { classes: Classes(0x8000_0001), country };
            assert_eq!(Entry::from_value(entry.to_value()), entry);
        }
    }
}
