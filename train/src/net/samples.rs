//! Reads the sets into what the network trains on: sentences with their inputs, and what is right for each token.

use super::heads::{ROOT, UNKNOWN};
use super::ops::NONE;
use crate::data::{self, Text, Tree};
use crate::noise::{Dice, Noise, noisy_lines, respell, rewrite};
use crate::{Options, bar, ner, relabel};
use dateline::lexicon::Lexicon;
use dateline::model::NameType;
use dateline::model::clusters::Clusters;
use dateline::model::names::Label;
use dateline::model::net::input::{self, Input};
use dateline::model::splitter::Splitter;
use dateline::model::view::View;
use dateline::span::Span;
use dateline::tag::Tag;
use dateline::words::Words;
use std::collections::HashMap;
use std::ops::Range;

/// What is right for the tokens of a sentence.
#[derive(Clone)]
pub enum Gold {
    /// Labels; heads as places in the sentence, or `ROOT`. `NONE` where nothing is known.
    Tree {
        tags: Vec<u8>,
        heads: Vec<u32>,
        relations: Vec<u8>,
    },
    Names(Vec<u8>),
}

#[derive(Clone)]
pub struct Sample {
    pub inputs: Vec<Input>,
    pub gold: Gold,
}

/// The same sentences in each way of writing: as they are, in capitals, title case, small letters, and mixed.
pub struct Set {
    pub styles: Vec<Vec<Sample>>,
    /// How many of a hundred readings are in each style.
    pub shares: Vec<usize>,
}

/// What reading needs.
pub struct Source<'a> {
    pub splitter: &'a Splitter,
    pub lexicon: &'a Lexicon,
    pub clusters: &'a Clusters,
    pub frequent: &'a [u32],
    /// Each known word's place among the vectors, by its hash.
    pub place: &'a HashMap<u32, u32>,
}

impl Source<'_> {
    pub fn inputs(&self, text: &Text) -> (View, Vec<Input>) {
        let view = View::new(&text.text, &text.tokens, &text.sentences, self.lexicon, self.clusters);
        let inputs = input::inputs(&view, self.frequent, |h| self.place.get(&h).copied());
        (view, inputs)
    }
}

const STYLES: [Noise; 3] = [Noise::Upper, Noise::Title, Noise::Lower];

/// The treebanks' sentences; `tags` and `relations` number the labels.
pub fn trees(source: &Source, docs: &[Tree], tags: &[Tag], relations: &[String], noisy: bool) -> Set {
    let mut styles = vec![vec![]; if noisy { 4 } else { 1 }];
    for doc in docs {
        for (style, out) in styles.iter_mut().enumerate() {
            let copy = style.checked_sub(1).map(|n| restyle(&doc.text, STYLES[n]));
            tree(source, copy.as_ref().unwrap_or(&doc.text), doc, tags, relations, out);
        }
    }
    Set { styles, shares: if noisy { vec![80, 5, 5, 10] } else { vec![100] } }
}

fn tree(source: &Source, text: &Text, doc: &Tree, tags: &[Tag], relations: &[String], out: &mut Vec<Sample>) {
    let (view, inputs) = source.inputs(text);
    for range in &view.sentences {
        let tag = |i: usize| doc.tags[i].and_then(|t| tags.iter().position(|&o| o == t)).map_or(NONE, |n| n as u8);
        let relation = |i: usize| relations.iter().position(|r| *r == doc.relations[i]).map_or(NONE, |n| n as u8);
        let head = |i: usize| match doc.heads[i] {
            h if h == i => ROOT,
            h if range.contains(&h) => (h - range.start) as u32,
            // A sentence of several hundred words is read in pieces; heads beyond are not known.
            _ => UNKNOWN,
        };
        let gold = Gold::Tree {
            tags: range.clone().map(tag).collect(),
            heads: range.clone().map(head).collect(),
            relations: range.clone().map(relation).collect(),
        };
        out.push(Sample { inputs: inputs[range.clone()].to_vec(), gold });
    }
}

