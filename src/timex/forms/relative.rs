//! Periods by their place against another: "last month", "this week", "the following year", "the past three decades".

use super::{Form, From, Match, Pick, Side};
use crate::lemma;
use crate::timex::Modifier;
use crate::timex::class::{Class, Rel};
use crate::timex::period::Unit;
use crate::timex::quantity::{self, Quantity};
use crate::timex::scan::Scan;

/// How far and from where a word shifts a period of its own size.
pub(super) fn shift(rel: Rel) -> Option<(i32, From)> {
    Some(match rel {
        Rel::Last | Rel::Past => (-1, From::Publication),
        Rel::Previous => (-1, From::Text),
        Rel::This | Rel::Current => (0, From::Publication),
        Rel::That | Rel::Same => (0, From::Text),
        Rel::Next | Rel::Coming => (1, From::Publication),
        Rel::Following => (1, From::Text),
        Rel::Latest | Rel::Recent | Rel::These => return None,
    })
}

/// Reads "last", "this coming", "the previous" before a named part of the calendar.
pub(super) fn pick(s: &Scan, start: usize) -> (usize, Option<Pick>) {
    let the = usize::from(s.class(start) == Class::The);
    let at = start + the;
    let Class::Rel(rel) = s.class(at) else { return (start, None) };
    if rel == Rel::This
        && let Class::Rel(second @ (Rel::Coming | Rel::Past)) = s.class(at + 1)
    {
        return (at + 2, Some(if second == Rel::Past { Pick::Last } else { Pick::Coming }));
    }
    let pick = match rel {
        Rel::Last | Rel::Past => Pick::Last,
        Rel::This | Rel::Current => Pick::This,
        Rel::Next if the == 1 => Pick::After,
        Rel::Next => Pick::Next,
        Rel::Coming => Pick::Coming,
        Rel::Previous => Pick::Before,
        // "Following Monday's debate" has a preposition.
        Rel::Following if the == 1 => Pick::After,
        _ => return (start, None),
    };
    (at + 1, Some(pick))
}

/// The name of the rule that picked.
pub(super) fn pick_rule(pick: Pick) -> &'static str {
    match pick {
        Pick::Tense | Pick::On(_) => "named-by-tense",
        Pick::Last => "named-last",
        Pick::This => "named-this",
        Pick::Next | Pick::Coming => "named-next",
        Pick::Before => "named-before",
        Pick::After => "named-after",
    }
}

/// "5 upcoming years", "the 10 previous weeks": the count first.
fn count_first(s: &Scan, start: usize) -> Option<Match> {
    let (at, tenths) = quantity::number(s, start + usize::from(s.class(start) == Class::The))?;
    let Class::Rel(rel) = s.class(at) else { return None };
    let side = match rel {
        Rel::Last | Rel::Past | Rel::Previous => Side::Past,
        Rel::Next | Rel::Coming | Rel::Following => Side::Next,
        _ => return None,
    };
    let Class::Unit(unit, true) = s.class(at + 1) else { return None };
    let form = Form::Length(vec![(Quantity::Tenths(tenths), unit)], side);
    Some(Match::new(start, at + 2, form, "past-or-next-units"))
}

