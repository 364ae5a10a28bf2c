//! The JSON that Knight Lab's TimelineJS reads.

use super::File;
use super::article::{fact, hash};
use super::escape::xml;
use super::object::{list, object, string};
use super::report::{Report, Row};
use crate::event::Factuality;
use crate::timex::Day;

/// One timeline. TimelineJS puts headlines and texts into the page as HTML, so all words are escaped; it also makes links of
/// what looks like an address, which `autolink` forbids.
pub fn write(report: &Report) -> Vec<File> {
    let published: Vec<String> = report.articles.iter().map(|a| format!("{}: {}", a.title, a.published())).collect();
    let text = object(&[("headline", string(&xml(&report.title()))), ("text", string(&paragraphs(&published)))]);
    let title = object(&[("text", text), ("autolink", "false".to_string())]);
    let events: Vec<String> = report.rows.iter().filter_map(|row| slide(report, row)).collect();
    let json = object(&[("title", title), ("events", list(&events, true)), ("scale", string("human"))]);
    vec![report.file("-timeline.json", "application/json", json + "\n")]
}

fn slide(report: &Report, row: &Row) -> Option<String> {
    let start = row.earliest.or(row.latest)?;
    let at = row.event();
    let (article, event) = (report.article(at), report.event(at));
    let label = article.label(event);
    let headline = match event.factuality {
        Factuality::Happened => xml(&label),
        other => format!("[{}] {}", xml(fact(other)), xml(&label)),
    };
    let mut text = Vec::new();
    for at in &row.tellings {
        let article = report.article(*at);
        let claim = report.claim(*at);
        let from = if report.several() { format!(" ({})", article.title) } else { String::new() };
        let claim = if claim.is_empty() { claim } else { format!(" ({claim})") };
        text.push(format!("{}{claim}{from}", article.words(article.sentence(report.event(*at)))));
    }
    let differ = row.differences();
    if !differ.is_empty() {
        text.push(format!("The articles differ in {}.", differ.join(", ")));
    }
    let whole = row.earliest.is_some() && row.latest.is_some();
    let (from, to) = ends(start, row.latest.filter(|_| whole));
    let place = format!("{:032x} {}", article.hash, event.found.trigger.start);
    let text = object(&[("headline", string(&headline)), ("text", string(&paragraphs(&text)))]);
    let mut fields = vec![("start_date", from)];
    fields.extend(to.map(|to| ("end_date", to)));
    fields.extend([
        // The words of the timeline stand in place of what TimelineJS would make of the days.
        ("display_date", string(&xml(&row.display))),
        ("text", text),
        ("group", string(&xml(fact(event.factuality)))),
        ("unique_id", string(&format!("e{:016x}", hash(place.as_bytes()) as u64))),
        ("autolink", "false".to_string()),
    ]);
    Some(object(&fields))
}

/// The two ends as dates: years alone where whole years are meant, months alone where whole months are. One whole year,
/// month or day is its start alone: TimelineJS gives it that much room on the axis.
fn ends(first: Day, last: Option<Day>) -> (String, Option<String>) {
    let Some(last) = last else { return (date(first, 3), None) };
    let months = first.day() == 1 && last.plus(1).is_some_and(|d| d.day() == 1);
    let years = months && first.month() == 1 && last.month() == 12;
    let parts = if years {
        1
    } else if months {
        2
    } else {
        3
    };
    let (from, to) = (date(first, parts), date(last, parts));
    let end = (from != to).then_some(to);
    (from, end)
}

fn date(day: Day, parts: usize) -> String {
    let all = [("year", day.year().to_string()), ("month", day.month().to_string()), ("day", day.day().to_string())];
    object(&all[..parts])
}

fn paragraphs(lines: &[String]) -> String {
    lines.iter().map(|l| format!("<p>{}</p>", xml(l))).collect()
}
