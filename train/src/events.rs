//! Trains the weights of events: what names one, whether it happened, and which time is its own. Logistic regressions over
//! everything that could name an event (`dateline::event::sample`), on MEANTIME, as far as it is annotated, and on labels of
//! our own over open texts (`train/labels/events.tsv`). `train events --hold airbus` leaves one part of MEANTIME out, to be
//! measured on: what is measured on texts that were trained on says nothing.

use crate::logistic::{self, Fit, Index, measure};
use crate::{Options, bar, data, pack};
use dateline::Day;
use dateline::analysis::Analyzer;
use dateline::event::{self, LABELS, LINK_LABELS, Label, SCALE, sample};
use dateline::model::file::Section;
use dateline::model::table::{self, Table};
use dateline::span::Span;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The annotated documents.
pub const SETS: [&str; 3] =
    ["events/meantime.airbus.jsonl", "events/meantime.apple.jsonl", "events/meantime.stock.jsonl"];
/// The sets whose texts our own labels are about.
pub const TEXTS: [&str; 2] = ["ner/train/gmb.jsonl", "coref/gum.train.jsonl"];
/// Features seen in fewer candidates are left out.
const LEAST_SEEN: u32 = 2;
/// Weights below this size are left out, in units.
const LEAST: f32 = 1.5;

/// What is known of one event.
struct Row {
    /// Where its words begin and end, in code points.
    word: (usize, usize),
    speech: bool,
    light: bool,
    /// `Happened` for what goes on, too.
    fact: Option<Label>,
    time: Time,
    /// Whether it is worth a row.
    row: bool,
    /// Where the first word for its happening begins.
    happening: usize,
}

/// What it says of an event's time.
#[derive(Clone, Copy, PartialEq)]
enum Time {
    /// In, after or before a time expression of the text, by where it begins, in code points.
    Timex(event::Side, usize),
    /// On the day of publication.
    Today,
    /// Before it.
    Before,
    Unknown,
}

/// A document, as far as it is annotated.
struct Text {
    text: String,
    rows: Vec<Row>,
    /// Whether it is told which are worth a row.
    ranked: bool,
}

impl Text {
    /// What is known of a word; `at` are the byte offsets of the code points.
    fn row_of(&self, word: Span, at: &[usize]) -> Option<&Row> {
        self.rows.iter().find(|r| Span::new(at[r.word.0], at[r.word.1]).overlaps(word))
    }
}

/// One candidate, one pair of candidate and time expression, or one event that may be a row.
struct Case {
    features: Vec<u32>,
    general: usize,
    wanted: Vec<Option<bool>>,
    text: usize,
}

impl logistic::Case for Case {
    fn features(&self) -> &[u32] {
        &self.features
    }

    fn general(&self) -> usize {
        self.general
    }

    fn wanted(&self, label: usize) -> Option<bool> {
        self.wanted[label]
    }
}

/// Keeps weights that say nothing, which a model file can be made with.
pub fn clear(o: &Options) -> Result<(), String> {
    pack::keep(o, b"EVNT", table::write(LABELS, vec![]))?;
    pack::keep(o, b"EVTM", table::write(LINK_LABELS, vec![]))?;
    pack::keep(o, b"EVRW", table::write(1, vec![]))
}

/// Trains the weights and puts them into the model file, which is otherwise whole.
pub fn train(o: &Options) -> Result<(), String> {
    clear(o)?;
    pack::replace(o, &[b"EVNT", b"EVTM", b"EVRW"])?;
    let model = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    let analyzer = Analyzer::new(model).map_err(|e| e.to_string())?;
    let mut texts = texts(o)?;
    texts.extend(labelled(o)?);
    let bar = bar("events", texts.len());
    let (mut words, mut pairs) = (vec![], vec![]);
    let (mut marked, mut met) = (0, 0);
    for (n, text) in texts.iter().enumerate() {
        marked += text.rows.len();
        met += cases(&analyzer, text, n, &mut words, &mut pairs);
        bar.inc(1);
    }
    bar.finish();
    println!(
        "events: {marked} labels, of which {met} are candidates; {} candidates, {} pairs",
        words.len(),
        pairs.len()
    );
    let names = ["event", "speech", "light", "happened", "planned", "possible", "conditional", "negated", "today"];
    let epochs = o.epochs.unwrap_or(10);
    section(o, b"EVNT", &names, words, Fit { rate: 0.1, decay: 1e-4, start: 1e-1, epochs, alone: 20 })?;
    let names = ["link", "link after", "link before"];
    section(o, b"EVTM", &names, pairs, Fit { rate: 0.1, decay: 1e-4, start: 1e-1, epochs, alone: 20 })?;
    pack::replace(o, &[b"EVNT", b"EVTM"])?;
    rows(o, &texts)?;
    pack::replace(o, &[b"EVRW"])
}

/// The day on which the texts of our labels are taken to be published; nothing of it is seen in the features.
const DAY: &str = "2010-06-15";

