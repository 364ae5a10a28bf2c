//! What holds for every export of any text: it is well formed, hostile words stay words, and nothing that did not happen
//! looks as if it did. Parsers that others wrote read the same files in `tests/e2e/export.test.js`.

use dateline::export::{self, File, Format, Source};
use dateline::mention::NameType;
use dateline::span::Span;
use dateline::{Analysis, Analyzer, Correction, Day};
use proptest::prelude::*;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(std::fs::read("data/model.bin").unwrap()).unwrap());

/// Names that try to be something else.
const NAMES: [&str; 14] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "=HYPERLINK(\"http://x.org\",\"y\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3\tx",
    "]]>&amp;<!--",
    "Ann\r\nATTENDEE:mailto:x@y.org",
    "[x](javascript:alert(1)) `y` **z**",
    "Ann\u{202E}eel\u{0}\u{1}\u{FFFE} Lee",
    "T9\tPERSON 0 1\tx",
    "</style></title></mark></span>",
    "a|b|c _d_ | NER=B-ORG",
    "Ann\u{2028}\u{85}\u{B}Lee 😀",
];

/// A text around a name, with the name told to be a person.
fn analysis(name: &str) -> Analysis {
    let before = format!("{name}\n\nPORT ALDER, 3 May 2021 - ");
    let text = format!(
        "{before}{name} met Bo Ray in London on Monday. Bo Ray did not meet {name} on 2 May 2020. \
         If {name} came, the port would close. “{name} will resign on 9 June 2021,” said {name}. Bo Ray may visit Paris in July 2021."
    );
    let spans = text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
    let known: Vec<Correction> = spans.map(|s| Correction::Type(s, NameType::Person)).collect();
    ANALYZER.analyze_corrected(text, Day::parse("2021-05-03"), &known)
}

/// Every file of every format, of the first article alone and of all together.
fn all(analyses: &[Analysis]) -> Vec<(Format, File)> {
    let sources: Vec<Source> =
        analyses.iter().enumerate().map(|(n, a)| Source::new(a, format!("id{n}").into(), None)).collect();
    let mut files = Vec::new();
    for &format in Format::ALL {
        for some in [&sources[..1], &sources[..]] {
            let written = export::write(format, some);
            assert_eq!(written, export::write(format, some), "{} is not the same twice", format.name());
            let mut names: Vec<&str> = written.iter().map(|f| f.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), written.len(), "two files of one name");
            files.extend(written.into_iter().map(|f| (format, f)));
        }
    }
    files
}

fn check(analyses: &[Analysis]) {
    for (format, file) in all(analyses) {
        let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        assert!(
            file.name.chars().all(safe) && !file.name.contains("..") && !file.name.starts_with(['.', '-']),
            "{}",
            file.name
        );
        match format {
            Format::Json | Format::TimelineJs | Format::Annotations | Format::GeoJson => json(&file),
            Format::Csv => csv(&file),
            Format::Ics => ics(&file),
            Format::Html | Format::GraphMl | Format::Gexf | Format::TimeMl => markup(format, &file),
            Format::Conll => conll(&file),
            Format::Markdown => markdown(&file),
            Format::Brat => {}
        }
    }
    brat(analyses);
}

fn json(file: &File) {
    serde_json::from_str::<serde_json::Value>(&file.content).unwrap_or_else(|e| panic!("{}: {e}", file.name));
}

/// The cells of RFC 4180, strictly read.
fn cells(content: &str) -> Vec<Vec<(String, bool)>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut inside) = (false, false);
    let mut chars = content.strip_prefix('\u{FEFF}').unwrap().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if inside && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if inside => inside = false,
            '"' => {
                assert!(cell.is_empty() && !quoted, "a quotation mark inside a cell");
                (quoted, inside) = (true, true);
            }
            c if inside => cell.push(c),
            ',' => row.push((std::mem::take(&mut cell), std::mem::take(&mut quoted))),
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                row.push((std::mem::take(&mut cell), std::mem::take(&mut quoted)));
                rows.push(std::mem::take(&mut row));
            }
            c => {
                assert!(!quoted && c != '\n', "words after a quoted cell");
                cell.push(c);
            }
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !inside, "the last line has no end");
    rows
}

