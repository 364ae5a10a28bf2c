//! Noisy copies of texts, as people paste them: headlines in capitals or title case, text without capitals.

/// A small generator of numbers with a fixed seed, so that training repeats exactly (xorshift64*).
pub struct Dice(u64);

impl Dice {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % n
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
}

/// `text` written so. Every code point stays one code point, so that offsets in code points stay valid.
pub fn rewrite(text: &str, noise: Noise) -> String {
    let mut starts = true;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let small = text[at..].split(|c: char| !c.is_alphabetic()).next().is_some_and(is_small);
        let c = match noise {
            Noise::Upper => single(c.to_uppercase(), c),
            Noise::Lower => single(c.to_lowercase(), c),
            Noise::Title if starts && !small => single(c.to_uppercase(), c),
            Noise::Title => c,
        };
        starts = c.is_whitespace() || matches!(c, '-' | '"' | '(' | '“');
        out.push(c);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stay() {
        for noise in [Noise::Upper, Noise::Title, Noise::Lower] {
            let text = "the straße of İzmir, left-wing of";
            assert_eq!(rewrite(text, noise).chars().count(), text.chars().count());
        }
        assert_eq!(rewrite("left-wing hopes of gold", Noise::Title), "Left-Wing Hopes of Gold");
    }
}
