//! Reads a candidate; produces how likely it is that an annotator would call it an attribution.
//!
//! Logistic regression over hashed features: the cue, what kind of complement it has, who would be the source. Its weights
//! were trained on labels of our own over open texts (`train quotes`), never on the sets that measure it.

use super::candidate::{Candidate, Frame, is_relative};
use super::lists::Stance;
use super::tree::Tree;
use crate::dependency::Deprel;
use crate::lemma;
use crate::mention::Form;
use crate::model::Model;
use crate::model::clusters::Clusters;
use crate::model::table::Table;
use crate::model::view::{hash, mix};
use crate::tag::{Upos, Xpos};

pub use crate::model::odds::{SCALE, percent};

/// What the weights tell: whether something is an attribution; whether one is of speech rather than of an attitude.
pub const LABELS: usize = crate::model::ATTRIBUTION;

/// The trained weights and the word clusters that their features use.
#[derive(Clone, Copy)]
pub struct Weights<'m> {
    table: &'m Table,
    clusters: &'m Clusters,
}

impl<'m> Weights<'m> {
    /// Those of a model.
    pub fn of(model: &'m Model) -> Self {
        Weights { table: model.attribution(), clusters: model.clusters() }
    }

    /// The logarithms of the odds, times `SCALE`, that the candidate is an attribution, and that it is one of speech.
    pub fn odds(&self, tree: &Tree, candidate: &Candidate, features: &mut Vec<u32>) -> [i32; LABELS] {
        self::features(tree, self.clusters, candidate, features);
        let mut odds = [0; LABELS];
        self.table.add(features, &mut odds);
        odds
    }
}

/// Who would be the source.
fn kind_of_source(tree: &Tree, source: Option<usize>) -> u32 {
    let view = tree.view;
    let Some(at) = source else { return 0 };
    if is_relative(tree, at) {
        return 1;
    }
    if let Some(mention) = view.mention(at) {
        let kind = view.kind(mention).map_or(0, |k| k as u32);
        return 16
            + kind * 4
            + match mention.form {
                Form::Name => 0,
                Form::Pronoun => 1,
                _ => 2,
            };
    }
    let word = view.word(at);
    match view.xpos(at) {
        Xpos::Prp if view.is(at, "it") => 2,
        Xpos::Prp => 3,
        _ if view.any(at, &["that", "this", "which", "what", "there"]) => 4,
        x if view.lists.speakers.has(word) || view.lists.speakers.has(&lemma::noun(word)) => 5 + x.is_noun() as u32,
        Xpos::Nns | Xpos::Nnps => 8,
        Xpos::Nn => 9,
        Xpos::Nnp => 10,
        _ => 11,
    }
}

/// How the list of cues calls what hangs on the cue: "that", "to", "ing", "object", or its preposition.
fn complement<'t>(tree: &'t Tree, c: &Candidate) -> Option<&'t str> {
    let marker = c.marker.map(|m| tree.view.word(m));
    match c.frame {
        Frame::Clause | Frame::Around => Some("that"),
        Frame::Object | Frame::Antecedent | Frame::Subject => Some("object"),
        Frame::Open if marker.is_none() && tree.view.xpos(c.content) == Xpos::Vbg => Some("ing"),
        Frame::Open if marker.is_none() => Some("object"),
        Frame::Open | Frame::Phrase | Frame::Noun | Frame::Adverbial => marker,
        Frame::Hearsay => None,
    }
}

/// The stance of the candidate's cue by the list of cues.
pub fn stance(tree: &Tree, c: &Candidate) -> Option<Stance> {
    tree.view.lists.cue(&lemma_of(tree, c.cue), complement(tree, c)?).map(|(_, stance)| stance)
}

fn lemma_of(tree: &Tree, at: usize) -> String {
    match tree.view.reading.upos(at) {
        Upos::Verb => lemma::verb(tree.view.word(at)),
        _ => tree.view.reading.lemma(at),
    }
}

fn word_of(tree: &Tree, at: usize) -> u32 {
    hash(tree.view.word(at).to_lowercase().as_bytes())
}

