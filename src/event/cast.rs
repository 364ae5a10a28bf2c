//! Reads the tree around an event; produces who did it, to whom, and where.

use super::Participant;
use super::scene::Scene;
use crate::dependency::Deprel;
use crate::mention::NameType;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Longer enumerations are tables.
const MOST: usize = 8;
/// How far to either side of its head a phrase reaches at most, in tokens.
const REACH: usize = 24;

/// Those who take part in one event.
#[derive(Default)]
pub struct Cast {
    /// Who did it.
    pub who: Vec<Participant>,
    /// To whom or what.
    pub whom: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
}

/// The cast of the event that the word at `t` names.
pub fn of(scene: &Scene, t: usize) -> Cast {
    let mut cast = Cast::default();
    match scene.from.reading.upos(t) {
        Upos::Verb | Upos::Aux => predicate(scene, t, &mut cast),
        _ if scene.tree.child(t, Deprel::Cop).is_some() => {
            cast.who.extend(subject(scene, t).into_iter().flat_map(|s| all(scene, s)));
        }
        _ => noun(scene, t, &mut cast),
    }
    places(scene, t, &mut cast.places);
    for list in [&mut cast.who, &mut cast.whom, &mut cast.places] {
        unique(list);
        list.truncate(MOST);
    }
    cast.whom.retain(|p| !cast.who.contains(p));
    cast
}

fn predicate(scene: &Scene, t: usize, cast: &mut Cast) {
    let tree = &scene.tree;
    let t = if scene.from.reading.upos(t) == Upos::Aux { scene.from.reading.head(t).unwrap_or(t) } else { t };
    let subject = subject(scene, t);
    if tree.is_passive(t) {
        cast.whom.extend(subject.into_iter().flat_map(|s| all(scene, s)));
        cast.who.extend(tree.agent(t).into_iter().flat_map(|a| all(scene, a)));
    } else {
        cast.who.extend(subject.into_iter().flat_map(|s| all(scene, s)));
    }
    for c in tree.children(t).filter(|&c| scene.timex(c).is_none()) {
        match tree.relation(c) {
            Deprel::Obj | Deprel::Iobj => cast.whom.extend(all(scene, c)),
            // "met with", "fired on", "talked to".
            Deprel::Obl if tied(scene, c, &["with", "against", "on", "to", "from", "at", "over"]) && acts(scene, c) => {
                cast.whom.extend(all(scene, c));
            }
            _ => {}
        }
    }
}

/// "Russia's bombing of Aleppo", "talks between Ann and Bo", "Turkish strikes on the Kurds"; a light verb's subject does
/// what its object says.
fn noun(scene: &Scene, t: usize, cast: &mut Cast) {
    let tree = &scene.tree;
    let r = scene.from.reading;
    for c in tree.children(t).filter(|&c| scene.timex(c).is_none()) {
        match tree.relation(c) {
            Deprel::NmodPoss => cast.who.extend(all(scene, c)),
            Deprel::Compound | Deprel::Amod if acts(scene, c) => cast.who.extend(all(scene, c)),
            Deprel::Nmod if tied(scene, c, &["by", "between", "among"]) => cast.who.extend(all(scene, c)),
            Deprel::Nmod if tied(scene, c, &["of", "on", "against", "with", "for", "to"]) => {
                cast.whom.extend(all(scene, c));
            }
            _ => {}
        }
    }
    let head = r.head(t).filter(|_| matches!(tree.relation(t), Deprel::Obj | Deprel::Obl));
    let light = |h: &usize| r.words.light_verbs.has(&scene.lemma(*h));
    if let Some(verb) = head.filter(light).filter(|_| cast.who.is_empty()) {
        cast.who.extend(subject(scene, verb).into_iter().flat_map(|s| all(scene, s)));
    }
}

/// The head of the subject; for "who" and "which" what they stand for.
fn subject(scene: &Scene, t: usize) -> Option<usize> {
    let tree = &scene.tree;
    let found = tree.subject(t)?;
    let relative = matches!(scene.from.reading.xpos(found), Xpos::Wdt | Xpos::Wp);
    let clause = std::iter::successors(Some(t), |&a| scene.from.reading.head(a)).take(4);
    let antecedent =
        || clause.into_iter().find(|&a| tree.relation(a) == Deprel::AclRelcl).and_then(|a| scene.from.reading.head(a));
    match relative {
        true => antecedent().or(Some(found)),
        false => Some(found).filter(|&s| tree.relation(s) != Deprel::Expl),
    }
}

