//! Reads what an event is told with; produces its time. An event never takes the day of publication silently: `basis` says
//! where its time came from, and no interval is narrower than the words allow.

use super::link::Side;
use super::order::Relation;
use super::scene::Scene;
use super::sign::{self, Signs, Tense};
use super::{Factuality, Found};
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::timex::{Day, Timex, TimexKind};

/// What the time of an event rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A time expression of its own clause.
    Explicit,
    /// The time of the event that governs it, or that it is told with.
    Inherited,
    /// It is told as news of the day, or its time expression counts from the day of publication.
    PublicationRelative,
    /// Tense alone: before or after publication.
    Tense,
    /// Nothing.
    None,
}

impl Basis {
    /// The basis as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["explicit", "inherited", "publication-relative", "tense", "none"][self as usize]
    }
}

/// When an event was, as far as the text tells. Never narrower than the words allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// TIMEX3 value.
    pub value: Option<String>,
    /// EDTF.
    pub edtf: Option<String>,
    /// First possible day.
    pub earliest: Option<Day>,
    /// Last possible day.
    pub latest: Option<Day>,
    /// The finest unit that the words name: day, week, month … or none.
    pub precision: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// Indices of time expressions.
    pub timexes: Vec<usize>,
}

/// Where an event's time is to be had, whatever the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// From a time expression, by its index, and how the event lies to it.
    Timex(usize, Side),
    /// From another event, by its index.
    Event(usize),
    /// It is news of the day.
    Today,
    /// It was before.
    Before,
    /// It is so about the day of publication.
    Around,
    /// It is yet to come.
    Ahead,
    /// Nothing is told.
    None,
}

/// What the time of an event rests on, as far as its own clause tells. In the simple past a story tells its news, in the
/// perfect too where it opens; elsewhere the perfect tells what was before.
pub fn anchor(scene: &Scene, t: usize, signs: &Signs, factuality: Factuality) -> Anchor {
    match factuality {
        Factuality::Planned | Factuality::Possible | Factuality::Conditional => return Anchor::Ahead,
        Factuality::Ongoing => return Anchor::Around,
        Factuality::Happened | Factuality::Negated => {}
    }
    let r = scene.from.reading;
    let sentence = r.sentence_of(t);
    let opens = r.kind_of(sentence) != BlockKind::Paragraph || sentence <= scene.first + 1;
    match signs.tense {
        Tense::Past | Tense::PastProgressive | Tense::Present | Tense::Progressive => Anchor::Today,
        Tense::Perfect if opens => Anchor::Today,
        _ if r.kind_of(sentence) == BlockKind::Headline => Anchor::Today,
        _ => Anchor::Before,
    }
}

/// How many events back a time is looked for that the story goes on with.
const BACK: usize = 6;

/// Finds the events that share the time of another: of the one that a clause without a tense of its own hangs on, of one
/// that "when" or "as" ties to it, and, for news of the day in the simple past, of the one told last in the same paragraph.
pub fn share(scene: &Scene, found: &mut [Found]) {
    let r = scene.from.reading;
    let has_time = |f: &Found| matches!(f.anchor, Anchor::Timex(..));
    for n in 0..found.len() {
        if has_time(&found[n]) {
            continue;
        }
        let token = found[n].token;
        let tense = sign::of(&scene.tree, token).tense;
        let at = |token: usize| found.binary_search_by_key(&token, |f| f.token).ok();
        let together = found[n].order.iter().find(|o| o.0 == Relation::Overlaps).map(|o| o.1);
        let governor = || {
            let (over, by) = sign::governor(&scene.tree, token)?;
            let loose = matches!(tense, Tense::Infinitive | Tense::Gerund | Tense::Participle | Tense::None);
            let hangs = matches!(
                by,
                Deprel::Xcomp | Deprel::Advcl | Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl
            );
            at(over).filter(|_| hangs && loose)
        };
        let before = || {
            let block = r.sentences[found[n].sentence].block;
            let narrative = tense == Tense::Past && found[n].anchor == Anchor::Today && found[n].quote.is_none();
            (n.saturating_sub(BACK)..n).rev().filter(|_| narrative).find(|&m| {
                r.sentences[found[m].sentence].block == block
                    && found[m].main
                    && matches!(found[m].anchor, Anchor::Timex(t, Side::Within) if scene.from.found[t].form.is_day())
            })
        };
        let same = |m: &usize| *m != n && found[*m].factuality == found[n].factuality;
        let timed = |m: &usize| has_time(&found[*m]);
        let of = together.filter(timed).filter(same).or_else(|| governor().filter(same)).or_else(before);
        if let Some(m) = of.filter(|&m| !leads_to(found, m, n)) {
            found[n].anchor = Anchor::Event(m);
        }
    }
}

