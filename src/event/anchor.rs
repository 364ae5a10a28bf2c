//! Reads the time expressions around an event; produces its time. An event never takes the day of publication silently:
//! `basis` says where its time came from.

use super::clause::Clause;
use super::{Basis, Factuality, Sources, When, noun};
use crate::tag::{Upos, Xpos};
use crate::timex::{Timex, TimexKind};
use std::ops::Range;

/// The time of clause `n`: its own expression, else that of the clause it depends on, else what its tense tells.
pub fn of(from: Sources, clauses: &[Clause], n: usize, factuality: Factuality) -> When {
    let clause = &clauses[n];
    let own = within(from, &clause.tokens);
    if let Some(found) = choose(from, own, clause.verb.tokens.start) {
        return explicit(from, found, Basis::Explicit);
    }
    // A subordinate clause without a time of its own shares that of its main clause only where the word that joins
    // them says so: "as", "while", "when".
    let joins = |c: &Clause| c.opener.as_deref().is_some_and(|o| matches!(o, "when" | "while" | "as"));
    let governor = if joins(clause) {
        neighbour(clauses, n)
    } else {
        [n.wrapping_sub(1), n + 1].into_iter().find(|&m| clauses.get(m).is_some_and(joins))
    };
    if let Some(m) = governor
        && let Some(found) = choose(from, within(from, &clauses[m].tokens), clauses[m].verb.tokens.start)
    {
        return explicit(from, found, Basis::Inherited);
    }
    by_tense(from, factuality)
}

fn neighbour(clauses: &[Clause], n: usize) -> Option<usize> {
    if n + 1 < clauses.len() { Some(n + 1) } else { n.checked_sub(1) }
}

/// Indices of the time expressions that lie within `tokens`.
pub fn within(from: Sources, tokens: &Range<usize>) -> Range<usize> {
    let start = from.timexes.partition_point(|t| t.tokens.start < tokens.start);
    let end = from.timexes.partition_point(|t| t.tokens.start < tokens.end);
    start..end.max(start)
}

/// The expression that dates the verb at `verb`: a day, month or time before a mere reference ("now"), near before far.
fn choose(from: Sources, among: Range<usize>, verb: usize) -> Option<usize> {
    let usable = |t: &usize| {
        dates(&from.timexes[*t])
            && !noun::owns(from, *t)
            && !aside(from, verb, *t)
            && !compares(from, *t)
            && !modifies(from, *t)
    };
    among.filter(usable).min_by_key(|&t| {
        let timex = &from.timexes[t];
        let vague = timex.earliest.is_none() && timex.latest.is_none() || timex.value.ends_with("_REF");
        (vague, timex.tokens.start.abs_diff(verb))
    })
}

/// Whether "since" stands before the expression: what it dates begins there and has no end.
fn begins(from: Sources, timex: usize) -> bool {
    from.timexes[timex].tokens.start.checked_sub(1).is_some_and(|t| from.reading.is(t, "since"))
}

/// "accused him in a report from July": a date with "of" or "from" right after a noun says which report.
fn modifies(from: Sources, timex: usize) -> bool {
    let r = from.reading;
    let at = from.timexes[timex].tokens.start;
    at >= 2 && (r.is(at - 1, "from") || r.is(at - 1, "of")) && matches!(r.xpos(at - 2), Xpos::Nn | Xpos::Nns)
}

/// "its worst crisis since 1989": the date belongs to the comparison.
fn compares(from: Sources, timex: usize) -> bool {
    let r = from.reading;
    let at = from.timexes[timex].tokens.start;
    begins(from, timex)
        && (at.saturating_sub(6)..at).any(|t| matches!(r.xpos(t), Xpos::Jjs | Xpos::Rbs) || r.is(t, "first"))
}

/// Whether the expression stands in an aside after the verb: "is paying 5 pence, up from 4 pence a year earlier". One that
/// opens what follows the comma ("…, on Monday") is the verb's all the same.
fn aside(from: Sources, verb: usize, timex: usize) -> bool {
    let r = from.reading;
    let at = from.timexes[timex].tokens.start;
    let from_verb = verb.max(at.saturating_sub(60));
    let Some(comma) = (from_verb..at).rev().find(|&t| r.is(t, ",")) else { return false };
    (comma + 1..at).any(|t| !matches!(r.upos(t), Upos::Adp | Upos::Adv | Upos::Det | Upos::Sconj))
}

/// Whether an expression can say when something was. Durations and repeated times say how long or how often.
pub fn dates(timex: &Timex) -> bool {
    matches!(timex.kind, TimexKind::Date | TimexKind::Time)
}

/// The time that one expression gives.
pub fn explicit(from: Sources, timex: usize, basis: Basis) -> When {
    let t = &from.timexes[timex];
    let reference = t.value.ends_with("_REF");
    When {
        value: Some(t.value.clone()),
        edtf: t.edtf.as_ref().map(|e| if begins(from, timex) { format!("{e}/..") } else { e.clone() }),
        earliest: t.earliest,
        latest: if begins(from, timex) { None } else { t.latest },
        precision: if reference { "none" } else { t.granularity.as_str() },
        basis: if reference { Basis::PublicationRelative } else { basis },
        timexes: vec![timex],
    }
}

/// What tense alone tells: before publication, after it, or around it.
pub fn by_tense(from: Sources, factuality: Factuality) -> When {
    let (value, earliest, latest) = match factuality {
        Factuality::Happened => (Some("PAST_REF"), None, from.published),
        Factuality::Ongoing => (Some("PRESENT_REF"), None, None),
        Factuality::Planned => (Some("FUTURE_REF"), from.published, None),
        Factuality::Possible | Factuality::Conditional | Factuality::Negated => (None, None, None),
    };
    let basis = if value.is_some() { Basis::Tense } else { Basis::None };
    When {
        value: value.map(str::to_string),
        edtf: None,
        earliest,
        latest,
        precision: "none",
        basis,
        timexes: Vec::new(),
    }
}
