//! Applies what a reader knows better to names and to what was linked of them.

use super::cluster::{Cluster, Item};
use super::key;
use crate::correction::{Correction, Corrections};
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use crate::span::Span;

/// The rule that a correction is known by.
const RULE: &str = "reader";

/// Types that the reader gives, and names that only the reader sees.
pub fn names(reading: Reading, names: &mut Vec<Name>, corrections: &mut Corrections) {
    corrections.each(|correction| {
        let Correction::Type(span, kind) = correction else { return false };
        let tokens = reading.tokens_in(*span);
        let touches = |n: &Name| reading.span(&n.tokens).overlaps(*span);
        let whole = |n: &Name| touches(n) && (tokens.is_empty() || n.tokens == tokens || inside(&tokens, &n.tokens));
        if let Some(name) = names.iter().find(|n| whole(n)) {
            let written = key::words(reading, &name.tokens, NameType::Person);
            let same = |n: &&mut Name| key::words(reading, &n.tokens, NameType::Person) == written;
            names.iter_mut().filter(same).for_each(|n| n.kind = *kind);
            return true;
        }
        if tokens.is_empty() || reading.sentence_of(tokens.start) != reading.sentence_of(tokens.end - 1) {
            return false;
        }
        names.retain(|n| !touches(n));
        let at = names.partition_point(|n| n.tokens.start < tokens.start);
        names.insert(at, Name { tokens, kind: *kind, confidence: 100 });
        true
    });
}

/// Whether a selection lies inside a name: a click on "Obama" in "Barack Obama" means the whole name.
fn inside(selection: &std::ops::Range<usize>, name: &std::ops::Range<usize>) -> bool {
    name.start <= selection.start && selection.end <= name.end
}

/// Joins and parts entities, and drops what is none.
pub fn clusters(
    reading: Reading,
    names: &[Name],
    items: &[&Item],
    all: &mut Vec<Cluster>,
    corrections: &mut Corrections,
) {
    let at = |span: &Span| {
        let from = names.partition_point(|n| reading.span(&n.tokens).end <= span.start);
        (from..names.len()).take_while(|&n| reading.span(&names[n].tokens).start < span.end).collect::<Vec<usize>>()
    };
    corrections.each(|correction| match correction {
        Correction::Same(spans) => {
            let places: Vec<usize> = spans.iter().flat_map(at).collect();
            let Some(first) = places.iter().find_map(|n| holder(all, *n)) else { return false };
            let others: Vec<usize> = places.iter().filter_map(|n| holder(all, *n)).filter(|&c| c != first).collect();
            for &other in &others {
                let taken = std::mem::take(&mut all[other].names);
                let keys = std::mem::take(&mut all[other].keys);
                let (gender, country) = (all[other].gender, all[other].country);
                let cluster = &mut all[first];
                cluster.names.extend(taken);
                cluster.keys.extend(keys);
                cluster.country = cluster.country.or(country);
                if cluster.gender == super::Gender::Unknown {
                    cluster.gender = gender;
                }
                note(cluster);
            }
            all[first].names.sort_unstable();
            !others.is_empty()
        }
        Correction::Different(spans) => {
            let parted: Vec<usize> = spans.iter().flat_map(at).collect();
            let Some(&first) = parted.first() else { return false };
            let Some(item) = items.iter().find(|i| i.name == first) else { return false };
            all.iter_mut().for_each(|c| c.names.retain(|n| !parted.contains(n)));
            let mut cluster = Cluster::of(item);
            cluster.names = parted;
            cluster.names.sort_unstable();
            cluster.names.dedup();
            note(&mut cluster);
            all.push(cluster);
            true
        }
        Correction::NotEntity(span) => match at(span).iter().find_map(|&n| holder(all, n)) {
            Some(c) => {
                all[c].names.clear();
                true
            }
            None => false,
        },
        _ => false,
    });
    all.retain(|c| !c.names.is_empty());
}

fn holder(all: &[Cluster], name: usize) -> Option<usize> {
    all.iter().position(|c| c.names.contains(&name))
}

fn note(cluster: &mut Cluster) {
    if !cluster.why.contains(&RULE) {
        cluster.why.push(RULE);
    }
}
