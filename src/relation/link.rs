//! Nouns with two sides: "Russia's war against Ukraine", "held talks with Iran", "an alliance between A and B".

use super::scene::{Scene, Thing};
use super::{Kind, Stated};
use crate::dependency::Deprel;
use crate::mention::Form;
use crate::tag::Upos;

/// What the noun at `n` states.
pub fn read(scene: &Scene, n: usize, found: &mut Vec<Stated>) {
    let reading = scene.from.reading;
    if reading.upos(n) != Upos::Noun || scene.is_named(n) {
        return;
    }
    let lemma = reading.lemma(n);
    let list = &reading.words.relation_links;
    if !list.opens(&lemma) {
        return;
    }
    // The parse hangs the other side on the verb as often as on the noun.
    let verb = reading.head(n).filter(|_| reading.relation(n) == Some(Deprel::Obj));
    let others = scene.children(n).chain(verb.iter().flat_map(|&v| scene.by(v, Deprel::Obl))).filter(|&c| c > n);
    let others: Vec<(usize, String, Kind)> = others
        .filter_map(|c| {
            let preposition = scene.preposition(c)?;
            let kind = Kind::parse(list.get(&format!("{lemma} {preposition}"))?)?;
            Some((c, preposition, kind))
        })
        .collect();
    let Some((other, preposition, kind)) = others.into_iter().next() else { return };
    if scene.is_denied(n) || !is_so(scene, n) {
        return;
    }
    let mut push = |subject: &Thing, object: &Thing, confidence, rule| {
        let (subject, object) = (subject.clone(), object.clone());
        found.push(Stated { kind, subject, object, cue: Some(n), confidence, rule });
    };
    let objects = scene.things(other);
    if preposition == "between" {
        if let Some((first, rest)) = objects.split_first() {
            rest.iter().for_each(|second| push(first, second, 85, "noun-between-two"));
        }
        return;
    }
    let (subjects, rule) = subjects(scene, n, kind);
    for subject in &subjects {
        objects.iter().for_each(|object| push(subject, object, 80, rule));
    }
}

/// Whose war or talks they are.
fn subjects(scene: &Scene, n: usize, kind: Kind) -> (Vec<Thing>, &'static str) {
    let reading = scene.from.reading;
    // Whose "his support" is, is told less surely than whose "his meeting".
    let sure = |c: usize| kind == Kind::Meets || scene.mention_at(c).is_none_or(|m| m.form != Form::Pronoun);
    let owns = |c: usize| matches!(reading.relation(c), Some(Deprel::NmodPoss | Deprel::Compound | Deprel::Amod));
    let owners = scene.children(n).filter(|&c| c < n && owns(c) && sure(c));
    let owners: Vec<Thing> = owners.flat_map(|c| scene.things(c)).collect();
    if !owners.is_empty() {
        return (owners, "owner-of-noun");
    }
    let Some(head) = reading.head(n) else { return of(scene, n) };
    match reading.relation(n) {
        Some(Deprel::Obj) if reading.words.relation_light.has(&reading.lemma(head)) => {
            (super::verb::subjects(scene, head), "subject-of-light-verb")
        }
        Some(Deprel::Obl) if scene.preposition(n).is_some_and(|p| p == "in" || p == "at") => {
            let be = matches!(reading.lemma(head).as_str(), "be" | "remain" | "engage");
            (if be { super::verb::subjects(scene, head) } else { Vec::new() }, "subject-in-noun")
        }
        _ => of(scene, n),
    }
}

/// "is at war with", "are in talks with".
fn of(scene: &Scene, n: usize) -> (Vec<Thing>, &'static str) {
    let inside = scene.preposition(n).is_some_and(|p| p == "in" || p == "at");
    let copula = inside && scene.has(n, Deprel::Cop);
    let subject = scene.by(n, Deprel::Nsubj).next().filter(|_| copula);
    (subject.map(|s| scene.things(s)).unwrap_or_default(), "subject-in-noun")
}

/// Whether the clauses above the noun tell it as so: "calls for talks between" do not.
fn is_so(scene: &Scene, n: usize) -> bool {
    let reading = scene.from.reading;
    let open = |t: usize| reading.words.relation_doubts.has(&reading.lemma(t));
    let mut at = n;
    for _ in 0..6 {
        let Some(head) = reading.head(at) else { break };
        if open(head) {
            return false;
        }
        at = head;
    }
    let mut verb = n;
    for _ in 0..6 {
        if reading.xpos(verb).is_verb() {
            break;
        }
        verb = reading.head(verb).unwrap_or(verb);
    }
    scene.is_told(verb)
}
