//! Years, decades, centuries: "1990", "2014-16", "fiscal 1989", "the 1990s", "the 20th century", "nineteen ninety-six".

use super::calendar::shift_year;
use super::{Form, From, Match, nth};
use crate::tag::Xpos;
use crate::timex::Modifier;
use crate::timex::class::{Class, Rel};
use crate::timex::period::{Period, Unit};
use crate::timex::quantity;
use crate::timex::scan::Scan;
use crate::words::WordList;
use std::sync::LazyLock;

/// Nouns that four digits before them count.
static COUNTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../../data/words/time_counted.txt"), false));

/// The year that the digits at `at` can name.
pub(super) fn digits(s: &Scan, at: usize) -> Option<i32> {
    match s.class(at) {
        Class::Digits(n @ 1000..=2100, 4) => Some(n as i32),
        Class::ShortYear(n) => Some(short(n)),
        _ => None,
    }
}

/// "'98" and "'16": the century that makes it lie between 1930 and 2029.
fn short(n: u8) -> i32 {
    i32::from(n) + if n < 30 { 2000 } else { 1900 }
}

/// A year that says when the part before it was: "2016", "last year", "of 1990", "of this year", "a year ago".
pub(super) fn of_year(s: &Scan, at: usize) -> Option<(usize, Form)> {
    let at = s.hop(at);
    let at = if s.is_any(at, &["of", "in"]) { at + 1 } else { at };
    if let Some(y) = digits(s, at) {
        let unit = matches!(s.class(at + 1), Class::Unit(..)) || COUNTED.has(s.word(at + 1));
        return (!unit).then_some((at + 1, Form::Known(Period::Year(y))));
    }
    if let Some(Match { end, form, .. }) = spelled(s, at) {
        return Some((end, form));
    }
    let the = usize::from(s.class(at) == Class::The);
    let at = at + the;
    if let (Class::Rel(rel), true) = (s.class(at), s.is(at + 1, "year")) {
        // "in this year's budget" is another noun's year.
        let (by, from) = match rel {
            Rel::Last | Rel::Past => (-1, From::Publication),
            Rel::Previous => (-1, From::Text),
            Rel::This | Rel::Current => (0, From::Publication),
            Rel::Next | Rel::Coming => (1, From::Publication),
            Rel::Following => (1, From::Text),
            Rel::That | Rel::Same => (0, From::Text),
            _ => return None,
        };
        return Some((at + 2, shift_year(by, from)));
    }
    (the == 1 && s.is(at, "year") && s.is(at - 2, "of")).then_some((at + 1, shift_year(0, From::Text)))
}

