//! Reads what stands before a cue and its source; produces the words that may have been said; the counterpart of
//! `clause`.

use super::clause;
use super::draft::Drafts;
use super::view::View;
use std::ops::Range;

/// What stands to the left of a unit of source and verb.
pub struct Left {
    pub tokens: Range<usize>,
    /// Whether a closing quotation mark ends it.
    pub quoted: bool,
}

/// The words before the token `unit` that can be what was said.
pub fn left_of(view: &View, unit: usize, floor: usize, free: usize, drafts: &Drafts) -> Option<Left> {
    let mut end = unit;
    if end <= floor {
        // `"We won!" The mayor beamed.`: cut apart by the question or exclamation mark.
        return None;
    }
    let comma = view.is_comma(end - 1) || view.is_dash(end - 1);
    if comma {
        end -= 1;
    }
    if end <= floor {
        return None;
    }
    if let Some(n) = view.stretch(end - 1) {
        let stretch = &view.stretches[n];
        let leads = comma
            || matches!(
                view.word(clause::last_mark(view, n)).chars().last(),
                Some(',' | '.' | '?' | '!' | '…' | '-' | '—' | '–')
            );
        // "On “Face the Nation,” Ann Lee said …": a title between marks, with the writer's comma.
        let title = stretch.tokens.start > floor && clause::is_title(view, n);
        if title || !leads || drafts.owner[n].is_some() || stretch.tokens.end != end {
            return None;
        }
        let start = stretch.tokens.start;
        let from = if start > floor { first_word(view, free.max(floor), start) } else { start };
        let cut = from >= start
            || matches!(view.word(start - 1), "," | ":" | ";") && clause::is_sentence(view, n)
            || view.stretch(start.saturating_sub(1)).is_some() && start > 0;
        return Some(Left { tokens: if cut { start..end } else { from..end }, quoted: true });
    }
    let from = first_word(view, free.max(floor), end);
    (comma && end >= from + 2).then_some(Left { tokens: from..end, quoted: false })
}

/// Steps over marks and conjunctions at the beginning of what is left of a sentence.
pub fn first_word(view: &View, mut at: usize, end: usize) -> usize {
    while at < end
        && view.stretch(at).is_none()
        && (view.is_mark(at) || view.any(at, &["and", "but", "so", "yet", "still", "or"]))
    {
        at += 1;
    }
    at
}

/// Words that open a phrase or clause which hangs on a main clause.
pub fn opens_aside(view: &View, at: usize) -> bool {
    const OPENERS: [&str; 20] = [
        "if", "when", "while", "as", "although", "though", "after", "before", "because", "since", "unless", "asked",
        "speaking", "in", "on", "at", "during", "with", "for", "by",
    ];
    view.any(at, &OPENERS)
}

/// Whether the words hold a main clause: a finite verb, and behind a comma where an aside opens them.
pub fn is_clause(view: &View, tokens: &Range<usize>) -> bool {
    let from = if opens_aside(view, tokens.start) {
        let comma = tokens.clone().find(|&t| view.is_comma(t));
        comma.unwrap_or(tokens.end)
    } else {
        tokens.start
    };
    (from..tokens.end).any(|t| view.is_finite(t)) || has_quote(view, tokens)
}

/// Whether nothing but a closing mark stands at `at`.
pub fn ends_sentence(view: &View, at: usize, ceiling: usize) -> bool {
    at >= ceiling || at + 1 >= ceiling && view.is_stop(at)
}

/// Whether any of the tokens stands between quotation marks.
pub fn has_quote(view: &View, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|t| view.stretch(t).is_some())
}
