//! Reads JSON lines {"id", "text", "published"}; writes each document's time expressions as the scorers want them.
//! No trained model takes part, so that the rules are measured alone.
//!
//!     cargo run --release --example timex_eval < documents.jsonl > found.jsonl

use dateline::sentence::{self, Sentence};
use dateline::span::Span;
use dateline::timex::{self, Day};
use dateline::token::{self, Token};
use dateline::words::Words;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let words = Words::load();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let published = document["published"].as_str().and_then(Day::parse);
        let (tokens, sentences) = split(text, &words);
        let found = timex::find(timex::Source { text, tokens: &tokens, sentences: &sentences, ..Default::default() });
        let timexes: Vec<Value> = timex::resolve(&found, published).iter().map(|t| write(text, t)).collect();
        writeln!(out, "{}", json!({"id": document["id"], "offset_unit": "utf-16", "timexes": timexes}))?;
    }
    Ok(())
}

/// Paragraphs end at an empty line.
fn split(text: &str, words: &Words) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    for (block, paragraph) in text.split_inclusive("\n\n").enumerate() {
        let first = tokens.len();
        token::tokenize(text, Span::new(at, at + paragraph.len()), words, &mut tokens);
        at += paragraph.len();
        sentence::split(text, &tokens, first..tokens.len(), block, words, &mut sentences);
    }
    (tokens, sentences)
}

fn write(text: &str, t: &timex::Timex) -> Value {
    let utf16 = |byte: u32| text[..byte as usize].encode_utf16().count();
    json!({
        "start": utf16(t.span.start), "end": utf16(t.span.end), "type": t.kind.code(), "value": t.value,
        "mod": t.modifier.map(|m| m.code()), "edtf": t.edtf, "rule": t.rule,
        "earliest": t.earliest.map(|d| d.to_string()), "latest": t.latest.map(|d| d.to_string()),
        "alternatives": t.alternatives.iter().map(|a| json!({"value": a.value, "why": a.why})).collect::<Vec<_>>(),
    })
}
