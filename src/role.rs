//! Reads mentions of people and the words around them; produces the offices that the text says they hold.
//!
//! Three constructions are read: a title before the name ("Russian foreign minister Sergey Lavrov"), one beside it
//! ("Sergey Lavrov, the Russian foreign minister") and one ahead of it ("The minister for roads, Sergey Lavrov,"). What
//! is not stated is not guessed, but for the body of an office that the same person's other mention states.

use crate::entity::Entity;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use crate::span::Span;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// An office or occupation that a person holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Index of the person's entity.
    pub person: usize,
    /// The title's words.
    pub title: Span,
    /// Index of the entity that the office belongs to.
    pub of: Option<usize>,
    /// Whether the text says so at this place.
    pub of_stated: bool,
    /// The construction as a whole.
    pub evidence: Span,
    /// How sure the analysis is, in percent.
    pub confidence: u8,
    /// The rules that made it.
    pub why: Vec<&'static str>,
}

/// Finds the roles of all named people, in text order. `mentions` are in text order.
pub fn find(reading: Reading, mentions: &[Mention], entities: &[Entity]) -> Vec<Role> {
    let mut roles = Vec::new();
    for (n, mention) in mentions.iter().enumerate() {
        if mention.form != Form::Name || entities[mention.entity].kind != NameType::Person {
            continue;
        }
        let near = Near { reading, mentions, entities, n };
        roles.extend(near.before());
        roles.extend(near.beside());
        roles.extend(near.ahead());
    }
    infer_bodies(reading, &mut roles);
    roles
}

/// One person's mention with its surroundings.
struct Near<'a> {
    reading: Reading<'a>,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    n: usize,
}

