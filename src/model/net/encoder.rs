//! The layers that every answer shares: from what is known of each token to what its sentence makes of it.

use super::input::{FLAGS, Input, TABLES};
use super::kernel::{BLOCK, ROWS};
use super::layer::{Grid, LIMIT, Linear, Norm, ONE, quantise, relu};
use super::store::{Matrix, Store};
use super::vectors::{DIMENSIONS, Vectors};
use std::ops::Range;

/// A learned table of rows of words or of parts of words, in the whole numbers that layers are fed.
struct Table {
    rows: Vec<i16>,
    width: usize,
}

/// A layer over each token and its two neighbours.
struct Convolution {
    linear: Linear,
    norm: Norm,
}

/// A recurrence over a sentence, forward and backward: a minimal gated unit (Zhou, Wu, Zhang and Zhou 2016) whose gate and
/// candidate look at the token alone, as in the simple recurrent unit (Lei and others 2018), so that all products of
/// matrices are over whole batches.
struct Recurrence {
    linear: Linear,
    norm: Norm,
    /// Numbers in each direction.
    width: usize,
    /// Whether the input is added to the output.
    adds: bool,
}

/// The shared layers.
pub struct Encoder {
    tables: Vec<Table>,
    /// The layer that is fed vectors and rows of the tables.
    input: Linear,
    /// Its weights of each flag, for all outputs. Few flags are set, so that they are added where they are.
    flags: Vec<Vec<i16>>,
    norm: Norm,
    convolutions: Vec<Convolution>,
    recurrences: Vec<Recurrence>,
    inputs: usize,
    outputs: usize,
}

/// Sentences that are read at once, and memory that is used again for the next ones. Each sentence has a row for each
/// token, and there is an empty row before, between and after them.
#[derive(Default)]
pub struct Batch {
    /// First row of each sentence, and its tokens.
    pub sentences: Vec<(usize, Range<usize>)>,
    /// Rows, rounded up to what the kernel multiplies at once.
    pub rows: usize,
    /// What the last layer gave, as the next ones are fed it. Row `r` of other grids is row `r + 1` here.
    pub fed: Grid<i16>,
    /// Sums of products, to be scaled.
    pub sums: Vec<i32>,
    empty: Vec<usize>,
    inputs: Grid<i16>,
    x: Grid<f32>,
    y: Grid<f32>,
    z: Grid<f32>,
}

impl Batch {
    /// Lays out sentences.
    pub fn lay_out(&mut self, sentences: &[Range<usize>]) {
        self.sentences.clear();
        self.empty.clear();
        let mut row = 0;
        for sentence in sentences {
            self.sentences.push((row, sentence.clone()));
            row += sentence.len();
            self.empty.push(row);
            row += 1;
        }
        self.rows = row.next_multiple_of(ROWS);
        self.empty.extend(row..self.rows);
    }

    /// Makes `x` what the next layer is fed.
    fn feed(&mut self) {
        self.fed.resize(self.rows + 2, self.x.width());
        self.fed.row_mut(0).fill(0);
        self.fed.row_mut(self.rows + 1).fill(0);
        let fed = &mut self.fed.all_mut()[self.x.width()..];
        quantise(self.x.from(0), ONE, LIMIT, fed);
        for &row in &self.empty {
            self.fed.row_mut(row + 1).fill(0);
        }
    }
}

