//! Reads mentions, roles and the parse; produces the relations that the text states between two entities; never infers
//! one from others.
//!
//! Each rule reads one construction, and its words are data (`data/words/relation_*.txt`). What the text denies, asks,
//! wants or expects is not stated.

mod link;
mod name;
mod noun;
mod office;
mod place;
mod scene;
mod verb;

use crate::entity::Entity;
use crate::mention::{Mention, NameType};
use crate::reading::Reading;
use crate::role::Role;
use crate::span::Span;
use scene::{Scene, Thing};
use std::collections::HashMap;

/// Below this confidence, in percent, a pronoun or a description is too unsure to be a side of a relation.
const DOUBTFUL: u8 = 70;

/// How the subject of a relation stands to its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A place, building or body stands in a place.
    LocatedIn,
    /// A body or place is part of a larger one, or belongs to it.
    PartOf,
    /// Somebody is a member of a body.
    MemberOf,
    /// A person heads a body or country.
    LeaderOf,
    /// A person serves a body or country.
    WorksFor,
    /// One supports the other.
    AllyOf,
    /// One is against the other.
    Opposes,
    /// Two people are of one family.
    Family,
    /// Two met or talked.
    Meets,
}

impl Kind {
    const ALL: [(Kind, &'static str); 9] = [
        (Kind::LocatedIn, "located_in"),
        (Kind::PartOf, "part_of"),
        (Kind::MemberOf, "member_of"),
        (Kind::LeaderOf, "leader_of"),
        (Kind::WorksFor, "works_for"),
        (Kind::AllyOf, "ally_of"),
        (Kind::Opposes, "opposes"),
        (Kind::Family, "family"),
        (Kind::Meets, "meets"),
    ];

    /// The kind as the contract spells it.
    pub fn as_str(self) -> &'static str {
        Kind::ALL[self as usize].1
    }

    /// Every kind as the contract spells it.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::ALL.iter().map(|(_, name)| *name)
    }

    fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, name)| *name == text).map(|(kind, _)| *kind)
    }

    /// Whether it holds both ways.
    fn is_symmetric(self) -> bool {
        matches!(self, Kind::AllyOf | Kind::Opposes | Kind::Family | Kind::Meets)
    }

    /// Whether things of these types can stand so to each other.
    fn fits(self, subject: NameType, object: NameType) -> bool {
        use NameType::{Fac, Gpe, Loc, Norp, Org, Person, Product};
        let actor = |t| matches!(t, Person | Org | Gpe | Norp);
        let place = |t| matches!(t, Gpe | Loc | Fac);
        match self {
            Kind::LocatedIn => (place(subject) || subject == Org) && (place(object) || object == Norp),
            Kind::PartOf => matches!(subject, Org | Fac | Loc | Product) && matches!(object, Org | Gpe | Loc | Norp),
            Kind::MemberOf => actor(subject) && matches!(object, Org | Norp),
            Kind::LeaderOf | Kind::WorksFor => {
                subject == Person && (actor(object) || place(object)) && object != Person
            }
            Kind::Family => subject == Person && object == Person,
            Kind::AllyOf | Kind::Opposes | Kind::Meets => actor(subject) && actor(object),
        }
    }
}

/// One relation that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How the subject stands to the object.
    pub kind: Kind,
    /// Index of an entity; of two that stand the same way to each other, the one named first.
    pub subject: usize,
    /// Index of another entity.
    pub object: usize,
    /// The word that says so ("wife", "joined"), where one does.
    pub cue: Option<Span>,
    /// Where the text first says so: both sides and what is between them.
    pub evidence: Span,
    /// How sure the analysis is, in percent.
    pub confidence: u8,
    /// The rules that made it.
    pub why: Vec<&'static str>,
}

/// What relations are read from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The text.
    pub reading: Reading<'a>,
    /// Mentions, in text order.
    pub mentions: &'a [Mention],
    /// Mentions inside names, in text order.
    pub nested: &'a [Mention],
    /// Entities.
    pub entities: &'a [Entity],
    /// Roles, in text order.
    pub roles: &'a [Role],
    /// One for each token: whether it stands between quotation marks.
    pub quoted: &'a [bool],
}

