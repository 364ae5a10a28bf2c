//! Reads the tokens of one block; produces its sentences: the rules of `sentence` corrected by trained weights.
//!
//! The rules know stops and abbreviations; the weights know what stands where a sentence ends without a stop, and where
//! a stop ends none. Every gap between two tokens at which a sentence could end is judged from left to right by a
//! linear model (logistic regression over hashed features) whose integer weights were trained on raw text.

use super::file::Section;
use super::table::Table;
use super::view::{hash, mix};
use crate::error::Error;
use crate::lexicon::fold_into;
use crate::sentence::{self, Sentence};
use crate::token::Token;
use crate::words::{Stop, Words};
use std::ops::Range;

/// What one unit of a weight stands for: the logarithm of the odds times this.
pub const SCALE: f32 = 16.0;
/// How sure the weights must be to overrule the rules, in units, in a block that is written as edited prose is (odds of
/// some 50 to 1): a sentence cut in two costs a reader of news more than two that run together.
const EDITED: i32 = 64;
/// How sure they must be elsewhere.
const LOOSE: i32 = 24;

/// The trained splitter.
pub struct Splitter {
    table: Table,
}

impl Splitter {
    /// Reads the section `SENT`.
    ///
    /// # Errors
    /// Corrupt when the table does not add up or has more than one label.
    pub fn parse(section: Section) -> Result<Splitter, Error> {
        let table = Table::parse(section)?;
        if table.labels() != 1 {
            return Err(Error::corrupt("the sentence splitter has more than one label"));
        }
        Ok(Splitter { table })
    }

    /// Splits the tokens `range`, all of block number `block`, into sentences.
    pub fn split(
        &self,
        text: &str,
        tokens: &[Token],
        range: Range<usize>,
        block: usize,
        words: &Words,
        out: &mut Vec<Sentence>,
    ) {
        let mut gaps = Gaps::new(text, &tokens[range.clone()], words);
        let mut features = Vec::new();
        let mut start = range.start;
        for gap in 1..range.len() {
            let by_rule = gaps.by_rule(gap);
            let ends = if gaps.is_open(gap) {
                gaps.features(gap, &mut features);
                let mut score = [0];
                self.table.add(&features, &mut score);
                let guard = if gaps.edited { EDITED } else { LOOSE };
                score[0] > if by_rule { -guard } else { guard }
            } else {
                by_rule
            };
            if ends {
                gaps.end(gap);
                out.push(sentence::of(tokens, start..range.start + gap, block));
                start = range.start + gap;
            }
        }
        if start < range.end {
            out.push(sentence::of(tokens, start..range.end, block));
        }
    }
}

/// What a token is to a reader who looks for the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Lower,
    Title,
    Letter,
    Upper,
    Number,
    /// A full stop, alone.
    Stop,
    /// Two full stops or more, or the one character for three.
    Dots,
    /// Question and exclamation marks.
    Asks,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// A quotation mark that opens, and one that closes.
    Opens,
    Closes,
    BracketOpens,
    BracketCloses,
    /// An abbreviation that never ends a sentence, and one that may.
    Open,
    Both,
    /// A smiling or other face made of marks.
    Face,
    Address,
    Bullet,
    Other,
}

/// One token as the features see it.
#[derive(Clone, Copy, Debug)]
struct Piece {
    low: u32,
    shape: u32,
    kind: Kind,
    spaced: bool,
    /// Quotation marks and brackets that are open before the token, at most three.
    depth: u8,
    /// Whether it begins the naming of who said what stands before it.
    spoken: bool,
}

/// The gaps of one block: gap `n` stands before token `n`. Training and reading share it, so that the weights see what
/// they were trained on. A change here needs a new section `SENT`.
pub struct Gaps {
    pieces: Vec<Piece>,
    rules: Vec<bool>,
    /// First token of the sentence so far.
    start: usize,
    /// Style of the block, and its length.
    style: u32,
    edited: bool,
}

/// Stands before and after a block.
const EDGE: Piece = Piece { low: 0xED6E, shape: 0xED6E, kind: Kind::Other, spaced: true, depth: 0, spoken: false };

