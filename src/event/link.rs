//! Reads an event and a time expression of one sentence; produces how likely it is that the one says when the other was.

use super::Found;
use super::scene::Scene;
use super::sign::Signs;
use super::time::Anchor;
use super::weigh::Weights;
use crate::dependency::Deprel;
use crate::model::clusters::Clusters;
use crate::model::view::{hash, mix};
use crate::tag::{Upos, Xpos};
use crate::timex::TimexKind;

/// What the weights tell of a pair: that the time is the event's; that the event begins with it or comes after it; that it
/// ends with it or comes before it.
pub const LABELS: usize = crate::model::EVENT_TIME;

/// The longest way through the tree that is looked at.
const WAY: usize = 8;

/// How many time expressions to either side of an event are looked at; a sentence with more is a table.
const NEAR: usize = 8;
/// How many tokens between the two are looked at.
const BETWEEN: usize = 40;

/// How an event lies to the time that is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In it or all through it.
    Within,
    /// From it on.
    After,
    /// Up to it.
    Before,
}

/// How far up the tree the event of a time expression is looked for.
const CLIMB: usize = 6;
/// Odds from which the event on which a time expression hangs by grammar has it as its own.
const NEAR_ODDS: i32 = -80;
/// Odds from which any other event has.
const FAR_ODDS: i32 = 40;

/// Gives events the times that are theirs: to the one on which a time expression hangs, unless the weights speak against it,
/// and to others where the weights are sure.
pub fn settle(scene: &Scene, found: &mut [Found]) {
    let r = scene.from.reading;
    let mut near: Vec<Option<usize>> = vec![None; found.len()];
    for (n, timex) in scene.from.found.iter().enumerate().filter(|(n, _)| !is_aside(scene, *n)) {
        let head = r.head_of(&timex.tokens);
        let above = std::iter::successors(r.head(head), |&a| r.head(a)).take(CLIMB);
        // A date behind a noun or adjective that tells little of time is rather the verb's: "rejected that claim on
        // October 3", "pleaded guilty a week later".
        let holds = |e: &usize| {
            let f = &found[*e];
            r.upos(f.token) == Upos::Verb || f.kind.is_some() || r.words.event_nouns.has(&f.lemma)
        };
        let mut events = above.into_iter().filter_map(|a| found.binary_search_by_key(&a, |f| f.token).ok());
        let first = events.next();
        let event = first.filter(holds).or_else(|| events.find(holds)).or(first);
        if let Some(slot) = event.map(|e| &mut near[e]) {
            slot.get_or_insert(n);
        }
    }
    // "In July, when 54 people died": the clause says what happened then.
    for (slot, event) in near.iter_mut().zip(found.iter()).filter(|(slot, _)| slot.is_none()) {
        let clause = super::sign::governor(&scene.tree, event.token);
        *slot = clause.filter(|c| c.1 == Deprel::AclRelcl).and_then(|c| scene.timex(c.0));
    }
    for (event, near) in found.iter_mut().zip(near) {
        let Some((likeliest, side, odds)) = event.link.filter(|_| event.reader.when.is_none()) else { continue };
        event.anchor = match near {
            Some(n) if n == likeliest && odds > NEAR_ODDS => Anchor::Timex(n, side),
            Some(n) if n != likeliest => Anchor::Timex(n, Side::Within),
            None if odds > FAR_ODDS => Anchor::Timex(likeliest, side),
            _ => continue,
        };
    }
}

/// Whether a time expression only measures or compares: "a five-year high", "two years in prison", "the worst crisis since
/// 1989", "the best week in a year", "the largest loss of 2007", "five years after the launch".
fn is_aside(scene: &Scene, timex: usize) -> bool {
    const BACK: usize = 6;
    let r = scene.from.reading;
    let tokens = &scene.from.found[timex].tokens;
    // "sentenced to two years": a length says when only as an adverbial, and there not behind "to".
    let head = r.head_of(tokens);
    let adverbial = matches!(
        scene.tree.relation(head),
        Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::NmodUnmarked | Deprel::Nmod
    ) && !scene.tree.marker(head).is_some_and(|m| scene.tree.any(m, &["to", "of"]));
    let date = scene.from.found[timex].kind() == TimexKind::Date;
    let offset = tokens.end < r.tokens.len() && scene.tree.any(tokens.end, &["after", "before", "since"]);
    let tied = |words: &[&str]| {
        scene.tree.marker(head).or(tokens.start.checked_sub(1)).is_some_and(|t| scene.tree.any(t, words))
    };
    let compares = tied(if date { &["since", "of"] } else { &["since", "of", "in", "for"] });
    let extreme = |t: usize| {
        matches!(r.xpos(t), Xpos::Jjs | Xpos::Rbs)
            || scene.tree.any(t, &["first", "only", "low", "lows", "high", "highs", "record", "seen"])
    };
    !date && (!adverbial || offset) || compares && (tokens.start.saturating_sub(BACK)..tokens.start).any(extreme)
}

/// The time expression of its sentence that says when the event at `t` was, and how it lies to it.
pub fn of(
    scene: &Scene,
    weights: Weights,
    t: usize,
    signs: &Signs,
    features: &mut Vec<u32>,
) -> Option<(usize, Side, i32)> {
    let sentence = scene.from.reading.sentence_of(t);
    let near = scene.from.found.partition_point(|f| f.tokens.start < t);
    let near = near.saturating_sub(NEAR)..(near + NEAR).min(scene.from.found.len());
    let mut best: Option<(usize, Side, i32)> = None;
    for n in near.filter(|&n| scene.from.found[n].sentence == sentence && !is_aside(scene, n)) {
        self::features(scene, weights.clusters(), t, signs, n, features);
        let [own, after, before] = weights.link(features);
        let side = match (after > 0, before > 0) {
            (false, false) => Side::Within,
            (a, b) if a && (!b || after >= before) => Side::After,
            _ => Side::Before,
        };
        if best.is_none_or(|(.., odds)| own > odds) {
            best = Some((n, side, own));
        }
    }
    best
}

