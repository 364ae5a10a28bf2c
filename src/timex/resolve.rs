//! Fills in what expressions leave to the context: the publication day, the time that the text is speaking of.

use super::day::Day;
use super::forms::{Form, From, Pick, Side};
use super::period::{Period, Slot, Unit};
use super::pick;
use super::quantity::Quantity;
use super::tense::Tense;
use super::value;
use super::{Alternative, Anchor, Found, Granularity, Modifier, Reference, Timex, TimexKind};

/// How many sentences back an expression may lean on another.
const REACH: usize = 6;

/// How many years back a told year must lie, for a text that has a publication day.
const HISTORY: i32 = 10;

/// What the context gave for one expression.
#[derive(Clone, Debug)]
struct Reading {
    period: Option<Period>,
    /// The value where there is no period.
    open: String,
    anchor: Anchor,
    relative: bool,
    others: Vec<(Period, &'static str)>,
    /// Whether it is only what something is compared with: "a year ago" in a report of results.
    compared: bool,
}

/// Gives every expression its value. Pure: the same `found` may be resolved again for another day.
pub fn resolve(found: &[Found], published: Option<Day>) -> Vec<Timex> {
    let mut readings: Vec<Reading> = Vec::with_capacity(found.len());
    for index in 0..found.len() {
        let context = Context { found, readings: &readings, index, published };
        let reading = context.read(&found[index].form);
        readings.push(reading);
    }
    found.iter().zip(readings).map(|(f, r)| finish(f, r, published)).collect()
}

struct Context<'a> {
    found: &'a [Found],
    readings: &'a [Reading],
    index: usize,
    published: Option<Day>,
}

