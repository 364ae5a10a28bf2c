//! Products of matrices of small integers: where the network spends its time.
//!
//! Sums are of 32 bits and wrap, so every order of adding gives the same answer: the vector instructions of WebAssembly and
//! of x86 and the plain loop agree to the last bit.
//!
//! Weights are packed in blocks of 16 outputs. A block holds, for each pair of inputs, the two weights of its first output,
//! of its second and so on: one vector instruction multiplies a pair of inputs, repeated in every lane, with the weights
//! of several outputs, and the sums come out in order.

/// Outputs of a block of weights.
pub const BLOCK: usize = 16;

/// Rows of inputs that are multiplied at once: each weight is loaded once for all of them.
pub const ROWS: usize = 4;

/// The weights of one layer, in the order in which they are read.
#[derive(Default)]
pub struct Packed {
    inputs: usize,
    outputs: usize,
    weights: Vec<i16>,
}

impl Packed {
    /// Packs a matrix of `outputs` rows of `inputs` weights, which `weight(output, input)` tells.
    pub fn new(outputs: usize, inputs: usize, weight: impl Fn(usize, usize) -> i16) -> Packed {
        let mut packed = Packed::default();
        packed.fill(outputs, inputs, weight);
        packed
    }

    /// Packs another matrix in the same memory.
    pub fn fill(&mut self, outputs: usize, inputs: usize, weight: impl Fn(usize, usize) -> i16) {
        self.inputs = inputs.next_multiple_of(2);
        self.outputs = outputs.next_multiple_of(BLOCK);
        self.weights.clear();
        self.weights.resize(self.inputs * self.outputs, 0);
        let blocks = self.weights.chunks_exact_mut((self.inputs * BLOCK).max(1));
        for (first, block) in (0..outputs).step_by(BLOCK).zip(blocks) {
            for output in first..outputs.min(first + BLOCK) {
                for (pair, both) in block.chunks_exact_mut(2 * BLOCK).enumerate() {
                    let place = 2 * (output - first);
                    both[place] = weight(output, 2 * pair);
                    if 2 * pair + 1 < inputs {
                        both[place + 1] = weight(output, 2 * pair + 1);
                    }
                }
            }
        }
    }

    /// Outputs of a row, rounded up to whole blocks.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The blocks of weights, each with its first output.
    fn blocks(&self) -> impl Iterator<Item = (usize, &[i16])> {
        let size = (self.inputs * BLOCK).max(1);
        self.weights.chunks_exact(size).enumerate().map(|(b, block)| (b * BLOCK, block))
    }
}

/// Multiplies `rows` rows of inputs, which begin `stride` numbers apart in `x`, with all weights; writes
/// `weights.outputs()` sums for each row, one row after the other.
///
/// # Panics
/// When `rows` is no multiple of `ROWS`, or `x` or `out` is too short.
pub fn multiply(x: &[i16], stride: usize, rows: usize, weights: &Packed, out: &mut [i32]) {
    if rows == 0 {
        return;
    }
    assert!(rows.is_multiple_of(ROWS) && x.len() >= (rows - 1) * stride + weights.inputs);
    let out = &mut out[..rows * weights.outputs];
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return wide::multiply(x, stride, weights, out);
    }
    #[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
    narrow::multiply(x, stride, weights, out);
    #[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
    plain(x, stride, weights, out);
}

/// What `multiply` does, without vector instructions.
#[allow(dead_code)] // Where there are vector instructions, only the tests use it.
fn plain(x: &[i16], stride: usize, weights: &Packed, out: &mut [i32]) {
    for (row, out) in out.chunks_exact_mut(weights.outputs.max(1)).enumerate() {
        let x = &x[row * stride..row * stride + weights.inputs];
        for (first, block) in weights.blocks() {
            let mut sums = [0i32; BLOCK];
            for (x, w) in x.chunks_exact(2).zip(block.chunks_exact(2 * BLOCK)) {
                for (sum, w) in sums.iter_mut().zip(w.chunks_exact(2)) {
                    let pair = (x[0] as i32 * w[0] as i32).wrapping_add(x[1] as i32 * w[1] as i32);
                    *sum = sum.wrapping_add(pair);
                }
            }
            out[first..first + BLOCK].copy_from_slice(&sums);
        }
    }
}