impl Gaps {
    /// Looks at every token of a block once.
    pub fn new(text: &str, tokens: &[Token], words: &Words) -> Gaps {
        let mut rules = vec![false; tokens.len() + 1];
        for end in sentence::ends(text, tokens, words) {
            rules[end] = true;
        }
        let mut low = String::new();
        let (mut quotes, mut brackets) = (0u8, 0u8);
        let mut pieces = Vec::with_capacity(tokens.len());
        for token in tokens {
            let form = token.span.of(text);
            low.clear();
            fold_into(form, &mut low);
            let kind = kind(form, token.spaced, quotes > 0, words);
            if kind == Kind::BracketCloses {
                brackets = brackets.saturating_sub(1);
            }
            let depth = (quotes + 2 * brackets).min(3);
            match kind {
                Kind::Opens => quotes = 1,
                Kind::Closes => quotes = 0,
                Kind::BracketOpens => brackets = (brackets + 1).min(1),
                _ => {}
            }
            let spoken = kind == Kind::Title && sentence::is_spoken(text, tokens, pieces.len(), words);
            pieces.push(Piece {
                low: hash(low.as_bytes()),
                shape: shape(&low, kind),
                kind,
                spaced: token.spaced,
                depth,
                spoken,
            });
        }
        let count = |f: &dyn Fn(Kind) -> bool| pieces.iter().filter(|p| f(p.kind)).count();
        let ended = pieces.iter().rev().find(|p| !matches!(p.kind, Kind::Closes | Kind::BracketCloses));
        let ended =
            ended.is_some_and(|p| matches!(p.kind, Kind::Stop | Kind::Asks | Kind::Dots | Kind::Open | Kind::Both));
        let capital = pieces.iter().find(|p| !matches!(p.kind, Kind::Opens | Kind::BracketOpens));
        let capital = capital.is_some_and(|p| !matches!(p.kind, Kind::Lower | Kind::Bullet | Kind::Dash));
        let lower = count(&|k| k == Kind::Lower);
        let prose = lower * 2 > pieces.len();
        let stops = count(&|k| matches!(k, Kind::Stop | Kind::Asks));
        let length = (usize::BITS - pieces.len().leading_zeros()).min(8);
        let style = ended as u32 | (capital as u32) << 1 | (prose as u32) << 2 | (stops.min(2) as u32) << 3;
        let edited = ended && capital && prose && lower >= 4;
        Gaps { pieces, rules, start: 0, style: style | length << 5, edited }
    }

    /// Whether the rules end a sentence before token `gap`.
    pub fn by_rule(&self, gap: usize) -> bool {
        self.rules[gap]
    }

    /// Whether the weights have a say: not between two words written small, nor before marks that end things.
    pub fn is_open(&self, gap: usize) -> bool {
        use Kind::*;
        let (before, after) = (&self.pieces[gap - 1], &self.pieces[gap]);
        let word = |k: Kind| matches!(k, Lower | Title | Letter | Upper | Number);
        self.rules[gap]
            || !(matches!(after.kind, Stop | Comma | Semicolon | Asks | Closes | BracketCloses)
                || matches!(before.kind, Opens | BracketOpens | Comma)
                || before.kind == Closes && self.at(gap, -2).kind == Comma
                || after.spoken
                || word(before.kind) && (after.kind == Lower || !after.spaced)
                || !after.spaced && word(after.kind) && matches!(before.kind, Dash | Other))
    }

    /// Notes that a sentence ends before token `gap`.
    pub fn end(&mut self, gap: usize) {
        self.start = gap;
    }

    fn at(&self, gap: usize, offset: isize) -> &Piece {
        gap.checked_add_signed(offset).and_then(|i| self.pieces.get(i)).unwrap_or(&EDGE)
    }

