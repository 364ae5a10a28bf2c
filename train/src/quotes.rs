//! Trains the weights that tell attributions from other clauses: logistic regression over everything that grammar allows
//! (`dateline::quote::sample`), on labels of our own over open texts (`train/labels/attributions.tsv`).

use crate::logistic::{self, Fit, Index, measure};
use crate::{Options, bar, data, pack};
use dateline::analysis::Analyzer;
use dateline::mention::NameType;
use dateline::model::file::Section;
use dateline::model::table::{self, Table};
use dateline::quote::{LABELS, SCALE, sample};
use dateline::span::Span;
use std::collections::BTreeMap;

/// The sets whose texts the labels are about.
pub const SETS: [&str; 3] = ["ner/train/gmb.jsonl", "coref/gum.train.jsonl", "syntax/ewt.train.conllu"];
/// Features seen in fewer candidates are left out.
const LEAST_SEEN: u32 = 2;
/// Weights below this size are left out, in units.
const LEAST: f32 = 1.0;

/// What one reader marked in one text, as byte offsets.
struct Label {
    cue: Vec<Span>,
    content: Vec<Span>,
    speech: bool,
}

/// How many candidates in a hundred are shown without what tells their word.
const ALONE: usize = 20;

/// One candidate: the numbers of its features, whether it is an attribution, and of which text.
struct Case {
    features: Vec<u32>,
    /// How many of these, the first, do not tell which word the cue is.
    general: usize,
    /// `None` where it is none; else whether it is one of speech.
    speech: Option<bool>,
    text: usize,
}

impl logistic::Case for Case {
    fn features(&self) -> &[u32] {
        &self.features
    }

    fn general(&self) -> usize {
        self.general
    }

    fn wanted(&self, n: usize) -> Option<bool> {
        if n == 0 { Some(self.speech.is_some()) } else { self.speech }
    }
}

/// Keeps weights that say nothing, which a model file can be made with.
pub fn clear(o: &Options) -> Result<(), String> {
    pack::keep(o, b"QUOT", table::write(LABELS, vec![]))
}

/// Trains the weights and puts them into the model file, which is otherwise whole.
pub fn train(o: &Options) -> Result<(), String> {
    // Nothing that was trained before has a say.
    clear(o)?;
    pack::replace(o, &[b"QUOT"])?;
    let model = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    let analyzer = Analyzer::new(model).map_err(|e| e.to_string())?;
    let labels = labels()?;
    let texts = data::texts(o, &SETS, &labels.keys().map(String::as_str).collect())?;
    let bar = bar("attributions", labels.len());
    let mut hashed: Vec<Case> = vec![];
    let (mut wanted, mut drawn) = (0, 0);
    for (n, (id, rows)) in labels.iter().enumerate() {
        let text = texts.get(id).ok_or_else(|| format!("no text for the labels of {id}"))?;
        let at = data::byte_offsets(text);
        let span = |s: &(usize, usize)| Span::new(at[s.0], at[s.1]);
        let spans = |list: &[(usize, usize)]| list.iter().map(span).collect();
        let label = |row: &Row| Label { cue: spans(&row.cue), content: spans(&row.content), speech: row.speech };
        let labels: Vec<Label> = rows.iter().map(label).collect();
        wanted += labels.len();
        drawn += cases(&analyzer, text, &labels, n, &mut hashed);
        bar.inc(1);
    }
    bar.finish();
    println!("attributions: {wanted} labels, of which grammar draws {drawn}; {} candidates", hashed.len());
    let index = Index::new(hashed.iter().map(|c| &c.features[..]), LEAST_SEEN);
    let mut cases = hashed;
    for case in &mut cases {
        let (general, own) = case.features.split_at(case.general);
        let (general, own) = (index.numbers(general), index.numbers(own));
        case.general = general.len();
        case.features = [general, own].concat();
    }
    let (kept, rest): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|c| c.text % 8 == 7);
    let fit = Fit { rate: 0.1, decay: 1e-4, start: 1e-1, epochs: o.epochs.unwrap_or(10), alone: ALONE };
    let features = index.hashes.len();
    let mut rows: Vec<(u32, Vec<(u8, i32)>)> = index.hashes.iter().map(|&h| (h, vec![])).collect();
    for (label, what) in ["attributions", "speech"].into_iter().enumerate() {
        measure(what, "kept back", &kept, label, &fit.weights(&rest, label, features, |_| ()));
        let weights = fit.weights(&cases, label, features, |_| ());
        measure(what, "trained on", &cases, label, &weights);
        for (row, w) in rows.iter_mut().zip(&weights).filter(|(_, w)| (*w * SCALE).abs() >= LEAST) {
            row.1.push((label as u8, (w * SCALE).round() as i32));
        }
    }
    rows.retain(|r| !r.1.is_empty());
    println!("attributions: {} of {} features", rows.len(), features);
    let bytes = table::write(LABELS, rows);
    Table::parse(Section::owned(bytes.clone())).map_err(|e| e.to_string())?;
    pack::keep(o, b"QUOT", bytes)?;
    pack::replace(o, &[b"QUOT"])
}

