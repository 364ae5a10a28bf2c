//! Counted parts of a longer time: "the first Monday of May", "the last week of 2016", "week 31".

use super::year::of_year;
use super::{Form, Item, Match, Pick};
use crate::timex::class::{Class, Rel};
use crate::timex::period::{Slot, Unit};
use crate::timex::scan::Scan;

/// An ordinal at `at`, in figures or words: where it ends and what it says, -1 for "last".
fn count(s: &Scan, at: usize) -> Option<(usize, i8)> {
    if let Some((end, n)) = ordinal(s, at) {
        return i8::try_from(n).ok().map(|n| (end, n));
    }
    (s.class(at) == Class::Rel(Rel::Last) || s.is(at, "final")).then_some((at + 1, -1))
}

/// "third", "21st", "twenty-first": where it ends and what it says.
pub(super) fn ordinal(s: &Scan, at: usize) -> Option<(usize, u8)> {
    if let Class::Number(ten @ (20 | 30)) = s.class(at) {
        let one = s.hop(at + 1);
        return match super::quarter::ordinal(s, one) {
            Some(n @ 1..=9) => Some((one + 1, ten as u8 + n)),
            _ => None,
        };
    }
    super::quarter::ordinal(s, at).map(|n| (at + 1, n))
}

/// "the first Friday of next month", "the third week of 2027", "the 15th day of June", "last week of July 2016".
pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let the = usize::from(s.class(start) == Class::The);
    let (at, n) = count(s, start + the)?;
    let item = match s.class(at) {
        Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month), false) => Item::Unit(unit),
        Class::Weekday(day, false) => Item::Weekday(day),
        _ => return None,
    };
    // "the first Monday evening of next month"
    let part = match s.class(at + 1) {
        Class::Part(part) if matches!(item, Item::Weekday(_)) => Some(part),
        _ => None,
    };
    let of = at + 1 + usize::from(part.is_some());
    let joined = s.is_any(of, &["of", "in"]);
    let outer = super::inner(s, if joined { of + 1 } else { of }).filter(|m| m.is_date() && m.also.is_none())?;
    // "the first week he …": without "of" only a year or a relative time follows at once.
    let placed = matches!(outer.form, Form::Known(_) | Form::Shift { .. });
    let longer = match &outer.form {
        Form::Known(p) => p.unit() > Unit::Fortnight,
        Form::Open(slot, _) | Form::Within(slot, _) => {
            matches!(slot, Slot::Month(_) | Slot::Season(_) | Slot::Quarter(_) | Slot::Half(_))
        }
        Form::Shift { unit, count, .. } => *unit > Unit::Fortnight && !count,
        _ => false,
    };
    // "last week in 2015" may be a remark on last week; "last" alone needs its article or "of".
    let sure = (joined || placed) && (the == 1 || n > 0) || joined && s.is(of, "of");
    let form = Form::Nth(n, item, Box::new(outer.form));
    (longer && sure).then(|| Match { part, ..Match::new(start, outer.end, form, "nth-of") })
}

/// "week 31", "Week 27 of last year".
pub(super) fn week_number(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    let (Class::Unit(Unit::Week, false), Class::Digits(n @ 1..=53, 1 | 2)) = (s.class(at), s.class(at + 1)) else {
        return None;
    };
    let (slot, end) = (Slot::WeekNumber(n as u8), at + 2);
    // "Week 3 of the season" counts from elsewhere.
    match of_year(s, end) {
        Some((end, year)) => Some(Match::new(start, end, Form::Within(slot, Box::new(year)), "week-number")),
        None if s.is(end, "of") => None,
        None => Some(Match::new(start, end, Form::Open(slot, Pick::This), "week-number")),
    }
}