/// A lone year. Four digits are a year only with evidence, since they are as often a count or a name.
pub(super) fn bare(s: &Scan, start: usize) -> Option<Match> {
    let at = if s.class(start) == Class::The && s.is(start + 1, "year") { start + 2 } else { start };
    let Class::Digits(n @ 1..=9999, len) = s.class(at) else {
        let Class::ShortYear(n) = s.class(at) else { return None };
        let year = Match::new(start, at + 1, Form::Known(Period::Year(short(n))), "short-year");
        return (start == at && s.is_any(at.wrapping_sub(1), &["of", "in", "since", "by", "until", "from"]))
            .then_some(year);
    };
    let known = |end, year, rule| Match::new(start, end, Form::Known(Period::Year(year)), rule);
    if s.is_any(at + 1, &["BC", "BCE", "B.C.", "B.C.E."]) && s.capital(at + 1) {
        return Some(known(at + 2, 1 - n as i32, "year-before-christ"));
    }
    if s.is_any(at + 1, &["AD", "CE", "A.D.", "C.E."]) && s.capital(at + 1) {
        return Some(known(at + 2, n as i32, "year-of-our-lord"));
    }
    // "the year 267", but not "the year 10 pupils"
    if at > start && len >= 3 && n <= 2199 && !COUNTED.has(s.word(at + 1)) {
        return Some(known(at + 1, n as i32, "the-year"));
    }
    if len != 4 || !(1000..=2199).contains(&n) {
        return None;
    }
    let (before, after) = (s.before(at), s.word(at + 1));
    let glued_before = s.glued(at) && !matches!(before, "(" | "-" | "–" | "—" | "\"" | "“" | "/" | "--");
    let money = before.ends_with(['$', '£', '€', '¥', '#', '/', '.']) || before.eq_ignore_ascii_case("no.");
    if glued_before || money || s.named(at) || COUNTED.has(after) || matches!(after, "%" | "°" | "/" | "$") {
        return None;
    }
    // "1500-strong", "1600-meter": a count; "1998-style", "2014-16" are years.
    if matches!(after, "-") && COUNTED.has(s.word(at + 2))
        || s.is_any(at + 1, &["-"]) && s.is_any(at + 2, &["strong", "member", "plus"])
    {
        return None;
    }
    let preposition = [
        "in", "since", "until", "till", "by", "of", "from", "to", "during", "before", "after", "between", "and",
        "around", "circa", "for", "through", "late", "early", "mid", "or", "(",
    ];
    let placed = preposition.iter().any(|w| before.eq_ignore_ascii_case(w));
    // These hardly stand before a count that a comma ends: "founded in 1865, when", "dates back to 1865,".
    let sure = s.is_any(at.wrapping_sub(1), &["in", "since", "until", "till", "during"])
        || s.is(at.wrapping_sub(1), "to") && s.is(at.wrapping_sub(2), "back");
    let noun_follows = match s.tag(at + 1) {
        Some(tag) => tag.is_noun() || matches!(tag, Xpos::Jj | Xpos::Cd),
        None => after.starts_with(|c: char| c.is_lowercase()) && !follows_year(after),
    };
    let modern = (1900..=2050).contains(&n);
    // "until at least 2010"
    let placed = placed
        || s.is(at.wrapping_sub(1), "least")
            && s.is(at.wrapping_sub(2), "at")
            && s.is_any(at.wrapping_sub(3), &["since", "until", "till", "to", "by", "before", "from"]);
    // "some 1900 people" has its counted noun; "more than 2000 of them" has the comparison.
    let than = s.is(at.wrapping_sub(1), "than")
        && s.is_any(at.wrapping_sub(2), &["later", "earlier", "sooner", "rather", "other"]);
    let compared = !than
        && s.is_any(
            at.wrapping_sub(1),
            &["than", "about", "some", "nearly", "almost", "least", "over", "under", "only", "another"],
        );
    let plain = if modern { !compared || placed } else { placed && !noun_follows && (sure || after != ",") };
    plain.then(|| known(at + 1, n as i32, "year"))
}

/// Function words that can follow a year but no count.
fn follows_year(word: &str) -> bool {
    [
        "and", "or", "to", "when", "as", "after", "before", "but", "by", "for", "in", "on", "at", "with", "was", "is",
        "had", "has", "he", "she", "it", "they", "the", "a", "that", "which", "while", "because", "until", "through",
    ]
    .contains(&word)
}

/// "2014-16", "1914-1918": two years.
pub(super) fn span(s: &Scan, start: usize) -> Option<Match> {
    let first = digits(s, start)?;
    if !s.is_any(start + 1, &["-", "–", "/"]) || !s.glued(start + 1) || !s.glued(start + 2) {
        return None;
    }
    let last = match s.class(start + 2) {
        Class::Digits(n, 4) => n as i32,
        Class::Digits(n, 2) => first - first.rem_euclid(100) + n as i32,
        _ => return None,
    };
    if !(first < last && last - first < 200) || s.named(start) || s.before(start).ends_with(['$', '£', '€']) {
        return None;
    }
    let mut found = Match::new(start, start + 1, Form::Known(Period::Year(first)), "year-range");
    found.also = Some(Box::new(Match::new(start + 2, start + 3, Form::Known(Period::Year(last)), "year-range")));
    Some(found)
}

