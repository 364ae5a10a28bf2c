//! What makes words of the article harmless in each kind of file.

/// Words on one line: white space becomes single blanks, and characters that show nothing but change what stands around
/// them are left out: controls, and marks that turn the direction of everything after them.
#[inline(never)]
pub fn line(text: &str) -> String {
    let shown = |c: &char| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let words = text.split_whitespace().map(|w| w.chars().filter(shown).collect::<String>());
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text or an attribute's value in XML 1.0 and in HTML. What XML 1.0 does not allow becomes U+FFFD; line ends and tabs are
/// written as references, so that they outlast the normalisation of attributes and of line ends.
#[inline(never)]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' => out += "&#10;",
            '\r' => out += "&#13;",
            '\t' => out += "&#9;",
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Text between the tags of an XML document, whose line ends and tabs stay as they are.
pub fn xml_text(text: &str) -> String {
    xml(text).replace("&#10;", "\n").replace("&#9;", "\t")
}

/// Words inside a line of Markdown (CommonMark and GitHub's): no mark of theirs is read as emphasis, link, code, HTML,
/// entity or table, and no bare address as a link.
#[inline(never)]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let words = line(text);
    for (at, c) in words.char_indices() {
        let address = c == ':' && words[at..].starts_with("://") || c == '@' || c == '.' && ends_www(&words[..at]);
        if address || "\\`*_[]<>|~&#!$^=".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ends_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// A cell of text in a table of comma-separated values (RFC 4180), always in quotation marks. What a spreadsheet would
/// read as a formula gets an apostrophe before it, also where the sign is a full-width one, as OWASP advises.
#[inline(never)]
pub fn csv(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

/// A value of type TEXT in iCalendar (RFC 5545, 3.3.11).
#[inline(never)]
pub fn ics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A file's name from a title: its letters and digits in ASCII, small, joined by hyphens; "article" where there are none.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '\'' | '’' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
        if out.len() >= 50 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "article".to_string() } else { out.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_words() {
        assert_eq!(xml("<b a='1'>\u{1}&\u{FFFE}\r\n"), "&lt;b a=&#39;1&#39;&gt;\u{FFFD}&amp;\u{FFFD}&#13;&#10;");
        assert_eq!(xml_text("a\n\tb\rc"), "a\n\tb&#13;c");
        assert_eq!(markdown("[x](http://y) *z* <b> www.q.org"), "\\[x\\](http\\://y) \\*z\\* \\<b\\> www\\.q.org");
        assert_eq!(ics("a;b,c\\d\ne\r\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }

    #[test]
    fn formulas_become_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(csv(cell), format!("\"'{cell}\""));
        }
        assert_eq!(csv("He said \"no\", =1"), "\"He said \"\"no\"\", =1\"");
    }

    #[test]
    fn lines_and_names_of_files() {
        assert_eq!(line(" a\u{202E}b\u{0}\r\n\u{2028}c\t"), "ab c");
        assert_eq!(slug("Ferry talks: “it’s near”, é!"), "ferry-talks-its-near");
        assert_eq!(slug("../..\\戦争"), "article");
    }
}
