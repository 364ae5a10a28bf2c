//! The trained model: reads its file and, for a text's tokens and sentences, produces parts of speech and names.
//!
//! Arithmetic is on integers, and in the network on single floats in an order that the code fixes, so that every build of
//! the library gives the same answer.

pub mod clusters;
mod document;
pub mod features;
pub mod file;
mod kind;
mod lattice;
pub mod names;
pub mod net;
pub mod odds;
pub mod splitter;
pub mod table;
pub mod view;

use crate::dependency::Dependency;
use crate::error::Error;
use crate::kb::Kb;
use crate::lexicon::Lexicon;
use crate::sentence::Sentence;
use crate::tag::Tag;
use crate::token::Token;
use file::File;
use std::fmt;
use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A person.
    Person,
    /// A body, company, party, team or armed group.
    Org,
    /// A country, state, city or other place with a government.
    Gpe,
    /// Any other place of nature, a continent or an area.
    Loc,
    /// A building, road, airport or the like.
    Fac,
    /// A nationality, people, faith or political following.
    Norp,
    /// A named event.
    Event,
    /// A product.
    Product,
    /// A book, film, song, newspaper article or the like.
    Work,
    /// A law or treaty.
    Law,
}

impl NameType {
    /// Every type.
    pub const ALL: [NameType; 10] = [
        NameType::Person,
        NameType::Org,
        NameType::Gpe,
        NameType::Loc,
        NameType::Fac,
        NameType::Norp,
        NameType::Event,
        NameType::Product,
        NameType::Work,
        NameType::Law,
    ];

    /// The type as analyses spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            NameType::Person => "PERSON",
            NameType::Org => "ORG",
            NameType::Gpe => "GPE",
            NameType::Loc => "LOC",
            NameType::Fac => "FAC",
            NameType::Norp => "NORP",
            NameType::Event => "EVENT",
            NameType::Product => "PRODUCT",
            NameType::Work => "WORK",
            NameType::Law => "LAW",
        }
    }

    /// The type that `text` spells, or `None`.
    pub fn parse(text: &str) -> Option<NameType> {
        Self::ALL.into_iter().find(|t| t.as_str() == text)
    }

    /// Whether it is a place of any kind.
    pub fn is_place(self) -> bool {
        matches!(self, NameType::Gpe | NameType::Loc | NameType::Fac)
    }
}

/// One name in the text, without article, title or possessive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Indices into the tokens; never empty, inside one sentence.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameType,
    /// How many in a hundred such names are right, span and type, as measured on held-out texts.
    pub confidence: u8,
}

/// What the model finds in a text.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The part of speech of every token; X for tokens that lie in no sentence.
    pub tags: Vec<Tag>,
    /// The names of every sentence, in text order.
    pub names: Vec<Name>,
    /// The dependency of every token.
    pub dependencies: Vec<Dependency>,
}

/// Labels of the weights of attributions (`quote` says which).
pub const ATTRIBUTION: usize = 2;

/// Labels of the weights of events (`event` says which).
pub const EVENT: usize = 9;

/// Labels of the weights that join events and times (`event` says which).
pub const EVENT_TIME: usize = 3;
/// What the weights of rows tell: whether an event is worth one.
pub const EVENT_ROW: usize = 1;

/// A loaded model.
pub struct Model {
    splitter: splitter::Splitter,
    lexicon: Lexicon,
    kb: Kb,
    clusters: clusters::Clusters,
    reader: net::reader::Reader,
    namer: names::Namer,
    attribution: table::Table,
    events: table::Table,
    event_times: table::Table,
    event_rows: table::Table,
    sizes: Vec<(String, usize)>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("lexicon", &self.lexicon)
            .field("kb", &self.kb)
            .field("sizes", &self.sizes)
            .finish()
    }
}

impl Model {
    /// Checks the file and opens its parts in place.
    ///
    /// # Errors
    /// When the bytes are no whole, undamaged model of this version. No bytes make it panic.
    pub fn load(bytes: Vec<u8>) -> Result<Model, Error> {
        let file = File::parse(bytes)?;
        let table = |name| table::Table::parse(file.section(name)?);
        let labelled = |name, labels| match table(name) {
            Ok(t) if t.labels() != labels => Err(Error::corrupt("a table of weights has other labels")),
            other => other,
        };
        let tags = file.section(b"TAGS")?;
        let labels = file.section(b"LABL")?;
        let steps = file.section(b"STEP")?;
        let confidence = file.section(b"CONF")?;
        let names = table(b"NERW")?;
        Ok(Model {
            splitter: splitter::Splitter::parse(file.section(b"SENT")?)?,
            lexicon: Lexicon::parse(file.section(b"LEXI")?)?,
            kb: Kb::parse(file.section(b"KBAS")?)?,
            clusters: clusters::Clusters::parse(file.section(b"CLUS")?)?,
            reader: net::reader::Reader::parse(&file, tags.as_ref(), names.labels())?,
            attribution: labelled(b"QUOT", ATTRIBUTION)?,
            events: labelled(b"EVNT", EVENT)?,
            event_times: labelled(b"EVTM", EVENT_TIME)?,
            event_rows: labelled(b"EVRW", EVENT_ROW)?,
            namer: names::Namer::new(labels.as_ref(), names, steps.as_ref(), confidence.as_ref())?,
            sizes: file.sizes(),
        })
    }

    /// What splits a block's tokens into sentences.
    pub fn splitter(&self) -> &splitter::Splitter {
        &self.splitter
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The knowledge base.
    pub fn kb(&self) -> &Kb {
        &self.kb
    }

    /// Weights that tell which words attribute, of `ATTRIBUTION` labels.
    pub fn attribution(&self) -> &table::Table {
        &self.attribution
    }

    /// Weights that tell which words name events, of `EVENT` labels.
    pub fn events(&self) -> &table::Table {
        &self.events
    }

    /// Weights that tell which time is an event's, of `EVENT_TIME` labels.
    pub fn event_times(&self) -> &table::Table {
        &self.event_times
    }

    /// Weights that tell which events are worth a row, of `EVENT_ROW` labels.
    pub fn event_rows(&self) -> &table::Table {
        &self.event_rows
    }

    /// The word clusters.
    pub fn clusters(&self) -> &clusters::Clusters {
        &self.clusters
    }

    /// Name and length in bytes of every part of the file.
    pub fn sizes(&self) -> &[(String, usize)] {
        &self.sizes
    }

    /// All that the model finds in a text.
    pub fn read(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Findings {
        self.read_telling(text, tokens, sentences, &mut |_| ())
    }

    /// The same; `tell` is told now and then up to which token it is.
    pub fn read_telling(
        &self,
        text: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        tell: &mut dyn FnMut(usize),
    ) -> Findings {
        let view = self.view(text, tokens, sentences);
        let net::Output { tags, names, dependencies, .. } = self.reader.read_telling(&view, tell);
        let names = self.names_in(&view, &tags, &names);
        Findings { tags, names, dependencies }
    }

    fn names_in(&self, view: &view::View, tags: &[Tag], scores: &[i32]) -> Vec<Name> {
        let found = document::level(self.namer.find(view, tags, scores), view, &self.lexicon);
        let mut names: Vec<Name> = found.into_iter().map(|f| f.name).collect();
        kind::make_whole(&mut names, view);
        names.retain_mut(|name| match kind::refine(name, view, &self.lexicon) {
            Some(kind) => {
                name.kind = kind;
                true
            }
            None => false,
        });
        names
    }

    /// What the taggers see of a text.
    pub fn view(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> view::View {
        view::View::new(text, tokens, sentences, &self.lexicon, &self.clusters)
    }
}
