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
    /// Its owner is a party, or it says nothing.
    party: bool,
}

/// What the noun at `n` states.
pub fn read(scene: &Scene, n: usize, found: &mut Vec<Stated>) {
    let Some(entry) = entry(scene, n) else { return };
    if scene.is_denied_but(n, entry.kind == Kind::Family) {
        return;
    }
    if let Some(own) = own_name(scene, n, &entry) {
        found.extend(region(scene, n, own));
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
        party: way == "party",
    })
}

/// "Tibet" in "the Tibet region".
fn own_name(scene: &Scene, n: usize, entry: &Entry) -> Option<Thing> {
    let own = |c: &usize| *c < n && scene.from.reading.relation(*c) == Some(Deprel::Compound);
    let thing = scene.children(n).find(own).filter(|_| entry.region).and_then(|c| scene.thing(c))?;
    // "the US state of Alaska": the country is the owner.
    let country = scene.from.entities[thing.entity].country.is_some();
    (scene.kind(&thing) != NameType::Norp && !country).then_some(thing)
}

/// "the Tibet region of China", "Coclé province, Panama", and "Penonomé, Coclé province".
fn region(scene: &Scene, n: usize, own: Thing) -> Option<Stated> {
    let reading = scene.from.reading;
    let holder = |c: usize| match reading.relation(c) {
        // "the Sunni Triangle region north of Baghdad" is not in Baghdad.
        Some(Deprel::Nmod) => reading.is(n + 1, "of") || reading.is(n + 1, "in"),
        Some(Deprel::Appos | Deprel::NmodUnmarked) => true,
        _ => false,
    };
    if reading.xpos(n) != Xpos::Nn && reading.xpos(n) != Xpos::Nnp {
        return None;
    }
    let outer = scene.children(n).find(|&c| c > n && holder(c)).and_then(|c| scene.thing(c));
    // "the Maghreb region (Algeria, Morocco)" lists what lies in it.
    let outer = outer.filter(|t| !reading.is(t.tokens.start - 1, "("));
    let aside = matches!(reading.relation(n), Some(Deprel::Appos | Deprel::NmodUnmarked));
    let (subject, object) = match outer {
        Some(outer) => (own, outer),
        None => (reading.head(n).filter(|&h| aside && h < n).and_then(|h| scene.thing(h))?, own),
    };
    let is_place = |t: &Thing| matches!(scene.kind(t), NameType::Gpe | NameType::Loc | NameType::Fac);
    let stated =
        Stated { kind: Kind::LocatedIn, subject, object, cue: Some(n), confidence: 85, rule: "region-of-place" };
    (is_place(&stated.subject) && is_place(&stated.object)).then_some(stated)
}

/// Whose it is: "Syria's", "his", "NATO", "of Syria".
fn owners(scene: &Scene, n: usize, entry: &Entry) -> Vec<(Thing, u8)> {
    let reading = scene.from.reading;
    let mut owners = Vec::new();
    for child in scene.children(n).filter(|&c| c < n) {
        let near = match reading.relation(child) {
            Some(Deprel::NmodPoss) if reading.is(child, "whose") => whose(scene, child),
            Some(Deprel::NmodPoss | Deprel::Compound | Deprel::Amod) => scene.thing(child),
            _ => None,
        };
        owners.extend(near.map(|t| (t, 90)));
    }
    // "Boeing's European rival Airbus": the parse hangs the owner on the name.
    if let Some(name) = scene.name_from(n + 1) {
        let owner = scene.by(reading.head_of(&name.tokens), Deprel::NmodPoss).find(|&c| c < n);
        owners.extend(owner.and_then(|c| scene.thing(c)).map(|t| (t, 85)));
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
                // A unit has one owner: what is joined to it belongs to a longer list.
                let one = matches!(entry.kind, Kind::PartOf | Kind::LocatedIn);
                let things = if one { scene.thing(child).into_iter().collect() } else { scene.things(child) };
                owners.extend(things.into_iter().map(|t| (t, 90)));
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
    // "his ally Japanese premier Bo Li": the demonym is not the ally.
    let names = |t: &Thing| {
        let demonym = scene.kind(t) == NameType::Norp && describes(scene, t);
        !demonym && !owners.iter().any(|o| o.0.tokens == t.tokens)
    };
    if let Some(name) = scene.name_from(n + 1).filter(names) {
        let last = reading.head_of(&name.tokens);
        let joined = if reading.word(n).ends_with('s') { scene.things(last) } else { Vec::new() };
        return (if joined.is_empty() { vec![name] } else { joined }, "noun-before-name");
    }
    let indefinite = scene.by(n, Deprel::Det).any(|t| reading.is(t, "a") || reading.is(t, "an"));
    if entry.place && !indefinite && reading.is(n + 1, "of") && reading.xpos(n) != Xpos::Nns {
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
    let plural = reading.xpos(n) == Xpos::Nns;
    let all = |c: usize| if plural { scene.things(c) } else { scene.thing(c).into_iter().collect() };
    let behind: Vec<Thing> = scene.by(top, Deprel::Appos).filter(|&c| c > n).flat_map(all).collect();
    if !behind.is_empty() {
        return (behind, "noun-beside-name");
    }
    if reading.relation(top) == Some(Deprel::Appos) {
        let head = reading.head(top);
        // "Ann, 53, and Bob, a member of X": it is Bob who is.
        let last = head.and_then(|h| scene.by(h, Deprel::Conj).take_while(|&c| c < top).last());
        return (last.or(head).and_then(|h| scene.thing(h)).into_iter().collect(), "noun-beside-name");
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
    let first = scene.children(n).next().filter(|&c| c < n)?;
    let start = match reading.relation(first)? {
        Deprel::Det => first,
        Deprel::NmodPoss => scene.mention_at(first)?.tokens.start,
        _ => return None,
    };
    let comma = start.checked_sub(1).filter(|&t| reading.is(t, ","))?;
    let bracket = comma.checked_sub(1).filter(|&t| reading.is(t, ")"));
    let name = scene.mention_before(bracket.unwrap_or(comma))?;
    let head = reading.head_of(&name.tokens);
    // "the Acme Corporation (ACME), the parent of Bolt,": what is in brackets hangs on the subject.
    let head = reading.head(head).filter(|_| bracket.is_some()).unwrap_or(head);
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
        Kind::MemberOf => !people(object) && !entry.party || scene.is_party(object),
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
