//! For training only: the candidates of a text as the weights see them.

use super::tree::Tree;
use super::view::View;
use super::{candidate, grammar, weigh};
use crate::mention::{Mention, NameType};
use crate::model::clusters::Clusters;
use crate::reading::Reading;
use crate::span::Span;

/// One candidate.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The word that may be a cue.
    pub word: Span,
    /// The parts of the content.
    pub content: Vec<Span>,
    /// What the weights look at.
    pub features: Vec<u32>,
    /// How many of these, the first, do not tell which word the cue is.
    pub general: usize,
}

/// The candidates of a text that can be drawn, in text order; none where the model does not parse.
pub fn all(reading: Reading, mentions: &[Mention], types: &[NameType], clusters: &Clusters) -> Vec<Sample> {
    let view = View::new(reading, mentions, types);
    let Some(tree) = Tree::new(&view) else { return Vec::new() };
    let mut out = Vec::new();
    for sentence in reading.sentences {
        for c in candidate::find(&tree, sentence.tokens.clone()) {
            if view.stretch(c.cue).is_some() {
                continue;
            }
            let Some(words) = grammar::words(&tree, &c) else { continue };
            let mut features = Vec::new();
            let general = weigh::features(&tree, clusters, &c, &mut features);
            out.push(Sample {
                word: reading.tokens[c.cue].span,
                content: words.content.iter().map(|r| reading.span(r)).collect(),
                features,
                general,
            });
        }
    }
    out
}
