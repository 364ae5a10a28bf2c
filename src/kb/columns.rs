//! The parts of the section: columns of numbers and lists of forms, read in place.
//!
//! Little-endian throughout. Six counts, u32: things, bytes of their names, aliases, bytes of those, numbers of Wikidata,
//! seats. Then for the things: the length of each name, u8, and the names; type and class, u8; country, two letters or
//! zeros; division, u16; latitude and longitude, i16; prominence, u8. Then for the aliases: the length of each, u8, the
//! aliases, and the thing that each names, u16. Then the things with a number, u16, sorted, and the numbers, u32; then
//! the seats, u16, sorted, and what sits there, u16.
//!
//! Columns instead of records, because what is alike then stands together and packs well.

use crate::error::Error;
use crate::lexicon::fold;
use crate::model::file::{Section, read_u32};
use std::cmp::Ordering;
use std::ops::Range;

/// Counts at the head of the section.
pub(super) const COUNTS: usize = 6;

/// Cuts the section into its parts, from the front.
pub(super) struct Cut {
    section: Section,
    counts: [usize; COUNTS],
    at: usize,
}

impl Cut {
    pub(super) fn new(section: Section) -> Result<Cut, Error> {
        let mut counts = [0; COUNTS];
        for (i, count) in counts.iter_mut().enumerate() {
            *count = read_u32(section.as_ref(), 4 * i)? as usize;
        }
        Ok(Cut { section, counts, at: 4 * COUNTS })
    }

    pub(super) fn counts(&self) -> [usize; COUNTS] {
        self.counts
    }

    fn part(&mut self, length: usize) -> Result<Section, Error> {
        let end = self.at.checked_add(length).ok_or_else(|| Error::corrupt("a section is shorter than it says"))?;
        let part = self.section.part(self.at..end)?;
        self.at = end;
        Ok(part)
    }

    /// The next column, of `count` numbers of `width` bytes each.
    pub(super) fn column(&mut self, count: usize, width: usize) -> Result<Column, Error> {
        let length = count.checked_mul(width).ok_or_else(|| Error::corrupt("a section is shorter than it says"))?;
        Ok(Column { bytes: self.part(length)?, width })
    }

    /// The next list of `count` forms, of `bytes` bytes together.
    pub(super) fn forms(&mut self, count: usize, bytes: usize) -> Result<Forms, Error> {
        let lengths = self.column(count, 1)?;
        let text = self.part(bytes)?;
        let mut starts = Vec::with_capacity(count + 1);
        let mut end = 0_u32;
        starts.push(0);
        starts.extend(lengths.all().map(|length| {
            end = end.saturating_add(length);
            end
        }));
        let whole = std::str::from_utf8(text.as_ref()).map_err(|_| Error::corrupt("a name is no text"))?;
        if end as usize != bytes || !starts.iter().all(|&s| whole.is_char_boundary(s as usize)) {
            return Err(Error::corrupt("the names are not as long as they say"));
        }
        Ok(Forms { text, starts })
    }

    /// Checks that nothing is left over.
    pub(super) fn end(self) -> Result<(), Error> {
        let rest = self.section.as_ref().len() - self.at;
        (rest == 0).then_some(()).ok_or_else(|| Error::corrupt("a section is longer than it says"))
    }
}

/// Numbers of one width.
pub(super) struct Column {
    bytes: Section,
    width: usize,
}

impl Column {
    /// The number at `i`; its bits, where the column holds signed ones.
    pub(super) fn get(&self, i: usize) -> Option<u32> {
        self.bytes.as_ref().get(i.checked_mul(self.width)?..)?.get(..self.width).map(number)
    }

    /// All numbers, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.bytes.as_ref().chunks_exact(self.width).map(number)
    }

    /// The place of `value` in a column that is sorted.
    pub(super) fn search(&self, value: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.bytes.as_ref().len() / self.width);
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle)? < value { low = middle + 1 } else { high = middle }
        }
        (self.get(low)? == value).then_some(low)
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b))
}

/// Forms of names, sorted by how they fold.
pub(super) struct Forms {
    text: Section,
    starts: Vec<u32>,
}

impl Forms {
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The form at `i`, as it is written.
    pub(super) fn get(&self, i: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(i)?, *self.starts.get(i + 1)?);
        std::str::from_utf8(self.text.as_ref().get(start as usize..end as usize)?).ok()
    }

    /// The places of the forms that fold to `key`.
    pub(super) fn matching(&self, key: &str) -> Range<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.order(middle, key) == Ordering::Less { low = middle + 1 } else { high = middle }
        }
        let same = (low..self.len()).take_while(|&i| self.order(i, key) == Ordering::Equal).count();
        low..low + same
    }

    /// How the form at `i`, folded, stands to `key`.
    fn order(&self, i: usize, key: &str) -> Ordering {
        let (start, end) = (self.starts[i] as usize, self.starts[i + 1] as usize);
        let Some(form) = self.text.as_ref().get(start..end) else { return Ordering::Greater };
        if form.is_ascii() {
            // Folding an ASCII form only makes its capitals small: nearly all forms, so that looking up allocates nothing.
            return form.iter().map(u8::to_ascii_lowercase).cmp(key.bytes());
        }
        std::str::from_utf8(form).map_or(Ordering::Greater, |form| fold(form).as_str().cmp(key))
    }
}
