//! The network in floats, as candle trains it. What runs is `dateline::model::net`, which reads what `tensors` gives.

use super::feed::Fed;
use super::heads::Heads;
use super::ops::{Affine, Dropout, Norm, Window};
use super::recur::Recur;
use crate::noise::Dice;
use candle_core::{DType, Device, Result, Tensor, Var};
use dateline::model::net::DISTANCES;
use dateline::model::net::input::{FLAGS, TABLES};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Width of a word vector.
pub const VECTOR: usize = 100;

/// The sizes that may be chosen.
#[derive(Clone, Debug)]
pub struct Shape {
    pub width: usize,
    pub convs: usize,
    pub grus: usize,
    pub gru: usize,
    pub arc: usize,
    pub label: usize,
    pub name: usize,
    pub tags: usize,
    pub relations: usize,
    pub labels: usize,
}

pub struct Graph {
    pub shape: Shape,
    pub vars: BTreeMap<String, Var>,
    device: Device,
}

/// Where dropout draws from; `None` when the network is used, not trained.
pub struct Drop<'a> {
    pub dice: Option<&'a mut Dice>,
    pub rate: f32,
}

impl Drop<'_> {
    fn apply(&mut self, x: Tensor) -> Result<Tensor> {
        let Some(dice) = self.dice.as_deref_mut() else { return Ok(x) };
        if self.rate <= 0.0 {
            return Ok(x);
        }
        let seed = (dice.bits() as u64) << 32 | dice.bits() as u64;
        x.apply_op1(Dropout { seed, rate: self.rate })
    }
}

impl Graph {
    pub fn new(shape: Shape, dice: &mut Dice) -> Result<Graph> {
        let mut graph = Graph { shape: shape.clone(), vars: BTreeMap::new(), device: Device::Cpu };
        let s = &shape;
        let (d, h2) = (s.width, 2 * s.gru);
        let mut inputs = VECTOR + FLAGS;
        for (name, rows, width) in TABLES {
            graph.add(&format!("embed.{name}"), &[rows, width], 0.5, dice)?;
            inputs += width;
        }
        graph.linear("input", d, inputs, dice)?;
        graph.norm("input", d)?;
        for n in 0..s.convs {
            graph.linear(&format!("conv{n}"), d, 3 * d, dice)?;
            graph.norm(&format!("conv{n}"), d)?;
        }
        let mut width = d;
        for n in 0..s.grus {
            graph.linear(&format!("gru{n}"), 4 * s.gru, width, dice)?;
            graph.norm(&format!("gru{n}"), h2)?;
            width = h2;
        }
        graph.linear("tag", s.tags, width, dice)?;
        graph.linear("name.hidden", s.name, width, dice)?;
        graph.linear("name.out", s.labels, s.name, dice)?;
        graph.linear("arc.dep", s.arc, width, dice)?;
        graph.linear("arc.head", s.arc, width, dice)?;
        graph.add("arc.root", &[s.arc], 0.1, dice)?;
        graph.add("arc.distance", &[DISTANCES], 0.0, dice)?;
        graph.add("label.dep.weight", &[s.label, width], (1.0 / width as f32).sqrt(), dice)?;
        graph.add("label.head.weight", &[s.label, width], (1.0 / width as f32).sqrt(), dice)?;
        graph.add("label.root", &[s.label], 0.1, dice)?;
        graph.add("label.bias", &[s.label], 0.0, dice)?;
        graph.linear("label.out", s.relations, s.label, dice)?;
        Ok(graph)
    }

    /// The network that was saved in `file`.
    pub fn load(shape: Shape, file: &Path) -> Result<Graph> {
        let saved = candle_core::safetensors::load(file, &Device::Cpu)?;
        let vars = saved.into_iter().map(|(name, tensor)| Ok((name, Var::from_tensor(&tensor)?)));
        Ok(Graph { shape, vars: vars.collect::<Result<_>>()?, device: Device::Cpu })
    }

    /// A variable with values evenly from a range of this standard deviation.
    fn add(&mut self, name: &str, shape: &[usize], deviation: f32, dice: &mut Dice) -> Result<()> {
        let n = shape.iter().product();
        let spread = deviation * 3f32.sqrt();
        let values: Vec<f32> = (0..n).map(|_| (dice.below(1 << 20) as f32 / (1 << 19) as f32 - 1.0) * spread).collect();
        self.vars.insert(name.into(), Var::from_vec(values, shape, &self.device)?);
        Ok(())
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize, dice: &mut Dice) -> Result<()> {
        self.add(&format!("{name}.weight"), &[outputs, inputs], (1.0 / inputs as f32).sqrt(), dice)?;
        self.add(&format!("{name}.bias"), &[outputs], 0.0, dice)
    }

