//! How a resolved time is written: TIMEX3 values, EDTF, granularity.

use super::period::{Period, Season, Slot, Unit};
use super::quantity::Quantity;
use super::{Granularity, Modifier};

impl Period {
    /// The period as TIMEX3 writes it.
    pub fn value(self) -> String {
        timex3(self)
    }

    /// The period as EDTF writes it, or `None` where EDTF has no way to.
    pub fn edtf(self) -> Option<String> {
        edtf(self, None)
    }

    /// How exact it is.
    pub fn granularity(self) -> Granularity {
        granularity(self)
    }
}

/// A season's TIMEX3 code.
pub(super) fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A year, with TIMEX3's BC before those before the common era.
fn year(y: i32) -> String {
    if y > 0 { format!("{y:04}") } else { format!("BC{:04}", 1 - y) }
}

/// A period as TIMEX3 writes it.
pub(super) fn timex3(period: Period) -> String {
    match period {
        Period::Day(d) if d.year() > 0 => d.to_string(),
        Period::Day(d) => format!("{}-{:02}-{:02}", year(d.year()), d.month(), d.day()),
        Period::Week(d) => week(d),
        Period::Weekend(d) => format!("{}-WE", week(d)),
        Period::Month(y, m) => format!("{}-{m:02}", year(y)),
        Period::Quarter(y, q) => format!("{}-Q{q}", year(y)),
        Period::Half(y, h) => format!("{}-H{h}", year(y)),
        Period::Season(y, s) => format!("{}-{}", year(y), season(s)),
        // TimeBank writes a fiscal year as the year that it is called by.
        Period::Year(y) | Period::Fiscal(y) => year(y),
        Period::Decade(d) if d >= 0 => format!("{d:03}"),
        Period::Decade(d) => format!("BC{:03}", -d - 1),
        Period::Century(c) if c >= 0 => format!("{c:02}"),
        Period::Century(c) => format!("BC{:02}", -c - 1),
    }
}

fn week(monday: super::Day) -> String {
    let (y, w) = monday.iso_week();
    format!("{}-W{w:02}", year(y))
}

/// A part of the calendar whose year is not known.
pub(super) fn open(slot: Slot) -> String {
    match slot {
        Slot::Month(m) => format!("XXXX-{m:02}"),
        Slot::MonthDay(m, d) => format!("XXXX-{m:02}-{d:02}"),
        Slot::Quarter(1..=4) | Slot::Half(1..=2) => match slot {
            Slot::Quarter(q) => format!("XXXX-Q{q}"),
            Slot::Half(h) => format!("XXXX-H{h}"),
            _ => String::new(),
        },
        Slot::Quarter(_) => "XXXX-QX".into(),
        Slot::Half(_) => "XXXX-HX".into(),
        Slot::Season(s) => format!("XXXX-{}", season(s)),
        Slot::Weekday(d) => format!("XXXX-WXX-{d}"),
        Slot::Weekend => "XXXX-WXX-WE".into(),
        Slot::DayOfMonth(d) => format!("XXXX-XX-{d:02}"),
        Slot::WeekNumber(w) => format!("XXXX-W{w:02}"),
        Slot::Holiday(_) => "XXXX-XX-XX".into(),
    }
}

/// A period of which only the size is known.
pub(super) fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}

/// A length of time as TIMEX3 writes it: "P3W", "PT5H30M", "PXM".
pub(super) fn length(parts: &[(Quantity, Unit)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for &(quantity, unit) in parts {
        let (code, times, clock) = match unit {
            Unit::Second => ("S", 1, true),
            Unit::Minute => ("M", 1, true),
            Unit::Hour => ("H", 1, true),
            Unit::Day => ("D", 1, false),
            Unit::Weekend => ("WE", 1, false),
            Unit::Week => ("W", 1, false),
            Unit::Fortnight => ("W", 2, false),
            Unit::Month => ("M", 1, false),
            Unit::Quarter => ("Q", 1, false),
            Unit::Half => ("M", 6, false),
            Unit::Year => ("Y", 1, false),
            Unit::Decade => ("Y", 10, false),
            Unit::Century => ("Y", 100, false),
            Unit::Millennium => ("Y", 1000, false),
        };
        let vague = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Millennium => "ML",
            _ => code,
        };
        let out = if clock { &mut time } else { &mut date };
        match quantity {
            Quantity::Vague => out.push_str(&format!("X{vague}")),
            Quantity::Tenths(t) => {
                let t = t.saturating_mul(times);
                let (whole, rest) = (t / 10, t % 10);
                // Half a year is six months, half an hour thirty minutes; other fractions stay decimal.
                let half = match unit {
                    Unit::Year => Some("6M"),
                    Unit::Hour => Some("30M"),
                    Unit::Minute => Some("30S"),
                    _ => None,
                };
                match (rest, half) {
                    (0, _) => out.push_str(&format!("{whole}{code}")),
                    (5, Some(half)) if whole == 0 => out.push_str(half),
                    (5, Some(half)) => out.push_str(&format!("{whole}{code}{half}")),
                    _ => out.push_str(&format!("{whole}.{rest}{code}")),
                }
            }
        }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}

/// A period as EDTF writes it, or `None` where EDTF has no way to.
pub(super) fn edtf(period: Period, modifier: Option<Modifier>) -> Option<String> {
    let year = |y: i32| if (0..=9999).contains(&y) { format!("{y:04}") } else { format!("-{:04}", y.unsigned_abs()) };
    let plain = match period {
        Period::Day(d) => d.to_string(),
        Period::Week(_) | Period::Weekend(_) => format!("{}/{}", period.first()?, period.last()?),
        Period::Month(y, m) => format!("{}-{m:02}", year(y)),
        Period::Season(y, s) => format!("{}-{}", year(y), 21 + s as u8),
        Period::Quarter(y, q) => format!("{}-{}", year(y), 32 + q),
        Period::Half(y, h) => format!("{}-{}", year(y), 39 + h),
        Period::Year(y) => year(y),
        Period::Fiscal(_) => return None,
        Period::Decade(d) if d >= 0 => format!("{d:03}X"),
        Period::Century(c) if c >= 0 => format!("{c:02}XX"),
        Period::Decade(_) | Period::Century(_) => return None,
    };
    let interval = plain.contains('/');
    Some(match modifier {
        Some(Modifier::Approx) if !interval && !plain.contains('X') => format!("{plain}~"),
        Some(Modifier::OnOrAfter) if !interval => format!("{plain}/.."),
        Some(Modifier::OnOrBefore) if !interval => format!("../{plain}"),
        _ => plain,
    })
}

/// How exact a period is.
pub(super) fn granularity(period: Period) -> Granularity {
    match period {
        Period::Day(_) => Granularity::Day,
        Period::Week(_) | Period::Weekend(_) => Granularity::Week,
        Period::Month(..) => Granularity::Month,
        Period::Quarter(..) => Granularity::Quarter,
        Period::Season(..) => Granularity::Season,
        Period::Half(..) => Granularity::Half,
        Period::Year(_) | Period::Fiscal(_) => Granularity::Year,
        Period::Decade(_) => Granularity::Decade,
        Period::Century(_) => Granularity::Century,
    }
}
