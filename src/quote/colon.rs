//! Reads lines with a colon and no quotation marks; produces what they attribute: headlines ("Lee: port will close",
//! "Port will close: report"), lines of a script ("LEE: We go."), and paragraphs that a colon leads over to.

use super::Kind;
use super::clause;
use super::cue;
use super::draft::{Draft, Drafts};
use super::phrase::{self, Phrase};
use super::view::View;
use crate::block::BlockKind;
use std::ops::Range;

/// Longest name of a speaker before or behind a colon, in tokens.
const LEAD: usize = 8;

/// A line of a script is one of at least this many.
const LINES: usize = 3;

/// Finds all of them.
pub fn all(view: &View, drafts: &mut Drafts) {
    script(view, drafts);
    for n in 0..view.reading.sentences.len() {
        let found = headline(view, n).or_else(|| block(view, n, drafts));
        if let Some(draft) = found.filter(|d| d.content.iter().all(|r| !drafts.taken[r.clone()].contains(&true))) {
            drafts.add(view, draft);
        }
    }
}

fn draft(kind: Kind, source: Phrase, cue: Range<usize>, content: Range<usize>, rule: &'static str) -> Draft {
    Draft { cue: Some(cue), source: Some(source), ..Draft::new(kind, vec![content], 80, vec![rule]) }
}

/// The phrase that is all of `tokens`, if it can speak.
fn speaker(view: &View, tokens: Range<usize>) -> Option<Phrase> {
    if tokens.is_empty() || tokens.len() > LEAD || tokens.clone().any(|t| view.is_finite(t)) {
        return None;
    }
    let phrase = phrase::after(view, tokens.start, tokens.end)?;
    (phrase.full == tokens && view.can_speak(phrase.head())).then_some(phrase)
}

/// "Lee: port will close", "Port will close: report", in a line that stands above others.
fn headline(view: &View, n: usize) -> Option<Draft> {
    if !matches!(view.reading.kind_of(n), BlockKind::Headline | BlockKind::Standfirst | BlockKind::Subheading) {
        return None;
    }
    let range = view.sentence(n);
    let end = (range.start..range.end).rev().find(|&t| !view.is_stop(t))? + 1;
    let mut colons =
        (range.start + 1..end.saturating_sub(1)).filter(|&t| view.word(t) == ":" && view.stretch(t).is_none());
    let first = colons.next()?;
    let last = colons.next_back().unwrap_or(first);
    let clause = |r: Range<usize>| {
        r.len() > 2 && r.clone().any(|t| view.xpos(t).is_verb() || view.is_finite(t)) && view.stretch(r.start).is_none()
    };
    if let Some(source) = speaker(view, range.start..first).filter(|_| clause(first + 1..end)) {
        return Some(draft(Kind::Indirect, source, first..first + 1, first + 1..end, "headline-source"));
    }
    let source = speaker(view, last + 1..end).filter(|_| clause(range.start..last))?;
    Some(draft(Kind::Indirect, source, last..last + 1, range.start..last, "headline-source-behind"))
}

/// "LEE: We go." in a text where several paragraphs open so.
fn script(view: &View, drafts: &mut Drafts) {
    let mut lines: Vec<(Range<usize>, usize, Range<usize>)> = Vec::new();
    for block in view.reading.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate) {
        let range = view.reading.tokens_in(block.span);
        let Some(colon) = (range.start..range.end.min(range.start + LEAD)).find(|&t| view.word(t) == ":") else {
            continue;
        };
        let name = range.start..colon;
        let named = name.clone().all(|t| {
            view.is_person(t) || view.word(t).chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’'))
        });
        if named && !name.is_empty() && colon + 1 < range.end && view.stretch(range.start).is_none() {
            lines.push((name, colon, colon + 1..range.end));
        }
    }
    if lines.len() < LINES {
        return;
    }
    for (name, colon, content) in lines {
        let source = Phrase { full: name.clone(), base: name, several: false };
        drafts.add(view, draft(Kind::Direct, source, colon..colon + 1, content, "script"));
    }
}

/// "She added:" at the end of a paragraph, and the next one without quotation marks.
fn block(view: &View, n: usize, drafts: &Drafts) -> Option<Draft> {
    let range = view.sentence(n);
    let last = range.end.checked_sub(1).filter(|&l| l > range.start && view.word(l) == ":")?;
    let (this, next) = (view.reading.sentences[n].block, view.reading.sentences.get(n + 1)?.block);
    let body = view.reading.tokens_in(view.reading.blocks[next].span);
    let plain = view.reading.blocks[next].kind == BlockKind::Paragraph && next == this + 1;
    if !plain || view.stretch(body.start).is_some() || drafts.taken[last] || body.clone().any(|t| view.word(t) == ":") {
        return None;
    }
    let cue = cue::find(view, range.clone()).pop()?;
    // The verb of saying leads over to the colon: nothing else is said in between.
    let source = cue::subject(view, &cue, range.start, None).filter(|s| view.can_speak(s.head()))?;
    let leads = clause::right(view, &cue, cue.verb + 1, last).is_none() && last - cue.verb < 12;
    let speech = view.lists.is_speech(view.word(cue.verb)) && !cue.denied;
    (leads && speech).then(|| draft(Kind::Direct, source, cue.group.clone(), body, "paragraph-behind-colon"))
}
