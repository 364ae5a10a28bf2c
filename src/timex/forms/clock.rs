//! Times of day: "10:35 a.m.", "half past eight", "5 p.m. EST", "noon", "late morning", as parts to join to a day.

use crate::timex::class::{Class, Position};
use crate::timex::quantity;
use crate::timex::scan::Scan;
use crate::timex::{DayPart, Modifier};

/// Zones that may follow a clock time.
const ZONES: [&str; 22] = [
    "GMT", "UTC", "BST", "CET", "CEST", "EET", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST",
    "PDT", "PT", "IST", "JST", "AEST", "AEDT",
];

/// An hour, 24 for midnight at the end of a day, and a minute.
pub(in crate::timex) type Clock = (u8, u8);

/// What the figures of a clock time say before it is known which half of the day they count.
struct Face {
    end: usize,
    hour: u8,
    minute: u8,
    /// Whether minutes were said, or are for a colon.
    exact: bool,
    /// Before noon (false) or after it, where that is said.
    half: Option<bool>,
}

impl Face {
    /// The time, in the half of the day that is said, or as it stands.
    fn clock(&self) -> Clock {
        match self.half {
            Some(pm) if self.hour <= 12 => (self.hour % 12 + if pm { 12 } else { 0 }, self.minute),
            _ => (self.hour, self.minute),
        }
    }
}

/// A clock time at `at`: where it ends, and the time.
pub(in crate::timex) fn time(s: &Scan, at: usize) -> Option<(usize, Clock)> {
    let (end, clock) = read(s, at)?;
    Some((zone(s, end), clock))
}

/// One past the zone at `at`, when there is one.
fn zone(s: &Scan, at: usize) -> usize {
    if ZONES.contains(&s.word(at)) { at + 1 } else { at }
}

fn read(s: &Scan, at: usize) -> Option<(usize, Clock)> {
    if s.is_any(at, &["noon", "midday"]) && !s.named(at) {
        return Some((at + 1, (12, 0)));
    }
    if s.is(at, "midnight") && !s.named(at) {
        return Some((at + 1, (24, 0)));
    }
    if let Some(found) = past_or_to(s, at) {
        return Some(found);
    }
    // "0930 GMT": four figures need their zone.
    if let Class::Digits(n @ 0..=2400, 4) = s.class(at) {
        let zoned = ZONES.contains(&s.word(at + 1)) && n % 100 < 60;
        return zoned.then_some((at + 1, ((n / 100) as u8, (n % 100) as u8)));
    }
    let face = face(s, at)?;
    if face.half.is_some() {
        // "8 p.m. in the evening" says it twice.
        let twice =
            s.is(face.end, "in") && s.is(face.end + 1, "the") && matches!(s.class(face.end + 2), Class::Part(_));
        return Some((face.end + if twice { 3 } else { 0 }, face.clock()));
    }
    // A part of the day behind it tells its half: "4 in the morning", "seven o'clock in the evening".
    let whole = s.is_any(face.end, &["o'clock", "o’clock", "oclock"]);
    let end = face.end + usize::from(whole);
    if s.is(end, "in")
        && s.is(end + 1, "the")
        && let Class::Part(part) = s.class(end + 2)
    {
        return Some((end + 3, in_part(face.clock(), part)));
    }
    if whole {
        return Some((end, face.clock()));
    }
    let led = s.is_any(
        at.wrapping_sub(1),
        &["at", "by", "around", "about", "until", "till", "from", "before", "after", "between"],
    ) && at > s.start;
    let zoned = ZONES.contains(&s.word(face.end));
    // "2:1" is a score and "10:30" alone may be a verse: a clock needs two figures of minutes and a lead.
    (face.exact && matches!(s.class(at), Class::Clock(..)) && (led || zoned)).then(|| (face.end, face.clock()))
}

/// Figures or words of a clock time, with "a.m." or "p.m." when it follows.
fn face(s: &Scan, at: usize) -> Option<Face> {
    let bare = |end, hour, minute, exact| Face { end, hour, minute, exact, half: None };
    let mut face = match s.class(at) {
        Class::Clock(hour, minute, half) => Face { half, ..bare(at + 1, hour, minute, true) },
        Class::Digits(h @ 0..=24, 1 | 2) => bare(at + 1, h as u8, 0, false),
        Class::Number(h @ 1..=12) => {
            // "seven thirty p.m."
            match quantity::number(s, at + 1) {
                Some((end, tenths @ 100..=590)) if matches!(s.class(end), Class::Meridiem(_)) => {
                    bare(end, h as u8, (tenths / 10) as u8, true)
                }
                _ => bare(at + 1, h as u8, 0, false),
            }
        }
        // "7.30 p.m." as British papers write it; the class keeps one digit of a decimal only.
        Class::Decimal(_) => {
            let (h, m) = s.word(at).split_once('.')?;
            match (h.parse(), m.parse(), m.len()) {
                (Ok(h @ 0..=23), Ok(m @ 0..=59), 2) => bare(at + 1, h, m, false),
                _ => return None,
            }
        }
        _ => return None,
    };
    if face.half.is_none()
        && let Class::Meridiem(pm) = s.class(face.end)
        && face.hour <= 12
    {
        face.half = Some(pm);
        face.end += 1;
    }
    Some(face)
}

