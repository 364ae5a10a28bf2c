//! Reads the cues of a sentence; produces quotes with their sources; leaves stretches without a cue to `loose`.

use super::Kind;
use super::clause;
use super::cue::{self, Cue, Form};
use super::draft::{Draft, Drafts};
use super::grammar;
use super::left::{Left, ends_sentence, first_word, has_quote, is_clause, left_of, opens_aside};
use super::lists::{Frame, Stance};
use super::phrase::{self, Phrase};
use super::tree::Tree;
use super::view::View;
use crate::lemma;
use std::ops::Range;

/// Attaches contents to the cues of sentence `n`. A tree, where there is one, gives the subjects that tags do not and says
/// which contents a verb cannot reach.
pub fn sentence(view: &View, tree: Option<&Tree>, n: usize, drafts: &mut Drafts) {
    let range = view.sentence(n);
    let cues = cue::find(view, range.clone());
    let mut shared: Option<Phrase> = None;
    let mut free = range.start;
    let mut next = 0;
    for at in range.clone() {
        if view.is(at, "according")
            && view.is(at + 1, "to")
            && view.stretch(at).is_none()
            && !drafts.taken[at]
            && let Some(draft) = according(view, tree, at, free.max(range.start), range.end, drafts)
        {
            shared = draft.source.clone();
            free = end_of(&draft);
            drafts.add(view, draft);
        }
        if cues.get(next).is_none_or(|c| c.verb != at) {
            continue;
        }
        let cue = &cues[next];
        next += 1;
        if drafts.taken[at] {
            continue;
        }
        let others = |r: Range<usize>| cues.iter().any(|c| r.contains(&c.verb) && c.verb != cue.verb);
        let draft = attribute(view, tree, cue, range.clone(), free, shared.as_ref(), drafts, &others);
        if let Some(draft) = draft.filter(|d| tree.is_none_or(|t| grammar::reaches(t, cue, d))) {
            if draft.source.is_some() {
                shared = draft.source.clone();
            }
            free = free.max(end_of(&draft));
            drafts.add(view, draft);
        }
    }
}

fn end_of(draft: &Draft) -> usize {
    draft.parts().map(|r| r.end).max().unwrap_or(0)
}

/// The quote that the cue makes. `free` is where the words begin that no earlier cue of the sentence took.
#[allow(clippy::too_many_arguments)]
fn attribute(
    view: &View,
    tree: Option<&Tree>,
    cue: &Cue,
    range: Range<usize>,
    free: usize,
    shared: Option<&Phrase>,
    drafts: &Drafts,
    others: &dyn Fn(Range<usize>) -> bool,
) -> Option<Draft> {
    let behind = cue.verb + 1;
    // `"…," said Ann`: the source stands behind the verb.
    if let Some(source) = inverted(view, cue, range.end) {
        let left = left_of(view, cue.group.start, range.start, free, drafts)?;
        let rule = if left.quoted { "quote-verb-source" } else { "clause-verb-source" };
        return post_posed(view, cue, source.clone(), left, source.full.end, range.end, drafts, others, rule);
    }
    // `Said Ann: "…"`.
    if cue.form == Form::Finite
        && cue.group.start == free.max(range.start)
        && let Some(source) = phrase::after(view, behind, range.end)
        && view.word(source.full.end) == ":"
        && let Some(content) = clause::right(view, cue, source.full.end, range.end)
    {
        return Some(pre_posed(view, cue, Some(source), content, range.end, drafts, others));
    }
    let parsed = tree.and_then(|t| grammar::subject(t, cue.verb)).filter(|s| s.full.end <= cue.group.start);
    let source = cue::subject(view, cue, range.start, shared).or(parsed);
    if let (Some(source), Form::Finite) = (&source, cue.form) {
        // `"…," Ann said`.
        if let Some(left) = left_of(view, source.full.start, range.start, free, drafts).filter(|l| l.quoted) {
            return post_posed(view, cue, source.clone(), left, behind, range.end, drafts, others, "quote-source-verb");
        }
    }
    // "…, Ann said as she left": what follows is no content, since a whole clause stands before.
    if let (Some(source), Form::Finite, Frame::Clause) = (&source, cue.form, cue.frame)
        && view.any(behind, &["as", "when", "while", "after", "before", "since", "because", "during"])
        && let Some(left) = left_of(view, source.full.start, range.start, free, drafts)
        && is_clause(view, &left.tokens)
    {
        return post_posed(view, cue, source.clone(), left, behind, range.end, drafts, others, "clause-source-verb");
    }
    let ceiling = cue::fronted(view, cue, range.start).map_or(range.end, |(comma, _)| comma);
    if let Some(content) = clause::right(view, cue, behind, ceiling) {
        // "A jaw suggests that …" is evidence, not speech.
        let thing = cue.frame == Frame::Report && source.as_ref().is_some_and(|s| !view.can_speak(s.head()));
        if thing && !has_quote(view, &content.tokens) {
            return None;
        }
        let fresh = !drafts.taken[content.tokens.start];
        if fresh && !(cue.denied && !content.whole && !has_quote(view, &content.tokens)) {
            return Some(pre_posed(view, cue, source, content, range.end, drafts, others));
        }
        return None;
    }
    // "…, Ann said."
    let source = source.filter(|_| {
        cue.form == Form::Finite && !cue.denied && matches!(cue.frame, Frame::Clause | Frame::Addressee | Frame::Report)
    })?;
    let left = left_of(view, source.full.start, range.start, free, drafts)?;
    if cue.frame == Frame::Report && !view.any(cue.verb, &["believe", "believes", "think", "thinks"]) {
        return None;
    }
    post_posed(view, cue, source, left, behind, range.end, drafts, others, "clause-source-verb")
}

