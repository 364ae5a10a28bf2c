//! Reads tags and names; produces the noun phrases behind a verb; the counterpart of `phrase`.

use super::phrase::{HANGERS, Phrase, titles_a_person};
use super::view::{REACH, View};
use crate::tag::Xpos;
use std::ops::Range;

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
                // "a senior official": an adjective to a tagger that has seen few such nouns.
                if view.xpos(at) == Jj && view.lists.speakers.has(view.word(at)) && !view.is_noun(at + 1) {
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
