//! Which mentions of people are one person.

use super::Gender;
use super::cluster::{Cluster, Clusters, Item};
use super::spelling;

/// Joins people's names: full names first, then surnames and first names to the full names.
pub fn join(items: &[Item], clusters: &mut Clusters) {
    // "Norton I" says no more than "Norton".
    let (full, short): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| without_suffix(&i.key).len() > 1);
    for item in full {
        let near = clusters.last(&item.key[item.key.len() - 1]).iter().chain(clusters.last(&item.key[0]));
        let same = near.copied().find(|&n| {
            let c = &clusters.list[n];
            c.gender.agrees(item.gender) && c.keys.iter().any(|k| same_full_name(k, &item.key))
        });
        let rule = |n: usize| if clusters.list[n].keys.contains(&item.key) { "same-name" } else { "name-variant" };
        let same = same.map(|n| (n, rule(n))).or_else(|| respelled(item, clusters).map(|n| (n, "respelled")));
        match same {
            Some((n, rule)) => clusters.take(n, item, rule),
            None => clusters.begin(item),
        }
    }
    for item in short {
        match best(item, clusters) {
            Some((n, rule)) => clusters.take(n, item, rule),
            None => clusters.begin(item),
        }
    }
}

/// "Mohammed Khatami" for "Mohammad Khatami": one word is spelled in another way, all others are the same.
fn respelled(item: &Item, clusters: &Clusters) -> Option<usize> {
    let alike = |key: &Vec<String>| {
        let other: Vec<(&String, &String)> = key.iter().zip(&item.key).filter(|(a, b)| a != b).collect();
        key.len() == item.key.len() && matches!(other[..], [(a, b)] if spelling::alike(a, b))
    };
    let near = clusters.last(item.key.last()?).iter().chain(clusters.first(item.key.first()?)).copied();
    let mut near =
        near.filter(|&n| clusters.list[n].gender.agrees(item.gender) && clusters.list[n].keys.iter().any(alike));
    near.next()
}

/// "John Kerry" and "John F. Kerry", "Tayyip Erdogan" and "Recep Tayyip Erdogan": one surname, and the words of the
/// shorter name in the longer one in the same order.
fn same_full_name(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 || suffix(long).is_some() && suffix(short).is_some() && suffix(long) != suffix(short) {
        return false;
    }
    let (long, short) = (without_suffix(long), without_suffix(short));
    // "Higuchi Ichiyo" and "Ichiyo Higuchi": papers differ in which name comes first.
    if let ([a, b], [c, d]) = (long, short)
        && a == d
        && b == c
    {
        return true;
    }
    if long.last() != short.last() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w || is_initial_of(w, l) || is_initial_of(l, w)))
}

fn is_initial_of(initial: &str, word: &str) -> bool {
    let letters = initial.trim_end_matches('.');
    letters.chars().count() == 1 && word.starts_with(letters)
}

fn suffix(key: &[String]) -> Option<&str> {
    key.last()
        .map(|w| w.trim_end_matches('.'))
        .filter(|w| matches!(*w, "jr" | "sr" | "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii"))
}

fn without_suffix(key: &[String]) -> &[String] {
    if suffix(key).is_some() && key.len() > 1 { &key[..key.len() - 1] } else { key }
}

/// The person that a single word means: by surname, then by a first name that only one person bears.
fn best(item: &Item, clusters: &Clusters) -> Option<(usize, &'static str)> {
    let word = &item.key[0];
    let fits = |n: &usize| clusters.list[*n].gender.agrees(item.gender) && clusters.list[*n].kind == item.kind;
    let surname: Vec<usize> = clusters.last(word).iter().copied().filter(fits).collect();
    if surname.len() == 1 {
        // English names people in full before it calls them by surname. Where a well-known surname comes first, and the
        // only full name is of somebody else, the surname means the one whom everybody knows.
        let known = || item.famous.iter().any(|&id| clusters.known(id).contains(&surname[0]));
        let cluster = &clusters.list[surname[0]];
        if !item.famous.is_empty() && !item.above && many(cluster) && !known() && item.name < cluster.first() {
            return None;
        }
        return Some((surname[0], if clusters.list[surname[0]].key.len() > 1 { "surname" } else { "same-name" }));
    }
    if surname.len() > 1 {
        // Whom the text calls by a well-known surname alone it goes on to call so.
        if let Some(n) = surname.iter().copied().find(|&n| !item.famous.is_empty() && !many(&clusters.list[n])) {
            return Some((n, "same-name"));
        }
        // Of several, the one whom the text is about, if it names that one far more often; else the one spoken of last,
        // or else the one introduced next: that is whom a reader thinks of.
        let count = |n: &usize| clusters.list[*n].names.len();
        let most = surname
            .iter()
            .copied()
            .max_by_key(count)
            .filter(|m| surname.iter().all(|n| n == m || count(m) >= 3 * count(n)));
        if let Some(n) = most {
            return Some((n, "surname-most-named"));
        }
        let before = |n: &usize| clusters.list[*n].last_before(item.name);
        let nearest = surname.iter().copied().filter(|n| before(n).is_some()).max_by_key(before);
        return nearest.or(surname.first().copied()).map(|n| (n, "surname-nearest"));
    }
    // A first name with an honorific or title is as a rule somebody's surname ("Mr Paul").
    let first: Vec<usize> =
        clusters.first(word).iter().copied().filter(fits).filter(|&n| many(&clusters.list[n])).collect();
    (first.len() == 1 && !(item.titled && item.gender != Gender::Unknown)).then(|| (first[0], "first-name"))
}

fn many(cluster: &Cluster) -> bool {
    cluster.key.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn full_names() {
        for (a, b) in [
            ("john kerry", "john f. kerry"),
            ("recep tayyip erdogan", "tayyip erdogan"),
            ("j. smith", "jane smith"),
            ("martin king jr", "martin king"),
        ] {
            assert!(same_full_name(&key(a), &key(b)), "{a} and {b}");
        }
        for (a, b) in [
            ("john kerry", "jane kerry"),
            ("bill clinton", "hillary clinton"),
            ("john smith", "john jones"),
            ("henry ford ii", "henry ford iii"),
        ] {
            assert!(!same_full_name(&key(a), &key(b)), "{a} and {b}");
        }
    }
}
