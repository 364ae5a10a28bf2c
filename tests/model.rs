//! The shipped model: what it must get right, and that no damaged file gets past loading.

use dateline::model::{Model, NameType};
use dateline::sentence;
use dateline::span::Span;
use dateline::token;
use dateline::words::Words;
use std::sync::LazyLock;

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| std::fs::read("data/model.bin").unwrap());
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(BYTES.clone()).unwrap());

/// "Ann Lee/PERSON Oslo/GPE": the names that the model finds in `text`.
fn names(text: &str) -> String {
    let (words, mut tokens, mut sentences) = (Words::load(), vec![], vec![]);
    token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
    sentence::split(text, &tokens, 0..tokens.len(), 0, &words, &mut sentences);
    let found = MODEL.read(text, &tokens, &sentences);
    assert_eq!((found.tags.len(), found.dependencies.len()), (tokens.len(), tokens.len()));
    let spelled = found.names.iter().map(|n| {
        assert!(n.tokens.end > n.tokens.start && n.tokens.end <= tokens.len() && n.confidence <= 100);
        let span = tokens[n.tokens.start].span.to(tokens[n.tokens.end - 1].span);
        format!("{}/{}", span.of(text), n.kind.as_str())
    });
    spelled.collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_news_is_read() {
    let cases = [
        ("German Chancellor Angela Merkel flew to Paris on Monday.", "German/NORP Angela Merkel/PERSON Paris/GPE"),
        (
            "The European Union has fined Microsoft, officials in Brussels said.",
            "European Union/ORG Microsoft/ORG Brussels/GPE",
        ),
        ("The US-backed forces left Iraq.", "US/GPE Iraq/GPE"),
        ("An al Qaida-linked group attacked a town in Sri Lanka.", "al Qaida/ORG Sri Lanka/GPE"),
        ("Secretary-General Ban Ki-moon met reporters in Geneva.", "Ban Ki-moon/PERSON Geneva/GPE"),
        ("Kenyan police arrested two men near Lake Victoria.", "Kenyan/NORP Lake Victoria/LOC"),
    ];
    for (text, expected) in cases {
        assert_eq!(names(text), expected);
    }
}

/// "Ann<left left. <left": each word with its head and relation.
fn tree(text: &str) -> String {
    let (words, mut tokens, mut sentences) = (Words::load(), vec![], vec![]);
    token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
    sentence::split(text, &tokens, 0..tokens.len(), 0, &words, &mut sentences);
    let found = MODEL.read(text, &tokens, &sentences).dependencies;
    let spelled = found.iter().zip(&tokens).map(|(d, t)| match d.head {
        Some(head) => format!("{}<{}:{}", t.span.of(text), tokens[head].span.of(text), d.relation.as_str()),
        None => format!("{}:{}", t.span.of(text), d.relation.as_str()),
    });
    spelled.collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_sentences_are_parsed() {
    let cases = [
        ("The minister resigned.", "The<minister:det minister<resigned:nsubj resigned:root .<resigned:punct"),
        (
            "Two bridges were destroyed by floods in May.",
            "Two<bridges:nummod bridges<destroyed:nsubj:pass were<destroyed:aux:pass destroyed:root by<floods:case \
             floods<destroyed:obl:agent in<May:case May<destroyed:obl .<destroyed:punct",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(tree(text), expected);
    }
}

#[test]
fn odd_texts_are_read_without_panic() {
    let long = "Ann met Bob in Oslo ".repeat(2000);
    for text in
        ["", "\u{feff}", "a", "’s", "😀😀 Ann", "\u{202e}שלום עולם", "İıſß ﬁﬂ", "\u{0}\u{1}", "NATO NATO NATO", &long]
    {
        names(text);
    }
}

#[test]
fn damaged_models_are_refused() {
    for cut in [0, 3, 4, 15, 16, 40, 1000, BYTES.len() / 2, BYTES.len() - 1] {
        assert!(Model::load(BYTES[..cut].to_vec()).unwrap_err().is_truncated(), "cut at {cut}");
    }
    for at in (0..BYTES.len()).step_by(BYTES.len() / 60) {
        let mut bad = BYTES.clone();
        bad[at] ^= 1 << (at % 8);
        assert!(Model::load(bad).is_err(), "flipped at {at}");
    }
    let mut longer = BYTES.clone();
    longer.push(0);
    assert!(Model::load(longer).unwrap_err().is_corrupt());
    assert!(Model::load(b"<!doctype html><title>404</title>".to_vec()).unwrap_err().is_corrupt());
}

#[test]
fn the_lexicon_knows_countries() {
    let lexicon = MODEL.lexicon();
    for (phrase, code) in [
        ("US", "US"),
        ("U.S.", "US"),
        ("Turks", "TR"),
        ("Russian", "RU"),
        ("Kiev", "UA"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"),
    ] {
        assert_eq!(lexicon.country_of(phrase).map(|c| c.0.iso2), Some(code), "{phrase}");
    }
    assert!(lexicon.country_of("us").is_none());
    assert_eq!(NameType::parse("GPE"), Some(NameType::Gpe));
}
