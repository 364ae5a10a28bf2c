//! What weighs what in dist/, and whether that is within budget.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};

use crate::build::bundle;
use crate::paths::dist;

/// The unit a budget counts.
#[derive(Clone, Copy)]
enum Unit {
    Gzip,
    Brotli,
}

/// A limit on a part of dist/.
struct Budget {
    name: &'static str,
    /// Which files count, by their paths.
    counts: fn(&str) -> bool,
    unit: Unit,
    limit: usize,
}

const BUDGETS: &[Budget] = &[
    // What a first visit brings, with all that works without a connection afterwards.
    Budget { name: "the page", counts: |path| !apart(path), unit: Unit::Brotli, limit: 4_000_000 },
    Budget { name: "the model", counts: |path| path.ends_with(".bin"), unit: Unit::Brotli, limit: 3_200_000 },
    Budget { name: "scripts of the shell", counts: shell, unit: Unit::Gzip, limit: 60_000 },
    Budget { name: "styles", counts: |path| path.ends_with(".css"), unit: Unit::Gzip, limit: 10_000 },
    Budget { name: "parts fetched when first used", counts: bundle::on_use, unit: Unit::Brotli, limit: 600_000 },
];

/// What a visit does not bring: parts that are fetched when first used, and the page in one file, which is for taking away.
fn apart(path: &str) -> bool {
    bundle::on_use(path) || path == bundle::SINGLE
}

/// The scripts that every visit runs; what parts share with them lies in chunks.
fn shell(path: &str) -> bool {
    let part = path.starts_with("parts/") && !path.starts_with("parts/chunk-");
    path.ends_with(".js") && path != "dateline.js" && !part
}

/// One file of dist/ and its weights in bytes.
struct Row {
    path: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table of weights, heaviest first, and each budget.
///
/// # Errors
/// When a budget is exceeded, or dist/ cannot be read.
pub fn check() -> Result<()> {
    let mut rows = weigh(&dist())?;
    rows.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.path.cmp(&b.path)));
    let total = Row {
        path: "total".to_owned(),
        raw: rows.iter().map(|row| row.raw).sum(),
        gzip: rows.iter().map(|row| row.gzip).sum(),
        brotli: rows.iter().map(|row| row.brotli).sum(),
    };
    println!("{:>10} {:>10} {:>10}  in bytes", "raw", "gzip", "brotli");
    for row in rows.iter().chain([&total]) {
        println!("{:>10} {:>10} {:>10}  {}", row.raw, row.gzip, row.brotli, row.path);
    }
    let mut over = Vec::new();
    for budget in BUDGETS {
        let weight = budget.weight(&rows);
        let unit = match budget.unit {
            Unit::Gzip => "gzip",
            Unit::Brotli => "brotli",
        };
        println!("{}: {weight} of {} bytes {unit}", budget.name, budget.limit);
        if weight > budget.limit {
            over.push(format!("{} by {} bytes {unit}", budget.name, weight - budget.limit));
        }
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

impl Budget {
    fn weight(&self, rows: &[Row]) -> usize {
        let weight = |row: &Row| match self.unit {
            Unit::Gzip => row.gzip,
            Unit::Brotli => row.brotli,
        };
        rows.iter().filter(|row| (self.counts)(&row.path)).map(weight).sum()
    }
}

/// Weighs every file below `dir`, several at a time: brotli's best is slow.
fn weigh(dir: &Path) -> Result<Vec<Row>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry = entry.context("cannot read dist/")?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
            files.push((path, fs::read(entry.path())?));
        }
    }
    // The longest first, so that no thread starts on the model when the others have ended.
    files.sort_by_key(|(_, content)| std::cmp::Reverse(content.len()));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        while let Some((path, content)) = files.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let (gzip, brotli) = (gzip(content)?, brotli(content)?);
            rows.push(Row { path: path.clone(), raw: content.len(), gzip, brotli });
        }
        Ok(rows)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut rows = Vec::new();
        for worker in workers {
            rows.extend(worker.join().expect("weighing does not panic")?);
        }
        Ok(rows)
    })
}

/// The size at gzip's level 9.
fn gzip(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

/// The size at brotli's quality 11 with a window of 22 bits, as hosts that compress ahead of time use it.
fn brotli(content: &[u8]) -> Result<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    encoder.write_all(content)?;
    Ok(encoder.into_inner().len())
}
