//! iCalendar (RFC 5545): what has a date or is planned for one, as entries of whole days.

use super::File;
use super::article::{fact, hash, uuid};
use super::escape::{ics, line};
use super::report::{Report, Row};
use crate::event::Factuality;
use crate::timeline::Lane;
use crate::timex::Day;

/// The longest stretch, in days, that an entry may cover: a month. Longer ones would lie over everything else.
const LONGEST: i64 = 31;

/// One calendar. An entry's id rests on the text and the place in it, not on the date, so that a corrected date moves the
/// entry where it was imported before instead of adding one.
pub fn write(report: &Report) -> Vec<File> {
    let mut out = Lines(String::new());
    out.add("BEGIN:VCALENDAR");
    out.add("VERSION:2.0");
    out.add("PRODID:-//Dateline//Dateline//EN");
    out.add("CALSCALE:GREGORIAN");
    for row in &report.rows {
        if let Some((first, after)) = days(row)
            && !row.is_about(report.event(row.event()))
            && report.event(row.event()).factuality != Factuality::Conditional
        {
            entry(report, row, first, after, &mut out);
        }
    }
    out.add("END:VCALENDAR");
    vec![report.file(".ics", "text/calendar;charset=utf-8", out.0)]
}

/// The first day and the one after the last, of a row that can be an entry. iCalendar has years of four digits only.
fn days(row: &Row) -> Option<(Day, Day)> {
    let (first, last) = (row.earliest?, row.latest?);
    let dated = matches!(row.lane, Lane::Dated | Lane::Ahead);
    let short = (0..LONGEST).contains(&first.days_until(last)) && first.year() > 0;
    last.plus(1).filter(|_| dated && short).map(|after| (first, after))
}

fn entry(report: &Report, row: &Row, first: Day, after: Day, out: &mut Lines) {
    let at = row.event();
    let (article, event) = (report.article(at), report.event(at));
    let place = format!("{:032x} {} {}", article.hash, event.found.trigger.start, event.found.trigger.end);
    let exact = first.plus(1) == Some(after);
    out.add("BEGIN:VEVENT");
    out.add(&format!("UID:{}@dateline", uuid(hash(place.as_bytes()))));
    // The stamp must be there and may not be the clock's: it is the day of publication, else the first day of 1970.
    let stamp = article.analysis.publication.value.filter(|d| d.year() > 0);
    out.add(&format!("DTSTAMP:{}T000000Z", stamp.map_or_else(|| "19700101".to_string(), basic)));
    out.add(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
    out.add(&format!("DTEND;VALUE=DATE:{}", basic(after)));
    let mut summary = String::new();
    if event.factuality != Factuality::Happened {
        summary += &capital(fact(event.factuality));
        summary += ": ";
    }
    if !exact {
        summary += &format!("[{}, day not exact] ", row.display);
    }
    summary += &article.label(event);
    out.add(&format!("SUMMARY:{}", ics(&summary)));
    out.add(&format!("DESCRIPTION:{}", ics(&description(report, row))));
    let places = article.participants(&event.found.places);
    if !places.is_empty() {
        out.add(&format!("LOCATION:{}", ics(&places)));
    }
    out.add(match event.factuality {
        Factuality::Happened | Factuality::Ongoing => "STATUS:CONFIRMED",
        Factuality::Negated => "STATUS:CANCELLED",
        _ => "STATUS:TENTATIVE",
    });
    out.add(&format!("CATEGORIES:{}", ics(fact(event.factuality))));
    // News keeps nobody busy.
    out.add("TRANSP:TRANSPARENT");
    out.add("END:VEVENT");
}

/// When, whether, who says so, and the sentences.
fn description(report: &Report, row: &Row) -> String {
    let event = report.event(row.event());
    let mut lines = vec![format!("When: {}", row.display), format!("Whether: {}", fact(event.factuality))];
    for at in &row.tellings {
        let article = report.article(*at);
        let event = report.event(*at);
        let claim = report.claim(*at);
        let claim = if claim.is_empty() { claim } else { format!(" ({claim})") };
        let sentence = line(article.sentence(event).of(&article.document.text));
        lines.push(format!("{sentence}{claim}"));
    }
    let mut titles: Vec<&str> = Vec::new();
    for title in row.tellings.iter().map(|at| report.article(*at).title) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    lines.push(format!("From: {}", titles.join("; ")));
    let differ = row.differences();
    if !differ.is_empty() {
        lines.push(format!("The articles differ in {}.", differ.join(", ")));
    }
    lines.join("\n")
}

fn capital(words: &str) -> String {
    words[..1].to_uppercase() + &words[1..]
}

/// A day as iCalendar writes it.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Content lines, folded.
struct Lines(String);

impl Lines {
    /// Adds a line, folded so that none is longer than 75 octets and no character is cut (3.1).
    fn add(&mut self, line: &str) {
        let mut room = 75;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0 += "\r\n ";
                room = 74;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0 += "\r\n";
    }
}