/// Declares `multiply` for vectors of `$lanes` sums, four rows by two vectors at a time: eight sums, two vectors of weights
/// and one of inputs are as many as sixteen registers hold with ease.
#[allow(unused_macros)] // Not every machine has vector instructions that are used here.
macro_rules! vectors {
    ($lanes:literal, $feature:literal, $zero:expr, $load:expr, $splat:expr, $dot:expr, $add:expr, $store:expr) => {
        /// All blocks of weights, each for all rows, so that a block stays in the nearest memory.
        #[target_feature(enable = $feature)]
        fn all(x: &[i16], stride: usize, weights: &Packed, out: &mut [i32]) {
            let (pairs, width) = (weights.inputs / 2, weights.outputs);
            let rows = out.len() / width.max(1);
            for (first, block) in weights.blocks() {
                for row in (0..rows).step_by(ROWS) {
                    for part in (0..BLOCK).step_by(2 * $lanes) {
                        let x = &x[row * stride..];
                        let x = [x, &x[stride..], &x[2 * stride..], &x[3 * stride..]];
                        let sums = tile(x, &block[2 * part..], pairs);
                        for (r, sums) in sums.into_iter().enumerate() {
                            let at = (row + r) * width + first + part;
                            let out: &mut [i32; 2 * $lanes] = (&mut out[at..at + 2 * $lanes]).try_into().unwrap();
                            // SAFETY: `out` has room for two vectors, and the store needs no alignment.
                            #[allow(unsafe_code)]
                            unsafe {
                                $store(out.as_mut_ptr().cast(), sums[0]);
                                $store(out.as_mut_ptr().add($lanes).cast(), sums[1]);
                            }
                        }
                    }
                }
            }
        }

        /// The sums of four rows for the outputs of two vectors.
        #[inline]
        #[target_feature(enable = $feature)]
        fn tile(x: [&[i16]; ROWS], w: &[i16], pairs: usize) -> [[Vector; 2]; ROWS] {
            let mut sums = [[$zero; 2]; ROWS];
            if pairs == 0 {
                return sums;
            }
            assert!(w.len() >= (pairs - 1) * 2 * BLOCK + 4 * $lanes && x.iter().all(|x| x.len() >= 2 * pairs));
            for k in 0..pairs {
                // SAFETY: the assertion above holds both for the weights and for the inputs of every pair `k`; the loads
                // need no alignment.
                #[allow(unsafe_code)]
                let (w, x) = unsafe {
                    let w = w.as_ptr().add(k * 2 * BLOCK);
                    let x: [Vector; ROWS] = [
                        $splat(x[0].as_ptr().add(2 * k).cast()),
                        $splat(x[1].as_ptr().add(2 * k).cast()),
                        $splat(x[2].as_ptr().add(2 * k).cast()),
                        $splat(x[3].as_ptr().add(2 * k).cast()),
                    ];
                    ([$load(w.cast()), $load(w.add(2 * $lanes).cast())], x)
                };
                for r in 0..ROWS {
                    for v in 0..2 {
                        sums[r][v] = $add(sums[r][v], $dot(x[r], w[v]));
                    }
                }
            }
            sums
        }
    };
}

/// Vectors of 256 bits.
#[cfg(target_arch = "x86_64")]
mod wide {
    use super::{BLOCK, Packed, ROWS};
    use std::arch::x86_64::*;

    type Vector = __m256i;

    vectors!(
        8,
        "avx2",
        _mm256_setzero_si256(),
        _mm256_loadu_si256,
        |p: *const i32| _mm256_set1_epi32(p.read_unaligned()),
        _mm256_madd_epi16,
        _mm256_add_epi32,
        _mm256_storeu_si256
    );

