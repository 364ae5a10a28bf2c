//! Lengths of time: "three weeks", "two-year", "the nine months", "a year and a half", "for weeks".

use super::quarter::ordinal;
use super::relative::{or_so, skip_adjective};
use super::{Form, Match, Side};
use crate::timex::Modifier;
use crate::timex::class::Class;
use crate::timex::period::Unit;
use crate::timex::quantity::{self, Quantity};
use crate::timex::scan::Scan;

/// An amount of a unit.
pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    let mut at = start + usize::from(s.class(start) == Class::The);
    // "the first nine months", "another two weeks", "an additional year"
    let leading = at;
    if at > start && ordinal(s, at) == Some(1) || s.is_any(at, &["additional", "fewer"]) {
        at += 1;
    }
    let count = match quantity::read(s, at) {
        Some(count) => count,

        // "the first hours", "the first days"
        None if at > leading && matches!(s.class(at), Class::Unit(_, true)) => {
            quantity::Count { end: at, quantity: Quantity::Vague, approximate: false, article: false }
        }
        None => return None,
    };
    let at = skip_adjective(s, count.end);
    // Who stays for two nights stays for two days: TIMEX3 counts no nights.
    if s.is(at, "nights") && !count.article && !s.named(at) {
        let form = Form::Length(vec![(count.quantity, Unit::Day)], Side::Anywhere);
        return Some(Match::new(start, at + 1, form, "nights"));
    }
    let Class::Unit(unit, plural) = s.class(at) else { return None };
    let hyphen = s.is(at - 1, "-");
    if !fits(s, start, at, unit, plural, hyphen, &count) {
        return None;
    }
    // "the eight-year war": the article is the war's.
    let start = if s.class(start) == Class::The && !plural { start + 1 } else { start };
    let mut parts = vec![(count.quantity, unit)];
    let mut end = at + 1;
    // "a minute and a half", "two years and three months", "5 hours 12 minutes"
    let article = usize::from(s.class(end + 1) == Class::A);
    let half = s.is(end + 1 + article, "half") && !matches!(s.class(end + 2 + article), Class::Unit(..) | Class::A);
    if s.is(end, "and") && half {
        if let Quantity::Tenths(t) = count.quantity {
            parts[0].0 = Quantity::Tenths(t + 5);
            end += 2 + article;
        }
    } else {
        end = more(s, end, &mut parts);
    }
    // "in two weeks" is said of the end of them.
    let side = if start > s.start && s.is(start - 1, "in") && !hyphen { Side::Ahead } else { Side::Anywhere };
    let mut found = Match::new(start, end, Form::Length(parts, side), "length");
    if count.approximate {
        found = found.with(Modifier::Approx);
    }
    // "a year or two"
    if count.article && s.is(end, "or") && matches!(s.class(end + 1), Class::Number(2)) {
        found.end += 2;
        found = found.with(Modifier::Approx);
    }
    Some(or_so(s, found))
}

/// Further parts of an amount that ends at `end`, "and three months", "21 days", put in the order of their units; gives
/// where they end.
pub(super) fn more(s: &Scan, mut end: usize, parts: &mut Vec<(Quantity, Unit)>) -> usize {
    loop {
        let joined = s.is(end, ",") || s.is(end, "and");
        let next = end + usize::from(s.is(end, ",")) + usize::from(s.is(end + usize::from(s.is(end, ",")), "and"));
        let Some(count) = quantity::read(s, next).filter(|c| !c.article && c.quantity != Quantity::Vague) else {
            return end;
        };
        let Class::Unit(unit, plural) = s.class(count.end) else { return end };
        let counted = plural || count.quantity.whole() == Some(1);
        let smaller = parts.iter().all(|p| unit < p.1);
        let other = parts.iter().all(|p| unit != p.1);
        // "2 days 1 month" is one length, "two days and one month" may be two.
        if !counted || !other || joined && !smaller || unit == Unit::Half || unit == Unit::Weekend {
            return end;
        }
        parts.push((count.quantity, unit));
        parts.sort_by_key(|p| std::cmp::Reverse(p.1));
        end = count.end + 1;
    }
}

/// "day-long", "a yearlong trial".
pub(super) fn lasting(s: &Scan, start: usize) -> Option<Match> {
    let (end, unit) = match s.class(start) {
        Class::Lasting(unit) => (start + 1, unit),
        Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade), false)
            if s.is(start + 1, "-") && s.is(start + 2, "long") =>
        {
            (start + 3, unit)
        }
        _ => return None,
    };
    let form = Form::Length(vec![(Quantity::Tenths(10), unit)], Side::Anywhere);
    Some(Match::new(start, end, form, "lasting"))
}

