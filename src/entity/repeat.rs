//! Reads the names that the model found; produces the names that it left out but the text writes the same way elsewhere.
//!
//! A word is taken up again only where its form alone tells that it is a name: an acronym, a name of several words, one
//! with a capital or a figure inside, a surname that the tagger takes for a name. Other words are left to the model: on
//! the development sets more of what adding them finds is wrong than right.

use super::key;
use crate::mention::{Name, NameType};
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};
use std::collections::{HashMap, HashSet};

/// How sure the analysis is of a name that stands elsewhere in the text, in percent.
const SURE: u8 = 60;

/// How many times as often as it is read a name may be left out.
const LEFT_OUT: usize = 3;

/// Adds to `names`, which are in text order and stay so, what their own forms tell to be a name.
pub fn add(reading: Reading, names: &mut Vec<Name>) {
    if is_title_case(reading) {
        return;
    }
    let mut taken = vec![false; reading.tokens.len()];
    names.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
    let forms = Forms::of(reading, names);
    let mut found = Vec::new();
    for sentence in reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found_here = may_open(reading, at) && !taken[at];
            let name = found_here.then(|| forms.at(reading, &taken, at, sentence.tokens.end)).flatten();
            match name.filter(|_| !in_capitals(reading, at)) {
                Some((name, written)) => {
                    at = name.tokens.end;
                    found.push((name, written));
                }
                None => at += 1,
            }
        }
    }
    // What the model leaves out far more often than it reads it is hardly a name.
    let mut left_out: HashMap<usize, usize> = HashMap::new();
    for written in found.iter().filter_map(|(_, written)| *written) {
        *left_out.entry(written.start).or_default() += 1;
    }
    found.retain(|(_, written)| written.is_none_or(|w| left_out[&w.start] <= LEFT_OUT * w.read));
    names.extend(found.into_iter().map(|(name, _)| name));
    names.sort_by_key(|n| n.tokens.start);
}

/// Whether a name can begin with the token: with a capital, with a small letter before one ("iPhone"), or where the text
/// is written small and the tagger takes the word for a name.
fn may_open(reading: Reading, at: usize) -> bool {
    reading.upos(at) == Upos::Propn || reading.word(at).chars().take(2).any(char::is_uppercase)
}

/// How the text's names are written.
struct Forms<'a> {
    /// Last words of people's full names.
    surnames: HashSet<String>,
    /// Those of them that the text also writes small.
    small: HashSet<&'a str>,
    /// Acronyms that longer names have.
    acronyms: HashMap<String, NameType>,
    /// Acronyms that are names, by their first letter.
    short: HashMap<char, Vec<(String, NameType)>>,
    /// Names that can be taken up again, by their first word.
    again: HashMap<&'a str, Vec<Written>>,
}

/// One way to write a name.
struct Written {
    /// Its first token, where it was first read.
    start: usize,
    /// Its length in tokens.
    len: usize,
    /// How often it was read.
    read: usize,
    /// How sure the model was of each of its types, over all places.
    kinds: Vec<(NameType, u32)>,
}

impl Written {
    fn count(&mut self, kind: NameType, sure: u32) {
        self.read += 1;
        match self.kinds.iter_mut().find(|k| k.0 == kind) {
            Some(k) => k.1 += sure,
            None => self.kinds.push((kind, sure)),
        }
    }

    /// The type that the model was surest of.
    fn kind(&self) -> NameType {
        self.kinds.iter().rev().max_by_key(|k| k.1).map_or(NameType::Org, |k| k.0)
    }
}

