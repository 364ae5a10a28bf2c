//! Articles as JSON: what the command line and a page give to be read.

use super::{Correction, read_corrections};
use crate::correction::Correction as Core;
use crate::timex::Day;
use serde::Deserialize;

/// One article.
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// Whatever tells it from others; it comes back with the answer.
    #[serde(default)]
    pub id: serde_json::Value,
    /// What exports call it; without one, its headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// The day of publication as 2016-09-04, where it is known.
    #[serde(default)]
    pub published: Option<String>,
    /// What the reader knows better.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

impl Article {
    /// The day of publication and the corrections in the core's own terms.
    ///
    /// # Errors
    /// A sentence for the user when the day is none, or a correction cannot be understood.
    pub fn known(&self) -> Result<(Option<Day>, Vec<Core>), String> {
        let day = self.published.as_deref().filter(|p| !p.is_empty()).map(day).transpose()?;
        Ok((day, read_corrections(&self.text, &self.corrections)?))
    }
}

/// Reads a day of publication.
///
/// # Errors
/// A sentence for the user when it is no ISO day.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("\"{text}\" is not a day; write it as 2016-09-04"))
}