fn csv(file: &File) {
    let rows = cells(&file.content);
    for row in &rows {
        assert_eq!(row.len(), rows[0].len(), "{}", file.name);
        for (cell, quoted) in row {
            let number = !quoted && cell.parse::<f64>().is_ok();
            assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?} is a formula");
        }
    }
}

fn ics(file: &File) {
    assert!(file.content.ends_with("\r\n"));
    for line in file.content.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(char::is_control), "{line:?}");
    }
    let unfolded = file.content.replace("\r\n ", "");
    for line in unfolded.split_terminator("\r\n") {
        let name: String = line.chars().take_while(|c| c.is_ascii_uppercase()).collect();
        let known = [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "STATUS",
            "CATEGORIES",
            "TRANSP",
            "END",
        ];
        assert!(known.contains(&name.as_str()), "{line:?}");
    }
}

/// Every tag is one that we write, with attributes that we write, and closes in its place.
fn markup(format: Format, file: &File) {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    assert!(!file.content.contains(bad), "{} holds a character that XML does not allow", file.name);
    let mut open: Vec<&str> = Vec::new();
    let empty: &[&str] = if format == Format::Html { &["meta", "!doctype"] } else { &["?xml"] };
    for piece in file.content.split('<').skip(1) {
        let (tag, rest) =
            piece.split_once('>').unwrap_or_else(|| panic!("{}: a tag without end: {piece:?}", file.name));
        // The style sheet has ">" in its selectors.
        assert!(!rest.contains('>') || open.last() == Some(&"style") || tag.starts_with("style"), "{piece:?}");
        let name = tag.split([' ', '\n']).next().unwrap();
        if let Some(closing) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closing), "{}", file.name);
        } else if !tag.ends_with('/') && !empty.contains(&name) {
            open.push(name);
        }
        let known: &[&str] = match format {
            Format::Html => &[
                "!doctype",
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "header",
                "h1",
                "h2",
                "h3",
                "p",
                "b",
                "nav",
                "a",
                "main",
                "div",
                "section",
                "ol",
                "ul",
                "li",
                "span",
                "small",
                "figure",
                "figcaption",
                "blockquote",
                "article",
                "mark",
                "footer",
            ],
            Format::GraphMl => &["?xml", "graphml", "key", "graph", "node", "edge", "data"],
            Format::Gexf => &[
                "?xml",
                "gexf",
                "meta",
                "creator",
                "description",
                "graph",
                "attributes",
                "attribute",
                "nodes",
                "node",
                "edges",
                "edge",
                "attvalues",
                "attvalue",
            ],
            _ => &["?xml", "TimeML", "DOCID", "DCT", "TITLE", "TEXT", "TIMEX3", "EVENT", "MAKEINSTANCE", "TLINK"],
        };
        let bare = name.trim_start_matches('/').trim_end_matches('/');
        assert!(known.contains(&bare), "{}: a tag <{tag}>", file.name);
        let attributes = tag.split('"').step_by(2).collect::<String>();
        for word in ["onerror", "onload", "src=", "javascript", "action"] {
            assert!(!attributes.contains(word), "{}: {tag}", file.name);
        }
    }
    assert!(open.is_empty(), "{}: {open:?} left open", file.name);
}

fn conll(file: &File) {
    for line in file.content.lines().filter(|l| !l.is_empty() && !l.starts_with("# ")) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert!(columns.len() == 10 && columns.iter().all(|c| !c.is_empty()), "{line:?}");
        assert!(columns[9].split('|').all(|m| m.contains('=')), "{line:?}");
    }
}

