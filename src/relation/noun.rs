//! Nouns that say what a thing is to its owner: "Ann Lee, a member of the Labour Party", "Syria's ally Russia".

use super::scene::{Scene, Thing};
use super::{Kind, Stated};
use crate::dependency::Deprel;
use crate::mention::{Form, NameType};
use crate::tag::{Upos, Xpos};

/// How one noun is read.
struct Entry {
    kind: Kind,
    /// The owner is the subject.
    inverse: bool,
    /// It may stand before its name with "of".
    place: bool,
    /// A name right before it is its own.
    region: bool,
}

/// What the noun at `n` states.
pub fn read(scene: &Scene, n: usize, found: &mut Vec<Stated>) {
    let Some(entry) = entry(scene, n) else { return };
    if scene.is_denied_but(n, entry.kind == Kind::Family) {
        return;
    }
    if let Some(stated) = region(scene, n, &entry) {
        found.push(stated);
        return;
    }
    let owners = owners(scene, n, &entry);
    if owners.is_empty() {
        return;
    }
    let (things, rule) = described(scene, n, &entry, &owners);
    for thing in &things {
        for (owner, confidence) in owners.iter().filter(|(o, _)| o.entity != thing.entity) {
            let (subject, object) = (thing.clone(), owner.clone());
            if !fits(scene, &entry, &subject, &object) {
                continue;
            }
            let stated = Stated { kind: entry.kind, subject, object, cue: Some(n), confidence: *confidence, rule };
            found.push(stated.turned(entry.inverse));
        }
    }
}

/// The entry of the noun at `n`, that of it and the word before first.
fn entry(scene: &Scene, n: usize) -> Option<Entry> {
    let reading = scene.from.reading;
    let list = &reading.words.relation_nouns;
    if !matches!(reading.upos(n), Upos::Noun | Upos::Propn | Upos::Adj) || scene.is_named(n) {
        return None;
    }
    let lemma = match reading.upos(n) {
        Upos::Noun => reading.lemma(n),
        _ => reading.word(n).to_lowercase(),
    };
    let pair = n.checked_sub(1).and_then(|p| list.get(&format!("{} {lemma}", reading.word(p).to_ascii_lowercase())));
    let value = pair.or_else(|| list.get(&lemma))?;
    let (kind, way) = value.split_once('-').unwrap_or((value, ""));
    Some(Entry {
        kind: Kind::parse(kind)?,
        inverse: way == "inverse",
        place: way == "place" || way == "region",
        region: way == "region",
    })
}

/// "the Tibet region of China".
fn region(scene: &Scene, n: usize, entry: &Entry) -> Option<Stated> {
    let reading = scene.from.reading;
    let own = |c: &usize| *c < n && reading.relation(*c) == Some(Deprel::Compound);
    let subject = scene.children(n).find(own).filter(|_| entry.region).and_then(|c| scene.thing(c))?;
    let of =
        scene.by(n, Deprel::Nmod).find(|&c| c > n && scene.preposition(c).is_some_and(|p| p == "of" || p == "in"))?;
    let object = scene.thing(of).filter(|_| reading.xpos(n) == Xpos::Nn)?;
    let (kind, cue, rule) = (entry.kind, Some(n), "region-of-place");
    Some(Stated { kind, subject, object, cue, confidence: 85, rule })
}

/// Whose it is: "Syria's", "his", "NATO", "of Syria".
fn owners(scene: &Scene, n: usize, entry: &Entry) -> Vec<(Thing, u8)> {
    let reading = scene.from.reading;
    let mut owners = Vec::new();
    for child in scene.children(n).filter(|&c| c < n) {
        let near = match reading.relation(child) {
            Some(Deprel::NmodPoss) if reading.is(child, "whose") => whose(scene, child),
            Some(Deprel::NmodPoss | Deprel::Compound | Deprel::Amod | Deprel::Nmod) => scene.thing(child),
            _ => None,
        };
        owners.extend(near.map(|t| (t, 90)));
    }
    // "Labour MP Tom Watson": the parse hangs the party on the name, or elsewhere.
    if owners.is_empty() {
        let start = if reading.is(n.saturating_sub(1), "-") { n.saturating_sub(2) } else { n };
        owners.extend(scene.mention_before(start).map(|t| (t, 85)));
    }
    if !entry.place || owners.is_empty() {
        for child in scene.by(n, Deprel::Nmod).filter(|&c| c > n) {
            let fits = match scene.preposition(child).as_deref() {
                Some("of") => true,
                Some("in") => entry.place,
                Some("to") => matches!(entry.kind, Kind::AllyOf | Kind::Opposes | Kind::Family),
                _ => false,
            };
            if fits {
                owners.extend(scene.things(child).into_iter().map(|t| (t, 90)));
            }
        }
    }
    owners
}

/// "Airbus, whose parent company": the mention before "whose".
fn whose(scene: &Scene, token: usize) -> Option<Thing> {
    let comma = token.checked_sub(1).filter(|&t| scene.from.reading.is(t, ",")).unwrap_or(token);
    scene.mention_before(comma)
}

