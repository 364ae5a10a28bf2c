//! Many articles, one a line: read in batches, analysed on all cores, written in order.

use crate::args::Analyze;
use dateline::{Analyzer, wire};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// An analysis with the id of its line.
#[derive(serde::Serialize)]
struct Answer {
    id: serde_json::Value,
    #[serde(flatten)]
    analysis: wire::Analysis,
}

#[derive(serde::Serialize)]
struct Failure {
    id: serde_json::Value,
    error: String,
}

/// Answers every line of the input. Memory holds one batch: as many lines as keep all cores busy.
pub fn run(analyzer: &Analyzer, options: &Analyze) -> Result<(), String> {
    let input: Box<dyn Read> = match options.file.as_str() {
        "-" => Box::new(std::io::stdin()),
        path => Box::new(std::fs::File::open(path).map_err(|e| format!("{path}: {e}"))?),
    };
    let mut lines = BufReader::new(input);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    loop {
        let batch = read_batch(&mut lines, cores * 8)?;
        if batch.is_empty() {
            return Ok(());
        }
        for answer in answer_all(analyzer, options, &batch, cores) {
            if let Err(e) = out.write_all(answer.as_bytes()).and_then(|()| out.write_all(b"\n")) {
                return closed_or(e);
            }
        }
        if let Err(e) = out.flush() {
            return closed_or(e);
        }
    }
}

/// A reader that went away ends the work quietly.
fn closed_or(e: std::io::Error) -> Result<(), String> {
    if e.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(format!("standard output: {e}")) }
}

fn read_batch(lines: &mut impl BufRead, most: usize) -> Result<Vec<Vec<u8>>, String> {
    let mut batch = Vec::new();
    while batch.len() < most {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line).map_err(|e| format!("input: {e}"))? == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            batch.push(line);
        }
    }
    Ok(batch)
}

fn answer_all(analyzer: &Analyzer, options: &Analyze, batch: &[Vec<u8>], cores: usize) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = batch.get(n) else { return done };
            done.push((n, answer(analyzer, options, line)));
        }
    };
    let mut all: Vec<(usize, String)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(batch.len())).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|w| w.join().unwrap_or_default()).collect()
    });
    all.sort_unstable_by_key(|(n, _)| *n);
    all.into_iter().map(|(_, answer)| answer).collect()
}

fn answer(analyzer: &Analyzer, options: &Analyze, line: &[u8]) -> String {
    let parsed = serde_json::from_slice::<wire::Article>(line)
        .map_err(|e| (id_of(line), format!("not a line with \"id\" and \"text\": {e}")));
    let known = parsed.and_then(|a| match a.known() {
        Ok(known) => Ok((a, known)),
        Err(message) => Err((a.id, message)),
    });
    let json = match known {
        Ok((article, (published, corrections))) => {
            let analysis = analyzer.analyze_corrected(article.text, published, &corrections);
            serde_json::to_string(&Answer { id: article.id, analysis: analysis.to_wire(options.tokens) })
        }
        Err((id, error)) => serde_json::to_string(&Failure { id, error }),
    };
    json.unwrap_or_default()
}

/// The id of a line that has one but is broken otherwise.
fn id_of(line: &[u8]) -> serde_json::Value {
    let value: Option<serde_json::Value> = serde_json::from_slice(line).ok();
    value.and_then(|v| v.get("id").cloned()).unwrap_or(serde_json::Value::Null)
}
