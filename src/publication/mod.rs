//! Reads the reader's own word, the lines at a text's head and foot, and then the story itself; produces the day of
//! publication, or the range in which it lies, with reasons; never takes today's date, nor a range for a day.
//!
//! [`find`] looks for a day that stands somewhere. Where there is none, [`narrow`] offers a range from what the story
//! takes for granted (`bounds`): who holds which office (`terms`), which dates are past, and which lie ahead.

mod bounds;
mod terms;

pub use bounds::{Evidence, narrow};

use crate::sentence::Sentence;
use crate::span::Span;
use crate::timex::{self, Day, Form, Period};
use crate::token;
use crate::words::{WordList, Words};
use std::sync::LazyLock;

/// Where a publication day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The reader said so.
    Given,
    /// The page's own metadata, pasted with the text.
    Metadata,
    /// A line of the text: "Published …", a dateline, a web address, a date that stands alone.
    Text,
    /// A range that follows from what the text takes for granted.
    Bounded,
    /// Nothing says when.
    Unknown,
}

/// The day of publication, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day, when it is known.
    pub value: Option<Day>,
    /// The first day that it can be.
    pub earliest: Option<Day>,
    /// The last day that it can be; never before `earliest`.
    pub latest: Option<Day>,
    /// Where it comes from.
    pub source: Source,
    /// What speaks for it, and what was passed over, readable by a person.
    pub why: Vec<String>,
}

/// Lines this long, in bytes, are paragraphs of the story; only their first words can be a dateline.
const SHORT: u32 = 160;
/// How far into a paragraph its dateline can reach, in bytes.
const DATELINE: usize = 72;

/// Words that say what a date in their line is: "published", "updated", "copyright".
static CUES: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../data/words/time_published.txt"), true));

/// How good a line's evidence is, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Updated,
    Alone,
    Dateline,
    Address,
    Published,
    Metadata,
}

impl Rank {
    fn why(self) -> &'static str {
        match self {
            Rank::Updated => "the text says when it was updated",
            Rank::Alone => "a date stands alone at the head or foot of the text",
            Rank::Dateline => "the dateline names the day",
            Rank::Address => "a web address in the text holds the day",
            Rank::Published => "the text says when it was published",
            Rank::Metadata => "the page's metadata name the day",
        }
    }
}

/// The lines of `text` that may say when it was published: its first six and last four that are not blank.
pub fn candidates(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            lines.push(Span::new(start, end));
        }
        at += line.len();
    }
    let foot = lines.len().saturating_sub(4).max(6);
    let keep = |i: &usize| *i < 6 || *i >= foot;
    (0..lines.len()).filter(keep).map(|i| lines[i]).collect()
}

/// The publication day: the one given, else the best that the candidate `lines` of `text` name.
pub fn find(given: Option<Day>, text: &str, lines: &[Span], words: &Words) -> Publication {
    if let Some(day) = given {
        return known(day, Source::Given, vec!["given by the reader".into()]);
    }
    let (mut found, mut why) = (Vec::new(), Vec::new());
    for line in lines {
        read_line(text, *line, words, &mut found, &mut why);
    }
    // The first of the best: `max_by_key` would take the last.
    let best = found.iter().rev().max_by_key(|(rank, _)| *rank).copied();
    let Some((rank, day)) = best else {
        return Publication { value: None, earliest: None, latest: None, source: Source::Unknown, why };
    };
    why.insert(0, rank.why().to_string());
    for (_, other) in found.iter().filter(|(_, d)| *d != day) {
        let note = format!("another line names {other}");
        if !why.contains(&note) {
            why.push(note);
        }
    }
    known(day, if rank == Rank::Metadata { Source::Metadata } else { Source::Text }, why)
}

fn known(day: Day, source: Source, why: Vec<String>) -> Publication {
    Publication { value: Some(day), earliest: Some(day), latest: Some(day), source, why }
}

