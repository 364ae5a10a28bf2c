//! Trains the name tagger: reads the sets, numbers the features, and makes small integers of what `perceptron` learnt.

use crate::data::{self, Text};
use crate::noise::{Dice, noisy_lines, respell};
use crate::quantise::Quantiser;
use crate::{Options, bar, pack, perceptron, relabel};
use dateline::lexicon::Lexicon;
use dateline::model::NameType;
use dateline::model::clusters::Clusters;
use dateline::model::features::{self, Runs};
use dateline::model::names::{Label, Place};
use dateline::model::net::reader::Reader as Network;
use dateline::model::view::View;
use dateline::words::Words;
use std::collections::HashMap;

/// The sets, how many times each is read (a small one that was marked by hand more often), and how many of a hundred
/// documents also come as a noisy copy.
pub const SETS: [(&str, usize, usize); 9] = [
    ("gmb", 1, 15),
    ("gum", 3, 40),
    ("redocred", 2, 15),
    ("wnut17", 2, 0),
    ("crossner_politics", 3, 15),
    ("crossner_science", 1, 0),
    ("crossner_music", 1, 0),
    ("crossner_literature", 1, 0),
    ("crossner_ai", 1, 0),
];

/// Features seen in fewer sentences than this are left out.
const LEAST_SEEN: u32 = 3;

/// A sentence: the features of each token, as numbers, and its labels.
#[derive(Clone)]
pub struct Sample {
    pub features: Vec<Vec<u32>>,
    pub gold: Vec<u8>,
}

/// What reading needs before names.
pub struct Reader {
    pub words: Words,
    pub splitter: dateline::model::splitter::Splitter,
    pub lexicon: Lexicon,
    pub clusters: Clusters,
    pub network: Network,
}

impl Reader {
    pub fn load(o: &Options) -> Result<Reader, String> {
        Ok(Reader {
            words: Words::load(),
            splitter: pack::splitter(o)?,
            lexicon: pack::lexicon(o)?,
            clusters: pack::clusters(o)?,
            network: pack::network(o, labels().len())?,
        })
    }

    pub fn view(&self, text: &Text) -> View {
        View::new(&text.text, &text.tokens, &text.sentences, &self.lexicon, &self.clusters)
    }
}

/// The labels of the sequence tagger, O first.
pub fn labels() -> Vec<Label> {
    use NameType::*;
    let places = [Place::Begin, Place::Inside, Place::Last, Place::Unit];
    let kinds = [Person, Org, Gpe, Norp, Event, Product, Work, Law];
    let named = kinds.into_iter().flat_map(|k| places.map(|p| (p, k)));
    [(Place::Out, Person)].into_iter().chain(named).collect()
}

fn spell((place, kind): Label) -> String {
    let letter = match place {
        Place::Out => return "O".into(),
        Place::Begin => "B",
        Place::Inside => "I",
        Place::Last => "L",
        Place::Unit => "U",
    };
    format!("{letter}-{}", kind.as_str())
}

pub fn train(o: &Options) -> Result<(), String> {
    let reader = Reader::load(o)?;
    let labels = labels();
    let (samples, hashes) = samples(o, &reader, &labels)?;
    println!("ner: {} sentences, {} features", samples.len(), hashes.len());
    let n = labels.len();
    let model = perceptron::train(&samples, hashes.len(), &labels, o.epochs.unwrap_or(5));
    drop(samples);
    let quantiser = Quantiser { scale: 8.0, least: 8.0, row: 44.0 };
    let scale = quantiser.scale;
    let weights = hashes.iter().enumerate().map(|(f, &hash)| {
        (hash, model.weights[f * n..(f + 1) * n].iter().enumerate().map(|(l, &w)| (l as u8, w)).collect())
    });
    let rows = quantiser.rows(weights);
    let table = dateline::model::table::write(n, rows);
    let steps: Vec<u8> = model.steps.iter().flat_map(|w| ((w * scale).round() as i32).to_le_bytes()).collect();
    println!("ner: table of {} bytes", table.len());
    pack::keep(o, b"LABL", labels.iter().map(|&l| spell(l)).collect::<Vec<_>>().join("\n").into_bytes())?;
    pack::keep(o, b"STEP", steps)?;
    pack::keep(o, b"NERW", table)?;
    crate::eval::calibrate(o)
}

