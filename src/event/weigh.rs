//! Reads a candidate and the signs around it; produces how likely it is to be an event, to be one of speech, to have
//! happened … (`Label`).
//!
//! Logistic regressions over one set of hashed features. Their weights were trained on MEANTIME and on labels of our own
//! (`train events`); what they reach on MEANTIME is measured with the part left out that is measured on.

use super::scene::Scene;
use super::sign::{self, Signs};
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::model::Model;
use crate::model::clusters::Clusters;
use crate::model::table::Table;
use crate::model::view::{hash, mix};
use crate::tag::Upos;

pub use crate::model::odds::{SCALE, percent};

/// What the weights tell of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// It names an event. What follows is asked of events only.
    Event,
    /// It only reports: "said", "claim".
    Speech,
    /// It says little without the word beside it: "made", "began", "is".
    Light,
    /// It is told as done or so.
    Happened,
    /// It is meant to come.
    Planned,
    /// It may be.
    Possible,
    /// It hangs on a condition.
    Conditional,
    /// It is told as not done.
    Negated,
    /// Of what is told as done or so, without a time of its own: it is news of the day, not from before.
    Today,
}

/// How many labels there are.
pub const LABELS: usize = crate::model::EVENT;

/// The trained weights and the word clusters that their features use.
#[derive(Clone, Copy)]
pub struct Weights<'m> {
    table: &'m Table,
    links: &'m Table,
    rows: &'m Table,
    clusters: &'m Clusters,
}

/// The logarithms of the odds, times `SCALE`, for each label.
#[derive(Clone, Copy, Debug)]
pub struct Odds([i32; LABELS]);

impl Odds {
    /// Those of one label.
    pub fn of(&self, label: Label) -> i32 {
        self.0[label as usize]
    }
}

impl<'m> Weights<'m> {
    /// Those of a model.
    pub fn of(model: &'m Model) -> Self {
        Weights {
            table: model.events(),
            links: model.event_times(),
            rows: model.event_rows(),
            clusters: model.clusters(),
        }
    }

    /// The word clusters.
    pub fn clusters(&self) -> &'m Clusters {
        self.clusters
    }

    /// The odds of the candidate at `t`; `features` is room for its features.
    pub fn odds(&self, scene: &Scene, t: usize, signs: &Signs, features: &mut Vec<u32>) -> Odds {
        self::features(scene, self.clusters, t, signs, features);
        let mut odds = [0; LABELS];
        self.table.add(features, &mut odds);
        Odds(odds)
    }

    /// The odds that a time expression is the time of an event, from the features of the pair.
    pub fn link(&self, features: &[u32]) -> [i32; super::link::LABELS] {
        let mut odds = [0; super::link::LABELS];
        self.links.add(features, &mut odds);
        odds
    }

    /// The odds that an event is worth a row of the timeline.
    pub fn row(&self, features: &[u32]) -> i32 {
        let mut odds = [0];
        self.rows.add(features, &mut odds);
        odds[0]
    }
}

fn word_of(scene: &Scene, t: usize) -> u32 {
    hash(scene.from.reading.word(t).to_lowercase().as_bytes())
}

/// What kind of thing a participant is.
fn thing(scene: &Scene, t: Option<usize>) -> u32 {
    let Some(t) = t else { return 0 };
    match scene.kind(t) {
        Some(kind) => 16 + kind as u32 + 16 * scene.is_name(t) as u32,
        None if scene.timex(t).is_some() => 1,
        None => 2 + scene.from.reading.upos(t) as u32,
    }
}

/// A sentence's place in the story.
fn place(scene: &Scene, t: usize) -> u32 {
    let r = scene.from.reading;
    let sentence = r.sentence_of(t);
    let kind = r.kind_of(sentence);
    if kind != BlockKind::Paragraph {
        return 8 + kind as u32;
    }
    (sentence - scene.first.min(sentence)).min(3) as u32
}

