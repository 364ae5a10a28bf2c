//! Reads a view and tags; produces names: the best-scored sequence of labels of each sentence.

use super::features::{self, Runs};
use super::lattice::{self, Lattice};
use super::table::Table;
use super::view::View;
use super::{Name, NameType};
use crate::error::Error;
use crate::tag::Tag;
use std::ops::Range;

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside every name.
    Out,
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

impl Place {
    /// Where in a name of these tokens `token` stands.
    fn of(token: usize, name: &Range<usize>) -> Place {
        match (token == name.start, token + 1 == name.end) {
            (true, true) => Place::Unit,
            (true, false) => Place::Begin,
            (false, true) => Place::Last,
            (false, false) => Place::Inside,
        }
    }
}

/// One label of the sequence tagger: the place, and the type of the name.
pub type Label = (Place, NameType);

/// A name with its margin: by how much the best reading of its sentence beats the best one without this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name.
    pub name: Name,
    /// The margin, in the model's own units; never negative.
    pub margin: i32,
    /// What its tokens score as a name of each type, less what they score as the type found.
    pub types: Types,
}

/// A score for each type, in the order of [`NameType::ALL`].
pub type Types = [i32; NameType::ALL.len()];

/// The least score of a type beside the one found: a single reading is no proof.
const UNLIKELY: i32 = -4000;

/// A trained sequence tagger for names.
pub struct Namer {
    labels: Vec<Label>,
    weights: Table,
    lattice: Lattice,
    /// Upper ends of the margins' steps, and the percent of names right below each.
    confidence: Vec<(i32, u8)>,
}

impl Namer {
    /// Takes the labels (one a line: `O`, or a letter of BILU, a hyphen and a type), their weights, the scores of steps
    /// between labels (little-endian i32) and the confidence table (pairs of i32).
    ///
    /// # Errors
    /// Corrupt when they do not fit together.
    pub fn new(labels: &[u8], weights: Table, steps: &[u8], confidence: &[u8]) -> Result<Namer, Error> {
        let bad = || Error::corrupt("the name labels cannot be read");
        let text = std::str::from_utf8(labels).map_err(|_| bad())?;
        let labels: Option<Vec<Label>> = text.lines().map(parse_label).collect();
        let labels = labels.filter(|l| l.first().is_some_and(|l| l.0 == Place::Out)).ok_or_else(bad)?;
        let ints = |bytes: &[u8]| -> Vec<i32> {
            bytes.chunks_exact(4).map(|b| i32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
        };
        let n = labels.len();
        let steps = ints(steps);
        // Scores far from overflow, whatever the file says.
        if weights.labels() != n || steps.len() != n * (n + 2) || steps.iter().any(|s| s.unsigned_abs() > 1 << 20) {
            return Err(bad());
        }
        let confidence = ints(confidence).chunks_exact(2).map(|c| (c[0], c[1].clamp(0, 100) as u8)).collect();
        Ok(Namer { lattice: Lattice::new(&labels, &steps), labels, weights, confidence })
    }

    /// The names of all sentences, in text order. `given` holds, for each token, a score for each label to add to this
    /// tagger's own.
    pub fn find(&self, view: &View, tags: &[Tag], given: &[i32]) -> Vec<Found> {
        let mut work = Work::default();
        let mut out = Vec::new();
        for (s, range) in view.sentences.iter().enumerate() {
            self.score(view, s, tags, given, &mut work);
            self.decode(range.clone(), &mut work, &mut out);
        }
        out
    }

    /// Fills `work.scores` for one sentence.
    fn score(&self, view: &View, s: usize, tags: &[Tag], given: &[i32], work: &mut Work) {
        let n = self.labels.len();
        let range = view.sentences[s].clone();
        work.scores.clear();
        let given = &given[range.start * n..range.end * n];
        let trust = if features::tells_names(view.styles[s]) { 1 } else { UNTOLD };
        work.scores.extend(given.iter().map(|score| score * trust));
        work.runs.find(view, s);
        for (t, i) in range.enumerate() {
            features::name(view, s, i, &work.runs, tags, &mut work.hashes);
            self.weights.add(&work.hashes, &mut work.scores[t * n..(t + 1) * n]);
        }
    }

    /// The names on the best path, each with its margin.
    fn decode(&self, range: Range<usize>, work: &mut Work, out: &mut Vec<Found>) {
        self.lattice.find(&work.scores, &mut work.lattice);
        let margin = |t: usize| self.lattice.margin(t, &work.lattice);
        let mut first = 0;
        for (t, &label) in work.lattice.path.iter().enumerate() {
            let (place, kind) = self.labels[label];
            match place {
                Place::Begin | Place::Out => first = t,
                Place::Unit | Place::Last => {
                    let from = if place == Place::Unit { t } else { first };
                    let least = (from..=t).map(margin).min().unwrap_or(0).max(0);
                    let tokens = range.start + from..range.start + t + 1;
                    let name = Name { tokens, kind, confidence: self.percent(least) };
                    out.push(Found { name, margin: least, types: self.types(from..t + 1, kind, &work.scores) });
                }
                Place::Inside => {}
            }
        }
    }

    /// What these tokens score as a name of each type, less what they score as `found`.
    fn types(&self, tokens: Range<usize>, found: NameType, scores: &[i32]) -> Types {
        let n = self.labels.len();
        let mut types: [Option<i32>; NameType::ALL.len()] = Default::default();
        for (l, &(place, kind)) in self.labels.iter().enumerate() {
            let fits = |t: &usize| place == Place::of(*t, &tokens);
            let at = tokens.clone().filter(fits).map(|t| scores[t * n + l]).reduce(|a, b| a + b);
            if let Some(score) = at {
                *types[kind as usize].get_or_insert(0) += score;
            }
        }
        let own = types[found as usize].unwrap_or(0);
        types.map(|t| t.map_or(UNLIKELY, |t| (t - own).max(UNLIKELY)))
    }

    /// The share of names with about this margin that were right on held-out data, in percent.
    fn percent(&self, margin: i32) -> u8 {
        let step = self.confidence.iter().find(|c| margin < c.0).or(self.confidence.last());
        step.map_or(50, |c| c.1)
    }
}

/// How many times the given scores count where a sentence's writing does not tell names from other words: this tagger
/// learnt mostly from plain sentences. On the noisy copies of the dev sets it is worth 2 to 4 points of F1.
const UNTOLD: i32 = 2;

/// Memory that is used again for each sentence.
#[derive(Default)]
struct Work {
    scores: Vec<i32>,
    lattice: lattice::Work,
    hashes: Vec<u32>,
    runs: Runs,
}

/// Reads a label.
pub fn parse_label(text: &str) -> Option<Label> {
    if text == "O" {
        return Some((Place::Out, NameType::Person));
    }
    let (place, kind) = text.split_once('-')?;
    let place = match place {
        "B" => Place::Begin,
        "I" => Place::Inside,
        "L" => Place::Last,
        "U" => Place::Unit,
        _ => return None,
    };
    Some((place, NameType::parse(kind)?))
}

/// Whether `to` can follow `from`.
pub fn follows(from: Label, to: Label) -> bool {
    let open = matches!(from.0, Place::Begin | Place::Inside);
    let goes_on = matches!(to.0, Place::Inside | Place::Last);
    open == goes_on && (!open || from.1 == to.1)
}
