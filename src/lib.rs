//! Reads a news article: who is in it, who said what, and what happened when.
//!
//! ```no_run
//! let model = std::fs::read("data/model.bin").unwrap();
//! let analyzer = dateline::Analyzer::new(model).unwrap();
//! let analysis = analyzer.analyze("Russia started bombing in Syria last year.", dateline::Day::parse("2016-09-04"));
//! println!("{}", analysis.to_json(false));
//! ```
//!
//! Each module is one stage and reads only what earlier stages found; `analysis.rs` is the pipeline.

pub mod analysis;
pub mod block;
pub mod cast;
pub mod coref;
pub mod correction;
pub mod dependency;
pub mod dossier;
pub mod entity;
pub mod error;
pub mod event;
pub mod export;
pub mod kb;
pub mod language;
pub mod lemma;
pub mod lexicon;
pub mod mention;
pub mod model;
pub mod publication;
pub mod quote;
pub mod reading;
pub mod relation;
pub mod role;
pub mod sentence;
pub mod session;
pub mod span;
pub mod tag;
pub mod timeline;
pub mod timex;
pub mod token;
pub mod tree;
pub mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod wire;
pub mod words;

pub use analysis::{Analysis, Analyzer, Document, Parsed};
pub use correction::Correction;
pub use error::Error;
pub use session::Session;
pub use timex::Day;
