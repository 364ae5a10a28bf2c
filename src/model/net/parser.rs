//! Dependencies: scores of every pair of tokens of a sentence (Dozat and Manning 2017, with a plain product in place of
//! the biaffine one), the best tree, and the relation of each token to its head.

use super::encoder::Batch;
use super::kernel::{BLOCK, Packed, ROWS, multiply};
use super::layer::{Grid, LIMIT, Linear, ONE, argmax, quantise, relu};
use super::store::Store;
use super::tree::Trees;
use crate::dependency::{Dependency, Deprel};

/// What stands for 1 in the whole numbers of which scores of pairs are products.
const UNIT: f32 = 128.0;
/// Greatest of those numbers: with it, sums of `WIDEST` products do not overflow.
const GREATEST: f32 = 4095.0;
/// The most numbers of which a score is a product.
const WIDEST: usize = 128;
/// Greatest score of a distance: with it, the score of a pair does not overflow, nor is it the least number there is.
const FARTHEST: i32 = i32::MAX - (GREATEST * GREATEST) as i32 * WIDEST as i32;
/// Distances that are told apart, on each side.
const STEPS: usize = 9;
/// Distances that are told apart, on both sides together.
pub const DISTANCES: usize = 2 * STEPS;

/// The trained parser.
pub struct Parser {
    relations: Vec<Deprel>,
    dependent: Linear,
    head: Linear,
    /// What stands for the head of a root.
    root: Vec<i16>,
    /// Scores by distance, the head on the left first.
    distance: Vec<i32>,
    label_dependent: Linear,
    label_head: Linear,
    label_root: Vec<f32>,
    label: Linear,
}

/// Memory that is used again for each batch.
#[derive(Default)]
pub struct Work {
    y: Grid<f32>,
    heads: Grid<f32>,
    dependent: Grid<i16>,
    head: Grid<i16>,
    packed: Packed,
    scores: Vec<i32>,
    /// Scores by distance: of heads ever less far to the left, then ever farther to the right.
    near: Vec<i32>,
    trees: Trees,
    found: Vec<Option<usize>>,
    hidden: Grid<i16>,
}

impl Parser {
    /// Takes the tensors of the parser, which is fed `inputs` numbers a token.
    ///
    /// # Errors
    /// Says what is missing or does not fit.
    pub fn take(store: &mut Store, inputs: usize, relations: Vec<Deprel>) -> Result<Parser, String> {
        let dependent = Linear::take(store, "arc.dep", inputs)?;
        let head = Linear::take(store, "arc.head", inputs)?;
        let width = dependent.outputs();
        if head.outputs() != width || width > WIDEST {
            return Err(format!("arc.dep has {width} outputs, arc.head {}", head.outputs()));
        }
        let mut root = vec![0; width];
        quantise(&store.vector("arc.root", width)?, UNIT, GREATEST, &mut root);
        let distance = store.vector("arc.distance", DISTANCES)?;
        let distance = distance.iter().map(|d| ((d * UNIT * UNIT).round() as i32).clamp(-FARTHEST, FARTHEST)).collect();
        let weights = store.matrix("label.dep.weight", Some(inputs))?;
        let biases = store.vector("label.bias", weights.rows)?;
        let label_dependent = Linear::new(&weights, &biases, inputs);
        let weights = store.matrix("label.head.weight", Some(inputs))?;
        let label_head = Linear::new(&weights, &[], inputs);
        let label_root = store.vector("label.root", label_dependent.outputs())?;
        let label = Linear::take(store, "label.out", label_dependent.outputs())?;
        if label_head.outputs() != label_dependent.outputs() || label.outputs() != relations.len() {
            return Err(format!("label.out has {} outputs for {} relations", label.outputs(), relations.len()));
        }
        // Tokens other than the root need a relation too.
        if !relations.iter().any(|&r| r != Deprel::Root) {
            return Err("there are no relations".into());
        }
        Ok(Parser { relations, dependent, head, root, distance, label_dependent, label_head, label_root, label })
    }

