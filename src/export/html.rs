//! One page of HTML that needs nothing else: no script, no font, no network.

use super::File;
use super::article::{Article, fact};
use super::escape::xml;
use super::markup::{Tagged, sort, wrap};
use super::report::{Report, Row, lanes};
use crate::block::BlockKind;
use crate::dossier::At;
use crate::event::Factuality;
use crate::mention::{Form, NameType};
use crate::quote::Kind;

/// The page's only style sheet.
const STYLE: &str = include_str!("report.css");
/// Its SHA-256 in Base64, the one thing that the page's policy lets through. `tests/e2e/export.test.js` checks it.
const STYLE_HASH: &str = "KZBKQsdBWeqD/VguPZSgpXTYnjN5/DPIxmQ86YAgrbM=";

/// One page: timeline, cast, quotes and the article with its marks.
pub fn write(report: &Report) -> Vec<File> {
    let title = xml(&report.title());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    );
    for (n, article) in report.articles.iter().enumerate() {
        let name = if report.several() { format!("<b>{}. {}</b>. ", n + 1, xml(article.title)) } else { String::new() };
        let byline = article.byline().map_or_else(String::new, |b| format!("{}. ", xml(&b)));
        out += &format!("<p class=\"source\">{name}{byline}Published: {}.</p>\n", xml(&article.published()));
    }
    out += "<nav aria-label=\"Parts\"><a href=\"#timeline\">Timeline</a> <a href=\"#cast\">Who and what</a> \
            <a href=\"#quotes\">Who said what</a> <a href=\"#text\">Article</a></nav>\n</header>\n<main>\n<div class=\"facts\">\n";
    out += &timeline(report);
    out += &cast(report);
    out += &quotes(report);
    out += "</div>\n<section id=\"text\" aria-label=\"Article\">\n";
    for (n, article) in report.articles.iter().enumerate() {
        out += &text(report, n, article);
    }
    out += "</section>\n</main>\n<footer><p>Made with Dateline from the text alone. Names, dates and quotes were found by a \
            program and can be wrong: check them against the article. No date is shown more exact than the text's.</p></footer>\n\
            </body>\n</html>\n";
    vec![report.file(".html", "text/html;charset=utf-8", out)]
}

fn timeline(report: &Report) -> String {
    let mut out = String::from("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
    if report.rows.is_empty() {
        return out + "<p>No event of the text makes a row.</p>\n</section>\n";
    }
    out += "<p class=\"key\"><span class=\"glyph day\"></span> on that day <span class=\"glyph within\"></span> some time in it \
            <span class=\"glyph open\"></span> one end not told</p>\n";
    for (name, rows) in lanes(&report.rows) {
        out += &format!("<h3>{name}</h3>\n<ol class=\"rows\">\n");
        rows.iter().for_each(|row| out += &line(report, row));
        out += "</ol>\n";
    }
    out + "</section>\n"
}

/// One row. Its shape says how well the time is known; that it did not simply happen stands before its words.
fn line(report: &Report, row: &Row) -> String {
    let shape = match (row.earliest, row.latest) {
        _ if row.is_about(report.event(row.event())) => "within",
        (Some(a), Some(b)) if a == b => "day",
        (Some(_), Some(_)) => "within",
        (None, None) => "none",
        _ => "open",
    };
    let event = report.event(row.event());
    let mut out = format!(
        "<li class=\"{}\"><span class=\"glyph {shape}\"></span><span class=\"when\">{}</span><div>{}",
        event.factuality.as_str(),
        xml(&row.display),
        telling(report, row.event())
    );
    if report.several() {
        for at in row.tellings.iter().skip(1).filter(|at| at.article != row.event().article) {
            out += &format!("<div class=\"also\">{}</div>", telling(report, *at));
        }
        let differ = row.differences();
        if !differ.is_empty() {
            out += &format!("<div class=\"also\">The articles differ in {}.</div>", differ.join(", "));
        }
    }
    out + "</div></li>\n"
}

fn telling(report: &Report, at: At) -> String {
    let (article, event) = (report.article(at), report.event(at));
    let before = match event.factuality {
        Factuality::Happened => String::new(),
        other => format!("<b class=\"fact {}\">{}</b> ", other.as_str(), fact(other)),
    };
    let says = article.sayer(event).map_or_else(String::new, |s| format!(" <small>according to {}</small>", xml(&s)));
    let number =
        if report.several() { format!(" <small>· article {}</small>", at.article + 1) } else { String::new() };
    format!("{before}<a href=\"#{}\">{}</a>{says}{number}", place('v', at), xml(&article.label(event)))
}

/// The id of an event, quote or entity in the page.
fn place(what: char, at: At) -> String {
    format!("a{}{what}{}", at.article, at.index)
}

fn cast(report: &Report) -> String {
    let mut out = String::from("<section id=\"cast\">\n<h2>Who and what</h2>\n<ul class=\"cast\">\n");
    for member in &report.cast {
        let kind = report.kind(member);
        let offices = report.offices(member);
        let offices = if offices.is_empty() { String::new() } else { format!(" {}", xml(&offices.join("; "))) };
        let times = report.mentions(member);
        let first = member.entities.first().copied().unwrap_or(member.named);
        out += &format!(
            "<li><a class=\"{}\" href=\"#{}\">{}</a> <small>{}</small>{offices} <small>{times} ×</small></li>\n",
            kind.as_str(),
            place('e', first),
            xml(&report.name(member)),
            called(kind),
        );
    }
    out + "</ul>\n</section>\n"
}

/// A type in a reader's words.
fn called(kind: NameType) -> &'static str {
    match kind {
        NameType::Person => "person",
        NameType::Org => "organisation",
        NameType::Gpe => "country or town",
        NameType::Loc => "place",
        NameType::Fac => "building or site",
        NameType::Norp => "people or following",
        NameType::Event => "event",
        NameType::Product => "product",
        NameType::Work => "work",
        NameType::Law => "law",
    }
}

