//! Reads what stands behind a cue; produces the words that it attributes; never looks at who said them.

use super::cue::Cue;
use super::lists::Frame;
use super::phrase;
use super::view::{LONGEST, View};
use crate::tag::Xpos;
use std::ops::Range;

/// What a cue attributes to the right of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub tokens: Range<usize>,
    /// Whether it is one quoted stretch and nothing else.
    pub whole: bool,
}

/// The content behind the cue, in the sentence that ends with token `ceiling`. `from` is the first token that may belong
/// to it. `None` where nothing there reads like something said.
pub fn right(view: &View, cue: &Cue, from: usize, ceiling: usize) -> Option<Content> {
    let start = skip_to_content(view, cue, from, ceiling)?;
    if let Some(n) = view.stretch(start) {
        let stretch = &view.stretches[n];
        if stretch.tokens.start != start {
            return None;
        }
        let introduced = start > cue.verb + 1 && matches!(view.word(start - 1), "," | ":");
        if is_sentence(view, n) && (introduced || ends_with_comma(view, n))
            || stretch.tokens.end >= ceiling
            || !stretch.closed
        {
            return Some(Content { tokens: stretch.tokens.clone(), whole: true });
        }
        let end = clause_end(view, start, ceiling);
        let whole = end <= stretch.tokens.end || !worth_adding(view, stretch.tokens.end, end);
        let tokens = if whole { stretch.tokens.clone() } else { start..end };
        return Some(Content { tokens, whole });
    }
    let end = clause_end(view, start, ceiling);
    (end > start && says_something(view, cue, start..end)).then_some(Content { tokens: start..end, whole: false })
}

/// Whether the words behind a closing mark carry the quoted words on: `"we must finish the job" of securing the border`,
/// but not `"a disgrace" on Monday`.
fn worth_adding(view: &View, start: usize, end: usize) -> bool {
    let occasion = view.any(
        start,
        &["in", "on", "at", "during", "after", "as", "when", "while", "before", "following", "because", "by", "with"],
    );
    !(occasion || view.is_time(start) || view.is_adverb(start)) && start < end
}

/// Whether a stretch begins like a sentence of its own.
pub fn is_sentence(view: &View, stretch: usize) -> bool {
    let inner = &view.stretches[stretch].inner;
    inner.len() > 2 && view.reading.is_capitalised(inner.start)
}

/// Whether the stretch's last mark is a comma, which leads over to whoever said it.
pub fn ends_with_comma(view: &View, stretch: usize) -> bool {
    view.word(last_mark(view, stretch)) == ","
}

/// The last token of a stretch, but for the closing mark of a quotation inside it.
pub fn last_mark(view: &View, stretch: usize) -> usize {
    let inner = &view.stretches[stretch].inner;
    let nested = |at: usize| matches!(view.word(at), "'" | "’" | "''" | "’’" | "”");
    (inner.start..inner.end).rev().find(|&at| !nested(at)).unwrap_or(inner.end - 1)
}

/// "Face the Nation", "War on Drugs": capitals on all but small words, and no mark that ends a sentence.
pub fn is_title(view: &View, stretch: usize) -> bool {
    let inner = view.stretches[stretch].inner.clone();
    let capital = |t: usize| view.reading.is_capitalised(t) || view.word(t).starts_with(|c: char| c.is_ascii_digit());
    let small = |t: usize| view.is_mark(t) || view.word(t).chars().count() <= 4 && !capital(t);
    let words: Vec<usize> = inner.clone().filter(|&t| !view.is_mark(t)).take(12).collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    let capitals = words.iter().filter(|&&t| capital(t)).count();
    let closed = view.is_stop(last_mark(view, stretch));
    words.len() <= 10
        && capitals >= 2
        && capital(first)
        && capital(last)
        && words.iter().all(|&t| capital(t) || small(t))
        && !closed
}

