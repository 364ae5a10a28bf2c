//! Writes a reading down: value, EDTF, bounds, how exact it is and how sure.

use super::day::Day;
use super::forms::{Form, From, Side};
use super::period::{Period, Unit};
use super::quantity::Quantity;
use super::resolve::Reading;
use super::value;
use super::{Alternative, Anchor, Found, Granularity, Modifier, Timex, TimexKind};

/// Writes a reading down.
pub(super) fn finish(f: &Found, r: Reading, published: Option<Day>) -> Timex {
    let period = r.period.filter(|p| p.in_calendar());
    let open = match &f.form {
        // "99999 years ago" lies outside the calendar.
        Form::Shift { by, .. } if period.is_none() && r.within.is_none() && r.anchor != Anchor::None => {
            if *by < 0 {
                "PAST_REF".to_string()
            } else {
                "FUTURE_REF".to_string()
            }
        }
        _ => r.open,
    };
    let suffix = suffix(f);
    let day = matches!(period, Some(Period::Day(_))) || open.starts_with("XXXX") && open.len() == 10;
    let timed = !suffix.is_empty() && day;
    let kind = match f.kind() {
        TimexKind::Date if timed => TimexKind::Time,
        kind => kind,
    };
    let mut value = period.map_or(open, value::timex3);
    if timed {
        value.push_str(&suffix);
    }
    let alternatives = r
        .others
        .iter()
        .map(|(p, why)| Alternative { value: value::timex3(*p) + if timed { &suffix } else { "" }, why });
    let (mut earliest, mut latest) = match (period, r.within) {
        (Some(p), _) => (p.first(), p.last()),
        (None, Some((first, last))) => (Some(first), Some(last)),
        (None, None) => around_publication(&f.form, published),
    };
    match f.modifier {
        Some(Modifier::OnOrAfter | Modifier::After) => latest = None,
        Some(Modifier::OnOrBefore | Modifier::Before) => earliest = None,
        _ => {}
    }
    let edtf = match (period, kind) {
        (Some(Period::Day(d)), TimexKind::Time) => Some(match f.clock {
            Some((h, m)) if h < 24 => format!("{d}T{h:02}:{m:02}:00{}", if f.utc { "Z" } else { "" }),
            _ => d.to_string(),
        }),
        (Some(p), _) => value::edtf(p, f.modifier),
        (None, TimexKind::Date) => open_edtf(&value),
        _ => None,
    };
    Timex {
        span: f.span,
        tokens: f.tokens.clone(),
        sentence: f.sentence,
        kind,
        granularity: match (kind, period) {
            (TimexKind::Time, _) => Granularity::Time,
            (_, Some(p)) => value::granularity(p),
            (_, None) => Granularity::None,
        },
        confidence: confidence(f, period.is_some(), !r.others.is_empty()),
        value,
        modifier: f.modifier,
        edtf,
        earliest,
        latest,
        anchor: r.anchor,
        relative: r.relative,
        alternatives: alternatives.collect(),
        rule: f.rule,
    }
}

/// The time of day as TIMEX3 writes it after a day.
fn suffix(f: &Found) -> String {
    match (f.clock, f.part) {
        (Some((h, m)), _) => format!("T{h:02}:{m:02}{}", if f.utc { "Z" } else { "" }),
        (None, Some(part)) => format!("T{}", part.code()),
        _ => String::new(),
    }
}

/// Unknown figures are X in EDTF too, where they stand for a month, day or year.
fn open_edtf(value: &str) -> Option<String> {
    let figures = value.len() <= 10 && value.bytes().all(|b| matches!(b, b'X' | b'-' | b'0'..=b'9'));
    let shape =
        matches!(value.len(), 4 | 7 | 10) && value.bytes().enumerate().all(|(i, b)| (b == b'-') == (i == 4 || i == 7));
    (figures && shape).then(|| value.to_string())
}

/// The days that "the past three months" or "the next week" can cover.
fn around_publication(form: &Form, published: Option<Day>) -> (Option<Day>, Option<Day>) {
    let (Form::Length(parts, side), Some(day)) = (form, published) else { return (None, None) };
    let days = parts.iter().try_fold(0i64, |sum, (quantity, unit)| {
        let Quantity::Tenths(t) = quantity else { return None };
        let length = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return Some(sum + 1),
            Unit::Day => 1,
            Unit::Weekend | Unit::Week => 7,
            Unit::Fortnight => 14,
            Unit::Month => 31,
            Unit::Quarter => 92,
            Unit::Half => 184,
            Unit::Year => 366,
            Unit::Decade => 3653,
            Unit::Century => 36525,
            Unit::Millennium => 365_243,
        };
        t.checked_mul(length)?.checked_div(10)?.checked_add(sum)
    });
    match side {
        Side::Past => (days.and_then(|n| day.plus(n.checked_neg()?)), Some(day)),
        Side::Next | Side::Ahead => (Some(day), days.and_then(|n| day.plus(n))),
        Side::Anywhere => (None, None),
    }
}

/// Shares of expressions with the value that TimeBank, AQUAINT and MEANTIME give, in percent, by the form that made it.
/// Their annotators differ on weeks, vague lengths and rates, which holds those figures down.
fn confidence(f: &Found, known: bool, doubtful: bool) -> u8 {
    match (&f.form, known) {
        (Form::Known(_), _) => 91,
        // No set has such days; newspapers that print them are American and British in like parts.
        (Form::Either(..), _) => 50,
        // Two live readings are those of a day that is told of on its own day, more often than not.
        (Form::Open(..) | Form::Within(..), true) if doubtful => 93,
        (Form::Open(..) | Form::Within(..), true) => 89,
        (Form::Shift { unit: Unit::Day, from: From::Publication, .. }, true) => 91,
        (Form::Shift { count: true, .. } | Form::Topic(..), true) => 55,
        (Form::Shift { .. } | Form::Apart(..) | Form::Nth(..) | Form::Around(..), true) => 68,
        (Form::Length(..), _) if f.form.is_vague() => 48,
        (Form::Length(..), _) => 81,
        (Form::Every(_), _) => 60,
        (Form::Ref(_), _) => 68,
        (_, false) => 50,
    }
}