/// What a rule found, before it is judged.
struct Stated {
    kind: Kind,
    subject: Thing,
    object: Thing,
    /// The token that says so.
    cue: Option<usize>,
    confidence: u8,
    rule: &'static str,
}

impl Stated {
    /// The same with the sides changed about where `inverse`.
    fn turned(mut self, inverse: bool) -> Self {
        if inverse {
            std::mem::swap(&mut self.subject, &mut self.object);
        }
        self
    }
}

/// The relations that a text states, one for each kind and pair of entities, in the order of their evidence.
pub fn find(from: Sources) -> Vec<Relation> {
    let scene = Scene::of(from);
    let mut found = Vec::new();
    office::find(&scene, &mut found);
    name::find(&scene, &mut found);
    place::find(&scene, &mut found);
    for token in from.reading.sentences.iter().flat_map(|s| s.tokens.clone()) {
        noun::read(&scene, token, &mut found);
        link::read(&scene, token, &mut found);
        verb::read(&scene, token, &mut found);
    }
    let mut relations: Vec<Relation> = found.into_iter().filter_map(|s| judge(&scene, s)).collect();
    // Sorting keeps the rules' order where two read the same words.
    relations.sort_by_key(|r| (r.evidence.start, r.evidence.end));
    merge(relations)
}

/// The relation, unless the two cannot stand so to each other. A demonym stands for its country.
fn judge(scene: &Scene, stated: Stated) -> Option<Relation> {
    let Stated { kind, mut subject, mut object, cue, confidence, rule } = stated;
    if kind.is_symmetric() && object.tokens.start < subject.tokens.start {
        std::mem::swap(&mut subject, &mut object);
    }
    let type_of = |t: &Thing| scene.from.entities[t.entity].kind;
    let (of, to) = (scene.stands_for(&subject), scene.stands_for(&object));
    if of == to || !kind.fits(type_of(&subject), type_of(&object)) {
        return None;
    }
    let reading = scene.from.reading;
    let span = reading.span(&subject.tokens).to(reading.span(&object.tokens));
    let cue_span = cue.map(|t| reading.tokens[t].span);
    let evidence = cue_span.map_or(span, |c| span.to(c));
    let sure = confidence.min(subject.confidence).min(object.confidence);
    // A country is in no other, and a reference that may well mean something else states nothing.
    let country = |e: usize| scene.from.entities[e].country.is_some() && scene.from.entities[e].kind == NameType::Gpe;
    let inside = kind == Kind::LocatedIn && country(of) && scene.from.entities[to].kind != NameType::Loc;
    if inside || sure < DOUBTFUL {
        return None;
    }
    let quoted = scene.from.quoted.get(cue.unwrap_or(object.tokens.start)).copied().unwrap_or(false);
    // What a quote states is its speaker's word.
    let confidence = if quoted { sure.saturating_sub(15) } else { sure };
    Some(Relation { kind, subject: of, object: to, cue: cue_span, evidence, confidence, why: vec![rule] })
}

/// One for each kind and pair: the first, with the best confidence and the rules of all.
fn merge(relations: Vec<Relation>) -> Vec<Relation> {
    let mut place: HashMap<(Kind, usize, usize), usize> = HashMap::new();
    let mut merged: Vec<Relation> = Vec::new();
    for relation in relations {
        let (a, b) = (relation.subject, relation.object);
        let key = if relation.kind.is_symmetric() { (a.min(b), a.max(b)) } else { (a, b) };
        match place.get(&(relation.kind, key.0, key.1)) {
            Some(&n) => {
                let first = &mut merged[n];
                first.confidence = first.confidence.max(relation.confidence);
                if !first.why.contains(&relation.why[0]) {
                    first.why.push(relation.why[0]);
                }
            }
            None => {
                place.insert((relation.kind, key.0, key.1), merged.len());
                merged.push(relation);
            }
        }
    }
    merged
}
