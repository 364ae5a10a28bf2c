//! Puts forms together: modifiers before, times of day beside, and the reading of a whole sentence from left to right.

use super::class::{Class, Position};
use super::forms::{self, Form, From, Match};
use super::period::{Period, Slot, Unit};
use super::scan::Scan;
use super::{Found, Modifier, Tense, range, tense};
use std::sync::LazyLock;

/// What an approximating phrase may stand before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Any,
    Date,
    Length,
    /// It changes the meaning of a date, but stands outside the expression: "as early as Sunday".
    Outside,
}

/// A phrase of `data/words/time_modifiers.txt`.
struct Phrase {
    words: Vec<&'static str>,
    modifier: Modifier,
    target: Target,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let lines = include_str!("../../data/words/time_modifiers.txt").lines().filter(|l| !l.starts_with('#'));
    let mut list: Vec<Phrase> = lines.filter_map(read_phrase).collect();
    list.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    list
});

fn read_phrase(line: &'static str) -> Option<Phrase> {
    let (words, value) = line.trim().rsplit_once(char::is_whitespace)?;
    let (modifier, target) = value.split_once(',')?;
    let target = match target {
        "any" => Target::Any,
        "date" => Target::Date,
        "length" => Target::Length,
        "outside" => Target::Outside,
        _ => return None,
    };
    Some(Phrase { words: words.split_whitespace().collect(), modifier: Modifier::parse(modifier)?, target })
}

/// First words of the phrases, so that the scan stops at them.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    PHRASES.iter().filter(|p| p.target != Target::Outside).map(|p| p.words[0])
}

/// Reads one sentence and adds what it finds.
pub(super) fn read(s: &Scan, sentence: usize, out: &mut Vec<Found>) {
    let first = out.len();
    let mut at = s.start;
    while at < s.end {
        let found = if s.class(at) == Class::None { None } else { expression(s, at, true) };
        let Some(mut found) = found.filter(|m| !in_name(s, m)) else {
            at += 1;
            continue;
        };
        at = found.end.max(at + 1);
        let ahead = outside(s, &mut found);
        let also = found.also.take();
        push(s, sentence, found, out);
        if let (true, Some(last)) = (ahead, out.last_mut()) {
            last.tense = if last.tense == Tense::Past { Tense::Past } else { Tense::Future };
        }
        if let Some(second) = also {
            at = at.max(second.end);
            push(s, sentence, *second, out);
        }
    }
    range::lean(s, &mut out[first..]);
}

/// An expression all of whose telling words lie inside a name is none: "May" in "Theresa May".
fn in_name(s: &Scan, m: &Match) -> bool {
    // "Martin Luther King Day" has a person's name in it and is a day all the same.
    let holiday =
        m.end - m.start > 1 && matches!(m.form, Form::Open(Slot::Holiday(_), _) | Form::Within(Slot::Holiday(_), _));
    (m.start..m.end).any(|i| s.named(i)) && !matches!(m.form, Form::Known(_) | Form::Either(..)) && !holiday
}

fn push(s: &Scan, sentence: usize, m: Match, out: &mut Vec<Found>) {
    out.push(Found {
        span: s.source.tokens[m.start].span.to(s.source.tokens[m.end - 1].span),
        tokens: m.start..m.end,
        sentence,
        tense: tense::of(s, m.start, m.end),
        form: m.form,
        part: m.part,
        utc: m.clock.is_some() && (m.start..m.end).any(|i| matches!(s.word(i), "UTC" | "GMT")),
        clock: m.clock,
        modifier: m.modifier,
        speech: None,
        rule: m.rule,
    });
}

/// The longest expression at `at`. `modified` allows one approximating phrase before it.
fn expression(s: &Scan, at: usize, modified: bool) -> Option<Match> {
    let core = forms::core(s, at).map(|m| on_day(s, with_time(s, m)));
    let others = [core, positioned(s, at), timed(s, at), if modified { approximated(s, at) } else { None }];
    let mut best: Option<Match> = None;
    for found in others.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| found.end > b.end) {
            best = Some(found);
        }
    }
    best.map(|m| open_ended(s, m))
}

