//! One text, read by every stage in turn.
//!
//! Two steps. [`Analyzer::read`] does all that is the same on any day of publication; [`Analyzer::resolve`] gives times
//! their values, and events their times, for one day. A reader who sets another day needs only the second.

use crate::block::{self, Block, BlockKind};
use crate::cast::{self, Cast};
use crate::correction::{Correction, Corrections};
use crate::dependency::Dependency;
use crate::entity::{Entity, World};
use crate::error::Error;
use crate::event::{self, Event};
use crate::language;
use crate::mention::{Mention, NameType};
use crate::model::Model;
use crate::model::splitter::Splitter;
use crate::publication::{self, Publication};
use crate::quote::{self, Quote};
use crate::reading::Reading;
use crate::relation::Relation;
use crate::role::Role;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::tag::Tag;
use crate::timeline::{self, Row};
use crate::timex::{self, Day, Found, Timex};
use crate::token::{self, Token};
use crate::value::{self, Value};
use crate::words::Words;
use std::sync::Arc;

/// A loaded model and the word lists: all that reading a text needs.
#[derive(Debug)]
pub struct Analyzer {
    model: Model,
    words: Words,
}

/// What one text says whatever the day of publication, in the core's own types. Every index points into the list that its
/// name tells.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text as it was given.
    pub text: String,
    /// "en" or "und".
    pub language: &'static str,
    /// What the text itself says of its day of publication.
    pub stated: Publication,
    /// Blocks, in text order.
    pub blocks: Vec<Block>,
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Tokens, in text order.
    pub tokens: Vec<Token>,
    /// One tag a token.
    pub tags: Vec<Tag>,
    /// One dependency a token; empty where the model does not parse.
    pub dependencies: Vec<Dependency>,
    /// Mentions, in text order.
    pub mentions: Vec<Mention>,
    /// Mentions that lie inside the names among these, in text order.
    pub nested: Vec<Mention>,
    /// Entities, most salient first.
    pub entities: Vec<Entity>,
    /// Roles, in text order.
    pub roles: Vec<Role>,
    /// Relations that the text states between entities, in text order.
    pub relations: Vec<Relation>,
    /// Time expressions as they stand, in text order.
    pub found: Vec<Found>,
    /// Values, in text order.
    pub values: Vec<Value>,
    /// Quotes, in text order.
    pub quotes: Vec<Quote>,
    /// Events, in text order.
    pub happenings: Vec<event::Found>,
    /// The corrections, by their place in the list, that found nothing in the text to correct.
    pub unmet: Vec<usize>,
}

/// What one text says when it was published on one day, or on no day that is known.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// All that does not depend on that day.
    pub document: Arc<Document>,
    /// The day of publication.
    pub publication: Publication,
    /// Time expressions, one for each that the document has.
    pub timexes: Vec<Timex>,
    /// Events, in text order.
    pub events: Vec<Event>,
    /// Rows of the timeline.
    pub timeline: Vec<Row>,
}

