//! One article as exports read it: its words, its offsets in characters, and what tells it from others.

use super::Source;
use super::escape::line;
use crate::analysis::{Analysis, Document};
use crate::block::BlockKind;
use crate::event::{Event, Factuality, Participant};
use crate::mention::Mention;
use crate::quote::Quote;
use crate::role::State;
use crate::span::Span;

/// An article with its place among those exported.
pub struct Article<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What is the same on any day of publication.
    pub document: &'a Document,
    /// Characters before each byte.
    pub chars: Chars,
    /// A hash of its text.
    pub hash: u128,
    /// The mentions of each entity, in text order, by their indices; those inside names are not among them.
    pub mentions: Vec<Vec<usize>>,
    /// How often each entity is mentioned, inside names as well.
    pub times: Vec<usize>,
    /// Of how many quotes each entity is the speaker, quotes inside quotes counted.
    pub spoken: Vec<usize>,
    /// The roles of each entity, by their indices.
    roles: Vec<Vec<usize>>,
}

impl<'a> Article<'a> {
    pub fn new(source: &'a Source) -> Self {
        let document = &*source.analysis.document;
        let entities = document.entities.len();
        let mut article = Article {
            title: &source.title,
            analysis: source.analysis,
            document,
            chars: Chars::new(&document.text),
            hash: hash(document.text.as_bytes()),
            mentions: vec![Vec::new(); entities],
            times: vec![0; entities],
            spoken: vec![0; entities],
            roles: vec![Vec::new(); entities],
        };
        document.mentions.iter().enumerate().for_each(|(n, m)| article.mentions[m.entity].push(n));
        document.mentions.iter().chain(&document.nested).for_each(|m| article.times[m.entity] += 1);
        document.roles.iter().enumerate().for_each(|(n, r)| article.roles[r.person].push(n));
        article.quotes().iter().filter_map(|(_, q)| q.speaker).for_each(|s| article.spoken[s] += 1);
        article
    }

    /// The mentions of an entity, in text order.
    pub fn mentions_of(&self, entity: usize) -> impl DoubleEndedIterator<Item = &'a Mention> {
        self.mentions[entity].iter().map(|&n| &self.document.mentions[n])
    }

    /// The words at `span`, on one line.
    #[inline(never)]
    pub fn words(&self, span: Span) -> String {
        line(span.of(&self.document.text))
    }

    /// The name of an entity.
    #[inline(never)]
    pub fn name(&self, entity: usize) -> String {
        self.words(self.document.entities[entity].name)
    }

    /// Somebody or something that takes part, in words.
    pub fn participant(&self, participant: &Participant) -> String {
        match participant {
            Participant::Entity(n) => self.name(*n),
            Participant::Words(span) => self.words(*span),
        }
    }

    /// All of them, parted by semicolons.
    pub fn participants(&self, list: &[Participant]) -> String {
        list.iter().map(|p| self.participant(p)).collect::<Vec<_>>().join("; ")
    }

    /// The event of that number.
    pub fn event(&self, event: usize) -> &'a Event {
        &self.analysis.events[event]
    }

    /// Its clause.
    #[inline(never)]
    pub fn label(&self, event: &Event) -> String {
        self.words(event.found.label)
    }

    /// Who says it happened; `None` for the article itself.
    #[inline(never)]
    pub fn sayer(&self, event: &Event) -> Option<String> {
        event.found.attributed_to.as_ref().map(|p| self.participant(p)).filter(|s| !s.is_empty())
    }

    /// Where an event's sentence is.
    pub fn sentence(&self, event: &Event) -> Span {
        self.document.sentences[event.found.sentence].span
    }

    /// Who said it: the entity, else the source's words.
    pub fn speaker(&self, quote: &Quote) -> Option<String> {
        let words = || quote.source.map(|s| self.words(s));
        quote.speaker.map(|s| self.name(s)).or_else(words).filter(|s| !s.is_empty())
    }

    /// What was said, its parts joined by an ellipsis.
    pub fn said(&self, quote: &Quote) -> String {
        quote.content.iter().map(|s| self.words(*s)).collect::<Vec<_>>().join(" … ")
    }

    /// The offices of an entity, each once: "former mayor of Port Alder". The body is left out where the title's words
    /// hold it.
    pub fn offices(&self, entity: usize) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for role in self.roles[entity].iter().map(|&n| &self.document.roles[n]) {
            let mut office = self.words(role.title);
            let said = office.to_lowercase();
            if role.state != State::Current && !said.contains(role.state.as_str()) {
                office = format!("{} {office}", role.state.as_str());
            }
            if let Some(body) = role.of.map(|o| self.name(o)).filter(|b| !said.contains(&b.to_lowercase())) {
                office = format!("{office} ({body})");
            }
            if !all.iter().any(|o| o.eq_ignore_ascii_case(&office)) {
                all.push(office);
            }
        }
        all
    }

    /// The byline, where there is one.
    pub fn byline(&self) -> Option<String> {
        let block = self.document.blocks.iter().find(|b| b.kind == BlockKind::Byline)?;
        Some(self.words(block.span))
    }

    /// The day of publication in words, with what it rests on.
    pub fn published(&self) -> String {
        use crate::publication::Source::{Bounded, Given, Metadata, Text};
        let p = &self.analysis.publication;
        let from = match p.source {
            Given => "as given",
            Metadata => "by the page's own data",
            Text => "by the text",
            Bounded | crate::publication::Source::Unknown => "inferred from the text",
        };
        match (p.value, p.earliest, p.latest) {
            (Some(day), _, _) => format!("{day} ({from})"),
            (None, Some(a), Some(b)) => format!("day not known; between {a} and {b} ({from})"),
            (None, Some(a), None) => format!("day not known; {a} or later ({from})"),
            (None, None, Some(b)) => format!("day not known; {b} or earlier ({from})"),
            _ => "day not known".to_string(),
        }
    }

    /// Every quote with its id, those inside others behind them.
    pub fn quotes(&self) -> Vec<(String, &'a Quote)> {
        let mut all = Vec::new();
        let mut open: Vec<(String, &Quote)> =
            self.document.quotes.iter().enumerate().map(|(n, q)| (format!("q{n}"), q)).rev().collect();
        while let Some((id, quote)) = open.pop() {
            open.extend(quote.nested.iter().enumerate().map(|(n, q)| (format!("{id}.{n}"), q)).rev());
            all.push((id, quote));
        }
        all
    }
}