/// The text rewritten; its tokens keep their number, and their spans follow the new bytes.
pub fn restyle(text: &Text, noise: Noise) -> Text {
    let copy = rewrite(&text.text, noise);
    let (old, new) = (data::byte_offsets(&text.text), data::byte_offsets(&copy));
    let moved = |at: u32| new[old.binary_search(&(at as usize)).unwrap_or(0)] as u32;
    let mut tokens = text.tokens.clone();
    for t in &mut tokens {
        t.span = Span { start: moved(t.span.start), end: moved(t.span.end) };
    }
    Text { text: copy, tokens, sentences: text.sentences.clone() }
}

type Named = Vec<(Range<usize>, NameType)>;

/// The sentences of the sets of names that train, or of the records kept back from them.
///
/// Records for which `unseen` holds are left out.
pub fn names(
    source: &Source,
    o: &Options,
    words: &Words,
    labels: &[Label],
    unseen: impl Fn(&str, usize) -> bool,
) -> Result<Set, String> {
    let mut styles = vec![vec![]; 5];
    let mut dice = Dice::new(11);
    for (set, times, _) in ner::SETS {
        let records = relabel::records(o, set)?;
        let bar = bar("reading names", records.len());
        for mut record in records.into_iter().enumerate().filter(|(i, _)| !unseen(set, *i)).map(|(_, r)| r) {
            respell(&mut record, &mut dice);
            let text = data::split(record.text.clone(), words, source.splitter);
            let gold = relabel::gold(set, &record, &text, source.lexicon);
            let copies = STYLES.map(|n| rewrite(&record.text, n));
            let mixed = noisy_lines(&record.text, &mut dice);
            let copies = copies.into_iter().chain([mixed]).map(|copy| {
                let copy = data::split(copy, words, source.splitter);
                let gold = carry(&text, &gold, &copy);
                (copy, gold)
            });
            let copies: Vec<(Text, Named)> = copies.collect();
            for (out, (text, gold)) in styles.iter_mut().zip([(text, gold)].into_iter().chain(copies)) {
                let first = out.len();
                sentences(source, &text, &gold, labels, out);
                let again = out[first..].to_vec();
                (1..times).for_each(|_| out.extend(again.iter().cloned()));
            }
            bar.inc(1);
        }
        bar.finish();
    }
    Ok(Set { styles, shares: vec![62, 9, 8, 14, 7] })
}

/// Names of a text in its rewritten copy, which has the same code points in other case.
fn carry(text: &Text, gold: &[(Range<usize>, NameType)], copy: &Text) -> Named {
    let (old, new) = (data::byte_offsets(&text.text), data::byte_offsets(&copy.text));
    let moved = |at: u32| new[old.binary_search(&(at as usize)).unwrap_or(0)] as u32;
    let carried = gold.iter().filter_map(|(range, kind)| {
        let start = moved(text.tokens[range.start].span.start);
        let end = moved(text.tokens[range.end - 1].span.end);
        let first = copy.tokens.binary_search_by_key(&start, |t| t.span.start).ok()?;
        let last = copy.tokens.binary_search_by_key(&end, |t| t.span.end).ok()?;
        (first <= last).then_some((first..last + 1, *kind))
    });
    carried.collect()
}

/// The sentences of a text with labels; where each starts comes back.
pub fn sentences(
    source: &Source,
    text: &Text,
    gold: &[(Range<usize>, NameType)],
    labels: &[Label],
    out: &mut Vec<Sample>,
) -> Vec<usize> {
    let (view, inputs) = source.inputs(text);
    let of = ner::labelled(text.tokens.len(), gold, labels);
    for range in &view.sentences {
        let mut gold = of[range.clone()].to_vec();
        ner::mend(&mut gold, labels);
        out.push(Sample { inputs: inputs[range.clone()].to_vec(), gold: Gold::Names(gold) });
    }
    view.sentences.iter().map(|s| s.start).collect()
}
