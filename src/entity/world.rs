//! Which known thing of the world a name means: by its type, by what else the text names, and by prominence.
//!
//! A wrong place on a map is worse than none: where two things are about as likely, the name stays unknown.

use super::cluster::{Cluster, Item};
use super::key;
use crate::kb::{Class, FAMOUS, Kb, Thing};
use crate::mention::NameType;
use crate::reading::Reading;
use std::collections::HashMap;

/// How much surer the chosen thing must be than the next, on the scale of `Thing::prominence`: about three times as many
/// people.
const MARGIN: i32 = 9;
/// What it counts that the text names the place that a place lies in, right beside it.
const BESIDE: i32 = 90;
/// What it counts that the text names the country of a place.
const NAMED_COUNTRY: i32 = 45;
/// What it counts that other places of the text lie in the same country.
const NEIGHBOURS: i32 = 20;

/// The one known thing that a name by itself can mean, if there is no doubt.
pub fn certain(kb: &Kb, phrase: &str, kind: NameType) -> Option<usize> {
    let candidates = kb.candidates(phrase);
    let mut fitting = candidates.iter().filter(|t| fits(t, kind, phrase));
    let first = fitting.next()?;
    let clear =
        fitting.next().is_none_or(|next| i32::from(first.prominence) - i32::from(next.prominence) >= 3 * MARGIN);
    clear.then_some(first.id)
}

/// Whether a thing can bear a name of this type. The model confuses bodies with works and buildings, so that types of
/// that sort count as one.
fn fits(thing: &Thing, kind: NameType, phrase: &str) -> bool {
    use NameType::{Fac, Gpe, Loc, Norp, Org, Person, Product, Work};
    match kind {
        Person => thing.kind == Person && phrase.trim().contains(char::is_whitespace),
        Norp => thing.kind == Norp,
        Gpe | Loc => matches!(thing.kind, Gpe | Loc) && thing.class != Class::Seat,
        Org | Fac => matches!(thing.kind, Org | Fac),
        Work | Product => {
            matches!(thing.kind, Work | Product) || thing.kind == Org && phrase.trim().contains(char::is_whitespace)
        }
        _ => thing.kind == kind,
    }
}

/// Gives every cluster the known thing that it means, where one is sure enough.
pub fn identify(reading: Reading, kb: &Kb, items: &[&Item], clusters: &mut [Cluster]) {
    let by_name: HashMap<usize, &Item> = items.iter().map(|i| (i.name, *i)).collect();
    let forms: Vec<Vec<(&Item, Vec<Thing>)>> = clusters.iter().map(|c| candidates(reading, kb, &by_name, c)).collect();
    let context = Context::of(clusters, &forms);
    let known: Vec<Option<usize>> =
        clusters.iter().zip(&forms).map(|(c, forms)| context.choose(reading, kb, c, forms)).collect();
    for (cluster, known) in clusters.iter_mut().zip(known) {
        // A surname and a title tell whom, where the text speaks of the country.
        let named =
            |id: &usize| kb.get(*id).and_then(|t| t.country).is_some_and(|code| context.named.contains_key(&code));
        cluster.known = known.or(cluster.known.filter(named));
    }
}