/// A relative word and a unit.
pub(super) fn read(s: &Scan, start: usize) -> Option<Match> {
    if let Some(found) = count_first(s, start) {
        return Some(found);
    }
    let the = s.class(start) == Class::The;
    let mut at = start + usize::from(the);
    let Class::Rel(mut rel) = s.class(at) else { return None };
    at += 1;
    // "this past week", "that same day", "this coming year"
    if let (Rel::This | Rel::That, Class::Rel(second @ (Rel::Past | Rel::Coming | Rel::Same))) = (rel, s.class(at)) {
        rel = if second == Rel::Past { Rel::Last } else { second };
        at += 1;
    }
    let side = match rel {
        Rel::Last | Rel::Past | Rel::Previous | Rel::Recent => Side::Past,
        Rel::Next | Rel::Coming | Rel::Following => Side::Next,
        _ => Side::Anywhere,
    };
    if let Some(found) = counted(s, start, at, rel, side) {
        return Some(found);
    }
    let fiscal = s.class(at) == Class::Fiscal || s.is_any(at, &["calendar", "working"]) && !s.is(at + 1, "day");
    let at = if fiscal || s.is(at, "full") { at + 1 } else { at };
    let Class::Unit(unit, plural) = s.class(at) else { return None };
    let end = at + 1;
    if plural {
        let vague = matches!(rel, Rel::Recent | Rel::Coming | Rel::Past | Rel::Following) && unit != Unit::Weekend;
        return vague.then(|| Match::new(start, end, Form::Length(vec![(Quantity::Vague, unit)], side), "vague-units"));
    }
    // "last week - more than in May" has a dash, "last week-end" a hyphen.
    let compound = s.is(end, "-") && s.glued(end);
    // "the last day of", "this second", "the next half": parts of something else, and ordinals.
    if unit < Unit::Day || unit == Unit::Half || (the && s.is(end, "of") && unit != Unit::Week) || compound {
        return None;
    }
    let length = |side| {
        or_so(s, Match::new(start, end, Form::Length(vec![(Quantity::Tenths(10), unit)], side), "past-or-next-unit"))
    };
    if rel == Rel::Past
        || (rel == Rel::Last && the && unit != Unit::Decade && unit != Unit::Century && unit != Unit::Weekend)
    {
        return Some(length(Side::Past));
    }
    if rel == Rel::Recent {
        return None;
    }
    if rel == Rel::Next && the {
        if unit == Unit::Day || s.past(start) && !s.is(end, "or") {
            return Some(Match::new(
                start,
                end,
                Form::Shift { unit, by: 1, from: From::Text, count: false },
                "following-unit",
            ));
        }
        return Some(length(Side::Next));
    }
    if rel == Rel::Latest {
        return Some(Match::new(start, end, Form::Topic(unit, 0), "the-period"));
    }
    let (by, from) = shift(rel)?;
    // "the last fortnight" was a length; a fortnight has no place in the calendar.
    if unit == Unit::Fortnight {
        return Some(length(if by < 0 { Side::Past } else { Side::Next }));
    }
    let rule = match (from, by) {
        (From::Publication, -1) => "last-unit",
        (From::Publication, 0) => "this-unit",
        (From::Publication, _) => "next-unit",
        (From::Text, -1) => "previous-unit",
        (From::Text, 0) => "that-unit",
        (From::Text, _) => "following-unit",
    };
    // "that day in April" is a day of April.
    if unit == Unit::Day && rel == Rel::That && s.is_any(end, &["in", "of"]) && s.class(end + 1) != Class::None {
        return None;
    }
    // "this day" and "that day" are exact; "that second" was left out above.
    Some(Match::new(start, end, Form::Shift { unit, by, from, count: false }, rule))
}

/// "the past three months", "next two weeks", "the last few days", "the past several quarters".
fn counted(s: &Scan, start: usize, at: usize, rel: Rel, side: Side) -> Option<Match> {
    let count = quantity::read(s, at).filter(|c| !c.article)?;
    let at = skip_adjective(s, count.end);
    let Class::Unit(unit, plural) = s.class(at) else { return None };
    let old = s.is_any(s.hop(at + 1), &["old", "olds"]);
    if !(plural || s.is(at - 1, "-")) && count.quantity.whole() != Some(1) || rel == Rel::That || old {
        return None;
    }
    // "this 5 years ago" counts back from now.
    if rel == Rel::This && s.class(at + 1) == Class::Ago {
        return None;
    }
    let mut parts = vec![(count.quantity, unit)];
    let mut end = super::duration::more(s, at + 1, &mut parts);
    // "for the last 3 months and 2 days ago they left"
    if s.class(end) == Class::Ago {
        parts.truncate(1);
        parts[0] = (count.quantity, unit);
        end = at + 1;
    }
    let mut found = Match::new(start, end, Form::Length(parts, side), "past-or-next-units");
    if count.approximate {
        found = found.with(Modifier::Approx);
    }
    Some(or_so(s, found))
}

/// "or so" after an amount.
pub(super) fn or_so(s: &Scan, mut found: Match) -> Match {
    if s.is(found.end, "or") && s.is(found.end + 1, "so") {
        found.end += 2;
        found.modifier = Some(Modifier::Approx);
    }
    found
}

/// "more", "full", "trading" between an amount and its unit.
pub(super) fn skip_adjective(s: &Scan, at: usize) -> usize {
    let words = [
        "more",
        "additional",
        "full",
        "further",
        "straight",
        "consecutive",
        "successive",
        "whole",
        "solid",
        "long",
        "short",
        "trading",
        "working",
        "business",
        "calendar",
        "school",
        "other",
        "extra",
    ];
    let at = s.hop(at);
    if s.is_any(at, &words) { at + 1 } else { at }
}

