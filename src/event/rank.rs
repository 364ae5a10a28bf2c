//! How much each event matters to the article, and which are worth a row of the timeline: a logistic regression over what is
//! known of each, trained on what readers marked as worth one (`train events`).

use super::weigh::{Weights, percent};
use super::{Basis, Event, Factuality, Participant, Sources};
use crate::block::BlockKind;
use crate::lexicon;
use crate::model::clusters::Clusters;
use crate::model::view::{hash, mix};
use std::collections::HashMap;

/// Odds from which an event is worth a row: readers take about one event in six, and miss a row more than they mind one.
const ROW: i32 = -24;
/// How many events before one are looked at for a row of the same clause.
const NEAR: usize = 8;
/// Letters that words of one stem share.
const STEM: usize = 5;

/// What the article says as a whole, which its events are weighed by.
pub struct Story {
    /// The first block of its text.
    first: usize,
    /// The stems of its headline's words.
    headline: Vec<String>,
    /// How many events tell of each happening, by the first of them.
    told: HashMap<usize, u32>,
}

impl Story {
    /// That of a text and its events.
    pub fn of(from: Sources, events: &[Event]) -> Self {
        let r = from.reading;
        let first = r.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(0);
        let titles = r.sentences.iter().filter(|s| r.blocks[s.block].kind == BlockKind::Headline);
        let headline = titles.flat_map(|s| s.tokens.clone()).map(|t| stem(r.word(t))).collect();
        let mut told = HashMap::new();
        events.iter().for_each(|e| *told.entry(e.same).or_default() += 1);
        Story { first, headline, told }
    }
}

fn stem(word: &str) -> String {
    let mut folded = String::new();
    lexicon::fold_into(word, &mut folded);
    folded.chars().take(STEM).collect()
}

/// Weighs every event and marks those for the timeline: what the reader wants, and what the weights want but for what is only
/// conditional.
pub fn weigh(from: Sources, weights: Weights, events: &mut [Event]) {
    let story = Story::of(from, events);
    let mut features = Vec::new();
    for event in events.iter_mut() {
        self::features(from, weights.clusters(), &story, event, &mut features);
        let odds = weights.row(&features);
        event.salience = percent(odds);
        let worth = odds > ROW && event.factuality != Factuality::Conditional;
        event.on_timeline = worth || event.found.reader.wants();
    }
    one_row_a_happening(events);
    one_row_a_clause(events);
}

/// Whether a time expression says when it was.
fn is_dated(event: &Event) -> bool {
    event.when.basis.is_told()
        && (event.when.earliest.is_some() || event.when.latest.is_some() || event.when.value.is_some())
}

