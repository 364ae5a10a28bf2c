//! Stretches of the calendar with a granularity of their own, and the parts of a year that recur.

use super::day::Day;
use super::holiday;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // The names say it.
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season; each one's code in TIMEX3 and its number in EDTF follow the northern usage of newspapers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar that is fully known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day(Day),
    /// An ISO week, by its Monday.
    Week(Day),
    /// The weekend of the ISO week with this Monday.
    Weekend(Day),
    /// A month of a year.
    Month(i32, u8),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A half of a year, 1 or 2.
    Half(i32, u8),
    /// A season of a year.
    Season(i32, Season),
    /// A year; 0 is 1 BCE.
    Year(i32),
    /// A fiscal year, whose first day only its owner knows.
    Fiscal(i32),
    /// Ten years, by the first divided by ten.
    Decade(i32),
    /// A hundred years, by the first divided by a hundred.
    Century(i32),
}

/// A part of the calendar that comes back every year or week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Slot {
    Month(u8),
    MonthDay(u8, u8),
    Quarter(u8),
    Half(u8),
    Season(Season),
    /// 1 (Monday) to 7 (Sunday).
    Weekday(u8),
    Weekend,
    /// A day of a month that is not named: "the 12th".
    DayOfMonth(u8),
    /// A numbered ISO week.
    WeekNumber(u8),
    /// A named day, by its place in the list.
    Holiday(u16),
}

impl Slot {
    /// This part of that year. Weekdays, weekends and days of a month are no part of one.
    pub fn in_year(self, year: i32) -> Option<Period> {
        Some(match self {
            Slot::Month(m) => Period::Month(year, m),
            Slot::MonthDay(m, d) => Period::Day(Day::new(year, m, d)?),
            Slot::Quarter(q) => Period::Quarter(year, q),
            Slot::Half(h) => Period::Half(year, h),
            Slot::Season(s) => Period::Season(year, s),
            Slot::Holiday(h) => Period::Day(holiday::day(h, year)?),
            Slot::WeekNumber(n) => Period::Week(Day::of_week(year, n)?),
            Slot::Weekday(_) | Slot::Weekend | Slot::DayOfMonth(_) => return None,
        })
    }
}

