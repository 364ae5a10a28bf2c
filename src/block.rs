//! Reads the text; produces blocks; never looks at words one by one beyond a line's opening.
//!
//! A pasted article has no mark-up, so what a line is follows from where it stands, how long it is, how it ends and
//! what it opens with. Lines that the page put around the article are marked as boilerplate and take part in nothing
//! else.

use crate::span::Span;
use crate::words::Words;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are the contract's.
pub enum BlockKind {
    Headline,
    Standfirst,
    Caption,
    Byline,
    Dateline,
    Subheading,
    Paragraph,
    ListItem,
    Boilerplate,
}

/// A stretch of the text that stands by itself. Blocks never overlap and come in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without white space at either end, in UTF-8 bytes.
    pub span: Span,
}

/// Splits `text` into blocks. All that is not white space lies in exactly one block.
pub fn split(text: &str, words: &Words) -> Vec<Block> {
    let lines = paragraphs(text);
    let body = lines.iter().position(|&l| is_body(l.of(text))).unwrap_or(lines.len());
    let mut blocks = Vec::new();
    let mut seen = Seen::default();
    for (n, &span) in lines.iter().enumerate() {
        let kind = kind(text, &lines, n, body, seen, words);
        seen.note(kind);
        match dateline_end(span.of(text), words).filter(|_| kind == BlockKind::Paragraph) {
            Some((mark, rest)) => {
                let start = span.start as usize;
                blocks.push(Block { kind: BlockKind::Dateline, span: Span::new(start, start + mark) });
                blocks.push(Block { kind, span: Span::new(start + rest, span.end as usize) });
            }
            None => blocks.push(Block { kind, span }),
        }
    }
    blocks
}

/// Lines that belong together: each line is a paragraph, unless the text was wrapped by hand at a fixed width.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    let base = text.as_ptr() as usize;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
        if trimmed.is_empty() {
            // A lone "\r" of "\r\n" leaves an empty piece as well; only a blank line has two breaks around it.
            let at = line.as_ptr() as usize - base;
            if !text[..at].ends_with('\r') || !text[at..].starts_with('\n') {
                flush(text, &mut group, &mut out);
            }
            continue;
        }
        let start = trimmed.as_ptr() as usize - base;
        group.push(Span::new(start, start + trimmed.len()));
    }
    flush(text, &mut group, &mut out);
    out
}

/// Moves the lines of one group to `out`, joined where they were wrapped by hand.
fn flush(text: &str, group: &mut Vec<Span>, out: &mut Vec<Span>) {
    let count = |s: &Span| s.of(text).chars().count();
    let inner = &group[..group.len().saturating_sub(1)];
    let open = inner.iter().filter(|s| !ends_sentence(s.of(text))).count();
    let widest = inner.iter().map(count).max().unwrap_or(0);
    let even = inner.iter().filter(|s| count(s) * 10 >= widest * 7).count();
    // Hand-wrapped lines are of about one width, narrower than a paragraph, and mostly end inside a sentence.
    let wrapped =
        group.len() > 2 && (40..=110).contains(&widest) && open * 2 > inner.len() && even * 4 >= inner.len() * 3;
    if wrapped {
        out.push(group[0].to(group[group.len() - 1]));
        group.clear();
    }
    out.append(group);
}

fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    end.ends_with(['.', '!', '?', '…', ':'])
}

fn word_count(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Whether a line reads like the article's own prose: long, and closed like a sentence.
fn is_body(line: &str) -> bool {
    word_count(line) >= 18 && ends_sentence(line) && !line.ends_with(':')
}

/// What has come before a line.
#[derive(Clone, Copy, Default)]
struct Seen {
    headline: bool,
    standfirst: bool,
    paragraph: bool,
}

impl Seen {
    fn note(&mut self, kind: BlockKind) {
        self.headline |= kind == BlockKind::Headline;
        self.standfirst |= kind == BlockKind::Standfirst;
        self.paragraph |= kind == BlockKind::Paragraph;
    }
}

fn kind(text: &str, lines: &[Span], n: usize, body: usize, seen: Seen, words: &Words) -> BlockKind {
    let line = lines[n].of(text);
    if is_boilerplate(line, words) {
        return BlockKind::Boilerplate;
    }
    // A byline may stand under a caption or standfirst, which read like prose.
    let head = !seen.paragraph && (n < body || lines[n..].iter().take(4).any(|l| is_byline(l.of(text), words)));
    if line.starts_with(['•', '◦', '▪', '·', '*']) && line.contains(' ') || numbered(line) {
        return BlockKind::ListItem;
    }
    if is_date_line(line, words) && word_count(line) <= 14 {
        return BlockKind::Dateline;
    }
    if is_byline(line, words) && (head || n + 2 >= lines.len()) {
        return BlockKind::Byline;
    }
    let title = word_count(line) <= 25 && line.chars().count() <= 200;
    if head
        && !seen.headline
        && lines.len() > 1
        && title
        && (!line.ends_with('.') || n < body && word_count(line) <= 14)
    {
        return BlockKind::Headline;
    }
    if is_caption(line, words, head && seen.headline) {
        return BlockKind::Caption;
    }
    let byline_follows =
        lines[n + 1..].iter().take(3).any(|l| is_byline(l.of(text), words) || is_date_line(l.of(text), words));
    if head && seen.headline && !seen.standfirst && word_count(line) <= 60 && (byline_follows || !ends_sentence(line)) {
        return BlockKind::Standfirst;
    }
    let last = n + 1 == lines.len();
    if !last
        && seen.paragraph
        && word_count(line) <= 10
        && line.len() > 3
        && !line.ends_with(['.', ',', ';', '"', '”'])
        && !ends_sentence(line)
        && line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    {
        return BlockKind::Subheading;
    }
    BlockKind::Paragraph
}

/// "1. ", "2) " and the like, but not "2016. " at a line's start.
fn numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line[digits..].starts_with([')', '.']) && line[digits + 1..].starts_with(' ')
}

