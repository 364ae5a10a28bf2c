//! Measures a network in floats on the dev sets while it trains; nothing is chosen by it.

use super::Vectors;
use super::feed::feed;
use super::graph::{Drop, Graph};
use super::heads::{Heads, ROOT};
use super::ops::NONE;
use super::samples::{self, Gold, Sample, Source};
use crate::noise::{Noise, rewrite};
use crate::{Options, data, types};
use candle_core::Result;
use dateline::model::NameType;
use dateline::model::names::{Label, Place, follows};
use dateline::tag::Tag;
use dateline::words::Words;
use std::ops::Range;

pub struct Checks {
    sets: Vec<(String, Vec<Sample>)>,
    tags: Vec<Tag>,
    relations: Vec<String>,
    labels: Vec<Label>,
}

impl Checks {
    pub fn read(
        o: &Options,
        source: &Source,
        words: &Words,
        tags: &[Tag],
        relations: &[String],
        labels: &[Label],
    ) -> std::result::Result<Checks, String> {
        let mut sets = vec![];
        for set in ["ewt", "gum"] {
            let docs = data::trees(&o.data.join(format!("syntax/{set}.dev.conllu")))?;
            sets.push((set.to_string(), samples::trees(source, &docs, tags, relations, false).styles.remove(0)));
        }
        for (set, noise) in [
            ("worldwide", None),
            ("gum", None),
            ("uner_ewt", None),
            ("worldwide", Some(Noise::Upper)),
            ("worldwide", Some(Noise::Title)),
            ("worldwide", Some(Noise::Lower)),
        ] {
            let mut out = vec![];
            for mut record in data::records(&o.data.join(format!("ner/dev/{set}.jsonl")))? {
                if let Some(noise) = noise {
                    record.text = rewrite(&record.text, noise);
                }
                let text = data::split(record.text.clone(), words, source.splitter);
                let gold = types::gold(set, &record, &text, source.lexicon);
                samples::sentences(source, &text, &gold, labels, &mut out);
            }
            sets.push((format!("{set} {noise:?}"), out));
        }
        Ok(Checks { sets, tags: tags.to_vec(), relations: relations.to_vec(), labels: labels.to_vec() })
    }

    pub fn print(&self, graph: &Graph, vectors: &Vectors) -> Result<()> {
        let broad = |r: u8| self.relations.get(r as usize).map_or("", |r| r.split(':').next().unwrap_or(r));
        for (set, samples) in &self.sets {
            let mut n = [0usize; 8];
            for chunk in samples.chunks(64) {
                let batch: Vec<&Sample> = chunk.iter().collect();
                let fed = feed(&batch, vectors, None);
                let mut none = Drop { dice: None, rate: 0.0 };
                let x = graph.encode(&fed, &mut none)?;
                if let Gold::Names(_) = batch[0].gold {
                    let scores = graph.names(&x, &mut none)?.to_vec2::<f32>()?;
                    for (sample, at) in batch.iter().zip(fed.sentences.iter()) {
                        let Gold::Names(gold) = &sample.gold else { continue };
                        let found = self.spans(&best(&scores[at.clone()], &self.labels));
                        let gold = self.spans(gold);
                        n[0] += found.iter().filter(|f| gold.contains(f)).count();
                        n[1] += found.len();
                        n[2] += gold.len();
                    }
                    continue;
                }
                let tags = graph.tags(&x)?.to_vec2::<f32>()?;
                let (dep, head, extra) = graph.arcs(&x)?;
                let flat = |t: &candle_core::Tensor| t.flatten_all()?.to_vec1::<f32>();
                let (a, dep, head, extra) = (dep.dim(1)?, flat(&dep)?, flat(&head)?, flat(&extra)?);
                let (mut scores, mut heads) = (vec![], vec![0u32; tags.len()]);
                for s in fed.sentences.iter() {
                    for i in s.clone() {
                        Heads::scores(&dep, &head, &extra, a, s, i, &mut scores);
                        let k = argmax(&scores);
                        heads[i] = if k == s.len() { tags.len() as u32 } else { (s.start + k) as u32 };
                    }
                }
                let relations = graph.relations(&x, &heads, &mut none)?.to_vec2::<f32>()?;
                for (sample, at) in batch.iter().zip(fed.sentences.iter()) {
                    let Gold::Tree { tags: gt, heads: gh, relations: gr } = &sample.gold else { continue };
                    for (k, i) in at.clone().enumerate() {
                        let gold_head = if gh[k] == ROOT { tags.len() as u32 } else { gh[k] + at.start as u32 };
                        n[0] += 1;
                        if gt[k] != NONE {
                            let (t, g) = (self.tags[argmax(&tags[i])], self.tags[gt[k] as usize]);
                            n[1] += (t.upos == g.upos) as usize;
                            n[2] += (t.xpos == g.xpos) as usize;
                        }
                        n[3] += (heads[i] == gold_head) as usize;
                        n[4] += (heads[i] == gold_head && broad(argmax(&relations[i]) as u8) == broad(gr[k])) as usize;
                    }
                }
            }
            let of = |k: usize, all: usize| 100.0 * n[k] as f64 / all.max(1) as f64;
            if n[3] > 0 {
                println!(
                    "  {set:20} UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2}",
                    of(1, n[0]),
                    of(2, n[0]),
                    of(3, n[0]),
                    of(4, n[0])
                );
            } else {
                println!(
                    "  {set:20} names {:.2} (P {:.1} R {:.1})",
                    200.0 * n[0] as f64 / (n[1] + n[2]).max(1) as f64,
                    of(0, n[1]),
                    of(0, n[2])
                );
            }
        }
        Ok(())
    }

