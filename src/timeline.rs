//! Reads events; produces the rows to show, in order; never makes a date more exact than the text's.

use crate::event::{Basis, Event, Factuality};
use crate::timex::{Day, Modifier, Timex, TimexKind};
use std::cmp::Ordering;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// On the axis.
    Dated,
    /// At or about the day of publication.
    AroundPublication,
    /// After it, with no day given.
    Ahead,
    /// In no time that the text tells.
    Undated,
}

impl Lane {
    /// The lane as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["dated", "around-publication", "ahead", "undated"][self as usize]
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of the event.
    pub event: usize,
    /// Indices of the other events that tell of the same happening.
    pub also: Vec<usize>,
    /// Where it stands.
    pub lane: Lane,
    /// First possible day.
    pub earliest: Option<Day>,
    /// Last possible day.
    pub latest: Option<Day>,
    /// The date as a reader would write it.
    pub display: String,
}

/// The rows of all events marked for the timeline: dated ones in time order, then the other lanes in story order.
pub fn rows(text: &str, events: &[Event], timexes: &[Timex]) -> Vec<Row> {
    let told = (0..events.len()).filter(|&n| events[n].on_timeline);
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    events.iter().enumerate().for_each(|(n, e)| mentions[e.same].push(n));
    let rows: Vec<Row> = told.map(|n| row(text, events, &mentions, n, timexes)).collect();
    let clocks = clocks(&rows, events);
    let mut rows: Vec<(Row, String)> = rows.into_iter().zip(clocks).collect();
    rows.sort_by(|(a, a_clock), (b, b_clock)| {
        let days = |r: &Row| (r.earliest, r.latest);
        let dated = || by_time(days(a), days(b)).then_with(|| a_clock.cmp(b_clock));
        a.lane
            .cmp(&b.lane)
            .then_with(|| if a.lane == Lane::Dated { dated() } else { Ordering::Equal })
            .then(a.event.cmp(&b.event))
    });
    rows.into_iter().map(|(row, _)| row).collect()
}

fn row(text: &str, events: &[Event], mentions: &[Vec<usize>], number: usize, timexes: &[Timex]) -> Row {
    let event = &events[number];
    let when = &event.when;
    let words = when.event.map_or(&when.timexes, |e| &events[e].when.timexes);
    // What is only said to have lasted so long has no place on the axis.
    let length = words.first().is_some_and(|&t| matches!(timexes[t].kind, TimexKind::Duration | TimexKind::Set));
    let known = when.earliest.is_some() || when.latest.is_some() && !length;
    let lane = match (when.basis, event.factuality) {
        (basis, _) if basis.is_told() && known => Lane::Dated,
        (basis, _) if basis.is_told() => Lane::Undated,
        (_, Factuality::Planned | Factuality::Possible) => Lane::Ahead,
        (Basis::PublicationRelative, _) | (_, Factuality::Ongoing) => Lane::AroundPublication,
        _ => Lane::Undated,
    };
    // The whole stretch that the words name, or the part of it on one side of publication.
    let all = |t: &Timex| {
        let whole = t.earliest.is_some() && t.latest.is_some() && when.earliest.is_some() && when.latest.is_some();
        when.earliest == t.earliest && when.latest == t.latest
            || whole && (when.earliest == t.earliest || when.latest == t.latest)
    };
    let about = when.earliest.filter(|_| when.basis == Basis::PublicationRelative);
    let display = match words.first().map(|&t| &timexes[t]) {
        _ if about.is_some() => format!("about {}", about.map_or_else(String::new, day)),
        // Without a day of publication the words themselves are all there is to show.
        Some(t) if lane != Lane::Dated => t.span.of(text).to_string(),
        Some(t) if all(t) => dated(t),
        Some(t) if when.earliest.is_none() && when.latest == t.latest => {
            when.latest.map_or_else(|| t.value.clone(), |day| format!("until {}", unit(t, day)))
        }
        Some(t) if when.earliest == t.earliest => {
            t.earliest.map_or_else(|| t.value.clone(), |day| format!("since {}", unit(t, day)))
        }
        Some(t) => t.span.of(text).to_string(),
        None => match (when.earliest, when.latest) {
            (Some(a), Some(b)) if lane == Lane::Dated => range(a, b),
            (Some(a), None) if lane == Lane::Dated => format!("{} or later", day(a)),
            (None, Some(b)) if lane == Lane::Dated => format!("{} or earlier", day(b)),
            _ if when.basis == Basis::Reader => "undated".to_string(),
            _ => match event.factuality {
                Factuality::Planned | Factuality::Possible => "after publication".to_string(),
                Factuality::Ongoing => "still going on".to_string(),
                _ => "before publication".to_string(),
            },
        },
    };
    let also = mentions[event.same].iter().copied().filter(|&n| n != number).collect();
    Row { event: number, also, lane, earliest: when.earliest, latest: when.latest, display }
}

