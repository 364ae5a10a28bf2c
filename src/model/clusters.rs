//! Word clusters: words that stand in like contexts share a number. They tell the taggers about words that the training
//! texts lack.
//!
//! Section layout: number of words, number of clusters (u32 each); words per bucket of the upper half of the hash (65536
//! bytes); for each word, sorted by hash, the hash's low byte, then its second byte, then the cluster's low byte, then its
//! high byte (a run of bytes each); for each cluster the coarse cluster that holds it (bytes).

use super::file::{Section, read_u32};
use crate::error::Error;

const BUCKETS: usize = 1 << 16;

/// The cluster of each known word, read in place.
pub struct Clusters {
    section: Section,
    buckets: Vec<u32>,
    words: usize,
}

impl Clusters {
    /// Reads the layout and checks it.
    ///
    /// # Errors
    /// Corrupt when lengths or clusters do not agree.
    pub fn parse(section: Section) -> Result<Clusters, Error> {
        let bad = || Error::corrupt("the word clusters do not add up");
        let bytes = section.as_ref();
        let (words, clusters) = (read_u32(bytes, 0)? as usize, read_u32(bytes, 4)? as usize);
        let whole = words.checked_mul(4).and_then(|n| n.checked_add(clusters)).and_then(|n| n.checked_add(8 + BUCKETS));
        if whole != Some(bytes.len()) || clusters > 1 << 16 {
            return Err(bad());
        }
        let buckets = super::table::running_sum(&bytes[8..8 + BUCKETS]);
        let (low, high) = bytes[8 + BUCKETS + 2 * words..].split_at(words);
        let fits = low.iter().zip(high).all(|(&l, &h)| (u16::from_le_bytes([l, h]) as usize) < clusters);
        if buckets[BUCKETS] as usize != words || !fits {
            return Err(bad());
        }
        Ok(Clusters { section, buckets, words })
    }

    /// The coarse and the fine cluster of the word with this hash, counted from 1; zeros for a word that is not known.
    pub fn get(&self, hash: u32) -> [u16; 2] {
        let bytes = &self.section.as_ref()[8 + BUCKETS..];
        let n = self.words;
        let bucket = (hash >> 16) as usize;
        for w in self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize {
            if bytes[w] == hash as u8 && bytes[n + w] == (hash >> 8) as u8 {
                let fine = u16::from_le_bytes([bytes[2 * n + w], bytes[3 * n + w]]);
                return [bytes[4 * n + fine as usize] as u16 + 1, fine + 1];
            }
        }
        [0, 0]
    }
}

/// Writes the section: words by hash with their fine cluster, and the coarse cluster of each fine one.
pub fn write(mut words: Vec<(u32, u16)>, coarse: &[u8]) -> Vec<u8> {
    words.sort_unstable();
    words.dedup_by_key(|w| w.0);
    let mut buckets = vec![0u8; BUCKETS];
    words.retain(|w| {
        let bucket = &mut buckets[(w.0 >> 16) as usize];
        let room = *bucket < 255;
        *bucket += room as u8;
        room
    });
    let mut out = (words.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&(coarse.len() as u32).to_le_bytes());
    out.extend_from_slice(&buckets);
    out.extend(words.iter().map(|w| w.0 as u8));
    out.extend(words.iter().map(|w| (w.0 >> 8) as u8));
    out.extend(words.iter().map(|w| w.1 as u8));
    out.extend(words.iter().map(|w| (w.1 >> 8) as u8));
    out.extend_from_slice(coarse);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let bytes = write(vec![(0x12_3456, 1), (0x12_3457, 0), (9, 1)], &[7, 3]);
        let clusters = Clusters::parse(Section::owned(bytes.clone())).unwrap();
        assert_eq!(clusters.get(0x12_3456), [4, 2]);
        assert_eq!(clusters.get(0x12_3457), [8, 1]);
        assert_eq!(clusters.get(0x12_3458), [0, 0]);
        for n in 0..bytes.len() {
            assert!(Clusters::parse(Section::owned(bytes[..n].to_vec())).is_err());
        }
    }
}
