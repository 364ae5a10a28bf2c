//! What must hold for the time expressions of any text on any day, for the properties and the fuzzer.

use dateline::sentence;
use dateline::span::Span;
use dateline::timex::{self, Anchor, Day, Found};
use dateline::token::{self, Token};
use dateline::words::Words;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// Recognises the expressions of a text taken as one block.
pub fn find(text: &str) -> (Vec<Token>, Vec<Found>) {
    read(text, false)
}

/// The same; with `quotes`, what stands between double quotation marks counts as quoted.
fn read(text: &str, quotes: bool) -> (Vec<Token>, Vec<Found>) {
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    token::tokenize(text, Span::new(0, text.len()), &WORDS, &mut tokens);
    sentence::split(text, &tokens, 0..tokens.len(), 0, &WORDS, &mut sentences);
    let mut inside = false;
    let quoted: Vec<bool> = tokens
        .iter()
        .map(|t| {
            inside ^= quotes && t.span.of(text) == "\"";
            inside
        })
        .collect();
    let source = timex::Source { text, tokens: &tokens, sentences: &sentences, quoted: &quoted, ..Default::default() };
    let found = timex::find(source);
    (tokens, found)
}

/// What must hold for whatever is found.
pub fn holds(text: &str, published: Option<Day>) {
    for quotes in [false, true] {
        let (tokens, found) = read(text, quotes);
        holds_of(text, &tokens, &found, published);
    }
}

fn holds_of(text: &str, tokens: &[Token], found: &[Found], published: Option<Day>) {
    let timexes = timex::resolve(found, published);
    assert_eq!(found.len(), timexes.len());
    for (index, t) in timexes.iter().enumerate() {
        assert!(t.tokens.start < t.tokens.end && t.tokens.end <= tokens.len());
        assert_eq!(t.span, tokens[t.tokens.start].span.to(tokens[t.tokens.end - 1].span));
        assert!(!t.span.of(text).is_empty());
        assert!(index == 0 || timexes[index - 1].span.end <= t.span.start, "overlap in {text:?}");
        assert!(super::is_timex3(&t.value), "{:?} gives {:?}", t.span.of(text), t.value);
        assert!(t.alternatives.iter().all(|a| super::is_timex3(&a.value)), "{:?}", t.alternatives);
        assert!(t.edtf.as_deref().is_none_or(super::is_edtf), "{:?} gives EDTF {:?}", t.span.of(text), t.edtf);
        if let (Some(earliest), Some(latest)) = (t.earliest, t.latest) {
            assert!(earliest <= latest, "{:?}: {earliest} to {latest}", t.span.of(text));
        }
        assert!(t.confidence <= 100);
        assert!(!matches!(t.anchor, Anchor::Timex(i) if i == index || i >= timexes.len()));
        assert!(published.is_some() || t.anchor != Anchor::Publication);
    }
}

/// Pieces that time expressions are made of, and their like.
pub const PIECES: &[&str] = &[
    "the",
    "a",
    "last",
    "next",
    "this",
    "that",
    "past",
    "previous",
    "following",
    "early",
    "late",
    "mid-",
    "about",
    "more than",
    "at least",
    "two",
    "twenty-four",
    "12",
    "31",
    "99999",
    "2016",
    "1000",
    "9999",
    "1/2",
    "several",
    "a few",
    "year",
    "years",
    "month",
    "weeks",
    "days",
    "hours",
    "minute",
    "decade",
    "centuries",
    "quarter",
    "half",
    "weekend",
    "July",
    "Feb.",
    "May",
    "March",
    "Sunday",
    "Friday",
    "Mon.",
    "summer",
    "fall",
    "morning",
    "night",
    "noon",
    "midnight",
    "5 p.m.",
    "10:35",
    "24:00",
    "0930 GMT",
    "today",
    "tonight",
    "yesterday",
    "now",
    "recently",
    "ago",
    "earlier",
    "later",
    "from now",
    "before",
    "after",
    "the day after",
    "the end of",
    "the week of",
    "of",
    "and",
    "to",
    "or",
    "-",
    ",",
    ".",
    "30",
    "first",
    "third",
    "2016-02-30",
    "31/12/0000",
    "'90s",
    "300 BC",
    "fiscal",
    "nights",
    "Sundays",
    "Monday",
    "every",
    "each",
    "night",
    "the rest of",
    "'s",
    "4/9/2016",
    "9/4/16",
    "FY16",
    "to date",
    "of every month",
    "19th",
    "\"",
    "he said",
    "New Year",
    "Easter",
    "week",
    "weekend",
    "one and a half",
    "12:34",
    "8p.m.",
    "p.m.",
    "from",
    "between",
    "BC",
    "the year",
    "twenty",
    "hundred",
    "99",
    "Q3",
    "H1",
    "1914-18",
    "until",
    "by",
    "in",
    "on",
    "at",
    "o'clock",
    "past",
    "ago",
    "fortnight",
    "second",
    "that day",
    "Thanksgiving",
    "Sept. 4",
    "99999999999",
    "-",
    "–",
    "’90s",
    "10,000",
];
