//! Web Annotation (W3C Recommendation of 23 February 2017) as JSON-LD: names, times, quotes and events of the text.

use super::File;
use super::article::{Article, fact, hash, uuid};
use super::notation::Json;
use super::report::Report;
use crate::mention::Form;
use crate::span::Span;

/// How many characters before and after the words a selector repeats, so that they are found where the text has changed.
const AROUND: usize = 32;

/// One page of annotations in a collection. Positions count characters (Unicode code points) of the text as it was given, as
/// the Recommendation has it. An article is named by a UUID of its text's hash: what it was read from is not known here.
pub fn write(report: &Report) -> Vec<File> {
    let id = |what: &str| {
        let all: String = report.articles.iter().map(|a| format!("{:032x} ", a.hash)).collect();
        format!("urn:uuid:{}", uuid(hash((all + what).as_bytes())))
    };
    let (collection, page) = (id("collection"), id("page"));
    let mut json = Json::default();
    json.open("", '{');
    json.text("@context", "http://www.w3.org/ns/anno.jsonld");
    json.text("id", &collection);
    json.text("type", "AnnotationCollection");
    json.text("label", &report.title());
    json.open("first", '{');
    json.text("id", &page);
    json.text("type", "AnnotationPage");
    json.text("partOf", &collection);
    json.raw("startIndex", "0");
    json.open("items", '[');
    let mut total = 0;
    for article in &report.articles {
        let source = format!("urn:uuid:{}", uuid(article.hash));
        let mut target = Target { article, source, json, count: 0 };
        target.all();
        total += target.count;
        json = target.json;
    }
    json.close_lines();
    json.close('}');
    json.count("total", total);
    json.close('}');
    vec![report.file("-annotations.jsonld", "application/ld+json", json.end())]
}

/// What annotations of one article are about.
struct Target<'a> {
    article: &'a Article<'a>,
    source: String,
    json: Json,
    count: usize,
}

impl Target<'_> {
    fn all(&mut self) {
        let (analysis, document) = (self.article.analysis, self.article.document);
        for (kind, list) in [('m', &document.mentions), ('n', &document.nested)] {
            for (n, m) in list.iter().enumerate() {
                self.begin(&format!("{kind}{n}"), "identifying");
                self.name(m.entity, m.form);
                self.end(&[m.span]);
            }
        }
        for (n, t) in analysis.timexes.iter().enumerate() {
            let edtf = t.edtf.as_ref().map_or_else(String::new, |e| format!(", EDTF {e}"));
            self.begin(&format!("t{n}"), "describing");
            self.words("tagging", t.kind.code());
            self.words("describing", &format!("TIMEX3 {}{edtf}", t.value));
            self.end(&[t.span]);
        }
        for (id, quote) in self.article.quotes() {
            self.begin(&id, "describing");
            self.words("tagging", "quote");
            self.words("classifying", quote.kind.as_str());
            self.words("classifying", &format!("{}, {}", quote.act.as_str(), quote.stance.as_str()));
            if let Some(speaker) = self.article.speaker(quote) {
                self.words("describing", &format!("said by {speaker}"));
            }
            self.end(&quote.content);
        }
        for (n, event) in analysis.events.iter().enumerate() {
            self.begin(&format!("v{n}"), "classifying");
            self.words("tagging", "event");
            // Every event says whether it happened, those that did as well: a filter needs both.
            self.words("classifying", fact(event.factuality));
            let when = &event.when;
            if when.earliest.is_some() || when.latest.is_some() {
                let [a, b] = [when.earliest, when.latest].map(|d| d.map_or_else(|| "…".to_string(), |d| d.to_string()));
                self.words("describing", &format!("between {a} and {b} ({})", when.basis.as_str()));
            }
            if let Some(sayer) = self.article.sayer(event) {
                self.words("commenting", &format!("according to {sayer}"));
            }
            self.end(&[event.found.label]);
        }
    }

    fn name(&mut self, entity: usize, form: Form) {
        let e = &self.article.document.entities[entity];
        self.words("tagging", e.kind.as_str());
        self.words("identifying", &self.article.name(entity));
        match form {
            Form::Nominal => self.words("describing", "description"),
            Form::Pronoun => self.words("describing", "pronoun"),
            Form::Name | Form::Nested => {}
        }
        if let Some(number) = e.known.and_then(|k| k.wikidata) {
            self.json.open("", '{');
            self.json.text("type", "SpecificResource");
            self.json.text("source", &format!("http://www.wikidata.org/entity/Q{number}"));
            self.json.text("purpose", "identifying");
            self.json.close('}');
        }
    }

    /// Begins an annotation and the list of its bodies.
    fn begin(&mut self, id: &str, motivation: &str) {
        self.count += 1;
        let place = format!("{} {id}", self.source);
        self.json.open_line();
        self.json.text("id", &format!("urn:uuid:{}", uuid(hash(place.as_bytes()))));
        self.json.text("type", "Annotation");
        self.json.text("motivation", motivation);
        self.json.open("body", '[');
    }

    /// One body of words.
    #[inline(never)]
    fn words(&mut self, purpose: &str, value: &str) {
        self.json.open("", '{');
        self.json.text("type", "TextualBody");
        self.json.text("purpose", purpose);
        self.json.text("value", value);
        self.json.text("format", "text/plain");
        self.json.close('}');
    }

    /// Ends an annotation of one or several stretches, each a target of its own.
    fn end(&mut self, spans: &[Span]) {
        self.json.close(']');
        self.json.open("target", '[');
        spans.iter().for_each(|s| self.target(*s));
        self.json.close(']');
        self.json.close('}');
    }

    fn target(&mut self, span: Span) {
        let text = &self.article.document.text;
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        self.json.open("", '{');
        self.json.text("source", &self.source);
        self.json.open("selector", '[');
        self.json.open("", '{');
        self.json.text("type", "TextPositionSelector");
        self.json.count("start", self.article.chars.at(span.start) as usize);
        self.json.count("end", self.article.chars.at(span.end) as usize);
        self.json.close('}');
        self.json.open("", '{');
        self.json.text("type", "TextQuoteSelector");
        self.json.text("exact", span.of(text));
        self.json.text("prefix", &before[from..]);
        self.json.text("suffix", &after[..to]);
        self.json.close('}');
        self.json.close(']');
        self.json.close('}');
    }
}
