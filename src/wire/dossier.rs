//! From a dossier of the core to the JSON shape.

use super::from::{entity_id, event_id, iso};
use super::*;
use crate::analysis::{Analysis as CoreAnalysis, Analyzer};
use crate::dossier::{self, At};
use crate::session::{self, Session};

wire! {
    /// Several articles, with one cast and one timeline of them all.
    struct Dossier {
        /// Version of this shape: 1.
        schema: u32,
        /// The articles, in the order in which they were given.
        articles: Vec<Told>,
        /// Everything named, what matters most in all articles together first.
        cast: Vec<Member>,
        /// The rows to show: dated ones in time order, then the other lanes in the order of the articles.
        timeline: Vec<Happening>,
    }

    /// One article.
    struct Told {
        /// The id that it was given with.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "unknown"))]
        id: serde_json::Value,
        /// Its analysis, the same as by itself.
        analysis: Analysis,
    }

    /// A thing of one article.
    struct Whose {
        /// Index of the article.
        article: usize,
        /// Id of the entity or event in its analysis.
        id: String,
    }

    /// One person, body, place or other thing, over all articles.
    struct Member {
        /// Its fullest name in any of them.
        name: String,
        /// PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW.
        r#type: &'static str,
        /// What it is in each article that has it.
        entities: Vec<Whose>,
    }

    /// One happening, over all articles.
    struct Happening {
        /// The events that tell of it, the one with the surest time first, then in the order of the articles.
        tellings: Vec<Whose>,
        /// dated, around-publication, ahead or undated.
        lane: &'static str,
        /// First possible ISO day by the first telling, or null.
        earliest: Option<String>,
        /// Last possible ISO day by the first telling, or null.
        latest: Option<String>,
        /// The date as a reader would write it, by the first telling.
        display: String,
        /// In what the articles differ: day, factuality, source.
        differs: Vec<&'static str>,
    }
}

impl Dossier {
    /// Reads articles and merges them.
    ///
    /// # Errors
    /// A sentence for the user, with the article's number, when a day is none or a correction cannot be understood: a dossier
    /// without that article would say something else.
    pub fn of(analyzer: &Analyzer, articles: Vec<Article>) -> Result<Dossier, String> {
        let analyze = |a: session::Article| analyzer.analyze_corrected(a.text, a.published, &a.corrections);
        Self::merged(articles, |all| all.into_iter().map(analyze).collect())
    }

    /// The same, where articles of the session's last dossier are not read again.
    ///
    /// # Errors
    /// As [`Dossier::of`].
    pub fn within(session: &mut Session, articles: Vec<Article>) -> Result<Dossier, String> {
        Self::merged(articles, |all| session.dossier(all))
    }

    fn merged(
        articles: Vec<Article>,
        analyze: impl FnOnce(Vec<session::Article>) -> Vec<CoreAnalysis>,
    ) -> Result<Dossier, String> {
        let (mut all, mut ids) = (Vec::new(), Vec::new());
        for (n, article) in articles.into_iter().enumerate() {
            let (published, corrections) = article.known().map_err(|e| format!("article {}: {e}", n + 1))?;
            all.push(session::Article { text: article.text, published, corrections });
            ids.push(article.id);
        }
        let analyses = analyze(all);
        let all: Vec<_> = analyses.iter().collect();
        Ok(dossier::merge(&all).to_wire(&all, ids))
    }
}

impl dossier::Dossier {
    /// The dossier of `articles`, which it was merged from, in the JSON shape; `ids` are theirs.
    pub fn to_wire(&self, articles: &[&CoreAnalysis], ids: Vec<serde_json::Value>) -> Dossier {
        let told = articles.iter().zip(ids).map(|(a, id)| Told { id, analysis: a.to_wire(false) });
        let entity = |at: &At| Whose { article: at.article, id: entity_id(at.index) };
        let event = |at: &At| Whose { article: at.article, id: event_id(at.index) };
        let member = |m: &dossier::Member| {
            let document = &articles[m.named.article].document;
            let named = &document.entities[m.named.index];
            Member {
                name: named.name.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" "),
                r#type: named.kind.as_str(),
                entities: m.entities.iter().map(entity).collect(),
            }
        };
        let row = |r: &dossier::Row| {
            let differs = [(r.differs.day, "day"), (r.differs.factuality, "factuality"), (r.differs.source, "source")];
            Happening {
                tellings: r.tellings.iter().map(event).collect(),
                lane: r.lane.as_str(),
                earliest: iso(r.earliest),
                latest: iso(r.latest),
                display: r.display.clone(),
                differs: differs.into_iter().filter(|d| d.0).map(|d| d.1).collect(),
            }
        };
        Dossier {
            schema: 1,
            articles: told.collect(),
            cast: self.cast.iter().map(member).collect(),
            timeline: self.timeline.iter().map(row).collect(),
        }
    }
}
