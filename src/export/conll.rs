//! CoNLL-U, version 2: one word a line, with what the analysis knows of it.
//!
//! CoNLL-U and not the columns of CoNLL-2003, because the analysis has lemmas and a parse, which those have no place for,
//! and because its MISC column holds names, offsets and events without breaking any reader.

use super::File;
use super::article::Article;
use super::report::Report;
use crate::lemma;
use crate::span::Span;

/// One file an article. MISC holds `start_char` and `end_char` (in characters, as Stanza writes them), `NER` (BIO), `Entity`
/// (which thing a name means), `TIMEX` (BIO) with its value, and of a word that names an event its `Event` and `Factuality`.
pub fn write(report: &Report) -> Vec<File> {
    let file = |(n, article): (usize, &Article)| {
        report.file_of(n, ".conllu", "text/plain;charset=utf-8", Words::of(article).write(n))
    };
    report.articles.iter().enumerate().map(file).collect()
}

/// What words have beside their grammar.
struct Words<'a> {
    article: &'a Article<'a>,
    misc: Vec<Vec<String>>,
}

impl<'a> Words<'a> {
    fn of(article: &'a Article<'a>) -> Self {
        let document = article.document;
        let mut misc: Vec<Vec<String>> = vec![Vec::new(); document.tokens.len()];
        let mut names = vec![None; document.tokens.len()];
        for mention in document.mentions.iter().filter(|m| m.form == crate::mention::Form::Name) {
            for t in mention.tokens.clone() {
                let begins = if t == mention.tokens.start { "B" } else { "I" };
                names[t] = Some((begins, mention.entity));
            }
        }
        for (t, name) in names.into_iter().enumerate() {
            let span = document.tokens[t].span;
            misc[t].push(format!("start_char={}", article.chars.at(span.start)));
            misc[t].push(format!("end_char={}", article.chars.at(span.end)));
            match name {
                Some((begins, e)) => {
                    misc[t].push(format!("NER={begins}-{}", document.entities[e].kind.as_str()));
                    misc[t].push(format!("Entity=e{e}"));
                }
                None => misc[t].push("NER=O".to_string()),
            }
        }
        for time in &article.analysis.timexes {
            for t in time.tokens.clone() {
                let begins = if t == time.tokens.start { "B" } else { "I" };
                misc[t].push(format!("TIMEX={begins}-{}", time.kind.code()));
                misc[t].push(format!("Value={}", plain(&time.value)));
            }
        }
        for (n, event) in article.analysis.events.iter().enumerate() {
            let word = &mut misc[event.found.token];
            word.push(format!("Event=v{n}"));
            word.push(format!("Factuality={}", event.factuality.as_str()));
        }
        Words { article, misc }
    }

    fn write(mut self, number: usize) -> String {
        let document = self.article.document;
        let mut out = format!("# newdoc id = {}\n", number + 1);
        let mut block = usize::MAX;
        for (n, sentence) in document.sentences.iter().enumerate() {
            if sentence.block != block {
                block = sentence.block;
                out += "# newpar\n";
            }
            out += &format!("# sent_id = {}-{}\n# text = {}\n", number + 1, n + 1, self.text(sentence.tokens.clone()));
            for t in sentence.tokens.clone() {
                self.word(t, sentence.tokens.clone(), &mut out);
            }
            out.push('\n');
        }
        out
    }

    /// The sentence as its words make it up, with one blank where any white space is.
    fn text(&self, tokens: std::ops::Range<usize>) -> String {
        let mut out = String::new();
        for t in tokens.clone() {
            if t > tokens.start && self.article.document.tokens[t].spaced {
                out.push(' ');
            }
            out += &self.form(self.article.document.tokens[t].span);
        }
        out
    }

    fn form(&self, span: Span) -> String {
        plain(span.of(&self.article.document.text))
    }

    fn word(&mut self, t: usize, sentence: std::ops::Range<usize>, out: &mut String) {
        let document = self.article.document;
        let (token, tag) = (document.tokens[t], document.tags[t]);
        let form = self.form(token.span);
        let lemma = plain(&lemma::of(token.span.of(&document.text), tag.upos, tag.xpos));
        let (head, relation) = match document.dependencies.get(t) {
            Some(d) => (d.head.map_or(0, |h| h + 1 - sentence.start).to_string(), d.relation.as_str()),
            None => ("_".to_string(), "_"),
        };
        let last = t + 1 == sentence.end;
        if !last && !document.tokens[t + 1].spaced {
            self.misc[t].insert(0, "SpaceAfter=No".to_string());
        }
        let id = t + 1 - sentence.start;
        let misc = self.misc[t].join("|");
        let (upos, xpos) = (tag.upos.as_str(), tag.xpos.as_str());
        *out += &format!("{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}\n");
    }
}

/// A value without what parts lines, columns and entries; never empty.
fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() && !c.is_whitespace() || *c == ' ').collect();
    let kept = kept.replace('|', "¦");
    if kept.is_empty() { "_".to_string() } else { kept }
}
