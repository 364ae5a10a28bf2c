//! Reads the tree around a predicate; produces the signs by which English tells whether and when it happened: tense,
//! aspect, modal verb, negation, the word that subordinates it, the predicate that governs it.

use crate::dependency::Deprel;
use crate::tag::{Upos, Xpos};
use crate::tree::Tree;

/// How many predicates or conjuncts are climbed at most.
const CLIMB: usize = 4;

/// The form in which a predicate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "left".
    Past,
    /// "has left".
    Perfect,
    /// "had left".
    PastPerfect,
    /// "leaves".
    Present,
    /// "is leaving", "has been leaving".
    Progressive,
    /// "was leaving".
    PastProgressive,
    /// "will leave".
    Future,
    /// "may leave", "would have left".
    Modal,
    /// "to leave".
    Infinitive,
    /// "leaving".
    Gerund,
    /// "left by all".
    Participle,
    /// A noun, or a predicate without a verb.
    None,
}

/// What stands around a predicate.
#[derive(Clone, Copy, Debug)]
pub struct Signs {
    /// Its own form, or that of the conjunct that it shares auxiliaries with.
    pub tense: Tense,
    /// "may", "would", "will".
    pub modal: Option<usize>,
    /// "not", "never", or a determiner "no" of it, its subject or its object.
    pub negation: Option<usize>,
    /// "if", "when", "after", "to", "that": what ties its clause to another.
    pub mark: Option<usize>,
    /// The predicate or noun on which its clause hangs, and how.
    pub governor: Option<(usize, Deprel)>,
    /// Whether an auxiliary is a form of "have".
    pub perfect: bool,
}

