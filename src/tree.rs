//! Reads the dependencies of a text; produces what stages that work with grammar ask of them: children, subtrees, subjects,
//! what a predicate's auxiliaries say; never judges words by their meaning.

use crate::dependency::{Dependents, Deprel};
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};

/// Subjects are looked for through at most this many predicates.
const HOPS: usize = 6;

/// The trees of a text. Making one, and each question about a token, is linear in what it looks at.
pub struct Tree<'a> {
    /// The text.
    pub reading: Reading<'a>,
    dependents: Dependents,
    /// When a walk through the tree enters a token and when it has seen all below it.
    enter: Vec<u32>,
    leave: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// `None` where the model does not parse.
    pub fn new(reading: Reading<'a>) -> Option<Self> {
        let n = reading.tokens.len();
        if reading.dependencies.len() != n || n == 0 {
            return None;
        }
        let dependents = Dependents::new(n, |t| reading.head(t));
        let (mut enter, mut leave) = (vec![0u32; n], vec![0u32; n]);
        let mut clock = 0;
        let mut stack = Vec::new();
        for root in (0..n).filter(|&t| reading.head(t).is_none()) {
            enter[root] = clock;
            stack.push((root, dependents.of(root)));
            while let Some((t, below)) = stack.last_mut() {
                if let Some(child) = below.next() {
                    clock += 1;
                    enter[child] = clock;
                    stack.push((child, dependents.of(child)));
                } else {
                    leave[*t] = clock;
                    stack.pop();
                }
            }
            clock += 1;
        }
        drop(stack);
        Some(Tree { reading, dependents, enter, leave })
    }

    /// The tokens that depend on `t`, in text order.
    pub fn children(&self, t: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.dependents.of(t)
    }

    /// How `t` depends on its head.
    pub fn relation(&self, t: usize) -> Deprel {
        self.reading.relation(t).unwrap_or(Deprel::Dep)
    }

    /// The first child of `t` with this relation, subtypes included.
    pub fn child(&self, t: usize, relation: Deprel) -> Option<usize> {
        self.children(t).find(|&c| self.relation(c).universal() == relation)
    }

    /// The first child of `t` with exactly this relation.
    pub fn child_of(&self, t: usize, relation: Deprel) -> Option<usize> {
        self.children(t).find(|&c| self.relation(c) == relation)
    }

    /// Whether `low` is `top` or hangs on it, directly or through others.
    pub fn holds(&self, top: usize, low: usize) -> bool {
        self.enter[top] <= self.enter[low] && self.leave[low] <= self.leave[top]
    }

    /// Whether the word at `t` is one of `words`, which are lower-case.
    pub fn any(&self, t: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.reading.is(t, w))
    }

    /// "by Ann" behind a passive.
    pub fn agent(&self, t: usize) -> Option<usize> {
        let by = |c: usize| self.children(c).any(|k| self.relation(k) == Deprel::Case && self.reading.is(k, "by"));
        self.children(t)
            .find(|&c| self.relation(c) == Deprel::OblAgent)
            .or_else(|| self.children(t).find(|&c| self.relation(c) == Deprel::Obl && by(c)))
    }

    /// Whether `t` is a verb whose subject is acted upon: "was hit", "a town hit by rain".
    pub fn is_passive(&self, t: usize) -> bool {
        let subjectless = || self.children(t).all(|c| !matches!(self.relation(c), Deprel::Nsubj | Deprel::Aux));
        self.children(t).any(|c| {
            matches!(self.relation(c), Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent)
        }) || self.reading.xpos(t) == Xpos::Vbn
            && matches!(self.relation(t), Deprel::Acl | Deprel::Advcl)
            && subjectless()
    }

    /// The head of the phrase that is the subject of the predicate `t`, its own or one that it shares.
    pub fn subject(&self, t: usize) -> Option<usize> {
        let mut at = t;
        for _ in 0..HOPS {
            let own = self
                .children(at)
                .find(|&c| matches!(self.relation(c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter));
            if own.is_some() {
                return own;
            }
            let head = self.reading.head(at)?;
            match self.relation(at) {
                // "urged Ann to say": whoever is urged; else the same subject.
                Deprel::Xcomp => {
                    if let Some(object) =
                        self.children(head).find(|&c| matches!(self.relation(c), Deprel::Obj | Deprel::Iobj) && c < at)
                    {
                        return Some(object);
                    }
                }
                Deprel::Conj | Deprel::Advcl | Deprel::Parataxis => {}
                // "a letter saying": the noun itself.
                Deprel::Acl | Deprel::AclRelcl => return Some(head),
                _ => return None,
            }
            if self.reading.upos(head) != Upos::Verb
                && self.children(head).all(|c| self.relation(c) != Deprel::Cop)
                && self.children(head).all(|c| self.relation(c).universal() != Deprel::Nsubj)
            {
                return None;
            }
            at = head;
        }
        None
    }

    /// The word that ties the phrase to its head: "of", "that", "to".
    pub fn marker(&self, t: usize) -> Option<usize> {
        self.children(t).find(|&c| c < t && matches!(self.relation(c), Deprel::Case | Deprel::Mark))
    }
}
