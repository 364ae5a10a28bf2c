//! Which mentions of organisations, places and other things are one thing.

use super::cluster::{Clusters, Item};
use super::key;
use crate::mention::NameType;
use crate::reading::Reading;

/// Joins names that are not people's: by country, by equal words, by acronym, and by a short form that only one longer
/// name has.
pub fn join(reading: Reading, items: &[Item], clusters: &mut Clusters) {
    let (long, short): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| i.key.len() > 1);
    for item in long.into_iter().chain(short) {
        match find(reading, item, clusters) {
            Some((n, rule)) => clusters.take(n, item, rule),
            None => clusters.begin(item),
        }
    }
}

fn find(reading: Reading, item: &Item, clusters: &Clusters) -> Option<(usize, &'static str)> {
    let kind = |n: usize| clusters.list[n].kind;
    if let Some(code) = item.country {
        return clusters.country(code, item.kind == NameType::Norp).map(|n| (n, "same-country"));
    }
    if let Some(&n) = clusters.whole(&item.key).iter().find(|&&n| alike(kind(n), item.kind)) {
        return Some((n, "same-name"));
    }
    let only = |among: &[usize], fits: &dyn Fn(usize) -> bool| {
        let mut found = among.iter().copied().filter(|&n| fits(n));
        found.next().filter(|_| found.next().is_none())
    };
    if item.kind == NameType::Norp {
        return only(clusters.first(&item.key[0]), &|n| {
            kind(n) == NameType::Norp && plural(&clusters.list[n].key, &item.key)
        })
        .or_else(|| singular_or_plural(item, clusters))
        .map(|n| (n, "plural"));
    }
    if let Some(letters) = (item.key.len() == 1).then(|| key::acronym(reading.word(item.tokens.start))).flatten() {
        return only(clusters.initials(&letters), &|n| alike(kind(n), item.kind)).map(|n| (n, "acronym"));
    }
    let distinctive = item.key.iter().any(|w| !reading.words.org_common.has(w));
    if !distinctive || !matches!(item.kind, NameType::Org | NameType::Event | NameType::Fac | NameType::Loc) {
        return None;
    }
    let shortens = |n: usize| {
        kind(n) == item.kind
            && clusters.list[n].keys.iter().any(|k| k.len() > item.key.len() && k.starts_with(&item.key))
    };
    only(clusters.first(&item.key[0]), &shortens).map(|n| (n, "short-form"))
}

/// "Kurd" for "Kurds" and the other way about: the first word itself changes.
fn singular_or_plural(item: &Item, clusters: &Clusters) -> Option<usize> {
    let word = item.key.first().filter(|_| item.key.len() == 1)?;
    let other = word.strip_suffix('s').map_or_else(|| format!("{word}s"), str::to_string);
    clusters.whole(&[other]).iter().copied().find(|&n| clusters.list[n].kind == NameType::Norp)
}

/// Types that one thing may be given in two places: a bank is an organisation and a building.
fn alike(a: NameType, b: NameType) -> bool {
    a == b
        || a.is_place() && b.is_place()
        || matches!((a, b), (NameType::Org, NameType::Fac) | (NameType::Fac, NameType::Org))
}

/// "Syrian Kurd" and "Syrian Kurds".
fn plural(a: &[String], b: &[String]) -> bool {
    let stem = |k: &[String]| k.last().map(|w| w.trim_end_matches('s').to_string());
    a.len() == b.len() && a[..a.len() - 1] == b[..b.len() - 1] && stem(a) == stem(b)
}
