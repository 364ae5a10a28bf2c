//! International bodies, states' bodies, parties, armed groups, companies and media.

use super::{Builder, code, petrarch, places, read, rows, values};
use crate::Options;
use dateline::kb::{Class, Draft};
use dateline::lexicon::fold;
use dateline::model::NameType;
use std::collections::BTreeMap;

const BODIES: &str = include_str!("../../../data/words/bodies.tsv");
const ORGANISATIONS: &str = include_str!("../../../data/words/organisations.txt");

/// Companies worth less, in millions of dollars, are left out.
const COMPANY_LEAST: u64 = 5_000;
/// What PETRARCH2's comment behind a company ends with.
const LEGAL: [&str; 14] = [
    " Inc",
    " Inc.",
    " Incorporated",
    " Corp",
    " Corp.",
    " Corporation",
    " Company",
    " Co",
    " Ltd",
    " Limited",
    " Plc",
    " Group",
    " Holdings",
    " Sa",
];
/// Words that show a name of PETRARCH2's international actors to be a body's and not a person's.
const BODY_WORDS: &[&str] = &[
    "organization",
    "organisation",
    "community",
    "bank",
    "union",
    "commission",
    "league",
    "council",
    "agency",
    "fund",
    "committee",
    "tribunal",
    "court",
    "programme",
    "program",
    "parliament",
    "conference",
    "forum",
    "association",
    "treaty",
    "alliance",
    "assembly",
    "initiative",
    "federation",
    "authority",
    "network",
    "centre",
    "center",
    "mission",
];
/// Words that show a name of PETRARCH2's armed actors to be a group's and not a person's.
const ARMED_WORDS: &[&str] = &[
    "army",
    "front",
    "brigade",
    "brigades",
    "movement",
    "organization",
    "organisation",
    "party",
    "liberation",
    "jihad",
    "militia",
    "militias",
    "forces",
    "force",
    "resistance",
    "command",
    "guard",
    "guards",
    "revolutionary",
    "battalion",
    "commandos",
    "rebels",
    "tigers",
    "fighters",
    "lashkar",
    "harakat",
    "ansar",
    "jaish",
    "jamaat",
];

pub fn add(o: &Options, b: &mut Builder) -> Result<(), String> {
    for row in rows(BODIES) {
        let [name, others, country, class, item] = row[..] else { continue };
        let Some(class) = Class::parse(class) else { return Err(format!("{name}: no class {class}")) };
        let prominence = match class {
            Class::InternationalBody | Class::Alliance => 180,
            Class::Other => 140,
            _ => 150,
        };
        let (country, wikidata) = (code(country), item.parse().ok());
        let draft = Draft { country, wikidata, prominence, ..Draft::new(name, NameType::Org, class) };
        let index = b.add(draft);
        values(others).for_each(|n| b.alias(index, n));
        // A newspaper's article may be there or not.
        name.strip_prefix("The ").into_iter().for_each(|n| b.alias(index, n));
    }
    places::seats(b);
    for line in rows(ORGANISATIONS).filter_map(|r| r.first().copied()) {
        let names: Vec<&str> = values(line).collect();
        if names.iter().all(|n| !is_known(b, n)) {
            let index = b.add(Draft { prominence: 120, ..Draft::new(names[0], NameType::Org, Class::Other) });
            names.iter().for_each(|n| b.alias(index, n));
        }
    }
    let codes = codes(o)?;
    international(o, b, &codes)?;
    armed(o, b, &codes)
}

/// Whether a body or a seat of that name is there.
fn is_known(b: &Builder, name: &str) -> bool {
    b.one(name, |d| d.kind == NameType::Org || d.class == Class::Seat).is_some()
}

/// Codes of three letters and of two.
fn codes(o: &Options) -> Result<BTreeMap<String, [u8; 2]>, String> {
    let text = read(&o.data.join(super::FILES[0]))?;
    let rows = text.lines().map(|l| l.split('\t').collect::<Vec<_>>());
    Ok(rows.filter_map(|c| Some((c.get(1)?.to_string(), code(c[0])?))).collect())
}

fn international(o: &Options, b: &mut Builder, codes: &BTreeMap<String, [u8; 2]>) -> Result<(), String> {
    for actor in petrarch::actors(&read(&o.data.join(super::FILES[5]))?) {
        let Some(first) = actor.codes.first() else { continue };
        let name = &actor.names[0];
        let word = |w: &str| BODY_WORDS.contains(&w);
        let is_body = name.contains(' ')
            && !name.contains('/')
            && fold(name).split(' ').any(word)
            && !fold(name).contains(" of the un");
        if first.code.starts_with("IGO") && first.last.is_none() && is_body && !is_known(b, name) {
            let draft = Draft::new(name, NameType::Org, Class::InternationalBody);
            let index = b.add(Draft { prominence: 110, ..draft });
            let others: Vec<&String> = actor.names.iter().filter(|n| fold(n).split(' ').any(word)).collect();
            others
                .into_iter()
                .filter(|n| !is_known(b, n))
                .cloned()
                .collect::<Vec<_>>()
                .iter()
                .for_each(|n| b.alias(index, n));
        }
        let worth = actor.comment.split_once('$').map(|c| c.1.chars().filter(char::is_ascii_digit).collect::<String>());
        let millions = worth.and_then(|w| w.parse::<u64>().ok()).unwrap_or(0) / 1_000_000;
        let fund = ["fund", "trust", "notes", "income"].iter().any(|w| fold(name).split(' ').any(|n| n == *w));
        if first.code.starts_with("MNC") && millions >= COMPANY_LEAST && !fund {
            let bare = LEGAL.iter().find_map(|l| name.strip_suffix(l)).unwrap_or(name).trim_end_matches(',');
            if is_known(b, name) || is_known(b, bare) {
                continue;
            }
            let country = first.code.get(3..6).and_then(|c| codes.get(c)).copied();
            let prominence = 20 + super::by_people(millions);
            let index = b.add(Draft { country, prominence, ..Draft::new(bare, NameType::Org, Class::Company) });
            b.alias(index, name);
        }
    }
    Ok(())
}

fn armed(o: &Options, b: &mut Builder, codes: &BTreeMap<String, [u8; 2]>) -> Result<(), String> {
    for actor in petrarch::actors(&read(&o.data.join(super::FILES[6]))?) {
        let full = |n: &&String| n.contains([' ', '-']) || n.len() > 6;
        let names: Vec<&String> = actor.names.iter().filter(full).collect();
        let (Some(first), Some(code)) = (names.first(), actor.codes.first()) else { continue };
        let says = |n: &&&String| fold(n).split([' ', '-']).any(|w| ARMED_WORDS.contains(&w));
        if !names.iter().any(|n| says(&n)) || names.iter().any(|n| is_known(b, n)) {
            continue;
        }
        let country = code.code.get(..3).and_then(|c| codes.get(c)).copied();
        let draft = Draft::new(first, NameType::Org, Class::ArmedGroup);
        let index = b.add(Draft { country, prominence: 100, ..draft });
        names.iter().for_each(|n| b.alias(index, n));
    }
    Ok(())
}
