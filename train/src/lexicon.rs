//! Builds the lexicon from the word lists of the project and from open lists of names.

use crate::{Options, pack};
use dateline::lexicon::{Classes, Entry, countries, fold};
use std::collections::BTreeMap;

const CITY_LEAST: u64 = 40_000;
const CITY_BIG: u64 = 500_000;
const SURNAMES: usize = 15_000;

/// The lists of the project.
const STATES: &str = include_str!("../../data/words/states.txt");
const PEOPLES: &str = include_str!("../../data/words/peoples.txt");
const ORGANISATIONS: &str = include_str!("../../data/words/organisations.txt");
const OTHER_NAMES: &str = include_str!("../../data/words/other_names.txt");
const PLACES: &str = include_str!("../../data/words/places.txt");
const NOT_NAMES: &str = include_str!("../../data/words/not_names.txt");
const JOINED: &str = include_str!("../../data/words/joined.txt");
const HEADS: &str = include_str!("../../data/words/heads.txt");

/// The lists of the data folder that the lexicon is made from.
pub const FILES: [&str; 5] = [
    "lexicon/cities.tsv",
    "lexicon/us-first-names-female-1990.tsv",
    "lexicon/us-first-names-male-1990.tsv",
    "lexicon/us-surnames-1990.tsv",
    "lexicon/wordnet-names.tsv",
];

#[derive(Default)]
struct Builder {
    entries: BTreeMap<String, Entry>,
}

impl Builder {
    /// Adds classes to a phrase. Its first country stays.
    fn add(&mut self, phrase: &str, classes: Classes, country: Option<&str>) {
        let phrase = fold(phrase);
        let bare = phrase.strip_prefix("the ").unwrap_or(&phrase);
        if bare.is_empty() {
            return;
        }
        let plain = unaccented(bare);
        let code = country.and_then(|c| c.as_bytes().try_into().ok());
        for form in [Some(bare), plain.as_deref()].into_iter().flatten() {
            let entry = self.entries.entry(form.to_string()).or_default();
            entry.classes = entry.classes.or(classes);
            entry.country = entry.country.or(code);
        }
    }

    fn many(&mut self, phrases: &str, classes: Classes, country: Option<&str>) {
        phrases.split('|').for_each(|p| self.add(p, classes, country));
    }

    /// Demonyms, with their plural where English makes one.
    fn peoples(&mut self, phrase: &str, classes: Classes, country: Option<&str>) {
        self.add(phrase, classes, country);
        if !["s", "sh", "ch", "ese", "men", "z", "ic"].iter().any(|e| phrase.ends_with(e)) {
            self.add(&format!("{phrase}s"), classes, country);
        }
    }
}

pub fn build(o: &Options) -> Result<(), String> {
    let mut b = Builder::default();
    own_lists(&mut b);
    open_lists(o, &mut b)?;
    let mut build = fst::MapBuilder::memory();
    for (phrase, entry) in &b.entries {
        build.insert(phrase, entry.to_value()).map_err(|e| e.to_string())?;
    }
    let bytes = build.into_inner().map_err(|e| e.to_string())?;
    println!("lexicon: {} phrases, {} bytes", b.entries.len(), bytes.len());
    pack::keep(o, b"LEXI", bytes)
}

fn lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

fn own_lists(b: &mut Builder) {
    // Names before demonyms before capitals: what is added first gives the country.
    for c in countries() {
        b.add(c.name, Classes::COUNTRY, Some(c.iso2));
        c.other_names.iter().for_each(|n| b.add(n, Classes::COUNTRY, Some(c.iso2)));
    }
    // The file's order decides who has a shared demonym; `countries` is sorted by code.
    for line in lines(include_str!("../../data/words/countries.tsv")) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [iso2, _, _, demonyms, ..] = columns[..] {
            demonyms.split('|').filter(|d| !d.is_empty()).for_each(|d| b.peoples(d, Classes::DEMONYM, Some(iso2)));
        }
    }
    for c in countries() {
        b.add(c.capital, Classes::CAPITAL.or(Classes::CITY), Some(c.iso2));
        c.other_capitals.iter().for_each(|n| b.add(n, Classes::CAPITAL.or(Classes::CITY), Some(c.iso2)));
    }
    for line in lines(STATES) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, name, short, people] = columns[..] else { continue };
        b.add(name, Classes::REGION, None);
        for s in short.split('|').filter(|s| !s.is_empty()) {
            let abbreviated = s.ends_with('.') || s.len() < 4;
            b.add(s, if abbreviated { Classes::STATE_SHORT } else { Classes::REGION }, None);
        }
        people.split('|').filter(|d| !d.is_empty()).for_each(|d| b.peoples(d, Classes::DEMONYM, None));
    }
    lines(PEOPLES).for_each(|p| b.peoples(p, Classes::PEOPLE, None));
    lines(JOINED).for_each(|w| b.add(w, Classes::JOINED, None));
    lines(NOT_NAMES).for_each(|w| b.add(w, Classes::NOT_NAME, None));
    lines(ORGANISATIONS).for_each(|l| b.many(l, Classes::ORG, None));
    lines(OTHER_NAMES).for_each(|l| b.many(l, Classes::OTHER_NAME, None));
    for (source, table) in [
        (PLACES, &[("LOC", Classes::PLACE), ("FAC", Classes::FACILITY)][..]),
        (
            HEADS,
            &[
                ("LOC", Classes::PLACE_HEAD),
                ("FAC", Classes::FACILITY_HEAD),
                ("ORG", Classes::ORG_HEAD),
                ("COMPANY", Classes::COMPANY_END),
                ("EVENT", Classes::EVENT_HEAD),
                ("LAW", Classes::LAW_HEAD),
                ("WORK", Classes::WORK_HEAD),
                ("TITLE", Classes::TITLE),
            ],
        ),
    ] {
        for (kind, phrases) in lines(source).filter_map(|l| l.split_once('\t')) {
            let classes = table.iter().find(|t| t.0 == kind).map(|t| t.1);
            classes.into_iter().for_each(|c| b.many(phrases, c, None));
        }
    }
}

