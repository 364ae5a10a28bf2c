//! What names say by themselves: "southern Russia" is part of Russia, "US Air Force" of the US.

use super::scene::{Scene, thing};
use super::{Kind, Stated};
use crate::mention::{Form, NameType};
use std::collections::HashMap;

/// What names state.
pub fn find(scene: &Scene, found: &mut Vec<Stated>) {
    parts_of_places(scene, found);
    bodies(scene, found);
}

/// "southern Russia", where the text names Russia too.
fn parts_of_places(scene: &Scene, found: &mut Vec<Stated>) {
    let reading = scene.from.reading;
    let mut wholes: HashMap<&str, usize> = HashMap::new();
    for m in scene.from.mentions.iter().filter(|m| m.form == Form::Name) {
        if scene.from.entities[m.entity].kind == NameType::Gpe {
            wholes.entry(m.span.of(reading.text)).or_insert(m.entity);
        }
    }
    // "ancient Egypt" is another time, not a part.
    let modifies = |t: &usize| reading.words.part_modifiers.get(reading.word(*t)) == Some("");
    for m in scene.from.mentions.iter().filter(|m| m.form == Form::Name) {
        let modifier = m.tokens.start.checked_sub(1).filter(modifies);
        let part = scene.from.entities[m.entity].kind == NameType::Loc;
        let (Some(cue), true, Some(&whole)) = (modifier, part, wholes.get(m.span.of(reading.text))) else { continue };
        let (subject, mut object) = (thing(m), thing(m));
        object.entity = whole;
        let (kind, cue, rule) = (Kind::PartOf, Some(cue), "part-of-place");
        found.push(Stated { kind, subject, object, cue, confidence: 92, rule });
    }
}

/// "US Air Force": a body of state that opens with its owner's name.
fn bodies(scene: &Scene, found: &mut Vec<Stated>) {
    let reading = scene.from.reading;
    for inner in scene.from.nested {
        let Some(outer) = scene.mention_at(inner.tokens.start) else { continue };
        let last = reading.word(outer.tokens.end - 1);
        let kind = scene.from.entities[inner.entity].kind;
        let owner = matches!(kind, NameType::Gpe | NameType::Norp);
        let opens = owner && outer.tokens.start == inner.tokens.start && outer.tokens.end > inner.tokens.end;
        let between = outer.tokens.end.saturating_sub(inner.tokens.end + 1);
        let most = reading.words.relation_state_bodies.get(last).and_then(|n| n.parse().ok());
        if opens && most.is_some_and(|most: usize| between <= most) {
            let (subject, mut object) = (thing(outer), thing(inner));
            object.confidence = 100;
            let (kind, rule) = (Kind::PartOf, "owner-in-name");
            found.push(Stated { kind, subject, object, cue: None, confidence: 88, rule });
        }
    }
}
