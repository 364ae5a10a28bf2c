//! Reads a text's brackets for the abbreviations that it explains; produces names that agree with them.
//!
//! A writer who puts "(BoG)" after "Bank of Ghana" says what the short form means, how far the long form reaches, and
//! that both are one thing. Letters are matched from the last to the first, as by Schwartz and Hearst (2003), "A simple
//! algorithm for identifying abbreviation definitions in biomedical text".

use super::{Ballot, Found, Types, Votes, covered, touching};
use crate::lexicon::Classes;
use crate::model::view::{Case, Style, View};
use crate::model::{Name, NameType};
use std::ops::Range;

/// A long form, and the short form that stands for it.
struct Pair {
    /// The tokens of the long form, just before the bracket.
    long: Range<usize>,
    /// The token of the short form, in brackets.
    short: usize,
}

/// The most letters of a word that a short form takes: "Benelux" takes five of "Luxembourg" and no more than two of
/// the others.
const PREFIX: usize = 5;

/// The margin of a name that only its abbreviation shows.
const SHOWN: i32 = 800;

/// The weight of votes from which a short form is a body's name wherever it stands.
const SURE: i64 = 1500;

/// Confidence of a name that was added, in percent.
const ADDED: u8 = 60;

/// Gives the long and the short form of each abbreviation one type, lets a body's long form reach as far as the letters
/// say, and takes out short forms of what is no name: of common nouns ("central processing unit (CPU)") and of offices.
pub fn explain<'a>(names: &mut Vec<Found>, votes: &mut Ballot<'a>, view: &'a View) {
    let mut common: Vec<&str> = Vec::new();
    for Pair { long, short } in pairs(view) {
        let (whole, brief) = (view.phrase(long.clone()), view.phrase(short..short + 1));
        let places = touching(names, &long);
        let touched = &names[places.clone()];
        let exact = touched.len() == 1 && touched[0].name.tokens == long;
        let inside = touched.iter().all(|f| long.start <= f.name.tokens.start && f.name.tokens.end <= long.end);
        let mut both = Votes::default();
        for (kind, weight, count) in [whole, brief].iter().filter_map(|p| votes.get(p)).flat_map(|v| &v.found) {
            both.give(*kind, *weight, *count);
        }
        let body = says_body(view, long.clone());
        let winner = both.winner();
        let kind = if body && !exact { Some(NameType::Org) } else { winner.map(|w| w.0) };
        let Some(kind) = kind else { continue };
        let lower = long.clone().all(|t| !is_capital(view, t));
        if kind == NameType::Org && !body && (lower || is_office(view, &long)) {
            common.extend([whole, brief]);
        }
        if !is_capital(view, long.start) || !is_capital(view, long.end - 1) || common.contains(&brief) {
            continue;
        }
        if kind == NameType::Org && inside && !exact {
            let margin = touched.iter().map(|f| f.margin).max().unwrap_or(SHOWN);
            let confidence = touched.iter().map(|f| f.name.confidence).max().unwrap_or(ADDED);
            let name = Name { tokens: long.clone(), kind, confidence };
            names.splice(places, [Found { name, margin, types: Types::default() }]);
        }
        // Enough to outvote whatever a sentence by itself says.
        let weight = 4 * winner.map_or(0, |w| w.1).max(SHOWN.into());
        for phrase in [whole, brief] {
            let mut scores = [0; NameType::ALL.len()];
            scores[kind as usize] = weight;
            votes.insert(phrase, Votes { found: vec![(kind, weight, 2)], scores });
        }
    }
    if !common.is_empty() {
        votes.retain(|phrase, _| !common.contains(phrase));
        names.retain(|f| f.name.kind != NameType::Org || !common.contains(&view.phrase(f.name.tokens.clone())));
    }
}

/// Adds short forms that stand outside every name and are a body's name elsewhere in the text.
pub fn add(names: &mut Vec<Found>, votes: &Ballot, view: &View) {
    let covered = covered(names, view);
    let before = names.len();
    for (range, _) in view.sentences.iter().zip(&view.styles).filter(|(_, style)| **style != Style::Upper) {
        // A capital beside it makes it part of a name that nobody has read, but for the one that opens the sentence.
        let proper = |t: usize| {
            let titled = view.words[t].alone.any(Classes::TITLE);
            t > range.start && t < range.end && !covered[t] && is_capital(view, t) && !titled
        };
        for i in range.clone().filter(|&i| !covered[i] && is_short(view, i)) {
            let word = &view.words[i];
            if !matches!(word.case, Case::Upper | Case::Mixed) || word.alone.any(Classes::NOT_NAME) {
                continue;
            }
            let Some((kind, weight, count)) = votes.get(view.low(i)).and_then(Votes::winner) else { continue };
            if kind == NameType::Org && count > 1 && weight >= SURE && !proper(i + 1) && !proper(i.saturating_sub(1)) {
                let name = Name { tokens: i..i + 1, kind, confidence: ADDED };
                names.push(Found { name, margin: 0, types: Types::default() });
            }
        }
    }
    if names.len() > before {
        names.sort_by_key(|f| f.name.tokens.start);
    }
}