/// "about two years", "the end of 1990", "more than four hours".
fn approximated(s: &Scan, at: usize) -> Option<Match> {
    let fits = |p: &&Phrase| p.target != Target::Outside && p.words.iter().enumerate().all(|(i, w)| s.is(at + i, w));
    let phrase = PHRASES.iter().find(fits)?;
    let mut found = expression(s, s.hop(at + phrase.words.len()), false)?;
    let counted = matches!(found.form, Form::Length(..) | Form::Shift { count: true, .. });
    let fits = match phrase.target {
        Target::Date => found.is_date(),
        Target::Length => counted,
        Target::Any | Target::Outside => !matches!(found.form, Form::Ref(_) | Form::Every(_)),
    };
    // "rallied around Wednesday", "around the days": a preposition of the clause.
    let timed = found.clock.is_some() || found.part.is_some();
    let day = matches!(found.form, Form::Open(Slot::Weekday(_), _) | Form::Shift { count: false, .. });
    let loose = day && !timed || found.form.is_vague();
    // "over three years" lasts three years, "for over three years" longer.
    let leads = ["for", "after", "in", "of", "took", "lasted", "is", "was", "to", "just", "well", "at", "by"];
    let bare_over = s.is(at, "over") && at > s.start && !s.is_any(at - 1, &leads);
    // "over the past three months": the words already place it, so "over" is the clause's preposition.
    let placed = matches!(found.form, Form::Length(_, side) if side != super::Side::Anywhere)
        || s.class(found.start) == Class::The;
    if !fits || loose && phrase.target != Target::Date || bare_over || phrase.target == Target::Length && placed {
        return None;
    }
    found.start = at;
    found.modifier = Some(phrase.modifier);
    Some(found)
}

/// "early September", "late last week", "earlier this year", "mid-November", "later in the day".
fn positioned(s: &Scan, at: usize) -> Option<Match> {
    let modifier = match s.class(at) {
        Class::Position(Position::Early | Position::Earlier) => Modifier::Start,
        Class::Position(Position::Late | Position::Later) => Modifier::End,
        Class::Mid => Modifier::Mid,
        _ => return None,
    };
    let next = s.hop(at + 1);
    let next = if s.is_any(next, &["in", "on"]) { next + 1 } else { next };
    let mut found = with_time(s, forms::core(s, next)?);
    // "early in the day Wednesday"
    if found.rule == "the-unit" && found.is_day() {
        found = day_at(s, found.end).filter(|d| d.part.is_none()).unwrap_or(found);
    }
    let shifted = matches!(found.form, Form::Shift { count: true, .. });
    if !found.is_date() || shifted || found.modifier.is_some() {
        return None;
    }
    found.start = at;
    Some(Match { modifier: Some(modifier), ..found })
}

