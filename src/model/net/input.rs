//! Reads a view; produces what the network is fed: for each token its word vector, rows of learned tables, and flags.
//! Training and reading share this code, so that a network always sees what it was trained on.

use super::super::view::{Case, Style, View, Word, mix};

/// What the network is fed for one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The word's place among the word vectors, or `None` when it has none.
    pub vector: Option<u32>,
    /// Rows of the learned tables, in the order of [`TABLES`].
    pub rows: [u16; 5],
    /// One bit a flag, of which there are [`FLAGS`].
    pub flags: u128,
}

/// Name, rows and width of the learned tables.
pub const TABLES: [(&str, usize, usize); 5] =
    [("word", 4096, 32), ("pre3", 2048, 16), ("suf2", 512, 16), ("suf3", 4096, 24), ("shape", 512, 16)];

/// Number of flags in use.
pub const FLAGS: usize = 100;

/// Frequent words have a row of their own up to this number; all others share row 0.
pub const FREQUENT: usize = TABLES[0].1 - 1;

/// Classes of the lexicon that are flags.
const CLASSES: u32 = 28;

/// What the network is fed for every token of a view, in text order. `vector` gives a folded word's place among the word
/// vectors, `frequent` the sorted hashes of the frequent words.
pub fn inputs(view: &View, frequent: &[u32], vector: impl Fn(u32) -> Option<u32>) -> Vec<Input> {
    let mut out = vec![Input::default(); view.words.len()];
    for (range, style) in view.sentences.iter().zip(&view.styles) {
        for i in range.clone() {
            let word = &view.words[i];
            let row = |table: usize, hash: u32| (mix(table as u32, hash) as usize % TABLES[table].1) as u16;
            out[i] = Input {
                vector: vector(word.low),
                rows: [
                    frequent.binary_search(&word.low).map_or(0, |n| n.min(FREQUENT - 1) as u16 + 1),
                    row(1, word.pre[2]),
                    row(2, word.suf[1]),
                    row(3, word.suf[2]),
                    row(4, word.shape),
                ],
                flags: flags(word, *style, i == range.start, view.joined(i), i + 1 < range.end && view.joined(i + 1)),
            };
            out[i].flags |= (out[i].vector.is_some() as u128) << 15;
        }
    }
    out
}

/// How the word is written, where it stands, and what the lexicon says of it.
fn flags(word: &Word, style: Style, first: bool, joined: bool, joined_after: bool) -> u128 {
    let case = match word.case {
        Case::None => 0,
        Case::Lower => 1,
        Case::Title => 2,
        Case::Letter => 3,
        Case::Upper => 4,
        Case::Mixed => 5,
    };
    let style = match style {
        Style::Plain => 6,
        Style::Title => 7,
        Style::Upper => 8,
        Style::Lower => 9,
    };
    let mut bits = 1u128 << case | 1 << style;
    bits |= (first as u128) << 10 | (joined as u128) << 11 | (joined_after as u128) << 12;
    bits |= (word.elsewhere as u128 & 3) << 13;
    let classes = [word.alone, word.begins, word.inside].map(|c| c.0 as u128 & ((1 << CLASSES) - 1));
    for (k, set) in classes.into_iter().enumerate() {
        bits |= set << (16 + k as u32 * CLASSES);
    }
    bits
}
