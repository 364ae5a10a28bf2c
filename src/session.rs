//! An analyzer for one reader, who reads a text, or a dossier of some, and then tries one day of publication after another
//! and corrects one thing after another.

use crate::analysis::{Analysis, Analyzer, Document};
use crate::correction::Correction;
use crate::timex::Day;
use std::sync::Arc;

/// An analyzer that sees the words of a text once: asked for the same text with other corrections, it derives everything
/// from these anew, and with another day it only resolves its times anew. What it answers never depends on what it was
/// asked before. It keeps the last text, and those of the last dossier up to [`KEPT`] bytes of text.
#[derive(Debug)]
pub struct Session {
    analyzer: Analyzer,
    last: Option<Kept>,
    dossier: Vec<Kept>,
}

/// How many bytes of the texts of a dossier are kept as they were read, the first articles first: two hundred articles of a
/// newspaper. Those beyond are read anew each time.
pub const KEPT: usize = 1 << 20;

/// What share of the time parsing takes of a long text.
const PARSE: f64 = 0.7;

/// A text as it was read, and what was corrected in it.
#[derive(Debug)]
struct Kept {
    document: Arc<Document>,
    corrections: Vec<Correction>,
}

/// An article of a dossier.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text.
    pub text: String,
    /// The day of publication, where the reader knows it.
    pub published: Option<Day>,
    /// What the reader knows better.
    pub corrections: Vec<Correction>,
}

impl Session {
    /// A session that has read nothing yet.
    pub fn new(analyzer: Analyzer) -> Self {
        Session { analyzer, last: None, dossier: Vec::new() }
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
        self.analyze_telling(text, published, corrections, &mut |_| ())
    }

    /// The same; `tell` is told now and then what share of the work is done, from 0 to 1, never less than before.
    pub fn analyze_telling(
        &mut self,
        text: String,
        published: Option<Day>,
        corrections: Vec<Correction>,
        tell: &mut dyn FnMut(f64),
    ) -> Analysis {
        // Another text's document goes before this one is read, so that there are never two.
        let kept = self.last.take().filter(|k| k.document.text == text);
        let kept = self.last.insert(read(&self.analyzer, kept, text, corrections, &mut |part| tell(PARSE * part)));
        self.analyzer.resolve(&kept.document, published)
    }

    /// The same as [`Analyzer::analyze_corrected`] for each article of a dossier. An article that was in the last dossier
    /// is not read again; the text kept for [`Session::analyze`] stays.
    pub fn dossier(&mut self, articles: Vec<Article>) -> Vec<Analysis> {
        let mut before = std::mem::take(&mut self.dossier);
        let mut room = KEPT;
        let one = |Article { text, published, corrections }: Article| {
            let known = before.iter().position(|k| k.document.text == text);
            let kept = read(&self.analyzer, known.map(|n| before.swap_remove(n)), text, corrections, &mut |_| ());
            let analysis = self.analyzer.resolve(&kept.document, published);
            if let Some(left) = room.checked_sub(kept.document.text.len()) {
                room = left;
                self.dossier.push(kept);
            }
            analysis
        };
        articles.into_iter().map(one).collect()
    }
}

/// A text as it is read with these corrections; `kept` is the same text as it was read before, if it was.
fn read(
    analyzer: &Analyzer,
    kept: Option<Kept>,
    text: String,
    corrections: Vec<Correction>,
    tell: &mut dyn FnMut(f64),
) -> Kept {
    let parsed = match kept {
        Some(kept) if kept.corrections == corrections => return kept,
        Some(kept) => Arc::clone(&kept.document.parsed),
        None => Arc::new(analyzer.parse_telling(text, tell)),
    };
    Kept { document: Arc::new(analyzer.derive(&parsed, &corrections)), corrections }
}
