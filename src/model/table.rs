//! Sparse integer weights by hashed feature: a 32-bit hash gives a row of (label, weight) pairs.
//!
//! The upper half of a hash is its bucket, the lower half is stored as a fingerprint: a feature that was not trained
//! matches one that was about once in 30,000 look-ups. Weights larger than a byte holds are split over several pairs.
//!
//! Section layout: number of labels, features and pairs (u32 each); features per bucket (65536 bytes); fingerprints (the
//! low bytes, then the high bytes); pairs per feature; labels of all pairs; weights of all pairs (signed bytes).

use super::file::{Section, read_u32};
use crate::error::Error;

const BUCKETS: usize = 1 << 16;

/// Weights that are read in place, with an index that is built on loading.
pub struct Table {
    section: Section,
    /// For each bucket its first feature, and the number of features at the end.
    buckets: Vec<u32>,
    /// For each feature its first pair, and the number of pairs at the end.
    rows: Vec<u32>,
    labels: usize,
    at: Offsets,
}

#[derive(Clone, Copy)]
struct Offsets {
    low: usize,
    high: usize,
    label: usize,
    weight: usize,
}

impl Table {
    /// Reads the layout of a section and checks it, so that look-ups need no checks of their own.
    ///
    /// # Errors
    /// Corrupt when lengths or labels do not agree.
    pub fn parse(section: Section) -> Result<Table, Error> {
        let bad = || Error::corrupt("a weight table does not add up");
        let bytes = section.as_ref();
        let labels = read_u32(bytes, 0)? as usize;
        let features = read_u32(bytes, 4)? as usize;
        let pairs = read_u32(bytes, 8)? as usize;
        let whole = features.checked_mul(3).and_then(|n| n.checked_add(pairs.checked_mul(2)?)).ok_or_else(bad)?;
        if labels > 256 || whole.checked_add(12 + BUCKETS) != Some(bytes.len()) {
            return Err(bad());
        }
        let low = 12 + BUCKETS;
        let counts = low + 2 * features;
        let label = counts + features;
        let buckets = running_sum(&bytes[12..low]);
        let rows = running_sum(&bytes[counts..label]);
        let labels_fit = bytes[label..label + pairs].iter().all(|&l| (l as usize) < labels);
        if buckets[BUCKETS] as usize != features || rows[features] as usize != pairs || !labels_fit {
            return Err(bad());
        }
        let at = Offsets { low, high: low + features, label, weight: label + pairs };
        Ok(Table { section, buckets, rows, labels, at })
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Adds the weights of the features `hashes` to `scores`, which has at least one place for each label.
    pub fn add(&self, hashes: &[u32], scores: &mut [i32]) {
        let bytes = self.section.as_ref();
        let (low, high) = (&bytes[self.at.low..self.at.high], &bytes[self.at.high..]);
        let (labels, weights) = (&bytes[self.at.label..self.at.weight], &bytes[self.at.weight..]);
        for &hash in hashes {
            let bucket = (hash >> 16) as usize;
            for f in self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize {
                if low[f] == hash as u8 && high[f] == (hash >> 8) as u8 {
                    let row = self.rows[f] as usize..self.rows[f + 1] as usize;
                    for (&label, &weight) in labels[row.clone()].iter().zip(&weights[row]) {
                        scores[label as usize] += weight as i8 as i32;
                    }
                    break;
                }
            }
        }
    }
}

/// The sums of the counts before each place, and of all of them at the end.
pub(super) fn running_sum(counts: &[u8]) -> Vec<u32> {
    let mut sums = Vec::with_capacity(counts.len() + 1);
    let mut sum = 0u32;
    sums.push(0);
    for &count in counts {
        sum += count as u32;
        sums.push(sum);
    }
    sums
}

/// Writes a table's section from rows of (label, weight), each under its feature's hash. Zero weights and empty rows are
/// left out; of two rows with one hash the first is kept.
pub fn write(labels: usize, mut rows: Vec<(u32, Vec<(u8, i32)>)>) -> Vec<u8> {
    rows.sort_by_key(|r| r.0);
    rows.dedup_by_key(|r| r.0);
    let mut buckets = vec![0u8; BUCKETS];
    let (mut low, mut high, mut counts, mut names, mut weights) = (vec![], vec![], vec![], vec![], vec![]);
    for (hash, row) in rows {
        let mut count = 0;
        for (label, mut weight) in row {
            while weight != 0 && count < 255 {
                let part = weight.clamp(-127, 127);
                names.push(label);
                weights.push(part as i8 as u8);
                weight -= part;
                count += 1;
            }
        }
        let bucket = &mut buckets[(hash >> 16) as usize];
        if count > 0 && *bucket < 255 {
            *bucket += 1;
            low.push(hash as u8);
            high.push((hash >> 8) as u8);
            counts.push(count as u8);
        } else {
            names.truncate(names.len() - count);
            weights.truncate(names.len());
        }
    }
    let mut out = Vec::new();
    for n in [labels, low.len(), names.len()] {
        out.extend_from_slice(&(n as u32).to_le_bytes());
    }
    for part in [buckets, low, high, counts, names, weights] {
        out.extend_from_slice(&part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<u8> {
        write(3, vec![(7, vec![(0, 5), (2, -300)]), (0xFFFF_FFFF, vec![(1, 1)]), (0x0001_0007, vec![(1, 0)])])
    }

    #[test]
    fn weights_of_any_size_come_back() {
        let table = Table::parse(Section::owned(table())).unwrap();
        let mut scores = [0; 3];
        table.add(&[7, 0xFFFF_FFFF, 8, 0x0001_0007], &mut scores);
        assert_eq!(scores, [5, 1, -300]);
    }

    #[test]
    fn tables_that_do_not_add_up_are_refused() {
        let good = table();
        for n in 0..good.len() {
            assert!(Table::parse(Section::owned(good[..n].to_vec())).is_err());
        }
        for at in (0..12).chain([12 + 7, good.len() - 12, good.len() - 5]) {
            let mut bad = good.clone();
            bad[at] = bad[at].wrapping_add(250);
            if let Ok(table) = Table::parse(Section::owned(bad)) {
                table.add(&[7, 0xFFFF_FFFF], &mut vec![0; table.labels()]);
            }
        }
    }
}
