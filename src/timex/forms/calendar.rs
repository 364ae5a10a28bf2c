//! Days and months of the calendar: "Sept. 4, 2016", "4 September", "July last year", "the 12th", "May 3-5".

use super::year::of_year;
use super::{Form, From, Match, Pick, nth};
use crate::tag::Xpos;
use crate::timex::class::Class;
use crate::timex::day::Day;
use crate::timex::period::{Period, Slot, Unit};
use crate::timex::scan::Scan;

/// A slot in a year that the words after it give, or left open.
pub(super) fn placed(s: &Scan, start: usize, end: usize, slot: Slot, rules: [&'static str; 3]) -> Option<Match> {
    // "August 99.", "15 April of 87": two figures that can be no day, at the end of a phrase.
    let of = end + usize::from(s.is(end, "of"));
    if let (Class::Digits(y @ 32..=99, 2), Slot::Month(_) | Slot::MonthDay(..)) = (s.class(of), slot)
        && ends(s, of + 1)
    {
        return Some(Match::new(start, of + 1, Form::Known(slot.in_year(1900 + y as i32)?), rules[0]));
    }
    let comma = s.is(end, ",");
    let year = of_year(s, if comma { end + 1 } else { end }).filter(|y| !comma || matches!(y.1, Form::Known(_)));
    Some(match year {
        Some((end, Form::Known(Period::Year(y)))) => Match::new(start, end, Form::Known(slot.in_year(y)?), rules[0]),
        Some((end, form)) => Match::new(start, end, Form::Within(slot, Box::new(form)), rules[1]),
        None => Match::new(start, end, Form::Open(slot, Pick::Tense), rules[2]),
    })
}

/// The day of the month at `at`, "4", "4th", "eighth", "twenty-first": where it ends and which it is.
fn day_number(s: &Scan, at: usize) -> Option<(usize, u8)> {
    match s.class(at) {
        Class::Digits(n @ 1..=31, 1 | 2) => Some((at + 1, n as u8)),
        Class::Ordinal(_) | Class::Unit(Unit::Second, false) | Class::Number(20 | 30) => {
            nth::ordinal(s, at).filter(|(_, n)| (1..=31).contains(n))
        }
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
    let of = at;
    // "October, 1st"
    let comma = s.is(at + 1, ",")
        && matches!(s.class(at + 2), Class::Ordinal(_))
        && s.word(at + 2).starts_with(|c: char| c.is_ascii_digit());
    let at = if s.is(at + 1, "the") || comma { at + 2 } else { at + 1 };
    let (end, d) = day_number(s, at)?;
    // "may 10 people", "march the third": a lower-case month may be a verb; "June 15,000" is no day.
    if !s.capital(of) && matches!(m, 3 | 5) && of == start || !valid(m, d) {
        return None;
    }
    let mut found = placed(s, start, end, Slot::MonthDay(m, d), ["month-day-year", "month-day-in-year", "month-day"])?;
    if let (Some(day), Form::Open(slot, _)) = (weekday, &found.form) {
        found.form = Form::Open(*slot, Pick::On(day));
    }
    if found.end == end {
        found.also = range_end(s, end, m, d);
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
    let joined = s.is_any(at, &["-", "–", "--", "to", "and", "through", "until", "till"]);
    let the = usize::from(s.is(at + 1, "the"));
    let (end, d) = day_number(s, at + 1 + the).filter(|(_, d)| *d > first && valid(month, *d))?;
    let counts = s.is_any(at, &["to", "and", "through"]) && s.tag(end).is_none_or(|t| t.is_noun() || t == Xpos::Jj);
    let plain =
        !s.word(end).starts_with(|c: char| c.is_alphabetic()) || s.is_any(end, &["in", "at", "and", "to", "for"]);
    (joined && (!counts || plain) && !s.is(end, "%")).then(|| {
        Box::new(Match::new(at + 1, end, Form::Open(Slot::MonthDay(month, d), Pick::Tense), "month-day-range"))
    })
}

/// "4 September 2016", "the 4th of September", "3-5 May".
pub(super) fn day_first(s: &Scan, start: usize) -> Option<Match> {
    let mut at = skip_weekday(s, start);
    if s.is(at, "the") {
        at += 1;
    }
    let (after, d) = day_number(s, at)?;
    // "3-5 May", "3 to 5 May", "between the ninth and the seventeenth of April": the first day leans on the second,
    // which has the month.
    if s.is_any(after, &["-", "–", "to", "and", "until", "till", "through"]) {
        let second = after + 1;
        let number = second + usize::from(s.is(second, "the"));
        if let Some((next, later)) = day_number(s, number)
            && later > d
            && month(s, next + usize::from(s.is(next, "of"))).is_some()
            && let Some(last) = day_first(s, second)
            && let Some(form) = with_day(&last.form, d)
        {
            let first = Match::new(start, after, form, "day-range-month");
            return Some(Match { also: Some(Box::new(last)), ..first });
        }
    }
    let of = s.is(after, "of");
    let at_month = after + usize::from(of);
    let m = month(s, at_month)?;
    let end = at_month + 1;
    let ordinal = !matches!(s.class(at), Class::Digits(..));
    // "4 may" and "20 march" have verbs, "$12 December 27" an amount. "The second of May" needs its "of".
    let verb = !s.capital(at_month) && matches!(m, 3 | 5) && !of;
    let money = !ordinal && at > s.start && s.before(at).ends_with(['$', '£', '€']);
    if verb || money || !valid(m, d) || (ordinal && !of && s.class(at) == Class::Unit(Unit::Second, false)) {
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
    let day = day_number(s, at + 1).filter(|(_, d)| pick.is_some() && valid(m, *d));
    let found = match pick {
        Some(pick) if let Some((end, d)) = day => {
            Match::new(start, end, Form::Open(Slot::MonthDay(m, d), pick), super::relative::pick_rule(pick))
        }
        Some(pick) => Match::new(start, at + 1, Form::Open(Slot::Month(m), pick), super::relative::pick_rule(pick)),
        None => placed(s, start, at + 1, Slot::Month(m), ["month-year", "month-in-year", "month"])?,
    };
    // "February 30" is no day, and the month alone would say what the text does not.
    if day.is_none() && day_number(s, at + 1).is_some_and(|(_, d)| !valid(m, d)) && found.end == at + 1 {
        return None;
    }
    let open = found.end == at + 1 && pick.is_none();
    (!open || is_month(s, at, m)).then_some(found)
}

/// Whether a lone month's name is the month: "May", "March" and "August" are also other words and names.
fn is_month(s: &Scan, at: usize, m: u8) -> bool {
    let word = s.word(at);
    let short = word.trim_end_matches('.').len() <= 4 && !matches!(m, 5..=7);
    let ranged = s.is_any(at + 1, &["-", "–", "to", "through"]) && matches!(s.class(at + 2), Class::Month(_));
    if short && !word.ends_with('.') && !s.is_any(at, &["sept"]) {
        // "Jan" and "Mar" are also names: a preposition of time must lead, and no name go on.
        let led = s.is_any(
            at.wrapping_sub(1),
            &[
                "in", "since", "until", "till", "by", "between", "from", "of", "to", "and", "early", "late", "mid",
                "before", "after", "through", "during", "-", "–",
            ],
        );
        return s.capital(at) && (led && at > s.start && m != 3 && !s.capital(at + 1) || ranged);
    }
    if s.capital(at) && ranged {
        return true;
    }
    // In small letters "may" and "march" are other words and "august" an adjective, unless a preposition says otherwise.
    if !s.capital(at) {
        let cues = ["in", "since", "until", "till", "early", "late", "mid", "between", "from"];
        let led = s.is_any(at.wrapping_sub(1), &cues) && at > s.start;
        return !matches!(m, 3 | 5 | 8) || led && !s.tag(at).is_some_and(|t| t == Xpos::Md || t.is_verb());
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
    let used_as_name = s.evidence.name_months & (1 << m) != 0;
    fits(&cue) || (!used_as_name && (fits(&loose) || (m != 5 && m != 3 && at > s.start && !s.capital(at - 1))))
}

/// "2016 June", "2016, Nov.", "2019 Q1", "2016 H2": the year first.
pub(super) fn year_first(s: &Scan, start: usize) -> Option<Match> {
    let year = super::year::digits(s, start).filter(|y| *y >= 1900)?;
    let at = start + 1 + usize::from(s.is_any(start + 1, &[",", "-"]));
    let slot = match s.class(at) {
        Class::Month(m) if !s.named(at) && day_number(s, at + 1).is_none() => {
            // "in 2016 May said" and "2016 march" have a name and a verb.
            let other = matches!(m, 3 | 5 | 8) && !(s.capital(at) && ends(s, at + 1));
            if other {
                return None;
            }
            Slot::Month(m)
        }
        Class::Code(n, false) => Slot::Quarter(n),
        Class::Code(n, true) => Slot::Half(n),
        _ => return None,
    };
    // "in 2016 June Smith left": a name has a capital after it. "2016, June" is two times where the list goes on.
    let name = matches!(slot, Slot::Month(_)) && s.capital(at + 1);
    if name {
        return None;
    }
    Some(Match::new(start, at + 1, Form::Known(slot.in_year(year)?), "year-first"))
}

/// Whether a phrase is over before token `at`: what follows cannot be its noun.
fn ends(s: &Scan, at: usize) -> bool {
    !s.word(at).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '$' | '%'))
        || s.is_any(at, &["and", "or", "to", "when", "but", "in", "at"])
}

/// "on the 12th", "the 4th": a day whose month the text leaves out; "the 15th of next month".
pub(super) fn day_of_month(s: &Scan, start: usize) -> Option<Match> {
    let the = s.class(start) == Class::The;
    let at = start + usize::from(the);
    let (end, d) = day_number(s, at).filter(|_| s.class(at) != Class::Unit(Unit::Second, false))?;
    let figures = s.word(end - 1).starts_with(|c: char| c.is_ascii_digit());
    if matches!(s.class(at), Class::Digits(..)) || !the && !figures || !(1..=31).contains(&d) {
        return None;
    }
    let slot = Slot::DayOfMonth(d);
    if s.is(end, "of")
        && let Some(month) = super::inner(s, end + 1)
        && matches!(month.form, Form::Shift { unit: Unit::Month, .. })
    {
        return Some(Match::new(start, month.end, Form::Within(slot, Box::new(month.form)), "day-of-month"));
    }
    // "the 12th man", "the 5th in a row", "the 19th century": only a date ends the phrase, after a preposition of time.
    let leads = ["on", "by", "until", "till", "since", "before", "after", "for"];
    let week_of = s.is(start.wrapping_sub(1), "of") && s.is(start.wrapping_sub(2), "week");
    let led = the && (s.is_any(start.wrapping_sub(1), &leads) || week_of);
    let ends = s.word(end).is_empty()
        || !s.word(end).starts_with(|c: char| c.is_alphanumeric() || c == '-')
        || s.is_any(
            end,
            &["at", "and", "to", "when", "but", "with", "for", "because", "as", "between", "from", "until"],
        );
    (figures && led && ends && start > s.start)
        .then(|| Match::new(start, end, Form::Open(slot, Pick::Tense), "day-of-month"))
}

/// "last year" and the like after a slot, for rules that need a year from the words.
pub(super) fn shift_year(by: i32, from: From) -> Form {
    Form::Shift { unit: Unit::Year, by, from, count: false }
}