/// Trains what tells the events that are worth a row, on what the model that was just trained finds in our texts.
fn rows(o: &Options, texts: &[Text]) -> Result<(), String> {
    let model = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    let analyzer = Analyzer::new(model).map_err(|e| e.to_string())?;
    let mut cases = vec![];
    for (number, text) in texts.iter().enumerate().filter(|(_, t)| t.ranked) {
        let analysis = analyzer.analyze(text.text.as_str(), Day::parse(DAY));
        let from = analyzer.event_sources(&analysis.document);
        let at = data::byte_offsets(&text.text);
        for (word, features, general) in sample::rows(from, &analysis.events, analyzer.model().clusters()) {
            let row = text.row_of(word, &at);
            // Which of several words for one happening is the row's is a matter of taste.
            let again = |r: &Row| !r.row && text.rows.iter().any(|o| o.row && o.happening == r.happening);
            let wanted = match row {
                Some(r) if again(r) => None,
                row => Some(row.is_some_and(|r| r.row)),
            };
            cases.push(Case { features, general, wanted: vec![wanted], text: number });
        }
    }
    section(o, b"EVRW", &["row"], cases, Fit { rate: 0.1, decay: 1e-3, start: 1e-1, epochs: 10, alone: 20 })
}

/// Trains the labels `names` and keeps their weights as a section.
fn section(o: &Options, name: &[u8; 4], names: &[&str], mut cases: Vec<Case>, fit: Fit) -> Result<(), String> {
    let index = Index::new(cases.iter().map(|c| &c.features[..]), LEAST_SEEN);
    for case in &mut cases {
        let (general, own) = case.features.split_at(case.general);
        let (general, own) = (index.numbers(general), index.numbers(own));
        case.general = general.len();
        case.features = [general, own].concat();
    }
    let (kept, rest): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|c| c.text % 8 == 7);
    let features = index.hashes.len();
    let mut rows: Vec<(u32, Vec<(u8, i32)>)> = index.hashes.iter().map(|&h| (h, vec![])).collect();
    for (label, what) in names.iter().enumerate() {
        measure(what, "kept back", &kept, label, &fit.weights(&rest, label, features, |_| ()));
        let weights = fit.weights(&cases, label, features, |_| ());
        for (row, w) in rows.iter_mut().zip(&weights).filter(|(_, w)| (*w * SCALE).abs() >= LEAST) {
            row.1.push((label as u8, (w * SCALE).round() as i32));
        }
    }
    rows.retain(|r| !r.1.is_empty());
    println!("{}: {} of {features} features", String::from_utf8_lossy(name), rows.len());
    let bytes = table::write(names.len(), rows);
    Table::parse(Section::owned(bytes.clone())).map_err(|e| e.to_string())?;
    pack::keep(o, name, bytes)
}

/// The documents of the sets, but for the part that is held out.
fn texts(o: &Options) -> Result<Vec<Text>, String> {
    let mut out = vec![];
    for set in SETS.iter().filter(|s| o.hold.as_ref().is_none_or(|h| !s.contains(&format!(".{h}.")))) {
        let path = o.data.join(set);
        let source = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in source.lines() {
            let v: Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            out.push(text(&v).ok_or_else(|| format!("{}: no document of MEANTIME", path.display()))?);
        }
    }
    Ok(out)
}

fn text(v: &Value) -> Option<Text> {
    let end = v["annotated_to"].as_u64()? as usize;
    let text = v["text"].as_str()?.chars().take(end).collect();
    let timexes: HashMap<&str, &Value> =
        v["timexes"].as_array()?.iter().filter_map(|t| Some((t["id"].as_str()?, t))).collect();
    let mut rows: Vec<Row> = v["events"].as_array()?.iter().filter_map(|e| row(e, &timexes)).collect();
    // Of two events that begin with one word the one of fewer words stands.
    rows.sort_by_key(|r| (r.word.0, r.word.1));
    rows.dedup_by_key(|r| r.word.0);
    Some(Text { text, rows, ranked: false })
}

fn row(e: &Value, timexes: &HashMap<&str, &Value>) -> Option<Row> {
    let at = |n: usize| e["trigger"][n].as_u64().map(|n| n as usize);
    let is = |field: &str, value: &str| e[field].as_str() == Some(value);
    let special = e["special"].as_str().unwrap_or("");
    let fact = match () {
        _ if is("polarity", "NEG") => Some(Label::Negated),
        _ if special.starts_with("COND") => Some(Label::Conditional),
        _ if is("certainty", "POSSIBLE") || is("certainty", "PROBABLE") => Some(Label::Possible),
        _ if !is("certainty", "CERTAIN") => None,
        _ if is("time", "FUTURE") => Some(Label::Planned),
        _ => Some(Label::Happened),
    };
    let links = e["timexes"].as_array()?;
    let of = |l: &Value| timexes.get(l["timex"].as_str()?).copied();
    let published = |l: &&Value| of(l).is_some_and(|t| t["function"].as_str() == Some("publication"));
    let own = links.iter().filter(|l| !published(l)).find_map(|l| {
        let start = of(l)?["start"].as_u64()? as usize;
        let side = match l["relation"].as_str()? {
            "AFTER" | "BEGUN_BY" | "BEGINS" => event::Side::After,
            "BEFORE" | "ENDED_BY" | "ENDS" => event::Side::Before,
            _ => event::Side::Within,
        };
        Some(Time::Timex(side, start))
    });
    let day = links.iter().find(published).map(|l| {
        let turned = l["inverse"].as_bool() == Some(true);
        match (l["relation"].as_str().unwrap_or(""), turned) {
            ("IS_INCLUDED" | "INCLUDES" | "SIMULTANEOUS", _) => Time::Today,
            ("BEFORE", false) | ("AFTER", true) => Time::Before,
            _ => Time::Unknown,
        }
    });
    Some(Row {
        word: (at(0)?, at(1)?),
        speech: is("class", "SPEECH_COGNITIVE"),
        light: is("class", "GRAMMATICAL"),
        fact,
        time: own.or(day).unwrap_or(Time::Unknown),
        row: false,
        happening: at(0)?,
    })
}