/// Puts the hashes of a pair's features into `out`; the first of them, as many as it returns, do not tell which words they
/// are. Training and reading share it: a change here needs a new section `EVTM`.
pub fn features(
    scene: &Scene,
    clusters: &Clusters,
    t: usize,
    signs: &Signs,
    timex: usize,
    out: &mut Vec<u32>,
) -> usize {
    out.clear();
    let tree = &scene.tree;
    let r = scene.from.reading;
    let found = &scene.from.found[timex];
    let at = r.head_of(&found.tokens);
    let (up, down, top) = way(scene, at, t);
    let case = tree.marker(at).or_else(|| found.tokens.start.checked_sub(1)).map_or("", |m| r.word(m)).to_lowercase();
    let case = hash(case.as_bytes());
    let first = hash(r.word(found.tokens.start).to_lowercase().as_bytes());
    let last = hash(r.word(found.tokens.end - 1).to_lowercase().as_bytes());
    let kind = mix(found.kind() as u32, found.form.is_day() as u32);
    let inside = found.tokens.contains(&t) as u32;
    let side = (at > t) as u32;
    let (low, high) = (t.min(at), t.max(at));
    let gap = low + 1..high.min(low + BETWEEN);
    let between = gap.clone().filter(|&k| r.upos(k) == Upos::Verb).count().min(3) as u32;
    let commas = gap.filter(|&k| r.word(k) == ",").count().min(2) as u32;
    let far = match high - low {
        0..=1 => 0,
        2..=3 => 1,
        4..=7 => 2,
        8..=15 => 3,
        _ => 4,
    };
    let upos = r.upos(t) as u32;
    let lemma = hash(scene.lemma(t).as_bytes());
    let [coarse, fine] = clusters.get(hash(r.word(t).to_lowercase().as_bytes())).map(u32::from);
    let cue = scene.cues(t).is_some() as u32;
    let same = (scene.said(at).map(|s| s.0.content.first()) == scene.said(t).map(|s| s.0.content.first())) as u32;
    let path = mix(up, down);
    let near = tree.relation(at) as u32;
    let tense = signs.tense as u32;
    // Whether the word on which the time hangs is itself one that could have it.
    let holder = r.head(at).unwrap_or(at);
    let held = mix(r.upos(holder) as u32, scene.cues(holder).is_some() as u32);
    let beside =
        |n: Option<usize>| n.and_then(|n| scene.from.found.get(n)).is_some_and(|f| f.sentence == found.sentence);
    let others = beside(timex.checked_sub(1)) as u32 + beside(Some(timex + 1)) as u32;
    let mut template = 0u32;
    let mut add = |v: u32| {
        template += 1;
        out.push(mix(0x71E0_0000 + template, v));
        template as usize
    };
    add(path);
    add(mix(path, upos));
    add(mix(path, kind));
    add(mix(path, case));
    add(mix(path, tense));
    add(mix(path, cue));
    add(mix(mix(path, cue), mix(side, between)));
    add(mix(path, held));
    add(mix(up, upos));
    add(mix(down, near));
    add(mix(up, mix(case, kind)));
    add(mix(down, tense));
    add(mix(case, kind));
    add(mix(case, first));
    add(mix(mix(case, kind), upos));
    add(mix(case, mix(up, first)));
    add(mix(first, kind));
    add(mix(first, last));
    add(mix(last, kind));
    add(mix(far, side));
    add(mix(mix(far, side), mix(between, commas)));
    add(mix(mix(far, upos), mix(between, side)));
    add(mix(between, mix(near, side)));
    add(mix(inside, upos));
    add(mix(same, mix(cue, upos)));
    add(mix(same, path));
    add(mix(near, mix(held, kind)));
    add(mix(others, mix(far, side)));
    add(mix(top, mix(upos, kind)));
    add(mix(coarse, kind));
    add(mix(coarse, path));
    let general = add(mix(tense, mix(kind, case)));
    add(mix(lemma, kind));
    add(mix(lemma, up));
    add(mix(lemma, case));
    add(mix(fine, path));
    add(mix(fine, mix(kind, case)));
    add(mix(fine, mix(up, side)));
    general
}

/// The relations from `from` up to the word under which both stand, those from there down to `to`, and what part of speech
/// that word has; numbers that stand for them.
fn way(scene: &Scene, from: usize, to: usize) -> (u32, u32, u32) {
    let tree = &scene.tree;
    let rough = |relation: Deprel| match relation {
        Deprel::OblUnmarked | Deprel::OblAgent => Deprel::Obl,
        Deprel::NmodUnmarked => Deprel::Nmod,
        other => other,
    };
    let climb = |mut at: usize, top: Option<usize>| {
        let mut way = 1u32;
        for _ in 0..WAY {
            if top == Some(at) {
                return way;
            }
            way = mix(way, rough(tree.relation(at)) as u32);
            match tree.reading.head(at) {
                Some(head) => at = head,
                None => return mix(way, 0xFFFF),
            }
        }
        mix(way, 0xFFFE)
    };
    let above = std::iter::successors(Some(from), |&a| tree.reading.head(a)).take(WAY);
    let top = above.into_iter().find(|&a| tree.holds(a, to));
    let what = top.map_or(99, |t| tree.reading.upos(t) as u32);
    (climb(from, top), climb(to, top), what)
}
