//! Reads blocks; produces tokens; never looks at more than one block at a time.
//!
//! The conventions are those of the English UD treebanks: clitics are cut off ("do|n't", "Assad|'s"), hyphens stand
//! alone ("US|-|backed") but for short prefixes and codes ("e-mail", "F-16"), abbreviations keep their full stop.

use crate::span::Span;
use crate::words::Words;

/// One word or mark, as the tagger sees it. Tokens never overlap and come in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where the token stands, in UTF-8 bytes.
    pub span: Span,
    /// Whether white space, or the block's edge, stands before it.
    pub spaced: bool,
}

/// Splits the stretch `within` of `text` into tokens. Every character but white space and invisible format characters
/// lies in exactly one token.
pub fn tokenize(text: &str, within: Span, words: &Words, out: &mut Vec<Token>) {
    let base = within.start as usize;
    let block = within.of(text);
    let mut at = 0;
    while let Some(skip) = block[at..].find(|c: char| !is_blank(c)) {
        let start = at + skip;
        let end = block[start..].find(is_blank).map_or(block.len(), |n| start + n);
        let first = out.len();
        chunk(block, start, end, words, base, out);
        if let Some(token) = out.get_mut(first) {
            token.spaced = true;
        }
        at = end;
    }
}

/// White space, and characters that show nothing (zero-width spaces, byte-order mark, controls).
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Splits one run of non-blank characters.
fn chunk(block: &str, start: usize, end: usize, words: &Words, base: usize, out: &mut Vec<Token>) {
    let mut push = |s: usize, e: usize| {
        if s < e {
            out.push(Token { span: Span::new(base + s, base + e), spaced: false });
        }
    };
    let mut at = start;
    while at < end {
        let rest = &block[at..end];
        let Some(c) = rest.chars().next() else { break };
        if let Some(len) = address(rest) {
            push(at, at + len);
            at += len;
        } else if c.is_ascii_digit() || c.is_numeric() {
            let len = number(rest);
            push(at, at + len);
            at += len;
        } else if is_word(c) {
            let len = word(rest, words, at == start);
            let w = &rest[..len];
            match clitic(w) {
                Some(cut) => {
                    push(at, at + cut);
                    push(at + cut, at + len);
                }
                None => push(at, at + len),
            }
            at += len;
        } else {
            let len = mark(rest, block, at);
            push(at, at + len);
            at += len;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{AD}') || is_joining_mark(c)
}

/// Combining marks go with the letter before them; `char::is_alphanumeric` misses most of them.
fn is_joining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE0F}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// Length of a web or mail address, @name or #tag at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let lower_start: String = rest.chars().take(8).map(|c| c.to_ascii_lowercase()).collect();
    let tail = |s: &str| s.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’', '>']).len();
    if lower_start.starts_with("http://") || lower_start.starts_with("https://") || lower_start.starts_with("www.") {
        return Some(tail(rest));
    }
    if let Some(name) = rest.strip_prefix(['@', '#']) {
        let len = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
        return (len > 0).then_some(1 + len);
    }
    // A mailbox name is short; looking further would make a long run without blanks slow.
    let at = rest
        .char_indices()
        .take(65)
        .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')))
        .filter(|&(i, c)| c == '@' && i > 0)?
        .0;
    let host = &rest[at + 1..];
    let host_len = host.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).unwrap_or(host.len());
    let host_len = tail(&host[..host_len]);
    host[..host_len].contains('.').then_some(at + 1 + host_len)
}

/// Length of a number with what is written on to it: "1,500", "3.2", "10:30", "5/6/2016", "2016-09-04", "21st", "1990s".
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    if rest.len() >= 10 && (0..10).all(|i| if i == 4 || i == 7 { bytes[i] == b'-' } else { digit(i) }) && !digit(10) {
        return 10;
    }
    let mut at = 0;
    while at < rest.len() {
        let c = rest[at..].chars().next().unwrap_or(' ');
        if c.is_numeric() {
            at += c.len_utf8();
        } else if matches!(c, ',' | '.' | ':' | '/') && digit(at + 1) {
            at += 1;
        } else {
            break;
        }
    }
    // Letters that belong to the number: ordinals, decades, units and codes ("21st", "1990s", "5pm", "747-400").
    let letters = rest[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len() - at);
    let mut end = at + letters;
    if letters == 0 && rest[..at].bytes().all(|b| b.is_ascii_digit()) && at == 3 {
        // Aircraft and the like: three digits, a hyphen and a hundred.
        let tail = &rest[at..];
        if tail.len() >= 4
            && tail.as_bytes()[0] == b'-'
            && tail.as_bytes()[1..4].iter().all(u8::is_ascii_digit)
            && tail[1..4].ends_with('0')
        {
            end = at + 4;
        }
    }
    end.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Length of a word with its inner marks: "O'Brien", "U.S.", "Mr.", "AT&T", "e-mail", "F-16".
