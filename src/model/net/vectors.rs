//! Word vectors in few bytes, by product quantisation (Jégou, Douze and Schmid 2011): a vector is cut into pieces of four
//! numbers, and for each piece a code of four bits names the nearest of the 16 centroids of its place.
//!
//! Section layout: number of words, u32; words per bucket of the upper half of the hash (65536 bytes); for each word,
//! sorted by hash, the hash's low byte, then its second byte (a run of bytes each); 13 runs of bytes with two codes each,
//! the first in the low four bits; the centroids of each place, f32.

use super::layer::{LIMIT, ONE, quantise};
use crate::error::Error;
use crate::model::file::{Section, read_u32};
use crate::model::table::running_sum;

/// Numbers in a vector.
pub const DIMENSIONS: usize = 100;
/// Numbers in a piece.
pub const PIECE: usize = 4;
/// Pieces of a vector.
pub const PIECES: usize = DIMENSIONS / PIECE;
/// Centroids of a place.
pub const CENTROIDS: usize = 16;

const BUCKETS: usize = 1 << 16;
/// Runs of bytes that hold the codes.
const RUNS: usize = PIECES.div_ceil(2);
const CENTROID_BYTES: usize = PIECES * CENTROIDS * PIECE * 4;

/// The centroids of every place.
pub type Centroids = [[[f32; PIECE]; CENTROIDS]; PIECES];

/// The vector of each known word.
pub struct Vectors {
    section: Section,
    buckets: Vec<u32>,
    words: usize,
    /// The centroids in the whole numbers that layers are fed.
    centroids: Vec<[[i16; PIECE]; CENTROIDS]>,
}

impl Vectors {
    /// Reads the layout and checks it.
    ///
    /// # Errors
    /// Corrupt when lengths do not agree or a centroid is no number.
    pub fn parse(section: Section) -> Result<Vectors, Error> {
        let bad = || Error::corrupt("the word vectors do not add up");
        let bytes = section.as_ref();
        let words = read_u32(bytes, 0)? as usize;
        let whole = words.checked_mul(2 + RUNS).and_then(|n| n.checked_add(4 + BUCKETS + CENTROID_BYTES));
        if whole != Some(bytes.len()) {
            return Err(bad());
        }
        let buckets = running_sum(&bytes[4..4 + BUCKETS]);
        let numbers = bytes[bytes.len() - CENTROID_BYTES..].chunks_exact(4);
        let numbers: Vec<f32> = numbers.map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if buckets[BUCKETS] as usize != words || !numbers.iter().all(|n| n.is_finite()) {
            return Err(bad());
        }
        let mut centroids = vec![[[0; PIECE]; CENTROIDS]; PIECES];
        for (centroid, numbers) in centroids.as_flattened_mut().iter_mut().zip(numbers.chunks_exact(PIECE)) {
            quantise(numbers, ONE, LIMIT, centroid);
        }
        Ok(Vectors { section, buckets, words, centroids })
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// The place of the word whose folded form has this hash (`view::hash`).
    pub fn find(&self, hash: u32) -> Option<u32> {
        let bytes = &self.section.as_ref()[4 + BUCKETS..];
        let (low, high) = (&bytes[..self.words], &bytes[self.words..]);
        let bucket = (hash >> 16) as usize;
        let mut words = self.buckets[bucket]..self.buckets[bucket + 1];
        words.find(|&w| low[w as usize] == hash as u8 && high[w as usize] == (hash >> 8) as u8)
    }

    /// Writes the vector of the word at `place` in the whole numbers that layers are fed; zeros where no word is.
    pub fn write_to(&self, place: u32, out: &mut [i16; DIMENSIONS]) {
        if place as usize >= self.words {
            return out.fill(0);
        }
        let runs = self.section.as_ref()[4 + BUCKETS + 2 * self.words..].chunks_exact(self.words);
        let pieces = out.as_chunks_mut::<PIECE>().0.chunks_mut(2).zip(self.centroids.chunks(2));
        for ((pieces, centroids), run) in pieces.zip(runs) {
            let two = run[place as usize];
            for ((piece, centroids), code) in pieces.iter_mut().zip(centroids).zip([two & 15, two >> 4]) {
                *piece = centroids[code as usize];
            }
        }
    }
}

/// Writes the section: for each word the hash of its folded form (`view::hash`) and its codes, each below 16. Of two words
/// with one hash the first is kept, so that the more frequent one should come first.
pub fn write(mut words: Vec<(u32, [u8; PIECES])>, centroids: &Centroids) -> Vec<u8> {
    words.sort_by_key(|w| w.0);
    words.dedup_by_key(|w| w.0);
    let mut buckets = vec![0u8; BUCKETS];
    words.retain(|w| {
        let bucket = &mut buckets[(w.0 >> 16) as usize];
        let room = *bucket < 255;
        *bucket += room as u8;
        room
    });
    let mut out = (words.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&buckets);
    out.extend(words.iter().map(|w| w.0 as u8));
    out.extend(words.iter().map(|w| (w.0 >> 8) as u8));
    for run in 0..RUNS {
        out.extend(words.iter().map(|(_, codes)| {
            let second = codes.get(2 * run + 1).copied().unwrap_or(0);
            codes[2 * run] & 15 | second << 4
        }));
    }
    out.extend(centroids.as_flattened().as_flattened().iter().flat_map(|n| n.to_le_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn centroids() -> Centroids {
        std::array::from_fn(|p| std::array::from_fn(|c| std::array::from_fn(|i| (p * 3 + c + i) as f32 / 16.0)))
    }

    fn section() -> Vec<u8> {
        let codes = |k: usize| std::array::from_fn(|p| ((p + k) % 16) as u8);
        write(vec![(0x12_3457, codes(1)), (0x12_3456, codes(2)), (9, codes(3)), (9, codes(4))], &centroids())
    }

    #[test]
    fn vectors_come_back() {
        let vectors = Vectors::parse(Section::owned(section())).unwrap();
        assert_eq!(vectors.len(), 3);
        for (hash, k) in [(0x12_3457, 1), (0x12_3456, 2), (9, 3)] {
            let mut out = [0; DIMENSIONS];
            vectors.write_to(vectors.find(hash).unwrap(), &mut out);
            for (i, &number) in out.iter().enumerate() {
                assert_eq!(number as f32 / ONE, centroids()[i / 4][(i / 4 + k) % 16][i % 4]);
            }
        }
        assert_eq!(vectors.find(0x12_3458), None);
        let mut out = [1; DIMENSIONS];
        vectors.write_to(3, &mut out);
        assert_eq!(out, [0; DIMENSIONS]);
    }

    #[test]
    fn sections_that_do_not_add_up_are_refused() {
        let good = section();
        for n in (0..good.len()).step_by(97).chain([good.len() - 1]) {
            assert!(Vectors::parse(Section::owned(good[..n].to_vec())).is_err());
        }
        for (at, value) in [(0, 4), (3, 255), (4, 2), (good.len() - 1, 0x7F)] {
            let mut bad = good.clone();
            bad[at] = value;
            if at == good.len() - 1 {
                bad[at - 1] = 0x80;
            }
            assert!(Vectors::parse(Section::owned(bad)).is_err(), "byte {at}");
        }
    }
}