    fn norm(&mut self, name: &str, width: usize) -> Result<()> {
        self.vars.insert(format!("{name}.norm.gain"), Var::ones(width, DType::F32, &self.device)?);
        self.vars.insert(format!("{name}.norm.bias"), Var::zeros(width, DType::F32, &self.device)?);
        Ok(())
    }

    pub fn var(&self, name: &str) -> &Tensor {
        &self.vars[name]
    }

    fn apply(&self, name: &str, x: &Tensor, relu: bool) -> Result<Tensor> {
        x.apply_op3(self.var(&format!("{name}.weight")), self.var(&format!("{name}.bias")), Affine { relu })
    }

    fn normed(&self, name: &str, x: Tensor) -> Result<Tensor> {
        x.apply_op3(self.var(&format!("{name}.norm.gain")), self.var(&format!("{name}.norm.bias")), Norm)
    }

    /// The tokens in their sentences' context: rows of `2 * gru`.
    pub fn encode(&self, fed: &Fed, drop: &mut Drop) -> Result<Tensor> {
        let count = fed.rows[0].len();
        let mut parts = vec![Tensor::from_slice(&fed.vectors, (count, VECTOR), &self.device)?];
        for ((name, ..), rows) in TABLES.iter().zip(&fed.rows) {
            let rows = Tensor::from_slice(rows, count, &self.device)?;
            parts.push(self.var(&format!("embed.{name}")).index_select(&rows, 0)?);
        }
        parts.push(Tensor::from_slice(&fed.flags, (count, FLAGS), &self.device)?);
        let x = drop.apply(Tensor::cat(&parts, 1)?)?;
        let mut x = self.normed("input", self.apply("input", &x, true)?)?;
        for n in 0..self.shape.convs {
            let wide = drop.apply(x.clone())?.apply_op1(Window { sentences: fed.sentences.clone() })?;
            let y = self.apply(&format!("conv{n}"), &wide, true)?;
            x = self.normed(&format!("conv{n}"), (x + y)?)?;
        }
        for n in 0..self.shape.grus {
            let name = format!("gru{n}");
            let u = self.apply(&name, &drop.apply(x.clone())?, false)?;
            let y = u.apply_op1(Recur { sentences: fed.sentences.clone() })?;
            let same = y.dim(1)? == x.dim(1)?;
            x = self.normed(&name, if same { (x + y)? } else { y })?;
        }
        drop.apply(x)
    }

    pub fn tags(&self, x: &Tensor) -> Result<Tensor> {
        self.apply("tag", x, false)
    }

    pub fn names(&self, x: &Tensor, drop: &mut Drop) -> Result<Tensor> {
        self.apply("name.out", &drop.apply(self.apply("name.hidden", x, true)?)?, false)
    }

    /// The summed loss of the heads.
    pub fn heads(&self, x: &Tensor, sentences: Arc<Vec<Range<usize>>>, gold: Arc<Vec<u32>>) -> Result<Tensor> {
        let (dep, head, extra) = self.arcs(x)?;
        dep.apply_op3(&head, &extra, Heads { sentences, gold })
    }

    /// Tokens as dependents, as heads, and the root's row with the distances' scores.
    pub fn arcs(&self, x: &Tensor) -> Result<(Tensor, Tensor, Tensor)> {
        let extra = Tensor::cat(&[self.var("arc.root"), self.var("arc.distance")], 0)?;
        Ok((self.apply("arc.dep", x, true)?, self.apply("arc.head", x, false)?, extra))
    }

    /// Scores of relations, given the row of each token's head; a row past the end is the root.
    pub fn relations(&self, x: &Tensor, heads: &[u32], drop: &mut Drop) -> Result<Tensor> {
        let as_head = x.matmul(&self.var("label.head.weight").t()?)?;
        let all = Tensor::cat(&[&as_head, &self.var("label.root").unsqueeze(0)?], 0)?;
        let of = all.index_select(&Tensor::from_slice(heads, heads.len(), &self.device)?, 0)?;
        let as_dep = x.matmul(&self.var("label.dep.weight").t()?)?;
        let hidden = (as_dep + of)?.broadcast_add(self.var("label.bias"))?.relu()?;
        self.apply("label.out", &drop.apply(hidden)?, false)
    }
}