/// Steps over whoever is addressed, days, occasions, adverbs and colons behind the cue.
fn skip_to_content(view: &View, cue: &Cue, from: usize, ceiling: usize) -> Option<usize> {
    let mut at = from;
    let mut addressed = false;
    for _ in 0..8 {
        if at >= ceiling {
            return None;
        }
        if view.stretch(at).is_some() || is_that(view, at, ceiling) {
            return Some(at);
        }
        let word = view.word(at);
        let opens = |p: usize| p < ceiling && view.stretch(p).is_some_and(|n| view.stretches[n].tokens.start == p);
        if word == ":" || view.is_comma(at) || view.is_dash(at) {
            if word == ":" && at + 1 < ceiling || opens(at + 1) || is_that(view, at + 1, ceiling) && view.is_comma(at) {
                at += 1;
                continue;
            }
            return None;
        }
        if view.is_time(at) || view.any(at, &["last", "this", "next", "late", "early"]) && view.is_time(at + 1) {
            at += 1;
            continue;
        }
        if view.is_adverb(at) && !view.is_time(at + 1) || view.xpos(at) == Xpos::Rp {
            at += 1;
            continue;
        }
        if cue.frame == Frame::Addressee && !addressed {
            addressed = true;
            if let Some(who) = addressee(view, at, ceiling) {
                at = who;
                continue;
            }
        }
        if matches!(view.xpos(at), Xpos::In | Xpos::To | Xpos::Vbg) || view.any(at, &["to"]) {
            match skip_phrase(view, at, ceiling) {
                Some(next) => {
                    at = next;
                    continue;
                }
                None => return Some(at),
            }
        }
        return Some(at);
    }
    Some(at)
}

/// "that" as the opener of a clause, and words like it.
fn is_that(view: &View, at: usize, ceiling: usize) -> bool {
    at + 1 < ceiling
        && (view.is(at, "that") && (!view.is_noun(at + 1) || is_plural(view, at + 1, ceiling))
            || view.any(at, &["that"]) && matches!(view.xpos(at), Xpos::In)
            || view.any(at, &["whether"]))
}

/// Whether a plural noun phrase begins at `at`: "that county leaders had …" cannot be one thing pointed at.
fn is_plural(view: &View, at: usize, ceiling: usize) -> bool {
    phrase::base_after(view, at, ceiling).is_some_and(|b| matches!(view.xpos(b.end - 1), Xpos::Nns | Xpos::Nnps))
}

/// Where the one addressed ends: "Ann", "reporters in Oslo", "CNN's 'The Hour'".
fn addressee(view: &View, at: usize, ceiling: usize) -> Option<usize> {
    let base = phrase::base_after(view, at, ceiling)?;
    let mut end = base.end;
    while end < ceiling && (view.any(end, &["of", "and", "from", "for"])) {
        match phrase::base_after(view, end + 1, ceiling) {
            Some(next) if !view.is_finite(next.end) => end = next.end,
            _ => break,
        }
    }
    Some(end)
}

/// Where a phrase that says where, when or to whom something was said ends; `None` where the phrase at `at` must be the
/// beginning of what was said.
fn skip_phrase(view: &View, at: usize, ceiling: usize) -> Option<usize> {
    let base = phrase::base_after(view, at + 1, ceiling);
    let base = base?;
    let mut end = base.end;
    while end < ceiling
        && end < at + 30
        && (view.any(end, &["of", "in", "at", "with", "on", "from", "for", "about", "to", "by", "during", "after"])
            || view.is_comma(end) && view.is_place(end - 1) && view.is_place(end + 1))
    {
        match phrase::base_after(view, end + 1, ceiling) {
            Some(next) => end = next.end,
            None => break,
        }
    }
    let occasion = base.clone().chain(base.end..end).any(|t| view.lists.settings.has(view.word(t)))
        || view.is_time(base.end - 1)
        || view.is_time(base.start);
    let to_someone = view.any(at, &["to"]) && view.xpos(at + 1) != Xpos::Vb;
    let opens = |p: usize| p < ceiling && view.stretch(p).is_some_and(|n| view.stretches[n].tokens.start == p);
    let then = end < ceiling
        && (opens(end)
            || is_that(view, end, ceiling)
            || view.word(end) == ":"
            || view.is_comma(end) && (opens(end + 1) || is_that(view, end + 1, ceiling)));
    let clause_follows = end < ceiling && !view.is_mark(end) && !view.xpos(end).is_verb() && view.xpos(end) != Xpos::Md;
    (then
        || end >= ceiling
        || view.is_stop(end)
        || view.is_comma(end) && !clause_begins(view, end + 1, ceiling)
        || (occasion || to_someone) && clause_follows)
        .then_some(end)
}

