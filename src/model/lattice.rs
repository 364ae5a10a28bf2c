//! The best sequence of labels of a sentence, by Viterbi's algorithm, and by how much it beats its rivals.
//!
//! A name that was begun has to go on with its own type and to end, so that few labels can follow each other: labels are
//! kept in the order L, O, U, B, I, in which those after which no name is open stand together, as do those that need none
//! open. Between these two groups any step is allowed; within a name there are four steps for each type.

use super::names::{Label, Place, follows};

/// A score that no path takes.
const NEVER: i32 = -1_000_000_000;

/// Scores that are compared at once.
const LANES: usize = 4;

/// The steps between labels.
pub struct Lattice {
    /// The labels, as their numbers, in this lattice's order.
    order: Vec<usize>,
    /// Where each label stands in the order.
    places: Vec<usize>,
    /// The first label that needs no open name, the first after which one is open, and the first that goes on with one and
    /// leaves it open.
    first: usize,
    open: usize,
    inside: usize,
    /// Scores of a sentence's first and last label, in the lattice's order.
    start: Vec<i32>,
    end: Vec<i32>,
    /// For each label after which no name is open the scores of the labels that need none open, and the other way round.
    ahead: Vec<[i32; LANES]>,
    back: Vec<[i32; LANES]>,
    /// Steps within names: from, to, and the score.
    within: Vec<(usize, usize, i32)>,
    /// For each label those that can follow it, in the order of their numbers.
    after: Vec<Vec<usize>>,
}

/// Memory that is used again for each sentence.
#[derive(Default)]
pub struct Work {
    /// The scores of each token's labels, then the best score of a path to each label, and of one from it to the end.
    scores: Vec<i32>,
    ahead: Vec<i32>,
    back: Vec<i32>,
    /// The label of each token on the best path, as its number.
    pub path: Vec<usize>,
}

impl Lattice {
    /// Takes the scores of label `b` after label `a`, at `a * labels.len() + b`, then of each label at the start and at the
    /// end.
    ///
    /// # Panics
    /// When there are fewer scores.
    pub fn new(labels: &[Label], steps: &[i32]) -> Lattice {
        let n = labels.len();
        let rank = |place: Place| match place {
            Place::Last => 0,
            Place::Out => 1,
            Place::Unit => 2,
            Place::Begin => 3,
            Place::Inside => 4,
        };
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by_key(|&y| rank(labels[y].0));
        let before = |r: u8| order.iter().filter(|&&y| rank(labels[y].0) < r).count();
        let (first, open, inside) = (before(1), before(3), before(4));
        let mut places = vec![0; n];
        order.iter().enumerate().for_each(|(place, &y)| places[y] = place);
        let step = |a: usize, b: usize| steps[order[a] * n + order[b]];
        let allowed = |a: usize, b: usize| follows(labels[order[a]], labels[order[b]]);
        let edge = |at: usize, wrong: [Place; 2]| -> Vec<i32> {
            let score = |&y: &usize| if wrong.contains(&labels[y].0) { NEVER } else { steps[n * at + y] };
            order.iter().map(score).collect()
        };
        let within = (open..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|&(a, b)| allowed(a, b));
        Lattice {
            first,
            open,
            inside,
            start: edge(n, [Place::Inside, Place::Last]),
            end: edge(n + 1, [Place::Begin, Place::Inside]),
            ahead: lanes(open, inside - first, |a, b| step(a, first + b)),
            back: lanes(inside - first, open, |b, a| step(a, first + b)),
            within: within.map(|(a, b)| (a, b, step(a, b))).collect(),
            after: (0..n)
                .map(|x| (0..n).filter(|&y| follows(labels[x], labels[y])).map(|y| places[y]).collect())
                .collect(),
            order,
            places,
        }
    }

