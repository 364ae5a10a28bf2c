//! Days of the week: "Sunday", "last Friday", "this coming Monday", "Friday the 13th".

use super::{Form, Match, Pick, nth, relative};
use crate::timex::class::Class;
use crate::timex::period::{Slot, Unit};
use crate::timex::scan::Scan;
use crate::words::WordList;
use std::sync::LazyLock;

/// Words after (or before) a weekday that make it part of a name: "Sunday Times", "Bloody Sunday".
static NAMES: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../../data/words/time_names.txt"), true));

pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let (at, pick) = relative::pick(s, start);
    let Class::Weekday(day, false) = s.class(at) else { return None };
    let word = s.word(at);
    let short = word.trim_end_matches('.').len() < 6;
    // "Sun" and "Sat" are other words; an abbreviation needs its full stop.
    let dated = short && s.capital(at) && day_of_month(s, at + 1).is_some();
    let led = s.is_any(at.wrapping_sub(1), &["on", "by", "until", "till"])
        && s.is_any(at, &["tue", "tues", "thu", "thur", "thurs", "fri"]);
    let dated = dated || led && at > s.start;
    if s.named(at)
        || (short && !dated && !(s.capital(at) && word.ends_with('.')))
        || (pick.is_none() && in_title(s, at))
    {
        return None;
    }
    let slot = Slot::Weekday(day);
    let found = |end, pick, rule| Some(Match::new(start, end, Form::Open(slot, pick), rule));
    if let Some(pick) = pick {
        return found(at + 1, pick, relative::pick_rule(pick));
    }
    // "Friday last week", "Monday of next week"
    let of = if s.is(at + 1, "of") { at + 2 } else { at + 1 };
    let the = usize::from(s.class(of) == Class::The);
    if let (Class::Rel(rel), true) = (s.class(of + the), s.is(of + the + 1, "week"))
        && let Some((by, from)) = relative::shift(rel)
    {
        let week = Form::Shift { unit: Unit::Week, by, from, count: false };
        return Some(Match::new(start, of + the + 2, Form::Within(slot, Box::new(week)), "weekday-in-week"));
    }
    if let Some((end, d)) = day_of_month(s, at + 1) {
        return Some(Match::new(start, end, Form::Open(Slot::DayOfMonth(d), Pick::On(day)), "weekday-day"));
    }
    found(at + 1, Pick::Tense, "weekday")
}

/// The day of the month that a weekday's own day names: "Friday the 13th", "Wednesday 13th".
fn day_of_month(s: &Scan, at: usize) -> Option<(usize, u8)> {
    // "on Friday 31.": in figures only where the phrase ends with them, since "Friday 31 people" counts.
    if let Class::Digits(d @ 1..=31, 1 | 2) = s.class(at) {
        let ends = s.word(at + 1).is_empty() || matches!(s.word(at + 1), "." | "," | ";" | ")" | "?" | "!");
        return (ends && s.is(at.wrapping_sub(2), "on")).then_some((at + 1, d as u8));
    }
    let number = at + usize::from(s.is(at, "the"));
    let (end, d) = nth::ordinal(s, number).filter(|(_, d)| (1..=31).contains(d))?;
    let figures = s.word(number).starts_with(|c: char| c.is_ascii_digit());
    // "Friday second half": a noun goes on after the ordinal, and "Friday the second" needs its article.
    let noun = s.tag(end).is_some_and(|t| t.is_noun()) || s.is(end, "of") || matches!(s.class(end), Class::Month(_));
    ((figures || number > at) && !noun).then_some((end, d))
}

/// "next week Monday", "last week, on Tuesday".
pub(super) fn after_week(s: &Scan, start: usize) -> Option<Match> {
    let (Class::Rel(rel), true) = (s.class(start), s.is(start + 1, "week")) else { return None };
    let at = start + 2 + usize::from(s.is_any(start + 2, &["on", "-", "–", "from", "between"]));
    let Class::Weekday(day, false) = s.class(at) else { return None };
    let (by, from) = relative::shift(rel)?;
    let week = Form::Shift { unit: Unit::Week, by, from, count: false };
    let first = Match::new(start, at + 1, Form::Within(Slot::Weekday(day), Box::new(week.clone())), "weekday-in-week");
    // "next week between Wednesday and Friday", "next week Monday or Tuesday"
    let Class::Weekday(second, false) = s.class(at + 2) else { return Some(first) };
    if !s.is_any(at + 1, &["and", "or", "to", "-", "–", "through"]) {
        return Some(first);
    }
    let form = Form::Within(Slot::Weekday(second), Box::new(week));
    Some(Match { also: Some(Box::new(Match::new(at + 2, at + 3, form, "weekday-in-week"))), ..first })
}

/// Whether the weekday belongs to a name by the words around it.
pub(in crate::timex) fn in_title(s: &Scan, at: usize) -> bool {
    let side = |i: usize, kind: &str| s.capital(i) && NAMES.get(s.word(i)) == Some(kind);
    side(at + 1, "after") || (at > s.start && side(at - 1, "before"))
}
