//! Markdown (CommonMark): timeline, cast and quotes as lists.

use super::File;
use super::article::fact;
use super::escape::markdown as md;
use super::report::{Report, Row, lanes};
use crate::dossier::At;
use crate::event::Factuality;
use crate::quote::Kind;

/// One file.
pub fn write(report: &Report) -> Vec<File> {
    let mut out = format!("# {}\n\n", md(&report.title()));
    for (n, article) in report.articles.iter().enumerate() {
        if report.several() {
            out += &format!("- **{}.** {}: ", n + 1, md(article.title));
        }
        let byline = article.byline().map_or_else(String::new, |b| format!("{}. ", md(&b)));
        out += &format!("{byline}Published: {}.\n", md(&article.published()));
    }
    out += "\nDates are as exact as the text's. Words in quotation marks are the article's own.\n\n## Timeline\n";
    for (name, rows) in lanes(&report.rows) {
        out += &format!("\n### {name}\n\n");
        rows.iter().for_each(|row| out += &line(report, row));
    }
    if report.rows.is_empty() {
        out += "\nNo event of the text makes a row.\n";
    }
    out += "\n## Who and what is named\n\n";
    for member in &report.cast {
        let offices = report.offices(member);
        let offices = if offices.is_empty() { String::new() } else { format!(": {}", md(&offices.join("; "))) };
        let times = report.mentions(member);
        let times = if times == 1 { "once".to_string() } else { format!("{times} times") };
        let name = report.name(member);
        out += &format!("- **{}** ({}){offices}, {times}\n", md(&name), report.kind(member).as_str());
    }
    out += "\n## Who said what\n\n";
    out += &quotes(report);
    vec![report.file(".md", "text/markdown;charset=utf-8", out)]
}

/// One row; what other articles tell of it stands below.
fn line(report: &Report, row: &Row) -> String {
    let told = |at: At| {
        let event = report.event(at);
        let label = md(&report.article(at).label(event));
        // What did not simply happen says so before its words.
        let before = match event.factuality {
            Factuality::Happened => String::new(),
            other => format!("**[{}]** ", fact(other)),
        };
        let says = report.article(at).sayer(event).map_or_else(String::new, |s| format!(", according to {}", md(&s)));
        let number = if report.several() { format!(" (article {})", at.article + 1) } else { String::new() };
        format!("{before}“{label}”{says}{number}")
    };
    let mut out = format!("- {}: {}\n", md(&row.display), told(row.event()));
    if report.several() {
        for at in row.tellings.iter().skip(1).filter(|at| at.article != row.event().article) {
            out += &format!("  - {}\n", told(*at));
        }
        let differ = row.differences();
        if !differ.is_empty() {
            out += &format!("  - The articles differ in {}.\n", differ.join(", "));
        }
    }
    out
}

fn quotes(report: &Report) -> String {
    let mut out = String::new();
    for (n, article) in report.articles.iter().enumerate() {
        // Words in quotation marks that nobody is said to have spoken are no statement of anybody.
        for quote in article.document.quotes.iter().filter(|q| q.kind != Kind::Scare) {
            let speaker = article.speaker(quote).unwrap_or_else(|| "Speaker not told".to_string());
            let said = article.said(quote);
            let cue = quote.cue.map_or_else(String::new, |c| format!(", {}", md(&article.words(c))));
            let number = if report.several() { format!(", article {}", n + 1) } else { String::new() };
            let kind = quote.kind.as_str();
            out += &format!("- **{}** ({kind}{cue}{number}): {}\n", md(&speaker), md(&said));
        }
    }
    if out.is_empty() { "Nobody is quoted.\n".to_string() } else { out }
}
