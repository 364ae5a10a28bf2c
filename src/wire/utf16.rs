//! From UTF-8 bytes to UTF-16 code units.

use super::Stretch;
use crate::span::Span;

/// Turns byte offsets into UTF-16 offsets, in constant time each after one pass over the text.
pub struct Utf16 {
    /// (byte offset, UTF-16 offset) after each run of text whose bytes and code units differ; empty for ASCII.
    steps: Vec<(u32, u32)>,
}

impl Utf16 {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut lost = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            lost += (c.len_utf8() - c.len_utf16()) as u32;
            steps.push(((at + c.len_utf8()) as u32, lost));
        }
        Utf16 { steps }
    }

    /// The UTF-16 offset of a byte offset that stands on a character boundary.
    pub fn at(&self, byte: u32) -> u32 {
        let n = self.steps.partition_point(|&(b, _)| b <= byte);
        byte - if n == 0 { 0 } else { self.steps[n - 1].1 }
    }

    /// The UTF-16 stretch of a byte span.
    pub fn stretch(&self, span: Span) -> Stretch {
        Stretch { start: self.at(span.start), end: self.at(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_round_trip() {
        let text = "a‘é😀b\u{FFFD}";
        let utf16 = Utf16::new(text);
        for (byte, _) in text.char_indices() {
            assert_eq!(utf16.at(byte as u32) as usize, text[..byte].encode_utf16().count());
        }
        assert_eq!(utf16.at(text.len() as u32) as usize, text.encode_utf16().count());
    }
}
