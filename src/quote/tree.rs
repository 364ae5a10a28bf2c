//! Reads the parse; produces what the attributions by grammar ask of it: children, subtrees, subjects; never judges words.

use super::view::View;
use crate::dependency::{Dependents, Deprel};
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Subjects are looked for through at most this many predicates.
const HOPS: usize = 6;

/// The trees of a text. Everything is linear in its length.
pub struct Tree<'a, 'v> {
    pub view: &'v View<'a>,
    dependents: Dependents,
    /// When a walk through the tree enters a token and when it has seen all below it.
    enter: Vec<u32>,
    leave: Vec<u32>,
}

impl<'a, 'v> Tree<'a, 'v> {
    /// `None` where the model does not parse.
    pub fn new(view: &'v View<'a>) -> Option<Self> {
        let r = view.reading;
        let n = r.tokens.len();
        if r.dependencies.len() != n || n == 0 {
            return None;
        }
        let dependents = Dependents::new(n, |t| r.head(t));
        let (mut enter, mut leave) = (vec![0u32; n], vec![0u32; n]);
        let mut clock = 0;
        let mut stack = Vec::new();
        for root in (0..n).filter(|&t| r.head(t).is_none()) {
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
        Some(Tree { view, dependents, enter, leave })
    }

    /// The tokens that depend on `t`, in text order.
    pub fn children(&self, t: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.dependents.of(t)
    }

    /// How `t` depends on its head.
    pub fn relation(&self, t: usize) -> Deprel {
        self.view.reading.relation(t).unwrap_or(Deprel::Dep)
    }

    /// The first child of `t` with this relation, subtypes included.
    pub fn child(&self, t: usize, relation: Deprel) -> Option<usize> {
        self.children(t).find(|&c| self.relation(c).universal() == relation)
    }

    /// The first child of `t` with exactly this relation.
    pub fn child_of(&self, t: usize, relation: Deprel) -> Option<usize> {
        self.children(t).find(|&c| self.relation(c) == relation)
    }

    /// Whether `t` heads a clause with a finite verb of its own.
    pub fn is_finite(&self, t: usize) -> bool {
        self.view.is_finite(t)
            || self.children(t).any(|c| {
                matches!(self.relation(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && self.view.is_finite(c)
            })
    }

    /// Whether `low` is `top` or hangs on it, directly or through others.
    pub fn holds(&self, top: usize, low: usize) -> bool {
        self.enter[top] <= self.enter[low] && self.leave[low] <= self.leave[top]
    }

    /// The tokens of the subtree of `top` without those of the subtree of `minus`, as runs in text order. Runs of marks
    /// alone are left out.
    pub fn runs(&self, top: usize, minus: Option<usize>) -> Vec<Range<usize>> {
        let sentence = self.view.sentence(self.view.reading.sentence_of(top));
        let inside = |t: usize| self.holds(top, t) && !minus.is_some_and(|m| self.holds(m, t));
        let mut runs: Vec<Range<usize>> = Vec::new();
        for t in sentence.filter(|&t| inside(t)) {
            match runs.last_mut() {
                // A mark that the parse hangs elsewhere does not cut a run.
                Some(run) if run.end == t || run.end + 1 == t && self.view.is_mark(run.end) && minus.is_none() => {
                    run.end = t + 1;
                }
                _ => runs.push(t..t + 1),
            }
        }
        runs.retain_mut(|run| self.trim(run));
        runs
    }

    /// Cuts marks off both ends, but for quotation marks and brackets whose partner lies inside; whether words are left.
    pub fn trim(&self, run: &mut Range<usize>) -> bool {
        let view = self.view;
        let partner = |run: &Range<usize>, at: usize, close: bool| {
            let bracket = if close { view.is_close_bracket(at) } else { view.is_open_bracket(at) };
            let other = |t: usize| if close { view.is_open_bracket(t) } else { view.is_close_bracket(t) };
            let quoted = view.stretch(at).is_some_and(|n| {
                let s = &view.stretches[n].tokens;
                run.start <= s.start && s.end <= run.end
            });
            quoted || bracket && run.clone().any(other)
        };
        let sign = |at: usize| matches!(view.word(at), "$" | "£" | "€" | "#" | "%");
        while run.start < run.end && view.is_mark(run.start) && !sign(run.start) && !partner(run, run.start, false) {
            run.start += 1;
        }
        while run.start < run.end && view.is_mark(run.end - 1) && !sign(run.end - 1) && !partner(run, run.end - 1, true)
        {
            run.end -= 1;
        }
        run.start < run.end
    }

    /// Whether `t` is a predicate in the passive. "He's called for it" is none, nor is "she is convinced that".
    pub fn is_passive(&self, t: usize) -> bool {
        let view = self.view;
        let adjective = view.xpos(t) == Xpos::Vbn && view.lists.is_cue(view.word(t));
        if self.agent(t).is_some() {
            return true;
        }
        let clitic = |c: usize| view.any(c, &["'s", "’s", "'d", "’d"]) && self.has_complement(t);
        if adjective || self.children(t).any(|c| self.relation(c) == Deprel::AuxPass && clitic(c)) {
            return false;
        }
        self.children(t).any(|c| matches!(self.relation(c), Deprel::AuxPass | Deprel::NsubjPass))
            || view.xpos(t) == Xpos::Vbn
                && matches!(self.relation(t), Deprel::Acl | Deprel::Advcl)
                && self.child(t, Deprel::Nsubj).is_none()
                && !self.has_auxiliary(t)
    }

    fn has_complement(&self, t: usize) -> bool {
        use Deprel::{Ccomp, Obj, Obl, Xcomp};
        self.children(t).any(|c| c > t && matches!(self.relation(c), Obj | Xcomp | Ccomp | Obl))
    }

    fn has_auxiliary(&self, t: usize) -> bool {
        self.children(t).any(|c| self.relation(c) == Deprel::Aux)
    }

    /// "by Ann" behind a passive.
    pub fn agent(&self, t: usize) -> Option<usize> {
        let by = |c: usize| self.children(c).any(|k| self.relation(k) == Deprel::Case && self.view.is(k, "by"));
        self.children(t)
            .find(|&c| self.relation(c) == Deprel::OblAgent)
            .or_else(|| self.children(t).find(|&c| self.relation(c) == Deprel::Obl && by(c)))
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
            let head = self.view.reading.head(at)?;
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
            if self.view.reading.upos(head) != Upos::Verb
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
