//! Reads sentences, mentions, time expressions and quotes; produces events: what the text says happened, did not happen or
//! may.
//!
//! An event is a sourced claim in the article's own words. Bare reporting ("he said") is a quote's cue and no event.
//!
//! Two steps, as with times: [`find`] does all that is the same on any day of publication, [`resolve`] gives events their
//! times for one day. Which words name events, whether they happened and which time is theirs is told by logistic
//! regressions over the parse (`weigh`, `link`), trained on labels of our own; without a parse there are no events.

mod candidate;
mod cast;
mod correct;
mod factuality;
mod label;
mod link;
mod order;
mod rank;
mod same;
pub mod sample;
mod scene;
mod sign;
mod time;
mod weigh;

pub use correct::Reader;
pub use factuality::Factuality;
pub use link::{LABELS as LINK_LABELS, Side};
pub use order::Relation;
pub use time::{Anchor, Basis, When};
pub use weigh::{LABELS, Label, SCALE, Weights};

use crate::block::BlockKind;
use crate::correction::Corrections;
use crate::dependency::Deprel;
use crate::entity::Entity;
use crate::mention::Mention;
use crate::quote::{Act, Quote};
use crate::reading::Reading;
use crate::span::Span;
use crate::tag::Upos;
use crate::timex::{self, Day, Timex};
use scene::Scene;
use weigh::Odds;

/// Somebody or something that takes part: an entity where the words name one, else the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participant {
    /// Index of an entity.
    Entity(usize),
    /// Words of the text.
    Words(Span),
}

/// What an event is told without its day.
#[derive(Clone, Debug)]
pub struct Found {
    /// The token that names it.
    pub token: usize,
    /// The words that name it.
    pub trigger: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its clause.
    pub label: Span,
    /// The trigger's dictionary form.
    pub lemma: String,
    /// Whether a noun names it.
    pub noun: bool,
    /// Who did it.
    pub who: Vec<Participant>,
    /// To whom or what.
    pub whom: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
    /// Whether it happened.
    pub factuality: Factuality,
    /// Who says so; `None` for the article itself.
    pub attributed_to: Option<Participant>,
    /// Index of the quote that says so.
    pub quote: Option<usize>,
    /// What its time rests on.
    pub anchor: time::Anchor,
    /// What it would rest on if no time expression were beside it.
    told: time::Anchor,
    /// The likeliest time expression of its sentence by the weights, how it lies to it, and the odds of that.
    link: Option<(usize, Side, i32)>,
    /// The odds, by the weights, that it is news of the day, should it have no time of its own.
    news: i32,
    /// What kind of political event it is: a root of PLOVER, where its word leaves no doubt.
    pub kind: Option<&'static str>,
    /// How it stands to other events, by their indices, as far as words say so.
    pub order: Vec<(Relation, usize)>,
    /// How sure the weights are that it is an event, in percent.
    pub confidence: u8,
    /// Whether its clause is the main one, of the sentence or of what is said in it.
    pub main: bool,
    /// Whether it is a form of "be" before a noun or adjective.
    pub copula: bool,
    /// Whether it says little without the word beside it: "made", "began", "is".
    pub light: bool,
    /// The rules that made it.
    pub why: Vec<&'static str>,
    /// What the reader says of it.
    pub reader: Reader,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// All that does not depend on the day of publication.
    pub found: Found,
    /// When.
    pub when: When,
    /// Whether it happened, the day considered.
    pub factuality: Factuality,
    /// The first event that tells of the same happening, by its index; its own where there is none before.
    pub same: usize,
    /// Whether it is worth a row of the timeline.
    pub on_timeline: bool,
    /// How much it matters to the article, 0 to 100.
    pub salience: u8,
}

/// What the stage reads, all in text order.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Words, tags, sentences.
    pub reading: Reading<'a>,
    /// Names, nominals and pronouns.
    pub mentions: &'a [Mention],
    /// What they refer to.
    pub entities: &'a [Entity],
    /// Time expressions.
    pub found: &'a [timex::Found],
    /// Who said what.
    pub quotes: &'a [Quote],
}

/// Finds the events of a text, in text order; none where the model does not parse. What the reader corrected stands; what the
/// reader says is no event is still among them, marked so. Time is linear in the text.
pub fn find(from: Sources, weights: Weights, corrections: &mut Corrections) -> Vec<Found> {
    let Some(scene) = Scene::new(from) else { return Vec::new() };
    let mut features = Vec::new();
    let mut found = Vec::new();
    for (number, sentence) in from.reading.sentences.iter().enumerate() {
        if !tells(from.reading, number) {
            continue;
        }
        for t in candidate::find(&scene.tree, sentence.tokens.clone()) {
            let signs = sign::of(&scene.tree, t);
            let odds = weights.odds(&scene, t, &signs, &mut features);
            let least = if from.reading.upos(t) == Upos::Verb { VERB } else { NOUN };
            if odds.of(Label::Event) > least && !only_reports(&scene, t) {
                let link = link::of(&scene, weights, t, &signs, &mut features);
                found.push(event(&scene, number, t, &signs, &odds, link));
            }
        }
    }
    correct::mark(&scene, &mut found, corrections, |t| {
        let signs = sign::of(&scene.tree, t);
        let odds = weights.odds(&scene, t, &signs, &mut features);
        let link = link::of(&scene, weights, t, &signs, &mut features);
        event(&scene, from.reading.sentence_of(t), t, &signs, &odds, link)
    });
    factuality::inherit(&scene, &mut found);
    let story = time::of_story(from);
    let anchors = found.iter().map(|f| time::anchor(&scene, f, &sign::of(&scene.tree, f.token), story));
    let anchors: Vec<time::Anchor> = anchors.collect();
    found.iter_mut().zip(anchors).for_each(|(f, anchor)| (f.anchor, f.told) = (anchor, anchor));
    link::settle(&scene, &mut found);
    order::tell(&scene, &mut found);
    time::share(&scene, &mut found);
    found
}