impl Encoder {
    /// Takes the tensors of all shared layers.
    ///
    /// # Errors
    /// Says which one is missing or does not fit.
    pub fn take(store: &mut Store) -> Result<Encoder, String> {
        let mut tables = Vec::new();
        for (name, rows, width) in TABLES {
            let table = store.matrix(&format!("embed.{name}"), Some(width))?;
            if table.rows != rows {
                return Err(format!("embed.{name} has {} rows, not {rows}", table.rows));
            }
            let numbers: Vec<f32> = table.bytes.iter().map(|&b| b as f32 * table.scales[0]).collect();
            let mut rows = vec![0; numbers.len()];
            quantise(&numbers, ONE, LIMIT, &mut rows);
            tables.push(Table { rows, width });
        }
        let inputs = DIMENSIONS + TABLES.iter().map(|t| t.2).sum::<usize>();
        let weights = store.matrix("input.weight", Some(inputs + FLAGS))?;
        let biases = store.vector("input.bias", weights.rows)?;
        let (dense, flags) = part_flags(weights, inputs);
        let input = Linear::new(&dense, &biases, inputs);
        let mut width = input.outputs();
        let norm = Norm::take(store, "input", width)?;
        let mut convolutions = Vec::new();
        while let Some(weights) = store.take(&format!("conv{}.weight", convolutions.len())) {
            let name = format!("conv{}", convolutions.len());
            if weights.rows != width || weights.columns != 3 * width {
                return Err(format!("{name}.weight has {} rows of {}", weights.rows, weights.columns));
            }
            let biases = store.vector(&format!("{name}.bias"), width)?;
            let norm = Norm::take(store, &name, width)?;
            convolutions.push(Convolution { linear: Linear::new(&weights, &biases, width), norm });
        }
        let mut recurrences: Vec<Recurrence> = Vec::new();
        while let Some(weights) = store.take(&format!("gru{}.weight", recurrences.len())) {
            let name = format!("gru{}", recurrences.len());
            let half = weights.rows / 4;
            if weights.rows != 4 * half || half == 0 || weights.columns != width {
                return Err(format!("{name}.weight has {} rows of {}", weights.rows, weights.columns));
            }
            let biases = store.vector(&format!("{name}.bias"), weights.rows)?;
            let norm = Norm::take(store, &name, 2 * half)?;
            let linear = Linear::new(&weights, &biases, width);
            recurrences.push(Recurrence { linear, norm, width: half, adds: width == 2 * half });
            width = 2 * half;
        }
        Ok(Encoder { tables, input, flags, norm, convolutions, recurrences, inputs, outputs: width })
    }

    /// Numbers that come out for each token.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Runs all layers over the batch that was laid out; `batch.fed` holds what comes out.
    pub fn run(&self, inputs: &[Input], vectors: &Vectors, batch: &mut Batch) {
        self.look_up(inputs, vectors, batch);
        self.input.multiply(&batch.inputs, 0, batch.rows, &mut batch.sums);
        self.add_flags(inputs, batch);
        self.input.scale(&batch.sums, &mut batch.x);
        for row in 0..batch.rows {
            relu(batch.x.row_mut(row));
            self.norm.apply(batch.x.row_mut(row));
        }
        batch.feed();
        for layer in &self.convolutions {
            // Three rows of numbers that follow each other are one row of the layer's input.
            layer.linear.apply(&batch.fed, 0, batch.rows, &mut batch.sums, &mut batch.y);
            for row in 0..batch.rows {
                let y = batch.y.row_mut(row);
                relu(y);
                let x = batch.x.row_mut(row);
                add(x, y);
                layer.norm.apply(x);
            }
            batch.feed();
        }
        for layer in &self.recurrences {
            layer.linear.apply(&batch.fed, 1, batch.rows, &mut batch.sums, &mut batch.y);
            batch.z.resize(batch.rows, 2 * layer.width);
            batch.z.all_mut().fill(0.0);
            for (first, sentence) in &batch.sentences {
                layer.scan(*first..first + sentence.len(), &mut batch.y, &mut batch.z);
            }
            for row in 0..batch.rows {
                let z = batch.z.row_mut(row);
                if layer.adds {
                    add(z, batch.x.row(row));
                }
                layer.norm.apply(z);
            }
            std::mem::swap(&mut batch.x, &mut batch.z);
            batch.feed();
        }
    }

    /// Writes the inputs of every token of the batch, side by side: vector, rows of the tables.
    fn look_up(&self, inputs: &[Input], vectors: &Vectors, batch: &mut Batch) {
        batch.inputs.resize(batch.rows, self.inputs);
        batch.inputs.all_mut().fill(0);
        for (first, sentence) in &batch.sentences {
            for (row, input) in (*first..).zip(&inputs[sentence.clone()]) {
                let (vector, mut rest) = batch.inputs.row_mut(row).split_at_mut(DIMENSIONS);
                if let (Some(place), Ok(vector)) = (input.vector, vector.try_into()) {
                    vectors.write_to(place, vector);
                }
                for (table, &row) in self.tables.iter().zip(&input.rows) {
                    let (part, others) = rest.split_at_mut(table.width);
                    let start = row as usize * table.width;
                    if let Some(numbers) = table.rows.get(start..start + table.width) {
                        part.copy_from_slice(numbers);
                    }
                    rest = others;
                }
            }
        }
    }