    /// Puts the hashes of the gap's features into `out`.
    pub fn features(&self, gap: usize, out: &mut Vec<u32>) {
        out.clear();
        let [c, b, a] = [-3, -2, -1].map(|n| self.at(gap, n));
        let [x, y, z] = [0, 1, 2].map(|n| self.at(gap, n));
        let mut template = 0;
        let mut add = |v: u32| {
            template += 1;
            out.push(mix(0x5E47 + template, v));
        };
        let kinds = |p: &Piece, q: &Piece| (p.kind as u32) << 8 | q.kind as u32;
        let ax = kinds(a, x) << 1 | x.spaced as u32;
        let bucket = |n: usize| (usize::BITS - n.leading_zeros()).min(6);
        let (since, left) = (bucket(gap - self.start), bucket(self.pieces.len() - gap));
        add(self.rules[gap] as u32);
        add(ax);
        add(mix(ax, self.rules[gap] as u32));
        add(mix(ax, b.kind as u32));
        add(mix(ax, y.kind as u32));
        add(mix(ax, kinds(b, y)));
        add(mix(ax, kinds(c, b)));
        add(mix(ax, kinds(y, z)));
        add(mix(a.low, x.kind as u32));
        add(mix(x.low, a.kind as u32));
        add(mix(mix(a.low, x.low), 1));
        add(mix(mix(b.low, a.low), x.kind as u32));
        add(mix(mix(x.low, y.low), a.kind as u32));
        add(mix(a.shape, x.shape));
        add(mix(mix(b.shape, a.shape), x.shape));
        add(mix(mix(a.shape, x.shape), y.shape));
        add(mix(ax, since));
        add(mix(ax, left));
        add(mix(ax, since << 8 | left));
        add(mix(ax, 0x100 | self.style & 31));
        add(mix(ax, 0x200 | self.style >> 5));
        add(mix(ax, 0x300 | x.depth as u32));
        add(mix(mix(x.low, self.rules[gap] as u32), self.style & 7));
        add(mix(mix(y.low, ax), 2));
        add(mix(mix(b.low, ax), 3));
        let first = self.at(self.start, 0);
        add(mix(ax, kinds(first, first) << 3 | since));
    }
}

/// What a token is, by its form and what stands around it.
fn kind(form: &str, spaced: bool, quoted: bool, words: &Words) -> Kind {
    let mut chars = form.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next());
    let last = form.chars().next_back().unwrap_or(' ');
    if first.is_numeric() {
        return Kind::Number;
    }
    if first.is_alphabetic() {
        if form.contains(['@', '/', ':']) && form.len() > 4 {
            return Kind::Address;
        }
        if last == '.' {
            return match words.abbreviation(form.trim_end_matches('.')) {
                Some(Stop::Open | Stop::Number) => Kind::Open,
                _ => Kind::Both,
            };
        }
        return match (first.is_uppercase(), second) {
            (false, _) => Kind::Lower,
            (true, None) => Kind::Letter,
            (true, Some(_)) if form.chars().any(char::is_lowercase) => Kind::Title,
            _ => Kind::Upper,
        };
    }
    let asks = |c: char| matches!(c, '!' | '?' | '.');
    match first {
        '.' if second.is_none() => Kind::Stop,
        '.' | '…' if form.chars().all(|c| matches!(c, '.' | '…')) => Kind::Dots,
        '!' | '?' | '.' if form.chars().all(asks) => Kind::Asks,
        '\'' | '’' | '`' if second.is_some_and(char::is_alphabetic) => Kind::Lower,
        ':' if second.is_none() => Kind::Colon,
        ',' => Kind::Comma,
        ';' if second.is_none() => Kind::Semicolon,
        '-' | '–' | '—' if second.is_none_or(|c| c == first) => Kind::Dash,
        '“' | '‘' | '«' | '`' => Kind::Opens,
        '”' | '’' | '»' => Kind::Closes,
        '"' | '\'' if spaced && !quoted => Kind::Opens,
        '"' | '\'' => Kind::Closes,
        '(' | '[' | '{' if second.is_none() => Kind::BracketOpens,
        ')' | ']' | '}' if second.is_none() => Kind::BracketCloses,
        ':' | ';' | '=' | '(' | '^' => Kind::Face,
        '@' | '#' if second.is_some() => Kind::Address,
        '*' | '•' | '·' | '●' | '▪' | '◦' | '‣' | '>' => Kind::Bullet,
        _ => Kind::Other,
    }
}

/// A coarse spelling: the kind, and the last three letters of words, the whole of marks.
fn shape(low: &str, kind: Kind) -> u32 {
    let tail = match kind {
        Kind::Number => low.len().min(5) as u32,
        _ => {
            let from = low.char_indices().rev().nth(1).map_or(0, |(i, _)| i);
            hash(&low.as_bytes()[from..])
        }
    };
    mix(tail, kind as u32)
}
