//! A read-only view of what the early stages found, for the stages that read words.

use crate::block::{Block, BlockKind};
use crate::dependency::{Dependency, Deprel};
use crate::lemma;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::tag::{Tag, Upos, Xpos};
use crate::token::Token;
use crate::words::Words;
use std::ops::Range;

/// The text with its blocks, sentences, tokens, tags and dependencies. `tags` has one entry for each token.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The text as it was given.
    pub text: &'a str,
    /// The word lists.
    pub words: &'a Words,
    /// Blocks, in text order.
    pub blocks: &'a [Block],
    /// Sentences, in text order; none in boilerplate.
    pub sentences: &'a [Sentence],
    /// Tokens, in text order.
    pub tokens: &'a [Token],
    /// One tag a token.
    pub tags: &'a [Tag],
    /// One dependency a token; empty where the model does not parse.
    pub dependencies: &'a [Dependency],
}

impl<'a> Reading<'a> {
    /// The word at `token`, as it stands in the text; empty past either end.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the word at `token` is `word`, but for ASCII case.
    pub fn is(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// The Penn tag at `token`; `Nfp` past the end.
    pub fn xpos(&self, token: usize) -> Xpos {
        self.tags.get(token).map_or(Xpos::Nfp, |t| t.xpos)
    }

    /// The universal tag at `token`; `X` past the end.
    pub fn upos(&self, token: usize) -> Upos {
        self.tags.get(token).map_or(Upos::X, |t| t.upos)
    }

    /// The token on which the one at `token` depends; `None` for a root, past the end, and where the model does not parse.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.dependencies.get(token).and_then(|d| d.head)
    }

    /// How the token at `token` depends on its head; `None` past the end and where the model does not parse.
    pub fn relation(&self, token: usize) -> Option<Deprel> {
        self.dependencies.get(token).map(|d| d.relation)
    }

    /// The one of `tokens`, which must not be empty, that the sentence's grammar hangs on: its head lies outside.
    pub fn head_of(&self, tokens: &Range<usize>) -> usize {
        let outside = |&t: &usize| self.head(t).is_none_or(|h| !tokens.contains(&h));
        tokens.clone().rev().find(outside).unwrap_or(tokens.end - 1)
    }

    /// The dictionary form of the token.
    pub fn lemma(&self, token: usize) -> String {
        lemma::of(self.word(token), self.upos(token), self.xpos(token))
    }

    /// The stretch from the first to the last of `tokens`, which must not be empty.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span)
    }

    /// The index of the sentence that holds `token`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// The kind of the block that holds the sentence.
    pub fn kind_of(&self, sentence: usize) -> BlockKind {
        self.blocks[self.sentences[sentence].block].kind
    }

    /// The tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.end <= span.end);
        start..end.max(start)
    }

    /// The tokens that share a character with `span`.
    pub fn tokens_at(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        if span.is_empty() { start..start } else { start..end.max(start) }
    }

    /// Whether the token opens with a capital letter.
    pub fn is_capitalised(&self, token: usize) -> bool {
        self.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token is a clitic possessive ('s or ').
    pub fn is_possessive(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'S" | "’S" | "ʼs") && self.xpos(token) != Xpos::Vbz
            || self.xpos(token) == Xpos::Pos
    }
}
