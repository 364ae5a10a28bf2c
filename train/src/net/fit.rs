//! Fits a network to sentences of treebanks and of sets of names, a batch of both at each step.

use super::feed::feed;
use super::graph::{Drop, Graph, Shape};
use super::samples::{Gold, Sample, Set};
use super::{Vectors, check, heads, ops};
use crate::bar;
use crate::noise::Dice;
use candle_core::{Result as Candle, Tensor, backprop::GradStore};
use candle_nn::optim::{AdamW, Optimizer, ParamsAdamW};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tokens of treebank and of names that one gradient is taken over.
const TREE_TOKENS: usize = 700;
const NAME_TOKENS: usize = 900;
/// Gradients that one step sums, each by a thread of its own.
const WORKERS: usize = 2;
const RATE: f64 = 2e-3;
/// Share of the numbers between layers that each gradient does without.
const DROPOUT: f32 = 0.2;
/// What the loss of names counts beside the treebanks' three.
const NAMES: f64 = 2.0;
/// How much of the averaged weights each step keeps.
const KEEP: f32 = 0.999;

/// The order in which a set's sentences come: all of them, shuffled, again and again.
struct Deck<'a> {
    set: &'a Set,
    order: Vec<usize>,
    at: usize,
}

impl<'a> Deck<'a> {
    fn new(set: &'a Set) -> Self {
        Deck { set, order: (0..set.styles[0].len()).collect(), at: usize::MAX }
    }

    /// Sentences of about `tokens` tokens together.
    fn deal(&mut self, tokens: usize, dice: &mut Dice, out: &mut Vec<&'a Sample>) {
        let mut dealt = 0;
        while dealt < tokens {
            if self.at >= self.order.len() {
                dice.shuffle(&mut self.order);
                self.at = 0;
            }
            let mut roll = dice.below(100);
            let mut style = 0;
            while style + 1 < self.set.shares.len() && roll >= self.set.shares[style] {
                roll -= self.set.shares[style];
                style += 1;
            }
            let samples = &self.set.styles[style];
            // Other ways of writing may part sentences otherwise; then the place only says about where to look.
            let sample = &samples[self.order[self.at] * samples.len() / self.order.len()];
            self.at += 1;
            dealt += sample.inputs.len();
            out.push(sample);
        }
    }
}

/// Trains for `steps` steps; `checks` print how it goes.
pub fn fit(
    shape: Shape,
    steps: usize,
    vectors: &Vectors,
    trees: &Set,
    names: &Set,
    checks: Option<&check::Checks>,
) -> Result<Graph, super::Any> {
    let mut dice = Dice::new(5);
    let mut graph = Graph::new(shape, &mut dice)?;
    let count: usize = graph.vars.values().map(|v| v.elem_count()).sum();
    println!("{count} weights");
    let vars: Vec<_> = graph.vars.values().cloned().collect();
    let mut optimiser =
        AdamW::new(vars, ParamsAdamW { lr: RATE, beta2: 0.99, weight_decay: 0.01, ..Default::default() })?;
    let mut mean: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let (mut tree_deck, mut name_deck) = (Deck::new(trees), Deck::new(names));
    let mut seeds: Vec<Dice> = (0..WORKERS).map(|w| Dice::new(100 + w as u64)).collect();
    let bar = bar("reader", steps);
    let mut losses = [0f32; 4];
    for step in 0..steps {
        let batches: Vec<(Vec<&Sample>, Vec<&Sample>)> = (0..WORKERS)
            .map(|_| {
                let (mut a, mut b) = (vec![], vec![]);
                tree_deck.deal(TREE_TOKENS, &mut dice, &mut a);
                name_deck.deal(NAME_TOKENS, &mut dice, &mut b);
                (a, b)
            })
            .collect();
        let results: Vec<Candle<(GradStore, [f32; 4])>> = std::thread::scope(|scope| {
            let handles: Vec<_> = batches
                .iter()
                .zip(&mut seeds)
                .map(|((a, b), dice)| scope.spawn(|| gradient(&graph, vectors, a, b, dice)))
                .collect();
            handles.into_iter().map(|h| h.join().expect("a worker panicked")).collect()
        });
        let (mut grads, loss) = sum(&graph, results)?;
        clip(&graph, &mut grads, 2.0 * WORKERS as f32)?;
        losses.iter_mut().zip(loss).for_each(|(l, m)| *l += m);
        // A short climb, then a straight fall.
        let done = step as f64 / steps as f64;
        optimiser.set_learning_rate(RATE * ((step as f64 + 1.0) / 200.0).min(1.0) * (1.0 - done).max(0.01));
        optimiser.step(&grads)?;
        average(&graph, &mut mean, step)?;
        bar.inc(1);
        if step % 100 == 99 {
            let [tags, heads, relations, names] = losses.map(|l| l / 100.0);
            bar.set_message(format!("tags {tags:.3}, heads {heads:.3}, relations {relations:.3}, names {names:.3}"));
            losses = [0.0; 4];
        }
        if step % 2000 == 1999 && step + 1 < steps {
            let kept = swap(&mut graph, &mean)?;
            if let Some(checks) = checks {
                checks.print(&graph, vectors)?;
            }
            swap(&mut graph, &kept)?;
        }
    }
    bar.finish();
    swap(&mut graph, &mean)?;
    if let Some(checks) = checks {
        checks.print(&graph, vectors)?;
    }
    Ok(graph)
}

