//! Reads what an event is told with; produces its time. An event never takes the day of publication silently: `basis` says
//! where its time came from, and no interval is narrower than the words allow.

use super::link::Side;
use super::order::Relation;
use super::scene::Scene;
use super::sign::{self, Signs, Tense};
use super::{Factuality, Found, Sources};
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::tag::Xpos;
use crate::timex::{Day, Period, Timex, TimexKind};

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
    /// What the reader says, also where that is that no time is known.
    Reader,
}

impl Basis {
    /// The basis as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["explicit", "inherited", "publication-relative", "tense", "none", "reader"][self as usize]
    }

    /// Whether words of the text, or the reader, tell the time, not tense or the day of the news alone.
    pub fn is_told(self) -> bool {
        matches!(self, Basis::Explicit | Basis::Inherited | Basis::Reader)
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
    /// Indices of the time expressions that it is told with; another event's are not among them.
    pub timexes: Vec<usize>,
    /// Index of the event whose time by words this is, where it has none of its own.
    pub event: Option<usize>,
}

/// Where an event's time is to be had, whatever the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// From a time expression, by its index, and how the event lies to it.
    Timex(usize, Side),
    /// From another event, by its index.
    Event(usize),
    /// It is news of the day: of the one that the story's opening tells it on, by the index of its time expression, else of
    /// publication.
    Today(Option<usize>),
    /// It was before.
    Before,
    /// It is so about the day of publication.
    Around,
    /// It is yet to come.
    Ahead,
    /// Nothing is told.
    None,
    /// The reader tells it, or that it is not known.
    Reader(Option<Period>),
}

/// Odds from which what is told neither in the simple past nor in the present is news of the day.
const NEWS_ODDS: i32 = 0;

/// What the time of an event rests on, as far as its own clause tells. In the simple past a story tells its news, in the
/// perfect too where it opens; elsewhere the perfect tells what was before, unless the weights say otherwise. `story` is the
/// time expression of the story's own day (`of_story`).
pub fn anchor(scene: &Scene, event: &Found, signs: &Signs, story: Option<usize>) -> Anchor {
    if let Some(told) = event.reader.when {
        return Anchor::Reader(told);
    }
    match event.factuality {
        Factuality::Planned | Factuality::Possible | Factuality::Conditional => return Anchor::Ahead,
        Factuality::Ongoing => return Anchor::Around,
        Factuality::Happened | Factuality::Negated => {}
    }
    let r = scene.from.reading;
    let opens = r.kind_of(event.sentence) != BlockKind::Paragraph || event.sentence <= scene.first + 1;
    let tree = &scene.tree;
    // "Since the coup, Turkey has arrested thousands".
    let since = tree.children(event.token).any(|c| tree.marker(c).is_some_and(|m| r.is(m, "since")));
    let news = match signs.tense {
        _ if r.kind_of(event.sentence) == BlockKind::Headline => true,
        Tense::Past | Tense::PastProgressive | Tense::Present | Tense::Progressive => true,
        _ if since => false,
        Tense::Perfect if opens => true,
        _ => event.news > NEWS_ODDS,
    };
    if news { Anchor::Today(story) } else { Anchor::Before }
}

/// How many sentences open a story.
const OPENING: usize = 2;

/// The time expression by which a story's opening tells of which day its news is: the first that names a day and belongs
/// to what the sentence tells or to whoever is quoted in it, not to something in passing.
pub fn of_story(from: Sources) -> Option<usize> {
    let r = from.reading;
    let first = r.sentences.iter().position(|s| r.blocks[s.block].kind == BlockKind::Paragraph)?;
    let tells = |f: &crate::timex::Found| {
        let mut at = r.head_of(&f.tokens);
        for _ in 0..HOPS {
            let adverbial = matches!(
                r.relation(at),
                Some(Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::NmodUnmarked | Deprel::Nmod)
            );
            let told = matches!(r.relation(at), Some(Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj));
            match r.head(at) {
                None => return matches!(r.xpos(at), Xpos::Vbd | Xpos::Vbn | Xpos::Vbz | Xpos::Vbp),
                Some(head) if adverbial || told => at = head,
                Some(_) => return false,
            }
        }
        false
    };
    let opening = first..first + OPENING;
    from.found.iter().position(|f| opening.contains(&f.sentence) && f.form.is_day() && tells(f))
}

/// How many events back a time is looked for that the story goes on with.
const BACK: usize = 6;

