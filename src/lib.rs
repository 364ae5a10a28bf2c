//! Reads a news article: who is in it, who said what, and what happened when.

pub mod block;
pub mod lemma;
pub mod sentence;
pub mod span;
pub mod tag;
pub mod token;
pub mod words;
pub mod reading;
pub mod mention;
pub mod wire;