impl Context<'_> {
    fn read(&self, form: &Form) -> Reading {
        match form {
            Form::Known(period) => Reading {
                period: Some(*period),
                open: String::new(),
                anchor: Anchor::None,
                relative: false,
                others: Vec::new(),
                compared: false,
            },
            Form::Open(slot, pick) => self.open(*slot, *pick),
            Form::Within(slot, of) => self.within(*slot, of),
            Form::Shift { unit, by, from, count } => self.shift(*unit, *by, *from, *count),
            Form::Topic(unit, years) => self.topic(*unit, *years),
            Form::Around(unit, base) => {
                let base = self.read(base);
                let period = base.period.and_then(Period::first).and_then(|d| Period::holding(d, *unit));
                Reading { period, open: value::unknown(*unit).into(), others: Vec::new(), ..base }
            }
            Form::Days(by, base) => {
                let base = self.read(base);
                let period = base.period.and_then(|p| p.step(*by));
                Reading { period, open: "XXXX-XX-XX".into(), others: Vec::new(), ..base }
            }
            Form::Length(parts, side) => Reading {
                period: None,
                open: value::length(parts),
                anchor: if *side == Side::Anywhere || self.published.is_none() {
                    Anchor::None
                } else {
                    Anchor::Publication
                },
                relative: *side != Side::Anywhere,
                others: Vec::new(),
                compared: false,
            },
            Form::Every(value) => self.plain(value.clone()),
            Form::Ref(Reference::Past) => self.plain("PAST_REF".into()),
            Form::Ref(Reference::Present) => self.plain("PRESENT_REF".into()),
            Form::Ref(Reference::Future) => self.plain("FUTURE_REF".into()),
        }
    }

    fn plain(&self, open: String) -> Reading {
        Reading { period: None, open, anchor: Anchor::None, relative: false, others: Vec::new(), compared: false }
    }

    /// The latest earlier expression, not too far back, that gives a period that `fits`.
    fn earlier(&self, fits: impl Fn(Period) -> bool) -> Option<(usize, Period)> {
        let sentence = self.found[self.index].sentence;
        let near = |i: &usize| sentence - self.found[*i].sentence <= REACH;
        (0..self.index).rev().take_while(near).find_map(|i| {
            let period = self.readings[i].period.filter(|_| !self.readings[i].compared)?;
            fits(period).then_some((i, period))
        })
    }

    /// The quarter or half that the text reports on.
    fn reported(&self) -> Option<(usize, Period)> {
        let sentence = self.found[self.index].sentence;
        let near = |i: &usize| sentence - self.found[*i].sentence <= REACH;
        (0..self.index).rev().take_while(near).filter(|i| !self.readings[*i].compared).find_map(|i| {
            let period = self.readings[i].period?;
            matches!(period, Period::Quarter(..) | Period::Half(..)).then_some((i, period))
        })
    }

    fn open(&self, slot: Slot, pick: Pick) -> Reading {
        let open = value::open(slot);
        let tense = self.found[self.index].tense;
        if matches!(pick, Pick::Before | Pick::After)
            && let Some((i, base)) = self.earlier(|p| p.first().is_some() && p.unit() <= Unit::Year)
            && let Some(day) = if pick == Pick::Before { base.first() } else { base.last() }
        {
            let picked = pick::pick(slot, pick, tense, day);
            let relative = self.readings[i].relative;
            return Reading {
                period: picked.period,
                open,
                anchor: Anchor::Timex(i),
                relative,
                others: picked.others,
                compared: false,
            };
        }
        if let Some((i, period)) = self.in_told_year(slot, pick) {
            let relative = self.readings[i].relative;
            let period = Some(period);
            return Reading { period, open, anchor: Anchor::Timex(i), relative, others: Vec::new(), compared: false };
        }
        let Some(day) = self.published else {
            return Reading {
                period: None,
                open,
                anchor: Anchor::None,
                relative: true,
                others: Vec::new(),
                compared: false,
            };
        };
        let picked = pick::pick(slot, pick, tense, day);
        Reading {
            period: picked.period,
            open,
            anchor: Anchor::Publication,
            relative: true,
            others: picked.others,
            compared: false,
        }
    }

    /// A month or day in the year that the sentence before has named: "In 2012 she moved. In July she sang." A story goes on,
    /// so a part of the year that would lie before the last one is the next year's. In news a year long gone is needed,
    /// since "founded in 2010, the firm said in July" speaks of the last July.
    fn in_told_year(&self, slot: Slot, pick: Pick) -> Option<(usize, Period)> {
        let dated = matches!(slot, Slot::Month(_) | Slot::MonthDay(..) | Slot::Season(_) | Slot::Holiday(_));
        let tense = self.found[self.index].tense;
        if !dated || pick != Pick::Tense || tense == Tense::Future {
            return None;
        }
        let i = (0..self.index).rev().find(|i| self.readings[*i].period.is_some())?;
        let told = self.readings[i].period?;
        let near = self.found[self.index].sentence - self.found[i].sentence == 1;
        let year = told.year().filter(|y| self.published.is_none_or(|p| *y + HISTORY < p.year()))?;
        if !near || self.readings[i].relative {
            return None;
        }
        let period = slot.in_year(year)?;
        let later = told.unit() < Unit::Year && period.last() < told.first();
        Some((i, if later { slot.in_year(year + 1)? } else { period }))
    }

    fn within(&self, slot: Slot, of: &Form) -> Reading {
        let outer = self.read(of);
        let period = match (slot, outer.period) {
            (Slot::Weekday(day), Some(Period::Week(monday))) => monday.plus(i64::from(day) - 1).map(Period::Day),
            // "the 1988 period": the part of that year that the text is speaking of.
            (Slot::Quarter(0), Some(Period::Year(y))) => match self.reported() {
                Some((_, Period::Quarter(_, q))) => Some(Period::Quarter(y, q)),
                Some((_, Period::Half(_, h))) => Some(Period::Half(y, h)),
                _ => Some(Period::Year(y)),
            },
            (_, Some(p)) => p.year().and_then(|y| slot.in_year(y)),
            (_, None) => None,
        };
        let compared = matches!(of, Form::Shift { by: -1, .. }) && matches!(slot, Slot::Quarter(_) | Slot::Half(_));
        Reading {
            period: period.filter(|p| p.in_calendar()),
            open: value::open(slot),
            others: Vec::new(),
            compared,
            ..outer
        }
    }

    fn shift(&self, unit: Unit, by: i32, from: From, count: bool) -> Reading {
        let open = value::unknown(unit).to_string();
        let sentence = self.found[self.index].sentence;
        // In reports of results, "a year ago" is the same quarter of the year before.
        if count
            && unit == Unit::Year
            && let Some((i, base)) = self.reported()
            && sentence - self.found[i].sentence <= 3
        {
            let relative = self.readings[i].relative;
            let period = base.plus_years(by);
            return Reading { period, open, anchor: Anchor::Timex(i), relative, others: Vec::new(), compared: true };
        }
        let (base, anchor, relative) = match (from, self.narrative(unit, by)) {
            (From::Text, Some((i, day))) => (Some(day), Anchor::Timex(i), self.readings[i].relative),
            _ => (self.published, if self.published.is_some() { Anchor::Publication } else { Anchor::None }, true),
        };
        let period =
            base.and_then(|day| if count { moved(day, unit, by) } else { Period::holding(day, unit)?.step(by) });
        Reading { period, open, anchor, relative, others: Vec::new(), compared: false }
    }

    /// The day from which "the next day" or "that month" counts: that of the last expression fine enough for the unit.
    fn narrative(&self, unit: Unit, by: i32) -> Option<(usize, Day)> {
        let (i, base) = self
            .earlier(|p| p.unit() <= unit.max(Unit::Day) && p.unit() != Unit::Weekend || by != 0 && p.unit() == unit)?;
        let day = if by > 0 { base.last() } else { base.first() }?;
        Some((i, day))
    }

    fn topic(&self, unit: Unit, years: i32) -> Reading {
        let open = value::unknown(unit).to_string();
        if unit == Unit::Quarter {
            if let Some((i, base)) = self.reported() {
                let relative = self.readings[i].relative;
                let period = if years == 0 { Some(base) } else { base.plus_years(years) };
                let compared = years != 0;
                return Reading { period, open, anchor: Anchor::Timex(i), relative, others: Vec::new(), compared };
            }
            if years != 0 {
                return self.shift(Unit::Year, years, From::Publication, false);
            }
        }
        let period = self.published.and_then(|d| Period::holding(d, unit)?.step(-1));
        let anchor = if self.published.is_some() { Anchor::Publication } else { Anchor::None };
        Reading { period, open, anchor, relative: true, others: Vec::new(), compared: false }
    }
}

