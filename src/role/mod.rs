//! Reads mentions of people and the words around them; produces the offices that the text says they hold.
//!
//! A title stands beside the name (`near.rs`), or a clause gives it (`clause.rs`). What is not stated is not guessed, but
//! for the body of an office that the same person's other mention states.

mod clause;
mod near;
mod scene;
mod title;

use crate::entity::Entity;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use crate::span::Span;

/// Whether somebody still holds an office, as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Holds it when the text was written.
    Current,
    /// Held it: "former", "then", "was".
    Former,
    /// Holds it for the time being: "acting", "interim".
    Acting,
    /// Will hold it: "-elect", "incoming", "will be".
    Future,
}

impl State {
    /// The state as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["current", "former", "acting", "future"][self as usize]
    }
}

/// An office or occupation that a person holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Index of the person's entity.
    pub person: usize,
    /// The title's words.
    pub title: Span,
    /// Index of the entity that the office belongs to.
    pub of: Option<usize>,
    /// Whether the text says so at this place.
    pub of_stated: bool,
    /// Whether the person still holds it.
    pub state: State,
    /// The construction as a whole.
    pub evidence: Span,
    /// How sure the analysis is, in percent.
    pub confidence: u8,
    /// The rules that made it.
    pub why: Vec<&'static str>,
}

/// Finds the roles of all named people, in text order. `mentions` are in text order.
pub fn find(reading: Reading, mentions: &[Mention], entities: &[Entity]) -> Vec<Role> {
    let scene = scene::Scene { reading, mentions, entities };
    let mut roles = Vec::new();
    for (n, mention) in mentions.iter().enumerate() {
        if mention.form == Form::Name && entities[mention.entity].kind == NameType::Person {
            roles.extend(near::find(scene, n));
        }
    }
    roles.extend(clause::find(reading, mentions, entities));
    // Two rules may read one title; the first is the surer.
    roles.sort_by_key(|r| (r.person, r.title.start, std::cmp::Reverse(r.confidence)));
    roles.dedup_by(|b, a| a.person == b.person && a.title.overlaps(b.title));
    roles.sort_by_key(|r| (r.evidence.start, r.title.start, r.person));
    infer_bodies(reading, &mut roles);
    roles
}

/// Gives an office without a stated body the one that the same person's office of the same name states elsewhere.
fn infer_bodies(reading: Reading, roles: &mut [Role]) {
    let last = |s: Span| s.of(reading.text).rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    for n in 0..roles.len() {
        if roles[n].of.is_some() {
            continue;
        }
        let same = |r: &&Role| r.person == roles[n].person && r.of_stated && last(r.title) == last(roles[n].title);
        // Far mentions of one person are few; looking at the nearest keeps long texts linear.
        let window = &roles[n.saturating_sub(200)..roles.len().min(n + 200)];
        if let Some(of) = window.iter().find(same).and_then(|r| r.of) {
            roles[n].of = Some(of);
            roles[n].why.push("body-from-other-mention");
        }
    }
}
