//! How names compare: lower-case words without articles, marks and company endings.

use crate::mention::NameType;
use crate::reading::Reading;
use std::ops::Range;

/// The words of a name that matter when names are compared, lower-case.
pub fn words(reading: Reading, tokens: &Range<usize>, kind: NameType) -> Vec<String> {
    let mut out: Vec<String> = tokens
        .clone()
        .map(|t| plain(reading.word(t)))
        .filter(|w| w.chars().any(char::is_alphanumeric) || w == "&")
        .collect();
    if out.len() > 1 && matches!(out[0].as_str(), "the" | "a" | "an") {
        out.remove(0);
    }
    if kind == NameType::Org {
        while out.len() > 1 && out.last().is_some_and(|w| reading.words.org_suffixes.has(w)) {
            out.pop();
        }
    }
    if kind == NameType::Person {
        while out.len() > 1 && reading.words.honorifics.has(&out[0]) {
            out.remove(0);
        }
    }
    out
}

/// Lower-case, with straight apostrophes and without soft hyphens; "U.S." and "US" are one.
pub fn plain(word: &str) -> String {
    let mut out: String = word.chars().filter(|&c| c != '\u{AD}').flat_map(char::to_lowercase).collect();
    if out.contains(['’', 'ʼ', '‘']) {
        out = out.replace(['’', 'ʼ', '‘'], "'");
    }
    let letters: Vec<&str> = out.split('.').collect();
    if letters.len() > 2 && letters[..letters.len() - 1].iter().all(|l| l.chars().count() == 1) {
        out = letters.concat();
    }
    out
}

/// The initials of the capitalised words, with and without the small words between them.
pub fn initials(reading: Reading, tokens: &Range<usize>) -> Vec<String> {
    let all: Vec<&str> =
        tokens.clone().map(|t| reading.word(t)).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let take = |small: bool| -> String {
        let keep = |w: &&&str| small || w.chars().next().is_some_and(char::is_uppercase);
        all.iter().filter(keep).filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let (with, without) = (take(true), take(false));
    if with == without { vec![with] } else { vec![with, without] }
}

/// The letters of an acronym ("IS", "U.N.", "FDA"), or `None` for any other word.
pub fn acronym(word: &str) -> Option<String> {
    let letters: String = word.chars().filter(|&c| c != '.').collect();
    let n = letters.chars().count();
    ((2..=7).contains(&n) && letters.chars().all(char::is_uppercase)).then_some(letters)
}
