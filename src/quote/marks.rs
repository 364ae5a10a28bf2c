//! Reads tokens; produces the stretches between quotation marks; never looks at who said them.
//!
//! Marks of one block only pair with each other. Double marks are paired first: they mean nothing else but inches.
//! Single marks are paired in what is left, told from apostrophes by spacing, spelling and the tag of the next word.

use super::lists::Lists;
use crate::block::BlockKind;
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// A stretch between quotation marks, at least one token between them. Stretches never overlap and come in text order;
/// a stretch inside another is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// The tokens between the marks.
    pub inner: Range<usize>,
    /// Whether it has a closing mark. One without ends with its block.
    pub closed: bool,
    /// Index of its block.
    pub block: usize,
}

/// A single-quoted stretch longer than this is a pair of stray apostrophes.
const LONGEST_SINGLE: usize = 400;

/// The stretches between quotation marks, outermost only. Time is linear in the number of tokens.
pub fn find(reading: Reading, lists: &Lists) -> Vec<Stretch> {
    let mut out = Vec::new();
    for (block, b) in reading.blocks.iter().enumerate() {
        if b.kind == BlockKind::Boilerplate {
            continue;
        }
        let range = reading.tokens_in(b.span);
        let doubles = doubles(reading, range.clone(), block);
        out.extend(with_singles(reading, range, block, doubles, lists));
    }
    out
}

/// One flag a token: whether it lies inside quotation marks, the marks included.
pub fn quoted_tokens(reading: Reading) -> Vec<bool> {
    let mut flags = vec![false; reading.tokens.len()];
    for stretch in find(reading, Lists::get()) {
        flags[stretch.tokens].fill(true);
    }
    flags
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// What the double quotation mark at `at` does, or `None` for any other token.
fn double_side(reading: Reading, at: usize, range: &Range<usize>) -> Option<Side> {
    if at > range.start && reading.word(at - 1).ends_with('=') && !reading.tokens[at].spaced {
        // An attribute of mark-up that was pasted along.
        return None;
    }
    let before = spaced_before(reading, at, range);
    let after = spaced_after(reading, at, range);
    match reading.word(at) {
        "“" | "„" | "«" | "``" | "‟" => Some(Side::Open),
        // Typed the wrong way round: ”Fear,” she said.
        "”" if before && !after => Some(Side::Either),
        "”" | "»" => Some(Side::Close),
        "\"" | "＂" | "''" if before && !after => Some(Side::Open),
        "\"" | "＂" | "''" if !reading.tokens[at].spaced && after => Some(Side::Close),
        "\"" | "＂" | "''" => Some(Side::Either),
        _ => None,
    }
}

fn spaced_before(reading: Reading, at: usize, range: &Range<usize>) -> bool {
    at == range.start
        || reading.tokens[at].spaced
        || matches!(reading.word(at - 1), "(" | "[" | "-" | "–" | "—" | "--" | "“" | "\"" | "‘" | "'")
}

fn spaced_after(reading: Reading, at: usize, range: &Range<usize>) -> bool {
    at + 1 >= range.end
        || reading.tokens[at + 1].spaced
        || reading.word(at + 1) == "."
        || !reading.word(at + 1).starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '“' | '‘' | '\'' | '$' | '£' | '€' | '[' | '(' | '.' | '…' | '#' | '@')
        })
}

