//! Named days, seasons, "today", set phrases, and words for now, once and some day.

use super::calendar::placed;
use super::{Form, From, Match, relative};
use crate::tag::Xpos;
use crate::timex::class::{Class, Rel};
use crate::timex::period::{Slot, Unit};
use crate::timex::scan::Scan;
use crate::timex::{Reference, holiday};
use std::sync::LazyLock;

/// "Thanksgiving Day", "last Christmas", "Easter 2016".
pub(super) fn holiday(s: &Scan, start: usize) -> Option<Match> {
    let (at, pick) = relative::pick(s, start);
    if !matches!(s.class(at), Class::Opener | Class::Month(_) | Class::Ordinal(_)) {
        return None;
    }
    let word = |i: usize| Some(s.word(at + i)).filter(|w| !w.is_empty());
    let (index, length) = holiday::find(word)?;
    let slot = Slot::Holiday(index);
    // Adjectives of trees and eggs, films and places: "Christmas tree", "Easter Island".
    let next = s.word(at + length);
    let compound = length == 1
        && next.starts_with(char::is_alphabetic)
        && s.tag(at + length).map_or_else(|| is_thing(next), Xpos::is_noun);
    // "Chinese New Year" and "Orthodox Easter" are other days; in small letters the new year is the whole year to come.
    let other = at > s.start && pick.is_none() && s.capital(at - 1) && {
        let adjective = s.tag(at - 1).is_some_and(|t| t.is_noun() || t == Xpos::Jj);
        s.class(at - 1) == Class::None && (at - 1 > s.start || adjective)
    };
    let led = s.is_any(at.wrapping_sub(1), &["before", "after", "until", "till", "at"]);
    let new_year = s.is(at, "new") && length == 2 && !s.capital(at) && !led;
    if other || new_year {
        return None;
    }
    // "Labor Day weekend", "Halloween weekend 2021"
    let around = if s.is(at + length, "week") { Unit::Week } else { Unit::Weekend };
    if s.is_any(at + length, &["weekend", "week"]) {
        let day = match pick {
            Some(pick) => Match::new(start, at + length, Form::Open(slot, pick), ""),
            None => placed(s, start, at + length + 1, slot, ["", "", ""])?,
        };
        let end = day.end.max(at + length + 1);
        return Some(Match::new(start, end, Form::Around(around, Box::new(day.form)), "holiday-weekend"));
    }
    if compound {
        return None;
    }
    let day = match pick {
        Some(pick) => Match::new(start, at + length, Form::Open(slot, pick), relative::pick_rule(pick)),
        None => placed(s, start, at + length, slot, ["holiday-year", "holiday-in-year", "holiday"])?,
    };
    // "Labor Day 2021 weekend"
    if day.end > at + length && s.is(day.end, "weekend") {
        let form = Form::Around(Unit::Weekend, Box::new(day.form));
        return Some(Match::new(start, day.end + 1, form, "holiday-weekend"));
    }
    Some(day)
}

/// Without tags, the commonest nouns after a holiday's name.
fn is_thing(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    [
        "tree", "trees", "eggs", "egg", "island", "shopping", "shoppers", "season", "card", "cards", "party",
        "parties", "present", "presents", "gift", "gifts", "sales", "carol", "market", "bunny", "dinner", "rising",
        "parade", "bombings", "attacks", "week",
    ]
    .contains(&word.as_str())
}

/// "this summer", "the winter of 1994", "summer 2016", "last fall".
pub(super) fn season(s: &Scan, start: usize) -> Option<Match> {
    let (at, pick) = relative::pick(s, start);
    let the = pick.is_none() && s.class(start) == Class::The;
    let at = at + usize::from(the);
    let position = super::year::position(s, at);
    let at = position.map_or(at, |p| p.0);
    let Class::Season(season) = s.class(at) else { return None };
    if s.named(at) || s.tag(at).is_some_and(Xpos::is_verb) {
        return None;
    }
    let slot = Slot::Season(season);
    if let Some(pick) = pick {
        return Some(Match::new(start, at + 1, Form::Open(slot, pick), relative::pick_rule(pick)));
    }
    let mut found = placed(s, start, at + 1, slot, ["season-year", "season-in-year", "season"])?;
    found.modifier = position.map(|p| p.1);
    // "fall" and "spring" are verbs and nouns of movement, and "summer" describes things: alone they need a cue.
    let open = found.end == at + 1;
    let cue = [
        "in",
        "by",
        "since",
        "until",
        "during",
        "over",
        "this",
        "into",
        "through",
        "throughout",
        "of",
        "before",
        "after",
        "for",
    ];
    let cued = cue.iter().any(|w| s.before(start).eq_ignore_ascii_case(w));
    let thing = s.tag(at + 1).is_some_and(Xpos::is_noun)
        || s.is(at + 1, "of")
        || s.is_any(at + 1, &["in", "on"]) && s.is(at, "fall");
    let movement = s.is_any(at, &["fall", "spring"]) && !the && !s.is(start.wrapping_sub(1), "in");
    (!open || (cued && !thing && !movement)).then_some(found)
}

