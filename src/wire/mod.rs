//! The JSON shape of an analysis, schema 1: the only place where bytes become UTF-16 offsets.
//!
//! Core types do not serialise; these do. TypeScript types are generated from them.

/// Declares serialisable types that TypeScript sees too.
macro_rules! wire {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Serialize)]
            #[cfg_attr(target_arch = "wasm32", derive(Tsify), tsify(missing_as_null))]
            pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
        )*
    };
}

mod article;
mod correction;
mod dossier;
mod export;
mod from;
mod utf16;

pub use article::{Article, day as read_day};
pub use correction::{Correction, Place, read as read_corrections};
pub use dossier::{Dossier, Happening, Member, Told, Whose};
pub use export::{ExportFormat, ExportFormats, Exported, ExportedFile};
pub use utf16::Utf16;

use serde::Serialize;
#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// A stretch of the text as it was given, in UTF-16 code units, end-exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify), tsify(missing_as_null))]
pub struct Stretch {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// An entity by its id, or a stretch of the text that names no entity.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify), tsify(missing_as_null))]
pub enum Participant {
    /// An entity's id.
    Entity(String),
    /// Words of the text.
    Words(Stretch),
}

/// All that one analysis returns.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify), tsify(missing_as_null))]
pub struct Analysis {
    /// Version of this shape: 1.
    pub schema: u32,
    /// Always "utf-16".
    pub offset_unit: &'static str,
    /// "en", or "und" when the text does not read like English.
    pub language: &'static str,
    /// The day of publication.
    pub publication: Publication,
    /// Headline, paragraphs and the rest, in text order.
    pub blocks: Vec<Block>,
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Tokens, only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token>>,
    /// Everything named, most salient first.
    pub entities: Vec<Entity>,
    /// Who holds which office.
    pub roles: Vec<Role>,
    /// Money, percentages and other numbers.
    pub values: Vec<Value>,
    /// Time expressions, in text order.
    pub timexes: Vec<Timex>,
    /// Who said what, in text order.
    pub quotes: Vec<Quote>,
    /// What happened, in text order.
    pub events: Vec<Event>,
    /// What the text states between entities.
    pub relations: Vec<Relation>,
    /// The rows to show, in time order.
    pub timeline: Vec<Row>,
    /// The corrections, by their place in the list, that found nothing in the text to correct; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<usize>,
}

wire! {
    /// The day of publication, or the range that it lies in.
    struct Publication {
        /// ISO day, or null.
        value: Option<String>,
        /// First possible ISO day, or null.
        earliest: Option<String>,
        /// Last possible ISO day, or null.
        latest: Option<String>,
        /// given, metadata, text, bounded or unknown.
        source: &'static str,
        /// What it rests on.
        why: Vec<String>,
        /// How many time expressions depend on it.
        dependents: usize,
    }

    /// A stretch of the text that stands by itself.
    struct Block {
        /// headline, standfirst, caption, byline, dateline, subheading, paragraph, list-item or boilerplate.
        kind: &'static str,
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
    }

    /// One sentence.
    struct Sentence {
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
        /// Index of its block.
        block: usize,
    }

    /// One token. `head` and `deprel` are null where the model does not parse.
    struct Token {
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
        /// Universal part of speech.
        upos: &'static str,
        /// Penn Treebank part of speech.
        xpos: &'static str,
        /// Dictionary form.
        lemma: String,
        /// Index of the token it depends on, -1 for a root.
        head: Option<i32>,
        /// Universal Dependencies relation.
        deprel: Option<&'static str>,
    }

    /// One person, organisation, place or other thing, with all its mentions.
    struct Entity {
        /// "e0", "e1" …
        id: String,
        /// Its fullest name in the text.
        name: String,
        /// PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW.
        r#type: &'static str,
        /// Its other names in the text.
        aliases: Vec<String>,
        /// What a knowledge base says of it, or null.
        kb: Option<Kb>,
        /// f, m, n or unknown.
        gender: &'static str,
        /// 0 to 1: how much the article is about it.
        salience: f64,
        /// Where it is mentioned, in text order.
        mentions: Vec<Mention>,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// What a knowledge base says of an entity.
    struct Kb {
        /// Wikidata id, or null.
        wikidata: Option<String>,
        /// ISO 3166 code of the country that it is or lies in, or null.
        country: Option<String>,
        /// Degrees north, or null.
        lat: Option<f64>,
        /// Degrees east, or null.
        lon: Option<f64>,
    }

    /// One mention of an entity.
    struct Mention {
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
        /// name, nominal, pronoun, or nested: a name inside a longer name.
        form: &'static str,
        /// The entity that this name stands for here ("Moscow" for Russia), or null.
        metonym_for: Option<String>,
        /// 0 to 1.
        confidence: f64,
        /// The rule that says which entity it means.
        rule: &'static str,
    }

    /// An office or role.
    struct Role {
        /// The holder's entity id.
        person: String,
        /// The title's words.
        title: Stretch,
        /// The organisation or country that it belongs to, or null.
        of: Option<String>,
        /// Whether the text states `of` at this place.
        of_stated: bool,
        /// current, former, acting or future.
        state: &'static str,
        /// Where the text says so.
        evidence: Stretch,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// A number with what it counts.
    struct Value {
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
        /// MONEY, PERCENT, QUANTITY, CARDINAL or ORDINAL.
        r#type: &'static str,
        /// The number in digits, as far as it could be read.
        value: Option<String>,
        /// Currency or unit.
        unit: Option<String>,
    }

    /// A time expression.
    struct Timex {
        /// "t0", "t1" …
        id: String,
        /// First code unit.
        start: u32,
        /// One past the last code unit.
        end: u32,
        /// DATE, TIME, DURATION or SET.
        r#type: &'static str,
        /// TIMEX3 value.
        value: String,
        /// TIMEX3 modifier, or null.
        r#mod: Option<&'static str>,
        /// EDTF, or null.
        edtf: Option<String>,
        /// First possible ISO day, or null.
        earliest: Option<String>,
        /// Last possible ISO day, or null.
        latest: Option<String>,
        /// How exact the value is: time, day, week, month, quarter, season, half-year, year, decade, century, or none for
        /// lengths, sets and what is only past, present or future.
        granularity: &'static str,
        /// "publication", a timex id, or "none".
        anchor: String,
        /// Whether it changes with the publication day.
        relative: bool,
        /// Other readings.
        alternatives: Vec<Alternative>,
        /// The rule that read it.
        rule: &'static str,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// Another reading of a time expression.
    struct Alternative {
        /// TIMEX3 value.
        value: String,
        /// Why it is possible.
        why: String,
    }

    /// A quotation.
    struct Quote {
        /// "q0", "q1" …; "q0.0", "q0.1" … for those nested in "q0".
        id: String,
        /// direct, mixed, indirect or scare.
        kind: &'static str,
        /// What was said.
        content: Vec<Stretch>,
        /// The verb of saying, or null.
        cue: Option<Stretch>,
        /// Whoever is said to have said it, in the text's words, or null.
        source: Option<Stretch>,
        /// The same as an entity, or null.
        speaker: Option<String>,
        /// The quote that this one continues, or null.
        continues: Option<String>,
        /// speech, or attitude: a belief, wish, plan, judgement or decision.
        act: &'static str,
        /// What the choice of cue says of the content: neutral, assertive, doubting, denying, promising, threatening or
        /// asking.
        stance: &'static str,
        /// Attributions inside the content.
        nested: Vec<Quote>,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// Something that happened, or did not, or may.
    struct Event {
        /// "v0", "v1" …
        id: String,
        /// The words that name it.
        trigger: Stretch,
        /// The sentence.
        evidence: Stretch,
        /// The clause.
        label: Stretch,
        /// The trigger's dictionary form.
        lemma: String,
        /// Who did it.
        who: Vec<Participant>,
        /// To whom.
        whom: Vec<Participant>,
        /// Where.
        r#where: Vec<Participant>,
        /// When.
        when: When,
        /// happened, ongoing, planned, possible, conditional or negated.
        factuality: &'static str,
        /// Who says so, or null for the article itself.
        attributed_to: Option<Participant>,
        /// The quote that says so, or null.
        quote: Option<String>,
        /// How it stands to other events.
        order: Vec<Order>,
        /// PLOVER root, or null.
        plover: Option<&'static str>,
        /// Whether it is a row of the timeline.
        on_timeline: bool,
        /// 0 to 1.
        salience: f64,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// When an event was.
    struct When {
        /// TIMEX3 value, or null.
        value: Option<String>,
        /// EDTF, or null.
        edtf: Option<String>,
        /// First possible ISO day, or null.
        earliest: Option<String>,
        /// Last possible ISO day, or null.
        latest: Option<String>,
        /// day, month, year, … or none.
        precision: &'static str,
        /// explicit, inherited, publication-relative, tense, none, or reader: what a correction says.
        basis: &'static str,
        /// The time expressions that it is told with; none for what a correction says.
        timexes: Vec<String>,
        /// The event whose time by words this is, or null: it has none of its own.
        event: Option<String>,
    }

    /// How one event stands to another.
    struct Order {
        /// before, after, includes or overlaps.
        relation: &'static str,
        /// The other event.
        event: String,
    }

    /// A relation between two entities.
    struct Relation {
        /// located_in, part_of, member_of, leader_of, works_for, ally_of, opposes, family or meets.
        kind: &'static str,
        /// An entity id.
        subject: String,
        /// An entity id.
        object: String,
        /// The word that says so ("wife", "joined"), or null.
        cue: Option<Stretch>,
        /// Where the text says so.
        evidence: Stretch,
        /// 0 to 1.
        confidence: f64,
        /// The rules that made it.
        why: Vec<&'static str>,
    }

    /// One row of the timeline.
    struct Row {
        /// The event.
        event: String,
        /// The other events that tell of the same happening.
        also: Vec<String>,
        /// dated, around-publication, ahead or undated.
        lane: &'static str,
        /// First possible ISO day, or null.
        earliest: Option<String>,
        /// Last possible ISO day, or null.
        latest: Option<String>,
        /// The date as a reader would write it, never more exact than the text.
        display: String,
    }
}