/// Puts the hashes of the candidate's features into `out`; the first of them, as many as it returns, do not tell which word
/// it is. Training and reading share it: a change here needs a new section `EVNT`.
pub fn features(scene: &Scene, clusters: &Clusters, t: usize, signs: &Signs, out: &mut Vec<u32>) -> usize {
    out.clear();
    let tree = &scene.tree;
    let r = scene.from.reading;
    let words = r.words;
    let upos = r.upos(t) as u32;
    let kind = mix(upos, r.xpos(t) as u32);
    let text = scene.lemma(t);
    let lemma = hash(text.as_bytes());
    let [coarse, fine] = clusters.get(word_of(scene, t)).map(u32::from);
    let known = words.event_nouns.has(&text) as u32
        | (words.stative.has(&text) as u32) << 1
        | (words.light_verbs.has(&text) as u32) << 2
        | (words.chain_verbs.get(&text).map_or(0, |v| 1 + v.len() as u32)) << 3;
    let said = words.speech_verbs.get(&text).map_or(0, |s| 1 + s.len() as u32);
    let cue = scene.cues(t).map_or(0, |q| 1 + q.stance as u32 * 2 + q.act as u32);
    let relation = tree.relation(t) as u32;
    let tense = signs.tense as u32;
    let modal = signs.modal.map_or(0, |m| word_of(scene, m));
    let negated = signs.negation.is_some() as u32;
    let mark = signs.mark.map_or(0, |m| word_of(scene, m));
    let inside = scene.said(t).map_or(0, |(q, _)| 1 + q.stance as u32 * 2 + q.act as u32);
    let (governor, by) = signs.governor.map_or((None, 0), |(g, by)| (Some(g), by as u32 + 1));
    let above = governor.map_or(0, |g| hash(scene.lemma(g).as_bytes()));
    let [above_coarse, above_fine] = governor.map_or([0; 2], |g| clusters.get(word_of(scene, g)).map(u32::from));
    let above_kind = governor.map_or(0, |g| 1 + r.upos(g) as u32);
    let over = governor.map(|g| sign::of(tree, g));
    let over_tense = over.map_or(0, |s| 1 + s.tense as u32);
    let over_modal = over.and_then(|s| s.modal).map_or(0, |m| word_of(scene, m));
    let over_negated = over.is_some_and(|s| s.negation.is_some()) as u32;
    let over_mark = over.and_then(|s| s.mark).map_or(0, |m| word_of(scene, m));
    let conditional = sign::governors(tree, t).map(|(g, _)| g).chain([t]).any(|g| is_conditional(scene, g)) as u32;
    let mut links = 0u32;
    let (mut determiner, mut possessor, mut of, mut object, mut modifier) = (0, 0, 0, 0, 0);
    let (mut timed, mut place_of) = (0, 0);
    for c in tree.children(t) {
        let relation = tree.relation(c);
        match relation {
            Deprel::Det => determiner = word_of(scene, c),
            Deprel::NmodPoss => possessor = 1 + thing(scene, Some(c)),
            Deprel::Nmod if tree.marker(c).is_some_and(|m| r.is(m, "of")) => of = 1 + thing(scene, Some(c)),
            Deprel::Obj => object = 1 + thing(scene, Some(c)),
            Deprel::Amod | Deprel::Compound => modifier = word_of(scene, c),
            _ => {}
        }
        if matches!(relation, Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::Advmod)
        {
            timed |= scene.timex(c).is_some() as u32;
            place_of |= scene.kind(c).is_some_and(|k| k.is_place()) as u32;
        }
        links |= match relation.universal() {
            Deprel::Nsubj => 1,
            Deprel::Obj => 2,
            Deprel::Obl => 4,
            Deprel::Xcomp => 8,
            Deprel::Ccomp => 16,
            Deprel::Nmod => 32,
            Deprel::Amod => 64,
            Deprel::Acl => 128,
            Deprel::Cop => 256,
            Deprel::Advcl => 512,
            Deprel::Compound => 1024,
            _ => 0,
        };
    }
    let subject = thing(scene, if upos == Upos::Verb as u32 { tree.subject(t) } else { tree.child(t, Deprel::Nsubj) });
    let passive = tree.is_passive(t) as u32;
    let quoted = scene.said(t).map_or(0, |(q, _)| 1 + q.kind as u32);
    let at = place(scene, t);
    let clause = mix(mix(tense, modal), mix(negated, relation));
    let mut template = 0u32;
    let mut add = |v: u32| {
        template += 1;
        out.push(mix(0xE7E0_0000 + template, v));
        template as usize
    };
    let suffix = |n: usize| {
        let start = text.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
        hash(&text.as_bytes()[start..])
    };
    // What any word has.
    add(kind);
    add(mix(kind, relation));
    add(mix(kind, mix(relation, above_kind)));
    add(mix(kind, links));
    add(mix(kind, coarse));
    add(mix(kind, known));
    add(mix(mix(kind, known), relation));
    add(mix(kind, suffix(3)));
    add(mix(kind, suffix(4)));
    add(mix(kind, determiner));
    add(mix(kind, mix(possessor, of)));
    add(mix(kind, of));
    add(mix(coarse, mix(determiner, of)));
    add(mix(kind, mark));
    add(mix(mix(kind, mark), relation));
    add(mix(tense, modal));
    add(mix(mix(tense, modal), negated));
    add(clause);
    add(mix(clause, mark));
    add(mix(clause, over_tense));
    add(mix(negated, kind));
    add(mix(modal, mix(tense, signs.perfect as u32)));
    add(mix(conditional, mix(tense, modal)));
    add(mix(conditional, kind));
    add(mix(cue, kind));
    add(mix(cue, tense));
    add(mix(cue, links));
    add(mix(said, mix(cue, links)));
    add(mix(inside, tense));
    add(mix(inside, mix(tense, relation)));
    add(mix(inside, clause));
    add(mix(mix(inside, quoted), kind));
    add(mix(by, mix(kind, above)));
    add(mix(by, mix(tense, above)));
    add(mix(by, mix(kind, above_fine)));
    add(mix(by, mix(tense, above_fine)));
    add(mix(by, mix(kind, above_coarse)));
    add(mix(by, mix(above_kind, over_tense)));
    add(mix(mix(by, over_tense), mix(over_modal, over_negated)));
    add(mix(mix(by, over_tense), mix(over_modal, kind)));
    add(mix(mix(over_modal, over_negated), mix(over_mark, tense)));
    add(mix(mix(by, over_negated), mix(above, tense)));
    add(mix(by, mix(mark, above_coarse)));
    add(mix(mix(by, mark), over_tense));
    add(mix(subject, tense));
    add(mix(subject, mix(kind, passive)));
    add(mix(object, kind));
    add(mix(subject, object));
    add(mix(mix(subject, relation), tense));
    add(mix(modifier, kind));
    add(mix(at, tense));
    add(mix(at, mix(kind, relation)));
    add(mix(mix(at, timed), mix(tense, relation)));
    add(mix(timed, mix(tense, kind)));
    add(mix(place_of, mix(tense, kind)));
    add(mix(kind, thing(scene, Some(t))));
    let general = add(mix(word_of_next(scene, t, 1), kind));
    // What this word has.
    add(lemma);
    add(mix(lemma, kind));
    add(mix(lemma, relation));
    add(fine);
    add(mix(fine, kind));
    add(mix(fine, relation));
    add(mix(fine, tense));
    add(mix(lemma, tense));
    add(mix(lemma, links));
    add(mix(lemma, mix(object, passive)));
    add(mix(lemma, subject));
    add(mix(lemma, above));
    add(mix(fine, above_fine));
    add(mix(fine, mix(by, above_coarse)));
    add(mix(lemma, mix(determiner, of)));
    add(mix(lemma, modifier));
    add(mix(fine, clause));
    add(mix(scene.particle(t).map_or(0, |p| word_of(scene, p)), lemma));
    add(mix(lemma, cue));
    general
}

/// The word beside `t`, by a distance.
fn word_of_next(scene: &Scene, t: usize, by: usize) -> u32 {
    word_of(scene, t + by)
}

/// Whether the clause of `t` is an if-clause, or has one.
pub fn is_conditional(scene: &Scene, t: usize) -> bool {
    is_if_clause(scene, t) || scene.tree.children(t).any(|c| is_if_clause(scene, c))
}

/// Whether the clause of `t` is an if-clause.
pub fn is_if_clause(scene: &Scene, t: usize) -> bool {
    let tree = &scene.tree;
    let iffy =
        |c: usize| tree.relation(c) == Deprel::Mark && tree.any(c, &["if", "unless", "provided", "lest"]) && c < t;
    tree.relation(t) == Deprel::Advcl && tree.children(t).any(iffy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_the_table() {
        assert_eq!(Label::Today as usize + 1, LABELS);
    }
}
