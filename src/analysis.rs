//! One text, read by every stage in turn.

use crate::block::{self, Block, BlockKind};
use crate::entity::{self, Entity};
use crate::error::Error;
use crate::event::{self, Event};
use crate::language;
use crate::mention::{Mention, NameType};
use crate::model::Model;
use crate::model::splitter::Splitter;
use crate::publication::{self, Publication};
use crate::quote::{self, Quote};
use crate::reading::Reading;
use crate::relation::Dependency;
use crate::role::{self, Role};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::tag::Tag;
use crate::timeline::{self, Row};
use crate::timex::{self, Day, Timex};
use crate::token::{self, Token};
use crate::value::{self, Value};
use crate::words::Words;

/// A loaded model and the word lists: all that reading a text needs.
#[derive(Debug)]
pub struct Analyzer {
    model: Model,
    words: Words,
}

/// What one text says, in the core's own types. Every index points into the list that its name tells.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    /// The text as it was given.
    pub text: &'t str,
    /// "en" or "und".
    pub language: &'static str,
    /// The day of publication.
    pub publication: Publication,
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
    /// Entities, most salient first.
    pub entities: Vec<Entity>,
    /// Roles, in text order.
    pub roles: Vec<Role>,
    /// Values, in text order.
    pub values: Vec<Value>,
    /// Time expressions, in text order.
    pub timexes: Vec<Timex>,
    /// Quotes, in text order.
    pub quotes: Vec<Quote>,
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
    pub fn analyze<'t>(&self, text: &'t str, published: Option<Day>) -> Analysis<'t> {
        let words = &self.words;
        let blocks = block::split(text, words);
        let (tokens, sentences) = tokens_and_sentences(text, &blocks, words, self.model.splitter());
        let found = self.model.read(text, &tokens, &sentences);
        let (tags, names, dependencies) = (found.tags, found.names, found.dependencies);
        let reading = Reading {
            text,
            words,
            blocks: &blocks,
            sentences: &sentences,
            tokens: &tokens,
            tags: &tags,
            dependencies: &dependencies,
        };

        let (mut mentions, mut entities) = entity::link(reading, &names, self.model.lexicon());
        let quoted = quote::quoted_tokens(reading);
        mentions = entity::resolve_pronouns(reading, &mentions, &mut entities, &quoted);
        entity::order(reading, &mut entities, &mut mentions);
        let roles = role::find(reading, &mentions, &entities);

        let publication = publication::find(published, text, &lines(&blocks), words);
        let found = timex::find(timex::Source {
            text,
            tokens: &tokens,
            sentences: &sentences,
            tags: &tags,
            dependencies: &dependencies,
            in_name: &in_names(&tokens, &mentions, &entities),
            quoted: &quoted,
        });
        let timexes = timex::resolve(&found, publication.value);

        let mut taken = in_names(&tokens, &mentions, &entities);
        timexes.iter().for_each(|t| taken[reading.tokens_in(t.span)].fill(true));
        let values = value::find(reading, &taken);

        let types: Vec<NameType> = entities.iter().map(|e| e.kind).collect();
        let quotes = quote::find(reading, &mentions, &types);
        let events = event::find(event::Sources {
            reading,
            mentions: &mentions,
            entities: &entities,
            timexes: &timexes,
            quotes: &quotes,
            published: publication.value,
        });
        let timeline = timeline::rows(text, &events, &timexes);
        let language = language::of(text, &tokens);
        Analysis {
            text,
            language,
            publication,
            blocks,
            sentences,
            tokens,
            tags,
            dependencies,
            mentions,
            entities,
            roles,
            values,
            timexes,
            quotes,
            events,
            timeline,
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
