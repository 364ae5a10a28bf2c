//! Offices that stand beside a name: a title before it ("Russian foreign minister Sergey Lavrov"), one behind it ("Sergey
//! Lavrov, the Russian foreign minister") and one ahead of it ("The minister for roads, Sergey Lavrov,").

use super::Role;
use super::scene::Scene;
use super::title::{head_ending, head_starting, is_plural, is_title_word, state_before};
use crate::dependency::Deprel;
use crate::mention::Mention;
use crate::span::Span;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// The roles that stand beside the name `mentions[n]`.
pub fn find(scene: Scene, n: usize) -> Vec<Role> {
    let near = Near { scene, n };
    let before = near.before().or_else(|| near.shared());
    [before, near.beside(), near.ahead()].into_iter().flatten().collect()
}

/// One person's mention with its surroundings.
struct Near<'a> {
    scene: Scene<'a>,
    n: usize,
}

impl<'a> Near<'a> {
    fn person(&self) -> &'a Mention {
        &self.scene.mentions[self.n]
    }

    /// "US secretary of state John Kerry": the title ends where the name begins.
    fn before(&self) -> Option<Role> {
        let r = self.scene.reading;
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
        // "Berlin-based artist Ann Lee".
        let based = start >= first + 3 && r.is(start - 1, "based") && r.word(start - 2) == "-";
        let body = self.scene.name_ending(if based { start - 2 } else { start });
        let body = body.filter(|m| self.scene.is_body(m) && m.tokens.start >= first);
        let behind = self.body_behind_name().filter(|_| body.is_none());
        let title = start..head.end;
        let from = body.map_or(r.span(&title), |m| m.span);
        let to = behind.map_or(self.person().span, |m| m.span);
        let mut rules = vec!["title-before-name"];
        rules.extend(body.map(|_| "body-before-title"));
        rules.extend(behind.map(|_| "body-after-name"));
        let role = self.role(title, body.or(behind), from.to(to), 92, rules);
        Some(match body.filter(|_| based) {
            Some(m) => Role { of: Some(m.entity), of_stated: true, ..role },
            None => role,
        })
    }

    /// "President Vicente Fox of Mexico": the body follows the name.
    fn body_behind_name(&self) -> Option<&'a Mention> {
        let r = self.scene.reading;
        let of = Some(self.person().tokens.end).filter(|&t| r.is(t, "of"))?;
        let at = of + 1 + usize::from(r.is(of + 1, "the"));
        self.scene.name_starting(at).filter(|m| self.scene.is_body(m) && !r.is_possessive(m.tokens.end))
    }

    /// "lawyers Ann Lee and Bo Ray": a title in the plural before the first of several names.
    fn shared(&self) -> Option<Role> {
        let r = self.scene.reading;
        let own = &self.person().tokens;
        let conj = own.clone().find(|&t| r.relation(t) == Some(Deprel::Conj)).and_then(|t| r.head(t));
        let first = conj.and_then(|t| self.scene.person_at(t)).unwrap_or(self.person());
        // "the officials Lee met": one name alone is somebody else.
        let joined = |m: &Mention| {
            m.tokens
                .clone()
                .any(|t| r.relation(t) == Some(Deprel::Conj) && r.head(t).is_some_and(|h| first.tokens.contains(&h)))
        };
        let from = self.scene.mentions.partition_point(|m| m.tokens.start <= first.tokens.start);
        self.scene.mentions[from..].iter().take(8).find(|m| joined(m))?;
        let at = first.tokens.start.checked_sub(1).filter(|&t| is_plural(r, t))?;
        let start = r.sentences[r.sentence_of(at)].tokens.start;
        let mut from = at;
        while from > start && at - from < 4 && self.is_modifier(from - 1) {
            from -= 1;
        }
        r.words.offices.has(&r.lemma(at)).then_some(())?;
        let body = self.scene.name_ending(from).filter(|m| self.scene.is_body(m));
        let evidence = r.span(&(from..from + 1)).to(self.person().span);
        Some(self.role(from..at + 1, body, evidence, 80, vec!["title-before-names"]))
    }

    /// Whether the token at `at` belongs to the title that follows it. Names do not.
    fn is_modifier(&self, at: usize) -> bool {
        let r = self.scene.reading;
        let word = r.word(at);
        self.scene.name_at(at).is_none()
            && !["majesty", "highness", "excellency", "honour", "honor"].iter().any(|w| r.is(at, w))
            && (r.words.office_modifiers.has(word)
                || matches!(r.xpos(at), Xpos::Nn | Xpos::Nnp) && word.chars().all(|c| c.is_alphanumeric())
                || word == "-" && at > 0 && r.words.office_modifiers.has(r.word(at - 1)))
    }

    /// "Sergey Lavrov, the Russian foreign minister," and "Ann Lee, 52, chief executive of Acme".
    fn beside(&self) -> Option<Role> {
        let r = self.scene.reading;
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
            if let Some(m) = self.scene.name_starting(at) {
                if !self.scene.is_body(m) {
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
        let r = self.scene.reading;
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
            let before = self.scene.name_ending(start).filter(|m| self.scene.is_body(m) && m.tokens.start >= first);
            // Without "the" or a body before it, the phrase is as likely a list or an address.
            let article =
                start.checked_sub(1).is_some_and(|t| ["the", "his", "her", "its", "their"].iter().any(|w| r.is(t, w)));
            if !article && before.is_none() {
                return None;
            }
            // "the widow of the late president, Ann Lee".
            if r.is(start, "late") || start > first && r.is(start - 1, "late") {
                return None;
            }
            let after = (head.end..comma).filter_map(|t| self.scene.name_starting(t)).find(|m| self.scene.is_body(m));
            let title = start..head.end;
            let evidence = before.map_or(r.span(&title), |m| m.span).to(self.person().span);
            return Some(self.role(title, before.or(after), evidence, 85, vec!["title-ahead-of-name"]));
        }
        None
    }

    /// The role of an apposition whose title is `title`; the body may follow it ("of Acme", "at the bank").
    fn appositive(&self, name: &Range<usize>, title: Range<usize>, body: Option<&Mention>, end: usize) -> Option<Role> {
        let r = self.scene.reading;
        let mut body = body;
        let mut last = title.end;
        let mut rules = vec!["title-beside-name"];
        if matches!(r.word(last).to_ascii_lowercase().as_str(), "of" | "at" | "for" | "in" | "with" | "to") {
            let from = (last + 1..(last + 7).min(end)).take_while(|&t| r.word(t) != "," && !r.xpos(t).is_verb());
            if let Some(m) = from.filter_map(|t| self.scene.name_starting(t)).find(|m| self.scene.is_body(m)) {
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
        // In "Ann Lee, chair and minister Bo Ray" both titles are the second one's.
        if r.is(last, "and")
            && let Some(next) = head_starting(r, last + 1, end)
            && self.scene.name_starting(next.end).is_some()
        {
            return None;
        }
        if body.is_some() && rules.len() == 1 {
            rules.push("body-before-title");
        }
        Some(self.role(title, body, r.span(&(name.start..last)), 85, rules))
    }

    fn role(
        &self,
        title: Range<usize>,
        body: Option<&Mention>,
        evidence: Span,
        confidence: u8,
        why: Vec<&'static str>,
    ) -> Role {
        let r = self.scene.reading;
        let of = body.and_then(|m| self.scene.body_of(&title, m));
        // "former US president", "US former president".
        let from = body.map_or(title.start, |m| m.tokens.start.min(title.start)).saturating_sub(2);
        let first = r.sentences[r.sentence_of(title.start)].tokens.start;
        let state = state_before(r, from.max(first), title.end);
        let (person, title) = (self.person().entity, r.span(&title));
        Role { person, title, of, of_stated: of.is_some(), state, evidence, confidence, why }
    }
}