/// Whether a finite clause with a subject begins at `at`.
fn clause_begins(view: &View, at: usize, ceiling: usize) -> bool {
    phrase::base_after(view, at, ceiling).is_some_and(|b| view.is_finite(b.end))
}

/// Where the clause that begins at `start` ends: before the sentence's closing mark, another attribution, or the
/// bracket that closes around it.
pub fn clause_end(view: &View, start: usize, ceiling: usize) -> usize {
    let limit = ceiling.min(start + LONGEST);
    let mut depth = 0;
    let mut at = start;
    while at < limit {
        if let Some(n) = view.stretch(at) {
            let stretch = &view.stretches[n];
            at = stretch.tokens.end;
            let list = at < limit
                && (view.stretch(at).is_some()
                    || matches!(view.xpos(at), Xpos::Cc | Xpos::Dt)
                        && (view.stretch(at + 1).is_some() || view.stretch(at + 2).is_some()));
            if ends_with_comma(view, n) && at < limit && !list {
                return at;
            }
            if at >= limit {
                return at;
            }
            continue;
        }
        if view.is_open_bracket(at) {
            depth += 1;
        } else if view.is_close_bracket(at) {
            depth -= 1;
            if depth < 0 {
                return at;
            }
        }
        if at > start && depth == 0 && ends_here(view, at, ceiling) {
            return at;
        }
        at += 1;
    }
    let mut end = limit;
    while end > start
        && view.stretch(end - 1).is_none()
        && (view.is_stop(end - 1) || matches!(view.word(end - 1), "," | ";" | ":"))
    {
        end -= 1;
    }
    end
}

/// Whether what was said ends before the token at `at`, because another attribution begins.
fn ends_here(view: &View, at: usize, ceiling: usize) -> bool {
    let comma = view.is_comma(at);
    let cc = view.xpos(at) == Xpos::Cc;
    if !(comma || cc) {
        return false;
    }
    let mut next = at + 1;
    if comma && view.xpos(next) == Xpos::Cc {
        next += 1;
    }
    while next < ceiling && view.is_adverb(next) {
        next += 1;
    }
    let speaks = |p: usize| {
        let verb = view.lists.verb(view.word(p)).filter(|(_, f)| !matches!(f, Frame::Topic | Frame::Report));
        view.stretch(p).is_none() && view.xpos(p).is_verb() && verb.is_some()
    };
    if comma && view.xpos(next) == Xpos::Vbg && speaks(next) {
        return true;
    }
    if comma && view.is(next, "according") && view.is(next + 1, "to") {
        return true;
    }
    if view.xpos(at) == Xpos::Cc || next > at + 1 {
        // "and said", "but she said".
        let speech = speaks(next) || view.stretch(next).is_none() && view.lists.is_speech(view.word(next));
        if matches!(view.xpos(next), Xpos::Vbd | Xpos::Vbz) && speech {
            return true;
        }
        if let Some(end) = phrase::chain_after(view, next, ceiling) {
            return matches!(view.xpos(end), Xpos::Vbd | Xpos::Vbz) && speaks(end);
        }
        return false;
    }
    // ", a move that": the writer speaks again.
    if matches!(view.word(next), "a" | "an") {
        let noun = (next + 1..ceiling.min(next + 4)).find(|&t| view.xpos(t).is_noun() && !view.xpos(t + 1).is_noun());
        return noun.is_some_and(|t| view.lists.asides.has(view.word(t)));
    }
    // ", Ann said" and ", said Ann" at the end or before a comma.
    let tail = |p: usize| p >= ceiling || view.is_mark(p) || view.is_time(p) || view.any(p, &["in", "on", "at"]);
    if matches!(view.xpos(next), Xpos::Vbd | Xpos::Vbz) && view.any(next, &["said", "says", "added"]) {
        return true;
    }
    phrase::chain_after(view, next, ceiling)
        .is_some_and(|end| matches!(view.xpos(end), Xpos::Vbd | Xpos::Vbz) && speaks(end) && tail(end + 1))
}

