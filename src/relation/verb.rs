//! Verbs that state a relation of their subject: "Turkey joined NATO", "rebels backed by Turkey", "London-based Acme".

use super::scene::{Scene, Thing};
use super::{Kind, Stated};
use crate::dependency::Deprel;
use crate::tag::{Upos, Xpos};

/// How far the subject of a verb without one is looked for among the verbs that it hangs on.
const CHAIN: usize = 3;

/// What the verb at `v` states.
pub fn read(scene: &Scene, v: usize, found: &mut Vec<Stated>) {
    let reading = scene.from.reading;
    if !reading.xpos(v).is_verb() && reading.upos(v) != Upos::Verb || scene.is_named(v) {
        return;
    }
    let lemma = reading.lemma(v);
    let list = &reading.words.relation_verbs;
    if !list.opens(&lemma) {
        return;
    }
    if v > 0 && reading.is(v - 1, "-") {
        hyphened(scene, v, &lemma, found);
        return;
    }
    if !scene.is_told(v) {
        return;
    }
    let entry = |key: &str| {
        let (kind, way) = list.get(key).map(|v| v.split_once('-').unwrap_or((v, "")))?;
        Some((Kind::parse(kind)?, way == "inverse"))
    };
    let mut push = |(kind, inverse), subject: &Thing, object: &Thing, confidence, rule| {
        let (subject, object) = (subject.clone(), object.clone());
        found.push(Stated { kind, subject, object, cue: Some(v), confidence, rule }.turned(inverse));
    };
    let modifies = matches!(reading.relation(v), Some(Deprel::Acl | Deprel::Amod)) && reading.xpos(v) == Xpos::Vbn;
    let passive = scene.has(v, Deprel::NsubjPass) || modifies;
    let subjects = subjects(scene, v);
    if let (Some(direct), true) = (entry(&lemma), passive) {
        let agents = scene.children(v).filter(|&c| {
            matches!(reading.relation(c), Some(Deprel::OblAgent | Deprel::Obl))
                && scene.preposition(c).as_deref() == Some("by")
        });
        for agent in agents.flat_map(|c| scene.things(c)) {
            subjects.iter().for_each(|s| push(direct, &agent, s, 85, "passive-verb"));
        }
    }
    let mut objects: Vec<usize> = Vec::new();
    if let (Some(direct), false) = (entry(&lemma), passive) {
        objects = scene.by(v, Deprel::Obj).collect();
        for object in objects.iter().flat_map(|&c| scene.things(c)) {
            subjects.iter().for_each(|s| push(direct, s, &object, 85, "verb-with-object"));
        }
    }
    let behind =
        |c: &usize| matches!(reading.relation(*c), Some(Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)) && *c > v;
    let mut others = 0;
    for c in scene.children(v).filter(behind) {
        let Some(kind) = scene.preposition(c).and_then(|p| entry(&format!("{lemma} {p}"))) else { continue };
        others += 1;
        for object in scene.things(c) {
            subjects.iter().for_each(|s| push(kind, s, &object, 85, "verb-with-preposition"));
        }
    }
    // "Obama and Merkel met": the sides are one subject.
    let both = entry(&lemma).filter(|(kind, _)| matches!(kind, Kind::Meets | Kind::Family));
    if let (Some(kind), [first, rest @ ..], 0, true) = (both, &subjects[..], others, objects.is_empty()) {
        rest.iter().for_each(|second| push(kind, first, second, 85, "joint-subject"));
    }
}

/// Who or what does what the verb at `v` says; in a passive, to whom or what it is done.
pub fn subjects(scene: &Scene, v: usize) -> Vec<Thing> {
    let reading = scene.from.reading;
    let mut at = v;
    for _ in 0..CHAIN {
        let own = scene.children(at).find(|&c| matches!(reading.relation(c), Some(Deprel::Nsubj | Deprel::NsubjPass)));
        if let Some(subject) = own {
            return scene.things(subject);
        }
        let Some(head) = reading.head(at) else { break };
        match reading.relation(at) {
            Some(Deprel::Acl | Deprel::Amod) => return scene.thing(head).into_iter().collect(),
            // "met Ann and joined Acme", "continued to fight".
            Some(Deprel::Conj | Deprel::Xcomp) if reading.xpos(head).is_verb() => at = head,
            _ => break,
        }
    }
    Vec::new()
}

/// "US-backed Free Army", "London-based Acme".
fn hyphened(scene: &Scene, v: usize, lemma: &str, found: &mut Vec<Stated>) {
    let reading = scene.from.reading;
    let list = &reading.words.relation_verbs;
    let head = reading.head(v).filter(|&h| h > v);
    let (Some(before), Some(thing)) = (scene.mention_before(v - 1), head.and_then(|h| scene.thing(h))) else { return };
    let place = list.get(&format!("{lemma} in")).and_then(Kind::parse);
    let (kind, way) = list.get(lemma).map_or(("", ""), |v| v.split_once('-').unwrap_or((v, "")));
    let by =
        Kind::parse(kind).filter(|k| matches!(k, Kind::AllyOf | Kind::PartOf)).filter(|_| reading.xpos(v) == Xpos::Vbn);
    let cue = Some(v);
    if let Some(kind) = place {
        found.push(Stated { kind, subject: thing, object: before, cue, confidence: 88, rule: "hyphened-place" });
    } else if let Some(kind) = by {
        let stated = Stated { kind, subject: before, object: thing, cue, confidence: 85, rule: "hyphened-verb" };
        found.push(stated.turned(way == "inverse"));
    }
}