/// Whether the line is one that pages put around an article (`data/words/boilerplate.txt`).
fn is_boilerplate(line: &str, words: &Words) -> bool {
    if word_count(line) > 40 {
        return false;
    }
    let plain = line.to_lowercase().replace(['’', '‘'], "'");
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    if plain.is_empty() {
        return true;
    }
    let legal =
        plain.starts_with('©') || plain.contains("all rights reserved") || plain.contains("may not be published");
    if word_count(line) > 14 && !legal {
        return false;
    }
    words.boilerplate.iter().any(|(phrase, _)| match phrase.split_at(2) {
        ("= ", p) => plain == p,
        // A prose line may begin with the same words, but it ends like a sentence and is longer.
        ("^ ", p) => {
            plain.strip_prefix(p).is_some_and(|r| !r.starts_with(char::is_alphanumeric)) && (legal || !is_body(line))
        }
        (_, p) => plain.contains(p) && (legal || !line.ends_with('.')),
    })
}

/// "By Jane Doe", "Jane Doe and John Roe, Associated Press", "Jane Doe in London".
fn is_byline(line: &str, words: &Words) -> bool {
    let n = word_count(line);
    if n > 16 || line.ends_with(['.', '?', '!', ':']) && !line.to_lowercase().starts_with("by ") {
        return false;
    }
    if let Some(rest) =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))
    {
        return rest.chars().next().is_some_and(char::is_uppercase) && n <= 14 && names_only(rest);
    }
    let lower = line.to_lowercase();
    // "Political Correspondent", "Business Desk": what a writer is, on a line of its own.
    let post = ["correspondent", "reporter", "editor", "writer", "desk"].iter().any(|w| lower.ends_with(w));
    if post && (2..=5).contains(&n) && names_only(line) {
        return true;
    }
    if lower.starts_with("reporting by") || lower.starts_with("written by") || lower.starts_with("story by") {
        return true;
    }
    let agency = line
        .rsplit([',', '|', '/', '-', '–'])
        .next()
        .map(|p| p.trim().to_lowercase())
        .filter(|p| words.agencies.has(p));
    agency.is_some() && n >= 2 && names_only(line)
}

/// Whether every word but the small ones is capitalised.
fn names_only(line: &str) -> bool {
    let small = |w: &str| {
        matches!(
            w,
            "and"
                | "in"
                | "at"
                | "for"
                | "of"
                | "de"
                | "van"
                | "von"
                | "der"
                | "al"
                | "bin"
                | "da"
                | "the"
                | "with"
                | "&"
                | "|"
                | "-"
                | "–"
                | "/"
        )
    };
    line.split_whitespace()
        .map(|w| w.trim_matches([',', '(', ')']))
        .all(|w| small(w) || w.chars().next().is_some_and(char::is_uppercase))
}

/// A line that holds a day and hardly anything else: "Published 4 September 2016", "Sunday, Sept. 4, 2016 10:15 GMT".
fn is_date_line(line: &str, words: &Words) -> bool {
    let lower = line.to_lowercase();
    let cue = ["published", "updated", "posted", "last updated", "last modified", "first published", "date:"]
        .iter()
        .any(|c| lower.starts_with(c));
    let mut letters = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    let year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let known = letters.all(|w| {
        w.bytes().all(|b| b.is_ascii_digit())
            || words.is_month(w)
            || words.date_line.has(w)
            || w.strip_suffix("st")
                .or(w.strip_suffix("nd"))
                .or(w.strip_suffix("rd"))
                .or(w.strip_suffix("th"))
                .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    });
    digits >= 2 && year && (known || cue && word_count(line) <= 12)
}