/// Every abbreviation that the text explains, in text order.
fn pairs(view: &View) -> Vec<Pair> {
    let mut out = Vec::new();
    for range in &view.sentences {
        for at in range.start + 2..range.end.saturating_sub(2) {
            if view.low(at) == "(" && matches!(view.low(at + 2), ")" | "," | ";") {
                let start = long_form(view, range.start, at);
                out.extend(start.map(|start| Pair { long: start..at, short: at + 1 }));
            }
        }
    }
    out
}

fn is_capital(view: &View, token: usize) -> bool {
    !matches!(view.words[token].case, Case::Lower | Case::None)
}

/// Whether the token is written as short forms are: with a capital, in few letters and no digits.
fn is_short(view: &View, token: usize) -> bool {
    let letters = view.low(token).chars().filter(|c| c.is_alphabetic()).count();
    let other = view.low(token).chars().any(|c| !c.is_alphabetic() && c != '.' && c != '&');
    is_capital(view, token) && !other && (2..=10).contains(&letters)
}

/// Where the long form begins that ends before the bracket at `bracket` and fits the short form in it.
fn long_form(view: &View, least: usize, bracket: usize) -> Option<usize> {
    if !is_short(view, bracket + 1) {
        return None;
    }
    let mut letters: Vec<char> = view.low(bracket + 1).chars().filter(|c| c.is_alphabetic()).collect();
    let whole = fit(view, least, bracket, &letters, 0);
    // The "s" of "NGOs" may stand for the plural alone.
    let plural = letters.len() > 2 && letters.pop() == Some('s');
    whole.or_else(|| if plural { fit(view, least, bracket, &letters, 0) } else { None })
}

/// Where the words before `end` begin that spell `letters`, each word with its first letters, small words also with
/// none. `words` have been matched behind them.
fn fit(view: &View, least: usize, end: usize, letters: &[char], words: usize) -> Option<usize> {
    if letters.is_empty() {
        return (words > 1).then_some(end);
    }
    let at = end.checked_sub(1).filter(|&at| at >= least)?;
    let word = view.low(at);
    if MARKS.contains(&word) {
        return fit(view, least, at, letters, words);
    }
    let take = |n: usize| {
        let (rest, tail) = letters.split_at(letters.len() - n);
        let mut spelled = word.chars();
        if tail.iter().all(|&c| spelled.next() == Some(c)) { fit(view, least, at, rest, words + 1) } else { None }
    };
    let skipped = || if words > 0 && SMALL.contains(&word) { fit(view, least, at, letters, words) } else { None };
    (1..=letters.len().min(PREFIX)).find_map(take).or_else(skipped)
}

/// What stands between the words of a long form.
const MARKS: [&str; 5] = ["-", ",", "'s", "&", "."];

/// Words that short forms may leave out, in English and the languages that news from abroad quotes most.
const SMALL: [&str; 36] = [
    "a", "al", "an", "and", "at", "da", "das", "de", "del", "der", "des", "di", "do", "dos", "du", "e", "el", "et",
    "for", "für", "in", "la", "las", "le", "les", "los", "of", "on", "the", "to", "un", "und", "van", "von", "with",
    "y",
];

/// Whether a word of the phrase says that it is a body: "Ministry", "Bank".
fn says_body(view: &View, tokens: Range<usize>) -> bool {
    let body = Classes::ORG_HEAD.or(Classes::COMPANY_END);
    tokens.into_iter().any(|t| is_capital(view, t) && view.words[t].alone.any(body))
}

/// Whether the phrase is an office: "Chief Executive Officer", "Inspector General of Police".
fn is_office(view: &View, tokens: &Range<usize>) -> bool {
    let title = |t: usize| view.words[t].alone.any(Classes::TITLE);
    let of = matches!(view.low(tokens.end - 2), "of" | "general");
    title(tokens.end - 1) || title(tokens.start) && of
}