/// "all day", "the whole week", "half an hour" without its article, "half year".
pub(super) fn whole(s: &Scan, start: usize) -> Option<Match> {
    let length = |end, quantity, unit| {
        Some(Match::new(start, end, Form::Length(vec![(quantity, unit)], Side::Anywhere), "whole-unit"))
    };
    let at = s.hop(start + 1);
    let Class::Unit(unit, false) = s.class(at) else { return None };
    if s.is_any(s.hop(at + 1), &["old", "olds"]) || s.capital(start) && s.capital(at) {
        return None;
    }
    match s.word(start).to_ascii_lowercase().as_str() {
        // "a half hour" and "one half year" are counted by their article or number.
        "half" | "½" if matches!(unit, Unit::Hour | Unit::Day | Unit::Year | Unit::Decade | Unit::Century) => {
            length(at + 1, Quantity::Tenths(5), unit)
        }
        "all" | "whole" if matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend) => {
            length(at + 1, Quantity::Tenths(10), unit)
        }
        _ => None,
    }
}

/// Whether the amount before a unit counts it.
fn fits(s: &Scan, start: usize, at: usize, unit: Unit, plural: bool, hyphen: bool, count: &quantity::Count) -> bool {
    // Ages are no times: "a 3-year-old", "is 34 years old".
    let after = s.hop(at + 1);
    if count.article && s.is(at + 1, "-") && s.is_any(after, &["ago", "earlier", "long"]) {
        return false;
    }
    // "60 Minutes" is a programme.
    if s.capital(at) && !s.capital(at - 1) && at - 1 > s.start && !s.is(at - 1, "-") {
        return false;
    }
    if s.is_any(after, &["old", "olds"]) || s.is(after, "of") && s.is(after + 1, "age") {
        return false;
    }
    let single = count.quantity.whole() == Some(1);
    let money = start > s.start && s.before(start).ends_with(['$', '£', '€', '¥']);
    // "1990 year" counts nothing, and "second" after a number is an ordinal ("a second time").
    if money || unit == Unit::Second && (!plural || count.article) || unit == Unit::Half {
        return false;
    }
    if unit == Unit::Weekend && !plural {
        return false;
    }
    // "five year low" is written too; "a two hundred day", and "one day" in a tale, are not told apart here.
    if unit == Unit::Quarter && (!plural || hyphen) {
        return false;
    }
    if count.article {
        return !plural;
    }
    plural
        || hyphen
        || single
        || count.quantity.whole().is_none() && count.quantity != Quantity::Vague
        || matches!(s.class(at - 1), Class::Number(_) | Class::Digits(..))
}

/// Plural units that nobody counted: "for weeks", "years of war", "over months".
pub(super) fn vague(s: &Scan, start: usize) -> Option<Match> {
    let the = usize::from(s.class(start) == Class::The);
    let early = usize::from(matches!(s.class(start + the), Class::Position(_)));
    let at = start + the + early;
    let Class::Unit(unit, true) = s.class(at) else { return None };
    if unit == Unit::Weekend || unit == Unit::Quarter || s.capital(at) && at > s.start {
        return None;
    }
    let mut found =
        Match::new(start, at + 1, Form::Length(vec![(Quantity::Vague, unit)], Side::Anywhere), "uncounted-units");
    if s.is(at + 1, "ahead") {
        found.end += 1;
        found.form = Form::Length(vec![(Quantity::Vague, unit)], Side::Next);
        return Some(found);
    }
    // "a decades-long dispute"
    if s.is(at + 1, "-") && s.is(at + 2, "long") {
        found.end += 2;
        return Some(found);
    }
    // "weeks or months"
    if s.is(at + 1, "or") && matches!(s.class(at + 2), Class::Unit(_, true)) {
        found.end += 2;
        return Some(found.with(Modifier::Approx));
    }
    if s.is(s.hop(at + 1), "old") || s.is(at + 1, "after") && s.class(at + 2) == s.class(at) {
        return None;
    }
    let before = s.before(start);
    let led = [
        "for", "in", "within", "over", "of", "after", "took", "take", "takes", "lasted", "lasting", "spent", "during",
        "through", "by", "until", "past", "several", "some",
    ];
    let cued = led.iter().any(|w| before.eq_ignore_ascii_case(w));
    let small = unit < Unit::Hour || unit == Unit::Hour && !s.is_any(at + 1, &["before", "after"]);
    let followed =
        s.is_any(at + 1, &["of", "before", "after", "later", "earlier"]) || s.is(at + 1, "-") && s.is(at + 2, "long");
    (cued || (!small && (followed || the == 1 || at == s.start))).then_some(found)
}