/// "today", "yesterday", "tonight", "last night", "this morning".
pub(super) fn deictic(s: &Scan, start: usize) -> Option<Match> {
    let day = |by, from| Form::Shift { unit: Unit::Day, by, from, count: false };
    if let Class::Deictic(by, part) = s.class(start) {
        if s.named(start) || s.capital(start) && start > s.start && s.capital(start - 1) && s.before(start) != "\"" {
            return None;
        }
        let mut found = Match::new(start, start + 1, day(by, From::Publication), "today-and-neighbours");
        found.part = part;
        return Some(found);
    }
    let the = usize::from(s.class(start) == Class::The);
    let at = start + the;
    let (Class::Rel(rel), Class::Part(part) | Class::MidPart(part)) = (s.class(at), s.class(at + 1)) else {
        // "the morning" in a report: the day that it tells of.
        let (end, part, modifier) = super::part(s, at)?;
        let cued = s.is_any(start.wrapping_sub(1), &["in", "during", "for", "through"]) && start > s.start;
        let noun = s.tag(end).is_some_and(Xpos::is_noun);
        if the == 0 || !cued || s.is(end, "of") || s.is(end, "-") || noun {
            return None;
        }
        let mut found = Match::new(start, end, day(0, From::Text), "the-part-of-day");
        (found.part, found.modifier) = (Some(part), modifier);
        return Some(found);
    };
    let (by, from) = match rel {
        Rel::Last => (-1, From::Publication),
        Rel::This => (0, From::Publication),
        Rel::Next | Rel::Following => (1, From::Text),
        Rel::Previous => (-1, From::Text),
        Rel::That | Rel::Same => (0, From::Text),
        _ => return None,
    };
    let mut found = Match::new(start, at + 2, day(by, from), "part-of-relative-day");
    found.part = Some(part);
    Some(found)
}

/// A phrase of the list: its words, how many of them lead it without being part of it, its value.
struct Phrase {
    words: Vec<&'static str>,
    outside: usize,
    value: &'static str,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/words/time_phrases.txt").lines().filter(|l| !l.starts_with('#'));
    let mut list: Vec<_> = lines
        .filter_map(|l| l.trim().rsplit_once(char::is_whitespace))
        .map(|(words, value)| {
            let mut words: Vec<&str> = words.split_whitespace().collect();
            let outside = words.iter().position(|w| *w == "+").unwrap_or(0);
            words.retain(|w| *w != "+");
            Phrase { words, outside, value }
        })
        .collect();
    list.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    list
});

/// "right now", "the near future", "the day before yesterday".
pub(super) fn phrase(s: &Scan, start: usize) -> Option<Match> {
    if s.class(start) == Class::None {
        return None;
    }
    let fits = |p: &&Phrase| p.words.iter().enumerate().all(|(i, w)| s.is(start + i, w));
    let Phrase { words, outside, value } = PHRASES.iter().find(fits)?;
    let end = start + words.len();
    let form = match value.strip_prefix("day:").and_then(|n| n.parse().ok()) {
        Some(by) => Form::Shift { unit: Unit::Day, by, from: From::Publication, count: false },
        None => Form::Ref(Reference::parse(value)?),
    };
    // "the past three months" and "the future king" say more, or something else; a noun phrase ends here.
    let last = words[words.len() - 1];
    let adjective = ["past", "future", "present"].contains(&last)
        && (matches!(s.class(end), Class::Unit(..) | Class::Number(_) | Class::Digits(..) | Class::Vague)
            || s.word(end).starts_with(char::is_alphabetic) && !follows_noun(s, end));
    // "up to date" is fresh, "to date 12" a verb.
    let other =
        words == &["to", "date"] && (s.is(start.wrapping_sub(1), "up") || matches!(s.class(end), Class::Digits(..)));
    let lone = other || words.len() == 1 && !s.is_any(start.wrapping_sub(1), &["in", "for"]);
    (!adjective && !lone).then(|| Match::new(start + outside, end, form, "phrase"))
}

/// Whether the word after a phrase shows that the noun phrase is over.
fn follows_noun(s: &Scan, at: usize) -> bool {
    match s.tag(at) {
        Some(tag) => !tag.is_noun() && !matches!(tag, Xpos::Jj | Xpos::Jjr | Xpos::Jjs | Xpos::Cd),
        None => s.is_any(
            at,
            &[
                "and", "or", "of", "for", "is", "was", "in", "on", "to", "when", "as", "but", "he", "she", "it",
                "they", "we", "that", "will", "has", "have", "had", "with", "by", "at", "than", "because", "said",
            ],
        ),
    }
}

/// "will one day be", "some day": a time ahead that nobody counted.
pub(super) fn some_day(s: &Scan, start: usize) -> Option<Match> {
    let day = s.is_any(start, &["one", "some"]) && s.is(start + 1, "day");
    let led = s.tag(start.wrapping_sub(1)) == Some(Xpos::Md) || s.tag(start + 2) == Some(Xpos::Vb);
    (day && led).then(|| Match::new(start, start + 2, Form::Ref(Reference::Future), "some-day"))
}

/// "now", "recently" and the adjective "current"; "recent" alone places nothing that a reader could look up.
pub(super) fn reference(s: &Scan, start: usize) -> Option<Match> {
    match s.class(start) {
        Class::Ref(r) => {
            // "Now, he says, it looks bad" takes a breath; "most recently last October" has its time behind it.
            let breath = s.is(start, "now") && start == s.start && s.is(start + 1, ",");
            let dated =
                s.is(start, "recently") && s.is(start.wrapping_sub(1), "most") && s.class(start + 1) != Class::None;
            (!breath && !dated).then(|| Match::new(start, start + 1, Form::Ref(r), "reference-word"))
        }
        Class::Opener if s.is(start, "more") && s.class(start + 1) == Class::Ref(Reference::Past) => {
            Some(Match::new(start, start + 2, Form::Ref(Reference::Past), "reference-word"))
        }
        Class::Rel(Rel::Current) if !s.named(start) && !s.capital(start) => {
            Some(Match::new(start, start + 1, Form::Ref(Reference::Present), "current"))
        }
        _ => None,
    }
}
