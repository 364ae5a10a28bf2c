//! brat standoff: the text, the annotations beside it and the configuration that names their types.

use super::File;
use super::article::Article;
use super::report::Report;
use crate::event::Participant;
use crate::mention::{Mention, NameType};
use crate::quote::Quote;
use crate::span::Span;
use std::collections::HashMap;

/// Three kinds of file: each article's `.txt` and `.ann`, and one `annotation.conf` for their folder.
pub fn write(report: &Report) -> Vec<File> {
    let mut files = Vec::new();
    for (n, article) in report.articles.iter().enumerate() {
        let text = article.document.text.clone();
        files.push(report.file_of(n, ".txt", "text/plain;charset=utf-8", text));
        files.push(report.file_of(n, ".ann", "text/plain;charset=utf-8", Standoff::of(article)));
    }
    let content = configuration();
    files.push(File { name: "annotation.conf".to_string(), media_type: "text/plain;charset=utf-8", content });
    files
}

/// The lines of one `.ann` file.
struct Standoff<'a> {
    article: &'a Article<'a>,
    out: String,
    /// How many text-bound annotations, relations and notes there are.
    bound: usize,
    related: usize,
    noted: usize,
    /// The text-bound annotation of each stretch and type.
    known: HashMap<(Span, &'static str), usize>,
}

impl<'a> Standoff<'a> {
    fn of(article: &'a Article<'a>) -> String {
        let mut s = Standoff { article, out: String::new(), bound: 0, related: 0, noted: 0, known: HashMap::new() };
        s.names();
        s.times();
        s.quotes();
        s.events();
        s.relations();
        s.out
    }

    /// A text-bound annotation, made once for a stretch and type; `None` where nothing would be left of the stretch.
    fn bind(&mut self, kind: &'static str, span: Span) -> Option<usize> {
        if let Some(&known) = self.known.get(&(span, kind)) {
            return Some(known);
        }
        let text = &self.article.document.text;
        let parts = fragments(text, span);
        if parts.is_empty() {
            return None;
        }
        self.bound += 1;
        let at = |p: &Span| format!("{} {}", self.article.chars.at(p.start), self.article.chars.at(p.end));
        let places = parts.iter().map(at).collect::<Vec<_>>().join(";");
        let words = parts.iter().map(|p| p.of(text)).collect::<Vec<_>>().join(" ");
        self.out += &format!("T{}\t{kind} {places}\t{words}\n", self.bound);
        self.known.insert((span, kind), self.bound);
        Some(self.bound)
    }

    fn note(&mut self, of: &str, words: &str) {
        self.noted += 1;
        self.out += &format!("#{}\tAnnotatorNotes {of}\t{words}\n", self.noted);
    }

    fn mention(&mut self, mention: &Mention) -> Option<usize> {
        let kind = self.article.document.entities[mention.entity].kind;
        self.bind(kind.as_str(), mention.span)
    }

    fn names(&mut self) {
        let document = self.article.document;
        let mut same: Vec<Vec<usize>> = vec![Vec::new(); document.entities.len()];
        for mention in document.mentions.iter().chain(&document.nested) {
            if let Some(t) = self.mention(mention)
                && !same[mention.entity].contains(&t)
            {
                same[mention.entity].push(t);
            }
        }
        for (entity, all) in same.iter().enumerate() {
            if all.len() > 1 {
                let list = all.iter().map(|t| format!("T{t}")).collect::<Vec<_>>().join(" ");
                self.out += &format!("*\tEquiv {list}\n");
            }
            let wikidata = document.entities[entity].known.and_then(|k| k.wikidata);
            if let (Some(first), Some(number)) = (all.first(), wikidata) {
                self.note(&format!("T{first}"), &format!("Wikidata Q{number}"));
            }
        }
    }

    fn times(&mut self) {
        for time in &self.article.analysis.timexes {
            if let Some(t) = self.bind("Time", time.span) {
                let edtf = time.edtf.as_ref().map_or_else(String::new, |e| format!("; EDTF {e}"));
                self.note(&format!("T{t}"), &format!("{} {}{edtf}", time.kind.code(), time.value));
            }
        }
    }

    fn quotes(&mut self) {
        for (_, quote) in self.article.quotes() {
            let parts: Vec<usize> = quote.content.iter().filter_map(|&s| self.bind("Quote", s)).collect();
            let speaker = self.speaker(quote);
            for t in parts {
                if let Some(speaker) = speaker {
                    self.relate("Said_by", t, speaker);
                }
            }
        }
    }

    /// The annotation of whoever said it: the speaker's name in the source, else the source's words.
    fn speaker(&mut self, quote: &Quote) -> Option<usize> {
        let source = quote.source?;
        let article = self.article;
        let named = quote.speaker.and_then(|s| article.mentions_of(s).find(|m| source.contains(m.span)));
        named.and_then(|m| self.mention(m)).or_else(|| self.bind("Phrase", source))
    }

