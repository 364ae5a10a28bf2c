//! Dates in figures alone: "2016-09-04", "4/9/2016", "22.04.2016", "9/4/16", "9/11".

use super::{Form, Match};
use crate::timex::class::Class;
use crate::timex::day::Day;
use crate::timex::period::Period;
use crate::timex::scan::Scan;

/// A date in figures. The order of day and month is the text's own where it shows one; full stops part European dates.
pub(super) fn written(s: &Scan, start: usize) -> Option<Match> {
    if s.class(start) != Class::Written {
        return None;
    }
    let word = s.word(start);
    let known = |day: Day, rule| Some(Match::new(start, start + 1, Form::Known(Period::Day(day)), rule));
    if let Some(day) = Day::parse(word) {
        return known(day, "iso-day");
    }
    let mark = word.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = word.split(mark).collect();
    let figures: Vec<u32> = parts.iter().map(|p| p.parse().ok()).collect::<Option<_>>()?;
    match (figures.as_slice(), mark) {
        ([9, 11], '/') => known(Day::new(2001, 9, 11)?, "nine-eleven"),
        (&[y, m, d], _) if parts[0].len() == 4 => day(y, m, d).and_then(|day| known(day, "day-in-figures")),
        // Two figures of year are a date between slashes; between hyphens or stops they may be a score or a version.
        (&[a, b, y], _) if parts[2].len() == 4 || mark == '/' && parts[2].len() == 2 => {
            let year = full(y, parts[2].len());
            let (american, british) = (day(year, a, b), day(year, b, a));
            match (american, british, s.evidence.day_first) {
                // "22.04.2016" is how Europe writes days.
                (_, Some(day), _) if mark == '.' => known(day, "day-in-figures"),
                (Some(one), Some(other), None) if one != other => {
                    let form = Form::Either(Period::Day(one), Period::Day(other));
                    Some(Match::new(start, start + 1, form, "day-in-figures"))
                }
                (_, Some(day), Some(true)) | (Some(day), _, _) | (_, Some(day), _) => known(day, "day-in-figures"),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The year that two figures stand for: one between 1930 and 2029.
fn full(year: u32, figures: usize) -> u32 {
    match (figures, year) {
        (2, 0..30) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i32::try_from(year).ok().filter(|y| (1000..=2100).contains(y))?;
    Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