    /// See `super::multiply`; only where the machine has AVX2.
    pub fn multiply(x: &[i16], stride: usize, weights: &Packed, out: &mut [i32]) {
        assert!(std::arch::is_x86_feature_detected!("avx2"));
        // SAFETY: the machine has AVX2.
        #[allow(unsafe_code)]
        unsafe {
            all(x, stride, weights, out);
        }
    }
}

/// Vectors of 128 bits.
#[cfg(target_arch = "x86_64")]
mod narrow {
    use super::{BLOCK, Packed, ROWS};
    use std::arch::x86_64::*;

    type Vector = __m128i;

    vectors!(
        4,
        "sse2",
        _mm_setzero_si128(),
        _mm_loadu_si128,
        |p: *const i32| _mm_set1_epi32(p.read_unaligned()),
        _mm_madd_epi16,
        _mm_add_epi32,
        _mm_storeu_si128
    );

    /// See `super::multiply`.
    pub fn multiply(x: &[i16], stride: usize, weights: &Packed, out: &mut [i32]) {
        // SAFETY: every x86-64 machine has SSE2.
        #[allow(unsafe_code)]
        unsafe {
            all(x, stride, weights, out);
        }
    }
}

/// Vectors of 128 bits.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod narrow {
    use super::{BLOCK, Packed, ROWS};
    use std::arch::wasm32::*;

    type Vector = v128;

    vectors!(4, "simd128", i32x4_splat(0), v128_load, v128_load32_splat, i32x4_dot_i16x8, i32x4_add, v128_store);

    /// See `super::multiply`.
    pub fn multiply(x: &[i16], stride: usize, weights: &Packed, out: &mut [i32]) {
        all(x, stride, weights, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::net::random::Random;

    /// A way to multiply.
    type Multiply = fn(&[i16], usize, &Packed, &mut [i32]);

    /// The product by its definition.
    fn expected(x: &[i16], stride: usize, rows: usize, outputs: usize, w: &[Vec<i16>]) -> Vec<i32> {
        let dot = |row: usize, w: &[i16]| {
            let pairs = x[row * stride..].iter().zip(w);
            pairs.fold(0i32, |sum, (&x, &w)| sum.wrapping_add(x as i32 * w as i32))
        };
        (0..rows).flat_map(|r| (0..outputs).map(move |o| (r, o))).map(|(r, o)| dot(r, &w[o])).collect()
    }

    #[test]
    fn every_way_to_multiply_gives_the_same() {
        let mut ways: Vec<Multiply> = vec![plain, |x, stride, w, out| {
            multiply(x, stride, out.len() / w.outputs(), w, out);
        }];
        #[cfg(target_arch = "x86_64")]
        ways.push(narrow::multiply);
        let mut random = Random::new(1);
        for (rows, inputs, outputs, apart) in
            [(4, 1, 1, 2), (4, 2, 16, 2), (8, 37, 17, 40), (12, 64, 33, 20), (4, 400, 5, 0), (64, 150, 50, 150)]
        {
            let even = inputs + inputs % 2;
            // Small and greatest numbers alike; rows may overlap; the sums of the greatest ones wrap.
            let mut number = || match random.below(4) {
                0 => i16::MAX,
                1 => -i16::MAX,
                _ => random.below(1 << 16) as u16 as i16,
            };
            let x: Vec<i16> = (0..(rows - 1) * apart + even).map(|_| number()).collect();
            let w: Vec<Vec<i16>> = (0..outputs).map(|_| (0..inputs).map(|_| number()).collect()).collect();
            let packed = Packed::new(outputs, inputs, |o, i| w[o][i]);
            let expected = expected(&x, apart, rows, outputs, &w);
            for way in &ways {
                let mut out = vec![7; rows * packed.outputs()];
                way(&x, apart, &packed, &mut out);
                let found: Vec<i32> =
                    out.chunks(packed.outputs()).flat_map(|row| row[..outputs].iter().copied()).collect();
                assert_eq!(found, expected, "{rows} rows, {inputs} to {outputs}");
            }
        }
    }
}
