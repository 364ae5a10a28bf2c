//! Trains the sentence splitter: logistic regression over every gap between two tokens, on raw text, so that it sees the
//! tokens it will meet.

use crate::logistic::{Case, Fit, Index};
use crate::{Options, bar, data, pack};
use dateline::block::{self, BlockKind};
use dateline::model::file::Section;
use dateline::model::splitter::{Gaps, SCALE, Splitter};
use dateline::model::table;
use dateline::sentence::Sentence;
use dateline::token;
use dateline::words::Words;

const SETS: [&str; 2] = ["ewt", "gum"];
/// Features seen at fewer gaps are left out.
const LEAST_SEEN: u32 = 4;
/// Weights below this size are left out, in units.
const LEAST: f32 = 4.0;

/// One gap: the numbers of its features, and whether a sentence ends there.
struct Gap {
    features: Vec<u32>,
    ends: bool,
}

impl Case for Gap {
    fn features(&self) -> &[u32] {
        &self.features
    }

    fn wanted(&self, _: usize) -> Option<bool> {
        Some(self.ends)
    }
}

pub fn train(o: &Options) -> Result<(), String> {
    let words = Words::load();
    let mut hashed: Vec<(Vec<u32>, bool)> = vec![];
    let mut kept_back = vec![];
    for set in SETS {
        let docs = data::raw(&o.data.join(format!("syntax/{set}.train.conllu")))?;
        for (n, doc) in docs.into_iter().enumerate() {
            if data::is_held_out(n) {
                kept_back.push(doc);
            } else {
                gaps(&doc, &words, &mut hashed);
            }
        }
    }
    let index = Index::new(hashed.iter().map(|g| &g.0[..]), LEAST_SEEN);
    let gaps: Vec<Gap> =
        hashed.into_iter().map(|(hashes, ends)| Gap { features: index.numbers(&hashes), ends }).collect();
    let fit = Fit { rate: 0.15, decay: 2e-5, start: 1e-2, epochs: o.epochs.unwrap_or(8), alone: 0 };
    let bar = bar("sentences", fit.epochs);
    let weights = fit.weights(&gaps, 0, index.hashes.len(), |wrong| {
        bar.inc(1);
        bar.set_message(format!("{:.2} % of gaps wrong", 100.0 * wrong as f64 / gaps.len() as f64));
    });
    bar.finish();
    let rows = index.hashes.iter().zip(&weights).filter(|(_, w)| (*w * SCALE).abs() >= LEAST);
    let rows: Vec<_> = rows.map(|(&h, w)| (h, vec![(0, (w * SCALE).round() as i32)])).collect();
    println!("sentences: {} gaps, {} of {} features", gaps.len(), rows.len(), index.hashes.len());
    let bytes = table::write(1, rows);
    let splitter = Splitter::parse(Section::owned(bytes.clone())).map_err(|e| e.to_string())?;
    measure("kept back", &kept_back, &words, &splitter);
    for set in SETS {
        measure(set, &data::raw(&o.data.join(format!("syntax/{set}.dev.conllu")))?, &words, &splitter);
    }
    pack::keep(o, b"SENT", bytes)
}

/// Calls `each` with every block's tokens.
fn blocks(doc: &data::Raw, words: &Words, mut each: impl FnMut(&[token::Token])) {
    for block in block::split(&doc.text, words).iter().filter(|b| b.kind != BlockKind::Boilerplate) {
        let mut tokens = vec![];
        token::tokenize(&doc.text, block.span, words, &mut tokens);
        each(&tokens);
    }
}

/// The gaps of a document at which the weights have a say.
fn gaps(doc: &data::Raw, words: &Words, out: &mut Vec<(Vec<u32>, bool)>) {
    blocks(doc, words, |tokens| {
        let mut gaps = Gaps::new(&doc.text, tokens, words);
        for gap in 1..tokens.len() {
            let (before, after) = (tokens[gap - 1].span, tokens[gap].span);
            // A sentence begins somewhere after the one token's start and not after the other's.
            let starts =
                doc.starts.partition_point(|&s| s <= before.start) < doc.starts.partition_point(|&s| s <= after.start);
            if gaps.is_open(gap) {
                let mut features = vec![];
                gaps.features(gap, &mut features);
                out.push((features, starts));
            }
            if starts {
                gaps.end(gap);
            }
        }
    });
}

/// Prints F1 over the sentences of some documents, by rules alone and with the weights.
fn measure(set: &str, docs: &[data::Raw], words: &Words, splitter: &Splitter) {
    for (what, rules) in [("rules", true), ("weights", false)] {
        let (mut right, mut found, mut wanted) = (0, 0, 0);
        for doc in docs {
            let mut sentences: Vec<Sentence> = vec![];
            blocks(doc, words, |tokens| {
                if rules {
                    dateline::sentence::split(&doc.text, tokens, 0..tokens.len(), 0, words, &mut sentences);
                } else {
                    splitter.split(&doc.text, tokens, 0..tokens.len(), 0, words, &mut sentences);
                }
            });
            found += sentences.len();
            wanted += doc.starts.len();
            let gold = |start: u32, end: u32| doc.starts.iter().zip(&doc.ends).any(|(&s, &e)| (s, e) == (start, end));
            right += sentences.iter().filter(|s| gold(s.span.start, s.span.end)).count();
        }
        println!("sentences of {set}, {what}: F1 {:.1} %", 200.0 * right as f64 / (found + wanted) as f64);
    }
}
