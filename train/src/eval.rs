//! Measures the model on the dev sets: parts of speech on gold tokens, names against each set's spans.

use crate::noise::{Noise, rewrite};
use crate::{Options, data, pack, types};
use dateline::dependency::Deprel;
use dateline::model::{Model, NameType};
use dateline::words::Words;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

const NAME_SETS: [&str; 7] = ["worldwide", "gum", "uner_ewt", "wnut17", "crossner_politics", "gmb", "meantime"];

fn load(o: &Options) -> Result<Model, String> {
    let bytes = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    Model::load(bytes).map_err(|e| e.to_string())
}

pub fn run(o: &Options) -> Result<(), String> {
    let model = load(o)?;
    for set in ["ewt", "gum"] {
        let words = words(&model, &o.data.join(format!("syntax/{set}.dev.conllu")))?;
        let shares = words.right.map(|(name, right)| format!("{name} {:.2}", 100.0 * right as f64 / words.all as f64));
        println!("{set:20} {} on {} gold tokens", shares.join(" "), words.all);
    }
    println!(
        "{:20} {:>7} {:>7} {:>7} {:>7}   F1 of spans as the model's customs have them",
        "names", "all", "PER", "ORG", "LOC"
    );
    for set in NAME_SETS {
        let scores = names(&model, o, set, None)?;
        println!("{set:20} {}", scores.map(|s| format!("{s:7.2}")).join(" "));
    }
    for noise in [Noise::Upper, Noise::Title, Noise::Lower] {
        let scores = names(&model, o, "worldwide", Some(noise))?;
        println!("worldwide, {:9} {}", format!("{noise:?}"), scores.map(|s| format!("{s:7.2}")).join(" "));
    }
    Ok(())
}

