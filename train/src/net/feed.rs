//! From sentences to the numbers that the network is fed.

use super::Vectors;
use super::graph::VECTOR;
use super::samples::Sample;
use crate::noise::Dice;
use dateline::model::net::input::FLAGS;
use std::ops::Range;
use std::sync::Arc;

/// What the network is fed for the tokens of several sentences.
pub struct Fed {
    pub vectors: Vec<f32>,
    pub rows: [Vec<u32>; 5],
    pub flags: Vec<f32>,
    pub sentences: Arc<Vec<Range<usize>>>,
}

/// What the network is fed for these sentences. In training some words lose their vector or their row, so that it
/// learns to do without.
pub fn feed(samples: &[&Sample], vectors: &Vectors, mut dice: Option<&mut Dice>) -> Fed {
    let count = samples.iter().map(|s| s.inputs.len()).sum();
    let mut fed = Fed {
        vectors: vec![0.0; count * VECTOR],
        rows: std::array::from_fn(|_| Vec::with_capacity(count)),
        flags: vec![0.0; count * FLAGS],
        sentences: Arc::new(vec![]),
    };
    let (mut at, mut sentences) = (0, vec![]);
    for sample in samples {
        sentences.push(at..at + sample.inputs.len());
        for input in &sample.inputs {
            let mut flags = input.flags;
            let mut rows = input.rows;
            let mut vector = input.vector;
            if let Some(dice) = dice.as_deref_mut() {
                if dice.below(100) < 6 {
                    vector = None;
                    flags &= !(1 << 15);
                }
                if dice.below(100) < 10 {
                    rows[0] = 0;
                }
            }
            if let Some(v) = vector {
                vectors.coded.decode(v as usize, &mut fed.vectors[at * VECTOR..(at + 1) * VECTOR]);
            }
            fed.rows.iter_mut().zip(rows).for_each(|(to, r)| to.push(r as u32));
            while flags != 0 {
                fed.flags[at * FLAGS + flags.trailing_zeros() as usize] = 1.0;
                flags &= flags - 1;
            }
            at += 1;
        }
    }
    fed.sentences = Arc::new(sentences);
    fed
}
