//! Counted distances: "two years ago", "a day earlier", "three weeks later", "two weeks from now", "the day after".

use super::relative::{or_so, skip_adjective};
use super::{Form, From, Match, Side};
use crate::timex::Modifier;
use crate::timex::class::{Class, Position};
use crate::timex::period::Unit;
use crate::timex::quantity::{self, Quantity};
use crate::timex::scan::Scan;

/// An amount with a unit: "two years", "a week or so", "months".
fn amount(s: &Scan, start: usize) -> Option<(usize, Quantity, Unit, bool)> {
    let (at, quantity, approximate) = match quantity::read(s, start) {
        Some(count) => (skip_adjective(s, count.end), count.quantity, count.approximate),
        None => (start, Quantity::Vague, false),
    };
    let Class::Unit(unit, plural) = s.class(at) else { return None };
    if at == start && !plural || unit == Unit::Half {
        return None;
    }
    let found = or_so(s, Match::new(start, at + 1, Form::Length(Vec::new(), Side::Anywhere), ""));
    Some((found.end, quantity, unit, approximate || found.modifier.is_some()))
}

/// The direction and the reference that the words after an amount give, and where they end.
fn direction(s: &Scan, at: usize) -> Option<(usize, i32, From)> {
    if s.class(at) == Class::Ago || s.is(at, "back") && !s.is(at + 1, "to") {
        return Some((at + 1, -1, From::Publication));
    }
    if s.is(at, "from") && s.is_any(at + 1, &["now", "today"]) {
        return Some((at + 2, 1, From::Publication));
    }
    if s.is(at, "hence") {
        return Some((at + 1, 1, From::Publication));
    }
    match s.class(at) {
        Class::Position(Position::Earlier) if !s.is(at + 1, "than") => Some((at + 1, -1, From::Text)),
        Class::Position(Position::Later) if !s.is(at + 1, "than") => Some((at + 1, 1, From::Text)),
        _ if s.is(at, "before") && closes(s, at + 1) => Some((at + 1, -1, From::Text)),
        _ if s.is(at, "after") && closes(s, at + 1) => Some((at + 1, 1, From::Text)),
        _ if s.is(at, "previously") => Some((at + 1, -1, From::Text)),
        _ => None,
    }
}

/// Whether a clause ends here, so that "before" has nothing that it goes before.
fn closes(s: &Scan, at: usize) -> bool {
    s.word(at).is_empty() || matches!(s.word(at), "." | "," | ";" | ")" | "?" | "!" | ":" | "”" | "\"" | "—" | "–")
}

pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let (at, quantity, unit, approximate) = amount(s, start)?;
    let (end, sign, from) = direction(s, at)?;
    let whole = quantity.whole().and_then(|n| i32::try_from(n).ok());
    let rule = if from == From::Publication { "ago" } else { "earlier-or-later" };
    // "months ago": how far is not said, so it is no point of the calendar.
    let form = match (unit, whole) {
        (_, Some(n)) => Form::Shift { unit, by: sign.checked_mul(n)?, from, count: true },
        (Unit::Year, None) if matches!(quantity, Quantity::Tenths(_)) => {
            let Quantity::Tenths(t) = quantity else { return None };
            Form::Shift {
                unit: Unit::Month,
                by: sign.checked_mul(i32::try_from(t.checked_mul(12)? / 10).ok()?)?,
                from,
                count: true,
            }
        }
        _ if from == From::Publication && at == start + 1 => {
            Form::Length(vec![(quantity, unit)], if sign < 0 { Side::Past } else { Side::Next })
        }
        _ if from == From::Publication && sign < 0 => Form::Ref(crate::timex::Reference::Past),
        _ => Form::Length(vec![(quantity, unit)], Side::Anywhere),
    };
    let mut found = Match::new(start, end, form, rule);
    if approximate {
        found = found.with(Modifier::Approx);
    }
    Some(found)
}

/// "the day before", "the day after", and with what they count from: "the day after Thanksgiving".
pub(super) fn neighbour_day(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    if !s.is(at, "day") || !s.is_any(at + 1, &["before", "after"]) {
        return None;
    }
    let by = if s.is(at + 1, "before") { -1 } else { 1 };
    if closes(s, at + 2) && at > start {
        let form = Form::Shift { unit: Unit::Day, by, from: From::Text, count: true };
        return Some(Match::new(start, at + 2, form, "neighbour-day"));
    }
    let base = super::core(s, at + 2).filter(Match::is_day)?;
    Some(Match::new(start, base.end, Form::Days(by, Box::new(base.form)), "day-from-day"))
}