/// Double-quoted stretches of one block.
fn doubles(reading: Reading, range: Range<usize>, block: usize) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    // Marks still open, outermost first, and what was closed inside the outermost one.
    let mut open: Vec<usize> = Vec::new();
    let mut within: Vec<Stretch> = Vec::new();
    for at in range.clone() {
        let Some(side) = double_side(reading, at, &range) else { continue };
        let straight = matches!(reading.word(at), "\"" | "＂" | "''");
        match (side, open.last().copied()) {
            (Side::Open | Side::Either, None) => open.push(at),
            (Side::Close, None) => {}
            (Side::Open, Some(first)) if straight => {
                // Straight marks do not nest: the first one lacks its closer.
                push(&mut out, first..at, false, block);
                open = vec![at];
            }
            (Side::Open, Some(first)) if reading.word(at) == "“" && reading.word(first) == "„" => {
                close(&mut open, &mut within, &mut out, at, block)
            }
            (Side::Open, Some(_)) => open.push(at),
            (Side::Close | Side::Either, Some(_)) => close(&mut open, &mut within, &mut out, at, block),
        }
    }
    if let Some(&first) = open.first() {
        // Same marks inside a paragraph that goes on in the next one nest; a new sentence that opens with a mark shows
        // that the closer before it was forgotten.
        let inner: Vec<usize> = within.iter().map(|s| s.tokens.start).chain(open[1..].iter().copied()).collect();
        let next = inner.iter().copied().filter(|&s| first != range.start || opens_sentence(reading, s)).min();
        match next {
            Some(cut) => {
                push(&mut out, first..cut, false, block);
                let mut rest: Vec<Stretch> = within;
                for (n, &start) in open.iter().enumerate().skip(1) {
                    let end = open.get(n + 1).copied().unwrap_or(range.end);
                    let end = rest.iter().map(|s| s.tokens.start).filter(|&s| s > start).min().unwrap_or(end).min(end);
                    push(&mut rest, start..end, false, block);
                    if n > 16 {
                        break;
                    }
                }
                rest.retain(|s| s.tokens.start >= cut);
                rest.sort_by_key(|s| s.tokens.start);
                out.extend(rest);
            }
            None => push(&mut out, first..range.end, false, block),
        }
    }
    out
}

fn opens_sentence(reading: Reading, at: usize) -> bool {
    let sentence = reading.sentence_of(at);
    reading.sentences.get(sentence).is_some_and(|s| s.tokens.start == at)
}

fn close(open: &mut Vec<usize>, within: &mut Vec<Stretch>, out: &mut Vec<Stretch>, at: usize, block: usize) {
    let Some(start) = open.pop() else { return };
    if open.is_empty() {
        push(out, start..at + 1, true, block);
        within.clear();
    } else {
        push(within, start..at + 1, true, block);
    }
}

fn push(out: &mut Vec<Stretch>, tokens: Range<usize>, closed: bool, block: usize) {
    let inner = tokens.start + 1..tokens.end - usize::from(closed);
    if inner.start < inner.end {
        out.push(Stretch { tokens, inner, closed, block });
    }
}

/// Adds the single-quoted stretches of a block to its double-quoted ones, which lie outside or wholly inside them.
fn with_singles(
    reading: Reading,
    range: Range<usize>,
    block: usize,
    doubles: Vec<Stretch>,
    lists: &Lists,
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut double = doubles.into_iter().peekable();
    // Where the open mark stands, how many stretches came before it, and a closer that may be a possessive.
    let mut open: Option<(usize, usize)> = None;
    let mut maybe: Option<usize> = None;
    let mut at = range.start;
    while at < range.end {
        if let Some(d) = double.next_if(|d| d.tokens.start == at) {
            at = d.tokens.end;
            out.push(d);
            continue;
        }
        let word = reading.word(at);
        let mark = matches!(word, "‘" | "’" | "'" | "`" | "‛" | "‚" | "‹" | "›");
        if mark && opens_single(reading, at, &range, lists) {
            settle(&mut open, &mut maybe, &mut out, block);
            open = Some((at, out.len()));
        } else if mark
            && open.is_some()
            && matches!(word, "’" | "'" | "›")
            && !reading.tokens[at].spaced
            && spaced_after(reading, at, &range)
        {
            maybe = Some(at);
            if !maybe_possessive(reading, at, &range) {
                settle(&mut open, &mut maybe, &mut out, block);
            }
        }
        if open.is_some_and(|(start, _)| at - start > LONGEST_SINGLE) {
            settle(&mut open, &mut maybe, &mut out, block);
        }
        at += 1;
    }
    if let (Some((start, _)), None) = (open, maybe) {
        // A British quote that goes on in the next paragraph.
        let follows = reading.blocks.get(block + 1).is_some_and(|b| b.span.of(reading.text).starts_with('‘'));
        if start == range.start && reading.word(start) == "‘" && follows {
            out.retain(|s| s.tokens.start < start);
            push(&mut out, start..range.end, false, block);
        }
    }
    settle(&mut open, &mut maybe, &mut out, block);
    out
}

