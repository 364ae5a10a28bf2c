//! JSON: the analysis as the command line prints it; of several articles, the dossier.

use super::report::Report;
use super::{File, Source};
use crate::analysis::Analysis;

pub fn write(report: &Report, sources: &[Source]) -> Vec<File> {
    let json = match &report.dossier {
        None => report.articles[0].analysis.to_json(false),
        Some(dossier) => {
            let all: Vec<&Analysis> = sources.iter().map(|s| s.analysis).collect();
            let ids = sources.iter().map(|s| s.id.clone()).collect();
            // Plain structs with string keys: writing them cannot fail.
            serde_json::to_string(&dossier.to_wire(&all, ids)).unwrap_or_default()
        }
    };
    vec![report.file(".json", "application/json", json + "\n")]
}
