//! A small neural network that reads whole sentences: for each token its part of speech, scores of its labels as part of
//! a name, and its place in the sentence's tree of dependencies.
//!
//! Each token is told by a word vector, learned rows for the word and its parts, and flags. Layers over neighbours and
//! recurrences over the sentence mix these; each answer has a layer of its own. Products of matrices are on whole numbers
//! (activations of 16 bits, weights of 8), all else on single floats in a fixed order, so that every build of the library
//! gives the same answer.

mod encoder;
pub mod input;
mod kernel;
mod layer;
mod parser;
#[cfg(test)]
mod random;
pub mod reader;
#[cfg(test)]
mod reference;
mod store;
mod tree;
pub mod vectors;

pub use parser::{DISTANCES, step};
pub use store::Tensor;

use crate::dependency::{Dependency, Deprel};
use crate::error::Error;
use crate::tag::{Tag, Upos, Xpos};
use encoder::{Batch, Encoder};
use input::Input;
use layer::{Grid, LIMIT, Linear, ONE, argmax, quantise, relu, whole};
use parser::Parser;
use std::collections::BTreeMap;
use std::ops::Range;
use store::Store;
use vectors::Vectors;

/// What one unit of a label's score is, as a part of the network's own.
pub const SCORE: f32 = 256.0;

/// A trained network.
pub struct Net {
    tags: Vec<Tag>,
    encoder: Encoder,
    tag: Linear,
    hidden: Linear,
    name: Linear,
    parser: Parser,
}

/// What the network makes of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The part of speech of every token; X for tokens that lie in no sentence.
    pub tags: Vec<Tag>,
    /// Scores of the labels of names, in units of 1 / [`SCORE`]: `labels` numbers for each token.
    pub names: Vec<i32>,
    /// Labels of names.
    pub labels: usize,
    /// The dependency of every token. Each sentence has one root; tokens that lie in no sentence have no head.
    pub dependencies: Vec<Dependency>,
}

/// Rows that are read at once, where no single sentence is longer: enough to use each weight often, and few enough to
/// stay in the processor's own memory.
const ROWS: usize = 96;

impl Net {
    /// Reads a section that [`write`] wrote. `tags` has one `UPOS|XPOS` a line, `relations` one relation a line, and
    /// `names` is the number of labels of names.
    ///
    /// # Errors
    /// Corrupt when the section does not add up or its shapes do not fit each other or the labels.
    pub fn parse(section: &[u8], tags: &[u8], relations: &[u8], names: usize) -> Result<Net, Error> {
        Net::build(section, tags, relations, names).map_err(|_| Error::corrupt("the network does not add up"))
    }

    /// As `parse`, but says what is wrong.
    fn build(section: &[u8], tags: &[u8], relations: &[u8], names: usize) -> Result<Net, String> {
        let tags = labels(tags, Tag::parse)?;
        let relations = labels(relations, Deprel::parse)?;
        let mut store = Store::parse(section)?;
        let encoder = Encoder::take(&mut store)?;
        let inputs = encoder.outputs();
        let tag = Linear::take(&mut store, "tag", inputs)?;
        let hidden = Linear::take(&mut store, "name.hidden", inputs)?;
        let name = Linear::take(&mut store, "name.out", hidden.outputs())?;
        let parser = Parser::take(&mut store, inputs, relations)?;
        if tag.outputs() != tags.len() || name.outputs() != names {
            return Err(format!(
                "tag has {} outputs for {} tags, name.out {}",
                tag.outputs(),
                tags.len(),
                name.outputs()
            ));
        }
        match store.left_over() {
            Some(name) => Err(format!("{name} is no tensor of this network")),
            None => Ok(Net { tags, encoder, tag, hidden, name, parser }),
        }
    }

    /// Reads a text: one input for each token, and the token ranges of its sentences, in text order.
    ///
    /// # Panics
    /// When a sentence reaches beyond the inputs.
    pub fn read(&self, inputs: &[Input], vectors: &Vectors, sentences: &[Range<usize>]) -> Output {
        self.read_telling(inputs, vectors, sentences, &mut |_| ())
    }

