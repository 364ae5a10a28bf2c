//! Reads tokens of one block; produces sentences; never changes a token.
//!
//! Tokens come first, so that what a full stop means is decided once, in the tokenizer. The rules of Unicode's UAX 29
//! would part "Mr." from "Smith".

use crate::span::Span;
use crate::token::Token;
use crate::words::{Stop, Words};
use std::ops::Range;

/// A sentence: at least one token. Sentences never overlap, and none reaches over the edge of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the start of the first token to the end of the last, in UTF-8 bytes.
    pub span: Span,
    /// Indices into the tokens.
    pub tokens: Range<usize>,
    /// Index of the block that holds it.
    pub block: usize,
}

/// Splits the tokens `range`, all of block number `block`, into sentences, by rules alone.
pub fn split(text: &str, tokens: &[Token], range: Range<usize>, block: usize, words: &Words, out: &mut Vec<Sentence>) {
    let mut start = range.start;
    for end in ends(text, &tokens[range.clone()], words) {
        out.push(of(tokens, start..range.start + end, block));
        start = range.start + end;
    }
}

/// Where the sentences of one block's tokens end, by rules alone: each the index after a sentence's last token.
pub fn ends(text: &str, tokens: &[Token], words: &Words) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(text, tokens, at, words) {
            while end < tokens.len() && closes(text, tokens, end) {
                end += 1;
            }
            if end < tokens.len() && begins(text, tokens, at, end, words) {
                found.push(end);
            }
        }
        at = end;
    }
    if !tokens.is_empty() {
        found.push(tokens.len());
    }
    found
}

/// The sentence of these tokens, of which there is at least one.
pub fn of(tokens: &[Token], range: Range<usize>, block: usize) -> Sentence {
    Sentence { span: tokens[range.start].span.to(tokens[range.end - 1].span), tokens: range, block }
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize, words: &Words) -> bool {
    let word = tokens[at].span.of(text);
    match word.as_bytes()[word.len() - 1] {
        b'!' | b'?' => true,
        b'.' if word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')) => true,
        b'.' => match words.abbreviation(word.trim_end_matches('.')) {
            Some(Stop::Open | Stop::Number) => false,
            // Initials and abbreviations that may close a sentence do so before a word that often opens one.
            _ => at + 1 < tokens.len() && words.opens_sentence(tokens[at + 1].span.of(text)),
        },
        // The wide forms of East Asian typography too.
        _ => matches!(word, "…" | "。" | "．" | "！" | "？"),
    }
}

/// Closing quotes and brackets stay with the sentence that they close.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    matches!(word, "”" | "’" | "’’" | ")" | "]" | "»") || (matches!(word, "\"" | "'" | "''") && !tokens[at].spaced)
}

/// Whether a sentence can begin with the token at `next`, after the stop at `stop`.
fn begins(text: &str, tokens: &[Token], stop: usize, next: usize, words: &Words) -> bool {
    let word = tokens[next].span.of(text);
    let Some(first) = word.chars().next() else { return false };
    let dots = tokens[stop].span.of(text).len() > 1 && tokens[stop].span.of(text).bytes().all(|b| b == b'.');
    if first.is_lowercase() {
        // `"Why?" he asked.` goes on; so does "… and then".
        return false;
    }
    if matches!(first, ',' | ';' | ':' | ')' | '-' | '–' | '—') {
        return false;
    }
    if is_spoken(text, tokens, next, words) {
        return false;
    }
    !dots || first.is_uppercase() || !first.is_alphanumeric()
}

/// Whether the speaker of what stands before token `next` follows: `"Where?" Mr Smith asked` is one sentence.
pub fn is_spoken(text: &str, tokens: &[Token], next: usize, words: &Words) -> bool {
    next > 1
        && matches!(tokens[next - 1].span.of(text), "”" | "\"" | "''")
        && tokens[next - 2].span.of(text).ends_with(['?', '!', ','])
        && names_speaker(text, tokens, next, words)
}

/// Whether a name and a verb of saying follow within a few words.
fn names_speaker(text: &str, tokens: &[Token], next: usize, words: &Words) -> bool {
    tokens[next..].iter().take(5).any(|t| words.is_speech_verb(t.span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let (words, mut tokens, mut out) = (Words::load(), Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
        split(text, &tokens, 0..tokens.len(), 0, &words, &mut out);
        expected.assert_eq(&out.iter().map(|s| s.span.of(text)).collect::<Vec<_>>().join(" | "));
    }

    #[test]
    fn sentences() {
        check("Mr. Smith left the U.S. He flew. Why?", expect!["Mr. Smith left the U.S. | He flew. | Why?"]);
        check("The U.S. Navy said so at 5 p.m. Sunday.", expect!["The U.S. Navy said so at 5 p.m. Sunday."]);
        check(
            "\"It is over,\" he said. \"Go home!\" she cried.",
            expect!["\"It is over,\" he said. | \"Go home!\" she cried."],
        );
        check(
            "\"Where?\" Mr Smith asked. (Nobody knew.) Then",
            expect!["\"Where?\" Mr Smith asked. | (Nobody knew.) | Then"],
        );
        check("It rose 3.5 per cent... and then fell", expect!["It rose 3.5 per cent... and then fell"]);
    }
}
