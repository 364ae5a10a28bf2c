//! Times that repeat: "every day", "each Thursday", "Tuesday nights", "daily", "twice a week".

use super::{Form, Match, nth};
use crate::tag::Xpos;
use crate::timex::class::Class;
use crate::timex::period::Unit;
use crate::timex::quantity;
use crate::timex::scan::Scan;
use crate::timex::value;

/// "every two weeks", "each of the past three years" is left to lengths.
pub(super) fn every(s: &Scan, start: usize) -> Option<Match> {
    let any = s.is(start, "any") && matches!(s.class(start + 1), Class::Unit(Unit::Weekend, false));
    if s.class(start) != Class::Every && !any {
        return every_weekday(s, start);
    }
    let mut at = start + 1;
    let other = s.is(at, "other");
    at += usize::from(other);
    let set = |end, value: String| Some(Match::new(start, end, Form::Every(value), "every"));
    if s.is(at, "weekday") {
        return set(at + 1, "XXXX-WXX".into());
    }
    if let Some((end, tenths)) = quantity::number(s, at).filter(|n| matches!(s.class(n.0), Class::Unit(..))) {
        let Class::Unit(unit, _) = s.class(end) else { return None };
        return set(end + 1, value::length(&[(quantity::Quantity::Tenths(tenths), unit)]));
    }
    match s.class(at) {
        Class::Unit(unit, false) => {
            let n = if other { 20 } else { 10 };
            set(at + 1, value::length(&[(quantity::Quantity::Tenths(n), unit)]))
        }
        Class::Weekday(day, false) => match s.class(at + 1) {
            Class::Part(part) => set(at + 2, format!("XXXX-WXX-{day}T{}", part.code())),
            _ => set(at + 1, format!("XXXX-WXX-{day}")),
        },
        Class::Month(m) => set(at + 1, format!("XXXX-{m:02}")),
        Class::Season(season) => set(at + 1, format!("XXXX-{}", value::season(season))),
        // "every night at 9"
        Class::Part(part) => match super::hour_in(s, at + 2, part).filter(|_| s.is(at + 1, "at")) {
            Some((end, (hour, minute))) => set(end, format!("XXXX-XX-XXT{hour:02}:{minute:02}")),
            None => set(at + 1, format!("XXXX-XX-XXT{}", part.code())),
        },
        _ => None,
    }
}

/// "the 19th of every month"
pub(super) fn day_of_every_month(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    let (end, day) = nth::ordinal(s, at).filter(|(_, d)| (1..=31).contains(d))?;
    let day_of = end + usize::from(s.is(end, "day"));
    let monthly = s.is(day_of, "of")
        && s.class(day_of + 1) == Class::Every
        && s.class(day_of + 2) == Class::Unit(Unit::Month, false);
    monthly.then(|| Match::new(start, day_of + 3, Form::Every(format!("XXXX-XX-{day:02}")), "every"))
}

/// "Mondays", "Tuesday nights", "weekends".
fn every_weekday(s: &Scan, start: usize) -> Option<Match> {
    match (s.class(start), s.class(start + 1)) {
        (Class::Weekday(day, false), Class::Part(part)) if s.word(start + 1).ends_with('s') => {
            Some(Match::new(start, start + 2, Form::Every(format!("XXXX-WXX-{day}T{}", part.code())), "weekday-nights"))
        }
        (Class::Unit(Unit::Weekend, true), _) => weekends(s, start),
        (Class::Part(part), _)
            if s.word(start).ends_with('s') && s.is_any(start.wrapping_sub(1), &["in", "on", "out"]) =>
        {
            Some(Match::new(start, start + 1, Form::Every(format!("XXXX-XX-XXT{}", part.code())), "weekdays"))
        }
        (Class::Weekday(day, true), _) => {
            Some(Match::new(start, start + 1, Form::Every(format!("XXXX-WXX-{day}")), "weekdays"))
        }
        _ => None,
    }
}

/// "weekends" said of all of them: "on weekends", "weekends only"; "the next two weekends" are counted.
fn weekends(s: &Scan, start: usize) -> Option<Match> {
    let counted =
        matches!(s.class(start.wrapping_sub(1)), Class::Number(_) | Class::Digits(..) | Class::Rel(_) | Class::The);
    (!counted || start == s.start).then(|| Match::new(start, start + 1, Form::Every("P1WE".into()), "weekdays"))
}

/// "daily", "annually". Capitalised inside a sentence they belong to a name ("the Daily Mail").
pub(super) fn adverb(s: &Scan, start: usize) -> Option<Match> {
    // "bi-monthly" in three tokens
    if s.is(start, "bi") && s.is(start + 1, "-") {
        let value = match s.class(start + 2) {
            Class::Set("P1W") => "P2W",
            Class::Set("P1M") => "P2M",
            _ => return None,
        };
        return Some(Match::new(start, start + 3, Form::Every(value.to_string()), "set-adverb"));
    }
    let Class::Set(value) = s.class(start) else { return None };
    if s.named(start) || (s.capital(start) && (start > s.start || s.capital(start + 1))) {
        return None;
    }
    // "a quarterly loss" is the loss of a quarter and "everyday life" is plain life, "paid quarterly" a repetition. What
    // is daily or weekly repeats either way.
    if s.is_any(start, &["quarterly", "everyday"]) && s.tag(start).is_some_and(|t| t != Xpos::Rb) {
        return None;
    }
    Some(Match::new(start, start + 1, Form::Every(value.to_string()), "set-adverb"))
}

/// "three times a day", "$1 billion a year": a rate, not a length.
pub(super) fn rate(s: &Scan, start: usize) -> Option<Match> {
    if s.class(start) != Class::A || start == s.start {
        return None;
    }
    let Class::Unit(unit, false) = s.class(start + 1) else { return None };
    // A direction after it makes it a distance: "a year ago". A hyphen makes it a modifier.
    if matches!(s.class(start + 2), Class::Ago | Class::Position(_)) || s.is(start + 2, "-") {
        return None;
    }
    let noun = s.tag(start - 1).map_or_else(
        || {
            s.before(start).ends_with('s')
                && s.before(start).len() > 3
                && !s.is_any(start - 1, &["this", "was", "takes", "lasts", "minus", "plus", "is", "has", "as", "less"])
        },
        |t| matches!(t, Xpos::Nns | Xpos::Cd),
    );
    let amount = matches!(s.class(start - 1), Class::Digits(..) | Class::Decimal(_) | Class::Number(_));
    let counted = s.is_any(start - 1, &["once", "twice", "times", "percent", "%", "million", "billion", "trillion"]);
    if !(noun || amount || counted) {
        return None;
    }
    let value = value::length(&[(quantity::Quantity::Tenths(10), unit)]);
    Some(Match::new(start, start + 2, Form::Every(value), "rate"))
}
