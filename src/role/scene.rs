//! The names around a title, and which of them can be the body that it belongs to.

use super::title;
use crate::entity::{Entity, country_of};
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use std::ops::Range;

/// A text with its names.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub reading: Reading<'a>,
    /// In text order.
    pub mentions: &'a [Mention],
    pub entities: &'a [Entity],
}

impl<'a> Scene<'a> {
    /// The name that ends just before `token`, a possessive 's between them or not.
    pub fn name_ending(&self, token: usize) -> Option<&'a Mention> {
        let end = if token > 0 && self.reading.is_possessive(token - 1) { token - 1 } else { token };
        let n = self.mentions.partition_point(|m| m.tokens.end < end);
        self.mentions[n..].iter().take_while(|m| m.tokens.end == end).find(|m| m.form == Form::Name)
    }

    /// The name that begins at `token`.
    pub fn name_starting(&self, token: usize) -> Option<&'a Mention> {
        let n = self.mentions.partition_point(|m| m.tokens.start < token);
        self.mentions.get(n).filter(|m| m.tokens.start == token && m.form == Form::Name)
    }

    /// The name that holds `token`.
    pub fn name_at(&self, token: usize) -> Option<&'a Mention> {
        let n = self.mentions.partition_point(|m| m.tokens.end <= token);
        self.mentions.get(n).filter(|m| m.tokens.contains(&token) && m.form == Form::Name)
    }

    /// The person whose name holds `token`.
    pub fn person_at(&self, token: usize) -> Option<&'a Mention> {
        self.name_at(token).filter(|m| self.entities[m.entity].kind == NameType::Person)
    }

    /// Whether an office belongs to things of this mention's kind.
    pub fn is_body(&self, mention: &Mention) -> bool {
        matches!(
            self.entities[mention.entity].kind,
            NameType::Org | NameType::Gpe | NameType::Norp | NameType::Loc | NameType::Fac
        )
    }

    /// The entity of a body that a title has: a people's country, where the text names it. None where the title is a
    /// calling and the name a people or country: an English actor is no actor of England.
    pub fn body_of(&self, title: &Range<usize>, body: &Mention) -> Option<usize> {
        let place = matches!(self.entities[body.entity].kind, NameType::Norp | NameType::Gpe | NameType::Loc);
        (!place || !title::is_occupation(self.reading, title)).then(|| country_of(self.entities, body.entity))
    }

    /// The body named behind a title that ends before `from`: "of Acme", "at the bank of Rome".
    pub fn body_behind(&self, from: usize, end: usize) -> Option<&'a Mention> {
        let r = self.reading;
        if !["of", "at", "for", "in", "with", "to"].iter().any(|w| r.is(from, w)) {
            return None;
        }
        let behind = (from + 1..(from + 10).min(end))
            .take_while(|&t| !matches!(r.word(t), "," | ";" | "(" | ":") && !r.xpos(t).is_verb());
        behind.filter_map(|t| self.name_starting(t)).find(|m| self.is_body(m))
    }
}
