//! Makes small codes of GloVe's word vectors: each is cut into short pieces, and of each piece only the nearest of
//! sixteen is kept (product quantisation, Jégou et al. 2011).

use crate::bar;
use crate::clusters::SIZE;
use crate::noise::Dice;

/// Numbers in a piece.
pub const PIECE: usize = 4;
/// Pieces in a vector.
pub const PIECES: usize = SIZE / PIECE;
/// What a piece is chosen from.
pub const CHOICES: usize = 16;
const ROUNDS: usize = 15;

/// The code book, `[piece][choice]`, and for each word its choices.
pub struct Coded {
    pub centres: Vec<[f32; PIECE]>,
    pub codes: Vec<[u8; PIECES]>,
}

impl Coded {
    /// The vector that the code of word `i` stands for.
    pub fn decode(&self, i: usize, out: &mut [f32]) {
        for (p, &c) in self.codes[i].iter().enumerate() {
            out[p * PIECE..(p + 1) * PIECE].copy_from_slice(&self.centres[p * CHOICES + c as usize]);
        }
    }
}

/// Codes of the vectors, which are taken at length ten, so that their numbers are about one.
pub fn code(vectors: &[[f32; SIZE]]) -> Coded {
    let mut coded = Coded { centres: vec![], codes: vec![[0; PIECES]; vectors.len()] };
    let bar = bar("word vectors", PIECES);
    for p in 0..PIECES {
        let points: Vec<[f32; PIECE]> =
            vectors.iter().map(|v| std::array::from_fn(|k| v[p * PIECE + k] * (SIZE as f32).sqrt())).collect();
        let (of, centres) = k_means(&points, p as u64 + 1);
        coded.codes.iter_mut().zip(of).for_each(|(code, c)| code[p] = c);
        coded.centres.extend(centres);
        bar.inc(1);
    }
    bar.finish();
    coded
}

fn distance(a: &[f32; PIECE], b: &[f32; PIECE]) -> f32 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

fn k_means(points: &[[f32; PIECE]], seed: u64) -> (Vec<u8>, Vec<[f32; PIECE]>) {
    let mut dice = Dice::new(seed);
    let mut centres: Vec<_> = (0..CHOICES).map(|_| points[dice.below(points.len())]).collect();
    let mut of = vec![0u8; points.len()];
    for _ in 0..ROUNDS {
        for (c, p) in of.iter_mut().zip(points) {
            let far = centres.iter().enumerate().map(|(i, centre)| (distance(centre, p), i as u8));
            *c = far.fold((f32::MAX, 0), |a, b| if b.0 < a.0 { b } else { a }).1;
        }
        let mut sums = vec![([0f32; PIECE], 0usize); CHOICES];
        for (&c, p) in of.iter().zip(points) {
            let sum = &mut sums[c as usize];
            sum.0.iter_mut().zip(p).for_each(|(s, v)| *s += v);
            sum.1 += 1;
        }
        for (centre, (sum, count)) in centres.iter_mut().zip(sums) {
            *centre = if count > 0 { sum.map(|v| v / count as f32) } else { points[dice.below(points.len())] };
        }
    }
    (of, centres)
}
