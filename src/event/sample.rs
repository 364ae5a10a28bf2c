//! For training only: the candidates of a text, its pairs of candidate and time expression, and its events as rows, as the
//! weights see them.

use super::rank::{self, Story};
use super::scene::Scene;
use super::{Event, Sources, candidate, link, sign, tells, weigh};
use crate::model::clusters::Clusters;
use crate::span::Span;

/// One candidate.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The word.
    pub word: Span,
    /// What the weights look at.
    pub features: Vec<u32>,
    /// How many of these, the first, do not tell which word it is.
    pub general: usize,
    /// Each time expression of its sentence, with the features of the pair, and how many of them do not tell words.
    pub pairs: Vec<(Span, Vec<u32>, usize)>,
}

/// The candidates of a text, in text order; none where the model does not parse.
pub fn all(from: Sources, clusters: &Clusters) -> Vec<Sample> {
    let Some(scene) = Scene::new(from) else { return Vec::new() };
    let mut out = Vec::new();
    for (number, sentence) in from.reading.sentences.iter().enumerate().filter(|(n, _)| tells(from.reading, *n)) {
        for t in candidate::find(&scene.tree, sentence.tokens.clone()) {
            let signs = sign::of(&scene.tree, t);
            let mut features = Vec::new();
            let general = weigh::features(&scene, clusters, t, &signs, &mut features);
            let timexes = from.found.iter().enumerate().filter(|(_, f)| f.sentence == number);
            let pair = |(n, f): (usize, &crate::timex::Found)| {
                let mut features = Vec::new();
                let general = link::features(&scene, clusters, t, &signs, n, &mut features);
                (f.span, features, general)
            };
            let pairs = timexes.map(pair).collect();
            out.push(Sample { word: from.reading.tokens[t].span, features, general, pairs });
        }
    }
    out
}

/// For each event its word, what the weights of rows look at, and how many of these, the first, do not tell words.
pub fn rows(from: Sources, events: &[Event], clusters: &Clusters) -> Vec<(Span, Vec<u32>, usize)> {
    let story = Story::of(from, events);
    let one = |event: &Event| {
        let mut features = Vec::new();
        let general = rank::features(from, clusters, &story, event, &mut features);
        (event.found.trigger, features, general)
    };
    events.iter().map(one).collect()
}