impl<'a> Forms<'a> {
    fn of(reading: Reading<'a>, names: &[Name]) -> Self {
        let mut forms = Forms {
            surnames: HashSet::new(),
            small: HashSet::new(),
            acronyms: HashMap::new(),
            short: HashMap::new(),
            again: HashMap::new(),
        };
        for name in names {
            let (start, len) = (name.tokens.start, name.tokens.len());
            if len > 1 && matches!(name.kind, NameType::Org | NameType::Event) {
                for letters in key::initials(reading, &name.tokens).into_iter().filter(|l| l.len() >= 2) {
                    forms.acronyms.entry(letters).or_insert(name.kind);
                }
            }
            if let Some(letters) = (len == 1).then(|| key::acronym(reading.word(start))).flatten() {
                let list = forms.short.entry(letters.chars().next().unwrap_or(' ')).or_default();
                if list.len() < 32 && !list.iter().any(|(known, _)| *known == letters) {
                    list.push((letters, name.kind));
                }
            }
            if name.kind == NameType::Person && len > 1 {
                forms.surnames.insert(key::plain(reading.word(name.tokens.end - 1)));
            }
            let cased = |t: usize| reading.is_capitalised(t);
            if len > 1 && cased(start) && cased(name.tokens.end - 1) || len == 1 && is_marked(reading.word(start)) {
                let list = forms.again.entry(reading.word(start)).or_default();
                let sure = u32::from(name.confidence);
                let same = |w: &Written| w.len == len && is_equal(reading, w.start, start, len);
                match list.iter().position(same) {
                    Some(n) => list[n].count(name.kind, sure),
                    // A word that opens very many names would make a long text slow.
                    None if list.len() < 32 => {
                        list.push(Written { start, len, read: 1, kinds: vec![(name.kind, sure)] })
                    }
                    None => {}
                }
            }
        }
        // "Jobs" is somebody where the text never writes of jobs.
        let small = |t: usize| reading.word(t).chars().next().is_some_and(char::is_lowercase);
        let tokens = reading.sentences.iter().flat_map(|s| s.tokens.clone());
        forms.small =
            tokens.filter(|&t| small(t)).map(|t| reading.word(t)).filter(|w| forms.surnames.contains(*w)).collect();
        forms.again.values_mut().for_each(|list| list.sort_by_key(|w| std::cmp::Reverse(w.len)));
        forms
    }

    /// The name that begins at the token `at` and ends before `end`, and the reading that it repeats.
    fn at(&self, reading: Reading, taken: &[bool], at: usize, end: usize) -> Option<(Name, Option<&Written>)> {
        let word = reading.word(at);
        let name = |len: usize, kind: NameType| {
            let tokens = at..at + len;
            let free = tokens.end <= end && !taken[tokens.clone()].contains(&true) && !touches(reading, taken, &tokens);
            free.then_some(Name { tokens, kind, confidence: SURE })
        };
        let title = reading.words.offices.has(word) || reading.words.honorifics.has(word);
        let plain = key::plain(word);
        let noun = reading.upos(at) == Upos::Noun && reading.is_capitalised(at) && !self.small.contains(plain.as_str());
        let surname = !title && self.surnames.contains(&plain) && (reading.upos(at) == Upos::Propn || noun);
        if let Some(name) = surname.then(|| name(1, NameType::Person)).flatten() {
            return Some((name, None));
        }
        let singular = word.strip_suffix('s').filter(|w| w.ends_with(|c: char| c.is_ascii_digit()));
        let again = [Some(word), singular].into_iter().flatten().filter_map(|w| self.again.get(w)).flatten();
        let again = again.filter(|w| is_equal(reading, w.start, at, w.len));
        if let Some(found) = again.filter_map(|w| Some((name(w.len, w.kind())?, Some(w)))).next() {
            return Some(found);
        }
        let acronym = key::acronym(word).and_then(|letters| self.acronyms.get(&letters));
        if let Some(name) = acronym.and_then(|&kind| name(1, kind)) {
            return Some((name, None));
        }
        if let Some(name) = self.expansion(reading, at, end).and_then(|(len, kind)| name(len, kind)) {
            return Some((name, None));
        }
        let numbered = at + 1 < end && is_small_number(reading, at + 1);
        let brand = is_brand(word).then(|| name(1 + usize::from(numbered), NameType::Product)).flatten();
        brand.map(|name| (name, None))
    }
}

