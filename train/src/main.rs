//! Makes the shipped model and lexicon from open data.
//!
//! `train all --data DIR` reads the data folder and writes `data/model.bin` and `data/PROVENANCE.md`; `train sentence`,
//! `train lexicon`, `train clusters`, `train relabel`, `train net` and `train ner` redo one part and keep the others
//! (`train net --again` only writes the last network's parts anew), and `train pack` puts the parts together.
//! `train knowledge` makes the knowledge base and `train quotes` the weights of attributions, `train events` those of events, each putting them into the
//! model file, whose other sections stay as they are. `train eval` measures the model on the dev sets, `train predict FILE` writes the names of a JSONL of texts, `train syntax FILE`
//! measures tags and trees on a treebank, and `train noise --style upper FILE` writes a JSONL with its texts in capitals.
//! Seeds are fixed: on one machine every run gives the same bytes.

mod clusters;
mod data;
mod eval;
mod events;
mod knowledge;
mod lexicon;
mod logistic;
mod ner;
mod net;
mod noise;
mod pack;
mod perceptron;
mod provenance;
mod quantise;
mod quotes;
mod relabel;
mod sentence;
mod types;
mod vectors;

use std::path::PathBuf;

/// Training makes and drops many tensors; the system's allocator gives their pages back each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the command line asks for.
pub struct Options {
    /// The folder with the sets.
    data: PathBuf,
    /// The word vectors, if they are not in the data folder.
    vectors: Option<PathBuf>,
    /// The folder with the files of packages, if it is not in the data folder.
    packages: Option<PathBuf>,
    /// The folder that keeps the parts of the model between runs.
    parts: PathBuf,
    /// The model file.
    model: PathBuf,
    /// Whether the network that was trained last is used again.
    again: bool,
    /// The part of a set that `events` leaves out.
    hold: Option<String>,
    /// Passes over the sets, per tagger.
    epochs: Option<usize>,
    /// How `noise` rewrites.
    style: Option<noise::Noise>,
    /// Further files, for `predict`, `syntax` and `noise`.
    files: Vec<PathBuf>,
}

fn main() -> Result<(), String> {
    let mut command = String::new();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut o = Options {
        data: PathBuf::new(),
        vectors: None,
        packages: None,
        parts: root.join("target/train"),
        model: root.join("data/model.bin"),
        again: false,
        hold: None,
        epochs: None,
        style: None,
        files: vec![],
    };
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next().map_err(|e| e.to_string())? {
        use lexopt::prelude::*;
        match arg {
            Long("data") => o.data = path(&mut args)?,
            Long("vectors") => o.vectors = Some(path(&mut args)?),
            Long("packages") => o.packages = Some(path(&mut args)?),
            Long("parts") => o.parts = path(&mut args)?,
            Long("model") => o.model = path(&mut args)?,
            Long("again") => o.again = true,
            Long("epochs") => {
                let n = args.value().map_err(|e| e.to_string())?;
                o.epochs = Some(n.parse().map_err(|e| format!("{e}"))?);
            }
            Long("hold") => o.hold = Some(args.value().and_then(|v| v.string()).map_err(|e| e.to_string())?),
            Long("style") => o.style = Some(args.value().and_then(|v| v.parse()).map_err(|e| e.to_string())?),
            Value(v) if command.is_empty() => command = v.string().map_err(|e| e.to_string())?,
            Value(v) => o.files.push(v.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if o.data.as_os_str().is_empty() && !matches!(command.as_str(), "predict" | "syntax" | "noise") {
        return Err("usage: train all|sentence|lexicon|knowledge|clusters|relabel|net|ner|quotes|events|pack|eval|syntax|predict|noise --data DIR [--vectors FILE] [--packages DIR] [--parts DIR] [--model FILE] [--again] [--hold airbus|apple|stock] [--style upper|title|lower] [FILE]".into());
    }
    std::fs::create_dir_all(&o.parts).map_err(|e| format!("{}: {e}", o.parts.display()))?;
    match command.as_str() {
        "lexicon" => lexicon::build(&o)?,
        "knowledge" => {
            knowledge::build(&o)?;
            pack::replace(&o, &[b"KBAS"])?;
            provenance::write(&o)?;
        }
        "clusters" => clusters::build(&o)?,
        "quotes" => {
            quotes::train(&o)?;
            provenance::write(&o)?;
        }
        "events" => {
            events::train(&o)?;
            // Weights that leave a part out are for measuring, and no file to keep.
            if o.hold.is_none() {
                provenance::write(&o)?;
            }
        }
        "sentence" => sentence::train(&o)?,
        "relabel" => relabel::run(&o)?,
        "net" => net::train(&o)?,
        "ner" => ner::train(&o)?,
        "pack" => {
            pack::pack(&o)?;
            provenance::write(&o)?;
        }
        "eval" => return eval::run(&o),
        "syntax" => return eval::syntax(&o),
        "predict" => return eval::predict(&o),
        "noise" => return noise::copy(&o),
        "all" => {
            sentence::train(&o)?;
            lexicon::build(&o)?;
            knowledge::build(&o)?;
            clusters::build(&o)?;
            relabel::run(&o)?;
            net::train(&o)?;
            ner::train(&o)?;
            quotes::clear(&o)?;
            events::clear(&o)?;
            pack::pack(&o)?;
            quotes::train(&o)?;
            events::train(&o)?;
            provenance::write(&o)?;
            eval::run(&o)?;
        }
        other => return Err(format!("unknown command {other}")),
    }
    Ok(())
}

fn path(args: &mut lexopt::Parser) -> Result<PathBuf, String> {
    args.value().map(PathBuf::from).map_err(|e| e.to_string())
}

/// A progress bar over `len` steps.
fn bar(what: &'static str, len: usize) -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{prefix:20} {bar:30} {pos}/{len} {elapsed} {msg}");
    let bar = indicatif::ProgressBar::new(len as u64).with_prefix(what);
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}
