//! Several articles as one dossier.

use crate::args::Dossier;
use crate::{load, read, text_of, write};
use dateline::wire;

/// Reads the articles and writes their dossier as a line of JSON. An article that cannot be read ends the work.
pub fn run(options: Dossier) -> Result<(), String> {
    let analyzer = load(options.model)?;
    let articles = match options.jsonl {
        true => lines(&options.files[0])?,
        false => options.files.iter().map(|path| text(path)).collect::<Result<_, _>>()?,
    };
    let dossier = wire::Dossier::of(&analyzer, articles)?;
    let json = serde_json::to_string(&dossier).map_err(|e| e.to_string())?;
    write(&(json + "\n"))
}

/// A file as one article; its path is its id.
fn text(path: &str) -> Result<wire::Article, String> {
    let text = text_of(read(path)?);
    Ok(wire::Article { id: path.into(), title: None, text, published: None, corrections: Vec::new() })
}

/// The articles of a file, one a line.
pub fn lines(path: &str) -> Result<Vec<wire::Article>, String> {
    let source = text_of(read(path)?);
    let lines = source.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    let article = |(n, line)| {
        let what = "not an article with \"id\" and \"text\"";
        serde_json::from_str(line).map_err(|e| format!("{path}: line {}: {what}: {e}", n + 1))
    };
    lines.map(article).collect()
}