/// Adds what one line says.
fn read_line(text: &str, line: Span, words: &Words, found: &mut Vec<(Rank, Day)>, why: &mut Vec<String>) {
    let full = line.of(text);
    if let Some(day) = metadata(full) {
        found.push((Rank::Metadata, day));
    }
    if let Some(day) = address(full) {
        found.push((Rank::Address, day));
    }
    let long = line.len() as u32 > SHORT;
    let end = if long { floor(full, DATELINE) } else { full.len() };
    let span = Span::new(line.start as usize, line.start as usize + end);
    let mut tokens = Vec::new();
    token::tokenize(text, span, words, &mut tokens);
    if tokens.is_empty() {
        return;
    }
    let sentence = Sentence { span, tokens: 0..tokens.len(), block: 0 };
    for f in timex::find(timex::Source { text, tokens: &tokens, sentences: &[sentence], ..Default::default() }) {
        let day = match f.form {
            Form::Known(Period::Day(day)) => day,
            // A day that may be two days is not taken for one of them.
            Form::Either(Period::Day(one), Period::Day(other)) => {
                why.push(format!("\"{}\" was passed over: it may be {one} or {other}", f.span.of(text)));
                continue;
            }
            _ => continue,
        };
        if let Some(stated) = timex::weekday(tokens[f.tokens.start].span.of(text))
            && stated != day.weekday()
        {
            why.push(format!("\"{}\" was passed over: {day} is another day of the week", f.span.of(text)));
            continue;
        }
        let before: Vec<&str> = tokens[..f.tokens.start].iter().map(|t| t.span.of(text)).collect();
        let after: Vec<&str> = tokens[f.tokens.end..].iter().map(|t| t.span.of(text)).collect();
        if let Some(rank) = rank(&before, &after, long) {
            found.push((rank, day));
        }
    }
}

/// What a date is in its line, from the words on both sides.
fn rank(before: &[&str], after: &[&str], long: bool) -> Option<Rank> {
    let cue = before.iter().rev().take(6).find_map(|w| CUES.get(w));
    match cue {
        Some("published") => return Some(Rank::Published),
        Some("updated") => return Some(Rank::Updated),
        Some("none") => return None,
        _ => {}
    }
    // "LONDON, Sept. 4, 2016 (Reuters) -" and "Paris – 4 September 2016 –"
    let place = before.first().is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase));
    let dash = |w: &&str| matches!(*w, "-" | "–" | "—" | "--" | "_" | "/" | "(" | ":");
    if place && before.len() <= 6 && after.iter().take(1).any(dash) && (long || after.iter().skip(1).any(dash)) {
        return Some(Rank::Dateline);
    }
    // A line of little else: a byline or a clock time may stand beside the date.
    let is_word = |w: &&&str| w.chars().any(char::is_alphabetic) && w.len() > 3;
    let others = before.iter().chain(after).filter(is_word).count();
    let byline = before.first().is_some_and(|w| w.eq_ignore_ascii_case("by")) || before.contains(&"|");
    (!long && (others <= 2 || (byline && others <= 6))).then_some(Rank::Alone)
}

/// "datePublished": "2016-09-04…" and `article:published_time`, as pages carry them.
fn metadata(line: &str) -> Option<Day> {
    let key = ["datePublished", "article:published_time", "pubdate"]
        .iter()
        .find_map(|k| line.find(k).map(|i| i + k.len()))?;
    let rest = &line[key..floor(line, key + 40)];
    let figure = rest.find(|c: char| c.is_ascii_digit())?;
    Day::parse(rest.get(figure..figure + 10)?)
}

/// The day in a web address: "/2016/09/04/", "/2016/sep/04/", "/2016-09-04-", "/20160904/", "-20160904", "?date=2016-09-04".
fn address(line: &str) -> Option<Day> {
    let start = line.find("://").or_else(|| line.find("www."))?;
    let address = line[start..].split(char::is_whitespace).next()?;
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let triple = parts.windows(3).find_map(|w| {
        let year: i32 = w[0].parse().ok().filter(|y| YEARS.contains(y))?;
        let month = w[1].parse().ok().or_else(|| timex::month(w[1]))?;
        let digits = w[2].find(|c: char| !c.is_ascii_digit()).unwrap_or(w[2].len());
        Day::new(year, month, w[2][..digits].parse().ok()?)
    });
    let dashed = |part: &str| Day::parse(part.get(..10)?).filter(|d| YEARS.contains(&d.year()));
    let dated = |pair: &str| pair.strip_prefix("date=").filter(|v| v.len() == 10).and_then(dashed);
    triple
        .or_else(|| parts.iter().find_map(|p| dashed(p)))
        .or_else(|| parts.iter().flat_map(|p| p.split(['-', '_', '.'])).find_map(compact))
        .or_else(|| query.split(['&', '#']).find_map(dated))
}

