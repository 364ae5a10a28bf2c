//! Reads tags and names; produces the noun phrases before a verb; never decides whether they speak.
//!
//! Without a parse, a noun phrase is what the tags allow: determiner, adjectives and nouns, then "of", "for", "at" and
//! the like with another, then brackets, then an apposition between commas. As in PolNeAR, a source phrase takes in its
//! titles and appositions.

use super::view::{REACH, View};
use crate::tag::Xpos;
use std::ops::Range;

pub use super::ahead::{after, base_after, chain_after};

/// A noun phrase that may be a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// All of it, appositions and relative clauses included.
    pub full: Range<usize>,
    /// Its first noun phrase, without what is hung on to it; the last token is the head.
    pub base: Range<usize>,
    /// The parts of "Ann and Bob" are several sources in one phrase.
    pub several: bool,
}

impl Phrase {
    pub(super) fn plain(base: Range<usize>) -> Self {
        Phrase { full: base.clone(), base, several: false }
    }

    /// The token of the head.
    pub fn head(&self) -> usize {
        self.base.end - 1
    }
}

pub(super) const HANGERS: [&str; 10] = ["of", "for", "at", "from", "in", "with", "on", "to", "near", "against"];

/// The noun phrase that ends right before token `end` and does not reach before `floor`. Adverbs, days and occasions
/// between the two are stepped over: "Mr Lee on Monday also |said".
pub fn before(view: &View, end: usize, floor: usize) -> Option<Phrase> {
    let floor = floor.max(end.saturating_sub(REACH));
    let mut end = step_back(view, end, floor);
    if end > floor && (view.is_comma(end - 1) || view.is_dash(end - 1)) {
        if let Some(phrase) = parenthesis_before(view, end, floor) {
            return Some(phrase);
        }
        // "Mr Lee, on Monday, said": what stood between the commas was stepped over.
        end = step_back(view, end - 1, floor);
        if end <= floor || view.is_comma(end - 1) {
            return None;
        }
        return None;
    }
    chain_before(view, end, floor)
}

/// Steps back over adverbs, days and occasions.
fn step_back(view: &View, mut end: usize, floor: usize) -> usize {
    for _ in 0..6 {
        if end <= floor + 1 {
            break;
        }
        let last = end - 1;
        if view.stretch(last).is_some() {
            break;
        }
        if view.is_adverb(last)
            || view.any(last, &["also", "both", "all", "themselves", "himself", "herself", "itself"])
                && last > floor
                && !view.any(last - 1, &[","])
                && view.is_noun(last - 1)
        {
            end = last;
        } else if view.is_time(last) && !view.any(last, &["time", "day"]) {
            end = last;
            while end > floor + 1
                && (view.any(
                    end - 1,
                    &[
                        "last", "this", "next", "late", "early", "on", "earlier", "later", "a", "the", "in", "of",
                        "from", "since", "during", "by",
                    ],
                ) || view.xpos(end - 1) == Xpos::Cd)
            {
                end -= 1;
            }
        } else if view.word(last).len() == 4
            && view.xpos(last) == Xpos::Cd
            && last > floor
            && view.any(last - 1, &["in", "since"])
        {
            end = last - 1;
        } else if let Some(start) = occasion_before(view, end, floor) {
            end = start;
        } else {
            break;
        }
    }
    end
}

/// Where "in a statement" begins, if it ends before `end`.
fn occasion_before(view: &View, end: usize, floor: usize) -> Option<usize> {
    let base = base_before(view, end, floor)?;
    let preposition = base.start.checked_sub(1).filter(|&p| p > floor)?;
    let head = view.word(base.end - 1);
    (view.any(preposition, &["in", "during", "at", "on", "via", "through"])
        && view.lists.settings.has(head)
        && view.is_noun(preposition - 1))
    .then_some(preposition)
}

