//! Noisy copies of texts, as people paste them: headlines in capitals or title case, text without capitals.

use crate::Options;
use crate::data::Record;
use serde_json::Value;
use std::io::Write;
use std::str::FromStr;

/// A small generator of numbers with a fixed seed, so that training repeats exactly (xorshift64*).
pub struct Dice(u64);

impl Dice {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() as usize >> 1) % n
    }

    /// Random bits.
    pub fn bits(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    /// Puts `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// A way of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    Upper,
    Title,
    Lower,
    /// Opening quotation marks typed as `''` become ``: programs that know TeX's marks then tell both sides.
    Marks,
}

impl FromStr for Noise {
    type Err = String;

    fn from_str(name: &str) -> Result<Noise, String> {
        match name {
            "upper" => Ok(Noise::Upper),
            "title" => Ok(Noise::Title),
            "lower" => Ok(Noise::Lower),
            "marks" => Ok(Noise::Marks),
            _ => Err(format!("unknown style {name}: it is upper, title, lower or marks")),
        }
    }
}

/// Writes the given JSONL files to standard output with each `text` rewritten in the style asked for. The other fields
/// stay, so spans in code points hold for the copy too.
pub fn copy(o: &Options) -> Result<(), String> {
    let noise = o.style.ok_or("noise needs --style upper, title, lower or marks")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in &o.files {
        let source = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        for line in source.lines().filter(|line| !line.trim().is_empty()) {
            let mut record: Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", file.display()))?;
            let text = record["text"].as_str().ok_or_else(|| format!("{}: a line without text", file.display()))?;
            record["text"] = rewrite(text, noise).into();
            writeln!(out, "{record}").map_err(|e| e.to_string())?;
        }
    }
    out.flush().map_err(|e| e.to_string())
}

/// `text` written so. Every code point stays one code point, so that offsets in code points stay valid.
pub fn rewrite(text: &str, noise: Noise) -> String {
    if noise == Noise::Marks {
        return text.split('\n').map(open_marks).collect::<Vec<_>>().join("\n");
    }
    let mut starts = true;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let small = text[at..].split(|c: char| !c.is_alphabetic()).next().is_some_and(is_small);
        let c = match noise {
            Noise::Upper => single(c.to_uppercase(), c),
            Noise::Lower => single(c.to_lowercase(), c),
            Noise::Title if starts && !small => single(c.to_uppercase(), c),
            Noise::Title | Noise::Marks => c,
        };
        starts = c.is_whitespace() || matches!(c, '-' | '"' | '(' | '“');
        out.push(c);
    }
    out
}

/// One paragraph in which every `''` that opens a quotation is ``.
fn open_marks(line: &str) -> String {
    let mut parts = line.split("''");
    let mut out = parts.next().unwrap_or_default().to_string();
    let mut open = false;
    for part in parts {
        let glued = part.starts_with(char::is_alphanumeric) && out.ends_with([' ', '(', '[', '—']);
        open = !open || glued;
        out.push_str(if open { "``" } else { "''" });
        out.push_str(part);
    }
    out
}

/// Words that headlines leave small.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "and"
            | "or"
            | "as"
            | "but"
            | "from"
            | "with"
    )
}

fn single(mut changed: impl Iterator<Item = char>, c: char) -> char {
    match (changed.next(), changed.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// A copy of `text` in which about half of the lines are rewritten, the first more often.
pub fn noisy_lines(text: &str, dice: &mut Dice) -> String {
    let lines = text.split('\n').enumerate().map(|(i, line)| match dice.below(if i == 0 { 12 } else { 20 }) {
        0..4 => rewrite(line, Noise::Title),
        4..8 => rewrite(line, Noise::Upper),
        8..10 => rewrite(line, Noise::Lower),
        _ => line.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Other spellings of what the sets spell one way; papers differ.
const SPELLINGS: [(&str, &str, usize); 4] =
    [("U.S.", "US", 60), ("U.N.", "UN", 60), ("al-Qaida", "al Qaida", 40), ("al-Qaida", "al-Qaeda", 50)];

/// The text with some names spelled another way throughout, and its spans moved.
pub fn respell(record: &mut Record, dice: &mut Dice) {
    for (from, to, chance) in SPELLINGS {
        if dice.below(100) < chance {
            replace(record, from, to);
        }
    }
}

fn replace(record: &mut Record, from: &str, to: &str) {
    let old: Vec<char> = record.text.chars().collect();
    let wanted: Vec<char> = from.chars().collect();
    // Where each old code point went.
    let mut moved = Vec::with_capacity(old.len() + 1);
    let mut text = String::with_capacity(record.text.len());
    let (mut at, mut length) = (0, 0);
    while at < old.len() {
        let fits = old[at..].starts_with(&wanted) && old.get(at + wanted.len()).is_none_or(|c| !c.is_alphanumeric());
        let (new, used) = if fits { (to.to_string(), wanted.len()) } else { (old[at].to_string(), 1) };
        // Offsets inside what was replaced go to its end.
        moved.push(length);
        length += new.chars().count();
        moved.extend((1..used).map(|_| length));
        text.push_str(&new);
        at += used;
    }
    moved.push(length);
    record.text = text;
    for (start, end, ..) in &mut record.spans {
        (*start, *end) = (moved[(*start).min(old.len())], moved[(*end).min(old.len())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move_with_the_text() {
        let spans = vec![(4, 8, "LOC".to_string(), "geo".to_string()), (16, 19, "PER".to_string(), "per".to_string())];
        let mut record = Record { id: String::new(), text: "The U.S. warned Ann.".into(), spans };
        replace(&mut record, "U.S.", "US");
        assert_eq!((record.text.as_str(), record.spans[0].1, record.spans[1].0), ("The US warned Ann.", 6, 14));
    }

    #[test]
    fn lengths_stay() {
        for noise in [Noise::Upper, Noise::Title, Noise::Lower] {
            let text = "the straße of İzmir, left-wing of";
            assert_eq!(rewrite(text, noise).chars().count(), text.chars().count());
        }
        assert_eq!(rewrite("left-wing hopes of gold", Noise::Title), "Left-Wing Hopes of Gold");
        assert_eq!(
            rewrite("''Go,'' she said. ''Now.\n''Go on.''", Noise::Marks),
            "``Go,'' she said. ``Now.\n``Go on.''"
        );
    }
}
