//! Reads the analyses of several articles; produces one cast and one timeline of them: which entities are one, which events
//! tell of one happening, and in what the articles differ. Never changes an analysis, and leaves apart what it cannot tell
//! to be one.

mod cast;
mod happening;

use crate::analysis::Analysis;
use crate::timeline::Lane;
use crate::timex::Day;

/// A thing of one article: an entity or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Index of the article.
    pub article: usize,
    /// Index of the entity or event in its analysis.
    pub index: usize,
}

/// One person, body, place or other thing, over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What it is in each article that has it, in their order.
    pub entities: Vec<At>,
    /// The one of these with the fullest name.
    pub named: At,
    /// The salience that it has in all articles together, 0 to 100 for each.
    pub salience: u32,
}

/// One happening, over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The events that tell of it, the one with the surest time first, then in the order of the articles.
    pub tellings: Vec<At>,
    /// Where it stands; what one article tells as news of its day stands on the axis where that day is known.
    pub lane: Lane,
    /// First possible day, by the first telling.
    pub earliest: Option<Day>,
    /// Last possible day, by the first telling.
    pub latest: Option<Day>,
    /// The date as a reader would write it, by the first telling.
    pub display: String,
    /// In what the articles differ.
    pub differs: Differs,
}

/// In what the articles that tell of one happening differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differs {
    /// Two of them name times that have no day in common.
    pub day: bool,
    /// One tells as done what another tells as planned, possible or not done.
    pub factuality: bool,
    /// One vouches for it, or has it from somebody, and another has it from somebody else.
    pub source: bool,
}

/// One cast and one timeline of several articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Everything named, what matters most in all articles together first.
    pub cast: Vec<Member>,
    /// The rows to show: dated ones in time order, then the other lanes in the order of the articles.
    pub timeline: Vec<Row>,
}

/// Merges the analyses of articles, which one analyzer made. Time grows with the number of their entities and events, and
/// with how many events share a word.
pub fn merge(articles: &[&Analysis]) -> Dossier {
    let members = cast::join(articles);
    let timeline = happening::rows(articles, &cast::index(articles, &members));
    Dossier { cast: members, timeline }
}