/// Puts the hashes of an event's features into `out`; the first of them, as many as it returns, do not tell which word it
/// is. Training and reading share it: a change here needs a new section `EVRW`.
pub fn features(from: Sources, clusters: &Clusters, story: &Story, event: &Event, out: &mut Vec<u32>) -> usize {
    out.clear();
    let f = &event.found;
    let r = from.reading;
    let block = r.sentences[f.sentence].block;
    let kind = r.blocks[block].kind as u32;
    let place = if kind == BlockKind::Paragraph as u32 { (block - story.first.min(block)).min(4) as u32 } else { 9 };
    let opens = (r.blocks[block].kind == BlockKind::Paragraph
        && f.sentence > 0
        && r.sentences[f.sentence - 1].block == block) as u32;
    let fact = event.factuality as u32;
    // What the reader dates is told for sure.
    let basis = if event.when.basis == Basis::Reader { Basis::Explicit } else { event.when.basis };
    let basis = mix(basis as u32, event.when.timexes.is_empty() as u32);
    let exact = hash(event.when.precision.as_bytes());
    let word = 1 + f.noun as u32 + 2 * f.copula as u32 + 4 * f.light as u32;
    let main = f.main as u32;
    let quoted = f.quote.map_or(0, |q| 1 + from.quotes[q].kind as u32);
    let part = |list: &[Participant]| {
        let one = |p: &Participant| match p {
            Participant::Entity(e) => {
                let e = &from.entities[*e];
                16 + e.kind as u32 * 4 + u32::from(e.salience / 26)
            }
            Participant::Words(_) => 1,
        };
        list.iter().map(one).max().unwrap_or(0)
    };
    let (who, whom, at) = (part(&f.who), part(&f.whom), part(&f.places));
    let rough = |p: u32| if p < 16 { p } else { 16 + p % 4 };
    let shape = mix(mix(word, main), mix(fact, quoted));
    let tense = hash(f.why.last().copied().unwrap_or("").as_bytes());
    let sure = u32::from(f.confidence / 10);
    let titled = story.headline.contains(&stem(&f.lemma)) as u32;
    let often = story.told.get(&event.same).copied().unwrap_or(1).min(4);
    let known = f.kind.map_or(0, |k| hash(k.as_bytes()));
    let length = ((f.label.end - f.label.start) / 24).min(8);
    let lemma = mix(hash(f.lemma.as_bytes()), f.noun as u32);
    let mut folded = String::new();
    lexicon::fold_into(r.word(f.token), &mut folded);
    let [coarse, fine] = clusters.get(hash(folded.as_bytes())).map(u32::from);
    let mut template = 0u32;
    let mut add = |v: u32| {
        template += 1;
        out.push(mix(0x2077_0000 + template, v));
        template as usize
    };
    add(0);
    add(word);
    add(mix(word, main));
    add(fact);
    add(mix(fact, word));
    add(mix(fact, basis));
    add(basis);
    add(mix(basis, word));
    add(mix(basis, exact));
    add(mix(basis, main));
    add(shape);
    add(mix(shape, basis));
    add(quoted);
    add(mix(quoted, fact));
    add(place);
    add(mix(place, opens));
    add(mix(place, main));
    add(mix(place, mix(basis, word)));
    add(kind);
    add(mix(kind, main));
    add(tense);
    add(mix(tense, word));
    add(mix(tense, main));
    add(sure);
    add(mix(sure, f.noun as u32));
    add(who);
    add(whom);
    add(at);
    add(mix(rough(who), rough(whom)));
    add(mix(rough(who), main));
    add(mix(rough(who), word));
    add(mix(rough(whom), word));
    add(mix((at > 0) as u32, mix(word, basis)));
    add(titled);
    add(mix(titled, word));
    add(often);
    add(mix(often, word));
    add(known);
    add(mix((known > 0) as u32, word));
    add(mix(length, word));
    add(mix(coarse, word));
    let general = add(mix(mix(coarse, main), fact));
    add(lemma);
    add(mix(lemma, fact));
    add(mix(fine, word));
    general
}

/// Of several events that tell of one happening, the row is the one with the surest time and the most to it, or those that
/// the reader wants.
fn one_row_a_happening(events: &mut [Event]) {
    let mut best: Vec<Option<usize>> = vec![None; events.len()];
    let wanted = |e: &Event| e.found.reader.wants();
    let worth = |e: &Event| (wanted(e), e.when.basis == Basis::Explicit, e.salience);
    for n in 0..events.len() {
        if events[n].on_timeline {
            let slot = &mut best[events[n].same];
            if slot.is_none_or(|b| worth(&events[n]) > worth(&events[b])) {
                *slot = Some(n);
            }
        }
    }
    for n in 0..events.len() {
        events[n].on_timeline &= best[events[n].same] == Some(n) || wanted(&events[n]);
    }
}

/// Of two rows whose clauses hold each other and whose times are one, the one with more to it stands, or those that the
/// reader wants.
fn one_row_a_clause(events: &mut [Event]) {
    for n in 1..events.len() {
        for m in (n.saturating_sub(NEAR)..n).rev() {
            let (a, b) = (&events[m], &events[n]);
            let one = a.found.label.contains(b.found.trigger) || b.found.label.contains(a.found.trigger);
            let bare = |e: &Event| e.found.noun && !is_dated(e);
            let time = (a.when.earliest, a.when.latest) == (b.when.earliest, b.when.latest) || bare(a) || bare(b);
            let wanted = |e: &Event| e.found.reader.wants();
            if !(a.on_timeline && b.on_timeline && one && time) || wanted(a) && wanted(b) {
                continue;
            }
            // The verb tells more than the noun that it governs.
            let more = |e: &Event| (wanted(e), !e.found.noun, e.salience);
            let keep_first = more(a) >= more(b);
            events[if keep_first { n } else { m }].on_timeline = false;
        }
    }
}
