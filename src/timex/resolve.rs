//! Fills in what expressions leave to the context: the publication day, the time that the text is speaking of.

use super::day::Day;
use super::finish::finish;
use super::forms::{Form, From, Item, Pick, Side};
use super::period::{Period, Slot, Unit};
use super::pick;
use super::quantity::Quantity;
use super::tense::Tense;
use super::value;
use super::{Anchor, Found, Reference, Timex};

/// How many sentences back an expression may lean on another, and how many expressions: a text without full stops must
/// not cost its square.
const REACH: usize = 6;
const NEARBY: usize = 60;

/// How many years back a told year must lie, for a text that has a publication day.
pub(super) const HISTORY: i32 = 10;

/// What the context gave for one expression.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub period: Option<Period>,
    /// The value where there is no period.
    pub open: String,
    pub anchor: Anchor,
    pub relative: bool,
    pub others: Vec<(Period, &'static str)>,
    /// Whether it is only what something is compared with: "a year ago" in a report of results.
    pub compared: bool,
    /// The days between which it lies, where it is not known itself.
    pub within: Option<(Day, Day)>,
}

impl Reading {
    pub(super) fn new(period: Option<Period>, open: String, anchor: Anchor, relative: bool) -> Self {
        Reading { period, open, anchor, relative, others: Vec::new(), compared: false, within: None }
    }
}

/// Gives every expression its value. Pure: the same `found` may be resolved again for another day.
pub fn resolve(found: &[Found], published: Option<Day>) -> Vec<Timex> {
    let mut readings: Vec<Reading> = Vec::with_capacity(found.len());
    let mut timexes = Vec::with_capacity(found.len());
    for (index, f) in found.iter().enumerate() {
        let context = Context { found, readings: &readings, index, published };
        let mut reading = context.read(&f.form);
        let mut from = published;
        // Without a day of publication, what waits for one counts from the quote's day as well.
        let counted = reading.anchor == Anchor::Publication || reading.anchor == Anchor::None && reading.relative;
        if let Some((speech, day)) = context.speech()
            && counted
        {
            let plain = std::mem::replace(&mut reading, Context { published: Some(day), ..context }.read(&f.form));
            let other = plain.period.filter(|p| Some(*p) != reading.period);
            reading.others.extend(other.map(|p| (p, "counted from the day of publication")));
            (reading.anchor, from) = (Anchor::Timex(speech), Some(day));
        }
        timexes.push(finish(f, reading.clone(), from));
        readings.push(reading);
    }
    timexes
}

#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub found: &'a [Found],
    /// Those of the expressions before; of one further back when the day of a quote is asked for ahead of its turn.
    pub readings: &'a [Reading],
    pub index: usize,
    pub published: Option<Day>,
}

