//! The network by its definition, in plain floats, to check the fast one against.

use super::input::{FLAGS, Input, TABLES};
use super::random::Random;
use super::vectors::{self, CENTROIDS, Centroids, DIMENSIONS, PIECES, Vectors};
use super::*;
use crate::model::file::Section;
use std::collections::BTreeMap;

type Tensors = BTreeMap<String, Tensor>;
type Rows = Vec<Vec<f32>>;

/// What the network gives for one sentence, before anything is decided.
struct Answers {
    tags: Rows,
    names: Rows,
    /// Scores of each token's heads, as root first.
    arcs: Rows,
    /// Scores of the relations to each head, as root first.
    labels: Vec<Rows>,
}

fn at<'t>(tensors: &'t Tensors, name: &str) -> &'t [f32] {
    &tensors[name].data
}

fn linear(tensors: &Tensors, name: &str, x: &[f32]) -> Vec<f32> {
    let weights = at(tensors, &format!("{name}.weight")).chunks(x.len());
    let products = weights.map(|w| w.iter().zip(x).map(|(w, x)| w * x).sum::<f32>());
    match tensors.get(&format!("{name}.bias")) {
        Some(bias) => products.zip(&bias.data).map(|(p, b)| p + b).collect(),
        None => products.collect(),
    }
}

fn positive(x: Vec<f32>) -> Vec<f32> {
    x.into_iter().map(|x| x.max(0.0)).collect()
}

fn norm(tensors: &Tensors, name: &str, x: &[f32]) -> Vec<f32> {
    let n = x.len() as f32;
    let mean = x.iter().sum::<f32>() / n;
    let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / n;
    let (gain, bias) = (at(tensors, &format!("{name}.norm.gain")), at(tensors, &format!("{name}.norm.bias")));
    x.iter().zip(gain).zip(bias).map(|((x, g), b)| (x - mean) / (variance + 1e-5).sqrt() * g + b).collect()
}

