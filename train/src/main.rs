//! Makes the shipped model and lexicon from open data.

fn main() {}