/// A label as the file has it, in code points.
struct Row {
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
    speech: bool,
}

/// The labels by text.
fn labels() -> Result<BTreeMap<String, Vec<Row>>, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/labels/attributions.tsv");
    let source = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut out: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in source.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (id, fields) = line.split_once('\t').unwrap_or((line, ""));
        let rows = out.entry(id.to_string()).or_default();
        // A line with an id alone is a text in which nothing is attributed.
        if !fields.is_empty() {
            rows.push(row(fields).ok_or_else(|| format!("{path}: unreadable line {line:?}"))?);
        }
    }
    Ok(out)
}

/// Source, cue, content, act; spans as `start-end`, several with blanks between them, `-` for none.
fn row(fields: &str) -> Option<Row> {
    let spans = |field: &str| -> Option<Vec<(usize, usize)>> {
        let span = |s: &str| s.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        field.split(' ').filter(|s| *s != "-").map(span).collect()
    };
    let mut fields = fields.split('\t').skip(1);
    let (cue, content) = (spans(fields.next()?)?, spans(fields.next()?)?);
    Some(Row { cue, content, speech: fields.next()? == "speech" })
}

/// Adds the candidates of one text; how many of its labels have one.
fn cases(analyzer: &Analyzer, text: &str, labels: &[Label], number: usize, out: &mut Vec<Case>) -> usize {
    let document = analyzer.read(text);
    let types: Vec<NameType> = document.entities.iter().map(|e| e.kind).collect();
    let reading = analyzer.reading(&document);
    let samples = sample::all(reading, &document.mentions, &types, analyzer.model().clusters());
    let shared = |a: &[Span], b: &[Span]| -> u32 {
        a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum()
    };
    let length = |a: &[Span]| a.iter().map(|s| s.end - s.start).sum::<u32>();
    // How much of both contents is shared, for a candidate whose word lies in the label's cue.
    let fit = |s: &sample::Sample, l: &Label| -> f64 {
        if !l.cue.iter().any(|c| c.contains(s.word)) {
            return 0.0;
        }
        f64::from(2 * shared(&s.content, &l.content)) / f64::from(length(&s.content) + length(&l.content))
    };
    let mut speech = vec![None; samples.len()];
    let mut unsure = vec![false; samples.len()];
    let mut drawn = 0;
    for label in labels {
        let fits: Vec<f64> = samples.iter().map(|s| fit(s, label)).collect();
        let best = (0..samples.len()).max_by(|&a, &b| fits[a].total_cmp(&fits[b]).then(b.cmp(&a)));
        if let Some(best) = best.filter(|&b| fits[b] > 0.3) {
            speech[best] = Some(label.speech);
            drawn += 1;
        }
        // Other ways to draw the same, and what lies in the content, of which labels say nothing.
        for (n, s) in samples.iter().enumerate() {
            unsure[n] |= fits[n] > 0.3 || label.content.iter().any(|c| c.contains(s.word));
        }
    }
    for (n, s) in samples.into_iter().enumerate() {
        if speech[n].is_some() || !unsure[n] {
            out.push(Case { features: s.features, general: s.general, speech: speech[n], text: number });
        }
    }
    drawn
}
