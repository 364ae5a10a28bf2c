//! The shipped model: what it must get right, and that no damaged file gets past loading.

use dateline::kb::{Class, Thing};
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

/// The first of the things that `phrase` can name.
fn first(phrase: &str) -> Thing<'static> {
    *MODEL.kb().candidates(phrase).first().unwrap_or_else(|| panic!("{phrase} is not known"))
}

/// "country GE, division US": the classes and countries of all that `phrase` can name.
fn classes(phrase: &str) -> String {
    let spelled = MODEL.kb().candidates(phrase).into_iter().map(|t| {
        let country = t.country.map_or("-".into(), |c| String::from_utf8_lossy(&c).into_owned());
        format!("{} {country}", t.class.as_str())
    });
    spelled.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_name_means_what_it_can_mean() {
    assert!(classes("Georgia").starts_with("country GE, division US"), "{}", classes("Georgia"));
    assert!(classes("Paris").starts_with("capital FR, city US"), "{}", classes("Paris"));
    assert!(classes("Washington").starts_with("capital US, division US"), "{}", classes("Washington"));
    assert!(classes("New York").starts_with("city US, division US"), "{}", classes("New York"));
    assert!(classes("Congo").starts_with("country CD, country CG"), "{}", classes("Congo"));
    let cases = [
        ("Jordan", Class::Country, "JO"),
        ("US", Class::Country, "US"),
        ("Calif.", Class::Division, "US"),
        ("Crimea", Class::Division, "UA"),
        ("Chechnya", Class::Division, "RU"),
        ("Aleppo", Class::City, "SY"),
        ("American", Class::Demonym, "US"),
        ("Chechens", Class::Demonym, "RU"),
        ("Barack Obama", Class::Person, "US"),
        ("Gazprom", Class::Company, "RU"),
        ("Boko Haram", Class::ArmedGroup, "NG"),
        ("Bundestag", Class::Agency, "DE"),
        ("Likud", Class::Party, "IL"),
    ];
    for (phrase, class, country) in cases {
        let thing = first(phrase);
        let found = thing.country.map(|c| String::from_utf8_lossy(&c).into_owned());
        assert_eq!((thing.class, found.as_deref()), (class, Some(country)), "{phrase}");
    }
    for (phrase, class) in [
        ("Middle East", Class::Region),
        ("the Nile", Class::Water),
        ("UN", Class::InternationalBody),
        ("the EU", Class::InternationalBody),
        ("Nato", Class::Alliance),
    ] {
        assert_eq!(first(phrase).class, class, "{phrase}");
    }
    for phrase in ["", "the", "Gondor", "us", "Who", "qwertz asdf"] {
        assert!(MODEL.kb().candidates(phrase).is_empty(), "{phrase}");
    }
}

#[test]
fn spellings_of_a_thing_are_one_thing() {
    for names in [
        &["al-Qaida", "al-Qaeda", "Al Qaeda", "al Qaida", "al-Qa'ida", "AL-QAEDA"][..],
        &["Islamic State", "IS", "ISIS", "Isil", "Daesh", "Islamic State of Iraq and the Levant"],
        &["United Nations", "UN", "U.N.", "the United Nations"],
        &["NATO", "Nato", "North Atlantic Treaty Organization"],
        &["Kyiv", "Kiev"],
        &["Mumbai", "Bombay"],
        &["Beijing", "Peking"],
        &["New York City", "NYC"],
        &["São Paulo", "Sao Paulo", "SAO PAULO"],
        &["Democratic Republic of the Congo", "DRC", "DR Congo"],
    ] {
        names.iter().for_each(|n| assert_eq!(first(n).id, first(names[0]).id, "{n}"));
    }
}

#[test]
fn seats_know_who_governs_there() {
    let kb = MODEL.kb();
    for (seat, governs) in [
        ("Downing Street", "United Kingdom"),
        ("White House", "United States"),
        ("the Kremlin", "Russia"),
        ("Zhongnanhai", "China"),
        ("Elysée", "France"),
        ("Moscow", "Russia"),
        ("The Hague", "Netherlands"),
    ] {
        assert_eq!(first(seat).seat_of.and_then(|id| kb.get(id)).map(|t| t.name), Some(governs), "{seat}");
    }
    let brussels: Vec<_> =
        kb.candidates("Brussels").iter().filter_map(|t| kb.get(t.seat_of?)).map(|t| t.name).collect();
    assert_eq!(brussels, ["Belgium", "European Union"]);
}

#[test]
fn things_fit_together() {
    let kb = MODEL.kb();
    for thing in (0..kb.len()).filter_map(|id| kb.get(id)) {
        assert!(kb.candidates(thing.name).iter().any(|t| t.id == thing.id), "{thing:?}");
        assert!(thing.class != Class::City || thing.place.is_some(), "{thing:?}");
        assert_eq!(
            thing.class == Class::Country,
            thing.prominence >= 200 && thing.class != Class::Demonym,
            "{thing:?}"
        );
        if let Some(division) = thing.division.and_then(|id| kb.get(id)) {
            assert_eq!((division.class, division.country), (Class::Division, thing.country), "{thing:?}");
        }
    }
    let us = kb.country(*b"US").unwrap();
    assert_eq!((us.name, us.wikidata), ("United States", Some(30)));
    let paris = first("Paris");
    assert!(paris.place.is_some_and(|p| p.lat.abs_diff(4_886) < 5 && p.lon.abs_diff(235) < 5));
    assert_eq!(kb.named("Paris", Class::Capital), Some(paris));
}