/// What the noun describes, with the rule that says so.
fn described(scene: &Scene, n: usize, entry: &Entry, owners: &[(Thing, u8)]) -> (Vec<Thing>, &'static str) {
    let reading = scene.from.reading;
    if let Some(name) = scene.name_from(n + 1).filter(|t| !owners.iter().any(|o| o.0.tokens == t.tokens)) {
        let last = reading.head_of(&name.tokens);
        let joined = if reading.word(n).ends_with('s') { scene.things(last) } else { Vec::new() };
        return (if joined.is_empty() { vec![name] } else { joined }, "noun-before-name");
    }
    if entry.place && reading.is(n + 1, "of") && reading.xpos(n) != Xpos::Nns {
        let of = scene.by(n, Deprel::Nmod).filter(|&c| c > n && scene.preposition(c).as_deref() == Some("of"));
        let places: Vec<Thing> =
            of.filter_map(|c| scene.thing(c)).filter(|t| scene.kind(t) != NameType::Norp).collect();
        let other = |t: &Thing| !owners.iter().any(|o| o.0.tokens == t.tokens);
        if places.iter().any(other) {
            return (places.into_iter().filter(other).collect(), "place-noun-of-name");
        }
    }
    // "Ann, a lawyer and member of X": what is joined to a noun describes the same thing.
    let joined = reading.head(n).filter(|&h| reading.relation(n) == Some(Deprel::Conj) && !scene.is_named(h));
    let top = joined.unwrap_or(n);
    let behind: Vec<Thing> = scene.by(top, Deprel::Appos).filter(|&c| c > n).flat_map(|c| scene.things(c)).collect();
    if !behind.is_empty() {
        return (behind, "noun-beside-name");
    }
    if reading.relation(top) == Some(Deprel::Appos) {
        return (reading.head(top).and_then(|h| scene.thing(h)).into_iter().collect(), "noun-beside-name");
    }
    if let Some(subject) = predicated(scene, top) {
        return if scene.is_told(top) { (subject, "noun-as-predicate") } else { (Vec::new(), "") };
    }
    // "Bob's father was Tom".
    let named = reading.head(n).filter(|&h| reading.relation(n) == Some(Deprel::Nsubj) && scene.has(h, Deprel::Cop));
    if let Some(name) = named.filter(|&h| scene.is_told(h) && scene.is_named(h)).and_then(|h| scene.thing(h)) {
        return (vec![name], "name-as-predicate");
    }
    // "his wife, Ann Lee,": the parse often joins the name to what came before.
    let owned = owners.iter().any(|o| o.0.tokens.end <= n);
    let closed = |t: &Thing| matches!(reading.word(t.tokens.end), "," | "." | ")" | ";" | "and" | "—" | "–");
    let aside = scene.name_from(n + 2).filter(|t| owned && reading.is(n + 1, ",") && closed(t));
    if let Some(name) = aside.filter(|_| entry.kind == Kind::Family && !reading.word(n).ends_with('s')) {
        return (vec![name], "kin-beside-name");
    }
    if let Some(name) = set_off(scene, n) {
        return (vec![name], "noun-behind-name");
    }
    let meant = scene.mention_at(n).filter(|m| m.form == Form::Nominal && m.rule == "apposition");
    (meant.map(super::scene::thing).into_iter().collect(), "noun-beside-name")
}

/// "Russia, a key ally of Assad,": the parse may give both to the verb instead of one to the other.
fn set_off(scene: &Scene, n: usize) -> Option<Thing> {
    let reading = scene.from.reading;
    let start = scene.children(n).next().filter(|&c| c < n && reading.relation(c) == Some(Deprel::Det))?;
    let comma = start.checked_sub(1).filter(|&t| reading.is(t, ","))?;
    let name = scene.mention_before(comma)?;
    let head = reading.head_of(&name.tokens);
    (reading.head(head) == reading.head(n) && reading.relation(head) == reading.relation(n)).then_some(name)
}

/// The subject of "X is a member" and "X became a member".
fn predicated(scene: &Scene, n: usize) -> Option<Vec<Thing>> {
    let reading = scene.from.reading;
    let subject = |t: usize| scene.by(t, Deprel::Nsubj).next().map(|s| scene.things(s));
    if scene.has(n, Deprel::Cop) {
        return subject(n);
    }
    let verb = reading.head(n).filter(|_| matches!(reading.relation(n), Some(Deprel::Xcomp | Deprel::Obj)))?;
    matches!(reading.lemma(verb).as_str(), "become" | "remain").then(|| subject(verb)).flatten()
}

/// What the types of a kind cannot tell: a following is no body, and a nationality no place unless it is a country's.
fn fits(scene: &Scene, entry: &Entry, subject: &Thing, object: &Thing) -> bool {
    let entities = scene.from.entities;
    let people = |t: &Thing| scene.kind(t) == NameType::Norp;
    match entry.kind {
        Kind::MemberOf => !people(object) || scene.is_party(object),
        Kind::LocatedIn => {
            scene.kind(subject) != NameType::Org && (!people(object) || entities[object.entity].country.is_some())
        }
        // "Boeing's European rival" is a rival of Boeing, in Europe.
        _ => !people(object) || !describes(scene, object),
    }
}

/// Whether a demonym only modifies a noun: "European rival", but not "the Kurds' ally".
fn describes(scene: &Scene, thing: &Thing) -> bool {
    let head = scene.from.reading.head_of(&thing.tokens);
    matches!(scene.from.reading.relation(head), Some(Deprel::Amod | Deprel::Compound))
}
