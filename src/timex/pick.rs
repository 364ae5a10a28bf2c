//! Which one of the recurring days, months and seasons is meant, from the publication day and the clause's tense.

use super::day::Day;
use super::forms::Pick;
use super::period::{Period, Slot, Unit};
use super::tense::Tense;

/// The period meant, and other live readings with what speaks for them.
pub(super) struct Picked {
    pub period: Option<Period>,
    pub others: Vec<(Period, &'static str)>,
}

/// Picks against the day `from`.
pub(super) fn pick(slot: Slot, pick: Pick, tense: Tense, from: Day) -> Picked {
    match slot {
        Slot::Weekday(day) => weekday(day, pick, tense, from),
        Slot::Weekend => weekend(pick, tense, from),
        Slot::DayOfMonth(day) => day_of_month(day, pick, tense, from),
        _ => in_year(slot, pick, tense, from),
    }
}

/// The day of the week `weekday` that lies `days` of the way: the last before `from` and the first after it.
fn around(weekday: u8, from: Day) -> (Option<Day>, Option<Day>, bool) {
    let ahead = i64::from((7 + weekday - from.weekday()) % 7);
    if ahead == 0 {
        return (from.plus(-7), from.plus(7), true);
    }
    (from.plus(ahead - 7), from.plus(ahead), false)
}

fn weekday(weekday: u8, pick: Pick, tense: Tense, from: Day) -> Picked {
    let (before, after, same) = around(weekday, from);
    let period = |d: Option<Day>| d.map(Period::Day);
    let other = |d: Option<Day>, why| d.map(|d| (Period::Day(d), why));
    let future = tense == Tense::Future;
    let (chosen, others) = match pick {
        Pick::Last | Pick::Before => {
            (before, vec![other(before.and_then(|d| d.plus(-7)), "\"last\" may skip the latest one")])
        }
        Pick::After | Pick::Coming => (after, vec![]),
        // "next Friday", said on a Monday, is more often the Friday of the next week than the one four days off.
        Pick::Next => {
            let far = from.monday().and_then(|m| m.plus(6 + i64::from(weekday)));
            let other = if far == after { None } else { other(after, "the first one ahead") };
            (far, vec![other])
        }
        Pick::This if future => (if same { Some(from) } else { after }, vec![]),
        Pick::This => {
            let here = from.monday().and_then(|m| m.plus(i64::from(weekday) - 1));
            (here, vec![other(after.filter(|a| Some(*a) != here), "the first one ahead")])
        }
        Pick::Tense | Pick::On(_) if same => {
            let second = if future { other(after, "a week ahead") } else { other(before, "a week before") };
            let third = if future { None } else { other(after, "a week ahead") };
            (Some(from), vec![second, third])
        }
        Pick::Tense | Pick::On(_) if future => (after, vec![]),
        Pick::Tense | Pick::On(_) => {
            (before, vec![if tense == Tense::Past { None } else { other(after, "the clause shows no past tense") }])
        }
    };
    Picked { period: period(chosen), others: others.into_iter().flatten().collect() }
}

fn weekend(pick: Pick, tense: Tense, from: Day) -> Picked {
    let here = Period::holding(from, Unit::Weekend);
    let weekend = from.weekday() > 5;
    let step: i32 = match pick {
        Pick::Last | Pick::Before => -1,
        Pick::Next | Pick::After => 1,
        Pick::Coming => i32::from(weekend),
        Pick::This => 0,
        Pick::Tense | Pick::On(_) if tense == Tense::Future || weekend => 0,
        Pick::Tense | Pick::On(_) => -1,
    };
    let near = |n: i32| here.and_then(|p| p.step(n)).map(|p| (p, "the clause's tense does not decide"));
    let open = pick == Pick::Tense && tense != Tense::Past && step != 0;
    Picked { period: here.and_then(|p| p.step(step)), others: near(0).filter(|_| open).into_iter().collect() }
}

/// "the 12th": the nearest one that the tense allows; with a weekday, the nearest that falls on it.
fn day_of_month(day: u8, pick: Pick, tense: Tense, from: Day) -> Picked {
    let month = |n: i32| match Period::Month(from.year(), from.month()).step(n) {
        Some(Period::Month(y, m)) => Day::new(y, m, day),
        _ => None,
    };
    let fits = |d: &Day| !matches!(pick, Pick::On(weekday) if d.weekday() != weekday);
    // The calendar repeats within seven years: any day of a month has met any weekday by then.
    let back = (0..84).filter_map(|n| month(-n)).find(|d| *d <= from && fits(d));
    let ahead = (0..84).filter_map(month).find(|d| *d >= from && fits(d));
    let chosen = nearest(back.map(Period::Day), ahead.map(Period::Day), tense, from);
    let others = [back, ahead].into_iter().flatten().map(Period::Day).filter(|p| Some(*p) != chosen);
    let others = others.map(|p| (p, "the text does not say which month")).collect();
    Picked { period: chosen, others }
}

/// Parts of the year: three candidates, one a year.
fn in_year(slot: Slot, pick: Pick, tense: Tense, from: Day) -> Picked {
    let all: Vec<Period> = (-2..=2).filter_map(|n| slot.in_year(from.year() + n)).filter(|p| p.in_calendar()).collect();
    let first = |p: &Period| p.first();
    let last = |p: &Period| p.last();
    let begun = all.iter().rev().find(|p| first(p).is_some_and(|d| d <= from)).copied();
    let over = all.iter().rev().find(|p| last(p).is_some_and(|d| d < from)).copied();
    let ahead = all.iter().find(|p| last(p).is_some_and(|d| d >= from)).copied();
    let after = all.iter().find(|p| first(p).is_some_and(|d| d > from)).copied();
    // A week is the year's in which its Thursday lies.
    let year = |p: &Period| if let Period::Week(monday) = p { monday.plus(3).map(Day::year) } else { p.year() };
    let this = all.iter().find(|p| year(p) == Some(from.year())).copied();
    let chosen = match pick {
        // Of the month just over one says "last month": "last February" in March is a year older.
        Pick::Last
            if over
                .and_then(Period::last)
                .is_some_and(|d| matches!(slot, Slot::Month(_)) && d.days_until(from) <= 3) =>
        {
            over.and_then(|p| p.plus_years(-1))
        }
        Pick::Last | Pick::Before => over,
        Pick::Next | Pick::After | Pick::Coming => after,
        Pick::This => this,
        // A weekday that fits only in a year far off is a slip of the writer's more often than a hint at that year.
        Pick::On(day) => fitting(&all, day, from)
            .filter(|p| distance(p, from) <= NEAR)
            .or_else(|| nearest(begun, ahead, tense, from)),
        Pick::Tense => nearest(begun, ahead, tense, from),
    };
    let (other, why) = match (pick, tense) {
        (Pick::Last, _) if over.and_then(Period::year) == Some(from.year()) => {
            (over.and_then(|p| p.plus_years(-1)), "\"last\" may skip this year")
        }
        (Pick::Tense, Tense::Present | Tense::Unknown) => {
            (if chosen == begun { ahead } else { begun }, "the clause's tense does not decide")
        }
        (Pick::On(day), _) => (fitting(&all, day, from), "there the day of the week fits"),
        _ => (None, ""),
    };
    let others = other.filter(|o| Some(*o) != chosen).map(|o| (o, why)).into_iter().collect();
    Picked { period: chosen, others }
}

/// How many days off a day may lie for its day of the week to speak for its year.
const NEAR: i64 = 300;

/// The nearest of `all` that falls on that weekday.
fn fitting(all: &[Period], weekday: u8, from: Day) -> Option<Period> {
    let fits = |p: &&Period| p.first().is_some_and(|d| d.weekday() == weekday);
    all.iter().filter(fits).min_by_key(|p| distance(p, from)).copied()
}

fn distance(period: &Period, from: Day) -> i64 {
    period.first().map_or(i64::MAX, |d| d.days_until(from).abs())
}

/// The nearer one, where what the tense speaks against counts as further off. A past tense often stands by a day
/// ahead ("said the dividend payable Nov. 17"), so it does not decide alone.
fn nearest(begun: Option<Period>, ahead: Option<Period>, tense: Tense, from: Day) -> Option<Period> {
    let (Some(b), Some(a)) = (begun, ahead) else { return begun.or(ahead) };
    let back = b.last().map_or(i64::MAX, |d| d.days_until(from).max(0));
    let on = a.first().map_or(i64::MAX, |d| from.days_until(d).max(0));
    let (back, on) = match tense {
        Tense::Past => (back, on.saturating_mul(4)),
        Tense::Future => (back.saturating_mul(4), on),
        Tense::Present | Tense::Unknown => (back, on),
    };
    if back <= on { begun } else { ahead }
}
