//! The words of titles: listed offices and occupations, and what before them says whether they are still held.

use super::State;
use crate::reading::Reading;
use crate::tag::Xpos;
use std::ops::Range;

/// Whether the word is part of an office's name rather than of a description ("new", "late").
pub fn is_title_word(r: Reading, at: usize) -> bool {
    let state = ["new", "current", "then", "late", "newly", "elected", "longtime", "veteran"];
    !state.iter().any(|w| r.is(at, w)) && r.word(at) != "-"
}

/// The longest listed office that ends just before `end`.
pub fn head_ending(r: Reading, first: usize, end: usize) -> Option<Range<usize>> {
    (first.max(end.saturating_sub(4))..end).find(|&start| is_office(r, start..end)).map(|start| start..end)
}

/// The longest listed office that begins at `at`.
pub fn head_starting(r: Reading, at: usize, end: usize) -> Option<Range<usize>> {
    (at + 1..=end.min(at + 4)).rev().find(|&e| is_office(r, at..e)).map(|e| at..e)
}

fn is_office(r: Reading, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let phrase = r.span(&tokens).of(r.text);
    r.words.offices.has(phrase)
}

/// The longest listed office that the token `head` ends, or begins ("secretary of state"), with that token its head.
pub fn title_at(r: Reading, head: usize) -> Option<Range<usize>> {
    let sentence = r.sentences.get(r.sentence_of(head))?;
    if let Some(longer) = head_starting(r, head, sentence.tokens.end).filter(|t| t.len() > 1) {
        return Some(longer);
    }
    (sentence.tokens.start.max(head.saturating_sub(3))..=head)
        .find(|&start| is_office(r, start..head + 1))
        .map(|s| s..head + 1)
}

/// What the words from `from` to a title say of its being held; `Current` where they say nothing.
pub fn state_before(r: Reading, from: usize, title: usize) -> State {
    for t in from..title {
        let word = r.word(t).to_ascii_lowercase();
        match word.as_str() {
            // "then-president Lee" held it; "met Lee, then with president Ray" tells nothing.
            "then" if t + 1 == title || r.word(t + 1) == "-" || r.is_capitalised(t + 1) => return State::Former,
            "former" | "ex" | "late" | "retired" | "ousted" | "deposed" | "erstwhile" | "onetime" | "one-time"
            | "disgraced" => return State::Former,
            "acting" | "interim" | "caretaker" => return State::Acting,
            "incoming" | "designate" | "elect" => return State::Future,
            _ if word.starts_with("ex-") => return State::Former,
            _ => {}
        }
    }
    State::Current
}

/// Whether the title names a calling rather than an office that a body gives.
pub fn is_occupation(r: Reading, title: &Range<usize>) -> bool {
    r.words.occupations.has(r.span(title).of(r.text)) || r.words.occupations.has(r.word(title.end - 1))
}

/// Whether the token is a noun in the plural, so that a title is several people's.
pub fn is_plural(r: Reading, at: usize) -> bool {
    matches!(r.xpos(at), Xpos::Nns | Xpos::Nnps)
}