fn word(rest: &str, words: &Words, starts_chunk: bool) -> usize {
    let mut at = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    loop {
        let head = &rest[..at];
        let mut next = rest[at..].chars();
        let (Some(c), after) = (next.next(), next.next()) else { return at };
        let grows = match after {
            Some(a) if is_apostrophe(c) => a.is_alphabetic(),
            // "U.S", "p.m", "Yahoo.com": letters on both sides of the full stop, unless a sentence was glued on.
            Some(a) if c == '.' => a.is_alphanumeric() && !glued(head, &rest[at + 1..]),
            Some(a) if c == '&' => {
                a.is_uppercase() && head.len() < 16 && head.chars().all(|c| c.is_uppercase() || c == '&')
            }
            Some(a) if c == '-' => a.is_alphanumeric() && joined_by_hyphen(head, &rest[at + 1..], words),
            _ => false,
        };
        if grows {
            let tail = &rest[at + c.len_utf8()..];
            at += c.len_utf8() + tail.find(|c: char| !is_word(c)).unwrap_or(tail.len());
            continue;
        }
        if c == '.' && keeps_stop(head, after, words, starts_chunk) {
            return at + 1;
        }
        return at;
    }
}

/// "ended.The": a full stop with a lower-case word of some length before it and a capitalised word after it.
fn glued(head: &str, tail: &str) -> bool {
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(head);
    let mut next = tail.chars();
    word.chars().count() > 1
        && word.chars().last().is_some_and(char::is_lowercase)
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(char::is_lowercase)
}

/// Whether the full stop after `head` is part of it.
fn keeps_stop(head: &str, after: Option<char>, words: &Words, starts_chunk: bool) -> bool {
    if after.is_some_and(|c| c == '.') {
        return false;
    }
    // "U.S." and "J." have single letters between stops; "I." ends a sentence more often than not.
    let initials = head.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic));
    if initials && (head.contains('.') || (starts_chunk && head.chars().all(char::is_uppercase) && head != "I")) {
        return true;
    }
    words.abbreviation(head).is_some()
}

/// Whether a hyphen joins `head` to what follows into one token.
fn joined_by_hyphen(head: &str, tail: &str, words: &Words) -> bool {
    let next = &tail[..tail.find(|c: char| !is_word(c)).unwrap_or(tail.len())];
    let code = |s: &str| s.chars().any(|c| c.is_ascii_digit());
    let single = |s: &str| s.chars().count() == 1;
    // A code needs a short head in capitals ("F-16", "Covid-19"); "May-2016" is two words.
    (code(next)
        && next.len() <= 4
        && !head.contains('-')
        && head.chars().next().is_some_and(char::is_uppercase)
        && !words.is_month(head))
        || (single(head) && head.chars().all(char::is_alphabetic) && !code(next))
        || (words.is_prefix(head) && next.chars().next().is_some_and(char::is_lowercase))
}

/// Where a clitic begins inside a word: "do|n't", "Obama|'s", "they|'ll".
fn clitic(word: &str) -> Option<usize> {
    let (cut, mark) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let tail = word[cut + mark.len_utf8()..].to_ascii_lowercase();
    if cut == 0 {
        return None;
    }
    match tail.as_str() {
        "s" | "re" | "ve" | "ll" | "d" | "m" => Some(cut),
        "t" if word[..cut].ends_with(['n', 'N']) && cut > 1 => Some(cut - 1),
        _ => None,
    }
}

/// Length of the mark at the start of `rest`: a run of dots, dashes or the like is one token.
fn mark(rest: &str, block: &str, at: usize) -> usize {
    let c = rest.chars().next().unwrap_or(' ');
    // A possessive without an s, a clitic that stands apart ("'s"), or a year cut short ("'90s").
    if is_apostrophe(c) {
        let tail = &rest[c.len_utf8()..];
        let letters = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let lower = tail[..letters].to_ascii_lowercase();
        let after_letter = block[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let clitic = matches!(lower.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m");
        let decade = lower.len() >= 2 && lower.as_bytes()[..2].iter().all(u8::is_ascii_digit) && lower.len() <= 3;
        if (clitic && !after_letter) || decade {
            return c.len_utf8() + letters;
        }
    }
    let repeats = matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '~' | '\'' | '`');
    let len = if repeats { rest.find(|d| d != c).unwrap_or(rest.len()) } else { c.len_utf8() };
    if matches!(c, '\'' | '`') { len.min(2) } else { len }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let words = Words::load();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
        expected.assert_eq(&tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join("|"));
    }

    #[test]
    fn words_and_marks() {
        check("Mr. Smith left.", expect!["Mr.|Smith|left|."]);
        check(
            "The U.S. didn't; Assad's \"US-backed\" rebels…",
            expect!["The|U.S.|did|n't|;|Assad|'s|\"|US|-|backed|\"|rebels|…"],
        );
        check(
            "In the '90s the workers' e-mails cost $1,500.50 (3.2%).",
            expect!["In|the|'90s|the|workers|'|e-mails|cost|$|1,500.50|(|3.2|%|)|."],
        );
        check(
            "It ended.The F-16 of AT&T flew at 10:30 a.m. on 2016-09-04.",
            expect!["It|ended|.|The|F-16|of|AT&T|flew|at|10:30|a.m.|on|2016-09-04|."],
        );
        check(
            "See https://a.example/x?y=1, or mail me@b.example.",
            expect!["See|https://a.example/x?y=1|,|or|mail|me@b.example|."],
        );
        check(
            "O’Brien’s co-operation — al Qaida-linked 2014-16.",
            expect!["O’Brien|’s|co-operation|—|al|Qaida|-|linked|2014|-|16|."],
        );
        check("J. K. Rowling and I. Then we'll see.", expect!["J.|K.|Rowling|and|I|.|Then|we|'ll|see|."]);
    }
}