/// A date's label: "4 Sep 2016", "Sep 2016", "2016", "May – Jul 2016", "since 2011", "early 2015".
fn dated(timex: &Timex) -> String {
    let body = match (timex.earliest, timex.latest) {
        (Some(a), Some(b)) if a == b => day(a),
        (Some(a), Some(b)) => range(a, b),
        (Some(a), None) => return format!("{} or later", unit(timex, a)),
        (None, Some(b)) => return format!("{} or earlier", unit(timex, b)),
        (None, None) => timex.value.clone(),
    };
    match timex.modifier {
        Some(Modifier::Approx) => format!("c. {body}"),
        _ => body,
    }
}

/// The open end's date in the unit that the words use.
fn unit(timex: &Timex, at: Day) -> String {
    match timex.granularity.as_str() {
        "year" | "decade" | "century" => at.year().to_string(),
        "month" | "quarter" | "season" => month_year(at),
        _ => day(at),
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(day: Day) -> &'static str {
    MONTHS[usize::from(day.month() - 1) % 12]
}

fn year(day: Day) -> String {
    if day.year() > 0 { day.year().to_string() } else { format!("{} BCE", 1 - day.year()) }
}

fn month_year(day: Day) -> String {
    format!("{} {}", month(day), year(day))
}

fn day(day: Day) -> String {
    format!("{} {}", day.day(), month_year(day))
}

/// A span of days in the largest units that fit it exactly.
fn range(a: Day, b: Day) -> String {
    if a == b {
        return day(a);
    }
    let opens_month = a.day() == 1;
    let closes_month = b.plus(1).is_some_and(|n| n.day() == 1);
    let opens_year = opens_month && a.month() == 1;
    let closes_year = closes_month && b.month() == 12;
    if opens_year && closes_year {
        return if a.year() == b.year() { year(a) } else { format!("{} – {}", year(a), year(b)) };
    }
    if opens_month && closes_month {
        return match (a.year() == b.year(), a.month() == b.month()) {
            (true, true) => month_year(a),
            (true, false) => format!("{} – {}", month(a), month_year(b)),
            _ => format!("{} – {}", month_year(a), month_year(b)),
        };
    }
    match (a.year() == b.year(), a.month() == b.month()) {
        (true, true) => format!("{} – {}", a.day(), day(b)),
        (true, false) => format!("{} {} – {}", a.day(), month(a), day(b)),
        _ => format!("{} – {}", day(a), day(b)),
    }
}

/// Orders stretches of days by the first; what is known only to end comes by its end.
pub fn by_time(a: (Option<Day>, Option<Day>), b: (Option<Day>, Option<Day>)) -> Ordering {
    let start = |s: (Option<Day>, Option<Day>)| s.0.or(s.1);
    start(a).cmp(&start(b)).then_with(|| a.1.is_none().cmp(&b.1.is_none())).then(a.1.cmp(&b.1))
}

/// The clock time that each row, in story order, is told at: its own, or that of the row told before it of the same day.
/// TIMEX3 values of one day sort as text.
fn clocks(rows: &[Row], events: &[Event]) -> Vec<String> {
    let mut last: Option<(Option<Day>, String)> = None;
    let own = |row: &Row| {
        let value = events[row.event].when.value.as_deref()?;
        value.split_once('T').map(|(_, time)| time.to_string()).filter(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    };
    let clock = |row: &Row| {
        let told = own(row).or_else(|| last.as_ref().filter(|(day, _)| *day == row.earliest).map(|(_, c)| c.clone()));
        let clock = told.unwrap_or_default();
        last = Some((row.earliest, clock.clone()));
        clock
    };
    rows.iter().map(clock).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_in_their_own_units() {
        let show = |a: &str, b: &str| range(Day::parse(a).unwrap(), Day::parse(b).unwrap());
        assert_eq!(show("2016-01-01", "2016-12-31"), "2016");
        assert_eq!(show("2016-09-04", "2016-09-04"), "4 Sep 2016");
        assert_eq!(show("1990-01-01", "1999-12-31"), "1990 – 1999");
        assert_eq!(show("2016-02-01", "2016-02-29"), "Feb 2016");
        assert_eq!(show("2016-07-01", "2016-09-30"), "Jul – Sep 2016");
        assert_eq!(show("2016-08-29", "2016-09-04"), "29 Aug – 4 Sep 2016");
        assert_eq!(show("2016-09-03", "2016-09-04"), "3 – 4 Sep 2016");
    }
}