    /// Persons, bodies and places among the labels.
    fn spans(&self, path: &[u8]) -> Vec<(Range<usize>, NameType)> {
        let mut out = spans(path, &self.labels);
        out.retain(|s| matches!(s.1, NameType::Person | NameType::Org | NameType::Gpe));
        out
    }
}

/// The names that a path of labels spells.
pub fn spans(path: &[u8], labels: &[Label]) -> Vec<(Range<usize>, NameType)> {
    let (mut out, mut first) = (vec![], 0);
    for (i, &l) in path.iter().enumerate() {
        let (place, kind) = labels[l as usize];
        match place {
            Place::Begin => first = i,
            Place::Unit => out.push((i..i + 1, kind)),
            Place::Last => out.push((first..i + 1, kind)),
            Place::Inside | Place::Out => {}
        }
    }
    out
}

fn argmax(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |b, i| if scores[i] > scores[b] { i } else { b })
}

/// The best path of labels that may follow each other.
pub fn best(scores: &[Vec<f32>], labels: &[Label]) -> Vec<u8> {
    let n = labels.len();
    let open = |l: Label| matches!(l.0, Place::Begin | Place::Inside);
    let goes_on = |l: Label| matches!(l.0, Place::Inside | Place::Last);
    const NEVER: f32 = -1e9;
    let start = |y: usize| if goes_on(labels[y]) { NEVER } else { 0.0 };
    let end = |y: usize| if open(labels[y]) { NEVER } else { 0.0 };
    let step = |x: usize, y: usize| if follows(labels[x], labels[y]) { 0.0 } else { NEVER };
    let mut now: Vec<f32> = (0..n).map(|y| start(y) + scores[0][y]).collect();
    let mut back: Vec<Vec<usize>> = vec![];
    for row in &scores[1..] {
        let from = |y: usize| (0..n).fold(0, |b, x| if now[x] + step(x, y) > now[b] + step(b, y) { x } else { b });
        let from: Vec<usize> = (0..n).map(from).collect();
        now = (0..n).map(|y| now[from[y]] + step(from[y], y) + row[y]).collect();
        back.push(from);
    }
    let mut y = (0..n).fold(0, |b, y| if now[y] + end(y) > now[b] + end(b) { y } else { b });
    let mut path = vec![y as u8];
    for from in back.iter().rev() {
        y = from[y];
        path.push(y as u8);
    }
    path.reverse();
    path
}
