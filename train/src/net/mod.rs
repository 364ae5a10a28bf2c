//! Trains the network that reads: one encoder, shared by parts of speech, names, heads and relations.

mod check;
mod export;
mod feed;
mod fit;
mod graph;
mod heads;
mod ops;
mod recur;
mod samples;

use crate::data::{self, Text, Tree};
use crate::relabel::{self, Found, Named, Reading};
use crate::{Options, bar, clusters, ner, pack, vectors};
use candle_core::Tensor;
use dateline::lexicon::Lexicon;
use dateline::model::clusters::Clusters;
use dateline::model::names::Label;
use dateline::model::net::input::FREQUENT;
use dateline::model::splitter::Splitter;
use dateline::model::view;
use dateline::tag::Tag;
use dateline::words::Words;
use fit::fit;
use graph::{Drop, Graph, Shape};
use samples::{Sample, Source};
use std::collections::HashMap;

/// Words that have a vector.
const WORDS: usize = 60_000;
/// Steps of training: of the network that is kept, and of those that only mend labels.
const STEPS: usize = 8000;
const STEPS_UNSEEN: usize = 2500;

type Any = Box<dyn std::error::Error>;

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

/// All that training needs but the sentences.
struct Desk {
    words: Words,
    splitter: Splitter,
    lexicon: Lexicon,
    clusters: Clusters,
    vectors: Vectors,
    docs: Vec<Tree>,
    tags: Vec<Tag>,
    relations: Vec<String>,
    labels: Vec<Label>,
}

impl Desk {
    fn new(o: &Options) -> Result<Desk, String> {
        let mut docs = data::trees(&o.data.join("syntax/ewt.train.conllu"))?;
        docs.extend(data::trees(&o.data.join("syntax/gum.train.conllu"))?);
        let mut tags: Vec<Tag> = docs.iter().flat_map(|d| d.tags.iter().flatten().copied()).collect();
        tags.sort_unstable_by_key(|t| (t.upos, t.xpos));
        tags.dedup();
        let mut relations: Vec<String> = docs.iter().flat_map(|d| d.relations.iter().cloned()).collect();
        relations.sort_unstable();
        relations.dedup();
        Ok(Desk {
            words: Words::load(),
            splitter: pack::splitter(o)?,
            lexicon: pack::lexicon(o)?,
            clusters: pack::clusters(o)?,
            vectors: Vectors::build(o)?,
            docs,
            tags,
            relations,
            labels: ner::labels(),
        })
    }

    fn source(&self) -> Source<'_> {
        Source {
            splitter: &self.splitter,
            lexicon: &self.lexicon,
            clusters: &self.clusters,
            frequent: &self.vectors.frequent,
            place: &self.vectors.place,
        }
    }

    fn shape(&self) -> Shape {
        Shape {
            width: 128,
            convs: 2,
            grus: 2,
            gru: 96,
            arc: 64,
            label: 64,
            name: 64,
            tags: self.tags.len(),
            relations: self.relations.len(),
            labels: self.labels.len(),
        }
    }
}

/// Trains the network and keeps its parts of the model file.
pub fn train(o: &Options) -> Result<(), String> {
    keep(o).map_err(|e| e.to_string())
}

fn keep(o: &Options) -> Result<(), Any> {
    let desk = Desk::new(o)?;
    let file = o.parts.join("net.safetensors");
    if o.again {
        let graph = Graph::load(desk.shape(), &file)?;
        return Ok(export::export(o, &graph, &desk.vectors, &desk.tags, &desk.relations)?);
    }
    let source = desk.source();
    let trees = samples::trees(&source, &desk.docs, &desk.tags, &desk.relations, true);
    let names = samples::names(&source, o, &desk.words, &desk.labels, |_, i| data::is_held_out(i))?;
    let checks = check::Checks::read(o, &source, &desk.words, &desk.tags, &desk.relations, &desk.labels)?;
    let graph = fit(desk.shape(), STEPS, &desk.vectors, &trees, &names, Some(&checks))?;
    let tensors: HashMap<String, Tensor> = graph.vars.iter().map(|(k, v)| (k.clone(), v.as_tensor().clone())).collect();
    candle_core::safetensors::save(&tensors, &file)?;
    Ok(export::export(o, &graph, &desk.vectors, &desk.tags, &desk.relations)?)
}

/// Trains without half of the records of the sets that are to be mended, and reads that half: `take` gets the set, the
/// record's number, its text, the set's names and what the network reads.
pub fn read_unseen(
    o: &Options,
    half: usize,
    take: impl FnMut(&str, usize, &Text, &Named, &Reading),
) -> Result<(), String> {
    unseen(o, half, take).map_err(|e| e.to_string())
}

fn unseen(o: &Options, half: usize, mut take: impl FnMut(&str, usize, &Text, &Named, &Reading)) -> Result<(), Any> {
    let desk = Desk::new(o)?;
    let source = desk.source();
    let left_out = |set: &str, i: usize| data::is_held_out(i) || relabel::SETS.contains(&set) && i % 2 == half;
    let trees = samples::trees(&source, &desk.docs, &desk.tags, &desk.relations, true);
    let names = samples::names(&source, o, &desk.words, &desk.labels, left_out)?;
    let graph = fit(desk.shape(), STEPS_UNSEEN, &desk.vectors, &trees, &names, None)?;
    drop((trees, names));
    for set in relabel::SETS {
        let records = data::records(&o.data.join(format!("ner/train/{set}.jsonl")))?;
        let bar = bar("reading anew", records.len() / 2);
        for (i, record) in records.iter().enumerate().filter(|(i, _)| i % 2 == half) {
            let text = data::split(record.text.clone(), &desk.words, &desk.splitter);
            let gold = relabel::gold(set, record, &text, &desk.lexicon);
            let mut sentences = vec![];
            let starts = samples::sentences(&source, &text, &gold, &desk.labels, &mut sentences);
            let reading = read(&graph, &desk, &sentences, &starts, text.tokens.len())?;
            take(set, i, &text, &gold, &reading);
            bar.inc(1);
        }
        bar.finish();
    }
    Ok(())
}

/// What the network makes of a text of `tokens` tokens, given its sentences and the token that each starts at.
fn read(graph: &Graph, desk: &Desk, sentences: &[Sample], starts: &[usize], tokens: usize) -> Result<Reading, Any> {
    let mut reading = Reading { names: vec![], outside: vec![1.0; tokens] };
    for (chunk, starts) in sentences.chunks(64).zip(starts.chunks(64)) {
        let batch: Vec<&Sample> = chunk.iter().collect();
        let fed = feed::feed(&batch, &desk.vectors, None);
        let mut none = Drop { dice: None, rate: 0.0 };
        let x = graph.encode(&fed, &mut none)?;
        let mut scores = graph.names(&x, &mut none)?.to_vec2::<f32>()?;
        for (at, &start) in fed.sentences.iter().zip(starts) {
            let path = check::best(&scores[at.clone()], &desk.labels);
            let rows = &mut scores[at.clone()];
            rows.iter_mut().for_each(|row| {
                ops::soften(row);
            });
            for (k, row) in rows.iter().enumerate() {
                reading.outside[start + k] = row[0];
            }
            for (range, kind) in check::spans(&path, &desk.labels) {
                let sure = range.clone().map(|t| rows[t][path[t] as usize]).fold(1f32, f32::min);
                reading.names.push(Found { range: start + range.start..start + range.end, kind, sure });
            }
        }
    }
    Ok(reading)
}
