//! Who and what was spoken of last.

use crate::dependency::Deprel;
use crate::mention::Mention;
use crate::reading::Reading;
use std::ops::Range;

/// A window onto the mentions around a place of the text.
#[derive(Clone, Copy)]
pub struct Recent<'a> {
    pub reading: Reading<'a>,
    /// In text order.
    pub mentions: &'a [Mention],
}

/// Sentences that name more are lists; their last are as good as any.
const MOST: usize = 40;

impl<'a> Recent<'a> {
    /// The mentions of a sentence that end before the token `before`, in text order.
    pub fn in_sentence(&self, sentence: usize, before: usize) -> &'a [Mention] {
        let range = &self.reading.sentences[sentence].tokens;
        let from = self.mentions.partition_point(|m| m.tokens.start < range.start);
        let to = self.mentions.partition_point(|m| m.tokens.start < range.end.min(before));
        let to = to.max(from);
        &self.mentions[from.max(to.saturating_sub(MOST))..to]
    }

    /// The last mention before the token `before` whose entity fits, at most `reach` sentences back.
    pub fn last(&self, before: usize, reach: usize, fits: &dyn Fn(usize) -> bool) -> Option<&'a Mention> {
        let sentence = self.reading.sentence_of(before);
        (0..=reach.min(sentence))
            .find_map(|back| self.in_sentence(sentence - back, before).iter().rev().find(|m| fits(m.entity)))
    }
}

/// How a mention stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Inside another phrase: "Obama's plan", "the Obama plan", "a friend of Obama".
    Inside,
    /// Object or adjunct.
    Other,
    /// Subject of a clause below another.
    LowSubject,
    /// Subject of the sentence.
    Subject,
}

/// Where a mention stands, by the parse.
pub fn place(reading: Reading, tokens: &Range<usize>) -> Place {
    let mut at = reading.head_of(tokens);
    // What is joined to a subject is a subject, and so is what stands in apposition to it.
    for _ in 0..3 {
        match (reading.relation(at), reading.head(at)) {
            (Some(Deprel::Conj | Deprel::Appos | Deprel::Flat), Some(h)) if h < at => at = h,
            _ => break,
        }
    }
    match reading.relation(at).map(Deprel::universal) {
        Some(Deprel::Nsubj) => {
            let main = reading.head(at).and_then(|h| reading.relation(h)).map(Deprel::universal);
            match main {
                Some(Deprel::Root | Deprel::Conj | Deprel::Parataxis) => Place::Subject,
                _ => Place::LowSubject,
            }
        }
        Some(Deprel::Root | Deprel::Vocative | Deprel::Dislocated) => Place::LowSubject,
        Some(Deprel::Nmod | Deprel::Compound) => Place::Inside,
        _ => Place::Other,
    }
}
