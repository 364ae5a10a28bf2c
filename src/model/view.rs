//! Reads tokens, sentences and the lexicon; produces what the feature templates look at, once for each token.

use super::clusters::Clusters;
use crate::lexicon::{Classes, Lexicon, fold_into};
use crate::sentence::Sentence;
use crate::token::Token;
use std::ops::Range;

/// How a token is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// No letters.
    #[default]
    None,
    /// All letters small.
    Lower,
    /// A capital, then small letters.
    Title,
    /// One capital letter, alone.
    Letter,
    /// Two letters or more, all capitals.
    Upper,
    /// Capitals inside ("iPhone", "McCain").
    Mixed,
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As prose is.
    #[default]
    Plain,
    /// Every longer word with a capital, as in headlines.
    Title,
    /// All capitals.
    Upper,
    /// No capital at all.
    Lower,
}

/// What the feature templates see of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the folded form.
    pub low: u32,
    /// Hash of the shape ("Xxx-dd").
    pub shape: u32,
    /// Hashes of the first 1 to 4 characters, folded.
    pub pre: [u32; 4],
    /// Hashes of the last 1 to 4 characters, folded.
    pub suf: [u32; 4],
    /// How it is written.
    pub case: Case,
    /// Lexicon classes of the token by itself.
    pub alone: Classes,
    /// Lexicon classes of phrases of several tokens that begin here.
    pub begins: Classes,
    /// Lexicon classes of phrases of several tokens that go on or end here.
    pub inside: Classes,
    /// Clusters of the word, coarse to fine, 0 where it has none.
    pub clusters: [u16; 2],
    /// How the word is written elsewhere in the text: bit 0 small, bit 1 capitalised inside a plain sentence.
    pub elsewhere: u8,
}

/// A text's tokens, as the feature templates see them.
pub struct View {
    /// One for each token.
    pub words: Vec<Word>,
    /// The folded tokens, one after the other, each after a space where white space stands before it.
    folded: String,
    /// Where each token's folded form begins and ends, without the space.
    spans: Vec<Range<u32>>,
    /// Token ranges of the sentences; a monstrous one is cut into several.
    pub sentences: Vec<Range<usize>>,
    /// How each sentence is written.
    pub styles: Vec<Style>,
    /// The lexicon's phrases of several tokens in the text, the longest from each token, in text order.
    pub phrases: Vec<(Range<usize>, Classes)>,
    /// For each token up to `CONTEXTS` other tokens with the same folded form, capitalised too.
    pub others: Vec<[u32; CONTEXTS]>,
}

/// How many other occurrences of a word are looked at.
pub const CONTEXTS: usize = 3;
/// Stands for no token in `View::others`.
pub const NOWHERE: u32 = u32::MAX;

impl View {
    /// Looks at every token once.
    pub fn new(text: &str, tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon, clusters: &Clusters) -> View {
        let mut view = View {
            words: Vec::with_capacity(tokens.len()),
            folded: String::with_capacity(text.len()),
            spans: Vec::with_capacity(tokens.len()),
            sentences: sentences.iter().flat_map(|s| pieces(s.tokens.clone())).collect(),
            styles: Vec::with_capacity(sentences.len()),
            phrases: Vec::new(),
            others: vec![[NOWHERE; CONTEXTS]; tokens.len()],
        };
        for token in tokens {
            let form = token.span.of(text);
            if token.spaced && !view.folded.is_empty() {
                view.folded.push(' ');
            }
            let start = view.folded.len();
            fold_into(form, &mut view.folded);
            view.spans.push(start as u32..view.folded.len() as u32);
            let mut word = word(form, &view.folded[start..]);
            word.clusters = clusters.get(word.low);
            view.words.push(word);
        }
        for s in 0..view.sentences.len() {
            let range = view.sentences[s].clone();
            view.styles.push(style(&view.words[range.clone()]));
            view.look_up(range, lexicon);
        }
        view.compare_occurrences();
        view
    }

