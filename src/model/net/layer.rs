//! The steps of which the network's layers are made. All arithmetic on floats is adding, multiplying, dividing and taking
//! square roots, one step at a time in an order that the code fixes: IEEE 754 defines each to the last bit, so that every
//! build gives the same numbers.

use super::kernel::{BLOCK, Packed, multiply};
use super::store::{Matrix, Store};

/// What stands for 1 in the whole numbers that layers are fed.
pub const ONE: f32 = 2048.0;

/// Greatest whole number that a layer is fed.
pub const LIMIT: f32 = 32767.0;

/// Rows of numbers of one width, in memory that is used again.
#[derive(Clone, Debug, Default)]
pub struct Grid<T> {
    numbers: Vec<T>,
    width: usize,
}

impl<T: Copy + Default> Grid<T> {
    /// Makes it `rows` rows of at least `width` numbers, rounded up so that whole blocks of outputs fit. What the rows
    /// hold is left open.
    pub fn resize(&mut self, rows: usize, width: usize) {
        self.width = width.next_multiple_of(BLOCK);
        self.numbers.resize(rows * self.width, T::default());
    }

    /// Numbers from one row's start to the next one's.
    pub fn width(&self) -> usize {
        self.width
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[T] {
        &self.numbers[row * self.width..(row + 1) * self.width]
    }

    /// One row.
    pub fn row_mut(&mut self, row: usize) -> &mut [T] {
        &mut self.numbers[row * self.width..(row + 1) * self.width]
    }

    /// Another row beside the one to write.
    pub fn row_and(&mut self, other: Option<usize>, row: usize) -> (Option<&[T]>, &mut [T]) {
        let width = self.width;
        match other {
            None => (None, self.row_mut(row)),
            Some(other) if other < row => {
                let (before, after) = self.numbers.split_at_mut(row * width);
                (Some(&before[other * width..(other + 1) * width]), &mut after[..width])
            }
            Some(other) => {
                let (before, after) = self.numbers.split_at_mut(other * width);
                (Some(&after[..width]), &mut before[row * width..(row + 1) * width])
            }
        }
    }

    /// All rows from `row` on.
    pub fn from(&self, row: usize) -> &[T] {
        &self.numbers[row * self.width..]
    }

    /// All rows.
    pub fn all_mut(&mut self) -> &mut [T] {
        &mut self.numbers
    }
}

/// Weights, biases and the scales that bring sums of whole numbers back to floats.
pub struct Linear {
    weights: Packed,
    scales: Vec<f32>,
    biases: Vec<f32>,
    outputs: usize,
}

impl Linear {
    /// Takes `name`.weight, which has `inputs` columns, and `name`.bias.
    ///
    /// # Errors
    /// When one is missing or has another shape.
    pub fn take(store: &mut Store, name: &str, inputs: usize) -> Result<Linear, String> {
        let weights = store.matrix(&format!("{name}.weight"), Some(inputs))?;
        let biases = store.vector(&format!("{name}.bias"), weights.rows)?;
        Ok(Linear::new(&weights, &biases, inputs))
    }

    /// Packs weights and biases. The columns are several parts of `part` inputs, each of which begins a new row of the
    /// grid that the layer is fed.
    pub fn new(weights: &Matrix, biases: &[f32], part: usize) -> Linear {
        let (outputs, columns) = (weights.rows, weights.columns);
        let apart = if part < columns { part.next_multiple_of(BLOCK) } else { part };
        let inputs = (columns / part - 1) * apart + part;
        let packed = Packed::new(outputs, inputs, |output, input| {
            let (row, column) = (input / apart, input % apart);
            if column < part { weights.bytes[output * columns + row * part + column] as i16 } else { 0 }
        });
        let mut scales: Vec<f32> = weights.scales.iter().map(|s| s / ONE).collect();
        scales.resize(packed.outputs(), 0.0);
        let mut biases = biases.to_vec();
        biases.resize(packed.outputs(), 0.0);
        Linear { weights: packed, scales, biases, outputs }
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Applies the layer to `rows` rows of `x`, from `first` on; there are as many rows in `out` after it.
    pub fn apply(&self, x: &Grid<i16>, first: usize, rows: usize, sums: &mut Vec<i32>, out: &mut Grid<f32>) {
        self.multiply(x, first, rows, sums);
        self.scale(sums, out);
    }

    /// The first half of `apply`: the sums of products, in rows that are as wide as those of the grid that they go to.
    pub fn multiply(&self, x: &Grid<i16>, first: usize, rows: usize, sums: &mut Vec<i32>) {
        sums.resize(rows * self.weights.outputs(), 0);
        multiply(x.from(first), x.width(), rows, &self.weights, sums);
    }

    /// The second half of `apply`: brings the sums back to floats.
    pub fn scale(&self, sums: &[i32], out: &mut Grid<f32>) {
        let width = self.weights.outputs();
        out.resize(sums.len() / width.max(1), self.outputs);
        let rows = sums.chunks_exact(width).zip(out.numbers.chunks_exact_mut(width));
        for (sums, out) in rows {
            for (((out, &sum), scale), bias) in out.iter_mut().zip(sums).zip(&self.scales).zip(&self.biases) {
                *out = bias + sum as f32 * scale;
            }
        }
    }
}

/// Layer normalisation (Ba, Kiros and Hinton 2016): brings a row to mean 0 and deviation 1, then to its own gains and
/// biases.
pub struct Norm {
    gains: Vec<f32>,
    biases: Vec<f32>,
}

impl Norm {
    /// Takes `name`.norm.gain and `name`.norm.bias.
    ///
    /// # Errors
    /// When one is missing or has another length.
    pub fn take(store: &mut Store, name: &str, length: usize) -> Result<Norm, String> {
        let gains = store.vector(&format!("{name}.norm.gain"), length)?;
        let biases = store.vector(&format!("{name}.norm.bias"), length)?;
        Ok(Norm { gains, biases })
    }