impl Context<'_> {
    /// The day on which a quote was said, with the expression that tells it, where that is another day than the one of
    /// publication.
    fn speech(&self) -> Option<(usize, Day)> {
        let speech = self.found[self.index].speech?;
        let reading = Context { index: speech, ..*self }.read(&self.found[speech].form);
        let day = reading.period.and_then(Period::first)?;
        (Some(day) != self.published).then_some((speech, day))
    }

    fn read(&self, form: &Form) -> Reading {
        match form {
            // What names the attacks is no day that the text goes on from.
            Form::Known(period) if self.found[self.index].rule == "nine-eleven" => {
                Reading { compared: true, ..Reading::new(Some(*period), String::new(), Anchor::None, false) }
            }
            Form::Either(period, other) => Reading {
                others: vec![(*other, "the day may stand before the month")],
                ..Reading::new(Some(*period), String::new(), Anchor::None, false)
            },
            Form::Known(period) => Reading::new(Some(*period), String::new(), Anchor::None, false),
            Form::Open(slot, pick) => self.open(*slot, *pick),
            Form::Within(slot, of) => self.within(*slot, of),
            Form::Shift { unit, by, from, count } => self.shift(*unit, *by, *from, *count),
            Form::Topic(unit, years) => self.topic(*unit, *years),
            Form::Around(unit, base) => {
                let base = self.read(base);
                let near = |day: Day| {
                    // The weekend of a Monday is the one before it.
                    let early = *unit == Unit::Weekend && day.weekday() <= 3;
                    Period::holding(if early { day.plus(-3)? } else { day }, *unit)
                };
                let period = base.period.and_then(Period::first).and_then(near);
                Reading { period, open: value::unknown(*unit).into(), others: Vec::new(), ..base }
            }
            Form::Apart(steps, base) => {
                let base = self.read(base);
                let finest = steps.iter().map(|s| s.1).min().unwrap_or(Unit::Day);
                let period = base.period.and_then(|p| apart(p, steps, finest));
                let others =
                    base.others.iter().filter_map(|(p, why)| Some((apart(*p, steps, finest)?, *why))).collect();
                Reading { period, open: value::unknown(finest).into(), others, ..base }
            }
            Form::Nth(n, item, base) => {
                let base = self.read(base);
                let period = base.period.and_then(|p| nth(p, *n, *item)).filter(|p| p.in_calendar());
                let open = match item {
                    Item::Unit(unit) => value::unknown(*unit).into(),
                    Item::Weekday(day) => value::open(Slot::Weekday(*day)),
                };
                Reading { period, open, others: Vec::new(), ..base }
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
                others: self.end_of(parts, *side),
                compared: false,
                within: None,
            },
            Form::Every(value) => self.plain(value.clone()),
            Form::Ref(Reference::Past) => self.plain("PAST_REF".into()),
            Form::Ref(Reference::Present) => self.plain("PRESENT_REF".into()),
            Form::Ref(Reference::Future) => self.plain("FUTURE_REF".into()),
        }
    }

    /// What "in two weeks" means besides the length: the time at its end, unless the clause tells of what is over.
    fn end_of(&self, parts: &[(Quantity, Unit)], side: Side) -> Vec<(Period, &'static str)> {
        let steps: Option<Vec<(i32, Unit)>> =
            parts.iter().map(|(n, unit)| Some((i32::try_from(n.whole()?).ok()?, *unit))).collect();
        let (Side::Ahead, Some(day), Some(steps)) = (side, self.published, steps) else { return Vec::new() };
        let finest = steps.iter().map(|s| s.1).min().filter(|u| *u >= Unit::Day);
        if self.found[self.index].tense == Tense::Past {
            return Vec::new();
        }
        let end = finest.and_then(|unit| apart(Period::Day(day), &steps, unit));
        end.map(|p| (p, "the end of that time, counted from the day of publication")).into_iter().collect()
    }

    pub(super) fn plain(&self, open: String) -> Reading {
        Reading::new(None, open, Anchor::None, false)
    }

    /// The expressions before this one, the nearest first.
    pub(super) fn before(&self) -> impl Iterator<Item = usize> + use<> {
        (0..self.index.min(self.readings.len())).rev().take(NEARBY)
    }

    /// The latest earlier expression, not too far back, that gives a period that `fits`.
    pub(super) fn earlier(&self, fits: impl Fn(Period) -> bool) -> Option<(usize, Period)> {
        let sentence = self.found[self.index].sentence;
        let near = |i: &usize| sentence - self.found[*i].sentence <= REACH;
        self.before().take_while(near).find_map(|i| {
            let period = self.readings[i].period.filter(|_| !self.readings[i].compared)?;
            fits(period).then_some((i, period))
        })
    }

    /// The quarter or half that the text reports on.
    fn reported(&self) -> Option<(usize, Period)> {
        let sentence = self.found[self.index].sentence;
        let near = |i: &usize| sentence - self.found[*i].sentence <= REACH;
        self.before().take_while(near).filter(|i| !self.readings[*i].compared).find_map(|i| {
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
            return Reading { others: picked.others, ..Reading::new(picked.period, open, Anchor::Timex(i), relative) };
        }
        if let Some((i, period)) = self.in_told_year(slot, pick) {
            let relative = self.readings[i].relative;
            let period = Some(period);
            return Reading::new(period, open, Anchor::Timex(i), relative);
        }
        let Some(day) = self.published else {
            return Reading::new(None, open, Anchor::None, true);
        };
        let picked = pick::pick(slot, pick, tense, day);
        Reading { others: picked.others, ..Reading::new(picked.period, open, Anchor::Publication, true) }
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
        let i = self.before().find(|i| self.readings[*i].period.is_some())?;
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
            (Slot::DayOfMonth(day), Some(Period::Month(y, m))) => Day::new(y, m, day).map(Period::Day),
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
            return Reading { compared: true, ..Reading::new(period, open, Anchor::Timex(i), relative) };
        }
        if from == From::Text
            && let Some(reading) = self.again(by).or_else(|| self.roughly(unit, by))
        {
            return reading;
        }
        // What happened "this weekend", said on a Monday, happened on the one just over.
        let over = self.published.is_some_and(|day| day.weekday() <= 4) && self.found[self.index].tense == Tense::Past;
        let by = if (unit, by, from) == (Unit::Weekend, 0, From::Publication) && over { -1 } else { by };
        let moves = |day| if count { moved(day, unit, by) } else { Period::holding(day, unit)?.step(by) };
        let (base, anchor, relative) = match (from, self.narrative(unit, by)) {
            (From::Text, Some((i, day))) => (Some(day), Anchor::Timex(i), self.readings[i].relative),
            // "The next day" and "two weeks later" after no time that was named may count from publication, and more often
            // do not; the previous year is news's own.
            (From::Text, None) if by != 0 && (count || unit <= Unit::Day) => {
                let other = self.published.and_then(moves).map(|p| (p, "counted from the day of publication"));
                return Reading { others: other.into_iter().collect(), ..self.plain(open) };
            }
            _ => (self.published, if self.published.is_some() { Anchor::Publication } else { Anchor::None }, true),
        };
        Reading::new(base.and_then(moves), open, anchor, relative)
    }

    fn topic(&self, unit: Unit, years: i32) -> Reading {
        let open = value::unknown(unit).to_string();
        if unit == Unit::Quarter {
            if let Some((i, base)) = self.reported() {
                let relative = self.readings[i].relative;
                let period = if years == 0 { Some(base) } else { base.plus_years(years) };
                let compared = years != 0;
                return Reading { compared, ..Reading::new(period, open, Anchor::Timex(i), relative) };
            }
            if years != 0 {
                return self.shift(Unit::Year, years, From::Publication, false);
            }
        }
        let period = self.published.and_then(|d| Period::holding(d, unit)?.step(-1));
        let anchor = if self.published.is_some() { Anchor::Publication } else { Anchor::None };
        Reading::new(period, open, anchor, true)
    }
}

