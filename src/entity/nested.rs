//! Names inside longer names: "Ghent" in "University of Ghent", "US" in "US Air Force".
//!
//! Only what the text names elsewhere by itself is looked for: the rest of a long name seldom speaks of anything.

use super::cluster::{Cluster, Item};
use super::key;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use std::collections::HashMap;

/// Longer names are lists or mistakes; looking for all that stands in them would be slow.
const LONGEST: usize = 12;

/// The mentions that lie inside longer names, in text order. `clusters` are the entities, in their order; `items` are
/// their names.
pub fn find(reading: Reading, items: &[&Item], clusters: &[Cluster]) -> Vec<Mention> {
    let mut known: HashMap<&[String], Option<usize>> = HashMap::new();
    let mut of = HashMap::new();
    for (entity, cluster) in clusters.iter().enumerate() {
        cluster.names.iter().for_each(|&n| _ = of.insert(n, entity));
        // A number, or a word of two things, tells nothing.
        let tells = |k: &&Vec<String>| k.iter().any(|w| w.chars().any(char::is_alphabetic));
        for key in cluster.keys.iter().filter(tells) {
            known.entry(key).and_modify(|e| *e = e.filter(|&e| e == entity)).or_insert(Some(entity));
        }
    }
    let mut found = Vec::new();
    for item in items.iter().filter(|i| i.kind != NameType::Person && (2..=LONGEST).contains(&i.tokens.len())) {
        // What the reader says is no entity names nothing.
        let Some(&own) = of.get(&item.name) else { continue };
        let mut at = item.tokens.start;
        while at < item.tokens.end {
            let ends = (at + 1..=item.tokens.end).rev().filter(|&end| end - at < item.tokens.len());
            let inner = ends.filter(|_| reading.is_capitalised(at)).find_map(|end| {
                let key = key::words(reading, &(at..end), NameType::Person);
                let entity = known.get(&key[..]).copied().flatten().filter(|&e| e != own)?;
                Some((at..end, entity))
            });
            let Some((tokens, entity)) = inner else {
                at += 1;
                continue;
            };
            at = tokens.end;
            let span = reading.span(&tokens);
            found.push(Mention {
                tokens,
                span,
                form: Form::Nested,
                entity,
                confidence: 80,
                metonym_for: None,
                rule: "inside-name",
            });
        }
    }
    found.sort_by_key(|m| m.tokens.start);
    found
}
