//! Trains the part-of-speech tagger: a greedy averaged perceptron over combined UPOS|XPOS labels.

use crate::data::{self, Text};
use crate::noise::{Dice, Noise, rewrite};
use crate::quantise::Quantiser;
use crate::{Options, bar, pack};
use dateline::model::features;
use dateline::model::file::Section;
use dateline::model::view::View;
use dateline::tag::Tag;
use std::collections::{HashMap, HashSet};

/// One weight with what averaging needs.
#[derive(Clone, Copy)]
struct Cell {
    label: u8,
    weight: f32,
    total: f32,
    since: u32,
}

#[derive(Default)]
struct Perceptron {
    rows: HashMap<u32, Vec<Cell>>,
    time: u32,
}

impl Perceptron {
    fn score(&self, hashes: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for row in hashes.iter().filter_map(|h| self.rows.get(h)) {
            row.iter().for_each(|c| scores[c.label as usize] += c.weight);
        }
    }

    fn add(&mut self, hashes: &[u32], label: u8, step: f32) {
        for &h in hashes {
            let row = self.rows.entry(h).or_default();
            let at = row.iter().position(|c| c.label == label).unwrap_or_else(|| {
                row.push(Cell { label, weight: 0.0, total: 0.0, since: self.time });
                row.len() - 1
            });
            let cell = &mut row[at];
            cell.total += cell.weight * (self.time - cell.since) as f32;
            cell.since = self.time;
            cell.weight += step;
        }
    }

    /// The averaged weights, by hash.
    fn average(mut self) -> Vec<(u32, Vec<(u8, f32)>)> {
        let time = self.time;
        let mut rows: Vec<_> = self.rows.drain().collect();
        rows.sort_unstable_by_key(|r| r.0);
        let mean = |c: &Cell| (c.total + c.weight * (time - c.since) as f32) / time as f32;
        rows.into_iter().map(|(h, row)| (h, row.iter().map(|c| (c.label, mean(c))).collect())).collect()
    }
}

/// A document, ready to train on.
struct Sample {
    view: View,
    gold: Vec<Option<u8>>,
}

pub fn train(o: &Options) -> Result<(), String> {
    let lexicon = pack::lexicon(o)?;
    let clusters = pack::clusters(o)?;
    let mut docs = data::conllu(&o.data.join("syntax/ewt.train.conllu"))?;
    docs.extend(data::conllu(&o.data.join("syntax/gum.train.conllu"))?);
    let mut labels: Vec<Tag> = docs.iter().flat_map(|d| d.1.iter().flatten().copied()).collect();
    labels.sort_unstable_by_key(|t| (t.upos, t.xpos));
    labels.dedup();
    let number = |tag: &Tag| labels.iter().position(|t| t == tag).map(|i| i as u8);
    let view = |t: &Text| View::new(&t.text, &t.tokens, &t.sentences, &lexicon, &clusters);
    let mut samples: Vec<Sample> = vec![];
    for (text, tags) in &docs {
        let gold: Vec<_> = tags.iter().map(|t| t.as_ref().and_then(number)).collect();
        for (k, noise) in [None, Some(Noise::Upper), Some(Noise::Title), Some(Noise::Lower)].into_iter().enumerate() {
            match noise {
                None => samples.push(Sample { view: view(text), gold: gold.clone() }),
                Some(noise) if (samples.len() + k).is_multiple_of(6) => {
                    let copy = noisy(text, noise);
                    samples.push(Sample { view: view(&copy), gold: gold.clone() });
                }
                _ => {}
            }
        }
    }
    let epochs = o.epochs.unwrap_or(6);
    // Twice: the second time only with the features that the first one found useful, so that they make up for the rest.
    let quantiser = Quantiser { scale: 8.0, least: 3.0, row: 6.0 };
    let choose = Quantiser { scale: 8.0, least: 0.0, row: 24.0 };
    let first = epochs_over(&samples, labels.len(), epochs, None);
    let useful = first.iter().filter(|(_, row)| choose.keeps(row.iter().map(|c| c.1))).map(|r| r.0).collect();
    let model = epochs_over(&samples, labels.len(), epochs, Some(useful));
    let rows = quantiser.rows(model.into_iter());
    let names: Vec<String> = labels.iter().map(|t| format!("{}|{}", t.upos.as_str(), t.xpos.as_str())).collect();
    let table = dateline::model::table::write(labels.len(), rows);
    println!("pos: {} labels, {} bytes", labels.len(), table.len());
    dateline::model::table::Table::parse(Section::owned(table.clone())).map_err(|e| e.to_string())?;
    pack::keep(o, b"TAGS", names.join("\n").into_bytes())?;
    pack::keep(o, b"POSW", table)
}

/// The text rewritten; its tokens keep their number, and their spans follow the new bytes.
fn noisy(text: &Text, noise: Noise) -> Text {
    let copy = rewrite(&text.text, noise);
    let (old, new) = (data::byte_offsets(&text.text), data::byte_offsets(&copy));
    let moved = |at: u32| new[old.binary_search(&(at as usize)).unwrap_or(0)] as u32;
    let mut tokens = text.tokens.clone();
    for t in &mut tokens {
        t.span = dateline::span::Span { start: moved(t.span.start), end: moved(t.span.end) };
    }
    Text { text: copy, tokens, sentences: text.sentences.clone() }
}

fn epochs_over(
    samples: &[Sample],
    labels: usize,
    epochs: usize,
    useful: Option<HashSet<u32>>,
) -> Vec<(u32, Vec<(u8, f32)>)> {
    let mut model = Perceptron::default();
    let mut dice = Dice::new(1);
    let (mut scores, mut hashes) = (vec![0f32; labels], vec![]);
    let mut order: Vec<(usize, usize)> =
        samples.iter().enumerate().flat_map(|(d, s)| (0..s.view.sentences.len()).map(move |k| (d, k))).collect();
    let bar = bar("parts of speech", epochs * order.len());
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &(d, k) in &order {
            let sample = &samples[d];
            let mut before = [0u32; 2];
            for i in sample.view.sentences[k].clone() {
                features::pos(&sample.view, k, i, before, &mut hashes);
                if let Some(useful) = &useful {
                    hashes.retain(|h| useful.contains(h));
                }
                model.score(&hashes, &mut scores);
                let best = (0..labels).fold(0, |b, y| if scores[y] > scores[b] { y } else { b });
                if let Some(gold) = sample.gold[i] {
                    model.time += 1;
                    all += 1;
                    if best == gold as usize {
                        right += 1;
                    } else {
                        model.add(&hashes, gold, 1.0);
                        model.add(&hashes, best as u8, -1.0);
                    }
                }
                // The tagger meets its own mistakes when it reads, so it trains on them.
                before = [best as u32 + 1, before[0]];
            }
            bar.inc(1);
        }
        bar.set_message(format!("{:.2} % right", 100.0 * right as f64 / all as f64));
    }
    bar.finish();
    model.average()
}