impl Period {
    /// The period of that unit which holds `day`. Units finer than a day give the day.
    pub fn holding(day: Day, unit: Unit) -> Option<Period> {
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Period::Day(day),
            Unit::Week | Unit::Fortnight => Period::Week(day.monday()?),
            Unit::Weekend => Period::Weekend(day.monday()?),
            Unit::Month => Period::Month(day.year(), day.month()),
            Unit::Quarter => Period::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Half => Period::Half(day.year(), (day.month() - 1) / 6 + 1),
            Unit::Year => Period::Year(day.year()),
            Unit::Decade => Period::Decade(day.year().div_euclid(10)),
            Unit::Century => Period::Century(day.year().div_euclid(100)),
            Unit::Millennium => return None,
        })
    }

    /// The period `by` steps of its own size later. `None` outside the calendar.
    pub fn step(self, by: i32) -> Option<Period> {
        let wheel = |year: i32, part: u8, parts: i32| {
            let n = year.checked_mul(parts)?.checked_add(i32::from(part) - 1)?.checked_add(by)?;
            Some((n.div_euclid(parts), (n.rem_euclid(parts) + 1) as u8))
        };
        let days = i64::from(by);
        Some(match self {
            Period::Day(d) => Period::Day(d.plus(days)?),
            Period::Week(d) => Period::Week(d.plus(7 * days)?),
            Period::Weekend(d) => Period::Weekend(d.plus(7 * days)?),
            Period::Month(y, m) => wheel(y, m, 12).map(|(y, m)| Period::Month(y, m))?,
            Period::Quarter(y, q) => wheel(y, q, 4).map(|(y, q)| Period::Quarter(y, q))?,
            Period::Half(y, h) => wheel(y, h, 2).map(|(y, h)| Period::Half(y, h))?,
            Period::Season(y, s) => Period::Season(y.checked_add(by)?, s),
            Period::Year(y) => Period::Year(y.checked_add(by)?),
            Period::Fiscal(y) => Period::Fiscal(y.checked_add(by)?),
            Period::Decade(d) => Period::Decade(d.checked_add(by)?),
            Period::Century(c) => Period::Century(c.checked_add(by)?),
        })
        .filter(|p| p.in_calendar())
    }

    /// The same part of the year `by` years later; 29 February falls back to the 28th.
    pub fn plus_years(self, by: i32) -> Option<Period> {
        let p = match self {
            Period::Day(d) => {
                let year = d.year().checked_add(by)?;
                Period::Day(Day::new(year, d.month(), d.day()).or_else(|| Day::new(year, d.month(), 28))?)
            }
            Period::Week(d) | Period::Weekend(d) => Period::Week(d.plus(i64::from(by) * 364)?),
            Period::Month(y, m) => Period::Month(y.checked_add(by)?, m),
            Period::Quarter(y, q) => Period::Quarter(y.checked_add(by)?, q),
            Period::Half(y, h) => Period::Half(y.checked_add(by)?, h),
            Period::Season(y, s) => Period::Season(y.checked_add(by)?, s),
            Period::Year(y) => Period::Year(y.checked_add(by)?),
            Period::Fiscal(y) => Period::Fiscal(y.checked_add(by)?),
            Period::Decade(_) | Period::Century(_) => return None,
        };
        p.in_calendar().then_some(p)
    }

    /// The unit that it is one of.
    pub fn unit(self) -> Unit {
        match self {
            Period::Day(_) => Unit::Day,
            Period::Week(_) => Unit::Week,
            Period::Weekend(_) => Unit::Weekend,
            Period::Month(..) => Unit::Month,
            Period::Quarter(..) | Period::Season(..) => Unit::Quarter,
            Period::Half(..) => Unit::Half,
            Period::Year(_) | Period::Fiscal(_) => Unit::Year,
            Period::Decade(_) => Unit::Decade,
            Period::Century(_) => Unit::Century,
        }
    }

    /// The year that it lies in, where it lies in one.
    pub fn year(self) -> Option<i32> {
        match self {
            Period::Day(d) | Period::Week(d) | Period::Weekend(d) => Some(d.year()),
            Period::Month(y, _) | Period::Quarter(y, _) | Period::Half(y, _) | Period::Season(y, _) => Some(y),
            Period::Year(y) | Period::Fiscal(y) => Some(y),
            Period::Decade(_) | Period::Century(_) => None,
        }
    }

    /// The first day that it can hold. A fiscal year gives none, since the text does not say when it starts.
    pub fn first(self) -> Option<Day> {
        match self {
            Period::Day(d) | Period::Week(d) => Some(d),
            Period::Weekend(d) => d.plus(5),
            Period::Month(y, m) => Day::new(y, m, 1),
            Period::Quarter(y, q) => Day::new(y, q * 3 - 2, 1),
            Period::Half(y, h) => Day::new(y, h * 6 - 5, 1),
            Period::Season(y, Season::Spring) => Day::new(y, 3, 1),
            Period::Season(y, Season::Summer) => Day::new(y, 6, 1),
            Period::Season(y, Season::Autumn) => Day::new(y, 9, 1),
            Period::Year(y) | Period::Season(y, Season::Winter) => Day::new(y, 1, 1),
            Period::Fiscal(_) => None,
            Period::Decade(d) => Day::new(d.checked_mul(10)?, 1, 1),
            Period::Century(c) => Day::new(c.checked_mul(100)?, 1, 1),
        }
    }

    /// The last day that it can hold. The winter of a year may reach into the next one.
    pub fn last(self) -> Option<Day> {
        match self {
            Period::Day(d) => Some(d),
            Period::Week(d) | Period::Weekend(d) => d.plus(6),
            Period::Month(y, m) => Day::month_end(y, m),
            Period::Quarter(y, q) => Day::month_end(y, q * 3),
            Period::Half(y, h) => Day::month_end(y, h * 6),
            Period::Season(y, Season::Spring) => Day::month_end(y, 5),
            Period::Season(y, Season::Summer) => Day::month_end(y, 8),
            Period::Season(y, Season::Autumn) => Day::month_end(y, 11),
            Period::Season(y, Season::Winter) => Day::month_end(y.checked_add(1)?, 2).or_else(|| Day::month_end(y, 12)),
            Period::Year(y) => Day::month_end(y, 12),
            Period::Fiscal(_) => None,
            Period::Decade(d) => Day::month_end(d.checked_mul(10)?.checked_add(9)?, 12),
            Period::Century(c) => Day::month_end(c.checked_mul(100)?.checked_add(99)?, 12),
        }
    }

    /// Whether every day of it exists in the calendar that this crate knows.
    pub fn in_calendar(self) -> bool {
        match self {
            Period::Fiscal(y) => (1..=9999).contains(&y),
            p => p.first().is_some() && p.last().is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_bounds() {
        let day = Day::parse("1989-11-02").unwrap();
        let quarter = Period::holding(day, Unit::Quarter).unwrap();
        assert_eq!(quarter.step(-4), Some(Period::Quarter(1988, 4)));
        assert_eq!(Period::Month(2016, 1).step(-1), Some(Period::Month(2015, 12)));
        assert_eq!(Period::Month(2016, 2).last(), Day::parse("2016-02-29"));
        assert_eq!(Period::Year(9999).step(1), None);
        assert_eq!(Period::Year(i32::MAX).step(1), None);
        assert_eq!(
            Period::Day(Day::parse("2016-02-29").unwrap()).plus_years(1),
            Day::parse("2017-02-28").map(Period::Day)
        );
    }
}