/// The years that an address can hold; other figures are numbers of articles.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// "20160904". Any other run of figures, longer ones too, is a number and no day.
fn compact(part: &str) -> Option<Day> {
    let digits = part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
    let figure = |from: usize, to: usize| part.get(from..to)?.parse::<u8>().ok();
    let year: i32 = part.get(..4)?.parse().ok().filter(|y| digits && YEARS.contains(y))?;
    Day::new(year, figure(4, 6)?, figure(6, 8)?)
}

/// The largest character boundary not above `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let p = find(None, text, &candidates(text), &Words::load());
        let value = p.value.map_or("-".into(), |d| d.to_string());
        expected.assert_eq(&format!("{value} {:?}: {}", p.source, p.why.join("; ")));
    }

    #[test]
    fn days_are_found_where_articles_print_them() {
        check(
            "Flood hits town\nPublished 4 September 2016\n\nThe river rose.",
            expect!["2016-09-04 Text: the text says when it was published"],
        );
        check(
            "Flood hits town\nSunday, September 4, 2016\n\nThe river rose.",
            expect!["2016-09-04 Text: a date stands alone at the head or foot of the text"],
        );
        check(
            "LONDON, Sept. 4, 2016 (Reuters) - The river rose on Friday.",
            expect!["2016-09-04 Text: the dateline names the day"],
        );
        check(
            "Flood\nhttps://news.example/2016/09/04/flood.html\nBody.",
            expect!["2016-09-04 Text: a web address in the text holds the day"],
        );
        check(
            "{\"datePublished\": \"2016-09-04T10:00:00Z\"}\nBody.",
            expect!["2016-09-04 Metadata: the page's metadata name the day"],
        );
        check(
            "Flood\nBy Ann Lee | 4 September 2016, 10:15\nUpdated 6 September 2016\nBody.",
            expect![
                "2016-09-04 Text: a date stands alone at the head or foot of the text; another line names 2016-09-06"
            ],
        );
    }

    #[test]
    fn web_addresses_hold_days_in_several_ways() {
        let day = |address| super::address(address).map_or("-".into(), |d| d.to_string());
        for address in [
            "https://news.example/2016/sep/04/flood",
            "https://news.example/20160904/flood.html",
            "www.news.example/flood-20160904",
            "https://news.example/flood_20160904.html",
            "https://news.example/flood?id=7&date=2016-09-04#top",
        ] {
            assert_eq!(day(address), "2016-09-04", "{address}");
        }
        for address in [
            "https://news.example/20161304/flood",
            "https://news.example/flood-201609041",
            "https://news.example/item-19010904",
            "https://news.example/flood?update=2016-09-04",
            "https://news.example/flood?date=2016-09-04x",
            "20160904",
        ] {
            assert_eq!(day(address), "-", "{address}");
        }
    }

    #[test]
    fn days_of_the_story_are_left_alone() {
        check(
            "The war began on 1 September 1939 and ended six years later, on 2 September 1945.",
            expect!["- Unknown: "],
        );
        check(
            "Monday, September 4, 2016\nBody.",
            expect![[
                r#"- Unknown: "Monday, September 4, 2016" was passed over: 2016-09-04 is another day of the week"#
            ]],
        );
        check(
            "Flood hits town\nPublished 4/9/2016\n\nThe river rose.",
            expect![[r#"- Unknown: "4/9/2016" was passed over: it may be 2016-04-09 or 2016-09-04"#]],
        );
        check("", expect!["- Unknown: "]);
    }
}
