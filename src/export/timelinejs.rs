//! The JSON that Knight Lab's TimelineJS reads.

use super::File;
use super::article::{fact, hash};
use super::escape::xml;
use super::notation::Json;
use super::report::{Report, Row};
use crate::event::Factuality;
use crate::timex::Day;

/// One timeline. TimelineJS puts headlines and texts into the page as HTML, so all words are escaped; it also makes links of
/// what looks like an address, which `autolink` forbids.
pub fn write(report: &Report) -> Vec<File> {
    let published: Vec<String> = report.articles.iter().map(|a| format!("{}: {}", a.title, a.published())).collect();
    let mut json = Json::default();
    json.open("", '{');
    json.open("title", '{');
    text(&xml(&report.title()), &published, &mut json);
    json.close('}');
    json.open("events", '[');
    report.rows.iter().for_each(|row| slide(report, row, &mut json));
    json.close_lines();
    json.text("scale", "human");
    json.close('}');
    vec![report.file("-timeline.json", "application/json", json.end())]
}

fn slide(report: &Report, row: &Row, json: &mut Json) {
    let Some(start) = row.earliest.or(row.latest) else { return };
    let at = row.event();
    let (article, event) = (report.article(at), report.event(at));
    let label = article.label(event);
    let headline = match event.factuality {
        Factuality::Happened => xml(&label),
        other => format!("[{}] {}", xml(fact(other)), xml(&label)),
    };
    let mut lines = Vec::new();
    for at in &row.tellings {
        let article = report.article(*at);
        let claim = report.claim(*at);
        let from = if report.several() { format!(" ({})", article.title) } else { String::new() };
        let claim = if claim.is_empty() { claim } else { format!(" ({claim})") };
        lines.push(format!("{}{claim}{from}", article.words(article.sentence(report.event(*at)))));
    }
    let differ = row.differences();
    if !differ.is_empty() {
        lines.push(format!("The articles differ in {}.", differ.join(", ")));
    }
    let whole = row.earliest.is_some() && row.latest.is_some();
    let place = format!("{:032x} {}", article.hash, event.found.trigger.start);
    json.open_line();
    ends(start, row.latest.filter(|_| whole), json);
    // The words of the timeline stand in place of what TimelineJS would make of the days.
    json.text("display_date", &xml(&row.display));
    text(&headline, &lines, json);
    json.text("group", &xml(fact(event.factuality)));
    json.text("unique_id", &format!("e{:016x}", hash(place.as_bytes()) as u64));
    json.close('}');
}

/// The two ends as dates: years alone where whole years are meant, months alone where whole months are. One whole year,
/// month or day is its start alone: TimelineJS gives it that much room on the axis.
fn ends(first: Day, last: Option<Day>, json: &mut Json) {
    let Some(last) = last else { return date("start_date", &numbers(first), json) };
    let months = first.day() == 1 && last.plus(1).is_some_and(|d| d.day() == 1);
    let years = months && first.month() == 1 && last.month() == 12;
    let parts = if years {
        1
    } else if months {
        2
    } else {
        3
    };
    let (from, to) = (numbers(first), numbers(last));
    date("start_date", &from[..parts], json);
    if from[..parts] != to[..parts] {
        date("end_date", &to[..parts], json);
    }
}

fn numbers(day: Day) -> [i32; 3] {
    [day.year(), day.month().into(), day.day().into()]
}

fn date(key: &str, numbers: &[i32], json: &mut Json) {
    json.open(key, '{');
    ["year", "month", "day"].iter().zip(numbers).for_each(|(key, n)| json.raw(key, &n.to_string()));
    json.close('}');
}

/// A headline, which is escaped already, and paragraphs, in which no address becomes a link.
fn text(headline: &str, lines: &[String], json: &mut Json) {
    json.open("text", '{');
    json.text("headline", headline);
    json.text("text", &lines.iter().map(|l| format!("<p>{}</p>", xml(l))).collect::<String>());
    json.close('}');
    json.raw("autolink", "false");
}