/// Reads all sets. Features that are rare over all of them are dropped; the others are numbered by their hash's order.
fn samples(o: &Options, reader: &Reader, labels: &[Label]) -> Result<(Vec<Sample>, Vec<u32>), String> {
    let mut samples = vec![];
    let mut seen: HashMap<u32, u32> = HashMap::new();
    let mut dice = Dice::new(7);
    for (set, times, noisy) in SETS {
        let records = relabel::records(o, set)?;
        let bar = bar("reading names", records.len());
        for mut record in records.into_iter().enumerate().filter(|(i, _)| !data::is_held_out(*i)).map(|(_, r)| r) {
            respell(&mut record, &mut dice);
            let copies = if dice.below(100) < noisy { 2 } else { 1 };
            for copy in 0..copies {
                if copy > 0 {
                    record.text = noisy_lines(&record.text, &mut dice);
                }
                let text = data::split(record.text.clone(), &reader.words, &reader.splitter);
                let gold = relabel::gold(set, &record, &text, &reader.lexicon);
                let first = samples.len();
                read(&text, &gold, reader, labels, &mut samples, &mut seen);
                if copy == 0 {
                    let again = samples[first..].to_vec();
                    (1..times).for_each(|_| samples.extend(again.iter().cloned()));
                }
            }
            bar.inc(1);
        }
        bar.finish();
    }
    let mut hashes: Vec<u32> = seen.iter().filter(|s| *s.1 >= LEAST_SEEN).map(|s| *s.0).collect();
    hashes.sort_unstable();
    let number: HashMap<u32, u32> = hashes.iter().enumerate().map(|(i, &h)| (h, i as u32)).collect();
    for features in samples.iter_mut().flat_map(|s: &mut Sample| &mut s.features) {
        *features = features.iter().filter_map(|h| number.get(h).copied()).collect();
    }
    Ok((samples, hashes))
}

fn read(
    text: &Text,
    gold: &[(std::ops::Range<usize>, NameType)],
    reader: &Reader,
    labels: &[Label],
    samples: &mut Vec<Sample>,
    seen: &mut HashMap<u32, u32>,
) {
    let view = reader.view(text);
    let tags = reader.network.read(&view).tags;
    let of = labelled(text.tokens.len(), gold, labels);
    let mut runs = Runs::default();
    for (s, range) in view.sentences.iter().enumerate() {
        runs.find(&view, s);
        let mut sample = Sample { features: vec![], gold: of[range.clone()].to_vec() };
        mend(&mut sample.gold, labels);
        for i in range.clone() {
            let mut hashes = vec![];
            features::name(&view, s, i, &runs, &tags, &mut hashes);
            hashes.iter().for_each(|&h| *seen.entry(h).or_default() += 1);
            sample.features.push(hashes);
        }
        samples.push(sample);
    }
}

/// The label of each of `count` tokens.
pub fn labelled(count: usize, gold: &[(std::ops::Range<usize>, NameType)], labels: &[Label]) -> Vec<u8> {
    let mut of = vec![0u8; count];
    let number = |place, kind| labels.iter().position(|&l| l == (place, kind)).unwrap_or(0) as u8;
    for (range, kind) in gold {
        let last = range.end - 1;
        for i in range.clone() {
            let place = match (i == range.start, i == last) {
                (true, true) => Place::Unit,
                (true, false) => Place::Begin,
                (false, true) => Place::Last,
                (false, false) => Place::Inside,
            };
            of[i] = number(place, *kind);
        }
    }
    of
}

/// A name that a sentence's edge cut becomes no name, so that every gold sequence is one that the model allows.
pub fn mend(gold: &mut [u8], labels: &[Label]) {
    let open = |l: u8| matches!(labels[l as usize].0, Place::Begin | Place::Inside);
    let goes_on = |l: u8| matches!(labels[l as usize].0, Place::Inside | Place::Last);
    for i in 0..gold.len() {
        let before = if i == 0 { 0 } else { gold[i - 1] };
        if goes_on(gold[i]) && !open(before) {
            gold[i] = 0;
        }
    }
    for i in (0..gold.len()).rev() {
        let after = gold.get(i + 1).copied().unwrap_or(0);
        if open(gold[i]) && !goes_on(after) {
            gold[i] = 0;
        }
    }
}
