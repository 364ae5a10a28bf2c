//! One sentence's tokens with their classes, for the forms to read.

use super::Source;
use super::class::Class;
use super::evidence::Evidence;
use super::forms::weekday;
use super::tense::{self, Tense};
use crate::dependency::Deprel;
use crate::tag::Xpos;
use std::cell::Cell;

/// A view of the text that ends where the sentence ends. Positions are indices into all tokens of the text.
pub(super) struct Scan<'a> {
    pub source: Source<'a>,
    pub classes: &'a [Class],
    pub evidence: &'a Evidence,
    /// First token of the sentence.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// How deep an expression is being read inside others.
    pub depth: Cell<u8>,
}

impl<'a> Scan<'a> {
    /// The class of token `at`, `None` outside the sentence.
    pub fn class(&self, at: usize) -> Class {
        if at < self.end { self.classes[at] } else { Class::None }
    }

    /// The word of token `at`, empty outside the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        if (self.start..self.end).contains(&at) { self.source.tokens[at].span.of(self.source.text) } else { "" }
    }

    /// The word before token `at`, empty at the start of the sentence.
    pub fn before(&self, at: usize) -> &'a str {
        if at > self.start { self.word(at - 1) } else { "" }
    }

    /// Whether token `at` is that word in any case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether token `at` is one of those words, in any case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(at, w))
    }

    /// Whether token `at` begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether token `at` follows the one before it without a space.
    pub fn glued(&self, at: usize) -> bool {
        at < self.end && !self.source.tokens[at].spaced
    }

    /// The Penn tag of token `at`, when the text was tagged.
    pub fn tag(&self, at: usize) -> Option<Xpos> {
        if (self.start..self.end).contains(&at) { self.source.tags.get(at).map(|t| t.xpos) } else { None }
    }

    /// The token on which token `at` depends, when the text was parsed.
    pub fn head(&self, at: usize) -> Option<usize> {
        if (self.start..self.end).contains(&at) { self.source.dependencies.get(at)?.head } else { None }
    }

    /// How token `at` depends on its head, when the text was parsed.
    pub fn relation(&self, at: usize) -> Option<Deprel> {
        if (self.start..self.end).contains(&at) { self.source.dependencies.get(at).map(|d| d.relation) } else { None }
    }

    /// Whether the clause around token `at` tells of the past.
    pub fn past(&self, at: usize) -> bool {
        tense::of(self, at, at) == Tense::Past
    }

    /// Whether token `at` lies inside a name that the model found.
    pub fn named(&self, at: usize) -> bool {
        let named = |i: usize| self.source.in_name.get(i).copied().unwrap_or(false);
        if !named(at) {
            return false;
        }
        // Newspapers write "Mr Clinton Saturday vowed": a weekday or a date that closes a name is not part of it.
        let closes = at > self.start && named(at - 1) && !named(at + 1);
        match self.class(at) {
            Class::Weekday(..) => !closes || weekday::in_title(self, at),
            Class::Month(_) => !matches!(self.class(at + 1), Class::Digits(1..=31, 1 | 2)),
            _ => true,
        }
    }

    /// Where the next word is, one hyphen skipped: "third-quarter" and "third quarter".
    pub fn hop(&self, at: usize) -> usize {
        if self.is_any(at, &["-", "‑"]) { at + 1 } else { at }
    }
}
