//! Which names of organisations, places and other things are one thing.

use super::cluster::{Clusters, Item};
use super::key;
use crate::lexicon::{Classes, Lexicon};
use crate::mention::NameType;
use crate::reading::Reading;

/// Joins names that are not people's: by country, by equal words, by acronym, and by a short form that only one longer
/// name has. Names that say all ("Acme Inc.") come before those that may be short for another.
pub fn join(reading: Reading, items: &[Item], lexicon: &Lexicon, clusters: &mut Clusters) {
    let rank = |item: &&Item| match (item.key.len(), item.whole) {
        (2.., _) => 0,
        (_, true) => 1,
        _ => 2,
    };
    let mut order: Vec<&Item> = items.iter().collect();
    order.sort_by_key(rank);
    for item in order {
        match (Finder { reading, lexicon, clusters }).find(item) {
            Some((n, rule)) => clusters.take(n, item, rule),
            None => clusters.begin(item),
        }
    }
}

struct Finder<'a> {
    reading: Reading<'a>,
    lexicon: &'a Lexicon,
    clusters: &'a Clusters,
}

impl Finder<'_> {
    fn find(&self, item: &Item) -> Option<(usize, &'static str)> {
        let clusters = self.clusters;
        if let Some(code) = item.country {
            return clusters.country(code, item.kind == NameType::Norp).map(|n| (n, "same-country"));
        }
        let same = [Some(&item.key), item.national.as_ref()];
        let mut equal = same.into_iter().flatten().flat_map(|key| clusters.whole(key));
        if let Some(&n) = equal.find(|&&n| self.one_thing(n, item)) {
            return Some((n, "same-name"));
        }
        if let Some(&n) = item.known.into_iter().flat_map(|id| clusters.known(id)).next() {
            return Some((n, "known-name"));
        }
        if item.kind == NameType::Norp {
            return self.plural(item).map(|n| (n, "plural"));
        }
        if let Some(letters) =
            (item.key.len() == 1).then(|| key::acronym(self.reading.word(item.tokens.start))).flatten()
        {
            let expansion = |n: usize| clusters.list[n].kind != NameType::Norp;
            if let Some(n) = only(clusters.initials(&letters), &expansion) {
                return Some((n, "acronym"));
            }
        }
        if item.whole || item.kind.is_place() && item.kind != NameType::Fac && item.kind != NameType::Loc {
            return None;
        }
        self.end(item).map(|n| (n, "last-words")).or_else(|| self.short_form(item).map(|n| (n, "short-form")))
    }

    fn kind(&self, n: usize) -> NameType {
        self.clusters.list[n].kind
    }

    /// Whether an equal name of another type is the same thing: the model takes a body for a work now and then, but a
    /// person and a place of one name are two.
    fn one_thing(&self, n: usize, item: &Item) -> bool {
        let (a, b) = (self.kind(n), item.kind);
        let either = |kind: NameType| (a == kind) != (b == kind);
        if a == b {
            return true;
        }
        if either(NameType::Norp) {
            return false;
        }
        if item.key.len() > 1 || a.is_place() && b.is_place() {
            return true;
        }
        let text = self.reading.word(item.tokens.start);
        key::acronym(text).is_some() || !self.is_place(text)
    }

    /// Whether the lexicon knows a governed place of this name.
    fn is_place(&self, text: &str) -> bool {
        let place = Classes::COUNTRY.or(Classes::CITY).or(Classes::REGION).or(Classes::CAPITAL);
        self.lexicon.get(text).is_some_and(|e| e.classes.any(place))
    }

    /// "Kurd" for "Kurds", "Syrian Kurd" for "Syrian Kurds".
    fn plural(&self, item: &Item) -> Option<usize> {
        let (last, before) = item.key.split_last()?;
        let other = last.strip_suffix('s').map_or_else(|| format!("{last}s"), str::to_string);
        let key: Vec<String> = before.iter().cloned().chain([other]).collect();
        self.clusters.whole(&key).iter().copied().find(|&n| self.kind(n) == NameType::Norp)
    }

    /// The last words of one longer name that begins with a country ("the Air Force" of "US Air Force"), with a word for
    /// storms ("Edna" of "Hurricane Edna"), or is a product's ("A380" of "Airbus A380").
    fn end(&self, item: &Item) -> Option<usize> {
        let last = item.key.last()?;
        let fits = |n: usize| {
            let longer = |k: &&Vec<String>| k.len() > item.key.len() && k.ends_with(&item.key);
            self.clusters.list[n].keys.iter().filter(longer).any(|k| {
                let first = &k[..k.len() - item.key.len()];
                let place = |w: &str| w.starts_with('@') || self.is_place(w);
                let national = self.kind(n) == item.kind && place(&first.join(" "));
                let storm = first.len() == 1 && self.reading.words.storms.has(&first[0]);
                let product = first.len() <= 2
                    && (is_product(self.kind(n)) && is_product(item.kind) || last.chars().any(char::is_numeric))
                    && last.chars().any(char::is_alphabetic);
                national || storm || product
            })
        };
        only(self.clusters.last(last), &fits)
    }

    /// The first words of one longer name: "the Nusra Front", "Nusra".
    fn short_form(&self, item: &Item) -> Option<usize> {
        if item.key.iter().all(|w| self.reading.words.org_common.has(w)) {
            return None;
        }
        let town = item.key.len() == 1 && self.is_place(&item.key[0]);
        let rest = |n: usize, fits: &dyn Fn(&[String]) -> bool| {
            let longer = |k: &&Vec<String>| k.len() > item.key.len() && k.starts_with(&item.key);
            self.clusters.list[n].keys.iter().filter(longer).any(|k| fits(&k[item.key.len()..]))
        };
        // "Acme Airlines" is Acme whatever the type that either was given; "Acme Prize" and "Acme 3000" are not.
        let school = |w: &String| self.reading.words.org_nouns.has(w);
        let common = |w: &String| self.reading.words.org_common.has(w) || self.lexicon.get(w).is_some_and(body_word);
        let body = |n: usize| !self.kind(n).is_place() && rest(n, &|rest| rest.iter().all(common));
        let firsts = self.clusters.first(&item.key[0]);
        if !town
            && matches!(item.kind, NameType::Org | NameType::Work | NameType::Product)
            && let Some(n) = only(firsts, &body)
        {
            return Some(n);
        }
        let alike = |n: usize| {
            self.kind(n) == item.kind
                && (!town || rest(n, &|rest| rest.iter().any(school)))
                && rest(n, &|rest| !rest.iter().any(|w| w.chars().any(char::is_numeric)))
        };
        let kinds = [NameType::Org, NameType::Event, NameType::Fac, NameType::Loc];
        kinds.contains(&item.kind).then(|| only(firsts, &alike)).flatten()
    }
}

fn body_word(entry: crate::lexicon::Entry) -> bool {
    entry.classes.any(Classes::ORG_HEAD.or(Classes::COMPANY_END))
}

fn is_product(kind: NameType) -> bool {
    matches!(kind, NameType::Product | NameType::Work | NameType::Event)
}

/// The only one of `among` that fits.
fn only(among: &[usize], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut found = among.iter().copied().filter(|&n| fits(n));
    found.next().filter(|_| found.next().is_none())
}