/// The participant whose phrase has its head at `t`, and those joined to it by "and".
fn all<'s>(scene: &'s Scene, t: usize) -> impl Iterator<Item = Participant> + 's {
    let joined = scene.tree.children(t).filter(|&c| scene.tree.relation(c) == Deprel::Conj).take(MOST);
    [t].into_iter().chain(joined).filter_map(|t| participant(scene, t))
}

/// A name, a pronoun that is known, or the words; a pronoun that is not known says nothing.
fn participant(scene: &Scene, t: usize) -> Option<Participant> {
    if let Some(m) = scene.mention(t) {
        return Some(Participant::Entity(m.metonym_for.unwrap_or(m.entity)));
    }
    let words = !matches!(scene.from.reading.upos(t), Upos::Pron | Upos::Det | Upos::Sconj | Upos::X);
    words.then(|| Participant::Words(scene.from.reading.span(&phrase(scene, t))))
}

/// The noun phrase of the head at `t` without clauses that hang on it.
fn phrase(scene: &Scene, t: usize) -> Range<usize> {
    let tree = &scene.tree;
    let inside = |c: usize| {
        matches!(
            tree.relation(c).universal(),
            Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::Flat
        ) || tree.relation(c) == Deprel::NmodPoss
            || tree.relation(c) == Deprel::Nmod && tied(scene, c, &["of"])
    };
    let mut range = t..t + 1;
    let (mut first, mut last) = (t, t);
    for c in tree.children(t).filter(|&c| inside(c)) {
        first = first.min(leftmost(scene, c));
        last = last.max(rightmost(scene, c));
    }
    range.start = first.max(t.saturating_sub(REACH));
    while range.start < t && matches!(scene.from.reading.upos(range.start), Upos::Cconj | Upos::Punct) {
        range.start += 1;
    }
    range.end = (last + 1).min(t + REACH);
    range
}

fn leftmost(scene: &Scene, t: usize) -> usize {
    let mut at = t;
    for _ in 0..REACH {
        match scene.tree.children(at).next().filter(|&c| c < at) {
            Some(c) => at = c,
            None => break,
        }
    }
    at
}

fn rightmost(scene: &Scene, t: usize) -> usize {
    let mut at = t;
    for _ in 0..REACH {
        let part = |c: &usize| *c > at && scene.from.reading.upos(*c) != Upos::Punct;
        match scene.tree.children(at).next_back().filter(part) {
            Some(c) if !matches!(scene.tree.relation(c), Deprel::AclRelcl | Deprel::Acl) => at = c,
            _ => break,
        }
    }
    at
}

/// Whether a person, body, state or people.
fn acts(scene: &Scene, t: usize) -> bool {
    use NameType::{Gpe, Norp, Org, Person};
    scene.kind(t).is_some_and(|k| matches!(k, Person | Org | Gpe | Norp))
        || matches!(scene.from.reading.xpos(t), Xpos::Prp)
        || scene.from.reading.words.person_nouns.has(&scene.lemma(t))
}

fn tied(scene: &Scene, t: usize, words: &[&str]) -> bool {
    scene.tree.marker(t).is_some_and(|m| scene.tree.any(m, words))
}

/// Places named as places around the event, or around what it hangs on by a preposition: "killed in Homs", "talks in Geneva".
fn places(scene: &Scene, t: usize, out: &mut Vec<Participant>) {
    const AT: [&str; 14] = [
        "in", "at", "near", "on", "across", "outside", "inside", "around", "into", "off", "over", "to", "from",
        "through",
    ];
    let tree = &scene.tree;
    let place = |c: usize| scene.kind(c).is_some_and(NameType::is_place);
    for c in tree.children(t) {
        let hangs = matches!(tree.relation(c), Deprel::Obl | Deprel::Nmod);
        if hangs && place(c) && tied(scene, c, &AT) {
            out.extend(all(scene, c));
        }
        // "met on the sidelines of a summit in Geneva", "killed people in Homs".
        if hangs || tree.relation(c) == Deprel::Obj {
            let below =
                tree.children(c).filter(|&d| tree.relation(d) == Deprel::Nmod && place(d) && tied(scene, d, &AT));
            out.extend(below.flat_map(|d| all(scene, d)));
        }
    }
}

fn unique(list: &mut Vec<Participant>) {
    let mut seen: Vec<Participant> = Vec::new();
    list.retain(|p| {
        let new = !seen.contains(p);
        if new {
            seen.push(*p);
        }
        new
    });
}