    /// Adds to the sums of the first layer what the flags give, as if it were fed a 1 for each that is set.
    fn add_flags(&self, inputs: &[Input], batch: &mut Batch) {
        let width = batch.sums.len() / batch.rows.max(1);
        let mut set = Vec::with_capacity(FLAGS);
        for (first, sentence) in &batch.sentences {
            for (row, input) in (*first..).zip(&inputs[sentence.clone()]) {
                set.clear();
                let mut flags = input.flags & (u128::MAX >> (128 - FLAGS));
                while flags != 0 {
                    set.push(&self.flags[flags.trailing_zeros() as usize]);
                    flags &= flags - 1;
                }
                let sums = batch.sums[row * width..(row + 1) * width].as_chunks_mut::<BLOCK>().0;
                for (block, sums) in sums.iter_mut().enumerate() {
                    // Bytes, and fewer than 256 of them: 16 bits hold their sum.
                    let mut weights = [0i16; BLOCK];
                    for flag in &set {
                        for (sum, weight) in weights.iter_mut().zip(&flag[block * BLOCK..(block + 1) * BLOCK]) {
                            *sum += weight;
                        }
                    }
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum = sum.wrapping_add(weight as i32 * ONE as i32);
                    }
                }
            }
        }
    }
}

/// Parts the first layer's weights from those of the flags, its last columns.
fn part_flags(weights: Matrix, inputs: usize) -> (Matrix, Vec<Vec<i16>>) {
    let row = |output: usize| &weights.bytes[output * weights.columns..(output + 1) * weights.columns];
    let outputs = weights.rows.next_multiple_of(BLOCK);
    let weight = |flag: usize, output: usize| if output < weights.rows { row(output)[inputs + flag] as i16 } else { 0 };
    let flags = (0..FLAGS).map(|flag| (0..outputs).map(|output| weight(flag, output)).collect()).collect();
    let bytes = (0..weights.rows).flat_map(|output| &row(output)[..inputs]).copied().collect();
    (Matrix { rows: weights.rows, columns: inputs, bytes, scales: weights.scales }, flags)
}

impl Recurrence {
    /// Runs over the rows of one sentence: `u` holds forget gates and candidates of both directions and is used up, `out`
    /// gets what each direction makes of each token.
    fn scan(&self, rows: Range<usize>, u: &mut Grid<f32>, out: &mut Grid<f32>) {
        let n = self.width;
        for row in rows.clone() {
            for gates in [0..n, 2 * n..3 * n] {
                for f in &mut u.row_mut(row)[gates] {
                    *f = 0.5 + 0.5 * *f / (1.0 + f.abs());
                }
            }
        }
        let step = |before: Option<usize>, row: usize, half: usize, out: &mut Grid<f32>| {
            let (gates, candidates) = u.row(row)[2 * half * n..].split_at(n);
            let (before, out) = out.row_and(before, row);
            let part = half * n..(half + 1) * n;
            let cells = out[part.clone()].iter_mut().zip(gates).zip(candidates);
            match before {
                Some(before) => {
                    cells.zip(&before[part]).for_each(|(((h, f), z), before)| *h = f * before + (1.0 - f) * z)
                }
                None => cells.for_each(|((h, f), z)| *h = f * 0.0 + (1.0 - f) * z),
            }
        };
        for row in rows.clone() {
            step((row > rows.start).then(|| row - 1), row, 0, out);
        }
        for row in rows.clone().rev() {
            step((row + 1 < rows.end).then_some(row + 1), row, 1, out);
        }
    }
}

/// Adds `y` to `x`.
fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

// A row that is fed is wide enough for every flag.
const _: () = assert!(FLAGS <= 128 && BLOCK >= 2);
