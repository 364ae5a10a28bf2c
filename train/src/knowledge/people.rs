//! Heads of state and government, ministers, and the members of the Congress of the United States.

use super::{Builder, code, petrarch, read, rows, values};
use crate::Options;
use dateline::kb::{Class, Draft};
use dateline::model::NameType;
use std::collections::BTreeMap;

const TERMS: &str = include_str!("../../../data/words/terms.tsv");

/// Who left office before this year is history.
const SINCE: u32 = 1990;

pub fn add(o: &Options, b: &mut Builder) -> Result<(), String> {
    terms(b);
    congress(o, b)?;
    heads(o, b)
}

/// The person of this name and country, added if need be.
fn person(b: &mut Builder, name: &str, country: Option<[u8; 2]>, prominence: u8) -> usize {
    let same = |d: &Draft| d.class == Class::Person && (d.country == country || country.is_none());
    let found = b.one(name, same);
    found.unwrap_or_else(|| b.add(Draft { country, prominence, ..Draft::new(name, NameType::Person, Class::Person) }))
}

fn terms(b: &mut Builder) {
    let mut country = None;
    for row in rows(TERMS) {
        let [place, _, names, _, last, _] = row[..] else { continue };
        country = if place.is_empty() { country } else { code(place) };
        let recent = last.get(..4).and_then(|y| y.parse().ok()).is_none_or(|y: u32| y >= SINCE);
        let full: Vec<&str> = values(names).filter(|n| n.contains([' ', '-'])).collect();
        if let (true, Some(first)) = (recent, full.first()) {
            let index = person(b, first, country, if last.is_empty() { 155 } else { 150 });
            full.iter().for_each(|n| b.alias(index, n));
        }
    }
}

fn congress(o: &Options, b: &mut Builder) -> Result<(), String> {
    let text = read(&o.data.join(super::FILES[3]))?;
    for row in text.lines().skip(1) {
        let c: Vec<&str> = row.split('\t').collect();
        let [name, first, last, _, wikidata, office, state, ..] = c[..] else { continue };
        let index = person(b, name, Some(*b"US"), 105);
        let division = b.one(state, |d| d.class == Class::Division && d.country == Some(*b"US"));
        let draft = &mut b.drafts[index];
        draft.wikidata = draft.wikidata.or(wikidata.strip_prefix('Q').and_then(|q| q.parse().ok()));
        draft.prominence = draft.prominence.max(if office == "Senator" { 112 } else { 105 });
        draft.division = draft.division.or(division);
        b.alias(index, &format!("{first} {last}"));
    }
    Ok(())
}

/// Those to whom PETRARCH2 gives a government's code with days, and the elite's before or after: heads of state and of
/// government.
fn heads(o: &Options, b: &mut Builder) -> Result<(), String> {
    let codes: BTreeMap<String, [u8; 2]> = read(&o.data.join(super::FILES[0]))?
        .lines()
        .filter_map(|l| l.split('\t').collect::<Vec<_>>().get(..2).and_then(|c| Some((c[1].to_string(), code(c[0])?))))
        .collect();
    for actor in petrarch::actors(&read(&o.data.join(super::FILES[4]))?) {
        let role = |c: &petrarch::Code, role: &str| c.code.get(3..) == Some(role);
        let last = actor.codes.iter().filter(|c| role(c, "GOV")).filter_map(|c| c.last).max();
        let head = actor.codes.iter().any(|c| role(c, "ELI")) && last.is_some_and(|l| l >= SINCE);
        let iso = actor.codes.first().and_then(|c| codes.get(c.code.get(..3)?));
        let full: Vec<&String> = actor.names.iter().filter(|n| n.contains([' ', '-']) && !n.contains('.')).collect();
        if let (true, Some(iso), Some(first)) = (head, iso, full.first()) {
            let index = person(b, first, Some(*iso), 115);
            full.iter().for_each(|n| b.alias(index, n));
        }
    }
    Ok(())
}