fn markdown(file: &File) {
    for line in file.content.lines() {
        let mut escaped = false;
        for c in line.chars() {
            assert!(escaped || !matches!(c, '<' | '`'), "{line:?}");
            escaped = c == '\\' && !escaped;
        }
        assert!(
            ["#", "- ", "  - ", "By ", "Published", "Dates", "No event", "Nobody"].iter().any(|b| line.starts_with(b))
                || line.is_empty()
                || line.contains("Published: "),
            "{line:?}"
        );
    }
}

/// brat's rules: offsets in characters, the words at them, ids that exist, no line end inside a piece.
fn brat(analyses: &[Analysis]) {
    for analysis in analyses {
        let files = export::write(Format::Brat, &[Source::new(analysis, 0.into(), None)]);
        let of = |end: &str| &files.iter().find(|f| f.name.ends_with(end)).unwrap().content;
        let (text, lines, types) = (of(".txt"), of(".ann"), of("annotation.conf"));
        assert_eq!(*text, analysis.document.text);
        let text: Vec<char> = text.chars().collect();
        let mut ids = std::collections::HashSet::from(["*".to_string()]);
        for line in lines.split_terminator('\n') {
            let columns: Vec<&str> = line.split('\t').collect();
            let id = columns[0].to_string();
            assert!(ids.insert(id.clone()) || id == "*", "{id} comes twice");
            if !id.starts_with('T') {
                let told = columns[1].split(' ').filter_map(|w| w.rsplit_once(':').map_or(Some(w), |w| Some(w.1)));
                for word in told.filter(|w| w.len() > 1 && w[1..].bytes().all(|b| b.is_ascii_digit())) {
                    assert!(ids.contains(word), "{line:?} names {word} before it is there");
                }
                continue;
            }
            assert_eq!(columns.len(), 3, "{line:?}");
            let (kind, places) = columns[1].split_once(' ').unwrap();
            assert!(types.split([' ', '\n']).any(|t| t == kind), "{kind} is not in annotation.conf");
            let pieces: Vec<String> = places
                .split(';')
                .map(|p| {
                    let (a, b) = p.split_once(' ').unwrap();
                    let piece: String = text[a.parse().unwrap()..b.parse().unwrap()].iter().collect();
                    assert!(
                        !piece.is_empty() && piece.lines().count() == 1 && !piece.contains(['\t', '\r', '\u{2028}'])
                    );
                    piece
                })
                .collect();
            assert_eq!(pieces.join(" "), columns[2], "{line:?}");
        }
    }
}

#[test]
fn hostile_names_stay_names() {
    for pair in NAMES.chunks(2) {
        check(&[analysis(pair[0]), analysis(pair[1])]);
    }
}