/// The texts of our own labels with these.
fn labelled(o: &Options) -> Result<Vec<Text>, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/labels/events.tsv");
    let source = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for line in source.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (id, fields) = line.split_once('\t').unwrap_or((line, ""));
        let list = rows.entry(id).or_default();
        // A line with an id alone is a text without an event.
        if !fields.is_empty() {
            list.push(own_row(fields).ok_or_else(|| format!("{path}: unreadable line {line:?}"))?);
        }
    }
    let mut texts = data::texts(o, &TEXTS, &rows.keys().copied().collect())?;
    let text = |(id, rows): (&str, Vec<Row>)| {
        let text = texts.remove(id).ok_or_else(|| format!("no text for the labels of {id}"))?;
        Ok(Text { text, rows, ranked: true })
    };
    rows.into_iter().map(text).collect()
}

/// A line of our own labels behind the text's id.
fn own_row(fields: &str) -> Option<Row> {
    let mut fields = fields.split('\t');
    let (start, end) = fields.next()?.split_once('-')?;
    let kind = fields.next()?;
    let fact = match fields.next()? {
        "h" | "o" => Some(Label::Happened),
        "p" => Some(Label::Planned),
        "m" => Some(Label::Possible),
        "c" => Some(Label::Conditional),
        "n" => Some(Label::Negated),
        "g" => None,
        _ => return None,
    };
    let when = fields.next()?;
    let (how, start_of) = when.split_once(':').unwrap_or((when, ""));
    let time = match (how, start_of.parse()) {
        ("today", _) => Time::Today,
        ("before", _) => Time::Before,
        ("in", Ok(at)) => Time::Timex(event::Side::Within, at),
        ("from", Ok(at)) => Time::Timex(event::Side::After, at),
        ("until", Ok(at)) => Time::Timex(event::Side::Before, at),
        _ => Time::Unknown,
    };
    let word: (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
    let row = fields.next() == Some("row");
    let same = fields.next().and_then(|s| s.strip_prefix("same:")).and_then(|s| s.parse().ok());
    Some(Row { word, speech: kind == "s", light: kind == "g", fact, time, row, happening: same.unwrap_or(word.0) })
}

/// Adds the candidates and the pairs of one text; how many of its labels are candidates.
fn cases(analyzer: &Analyzer, text: &Text, number: usize, words: &mut Vec<Case>, pairs: &mut Vec<Case>) -> usize {
    let document = analyzer.read(text.text.as_str());
    let from = analyzer.event_sources(&document);
    let at = data::byte_offsets(&text.text);
    let mut met = 0;
    for s in sample::all(from, analyzer.model().clusters()) {
        let row = text.row_of(s.word, &at);
        met += row.is_some() as usize;
        let wanted = (0..LABELS).map(|l| wanted(row, l)).collect();
        words.push(Case { features: s.features, general: s.general, wanted, text: number });
        // Words that name no event have no time.
        let Some(row) = row else { continue };
        for (timex, features, general) in s.pairs {
            let own = match row.time {
                Time::Timex(side, start) if (timex.start..timex.end).contains(&(at[start] as u32)) => Some(side),
                _ => None,
            };
            let side = |wanted: event::Side| own.map(|s| s == wanted);
            let wanted = vec![Some(own.is_some()), side(event::Side::After), side(event::Side::Before)];
            pairs.push(Case { features, general, wanted, text: number });
        }
    }
    met
}

/// What label `l` should say of a candidate.
fn wanted(row: Option<&Row>, l: usize) -> Option<bool> {
    if l == Label::Event as usize {
        return Some(row.is_some());
    }
    let row = row?;
    let is = |label: Label| label as usize == l;
    match () {
        _ if is(Label::Speech) => Some(row.speech),
        _ if is(Label::Light) => Some(row.light),
        _ if !is(Label::Today) => row.fact.map(is),
        _ => match row.time {
            Time::Today => Some(true),
            Time::Before => Some(false),
            _ => None,
        },
    }
}
