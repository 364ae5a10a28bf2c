//! Names gathered as one thing, and an index so that each name is compared with few others.

use super::Gender;
use crate::mention::NameType;
use std::collections::HashMap;
use std::ops::Range;

/// One name, prepared for comparison.
pub struct Item {
    /// Index of the name.
    pub name: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: NameType,
    /// The words that count, lower-case; never empty.
    pub key: Vec<String>,
    /// Gender by honorific or first name.
    pub gender: Gender,
    /// Whether an honorific or title stands before it.
    pub titled: bool,
    /// The country that it names, or whose people it names.
    pub country: Option<&'static str>,
    /// Its initials, where it could have an acronym.
    pub initials: Vec<String>,
}

/// Names found to be one thing.
pub struct Cluster {
    /// The type of its first name.
    pub kind: NameType,
    /// The words of its fullest name.
    pub key: Vec<String>,
    /// Every spelling so far.
    pub keys: Vec<Vec<String>>,
    /// What is known of its gender.
    pub gender: Gender,
    /// The country that it is.
    pub country: Option<&'static str>,
    /// Its names, as indices, in the order in which they were joined.
    pub names: Vec<usize>,
    /// The rules that joined them.
    pub why: Vec<&'static str>,
}

impl Cluster {
    /// The last of its names before the name numbered `at`.
    pub fn last_before(&self, at: usize) -> Option<usize> {
        self.names.iter().copied().filter(|&n| n < at).max()
    }
}

/// What a name can be looked up by.
#[derive(PartialEq, Eq, Hash)]
enum Handle {
    Whole(Vec<String>),
    First(String),
    Last(String),
    Initials(String),
    Country(&'static str, bool),
}

/// All clusters so far.
#[derive(Default)]
pub struct Clusters {
    /// The clusters, in the order in which they were begun.
    pub list: Vec<Cluster>,
    index: HashMap<Handle, Vec<usize>>,
}

/// Longer lists are of words too common to tell anything ("new"), and would make long texts slow.
const MOST: usize = 64;

impl Clusters {
    /// Begins a cluster with one name.
    pub fn begin(&mut self, item: &Item) {
        self.list.push(Cluster {
            kind: item.kind,
            key: item.key.clone(),
            keys: vec![item.key.clone()],
            gender: item.gender,
            country: item.country,
            names: vec![item.name],
            why: Vec::new(),
        });
        self.register(self.list.len() - 1, item);
    }

    /// Adds a name that `rule` found to be the same thing as cluster `n`.
    pub fn take(&mut self, n: usize, item: &Item, rule: &'static str) {
        let cluster = &mut self.list[n];
        cluster.names.push(item.name);
        if cluster.gender == Gender::Unknown {
            cluster.gender = item.gender;
        }
        if !cluster.why.contains(&rule) {
            cluster.why.push(rule);
        }
        if !cluster.keys.contains(&item.key) {
            if item.key.len() > cluster.key.len() {
                cluster.key = item.key.clone();
            }
            cluster.keys.push(item.key.clone());
            self.register(n, item);
        }
    }

    fn register(&mut self, n: usize, item: &Item) {
        let mut handles = vec![
            Handle::Whole(item.key.clone()),
            Handle::First(item.key[0].clone()),
            Handle::Last(item.key[item.key.len() - 1].clone()),
        ];
        handles.extend(item.initials.iter().cloned().map(Handle::Initials));
        handles.extend(item.country.map(|c| Handle::Country(c, item.kind == NameType::Norp)));
        for handle in handles {
            let list = self.index.entry(handle).or_default();
            if list.len() < MOST && !list.contains(&n) {
                list.push(n);
            }
        }
    }

    fn get(&self, handle: Handle) -> &[usize] {
        self.index.get(&handle).map_or(&[], Vec::as_slice)
    }

    /// Clusters with a spelling of just these words.
    pub fn whole(&self, key: &[String]) -> &[usize] {
        self.get(Handle::Whole(key.to_vec()))
    }

    /// Clusters with a spelling that begins with this word.
    pub fn first(&self, word: &str) -> &[usize] {
        self.get(Handle::First(word.to_string()))
    }

    /// Clusters with a spelling that ends with this word.
    pub fn last(&self, word: &str) -> &[usize] {
        self.get(Handle::Last(word.to_string()))
    }

    /// Clusters with these initials.
    pub fn initials(&self, letters: &str) -> &[usize] {
        self.get(Handle::Initials(letters.to_string()))
    }

    /// The cluster of a country, or of its people.
    pub fn country(&self, code: &'static str, people: bool) -> Option<usize> {
        self.get(Handle::Country(code, people)).first().copied()
    }
}
