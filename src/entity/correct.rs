//! Applies what a reader knows better to names and to what was linked of them.

use super::cluster::{Cluster, Item};
use super::{key, repeat};
use crate::correction::{Correction, Corrections};
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use crate::span::Span;
use std::ops::Range;

/// The rule that a correction is known by.
const RULE: &str = "reader";

/// Types that the reader gives, and names that only the reader sees, wherever they are so written.
pub fn names(reading: Reading, names: &mut Vec<Name>, corrections: &mut Corrections) {
    corrections.each(|correction| {
        let Correction::Type(span, kind) = correction else { return false };
        let tokens = reading.tokens_at(*span);
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
        let others = written_so(reading, names, &tokens);
        names.extend(others.into_iter().map(|tokens| Name { tokens, kind: *kind, confidence: 100 }));
        names.push(Name { tokens, kind: *kind, confidence: 100 });
        names.sort_by_key(|n| n.tokens.start);
        true
    });
}

/// Where else the words of a selection stand, in text order: in one sentence, in no other name, and not as a part of a longer
/// one that nobody has read.
fn written_so(reading: Reading, names: &[Name], selection: &Range<usize>) -> Vec<Range<usize>> {
    let mut taken = vec![false; reading.tokens.len()];
    names.iter().for_each(|n| taken[n.tokens.clone()].fill(true));
    taken[selection.clone()].fill(true);
    let mut out = Vec::new();
    for sentence in reading.sentences {
        let mut at = sentence.tokens.start;
        while at + selection.len() <= sentence.tokens.end {
            let here = at..at + selection.len();
            let same = here.clone().zip(selection.clone()).all(|(a, b)| reading.word(a) == reading.word(b));
            if same && !taken[here.clone()].contains(&true) && !repeat::touches(reading, &taken, &here) {
                at = here.end;
                out.push(here);
            } else {
                at += 1;
            }
        }
    }
    out
}

/// Whether a selection lies inside a name: a click on "Obama" in "Barack Obama" means the whole name.
fn inside(selection: &Range<usize>, name: &Range<usize>) -> bool {
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
            let Some(item) = parted.iter().find_map(|n| items.iter().find(|i| i.name == *n)) else { return false };
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