/// How many words of a treebank the model reads rightly, given the treebank's tokens and sentences.
struct WordCounts {
    all: usize,
    right: [(&'static str, usize); 4],
}

fn words(model: &Model, treebank: &Path) -> Result<WordCounts, String> {
    let (mut all, mut upos, mut xpos, mut uas, mut las) = (0, 0, 0, 0, 0);
    for tree in data::trees(treebank)? {
        let found = model.read(&tree.text.text, &tree.text.tokens, &tree.text.sentences);
        for (i, (tag, dependency)) in found.tags.iter().zip(&found.dependencies).enumerate() {
            let head = dependency.head.unwrap_or(i);
            let relation = Deprel::parse(&tree.relations[i]).map(Deprel::universal);
            let same_head = head == tree.heads[i];
            all += 1;
            upos += tree.tags[i].is_some_and(|t| t.upos == tag.upos) as usize;
            xpos += tree.tags[i].is_some_and(|t| t.xpos == tag.xpos) as usize;
            uas += same_head as usize;
            las += (same_head && relation == Some(dependency.relation.universal())) as usize;
        }
    }
    if all == 0 {
        return Err(format!("{}: no words", treebank.display()));
    }
    Ok(WordCounts { all, right: [("UPOS", upos), ("XPOS", xpos), ("UAS", uas), ("LAS", las)] })
}

/// Prints, for every given treebank in CoNLL-U, the share of its words that the model reads rightly on the treebank's
/// own tokens and sentences: a JSON object a line.
pub fn syntax(o: &Options) -> Result<(), String> {
    let model = load(o)?;
    for file in &o.files {
        let words = words(&model, file)?;
        let mut line = serde_json::json!({"words": words.all});
        for (name, right) in words.right {
            line[name] = (right as f64 / words.all as f64).into();
        }
        println!("{line}");
    }
    Ok(())
}

fn coarse(kind: NameType) -> usize {
    match kind {
        NameType::Person => 0,
        NameType::Org => 1,
        k if k.is_place() => 2,
        _ => 3,
    }
}

/// F1 over persons, bodies and places together, then of each.
fn names(model: &Model, o: &Options, set: &str, noise: Option<Noise>) -> Result<[f64; 4], String> {
    let words = Words::load();
    let mut counts = [[0usize; 3]; 4];
    for mut record in data::records(&o.data.join(format!("ner/dev/{set}.jsonl")))? {
        if let Some(noise) = noise {
            record.text = rewrite(&record.text, noise);
        }
        let text = data::split(record.text.clone(), &words, model.splitter());
        let of = |names: Vec<(std::ops::Range<usize>, NameType)>| -> BTreeSet<(usize, usize, usize)> {
            names.into_iter().map(|(r, k)| (r.start, r.end, coarse(k))).filter(|n| n.2 < 3).collect()
        };
        let gold = of(types::gold(set, &record, &text, model.lexicon()));
        let found = model.read(&text.text, &text.tokens, &text.sentences).names;
        let found = of(found.into_iter().map(|n| (n.tokens, n.kind)).collect());
        for kind in 0..3 {
            let only = |s: &BTreeSet<(usize, usize, usize)>| s.iter().filter(|n| n.2 == kind).count();
            let right = found.intersection(&gold).filter(|n| n.2 == kind).count();
            for (slot, n) in [right, only(&found), only(&gold)].into_iter().enumerate() {
                counts[0][slot] += n;
                counts[kind + 1][slot] += n;
            }
        }
    }
    Ok(counts.map(|[right, found, gold]| 200.0 * right as f64 / (found + gold).max(1) as f64))
}

/// Writes `{"id","spans","types"}` for every text of the given JSONL files, in code points, to standard output.
pub fn predict(o: &Options) -> Result<(), String> {
    let model = load(o)?;
    let words = Words::load();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for file in &o.files {
        for record in data::records(file)? {
            let text = data::split(record.text, &words, model.splitter());
            let names = model.read(&text.text, &text.tokens, &text.sentences).names;
            let points = |byte: u32| text.text[..byte as usize].chars().count();
            let spans: Vec<_> = names
                .iter()
                .map(|n| {
                    let span = text.tokens[n.tokens.start].span.to(text.tokens[n.tokens.end - 1].span);
                    let kind = ["PER", "ORG", "LOC", "MISC"][coarse(n.kind)];
                    serde_json::json!([points(span.start), points(span.end), kind])
                })
                .collect();
            let kinds: Vec<_> = names.iter().map(|n| n.kind.as_str()).collect();
            writeln!(out, "{}", serde_json::json!({"id": record.id, "spans": spans, "types": kinds}))
                .map_err(|e| e.to_string())?;
        }
    }
    Ok(())
}

/// Fits the confidence table: how often names of each margin are right on the training records that were kept back.
pub fn calibrate(o: &Options) -> Result<(), String> {
    let reader = crate::ner::Reader::load(o)?;
    let table = dateline::model::table::Table::parse(pack::part(o, b"NERW")?).map_err(|e| e.to_string())?;
    let (labels, steps) = (pack::part(o, b"LABL")?, pack::part(o, b"STEP")?);
    let namer =
        dateline::model::names::Namer::new(labels.as_ref(), table, steps.as_ref(), &[]).map_err(|e| e.to_string())?;
    let mut seen: Vec<(i32, bool)> = vec![];
    for (set, ..) in crate::ner::SETS {
        let records = data::records(Path::new(&o.data.join(format!("ner/train/{set}.jsonl"))))?;
        for record in records.into_iter().enumerate().filter(|(i, _)| data::is_held_out(*i)).map(|(_, r)| r) {
            let text = data::split(record.text.clone(), &reader.words, &reader.splitter);
            let gold = types::gold(set, &record, &text, &reader.lexicon);
            let view = reader.view(&text);
            let read = reader.network.read(&view);
            for found in namer.find(&view, &read.tags, &read.names).into_iter().filter(|f| coarse(f.name.kind) < 3) {
                let right = gold.iter().any(|g| g.0 == found.name.tokens && coarse(g.1) == coarse(found.name.kind));
                seen.push((found.margin, right));
            }
        }
    }
    seen.sort_unstable();
    let mut out = vec![];
    let mut least = 0;
    for step in seen.chunks(seen.len().div_ceil(12).max(1)) {
        let right = step.iter().filter(|s| s.1).count() * 100 / step.len();
        // More margin never means less confidence.
        least = least.max(right as i32);
        out.extend_from_slice(&(step[step.len() - 1].0 + 1).to_le_bytes());
        out.extend_from_slice(&least.to_le_bytes());
    }
    pack::keep(o, b"CONF", out)
}