fn quotes(report: &Report) -> String {
    let mut out = String::from("<section id=\"quotes\">\n<h2>Who said what</h2>\n");
    let mut none = true;
    for (n, article) in report.articles.iter().enumerate() {
        for (index, quote) in article.document.quotes.iter().enumerate().filter(|(_, q)| q.kind != Kind::Scare) {
            none = false;
            let speaker = article.speaker(quote).unwrap_or_else(|| "Speaker not told".to_string());
            let cue = quote.cue.map_or_else(String::new, |c| format!(" <small>{}</small>", xml(&article.words(c))));
            let number = if report.several() { format!(" <small>· article {}</small>", n + 1) } else { String::new() };
            out += &format!(
                "<figure class=\"{}\"><figcaption><b>{}</b>{cue}{number}</figcaption><blockquote><a href=\"#{}\">{}</a></blockquote></figure>\n",
                quote.kind.as_str(),
                xml(&speaker),
                place('q', At { article: n, index }),
                xml(&article.said(quote)),
            );
        }
    }
    if none {
        out += "<p>Nobody is quoted.</p>\n";
    }
    out + "</section>\n"
}

/// The article, its blocks as headings, paragraphs and lists, its names, times, quotes and events marked.
fn text(report: &Report, n: usize, article: &Article) -> String {
    let mut tags = marks(report, n, article);
    sort(&mut tags);
    let mut tags = tags.into_iter().peekable();
    let mut out = String::from("<article>\n");
    for block in &article.document.blocks {
        let mut inside = Vec::new();
        while let Some(tag) = tags.next_if(|t| t.span.start < block.span.end) {
            inside.push(tag);
        }
        let words = wrap(&article.document.text, block.span, inside, xml);
        let (open, close) = match block.kind {
            BlockKind::Headline => ("<h2>", "</h2>"),
            BlockKind::Subheading => ("<h3>", "</h3>"),
            BlockKind::Standfirst => ("<p class=\"standfirst\">", "</p>"),
            BlockKind::Byline | BlockKind::Dateline => ("<p class=\"byline\">", "</p>"),
            BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
            BlockKind::Boilerplate => ("<p class=\"furniture\">", "</p>"),
            BlockKind::ListItem => ("<p class=\"item\">", "</p>"),
            BlockKind::Paragraph => ("<p>", "</p>"),
        };
        out += &format!("{open}{words}{close}\n");
    }
    out + "</article>\n"
}

fn marks(report: &Report, n: usize, article: &Article) -> Vec<Tagged> {
    let (document, analysis) = (article.document, article.analysis);
    let mut tags = Vec::new();
    let mut seen = vec![false; document.entities.len()];
    for m in document.mentions.iter().filter(|m| m.form != Form::Pronoun) {
        let kind = document.entities[m.entity].kind.as_str();
        let first = !std::mem::replace(&mut seen[m.entity], true);
        let at = At { article: n, index: m.entity };
        let id = if first { format!(" id=\"{}\"", place('e', at)) } else { String::new() };
        let open = format!("<mark class=\"{kind}\"{id} title=\"{}\">", xml(&article.name(m.entity)));
        tags.push(Tagged { span: m.span, open, close: "</mark>" });
    }
    for t in &analysis.timexes {
        let open = format!("<mark class=\"TIME\" title=\"{}\">", xml(&t.value));
        tags.push(Tagged { span: t.span, open, close: "</mark>" });
    }
    for (index, quote) in document.quotes.iter().enumerate() {
        for (part, span) in quote.content.iter().enumerate() {
            let id =
                if part == 0 { format!(" id=\"{}\"", place('q', At { article: n, index })) } else { String::new() };
            tags.push(Tagged { span: *span, open: format!("<span class=\"said\"{id}>"), close: "</span>" });
        }
    }
    for at in report.rows.iter().flat_map(|r| &r.tellings).filter(|at| at.article == n) {
        let span = report.event(*at).found.trigger;
        tags.push(Tagged {
            span,
            open: format!("<span class=\"event\" id=\"{}\">", place('v', *at)),
            close: "</span>",
        });
    }
    tags
}
