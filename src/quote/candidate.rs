//! Reads the tree of a sentence; produces everything that could be an attribution by its grammar: a word that may be a
//! cue, one of its complements and its subject; never judges whether it is one (`weigh` does).

use super::tree::Tree;
use crate::dependency::Deprel;
use crate::lemma;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// How the content hangs on the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frame {
    /// "said that it …": a clause.
    Clause,
    /// "It …, Ann said": the clause on which the cue itself hangs.
    Around,
    /// "wants to go", "considers it bad".
    Open,
    /// "criticised the plan".
    Object,
    /// "called for a vote": a phrase with a preposition.
    Phrase,
    /// "is expected to go", "was criticised": what the passive says of its subject.
    Subject,
    /// "the plan that Ann opposes": what the clause hangs on.
    Antecedent,
    /// "the claim that", "plans to": behind a noun.
    Noun,
    /// "has allegedly left": the clause in which such an adverb stands.
    Hearsay,
    /// "says as much, adding that": an adverbial clause that the parse found.
    Adverbial,
}

impl Frame {
    /// The rule's name in an analysis.
    pub fn rule(self) -> &'static str {
        match self {
            Frame::Clause => "cue-clause",
            Frame::Around => "clause-around-cue",
            Frame::Open => "cue-open-clause",
            Frame::Object => "cue-object",
            Frame::Phrase => "cue-phrase",
            Frame::Subject => "cue-passive",
            Frame::Antecedent => "cue-antecedent",
            Frame::Noun => "cue-noun",
            Frame::Hearsay => "hearsay-adverb",
            Frame::Adverbial => "cue-adverbial",
        }
    }
}

/// A word and a complement of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The verb, noun or adjective.
    pub cue: usize,
    /// The head of the content.
    pub content: usize,
    pub frame: Frame,
    /// The head of the source.
    pub source: Option<usize>,
    /// The preposition or conjunction of the content.
    pub marker: Option<usize>,
    pub passive: bool,
}

/// The candidates of a sentence, in the order of their cues.
pub fn find(tree: &Tree, sentence: Range<usize>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for t in sentence {
        if tree.view.stretch(t).is_some() && tree.view.reading.upos(t) != Upos::Verb {
            continue;
        }
        match tree.view.reading.upos(t) {
            Upos::Verb | Upos::Adj | Upos::Aux => predicate(tree, t, &mut out),
            Upos::Noun => noun(tree, t, &mut out),
            Upos::Adv if tree.view.lists.hearsay.has(tree.view.word(t)) => {
                let head = tree.view.reading.head(t).filter(|_| tree.relation(t) == Deprel::Advmod);
                out.extend(head.map(|content| Candidate {
                    cue: t,
                    content,
                    frame: Frame::Hearsay,
                    source: None,
                    marker: None,
                    passive: false,
                }));
            }
            _ => {}
        }
    }
    out
}

fn predicate(tree: &Tree, t: usize, out: &mut Vec<Candidate>) {
    use Deprel::*;
    let view = tree.view;
    if view.reading.upos(t) == Upos::Adj && tree.relation(t) == Amod {
        return;
    }
    let passive = tree.is_passive(t);
    let source = if passive { tree.agent(t) } else { tree.subject(t).filter(|&s| tree.relation(s) != Expl) };
    let mut add = |content: usize, frame: Frame| {
        if source != Some(content) {
            out.push(Candidate { cue: t, content, frame, source, marker: tree.marker(content), passive });
        }
    };
    for k in tree.children(t) {
        match tree.relation(k) {
            Ccomp | Csubj | CsubjPass => add(k, Frame::Clause),
            Parataxis if k > t && tree.is_finite(k) => add(k, Frame::Clause),
            // "declined to say": the cue is the verb of saying, with what stands over it.
            Xcomp if over_saying(tree, t, k) => {}
            // A verb that the parse takes for a noun has the complements of one.
            Xcomp | Acl => add(k, Frame::Open),
            Obj | Iobj => add(k, Frame::Object),
            Obl | Nmod if Some(k) != source && tree.marker(k).is_some() && !goes_on(tree, t, k) => {
                add(k, Frame::Phrase)
            }
            NsubjPass => add(k, Frame::Subject),
            Advcl if k > t && is_complement(tree, k) => add(k, Frame::Adverbial),
            _ => {}
        }
    }
    if let Some(head) = view.reading.head(t) {
        let own = own_subject(tree, t).filter(|_| !passive);
        let inserted = own.is_some() && tree.child(t, Ccomp).is_none();
        match tree.relation(t) {
            Parataxis if inserted => add(head, Frame::Around),
            Advcl | Ccomp | Conj if inserted && head < t => add(head, Frame::Around),
            AclRelcl if own.is_some_and(|s| !is_relative(tree, s)) => add(head, Frame::Antecedent),
            Acl if passive => add(head, Frame::Antecedent),
            _ => {}
        }
    }
}

