//! Reads blocks; produces tokens; never looks at more than one block at a time.
//!
//! The conventions are those of the English UD treebanks: clitics are cut off ("do|n't", "Assad|'s"), hyphens stand
//! alone ("US|-|backed") but for short prefixes and codes ("e-mail", "F-16"), abbreviations keep their full stop.

use crate::span::Span;
use crate::words::{Stop, Words};

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

/// White space, and characters that show nothing and part words (zero-width spaces, marks of direction, controls).
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that show nothing and join what stands around them: soft hyphens, joiners, the byte-order mark. Inside a
/// word they are part of it; at its edges they belong to no token.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Splits one run of non-blank characters.
fn chunk(block: &str, start: usize, end: usize, words: &Words, base: usize, out: &mut Vec<Token>) {
    let mut at = start;
    while at < end {
        let mut push = |s: usize, e: usize| {
            if s < e {
                out.push(Token { span: Span::new(base + s, base + e), spaced: false });
            }
        };
        let rest = &block[at..end];
        let Some(c) = rest.chars().next() else { break };
        if is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        if let Some(len) = address(rest).or_else(|| face(rest, at == start || !block[..at].ends_with(is_word))) {
            push(at, at + len);
            at += len;
        } else if c.is_ascii_digit() || c.is_numeric() {
            let len = number(rest, words);
            push(at, at + len);
            at += len;
            // "70's" and "12's" are one word; "2003's" is a possessive.
            if let Some(mark) = block[at..end].chars().next().filter(|&c| is_apostrophe(c)) {
                let tail = &block[at + mark.len_utf8()..end];
                let s = tail.starts_with('s') && !tail[1..].starts_with(is_word);
                if s && rest[..len].bytes().all(|b| b.is_ascii_digit()) {
                    let stop = at + mark.len_utf8() + 1;
                    match out.last_mut().filter(|_| len <= 2 || rest[..len].ends_with('0')) {
                        Some(token) => token.span.end = (base + stop) as u32,
                        None => out.push(Token { span: Span::new(base + at, base + stop), spaced: false }),
                    }
                    at = stop;
                }
            }
        } else if is_word(c) {
            let len = word(rest, words, at == start, |n| block[at + n..].trim_start());
            let w = rest[..len].trim_end_matches(is_invisible);
            let (end, next) = (at + w.len(), at + len);
            match (clitic(w), words.parts_of(w)) {
                (Some(cut), _) => {
                    push(at, at + cut);
                    push(at + cut, end);
                }
                (None, Some(parts)) => {
                    for part in parts {
                        push(at, at + part);
                        at += part;
                    }
                    push(at, end);
                }
                (None, None) => push(at, end),
            }
            at = next;
        } else {
            let len = mark(rest, block, at);
            push(at, at + len);
            at += len;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_invisible(c) || is_joining_mark(c)
}

/// Combining marks go with the letter before them; `char::is_alphanumeric` misses most of them.
fn is_joining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{FE0F}')
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
    if let Some(name) = rest.strip_prefix(['@', '#']).filter(|n| !n.starts_with(|c: char| c.is_numeric())) {
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
    // A host within one firm has no full stop ("Warner@ENRON"); then the name must be a plain one.
    let plain = rest[..at].ends_with(char::is_alphanumeric) && host_len > 0;
    (plain || host[..host_len].contains('.')).then_some(at + 1 + host_len)
}

/// Length of a number with what is written on to it: "1,500", "3.2", "10:30", "5/6/2016", "2016-09-04", "21st", "1990s".
fn number(rest: &str, words: &Words) -> usize {
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
    if let Some(len) = telephone(rest) {
        return len;
    }
    // Letters that belong to the number: ordinals, decades, magnitudes and codes ("21st", "1990s", "5bn", "747-400").
    // Units of measure and halves of the day are words of their own ("5|pm", "35|mm").
    let letters = rest[at..].find(|c: char| !is_word(c)).unwrap_or(rest.len() - at);
    let unit = &rest[at..at + letters];
    if matches!(unit.to_ascii_lowercase().as_str(), "am" | "pm") || unit.len() > 1 && words.units.has(unit) {
        return at;
    }
    // "8p.m." as well
    let apart = &rest.as_bytes()[at + letters..];
    if matches!(unit, "a" | "p") && apart.starts_with(b".m") && !apart.get(2).is_some_and(u8::is_ascii_alphanumeric) {
        return at;
    }
    let mut end = at + letters;
    if letters == 0 && rest[..at].bytes().all(|b| b.is_ascii_digit()) && at == 3 {
        // Aircraft and the like: three digits, a hyphen and a hundred.
        let tail = &rest.as_bytes()[at..];
        let hundred =
            tail.len() >= 4 && tail[0] == b'-' && tail[1..4].iter().all(u8::is_ascii_digit) && tail[3] == b'0';
        if hundred && !digit(at + 4) {
            end = at + 4;
        }
    }
    end.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Length of a telephone number or a day in figures with hyphens: "713-853-3989", "853-3989", "11-20-2000".
fn telephone(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut groups) = (0, [0usize; 5]);
    let mut n = 0;
    loop {
        let digits = bytes[at..].iter().take(8).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 7 || n == groups.len() {
            return None;
        }
        groups[n] = digits;
        n += 1;
        at += digits;
        let goes_on = bytes.get(at) == Some(&b'-') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on {
            break;
        }
        at += 1;
    }
    let ends = !rest[at..].starts_with(is_word);
    (ends && (n > 2 || groups[..2] == [3, 4])).then_some(at)
}

/// Length of a word with its inner marks: "O'Brien", "U.S.", "Mr.", "AT&T", "e-mail", "F-16".
fn word<'t>(rest: &str, words: &Words, starts_chunk: bool, beyond: impl Fn(usize) -> &'t str) -> usize {
    if let Some(len) = slashed(rest) {
        return len;
    }
    let mut at = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    loop {
        let head = &rest[..at];
        let mut next = rest[at..].chars();
        let (Some(c), after) = (next.next(), next.next()) else { return at };
        let grows = match after {
            Some(a) if is_apostrophe(c) => a.is_alphabetic(),
            // "U.S", "p.m", "Yahoo.com": letters on both sides of the full stop, unless a sentence was glued on.
            Some(a) if c == '.' => {
                let day = a.is_ascii_digit() && words.is_month(head);
                a.is_alphanumeric() && !day && !glued(head, &rest[at + 1..])
            }
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
        if c == '$' && head.len() < 3 && head.bytes().all(|b| b.is_ascii_uppercase()) {
            return at + 1;
        }
        if c == '.' && keeps_stop(head, after, words, starts_chunk, beyond(at + 1)) {
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

/// Length of a short form with a slash: "b/c", "w/o", "n/a".
fn slashed(rest: &str) -> Option<usize> {
    let len = rest.bytes().take(5).take_while(|b| b.is_ascii_alphabetic() || *b == b'/').count();
    let known = ["b/c", "w/o", "n/a", "a/c", "s/he", "c/o", "w/"];
    rest.get(..len).is_some_and(|r| known.iter().any(|k| r.eq_ignore_ascii_case(k))).then_some(len)
}

/// Whether the full stop after `head` is part of it. `beyond` is what follows the stop, without white space.
fn keeps_stop(head: &str, after: Option<char>, words: &Words, starts_chunk: bool, beyond: &str) -> bool {
    // "Inc..": the second stop ends the sentence. More are an ellipsis.
    if after.is_some_and(|c| c == '.') && beyond[1..].starts_with('.') {
        return false;
    }
    // "and so on" before the next sentence leaves the stop to its own.
    if head.eq_ignore_ascii_case("etc") {
        return !beyond.is_empty() && !beyond.starts_with(char::is_uppercase);
    }
    // "U.S." and "J." have single letters between stops; "I." ends a sentence more often than not.
    let initials = head.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic));
    if initials && (head.contains('.') || (starts_chunk && head.chars().all(char::is_uppercase) && head != "I")) {
        return true;
    }
    match words.abbreviation(head) {
        Some(Stop::Number) => beyond.trim_start_matches(['(', '#']).starts_with(|c: char| c.is_ascii_digit()),
        Some(_) => true,
        None => false,
    }
}

/// Whether a hyphen joins `head` to what follows into one token.
fn joined_by_hyphen(head: &str, tail: &str, words: &Words) -> bool {
    let next = &tail[..tail.find(|c: char| !is_word(c)).unwrap_or(tail.len())];
    let code = |s: &str| s.chars().any(|c| c.is_ascii_digit());
    // A code needs a short head in capitals ("F-16", "Covid-19"); "May-2016" is two words.
    (code(next)
        && next.len() <= 4
        && !head.contains('-')
        && head.chars().next().is_some_and(char::is_uppercase)
        && !words.is_month(head))
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
    // ".04": a number without its nought.
    if c == '.'
        && !block[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.')
        && rest[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return 1 + rest[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - 1);
    }
    // A run of dashes and rules, or of stops that ask or cry, is one token whatever it mixes.
    let family: fn(char) -> bool = match c {
        '-' | '=' | '_' | '~' | '*' | '+' | '<' | '>' | '$' | '\'' | '`' => return run(rest, c),
        '!' | '?' => |d| matches!(d, '!' | '?' | '.'),
        '.' if rest[1..].starts_with(['!', '?']) => |d| matches!(d, '!' | '?' | '.'),
        '.' => |d| d == '.',
        _ => return c.len_utf8(),
    };
    rest.find(|d| !family(d)).unwrap_or(rest.len())
}

/// Length of a run of one mark. Of quotation marks two make a double one.
fn run(rest: &str, c: char) -> usize {
    let len = rest.find(|d| d != c).unwrap_or(rest.len());
    match c {
        '\'' | '`' => len.min(2),
        _ => len,
    }
}

/// Length of a face made of marks at the start of `rest`, if nothing but marks and blanks surrounds it: ":)", ";-)", "=D".
fn face(rest: &str, stands_free: bool) -> Option<usize> {
    if !stands_free {
        return None;
    }
    let mut chars = rest.char_indices().peekable();
    chars.next_if(|&(_, c)| matches!(c, ':' | ';' | '='))?;
    chars.next_if(|&(_, c)| matches!(c, '-' | '\'' | 'o'));
    let (at, mouth) = chars.next()?;
    let end = at + mouth.len_utf8();
    let joined = rest[end..].starts_with(|c: char| is_word(c) || c == '/');
    (matches!(mouth, ')' | '(' | 'D' | 'P' | 'p' | '/' | '|') && !joined).then_some(end)
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

    #[test]
    fn the_treebanks_customs() {
        check(
            "I cannot go, we're gonna dunno; they dont, thats it.",
            expect!["I|can|not|go|,|we|'re|gon|na|du|n|no|;|they|do|nt|,|that|s|it|."],
        );
        check("Really?! No!!! Yes.? Well...", expect!["Really|?!|No|!!!|Yes|.?|Well|..."]);
        check("Thanks :) bye ;-) (see: this) 5:3 =D", expect!["Thanks|:)|bye|;-)|(|see|:|this|)|5:3|=D"]);
        check(
            "Call 713-853-3989 or 853-3989 by 5pm or 7:30PM; 35mm, £5bn, 2014-15, 11-20-2000.",
            expect!["Call|713-853-3989|or|853-3989|by|5|pm|or|7:30|PM|;|35|mm|,|£|5bn|,|2014|-|15|,|11-20-2000|."],
        );
        check(
            "In the 1960's and 70's, 2003's best #1 of #metoo",
            expect!["In|the|1960's|and|70's|,|2003|'s|best|#|1|of|#metoo"],
        );
        check(
            "Pages, maps, etc. That is all. Nuts, etc., and no. 5? No. Go, c. 1230, for US$5m or .04 b/c x",
            expect![
                "Pages|,|maps|,|etc|.|That|is|all|.|Nuts|,|etc.|,|and|no.|5|?|No|.|Go|,|c.|1230|,|for|US$|5m|or|.04|b/c|x"
            ],
        );
        check(
            "A self-made e-mail from X-rays; non-stop cross-border.",
            expect!["A|self|-|made|e-mail|from|X|-|rays|;|non-stop|cross-border|."],
        );
    }

    #[test]
    fn what_pasting_leaves_behind() {
        check(
            "Pres\u{AD}i\u{AD}dent\u{AD} \u{AD}Smith\u{FEFF} wor\u{2060}ds\u{200B}parted \u{AD}\u{FEFF} end",
            expect!["Pres\u{AD}i\u{AD}dent|Smith|wor\u{2060}ds|parted|end"],
        );
        check("it ended.The man said.“We go”", expect!["it|ended|.|The|man|said|.|“|We|go|”"]);
        check("it ended.” The man, 10\u{A0}km off, • ran", expect!["it|ended|.|”|The|man|,|10|km|off|,|•|ran"]);
        check("ﬁnal ofﬁce\u{202F}— “no”", expect!["ﬁnal|ofﬁce|—|“|no|”"]);
    }

    #[test]
    fn a_run_without_blanks_takes_linear_time() {
        let words = Words::load();
        for piece in ["a/", "1-", "a.", "5m", "x@", "’s", ":-", "a'", ".!", "a\u{AD}", "A&", "-", "No.", "w/o", "1'"]
        {
            let text = piece.repeat(500_000);
            let mut tokens = Vec::new();
            let started = std::time::Instant::now();
            tokenize(&text, Span::new(0, text.len()), &words, &mut tokens);
            assert!(started.elapsed().as_secs() < 20, "{piece}");
            assert!(!tokens.is_empty());
        }
    }
}
