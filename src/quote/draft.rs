//! What the rules have found so far: quotes as token ranges, and which stretch belongs to which.

use super::cue;
use super::lists::{Act, Stance};
use super::phrase::Phrase;
use super::view::View;
use super::{Kind, Quote};
use crate::mention::{Form, NameType};
use crate::span::Span;
use std::ops::Range;

/// A quote in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: Kind,
    pub content: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub source: Option<Phrase>,
    /// Index of the draft that this one continues.
    pub continues: Option<usize>,
    pub stance: Stance,
    pub act: Act,
    pub confidence: u8,
    pub why: Vec<&'static str>,
    /// What lies inside the content.
    pub nested: Vec<Draft>,
}

impl Draft {
    /// Something said, with no cue, source or stance yet.
    pub fn new(kind: Kind, content: Vec<Range<usize>>, confidence: u8, why: Vec<&'static str>) -> Self {
        Draft {
            kind,
            content,
            cue: None,
            source: None,
            continues: None,
            stance: Stance::Neutral,
            act: Act::Speech,
            confidence,
            why,
            nested: Vec::new(),
        }
    }

    /// The words of content, cue and source.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.content.iter().chain(&self.cue).chain(self.source.iter().map(|s| &s.full))
    }
}

/// Longest chain of quotes that go on with each other.
const CHAIN: usize = 50;

/// Where the chain of quotes from `n` on, each going on with the one that `next` tells, comes to an end.
pub fn follow(n: usize, next: impl Fn(usize) -> Option<usize>) -> usize {
    std::iter::successors(Some(n), |&n| next(n)).take(CHAIN).last().unwrap_or(n)
}

/// All drafts, and where they stand.
pub struct Drafts {
    pub list: Vec<Draft>,
    /// One entry a stretch: the draft that it belongs to.
    pub owner: Vec<Option<usize>>,
    /// One entry a sentence: the last draft in it that tells of speech.
    pub last: Vec<Option<usize>>,
    /// One entry a token: whether it is part of a quote's content, cue or source.
    pub taken: Vec<bool>,
}

impl Drafts {
    pub fn new(view: &View) -> Self {
        Drafts {
            list: Vec::new(),
            owner: vec![None; view.stretches.len()],
            last: vec![None; view.reading.sentences.len()],
            taken: vec![false; view.reading.tokens.len()],
        }
    }

    /// Adds a draft and returns its index.
    pub fn add(&mut self, view: &View, mut draft: Draft) -> usize {
        let index = self.list.len();
        if draft.stance != Stance::Denying && draft.cue.as_ref().is_some_and(|c| cue::is_asked(view, c)) {
            draft.stance = Stance::Doubting;
        }
        for range in draft.parts() {
            self.taken[range.clone()].fill(true);
            for at in [range.start, range.end - 1] {
                let sentence = view.reading.sentence_of(at);
                // Whoever spoke last goes on; who only wants something says nothing.
                let later = |d: usize| d == index || self.list[d].content[0].start <= draft.content[0].start;
                if draft.act == Act::Speech && self.last.get(sentence).is_some_and(|l| l.is_none_or(later)) {
                    self.last[sentence] = Some(index);
                }
            }
        }
        for range in &draft.content {
            let mut at = range.start;
            while at < range.end {
                match view.stretch(at) {
                    Some(n) => {
                        self.owner[n] = Some(index);
                        at = view.stretches[n].tokens.end;
                    }
                    None => at += 1,
                }
            }
        }
        self.list.push(draft);
        index
    }

    /// The finished quotes, in text order.
    pub fn finish(self, view: &View) -> Vec<Quote> {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|&n| (self.list[n].content[0].start, n));
        let mut place = vec![0; order.len()];
        for (at, &n) in order.iter().enumerate() {
            place[n] = at;
        }
        let quote = |&n: &usize| {
            let d = &self.list[n];
            Quote { continues: d.continues.map(|c| place[c]), ..finished(view, d, self.speaker(view, n)) }
        };
        order.iter().map(quote).collect()
    }

    /// The entity of the draft's source, or of the source of what it continues.
    pub fn speaker(&self, view: &View, n: usize) -> Option<usize> {
        let end = follow(n, |n| self.list[n].continues.filter(|_| self.list[n].source.is_none()));
        self.list[end].source.as_ref().and_then(|source| speaker(view, source))
    }
}

/// A quote with all that lies inside it; what it continues is left open.
fn finished(view: &View, d: &Draft, speaker: Option<usize>) -> Quote {
    let span = |r: &Range<usize>| view.reading.span(r);
    let inner = |n: &Draft| finished(view, n, n.source.as_ref().and_then(|s| self::speaker(view, s)));
    let mut nested: Vec<Quote> = d.nested.iter().map(inner).collect();
    nested.sort_by_key(|q| q.content[0].start);
    Quote {
        kind: d.kind,
        content: d.content.iter().map(span).collect::<Vec<Span>>(),
        cue: d.cue.as_ref().map(span),
        source: d.source.as_ref().map(|s| span(&s.full)),
        speaker,
        continues: None,
        stance: d.stance,
        act: d.act,
        confidence: d.confidence,
        why: d.why.clone(),
        nested,
    }
}

/// The entity that the head of a source phrase mentions, if it is one that can speak.
pub fn speaker(view: &View, source: &Phrase) -> Option<usize> {
    if source.several {
        return None;
    }
    let mention = match view.mention(source.head()) {
        Some(mention) => mention,
        None => return named_behind(view, source),
    };
    let speaks = matches!(
        view.kind(mention),
        Some(NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp | NameType::Fac)
    );
    (mention.tokens.end == source.base.end && (speaks || mention.form != Form::Name)).then_some(mention.entity)
}

/// "Its envoy, Ann Lee": the person whose name is the whole apposition behind a nominal.
fn named_behind(view: &View, source: &Phrase) -> Option<usize> {
    let at = (source.base.end..source.full.end).find(|&t| view.is_comma(t))? + 1;
    let mention = view.mention(at).filter(|m| m.tokens.start == at && view.is_person(at))?;
    let closes = mention.tokens.end >= source.full.end || view.is_comma(mention.tokens.end);
    (closes && view.can_speak(source.head())).then_some(mention.entity)
}