/// "fiscal 1989", "fiscal year 2016", "the 2016 fiscal year", "FY2016".
pub(super) fn fiscal(s: &Scan, start: usize) -> Option<Match> {
    if let Class::FiscalYear(year) = s.class(start) {
        return Some(Match::new(start, start + 1, Form::Known(Period::Fiscal(year)), "fiscal-year"));
    }
    let at = if s.class(start) == Class::The { start + 1 } else { start };
    if s.class(at) == Class::Fiscal {
        let at = if s.is(at + 1, "year") { at + 2 } else { at + 1 };
        let year = digits(s, at)?;
        return Some(Match::new(start, at + 1, Form::Known(Period::Fiscal(year)), "fiscal-year"));
    }
    let year = digits(s, at)?;
    (s.class(at + 1) == Class::Fiscal && s.is(at + 2, "year"))
        .then(|| Match::new(start, at + 3, Form::Known(Period::Fiscal(year)), "fiscal-year"))
}

/// "the 1990s", "the '90s", "the nineties", and the part of it that a word in between names ("the late 1970s").
pub(super) fn decade(s: &Scan, start: usize) -> Option<Match> {
    let the = s.class(start) == Class::The;
    let mut at = start + usize::from(the);
    let modifier = position(s, at);
    at = modifier.map_or(at, |m| m.0);
    let (first, sure) = match s.class(at) {
        Class::Decade(d) if d >= 1000 => (d, true),
        // "the nineteen seventies", "the twenty-tens"
        Class::Number(century @ 16..=20) if the => {
            at = s.hop(at + 1);
            match s.class(at) {
                Class::WordDecade(d) => (century as i32 * 100 + i32::from(d), true),
                _ if s.is(at, "tens") => (century as i32 * 100 + 10, true),
                _ if s.is(at, "hundreds") => (century as i32 * 100, true),
                _ => return None,
            }
        }
        Class::Number(2) if the && s.is(s.hop(at + 1), "thousands") => {
            at = s.hop(at + 1);
            (2000, true)
        }
        // "1980s": a full year; "80s" needs an article, since it may be a temperature or an age.
        // Below fifty it is a temperature or a share more often than the thirties.
        Class::Decade(d) => {
            let marked = s.word(at).starts_with(['\'', '’', '‘']);
            (century_of(d), marked || d >= 50 && (the || modifier.is_some()))
        }
        Class::WordDecade(d) => (century_of(d.into()), the || s.is(start.wrapping_sub(1), "in")),
        _ => return None,
    };
    if !sure || s.named(at) {
        return None;
    }
    let mut found = Match::new(start, at + 1, Form::Known(Period::Decade(first / 10)), "decade");
    found.modifier = modifier.map(|m| m.1);
    Some(found)
}

/// Two digits of a decade lie in the 20th century, but for the first two, which are more often this one's.
fn century_of(d: i32) -> i32 {
    if d < 20 { 2000 + d } else { 1900 + d }
}

/// "early", "late-", "mid-" inside an expression: where it ends, and what it means.
pub(super) fn position(s: &Scan, at: usize) -> Option<(usize, Modifier)> {
    use crate::timex::class::Position;
    let modifier = match s.class(at) {
        Class::Position(Position::Early) => Modifier::Start,
        Class::Position(Position::Late) => Modifier::End,
        Class::Mid => Modifier::Mid,
        _ if s.is(at, "middle") => Modifier::Mid,
        _ => return None,
    };
    Some((s.hop(at + 1), modifier))
}

