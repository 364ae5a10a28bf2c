//! Reads the model's names; produces names that agree with each other over the whole text.
//!
//! What the model cannot know from one text's words alone, the lexicon, the knowledge base and the longer names of the
//! same text tell.

use super::{World, called, key, repeat};
use crate::block::BlockKind;
use crate::kb::Kb;
use crate::lexicon::{Classes, CountryForm};
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use std::collections::{HashMap, HashSet};

/// Things of less prominence share their names with too much else.
const WELL_KNOWN: u8 = 110;

/// Corrects types by what the text as a whole and the lexicon know for sure, and leaves out what cannot be a name.
///
/// A country's name is a country, a body that is no place a body, a people's name a people, the last word of a full name
/// that person, the first word of an organisation's longer name that organisation, what the text calls a company a body,
/// what opens a dateline a place, and what the world knows by this name only of its type; the model's own pass over the text has already levelled equal names.
pub fn correct(reading: Reading, names: &[Name], world: World) -> Vec<Name> {
    let lexicon = world.lexicon;
    let mut known = Known { called: called::bodies(reading, names, lexicon), ..Known::default() };
    for name in names {
        if is_storm(reading, name) {
            known.storms.insert(key::plain(reading.word(name.tokens.end - 1)));
            continue;
        }
        let key = key::words(reading, &name.tokens, name.kind);
        match name.kind {
            NameType::Person if key.len() > 1 => {
                key.last().iter().for_each(|w| *known.surnames.entry(w.to_string()).or_default() += 1);
            }
            kind if key.len() == 1 && (kind.is_place() || kind == NameType::Person) => {
                let single = known.single.entry(key[0].clone()).or_default();
                single.all += 1;
                single.places += usize::from(kind.is_place());
                single.within += usize::from(is_within(reading, name));
            }
            NameType::Org if key.len() > 1 => {
                known.bodies.extend(key.first().filter(|w| !reading.words.org_common.has(w)).cloned())
            }
            _ => {}
        }
    }
    let cased = has_capitals(reading);
    let plausible = |n: &&Name| {
        !cased || n.tokens.clone().any(|t| reading.word(t).chars().any(|c| c.is_uppercase() || c.is_numeric()))
    };
    let kept = names.iter().filter(plausible).filter(|n| !is_title(reading, n));
    kept.map(|n| {
        let kind = kind(reading, n, world, &known);
        let titles = titles_before(reading, n, &known);
        if titles == 0 {
            let tokens = n.tokens.start..n.tokens.end + usize::from(is_numbered(reading, n));
            return Name { tokens, kind, ..n.clone() };
        }
        Name { tokens: n.tokens.start + titles..n.tokens.end, kind: NameType::Person, ..n.clone() }
    })
    .collect()
}

/// "iPhone 4": a small number behind a brand's name belongs to it.
fn is_numbered(reading: Reading, name: &Name) -> bool {
    let next = name.tokens.end;
    repeat::is_brand(reading.word(next - 1)) && repeat::is_small_number(reading, next)
}

/// How many tokens of a name are a title before a person whom the text names: "Miss Lee", "General Lee".
fn titles_before(reading: Reading, name: &Name, known: &Known) -> usize {
    let (start, last) = (name.tokens.start, name.tokens.end - 1);
    let title = |t: usize| reading.words.honorifics.has(reading.word(t)) || reading.words.offices.has(reading.word(t));
    let titles = (start..last).take_while(|&t| title(t)).count();
    let rest = start + titles..name.tokens.end;
    let person = rest.len() <= 3 && known.surnames.contains_key(&key::plain(reading.word(last)));
    if person && name.kind != NameType::Fac { titles } else { 0 }
}

/// What the text's names make known of each other.
#[derive(Default)]
struct Known {
    /// Last words of people's full names, with how often those stand in the text.
    surnames: HashMap<String, usize>,
    /// Words that are names by themselves.
    single: HashMap<String, Single>,
    /// First words of organisations' names, where they tell anything.
    bodies: HashSet<String>,
    /// Names that the text calls a company, club or the like.
    called: HashSet<String>,
    /// Names of storms.
    storms: HashSet<String>,
}

/// How often a word by itself is a name.
#[derive(Clone, Copy, Default)]
struct Single {
    all: usize,
    /// Read as a place.
    places: usize,
    /// Something is said to be in it.
    within: usize,
}

impl Known {
    /// Whether a word by itself is somebody's surname: of a word that is read as a place far more often than the full
    /// name stands in the text, the full name is likelier to be the mistake.
    fn is_surname(&self, word: &str) -> bool {
        let full = self.surnames.get(word).copied().unwrap_or(0);
        full > 0 && self.single.get(word).is_none_or(|s| s.places <= 3 * full)
    }

    /// Whether a word that is read as a person now and then is a place: the text says twice that something is in it, and
    /// reads it as a place too.
    fn is_place(&self, word: &str) -> bool {
        self.single.get(word).is_some_and(|s| s.places > 1 && s.within > 1 && 8 * s.within >= s.all)
    }
}

/// Whether the words before the name say that something lies in it.
fn is_within(reading: Reading, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1);
    before.is_some_and(|t| ["in", "near", "around", "outside", "throughout"].iter().any(|w| reading.is(t, w)))
}

