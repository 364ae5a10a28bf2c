//! Sparse integer weights by hashed feature: a 32-bit hash gives a row of (label, weight) pairs.
//!
//! The upper half of a hash is its bucket, the lower half is stored as a fingerprint: a feature that was not trained
//! matches one that was about once in 30,000 look-ups. Weights larger than a byte holds are split over several pairs.
//!
//! Section layout: number of labels, features and pairs (u32 each); features per bucket (65536 bytes); fingerprints (the
//! low bytes, then the high bytes); pairs per feature; labels of all pairs; weights of all pairs (signed bytes).

use super::file::{Section, read_u32};
use crate::error::Error;
use std::ops::Range;

const BUCKETS: usize = 1 << 16;

/// Labels whose weights are added at once.
const LANES: usize = 16;

/// Rows that are added at once: few enough that sums of their bytes stay within 16 bits.
const ROWS: usize = 64;

/// Upper bits of a hash that tell its group of features.
const GROUP: u32 = 12;

/// Weights with an index, both built on loading.
pub struct Table {
    /// For each group a bit for each of the next six bits of a hash: whether any feature has them. Most look-ups end here, in
    /// memory so small that it stays near the processor.
    bits: Vec<u64>,
    /// For each group its first feature.
    firsts: Vec<u32>,
    /// Hash and first row of each feature in the order of their hashes, and the number of rows at the end.
    features: Vec<(u32, u32)>,
    /// The rows: a weight for each label, in `parts` pieces. A feature with greater weights has several rows.
    weights: Vec<[i8; LANES]>,
    parts: usize,
    labels: usize,
}

impl Table {
    /// Reads a section and checks it.
    ///
    /// # Errors
    /// Corrupt when lengths or labels do not agree, or features are not in order.
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
        let (buckets, rest) = bytes[12..].split_at(BUCKETS);
        let (low, rest) = rest.split_at(features);
        let (high, rest) = rest.split_at(features);
        let (counts, rest) = rest.split_at(features);
        let (names, weights) = rest.split_at(pairs);
        let (buckets, firsts) = (running_sum(buckets), running_sum(counts));
        let labels_fit = names.iter().all(|&l| (l as usize) < labels);
        if buckets[BUCKETS] as usize != features || firsts[features] as usize != pairs || !labels_fit {
            return Err(bad());
        }
        let mut table = Table {
            bits: vec![0; 1 << GROUP],
            firsts: vec![0; 1 << GROUP],
            features: Vec::with_capacity(features + 1),
            weights: Vec::with_capacity(features * labels.div_ceil(LANES)),
            parts: labels.div_ceil(LANES),
            labels,
        };
        for (bucket, range) in buckets.windows(2).enumerate() {
            for f in range[0] as usize..range[1] as usize {
                let hash = (bucket as u32) << 16 | u32::from(high[f]) << 8 | u32::from(low[f]);
                let pairs = firsts[f] as usize..firsts[f + 1] as usize;
                let pairs = names[pairs.clone()].iter().zip(&weights[pairs]);
                table.push(hash, pairs.map(|(&label, &weight)| (label as usize, weight as i8)));
            }
        }
        if !table.features.is_sorted_by_key(|f| f.0) {
            return Err(bad());
        }
        for &(hash, _) in table.features.iter().rev() {
            let (group, bit) = place(hash);
            table.bits[group] |= 1 << bit;
        }
        let mut first = 0;
        for (group, firsts) in table.firsts.iter_mut().enumerate() {
            *firsts = first as u32;
            first += table.features[first..].iter().take_while(|f| place(f.0).0 == group).count();
        }
        table.features.push((u32::MAX, table.row_count() as u32));
        Ok(table)
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    fn row_count(&self) -> usize {
        self.weights.len() / self.parts.max(1)
    }

    /// Adds a feature's rows: a label's second weight goes into the second row, and so on.
    fn push(&mut self, hash: u32, pairs: impl Iterator<Item = (usize, i8)>) {
        let first = self.weights.len();
        self.features.push((hash, self.row_count() as u32));
        for (label, weight) in pairs {
            let (part, lane) = (label / LANES, label % LANES);
            let mut rows = (first + part..self.weights.len()).step_by(self.parts);
            let row = rows.find(|&at| self.weights[at][lane] == 0).unwrap_or_else(|| {
                let new = self.weights.len();
                self.weights.resize(new + self.parts, [0; LANES]);
                new + part
            });
            self.weights[row][lane] = weight;
        }
    }

    /// Adds the weights of the features `hashes` to `scores`, which has at least one place for each label.
    pub fn add(&self, hashes: &[u32], scores: &mut [i32]) {
        const MANY: usize = 64;
        let mut likely = [0u32; MANY];
        let mut rows = [0u32; ROWS];
        let mut found = 0;
        for hashes in hashes.chunks(MANY) {
            // No branches here: the processor could not foresee them.
            let mut count = 0;
            for &hash in hashes {
                let (group, bit) = place(hash);
                likely[count] = hash;
                count += (self.bits[group] >> bit & 1) as usize;
            }
            for &hash in &likely[..count] {
                for row in self.rows_of(hash) {
                    if found == ROWS {
                        self.sum(&rows, scores);
                        found = 0;
                    }
                    rows[found] = row;
                    found += 1;
                }
            }
        }
        self.sum(&rows[..found], scores);
    }

    /// The rows of the feature with this hash; none when there is no such feature.
    fn rows_of(&self, hash: u32) -> Range<u32> {
        let (group, bit) = place(hash);
        // Before it in its group is at least a feature for each bit that is set.
        let before = (self.bits[group] & ((1 << bit) - 1)).count_ones();
        let from = (self.firsts[group] + before) as usize;
        let features = self.features[from..].windows(2).take_while(|f| f[0].0 <= hash);
        features.filter(|f| f[0].0 == hash).map(|f| f[0].1..f[1].1).next().unwrap_or(0..0)
    }

    /// Adds up to `ROWS` rows to `scores`.
    fn sum(&self, rows: &[u32], scores: &mut [i32]) {
        for (part, scores) in scores.chunks_mut(LANES).take(self.parts).enumerate() {
            let mut sums = [0i16; LANES];
            for &row in rows {
                for (sum, &weight) in sums.iter_mut().zip(&self.weights[row as usize * self.parts + part]) {
                    *sum += weight as i16;
                }
            }
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += sum as i32;
            }
        }
    }
}

/// The group of a hash, and its bit there.
fn place(hash: u32) -> (usize, u32) {
    ((hash >> (32 - GROUP)) as usize, hash >> (26 - GROUP) & 63)
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
    fn sums_are_whole_however_many_and_great() {
        let rows = (0..600u32).map(|k| (k << 20 | k, (0..40).map(|l| (l, 127 * (k as i32 % 5 - 2))).collect()));
        let table = Table::parse(Section::owned(write(40, rows.collect()))).unwrap();
        let hashes: Vec<u32> = (0..600u32).filter(|k| k % 5 == 4).map(|k| k << 20 | k).collect();
        let (all, mut scores) = (hashes.repeat(9), [1; 40]);
        table.add(&all, &mut scores);
        assert_eq!(scores, [1 + all.len() as i32 * 254; 40]);
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
