//! Reads finished analyses; writes them in the forms that other tools read; never says more than the analysis does.
//!
//! In every format a date is as exact as the text's, and what is planned, possible, conditional or told as not done says so
//! where its words stand. Text of the article is data: it is escaped, and never becomes markup, a formula or a line of
//! its own. The same analyses give the same bytes: nothing here asks what day it is or draws a number.

mod annotations;
mod article;
mod brat;
mod conll;
mod csv;
mod escape;
mod format;
mod geojson;
mod gexf;
mod graphml;
mod html;
mod ics;
mod json;
mod markdown;
mod markup;
mod network;
mod notation;
mod report;
mod timelinejs;
mod timeml;

pub use format::Format;

use crate::analysis::Analysis;
use crate::block::BlockKind;
use crate::session::{Article, Session};
use crate::wire;
use report::Report;

/// An article to export.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// Whatever tells it from others; only the JSON of several articles repeats it.
    pub id: serde_json::Value,
    /// What it is called, on one line.
    pub title: String,
}

impl<'a> Source<'a> {
    /// An article of that title; without one, or with an empty one, it is called by its headline, else by its first words.
    pub fn new(analysis: &'a Analysis, id: serde_json::Value, title: Option<&str>) -> Self {
        let given = title.map(escape::line).filter(|t| !t.is_empty());
        Source { analysis, id, title: given.unwrap_or_else(|| headline(analysis)) }
    }
}

/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, of small letters, digits, hyphens and one full stop.
    pub name: String,
    /// Its media type, as RFC 6838 writes it.
    pub media_type: &'static str,
    /// What is in it.
    pub content: String,
}

/// Writes articles in one format. One article gives its own cast and timeline; several are merged as [`crate::dossier`]
/// merges them, or give one set of files each where the format holds one text. Names of files differ from each other. No
/// article gives no file.
///
/// # Example
/// ```no_run
/// use dateline::export::{self, Format, Source};
/// # let analyzer = dateline::Analyzer::new(Vec::new()).unwrap();
/// let analysis = analyzer.analyze("Ann Lee will resign on 1 May 2021.", None);
/// let files = export::write(Format::Ics, &[Source::new(&analysis, "a".into(), None)]);
/// assert!(files[0].content.contains("DTSTART;VALUE=DATE:20210501"));
/// ```
pub fn write(format: Format, sources: &[Source]) -> Vec<File> {
    if sources.is_empty() {
        return Vec::new();
    }
    let report = Report::new(sources);
    match format {
        Format::Json => json::write(&report, sources),
        Format::Csv => csv::write(&report),
        Format::Markdown => markdown::write(&report),
        Format::Html => html::write(&report),
        Format::Ics => ics::write(&report),
        Format::TimelineJs => timelinejs::write(&report),
        Format::Annotations => annotations::write(&report),
        Format::Brat => brat::write(&report),
        Format::Conll => conll::write(&report),
        Format::GeoJson => geojson::write(&report),
        Format::GraphMl => graphml::write(&report),
        Format::Gexf => gexf::write(&report),
        Format::TimeMl => timeml::write(&report),
    }
}

/// Reads articles and writes them in one format, in the shape for a page. What the session has read is not read again.
///
/// # Errors
/// A sentence for the user, with the article's number, when a day is none or a correction cannot be understood.
pub fn of(session: &mut Session, articles: Vec<wire::Article>, format: Format) -> Result<wire::Exported, String> {
    let (mut known, mut named) = (Vec::new(), Vec::new());
    for (n, article) in articles.into_iter().enumerate() {
        let (published, corrections) = article.known().map_err(|e| format!("article {}: {e}", n + 1))?;
        known.push(Article { text: article.text, published, corrections });
        named.push((article.id, article.title));
    }
    let analyses = match known.pop() {
        Some(one) if known.is_empty() => vec![session.analyze_corrected(one.text, one.published, one.corrections)],
        last => session.dossier(known.into_iter().chain(last).collect()),
    };
    let named = analyses.iter().zip(named);
    let sources: Vec<Source> = named.map(|(a, (id, title))| Source::new(a, id, title.as_deref())).collect();
    let file = |f: File| wire::ExportedFile { name: f.name, r#type: f.media_type, content: f.content };
    Ok(wire::Exported { files: write(format, &sources).into_iter().map(file).collect() })
}

/// What is to be said of every format, in the shape for a page.
pub fn formats() -> wire::ExportFormats {
    let one =
        |f: &Format| wire::ExportFormat { name: f.name(), label: f.label(), serves: f.serves(), loses: f.loses() };
    wire::ExportFormats(Format::ALL.iter().map(one).collect())
}

/// How many characters of a text without a headline name it.
const OPENING: usize = 60;

/// The headline of an article, else its first words.
fn headline(analysis: &Analysis) -> String {
    let document = &analysis.document;
    let headline = document.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    let block = headline.or_else(|| document.blocks.iter().find(|b| b.kind != BlockKind::Boilerplate));
    let words = block.map_or_else(String::new, |b| escape::line(b.span.of(&document.text)));
    match words.char_indices().nth(OPENING) {
        Some((end, _)) if headline.is_none() => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &words[..cut])
        }
        None if words.is_empty() => "Article".to_string(),
        _ => words,
    }
}