fn plus(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn recur(tensors: &Tensors, name: &str, x: &[Vec<f32>]) -> Rows {
    let u: Rows = x.iter().map(|x| linear(tensors, name, x)).collect();
    let n = u[0].len() / 4;
    let mut out = vec![vec![0.0; 2 * n]; x.len()];
    for half in 0..2 {
        let mut h = vec![0.0; n];
        let forward: Vec<usize> = (0..x.len()).collect();
        let order: Vec<usize> = if half == 0 { forward } else { forward.into_iter().rev().collect() };
        for t in order {
            for (k, h) in h.iter_mut().enumerate() {
                let (s, z) = (u[t][2 * half * n + k], u[t][(2 * half + 1) * n + k]);
                let f = 0.5 + 0.5 * s / (1.0 + s.abs());
                *h = f * *h + (1.0 - f) * z;
            }
            out[t][half * n..(half + 1) * n].copy_from_slice(&h);
        }
    }
    out
}

fn answers(tensors: &Tensors, inputs: &[Input], vectors: &[Vec<f32>]) -> Answers {
    let mut x: Rows = inputs
        .iter()
        .map(|input| {
            let mut row = input.vector.map_or(vec![0.0; DIMENSIONS], |v| vectors[v as usize].clone());
            for ((name, _, width), &r) in TABLES.iter().zip(&input.rows) {
                row.extend(&at(tensors, &format!("embed.{name}"))[r as usize * width..(r as usize + 1) * width]);
            }
            row.extend((0..FLAGS).map(|k| (input.flags >> k & 1) as f32));
            norm(tensors, "input", &positive(linear(tensors, "input", &row)))
        })
        .collect();
    for n in (0..).take_while(|n| tensors.contains_key(&format!("conv{n}.weight"))) {
        let name = format!("conv{n}");
        let none = vec![0.0; x[0].len()];
        let next = |t: usize| {
            let before = t.checked_sub(1).map_or(&none, |t| &x[t]);
            let row = [before.as_slice(), &x[t], x.get(t + 1).unwrap_or(&none)].concat();
            norm(tensors, &name, &plus(&x[t], &positive(linear(tensors, &name, &row))))
        };
        x = (0..x.len()).map(next).collect();
    }
    for n in (0..).take_while(|n| tensors.contains_key(&format!("gru{n}.weight"))) {
        let name = format!("gru{n}");
        let out = recur(tensors, &name, &x).into_iter().zip(&x);
        let out = out.map(|(o, x)| if o.len() == x.len() { plus(&o, x) } else { o });
        x = out.map(|o| norm(tensors, &name, &o)).collect();
    }
    let each = |name: &str| -> Rows { x.iter().map(|x| linear(tensors, name, x)).collect() };
    let dependents: Rows = each("arc.dep").into_iter().map(positive).collect();
    let heads = each("arc.head");
    let arcs = dependents.iter().enumerate().map(|(i, d)| {
        let mut row = vec![dot(d, at(tensors, "arc.root"))];
        row.extend(heads.iter().enumerate().map(|(j, h)| dot(d, h) + at(tensors, "arc.distance")[bucket(i, j)]));
        row
    });
    let (below, above) = (each("label.dep"), each("label.head"));
    let label = |i: usize, head: &[f32]| {
        let hidden = plus(&plus(&below[i], head), at(tensors, "label.bias"));
        linear(tensors, "label.out", &positive(hidden))
    };
    let labels = (0..x.len()).map(|i| {
        let root = [at(tensors, "label.root").to_vec()];
        root.iter().chain(&above).map(|head| label(i, head)).collect()
    });
    let names = each("name.hidden").into_iter().map(|h| linear(tensors, "name.out", &positive(h)));
    Answers { tags: each("tag"), names: names.collect(), arcs: arcs.collect(), labels: labels.collect() }
}

fn bucket(token: usize, head: usize) -> usize {
    let starts = [1, 2, 3, 4, 5, 7, 10, 15, 25];
    let step = starts.iter().filter(|&&s| s <= token.abs_diff(head)).count().saturating_sub(1);
    if head < token { step } else { 9 + step }
}

const TAGS: &[u8] = b"NOUN|NN\nVERB|VBD\nDET|DT\nADP|IN\nPUNCT|.\nPROPN|NNP\nADJ|JJ\n";
const RELATIONS: &[u8] = b"det\nroot\nnsubj\nobj\npunct\nnmod:poss\n";
const NAMES: usize = 33;

/// Random tensors of a network with `layers` convolutions and recurrences.
fn tensors(width: usize, half: usize, layers: usize, random: &mut Random) -> Tensors {
    let mut out = Tensors::new();
    let mut put = |name: String, shape: &[usize], mean: f32, spread: f32| {
        let data = (0..shape.iter().product()).map(|_| mean + spread * random.float()).collect();
        out.insert(name, Tensor { shape: shape.to_vec(), data });
    };
    for (name, rows, columns) in TABLES {
        put(format!("embed.{name}"), &[rows, columns], 0.0, 1.0);
    }
    let inputs = DIMENSIONS + TABLES.iter().map(|t| t.2).sum::<usize>() + FLAGS;
    let mut dense = |name: &str, outputs: usize, inputs: usize, biased: bool| {
        put(format!("{name}.weight"), &[outputs, inputs], 0.0, 2.0 / (inputs as f32).sqrt());
        if biased {
            put(format!("{name}.bias"), &[outputs], 0.0, 0.3);
        }
    };
    dense("input", width, inputs, true);
    for n in 0..layers {
        dense(&format!("conv{n}"), width, 3 * width, true);
        dense(&format!("gru{n}"), 4 * half, if n == 0 { width } else { 2 * half }, true);
    }
    let last = if layers == 0 { width } else { 2 * half };
    for (name, outputs, inputs, biased) in [
        ("tag", 7, last, true),
        ("name.hidden", 40, last, true),
        ("name.out", NAMES, 40, true),
        ("arc.dep", 50, last, true),
        ("arc.head", 50, last, true),
        ("label.dep", 21, last, false),
        ("label.head", 21, last, false),
        ("label.out", 6, 21, true),
    ] {
        dense(name, outputs, inputs, biased);
    }
    for (name, length) in [("label.bias", 21), ("label.root", 21), ("arc.root", 50), ("arc.distance", 18)] {
        put(name.into(), &[length], 0.0, 0.5);
    }
    let norms = (0..layers).flat_map(|n| [(format!("conv{n}"), width), (format!("gru{n}"), 2 * half)]);
    for (name, length) in norms.chain([("input".into(), width)]) {
        put(format!("{name}.norm.gain"), &[length], 1.0, 0.3);
        put(format!("{name}.norm.bias"), &[length], 0.0, 0.3);
    }
    out
}

/// Words with random vectors: the section, and the vectors as floats.
fn words(random: &mut Random) -> (Vectors, Vec<Vec<f32>>) {
    let centroids: Centroids =
        std::array::from_fn(|_| std::array::from_fn(|_| std::array::from_fn(|_| random.float())));
    let words: Vec<(u32, [u8; PIECES])> =
        (0..50).map(|w| (w << 20, std::array::from_fn(|_| random.below(CENTROIDS as u64) as u8))).collect();
    let float =
        |codes: &[u8; PIECES]| (0..DIMENSIONS).map(|i| centroids[i / 4][codes[i / 4] as usize][i % 4]).collect();
    let floats = words.iter().map(|(_, codes)| float(codes)).collect();
    (Vectors::parse(Section::owned(vectors::write(words, &centroids))).unwrap(), floats)
}

fn inputs(n: usize, random: &mut Random) -> Vec<Input> {
    let input = |_| Input {
        vector: Some(random.below(60) as u32).filter(|&v| v < 50),
        rows: TABLES.map(|(_, rows, _)| random.below(rows as u64) as u16),
        flags: (0..FLAGS).map(|k| ((random.below(10) == 0) as u128) << k).sum(),
    };
    (0..n).map(input).collect()
}

/// Sentences of these lengths, with a token between that is in none.
fn sentences(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut start = 0;
    let place = |&length: &usize| {
        let range = start..start + length;
        start += length + 1;
        range
    };
    lengths.iter().map(place).collect()
}

#[test]
fn whole_numbers_give_what_floats_give() {
    for (seed, (width, half, layers)) in [(32, 16, 1), (48, 20, 2), (37, 23, 1), (40, 24, 0)].into_iter().enumerate() {
        let mut random = Random::new(seed as u64 + 10);
        let tensors = tensors(width, half, layers, &mut random);
        let net = Net::build(&write(&tensors, TAGS, RELATIONS, NAMES).unwrap(), TAGS, RELATIONS, NAMES).unwrap();
        let (vectors, floats) = words(&mut random);
        let sentences = sentences(&[7, 1, 30, 2, 3, 120, 25, 40, 12, 60, 5]);
        let inputs = inputs(sentences.last().unwrap().end + 1, &mut random);
        let out = net.read(&inputs, &vectors, &sentences);
        let (mut tokens, mut same_tags, mut same_heads, mut same_labels) = (0, 0, 0, 0);
        let (mut error, mut size) = (0.0, 0.0);
        for sentence in &sentences {
            let expected = answers(&tensors, &inputs[sentence.clone()], &floats);
            let mut heads = vec![None; sentence.len()];
            let mut scores: Vec<i32> = expected.arcs.iter().flatten().map(|&score| (score * 65536.0) as i32).collect();
            tree::Trees::default().find(&mut heads, expected.arcs.len() + 1, &mut scores);
            for (i, token) in sentence.clone().enumerate() {
                tokens += 1;
                same_tags += (out.tags[token] == net.tags[argmax(&expected.tags[i])]) as usize;
                let found = out.dependencies[token];
                assert_eq!(found.head.is_none(), found.relation == Deprel::Root);
                let head = found.head.map(|h| h - sentence.start);
                same_heads += (head == heads[i]) as usize;
                let mut labels = expected.labels[i][head.map_or(0, |h| h + 1)].clone();
                labels[1] = if head.is_none() { f32::INFINITY } else { f32::NEG_INFINITY };
                same_labels += (found.relation.as_str()
                    == ["det", "root", "nsubj", "obj", "punct", "nmod:poss"][argmax(&labels)])
                    as usize;
                for (found, expected) in out.names[token * NAMES..(token + 1) * NAMES].iter().zip(&expected.names[i]) {
                    error += (*found as f32 / SCORE - expected).powi(2);
                    size += expected.powi(2);
                }
            }
        }
        let share = |n: usize| n as f32 / tokens as f32;
        let error = (error / size).sqrt();
        // Random weights make close calls more often than trained ones do.
        assert!(error < 0.03, "scores of names are off by {error}");
        assert!(share(same_tags) > 0.97 && share(same_heads) > 0.9 && share(same_labels) > 0.95);
    }
}

#[test]
fn a_sentence_is_read_alike_in_any_company() {
    let mut random = Random::new(20);
    let tensors = tensors(32, 16, 2, &mut random);
    let net = Net::build(&write(&tensors, TAGS, RELATIONS, NAMES).unwrap(), TAGS, RELATIONS, NAMES).unwrap();
    let (vectors, _) = words(&mut random);
    let sentences = sentences(&[3, 0, 1, 90, 8, 95, 96, 97, 400, 2]);
    let inputs = inputs(sentences.last().unwrap().end + 3, &mut random);
    let all = net.read(&inputs, &vectors, &sentences);
    for sentence in &sentences {
        let alone = net.read(&inputs[sentence.clone()], &vectors, std::slice::from_ref(&(0..sentence.len())));
        assert_eq!(alone.tags, all.tags[sentence.clone()]);
        assert_eq!(alone.names, all.names[sentence.start * NAMES..sentence.end * NAMES]);
        for (alone, all) in alone.dependencies.iter().zip(&all.dependencies[sentence.clone()]) {
            assert_eq!((alone.head.map(|h| h + sentence.start), alone.relation), (all.head, all.relation));
        }
        let roots = alone.dependencies.iter().filter(|d| d.head.is_none()).count();
        assert_eq!(roots, usize::from(!sentence.is_empty()));
    }
    assert_eq!(net.read(&[], &vectors, &[]), Output { labels: NAMES, ..Output::default() });
}

#[test]
fn inputs_beyond_every_table_are_zeros() {
    let mut random = Random::new(30);
    let tensors = tensors(32, 16, 1, &mut random);
    let net = Net::build(&write(&tensors, TAGS, RELATIONS, NAMES).unwrap(), TAGS, RELATIONS, NAMES).unwrap();
    let (vectors, _) = words(&mut random);
    let odd = Input { vector: Some(u32::MAX), rows: [u16::MAX; 5], flags: u128::MAX };
    assert_eq!(net.read(&[odd; 9], &vectors, std::slice::from_ref(&(0..9))).tags.len(), 9);
}

#[test]
fn networks_that_do_not_add_up_are_refused() {
    let mut random = Random::new(40);
    let good = tensors(32, 16, 1, &mut random);
    let section = write(&good, TAGS, RELATIONS, NAMES).unwrap();
    let parse = |section: &[u8]| Net::parse(section, TAGS, RELATIONS, NAMES);
    assert!(parse(&section).is_ok());
    for name in good.keys() {
        let mut bad = good.clone();
        bad.remove(name);
        assert!(write(&bad, TAGS, RELATIONS, NAMES).is_err(), "without {name}");
        for side in 0..good[name].shape.len() {
            let mut bad = good.clone();
            let tensor = bad.get_mut(name).unwrap();
            tensor.shape[side] += 1;
            tensor.data.resize(tensor.shape.iter().product(), 0.5);
            assert!(write(&bad, TAGS, RELATIONS, NAMES).is_err(), "another shape of {name}");
        }
        for value in [f32::NAN, f32::INFINITY, 1e9] {
            let mut bad = good.clone();
            bad.get_mut(name).unwrap().data[0] = value;
            assert!(write(&bad, TAGS, RELATIONS, NAMES).is_err(), "{value} in {name}");
        }
    }
    let mut bad = good.clone();
    bad.insert("conv7.weight".into(), good["conv0.weight"].clone());
    assert!(write(&bad, TAGS, RELATIONS, NAMES).is_err(), "one tensor more");
    for (tags, relations, names) in
        [(&TAGS[9..], RELATIONS, NAMES), (TAGS, &RELATIONS[4..], NAMES), (TAGS, RELATIONS, 32), (b"", b"", 0)]
    {
        assert!(Net::parse(&section, tags, relations, names).is_err());
    }
    for n in (0..section.len()).step_by(1 + section.len() / 300).chain([section.len() - 1]) {
        assert!(parse(&section[..n]).is_err(), "cut at {n}");
    }
    // Whatever a byte of the list of tensors or of the floats is changed to, loading and reading do not panic.
    let (vectors, _) = words(&mut random);
    let inputs = inputs(12, &mut random);
    let places = (0..700).chain((section.len() - 3000..section.len()).step_by(7));
    for (k, at) in places.enumerate() {
        let mut bad = section.clone();
        bad[at] ^= 1 << (k % 8);
        if let Ok(net) = parse(&bad) {
            assert_eq!(net.read(&inputs, &vectors, std::slice::from_ref(&(0..12))).tags.len(), 12);
        }
    }
}
