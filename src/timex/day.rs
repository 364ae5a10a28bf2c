//! One day of the proleptic Gregorian calendar, and the stretches of calendar that expressions name.

use jiff::civil::{Date, Weekday};
use std::fmt;

/// A civil day between the years 9999 BCE and 9999 CE. Printed as ISO 8601, with year 0 for 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of that year, month (1 to 12) and day of the month, or `None` when the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        // Year 0 is 1 BCE, so -9998 is 9999 BCE.
        let year = i16::try_from(year).ok().filter(|y| (-9998..=9999).contains(y))?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Day)
    }

    /// Reads exactly `YYYY-MM-DD`; anything else, and days that do not exist, give `None`.
    ///
    /// # Example
    /// ```
    /// use dateline::timex::Day;
    /// assert_eq!(Day::parse("2016-09-04").unwrap().to_string(), "2016-09-04");
    /// assert_eq!(Day::parse("2015-02-29"), None);
    /// ```
    pub fn parse(iso: &str) -> Option<Day> {
        let bytes = iso.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return None;
        }
        Day::new(iso[..4].parse().ok()?, iso[5..7].parse().ok()?, iso[8..].parse().ok()?)
    }

    /// The year; 0 is 1 BCE.
    pub fn year(self) -> i32 {
        self.0.year().into()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day() as u8
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday).
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_one_offset() as u8
    }

    /// The ISO week-numbering year and the week, 1 to 53.
    pub fn iso_week(self) -> (i32, u8) {
        let week = self.0.iso_week_date();
        (week.year().into(), week.week() as u8)
    }

    /// The day so many days later (earlier when negative), or `None` outside the calendar.
    pub fn plus(self, days: i64) -> Option<Day> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Day).filter(|d| d.year() >= -9998)
    }

    /// The day so many months later (earlier when negative), the last of its month where that is shorter; `None` outside
    /// the calendar.
    pub(crate) fn plus_months(self, months: i64) -> Option<Day> {
        let span = jiff::Span::new().try_months(months).ok()?;
        self.0.checked_add(span).ok().map(Day).filter(|d| d.year() >= -9998)
    }

    /// How many days `other` lies after this one.
    pub fn days_until(self, other: Day) -> i64 {
        self.0.until(other.0).map_or(0, |s| i64::from(s.get_days()))
    }

    /// The Monday of this day's ISO week.
    pub(crate) fn monday(self) -> Option<Day> {
        self.plus(1 - i64::from(self.weekday()))
    }

    /// The Monday of that ISO week, 1 to 52 or 53.
    pub(crate) fn of_week(year: i32, week: u8) -> Option<Day> {
        // The fourth of January lies in week 1.
        let day = Day::new(year, 1, 4)?.monday()?.plus(7 * (i64::from(week) - 1))?;
        (day.iso_week() == (year, week)).then_some(day)
    }

    /// The last day of that month.
    pub(crate) fn month_end(year: i32, month: u8) -> Option<Day> {
        Day::new(year, month, 1).map(|d| Day(d.0.last_of_month()))
    }

    /// The `n`-th such weekday of a month; with `n` of 5 the last one.
    pub(crate) fn nth_weekday(year: i32, month: u8, n: u8, weekday: u8) -> Option<Day> {
        let first = Day::new(year, month, 1)?;
        let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
        let n = if n == 5 { -1 } else { n as i8 };
        first.0.nth_weekday_of_month(n, weekday).ok().map(Day)
    }

    /// Easter Sunday of the western churches (the anonymous Gregorian computus, Nature, 20 April 1876).
    pub(crate) fn easter(year: i32) -> Option<Day> {
        if !(1583..=9999).contains(&year) {
            return None;
        }
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        Day::new(year, (n / 31) as u8, (n % 31 + 1) as u8)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year() < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year().abs(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar() {
        let day = Day::parse("2016-09-04").unwrap();
        assert_eq!((day.weekday(), day.iso_week()), (7, (2016, 35)));
        assert_eq!(day.plus(-4).unwrap().to_string(), "2016-08-31");
        assert_eq!(day.plus(i64::MAX), None);
        assert_eq!(Day::easter(2000).unwrap().to_string(), "2000-04-23");
        assert_eq!(Day::nth_weekday(1999, 11, 4, 4).unwrap().to_string(), "1999-11-25");
        assert_eq!(Day::of_week(2016, 35).unwrap().to_string(), "2016-08-29");
        assert_eq!(Day::of_week(2016, 53), None);
        assert_eq!(Day::nth_weekday(2016, 5, 5, 1).unwrap().to_string(), "2016-05-30");
        for bad in ["2016-9-4", "2016-13-01", "20160904", "2016-09-04 ", "", "２０１６-09-04"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }
}
