//! What all formats read: articles, one cast and one timeline, whether of one article or of several.

use super::article::{Article, fact};
use super::escape::{line, slug};
use super::{File, Source};
use crate::analysis::Analysis;
use crate::dossier::{self, At, Differs};
use crate::entity::Known;
use crate::event::{Basis, Event, Factuality};
use crate::mention::NameType;
use crate::timeline::Lane;
use crate::timex::Day;

/// Everything that is exported.
pub struct Report<'a> {
    /// The articles, in the order in which they were given.
    pub articles: Vec<Article<'a>>,
    /// The rows, in the order in which they are shown.
    pub rows: Vec<Row>,
    /// Everything named, what matters most first.
    pub cast: Vec<Member>,
    /// The dossier, where there are several articles.
    pub dossier: Option<dossier::Dossier>,
}

/// One row.
pub struct Row {
    /// The events that tell of it, the one that it is shown by first.
    pub tellings: Vec<At>,
    pub lane: Lane,
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
    /// The date as a reader would write it, on one line.
    pub display: String,
    pub differs: Differs,
}

/// One person, body, place or other thing.
pub struct Member {
    /// What it is in each article that has it.
    pub entities: Vec<At>,
    /// The one of these with the fullest name.
    pub named: At,
    /// 0 to 100.
    pub salience: u32,
}

impl<'a> Report<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        let articles: Vec<Article> = sources.iter().map(Article::new).collect();
        let (rows, cast, dossier) = match sources {
            [one] => (rows_of(one.analysis), cast_of(one.analysis), None),
            _ => {
                let all: Vec<&Analysis> = sources.iter().map(|s| s.analysis).collect();
                let merged = dossier::merge(&all);
                (merged.timeline.iter().map(merged_row).collect(), merged_cast(&merged, all.len()), Some(merged))
            }
        };
        Report { articles, rows, cast, dossier }
    }

    /// Whether there is more than one article.
    pub fn several(&self) -> bool {
        self.articles.len() > 1
    }

    /// What the whole is called.
    pub fn title(&self) -> String {
        match &self.articles[..] {
            [one] => one.title.to_string(),
            all => format!("{} articles", all.len()),
        }
    }

    /// One file for all, named after the only article or "dossier".
    pub fn file(&self, ending: &str, media_type: &'static str, content: String) -> File {
        let stem = if self.several() { "dossier".to_string() } else { slug(self.articles[0].title) };
        File { name: format!("{stem}{ending}"), media_type, content }
    }

    /// A file of one of the articles; of several, its number keeps the names apart.
    pub fn file_of(&self, n: usize, ending: &str, media_type: &'static str, content: String) -> File {
        let stem = slug(self.articles[n].title);
        let stem = if self.several() { format!("{}-{stem}", n + 1) } else { stem };
        File { name: format!("{stem}{ending}"), media_type, content }
    }

    /// The id of an entity (e) or event (v); of several articles, the article's number from 1 stands before it.
    pub fn id(&self, what: char, at: At) -> String {
        let number = if self.several() { format!("{}:", at.article + 1) } else { String::new() };
        format!("{number}{what}{}", at.index)
    }

    pub fn article(&self, at: At) -> &Article<'a> {
        &self.articles[at.article]
    }

    pub fn event(&self, at: At) -> &'a Event {
        self.article(at).event(at.index)
    }

    /// The name of a member.
    #[inline(never)]
    pub fn name(&self, member: &Member) -> String {
        self.article(member.named).name(member.named.index)
    }

    /// The type of a member.
    pub fn kind(&self, member: &Member) -> NameType {
        self.article(member.named).document.entities[member.named.index].kind
    }

    /// The known thing that a member is, by the first of its articles that knows.
    pub fn known(&self, member: &Member) -> Option<Known> {
        member.entities.iter().find_map(|at| self.article(*at).document.entities[at.index].known)
    }

    /// How often a member is mentioned, in all articles together.
    pub fn mentions(&self, member: &Member) -> usize {
        member.entities.iter().map(|at| self.article(*at).times[at.index]).sum()
    }

    /// Which member each entity is, by article.
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut index: Vec<Vec<usize>> =
            self.articles.iter().map(|a| vec![usize::MAX; a.document.entities.len()]).collect();
        for (n, member) in self.cast.iter().enumerate() {
            member.entities.iter().for_each(|at| index[at.article][at.index] = n);
        }
        index
    }

    /// All offices of a member, each once.
    pub fn offices(&self, member: &Member) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for office in member.entities.iter().flat_map(|at| self.article(*at).offices(at.index)) {
            if !all.iter().any(|o| o.eq_ignore_ascii_case(&office)) {
                all.push(office);
            }
        }
        all
    }

    /// What stands beside an event's words wherever they are shown: whether it happened, unless it did, and who says so.
    pub fn claim(&self, at: At) -> String {
        let event = self.event(at);
        let told = (event.factuality != Factuality::Happened).then(|| fact(event.factuality).to_string());
        let says = self.article(at).sayer(event).map(|s| format!("according to {s}"));
        told.into_iter().chain(says).collect::<Vec<_>>().join(", ")
    }
}