fn is_equal(reading: Reading, a: usize, b: usize, len: usize) -> bool {
    // "A380s" are more than one of "A380".
    let one = |word: &'_ str| {
        word.strip_suffix('s').filter(|w| w.ends_with(|c: char| c.is_ascii_digit())).map_or(word.len(), str::len)
    };
    (0..len).all(|i| {
        let (x, y) = (reading.word(a + i), reading.word(b + i));
        x == y || x[..one(x)] == y[..one(y)]
    })
}

impl Forms<'_> {
    /// "Digital Humanities" where "DH" is a name: capitalised words with an acronym's letters, from `at`.
    fn expansion(&self, reading: Reading, at: usize, end: usize) -> Option<(usize, NameType)> {
        let initial = |t: usize| {
            let word = reading.word(t);
            let small = word.chars().skip(1).any(char::is_lowercase);
            word.chars().next().filter(|c| c.is_uppercase() && small && t < end)
        };
        let list = self.short.get(&initial(at)?)?;
        let spelled = |letters: &str| letters.chars().enumerate().all(|(i, c)| initial(at + i) == Some(c));
        let found = list.iter().filter(|(letters, _)| spelled(letters)).max_by_key(|(letters, _)| letters.len())?;
        Some((found.0.chars().count(), found.1))
    }
}

/// Whether a word's form marks it as a name: "IS", "A380", "MacBook".
fn is_marked(word: &str) -> bool {
    let letter = word.chars().any(char::is_alphabetic);
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let figure = word.chars().any(char::is_numeric) && word.chars().next().is_some_and(char::is_uppercase);
    letter && (inner || figure) && word.chars().count() > 1
}

/// Whether a number of one or two figures stands at the token.
pub fn is_small_number(reading: Reading, at: usize) -> bool {
    reading.xpos(at) == Xpos::Cd && reading.word(at).len() <= 2 && reading.word(at).bytes().all(|b| b.is_ascii_digit())
}

/// "iPhone", "iOS", "eBay": one small letter before a capital and more small ones.
pub fn is_brand(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase)
        && chars.next().is_some_and(char::is_uppercase)
        && chars.clone().count() > 0
        && (chars.clone().all(char::is_lowercase) || chars.all(char::is_uppercase))
}

/// Whether The Text Is Written Like This, so that a capital tells nothing.
fn is_title_case(reading: Reading) -> bool {
    let (mut all, mut capital) = (0, 0);
    for sentence in reading.sentences.iter().take(60) {
        for at in sentence.tokens.clone().skip(1) {
            let word = reading.word(at);
            if word.chars().count() > 3 && word.chars().all(char::is_alphabetic) {
                all += 1;
                capital += usize::from(reading.is_capitalised(at));
            }
        }
    }
    capital * 4 > all * 3
}

/// Whether the sentence is set in capitals, so that "IS" may be a verb.
fn in_capitals(reading: Reading, at: usize) -> bool {
    let sentence = &reading.sentences[reading.sentence_of(at).min(reading.sentences.len().saturating_sub(1))];
    let near = at.saturating_sub(20).max(sentence.tokens.start)..(at + 20).min(sentence.tokens.end);
    let words = near.map(|t| reading.word(t)).filter(|w| w.chars().count() > 1 && w.chars().any(char::is_alphabetic));
    let (mut all, mut upper) = (0, 0);
    for word in words {
        all += 1;
        upper += usize::from(!word.chars().any(char::is_lowercase));
    }
    upper * 2 > all
}

/// Whether a capitalised neighbour makes the words part of a longer name that nobody has read yet.
pub fn touches(reading: Reading, taken: &[bool], tokens: &std::ops::Range<usize>) -> bool {
    let sentence = reading.sentences.get(reading.sentence_of(tokens.start)).map_or(0..0, |s| s.tokens.clone());
    let proper = |t: usize| {
        sentence.contains(&t)
            && !taken.get(t).copied().unwrap_or(true)
            && reading.is_capitalised(t)
            && reading.upos(t) == Upos::Propn
    };
    let before = tokens.start.checked_sub(1);
    before.is_some_and(|t| proper(t) && !reading.words.honorifics.has(reading.word(t))) || proper(tokens.end)
}