impl Near<'_> {
    fn person(&self) -> &Mention {
        &self.mentions[self.n]
    }

    /// The mention that ends just before `token`, a possessive 's between them or not.
    fn mention_ending(&self, token: usize) -> Option<&Mention> {
        let end = if token > 0 && self.reading.is_possessive(token - 1) { token - 1 } else { token };
        let n = self.mentions.partition_point(|m| m.tokens.end < end);
        self.mentions[n..].iter().take_while(|m| m.tokens.end == end).find(|m| m.form == Form::Name)
    }

    /// The mention that begins at `token`.
    fn mention_starting(&self, token: usize) -> Option<&Mention> {
        let n = self.mentions.partition_point(|m| m.tokens.start < token);
        self.mentions.get(n).filter(|m| m.tokens.start == token && m.form == Form::Name)
    }

    /// Whether an office belongs to things of this mention's kind.
    fn is_body(&self, mention: &Mention) -> bool {
        matches!(
            self.entities[mention.entity].kind,
            NameType::Org | NameType::Gpe | NameType::Norp | NameType::Loc | NameType::Fac
        )
    }

    /// "US secretary of state John Kerry": the title ends where the name begins.
    fn before(&self) -> Option<Role> {
        let r = self.reading;
        let name = &self.person().tokens;
        let first = r.sentences[r.sentence_of(name.start)].tokens.start;
        let also_name = |t: usize| r.is_capitalised(t) && r.words.offices_or_names.has(r.word(t));
        let name_start = if name.start > first && also_name(name.start - 1) { name.start - 1 } else { name.start };
        let head = head_ending(r, first, name_start)?;
        let mut start = head.start;
        while start > first && head.start - start < 8 && self.is_modifier(start - 1) {
            start -= 1;
        }
        // "the minister of finance Ann Lee" and "deputy head of mission" are rarer than they look: only listed phrases
        // hold an "of". The state of being new in office is not part of its name.
        while start < head.start && !is_title_word(r, start) {
            start += 1;
        }
        let body = self.mention_ending(start).filter(|m| self.is_body(m) && m.tokens.start >= first);
        let title = r.span(&(start..head.end));
        let from = body.map_or(title, |m| m.span);
        let rules =
            if body.is_some() { vec!["title-before-name", "body-before-title"] } else { vec!["title-before-name"] };
        Some(self.role(title, body, from.to(self.person().span), 92, rules))
    }

    /// Whether the token at `at` belongs to the title that follows it. Names do not.
    fn is_modifier(&self, at: usize) -> bool {
        let r = self.reading;
        let in_name = {
            let n = self.mentions.partition_point(|m| m.tokens.end <= at);
            self.mentions.get(n).is_some_and(|m| m.tokens.contains(&at))
        };
        let word = r.word(at);
        !in_name
            && !["majesty", "highness", "excellency", "honour", "honor"].iter().any(|w| r.is(at, w))
            && (r.words.office_modifiers.has(word)
                || matches!(r.xpos(at), Xpos::Nn | Xpos::Nnp) && word.chars().all(|c| c.is_alphanumeric())
                || word == "-" && at > 0 && r.words.office_modifiers.has(r.word(at - 1)))
    }

    /// "Sergey Lavrov, the Russian foreign minister," and "Ann Lee, 52, chief executive of Acme".
    fn beside(&self) -> Option<Role> {
        let r = self.reading;
        let name = &self.person().tokens;
        let end = r.sentences[r.sentence_of(name.start)].tokens.end;
        let mut at = name.end;
        if at >= end || !matches!(r.word(at), "," | "(" | "—" | "–") {
            return None;
        }
        at += 1;
        if r.xpos(at) == Xpos::Cd && r.is(at + 1, ",") {
            at += 2;
        }
        if matches!(r.word(at).to_ascii_lowercase().as_str(), "the" | "a" | "an" | "one" | "who") {
            if r.is(at, "who") {
                return None;
            }
            at += 1;
        }
        // Up to the head: modifiers, and perhaps the name of the body ("the Acme chief executive", "Syria's president").
        let limit = end.min(at + 8);
        let mut body = None;
        let mut start = at;
        while at < limit {
            if let Some(m) = self.mention_starting(at) {
                if !self.is_body(m) {
                    return None;
                }
                body = Some(m);
                at = m.tokens.end + usize::from(r.is_possessive(m.tokens.end));
                start = at;
                continue;
            }
            if let Some(head) = head_starting(r, at, end)
                .filter(|h| !head_starting(r, h.end, end).is_some_and(|_| self.is_modifier(h.start)))
            {
                // "an ambitious lawyer" is a lawyer; "the foreign minister" is not a minister.
                while start < head.start && r.upos(start) == Upos::Adj && !r.words.office_modifiers.has(r.word(start)) {
                    start += 1;
                }
                return self.appositive(name, start..head.end, body, end);
            }
            if !(self.is_modifier(at) || matches!(r.upos(at), Upos::Adj | Upos::Noun)) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "The Minister for Roads, Kwesi Attah, has …" and "Syria's president, Bashar Assad,".
    fn ahead(&self) -> Option<Role> {
        let r = self.reading;
        let name = &self.person().tokens;
        let first = r.sentences[r.sentence_of(name.start)].tokens.start;
        let comma = name.start.checked_sub(1).filter(|&t| t > first && r.is(t, ","))?;
        if !matches!(r.word(name.end), "," | "." | "—" | "–" | ";") {
            return None;
        }
        let mut at = comma;
        while at > first && comma - at < 12 {
            at -= 1;
            if r.xpos(at).is_verb()
                || matches!(r.word(at), "," | ";" | ":" | "—" | "–")
                || r.is(at, "and") && r.upos(at + 1) == Upos::Det
            {
                return None;
            }
            let Some(head) = head_starting(r, at, comma) else { continue };
            if head.end != comma && !["of", "for", "at", "to", "in"].iter().any(|w| r.is(head.end, w)) {
                continue;
            }
            let mut start = head.start;
            while start > first && head.start - start < 6 && self.is_modifier(start - 1) {
                start -= 1;
            }
            let before = self.mention_ending(start).filter(|m| self.is_body(m) && m.tokens.start >= first);
            // Without "the" or a body before it, the phrase is as likely a list or an address.
            let article =
                start.checked_sub(1).is_some_and(|t| ["the", "his", "her", "its", "their"].iter().any(|w| r.is(t, w)));
            if !article && before.is_none() {
                return None;
            }
            let after = (head.end..comma).filter_map(|t| self.mention_starting(t)).find(|m| self.is_body(m));
            let title = r.span(&(start..head.end));
            let evidence = before.map_or(title, |m| m.span).to(self.person().span);
            return Some(self.role(title, before.or(after), evidence, 85, vec!["title-ahead-of-name"]));
        }
        None
    }

    /// The role of an apposition whose title is `title`; the body may follow it ("of Acme", "at the bank").
    fn appositive(&self, name: &Range<usize>, title: Range<usize>, body: Option<&Mention>, end: usize) -> Option<Role> {
        let r = self.reading;
        let mut body = body;
        let mut last = title.end;
        let mut rules = vec!["title-beside-name"];
        if matches!(r.word(last).to_ascii_lowercase().as_str(), "of" | "at" | "for" | "in" | "with" | "to") {
            let from = (last + 1..(last + 7).min(end)).take_while(|&t| r.word(t) != "," && !r.xpos(t).is_verb());
            if let Some(m) = from.filter_map(|t| self.mention_starting(t)).find(|m| self.is_body(m)) {
                last = m.tokens.end;
                body = body.or(Some(m));
                rules.push("body-after-title");
            }
        } else if !matches!(
            r.word(last),
            "," | "." | ")" | ";" | "—" | "–" | "-" | "and" | "who" | "said" | "says" | "told"
        ) {
            // "Ann Lee, president Bo Li and …" is a list, "Ann Lee, minister Bo Li said" a new subject.
            return None;
        }
        if body.is_some() && rules.len() == 1 {
            rules.push("body-before-title");
        }
        Some(self.role(r.span(&title), body, r.span(&(name.start..last)), 85, rules))
    }

    fn role(
        &self,
        title: Span,
        body: Option<&Mention>,
        evidence: Span,
        confidence: u8,
        why: Vec<&'static str>,
    ) -> Role {
        let of = body.map(|m| self.country_of(m.entity));
        Role { person: self.person().entity, title, of, of_stated: of.is_some(), evidence, confidence, why }
    }

    /// A demonym stands for its country, where the text names that country too.
    fn country_of(&self, entity: usize) -> usize {
        let demonym = &self.entities[entity];
        let same = |e: &Entity| e.kind == NameType::Gpe && e.country == demonym.country;
        match (demonym.kind, demonym.country) {
            (NameType::Norp, Some(_)) => self.entities.iter().position(same).unwrap_or(entity),
            _ => entity,
        }
    }
}

/// Whether the word is part of an office's name rather than of a description ("new", "late").
fn is_title_word(r: Reading, at: usize) -> bool {
    let state = ["new", "current", "then", "late", "newly", "elected", "longtime", "veteran"];
    !state.iter().any(|w| r.is(at, w)) && r.word(at) != "-"
}

/// The longest listed office that ends just before `end`.
fn head_ending(r: Reading, first: usize, end: usize) -> Option<Range<usize>> {
    (first.max(end.saturating_sub(4))..end).find(|&start| is_office(r, start..end)).map(|start| start..end)
}

/// The longest listed office that begins at `at`.
fn head_starting(r: Reading, at: usize, end: usize) -> Option<Range<usize>> {
    (at + 1..=end.min(at + 4)).rev().find(|&e| is_office(r, at..e)).map(|e| at..e)
}

fn is_office(r: Reading, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let phrase = r.span(&tokens).of(r.text);
    r.words.offices.has(phrase)
}

/// Gives an office without a stated body the one that the same person's office of the same name states elsewhere.
fn infer_bodies(reading: Reading, roles: &mut [Role]) {
    let last = |s: Span| s.of(reading.text).rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    for n in 0..roles.len() {
        if roles[n].of.is_some() {
            continue;
        }
        let same = |r: &&Role| r.person == roles[n].person && r.of_stated && last(r.title) == last(roles[n].title);
        // Far mentions of one person are few; looking at the nearest keeps long texts linear.
        let window = &roles[n.saturating_sub(200)..roles.len().min(n + 200)];
        if let Some(of) = window.iter().find(same).and_then(|r| r.of) {
            roles[n].of = Some(of);
            roles[n].why.push("body-from-other-mention");
        }
    }
}