/// Puts the hashes of the candidate's features into `out`; the first of them, as many as it returns, do not tell which word
/// the cue is. Training and reading share it: a change here needs a new section `QUOT`.
pub fn features(tree: &Tree, clusters: &Clusters, c: &Candidate, out: &mut Vec<u32>) -> usize {
    out.clear();
    let view = tree.view;
    let r = view.reading;
    let upos = r.upos(c.cue);
    let lemma = lemma_of(tree, c.cue);
    let known = complement(tree, c).and_then(|tie| view.lists.cue(&lemma, tie));
    let fits = 1 + known.is_some() as u32;
    let attitude = known.map_or(0, |(act, stance)| 1 + act as u32 + 2 * stance as u32);
    let lemma = hash(lemma.as_bytes());
    let marker = c.marker.map_or(0, |m| word_of(tree, m));
    let frame = (c.frame as u32) << 4 | (upos as u32 & 7) << 1 | c.passive as u32;
    // The preposition of a phrase is part of its frame: "call for", "accuse of".
    let tied = mix(
        frame,
        if matches!(c.frame, Frame::Phrase | Frame::Noun | Frame::Open | Frame::Clause) { marker } else { 1 },
    );
    let [coarse, fine] = clusters.get(word_of(tree, c.cue)).map(u32::from);
    let source = kind_of_source(tree, c.source);
    let listed =
        view.lists.verb(view.word(c.cue)).map_or(attitude, |(s, f)| mix(attitude, 1 + (s as u32) * 8 + f as u32));
    let own = tree.relation(c.cue) as u32;
    let content = r.upos(c.content) as u32 | (tree.is_finite(c.content) as u32) << 6;
    let speaks = view.can_speak(c.content) as u32 | (view.mention(c.content).is_some() as u32) << 1;
    let negated = tree.children(c.cue).any(|k| view.any(k, &["not", "n't", "n’t", "never"])) as u32;
    let modal = tree.children(c.cue).find(|&k| tree.relation(k) == Deprel::Aux).map_or(0, |k| word_of(tree, k));
    let others = tree.children(c.cue).filter(|&k| k != c.content).fold(0u32, |bits, k| {
        bits | match tree.relation(k) {
            Deprel::Ccomp => 1,
            Deprel::Xcomp => 2,
            Deprel::Obj => 4,
            Deprel::Obl => 8,
            Deprel::Cop => 16,
            _ => 0,
        }
    });
    let side = (c.content < c.cue) as u32;
    let quoted = view.stretch(c.cue).is_some() as u32 | (view.stretch(c.content).is_some() as u32) << 1;
    let mut template = 0u32;
    let mut add = |v: u32| {
        template += 1;
        out.push(mix(0x9007 + template, v));
        template as usize
    };
    let xpos = r.xpos(c.cue) as u32;
    let [content_coarse, content_fine] = clusters.get(word_of(tree, c.content)).map(u32::from);
    let [source_coarse, source_fine] = c.source.map_or([0; 2], |s| clusters.get(word_of(tree, s)).map(u32::from));
    // What any cue has.
    add(frame);
    add(tied);
    add(mix(coarse, frame));
    add(mix(coarse, tied));
    add(mix(source, frame));
    add(mix(source, tied));
    add(mix(fits, frame));
    add(mix(fits, tied));
    add(mix(attitude, frame));
    add(mix(attitude, tied));
    add(mix(attitude, source));
    add(mix(mix(fits, source), frame));
    add(mix(mix(attitude, source), frame));
    add(mix(mix(fits, xpos), mix(frame, own)));
    add(mix(mix(mix(fits, speaks), mix(content, source)), frame));
    add(mix(listed, frame));
    add(mix(listed, tied));
    add(mix(listed, source));
    add(mix(mix(listed, tied), source));
    add(mix(mix(listed, fits), frame));
    add(mix(mix(own, frame), listed));
    add(mix(mix(own, frame), fits));
    add(mix(own, tied));
    add(mix(xpos, frame));
    add(mix(negated, frame));
    add(mix(mix(negated, fits), frame));
    add(mix(modal, frame));
    add(mix(mix(modal, fits), frame));
    add(mix(mix(content, frame), side));
    add(mix(mix(content, fits), mix(frame, side)));
    add(mix(mix(content, tied), listed));
    add(mix(speaks, frame));
    add(mix(mix(speaks, fits), frame));
    add(mix(others, frame));
    add(mix(mix(others, fits), frame));
    add(mix(others, mix(tied, listed)));
    add(mix(quoted, frame));
    add(mix(quoted, source));
    add(mix(content_coarse, frame));
    add(mix(content_fine, frame));
    add(mix(mix(content_coarse, fits), frame));
    add(mix(source_coarse, frame));
    add(mix(source_fine, frame));
    let general = add(mix(mix(source_coarse, fits), frame));
    // What this cue has.
    add(lemma);
    add(mix(lemma, frame));
    add(mix(lemma, tied));
    add(fine);
    add(mix(fine, frame));
    add(mix(fine, tied));
    add(mix(source, lemma));
    add(mix(mix(source, fine), frame));
    add(mix(own, lemma));
    add(mix(xpos, lemma));
    add(mix(content, lemma));
    add(mix(speaks, lemma));
    add(mix(others, lemma));
    add(mix(content_fine, lemma));
    add(mix(content_coarse, lemma));
    add(mix(source_coarse, lemma));
    add(mix(mix(source_coarse, fine), frame));
    add(mix(c.source.map_or(0, |s| word_of(tree, s)), frame));
    general
}