/// Factuality in a reader's words; the page uses the same.
pub fn fact(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Happened => "happened",
        Factuality::Ongoing => "still going on",
        Factuality::Planned => "planned",
        Factuality::Possible => "possible",
        Factuality::Conditional => "only if",
        Factuality::Negated => "did not happen",
    }
}

/// Hundredths with their point: 50 is "0.50", -7 is "-0.07".
pub fn hundredths(n: i32) -> String {
    format!("{}{}.{:02}", if n < 0 { "-" } else { "" }, n.abs() / 100, n.abs() % 100)
}

/// A latitude or longitude of the knowledge base in degrees.
pub fn degrees(of: i16) -> String {
    hundredths(of.into())
}

/// From bytes to characters (Unicode code points), in constant time each after one pass over the text.
pub struct Chars {
    /// (end of a character of several bytes, bytes beyond one a character up to there).
    steps: Vec<(u32, u32)>,
}

impl Chars {
    fn new(text: &str) -> Self {
        let mut extra = 0;
        let step = |(at, c): (usize, char)| {
            extra += c.len_utf8() as u32 - 1;
            ((at + c.len_utf8()) as u32, extra)
        };
        Chars { steps: text.char_indices().filter(|(_, c)| !c.is_ascii()).map(step).collect() }
    }

    /// How many characters stand before a byte on a character's edge.
    pub fn at(&self, byte: u32) -> u32 {
        let n = self.steps.partition_point(|&(end, _)| end <= byte);
        byte - if n == 0 { 0 } else { self.steps[n - 1].1 }
    }
}

/// The 128-bit FNV-1a hash (draft-eastlake-fnv): enough to tell articles apart, and no proof of anything.
pub fn hash(bytes: &[u8]) -> u128 {
    let step = |h: u128, b: &u8| (h ^ u128::from(*b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
    bytes.iter().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step)
}

/// A hash as a UUID of version 8, which RFC 9562 leaves to such uses.
pub fn uuid(hash: u128) -> String {
    let marked = hash & !(0xF << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{marked:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_code_points() {
        let text = "a‘é😀b";
        let chars = Chars::new(text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(chars.at(byte as u32) as usize, n);
        }
    }

    #[test]
    fn hundredths_have_two_places() {
        assert_eq!([50, -7, -1234, 0, 18000].map(hundredths), ["0.50", "-0.07", "-12.34", "0.00", "180.00"]);
    }

    #[test]
    fn hashes_are_those_of_the_draft() {
        assert_eq!(hash(b""), 0x6c62272e07bb014262b821756295c58d);
        assert_eq!(hash(b"a"), 0xd228cb696f1a8caf78912b704e4a8964);
        let id = uuid(hash(b"a"));
        assert!(id.len() == 36 && &id[14..15] == "8" && &id[19..20] == "b", "{id}");
    }
}
