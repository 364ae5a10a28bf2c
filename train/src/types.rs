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
        let Some(tokens) = tokens(text, s, e) else { continue };
        if let (crate::relabel::OWN, Some(kind)) = (coarse.as_str(), NameType::parse(own)) {
            push(&mut out, tokens, kind);
            continue;
        }
        let Some(kind) = kind(set, coarse, own, phrase, lexicon) else { continue };
        for (tokens, kind) in part(text, tokens, kind, lexicon) {
            let tokens = trim(text, tokens, kind, lexicon);
            let phrase = phrase_of(text, &tokens);
            let title = kind == NameType::Person && lexicon.get(phrase).is_some_and(|e| e.classes.any(Classes::TITLE));
            // A title by itself is no name, and small "us" (out of "US", in small-letter copies) tells nothing.
            if title || phrase == "us" {
                continue;
            }
            let kind = amend(set, kind, phrase, lexicon);
            push(&mut out, tokens, kind);
        }
    }
    out
}

fn push(out: &mut Vec<(Range<usize>, NameType)>, tokens: Range<usize>, kind: NameType) {
    if out.last().is_none_or(|(last, _)| last.end <= tokens.start) {
        out.push((tokens, kind));
    }
}

fn phrase_of<'t>(text: &'t Text, tokens: &Range<usize>) -> &'t str {
    text.tokens[tokens.start].span.to(text.tokens[tokens.end - 1].span).of(&text.text)
}

/// What the lexicon alone makes of a phrase that is a people, a country or a well-known body for sure.
fn known(phrase: &str, lexicon: &Lexicon) -> Option<NameType> {
    let classes = lexicon.get(phrase)?.classes;
    let sure = phrase.contains(' ') || phrase.len() > 1 && phrase.chars().all(|c| c.is_uppercase() || c == '.');
    match () {
        _ if classes.any(Classes::COUNTRY) => Some(NameType::Gpe),
        _ if classes.any(Classes::DEMONYM.or(Classes::PEOPLE)) => Some(NameType::Norp),
        _ if classes.any(Classes::ORG) && sure => Some(NameType::Org),
        _ => None,
    }
}

/// Cuts a name at "-backed", "-based" and the like: "London-based Amnesty" is two names.
fn part(text: &Text, range: Range<usize>, kind: NameType, lexicon: &Lexicon) -> Vec<(Range<usize>, NameType)> {
    let form = |i: usize| text.tokens[i].span.of(&text.text);
    let joined =
        |w: &str| lexicon.get(w).is_some_and(|e| e.classes.any(Classes::JOINED)) && w.starts_with(char::is_lowercase);
    let cut = range.clone().skip(2).find(|&i| form(i - 1) == "-" && joined(form(i)));
    let Some(cut) = cut.filter(|_| form(range.start).starts_with(char::is_uppercase)) else {
        return vec![(range, kind)];
    };
    let head = range.start..cut - 1;
    let head_kind =
        known(phrase_of(text, &head), lexicon).unwrap_or(if cut + 1 < range.end { NameType::Gpe } else { kind });
    let rest = cut + 1..range.end;
    [(head, head_kind), (rest, kind)].into_iter().filter(|(r, _)| !r.is_empty()).collect()
}

/// Mends what a set is known to get wrong: peoples as bodies or places, countries that act as bodies.
fn amend(set: &str, kind: NameType, phrase: &str, lexicon: &Lexicon) -> NameType {
    match known(phrase, lexicon) {
        Some(NameType::Norp) => NameType::Norp,
        Some(NameType::Gpe) if kind == NameType::Org && matches!(set, "gum" | "gmb") => NameType::Gpe,
        Some(NameType::Gpe) if kind == NameType::Norp => NameType::Gpe,
        Some(NameType::Org) if kind == NameType::Gpe && phrase.contains(' ') && set == "gmb" => NameType::Org,
        None if set == "gmb" && matches!(kind, NameType::Org | NameType::Gpe) => {
            by_head(phrase, lexicon).unwrap_or(kind)
        }
        _ => kind,
    }
}

/// Laws and events, by the last word: GMB has them as bodies.
fn by_head(phrase: &str, lexicon: &Lexicon) -> Option<NameType> {
    let (_, last) = phrase.rsplit_once(' ')?;
    let classes = lexicon.get(last)?.classes;
    match () {
        _ if classes.any(Classes::ORG_HEAD.or(Classes::PLACE_HEAD).or(Classes::FACILITY_HEAD)) => None,
        _ if classes.any(Classes::LAW_HEAD) => Some(NameType::Law),
        _ if classes.any(Classes::EVENT_HEAD) => Some(NameType::Event),
        _ => None,
    }
}

/// A town or state before "-based", which GMB leaves unmarked.
fn seat(text: &Text, tokens: Range<usize>, lexicon: &Lexicon) -> Option<NameType> {
    let form = |i: usize| text.tokens.get(i).map(|t| t.span.of(&text.text));
    let seated = form(tokens.end) == Some("-") && matches!(form(tokens.end + 1), Some("based" | "born" | "area"));
    let classes = lexicon.get(phrase_of(text, &tokens))?.classes;
    let place = classes.any(Classes::CITY.or(Classes::REGION).or(Classes::CAPITAL));
    (seated && place).then_some(NameType::Gpe)
}

/// Adds the peoples, countries and well-known bodies that the set left unmarked in ordinary sentences.
pub fn complete(text: &Text, gold: Vec<(Range<usize>, NameType)>, lexicon: &Lexicon) -> Vec<(Range<usize>, NameType)> {
    let mut out = vec![];
    let mut gold = gold.into_iter().peekable();
    for sentence in &text.sentences {
        let small = |i: usize| text.tokens[i].span.of(&text.text).starts_with(char::is_lowercase);
        let plain = 2 * sentence.tokens.clone().filter(|&i| small(i)).count() > sentence.tokens.len();
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            while gold.peek().is_some_and(|g| g.0.end <= i) {
                out.extend(gold.next());
            }
            if let Some(covering) = gold.peek().filter(|g| g.0.start <= i) {
                i = covering.0.end;
                continue;
            }
            let limit = gold.peek().map_or(usize::MAX, |g| g.0.start).min(sentence.tokens.end).min(i + 4);
            let longest = (i + 1..=limit).rev().find_map(|end| {
                let phrase = phrase_of(text, &(i..end));
                let kind = known(phrase, lexicon).or_else(|| seat(text, i..end, lexicon))?;
                phrase.contains(char::is_uppercase).then_some((end, kind))
            });
            match longest.filter(|_| plain) {
                Some((end, kind)) => {
                    out.push((i..end, kind));
                    i = end;
                }
                None => i += 1,
            }
        }
    }
    out.extend(gold);
    out.sort_by_key(|g| g.0.start);
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
        _ if set == "gmb" && storm(phrase) => Some(NameType::Event),
        ("PER", _) => Some(NameType::Person),
        ("ORG", _) => Some(NameType::Org),
        ("LOC", _) if set == "redocred" && people => Some(NameType::Norp),
        ("LOC", _) => Some(NameType::Gpe),
        (_, "gpe") if classes.any(Classes::COUNTRY) => Some(NameType::Gpe),
        (_, "gpe" | "NORP") => Some(NameType::Norp),
        (_, "eve" | "event" | "election" | "conference") => Some(NameType::Event),
        (_, "nat") => None,
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

/// Whether the phrase names a storm, which GMB has as bodies, persons and places by turns.
fn storm(phrase: &str) -> bool {
    ["Hurricane ", "Typhoon ", "Cyclone ", "Tropical Storm "].iter().any(|s| phrase.starts_with(s))
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
