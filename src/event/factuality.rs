//! Whether an event happened, in the spirit of FactBank (Saurí and Pustejovsky 2009), from the words of its clause.

use super::clause::Clause;
use super::verb::Tense;
use super::{Sources, When};
use crate::block::BlockKind;
use crate::tag::{Upos, Xpos};
use crate::timex::Day;

/// How an event stands to what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factuality {
    /// It is told as done.
    Happened,
    /// It is told as going on.
    Ongoing,
    /// Somebody means to do it, or it is sure to come.
    Planned,
    /// It may be.
    Possible,
    /// It would be, if something else were.
    Conditional,
    /// It is told as not done.
    Negated,
}

impl Factuality {
    /// The value as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["happened", "ongoing", "planned", "possible", "conditional", "negated"][self as usize]
    }
}

/// The factuality of clause `n`, with the names of the rules that tell it.
pub fn of(from: Sources, clauses: &[Clause], n: usize, reported: bool) -> (Factuality, Vec<&'static str>) {
    let clause = &clauses[n];
    let verb = &clause.verb;
    if clause.opener.as_deref().is_some_and(|o| matches!(o, "if" | "unless")) {
        return (Factuality::Conditional, vec!["if-clause"]);
    }
    if clause.opener.as_deref() == Some("whether") {
        return (Factuality::Possible, vec!["whether-clause"]);
    }
    let negations = usize::from(verb.negated || negated_noun(from, clause))
        + verb.chain.iter().filter(|c| **c == "negated").count();
    if negations % 2 == 1 {
        return (Factuality::Negated, vec![if verb.chain.contains(&"negated") { "negating-verb" } else { "negation" }]);
    }
    if let Some(answer) = modal(clauses, n, reported) {
        return answer;
    }
    if verb.chain.contains(&"possible") {
        return (Factuality::Possible, vec!["verb-of-wanting-or-trying"]);
    }
    if verb.chain.contains(&"planned") {
        return (Factuality::Planned, vec!["verb-of-planning"]);
    }
    match verb.tense {
        Tense::Past | Tense::Perfect => (Factuality::Happened, vec!["past-tense"]),
        Tense::Future => (Factuality::Planned, vec!["future-tense"]),
        Tense::Progressive => (Factuality::Ongoing, vec!["progressive"]),
        // Headlines tell of the past in the present tense.
        _ if in_headline(from, verb.main) => (Factuality::Happened, vec!["headline-present"]),
        Tense::Present => (Factuality::Ongoing, vec!["present-tense"]),
        Tense::None => (Factuality::Possible, vec!["no-tense"]),
    }
}

/// "nobody has left", "no bus came", "bought no buses": the subject or the object denies it.
fn negated_noun(from: Sources, clause: &Clause) -> bool {
    let r = from.reading;
    let denies = |t: usize| ["no", "nobody", "none", "nothing", "neither"].iter().any(|w| r.is(t, w));
    let verb = &clause.verb.tokens;
    let subject = (clause.tokens.start.max(verb.start.saturating_sub(5))..verb.start)
        .rev()
        .take_while(|&t| r.upos(t) != Upos::Punct && r.upos(t) != Upos::Adp);
    // "no longer" and "no fewer than" speak of time and number.
    let counts = |t: usize| matches!(r.xpos(t + 1), Xpos::Rbr | Xpos::Jjr);
    subject.chain(verb.end..(verb.end + 1).min(clause.tokens.end)).any(|t| denies(t) && !counts(t))
}

/// What is told in the present tense but dated after publication is yet to come.
pub fn with_time(factuality: Factuality, when: &When, published: Option<Day>) -> Factuality {
    let ahead = when.earliest.zip(published).is_some_and(|(day, published)| day > published);
    if ahead && factuality == Factuality::Ongoing { Factuality::Planned } else { factuality }
}

fn modal(clauses: &[Clause], n: usize, reported: bool) -> Option<(Factuality, Vec<&'static str>)> {
    let verb = &clauses[n].verb;
    let answer = match verb.modal.as_deref()? {
        "will" | "'ll" | "’ll" | "wo" | "shall" => (Factuality::Planned, "future-tense"),
        // "said it would": the future seen from the past. Elsewhere "would" needs a condition.
        "would" | "'d" | "’d" if reported && !has_condition(clauses, n) => (Factuality::Planned, "reported-future"),
        "would" | "'d" | "’d" => (Factuality::Conditional, "would"),
        // "could be seen" is a past ability; only a perfect makes it unreal. Either way it is not told as done.
        "may" | "might" | "could" | "can" | "ca" => (Factuality::Possible, "modal-possible"),
        _ => (Factuality::Possible, "modal-necessary"),
    };
    // "will try to win", "would seek to": the trying is sure, the winning is not.
    let tried = verb.chain.contains(&"possible") && answer.0 == Factuality::Planned;
    Some(if tried { (Factuality::Possible, vec!["verb-of-wanting-or-trying"]) } else { (answer.0, vec![answer.1]) })
}

fn has_condition(clauses: &[Clause], n: usize) -> bool {
    clauses[n.saturating_sub(2)..clauses.len().min(n + 3)]
        .iter()
        .any(|c| c.opener.as_deref().is_some_and(|o| matches!(o, "if" | "unless")))
}

fn in_headline(from: Sources, token: usize) -> bool {
    let sentence = from.reading.sentence_of(token);
    from.reading.kind_of(sentence) == BlockKind::Headline
}
