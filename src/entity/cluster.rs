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
    /// Whether it names a part of a place together with the word before it.
    pub is_part: bool,
    /// Whether the number behind it belongs to it.
    pub is_numbered: bool,
    /// How sure the model was of the name, in percent.
    pub confidence: u8,
    /// The words that count, lower-case; never empty.
    pub key: Vec<String>,
    /// The same with the country at its head written as its code: "@us air force".
    pub national: Option<Vec<String>>,
    /// Whether the text wrote more than the key: an ending such as "Inc.", so that the name is whole as it stands.
    pub whole: bool,
    /// Gender by honorific or first name.
    pub gender: Gender,
    /// Whether an honorific or title stands before it.
    pub titled: bool,
    /// The country that it names, or whose people it names.
    pub country: Option<&'static str>,
    /// The known thing that it means by itself, without doubt.
    pub known: Option<usize>,
    /// Well-known people who bear it as their surname, where it is one word.
    pub famous: Vec<usize>,
    /// Whether it stands above the story itself: in a headline, a standfirst or a caption.
    pub above: bool,
    /// Its initials, where it could have an acronym.
    pub initials: Vec<String>,
}

impl Item {
    /// The ways to write its words.
    fn keys(&self) -> impl Iterator<Item = &Vec<String>> {
        [Some(&self.key), self.national.as_ref()].into_iter().flatten()
    }
}

/// Names found to be one thing.
pub struct Cluster {
    /// The type that the model was surest of, over all its names.
    pub kind: NameType,
    /// The words of its fullest name.
    pub key: Vec<String>,
    /// Every spelling so far.
    pub keys: Vec<Vec<String>>,
    /// What is known of its gender.
    pub gender: Gender,
    /// The country that it is.
    pub country: Option<&'static str>,
    /// The known thing that it is.
    pub known: Option<usize>,
    /// Whether it is a part of a place, named together with the word before it.
    pub is_part: bool,
    /// Whether the number behind its name belongs to it.
    pub is_numbered: bool,
    /// How sure the model was of each of its types, over all names.
    kinds: Vec<(NameType, u32)>,
    /// Its names, as indices, in the order in which they were joined.
    pub names: Vec<usize>,
    /// The rules that joined them.
    pub why: Vec<&'static str>,
}

impl Cluster {
    /// A cluster of one name.
    pub fn of(item: &Item) -> Cluster {
        Cluster {
            kind: item.kind,
            kinds: vec![(item.kind, u32::from(item.confidence))],
            key: item.key.clone(),
            keys: item.keys().cloned().collect(),
            gender: item.gender,
            country: item.country,
            // What a person's surname and title tell is not told by the name alone.
            known: item.known.filter(|_| item.kind == NameType::Person && item.key.len() == 1),
            is_part: item.is_part,
            is_numbered: item.is_numbered,
            names: vec![item.name],
            why: Vec::new(),
        }
    }

    /// The first of its names.
    pub fn first(&self) -> usize {
        self.names.iter().copied().min().unwrap_or(usize::MAX)
    }

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
    Known(usize),
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
        self.list.push(Cluster::of(item));
        self.register(self.list.len() - 1, item);
    }

    /// Adds a name that `rule` found to be the same thing as cluster `n`.
    pub fn take(&mut self, n: usize, item: &Item, rule: &'static str) {
        let cluster = &mut self.list[n];
        cluster.names.push(item.name);
        match cluster.kinds.iter_mut().find(|(kind, _)| *kind == item.kind) {
            Some((_, sure)) => *sure += u32::from(item.confidence),
            None => cluster.kinds.push((item.kind, u32::from(item.confidence))),
        }
        // Of equals the first, which stands last when read backwards.
        cluster.kind = cluster.kinds.iter().rev().max_by_key(|k| k.1).map_or(cluster.kind, |k| k.0);
        if cluster.gender == Gender::Unknown {
            cluster.gender = item.gender;
        }
        if !cluster.why.contains(&rule) {
            cluster.why.push(rule);
        }
        // A thing is found by what each of its spellings means.
        if item.known.is_some() || item.keys().any(|key| !cluster.keys.contains(key)) {
            if item.key.len() > cluster.key.len() {
                cluster.key = item.key.clone();
            }
            for key in item.keys() {
                if !cluster.keys.contains(key) {
                    cluster.keys.push(key.clone());
                }
            }
            self.register(n, item);
        }
    }

    fn register(&mut self, n: usize, item: &Item) {
        let mut handles: Vec<Handle> = Vec::new();
        for key in item.keys() {
            let (first, last) = (&key[0], &key[key.len() - 1]);
            handles.extend([Handle::Whole(key.clone()), Handle::First(first.clone()), Handle::Last(last.clone())]);
        }
        handles.extend(item.initials.iter().cloned().map(Handle::Initials));
        handles.extend(item.country.map(|c| Handle::Country(c, item.kind == NameType::Norp)));
        handles.extend(item.known.map(Handle::Known));
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

    /// Clusters of the known thing with this id.
    pub fn known(&self, id: usize) -> &[usize] {
        self.get(Handle::Known(id))
    }

    /// The cluster of a country, or of its people.
    pub fn country(&self, code: &'static str, people: bool) -> Option<usize> {
        self.get(Handle::Country(code, people)).first().copied()
    }
}
