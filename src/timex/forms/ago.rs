//! Counted distances: "two years ago", "a day earlier", "three weeks after Christmas", "two weeks from now".

use super::relative::{or_so, skip_adjective};
use super::{Form, From, Match, Pick, Side};
use crate::timex::class::{Class, Position, Rel};
use crate::timex::period::{Slot, Unit};
use crate::timex::quantity::{self, Quantity};
use crate::timex::scan::Scan;
use crate::timex::{Modifier, Reference};

/// An amount of time: where it ends, its parts, whether it is only roughly said.
struct Amount {
    end: usize,
    parts: Vec<(Quantity, Unit)>,
    approximate: bool,
}

/// "two years", "a week or so", "months", "2 years, 1 month and 21 days".
fn amount(s: &Scan, start: usize) -> Option<Amount> {
    let (at, quantity, approximate) = match quantity::read(s, start) {
        Some(count) => (skip_adjective(s, count.end), count.quantity, count.approximate),
        None => (start, Quantity::Vague, false),
    };
    let Class::Unit(unit, plural) = s.class(at) else { return None };
    if at == start && !plural || unit == Unit::Half {
        return None;
    }
    let mut parts = vec![(quantity, unit)];
    let end = super::duration::more(s, at + 1, &mut parts);
    let found = or_so(s, Match::new(start, end, Form::Length(Vec::new(), Side::Anywhere), ""));
    Some(Amount { end: found.end, parts, approximate: approximate || found.modifier.is_some() })
}

/// The parts as whole numbers of units, `sign` times, where all are whole. Half years are months.
fn steps(parts: &[(Quantity, Unit)], sign: i32) -> Option<Vec<(i32, Unit)>> {
    let step = |&(quantity, unit): &(Quantity, Unit)| {
        let (n, unit) = match (quantity.whole(), quantity, unit) {
            (Some(n), _, Unit::Fortnight) => (n.checked_mul(2)?, Unit::Week),
            (Some(n), _, _) => (n, unit),
            (None, Quantity::Tenths(t), Unit::Year) => (t.checked_mul(12)? / 10, Unit::Month),
            _ => return None,
        };
        Some((sign.checked_mul(i32::try_from(n).ok()?)?, unit))
    };
    parts.iter().map(step).collect()
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
        // "30 minutes later this week" has a length and "later this week".
        Class::Position(Position::Later) if s.class(at + 1) == Class::Rel(Rel::This) => None,
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

/// "two Sundays ago", "three nights later": days counted by what they are called.
pub(super) fn named_days(s: &Scan, start: usize) -> Option<Match> {
    let count = quantity::read(s, start).filter(|c| !c.article)?;
    let n = count.quantity.whole().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0)?;
    let (end, sign, from) = direction(s, count.end + 1)?;
    let found = |form| Match::new(start, end, form, "named-days-ago");
    match s.class(count.end) {
        Class::Weekday(day, _) if from == From::Publication => {
            let pick = if sign < 0 { Pick::Last } else { Pick::Coming };
            let weeks = n.checked_sub(1)?.checked_mul(7)?.checked_mul(sign)?;
            Some(found(Form::Apart(vec![(weeks, Unit::Day)], Box::new(Form::Open(Slot::Weekday(day), pick)))))
        }
        Class::Part(part) if s.is_any(count.end, &["night", "nights"]) => {
            let form = Form::Shift { unit: Unit::Day, by: n.checked_mul(sign)?, from, count: true };
            Some(Match { part: Some(part), ..found(form) })
        }
        _ => None,
    }
}

pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let amount = amount(s, start)?;
    let (end, sign, from) = direction(s, amount.end)?;
    let rule = if from == From::Publication { "ago" } else { "earlier-or-later" };
    let vague = amount.parts.iter().any(|p| p.0 == Quantity::Vague);
    let form = match steps(&amount.parts, sign) {
        Some(steps) if steps.len() == 1 => {
            let (by, unit) = steps[0];
            Form::Shift { unit, by, from, count: true }
        }
        Some(steps) => Form::Apart(steps, Box::new(Form::Shift { unit: Unit::Day, by: 0, from, count: false })),
        // "months ago": how far is not said, so it is no point of the calendar.
        None if from == From::Publication && amount.end == start + 1 => {
            Form::Length(amount.parts, if sign < 0 { Side::Past } else { Side::Next })
        }
        None if vague && from == From::Publication && sign < 0 => Form::Ref(Reference::Past),
        None => Form::Length(amount.parts, Side::Anywhere),
    };
    let found = Match::new(start, end, form, rule);
    Some(if amount.approximate { found.with(Modifier::Approx) } else { found })
}

/// "the day before", "the night after", "the year before", and a day with what it is counted from: "the day after
/// Thanksgiving".
pub(super) fn neighbour_day(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    let (unit, part) = match s.class(at) {
        Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) => (unit, None),
        Class::Part(part) => (Unit::Day, Some(part)),
        _ => return None,
    };
    if !s.is_any(at + 1, &["before", "after"]) {
        return None;
    }
    let by = if s.is(at + 1, "before") { -1 } else { 1 };
    let placed = s.is_any(at + 2, &["in", "at", "on", "and", "but"]) && s.class(at + 3) == Class::None;
    if (closes(s, at + 2) || placed) && at > start {
        let form = Form::Shift { unit, by, from: From::Text, count: true };
        return Some(Match { part, ..Match::new(start, at + 2, form, "neighbour-day") });
    }
    if unit != Unit::Day || part.is_some() {
        return None;
    }
    let base = super::inner(s, at + 2).filter(Match::is_day)?;
    Some(Match::new(start, base.end, Form::Apart(vec![(by, Unit::Day)], Box::new(base.form)), "counted-from"))
}

/// "three weeks after Christmas", "two days before yesterday", "a week from Tuesday".
pub(super) fn apart(s: &Scan, start: usize) -> Option<Match> {
    let amount = amount(s, start).filter(|a| a.end > start + 1)?;
    // Working days are counted in no calendar that a text gives.
    if (start..amount.end).any(|i| s.is_any(i, &["trading", "business", "working", "school"])) {
        return None;
    }
    let sign = if s.is(amount.end, "before") {
        -1
    } else if s.is_any(amount.end, &["after", "from"]) {
        1
    } else {
        return None;
    };
    let steps = steps(&amount.parts, sign)?;
    let finest = steps.iter().map(|p| p.1).min()?;
    let base = super::inner(s, amount.end + 1).filter(|b| b.is_date() && b.also.is_none())?;
    // From a year one counts years: "two days after 2015" says nothing. What is named after a time is no time: "two
    // days after Friday's attack", "three months after the June vote".
    let fits = match &base.form {
        Form::Known(p) => p.unit() <= finest || base.is_day(),
        Form::Shift { unit, count, .. } => *unit <= finest && !count,
        _ => base.is_day(),
    };
    let owner = s.is_any(base.end, &["'s", "’s", "-"]) || s.tag(base.end).is_some_and(crate::tag::Xpos::is_noun);
    if !fits || owner || finest < Unit::Day {
        return None;
    }
    let found = Match::new(start, base.end, Form::Apart(steps, Box::new(base.form)), "counted-from");
    Some(if amount.approximate { found.with(Modifier::Approx) } else { found })
}