fn open_lists(o: &Options, b: &mut Builder) -> Result<(), String> {
    let read = |file: &str| {
        let path = o.data.join(file);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let columns = |line: &str| line.split('\t').map(str::to_string).collect::<Vec<_>>();
    for line in read(FILES[0])?.lines().skip(1) {
        let c = columns(line);
        let people: u64 = c.get(5).and_then(|p| p.parse().ok()).unwrap_or(0);
        if people >= CITY_LEAST {
            let big = if people >= CITY_BIG { Classes::BIG_CITY } else { Classes::default() };
            b.add(&c[0], Classes::CITY.or(big), None);
        }
    }
    for (file, class) in [(FILES[1], Classes::FIRST_NAME_F), (FILES[2], Classes::FIRST_NAME_M)] {
        for line in read(file)?.lines().skip(1) {
            let c = columns(line);
            let share: f32 = c.get(1).and_then(|p| p.parse().ok()).unwrap_or(0.0);
            let common = if share >= 0.05 { Classes::COMMON_FIRST } else { Classes::default() };
            b.add(&c[0], class.or(common), None);
        }
    }
    for (n, line) in read(FILES[3])?.lines().skip(1).take(SURNAMES).enumerate() {
        let common = if n < 1000 { Classes::COMMON_SURNAME } else { Classes::default() };
        b.add(&columns(line)[0], Classes::SURNAME.or(common), None);
    }
    for line in read(FILES[4])?.lines().skip(1) {
        let c = columns(line);
        if let [name, kind, instance, of] = &c[..]
            && instance == "1"
            && name.starts_with(char::is_uppercase)
            && let Some(classes) = wordnet(kind, of)
        {
            b.add(name, classes, None);
        }
    }
    Ok(())
}

/// Classes of a WordNet name by its rough type and by what it is an instance of.
fn wordnet(kind: &str, of: &str) -> Option<Classes> {
    let is = |words: &[&str]| words.iter().any(|w| of.split(' ').any(|o| o == *w));
    Some(match kind {
        "PER" => Classes::PERSON_NAME,
        "ORG" => Classes::ORG,
        "NORP" => Classes::PEOPLE,
        "LOC" if is(&["city", "town", "capital", "village", "port"]) => Classes::CITY,
        "LOC" if is(&["university", "college"]) => Classes::ORG,
        "LOC" if is(&["bridge", "park", "palace", "tower", "building", "stadium", "prison", "airport"]) => {
            Classes::FACILITY
        }
        "LOC" if is(&["country", "zodiac"]) => return None,
        "LOC" if is(&["state", "province", "region", "county"]) => Classes::REGION,
        "LOC" => Classes::PLACE,
        _ => Classes::OTHER_NAME,
    })
}

/// `phrase` without accents, where it has any that English writers drop.
fn unaccented(phrase: &str) -> Option<String> {
    const PAIRS: &str = "áaàaâaäaãaåaāaăaąaéeèeêeëeēeėeęeěeíiìiîiïiīiįiıióoòoôoöoõoōoőoøoúuùuûuüuūuůuűuçcćcčcñnńnňnśsšsşsșsžzźzżzğgłlţtțtťtřrďdđdýy";
    let pairs: Vec<char> = PAIRS.chars().collect();
    let plain: String = phrase.chars().map(|c| pairs.chunks(2).find(|p| p[0] == c).map_or(c, |p| p[1])).collect();
    (plain != phrase).then_some(plain)
}