/// Whether the words can be what the cue attributes: a clause where it takes one, or quoted words.
fn says_something(view: &View, cue: &Cue, tokens: Range<usize>) -> bool {
    let first = tokens.start;
    let end = tokens.end;
    let quoted = tokens.clone().any(|t| view.stretch(t).is_some_and(|n| !is_title(view, n)));
    let that = is_that(view, first, end)
        || view.any(first, &["if", "how", "why", "what", "where", "who"])
            && matches!(view.xpos(first), Xpos::Wrb | Xpos::Wp | Xpos::In | Xpos::Wdt);
    let finite = tokens.clone().any(|t| view.is_finite(t));
    let infinitive = (view.is(first, "to") || view.is(first, "not") && view.is(first + 1, "to"))
        && tokens.clone().take(5).any(|t| view.xpos(t) == Xpos::Vb);
    // "said before he left": when, not what.
    let aside = view.any(
        first,
        &["before", "after", "when", "while", "since", "until", "because", "and", "but", "or", "about", "so"],
    );
    if aside && !quoted && !that {
        return false;
    }
    match cue.frame {
        Frame::Clause => quoted || that && finite || clause_like(view, tokens),
        Frame::Addressee => quoted || that && finite || infinitive || clause_like(view, tokens),
        Frame::Infinitive => {
            quoted || that && finite && view.is(first, "that") || infinitive || clause_like(view, tokens) && finite
        }
        Frame::Report => quoted || finite && view.is(first, "that"),
        Frame::Topic => quoted,
        Frame::Label => quoted || label(view, tokens),
    }
}

/// A subject with its finite verb right behind it: what a verb of saying takes without "that". A phrase of place, time
/// or condition may open it ("as part of a deal, Russia would …").
fn clause_like(view: &View, tokens: Range<usize>) -> bool {
    let links = [
        "that", "who", "which", "whose", "as", "when", "while", "before", "after", "since", "than", "where", "because",
        "if",
    ];
    let opener = matches!(
        view.xpos(tokens.start),
        Xpos::In | Xpos::Rb | Xpos::Wrb | Xpos::Vbg | Xpos::Vbn | Xpos::To | Xpos::Cc
    );
    let mut comma = false;
    for at in tokens.clone().take(40) {
        if view.stretch(at).is_some() {
            continue;
        }
        if view.is_finite(at) {
            return at > tokens.start && !(comma && !opener && !is_apposition(view, &(tokens.start..at)));
        }
        if view.is_comma(at) {
            comma = true;
        }
        let link =
            at > tokens.start && (matches!(view.xpos(at), Xpos::Wdt | Xpos::Wp | Xpos::Wrb) || view.any(at, &links));
        if link && (comma || !opener) && !(view.is(at, "that") && view.xpos(at) == Xpos::Dt) {
            // "the plan, which is old, will fail" and "the man who came will go" still have a verb of their own.
            return view.any(at, &["who", "which", "that"]) && verbs_after(view, at, tokens.end) > 1;
        }
    }
    // "the union expected growth": a past tense that the tagger took for a participle.
    phrase::chain_after(view, tokens.start, tokens.end).is_some_and(|t| t < tokens.end && view.xpos(t) == Xpos::Vbn)
}

/// How many finite verb groups stand in a stretch of a clause, at most two.
fn verbs_after(view: &View, from: usize, end: usize) -> usize {
    let near = from..end.min(from + 30);
    near.filter(|&t| view.is_finite(t) && !(t > 0 && view.is_finite(t - 1))).take(2).count()
}

/// "Ann Lee, the mayor of Alder, |will": a comma before the verb closes what another opened.
fn is_apposition(view: &View, tokens: &Range<usize>) -> bool {
    tokens.clone().filter(|&t| view.is_comma(t)).count() >= 2 && view.is_comma(tokens.end - 1)
}

/// "Turkey a key ally", "the raid an act of war", "the plan reckless": a thing, then what it is said to be.
fn label(view: &View, tokens: Range<usize>) -> bool {
    let Some(thing) = phrase::base_after(view, tokens.start, tokens.end) else { return false };
    let next = thing.end;
    next < tokens.end && (matches!(view.xpos(next), Xpos::Dt | Xpos::Jj) || view.is(next, "as"))
}