/// The period of the finest unit that lies so far from `base`: counted from its end when ahead, from its start when back.
fn apart(base: Period, steps: &[(i32, Unit)], finest: Unit) -> Option<Period> {
    let ahead = steps.iter().all(|s| s.0 >= 0);
    let mut day = if ahead { base.last() } else { base.first() }?;
    for &(by, unit) in steps {
        day = step(day, by, unit)?;
    }
    let unit = match finest {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        Unit::Weekend | Unit::Fortnight => Unit::Week,
        unit => unit,
    };
    Period::holding(day, unit).filter(|p| p.in_calendar())
}

/// The day so many units on; hours and less stay on theirs.
pub(super) fn step(day: Day, by: i32, unit: Unit) -> Option<Day> {
    let by = i64::from(by);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => day.plus(by),
        Unit::Weekend | Unit::Week => day.plus(by.checked_mul(7)?),
        Unit::Fortnight => day.plus(by.checked_mul(14)?),
        Unit::Month => day.plus_months(by),
        Unit::Quarter => day.plus_months(by.checked_mul(3)?),
        Unit::Half => day.plus_months(by.checked_mul(6)?),
        Unit::Year => day.plus_months(by.checked_mul(12)?),
        Unit::Decade => day.plus_months(by.checked_mul(120)?),
        Unit::Century => day.plus_months(by.checked_mul(1200)?),
        Unit::Millennium => day.plus_months(by.checked_mul(12_000)?),
    }
}

/// The n-th of its kind that lies in `outer`, from the end for -1. Weeks of a month belong to it by most of their days,
/// as ISO 8601 has it for weeks of a year.
fn nth(outer: Period, n: i8, item: Item) -> Option<Period> {
    let (first, last) = (outer.first()?, outer.last()?);
    let inside = |day: Day| (first..=last).contains(&day).then_some(day);
    let nth = i64::from(n) - 1;
    match item {
        Item::Weekday(day) => {
            let found = if n > 0 {
                first.plus(i64::from((7 + day - first.weekday()) % 7) + 7 * nth)
            } else {
                last.plus(-i64::from((7 + last.weekday() - day) % 7))
            };
            found.and_then(inside).map(Period::Day)
        }
        Item::Unit(Unit::Day) => (if n > 0 { first.plus(nth) } else { Some(last) }).and_then(inside).map(Period::Day),
        Item::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            let middle = if n > 0 { first.plus(3 + 7 * nth) } else { last.plus(-3) };
            Period::holding(inside(middle?)?, unit)
        }
        Item::Unit(Unit::Month) => {
            let period = if n > 0 {
                Period::holding(first, Unit::Month)?.step(i32::from(n) - 1)
            } else {
                Period::holding(last, Unit::Month)
            }?;
            inside(period.first()?).map(|_| period)
        }
        Item::Unit(_) => None,
    }
}

/// The period of that unit, so many units from `day`. Decades and centuries that are counted move by years.
fn moved(day: Day, unit: Unit, by: i32) -> Option<Period> {
    let years = match unit {
        Unit::Decade if by.abs() != 0 => 10,
        Unit::Century if by.abs() != 0 => 100,
        Unit::Millennium => 1000,
        Unit::Fortnight => return Period::holding(day, Unit::Week)?.step(by.checked_mul(2)?),
        _ => return Period::holding(day, unit)?.step(if unit < Unit::Day { 0 } else { by }),
    };
    Period::Year(day.year()).step(by.checked_mul(years)?)
}
