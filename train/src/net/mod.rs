//! Trains the network that reads: one encoder, shared by parts of speech, names, heads and relations.

mod check;
mod export;
mod graph;
mod ops;
mod samples;

use crate::noise::Dice;
use crate::{Options, bar, clusters, data, ner, pack, vectors};
use candle_core::{Result as Candle, Tensor, backprop::GradStore};
use candle_nn::optim::{AdamW, Optimizer, ParamsAdamW};
use dateline::model::net::input::{FLAGS, FREQUENT};
use dateline::model::view;
use dateline::tag::Tag;
use dateline::words::Words;
use graph::{Drop, Fed, Graph, Shape, VECTOR};
use samples::{Gold, Sample, Set};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Words that have a vector.
const WORDS: usize = 60_000;
/// Tokens of treebank and of names that one gradient is taken over.
const TREE_TOKENS: usize = 700;
const NAME_TOKENS: usize = 900;
/// Gradients that one step sums, each by a thread of its own.
const WORKERS: usize = 2;
const STEPS: usize = 6000;
const RATE: f64 = 2e-3;
/// How much of the averaged weights each step keeps.
const KEEP: f32 = 0.999;

/// A number from the environment, for trials.
fn setting(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// The word vectors as training and reading see them.
pub struct Vectors {
    pub coded: vectors::Coded,
    pub hashes: Vec<u32>,
    place: HashMap<u32, u32>,
    pub frequent: Vec<u32>,
}

impl Vectors {
    fn build(o: &Options) -> Result<Vectors, String> {
        let (words, rows) = clusters::read(o, WORDS)?;
        let coded = vectors::code(&rows);
        let hashes: Vec<u32> = words.iter().map(|w| view::hash(dateline::lexicon::fold(w).as_bytes())).collect();
        let mut place = HashMap::new();
        for (i, &h) in hashes.iter().enumerate() {
            place.entry(h).or_insert(i as u32);
        }
        let mut frequent = hashes[..FREQUENT].to_vec();
        frequent.sort_unstable();
        frequent.dedup();
        Ok(Vectors { coded, hashes, place, frequent })
    }
}

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

pub fn train(o: &Options) -> Result<(), String> {
    run(o).map_err(|e| e.to_string())
}

type Any = Box<dyn std::error::Error>;

fn run(o: &Options) -> Result<(), Any> {
    let words = Words::load();
    let (splitter, lexicon, clusters) = (pack::splitter(o)?, pack::lexicon(o)?, pack::clusters(o)?);
    let vectors = Vectors::build(o)?;
    let place = |h: u32| vectors.place.get(&h).copied();
    let source = samples::Source {
        splitter: &splitter,
        lexicon: &lexicon,
        clusters: &clusters,
        frequent: &vectors.frequent,
        vector: &place,
    };
    let mut docs = data::trees(&o.data.join("syntax/ewt.train.conllu"))?;
    docs.extend(data::trees(&o.data.join("syntax/gum.train.conllu"))?);
    let mut tags: Vec<Tag> = docs.iter().flat_map(|d| d.tags.iter().flatten().copied()).collect();
    tags.sort_unstable_by_key(|t| (t.upos, t.xpos));
    tags.dedup();
    let mut relations: Vec<String> = docs.iter().flat_map(|d| d.relations.iter().cloned()).collect();
    relations.sort_unstable();
    relations.dedup();
    let labels = ner::labels();
    println!("{} tags, {} relations: {}", tags.len(), relations.len(), relations.join(" "));
    let shape = Shape {
        width: setting("WIDTH", 128.) as usize,
        convs: setting("CONVS", 2.) as usize,
        grus: setting("GRUS", 2.) as usize,
        gru: setting("GRU", 96.) as usize,
        arc: 64,
        label: 64,
        name: 64,
        tags: tags.len(),
        relations: relations.len(),
        labels: labels.len(),
    };
    let file = o.parts.join("net.safetensors");
    if o.again {
        let graph = Graph::load(shape, &file)?;
        return Ok(export::export(o, &graph, &vectors, &tags, &relations)?);
    }
    let trees = samples::trees(&source, &docs, &tags, &relations, true);
    let names = samples::names(&source, o, &words, &labels)?;
    let checks = check::Checks::read(o, &source, &words, &tags, &relations, &labels)?;
    let graph = fit(shape, &vectors, &trees, &names, &checks)?;
    let tensors: HashMap<String, Tensor> = graph.vars.iter().map(|(k, v)| (k.clone(), v.as_tensor().clone())).collect();
    candle_core::safetensors::save(&tensors, &file)?;
    Ok(export::export(o, &graph, &vectors, &tags, &relations)?)
}

fn fit(shape: Shape, vectors: &Vectors, trees: &Set, names: &Set, checks: &check::Checks) -> Result<Graph, Any> {
    let mut dice = Dice::new(5);
    let mut graph = Graph::new(shape, &mut dice)?;
    let count: usize = graph.vars.values().map(|v| v.elem_count()).sum();
    println!("{count} weights");
    let vars: Vec<_> = graph.vars.values().cloned().collect();
    let mut optimiser = AdamW::new(
        vars,
        ParamsAdamW { lr: RATE, beta2: 0.99, weight_decay: setting("DECAY", 0.01), ..Default::default() },
    )?;
    let mut mean: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let (mut tree_deck, mut name_deck) = (Deck::new(trees), Deck::new(names));
    let steps = setting("STEPS", STEPS as f64) as usize;
    let rate = setting("RATE", RATE);
    let mut seeds: Vec<Dice> = (0..WORKERS).map(|w| Dice::new(100 + w as u64)).collect();
    let bar = bar("reader", steps);
    let started = std::time::Instant::now();
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
        let mut results = results.into_iter();
        let (mut grads, mut loss) = results.next().ok_or("no workers")??;
        for result in results {
            let (other, more) = result?;
            loss.iter_mut().zip(more).for_each(|(l, m)| *l += m);
            for var in graph.vars.values() {
                if let Some(g) = other.get(var) {
                    let sum = match grads.get(var) {
                        Some(mine) => (mine + g)?,
                        None => g.clone(),
                    };
                    grads.insert(var, sum);
                }
            }
        }
        clip(&graph, &mut grads, 2.0 * WORKERS as f32)?;
        losses.iter_mut().zip(loss).for_each(|(l, m)| *l += m / WORKERS as f32);
        // A short climb, then a straight fall.
        let done = step as f64 / steps as f64;
        optimiser.set_learning_rate(rate * ((step as f64 + 1.0) / 200.0).min(1.0) * (1.0 - done).max(0.01));
        optimiser.step(&grads)?;
        let keep = KEEP.min((1.0 + step as f32) / (10.0 + step as f32));
        for (name, var) in &graph.vars {
            let now = var.flatten_all()?.to_vec1::<f32>()?;
            let mean = mean.entry(name.clone()).or_insert_with(|| now.clone());
            mean.iter_mut().zip(now).for_each(|(m, n)| *m = keep * *m + (1.0 - keep) * n);
        }
        bar.inc(1);
        if step % 100 == 99 {
            println!(
                "step {} ({:.0} s): loss of tags {:.4}, heads {:.4}, relations {:.4}, names {:.4}",
                step + 1,
                started.elapsed().as_secs_f32(),
                losses[0] / 100.0,
                losses[1] / 100.0,
                losses[2] / 100.0,
                losses[3] / 100.0
            );
            losses = [0.0; 4];
        }
        if step % 2000 == 1999 && step + 1 < steps {
            let kept = swap(&mut graph, &mean)?;
            checks.print(&graph, vectors)?;
            swap(&mut graph, &kept)?;
        }
    }
    bar.finish();
    swap(&mut graph, &mean)?;
    checks.print(&graph, vectors)?;
    Ok(graph)
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
    let mut drop = Drop { dice: Some(dice), rate: setting("DROP", 0.2) as f32 };
    let x = graph.encode(&fed, &mut drop)?;
    let (mut tags, mut heads, mut relations, mut labels) = (vec![], vec![], vec![], vec![]);
    for (sample, at) in all.iter().zip(fed.sentences.iter()) {
        match &sample.gold {
            Gold::Tree { tags: t, heads: h, relations: r } => {
                tags.extend_from_slice(t);
                relations.extend_from_slice(r);
                heads.extend(h.iter().map(|&h| if h >= ops::UNKNOWN { h } else { h + at.start as u32 }));
            }
            Gold::Names(l) => labels.extend_from_slice(l),
        }
    }
    let in_trees = x.narrow(0, 0, split)?.contiguous()?;
    let in_names = x.narrow(0, split, count - split)?.contiguous()?;
    let sentences = Arc::new(fed.sentences[..trees.len()].to_vec());
    let tag = choose(&graph.tags(&in_trees)?, tags)?;
    let head = (graph.heads(&in_trees, sentences, Arc::new(heads.clone()))? / split as f64)?;
    let of: Vec<u32> = heads.iter().map(|&h| if h >= ops::UNKNOWN { split as u32 } else { h }).collect();
    let relation = choose(&graph.relations(&in_trees, &of, &mut drop)?, relations)?;
    let name = choose(&graph.names(&in_names, &mut drop)?, labels)?;
    let loss = ((&tag + &head)? + (&relation + (&name * setting("NAMES", 2.0))?)?)?;
    let losses = [tag.to_scalar()?, head.to_scalar()?, relation.to_scalar()?, name.to_scalar()?];
    Ok((loss.backward()?, losses))
}
