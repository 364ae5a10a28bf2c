//! Articles in the forms that other tools read.

use crate::args::Export;
use crate::{analyze_file, dossier, load, write};
use dateline::export::{self, File, Format, Source};
use dateline::{Analysis, Analyzer};
use std::path::Path;

/// Reads the articles and writes them in the format that was asked for: one file to standard output, or all into a folder.
pub fn run(options: Export) -> Result<(), String> {
    let analyzer = load(options.model.clone())?;
    let articles = articles(&analyzer, &options)?;
    let sources: Vec<Source> =
        articles.iter().map(|(a, id, title)| Source::new(a, id.clone(), title.as_deref())).collect();
    let files = export::write(options.format, &sources);
    match (&options.out, &files[..]) {
        (Some(folder), files) => save(Path::new(folder), files),
        (None, [one]) => write(&one.content),
        (None, []) => Err("there is no article to export".to_string()),
        (None, many) => {
            let names = many.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
            let format = options.format.name();
            Err(format!("{format} makes {} files ({names}): say where with --out DIR", many.len()))
        }
    }
}

type Read = (Analysis, serde_json::Value, Option<String>);

fn articles(analyzer: &Analyzer, options: &Export) -> Result<Vec<Read>, String> {
    if options.jsonl {
        let read = |(n, article): (usize, dateline::wire::Article)| {
            let (published, corrections) = article.known().map_err(|e| format!("article {}: {e}", n + 1))?;
            let analysis = analyzer.analyze_corrected(article.text, published, &corrections);
            Ok((analysis, article.id, article.title))
        };
        return dossier::lines(&options.files[0])?.into_iter().enumerate().map(read).collect();
    }
    let read = |path: &String| {
        let analysis = analyze_file(analyzer, path, options.published, options.corrections.as_deref())?;
        Ok((analysis, path.as_str().into(), None))
    };
    options.files.iter().map(read).collect()
}

/// Writes the files into a folder, which is made where there is none, and says what it wrote.
fn save(folder: &Path, files: &[File]) -> Result<(), String> {
    let said = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    std::fs::create_dir_all(folder).map_err(|e| said(folder, e))?;
    for file in files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.content).map_err(|e| said(&path, e))?;
        eprintln!("{}", path.display());
    }
    Ok(())
}

/// The formats, one paragraph each.
pub fn formats() -> String {
    let one = |f: &Format| format!("{:<12} {}. {}\n             {}\n", f.name(), f.label(), f.serves(), f.loses());
    Format::ALL.iter().map(one).collect()
}