/// Odds from which a verb is taken for an event: nearly all are.
const VERB: i32 = -12;
/// Odds from which another word is: far more name none.
const NOUN: i32 = 0;

/// Whether a sentence can tell of events.
fn tells(r: Reading, sentence: usize) -> bool {
    !matches!(r.kind_of(sentence), BlockKind::Byline | BlockKind::Dateline | BlockKind::Boilerplate)
}

/// Gives the events their times for a day of publication, without those that the reader says are none. `timexes` are the
/// document's, resolved for that day.
pub fn resolve(
    from: Sources,
    weights: Weights,
    found: &[Found],
    timexes: &[Timex],
    published: Option<Day>,
) -> Vec<Event> {
    let whens = time::resolve(found, timexes, published);
    let dated = found.iter().zip(whens).map(|(f, when)| Event {
        factuality: factuality::with_time(f, &when, published),
        found: f.clone(),
        when,
        same: 0,
        on_timeline: false,
        salience: 0,
    });
    let mut events: Vec<Event> = dated.collect();
    let same = same::of(&events);
    events.iter_mut().zip(same).for_each(|(e, first)| e.same = first);
    same::share_times(&mut events);
    rank::weigh(from, weights, &mut events);
    correct::drop(events)
}

fn event(
    scene: &Scene,
    sentence: usize,
    t: usize,
    signs: &sign::Signs,
    odds: &Odds,
    link: Option<(usize, Side, i32)>,
) -> Found {
    let r = scene.from.reading;
    let (factuality, mut why) = factuality::of(scene, t, signs, odds);
    why.insert(0, if r.upos(t) == Upos::Verb { "verb-trigger" } else { "noun-trigger" });
    let cast = cast::of(scene, t);
    let (quote, attributed_to) = attribution(scene, t);
    Found {
        token: t,
        trigger: scene.particle(t).filter(|&p| p == t + 1).map_or(r.tokens[t].span, |p| r.span(&(t..p + 1))),
        sentence,
        label: label::of(scene, t),
        lemma: scene.lemma(t),
        noun: matches!(r.upos(t), Upos::Noun | Upos::Propn),
        who: cast.who,
        whom: cast.whom,
        places: cast.places,
        factuality,
        attributed_to,
        quote,
        anchor: time::Anchor::None,
        told: time::Anchor::None,
        link,
        news: odds.of(Label::Today),
        kind: kind(scene, t),
        order: Vec::new(),
        confidence: weigh::percent(odds.of(Label::Event)),
        main: is_main(scene, t),
        copula: r.upos(t) == Upos::Aux,
        light: odds.of(Label::Light) > 0,
        why,
        reader: Reader::default(),
    }
}

/// Whether the clause of `t` is the sentence's, what somebody is reported to say in it, or goes on with either.
fn is_main(scene: &Scene, t: usize) -> bool {
    let tree = &scene.tree;
    let above = sign::governors(tree, t).find(|g| g.1 != Deprel::Xcomp);
    match above {
        None => true,
        Some((over, Deprel::Ccomp | Deprel::Parataxis)) => {
            scene.cues(over).is_some() && sign::governor(tree, over).is_none()
        }
        _ => false,
    }
}

/// The PLOVER root of the word, with its particle or by itself.
fn kind(scene: &Scene, t: usize) -> Option<&'static str> {
    let kinds = &scene.from.reading.words.event_kinds;
    let lemma = scene.lemma(t);
    match scene.particle(t) {
        Some(p) => kinds.get(&format!("{lemma} {}", scene.from.reading.word(p))),
        None => kinds.get(&lemma),
    }
}

/// The quote whose content holds the token, and whoever said it. Who wants or thinks something does not vouch for it.
fn attribution(scene: &Scene, t: usize) -> (Option<usize>, Option<Participant>) {
    let quotes = scene.from.quotes;
    let Some((said, top)) = scene.said(t).filter(|(q, _)| q.act == Act::Speech) else { return (None, None) };
    let chained = said.continues.and_then(|c| quotes.get(c));
    let speaker = said.speaker.or(chained.and_then(|c| c.speaker)).map(Participant::Entity);
    (Some(top), speaker.or(said.source.or(chained.and_then(|c| c.source)).map(Participant::Words)))
}

/// Whether the word says no more than that something was said.
fn only_reports(scene: &Scene, t: usize) -> bool {
    let lemma = scene.lemma(t);
    scene.from.reading.words.event_reports.has(&lemma)
        && (scene.cues(t).is_some() || matches!(&lemma[..], "say" | "tell"))
}