/// "the 20th century", "the late nineteenth century".
pub(super) fn century(s: &Scan, start: usize) -> Option<Match> {
    let the = usize::from(s.class(start) == Class::The);
    let modifier = position(s, start + the);
    let at = modifier.map_or(start + the, |m| m.0);
    let (end, n) = nth::ordinal(s, at)?;
    // "the 19th and 20th centuries"
    if s.is_any(end, &["and", "to", "-", "–", "or"])
        && let Some((last, second)) = nth::ordinal(s, end + 1)
        && s.is(s.hop(last), "centuries")
    {
        let century =
            |start, end, n: u8| Match::new(start, end, Form::Known(Period::Century(i32::from(n) - 1)), "century");
        let also = Some(Box::new(century(end + 1, s.hop(last) + 1, second)));
        return Some(Match { also, modifier: modifier.map(|m| m.1), ..century(start, end, n) });
    }
    let end = s.hop(end);
    if !s.is(end, "century") {
        return None;
    }
    let bc = s.is_any(end + 1, &["BC", "BCE", "B.C."]);
    let number = if bc { -i32::from(n) } else { i32::from(n) - 1 };
    let end = end + if bc { 2 } else { 1 };
    let mut found = Match::new(start, end, Form::Known(Period::Century(number)), "century");
    found.modifier = modifier.map(|m| m.1);
    Some(found)
}

/// "nineteen ninety-six", "the year two thousand", "seventeen hundred and six": years as speech is written down.
pub(super) fn spelled(s: &Scan, start: usize) -> Option<Match> {
    let marked = s.class(start) == Class::The && s.is(start + 1, "year");
    let at = if marked { start + 2 } else { start };
    let led = marked || s.is_any(start.wrapping_sub(1), &["in", "since", "by", "until", "till", "from", "of", "to"]);
    let last = start.wrapping_sub(1 + usize::from(s.is(start.wrapping_sub(1), ",")));
    let dated = matches!(s.class(last), Class::Month(_) | Class::Ordinal(_) | Class::Digits(..));
    let (end, year) = match (s.class(at), s.class(at + 1)) {
        (Class::Number(c @ (16..=20)), Class::Number(t @ 10..=90)) => {
            let one = s.hop(at + 2);
            match s.class(one) {
                Class::Number(n @ 1..=9) if t >= 20 => (one + 1, c * 100 + t + n),
                _ => (at + 2, c * 100 + t),
            }
        }
        // "nineteen zero one"
        (Class::Number(c @ (16..=20)), Class::Number(0)) => match s.class(at + 2) {
            Class::Number(n @ 1..=9) => (at + 3, c * 100 + n),
            _ => return None,
        },
        (Class::Number(m @ (1 | 2)), Class::Number(1000)) if led || dated => {
            let (hundreds_end, hundreds) = match (s.class(at + 2), s.class(at + 3)) {
                (Class::Number(h @ 1..=9), Class::Number(100)) => (at + 4, h * 100),
                _ => (at + 2, 0),
            };
            let (end, rest) = below_hundred(s, hundreds_end).unwrap_or((hundreds_end, 0));
            (end, m * 1000 + hundreds + rest)
        }
        (Class::Number(c @ (11..=20)), Class::Number(100)) if led || dated => {
            let (end, rest) = below_hundred(s, at + 2).unwrap_or((at + 2, 0));
            (end, c * 100 + rest)
        }
        _ => return None,
    };
    if matches!(s.class(end), Class::Unit(unit, _) if unit != Unit::Quarter) || COUNTED.has(s.word(end)) {
        return None;
    }
    Some(Match::new(start, end, Form::Known(Period::Year(year as i32)), "year-in-words"))
}

/// "and fourteen", "eighty-nine": where it ends and what it says.
fn below_hundred(s: &Scan, at: usize) -> Option<(usize, u32)> {
    let and = usize::from(s.is(at, "and"));
    let (end, tenths) = quantity::number(s, at + and)?;
    u32::try_from(tenths / 10).ok().filter(|n| (1..100).contains(n) && tenths % 10 == 0).map(|n| (end, n))
}
