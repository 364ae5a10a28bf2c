//! An analysis as interlinear text: every sentence with what was found in it, then the cast, the roles, the
//! relations and the timeline. Entities, quotes, times and events are called by their ids.

use dateline::wire::{Analysis, Entity, Event, Participant, Quote, Stretch};
use std::fmt::Write;

struct Render<'a> {
    units: Vec<u16>,
    a: &'a Analysis,
    out: String,
}

/// The rendering of one article.
pub fn article(text: &str, analysis: &Analysis) -> String {
    let mut r = Render { units: text.encode_utf16().collect(), a: analysis, out: String::new() };
    let p = &analysis.publication;
    let range = match (&p.earliest, &p.latest) {
        (None, None) => "?".to_string(),
        (first, last) => format!("{}..{}", first.as_deref().unwrap_or(""), last.as_deref().unwrap_or("")),
    };
    let day = p.value.as_ref().unwrap_or(&range);
    r.line(format!(
        "publication {day} ({}); {} times depend on it; language {}",
        p.source, p.dependents, analysis.language
    ));
    r.text();
    r.cast();
    r.roles();
    r.relations();
    r.timeline();
    r.out
}

impl Render<'_> {
    fn line(&mut self, line: impl AsRef<str>) {
        let _ = writeln!(self.out, "{}", line.as_ref().trim_end());
    }

    fn words(&self, start: u32, end: u32) -> String {
        String::from_utf16(&self.units[start as usize..end as usize])
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn stretch(&self, s: &Stretch) -> String {
        self.words(s.start, s.end)
    }

    /// A long stretch by its first and last words.
    fn short(&self, s: &Stretch) -> String {
        let all = self.stretch(s);
        let words: Vec<&str> = all.split(' ').collect();
        if words.len() <= 10 {
            all
        } else {
            format!("{} … {}", words[..5].join(" "), words[words.len() - 4..].join(" "))
        }
    }

    fn text(&mut self) {
        let a = self.a;
        for (n, block) in a.blocks.iter().enumerate() {
            self.line(format!("\n[{}]", block.kind));
            let sentences: Vec<_> = a.sentences.iter().filter(|s| s.block == n).collect();
            if sentences.is_empty() {
                let words = self.words(block.start, block.end);
                self.line(words);
            }
            for s in sentences {
                let words = self.words(s.start, s.end);
                self.line(words);
                self.found(s.start, s.end);
            }
        }
    }

    /// What was found between two places: names, times, values, quotes and events that begin there.
    fn found(&mut self, start: u32, end: u32) {
        let a = self.a;
        let inside = |at: u32| at >= start && at < end;
        let mut names: Vec<(u32, String)> = Vec::new();
        for e in &a.entities {
            for m in e.mentions.iter().filter(|m| inside(m.start)) {
                let form = if m.form == "name" { "" } else { m.form };
                let stands = m.metonym_for.as_ref().map_or(String::new(), |f| format!(" for {f}"));
                names.push((
                    m.start,
                    format!("{} {}{} {form}", self.words(m.start, m.end), e.id, stands).trim_end().to_string(),
                ));
            }
        }
        names.sort();
        self.list("names", names.into_iter().map(|(_, n)| n).collect());
        let time = |t: &&dateline::wire::Timex| inside(t.start);
        let modifier = |m: Option<&str>| m.map_or(String::new(), |m| format!(" {m}"));
        let times = a
            .timexes
            .iter()
            .filter(time)
            .map(|t| format!("{} {} = {}{}", t.id, self.words(t.start, t.end), t.value, modifier(t.r#mod)));
        let times = times.collect();
        self.list("times", times);
        let values = a.values.iter().filter(|v| inside(v.start)).map(|v| {
            let number = v.value.as_deref().unwrap_or("?");
            format!("{} = {number} {} {}", self.words(v.start, v.end), v.unit.as_deref().unwrap_or(""), v.r#type)
        });
        let values = values.collect();
        self.list("values", values);
        for q in a.quotes.iter().filter(|q| q.content.first().is_some_and(|c| inside(c.start))) {
            let line = self.quote(q);
            self.line(line);
        }
        for e in a.events.iter().filter(|e| inside(e.trigger.start)) {
            let line = self.event(e);
            self.line(line);
        }
    }

    fn list(&mut self, head: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.line(format!("    {head:6} {}", items.join(" | ")));
        }
    }

    fn quote(&self, q: &Quote) -> String {
        let content: Vec<String> = q.content.iter().map(|c| self.short(c)).collect();
        let mut line = format!("    quote  {} {}: {}", q.id, q.kind, content.join(" / "));
        if let Some(source) = &q.source {
            let _ = write!(line, " <- {}", self.stretch(source));
        }
        let _ = write!(line, " ({})", q.speaker.as_deref().unwrap_or("no speaker"));
        if let Some(cue) = &q.cue {
            let _ = write!(line, " [{}]", self.stretch(cue));
        }
        if let Some(before) = &q.continues {
            let _ = write!(line, " continues {before}");
        }
        line
    }

    fn event(&self, e: &Event) -> String {
        let people = |list: &[Participant]| {
            let one = |p: &Participant| match p {
                Participant::Entity(id) => id.clone(),
                Participant::Words(s) => format!("\"{}\"", self.short(s)),
            };
            list.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let mut line = format!("    event  {} {} ({})", e.id, self.stretch(&e.trigger), e.factuality);
        for (head, list) in [("who", &e.who), ("whom", &e.whom), ("where", &e.r#where)] {
            if !list.is_empty() {
                let _ = write!(line, " {head} {}", people(list));
            }
        }
        let _ = write!(
            line,
            " when {} ({})",
            e.when.edtf.as_deref().or(e.when.value.as_deref()).unwrap_or("-"),
            e.when.basis
        );
        if let Some(quote) = &e.quote {
            let _ = write!(line, " in {quote}");
        }
        line
    }

    fn cast(&mut self) {
        self.line("\n== cast");
        let line = |e: &Entity| {
            let aliases = if e.aliases.is_empty() { String::new() } else { format!(" = {}", e.aliases.join(" = ")) };
            let country =
                e.kb.as_ref().and_then(|k| k.country.as_deref()).map_or(String::new(), |c| format!(" in {c}"));
            format!("{} {} {}{aliases}{country}, {}, {} mentions", e.id, e.r#type, e.name, e.gender, e.mentions.len())
        };
        let lines: Vec<String> = self.a.entities.iter().map(line).collect();
        lines.iter().for_each(|l| self.line(l));
    }

    fn name(&self, id: &str) -> String {
        self.a.entities.iter().find(|e| e.id == id).map_or(id.to_string(), |e| format!("{id} {}", e.name))
    }

    fn roles(&mut self) {
        self.line("\n== roles");
        let role = |r: &dateline::wire::Role| {
            let of = r.of.as_ref().map_or(String::new(), |of| {
                format!(" of {}{}", self.name(of), if r.of_stated { "" } else { " (not stated)" })
            });
            format!("{}: {}{of}", self.name(&r.person), self.stretch(&r.title))
        };
        let lines: Vec<String> = self.a.roles.iter().map(role).collect();
        lines.iter().for_each(|l| self.line(l));
    }

    fn relations(&mut self) {
        self.line("\n== relations");
        let relation = |r: &dateline::wire::Relation| {
            let (subject, object) = (self.name(&r.subject), self.name(&r.object));
            format!("{subject} {} {object}: {} ({})", r.kind, self.short(&r.evidence), r.why.join(", "))
        };
        let lines: Vec<String> = self.a.relations.iter().map(relation).collect();
        lines.iter().for_each(|l| self.line(l));
    }

    fn timeline(&mut self) {
        self.line("\n== timeline");
        let mut lines = Vec::new();
        for row in &self.a.timeline {
            let e = self.a.events.iter().find(|e| e.id == row.event).unwrap();
            let bounds = format!("{}..{}", row.earliest.as_deref().unwrap_or(""), row.latest.as_deref().unwrap_or(""));
            let label = self.stretch(&e.label);
            lines.push(format!("{} {} [{bounds}] {} {}: {label}", row.lane, row.display, e.factuality, e.id));
        }
        lines.iter().for_each(|l| self.line(l));
    }
}
