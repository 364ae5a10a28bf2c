//! Mends the labels of the sets that were marked by machine or in part: a network that has not seen a text reads it, and
//! where it is sure that the set is wrong, its reading stands instead (after Wang et al. 2019, "CrossWeigh").
//!
//! GMB's labels come from programs, and Re-DocRED leaves out names without relations. Each half of their records is read
//! by a network trained on the other half and on the sets marked by hand. What is kept is a JSONL of record numbers and
//! spans, in code points; no text.

use crate::data::Record;
use crate::{Options, data, net, types};
use dateline::model::NameType;
use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

/// The sets that are mended.
pub const SETS: [&str; 2] = ["gmb", "redocred"];

/// Stands as the coarse type of a span that has the model's own type.
pub const OWN: &str = "OWN";

/// How sure the network must be of each label that it changes.
const SURE: f32 = 0.8;

fn path(o: &Options) -> PathBuf {
    o.parts.join("labels.jsonl")
}

/// Labels of a text: token ranges and types.
pub type Named = Vec<(Range<usize>, NameType)>;

/// The records of a set that train, with mended spans where there are some.
pub fn records(o: &Options, set: &str) -> Result<Vec<Record>, String> {
    let mut records = data::records(&o.data.join(format!("ner/train/{set}.jsonl")))?;
    let Ok(source) = std::fs::read_to_string(path(o)) else { return Ok(records) };
    for line in source.lines() {
        let v: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("labels: {e}"))?;
        let Some(record) = v["record"].as_u64().and_then(|i| records.get_mut(i as usize)) else { continue };
        if v["set"] != set {
            continue;
        }
        let spans = v["spans"].as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(|s| {
            let number = |k: usize| s[k].as_u64().map(|n| n as usize);
            Some((number(0)?, number(1)?, OWN.to_string(), s[2].as_str()?.to_string()))
        });
        record.spans = spans.collect();
    }
    Ok(records)
}

pub fn run(o: &Options) -> Result<(), String> {
    let _ = std::fs::remove_file(path(o));
    let mut lines = vec![];
    let (mut spans, mut changed) = (HashMap::new(), HashMap::new());
    for half in 0..2 {
        net::read_unseen(o, half, |set, index, text, gold, found| {
            let mended = mend(gold, found);
            *spans.entry(set.to_string()).or_insert(0) += gold.len();
            *changed.entry(set.to_string()).or_insert(0) += gold.iter().filter(|g| !mended.contains(g)).count();
            let starts = data::byte_offsets(&text.text);
            let point = |byte: u32| starts.binary_search(&(byte as usize)).unwrap_or(0);
            let of = |(range, kind): &(Range<usize>, NameType)| {
                let span = text.tokens[range.start].span.to(text.tokens[range.end - 1].span);
                serde_json::json!([point(span.start), point(span.end), kind.as_str()])
            };
            let spans: Vec<_> = mended.iter().map(of).collect();
            lines.push(serde_json::json!({"set": set, "record": index, "spans": spans}).to_string());
        })?;
    }
    println!("labels: of {spans:?} names, changed or dropped {changed:?}");
    let mut file = std::fs::File::create(path(o)).map_err(|e| e.to_string())?;
    file.write_all((lines.join("\n") + "\n").as_bytes()).map_err(|e| e.to_string())
}

/// A name that the network found, and the least probability that it gave to a label of it.
pub struct Found {
    pub range: Range<usize>,
    pub kind: NameType,
    pub sure: f32,
}

/// What the network found in a text: names, and how sure it is that each token is in none.
pub struct Reading {
    pub names: Vec<Found>,
    pub outside: Vec<f32>,
}

/// The set's names, but where they and the network's differ, the network's if it is sure.
fn mend(gold: &Named, found: &Reading) -> Named {
    let mut out = vec![];
    let touch = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    // Names of either side that overlap stand or fall together.
    let mut groups: Vec<(Range<usize>, Named, Vec<&Found>)> = vec![];
    let mut all: Vec<(Range<usize>, Option<NameType>, Option<&Found>)> =
        gold.iter().map(|(r, k)| (r.clone(), Some(*k), None)).collect();
    all.extend(found.names.iter().map(|f| (f.range.clone(), None, Some(f))));
    all.sort_by_key(|a| (a.0.start, a.0.end));
    for (range, kind, name) in all {
        if !groups.last().is_some_and(|g| touch(&g.0, &range)) {
            groups.push((range.clone(), vec![], vec![]));
        }
        let Some(group) = groups.last_mut() else { continue };
        group.0.end = group.0.end.max(range.end);
        group.1.extend(kind.map(|k| (range, k)));
        group.2.extend(name);
    }
    for (range, marked, read) in groups {
        let outside = range.clone().filter(|t| !read.iter().any(|f| f.range.contains(t)));
        let sure = outside.map(|t| found.outside[t]).chain(read.iter().map(|f| f.sure)).fold(1f32, f32::min);
        match sure >= SURE {
            true => out.extend(read.iter().map(|f| (f.range.clone(), f.kind))),
            false => out.extend(marked),
        }
    }
    out
}

/// The names of a record's text by the set's labels, mended or not.
pub fn gold(set: &str, record: &Record, text: &data::Text, lexicon: &dateline::lexicon::Lexicon) -> Named {
    let gold = types::gold(set, record, text, lexicon);
    types::complete(text, gold, lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sure_changes() {
        let found = |range, sure| Found { range, kind: NameType::Org, sure };
        let gold = vec![(0..2, NameType::Person), (4..5, NameType::Gpe), (7..8, NameType::Gpe)];
        let names = vec![found(0..2, 0.9), found(4..6, 0.5), found(9..10, 0.95)];
        let mut outside = vec![0.1; 12];
        outside[7] = 0.99;
        let mended = mend(&gold, &Reading { names, outside });
        assert_eq!(mended, vec![(0..2, NameType::Org), (4..5, NameType::Gpe), (9..10, NameType::Org)]);
    }
}