/// "Ann Lee, a nurse from York, |said": the phrase before a comma that closes an apposition or a relative clause.
fn parenthesis_before(view: &View, end: usize, floor: usize) -> Option<Phrase> {
    let comma = end - 1;
    let dash = view.is_dash(comma);
    let mut depth = 0;
    let mut tries = 0;
    for at in (floor + 1..comma).rev() {
        if view.is_close_bracket(at) {
            depth += 1;
        } else if view.is_open_bracket(at) {
            depth -= 1;
        }
        if view.stretch(at).is_some()
            && view.stretch(at) != view.stretch(at - 1)
            && view.word(at).starts_with(['"', '“'])
            && !view.any(at - 1, &[",", "titled"])
            && view.is_comma(at - 1)
        {
            return None;
        }
        let opens = if dash { view.is_dash(at) } else { view.is_comma(at) };
        if depth != 0 || !opens || at + 1 >= comma {
            continue;
        }
        tries += 1;
        if tries > 4 {
            return None;
        }
        if !opens_parenthesis(view, at + 1) {
            continue;
        }
        let Some(host) = chain_before(view, step_back(view, at, floor), floor) else { continue };
        // An age or a state between commas is itself hung on to a name further left.
        if (0..host.base.len()).all(|n| view.xpos(host.base.start + n) == Xpos::Cd)
            || host.base.start > floor
                && view.is_comma(host.base.start - 1)
                && view.xpos(at + 1) != Xpos::Wp
                && !view.is_person(host.head())
                && host.base.len() <= 2
        {
            if let Some(outer) =
                chain_before(view, host.base.start.saturating_sub(1), floor).filter(|_| host.base.start > floor + 1)
            {
                return Some(Phrase { full: outer.full.start..comma, ..outer });
            }
            continue;
        }
        let participle = matches!(view.xpos(at + 1), Xpos::Vbg | Xpos::Vbn | Xpos::In)
            || view.is_adverb(at + 1) && view.xpos(at + 2) == Xpos::Vbg;
        let full = if participle { host.full.clone() } else { host.full.start..comma };
        return Some(Phrase { full, ..host });
    }
    None
}

/// Whether what begins at `at` can be hung on to a name between commas.
fn opens_parenthesis(view: &View, at: usize) -> bool {
    use Xpos::*;
    matches!(view.xpos(at), Dt | Jj | Jjr | Jjs | Nn | Nns | Nnp | Nnps | Cd | Vbg | Vbn | Wp | Wdt | WpPoss | PrpPoss)
        || view.any(
            at,
            &[
                "of",
                "from",
                "in",
                "at",
                "like",
                "including",
                "with",
                "now",
                "then",
                "formerly",
                "himself",
                "herself",
                "who",
                "which",
                "whose",
                "on",
                "after",
                "during",
                "when",
                "as",
                "while",
                "once",
                "also",
                "one",
            ],
        )
        || view.is_adverb(at) && matches!(view.xpos(at + 1), Vbg | Dt)
}

/// A noun phrase with the phrases hung on to it, and what is joined to it by "and".
fn chain_before(view: &View, end: usize, floor: usize) -> Option<Phrase> {
    let first = base_before(view, end, floor)?;
    let mut phrase = Phrase::plain(first);
    for _ in 0..6 {
        let start = phrase.full.start;
        if start <= floor + 1 {
            break;
        }
        let link = start - 1;
        if view.stretch(link).is_some() {
            break;
        }
        // "Protesters marching through the streets |chanted".
        let participle = matches!(view.xpos(link), Xpos::In | Xpos::To)
            && link > floor + 1
            && matches!(view.xpos(link - 1), Xpos::Vbg | Xpos::Vbn)
            && view.is_noun(link - 2);
        if participle && let Some(host) = base_before(view, link - 1, floor) {
            phrase = Phrase { full: host.start..phrase.full.end, base: host, several: false };
            continue;
        }
        let hangs = view.any(link, &HANGERS) && !view.is_time(phrase.head());
        let joins = view.any(link, &["and", "or", "&"]) && !phrase.several;
        if !(hangs || joins) {
            break;
        }
        let Some(left) = base_before(view, link, floor) else { break };
        if hangs {
            // What hangs on a clause's opening preposition ("After talks in Oslo Ann said") is no part of the subject.
            let bare = !matches!(view.xpos(left.start), Xpos::Dt | Xpos::PrpPoss);
            let titled = bare && view.is(link, "of") && titles_a_person(view, &phrase.base);
            let base = if titled { phrase.base.clone() } else { left.clone() };
            phrase = Phrase { full: left.start..phrase.full.end, base, several: false };
        } else {
            let edge = left.start <= floor
                || view.is_mark(left.start - 1)
                || matches!(view.xpos(left.start - 1), Xpos::In | Xpos::Cc | Xpos::Wrb | Xpos::Wdt)
                || view.any(left.start - 1, &HANGERS);
            if !edge || view.xpos(left.end - 1) == Xpos::Prp && view.xpos(phrase.base.end - 1) == Xpos::Prp {
                break;
            }
            phrase = Phrase { full: left.start..phrase.full.end, base: left, several: true };
        }
    }
    Some(phrase)
}

