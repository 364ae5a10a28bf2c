//! From names to entities: the frame that the rules of each kind fill in.

use super::cluster::{Cluster, Clusters, Item};
use super::{Entity, Gender, Known, correct, key, nested, person, recover, repeat, thing, world};
use crate::block::BlockKind;
use crate::correction::Corrections;
use crate::kb::{Class, Kb};
use crate::lexicon::{CountryForm, Lexicon};
use crate::mention::{Form, Mention, Name, NameType};
use crate::reading::Reading;
use crate::span::Span;

/// Names as mentions of entities.
pub struct Linked {
    /// One mention for each name, in text order.
    pub mentions: Vec<Mention>,
    /// The names that lie inside these, in text order.
    pub nested: Vec<Mention>,
    /// The entities, in order of first mention.
    pub entities: Vec<Entity>,
}

/// What is known of names before any text is read.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Classes of names.
    pub lexicon: &'a Lexicon,
    /// Known things.
    pub kb: &'a Kb,
}

/// Links the names of one text. Every name becomes exactly one mention; names that the model missed here but read
/// elsewhere are added. What the reader corrected stands.
pub fn link(reading: Reading, names: &[Name], world: World, corrections: &mut Corrections) -> Linked {
    let World { lexicon, kb } = world;
    let mut names = recover::correct(reading, names, world);
    repeat::add(reading, &mut names);
    correct::names(reading, &mut names, corrections);
    let items = (0..names.len()).filter_map(|n| item(reading, &names, n, world));
    let (people, others): (Vec<Item>, Vec<Item>) = items.partition(|i| i.kind == NameType::Person);
    let mut clusters = Clusters::default();
    person::join(&people, &mut clusters);
    let mut things = Clusters::default();
    thing::join(reading, &others, lexicon, &mut things);
    let mut all: Vec<Cluster> = clusters.list.into_iter().chain(things.list).collect();
    let mut items: Vec<&Item> = people.iter().chain(&others).collect();
    items.sort_by_key(|i| i.name);
    correct::clusters(reading, &names, &items, &mut all, corrections);
    for cluster in &mut all {
        cluster.names.sort_unstable();
    }
    all.sort_by_key(|c| c.names[0]);
    world::identify(reading, kb, &items, &mut all);
    let nested = nested::find(reading, &items, &all);
    let (mentions, entities) = finish(reading, &names, &all, kb);
    Linked { mentions, nested, entities }
}

fn item(reading: Reading, names: &[Name], n: usize, world: World) -> Option<Item> {
    let World { lexicon, kb } = world;
    let name = &names[n];
    let mut key = key::words(reading, &name.tokens, name.kind);
    if key.is_empty() {
        return None;
    }
    let part = part_of_place(reading, name);
    if let Some(modifier) = part {
        key.insert(0, key::plain(reading.word(modifier)));
    }
    let number = number_behind(reading, name);
    if number {
        key.push(reading.word(name.tokens.end).to_string());
    }
    let before = name.tokens.start.checked_sub(1).map_or("", |t| reading.word(t));
    let honorific = reading.words.honorifics.get(before);
    let gender = match (name.kind, honorific) {
        (NameType::Person, Some("m")) => Gender::Male,
        (NameType::Person, Some("f")) => Gender::Female,
        (NameType::Person, _) if key.len() > 1 => super::gender_of_first_name(lexicon, &key[0]),
        (NameType::Person, _) => Gender::Unknown,
        _ => Gender::Neuter,
    };
    let text = key::closed(reading.span(&name.tokens).of(reading.text));
    let whole_name = part.is_none() && !number;
    // The Soviet Union is listed under its heir, and was another state.
    let other = || kb.candidates(&text).first().is_some_and(|t| t.class == Class::Region);
    let country = lexicon.country_of(&text).and_then(|(country, form)| match (name.kind, form) {
        (NameType::Gpe, CountryForm::Name) if whole_name && !other() => Some(country.iso2),
        (NameType::Norp, CountryForm::Demonym) => Some(country.iso2),
        _ => None,
    });
    let known = (whole_name && country.is_none()).then(|| world::certain(kb, &text, name.kind)).flatten();
    let surname = (name.kind == NameType::Person && key.len() == 1).then(|| kb.bearing(&key[0]));
    let famous: Vec<usize> = surname.into_iter().flatten().map(|thing| thing.id).collect();
    let sentence = reading.sentence_of(name.tokens.start);
    let above = sentence < reading.sentences.len()
        && matches!(reading.kind_of(sentence), BlockKind::Headline | BlockKind::Standfirst | BlockKind::Caption);
    // "President Trump" is the one whom the world knows by that name.
    let titled = reading.words.offices.has(before);
    let known = known.or_else(|| famous.first().copied().filter(|_| titled && famous.len() == 1));
    let national = match name.kind {
        NameType::Person | NameType::Norp => None,
        _ => key::national(reading, &name.tokens, &key, lexicon),
    };
    let last = name.tokens.end - 1;
    let whole =
        name.tokens.len() > 1 && name.kind != NameType::Person && reading.words.org_suffixes.has(reading.word(last));
    let acronyms = name.tokens.len() > 1 && !matches!(name.kind, NameType::Person | NameType::Norp);
    let initials = if acronyms { key::initials(reading, &name.tokens) } else { Vec::new() };
    Some(Item {
        name: n,
        tokens: name.tokens.clone(),
        kind: if part.is_some() { NameType::Loc } else { name.kind },
        is_part: part.is_some(),
        is_numbered: number,
        confidence: name.confidence,
        key,
        national,
        whole,
        gender,
        titled: honorific.is_some() && !first_names(before),
        country,
        known,
        famous,
        above,
        initials,
    })
}