    /// Finds the best path through a sentence: `scores` holds a score for each label of each token.
    pub fn find(&self, scores: &[i32], work: &mut Work) {
        let n = self.order.len();
        let len = scores.len() / n;
        work.path.clear();
        for numbers in [&mut work.scores, &mut work.ahead, &mut work.back] {
            numbers.resize(len * n, 0);
        }
        if len == 0 {
            return;
        }
        for (here, scores) in work.scores.chunks_exact_mut(n).zip(scores.chunks_exact(n)) {
            here.iter_mut().zip(&self.order).for_each(|(here, &y)| *here = scores[y]);
        }
        // Far from overflow: scores and steps are of a few millions at most, and `bound` keeps sums of them.
        for ((ahead, start), score) in work.ahead[..n].iter_mut().zip(&self.start).zip(&work.scores) {
            *ahead = bound(start + score);
        }
        for t in 1..len {
            let (before, here) = work.ahead[(t - 1) * n..(t + 1) * n].split_at_mut(n);
            here.fill(NEVER);
            best(&before[..self.open], &self.ahead, &mut here[self.first..self.inside]);
            for &(from, to, step) in &self.within {
                here[to] = here[to].max(before[from] + step);
            }
            for (here, score) in here.iter_mut().zip(&work.scores[t * n..]) {
                *here = bound(*here + score);
            }
        }
        work.back[(len - 1) * n..].copy_from_slice(&self.end);
        for t in (0..len - 1).rev() {
            let (here, after) = work.back[t * n..(t + 2) * n].split_at_mut(n);
            // What was kept of the scores is not needed again: they become those of whole paths from here on.
            let after: &[i32] = {
                let scores = &mut work.scores[(t + 1) * n..(t + 2) * n];
                scores.iter_mut().zip(after.iter()).for_each(|(score, after)| *score = bound(*score + after));
                scores
            };
            here.fill(NEVER);
            best(&after[self.first..self.inside], &self.back, &mut here[..self.open]);
            for &(from, to, step) in &self.within {
                here[from] = here[from].max(after[to] + step);
            }
        }
        // From here on `ahead` holds the scores of the best paths through each label.
        for (ahead, back) in work.ahead.iter_mut().zip(&work.back) {
            *ahead += back;
        }
        for through in work.ahead.chunks_exact(n) {
            // Among equals, the first that can follow: then the path is one that the model allows.
            let after = &self.after[work.path.last().copied().unwrap_or(self.order[self.first])];
            let best = after.iter().copied().reduce(|best, y| if through[y] > through[best] { y } else { best });
            work.path.push(self.order[best.unwrap_or(self.first)]);
        }
    }

    /// By how much the path that was found beats every path that has another label at token `t`.
    pub fn margin(&self, t: usize, work: &Work) -> i32 {
        let n = self.order.len();
        let through = &work.ahead[t * n..(t + 1) * n];
        let taken = self.places[work.path[t]];
        let rivals = through[..taken].iter().chain(&through[taken + 1..]);
        through[taken].saturating_sub(rivals.copied().max().unwrap_or(NEVER))
    }
}

/// Keeps a score in a range within which sums of two do not overflow.
fn bound(score: i32) -> i32 {
    score.clamp(NEVER, -NEVER)
}

/// A matrix in rows of whole vectors, filled up with what no path takes; columns of vectors, one after the other.
fn lanes(rows: usize, columns: usize, number: impl Fn(usize, usize) -> i32) -> Vec<[i32; LANES]> {
    let vector = |row: usize, at: usize| {
        std::array::from_fn(|lane| if at + lane < columns { number(row, at + lane) } else { NEVER })
    };
    (0..columns)
        .step_by(LANES)
        .flat_map(|at| (0..rows).map(move |row| (row, at)))
        .map(|(row, at)| vector(row, at))
        .collect()
}

/// Writes for each column of `steps` the greatest sum of a score and the step from it.
fn best(scores: &[i32], steps: &[[i32; LANES]], out: &mut [i32]) {
    for (out, steps) in out.chunks_mut(LANES).zip(steps.chunks_exact(scores.len())) {
        let mut greatest = [NEVER; LANES];
        for (score, steps) in scores.iter().zip(steps) {
            for (greatest, step) in greatest.iter_mut().zip(steps) {
                *greatest = (*greatest).max(score + step);
            }
        }
        out.copy_from_slice(&greatest[..out.len()]);
    }
}