#[test]
fn nothing_is_an_article_too() {
    check(&[ANALYZER.analyze("", None), ANALYZER.analyze(" \u{0}\n", None)]);
    for &format in Format::ALL {
        assert!(export::write(format, &[]).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_text_can_be_exported(text in "(?s).{0,200}", more in "[A-Z<>&\"'=@\\-\\\\|`*\\[\\]();:,\r\n\t a-z0-9é😀\u{0}\u{b}]{0,400}") {
        check(&[ANALYZER.analyze(more, Day::parse("2016-09-04")), ANALYZER.analyze(text, None)]);
    }
}

const STORY: &str = "Bridge opens late\n\nPORT ALDER, 3 May 2021 - Mayor Ann Lee opened the bridge on Monday. \
    The city did not close the old bridge on 2 May 2021. Lee will visit London on 9 June 2021. \
    If the bridge fell on 4 July 2021, the port would close. Bo Ray built the bridge in 2018. \
    The council may sell the old bridge in August 2021, Ray said.";

fn story() -> Analysis {
    ANALYZER.analyze(STORY, Day::parse("2021-05-03"))
}

fn only(format: Format, analysis: &Analysis) -> String {
    let files = export::write(format, &[Source::new(analysis, 0.into(), None)]);
    assert_eq!(files.len(), 1);
    files[0].content.clone()
}

#[test]
fn a_title_is_given_else_the_headline_else_the_first_words() {
    let a = story();
    assert_eq!(Source::new(&a, 0.into(), None).title, "Bridge opens late");
    assert_eq!(Source::new(&a, 0.into(), Some("  My\n title ")).title, "My title");
    assert_eq!(Source::new(&a, 0.into(), Some(" ")).title, "Bridge opens late");
    let long = ANALYZER
        .analyze("The mayor of Port Alder opened a bridge on Monday, and the crowd of thousands cheered.", None);
    assert_eq!(Source::new(&long, 0.into(), None).title, "The mayor of Port Alder opened a bridge on Monday, and the…");
    assert_eq!(Source::new(&ANALYZER.analyze("", None), 0.into(), None).title, "Article");
}

#[test]
fn a_calendar_says_what_is_not_so_and_what_is_not_exact() {
    let ics = only(Format::Ics, &story()).replace("\r\n ", "");
    let entry = |word: &str| {
        ics.split("BEGIN:VEVENT")
            .find(|e| e.contains(word))
            .unwrap_or_else(|| panic!("no entry for {word}:\n{ics}"))
            .to_string()
    };
    let closed = entry("close the old bridge");
    assert!(closed.contains("SUMMARY:Did not happen: ") && closed.contains("STATUS:CANCELLED"), "{closed}");
    let visit = entry("visit London");
    assert!(
        visit.contains("SUMMARY:Planned: ")
            && visit.contains("DTSTART;VALUE=DATE:20210609\r\nDTEND;VALUE=DATE:20210610")
    );
    assert!(visit.contains("DTSTAMP:20210503T000000Z") && visit.contains("STATUS:TENTATIVE"), "{visit}");
    let sale = entry("sell the old bridge in August");
    assert!(sale.contains("SUMMARY:Possible: [Aug 2021\\, day not exact]"), "{sale}");
    assert!(!ics.contains("SUMMARY:Bo Ray built"), "a whole year is no entry");
    assert!(!ics.contains("20210704"), "what is only conditional is no entry");
}

#[test]
fn a_corrected_date_moves_an_entry() {
    let uids = |a: &Analysis| -> Vec<String> {
        let ics = only(Format::Ics, a);
        ics.lines().filter(|l| l.starts_with("UID:")).map(str::to_string).collect()
    };
    let at = STORY.find("9 June 2021").unwrap();
    let june = dateline::timex::Period::Day(Day::parse("2021-06-08").unwrap());
    let known = [Correction::Date(Span::new(at, at + 11), june)];
    let moved = ANALYZER.analyze_corrected(STORY, Day::parse("2021-05-03"), &known);
    assert!(only(Format::Ics, &moved).contains("DTSTART;VALUE=DATE:20210608"));
    let (mut before, mut after) = (uids(&story()), uids(&moved));
    before.sort();
    after.sort();
    assert_eq!(before, after);
}

#[test]
fn timelines_are_as_exact_as_the_text() {
    let json: serde_json::Value = serde_json::from_str(&only(Format::TimelineJs, &story())).unwrap();
    let slide = |word: &str| {
        let slides = json["events"].as_array().unwrap();
        slides.iter().find(|s| s["text"]["headline"].as_str().unwrap().contains(word)).unwrap().clone()
    };
    let start = slide("Bo Ray built");
    assert_eq!(start["start_date"], serde_json::json!({"year": 2018}));
    assert_eq!((start.get("end_date"), start["display_date"].as_str()), (None, Some("2018")));
    let sale = slide("sell the old bridge");
    assert_eq!(sale["start_date"], serde_json::json!({"year": 2021, "month": 8}));
    assert!(sale["text"]["headline"].as_str().unwrap().starts_with("[possible] "), "{sale}");
    assert!(sale["text"]["text"].as_str().unwrap().contains("according to Bo Ray"), "{sale}");
    let closed = slide("close the old bridge");
    assert!(
        closed["group"] == "did not happen" && closed["text"]["headline"].as_str().unwrap().starts_with("[did not")
    );
}

#[test]
fn factuality_is_in_every_format_that_has_events() {
    let a = story();
    let csv = export::write(Format::Csv, &[Source::new(&a, 0.into(), None)]);
    let rows = cells(&csv[0].content);
    let column = |name: &str| rows[0].iter().position(|c| c.0 == name).unwrap();
    let close = rows.iter().find(|r| r[column("event")].0.contains("close the old bridge")).unwrap();
    assert_eq!(close[column("factuality")].0, "did not happen");
    assert_eq!(close[column("earliest")].0, "2021-05-02");
    let (start, end): (usize, usize) =
        (close[column("start")].0.parse().unwrap(), close[column("end")].0.parse().unwrap());
    let words: String = STORY.chars().skip(start).take(end - start).collect();
    assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), close[column("event")].0);
    for (format, wanted) in [
        (Format::Markdown, "**[did not happen]** “The city did not close"),
        (Format::Html, "<b class=\"fact negated\">did not happen</b> <a"),
        (Format::Annotations, "\"value\": \"did not happen\""),
        (Format::Conll, "|Factuality=negated"),
        (Format::TimeMl, "polarity=\"NEG\""),
        (Format::TimeMl, "modality=\"planned\""),
        (Format::TimeMl, "modality=\"possible\""),
        (Format::TimeMl, "relType=\"IS_INCLUDED\""),
    ] {
        let content = only(format, &a);
        assert!(content.contains(wanted), "{} lacks {wanted}", format.name());
    }
    let brat = export::write(Format::Brat, &[Source::new(&a, 0.into(), None)]);
    assert!(brat[1].content.contains("\tFactuality E") && brat[1].content.contains(" negated\n"));
}

