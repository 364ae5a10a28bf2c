//! Exports as a page sees them.

use super::*;

wire! {
    /// All files of one export.
    struct Exported {
        /// One or more, of different names.
        files: Vec<ExportedFile>,
    }

    /// One file of an export.
    struct ExportedFile {
        /// Its name.
        name: String,
        /// Its media type.
        r#type: &'static str,
        /// What is in it.
        content: String,
    }

    /// What is to be said of a format.
    struct ExportFormat {
        /// What `export` calls it.
        name: &'static str,
        /// What a reader sees it called.
        label: &'static str,
        /// Whom or which tool it serves: one sentence.
        serves: &'static str,
        /// What of the analysis it loses: one sentence.
        loses: &'static str,
    }
}

/// Every format, in the order in which they are offered.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct ExportFormats(pub Vec<ExportFormat>);
