//! Offices as relations: who heads a body, and who serves it.

use super::scene::{Scene, Thing};
use super::{Kind, Stated};
use crate::mention::{Form, NameType};
use crate::role::{Role, State};
use crate::tag::Upos;
use std::ops::Range;

/// What the roles state. A body that the text names only with another mention's title is not stated here.
pub fn find(scene: &Scene, found: &mut Vec<Stated>) {
    found.extend(scene.from.roles.iter().filter_map(|role| read(scene, role)));
}

fn read(scene: &Scene, role: &Role) -> Option<Stated> {
    let reading = scene.from.reading;
    if !matches!(role.state, State::Current | State::Acting) {
        return None;
    }
    let title = reading.tokens_in(role.title);
    let evidence = reading.tokens_in(role.evidence);
    let subject = side(scene, &evidence, |e| e == role.person, &title)?;
    let (object, rule) = match role.of.filter(|_| role.of_stated) {
        Some(of) => (side(scene, &evidence, |e| scene.country[e] == scene.country[of], &title)?, "office"),
        None => (behind(scene, &subject)?, "office-of-named"),
    };
    // "the former president" and "then-president" hold nothing now; "deputy Labour leader" is not the leader.
    let start = title.start.min(evidence.start);
    let value = |t: usize| reading.words.relation_unreal.get(reading.word(t));
    let past = (start.saturating_sub(2)..title.end).any(|t| value(t).is_some_and(|v| v != "lesser"));
    if past || start.checked_sub(1).is_some_and(|t| value(t) == Some("lesser")) {
        return None;
    }
    let kind = kind(scene, &title, &object)?;
    let behind_name = behind(scene, &subject).is_some_and(|b| b.tokens == object.tokens);
    if rule == "office" && !behind_name && object.tokens.start >= title.end && !follows(scene, &title, &object) {
        return None;
    }
    let (cue, confidence) = (Some(title.end - 1), role.confidence);
    Some(Stated { kind, subject, object, cue, confidence, rule })
}

/// The body behind the name: "King Abdullah of Jordan".
fn behind(scene: &Scene, person: &Thing) -> Option<Thing> {
    let reading = scene.from.reading;
    let of = Some(person.tokens.end).filter(|&t| reading.is(t, "of"))?;
    scene.name_from(if reading.is(of + 1, "the") { of + 2 } else { of + 1 })
}

/// The name in `tokens`, outside the title, of an entity that `fits`.
fn side(scene: &Scene, tokens: &Range<usize>, fits: impl Fn(usize) -> bool, title: &Range<usize>) -> Option<Thing> {
    let outside = |t: &usize| !title.contains(t);
    let names = tokens.clone().filter(outside).filter_map(|t| scene.mention_at(t)).filter(|m| m.form == Form::Name);
    names.into_iter().find(|m| fits(m.entity)).map(super::scene::thing)
}

/// What a title makes of its holder, beside a body like this.
fn kind(scene: &Scene, title: &Range<usize>, body: &Thing) -> Option<Kind> {
    let reading = scene.from.reading;
    let list = &reading.words.relation_titles;
    let phrase = |from: usize| reading.span(&(from..title.end)).of(reading.text).to_lowercase();
    let state = ["acting", "interim", "current", "new", "outgoing", "longtime", "veteran"];
    let from = title.clone().find(|&t| !state.iter().any(|w| reading.is(t, w))).unwrap_or(title.start);
    let (start, value) = (from..title.end).find_map(|start| list.get(&phrase(start)).map(|v| (start, v)))?;
    let (kind, body_kind) = value.split_once('-').unwrap_or((value, ""));
    let org = scene.kind(body) == NameType::Org;
    // A faith or people has no offices.
    let country = scene.from.entities[body.entity].country.is_some();
    if scene.kind(body) == NameType::Norp && !country && !scene.is_party(body) {
        return None;
    }
    let fits = match body_kind {
        "org" => org,
        "state" => !org,
        "local" => !country,
        _ => true,
    };
    if !fits {
        return None;
    }
    match Kind::parse(kind)? {
        // "opposition leader" and "army chief" head something else than the body.
        Kind::LeaderOf if start != from => org.then_some(Kind::WorksFor),
        // "Democratic vice president" serves no party.
        Kind::WorksFor if scene.kind(body) == NameType::Norp && !country => None,
        kind => Some(kind),
    }
}

/// Whether the body follows the title closely enough to be its own: "president of the Royal Society", but not "head of
/// research at Acme" or "ambassador to Syria".
fn follows(scene: &Scene, title: &Range<usize>, body: &Thing) -> bool {
    let reading = scene.from.reading;
    let link = ["of", "at", "for", "with"].iter().any(|w| reading.is(title.end, w));
    let between = title.end + 1..body.tokens.start;
    // "of the Indonesian military" and "of Acme's research" name something else.
    let goes_on = matches!(reading.upos(body.tokens.end), Upos::Noun | Upos::Propn | Upos::Adj);
    link && !goes_on
        && !reading.is_possessive(body.tokens.end)
        && between.len() <= 1
        && between.clone().all(|t| ["the", "a", "an"].iter().any(|w| reading.is(t, w)))
}
