//! The text as the stage sees it: its tree, and for each token the mention, the attribution and the time expression that
//! holds it.

use super::Sources;
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::mention::{Form, Mention, NameType};
use crate::quote::Quote;
use crate::tree::Tree;

/// The text with what lies where.
pub struct Scene<'a> {
    pub from: Sources<'a>,
    pub tree: Tree<'a>,
    /// The first sentence of the story's text.
    pub first: usize,
    /// For each token one more than the index of its mention; 0 for none.
    mention: Vec<u32>,
    /// The same for the time expression.
    timex: Vec<u32>,
    /// The same for the innermost attribution, an index into `said`.
    inside: Vec<u32>,
    /// Every attribution, those inside others behind them, with the quote that it belongs to.
    said: Vec<(&'a Quote, usize)>,
    /// For each token of a cue one more than the index of its attribution in `said`; 0 for none.
    cue: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// `None` where the model does not parse.
    pub fn new(from: Sources<'a>) -> Option<Self> {
        let tree = Tree::new(from.reading)?;
        let n = from.reading.tokens.len();
        let (mut mention, mut timex, mut inside, mut cue) = (vec![0; n], vec![0; n], vec![0; n], vec![0; n]);
        for (i, m) in from.mentions.iter().enumerate() {
            mention[m.tokens.clone()].fill(i as u32 + 1);
        }
        for (i, t) in from.found.iter().enumerate() {
            timex[t.tokens.clone()].fill(i as u32 + 1);
        }
        let mut said: Vec<(&Quote, usize)> = Vec::new();
        let mut level: Vec<(&Quote, usize)> = from.quotes.iter().zip(0..).collect();
        while !level.is_empty() {
            said.extend(&level);
            level = level.iter().flat_map(|&(q, top)| q.nested.iter().map(move |n| (n, top))).collect();
        }
        for (i, (quote, _)) in said.iter().enumerate() {
            quote.content.iter().for_each(|c| inside[from.reading.tokens_in(*c)].fill(i as u32 + 1));
            quote.cue.iter().for_each(|c| cue[from.reading.tokens_in(*c)].fill(i as u32 + 1));
        }
        let story = |s: &crate::sentence::Sentence| from.reading.blocks[s.block].kind == BlockKind::Paragraph;
        let first = from.reading.sentences.iter().position(story).unwrap_or(0);
        Some(Scene { from, tree, first, mention, timex, inside, said, cue })
    }

    /// The mention that holds the token.
    pub fn mention(&self, t: usize) -> Option<&'a Mention> {
        self.mention[t].checked_sub(1).map(|n| &self.from.mentions[n as usize])
    }

    /// The type of the mention that holds the token.
    pub fn kind(&self, t: usize) -> Option<NameType> {
        self.mention(t).map(|m| self.from.entities[m.entity].kind)
    }

    /// Whether the token lies in a name.
    pub fn is_name(&self, t: usize) -> bool {
        self.mention(t).is_some_and(|m| m.form == Form::Name)
    }

    /// The time expression that holds the token, by its index.
    pub fn timex(&self, t: usize) -> Option<usize> {
        self.timex[t].checked_sub(1).map(|n| n as usize)
    }

    /// The innermost attribution in whose content the token lies, and the index of the quote that it belongs to.
    pub fn said(&self, t: usize) -> Option<(&'a Quote, usize)> {
        self.inside[t].checked_sub(1).map(|n| self.said[n as usize])
    }

    /// The attribution whose cue the token is.
    pub fn cues(&self, t: usize) -> Option<&'a Quote> {
        self.cue[t].checked_sub(1).map(|n| self.said[n as usize].0)
    }

    /// The lemma of a token as one that names an event.
    pub fn lemma(&self, t: usize) -> String {
        let r = self.from.reading;
        match r.upos(t) {
            crate::tag::Upos::Verb | crate::tag::Upos::Aux => crate::lemma::verb(r.word(t)),
            crate::tag::Upos::Noun | crate::tag::Upos::Propn => crate::lemma::noun(r.word(t)),
            _ => r.word(t).to_lowercase(),
        }
    }

    /// The verb's particle: "out" of "carried out".
    pub fn particle(&self, t: usize) -> Option<usize> {
        self.tree.child_of(t, Deprel::CompoundPrt)
    }
}