#[test]
fn several_articles_are_merged_or_written_apart() {
    let one = story();
    let two = ANALYZER.analyze(
        "New bridge in use\n\nMayor Ann Lee opened the bridge on 4 May 2021. Ann Lee met Bo Ray in London.",
        Day::parse("2021-05-05"),
    );
    let sources = [Source::new(&one, "a".into(), None), Source::new(&two, "b".into(), None)];
    for &format in Format::ALL {
        let files = export::write(format, &sources);
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        match format {
            Format::Brat => assert_eq!(files.len(), 5, "{names:?}"),
            Format::Conll | Format::TimeMl => {
                let stems: Vec<&str> = names.iter().map(|n| n.split('.').next().unwrap()).collect();
                assert_eq!(stems, ["1-bridge-opens-late", "2-new-bridge-in-use"]);
            }
            _ => assert!(names.iter().all(|n| n.starts_with("dossier")), "{names:?}"),
        }
    }
    let json: serde_json::Value = serde_json::from_str(&export::write(Format::Json, &sources)[0].content).unwrap();
    assert_eq!((&json["articles"][0]["id"], &json["articles"][1]["id"]), (&"a".into(), &"b".into()));
    let people = cells(&export::write(Format::Csv, &sources)[1].content);
    let lee: Vec<_> = people.iter().filter(|r| r[1].0 == "Ann Lee").collect();
    assert_eq!(lee.len(), 1, "one person, one row");
    assert_eq!(lee[0][10].0, "2", "named in both articles");
    let html = &export::write(Format::Html, &sources)[0].content;
    assert!(html.contains("The articles differ in the day.") && html.matches("<article>").count() == 2);
}

#[test]
fn formats_say_what_they_are() {
    for &format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
        assert!(format.serves().starts_with("For ") && format.serves().ends_with('.'));
        assert!(format.loses().starts_with("Loses ") && format.loses().ends_with('.'));
        assert!(!format.label().is_empty());
    }
}