fn is_caption(line: &str, words: &Words, in_head: bool) -> bool {
    let words_in_line = word_count(line);
    if words_in_line > 60 {
        return false;
    }
    let lower = line.to_lowercase();
    words.caption.iter().any(|(phrase, _)| match phrase.split_at(2) {
        ("~ ", p) => {
            words_in_line <= 40
                && lower.contains(p)
                && (in_head
                    || p.starts_with("file p")
                    || p.contains("photo")
                    || p.ends_with(':')
                    || p.contains("getty")
                    || p.contains("("))
        }
        (_, verb) => in_head && line.ends_with('.') && lower.split_whitespace().skip(1).take(10).any(|w| w == verb),
    })
}

/// Where a paragraph's opening dateline ends and its prose begins: "LONDON, Sept. 4 (Reuters) - The …".
fn dateline_end(line: &str, words: &Words) -> Option<(usize, usize)> {
    let (at, dash) = line.char_indices().take(90).find(|&(i, c)| {
        matches!(c, '—' | '–' | '_')
            || c == '-' && (line[..i].ends_with([' ', ')', '-']) || line[i + 1..].starts_with('-'))
    })?;
    let head = line[..at].trim_end_matches([' ', '-']);
    let rest_from = at + dash.len_utf8();
    let rest = rest_from + line[rest_from..].find(|c: char| !matches!(c, '-' | '—' | '–' | '_' | ' ' | '\u{A0}'))?;
    let first = head.split([' ', ',', '(']).next()?;
    let capitals =
        first.chars().count() >= 3 && first.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''));
    let agency = head.rsplit_once('(').is_some_and(|(_, a)| words.agencies.has(a.trim_end_matches(')').trim()));
    let words_in_head = word_count(head);
    // Where everything is in capitals they tell nothing.
    let telling = line[rest..].chars().any(char::is_lowercase);
    ((capitals && telling && head.split([',', '(']).next().is_some_and(|p| p.chars().all(|c| !c.is_lowercase())))
        || agency && names_only(head.split('(').next()?))
    .then_some(())
    .filter(|()| {
        words_in_head <= 10 && line[rest..].chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric())
    })?;
    Some((head.len(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let blocks = split(text, &Words::load());
        let show = |b: &Block| format!("{:?}: {}\n", b.kind, b.span.of(text).replace('\n', "/"));
        expected.assert_eq(&blocks.iter().map(show).collect::<String>());
    }

    const PROSE: &str = "The council of the small town voted on Monday evening to close the old bridge over the river after engineers found cracks in it.";

    #[test]
    fn head_of_an_article() {
        check(
            &format!(
                "Council closes bridge\n\nMayor Ann Lee speaks to reporters in front of the bridge on Monday.\nJane Doe and Bo Li, Associated Press\n\n{PROSE}\n\nRead more: ten bridges to see\n\nToday's horoscope"
            ),
            expect![[r#"
                Headline: Council closes bridge
                Caption: Mayor Ann Lee speaks to reporters in front of the bridge on Monday.
                Byline: Jane Doe and Bo Li, Associated Press
                Paragraph: The council of the small town voted on Monday evening to close the old bridge over the river after engineers found cracks in it.
                Boilerplate: Read more: ten bridges to see
                Boilerplate: Today's horoscope
            "#]],
        );
    }

    #[test]
    fn datelines_and_dates() {
        check(
            &format!(
                "Bridge closed\nPublished 4 September 2016\nLONDON, Sept 4 (Reuters) - {PROSE}\nWhat comes next\n{PROSE}\n{PROSE}"
            ),
            expect![[r#"
                Headline: Bridge closed
                Dateline: Published 4 September 2016
                Dateline: LONDON, Sept 4 (Reuters)
                Paragraph: The council of the small town voted on Monday evening to close the old bridge over the river after engineers found cracks in it.
                Subheading: What comes next
                Paragraph: The council of the small town voted on Monday evening to close the old bridge over the river after engineers found cracks in it.
                Paragraph: The council of the small town voted on Monday evening to close the old bridge over the river after engineers found cracks in it.
            "#]],
        );
    }

    #[test]
    fn capitals_throughout_are_no_dateline() {
        check(
            "ANN LEE TOLD THE COUNCIL - AND THE PRESS - THAT THE BRIDGE WOULD CLOSE ON MONDAY EVENING AFTER ALL.",
            expect![[r#"
                Paragraph: ANN LEE TOLD THE COUNCIL - AND THE PRESS - THAT THE BRIDGE WOULD CLOSE ON MONDAY EVENING AFTER ALL.
            "#]],
        );
    }

    #[test]
    fn wrapped_by_hand() {
        check(
            "The council of the small town voted on Monday evening\nto close the old bridge over the river after engineers\nfound cracks in it. Nobody was hurt.\n\nIt opens in May.",
            expect![[r#"
                Paragraph: The council of the small town voted on Monday evening/to close the old bridge over the river after engineers/found cracks in it. Nobody was hurt.
                Paragraph: It opens in May.
            "#]],
        );
    }

    #[test]
    fn nothing_and_little() {
        check("", expect![""]);
        check(" \r\n\t ", expect![""]);
        check(
            "Hello",
            expect![[r#"
            Paragraph: Hello
        "#]],
        );
    }
}
