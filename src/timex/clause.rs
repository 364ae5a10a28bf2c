//! The tense of the clause that governs an expression, read from the parse: up from the expression to its verb, and from
//! a form without a tense of its own on to the verb that gives it one.

use super::scan::Scan;
use super::tense::{Tense, could_not, cue_of};
use crate::dependency::Deprel;
use crate::tag::Xpos;

/// How many steps up the tree are taken, and how far from a verb its auxiliaries are looked for, in tokens. Real clauses
/// need less; the limits keep any text linear.
const STEPS: usize = 10;
const REACH: usize = 24;

/// The tense of the clause around the tokens from `start` to `end`; `None` where there is no parse, no verb above, or no
/// tense in it.
pub(super) fn tense(s: &Scan, start: usize, end: usize) -> Option<Tense> {
    let verb = predicate(s, start, end)?;
    let tense = of_predicate(s, verb, STEPS)?;
    // "Friday's meeting will", "will attend Friday's meeting" lie ahead; in "will seek a way around Friday's ruling" what
    // belongs to a day is known already.
    if tense == Tense::Future && s.is_any(end, &["'s", "’s"]) {
        let owned = s.head(top(s, start, end)?)?;
        let part = matches!(s.relation(owned), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj));
        let finite = helpers(s, verb).any(|i| s.tag(i) == Some(Xpos::Md));
        return Some(if part && finite { Tense::Future } else { Tense::Past });
    }
    Some(tense)
}

/// The verb, or the noun or adjective with a form of "be", whose clause holds the tokens from `start` to `end`.
pub(super) fn predicate(s: &Scan, start: usize, end: usize) -> Option<usize> {
    let mut at = s.head(top(s, start, end)?)?;
    for _ in 0..STEPS {
        if is_predicate(s, at) {
            return Some(at);
        }
        at = s.head(at)?;
    }
    None
}

/// The token from `start` to `end` on which the others depend.
fn top(s: &Scan, start: usize, end: usize) -> Option<usize> {
    (start..end).find(|&i| s.head(i).is_none_or(|h| !(start..end).contains(&h)))
}

fn is_predicate(s: &Scan, at: usize) -> bool {
    s.tag(at).is_some_and(Xpos::is_verb) || helpers(s, at).any(|i| s.relation(i) == Some(Deprel::Cop))
}

/// The auxiliaries, copulas and the "to" of a verb.
fn helpers<'s>(s: &'s Scan, verb: usize) -> impl Iterator<Item = usize> + 's {
    let marks = |i: usize| {
        matches!(s.relation(i), Some(Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
            || s.relation(i) == Some(Deprel::Mark) && s.tag(i) == Some(Xpos::To)
    };
    (verb.saturating_sub(REACH).max(s.start)..(verb + 4).min(s.end))
        .filter(move |&i| s.head(i) == Some(verb) && marks(i))
}

fn of_predicate(s: &Scan, at: usize, steps: usize) -> Option<Tense> {
    let steps = steps.checked_sub(1)?;
    let cue = cue_of(s.word(at));
    let any = |words: &[&str]| helpers(s, at).any(|i| s.is_any(i, words));
    let modal = helpers(s, at).find(|&i| s.tag(i) == Some(Xpos::Md));
    if let Some(modal) = modal {
        // "may have met Friday" is over.
        let perfect = any(&["have", "'ve", "’ve"]) && !s.is_any(modal, &["will", "shall", "'ll", "’ll"]);
        return Some(if perfect || could_not(s, modal) { Tense::Past } else { Tense::Future });
    }
    let past = any(&["was", "were", "had", "been", "'d", "’d", "did"]);
    let has = any(&["has", "have", "'ve", "’ve"]);
    let is = any(&["is", "are", "am", "'re", "’re", "'s", "’s"]);
    if cue == Some("future") {
        return Some(Tense::Future);
    }
    // "to be held", "to have been told"
    if any(&["to"]) {
        return if has { Some(Tense::Past) } else { infinitive(s, at, steps) };
    }
    match s.tag(at)? {
        Xpos::Vbd => Some(Tense::Past),
        Xpos::Vbz | Xpos::Vbp if cue == Some("scheduled") => Some(Tense::Future),
        Xpos::Vbz | Xpos::Vbp => Some(Tense::Present),
        // "is set for Easter Sunday"
        Xpos::Vbn if cue == Some("forward") && s.is(at + 1, "for") => Some(Tense::Future),
        Xpos::Vbn if past || has => Some(Tense::Past),
        Xpos::Vbn if is => Some(Tense::Present),
        Xpos::Vbn if matches!(s.relation(at), Some(Deprel::Conj)) => up(s, at, steps).or(Some(Tense::Past)),
        // Without a helper it is a participle ("the plan, announced Friday") or a past tense that looks like one.
        Xpos::Vbn => Some(Tense::Past),
        Xpos::Vbg if past => Some(Tense::Past),
        Xpos::Vbg if is || has => Some(Tense::Present),
        Xpos::Vbg => up(s, at, steps),
        Xpos::Vb if past => Some(Tense::Past),
        Xpos::Vb if any(&["do", "does"]) => Some(Tense::Present),
        // "Meet us on Friday"
        Xpos::Vb => up(s, at, steps).or(Some(Tense::Future)),
        // A noun or an adjective with a form of "be".
        _ if past => Some(Tense::Past),
        _ if is => Some(Tense::Present),
        _ => up(s, at, steps),
    }
}

/// The tense of the nearest predicate above.
fn up(s: &Scan, from: usize, steps: usize) -> Option<Tense> {
    let mut at = s.head(from)?;
    for steps in (0..steps).rev() {
        if is_predicate(s, at) {
            return of_predicate(s, at, steps);
        }
        at = s.head(at)?;
    }
    None
}

/// "agreed to meet Friday" lies ahead, "failed to meet Friday" does not: what the infinitive hangs on decides.
fn infinitive(s: &Scan, at: usize, steps: usize) -> Option<Tense> {
    let Some(above) = s.head(at) else { return Some(Tense::Future) };
    if matches!(cue_of(s.word(above)), Some("forward" | "future")) {
        return Some(Tense::Future);
    }
    // "is to meet Friday"
    if s.is_any(above, &["is", "are", "am"]) {
        return Some(Tense::Future);
    }
    match up(s, at, steps) {
        Some(Tense::Past) => Some(Tense::Past),
        _ => Some(Tense::Future),
    }
}
