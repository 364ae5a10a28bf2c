//! From each set's own types to the model's, and from its spans to ours: no article, no title, no possessive.

use crate::data::{Record, Text, byte_offsets};
use dateline::lexicon::{Classes, Lexicon};
use dateline::model::NameType;
use std::ops::Range;

/// The names of `record` as token ranges with types; places are all Gpe here (the finer type is found when reading).
pub fn gold(set: &str, record: &Record, text: &Text, lexicon: &Lexicon) -> Vec<(Range<usize>, NameType)> {
    let bytes = byte_offsets(&record.text);
    let mut out: Vec<(Range<usize>, NameType)> = vec![];
    for (start, end, coarse, own) in &record.spans {
        let (Some(&s), Some(&e)) = (bytes.get(*start), bytes.get(*end)) else { continue };
        let phrase = &text.text[s..e];
        let Some(kind) = kind(set, coarse, own, phrase, lexicon) else { continue };
        let Some(tokens) = tokens(text, s, e) else { continue };
        let tokens = trim(text, tokens, kind, lexicon);
        if out.last().is_none_or(|(last, _)| last.end <= tokens.start) {
            out.push((tokens, kind));
        }
    }
    out
}

/// The tokens of which more than half lies in the bytes `start..end`.
fn tokens(text: &Text, start: usize, end: usize) -> Option<Range<usize>> {
    let first = text.tokens.partition_point(|t| t.span.end as usize <= start);
    let inside = |t: &&dateline::token::Token| {
        let (s, e) = (t.span.start as usize, t.span.end as usize);
        2 * (e.min(end).saturating_sub(s.max(start))) > e - s
    };
    let first = first + text.tokens[first..].iter().take(2).take_while(|t| !inside(t)).count();
    let count = text.tokens[first.min(text.tokens.len())..].iter().take_while(inside).count();
    (count > 0).then(|| first..first + count)
}

/// Takes off a leading article or title, a possessive and punctuation at the end.
fn trim(text: &Text, mut range: Range<usize>, kind: NameType, lexicon: &Lexicon) -> Range<usize> {
    let form = |i: usize| text.tokens[i].span.of(&text.text);
    let article = |w: &str| ["the", "a", "an"].iter().any(|a| w.eq_ignore_ascii_case(a));
    let title = |w: &str| lexicon.get(w).is_some_and(|e| e.classes.any(Classes::TITLE));
    while range.len() > 1 && (article(form(range.start)) || kind == NameType::Person && title(form(range.start))) {
        range.start += 1;
    }
    let tail = |w: &str| matches!(w, "'s" | "’s" | "'" | "’") || w.chars().all(|c| !c.is_alphanumeric() && c != '!');
    while range.len() > 1 && tail(form(range.end - 1)) {
        range.end -= 1;
    }
    range
}

fn kind(set: &str, coarse: &str, own: &str, phrase: &str, lexicon: &Lexicon) -> Option<NameType> {
    let classes = lexicon.get(phrase).unwrap_or_default().classes;
    let people = classes.any(Classes::DEMONYM.or(Classes::PEOPLE)) && !classes.any(Classes::COUNTRY);
    match (coarse, own) {
        ("PER", _) => Some(NameType::Person),
        ("ORG", _) => Some(NameType::Org),
        ("LOC", _) if set == "redocred" && people => Some(NameType::Norp),
        ("LOC", _) => Some(NameType::Gpe),
        (_, "gpe") if classes.any(Classes::COUNTRY) => Some(NameType::Gpe),
        (_, "gpe" | "NORP") => Some(NameType::Norp),
        (_, "eve" | "event" | "election" | "conference") => Some(NameType::Event),
        (_, "nat") => phrase.starts_with("Hurricane").then_some(NameType::Event),
        (_, "astronomicalobject") => Some(NameType::Gpe),
        (_, "product" | "programlang" | "object") => phrase.contains(char::is_uppercase).then_some(NameType::Product),
        // Subjects, methods and substances are no names in the project's sense.
        (
            _,
            "algorithm" | "task" | "field" | "metrics" | "musicgenre" | "literarygenre" | "chemicalcompound"
            | "protein",
        ) => None,
        (
            _,
            "enzyme" | "discipline" | "chemicalelement" | "theory" | "musicalinstrument" | "substance" | "animal"
            | "plant",
        ) => None,
        ("MISC", _) => misc(phrase, people, lexicon),
        _ => None,
    }
}

/// A name of which the set says only that it is none of person, body or place.
fn misc(phrase: &str, people: bool, lexicon: &Lexicon) -> Option<NameType> {
    if people {
        return Some(NameType::Norp);
    }
    if !phrase.contains(char::is_uppercase) {
        return None;
    }
    let has = |class| phrase.split_whitespace().any(|w| lexicon.get(w).is_some_and(|e| e.classes.any(class)));
    Some(match () {
        _ if has(Classes::LAW_HEAD) => NameType::Law,
        _ if has(Classes::EVENT_HEAD) || phrase.starts_with(|c: char| c.is_ascii_digit()) => NameType::Event,
        _ => NameType::Work,
    })
}