/// The gradients of all workers together, and their mean losses.
fn sum(graph: &Graph, results: Vec<Candle<(GradStore, [f32; 4])>>) -> Result<(GradStore, [f32; 4]), super::Any> {
    let mut results = results.into_iter();
    let (mut grads, mut loss) = results.next().ok_or("no workers")??;
    for result in results {
        let (other, more) = result?;
        loss.iter_mut().zip(more).for_each(|(l, m)| *l += m);
        for var in graph.vars.values() {
            if let Some(g) = other.get(var) {
                let both = match grads.get(var) {
                    Some(mine) => (mine + g)?,
                    None => g.clone(),
                };
                grads.insert(var, both);
            }
        }
    }
    Ok((grads, loss.map(|l| l / WORKERS as f32)))
}

/// Moves the averaged weights a little towards the present ones, at first faster.
fn average(graph: &Graph, mean: &mut BTreeMap<String, Vec<f32>>, step: usize) -> Candle<()> {
    let keep = KEEP.min((1.0 + step as f32) / (10.0 + step as f32));
    for (name, var) in &graph.vars {
        let now = var.flatten_all()?.to_vec1::<f32>()?;
        let mean = mean.entry(name.clone()).or_insert_with(|| now.clone());
        mean.iter_mut().zip(now).for_each(|(m, n)| *m = keep * *m + (1.0 - keep) * n);
    }
    Ok(())
}

/// Puts other values in place of the weights; the old ones come back.
fn swap(graph: &mut Graph, values: &BTreeMap<String, Vec<f32>>) -> Candle<BTreeMap<String, Vec<f32>>> {
    let mut old = BTreeMap::new();
    for (name, var) in &graph.vars {
        old.insert(name.clone(), var.flatten_all()?.to_vec1::<f32>()?);
        var.set(&Tensor::from_slice(&values[name], var.shape(), var.device())?)?;
    }
    Ok(old)
}

/// Makes the gradient no longer than `most`.
fn clip(graph: &Graph, grads: &mut GradStore, most: f32) -> Candle<()> {
    let mut square = 0f32;
    for var in graph.vars.values() {
        if let Some(g) = grads.get(var) {
            square += g.sqr()?.sum_all()?.to_scalar::<f32>()?;
        }
    }
    let length = square.sqrt();
    if length > most {
        for var in graph.vars.values() {
            if let Some(g) = grads.get(var) {
                let short = (g * (most / length) as f64)?;
                grads.insert(var, short);
            }
        }
    }
    Ok(())
}

/// Mean loss over the rows whose label is known.
fn choose(logits: &Tensor, gold: Vec<u8>) -> Candle<Tensor> {
    logits.apply_op1(ops::Choice { gold: Arc::new(gold) })
}

/// Gradient and losses over one batch.
fn gradient(
    graph: &Graph,
    vectors: &Vectors,
    trees: &[&Sample],
    names: &[&Sample],
    dice: &mut Dice,
) -> Candle<(GradStore, [f32; 4])> {
    let all: Vec<&Sample> = trees.iter().chain(names).copied().collect();
    let fed = feed(&all, vectors, Some(dice));
    let split = fed.sentences[trees.len()].start;
    let count = fed.rows[0].len();
    let mut drop = Drop { dice: Some(dice), rate: DROPOUT };
    let x = graph.encode(&fed, &mut drop)?;
    let (mut tags, mut heads, mut relations, mut labels) = (vec![], vec![], vec![], vec![]);
    for (sample, at) in all.iter().zip(fed.sentences.iter()) {
        match &sample.gold {
            Gold::Tree { tags: t, heads: h, relations: r } => {
                tags.extend_from_slice(t);
                relations.extend_from_slice(r);
                heads.extend(h.iter().map(|&h| if h >= heads::UNKNOWN { h } else { h + at.start as u32 }));
            }
            Gold::Names(l) => labels.extend_from_slice(l),
        }
    }
    let in_trees = x.narrow(0, 0, split)?.contiguous()?;
    let in_names = x.narrow(0, split, count - split)?.contiguous()?;
    let sentences = Arc::new(fed.sentences[..trees.len()].to_vec());
    let tag = choose(&graph.tags(&in_trees)?, tags)?;
    let head = (graph.heads(&in_trees, sentences, Arc::new(heads.clone()))? / split as f64)?;
    let of: Vec<u32> = heads.iter().map(|&h| if h >= heads::UNKNOWN { split as u32 } else { h }).collect();
    let relation = choose(&graph.relations(&in_trees, &of, &mut drop)?, relations)?;
    let name = choose(&graph.names(&in_names, &mut drop)?, labels)?;
    let loss = ((&tag + &head)? + (&relation + (&name * NAMES)?)?)?;
    let losses = [tag.to_scalar()?, head.to_scalar()?, relation.to_scalar()?, name.to_scalar()?];
    Ok((loss.backward()?, losses))
}