    /// The folded form of a token.
    pub fn low(&self, token: usize) -> &str {
        let span = &self.spans[token];
        &self.folded[span.start as usize..span.end as usize]
    }

    /// Whether no space stands before a token.
    pub fn joined(&self, token: usize) -> bool {
        token > 0 && self.spans[token - 1].end == self.spans[token].start
    }

    /// The folded form of several tokens, spaces as in the text.
    pub fn phrase(&self, tokens: Range<usize>) -> &str {
        let (first, last) = (&self.spans[tokens.start], &self.spans[tokens.end - 1]);
        &self.folded[first.start as usize..last.end as usize]
    }

    /// Marks the lexicon's phrases in one sentence: each token alone, and the longest phrase of several tokens from each.
    fn look_up(&mut self, range: Range<usize>, lexicon: &Lexicon) {
        for first in range.clone() {
            let mut longest = (0, Classes::default());
            let spans = &self.spans[first..range.end];
            let pieces = spans.iter().enumerate().map(|(k, s)| {
                let from = if k == 0 { s.start } else { spans[k - 1].end };
                &self.folded[from as usize..s.end as usize]
            });
            let alone = &mut self.words[first].alone;
            lexicon.walk(pieces, |n, entry| if n == 1 { *alone = entry.classes } else { longest = (n, entry.classes) });
            // A phrase counts only where some word of it is written as names are ("al Qaida").
            let words = &mut self.words[first..first + longest.0.max(1)];
            if longest.0 > 1 && words.iter().any(|w| !matches!(w.case, Case::Lower | Case::None)) {
                words[0].begins = words[0].begins.or(longest.1);
                words[1..].iter_mut().for_each(|w| w.inside = w.inside.or(longest.1));
                self.phrases.push((first..first + longest.0, longest.1));
            }
        }
    }

    /// Fills `elsewhere` and `others`.
    fn compare_occurrences(&mut self) {
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(self.words.len());
        let mut written = vec![0u8; self.words.len()];
        for (range, style) in self.sentences.iter().zip(&self.styles) {
            for i in range.clone() {
                let word = &self.words[i];
                if word.case == Case::None {
                    continue;
                }
                order.push((word.low, i as u32));
                written[i] = match word.case {
                    Case::Lower if *style != Style::Lower => 1,
                    Case::Title | Case::Upper | Case::Mixed if *style == Style::Plain && i > range.start => 2,
                    _ => 0,
                };
            }
        }
        order.sort_unstable();
        let mut start = 0;
        while start < order.len() {
            let same = order[start..].iter().take_while(|o| o.0 == order[start].0).count();
            let group = &order[start..start + same];
            let all = group.iter().fold(0, |seen, &(_, i)| seen | written[i as usize]);
            for (k, &(_, i)) in group.iter().enumerate() {
                let i = i as usize;
                self.words[i].elsewhere = all;
                if self.words[i].case == Case::Lower {
                    continue;
                }
                // The nearest other occurrences, by turns before and after.
                let near = (1..group.len()).flat_map(|d| [k.checked_sub(d), Some(k + d)]).flatten();
                let near = near.filter_map(|n| group.get(n)).filter(|o| self.words[o.1 as usize].case != Case::Lower);
                for (slot, other) in self.others[i].iter_mut().zip(near) {
                    *slot = other.1;
                }
            }
            start += same;
        }
    }
}

/// A sentence in stretches that bound the memory of a search over it. Sentences of prose are far shorter than one.
fn pieces(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    const LONGEST: usize = 400;
    range.clone().step_by(LONGEST).map(move |start| start..range.end.min(start + LONGEST))
}

/// FNV-1a over `bytes`.
pub fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |h, &b| (h ^ b as u32).wrapping_mul(0x0100_0193))
}