/// The source behind the verb, where what was said stands before it.
fn inverted(view: &View, cue: &Cue, ceiling: usize) -> Option<Phrase> {
    let start = cue.group.start;
    if cue.form != Form::Finite || start == 0 {
        return None;
    }
    let comma = view.is_comma(start - 1) || view.is_dash(start - 1);
    let quote = view.stretch(start - 1).is_some() || comma && start > 1 && view.stretch(start - 2).is_some();
    let plain = matches!(
        lemma::verb(view.word(cue.verb)).as_str(),
        "say" | "add" | "explain" | "argue" | "claim" | "note" | "report" | "insist" | "reply" | "warn" | "write"
    );
    if !(quote || comma && plain) {
        return None;
    }
    let source = phrase::after(view, cue.verb + 1, ceiling)?;
    let next = source.full.end;
    let tail = next >= ceiling
        || view.is_mark(next)
        || view.stretch(next).is_some()
        || view.is_time(next)
        || view.any(
            next,
            &[
                "in",
                "on",
                "at",
                "during",
                "as",
                "after",
                "when",
                "while",
                "from",
                "to",
                "with",
                "before",
                "about",
                "following",
                "last",
                "this",
                "through",
                "via",
                "by",
                "upon",
                "later",
            ],
        );
    let plain = view.any(cue.verb, &["said", "says"]);
    let speaks = view.can_speak(source.head()) || (quote || plain) && view.is_noun(source.head());
    (tail && speaks && !view.any(source.head(), &["nothing", "it", "that", "this"])).then_some(source)
}

/// A quote whose content stands before its source and verb, and may go on behind them.
#[allow(clippy::too_many_arguments)]
fn post_posed(
    view: &View,
    cue: &Cue,
    source: Phrase,
    left: Left,
    end: usize,
    ceiling: usize,
    drafts: &Drafts,
    others: &dyn Fn(Range<usize>) -> bool,
    rule: &'static str,
) -> Option<Draft> {
    let mut content = vec![left.tokens.clone()];
    let mut why = vec![rule];
    if left.quoted {
        if let Some(n) = second_half(view, end, ceiling, drafts, others) {
            content.push(view.stretches[n].tokens.clone());
            why.push("split-quote");
        }
    } else {
        let finite = left.tokens.clone().any(|t| view.is_finite(t)) || has_quote(view, &left.tokens);
        let opener = opens_aside(view, left.tokens.start);
        let rest = end + 1..clause::clause_end(view, (end + 1).min(ceiling), ceiling);
        let goes_on = view.is_comma(end)
            && end + 1 < ceiling
            && rest.len() > 1
            && !others(rest.clone())
            && view.xpos(end + 1) != crate::tag::Xpos::Vbg
            && !view.any(end + 1, &["and", "but", "who", "whose"])
            && view.stretch(end + 1).is_none();
        if goes_on {
            content.push(rest);
            why.push("split-clause");
        } else if opener && !is_clause(view, &left.tokens)
            || !(finite || left.tokens.len() > 4 && ends_sentence(view, end, ceiling))
        {
            return None;
        }
    }
    let whole = content.iter().all(|c| view.stretch(c.start).is_some_and(|n| view.stretches[n].tokens == *c));
    let kind = if whole { Kind::Direct } else { kind_of(view, &content) };
    let confidence = if left.quoted { 97 } else { 82 };
    Some(Draft {
        cue: Some(cue.group.clone()),
        source: Some(source),
        stance: cue.stance,
        ..Draft::new(kind, content, confidence, why)
    })
}