/// A time of day first: "10 p.m. Wednesday", "noon on Saturday", "mid-afternoon yesterday", or alone.
fn timed(s: &Scan, at: usize) -> Option<Match> {
    if let Some(found) = timed_range(s, at) {
        return Some(found);
    }
    let (mut end, mut clock, part, modifier) = match (forms::time(s, at), forms::part(s, at)) {
        (Some((end, clock)), _) => (end, Some(clock), None, None),
        (None, Some((end, part, modifier))) => (end, None, Some(part), modifier),
        // "at 7 this morning": a bare hour that the day beside it explains.
        (None, None) if s.is_any(at.wrapping_sub(1), &["at", "by", "around", "about"]) => {
            let day = day_at(s, at + 1)?;
            let (end, clock) = forms::hour_in(s, at, day.part?).filter(|(end, _)| *end == at + 1)?;
            (end, Some(clock), None, None)
        }
        // "3:30 on December 27": beside a day figures with a colon are a clock.
        (None, None) => match s.class(at) {
            Class::Clock(hour, minute, None) if day_at(s, at + 1).is_some() => {
                (at + 1, Some((hour, minute)), None, None)
            }
            _ => return None,
        },
    };
    // "8 p.m. in the evening", "mid-morning at ten"
    if let (None, Some(part)) = (clock, part)
        && s.is_any(end, &["at", "around"])
        && let Some((next, hour)) = forms::hour_in(s, end + 1, part)
    {
        (end, clock) = (next, Some(hour));
    }
    let day = day_at(s, end).filter(|d| d.clock.is_none() && (d.part.is_none() || clock.is_some()));
    let mid = modifier == Some(Modifier::Mid);
    let early_or_late =
        modifier.is_some() && s.is_any(at.wrapping_sub(1), &["in", "until", "by", "from", "since", "of"]);
    let mut found = match (day, clock) {
        (Some(day), _) => Match { start: at, rule: "time-on-day", ..day },
        (None, Some(_)) => bare_time(at, end, "clock-time"),
        (None, None) if mid => bare_time(at, end, "mid-part-of-day"),
        (None, None) if early_or_late => bare_time(at, end, "the-part-of-day"),
        _ => return None,
    };
    // "7:30 on Sunday evening"
    if let (Some((hour @ 1..12, minute)), Some(super::DayPart::Afternoon | super::DayPart::Evening)) =
        (clock, found.part)
    {
        clock = Some((hour + 12, minute));
    }
    found.clock = clock;
    found.part = part.or(found.part);
    if modifier.is_some() {
        found.modifier = modifier;
    }
    Some(found)
}

/// A time of the day that the text speaks of.
fn bare_time(start: usize, end: usize, rule: &'static str) -> Match {
    Match::new(start, end, Form::Shift { unit: Unit::Day, by: 0, from: From::Text, count: false }, rule)
}

/// "the afternoon, next Friday": the day behind a part of a day that no day stands before.
fn on_day(s: &Scan, found: Match) -> Match {
    if found.rule != "the-part-of-day" || found.clock.is_some() {
        return found;
    }
    match day_at(s, found.end).filter(|day| day.part.is_none()) {
        Some(day) => {
            Match { start: found.start, part: found.part, modifier: found.modifier, rule: "time-on-day", ..day }
        }
        None => found,
    }
}

/// The day that stands behind a time which ends at `end`: "Wednesday", ", on Saturday", "of April 22".
fn day_at(s: &Scan, end: usize) -> Option<Match> {
    let mut next = end;
    next += usize::from(s.is(next, ","));
    next += usize::from(s.is_any(next, &["on", "of"]));
    let mut day = forms::core(s, next).filter(|d| d.is_day() && d.clock.is_none() && d.also.is_none())?;
    // "7:30 on Sunday evening"
    if let (None, Some((end, part, None))) = (day.part, forms::part(s, day.end)) {
        (day.end, day.part) = (end, Some(part));
    }
    Some(day)
}

/// "5 to 6 p.m. on Tuesday", "from 10:30 to 11:45".
fn timed_range(s: &Scan, at: usize) -> Option<Match> {
    let plain = forms::range(s, at, None, false);
    let end = plain
        .as_ref()
        .map(|r| r.end)
        .or_else(|| forms::range(s, at, Some(super::DayPart::Morning), true).map(|r| r.end))?;
    let day = day_at(s, end);
    let range = match &day {
        Some(day) => forms::range(s, at, day.part, true)?,
        None => plain?,
    };
    let first = match day {
        Some(day) => Match { part: None, ..day },
        None => bare_time(range.second, range.end, "clock-range"),
    };
    let end = first.end;
    Some(between(first, at, end, range))
}

/// Two times of one day: the second, which ends at `end`, is one of the day that the first tells.
fn between(first: Match, start: usize, end: usize, range: forms::Range) -> Match {
    let second = Match { clock: Some(range.clocks[1]), ..bare_time(range.second, end, "clock-range") };
    let clock = Some(range.clocks[0]);
    Match { start, end: range.first_end, clock, rule: "clock-range", also: Some(Box::new(second)), ..first }
}

