//! Reads tags and names; produces the noun phrases beside a verb; never decides whether they speak.
//!
//! Without a parse, a noun phrase is what the tags allow: determiner, adjectives and nouns, then "of", "for", "at" and
//! the like with another, then brackets, then an apposition between commas. As in PolNeAR, a source phrase takes in its
//! titles and appositions.

use super::view::{REACH, View};
use crate::tag::Xpos;
use std::ops::Range;

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
    fn plain(base: Range<usize>) -> Self {
        Phrase { full: base.clone(), base, several: false }
    }

    /// The token of the head.
    pub fn head(&self) -> usize {
        self.base.end - 1
    }
}

const HANGERS: [&str; 10] = ["of", "for", "at", "from", "in", "with", "on", "to", "near", "against"];

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
                && (view.any(end - 1, &["last", "this", "next", "late", "early", "on", "earlier", "later", "a", "the"])
                    || view.xpos(end - 1) == Xpos::Cd)
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
fn titles_a_person(view: &View, base: &Range<usize>) -> bool {
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

/// The noun phrase that begins at `start` and does not reach `ceiling`, with what is hung on to it and its appositions.
pub fn after(view: &View, start: usize, ceiling: usize) -> Option<Phrase> {
    let ceiling = ceiling.min(start + REACH);
    let mut phrase = Phrase::plain(base_after(view, start, ceiling)?);
    phrase.full.end = brackets_after(view, phrase.full.end, ceiling);
    for _ in 0..6 {
        let at = phrase.full.end;
        let hangs = view.any(at, &["of", "for", "at", "from", "in", "with", "on", "to", "near", "against"]);
        let joins = view.any(at, &["and", "or", "&"]);
        if at >= ceiling || view.stretch(at).is_some() || !(hangs || joins) {
            break;
        }
        let Some(next) = base_after(view, at + 1, ceiling) else { break };
        let occasion = view.any(at, &["in", "at", "on", "during", "to"])
            && (view.lists.settings.has(view.word(next.end - 1))
                || view.is_place(next.end - 1)
                || view.is_person(phrase.head()));
        if view.is_time(next.start) || view.is_time(next.end - 1) || hangs && occasion {
            break;
        }
        if joins && view.is_finite(next.end) {
            break;
        }
        phrase.several |= joins;
        let bare = !matches!(view.xpos(phrase.base.start), Xpos::Dt | Xpos::PrpPoss);
        if bare && view.is(at, "of") && titles_a_person(view, &next) {
            phrase.base = next.clone();
        }
        phrase.full.end = brackets_after(view, next.end, ceiling);
    }
    while let Some(end) = apposition_after(view, phrase.full.end, ceiling) {
        phrase.full.end = end;
    }
    Some(phrase)
}

fn brackets_after(view: &View, at: usize, ceiling: usize) -> usize {
    if at < ceiling && view.is_open_bracket(at) && view.stretch(at).is_none() {
        return (at..ceiling).take(16).find(|&p| view.is_close_bracket(p)).map_or(at, |p| p + 1);
    }
    at
}

/// Where the apposition that begins with the comma at `at` ends.
fn apposition_after(view: &View, at: usize, ceiling: usize) -> Option<usize> {
    use Xpos::*;
    if at + 1 >= ceiling || !view.is_comma(at) || view.stretch(at).is_some() {
        return None;
    }
    let first = at + 1;
    let relative = view.any(first, &["who", "whose", "which"]);
    let noun = matches!(view.xpos(first), Dt | Jj | Jjs | Nn | Nns | Nnp | Nnps | Cd | PrpPoss)
        || view.any(first, &["of", "from", "one", "formerly", "now", "then", "himself", "herself"]);
    if !(relative || noun) || view.is_time(first) || view.any(first, &["this", "that", "these", "those"]) {
        return None;
    }
    let mut inner_relative = relative;
    let mut depth = 0;
    for end in first..=ceiling {
        if end == ceiling || view.stretch(end).is_some() {
            return (end > first).then_some(end);
        }
        depth += i32::from(view.is_open_bracket(end)) - i32::from(view.is_close_bracket(end));
        if depth == 0
            && end > first
            && (view.is_comma(end) || view.is_dash(end) || view.is_stop(end) || matches!(view.word(end), ";" | ":"))
        {
            return Some(end);
        }
        inner_relative |= matches!(view.xpos(end), Wp | Wdt | WpPoss | Wrb) || view.any(end, &["that"]);
        if view.is_finite(end) && !inner_relative {
            return None;
        }
        if view.any(end, &["as", "while", "when", "but"]) && !relative {
            return (end > first + 1).then_some(end);
        }
    }
    None
}

/// The plain noun phrase that begins at `start`.
pub fn base_after(view: &View, start: usize, ceiling: usize) -> Option<Range<usize>> {
    use Xpos::*;
    if start >= ceiling || view.stretch(start).is_some() {
        return None;
    }
    if view.xpos(start) == Prp {
        return Some(start..start + 1);
    }
    let mut at = start;
    while at < ceiling && matches!(view.xpos(at), Dt | PrpPoss | Pdt) {
        at += 1;
    }
    let mut head = None;
    while at < ceiling && view.stretch(at).is_none() {
        if view.is_time(at) && head.is_some() {
            break;
        }
        if at > start && view.mention(at).is_some() && splits_names_forward(view, at) {
            break;
        }
        match view.xpos(at) {
            Nn | Nns | Nnp | Nnps | Fw | Add => head = Some(at),
            Cd | Jj | Jjr | Jjs | Pos | Hyph | Afx | Dollar => {
                if head.is_none()
                    && matches!(view.xpos(at), Cd | Jj)
                    && !view.is_noun(at + 1)
                    && view.xpos(at + 1) != Jj
                {
                    head = Some(at);
                }
            }
            Vbn | Vbg
                if head.is_none()
                    && (at > start || view.is_noun(at + 1))
                    && (view.is_noun(at + 1) || view.xpos(at + 1) == Jj) => {}
            Rb if head.is_none() && at > start => {}
            _ if view.mention(at).is_some_and(|m| m.form == crate::mention::Form::Name) => head = Some(at),
            _ if view.word(at) == "-" && !view.reading.tokens[at].spaced => {}
            _ if view.word(at) == "&" && head.is_some() => {}
            _ => break,
        }
        at += 1;
    }
    let head = head.or((at > start && view.any(start, &["this", "some", "those", "all", "both"])).then_some(start))?;
    Some(start..head + 1)
}

/// Where the noun phrase that begins at `start` ends, with what is hung on to it but without appositions.
pub fn chain_after(view: &View, start: usize, ceiling: usize) -> Option<usize> {
    let ceiling = ceiling.min(start + REACH);
    let mut end = brackets_after(view, base_after(view, start, ceiling)?.end, ceiling);
    for _ in 0..4 {
        if end >= ceiling || !(view.any(end, &HANGERS) || view.any(end, &["and", "or"])) {
            break;
        }
        let Some(next) = base_after(view, end + 1, ceiling) else { break };
        end = brackets_after(view, next.end, ceiling);
    }
    Some(end)
}

/// Whether the token before `at` ends a name, and a name of a person that it cannot belong to begins at `at`.
fn splits_names_forward(view: &View, at: usize) -> bool {
    let (Some(a), Some(b)) = (view.mention(at - 1), view.mention(at)) else { return false };
    a != b && view.is_person(at - 1) && b.tokens.start == at
}