/// Whether the phrase of `k` goes on with one that is the cue's own: "on the drug" in "called for a ban on the drug".
fn goes_on(tree: &Tree, t: usize, k: usize) -> bool {
    let view = tree.view;
    let own = |m: usize| view.lists.cue(&view.reading.lemma(t), view.word(m)).is_some();
    tree.children(t).filter(|&first| first > t && first < k).any(|first| {
        let tie = tree.marker(first).filter(|&m| m == t + 1);
        tie.is_some_and(own) && tree.runs(first, None).last().map(|r| r.end) == tree.marker(k)
    })
}

/// Whether `t` stands over a verb of saying: "went on to say".
fn over_saying(tree: &Tree, t: usize, k: usize) -> bool {
    let lists = tree.view.lists;
    lists.raisers.has(&lemma::verb(tree.view.word(t))) && lists.is_speech(tree.view.word(k))
}

/// Whether an adverbial clause may be a complement that the parse took for one: "to go", "that it is", "of lying"; not "after
/// it went".
fn is_complement(tree: &Tree, k: usize) -> bool {
    let marks = ["to", "that", "whether", "if", "of", "for", "about", "on", "against"];
    tree.children(k)
        .find(|&c| matches!(tree.relation(c), Deprel::Mark | Deprel::Case))
        .is_some_and(|m| tree.view.any(m, &marks))
}

fn own_subject(tree: &Tree, t: usize) -> Option<usize> {
    tree.children(t).find(|&c| tree.relation(c) == Deprel::Nsubj)
}

/// "who", "which", "that" as the subject of a relative clause.
pub fn is_relative(tree: &Tree, t: usize) -> bool {
    matches!(tree.view.xpos(t), Xpos::Wdt | Xpos::Wp) || tree.view.any(t, &["who", "which"])
}

fn noun(tree: &Tree, t: usize, out: &mut Vec<Candidate>) {
    use Deprel::*;
    let source = noun_source(tree, t);
    for k in tree.children(t).filter(|&k| k > t) {
        let fits = match tree.relation(k) {
            Acl | Ccomp => tree.view.xpos(k) != Xpos::Vbn,
            Nmod => tree.marker(k).is_some() && Some(k) != source,
            Parataxis | AclRelcl => tree.marker(k).is_some_and(|m| tree.view.is(m, "that")),
            _ => false,
        };
        if fits {
            let marker = tree.marker(k);
            out.push(Candidate { cue: t, content: k, frame: Frame::Noun, source, marker, passive: false });
        }
    }
}

/// Whose claim, plan or fear it is: "Ann's", "by Ann", or the subject of the verb that has it as its object.
fn noun_source(tree: &Tree, t: usize) -> Option<usize> {
    let own = tree.child_of(t, Deprel::NmodPoss);
    let by = || {
        tree.children(t).find(|&c| {
            tree.relation(c) == Deprel::Nmod
                && tree.marker(c).is_some_and(|m| tree.view.any(m, &["by", "from", "among"]))
        })
    };
    let shared = || {
        let head = tree.view.reading.head(t)?;
        matches!(tree.relation(t), Deprel::Obj).then(|| tree.subject(head))?
    };
    // "the Trump plan to", "the campaign plans to": whoever can speak before the noun.
    let named = || tree.children(t).find(|&c| tree.relation(c) == Deprel::Compound && tree.view.can_speak(c));
    own.or_else(by).or_else(shared).or_else(named)
}