    fn events(&mut self) {
        for (n, event) in self.article.analysis.events.iter().enumerate() {
            let found = &event.found;
            let Some(trigger) = self.bind("Event", found.trigger) else { continue };
            let sides = [("Who", &found.who), ("Whom", &found.whom), ("Where", &found.places)];
            let mut roles = Vec::new();
            for (role, list) in sides {
                for participant in list {
                    roles.extend(self.side(participant, found.trigger).map(|t| (role, t)));
                }
            }
            for &time in &event.when.timexes {
                roles.extend(self.bind("Time", self.article.analysis.timexes[time].span).map(|t| ("When", t)));
            }
            let said = found.attributed_to.as_ref().and_then(|p| self.side(p, found.trigger));
            roles.extend(said.map(|t| ("According_to", t)));
            // An event is no side of itself, and no side comes twice in one role.
            roles.retain(|r| r.1 != trigger);
            let mut line = format!("E{}\tEvent:T{trigger}", n + 1);
            let mut done: Vec<(&str, usize)> = Vec::new();
            for (role, t) in roles {
                if !done.contains(&(role, t)) {
                    // The second side in one role has a number, as brat's parser wants it.
                    let before = done.iter().filter(|d| d.0 == role).count();
                    let number = if before == 0 { String::new() } else { (before + 1).to_string() };
                    line += &format!(" {role}{number}:T{t}");
                    done.push((role, t));
                }
            }
            self.out += &line;
            self.out += &format!("\nA{}\tFactuality E{} {}\n", n + 1, n + 1, event.factuality.as_str());
        }
    }

    /// The annotation of somebody who takes part: the mention nearest to the trigger, or the words.
    fn side(&mut self, participant: &Participant, trigger: Span) -> Option<usize> {
        match participant {
            Participant::Words(span) => self.bind("Phrase", *span),
            Participant::Entity(entity) => {
                let article = self.article;
                let nearest = article.mentions_of(*entity).min_by_key(|m| m.span.start.abs_diff(trigger.start))?;
                self.mention(nearest)
            }
        }
    }

    fn relations(&mut self) {
        let article = self.article;
        for relation in &article.document.relations {
            let side = |entity: usize| article.mentions_of(entity).find(|m| relation.evidence.contains(m.span));
            if let (Some(a), Some(b)) = (side(relation.subject), side(relation.object))
                && let (Some(a), Some(b)) = (self.mention(a), self.mention(b))
            {
                self.relate(relation.kind.as_str(), a, b);
            }
        }
    }

    fn relate(&mut self, kind: &str, a: usize, b: usize) {
        self.related += 1;
        self.out += &format!("R{}\t{kind} Arg1:T{a} Arg2:T{b}\n", self.related);
    }
}

/// The pieces of a stretch between line ends and tabs, without white space at their ends. brat's files are lines with tabs,
/// read by Python, for which more characters end a line than the line feed.
fn fragments(text: &str, span: Span) -> Vec<Span> {
    let ends = |c: char| matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut parts = Vec::new();
    let mut at = span.start as usize;
    for piece in span.of(text).split(ends) {
        let lead = piece.len() - piece.trim_start().len();
        let kept = piece.trim();
        if !kept.is_empty() {
            parts.push(Span::new(at + lead, at + lead + kept.len()));
        }
        at += piece.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    parts
}

/// What brat must know of the types.
fn configuration() -> String {
    let mut names: Vec<&str> = NameType::ALL.iter().map(|t| t.as_str()).collect();
    names.extend(["Time", "Quote", "Phrase"]);
    let relations = crate::relation::Kind::names().map(|k| format!("{k} Arg1:<ENTITY>, Arg2:<ENTITY>\n"));
    let relations: String = relations.collect();
    format!(
        "[entities]\n{}\n\n[relations]\nEquiv Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\
         Said_by Arg1:Quote, Arg2:<ENTITY>\n{relations}<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\nEvent Who*:<ENTITY>, Whom*:<ENTITY>, Where*:<ENTITY>, When*:Time, According_to?:<ENTITY>\n\n\
         [attributes]\nFactuality Arg:<EVENT>, Value:happened|ongoing|planned|possible|conditional|negated\n",
        names.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_break_at_line_ends() {
        let text = "x Ann \r\n\tLee\u{2028}Ray y";
        let parts = fragments(text, Span::new(2, text.len() - 2));
        assert!(parts.iter().map(|p| p.of(text)).eq(["Ann", "Lee", "Ray"]));
        assert!(fragments("\n\t ", Span::new(0, 3)).is_empty());
    }
}
