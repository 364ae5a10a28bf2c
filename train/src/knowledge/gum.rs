//! The items of Wikidata to which GUM's training part links its entities.

use super::{Builder, read};
use crate::Options;
use dateline::kb::{Class, Draft};
use dateline::lexicon::fold;
use dateline::model::NameType;
use serde_json::Value;
use std::collections::BTreeMap;

/// Titles whose item is not what the name means here: a mountain, a city of antiquity, a museum, a film.
const OTHERS: [&str; 4] = ["Snowdon", "Antioch", "Madame Tussauds", "The Old Lady Who Walked in the Sea"];
/// By so much a place must be more prominent than the next of its name to be what a title without addition means.
const CLEAR: u8 = 12;

pub fn add(o: &Options, b: &mut Builder) -> Result<(), String> {
    let mut items: BTreeMap<(String, String), Option<u32>> = BTreeMap::new();
    for line in read(&o.data.join(super::FILES[7]))?.lines() {
        let record: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let text: Vec<char> = record["text"].as_str().unwrap_or("").chars().collect();
        for entity in record["entities"].as_array().into_iter().flatten() {
            let Some((kind, title, item)) = linked(entity) else { continue };
            // A link counts where the text names the thing as its title does: annotators link descriptions too.
            if !named(entity, &text, &title) {
                continue;
            }
            let slot = items.entry((kind, title)).or_insert(Some(item));
            *slot = slot.filter(|i| *i == item);
        }
    }
    for ((kind, title), item) in items {
        let Some(item) = item.filter(|_| !OTHERS.contains(&title.as_str())) else { continue };
        match kind.as_str() {
            "place" => place(b, &title, item),
            "organization" => body(b, &title, item),
            "person" => person(b, &title, item),
            _ => {}
        }
    }
    Ok(())
}

fn linked(entity: &Value) -> Option<(String, String, u32)> {
    let title = entity["wiki"].as_str()?.replace('_', " ");
    let item = entity["wikidata"].as_str()?.strip_prefix('Q')?.parse().ok()?;
    (!title.contains(['(', ','])).then(|| (entity["type"].as_str().unwrap_or("").to_string(), title, item))
}

/// Whether a name among the mentions of `entity` holds `title`.
fn named(entity: &Value, text: &[char], title: &str) -> bool {
    entity["mentions"].as_array().into_iter().flatten().any(|m| {
        let (start, end) = (m["start"].as_u64().unwrap_or(0) as usize, m["end"].as_u64().unwrap_or(0) as usize);
        let words: String = text.get(start..end).unwrap_or(&[]).iter().collect();
        m["form"] == "name" && fold(&words).contains(&fold(title)) && words.chars().count() < title.chars().count() + 16
    })
}

fn place(b: &mut Builder, title: &str, item: u32) {
    let mut found: Vec<usize> = b.find(title).filter(|&i| b.drafts[i].class.is_place()).collect();
    found.sort_by_key(|&i| std::cmp::Reverse(b.drafts[i].prominence));
    let clear = match found[..] {
        [] => false,
        [_] => true,
        [first, next, ..] => b.drafts[first].prominence >= b.drafts[next].prominence + CLEAR,
    };
    if let (true, Some(&first)) = (clear, found.first()) {
        let draft = &mut b.drafts[first];
        if fold(&draft.name) == fold(title) {
            draft.wikidata = draft.wikidata.or(Some(item));
        }
    }
}

fn body(b: &mut Builder, title: &str, item: u32) {
    // GUM calls a country that acts an organization.
    if b.one(title, |d| d.class == Class::Country).is_some() {
        return;
    }
    let is = |d: &Draft| d.kind == NameType::Org;
    match b.one(title, is) {
        Some(index) => {
            let draft = &mut b.drafts[index];
            if fold(&draft.name) == fold(title) || title.contains(' ') {
                draft.wikidata = draft.wikidata.or(Some(item));
            }
        }
        None if title.contains(' ') => {
            let draft = Draft::new(title, NameType::Org, Class::Other);
            b.add(Draft { wikidata: Some(item), prominence: 95, ..draft });
        }
        None => {}
    }
}

fn person(b: &mut Builder, title: &str, item: u32) {
    match b.one(title, |d| d.class == Class::Person) {
        Some(index) => b.drafts[index].wikidata = b.drafts[index].wikidata.or(Some(item)),
        None if title.contains(' ') => {
            let draft = Draft::new(title, NameType::Person, Class::Person);
            b.add(Draft { wikidata: Some(item), prominence: 95, ..draft });
        }
        None => {}
    }
}