/// The known things that a cluster's spellings can mean, one entry a spelling, the fullest first.
fn candidates<'i, 'k>(
    reading: Reading,
    kb: &'k Kb,
    by_name: &HashMap<usize, &'i Item>,
    cluster: &Cluster,
) -> Vec<(&'i Item, Vec<Thing<'k>>)> {
    if cluster.is_part {
        return Vec::new();
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut out: Vec<(&Item, Vec<Thing>)> = Vec::new();
    for item in cluster.names.iter().take(50).filter_map(|n| by_name.get(n)) {
        let phrase = reading.span(&item.tokens).of(reading.text);
        if seen.contains(&phrase) || seen.len() > 8 {
            continue;
        }
        seen.push(phrase);
        let things = kb.candidates(&key::closed(phrase)).into_iter();
        out.push((item, things.filter(|t| fits(t, cluster.kind, phrase)).collect()));
    }
    out.sort_by_key(|(item, _)| std::cmp::Reverse(item.key.len()));
    out
}

/// What the text as a whole says of where it is.
struct Context {
    /// Countries that the text names, or whose people it names, by code.
    named: HashMap<[u8; 2], u32>,
    /// Other places of the text, by the country of their first candidate.
    neighbours: HashMap<[u8; 2], u32>,
}

impl Context {
    fn of(clusters: &[Cluster], forms: &[Vec<(&Item, Vec<Thing>)>]) -> Self {
        let mut context = Context { named: HashMap::new(), neighbours: HashMap::new() };
        for (cluster, forms) in clusters.iter().zip(forms) {
            let code = cluster.country.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
            if let Some(code) = code {
                *context.named.entry(code).or_default() += 1;
                continue;
            }
            let place = matches!(cluster.kind, NameType::Gpe | NameType::Loc);
            let Some((_, things)) = forms.first().filter(|_| place) else { continue };
            if let Some(code) = things.first().and_then(|t| t.country) {
                *context.neighbours.entry(code).or_default() += 1;
            }
        }
        context
    }

    fn choose(&self, reading: Reading, kb: &Kb, cluster: &Cluster, forms: &[(&Item, Vec<Thing>)]) -> Option<usize> {
        // The fullest spelling that is known says most: "Islamic State" before "IS".
        let (_, things) = forms.iter().find(|(_, things)| !things.is_empty())?;
        let beside = self.beside(reading, kb, forms);
        let mut scored: Vec<(i32, &Thing)> = things.iter().map(|t| (self.score(t, things, &beside), t)).collect();
        scored.sort_by_key(|(score, t)| (std::cmp::Reverse(*score), t.id));
        let (best, thing) = scored[0];
        if let Some(code) = cluster.country
            && thing.class == Class::Country
        {
            // The lexicon has told already that it is this country.
            return kb.country(code.as_bytes().try_into().ok()?).map(|t| t.id);
        }
        let clear = scored.get(1).is_none_or(|(next, _)| best - next >= MARGIN);
        // Many people are called as a member of some parliament is; a text that names the country means the member.
        let stranger = thing.class == Class::Person
            && thing.prominence < FAMOUS
            && thing.country.is_some_and(|code| !self.named.contains_key(&code));
        (clear && !stranger).then_some(thing.id)
    }

    fn score(&self, thing: &Thing, rivals: &[Thing], beside: &[Thing]) -> i32 {
        let Some(code) = thing.country.filter(|_| thing.class.is_place()) else { return i32::from(thing.prominence) };
        let inside = |t: &Thing| thing.division == Some(t.id) || t.class == Class::Country && t.country == Some(code);
        let mut score = i32::from(thing.prominence);
        if beside.iter().any(|t| t.id != thing.id && inside(t)) {
            score += BESIDE;
        }
        if thing.class == Class::Country {
            // Georgia beside Atlanta, Florida and Ohio is the state, if nothing Georgian is named.
            let state = rivals.iter().filter_map(|r| r.country).filter(|c| *c != code);
            let elsewhere = state.map(|c| self.neighbours.get(&c).copied().unwrap_or(0)).max().unwrap_or(0);
            let here = self.named.get(&code).copied().unwrap_or(0).saturating_sub(1);
            return if here == 0 && elsewhere >= 2 { score - 2 * BESIDE } else { score };
        }
        if self.named.contains_key(&code) {
            score += NAMED_COUNTRY;
        }
        let near = self.neighbours.get(&code).copied().unwrap_or(0);
        let own = u32::from(rivals.first().is_some_and(|r| r.country == Some(code)));
        if near > own { score + NEIGHBOURS } else { score }
    }

    /// What the text names right behind a place: "Paris, Texas", "Moscow in Idaho".
    fn beside<'k>(&self, reading: Reading, kb: &'k Kb, forms: &[(&Item, Vec<Thing>)]) -> Vec<Thing<'k>> {
        let mut out = Vec::new();
        for (item, _) in forms {
            let end = item.tokens.end;
            if !matches!(reading.word(end), "," | "in" | "(") {
                continue;
            }
            let longest =
                (1..=3).rev().filter(|n| reading.is_capitalised(end + 1) && end + 1 + n <= reading.tokens.len());
            let found = longest.map(|n| kb.candidates(reading.span(&(end + 1..end + 1 + n)).of(reading.text)));
            out.extend(found.into_iter().find(|f| f.iter().any(|t| t.class.is_place())).unwrap_or_default());
        }
        out
    }
}