    /// Parses every sentence of a batch that the encoder has run over, into the places of its tokens in `out`.
    pub fn run(&self, batch: &mut Batch, work: &mut Work, out: &mut [Dependency]) {
        let rows = batch.rows;
        self.dependent.apply(&batch.fed, 1, rows, &mut batch.sums, &mut work.y);
        relu(work.y.all_mut());
        // Sentences are multiplied with up to three rows of what comes after them, to be passed over.
        work.dependent.resize(rows + ROWS, work.y.width());
        quantise(work.y.from(0), UNIT, GREATEST, work.dependent.all_mut());
        self.head.apply(&batch.fed, 1, rows, &mut batch.sums, &mut work.y);
        work.head.resize(rows, work.y.width());
        quantise(work.y.from(0), UNIT, GREATEST, work.head.all_mut());
        self.label_dependent.apply(&batch.fed, 1, rows, &mut batch.sums, &mut work.y);
        self.label_head.apply(&batch.fed, 1, rows, &mut batch.sums, &mut work.heads);
        for (first, sentence) in &batch.sentences {
            work.found.clear();
            work.found.resize(sentence.len(), None);
            self.attach(*first, work);
            for (i, &head) in work.found.iter().enumerate() {
                let above = head.map_or(self.label_root.as_slice(), |h| work.heads.row(first + h));
                for (y, above) in work.y.row_mut(first + i).iter_mut().zip(above) {
                    *y += above;
                }
                out[sentence.start + i].head = head.map(|h| sentence.start + h);
            }
        }
        relu(work.y.all_mut());
        work.hidden.resize(rows, work.y.width());
        quantise(work.y.from(0), ONE, LIMIT, work.hidden.all_mut());
        self.label.apply(&work.hidden, 0, rows, &mut batch.sums, &mut work.y);
        for (first, sentence) in &batch.sentences {
            for (row, dependency) in (*first..).zip(&mut out[sentence.clone()]) {
                dependency.relation = match dependency.head {
                    None => Deprel::Root,
                    Some(_) => self.relations[self.best_below_root(work.y.row_mut(row))],
                };
            }
        }
    }

    /// The best of the relations that are not the root's; uses up the scores.
    fn best_below_root(&self, scores: &mut [f32]) -> usize {
        let scores = &mut scores[..self.relations.len()];
        for (score, _) in scores.iter_mut().zip(&self.relations).filter(|(_, r)| **r == Deprel::Root) {
            *score = f32::NEG_INFINITY;
        }
        argmax(scores)
    }

    /// Fills `work.found` with the heads of the sentence whose tokens begin at row `first`.
    fn attach(&self, first: usize, work: &mut Work) {
        let n = work.found.len();
        if n == 0 {
            return;
        }
        let packed = &mut work.packed;
        // The root comes first, then every token as a head.
        packed.fill(n + 1, self.root.len(), |output, input| match output {
            0 => self.root[input],
            _ => work.head.row(first + output - 1)[input],
        });
        let rows = n.next_multiple_of(ROWS);
        let width = packed.outputs();
        work.scores.resize(rows * width, 0);
        multiply(work.dependent.from(first), work.dependent.width(), rows, packed, &mut work.scores);
        work.near.clear();
        work.near.extend((0..2 * n).map(|at| if at == n { 0 } else { self.distance[step(n, at)] }));
        for (i, row) in work.scores.chunks_exact_mut(width).take(n).enumerate() {
            for (score, near) in row[1..=n].iter_mut().zip(&work.near[n - i..]) {
                *score += near;
            }
        }
        work.trees.find(&mut work.found, width, &mut work.scores);
    }
}

/// The place of the distance from a token to its head among those that are told apart, of which there are
/// [`DISTANCES`].
pub fn step(token: usize, head: usize) -> usize {
    let step = match token.abs_diff(head) {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=24 => 7,
        _ => 8,
    };
    if head < token { step } else { step + STEPS }
}

const _: () = assert!(BLOCK >= ROWS && (GREATEST as i64).pow(2) * (WIDEST as i64) < i32::MAX as i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_steps() {
        let right: Vec<usize> = [1, 2, 3, 4, 5, 6, 7, 9, 10, 14, 15, 24, 25, 399].map(|d| step(0, d)).to_vec();
        assert_eq!(right, [9, 10, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17]);
        assert_eq!((step(7, 6), step(30, 0)), (0, 8));
    }
}