/// Whether the time of `from` is that of `to`, directly or through others.
fn leads_to(found: &[Found], mut from: usize, to: usize) -> bool {
    for _ in 0..HOPS {
        match found[from].anchor {
            Anchor::Event(next) if next == to => return true,
            Anchor::Event(next) => from = next,
            _ => return false,
        }
    }
    true
}

/// How many events a shared time is followed through.
const HOPS: usize = 4;

/// The times of events, in their order.
pub fn resolve(found: &[Found], timexes: &[Timex], published: Option<Day>) -> Vec<When> {
    let mut whens = alone(found, timexes, published);
    // "Since the coup in July": what only tense places in time lies after what it is said to come after.
    for n in 0..found.len() {
        if whens[n].basis != Basis::Tense {
            continue;
        }
        for &(relation, other) in found[n].order.iter().filter(|o| o.1 < found.len()) {
            let (low, high) = (whens[other].earliest, whens[other].latest);
            if !matches!(whens[other].basis, Basis::Explicit | Basis::Inherited) {
                continue;
            }
            match relation {
                Relation::After if low.is_some() && !later(low, whens[n].latest) => whens[n].earliest = low,
                Relation::Before if high.is_some() && !later(whens[n].earliest, high) => whens[n].latest = high,
                _ => continue,
            }
            whens[n].basis = Basis::Inherited;
            break;
        }
    }
    whens
}

fn later(a: Option<Day>, b: Option<Day>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a > b)
}

/// The times of events without what their order tells.
fn alone(found: &[Found], timexes: &[Timex], published: Option<Day>) -> Vec<When> {
    let one = |f: &Found| {
        let (mut anchor, mut shared) = (f.anchor, false);
        for _ in 0..HOPS {
            let Anchor::Event(other) = anchor else { break };
            anchor = found[other].anchor;
            shared = true;
        }
        let mut when = of_anchor(anchor, f.factuality, timexes, published);
        if shared && when.basis == Basis::Explicit {
            when.basis = Basis::Inherited;
        }
        when
    };
    found.iter().map(one).collect()
}

fn of_anchor(anchor: Anchor, factuality: Factuality, timexes: &[Timex], published: Option<Day>) -> When {
    match anchor {
        Anchor::Timex(timex, side) => explicit(timexes, timex, side, factuality, published),
        Anchor::Today => today(published),
        Anchor::Before => reference("PAST_REF", None, published),
        Anchor::Around => reference("PRESENT_REF", None, None),
        Anchor::Ahead => reference("FUTURE_REF", published, None),
        Anchor::Event(_) | Anchor::None => none(),
    }
}

fn none() -> When {
    When {
        value: None,
        edtf: None,
        earliest: None,
        latest: None,
        precision: "none",
        basis: Basis::None,
        timexes: Vec::new(),
    }
}

/// Told as news of the day: about the day of publication.
fn today(published: Option<Day>) -> When {
    let Some(day) = published else { return reference("PAST_REF", None, None) };
    When {
        value: Some(day.to_string()),
        edtf: Some(format!("{day}~")),
        earliest: published,
        latest: published,
        precision: "day",
        basis: Basis::PublicationRelative,
        timexes: Vec::new(),
    }
}

/// What tense alone tells: before publication, after it, or around it.
fn reference(value: &str, earliest: Option<Day>, latest: Option<Day>) -> When {
    When { value: Some(value.to_string()), earliest, latest, basis: Basis::Tense, ..none() }
}

/// The time that one expression gives.
fn explicit(timexes: &[Timex], timex: usize, side: Side, factuality: Factuality, published: Option<Day>) -> When {
    let t = &timexes[timex];
    let reference = t.value.ends_with("_REF");
    // What has gone on for weeks, or was so since July, has not ended before publication.
    let past = matches!(factuality, Factuality::Happened | Factuality::Negated);
    let until = if past { published.filter(|p| t.earliest.is_none_or(|e| e <= *p)) } else { None };
    let open = matches!(t.kind, TimexKind::Duration | TimexKind::Set) && t.earliest.is_none() && t.latest.is_none();
    let (earliest, latest, edtf) = match side {
        _ if open => (None, until, None),
        Side::Within => (t.earliest, t.latest, t.edtf.clone()),
        Side::After => (t.earliest, until, t.edtf.as_ref().map(|e| format!("{e}/.."))),
        Side::Before => (None, t.latest, t.edtf.as_ref().map(|e| format!("../{e}"))),
    };
    When {
        value: Some(t.value.clone()),
        edtf,
        earliest,
        latest,
        precision: if reference { "none" } else { t.granularity.as_str() },
        basis: if reference { Basis::PublicationRelative } else { Basis::Explicit },
        timexes: vec![timex],
    }
}