/// A day first, then a time: "Sunday evening", "Friday at 10 a.m.", "Nov. 9, 5 p.m.".
fn with_time(s: &Scan, mut found: Match) -> Match {
    if !found.is_day() || found.clock.is_some() || found.also.is_some() {
        return found;
    }
    let part_at = s.hop(found.end);
    let in_the = usize::from(s.is(part_at, "in") && s.is(part_at + 1, "the")) * 2;
    if found.part.is_some() {
        // "last night at ten" has its part already.
    } else if let Some((end, part, modifier)) = forms::part(s, part_at + in_the) {
        found.end = end;
        found.part = Some(part);
        found.modifier = modifier.or(found.modifier);
    } else if let (Class::Meridiem(pm), Some(b'A' | b'P')) = (s.class(part_at), s.word(part_at).bytes().next()) {
        // "Tuesday AM"
        found.end = part_at + 1;
        found.part = Some(if pm { super::DayPart::Afternoon } else { super::DayPart::Morning });
    }
    let comma = found.end + usize::from(s.is_any(found.end, &[",", "-", "–"]));
    let led = s.is_any(comma, &["at", "from", "between", "around"]);
    let next = comma + usize::from(led);
    if let Some(range) = forms::range(s, next, found.part, true) {
        let (start, end) = (found.start, range.end);
        return between(Match { part: None, ..found }, start, end, range);
    }
    let led = s.is_any(comma, &["at", "around"]);
    let hour = found.part.filter(|_| led).and_then(|p| forms::hour_in(s, next, p));
    // "February 22 3:30": beside a day figures with a colon are a clock.
    let colon = match s.class(next) {
        Class::Clock(hour, minute, None) if found.part.is_none() && !s.is(next + 1, "-") => {
            Some((next + 1, (hour, minute)))
        }
        _ => None,
    };
    if let Some((end, clock)) = hour.or_else(|| forms::time(s, next)).or(colon) {
        found.end = end;
        found.clock = Some(clock);
        // "Wed Oct 26 15:50:06 2016", as machines write it
        if let (Form::Open(slot, _), Class::Digits(y @ 1900..=2100, 4)) = (&found.form, s.class(end))
            && let Some(period @ Period::Day(_)) = slot.in_year(y as i32)
        {
            (found.end, found.form) = (end + 1, Form::Known(period));
        }
    }
    found
}

/// "1994 or later", "1990 and beyond".
fn open_ended(s: &Scan, mut found: Match) -> Match {
    let joined = s.is_any(found.end, &["or", "and"]);
    let word = found.end + 1;
    if !joined || !found.is_date() {
        return found;
    }
    // "opened in 1984 and later closed" goes on with another verb.
    let later = s.is(word, "later") && s.is(found.end, "or");
    // "2018 or before 2000" has a second time.
    if s.class(word + 1) != Class::None {
        return found;
    }
    let modifier = if later || s.is_any(word, &["beyond", "onward", "onwards"]) {
        Modifier::OnOrAfter
    } else if s.is_any(word, &["earlier", "before"]) {
        Modifier::OnOrBefore
    } else {
        return found;
    };
    found.end = word + 1;
    found.modifier = Some(modifier);
    found
}

/// Phrases before the expression that change what it means without being part of it: "as early as Sunday". They speak
/// of what is to come; gives whether there was one.
fn outside(s: &Scan, found: &mut Match) -> bool {
    if !found.is_date() || found.modifier.is_some() {
        return false;
    }
    let before = |p: &&Phrase| {
        let n = p.words.len();
        p.target == Target::Outside
            && found.start >= s.start + n
            && p.words.iter().enumerate().all(|(i, w)| s.is(found.start - n + i, w))
    };
    found.modifier = PHRASES.iter().find(before).map(|p| p.modifier);
    found.modifier.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in include_str!("../../data/words/time_modifiers.txt").lines().filter(|l| !l.starts_with('#')) {
            assert!(read_phrase(line).is_some(), "{line:?}");
        }
    }
}