/// Finds the events that share the time of another: of the one that a clause without a tense of its own hangs on, of one
/// that "when" or "as" ties to it, and, for news of the day in the simple past, of the one told last in the same paragraph.
pub fn share(scene: &Scene, found: &mut [Found]) {
    let r = scene.from.reading;
    let has_time = |f: &Found| matches!(f.anchor, Anchor::Timex(..) | Anchor::Reader(Some(_)));
    let is_day = |anchor: Anchor| match anchor {
        Anchor::Timex(t, Side::Within) => scene.from.found[t].form.is_day(),
        Anchor::Reader(told) => matches!(told, Some(Period::Day(_))),
        _ => false,
    };
    for n in 0..found.len() {
        if has_time(&found[n]) || found[n].reader.when.is_some() {
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
            let news = matches!(found[n].anchor, Anchor::Today(_));
            let narrative = tense == Tense::Past && news && found[n].quote.is_none();
            (n.saturating_sub(BACK)..n)
                .rev()
                .filter(|_| narrative)
                .find(|&m| r.sentences[found[m].sentence].block == block && found[m].main && is_day(found[m].anchor))
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
            if !whens[other].basis.is_told() {
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
        let (mut from, mut shared) = (f, None);
        for _ in 0..HOPS {
            let Anchor::Event(other) = from.anchor else { break };
            from = &found[other];
            shared = Some(other);
        }
        let mut when = of_anchor(from.anchor, f.factuality, timexes, published);
        if let Some(&timex) = when.timexes.first().filter(|&&t| is_length(&timexes[t])) {
            // How long it took says nothing of when.
            let told = of_anchor(from.told, f.factuality, timexes, published);
            when = When { timexes: vec![timex], ..told };
        }
        if shared.is_some() && matches!(when.basis, Basis::Explicit | Basis::Reader) {
            when = When { basis: Basis::Inherited, timexes: Vec::new(), event: shared, ..when };
        }
        when
    };
    found.iter().map(one).collect()
}

/// Whether a time expression only says how long or how often.
fn is_length(t: &Timex) -> bool {
    matches!(t.kind, TimexKind::Duration | TimexKind::Set) && t.earliest.is_none() && t.latest.is_none()
}

/// How many days before publication the news of a story can be.
const NEWS: i64 = 7;

/// Whether a day that a story's opening names can be that of its news: one of the last before publication, where that is
/// known.
fn is_news_of(t: &Timex, published: Option<Day>) -> bool {
    let one = t.earliest.is_some() && t.earliest == t.latest;
    let near = |p: Day| t.earliest.is_some_and(|d| d <= p && p.plus(-NEWS).is_none_or(|low| low <= d));
    one && published.is_none_or(near)
}

fn of_anchor(anchor: Anchor, factuality: Factuality, timexes: &[Timex], published: Option<Day>) -> When {
    match anchor {
        Anchor::Timex(timex, side) => explicit(timexes, timex, side, factuality, published),
        Anchor::Today(story) => match story.filter(|&t| is_news_of(&timexes[t], published)) {
            Some(t) => When { timexes: vec![t], ..today(timexes[t].earliest) },
            None => today(published),
        },
        Anchor::Before => reference("PAST_REF", None, published),
        Anchor::Around => reference("PRESENT_REF", None, None),
        Anchor::Ahead => reference("FUTURE_REF", published, None),
        Anchor::Reader(told) => by_reader(told),
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
        event: None,
    }
}

/// What the reader says, whatever the day of publication.
fn by_reader(told: Option<Period>) -> When {
    let Some(period) = told else { return When { basis: Basis::Reader, ..none() } };
    When {
        value: Some(period.value()),
        edtf: period.edtf(),
        earliest: period.first(),
        latest: period.last(),
        precision: period.granularity().as_str(),
        basis: Basis::Reader,
        ..none()
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
        event: None,
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
    let ahead = matches!(factuality, Factuality::Planned | Factuality::Possible);
    let inside = published.filter(|p| t.earliest.is_none_or(|e| e <= *p));
    let until = inside.filter(|_| past);
    let (earliest, latest, edtf) = match side {
        Side::Within => (t.earliest, t.latest, t.edtf.clone()),
        Side::After => (t.earliest, until, t.edtf.as_ref().map(|e| format!("{e}/.."))),
        Side::Before => (None, t.latest, t.edtf.as_ref().map(|e| format!("../{e}"))),
    };
    // "This year" has days on both sides of publication: what is told as done was before it, what is to come is not.
    let both = inside.filter(|p| latest.is_some_and(|l| *p < l) && earliest.is_some());
    let (earliest, latest) = match both {
        Some(day) if past => (earliest, Some(day)),
        Some(day) if ahead => (Some(day), latest),
        _ => (earliest, latest),
    };
    When {
        value: Some(t.value.clone()),
        edtf,
        earliest,
        latest,
        precision: if reference { "none" } else { t.granularity.as_str() },
        basis: if reference { Basis::PublicationRelative } else { Basis::Explicit },
        timexes: vec![timex],
        event: None,
    }
}
