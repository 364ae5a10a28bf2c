//! Reads offices, names and explicit dates; produces the range in which a text was written, with its reasons; never a
//! day, and no range where its evidence disagrees.
//!
//! Three things bound a text: whom it calls president or minister now, which dates it tells as past, and which it
//! expects. A first day in office is certain, whoever writes; a last day is not, since old titles are used of old times.

use super::terms::{self, Held, Term};
use super::{Publication, Source};
use crate::entity::Entity;
use crate::mention::NameType;
use crate::reading::Reading;
use crate::role::Role;
use crate::tag::{Upos, Xpos};
use crate::timex::{Day, Form, Found, Period, Tense};
use std::ops::Range;

/// What the earlier stages found.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The text.
    pub reading: Reading<'a>,
    /// Its entities.
    pub entities: &'a [Entity],
    /// The offices that it names.
    pub roles: &'a [Role],
    /// Its time expressions, not yet resolved.
    pub found: &'a [Found],
}

/// How far around a date or a title its sentence is read, in tokens: a text without stops must not cost its square.
const REACH: usize = 40;

/// How many reasons are told.
const TOLD: usize = 8;

/// Days from one to another; `None` for no bound.
type Stretch = (Option<Day>, Option<Day>);

/// One reason: the text was written in one of these stretches.
#[derive(Debug)]
struct Piece {
    stretches: Vec<Stretch>,
    why: String,
}

/// The publication with a range, where no day is known and the text bounds it.
pub fn narrow(publication: Publication, evidence: Evidence) -> Publication {
    if publication.value.is_some() {
        return publication;
    }
    let mut why = publication.why.clone();
    let told = told(evidence);
    let since = told.as_ref().and_then(|p| p.stretches[0].0);
    let (mut pieces, old): (Vec<Piece>, Vec<Piece>) =
        offices(evidence).into_iter().partition(|p| since.is_none_or(|day| !p.ends_before(day)));
    pieces.extend(ahead(evidence, since));
    pieces.extend(told);
    let mut left = meet(pieces.iter());
    if left.is_empty() {
        let Some(odd) = outlier(&pieces) else {
            why.push("what the text takes for granted does not fit together".to_string());
            why.extend(pieces.into_iter().map(|p| p.why).take(TOLD));
            return Publication { why, ..publication };
        };
        why.push(format!("passed over, for it fits nothing else: {}", pieces.remove(odd).why));
        left = meet(pieces.iter());
    }
    let earliest = left.iter().map(|s| s.0).min().flatten();
    let open = left.iter().any(|s| s.1.is_none());
    let latest = if open { None } else { left.iter().filter_map(|s| s.1).max() };
    if earliest.is_none() && latest.is_none() {
        return publication;
    }
    // What sets a bound comes first.
    let sets =
        |p: &Piece| p.stretches.iter().any(|s| s.0.is_some() && s.0 == earliest || s.1.is_some() && s.1 == latest);
    pieces.sort_by_key(|p| !sets(p));
    let mut reasons: Vec<String> = pieces.into_iter().map(|p| p.why).collect();
    reasons.extend(old.into_iter().map(|p| format!("passed over, for later dates are told: {}", p.why)));
    reasons.truncate(TOLD);
    reasons.extend(why);
    Publication { value: None, earliest, latest, source: Source::Bounded, why: reasons }
}

impl Piece {
    fn ends_before(&self, day: Day) -> bool {
        self.stretches.iter().all(|s| s.1.is_some_and(|last| last < day))
    }
}

/// The days that lie in one stretch of every piece.
fn meet<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Vec<Stretch> {
    let mut left: Vec<Stretch> = vec![(None, None)];
    for piece in pieces {
        let pairs = left.iter().flat_map(|a| piece.stretches.iter().map(move |b| (a, b)));
        left = pairs
            .map(|(a, b)| (a.0.max(b.0), [a.1, b.1].into_iter().flatten().min()))
            .filter(|s| s.1.is_none_or(|last| s.0.is_none_or(|first| first <= last)))
            .collect();
    }
    left
}