fn kind_of(view: &View, content: &[Range<usize>]) -> Kind {
    if content.iter().any(|c| has_quote(view, c)) { Kind::Mixed } else { Kind::Indirect }
}

/// `"…," Ann said, "…"`: the stretch behind the verb that goes on with the same quote.
fn second_half(
    view: &View,
    end: usize,
    ceiling: usize,
    drafts: &Drafts,
    others: &dyn Fn(Range<usize>) -> bool,
) -> Option<usize> {
    for at in end..ceiling.min(end + 30) {
        if let Some(n) = view.stretch(at) {
            let joined = at > 0
                && (matches!(view.word(at - 1), "," | ":" | ";")
                    || view.is_dash(at - 1)
                    || at == end && view.stretches[n].inner.len() > 3
                    || view.any(at - 1, &["that", "and", "but"]) && view.is_comma(at.saturating_sub(2)));
            return (joined && drafts.owner[n].is_none() && view.stretches[n].tokens.start == at && !others(end..at))
                .then_some(n);
        }
    }
    None
}

/// A quote whose content stands behind its verb.
fn pre_posed(
    view: &View,
    cue: &Cue,
    source: Option<Phrase>,
    content: clause::Content,
    ceiling: usize,
    drafts: &Drafts,
    others: &dyn Fn(Range<usize>) -> bool,
) -> Draft {
    let mut parts = vec![content.tokens.clone()];
    let start = content.tokens.start;
    let introduced = start > 0 && matches!(view.word(start - 1), "," | ":");
    let (kind, rule, confidence) = if content.whole {
        let sentence = view.stretch(start).is_some_and(|n| clause::is_sentence(view, n));
        // `He said: "…," and: "…"`.
        if let Some(n) =
            second_half(view, content.tokens.end, ceiling, drafts, others).filter(|_| sentence && introduced)
        {
            parts.push(view.stretches[n].tokens.clone());
        }
        (if introduced || sentence { Kind::Direct } else { Kind::Mixed }, "verb-quote", 95)
    } else {
        match kind_of(view, &parts) {
            Kind::Mixed => (Kind::Mixed, "verb-clause-with-quote", 90),
            kind => (
                kind,
                if view.is(start, "that") { "verb-that-clause" } else { "verb-clause" },
                if view.is(start, "that") { 88 } else { 78 },
            ),
        }
    };
    let mut why = vec![rule];
    if cue.form == Form::Participle {
        why.push("shared-subject");
    }
    let stance = if cue.denied { Stance::Denying } else { cue.stance };
    Draft { cue: Some(cue.group.clone()), source, stance, ..Draft::new(kind, parts, confidence, why) }
}

/// "according to Ann": the source behind it, the content before or behind.
fn according(
    view: &View,
    tree: Option<&Tree>,
    at: usize,
    free: usize,
    ceiling: usize,
    drafts: &Drafts,
) -> Option<Draft> {
    let mut source = phrase::after(view, at + 2, ceiling)?;
    if let Some(end) = tree.and_then(|t| grammar::end_of_phrase(t, source.head())).filter(|&e| e <= ceiling) {
        source.full.end = source.full.end.max(end);
    }
    let end = source.full.end;
    let mut left = first_word(view, free, at)..at;
    while left.end > left.start && view.stretch(left.end - 1).is_none() && view.is_mark(left.end - 1) {
        left.end -= 1;
    }
    let mut content = Vec::new();
    let finite = left.clone().any(|t| view.is_finite(t)) || has_quote(view, &left);
    if left.len() > 1 {
        content.push(left);
    }
    if !finite && end < ceiling {
        let start = if view.is_mark(end) && view.stretch(end).is_none() { end + 1 } else { end };
        let rest = start..clause::clause_end(view, start.min(ceiling), ceiling);
        if rest.len() > 1 {
            content.push(rest);
        }
    }
    content.retain(|c| !drafts.taken[c.start]);
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(view, &content);
    let draft = Draft::new(kind, content, 88, vec!["according-to"]);
    Some(Draft { cue: Some(at..at + 2), source: Some(source), ..draft })
}
