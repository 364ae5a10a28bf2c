//! Times of day: "10:35 a.m.", "5 p.m. EST", "noon", "morning", as parts to join to a day.

use crate::timex::DayPart;
use crate::timex::class::Class;
use crate::timex::scan::Scan;

/// Zones that may follow a clock time.
const ZONES: [&str; 22] = [
    "GMT", "UTC", "BST", "CET", "CEST", "EET", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST",
    "PDT", "PT", "IST", "JST", "AEST", "AEDT",
];

/// A clock time at `at`: where it ends, and the hour (24 for midnight) and minute.
pub(in crate::timex) fn time(s: &Scan, at: usize) -> Option<(usize, (u8, u8))> {
    let (end, hour, minute) = read(s, at)?;
    let end = if ZONES.contains(&s.word(end)) { end + 1 } else { end };
    Some((end, (hour, minute)))
}

fn read(s: &Scan, at: usize) -> Option<(usize, u8, u8)> {
    if s.is_any(at, &["noon", "midday"]) && !s.named(at) {
        return Some((at + 1, 12, 0));
    }
    if s.is(at, "midnight") && !s.named(at) {
        return Some((at + 1, 24, 0));
    }
    let (hour, minute, half) = match s.class(at) {
        Class::Clock(h, m, half) => (h, m, half),
        Class::Digits(h @ 1..=12, 1 | 2) => (h as u8, 99, None),
        Class::Number(h @ 1..=12) => (h as u8, 99, None),
        // "7.30 p.m." as British papers write it; the decimal keeps one digit only.
        Class::Decimal(_) => {
            let (h, m) = s.word(at).split_once('.')?;
            match (h.parse(), m.parse(), m.len()) {
                (Ok(h @ 1..=12), Ok(m @ 0..=59), 2) => (h, m, None),
                _ => return None,
            }
        }
        // "0930 GMT": four figures need their zone.
        Class::Digits(n @ 0..=2400, 4) if ZONES.contains(&s.word(at + 1)) && n % 100 < 60 => {
            return Some((at + 1, (n / 100) as u8, (n % 100) as u8));
        }
        _ => return None,
    };
    let whole = |pm: bool| (hour % 12) + if pm { 12 } else { 0 };
    let minutes = if minute == 99 { 0 } else { minute };
    if let Some(pm) = half {
        return Some((at + 1, whole(pm), minutes));
    }
    if let Class::Meridiem(pm) = s.class(at + 1) {
        // "I am" and "5 am": only a number before it makes it a time.
        return (1..=12).contains(&hour).then(|| (at + 2, whole(pm), minutes));
    }
    if s.is_any(at + 1, &["o'clock", "o’clock"]) {
        return Some((at + 2, hour, minutes));
    }
    // "4 in the morning"
    if s.is(at + 1, "in")
        && s.is(at + 2, "the")
        && let Class::Part(part) = s.class(at + 3)
    {
        return Some((at + 4, whole(part != DayPart::Morning), minutes));
    }
    let zoned = ZONES.contains(&s.word(at + 1));
    let led = s.is_any(at.wrapping_sub(1), &["at", "by", "around", "about", "until", "from", "before", "after"])
        && at > s.start;
    // "2:1" is a score and "10:30" alone may be a verse: a clock needs two figures of minutes and a lead.
    matches!(s.class(at), Class::Clock(..)).then_some(())?;
    (zoned || led).then_some((at + 1, hour, minutes))
}

/// A part of the day at `at`, with a hyphen or "mid-" before it.
pub(in crate::timex) fn part(s: &Scan, at: usize) -> Option<(usize, DayPart, bool)> {
    match s.class(at) {
        Class::Part(part) if !s.is_any(at, &["noon", "midnight", "midday"]) && !s.named(at) => {
            Some((at + 1, part, false))
        }
        Class::MidPart(part) => Some((at + 1, part, true)),
        Class::Mid => match s.class(s.hop(at + 1)) {
            Class::Part(part) => Some((s.hop(at + 1) + 1, part, true)),
            _ => None,
        },
        _ => None,
    }
}
