//! Days of the week: "Sunday", "last Friday", "this coming Monday", "Friday the 13th".

use super::{Form, Match, Pick, relative};
use crate::timex::class::Class;
use crate::timex::period::Slot;
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
    if s.named(at) || (short && !(s.capital(at) && word.ends_with('.'))) || (pick.is_none() && in_title(s, at)) {
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
        let week = Form::Shift { unit: crate::timex::period::Unit::Week, by, from, count: false };
        return Some(Match::new(start, of + the + 2, Form::Within(slot, Box::new(week)), "weekday-in-week"));
    }
    let the_date = s.is(at + 1, "the")
        && matches!(s.class(at + 2), Class::Ordinal(_))
        && s.word(at + 2).starts_with(|c: char| c.is_ascii_digit());
    found(if the_date { at + 3 } else { at + 1 }, Pick::Tense, "weekday")
}

/// Whether the weekday belongs to a name by the words around it.
pub(in crate::timex) fn in_title(s: &Scan, at: usize) -> bool {
    let side = |i: usize, kind: &str| s.capital(i) && NAMES.get(s.word(i)) == Some(kind);
    side(at + 1, "after") || (at > s.start && side(at - 1, "before"))
}