/// "half past eight", "a quarter to nine", "ten past seven o'clock", with what tells the half of the day.
fn past_or_to(s: &Scan, at: usize) -> Option<(usize, Clock)> {
    let article = usize::from(s.class(at) == Class::A);
    let (next, minutes) = if s.is(at, "half") {
        (at + 1, 30)
    } else if s.is(at + article, "quarter") {
        (at + article + 1, 15)
    } else {
        let (end, tenths) = quantity::number(s, at).filter(|n| (10..=290).contains(&n.1))?;
        (if s.is_any(end, &["minute", "minutes"]) { end + 1 } else { end }, (tenths / 10) as u8)
    };
    let to = s.is_any(next, &["to", "before"]);
    if !to && !s.is_any(next, &["past", "after"]) || to && minutes == 30 {
        return None;
    }
    let face = face(s, next + 1).filter(|f| (1..=12).contains(&f.hour) && f.minute == 0)?;
    // "ten to eight" may be a vote: without more than numbers, only a half or a quarter is sure to be a time.
    let (end, (hour, _)) = read(s, next + 1).unwrap_or((face.end, face.clock()));
    if end == face.end && face.half.is_none() && minutes != 30 && minutes != 15 || s.is(next, "before") {
        return None;
    }
    let total = i32::from(hour % 24) * 60 + if to { -i32::from(minutes) } else { i32::from(minutes) };
    let total = total.rem_euclid(24 * 60);
    Some((end, ((total / 60) as u8, (total % 60) as u8)))
}

/// A time on a twelve-hour face, put into that part of the day.
fn in_part((hour, minute): Clock, part: DayPart) -> Clock {
    let hour = match (part, hour) {
        (_, 13..) => hour,
        (DayPart::Morning, _) => hour % 12,
        // At night it is late in the evening or early after midnight.
        (DayPart::Night, 12) => 24,
        (DayPart::Night, 1..=4) => hour,
        (DayPart::Midday, 11) => 11,
        _ => hour % 12 + 12,
    };
    (hour, minute)
}

/// A bare hour that a part of the day beside it explains: "at seven" in "tonight at seven".
pub(in crate::timex) fn hour_in(s: &Scan, at: usize, part: DayPart) -> Option<(usize, Clock)> {
    let face = face(s, at).filter(|f| f.hour >= 1 && (f.exact || f.hour <= 12))?;
    let clock = if face.half.is_some() { face.clock() } else { in_part(face.clock(), part) };
    Some((face.end, clock))
}

/// Two times of day: "5 to 6 p.m.", "10:30-11:45". What one end leaves out, the other gives.
pub(in crate::timex) struct Range {
    pub first_end: usize,
    pub second: usize,
    pub end: usize,
    pub clocks: [Clock; 2],
}

/// A range of clock times at `at`. `part` is the part of the day that stands beside it; `beside` whether a day does.
pub(in crate::timex) fn range(s: &Scan, at: usize, part: Option<DayPart>, beside: bool) -> Option<Range> {
    let mut first = face(s, at)?;
    let between = at > s.start && s.is(at - 1, "between");
    let joined = s.is_any(first.end, &["to", "-", "–", "until", "till", "til"]) || between && s.is(first.end, "and");
    let second_at = first.end + 1;
    if !joined {
        return None;
    }
    let mut second = match (face(s, second_at), read(s, second_at)) {
        // "and seven in the morning", "to noon"
        (_, Some((end, (hour, minute)))) => {
            Face { end, hour, minute, exact: true, half: Some(hour >= 12).filter(|_| hour != 24) }
        }
        (Some(face), None) => face,
        _ => return None,
    };
    let led = at > s.start && s.is_any(at - 1, &["from", "between"]);
    let said = first.half.is_some() || second.half.is_some() || part.is_some();
    // "3-5" is a score; "10:30 to 11:45" needs a lead, a day or a zone.
    let zoned = ZONES.contains(&s.word(second.end));
    if !said && !(first.exact && second.exact && (led || beside || zoned)) || first.hour > 24 || second.hour > 24 {
        return None;
    }
    let minutes = |(h, m): Clock| i32::from(h) * 60 + i32::from(m);
    match (first.half, second.half, part) {
        (None, None, Some(part)) => {
            let clocks = [in_part(first.clock(), part), in_part(second.clock(), part)];
            return Some(Range { first_end: first.end, second: second_at, end: second.end, clocks });
        }
        // "11 to 3 p.m." starts in the other half of the day.
        (None, Some(pm), _) if first.hour <= 12 => {
            first.half = Some(pm);
            if minutes(first.clock()) >= minutes(second.clock()) {
                first.half = Some(!pm);
            }
        }
        (Some(pm), None, _) if second.hour <= 12 => {
            second.half = Some(pm);
            if minutes(second.clock()) <= minutes(first.clock()) {
                second.half = Some(!pm);
            }
        }
        _ => {}
    }
    let clocks = [first.clock(), second.clock()];
    Some(Range { first_end: first.end, second: second_at, end: zone(s, second.end), clocks })
}

/// A part of the day at `at`, "early", "late" or "mid-" included: where it ends, what it is, how it is modified.
pub(in crate::timex) fn part(s: &Scan, at: usize) -> Option<(usize, DayPart, Option<Modifier>)> {
    let plain = |at: usize| match s.class(at) {
        Class::Part(part) if !s.is_any(at, &["noon", "midnight", "midday"]) && !s.named(at) => Some(part),
        _ => None,
    };
    let modifier = match s.class(at) {
        Class::MidPart(part) => return Some((at + 1, part, Some(Modifier::Mid))),
        Class::Mid => Modifier::Mid,
        Class::Position(Position::Early) => Modifier::Start,
        Class::Position(Position::Late) => Modifier::End,
        _ => return plain(at).map(|part| (at + 1, part, None)),
    };
    let next = s.hop(at + 1);
    plain(next).map(|part| (next + 1, part, Some(modifier)))
}