/// The signs of the predicate at `t`.
pub fn of(tree: &Tree, t: usize) -> Signs {
    let verbal = holder(tree, t);
    let aux = |c: &usize| matches!(tree.relation(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    let modal = tree.children(verbal).find(|&c| aux(&c) && tree.reading.xpos(c) == Xpos::Md);
    let have = |c: usize| tree.any(c, &["have", "has", "had", "'ve", "’ve", "having"]);
    Signs {
        tense: tense(tree, t, verbal),
        modal,
        negation: negation(tree, t).or_else(|| (verbal != t).then(|| negation(tree, verbal)).flatten()),
        mark: mark(tree, t),
        governor: governor(tree, t),
        perfect: tree.children(verbal).any(|c| tree.relation(c) == Deprel::Aux && have(c)),
    }
}

/// Where the auxiliaries of `t` hang: on it, or on the conjunct whose verb phrase it goes on with ("have met and agreed").
fn holder(tree: &Tree, t: usize) -> usize {
    let mut at = t;
    for _ in 0..CLIMB {
        let own = |c: usize| {
            matches!(tree.relation(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
                || tree.relation(c).universal() == Deprel::Nsubj
        };
        let shares = tree.relation(at) == Deprel::Conj && !tree.children(at).any(own);
        let finite = matches!(tree.reading.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        match tree.reading.head(at) {
            Some(head) if shares && !finite && tree.reading.upos(head) == Upos::Verb => at = head,
            _ => break,
        }
    }
    at
}

fn tense(tree: &Tree, t: usize, verbal: usize) -> Tense {
    let r = tree.reading;
    let mut aux = tree
        .children(verbal)
        .filter(|&c| matches!(tree.relation(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && c != t);
    let first = aux.clone().next();
    let xpos = r.xpos(if verbal == t { t } else { verbal });
    let to = |c: usize| tree.relation(c) == Deprel::Mark && r.xpos(c) == Xpos::To;
    if tree.children(verbal).any(to) {
        // "is to be held": the form of "be" stands before "to".
        let be =
            first.filter(|&f| tree.children(verbal).any(|c| to(c) && c > f) && tree.any(f, &["is", "are", "'s", "’s"]));
        return if be.is_some() { Tense::Future } else { Tense::Infinitive };
    }
    let Some(first) = first else {
        return match xpos {
            Xpos::Vbd => Tense::Past,
            Xpos::Vbz | Xpos::Vbp => Tense::Present,
            Xpos::Vbg => Tense::Gerund,
            // A participle that heads a clause of its own is a past tense that looks the same: "shares plunged".
            Xpos::Vbn if heads_clause(tree, verbal) => Tense::Past,
            Xpos::Vbn => Tense::Participle,
            Xpos::Vb => Tense::Infinitive,
            _ => Tense::None,
        };
    };
    if r.xpos(first) == Xpos::Md {
        return if tree.any(first, &["will", "'ll", "’ll", "wo", "shall"]) { Tense::Future } else { Tense::Modal };
    }
    let past = r.xpos(first) == Xpos::Vbd || tree.any(first, &["was", "were", "had", "did"]);
    let have = tree.any(first, &["have", "has", "had", "'ve", "’ve", "having"]);
    let going = xpos == Xpos::Vbg && aux.any(|c| tree.relation(c) == Deprel::Aux);
    match (have, past, going) {
        (true, true, _) => Tense::PastPerfect,
        (true, false, false) => Tense::Perfect,
        (_, false, true) => Tense::Progressive,
        (_, true, true) => Tense::PastProgressive,
        (false, true, false) => Tense::Past,
        (false, false, false) => match r.xpos(first) {
            Xpos::Vbg => Tense::Gerund,
            Xpos::Vb => Tense::Infinitive,
            _ => Tense::Present,
        },
    }
}

/// Whether a verb with a subject stands where only a finite one can.
fn heads_clause(tree: &Tree, t: usize) -> bool {
    let place = matches!(
        tree.relation(t),
        Deprel::Root | Deprel::Ccomp | Deprel::AclRelcl | Deprel::Parataxis | Deprel::Conj | Deprel::Advcl
    );
    place && tree.children(t).any(|c| c < t && tree.relation(c).universal() == Deprel::Nsubj)
}

/// "not left", "nobody left", "left no trace", "no talks"; not "no longer", which tells of an end, nor "no fewer".
fn negation(tree: &Tree, t: usize) -> Option<usize> {
    let r = tree.reading;
    let adverb = |c: usize| {
        tree.any(c, &["not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"])
            && !matches!(tree.relation(c), Deprel::CcPreconj)
            && !(r.is(c, "not") && tree.any(c + 1, &["only", "just", "least"]))
    };
    let counts = |d: usize| matches!(r.xpos(d + 1), Xpos::Rbr | Xpos::Jjr);
    let no = |n: usize| {
        if tree.any(n, &["nobody", "none", "nothing"]) || r.is(n, "one") && n > 0 && r.is(n - 1, "no") {
            return Some(n);
        }
        tree.children(n).find(|&c| tree.any(c, &["no", "neither"]) && tree.relation(c) == Deprel::Det && !counts(c))
    };
    let argument = |c: &usize| matches!(tree.relation(*c).universal(), Deprel::Nsubj | Deprel::Obj);
    tree.children(t)
        .find(|&c| adverb(c))
        .or_else(|| if r.upos(t) == Upos::Verb { tree.children(t).filter(argument).find_map(no) } else { no(t) })
        .or_else(|| tree.children(t).find(|&c| r.is(c, "longer") && c > 0 && r.is(c - 1, "no")))
}

/// The word that subordinates the clause of `t`: its own mark, else that of the conjunct that it goes on with.
fn mark(tree: &Tree, t: usize) -> Option<usize> {
    let mut at = t;
    for _ in 0..CLIMB {
        let own = tree.children(at).find(|&c| {
            c < at
                && (matches!(tree.relation(c), Deprel::Mark | Deprel::Case)
                    || tree.relation(c) == Deprel::Advmod && tree.any(c, &["when", "while", "once", "where"]))
        });
        if own.is_some() || tree.relation(at) != Deprel::Conj {
            return own;
        }
        at = tree.reading.head(at)?;
    }
    None
}

/// The predicate or event noun on which `t` hangs, past conjuncts.
pub fn governor(tree: &Tree, t: usize) -> Option<(usize, Deprel)> {
    let mut at = t;
    for _ in 0..CLIMB {
        let head = tree.reading.head(at)?;
        match tree.relation(at) {
            Deprel::Conj | Deprel::Appos => at = head,
            relation => return Some((head, relation)),
        }
    }
    None
}

/// The predicates above `t`, the nearest first, each with the relation by which what is below hangs on it.
pub fn governors<'t>(tree: &'t Tree, t: usize) -> impl Iterator<Item = (usize, Deprel)> + 't {
    std::iter::successors(governor(tree, t), |&(g, _)| governor(tree, g)).take(6)
}
