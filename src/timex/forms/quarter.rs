//! Quarters and halves: "the third quarter", "third-quarter 1989", "the year-ago quarter", "Q3 2016", "the quarter".

use super::calendar::shift_year;
use super::year::{digits, of_year};
use super::{Form, From, Match, Pick};
use crate::timex::class::{Class, Rel};
use crate::timex::period::{Period, Slot, Unit};
use crate::timex::scan::Scan;

/// The number that an ordinal says; "second" is also a unit.
pub(super) fn ordinal(s: &Scan, at: usize) -> Option<u8> {
    match s.class(at) {
        Class::Ordinal(n) => Some(n),
        Class::Unit(Unit::Second, false) => Some(2),
        _ => None,
    }
}

/// Words between a quarter and its article that say nothing about when.
fn skip_plain(s: &Scan, at: usize) -> usize {
    if s.is_any(at, &["comparable", "corresponding", "same", "full", "company's"]) { at + 1 } else { at }
}

/// "year-ago", "year-earlier": where it ends.
fn year_ago(s: &Scan, at: usize) -> Option<usize> {
    let there = s.is(at, "year") && s.is(at + 1, "-") && s.is_any(at + 2, &["ago", "earlier"]);
    there.then_some(at + 3)
}

/// "this year's", "last year's", "1988": the year before a quarter.
fn year_before(s: &Scan, at: usize) -> Option<(usize, Form)> {
    if let Some(y) = digits(s, at) {
        let end = if s.is_any(at + 1, &["'s", "’s"]) { at + 2 } else { at + 1 };
        return Some((end, Form::Known(Period::Year(y))));
    }
    if let Some(end) = year_ago(s, at) {
        return Some((end, shift_year(-1, From::Publication)));
    }
    let Class::Rel(rel) = s.class(at) else { return None };
    let (by, from) = super::relative::shift(rel)?;
    (s.is(at + 1, "year") && s.is_any(at + 2, &["'s", "’s"])).then(|| (at + 3, shift_year(by, from)))
}

/// A numbered quarter or half with what stands around it.
pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let mut at = skip_plain(s, start + usize::from(s.class(start) == Class::The));
    let pick = match s.class(at) {
        Class::Rel(Rel::Latest | Rel::Current) => {
            at += 1;
            None
        }
        Class::Rel(Rel::Last) if ordinal(s, at + 1).is_some() => {
            at += 1;
            Some(Pick::Last)
        }
        _ => None,
    };
    let year = year_before(s, at);
    if let Some((end, _)) = year {
        at = end;
    }
    if s.class(at) == Class::Fiscal {
        at = s.hop(at + 1);
    }
    let last = s.class(at) == Class::Rel(Rel::Last) && pick.is_none();
    let n = if last { None } else { ordinal(s, at) };
    let mut unit_at = s.hop(at + 1);
    if s.class(unit_at) == Class::Fiscal {
        unit_at = s.hop(unit_at + 1);
    }
    let slot = match (s.word(unit_at).to_ascii_lowercase().as_str(), n) {
        ("quarter", Some(n @ 1..=4)) => Slot::Quarter(n),
        ("half", Some(n @ 1..=2)) => Slot::Half(n),
        ("quarter", None) if last => Slot::Quarter(4),
        ("half", None) if last => Slot::Half(2),
        _ => return None,
    };
    let end = unit_at + 1;
    let after = of_year(s, end);
    // "the first half of the match", "the last quarter", "the second half": halves need their year.
    let halves = matches!(slot, Slot::Half(_)) || last;
    // "the third-quarter loss": the article is the loss's.
    let hyphen = s.is(unit_at - 1, "-") && s.word(unit_at + 1).starts_with(char::is_alphabetic);
    let start = start + usize::from(hyphen && s.class(start) == Class::The);
    let (end, year) = match (after, year) {
        (Some((end, year)), _) => (end, Some(year)),
        (None, Some((_, year))) => (end, Some(year)),
        (None, None) => (end, None),
    };
    Some(match year {
        Some(Form::Known(Period::Year(y))) => Match::new(start, end, Form::Known(slot.in_year(y)?), "quarter-year"),
        Some(year) => Match::new(start, end, Form::Within(slot, Box::new(year)), "quarter-in-year"),
        None if halves => return None,
        None => Match::new(start, end, Form::Open(slot, pick.unwrap_or(Pick::Tense)), "quarter"),
    })
}

/// "Q3 2016", "3Q", "H1 2015".
pub(super) fn code(s: &Scan, start: usize) -> Option<Match> {
    let Class::Code(n, half) = s.class(start) else { return None };
    let slot = if half { Slot::Half(n) } else { Slot::Quarter(n) };
    let year = of_year(s, start + 1);
    // "H1" alone may be a visa, a motorway or a headline level.
    match year {
        Some((end, Form::Known(Period::Year(y)))) => {
            Some(Match::new(start, end, Form::Known(slot.in_year(y)?), "quarter-code"))
        }
        // "Q3: Why did you come?"
        _ if !half && s.capital(start) && !s.is(start + 1, ":") => {
            Some(Match::new(start, start + 1, Form::Open(slot, Pick::Tense), "quarter-code"))
        }
        _ => None,
    }
}

/// "the quarter", "the latest period", "the year-ago quarter", "the 1988 period", "year-earlier".
pub(super) fn topic(s: &Scan, start: usize) -> Option<Match> {
    let the = s.class(start) == Class::The;
    let at = skip_plain(s, start + usize::from(the));
    let noun = |at: usize| s.is_any(at, &["quarter", "period"]);
    if let Some(end) = year_ago(s, at) {
        let end = if noun(end) { end + 1 } else { end };
        return Some(Match::new(
            if noun(end - 1) { start } else { at },
            end,
            Form::Topic(Unit::Quarter, -1),
            "year-ago-period",
        ));
    }
    let latest = s.class(at) == Class::Rel(Rel::Latest);
    if the && noun(at + usize::from(latest)) && (latest || s.is(at, "quarter") && at == start + 1) {
        let end = at + usize::from(latest) + 1;
        // "the quarter of a million" is no time.
        if let Some((end, year)) = of_year(s, end) {
            return Some(Match::new(start, end, Form::Within(Slot::Quarter(0), Box::new(year)), "year-period"));
        }
        return (!s.is(end, "of") && !s.is(end, "-"))
            .then(|| Match::new(start, end, Form::Topic(Unit::Quarter, 0), "the-period"));
    }
    let (end, year) = year_before(s, at)?;
    let known = matches!(year, Form::Known(_));
    (noun(end) && (the || !known))
        .then(|| Match::new(start, end + 1, Form::Within(Slot::Quarter(0), Box::new(year)), "year-period"))
}
