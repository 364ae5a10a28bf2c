//! What a page calls. The page owns the model's bytes; nothing here reads a clock, a file or the network.

use crate::export::{self, Format};
use crate::session::Session;
use crate::timex::Day;
use crate::wire;
use js_sys::Function;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A loaded model, ready to read texts. The last text and the last dossier are kept as they were read, so that another day
/// of publication, or another correction, does not read them again.
#[wasm_bindgen]
pub struct Analyzer(Session);

#[wasm_bindgen]
impl Analyzer {
    /// Loads a model.
    ///
    /// # Errors
    /// Throws an `Error` with a readable message when the bytes are no whole, undamaged model.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Vec<u8>) -> Result<Analyzer, JsError> {
        Ok(Analyzer(Session::new(crate::Analyzer::new(model)?)))
    }

    /// Reads a text. Any string gives an analysis; lone surrogates are read as U+FFFD, so offsets stay JavaScript's.
    /// `corrections` is a JSON array of what the reader knows better (see `Correction`). `tell` is called now and then with
    /// the share of the work that is done, a number from 0 to 1.
    ///
    /// # Errors
    /// Throws an `Error` when `published` is given and is not an ISO day, or when a correction cannot be understood.
    pub fn analyze(
        &mut self,
        text: String,
        published: Option<String>,
        corrections: Option<String>,
        tell: Option<Function>,
    ) -> Result<Ts<wire::Analysis>, JsError> {
        let mut told = 0.0;
        let mut tell = |part: f64| {
            // Each call leaves the module: a hundred are enough.
            if let Some(f) = tell.as_ref().filter(|_| part >= told + 0.01) {
                told = part;
                // A page that cannot be told goes without.
                let _ = f.call1(&JsValue::NULL, &part.into());
            }
        };
        Ok(self.read(text, published, corrections, &mut tell)?.to_wire(false).into_ts()?)
    }

    /// Reads several articles and merges them: their analyses, one cast and one timeline. `articles` is a JSON array of
    /// `{id, text, published, corrections}`, all but the text optional. An article that was in the dossier
    /// before is not read again. The text kept for [`Analyzer::analyze`] stays.
    ///
    /// # Errors
    /// Throws an `Error` when the array cannot be read, a day is none, or a correction cannot be understood.
    pub fn dossier(&mut self, articles: &str) -> Result<Ts<wire::Dossier>, JsError> {
        let articles: Vec<wire::Article> = serde_json::from_str(articles)?;
        let dossier = wire::Dossier::within(&mut self.0, articles).map_err(|e| JsError::new(&e))?;
        Ok(dossier.into_ts()?)
    }

    /// Reads articles and writes them in a format that [`exportFormats`](export_formats) names, byte for byte what the
    /// command line writes. `articles` is the same array as for [`Analyzer::dossier`]; each may have a `title` as well. What was read
    /// before is not read again.
    ///
    /// # Errors
    /// Throws an `Error` when the array cannot be read or is empty, a day is none, a correction cannot be understood, or
    /// there is no such format.
    pub fn export(&mut self, articles: &str, format: &str) -> Result<Ts<wire::Exported>, JsError> {
        let known = Format::parse(format).ok_or_else(|| JsError::new(&format!("there is no format \"{format}\"")))?;
        let articles: Vec<wire::Article> = serde_json::from_str(articles)?;
        if articles.is_empty() {
            return Err(JsError::new("there is no article to export"));
        }
        let files = export::of(&mut self.0, articles, known).map_err(|e| JsError::new(&e))?;
        Ok(files.into_ts()?)
    }

    /// The same as [`Analyzer::analyze`], as a line of JSON, byte for byte what the command line writes.
    ///
    /// # Errors
    /// Throws an `Error` when `published` is given and is not an ISO day, or when a correction cannot be understood.
    #[wasm_bindgen(js_name = analyzeJson)]
    pub fn analyze_json(
        &mut self,
        text: String,
        published: Option<String>,
        tokens: bool,
        corrections: Option<String>,
    ) -> Result<String, JsError> {
        Ok(self.read(text, published, corrections, &mut |_| ())?.to_json(tokens))
    }
}

impl Analyzer {
    fn read(
        &mut self,
        text: String,
        published: Option<String>,
        corrections: Option<String>,
        tell: &mut dyn FnMut(f64),
    ) -> Result<crate::Analysis, JsError> {
        let corrections: Vec<wire::Correction> = match corrections.filter(|json| !json.is_empty()) {
            Some(json) => serde_json::from_str(&json)?,
            None => Vec::new(),
        };
        let corrections = wire::read_corrections(&text, &corrections).map_err(|e| JsError::new(&e))?;
        Ok(self.0.analyze_telling(text, day(published)?, corrections, tell))
    }
}

fn day(published: Option<String>) -> Result<Option<Day>, JsError> {
    let Some(text) = published.filter(|p| !p.is_empty()) else { return Ok(None) };
    wire::read_day(&text).map(Some).map_err(|e| JsError::new(&e))
}

/// The formats that exports have, in the order in which to offer them.
///
/// # Errors
/// None that can be met: the list is plain words.
#[wasm_bindgen(js_name = exportFormats)]
pub fn export_formats() -> Result<Ts<wire::ExportFormats>, JsError> {
    Ok(export::formats().into_ts()?)
}

/// The library's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}