    /// The same; `tell` is told now and then up to which token it is.
    ///
    /// # Panics
    /// When a sentence reaches beyond the inputs.
    pub fn read_telling(
        &self,
        inputs: &[Input],
        vectors: &Vectors,
        sentences: &[Range<usize>],
        tell: &mut dyn FnMut(usize),
    ) -> Output {
        let labels = self.name.outputs();
        let mut out = Output {
            tags: vec![Tag { upos: Upos::X, xpos: Xpos::Xx }; inputs.len()],
            names: vec![0; inputs.len() * labels],
            labels,
            dependencies: vec![Dependency { head: None, relation: Deprel::Dep }; inputs.len()],
        };
        let mut batch = Batch::default();
        let mut work = parser::Work::default();
        let mut grids = Grids::default();
        let mut rest = sentences;
        while !rest.is_empty() {
            let mut rows = 0;
            let fitting = rest.iter().take_while(|s| {
                rows += s.len() + 1;
                rows <= ROWS
            });
            let (now, later) = rest.split_at(fitting.count().max(1));
            rest = later;
            batch.lay_out(now);
            self.encoder.run(inputs, vectors, &mut batch);
            self.label(&mut batch, &mut grids, &mut out);
            self.parser.run(&mut batch, &mut work, &mut out.dependencies);
            tell(now.last().map_or(0, |s| s.end));
        }
        out
    }

    /// Fills in tags and the scores of names of a batch that the encoder has run over.
    fn label(&self, batch: &mut Batch, grids: &mut Grids, out: &mut Output) {
        let rows = batch.rows;
        self.tag.apply(&batch.fed, 1, rows, &mut batch.sums, &mut grids.y);
        for (first, sentence) in &batch.sentences {
            for (row, token) in (*first..).zip(sentence.clone()) {
                out.tags[token] = self.tags[argmax(&grids.y.row(row)[..self.tags.len()])];
            }
        }
        self.hidden.apply(&batch.fed, 1, rows, &mut batch.sums, &mut grids.y);
        relu(grids.y.all_mut());
        grids.hidden.resize(rows, grids.y.width());
        quantise(grids.y.from(0), ONE, LIMIT, grids.hidden.all_mut());
        self.name.apply(&grids.hidden, 0, rows, &mut batch.sums, &mut grids.y);
        for (first, sentence) in &batch.sentences {
            let scores = out.names[sentence.start * out.labels..].chunks_exact_mut(out.labels);
            for (row, scores) in (*first..first + sentence.len()).zip(scores) {
                for (score, y) in scores.iter_mut().zip(grids.y.row(row)) {
                    // Far from overflow, whatever the weights are.
                    *score = whole(y * SCORE, 1e6);
                }
            }
        }
    }
}

/// Memory that is used again for each batch.
#[derive(Default)]
struct Grids {
    y: Grid<f32>,
    hidden: Grid<i16>,
}

/// Reads labels, one a line.
fn labels<T>(text: &[u8], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let text = std::str::from_utf8(text).map_err(|e| e.to_string())?;
    let labels: Result<Vec<T>, String> =
        text.lines().map(|l| parse(l).ok_or_else(|| format!("no label: {l}"))).collect();
    labels.and_then(|l| if l.is_empty() { Err("there are no labels".into()) } else { Ok(l) })
}

/// Writes a trained network's section, its weights in whole numbers. Labels are as in [`Net::parse`].
///
/// # Errors
/// Says which tensor is missing, left over or of another shape than the network's.
pub fn write(
    tensors: &BTreeMap<String, Tensor>,
    tags: &[u8],
    relations: &[u8],
    names: usize,
) -> Result<Vec<u8>, String> {
    let section = store::write(tensors)?;
    Net::build(&section, tags, relations, names).map(|_| section)
}
