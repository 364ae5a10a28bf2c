//! Days and months of the calendar: "Sept. 4, 2016", "4 September", "July last year", "2016-09-04", "May 3-5".

use super::year::of_year;
use super::{Form, From, Match, Pick};
use crate::tag::Xpos;
use crate::timex::class::Class;
use crate::timex::day::Day;
use crate::timex::period::{Period, Slot, Unit};
use crate::timex::scan::Scan;

/// A slot in a year that the words after it give, or left open.
pub(super) fn placed(s: &Scan, start: usize, end: usize, slot: Slot, rules: [&'static str; 3]) -> Option<Match> {
    let comma = s.is(end, ",");
    let year = of_year(s, if comma { end + 1 } else { end }).filter(|y| !comma || matches!(y.1, Form::Known(_)));
    Some(match year {
        Some((end, Form::Known(Period::Year(y)))) => Match::new(start, end, Form::Known(slot.in_year(y)?), rules[0]),
        Some((end, form)) => Match::new(start, end, Form::Within(slot, Box::new(form)), rules[1]),
        None => Match::new(start, end, Form::Open(slot, Pick::Tense), rules[2]),
    })
}

/// The day of the month at `at`: "4", "4th", "eighth".
fn day_number(s: &Scan, at: usize) -> Option<u8> {
    match s.class(at) {
        Class::Digits(n @ 1..=31, 1 | 2) => Some(n as u8),
        Class::Ordinal(n @ 1..=31) => Some(n),
        Class::Unit(Unit::Second, false) if s.is(at, "second") => Some(2),
        _ => None,
    }
}

/// The month at `at`, when the token is that month and not a name or another word.
fn month(s: &Scan, at: usize) -> Option<u8> {
    match s.class(at) {
        Class::Month(m) if !s.named(at) => Some(m),
        _ => None,
    }
}

/// A weekday before a date goes with it: "Sunday, Sept. 4".
fn skip_weekday(s: &Scan, at: usize) -> usize {
    match s.class(at) {
        Class::Weekday(_, false) if s.is(at + 1, ",") => at + 2,
        Class::Weekday(_, false) => at + 1,
        _ => at,
    }
}

/// "September 4, 2016", "Sept. 4", "March eighth", "May 3-5".
pub(super) fn month_first(s: &Scan, start: usize) -> Option<Match> {
    let at = skip_weekday(s, start);
    let weekday = match s.class(start) {
        Class::Weekday(day, _) => Some(day),
        _ => None,
    };
    let m = month(s, at)?;
    let at = if s.is(at + 1, "the") { at + 2 } else { at + 1 };
    let d = day_number(s, at)?;
    // "May 10 people": a lower-case month is a verb; "June 15,000" is no day.
    if !s.capital(at - 1) && !s.capital(start) && matches!(m, 3 | 5) || !valid(m, d) {
        return None;
    }
    let mut found =
        placed(s, start, at + 1, Slot::MonthDay(m, d), ["month-day-year", "month-day-in-year", "month-day"])?;
    if let (Some(day), Form::Open(slot, _)) = (weekday, &found.form) {
        found.form = Form::Open(*slot, Pick::On(day));
    }
    if found.end == at + 1 {
        found.also = range_end(s, at + 1, m, d);
        // "May 3-5, 2016": the year closes the range and counts for both ends.
        if let Some(last) = found.also.as_mut()
            && let Some((end, Form::Known(Period::Year(y)))) =
                of_year(s, if s.is(last.end, ",") { last.end + 1 } else { last.end })
            && let Form::Open(slot, _) = last.form
            && let (Some(first), Some(second)) = (Slot::MonthDay(m, d).in_year(y), slot.in_year(y))
        {
            found.form = Form::Known(first);
            last.form = Form::Known(second);
            last.end = end;
        }
    }
    Some(found)
}

fn valid(month: u8, day: u8) -> bool {
    Day::new(2000, month, day).is_some()
}

/// The second day of "May 3-5" or "May 3 and 5".
fn range_end(s: &Scan, at: usize, month: u8, first: u8) -> Option<Box<Match>> {
    let joined = s.is_any(at, &["-", "–", "--", "to", "and", "through"]);
    let d = day_number(s, at + 1).filter(|d| *d > first && valid(month, *d))?;
    let counts = s.is_any(at, &["to", "and", "through"]) && s.tag(at + 2).is_none_or(|t| t.is_noun() || t == Xpos::Jj);
    let plain =
        !s.word(at + 2).starts_with(|c: char| c.is_alphabetic()) || s.is_any(at + 2, &["in", "at", "and", "to", "for"]);
    (joined && (!counts || plain) && !s.is(at + 2, "%")).then(|| {
        Box::new(Match::new(at + 1, at + 2, Form::Open(Slot::MonthDay(month, d), Pick::Tense), "month-day-range"))
    })
}

/// "4 September 2016", "the 4th of September", "3-5 May".
pub(super) fn day_first(s: &Scan, start: usize) -> Option<Match> {
    let mut at = skip_weekday(s, start);
    if s.is(at, "the") {
        at += 1;
    }
    let d = day_number(s, at)?;
    // "3-5 May", "3 to 5 May": the first day leans on the second, which has the month.
    if s.is_any(at + 1, &["-", "–", "to", "and"])
        && day_number(s, at + 2).is_some_and(|last| last > d)
        && matches!(s.class(at), Class::Digits(..))
        && matches!(s.class(at + 3), Class::Month(_))
    {
        let last = day_first(s, at + 2)?;
        let form = with_day(&last.form, d)?;
        let first = Match { also: Some(Box::new(last)), ..Match::new(start, at + 1, form, "day-range-month") };
        return Some(first);
    }
    let of = s.is(at + 1, "of");
    let m = month(s, if of { at + 2 } else { at + 1 })?;
    let end = if of { at + 3 } else { at + 2 };
    let ordinal = !matches!(s.class(at), Class::Digits(..));
    // "at least 20 May voters" is rare; "4 may" is a verb. "the second of May" needs its "of".
    if !s.capital(end - 1) || !valid(m, d) || (ordinal && !of && s.class(at) == Class::Unit(Unit::Second, false)) {
        return None;
    }
    // "Oct. 23 Nov. 4": a day that already closes a date opens no other.
    if !ordinal && matches!(s.class(at.wrapping_sub(1)), Class::Month(_)) && at > s.start {
        return None;
    }
    let mut found = placed(s, start, end, Slot::MonthDay(m, d), ["day-month-year", "day-month-in-year", "day-month"])?;
    if let (Class::Weekday(day, _), Form::Open(slot, _)) = (s.class(start), &found.form) {
        found.form = Form::Open(*slot, Pick::On(day));
    }
    Some(found)
}

/// The same form on another day of its month.
fn with_day(form: &Form, day: u8) -> Option<Form> {
    let on = |slot: &Slot| match slot {
        Slot::MonthDay(m, _) if valid(*m, day) => Some(Slot::MonthDay(*m, day)),
        _ => None,
    };
    Some(match form {
        Form::Known(Period::Day(d)) => Form::Known(Period::Day(Day::new(d.year(), d.month(), day)?)),
        Form::Open(slot, pick) => Form::Open(on(slot)?, *pick),
        Form::Within(slot, of) => Form::Within(on(slot)?, of.clone()),
        _ => return None,
    })
}

/// "July", "July 2015", "July last year", "last July", "this coming May".
pub(super) fn bare_month(s: &Scan, start: usize) -> Option<Match> {
    let (at, pick) = super::relative::pick(s, start);
    let m = month(s, at)?;
    // "this march" is no month, and "last Oct. 23" is a day.
    if pick.is_some() && !s.capital(at) && matches!(m, 3 | 5) {
        return None;
    }
    let day = day_number(s, at + 1).filter(|d| pick.is_some() && valid(m, *d));
    let found = match pick {
        Some(pick) if day.is_some() => {
            let slot = Slot::MonthDay(m, day.unwrap_or(1));
            Match::new(start, at + 2, Form::Open(slot, pick), super::relative::pick_rule(pick))
        }
        Some(pick) => Match::new(start, at + 1, Form::Open(Slot::Month(m), pick), super::relative::pick_rule(pick)),
        None => placed(s, start, at + 1, Slot::Month(m), ["month-year", "month-in-year", "month"])?,
    };
    // "February 30" is no day, and the month alone would say what the text does not.
    if day.is_none() && day_number(s, at + 1).is_some_and(|d| !valid(m, d)) && found.end == at + 1 {
        return None;
    }
    let open = found.end == at + 1 && pick.is_none();
    (!open || is_month(s, at, m)).then_some(found)
}

/// Whether a lone month's name is the month: "May", "March" and "August" are also other words and names.
fn is_month(s: &Scan, at: usize, m: u8) -> bool {
    let word = s.word(at);
    let short = word.trim_end_matches('.').len() <= 4 && !matches!(m, 5..=7);
    if !s.capital(at) || (short && !word.ends_with('.')) && !s.is_any(at, &["sept"]) {
        return false;
    }
    if !matches!(m, 3 | 4 | 5 | 6 | 8) {
        return true;
    }
    if s.tag(at).is_some_and(|t| t == Xpos::Md || t.is_verb()) {
        return false;
    }
    let cue = [
        "in",
        "since",
        "until",
        "till",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "this",
        "through",
        "throughout",
        "during",
        "each",
        "every",
    ];
    let loose = ["by", "from", "between", "before", "after", "of", "to", "for", "and", "the", "-", "or", "on"];
    let before = s.before(at);
    let fits = |list: &[&str]| list.iter().any(|w| before.eq_ignore_ascii_case(w));
    let used_as_name = s.name_months & (1 << m) != 0;
    fits(&cue) || (!used_as_name && (fits(&loose) || (m != 5 && m != 3 && at > s.start && !s.capital(at - 1))))
}

/// "2016-09-04", "4/9/2016", "9/4/16", "9/11".
pub(super) fn written(s: &Scan, start: usize) -> Option<Match> {
    if s.class(start) != Class::Written {
        return None;
    }
    let word = s.word(start);
    if let Some(day) = Day::parse(word) {
        return Some(Match::new(start, start + 1, Form::Known(Period::Day(day)), "iso-day"));
    }
    let parts: Vec<u32> = word.split('/').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    match *parts.as_slice() {
        [9, 11] => Some(Match::new(start, start + 1, Form::Known(Period::Day(Day::new(2001, 9, 11)?)), "nine-eleven")),
        [a, b, y] => {
            let year = if y < 70 {
                2000 + y
            } else if y < 100 {
                1900 + y
            } else {
                y
            };
            let (month, day) = if s.day_first || a > 12 { (b, a) } else { (a, b) };
            let day = Day::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            (1000..=2100)
                .contains(&year)
                .then(|| Match::new(start, start + 1, Form::Known(Period::Day(day)), "slash-day"))
        }
        _ => None,
    }
}

/// "last year" and the like after a slot, for rules that need a year from the words.
pub(super) fn shift_year(by: i32, from: From) -> Form {
    Form::Shift { unit: Unit::Year, by, from, count: false }
}