impl Analyzer {
    /// Loads a model (`data/model.bin`).
    ///
    /// # Errors
    /// When the bytes are no whole, undamaged model of this version.
    pub fn new(model: Vec<u8>) -> Result<Self, Error> {
        Ok(Analyzer { model: Model::load(model)?, words: Words::load() })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads a text. Any string gives an analysis; `published` is the day that the reader knows, if any.
    pub fn analyze(&self, text: impl Into<String>, published: Option<Day>) -> Analysis {
        self.resolve(&Arc::new(self.read(text)), published)
    }

    /// As [`Analyzer::analyze`], with what the reader knows better. Corrections that find no place are listed in the
    /// document's `unmet`.
    pub fn analyze_corrected(
        &self,
        text: impl Into<String>,
        published: Option<Day>,
        corrections: &[Correction],
    ) -> Analysis {
        self.resolve(&Arc::new(self.read_corrected(text, corrections)), published)
    }

    /// Reads all of a text that is the same on any day of publication. Any string gives a document.
    pub fn read(&self, text: impl Into<String>) -> Document {
        self.read_corrected(text, &[])
    }

    /// As [`Analyzer::read`], with what the reader knows better; everything else is derived from that anew.
    pub fn read_corrected(&self, text: impl Into<String>, corrections: &[Correction]) -> Document {
        let mut corrections = Corrections::new(corrections);
        let text: String = text.into();
        let words = &self.words;
        let blocks = block::split(&text, words);
        let (tokens, sentences) = tokens_and_sentences(&text, &blocks, words, self.model.splitter());
        let found = self.model.read(&text, &tokens, &sentences);
        let (tags, names, dependencies) = (found.tags, found.names, found.dependencies);
        let reading = Reading {
            text: &text,
            words,
            blocks: &blocks,
            sentences: &sentences,
            tokens: &tokens,
            tags: &tags,
            dependencies: &dependencies,
        };

        let world = World { lexicon: self.model.lexicon(), kb: self.model.kb() };
        let quoted = quote::quoted_tokens(reading);
        let Cast { mut mentions, nested, mut entities, roles, relations } =
            cast::read(reading, &names, world, &quoted, &mut corrections);

        let mut taken = in_names(&tokens, &mentions, &entities);
        let mut found = timex::find(timex::Source {
            text: &text,
            tokens: &tokens,
            sentences: &sentences,
            tags: &tags,
            dependencies: &dependencies,
            in_name: &taken,
            quoted: &quoted,
        });
        corrections.each(|correction| match correction {
            Correction::Date(span, period) => timex::correct(&mut found, reading.tokens, &sentences, *span, *period),
            _ => false,
        });
        let stated = publication::find(None, &text, &lines(&blocks), words);
        let evidence = publication::Evidence { reading, entities: &entities, roles: &roles, found: &found };
        let stated = publication::narrow(stated, evidence);

        found.iter().for_each(|f| taken[reading.tokens_in(f.span)].fill(true));
        let values = value::find(reading, &taken);

        let types: Vec<NameType> = entities.iter().map(|e| e.kind).collect();
        let mut quotes = quote::find(reading, &mentions, &types, Some(quote::Weights::of(&self.model)));
        quote::give_speakers(reading, &mut quotes, &mut mentions, &mut entities);
        let told = event::Sources { reading, mentions: &mentions, entities: &entities, found: &found, quotes: &quotes };
        let happenings = event::find(told, event::Weights::of(&self.model));
        let language = language::of(&text, &tokens);
        Document {
            text,
            language,
            stated,
            blocks,
            sentences,
            tokens,
            tags,
            dependencies,
            mentions,
            nested,
            entities,
            roles,
            relations,
            found,
            values,
            quotes,
            happenings,
            unmet: corrections.unmet(),
        }
    }

    /// Gives a document's times their values, and its events their times, for a day of publication: the one that the
    /// reader knows, else the one that the text states, else none. The document must be one that this analyzer read.
    ///
    /// # Example
    /// ```no_run
    /// # let analyzer = dateline::Analyzer::new(Vec::new()).unwrap();
    /// let document = std::sync::Arc::new(analyzer.read("Rebels broke the siege last month."));
    /// let undated = analyzer.resolve(&document, None);
    /// let dated = analyzer.resolve(&document, dateline::Day::parse("2016-09-04"));
    /// assert_eq!((undated.timexes[0].value.as_str(), dated.timexes[0].value.as_str()), ("XXXX-XX", "2016-08"));
    /// ```
    pub fn resolve(&self, document: &Arc<Document>, published: Option<Day>) -> Analysis {
        let publication = match published {
            // What the reader knows needs no line of the text.
            Some(_) => publication::find(published, &document.text, &[], &self.words),
            None => document.stated.clone(),
        };
        let timexes = timex::resolve(&document.found, publication.value);
        let (from, weights) = (self.event_sources(document), event::Weights::of(&self.model));
        let events = event::resolve(from, weights, &document.happenings, &timexes, publication.value);
        let timeline = timeline::rows(&document.text, &events, &timexes);
        Analysis { document: Arc::clone(document), publication, timexes, events, timeline }
    }

    /// A document as the stage of events sees it; it must be one that this analyzer read.
    pub fn event_sources<'a>(&'a self, document: &'a Document) -> event::Sources<'a> {
        event::Sources {
            reading: self.reading(document),
            mentions: &document.mentions,
            entities: &document.entities,
            found: &document.found,
            quotes: &document.quotes,
        }
    }

    /// A document as the stages that read words see it; it must be one that this analyzer read.
    pub fn reading<'a>(&'a self, document: &'a Document) -> Reading<'a> {
        Reading {
            text: &document.text,
            words: &self.words,
            blocks: &document.blocks,
            sentences: &document.sentences,
            tokens: &document.tokens,
            tags: &document.tags,
            dependencies: &document.dependencies,
        }
    }
}

/// Tokens and sentences of every block that belongs to the article.
fn tokens_and_sentences(
    text: &str,
    blocks: &[Block],
    words: &Words,
    splitter: &Splitter,
) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    for (n, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Boilerplate) {
        let first = tokens.len();
        token::tokenize(text, block.span, words, &mut tokens);
        splitter.split(text, &tokens, first..tokens.len(), n, words, &mut sentences);
    }
    (tokens, sentences)
}

/// The lines in which a day of publication may stand.
fn lines(blocks: &[Block]) -> Vec<Span> {
    blocks.iter().map(|b| b.span).collect()
}

/// Which tokens lie in a name that is no time: "May" in "Theresa May", "Sunday" in "Sunday Times".
fn in_names(tokens: &[Token], mentions: &[Mention], entities: &[Entity]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    for mention in mentions.iter().filter(|m| entities[m.entity].kind != NameType::Event) {
        inside[mention.tokens.clone()].fill(true);
    }
    inside
}
