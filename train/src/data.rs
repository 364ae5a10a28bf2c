//! Reads the sets: JSONL with names, CoNLL-U with parts of speech. Produces texts, tokens, sentences and gold.

use crate::Options;
use dateline::model::splitter::Splitter;
use dateline::sentence::Sentence;
use dateline::span::Span;
use dateline::tag::Tag;
use dateline::token::{self, Token};
use dateline::words::Words;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A text as the taggers want it.
#[derive(Default)]
pub struct Text {
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

/// One line of a set of names.
pub struct Record {
    pub id: String,
    pub text: String,
    /// In code points: start, end, coarse type, the set's own type.
    pub spans: Vec<(usize, usize, String, String)>,
}

/// Reads a JSONL of names.
pub fn records(path: &Path) -> Result<Vec<Record>, String> {
    let source = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    source.lines().map(|line| record(line).ok_or_else(|| format!("{}: unreadable line", path.display()))).collect()
}

/// Whether the record at `index` of a training set is kept back from training, so that confidence can be measured on it.
pub fn is_held_out(index: usize) -> bool {
    index % 20 == 19
}

fn record(line: &str) -> Option<Record> {
    let v: Value = serde_json::from_str(line).ok()?;
    let text = v["text"].as_str()?.to_string();
    let id = v["id"].as_str()?.to_string();
    let none = vec![];
    let orig = v["orig"].as_array().unwrap_or(&none);
    let spans = v["spans"].as_array().unwrap_or(&none).iter().enumerate().map(|(i, s)| {
        let kind = s[2].as_str()?;
        let own = orig.get(i).and_then(Value::as_str).unwrap_or(kind);
        Some((s[0].as_u64()? as usize, s[1].as_u64()? as usize, kind.to_string(), own.to_string()))
    });
    let spans = spans.collect::<Option<Vec<_>>>()?;
    Some(Record { id, text, spans })
}

/// Splits a text whose lines are paragraphs.
pub fn split(text: String, words: &Words, splitter: &Splitter) -> Text {
    let (mut tokens, mut sentences) = (vec![], vec![]);
    let mut start = 0;
    for (block, line) in text.split('\n').enumerate() {
        let first = tokens.len();
        token::tokenize(&text, Span::new(start, start + line.len()), words, &mut tokens);
        splitter.split(&text, &tokens, first..tokens.len(), block, words, &mut sentences);
        start += line.len() + 1;
    }
    Text { text, tokens, sentences }
}

/// Byte offset of every code point of `text`, and its length at the end.
pub fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}

/// A document of a treebank, with what it says of each token.
#[derive(Default)]
pub struct Tree {
    pub text: Text,
    /// `None` where the treebank's tag is none of ours.
    pub tags: Vec<Option<Tag>>,
    /// The head's place among the document's tokens; a root is its own head.
    pub heads: Vec<usize>,
    pub relations: Vec<String>,
}

/// Reads CoNLL-U: documents with gold tokens, sentences, tags and heads.
pub fn trees(path: &Path) -> Result<Vec<Tree>, String> {
    let source = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out = vec![];
    let mut doc = Tree::default();
    let mut first = 0;
    // A multiword token's words stand in it one after the other: only its last word may be followed by a space.
    let (mut joined_to, mut joined_space) = (0, true);
    let mut spaced = true;
    for line in source.lines().chain([""]) {
        if line.starts_with("# newdoc") && !doc.text.tokens.is_empty() {
            out.push(std::mem::take(&mut doc));
            first = 0;
        }
        if line.is_empty() && doc.text.tokens.len() > first {
            let t = &mut doc.text;
            let span = t.tokens[first].span.to(t.tokens[t.tokens.len() - 1].span);
            t.sentences.push(Sentence { span, tokens: first..t.tokens.len(), block: t.sentences.len() });
            first = t.tokens.len();
            t.text.push('\n');
            spaced = true;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() < 10 || columns[0].contains('.') {
            continue;
        }
        let space = !columns[9].contains("SpaceAfter=No");
        if let Some((_, last)) = columns[0].split_once('-') {
            joined_to = last.parse().unwrap_or(0);
            joined_space = space;
            continue;
        }
        let t = &mut doc.text;
        let start = t.text.len();
        t.text.push_str(columns[1]);
        t.tokens.push(Token { span: Span::new(start, t.text.len()), spaced });
        doc.tags.push(Tag::parse(&format!("{}|{}", columns[3], columns[4])));
        let number: usize = columns[0].parse().unwrap_or(0);
        let head: usize = columns[6].parse().unwrap_or(0);
        doc.heads.push(if head == 0 { t.tokens.len() - 1 } else { first + head - 1 });
        doc.relations.push(columns[7].to_string());
        spaced = if number < joined_to {
            false
        } else if number == joined_to {
            joined_space
        } else {
            space
        };
        if number >= joined_to {
            joined_to = 0;
        }
        if spaced {
            t.text.push(' ');
        }
    }
    if !doc.text.tokens.is_empty() {
        out.push(doc);
    }
    Ok(out)
}

/// A document as it was written, with where its sentences start and end in bytes.
pub struct Raw {
    pub id: String,
    pub text: String,
    pub starts: Vec<u32>,
    pub ends: Vec<u32>,
}

/// Reads CoNLL-U as raw text: a blank line between paragraphs, a space between sentences.
pub fn raw(path: &Path) -> Result<Vec<Raw>, String> {
    let source = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out: Vec<Raw> = vec![];
    for sentence in source.split("\n\n").filter(|s| !s.trim().is_empty()) {
        let comment = |name: &str| sentence.lines().any(|l| l.strip_prefix("# ").is_some_and(|l| l.starts_with(name)));
        if comment("newdoc") || out.is_empty() {
            let id = sentence.lines().find_map(|l| l.strip_prefix("# newdoc id = "));
            let id = id.unwrap_or_default().to_string();
            out.push(Raw { id, text: String::new(), starts: vec![], ends: vec![] });
        }
        let Some(doc) = out.last_mut() else { continue };
        if !doc.text.is_empty() {
            doc.text.push_str(if comment("newpar") { "\n\n" } else { " " });
        }
        doc.starts.push(doc.text.len() as u32);
        let mut until = 0;
        let mut end = doc.text.len();
        for columns in sentence.lines().map(|l| l.split('\t').collect::<Vec<_>>()).filter(|c| c.len() >= 10) {
            if let Some((_, last)) = columns[0].split_once('-') {
                until = last.parse().unwrap_or(0);
            } else if columns[0].parse().map_or(true, |n: usize| n <= until) {
                continue;
            }
            doc.text.push_str(columns[1]);
            end = doc.text.len();
            if !columns[9].contains("SpaceAfter=No") {
                doc.text.push(' ');
            }
        }
        doc.text.truncate(end);
        doc.ends.push(end as u32);
    }
    Ok(out)
}

/// The texts of some sets (JSONL or CoNLL-U) whose ids are wanted.
pub fn texts(o: &Options, sets: &[&str], wanted: &HashSet<&str>) -> Result<HashMap<String, String>, String> {
    let mut out = HashMap::new();
    for set in sets {
        let path = o.data.join(set);
        if set.ends_with(".conllu") {
            let raw = raw(&path)?.into_iter().filter(|r| wanted.contains(r.id.as_str()));
            out.extend(raw.map(|r| (r.id, r.text)));
            continue;
        }
        let source = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in source.lines() {
            let v: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            let (Some(id), Some(text)) = (v["id"].as_str(), v["text"].as_str()) else { continue };
            if wanted.contains(id) {
                out.insert(id.to_string(), text.to_string());
            }
        }
    }
    Ok(out)
}
