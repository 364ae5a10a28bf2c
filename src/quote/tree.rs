//! What the attributions by grammar ask of the parse beyond `crate::tree`: what quotation marks and lists of cues have a say
//! in.

use super::view::View;
use crate::dependency::Deprel;
use crate::tag::Xpos;
use std::ops::{Deref, Range};

/// The trees of a text, with what quotes know of its words.
pub struct Tree<'a, 'v> {
    pub view: &'v View<'a>,
    grammar: crate::tree::Tree<'a>,
}

impl<'a> Deref for Tree<'a, '_> {
    type Target = crate::tree::Tree<'a>;

    fn deref(&self) -> &Self::Target {
        &self.grammar
    }
}

impl<'a, 'v> Tree<'a, 'v> {
    /// `None` where the model does not parse.
    pub fn new(view: &'v View<'a>) -> Option<Self> {
        Some(Tree { view, grammar: crate::tree::Tree::new(view.reading)? })
    }

    /// Whether `t` heads a clause with a finite verb of its own.
    pub fn is_finite(&self, t: usize) -> bool {
        self.view.is_finite(t)
            || self.children(t).any(|c| {
                matches!(self.relation(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && self.view.is_finite(c)
            })
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
}
