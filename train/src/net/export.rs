//! Makes the model file's parts of a trained network.

use super::Vectors;
use super::graph::Graph;
use crate::{Options, pack, vectors};
use dateline::model::net::vectors::Centroids;
use dateline::model::net::{self, SCORE, Tensor};
use dateline::tag::Tag;
use std::collections::BTreeMap;

/// What one of the network's units of score (a natural logarithm) counts in the integers of the perceptron beside it;
/// chosen among 16, 32, 64, 96 and 128 on the dev sets.
pub const BLEND: f32 = 96.0;

/// Keeps the parts: word vectors, frequent words, labels and the network.
pub fn export(o: &Options, graph: &Graph, vectors: &Vectors, tags: &[Tag], relations: &[String]) -> Result<(), String> {
    let fail = |e: candle_core::Error| e.to_string();
    let mut tensors = BTreeMap::new();
    for (name, var) in &graph.vars {
        let mut data = var.flatten_all().and_then(|t| t.to_vec1::<f32>()).map_err(fail)?;
        // The network's scores of names come out in the perceptron's units, so that the two can be summed.
        if name.starts_with("name.out") {
            data.iter_mut().for_each(|w| *w *= BLEND / SCORE);
        }
        tensors.insert(name.clone(), Tensor { shape: var.dims().to_vec(), data });
    }
    let tags: Vec<String> = tags.iter().map(|t| format!("{}|{}", t.upos.as_str(), t.xpos.as_str())).collect();
    let (tags, relations) = (tags.join("\n").into_bytes(), relations.join("\n").into_bytes());
    let section = net::write(&tensors, &tags, &relations, graph.shape.labels)?;
    println!("network: {} bytes", section.len());
    let mut centroids: Centroids = Default::default();
    for (k, centre) in vectors.coded.centres.iter().enumerate() {
        centroids[k / vectors::CHOICES][k % vectors::CHOICES] = *centre;
    }
    let words = vectors.hashes.iter().copied().zip(vectors.coded.codes.iter().copied()).collect();
    pack::keep(o, b"TAGS", tags)?;
    pack::keep(o, b"DEPS", relations)?;
    pack::keep(o, b"NETW", section)?;
    pack::keep(o, b"VECT", net::vectors::write(words, &centroids))?;
    pack::keep(o, b"FREQ", net::reader::write_frequent(vectors.frequent.clone()))
}
