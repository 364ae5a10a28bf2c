//! An analyzer for one reader, who reads a text and then tries one day of publication after another.

use crate::analysis::{Analysis, Analyzer, Document};
use crate::correction::Correction;
use crate::timex::Day;
use std::sync::Arc;

/// An analyzer that reads a text once: asked for the same text again, it only resolves its times anew. What it answers
/// never depends on what it was asked before. It keeps one text, the last.
#[derive(Debug)]
pub struct Session {
    analyzer: Analyzer,
    last: Option<(Arc<Document>, Vec<Correction>)>,
}

impl Session {
    /// A session that has read nothing yet.
    pub fn new(analyzer: Analyzer) -> Self {
        Session { analyzer, last: None }
    }

    /// The analyzer.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The same as [`Analyzer::analyze`].
    pub fn analyze(&mut self, text: String, published: Option<Day>) -> Analysis {
        self.analyze_corrected(text, published, Vec::new())
    }

    /// The same as [`Analyzer::analyze_corrected`].
    pub fn analyze_corrected(
        &mut self,
        text: String,
        published: Option<Day>,
        corrections: Vec<Correction>,
    ) -> Analysis {
        // Another text's document goes before this one is read, so that there are never two.
        let kept = self.last.take().filter(|(document, with)| document.text == text && *with == corrections);
        let (document, with) = kept.unwrap_or_else(|| {
            let document = Arc::new(self.analyzer.read_corrected(text, &corrections));
            (document, corrections)
        });
        let (document, _) = self.last.insert((document, with));
        self.analyzer.resolve(document, published)
    }
}
