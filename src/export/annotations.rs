//! Web Annotation (W3C Recommendation of 23 February 2017) as JSON-LD: names, times, quotes and events of the text.

use super::File;
use super::article::{Article, fact, hash, uuid};
use super::object::{list, object, string};
use super::report::Report;
use crate::mention::Form;
use crate::quote::Quote;
use crate::span::Span;

/// How many characters before and after the words a selector repeats, so that they are found where the text has changed.
const AROUND: usize = 32;

/// One page of annotations in a collection. Positions count characters (Unicode code points) of the text as it was given, as
/// the Recommendation has it. An article is named by a UUID of its text's hash: what it was read from is not known here.
pub fn write(report: &Report) -> Vec<File> {
    let mut items = Vec::new();
    for article in &report.articles {
        Target { article, source: format!("urn:uuid:{}", uuid(article.hash)) }.all(&mut items);
    }
    let id = |what: &str| {
        let all: String = report.articles.iter().map(|a| format!("{:032x} ", a.hash)).collect();
        format!("urn:uuid:{}", uuid(hash((all + what).as_bytes())))
    };
    let (collection, page) = (id("collection"), id("page"));
    let first = object(&[
        ("id", string(&page)),
        ("type", string("AnnotationPage")),
        ("partOf", string(&collection)),
        ("startIndex", "0".to_string()),
        ("items", list(&items, true)),
    ]);
    let json = object(&[
        ("@context", string("http://www.w3.org/ns/anno.jsonld")),
        ("id", string(&collection)),
        ("type", string("AnnotationCollection")),
        ("label", string(&report.title())),
        ("total", items.len().to_string()),
        ("first", first),
    ]);
    vec![report.file("-annotations.jsonld", "application/ld+json", json + "\n")]
}

/// What annotations of one article are about.
struct Target<'a> {
    article: &'a Article<'a>,
    source: String,
}

impl Target<'_> {
    fn all(&self, items: &mut Vec<String>) {
        let (analysis, document) = (self.article.analysis, self.article.document);
        for (n, m) in document.mentions.iter().enumerate() {
            items.push(self.annotation(&format!("m{n}"), "identifying", self.name(m.entity, m.form), &[m.span]));
        }
        for (n, m) in document.nested.iter().enumerate() {
            items.push(self.annotation(&format!("n{n}"), "identifying", self.name(m.entity, m.form), &[m.span]));
        }
        for (n, t) in analysis.timexes.iter().enumerate() {
            let edtf = t.edtf.as_ref().map_or_else(String::new, |e| format!(", EDTF {e}"));
            let body = vec![tag(t.kind.code()), words("describing", &format!("TIMEX3 {}{edtf}", t.value))];
            items.push(self.annotation(&format!("t{n}"), "describing", body, &[t.span]));
        }
        for (id, quote) in self.article.quotes() {
            items.push(self.annotation(&id, "describing", self.quote(quote), &quote.content));
        }
        for (n, event) in analysis.events.iter().enumerate() {
            // Every event says whether it happened, those that did as well: a filter needs both.
            let mut body = vec![tag("event"), words("classifying", fact(event.factuality))];
            let when =
                [event.when.earliest, event.when.latest].map(|d| d.map_or_else(|| "…".to_string(), |d| d.to_string()));
            if event.when.earliest.is_some() || event.when.latest.is_some() {
                let basis = event.when.basis.as_str();
                body.push(words("describing", &format!("between {} and {} ({basis})", when[0], when[1])));
            }
            if let Some(sayer) = self.article.sayer(event) {
                body.push(words("commenting", &format!("according to {sayer}")));
            }
            items.push(self.annotation(&format!("v{n}"), "classifying", body, &[event.found.label]));
        }
    }

    fn name(&self, entity: usize, form: Form) -> Vec<String> {
        let e = &self.article.document.entities[entity];
        let mut body = vec![tag(e.kind.as_str()), words("identifying", &self.article.name(entity))];
        if form == Form::Nominal || form == Form::Pronoun {
            body.push(words("describing", if form == Form::Pronoun { "pronoun" } else { "description" }));
        }
        if let Some(number) = e.known.and_then(|k| k.wikidata) {
            body.push(object(&[
                ("type", string("SpecificResource")),
                ("source", string(&format!("http://www.wikidata.org/entity/Q{number}"))),
                ("purpose", string("identifying")),
            ]));
        }
        body
    }

    fn quote(&self, quote: &Quote) -> Vec<String> {
        let mut body = vec![tag("quote"), words("classifying", quote.kind.as_str())];
        body.push(words("classifying", &format!("{}, {}", quote.act.as_str(), quote.stance.as_str())));
        if let Some(speaker) = self.article.speaker(quote) {
            body.push(words("describing", &format!("said by {speaker}")));
        }
        body
    }

    /// An annotation of one or several stretches, each a target of its own.
    fn annotation(&self, id: &str, motivation: &str, body: Vec<String>, spans: &[Span]) -> String {
        let place = format!("{} {id}", self.source);
        let targets: Vec<String> = spans.iter().map(|s| self.target(*s)).collect();
        object(&[
            ("id", string(&format!("urn:uuid:{}", uuid(hash(place.as_bytes()))))),
            ("type", string("Annotation")),
            ("motivation", string(motivation)),
            ("body", list(&body, false)),
            ("target", list(&targets, false)),
        ])
    }

    fn target(&self, span: Span) -> String {
        let text = &self.article.document.text;
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let position = object(&[
            ("type", string("TextPositionSelector")),
            ("start", self.article.chars.at(span.start).to_string()),
            ("end", self.article.chars.at(span.end).to_string()),
        ]);
        let quote = object(&[
            ("type", string("TextQuoteSelector")),
            ("exact", string(span.of(text))),
            ("prefix", string(&before[from..])),
            ("suffix", string(&after[..to])),
        ]);
        object(&[("source", string(&self.source)), ("selector", list(&[position, quote], false))])
    }
}

fn tag(value: &str) -> String {
    words("tagging", value)
}

fn words(purpose: &str, value: &str) -> String {
    object(&[
        ("type", string("TextualBody")),
        ("purpose", string(purpose)),
        ("value", string(value)),
        ("format", string("text/plain")),
    ])
}