impl Row {
    /// The event that it is shown by.
    pub fn event(&self) -> At {
        self.tellings[0]
    }

    /// In what the articles differ, in words.
    pub fn differences(&self) -> Vec<&'static str> {
        let all = [
            (self.differs.day, "the day"),
            (self.differs.factuality, "whether it happened"),
            (self.differs.source, "who says so"),
        ];
        all.into_iter().filter(|d| d.0).map(|d| d.1).collect()
    }

    /// Whether its day is that of the news, and not one that words give it.
    pub fn is_about(&self, event: &Event) -> bool {
        event.when.basis == Basis::PublicationRelative
    }
}

/// Rows in the lanes' order, with each lane's name.
pub fn lanes(rows: &[Row]) -> Vec<(&'static str, Vec<&Row>)> {
    let named = [
        (Lane::Dated, "Dated"),
        (Lane::AroundPublication, "Around publication"),
        (Lane::Ahead, "Ahead, without a date"),
        (Lane::Undated, "Without a date, in story order"),
    ];
    let of = |lane: Lane| rows.iter().filter(|r| r.lane == lane).collect::<Vec<_>>();
    named.into_iter().map(|(lane, name)| (name, of(lane))).filter(|(_, rows)| !rows.is_empty()).collect()
}

fn rows_of(analysis: &Analysis) -> Vec<Row> {
    let at = |index| At { article: 0, index };
    let row = |r: &crate::timeline::Row| Row {
        tellings: std::iter::once(r.event).chain(r.also.iter().copied()).map(at).collect(),
        lane: r.lane,
        earliest: r.earliest,
        latest: r.latest,
        display: line(&r.display),
        differs: Differs::default(),
    };
    analysis.timeline.iter().map(row).collect()
}

fn merged_row(r: &dossier::Row) -> Row {
    Row {
        tellings: r.tellings.clone(),
        lane: r.lane,
        earliest: r.earliest,
        latest: r.latest,
        display: line(&r.display),
        differs: r.differs,
    }
}

fn cast_of(analysis: &Analysis) -> Vec<Member> {
    let member = |(index, e): (usize, &crate::entity::Entity)| {
        let at = At { article: 0, index };
        Member { entities: vec![at], named: at, salience: e.salience.into() }
    };
    analysis.document.entities.iter().enumerate().map(member).collect()
}

fn merged_cast(dossier: &dossier::Dossier, articles: usize) -> Vec<Member> {
    // Each article adds up to a hundred.
    let member = |m: &dossier::Member| Member {
        entities: m.entities.clone(),
        named: m.named,
        salience: m.salience / (articles as u32).max(1),
    };
    dossier.cast.iter().map(member).collect()
}
