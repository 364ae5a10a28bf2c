//! Places beside places: "Hangzhou, China", "Aleppo in Syria", "Heidelberg University in Germany".

use super::scene::{Scene, Thing, thing};
use super::{Kind, Stated};
use crate::dependency::Deprel;
use crate::mention::{Form, NameType};

/// What pairs of neighbouring names state.
pub fn find(scene: &Scene, found: &mut Vec<Stated>) {
    let names = scene.from.mentions.windows(2).filter(|w| w[0].form == Form::Name && w[1].form == Form::Name);
    for pair in names {
        let (inner, outer) = (thing(&pair[0]), thing(&pair[1]));
        let (confidence, rule) = match () {
            () if is_address(scene, &inner, &outer) => (90, "place-comma-place"),
            () if is_inside(scene, &inner, &outer) => (88, "place-in-place"),
            () => continue,
        };
        let (subject, object) = (inner, outer);
        found.push(Stated { kind: Kind::LocatedIn, subject, object, cue: None, confidence, rule });
    }
}

/// "Paris, Texas", and no list of places: the second is a country or state, hangs on the first, and nothing is joined.
fn is_address(scene: &Scene, inner: &Thing, outer: &Thing) -> bool {
    let reading = scene.from.reading;
    let between = inner.tokens.end..outer.tokens.start;
    if between.len() != 1 || !reading.is(between.start, ",") || !is_place(scene, inner) || !holds(scene, inner, outer) {
        return false;
    }
    let (first, second) = (reading.head_of(&inner.tokens), reading.head_of(&outer.tokens));
    let hangs = reading.head(second) == Some(first)
        && matches!(reading.relation(second), Some(Deprel::NmodUnmarked | Deprel::Appos | Deprel::Nmod | Deprel::List));
    let joined =
        |t: usize| scene.children(t).any(|c| c > outer.tokens.start && reading.relation(c) == Some(Deprel::Conj));
    let next = outer.tokens.end;
    let goes_on =
        ["and", "or", "&"].iter().any(|w| reading.is(next, w) || reading.is(next, ",") && reading.is(next + 1, w));
    // "Delhi, Pune, Bengaluru" is a list, "San Jose, California, USA" is none.
    let country = |e: usize| scene.from.entities[e].country.is_some();
    let listed = scene.name_from(next + 1).filter(|_| reading.is(next, ","));
    let list = !country(outer.entity) && listed.is_some_and(|t| scene.kind(&t) == NameType::Gpe && !country(t.entity));
    // "the capital of Kenya, Nairobi" names the capital.
    let capital = reading.head(first).is_some_and(|h| h < first && reading.is(h, "capital"));
    hangs && !joined(second) && !goes_on && !list && !capital
}

/// "Aleppo in northern Syria", and no "Russia in Syria".
fn is_inside(scene: &Scene, inner: &Thing, outer: &Thing) -> bool {
    let reading = scene.from.reading;
    let between = inner.tokens.end..outer.tokens.start;
    let describes =
        |t: usize| ["the", "in"].iter().any(|w| reading.is(t, w)) || reading.words.part_modifiers.has(reading.word(t));
    if !(1..=3).contains(&between.len()) || !reading.is(between.start, "in") || !between.clone().all(describes) {
        return false;
    }
    let (first, second) = (reading.head_of(&inner.tokens), reading.head_of(&outer.tokens));
    let hangs = reading.head(second) == Some(first) && reading.relation(second) == Some(Deprel::Nmod);
    hangs
        && (is_place(scene, inner) || is_site(scene, inner))
        && is_place(scene, outer)
        && !is_country_pair(scene, inner, outer)
}

fn is_place(scene: &Scene, thing: &Thing) -> bool {
    matches!(scene.kind(thing), NameType::Gpe | NameType::Loc | NameType::Fac)
}

/// Whether a body's name says that it stands in one place.
fn is_site(scene: &Scene, thing: &Thing) -> bool {
    let reading = scene.from.reading;
    let site = |t: usize| reading.words.relation_sites.has(reading.word(t));
    let of = |t: usize| reading.is(t + 1, "of") && site(t);
    scene.kind(thing) == NameType::Org && (site(thing.tokens.end - 1) || thing.tokens.clone().any(of))
}

/// Whether a place can hold another in an address: a country, or a state or town that holds no country.
fn holds(scene: &Scene, inner: &Thing, outer: &Thing) -> bool {
    scene.kind(outer) == NameType::Gpe && scene.from.entities[inner.entity].country.is_none()
}

/// Two countries stand side by side; neither is in the other.
fn is_country_pair(scene: &Scene, inner: &Thing, outer: &Thing) -> bool {
    let entities = scene.from.entities;
    entities[inner.entity].country.is_some() && scene.kind(outer) == NameType::Gpe
        || scene.kind(inner) == NameType::Loc && entities[inner.entity].country.is_some()
        || entities[outer.entity].kind == NameType::Fac && scene.kind(inner) == NameType::Gpe
}