/// "the year", "the week", "the weekend": the one that the text speaks of.
pub(super) fn topic(s: &Scan, start: usize) -> Option<Match> {
    let the = s.class(start) == Class::The;
    let at = start + usize::from(the);
    // Without its article only "week of March 6" is sure.
    let week_of = matches!(s.class(at), Class::Unit(Unit::Week | Unit::Weekend, false)) && s.is(at + 1, "of");
    if !the && !week_of {
        return None;
    }
    let (at, fiscal) = if s.class(at) == Class::Fiscal || s.is(at, "full") { (at + 1, true) } else { (at, false) };
    let Class::Unit(unit, false) = s.class(at) else { return None };
    // "Footballer of the Year"
    if s.capital(at) && s.class(start) == Class::The && !s.capital(start) {
        return None;
    }
    let end = at + 1;
    let this = |unit| Form::Shift { unit, by: 0, from: From::Text, count: false };
    // "the week of March 6", "the week starting on February 4"
    let of = s.is_any(end, &["of", "starting", "beginning", "commencing"]);
    if matches!(unit, Unit::Week | Unit::Weekend)
        && of
        && let Some(day) = super::inner(s, end + 1 + usize::from(s.is(end + 1, "on"))).filter(Match::is_day)
    {
        return Some(Match::new(start, day.end, Form::Around(unit, Box::new(day.form)), "week-of-day"));
    }
    let placed = matches!(s.class(start.wrapping_sub(2)), Class::Position(_)) && s.is(start.wrapping_sub(1), "in");
    let of_event = s.is_any(end, &["when", "that", "following"]) || s.is_any(end, &["after", "before"]) && !placed;
    match unit {
        _ if !the => None,
        Unit::Weekend => {
            Some(Match::new(start, end, Form::Open(crate::timex::period::Slot::Weekend, Pick::Tense), "the-weekend"))
        }
        Unit::Year | Unit::Quarter | Unit::Month if s.is(end, "to") && s.is(end + 1, "date") => {
            let form = Form::Shift { unit, by: 0, from: From::Publication, count: false };
            Some(Match::new(start, end + 2, form, "unit-to-date"))
        }
        // "the year ended March 31" is as long as a year and is none of the calendar's.
        Unit::Year if s.is_any(end, &["ended", "ending", "to"]) || fiscal && s.is_any(end, &["that", "which"]) => {
            Some(Match::new(start, end, Form::Length(vec![(Quantity::Tenths(10), unit)], Side::Anywhere), "year-ended"))
        }
        Unit::Year if s.is(end, "-") || digits_follow(s, end) => None,
        // "for the day that its land vanishes" is no day that the text has named.
        _ if of_event => None,
        Unit::Year | Unit::Week => (!s.is(end, "of")).then(|| Match::new(start, end, this(unit), "the-unit")),
        Unit::Day | Unit::Month => {
            let part = s.is_any(end, &["'s", "’s"])
                || unit == Unit::Month && s.is(start.wrapping_sub(1), "of")
                || s.is_any(start.wrapping_sub(1), &["in", "for", "during"]) && !s.is(end, "of")
                || start > s.start && bounds(s.word(start - 1)) && !s.is(end, "of");
            part.then(|| Match::new(start, end, this(unit), "the-unit"))
        }
        _ => None,
    }
}

/// "ended the day down 30 points"
fn bounds(verb: &str) -> bool {
    ["end", "finish", "close", "start", "begin", "open"].contains(&lemma::verb(verb).as_str())
}

fn digits_follow(s: &Scan, at: usize) -> bool {
    matches!(s.class(at), Class::Digits(..))
}

/// "end of year", "beginning of month" without articles, as headlines and reports write them.
pub(super) fn end_of_unit(s: &Scan, start: usize) -> Option<Match> {
    let modifier = match s.word(start).to_ascii_lowercase().as_str() {
        "end" => Modifier::End,
        "start" | "beginning" => Modifier::Start,
        _ => return None,
    };
    let Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false) = s.class(start + 2) else {
        return None;
    };
    if !s.is(start + 1, "of") {
        return None;
    }
    let form = Form::Shift { unit, by: 0, from: From::Publication, count: false };
    Some(Match::new(start, start + 3, form, "end-of-unit").with(modifier))
}

/// "the week after next", "the weekend after the next".
pub(super) fn after_next(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    let Class::Unit(unit, false) = s.class(at) else { return None };
    let next = at + 2 + usize::from(s.class(at + 2) == Class::The);
    if unit < Unit::Day || !s.is(at + 1, "after") || s.class(next) != Class::Rel(Rel::Next) || at == start {
        return None;
    }
    // "the day after next Sunday" goes on.
    if s.tag(next + 1).is_some_and(crate::tag::Xpos::is_noun) || s.class(next + 1) != Class::None {
        return None;
    }
    let form = Form::Shift { unit, by: 2, from: From::Publication, count: false };
    Some(Match::new(start, next + 1, form, "after-next"))
}

/// "year-end", "year's end", "month end".
pub(super) fn year_end(s: &Scan, start: usize) -> Option<Match> {
    let at = start + usize::from(s.class(start) == Class::The);
    let Class::Unit(unit @ (Unit::Year | Unit::Month), false) = s.class(at) else { return None };
    let next = if s.is_any(at + 1, &["'s", "’s", "-"]) { at + 2 } else { at + 1 };
    if !s.is(next, "end") {
        return None;
    }
    let form = Form::Shift { unit, by: 0, from: From::Publication, count: false };
    Some(Match::new(start, next + 1, form, "year-end").with(Modifier::End))
}
