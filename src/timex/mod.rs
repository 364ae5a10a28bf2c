//! Reads tokens, sentences and tags; produces time expressions; never asks what day it is today.
//!
//! Two steps. [`find`] recognises expressions and says what each one says by itself, what is known kept apart from what
//! the context must give. [`resolve`] fills that in from the publication day and from earlier expressions, and can be
//! run again when the reader changes the day, without reading the text a second time.
//!
//! Values follow TIMEX3 of TimeML 1.2.1 in the manner of TempEval-3, and EDTF (ISO 8601-2) beside it.

mod class;
mod clause;
mod compose;
mod day;
mod evidence;
mod finish;
mod forms;
mod holiday;
mod narrative;
mod period;
mod pick;
mod quantity;
mod range;
mod resolve;
mod scan;
mod speech;
mod tense;
mod value;

pub use day::Day;
pub use forms::{Form, From, Item, Pick, Side};
pub use period::{Period, Season, Slot, Unit};
pub use quantity::Quantity;
pub use resolve::resolve;
pub use tense::Tense;

use crate::dependency::Dependency;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::tag::Tag;
use crate::token::Token;
use std::ops::Range;

/// Declares an enum of codes that print and parse as TIMEX3 spells them.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // TimeML says what each means.
        pub enum $name { $($variant),* }

        impl $name {
            /// The code as TIMEX3 spells it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The one that `code` spells, or `None`.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// The four kinds of time expression.
    TimexKind { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" }
}

codes! {
    /// How the expression changes its value.
    Modifier {
        Start = "START", Mid = "MID", End = "END", Approx = "APPROX", Before = "BEFORE", After = "AFTER",
        OnOrBefore = "ON_OR_BEFORE", OnOrAfter = "ON_OR_AFTER", LessThan = "LESS_THAN", MoreThan = "MORE_THAN",
        EqualOrLess = "EQUAL_OR_LESS", EqualOrMore = "EQUAL_OR_MORE",
    }
}

codes! {
    /// A part of the day.
    DayPart { Morning = "MO", Midday = "MI", Afternoon = "AF", Evening = "EV", Night = "NI" }
}

codes! {
    /// A time that is only past, present or future, as the word list spells it.
    Reference { Past = "past", Present = "present", Future = "future" }
}

/// A recognised expression: what it says by itself.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it stands, in UTF-8 bytes.
    pub span: Span,
    /// Its tokens, indices into those of the text.
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it says.
    pub form: Form,
    /// The part of the day that it names.
    pub part: Option<DayPart>,
    /// The clock time that it names: hour (24 for midnight at the end of a day) and minute.
    pub clock: Option<(u8, u8)>,
    /// Whether the clock time is said to be UTC.
    pub utc: bool,
    /// How it changes its value.
    pub modifier: Option<Modifier>,
    /// The tense of its clause.
    pub tense: Tense,
    /// For words of a quote, the expression that tells the day on which they were said, by its index in the list.
    pub speech: Option<usize>,
    /// The rule that recognised it.
    pub rule: &'static str,
}

impl Found {
    /// What kind of time it is by its form; a clock time counts as a date.
    pub fn kind(&self) -> TimexKind {
        match self.form {
            Form::Every(_) => TimexKind::Set,
            Form::Length(..) => TimexKind::Duration,
            _ => TimexKind::Date,
        }
    }
}

/// The weekday that a word names, 1 (Monday) to 7 (Sunday).
pub fn weekday(word: &str) -> Option<u8> {
    match class::of(word) {
        class::Class::Weekday(day, false) => Some(day),
        _ => None,
    }
}

/// The month that a word names, 1 to 12.
pub fn month(word: &str) -> Option<u8> {
    match class::of(word) {
        class::Class::Month(month) => Some(month),
        _ => None,
    }
}

/// What a value was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the expression says it all, or says too little.
    None,
    /// The publication day.
    Publication,
    /// Another expression, by its index in the list: an earlier one, or the one that says when a quote was said.
    Timex(usize),
}

/// How exact a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names say it.
pub enum Granularity {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    None,
}

impl Granularity {
    /// The unit as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["time", "day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century", "none"]
            [self as usize]
    }
}

