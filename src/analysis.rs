//! One text, read by every stage in turn.
//!
//! Three steps. [`Analyzer::parse`] sees the words: blocks, tokens, sentences, and what the model makes of them.
//! [`Analyzer::derive`] reads from these all that is the same on any day of publication; a reader's corrections stand in it.
//! [`Analyzer::resolve`] gives times their values, and events their times, for one day. The first step takes most of the
//! time; a reader who corrects something needs only the other two, and one who sets another day only the last.

use crate::block::{self, Block, BlockKind};
use crate::cast::{self, Cast};
use crate::correction::{Correction, Corrections};
use crate::dependency::Dependency;
use crate::entity::{Entity, World};
use crate::error::Error;
use crate::event::{self, Event};
use crate::language;
use crate::mention::{Mention, Name, NameType};
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
use std::ops::Deref;
use std::sync::Arc;

/// A loaded model and the word lists: all that reading a text needs.
#[derive(Debug)]
pub struct Analyzer {
    model: Model,
    words: Words,
}

/// The words of one text as the tokenizer and the model see them, before anything that a reader can correct.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The text as it was given.
    pub text: String,
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
    /// Names as the model reads them, in text order.
    pub names: Vec<Name>,
}

/// What one text says whatever the day of publication, in the core's own types. Every index points into the list that its
/// name tells. A document is its parsed text and more, so that text, tokens and the rest of it are had as its own fields.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text with its words; documents of one text with other corrections share it.
    pub parsed: Arc<Parsed>,
    /// "en" or "und".
    pub language: &'static str,
    /// What the text itself says of its day of publication.
    pub stated: Publication,
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
    /// Events, in text order; also what the reader says is none, marked so.
    pub happenings: Vec<event::Found>,
    /// The corrections, by their place in the list, that found nothing in the text to correct.
    pub unmet: Vec<usize>,
}

impl Deref for Document {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        &self.parsed
    }
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
        self.derive(&Arc::new(self.parse(text)), corrections)
    }

    /// Sees the words of a text: the first step, the same for any corrections. Any string can be parsed.
    pub fn parse(&self, text: impl Into<String>) -> Parsed {
        self.parse_telling(text, &mut |_| ())
    }

    /// The same; `tell` is told now and then what share of the work is done, from 0 to 1, never less than before.
    pub fn parse_telling(&self, text: impl Into<String>, tell: &mut dyn FnMut(f64)) -> Parsed {
        let text: String = text.into();
        let blocks = block::split(&text, &self.words);
        let (tokens, sentences) = tokens_and_sentences(&text, &blocks, &self.words, self.model.splitter());
        let all = tokens.len().max(1) as f64;
        let found = self.model.read_telling(&text, &tokens, &sentences, &mut |token| tell(token as f64 / all));
        let (tags, names, dependencies) = (found.tags, found.names, found.dependencies);
        Parsed { text, blocks, sentences, tokens, tags, dependencies, names }
    }

    /// Reads from a parsed text all that is the same on any day of publication, with what the reader knows better. The text
    /// must be one that this analyzer parsed; it is shared, not copied.
    ///
    /// # Example
    /// ```no_run
    /// # let analyzer = dateline::Analyzer::new(Vec::new()).unwrap();
    /// # let corrections = Vec::new();
    /// let parsed = std::sync::Arc::new(analyzer.parse("Rebels broke the siege last month."));
    /// let plain = analyzer.derive(&parsed, &[]);
    /// let corrected = analyzer.derive(&parsed, &corrections);
    /// assert!(std::sync::Arc::ptr_eq(&plain.parsed, &corrected.parsed));
    /// ```
    pub fn derive(&self, parsed: &Arc<Parsed>, corrections: &[Correction]) -> Document {
        let mut corrections = Corrections::new(corrections);
        let reading = self.reading(parsed);
        let Parsed { text, blocks, tokens, sentences, tags, dependencies, names } = &**parsed;
        let words = &self.words;

        let world = World { lexicon: self.model.lexicon(), kb: self.model.kb() };
        let quoted = quote::quoted_tokens(reading);
        let Cast { mut mentions, nested, mut entities, roles, relations } =
            cast::read(reading, names, world, &quoted, &mut corrections);

        let mut taken = in_names(tokens, &mentions, &entities);
        let mut found = timex::find(timex::Source {
            text,
            tokens,
            sentences,
            tags,
            dependencies,
            in_name: &taken,
            quoted: &quoted,
        });
        corrections.each(|correction| match correction {
            Correction::Date(span, period) => timex::correct(&mut found, tokens, sentences, *span, *period),
            _ => false,
        });
        let stated = publication::find(None, text, &lines(blocks), words);
        let evidence = publication::Evidence { reading, entities: &entities, roles: &roles, found: &found };
        let stated = publication::narrow(stated, evidence);

        found.iter().for_each(|f| taken[reading.tokens_in(f.span)].fill(true));
        let values = value::find(reading, &taken);

        let types: Vec<NameType> = entities.iter().map(|e| e.kind).collect();
        let mut quotes = quote::find(reading, &mentions, &types, Some(quote::Weights::of(&self.model)));
        quote::give_speakers(reading, &mut quotes, &mut mentions, &mut entities);
        let told = event::Sources { reading, mentions: &mentions, entities: &entities, found: &found, quotes: &quotes };
        let happenings = event::find(told, event::Weights::of(&self.model), &mut corrections);
        Document {
            language: language::of(text, tokens),
            parsed: Arc::clone(parsed),
            stated,
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

    /// A text, or a document of it, as the stages that read words see it; it must be one that this analyzer parsed.
    pub fn reading<'a>(&'a self, parsed: &'a Parsed) -> Reading<'a> {
        Reading {
            text: &parsed.text,
            words: &self.words,
            blocks: &parsed.blocks,
            sentences: &parsed.sentences,
            tokens: &parsed.tokens,
            tags: &parsed.tags,
            dependencies: &parsed.dependencies,
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
