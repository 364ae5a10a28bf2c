//! Trains the weights that tell attributions from other clauses: logistic regression over everything that grammar allows
//! (`dateline::quote::sample`), on labels of our own over open texts (`train/labels/attributions.tsv`).

use crate::noise::Dice;
use crate::{Options, bar, data, pack};
use dateline::analysis::Analyzer;
use dateline::mention::NameType;
use dateline::model::file::Section;
use dateline::model::table::{self, Table};
use dateline::quote::{LABELS, SCALE, sample};
use dateline::span::Span;
use std::collections::{BTreeMap, HashMap, HashSet};

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

impl Case {
    /// What the weights of label `n` should say of it; `None` where they have no say.
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
    pack::replace(o, b"QUOT")?;
    let model = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    let analyzer = Analyzer::new(model).map_err(|e| e.to_string())?;
    let labels = labels()?;
    let texts = texts(o, &labels.keys().map(String::as_str).collect())?;
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
    let mut seen: HashMap<u32, u32> = HashMap::new();
    hashed.iter().flat_map(|c| &c.features).for_each(|h| *seen.entry(*h).or_default() += 1);
    let mut names: Vec<u32> = seen.iter().filter(|s| *s.1 >= LEAST_SEEN).map(|s| *s.0).collect();
    names.sort_unstable();
    let number: HashMap<u32, u32> = names.iter().enumerate().map(|(i, &h)| (h, i as u32)).collect();
    let mut cases = hashed;
    for case in &mut cases {
        let numbers = |hashes: &[u32]| hashes.iter().filter_map(|h| number.get(h).copied()).collect::<Vec<u32>>();
        let (general, own) = case.features.split_at(case.general);
        let (general, own) = (numbers(general), numbers(own));
        case.general = general.len();
        case.features = [general, own].concat();
    }
    let (kept, rest): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|c| c.text % 8 == 7);
    let all: Vec<&Case> = cases.iter().collect();
    let epochs = o.epochs.unwrap_or(10);
    let mut rows: Vec<(u32, Vec<(u8, i32)>)> = names.iter().map(|&h| (h, vec![])).collect();
    for (label, what) in ["attributions", "speech"].into_iter().enumerate() {
        measure(what, "kept back", &kept, label, &fit(&rest, label, names.len(), epochs));
        let weights = fit(&all, label, names.len(), epochs);
        measure(what, "trained on", &all, label, &weights);
        for (row, w) in rows.iter_mut().zip(&weights).filter(|(_, w)| (*w * SCALE).abs() >= LEAST) {
            row.1.push((label as u8, (w * SCALE).round() as i32));
        }
    }
    rows.retain(|r| !r.1.is_empty());
    println!("attributions: {} of {} features", rows.len(), names.len());
    let bytes = table::write(LABELS, rows);
    Table::parse(Section::owned(bytes.clone())).map_err(|e| e.to_string())?;
    pack::keep(o, b"QUOT", bytes)?;
    pack::replace(o, b"QUOT")
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

fn texts(o: &Options, wanted: &HashSet<&str>) -> Result<HashMap<String, String>, String> {
    let mut out = HashMap::new();
    for set in SETS {
        let path = o.data.join(set);
        if set.ends_with(".conllu") {
            let raw = data::raw(&path)?.into_iter().filter(|r| wanted.contains(r.id.as_str()));
            out.extend(raw.map(|r| (r.id, r.text)));
            continue;
        }
        let source = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in source.lines() {
            let v: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            let (Some(id), Some(text)) = (v["id"].as_str(), v["text"].as_str()) else { continue };
            if wanted.contains(id) {
                out.insert(id.to_string(), text.to_string());
            }
        }
    }
    Ok(out)
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

/// Logistic regression by stochastic gradient descent with AdaGrad's steps (Duchi et al. 2011).
fn fit(cases: &[&Case], label: usize, features: usize, epochs: usize) -> Vec<f32> {
    const RATE: f32 = 0.1;
    const DECAY: f32 = 1e-4;
    let (mut weights, mut squares) = (vec![0f32; features], vec![1e-1f32; features]);
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut dice = Dice::new(5);
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for case in order.iter().map(|&c| cases[c]) {
            let Some(wanted) = case.wanted(label) else { continue };
            // What is known of cues in general must serve for words that no label has, so that now and then it is all.
            let alone = dice.below(100) < ALONE;
            let features = if alone { &case.features[..case.general] } else { &case.features[..] };
            let score: f32 = features.iter().map(|&f| weights[f as usize]).sum();
            let step = wanted as u8 as f32 - 1.0 / (1.0 + (-score).exp());
            for &f in features {
                let (w, s) = (&mut weights[f as usize], &mut squares[f as usize]);
                let slope = step - DECAY * *w;
                *s += slope * slope;
                *w += RATE * slope / s.sqrt();
            }
        }
    }
    weights
}

/// Prints precision and recall at even odds.
fn measure(what: &str, part: &str, cases: &[&Case], label: usize, weights: &[f32]) {
    let (mut right, mut given, mut all) = (0, 0, 0);
    for (case, wanted) in cases.iter().filter_map(|c| Some((c, c.wanted(label)?))) {
        let yes = case.features.iter().map(|&f| weights[f as usize]).sum::<f32>() > 0.0;
        given += yes as usize;
        all += wanted as usize;
        right += (yes && wanted) as usize;
    }
    let (p, r) = (100.0 * right as f64 / given.max(1) as f64, 100.0 * right as f64 / all.max(1) as f64);
    println!("{what} {part}: P {p:.1}, R {r:.1} of {all}");
}
