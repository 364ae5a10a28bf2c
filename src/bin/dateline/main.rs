//! The command line: reads articles, writes analyses as JSON.

mod args;
mod dossier;
mod export;
mod jsonl;

use args::{Analyze, Command};
use dateline::{Analysis, Analyzer, Correction, Day, wire};
use std::io::{Read, Write};
use std::process::ExitCode;

/// The model that comes with the program; `--model` takes another.
static MODEL: &[u8] = include_bytes!("../../../data/model.bin");

fn main() -> ExitCode {
    let command = match args::parse() {
        Ok(command) => command,
        Err(message) => return fail(&format!("{message}\n\n{}", args::USAGE)),
    };
    let done = match command {
        Command::Help => write(args::USAGE),
        Command::Version => write(&format!("dateline {}\n", env!("CARGO_PKG_VERSION"))),
        Command::ModelInfo(model) => load(model).and_then(|a| write(&model_info(&a))),
        Command::Analyze(options) => analyze(options),
        Command::Dossier(options) => dossier::run(options),
        Command::Export(options) => export::run(options),
        Command::Formats => write(&export::formats()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("dateline: {}", message.trim_end());
    ExitCode::from(2)
}

fn load(path: Option<String>) -> Result<Analyzer, String> {
    let bytes = match &path {
        Some(path) => std::fs::read(path).map_err(|e| format!("{path}: {e}"))?,
        None => MODEL.to_vec(),
    };
    Analyzer::new(bytes).map_err(|e| e.to_string())
}

fn analyze(options: Analyze) -> Result<(), String> {
    let analyzer = load(options.model.clone())?;
    if options.jsonl {
        return jsonl::run(&analyzer, &options);
    }
    let analysis = analyze_file(&analyzer, &options.file, options.published, options.corrections.as_deref())?;
    write(&(analysis.to_json(options.tokens) + "\n"))
}

/// The analysis of a file, with the corrections of another where there is one; those that find nothing are named.
fn analyze_file(
    analyzer: &Analyzer,
    path: &str,
    published: Option<Day>,
    known: Option<&str>,
) -> Result<Analysis, String> {
    let text = text_of(read(path)?);
    let corrections = match known {
        Some(path) => corrections(&text, path)?,
        None => Vec::new(),
    };
    let analysis = analyzer.analyze_corrected(&text, published, &corrections);
    for n in &analysis.document.unmet {
        eprintln!("dateline: correction {} finds nothing in the text to correct", n + 1);
    }
    Ok(analysis)
}

/// The bytes of a file, or of standard input.
fn read(path: &str) -> Result<Vec<u8>, String> {
    if path != "-" {
        return std::fs::read(path).map_err(|e| format!("{path}: {e}"));
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| format!("standard input: {e}"))?;
    Ok(bytes)
}

/// The corrections in a file.
fn corrections(text: &str, path: &str) -> Result<Vec<Correction>, String> {
    let json = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    let list: Vec<wire::Correction> = serde_json::from_slice(&json).map_err(|e| format!("{path}: {e}"))?;
    wire::read_corrections(text, &list).map_err(|e| format!("{path}: {e}"))
}

/// The bytes as text. What is not UTF-8 is read as U+FFFD, so that offsets still count the text that is shown.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| {
        eprintln!("dateline: the text is not valid UTF-8; the broken parts are read as U+FFFD");
        String::from_utf8_lossy(e.as_bytes()).into_owned()
    })
}

fn write(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // The reader of a pipe that has seen enough is no error.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("standard output: {e}")),
        _ => Ok(()),
    }
}

fn model_info(analyzer: &Analyzer) -> String {
    let mut out = String::new();
    for (name, bytes) in analyzer.model().sizes() {
        out += &format!("{name}\t{bytes}\n");
    }
    out + &format!("lexicon\t{} phrases\n", analyzer.model().lexicon().len())
}