/// "Storm Edna", "Hurricane Ida": weather services give people's names to storms.
fn is_storm(reading: Reading, name: &Name) -> bool {
    let storm = |t: usize| reading.words.storms.has(reading.word(t)) && reading.is_capitalised(t);
    name.tokens.len() > 1 && storm(name.tokens.start) || name.tokens.start > 0 && storm(name.tokens.start - 1)
}

fn kind(reading: Reading, name: &Name, world: World, known: &Known) -> NameType {
    let World { lexicon, kb } = world;
    let text = reading.span(&name.tokens).of(reading.text);
    if name.kind != NameType::Person && matches!(lexicon.country_of(&key::closed(text)), Some((_, CountryForm::Name))) {
        return NameType::Gpe;
    }
    let alone = name.tokens.len() == 1 && known.storms.contains(&key::plain(text));
    if is_storm(reading, name) || alone {
        return NameType::Event;
    }
    let titled = called::is_titled(reading, name);
    let classes = lexicon.get(text).map_or(Classes::default(), |e| e.classes);
    let has = |list: &[Classes]| list.iter().any(|c| classes.any(*c));
    let place = has(&[Classes::COUNTRY, Classes::CAPITAL, Classes::BIG_CITY, Classes::REGION]);
    let other_place = has(&[Classes::CITY, Classes::PLACE, Classes::FACILITY]);
    if opens_dateline(reading, name) && !name.kind.is_place() && !has(&[Classes::ORG]) {
        return NameType::Gpe;
    }
    if name.kind.is_place() && has(&[Classes::ORG]) && !place && !other_place {
        return NameType::Org;
    }
    let called = called::can_be(name.kind) && known.called.contains(&called::phrase(reading, name));
    if called && !place && !(name.kind.is_place() && other_place) {
        return NameType::Org;
    }
    let person = name.kind == NameType::Person;
    let personal = Classes::FIRST_NAME_F.or(Classes::FIRST_NAME_M).or(Classes::SURNAME);
    if !titled
        && reading.is_capitalised(name.tokens.start)
        && !(person && (classes.any(personal) || known.is_surname(&key::plain(text))))
        && let Some(kind) = known_kind(kb, text, name.kind)
    {
        return kind;
    }
    if name.kind == NameType::Person && name.tokens.len() == 1 && !titled && known.is_place(&key::plain(text)) {
        return NameType::Gpe;
    }
    if name.tokens.len() > 1 || titled || matches!(name.kind, NameType::Norp | NameType::Event) {
        return name.kind;
    }
    if has(&[Classes::PEOPLE, Classes::DEMONYM]) && !place && !has(&[Classes::ORG, Classes::SURNAME, Classes::CITY]) {
        NameType::Norp
    } else if !(place || name.kind.is_place() && other_place || has(&[Classes::ORG]))
        && known.is_surname(&key::plain(text))
    {
        NameType::Person
    } else if known.bodies.contains(&key::plain(text))
        && !place
        && !has(&[Classes::FIRST_NAME_F, Classes::FIRST_NAME_M])
    {
        NameType::Org
    } else {
        name.kind
    }
}

/// The type of all known things of this name, where it is another than the model's: a well-known body is none the less
/// one where the words around it tell the model too little. A make of cars is a product where the model says so.
fn known_kind(kb: &Kb, text: &str, kind: NameType) -> Option<NameType> {
    use NameType::{Fac, Gpe, Loc, Org, Person, Product, Work};
    let candidates = kb.candidates(&key::closed(text));
    let first = candidates.first().filter(|t| t.prominence >= WELL_KNOWN)?.kind;
    let may_be = match kind {
        Person | Work | Fac | Gpe | Loc => matches!(first, Org | Product),
        Org => matches!(first, Gpe | Product),
        _ => false,
    };
    (may_be && candidates.iter().all(|t| t.kind == first)).then_some(first)
}

/// "HARLAN FALLS, Ohio —": the place that a report comes from stands before its first words, on one line with them. Lines
/// of their own, as in letters, open with who wrote ("Ann Lee, 4 May 2001").
fn opens_dateline(reading: Reading, name: &Name) -> bool {
    let sentence = &reading.sentences[reading.sentence_of(name.tokens.start)];
    let (block, next) = (&reading.blocks[sentence.block], reading.blocks.get(sentence.block + 1));
    let line = next.map_or("\n", |next| &reading.text[block.span.end as usize..next.span.start as usize]);
    block.kind == BlockKind::Dateline && sentence.tokens.start == name.tokens.start && !line.contains('\n')
}

/// "Prime" of "Prime Minister", "president": part of a title that the model took for a person.
fn is_title(reading: Reading, name: &Name) -> bool {
    let office =
        |t: usize| reading.words.offices.has(reading.word(t)) || reading.words.office_modifiers.has(reading.word(t));
    let next = name.tokens.end;
    let alone = reading.word(name.tokens.start).chars().all(char::is_lowercase);
    name.kind == NameType::Person
        && name.tokens.clone().all(office)
        && (alone || office(next) || reading.is_capitalised(next))
}

/// Whether the text uses capitals as English does, so that a name without one is none.
fn has_capitals(reading: Reading) -> bool {
    let sentences = reading.sentences.iter().take(50);
    let mut all = 0;
    let capital =
        sentences.inspect(|_| all += 1).filter(|s| s.span.of(reading.text).chars().any(char::is_uppercase)).count();
    capital * 2 > all
}