/// The one piece without which the others agree, where there are enough others to believe and only one such piece.
fn outlier(pieces: &[Piece]) -> Option<usize> {
    let without = |n: usize| meet(pieces.iter().enumerate().filter(move |(m, _)| *m != n).map(|(_, p)| p));
    let mut odd = (0..pieces.len()).filter(|n| !without(*n).is_empty());
    let found = odd.next().filter(|_| pieces.len() > 2)?;
    odd.next().is_none().then_some(found)
}

/// One piece for everybody whom the text says to hold an office, or to have held one.
fn offices(e: Evidence) -> Vec<Piece> {
    let mut left: Vec<&Term> = Vec::new();
    let mut seen: Vec<(&'static str, bool)> = Vec::new();
    let mut claims: Vec<(usize, &Role, Held, Vec<&Term>)> = Vec::new();
    for role in e.roles {
        let Some(context) = context(e, role) else { continue };
        let title = role.title.of(e.reading.text);
        let name = e.entities[role.person].name.of(e.reading.text);
        let mut held = context;
        let mut terms: Vec<&Term> = Vec::new();
        for term in terms::of_person(name).filter(|t| belongs(e, role, t, name, &mut seen)) {
            match term.held(title) {
                Some(Held::Formerly) => held = Held::Formerly,
                Some(Held::Now) => {}
                None => continue,
            }
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        if held == Held::Formerly {
            left.extend(terms.iter().filter(|t| !left.contains(t)).copied().collect::<Vec<_>>());
        }
        if !terms.is_empty() && !claims.iter().any(|c| c.2 == held && c.3 == terms) {
            claims.push((role.person, role, held, terms));
        }
    }
    // Once called former, a person is so for the whole text: "President Carter" is then a manner of speaking.
    claims.retain(|(_, _, held, terms)| *held == Held::Formerly || !terms.iter().any(|t| left.contains(t)));
    claims.into_iter().filter_map(|(person, role, held, terms)| piece(e, person, role, held, &terms)).collect()
}

fn piece(e: Evidence, person: usize, role: &Role, held: Held, terms: &[&Term]) -> Option<Piece> {
    let words = |s: crate::span::Span| s.of(e.reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (title, name) = (words(role.title), words(e.entities[person].name));
    if held == Held::Formerly {
        let over = terms.iter().map(|t| t.last).min().flatten()?;
        let why = format!("\"{title}\" {name}, no longer in office: left on {} or later", long(over));
        return Some(Piece { stretches: vec![(Some(over), None)], why });
    }
    let term = |t: &&Term| match t.last {
        Some(last) => format!("{} to {}", long(t.first), long(last)),
        None => format!("since {}", long(t.first)),
    };
    let times: Vec<String> = terms.iter().map(term).collect();
    let why = format!("\"{title}\" {name}: in office {}", times.join(" or "));
    Some(Piece { stretches: terms.iter().map(|t| (Some(t.first), t.last)).collect(), why })
}

/// Whether the words around a role leave it standing for the time of writing; `None` when they speak of another time.
fn context(e: Evidence, role: &Role) -> Option<Held> {
    let r = e.reading;
    let tokens = r.tokens_in(role.evidence);
    let sentence = r.sentence_of(tokens.start);
    let known = e.found.partition_point(|f| f.sentence < sentence);
    let dated = |f: &Found| matches!(f.form, Form::Known(_)) && f.tense != Tense::Future;
    // "In 1996 President Clinton signed": he held the office then.
    if e.found[known..].iter().take(REACH).take_while(|f| f.sentence == sentence).any(dated) {
        return None;
    }
    let first = r.sentences.get(sentence)?.tokens.start;
    for at in (first.max(tokens.start.saturating_sub(5))..tokens.start).rev() {
        match terms::WORDS.get(r.word(at)) {
            Some("former") => return Some(Held::Formerly),
            Some("then") => return None,
            _ if r.is(at, "during") || r.is(at, "since") => return None,
            _ => {}
        }
        if r.xpos(at).is_verb() || matches!(r.upos(at), Upos::Cconj) || matches!(r.word(at), "," | ";" | ":" | "“") {
            break;
        }
    }
    Some(Held::Now)
}

/// Whether the office can be the one of that country or body. A surname alone says too little: unless it is American,
/// the text must name its country. `seen` keeps which ones it was found to name.
fn belongs(e: Evidence, role: &Role, term: &Term, name: &str, seen: &mut Vec<(&'static str, bool)>) -> bool {
    let named = |entity: &Entity| {
        if term.of_body() { term.is_of(entity.name.of(e.reading.text)) } else { entity.country == Some(term.of) }
    };
    match role.of.map(|of| &e.entities[of]) {
        _ if term.of == "*" => true,
        Some(body) => body.kind != NameType::Person && named(body),
        None if name.contains(' ') || term.of == "US" => true,
        None => match seen.iter().find(|s| s.0 == term.of) {
            Some(known) => known.1,
            None => {
                seen.push((term.of, e.entities.iter().any(named)));
                seen.last().is_some_and(|s| s.1)
            }
        },
    }
}

/// The latest date that the text tells as past: it was written on its first day or later.
fn told(e: Evidence) -> Option<Piece> {
    let day = |f: &&Found| match f.form {
        Form::Known(period) if f.tense == Tense::Past && is_told(e, f, period) => period.first(),
        _ => None,
    };
    let f = e.found.iter().filter(|f| day(f).is_some()).max_by_key(day)?;
    let why = format!("\"{}\" is told as past", f.span.of(e.reading.text));
    Some(Piece { stretches: vec![(day(&f), None)], why })
}

/// Whether an event at that time is told: nothing in its sentence lies ahead, and the date is no deadline or name.
fn is_told(e: Evidence, f: &Found, period: Period) -> bool {
    let r = e.reading;
    let tokens = around(e, f);
    if tokens.clone().any(|t| r.xpos(t) == Xpos::Md || r.is(t, "to")) {
        return false;
    }
    let before = f.tokens.start.checked_sub(1).filter(|t| *t >= tokens.start).and_then(|t| terms::WORDS.get(r.word(t)));
    before == Some("at") || before != Some("due") && matches!(period, Period::Day(_))
}

/// The tokens of a date's sentence that lie near it.
fn around(e: Evidence, f: &Found) -> Range<usize> {
    let all = &e.reading.sentences[f.sentence].tokens;
    all.start.max(f.tokens.start.saturating_sub(REACH))..all.end.min(f.tokens.end + REACH)
}

/// The earliest end among the dates that the text says something will happen in.
fn ahead(e: Evidence, since: Option<Day>) -> Option<Piece> {
    let r = e.reading;
    let day = |f: &&Found| {
        let Form::Known(period) = f.form else { return None };
        let tokens = around(e, f);
        let will = |t: &usize| ["will", "'ll", "’ll", "wo"].iter().any(|w| r.is(*t, w));
        let other = |t: usize| r.xpos(t) == Xpos::Md && !will(&t) || r.xpos(t) == Xpos::Vbd;
        // "will open in 2018": the date belongs to the verb. "That will be taxed totalled a million in 1988" does not.
        let near = f.tokens.start.saturating_sub(10).max(tokens.start)..f.tokens.start;
        let clause = near.clone().rev().find(will).map(|w| w + 1..f.tokens.start);
        let apart = |t: usize| matches!(r.word(t), "," | "after" | "since" | "than" | "of" | "that" | "which" | "who");
        let whose = |c: &Range<usize>| (c.start.saturating_sub(4)..c.start).any(apart);
        let direct = clause.is_some_and(|c| !whose(&c) && !c.clone().any(apart));
        let at =
            f.tokens.start.checked_sub(1).is_some_and(|t| matches!(terms::WORDS.get(r.word(t)), Some("at" | "due")));
        let clear = f.tense == Tense::Future && direct && at && !tokens.clone().any(other);
        let last = if clear { period.last()? } else { return None };
        since.is_none_or(|s| s <= last).then_some(last)
    };
    let f = e.found.iter().filter(|f| day(f).is_some()).min_by_key(day)?;
    let why = format!("\"{}\" lies ahead", f.span.of(r.text));
    Some(Piece { stretches: vec![(None, day(&f))], why })
}

/// "13 July 2016".
fn long(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {} {}", day.day(), MONTHS[usize::from(day.month()) - 1], day.year())
}
