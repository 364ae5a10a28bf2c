//! Logistic regression over hashed features, for every table of weights that is not an averaged perceptron's.

use crate::noise::Dice;
use std::collections::HashMap;

/// The features that are kept, by number.
pub struct Index {
    /// Their hashes, sorted.
    pub hashes: Vec<u32>,
    numbers: HashMap<u32, u32>,
}

impl Index {
    /// Numbers the features that occur in at least `least` of the cases; what one case has twice counts twice.
    pub fn new<'c>(cases: impl Iterator<Item = &'c [u32]>, least: u32) -> Self {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        cases.flatten().for_each(|h| *seen.entry(*h).or_default() += 1);
        let mut hashes: Vec<u32> = seen.iter().filter(|s| *s.1 >= least).map(|s| *s.0).collect();
        hashes.sort_unstable();
        let numbers = hashes.iter().enumerate().map(|(i, &h)| (h, i as u32)).collect();
        Index { hashes, numbers }
    }

    /// The numbers of those of `hashes` that are kept.
    pub fn numbers(&self, hashes: &[u32]) -> Vec<u32> {
        hashes.iter().filter_map(|h| self.numbers.get(h).copied()).collect()
    }
}

/// What a case tells the trainer.
pub trait Case {
    /// The numbers of its features.
    fn features(&self) -> &[u32];
    /// How many of these, the first, do not tell which word it is about.
    fn general(&self) -> usize {
        self.features().len()
    }
    /// What the weights of label `label` should say of it; `None` where they have no say.
    fn wanted(&self, label: usize) -> Option<bool>;
}

/// How to train.
pub struct Fit {
    /// The size of steps.
    pub rate: f32,
    /// How strongly weights are drawn to zero.
    pub decay: f32,
    /// Where the sums of squares begin that make steps smaller.
    pub start: f32,
    /// Passes over the cases.
    pub epochs: usize,
    /// How many cases in a hundred are shown without what tells their word, so that what holds for any word is learned too.
    pub alone: usize,
}

impl Fit {
    /// Stochastic gradient descent with AdaGrad's steps (Duchi et al. 2011). `passed` is told after each pass how many cases
    /// were wrong.
    pub fn weights<C: Case>(
        &self,
        cases: &[C],
        label: usize,
        features: usize,
        mut passed: impl FnMut(usize),
    ) -> Vec<f32> {
        let (mut weights, mut squares) = (vec![0f32; features], vec![self.start; features]);
        let mut order: Vec<usize> = (0..cases.len()).collect();
        let mut dice = Dice::new(5);
        for _ in 0..self.epochs {
            dice.shuffle(&mut order);
            let mut wrong = 0;
            for case in order.iter().map(|&c| &cases[c]) {
                let Some(wanted) = case.wanted(label) else { continue };
                let alone = self.alone > 0 && dice.below(100) < self.alone;
                let features = if alone { &case.features()[..case.general()] } else { case.features() };
                let score: f32 = features.iter().map(|&f| weights[f as usize]).sum();
                wrong += ((score > 0.0) != wanted) as usize;
                let step = wanted as u8 as f32 - 1.0 / (1.0 + (-score).exp());
                for &f in features {
                    let (w, s) = (&mut weights[f as usize], &mut squares[f as usize]);
                    let slope = step - self.decay * *w;
                    *s += slope * slope;
                    *w += self.rate * slope / s.sqrt();
                }
            }
            passed(wrong);
        }
        weights
    }
}

/// Prints precision and recall at even odds.
pub fn measure<C: Case>(what: &str, part: &str, cases: &[C], label: usize, weights: &[f32]) {
    let (mut right, mut given, mut all) = (0, 0, 0);
    for (case, wanted) in cases.iter().filter_map(|c| Some((c, c.wanted(label)?))) {
        let yes = case.features().iter().map(|&f| weights[f as usize]).sum::<f32>() > 0.0;
        given += yes as usize;
        all += wanted as usize;
        right += (yes && wanted) as usize;
    }
    let (p, r) = (100.0 * right as f64 / given.max(1) as f64, 100.0 * right as f64 / all.max(1) as f64);
    println!("{what} {part}: P {p:.1}, R {r:.1} of {all}");
}

impl<C: Case> Case for &C {
    fn features(&self) -> &[u32] {
        (**self).features()
    }

    fn general(&self) -> usize {
        (**self).general()
    }

    fn wanted(&self, label: usize) -> Option<bool> {
        (**self).wanted(label)
    }
}