/// "(secretary of) state Ann Lee": a name whose title began before the "of".
pub(super) fn titles_a_person(view: &View, base: &Range<usize>) -> bool {
    let Some(name) = view.mention(base.end - 1).filter(|_| view.is_person(base.end - 1)) else { return false };
    base.start < name.tokens.start
        && matches!(view.xpos(base.start), Xpos::Nn | Xpos::Nnp | Xpos::Nns)
        && !view.word(base.start).ends_with('.')
        && view.word(base.start).len() > 3
}

/// The plain noun phrase that ends right before `end`: no prepositions, no clauses; brackets at its end are stepped over.
fn base_before(view: &View, end: usize, floor: usize) -> Option<Range<usize>> {
    use Xpos::*;
    let mut last = end.checked_sub(1).filter(|&l| l >= floor)?;
    if view.is_close_bracket(last) {
        let open = (floor..last).rev().take(16).find(|&at| view.is_open_bracket(at))?;
        last = open.checked_sub(1).filter(|&l| l >= floor)?;
    }
    if view.stretch(last).is_some() || view.is_mark(last) {
        return None;
    }
    let tag = view.xpos(last);
    if tag == Prp || matches!(tag, Wp | Wdt) {
        return (tag == Prp && !view.any(last, &["me", "him", "them", "us"])).then_some(last..last + 1);
    }
    let adjective = matches!(tag, Jj | Jjr | Jjs | Vbn | Vbg)
        && last > floor
        && matches!(view.xpos(last - 1), Dt | PrpPoss | Pos | Jj | Cd);
    let adjective = adjective || tag == Jj && view.lists.speakers.has(view.word(last));
    if !(view.is_noun(last)
        || matches!(tag, Cd | Dt)
        || adjective
        || view.any(last, &["others", "many", "several", "most", "few"]))
    {
        return None;
    }
    let mut start = last;
    while start > floor {
        let at = start - 1;
        if view.stretch(at).is_some() || view.mention(at).is_some() && splits_names(view, at, start) {
            break;
        }
        match view.xpos(at) {
            Jj | Jjr | Jjs | Cd | Pos | Hyph | Afx | Dollar | Nn | Nns | Nnp | Nnps | Fw => {}
            // "retired general Ann Lee" at the beginning of a clause.
            Vbn if view.is_noun(start) && (at == floor || view.is_mark(at - 1) || view.stretch(at - 1).is_some()) => {}
            // "the newly elected mayor", "the deposed king"; a bare participle is a verb.
            Vbn | Vbg
                if at > floor
                    && matches!(view.xpos(at - 1), Dt | PrpPoss | Pos | Jj | Rb | Hyph | Nnp)
                    && view.is_noun(start) => {}
            Rb | Rbr | Rbs
                if matches!(view.xpos(start), Jj | Vbn | Cd)
                    && at > floor
                    && matches!(view.xpos(at - 1), Dt | PrpPoss) => {}
            Dt | PrpPoss | Pdt => {
                start = at;
                if !(start > floor
                    && (view.xpos(start - 1) == Pdt
                        || view.xpos(start - 1) == Dt && view.any(start - 1, &["all", "both", "half"])))
                {
                    break;
                }
                continue;
            }
            _ if view.mention(at).is_some() => {}
            _ if view.any(at, &["&", "/"]) && at > floor && view.is_noun(at - 1) => {}
            _ if view.word(at) == "-" && !view.reading.tokens[at].spaced => {}
            _ => break,
        }
        if view.is_time(at) && view.xpos(at) != Jj && !view.is_noun(last) {
            break;
        }
        start = at;
    }
    // "Monday Ann Lee": a day that happens to stand before a name.
    while start < last && view.is_time(start) && view.xpos(start) == Nnp && view.is_person(start + 1) {
        start += 1;
    }
    Some(start..last + 1)
}

/// Whether a name ends at `left` and another begins at `right` that it cannot belong to: a place before a person.
fn splits_names(view: &View, left: usize, right: usize) -> bool {
    let (Some(a), Some(b)) = (view.mention(left), view.mention(right)) else { return false };
    a != b
        && view.is_place(left)
        && view.is_person(right)
        && a.tokens.start > 0
        && view.xpos(a.tokens.start - 1) == Xpos::In
}
