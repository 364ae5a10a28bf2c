//! Which events of several articles tell of one happening, and in what the articles differ there.

use super::{At, Differs, Row};
use crate::analysis::Analysis;
use crate::event::{Basis, Event, Factuality, Participant};
use crate::timeline::{self, Lane};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Letters that a verb and its noun share at least: "bomb" and "bombing".
const STEM: usize = 5;
/// Two articles that date one happening by days differ by so many at most.
const APART: i64 = 2;
/// How many happenings with one word an event is compared with, the latest first.
const BACK: usize = 64;

/// One event of one article, or several of it that tell of one happening.
struct Telling<'a> {
    at: At,
    event: &'a Event,
    /// The members of the cast that take part, or the places, in order.
    cast: Vec<usize>,
    source: Source<'a>,
    /// Its row in its article.
    row: Option<&'a timeline::Row>,
}

/// Who says so.
#[derive(PartialEq, Eq)]
enum Source<'a> {
    Article,
    Member(usize),
    Words(&'a str),
}

/// The rows of all articles; `members` has the member of the cast for each article and entity.
pub fn rows(articles: &[&Analysis], members: &[Vec<usize>]) -> Vec<Row> {
    let mut happenings: Vec<Vec<Telling>> = Vec::new();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (article, analysis) in articles.iter().enumerate() {
        // Which happening each group of the article's own events belongs to.
        let mut groups: HashMap<usize, usize> = HashMap::new();
        let mut row_of: Vec<Option<&timeline::Row>> = vec![None; analysis.events.len()];
        analysis.timeline.iter().for_each(|r| row_of[r.event] = Some(r));
        for (index, event) in analysis.events.iter().enumerate() {
            let at = At { article, index };
            let source = match event.found.attributed_to {
                None => Source::Article,
                Some(Participant::Entity(e)) => Source::Member(members[article][e]),
                Some(Participant::Words(span)) => Source::Words(span.of(&analysis.document.text)),
            };
            let cast = cast(analysis, event, &members[article]);
            let telling = Telling { at, event, cast, source, row: row_of[index] };
            let stem: String = event.found.lemma.chars().take(STEM).collect();
            let like = by_word.entry(stem).or_default();
            let other = |h: &&usize| {
                let told = &happenings[**h];
                told.iter().all(|t| t.at.article != article) && told.iter().any(|t| same(t, &telling))
            };
            let of = groups.get(&event.same).copied();
            let of = of.or_else(|| like.iter().rev().take(BACK).find(other).copied());
            let number = of.unwrap_or_else(|| {
                happenings.push(Vec::new());
                happenings.len() - 1
            });
            groups.insert(event.same, number);
            if like.last() != Some(&number) {
                like.push(number);
            }
            happenings[number].push(telling);
        }
    }
    let mut rows: Vec<Row> = happenings.iter().filter_map(|h| row(h)).collect();
    rows.sort_by(|a, b| {
        let by_time = || timeline::by_time((a.earliest, a.latest), (b.earliest, b.latest));
        a.lane
            .cmp(&b.lane)
            .then_with(|| if a.lane == Lane::Dated { by_time() } else { Ordering::Equal })
            .then_with(|| a.tellings.cmp(&b.tellings))
    });
    rows
}

/// The members that take part, those named in the words of others ("the ferry Morning Star") among them.
fn cast(analysis: &Analysis, event: &Event, members: &[usize]) -> Vec<usize> {
    let f = &event.found;
    let mentions = &analysis.document.mentions;
    let mut out = Vec::new();
    for participant in f.who.iter().chain(&f.whom).chain(&f.places) {
        match participant {
            Participant::Entity(e) => out.push(members[*e]),
            Participant::Words(span) => {
                let first = mentions.partition_point(|m| m.span.end <= span.start);
                let inside = mentions[first..].iter().take_while(|m| m.span.start < span.end);
                out.extend(inside.map(|m| members[m.entity]));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether events of two articles can tell of one happening: their words are alike, and where both have days these are near
/// and somebody or something takes part in both; where one has none, two must. What is conditional has not happened in any.
fn same(a: &Telling, b: &Telling) -> bool {
    let (x, y) = (&a.event.found, &b.event.found);
    let alike = x.lemma == y.lemma || x.lemma.len() > STEM && y.lemma.len() > STEM && x.noun != y.noun;
    let told = |t: &Telling| t.event.factuality != Factuality::Conditional;
    if !alike || !told(a) || !told(b) || x.copula || y.copula {
        return false;
    }
    let shared = a.cast.iter().filter(|m| b.cast.contains(m)).count();
    match (day(a.event), day(b.event)) {
        (true, true) => shared >= 1 && near(a.event, b.event),
        _ => shared >= 2 && real(a.event) == real(b.event) && meet(a.event, b.event),
    }
}

/// Whether the event's day, or a stretch of days, is told by words or as news of a day that is known.
fn day(e: &Event) -> bool {
    (e.when.basis.is_told() || e.when.basis == Basis::PublicationRelative)
        && e.when.earliest.is_some()
        && e.when.latest.is_some()
}

fn real(e: &Event) -> bool {
    matches!(e.factuality, Factuality::Happened | Factuality::Ongoing)
}

/// Whether two times meet, or are days close to each other.
fn near(a: &Event, b: &Event) -> bool {
    let one_day = |e: &Event| e.when.earliest == e.when.latest;
    let far = |x: &Event, y: &Event| {
        let gap = if one_day(a) && one_day(b) { APART } else { 0 };
        x.when.latest.and_then(|l| l.plus(gap)).zip(y.when.earliest).is_some_and(|(l, e)| l < e)
    };
    !far(a, b) && !far(b, a)
}

/// Whether two times have a day in common, or may have.
fn meet(a: &Event, b: &Event) -> bool {
    let before = |x: &Event, y: &Event| x.when.latest.zip(y.when.earliest).is_some_and(|(l, e)| l < e);
    !before(a, b) && !before(b, a)
}

/// The row of a happening: its first telling is the one with the surest and finest time that has a row in its article.
fn row(tellings: &[Telling]) -> Option<Row> {
    let sure = |t: &&Telling| {
        let basis = match t.event.when.basis {
            Basis::Explicit | Basis::Reader => 0,
            Basis::Inherited => 1,
            Basis::PublicationRelative => 2,
            Basis::Tense | Basis::None => 3,
        };
        let width = t.event.when.earliest.zip(t.event.when.latest).map_or(i64::MAX, |(a, b)| a.days_until(b));
        (basis, width, t.at)
    };
    let first = tellings.iter().filter(|t| t.row.is_some()).min_by_key(sure)?;
    let own = first.row?;
    let known = own.lane == Lane::AroundPublication && own.earliest.is_some();
    let mut told: Vec<At> = tellings.iter().map(|t| t.at).filter(|at| *at != first.at).collect();
    told.sort_unstable();
    told.insert(0, first.at);
    Some(Row {
        tellings: told,
        lane: if known { Lane::Dated } else { own.lane },
        earliest: own.earliest,
        latest: own.latest,
        display: own.display.clone(),
        differs: differs(tellings),
    })
}

fn differs(tellings: &[Telling]) -> Differs {
    let mut out = Differs::default();
    for (n, a) in tellings.iter().enumerate() {
        for b in tellings[n + 1..].iter().filter(|b| b.at.article != a.at.article) {
            out.day |= day(a.event) && day(b.event) && !meet(a.event, b.event);
            out.factuality |=
                real(a.event) != real(b.event) || !real(a.event) && a.event.factuality != b.event.factuality;
            out.source |= a.source != b.source;
        }
    }
    out
}