/// Another reading of the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Its TIMEX3 value.
    pub value: String,
    /// What speaks for it.
    pub why: &'static str,
}

/// A time expression with its value. It lies inside one sentence; no two overlap; they come in text order.
#[derive(Clone, Debug)]
pub struct Timex {
    /// Where it stands, in UTF-8 bytes.
    pub span: Span,
    /// Its tokens, indices into those of the text.
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexKind,
    /// TIMEX3 value; with X where neither the text nor the publication day gives a figure.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Modifier>,
    /// The value as EDTF, where EDTF can say it.
    pub edtf: Option<String>,
    /// The first day that it can mean, where the text gives such a bound.
    pub earliest: Option<Day>,
    /// The last day that it can mean; never before `earliest`.
    pub latest: Option<Day>,
    /// How exact the value is.
    pub granularity: Granularity,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// Whether the value depends on the publication day, known or not.
    pub relative: bool,
    /// Other readings that the text leaves open.
    pub alternatives: Vec<Alternative>,
    /// The rule that recognised it.
    pub rule: &'static str,
    /// How often such a reading is right, in percent, measured by the form that made it.
    pub confidence: u8,
}

/// What the stages before found in a text. Tags, dependencies, names and quotes may be empty, and then count as unknown.
#[derive(Clone, Copy, Default)]
pub struct Source<'a> {
    /// The text as it was given.
    pub text: &'a str,
    /// Tokens, in text order.
    pub tokens: &'a [Token],
    /// Sentences, in text order.
    pub sentences: &'a [Sentence],
    /// One tag a token.
    pub tags: &'a [Tag],
    /// One dependency a token.
    pub dependencies: &'a [Dependency],
    /// Whether each token lies inside a name that is no time.
    pub in_name: &'a [bool],
    /// Whether each token lies inside quotation marks.
    pub quoted: &'a [bool],
}

/// Makes the expression at `span` mean `period`, as the reader says, or adds one where there was none. Returns whether
/// there are words at that place.
pub fn correct(found: &mut Vec<Found>, tokens: &[Token], sentences: &[Sentence], span: Span, period: Period) -> bool {
    let form = Form::Known(period);
    if let Some(f) = found.iter_mut().find(|f| f.span.overlaps(span)) {
        *f = Found { form, modifier: None, part: None, clock: None, speech: None, rule: "reader", ..f.clone() };
        return true;
    }
    let start = tokens.partition_point(|t| t.span.end <= span.start);
    let end = tokens.partition_point(|t| t.span.start < span.end);
    let sentence = sentences.partition_point(|s| s.tokens.end <= start);
    if start >= end || sentences.get(sentence).is_none_or(|s| end > s.tokens.end) {
        return false;
    }
    let at = found.partition_point(|f| f.tokens.start < start);
    // Expressions of quotes point at others by their place in the list.
    found.iter_mut().filter_map(|f| f.speech.as_mut()).filter(|s| **s >= at).for_each(|s| *s += 1);
    let new = Found {
        span: tokens[start].span.to(tokens[end - 1].span),
        tokens: start..end,
        sentence,
        form,
        part: None,
        clock: None,
        utc: false,
        modifier: None,
        tense: Tense::Unknown,
        speech: None,
        rule: "reader",
    };
    found.insert(at, new);
    true
}

/// Recognises the time expressions of a text, in order.
pub fn find(source: Source) -> Vec<Found> {
    let Source { text, tokens, sentences, .. } = source;
    let classes: Vec<class::Class> = tokens.iter().map(|t| class::of(t.span.of(text))).collect();
    let evidence = evidence::gather(text, tokens, &classes);
    let mut out = Vec::new();
    let (mut block, mut said) = (usize::MAX, None);
    for (index, sentence) in sentences.iter().enumerate() {
        let scan = scan::Scan {
            source,
            classes: &classes,
            evidence: &evidence,
            start: sentence.tokens.start,
            end: sentence.tokens.end.min(tokens.len()),
            depth: std::cell::Cell::new(0),
        };
        let first = out.len();
        compose::read(&scan, index, &mut out);
        if sentence.block != block {
            (block, said) = (sentence.block, None);
        }
        speech::tie(&scan, &mut out, first, &mut said);
    }
    out
}
