//! Reads a view; produces parts of speech, greedily from left to right.

use super::features;
use super::table::Table;
use super::view::View;
use crate::error::Error;
use crate::tag::{Tag, Upos, Xpos};

/// A trained part-of-speech tagger.
pub struct Tagger {
    tags: Vec<Tag>,
    weights: Table,
}

impl Tagger {
    /// Takes the labels, one `UPOS|XPOS` a line, and their weights.
    ///
    /// # Errors
    /// Corrupt when a label is no tag, or the weights are for other labels.
    pub fn new(labels: &[u8], weights: Table) -> Result<Tagger, Error> {
        let bad = || Error::corrupt("the tag labels cannot be read");
        let labels = std::str::from_utf8(labels).map_err(|_| bad())?;
        let tags: Option<Vec<Tag>> = labels.lines().map(parse_tag).collect();
        let tags = tags.ok_or_else(bad)?;
        if tags.is_empty() || weights.labels() != tags.len() {
            return Err(bad());
        }
        Ok(Tagger { tags, weights })
    }

    /// One tag for each token of the view. Tokens outside every sentence get X.
    pub fn tag(&self, view: &View) -> Vec<Tag> {
        let mut tags = vec![Tag { upos: Upos::X, xpos: Xpos::Xx }; view.words.len()];
        let mut scores = vec![0i32; self.tags.len()];
        let mut hashes = Vec::with_capacity(64);
        for (s, range) in view.sentences.iter().enumerate() {
            let mut before = [0u32; 2];
            for i in range.clone() {
                features::pos(view, s, i, before, &mut hashes);
                scores.fill(0);
                self.weights.add(&hashes, &mut scores);
                let best = argmax(&scores);
                tags[i] = self.tags[best];
                before = [best as u32 + 1, before[0]];
            }
        }
        tags
    }
}

/// Reads `UPOS|XPOS`.
pub fn parse_tag(text: &str) -> Option<Tag> {
    let (upos, xpos) = text.split_once('|')?;
    Some(Tag { upos: Upos::parse(upos)?, xpos: Xpos::parse(xpos)? })
}

/// The first of the greatest scores.
pub fn argmax(scores: &[i32]) -> usize {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    best
}