/// The period of that unit, so many units from `day`. Decades and centuries that are counted move by years.
fn moved(day: Day, unit: Unit, by: i32) -> Option<Period> {
    let years = match unit {
        Unit::Decade if by.abs() != 0 => 10,
        Unit::Century if by.abs() != 0 => 100,
        Unit::Millennium => 1000,
        _ => return Period::holding(day, unit)?.step(if unit < Unit::Day { 0 } else { by }),
    };
    Period::Year(day.year()).step(by.checked_mul(years)?)
}

/// Writes a reading down.
fn finish(f: &Found, r: Reading, published: Option<Day>) -> Timex {
    let period = r.period.filter(|p| p.in_calendar());
    let open = match &f.form {
        // "99999 years ago" lies outside the calendar.
        Form::Shift { by, .. } if period.is_none() && r.anchor != Anchor::None => {
            if *by < 0 {
                "PAST_REF".to_string()
            } else {
                "FUTURE_REF".to_string()
            }
        }
        _ => r.open,
    };
    let suffix = suffix(f);
    let day = matches!(period, Some(Period::Day(_))) || open.starts_with("XXXX");
    let timed = !suffix.is_empty() && day;
    let kind = match f.form {
        Form::Every(_) => TimexKind::Set,
        Form::Length(..) => TimexKind::Duration,
        _ if timed => TimexKind::Time,
        _ => TimexKind::Date,
    };
    let mut value = period.map_or(open, value::timex3);
    if timed {
        value.push_str(&suffix);
    }
    let alternatives = r
        .others
        .iter()
        .map(|(p, why)| Alternative { value: value::timex3(*p) + if timed { &suffix } else { "" }, why });
    let (mut earliest, mut latest) = match period {
        Some(p) => (p.first(), p.last()),
        None => around_publication(&f.form, published),
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
        Side::Next => (Some(day), days.and_then(|n| day.plus(n))),
        Side::Anywhere => (None, None),
    }
}

/// Shares of expressions with the value that TimeBank, AQUAINT and MEANTIME give, in percent, by the form that made it.
/// Their annotators differ on weeks, vague lengths and rates, which holds those figures down.
fn confidence(f: &Found, known: bool, doubtful: bool) -> u8 {
    match (&f.form, known) {
        (Form::Known(_), _) => 93,
        (Form::Open(..) | Form::Within(..), true) if doubtful => 80,
        (Form::Open(..) | Form::Within(..), true) => 90,
        (Form::Shift { unit: Unit::Day, from: From::Publication, .. }, true) => 93,
        (Form::Shift { count: true, .. } | Form::Topic(..), true) => 57,
        (Form::Shift { .. } | Form::Days(..) | Form::Around(..), true) => 70,
        (Form::Length(..), _) if f.form.is_vague() => 42,
        (Form::Length(..), _) => 79,
        (Form::Every(_), _) => 54,
        (Form::Ref(_), _) => 67,
        (_, false) => 50,
    }
}