/// Whether a number behind a name belongs to it: "Terminal 4" is not "Terminal 2", and "Boeing 747" not Boeing.
fn number_behind(reading: Reading, name: &Name) -> bool {
    let number = name.tokens.end;
    let own = |t: usize| name.tokens.contains(&t);
    let sentence = reading.sentences.get(reading.sentence_of(name.tokens.start));
    let inside = sentence.is_some_and(|s| number < s.tokens.end);
    let depends = reading.head(number).is_some_and(own) || name.tokens.clone().any(|t| reading.head(t) == Some(number));
    let figures = reading.word(number).bytes().all(|b| b.is_ascii_digit()) && reading.word(number).len() <= 3;
    name.kind != NameType::Person && inside && figures && depends
}

/// The modifier that makes a place's name that of a part of it: "southern" of "southern Russia".
fn part_of_place(reading: Reading, name: &Name) -> Option<usize> {
    let before = name.tokens.start.checked_sub(1)?;
    let place = matches!(name.kind, NameType::Gpe | NameType::Loc);
    // In "the old Russia deal" the modifier is the deal's.
    let own = reading.head(before).is_none_or(|h| name.tokens.contains(&h));
    (place && own && reading.words.part_modifiers.has(reading.word(before))).then_some(before)
}

/// Honorifics that English puts before first names: "Sir Keir", "Dame Honor".
fn first_names(honorific: &str) -> bool {
    ["sir", "dame", "lady", "lord"].iter().any(|w| honorific.eq_ignore_ascii_case(w))
}

/// Mentions and entities of finished clusters.
fn finish(reading: Reading, names: &[Name], clusters: &[Cluster], kb: &Kb) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = Vec::with_capacity(names.len());
    let mut entities = Vec::with_capacity(clusters.len());
    for (entity, cluster) in clusters.iter().enumerate() {
        for &n in &cluster.names {
            let span = reading.span(&names[n].tokens);
            mentions.push(Mention {
                tokens: names[n].tokens.clone(),
                span,
                form: Form::Name,
                entity,
                confidence: names[n].confidence,
                metonym_for: None,
                rule: "name",
            });
        }
        entities.push(entity_of(reading, names, cluster, kb));
    }
    mentions.sort_by_key(|m| m.tokens.start);
    (mentions, entities)
}

fn entity_of(reading: Reading, names: &[Name], cluster: &Cluster, kb: &Kb) -> Entity {
    // A part of a place is called by its whole phrase, "southern Russia", and one of several by its number.
    let start = |n: usize| names[n].tokens.start - usize::from(cluster.is_part);
    let end = |n: usize| names[n].tokens.end + usize::from(cluster.is_numbered);
    let span = |n: usize| reading.span(&(start(n)..end(n)));
    let words = |n: usize| key::words(reading, &names[n].tokens, cluster.kind);
    // A country is best known by the name that the text uses most; everything else by its fullest name.
    let count =
        |n: usize| cluster.names.iter().filter(|&&m| span(m).of(reading.text) == span(n).of(reading.text)).count();
    let sample = &cluster.names[..cluster.names.len().min(200)];
    let fullest = |&n: &usize| if cluster.country.is_some() { count(n) } else { words(n).len() };
    let best = sample.iter().copied().rev().max_by_key(fullest).unwrap_or(cluster.names[0]);
    let mut aliases: Vec<Span> = Vec::new();
    for &n in sample {
        let text = span(n).of(reading.text);
        let known = |s: &Span| s.of(reading.text).eq_ignore_ascii_case(text);
        if !known(&span(best)) && !aliases.iter().any(known) {
            aliases.push(span(n));
        }
    }
    Entity {
        kind: cluster.kind,
        name: span(best),
        aliases,
        gender: cluster.gender,
        country: cluster.country,
        known: cluster.known.and_then(|id| kb.get(id)).map(|thing| Known::of(&thing, kb)),
        salience: 0,
        confidence: cluster.names.iter().map(|&n| names[n].confidence).max().unwrap_or(0),
        why: if cluster.why.is_empty() { vec!["single-name"] } else { cluster.why.clone() },
    }
}