    /// Normalises the numbers of a row; what the row holds beyond them is left as it is.
    pub fn apply(&self, row: &mut [f32]) {
        let row = &mut row[..self.gains.len()];
        let length = row.len() as f32;
        let mean = sum(row, |x| x) / length;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / length;
        let factor = 1.0 / (variance + 1e-5).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&self.gains).zip(&self.biases) {
            *x = (*x - mean) * factor * gain + bias;
        }
    }
}

/// The sum of `f` over a row, in sixteen partial sums.
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut parts = [0f32; 16];
    let (chunks, rest) = row.as_chunks::<16>();
    for chunk in chunks {
        for (part, &x) in parts.iter_mut().zip(chunk) {
            *part += f(x);
        }
    }
    for (part, &x) in parts.iter_mut().zip(rest) {
        *part += f(x);
    }
    let parts: [f32; 8] = std::array::from_fn(|i| parts[i] + parts[i + 8]);
    let parts: [f32; 4] = std::array::from_fn(|i| parts[i] + parts[i + 4]);
    (parts[0] + parts[2]) + (parts[1] + parts[3])
}

/// Sets negative numbers to 0.
pub fn relu(numbers: &mut [f32]) {
    for x in numbers {
        *x = if *x > 0.0 { *x } else { 0.0 };
    }
}

/// Writes `x` in whole numbers, of which `one` stand for 1, as `whole` gives them.
pub fn quantise(x: &[f32], one: f32, limit: f32, out: &mut [i16]) {
    for (out, &x) in out.iter_mut().zip(x) {
        *out = whole(x * one, limit) as i16;
    }
}

/// The whole number nearest to `x`, the even one of two, from `-limit` to `limit`, which is at most 2 to the power of 22.
pub fn whole(x: f32, limit: f32) -> i32 {
    // Adding a power of two this great leaves no place for a fraction: the number ends in the lowest bits. Unlike a
    // conversion with all its special cases, it is one step of every processor's vectors.
    const GREAT: f32 = (3 << 22) as f32;
    let x = if x > -limit { x } else { -limit };
    let x = if x < limit { x } else { limit };
    (x + GREAT).to_bits().wrapping_sub(GREAT.to_bits()) as i32
}

/// The first of the greatest of `scores`, none of which is no number; 0 when there are none.
pub fn argmax(scores: &[f32]) -> usize {
    // First the greatest, many at once, then where it stands.
    let greater = |a: f32, b: f32| if a > b { a } else { b };
    let (chunks, rest) = scores.as_chunks::<8>();
    let mut greatest = [f32::NEG_INFINITY; 8];
    for chunk in chunks {
        for (greatest, &score) in greatest.iter_mut().zip(chunk) {
            *greatest = greater(score, *greatest);
        }
    }
    let greatest = greatest.iter().chain(rest).fold(f32::NEG_INFINITY, |a, &b| greater(a, b));
    scores.iter().position(|&score| score == greatest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantised_numbers_are_the_nearest() {
        let x = [0.0, 0.4, 0.5, 0.6, 1.5, -0.4, -0.6, -1.5, 9.0, -9.0, 1e30, -1e30, f32::INFINITY, f32::NAN];
        let mut out = [0; 14];
        quantise(&x, 1.0, 8.0, &mut out);
        assert_eq!(out, [0, 0, 0, 1, 2, 0, -1, -2, 8, -8, 8, -8, 8, -8]);
        let mut out = [0; 2];
        quantise(&[15.9995, -16.1], ONE, LIMIT, &mut out);
        assert_eq!(out, [32767, -32767]);
    }

    #[test]
    fn the_first_of_the_greatest_is_found() {
        let scores: Vec<f32> = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9].map(|n| n as f32 - 20.0).to_vec();
        for n in 1..scores.len() {
            let slow = (1..n).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
            assert_eq!(argmax(&scores[..n]), slow);
        }
        assert_eq!((argmax(&[]), argmax(&[-0.0, 0.0])), (0, 0));
    }

    #[test]
    fn normal_rows_have_mean_0_and_deviation_1() {
        let norm = Norm { gains: vec![1.0; 37], biases: vec![0.0; 37] };
        let mut row: Vec<f32> = (0..40).map(|i| (i * i % 17) as f32 + 100.0).collect();
        norm.apply(&mut row);
        let mean = row[..37].iter().sum::<f32>() / 37.0;
        let variance = row[..37].iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / 37.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4, "{mean} {variance}");
        assert!(row[37..].iter().all(|&x| x >= 100.0));
    }
}