/// Joins hashes; the order matters. Ends with the final mix of MurmurHash3, so that both halves are usable.
pub fn mix(a: u32, b: u32) -> u32 {
    let mut h = (a.wrapping_mul(0xCC9E_2D51).rotate_left(13) ^ b).wrapping_mul(0x1B87_3593).wrapping_add(0xE654_6B64);
    h = (h ^ h >> 16).wrapping_mul(0x85EB_CA6B);
    h = (h ^ h >> 13).wrapping_mul(0xC2B2_AE35);
    h ^ h >> 16
}

fn word(form: &str, low: &str) -> Word {
    let mut word = Word { low: hash(low.as_bytes()), case: case(form), shape: shape(form), ..Word::default() };
    let ends = low.char_indices().map(|(i, c)| i + c.len_utf8());
    let mut last = 0;
    for (slot, end) in word.pre.iter_mut().zip(ends) {
        *slot = hash(&low.as_bytes()[..end]);
        last = *slot;
    }
    word.pre.iter_mut().filter(|h| **h == 0).for_each(|h| *h = last);
    for (slot, (start, _)) in word.suf.iter_mut().zip(low.char_indices().rev()) {
        *slot = hash(&low.as_bytes()[start..]);
        last = *slot;
    }
    word.suf.iter_mut().filter(|h| **h == 0).for_each(|h| *h = last);
    word
}

fn case(form: &str) -> Case {
    // The letters of web and mail addresses tell nothing.
    if form.contains(['@', '/']) && form.len() > 4 {
        return Case::None;
    }
    let (mut upper, mut lower, mut first) = (0, 0, None);
    for c in form.chars().filter(|c| c.is_alphabetic()) {
        let capital = c.is_uppercase();
        first.get_or_insert(capital);
        if capital { upper += 1 } else { lower += 1 }
    }
    match (first, upper, lower) {
        (None, ..) => Case::None,
        (_, 0, _) => Case::Lower,
        (_, 1, 0) => Case::Letter,
        (_, _, 0) => Case::Upper,
        (Some(true), 1, _) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Capitals as X, small letters as x, digits as d; a run longer than three counts as three.
fn shape(form: &str) -> u32 {
    let (mut h, mut run, mut last) = (0x811C_9DC5u32, 0, '\0');
    for c in form.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            _ => c,
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run < 3 {
            h = (h ^ kind as u32).wrapping_mul(0x0100_0193);
        }
    }
    h
}

fn style(words: &[Word]) -> Style {
    let count = |f: &dyn Fn(&Word) -> bool| words.iter().filter(|w| f(w)).count();
    let letters = count(&|w| !matches!(w.case, Case::None | Case::Letter));
    let lower = count(&|w| w.case == Case::Lower);
    let upper = count(&|w| w.case == Case::Upper);
    // Short small words ("of", "to") stay small in titles; four characters tell apart what does not.
    let long_lower = count(&|w| w.case == Case::Lower && w.pre[3] != w.pre[2]);
    match letters {
        0..2 => Style::Plain,
        _ if upper * 10 >= letters * 8 && upper > 1 => Style::Upper,
        _ if lower == letters => Style::Lower,
        4.. if long_lower * 5 <= letters && (letters - lower) * 10 >= letters * 6 => Style::Title,
        _ => Style::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_shapes() {
        let cases = ["Ann", "ann", "U.S.", "J.", "NATO", "iPhone", "3.2", "McCain", "a"].map(case);
        use Case::*;
        assert_eq!(cases, [Title, Lower, Upper, Letter, Upper, Mixed, None, Mixed, Lower]);
        assert_eq!(shape("Berlin"), shape("Paris"));
        assert_ne!(shape("F-16"), shape("F-161"));
    }

    #[test]
    fn affixes_of_short_words_repeat() {
        let w = word("It", "it");
        assert_eq!(w.pre[1], w.low);
        assert_eq!(w.pre[3], w.low);
        assert_eq!(w.suf[3], w.low);
    }
}