/// Closes the open single mark at the last possible closer, or drops it.
fn settle(open: &mut Option<(usize, usize)>, maybe: &mut Option<usize>, out: &mut Vec<Stretch>, block: usize) {
    if let (Some((start, before)), Some(end)) = (open.take(), maybe.take()) {
        // Double-quoted stretches inside go; those behind the closer stay.
        let behind: Vec<Stretch> = out.drain(before..).filter(|s| s.tokens.start > end).collect();
        push(out, start..end + 1, true, block);
        out.extend(behind);
    }
}

fn opens_single(reading: Reading, at: usize, range: &Range<usize>, lists: &Lists) -> bool {
    let word = reading.word(at);
    let next = reading.word(at + 1);
    let glued = at + 1 < range.end
        && !reading.tokens[at + 1].spaced
        && next.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '[' | '£' | '$' | '…'));
    matches!(word, "‘" | "'" | "`" | "‛" | "‚" | "‹")
        && glued
        && spaced_before(reading, at, range)
        && !lists.elisions.has(next)
}

/// "the rebels’ demands": a plural possessive needs a noun phrase to go on; a closing mark mostly has none behind it.
fn maybe_possessive(reading: Reading, at: usize, range: &Range<usize>) -> bool {
    let plural = reading.word(at - 1).ends_with(['s', 'S', 'z', 'x']);
    let next = at + 1;
    plural
        && next < range.end
        && reading.word(next).starts_with(char::is_alphanumeric)
        && matches!(reading.upos(next), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        && reading.xpos(next) != Xpos::Vbz
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let reading = fixture.reading();
        let found = find(reading, Lists::get());
        let show =
            |s: &Stretch| format!("{}{}\n", reading.span(&s.tokens).of(text), if s.closed { "" } else { " (open)" });
        expected.assert_eq(&found.iter().map(show).collect::<String>());
    }

    #[test]
    fn double_marks() {
        check(
            "He said \"yes\" and “no” and «maybe» and ``so''.",
            expect![[r#"
            "yes"
            “no”
            «maybe»
            ``so''
        "#]],
        );
        check(
            "“He calls it “the pit” at home,” she said.",
            expect![[r#"
            “He calls it “the pit” at home,”
        "#]],
        );
        check(
            "The boy is 6'3\" tall. \"Big,\" he said.",
            expect![[r#"
            "Big,"
        "#]],
        );
    }

    #[test]
    fn missing_closers() {
        check(
            "“We came early.\n\n“We left late,” he said.",
            expect![[r#"
            “We came early. (open)
            “We left late,”
        "#]],
        );
        check(
            "\"We came early.\n\n\"We left late,\" he said.",
            expect![[r#"
            "We came early. (open)
            "We left late,"
        "#]],
        );
        check(
            "She said: “It is over. We lost.",
            expect![[r#"
            “It is over. We lost. (open)
        "#]],
        );
    }

    #[test]
    fn single_marks() {
        check(
            "‘The rebels’ demands are fair,’ he said, ‘and it’s time.’",
            expect![[r#"
            ‘The rebels’ demands are fair,’
            ‘and it’s time.’
        "#]],
        );
        check(
            "Mayor warns of ‘great danger' on roads",
            expect![[r#"
            ‘great danger'
        "#]],
        );
        check(
            "She called it ‘a draft’ and 'no more'.",
            expect![[r#"
            ‘a draft’
            'no more'
        "#]],
        );
        check("The players' union and the '90s rock 'n' roll of Jones' band", expect![""]);
        check(
            "‘I heard “stop” and ran,’ the boy said.",
            expect![[r#"
            ‘I heard “stop” and ran,’
        "#]],
        );
    }

    #[test]
    fn many_marks_take_linear_time() {
        for mark in ["\"", "“", "”", "'", "‘", "’", "“ ", "‘a ", "\"a "] {
            let fixture = Fixture::new(&mark.repeat(60_000));
            find(fixture.reading(), Lists::get());
        }
    }
}
