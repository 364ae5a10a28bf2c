//! What a reader corrects stands, and everything that follows from it is derived anew.

use dateline::wire::{self, Analysis, Entity};
use dateline::{Analyzer, Day, Session};
use std::fs;

const TEXT: &str = "Arbor Bank to buy Bolt Motors\n\nPARIS — Arbor Bank chief executive Ann Lee said on Monday that the firm would buy Bolt Motors. \
    Lee joined Arbor Bank in 2010. She met Bo Ray, the Bolt Motors chairman, in May. Ray said nothing.";

fn analyzer() -> Analyzer {
    Analyzer::new(fs::read("data/model.bin").unwrap()).unwrap()
}

/// A kind, the words of its places with their number of turn, and a value.
type Said<'a> = (&'a str, &'a [(&'a str, usize)], Option<&'a str>);

/// The analysis of `TEXT` with corrections given as (kind, the places' words with their number of turn, value).
fn corrected(list: &[Said]) -> Analysis {
    let at = |&(words, turn): &(&str, usize)| {
        let start = TEXT.match_indices(words).nth(turn).unwrap().0;
        let units = |byte: usize| TEXT[..byte].encode_utf16().count() as u32;
        wire::Place { start: units(start), end: units(start + words.len()) }
    };
    let list: Vec<wire::Correction> = list
        .iter()
        .map(|(kind, places, value)| wire::Correction {
            kind: kind.to_string(),
            at: places.iter().map(at).collect(),
            value: value.map(str::to_string),
        })
        .collect();
    let corrections = wire::read_corrections(TEXT, &list).unwrap();
    analyzer().analyze_corrected(TEXT, Day::parse("2016-09-05"), &corrections).to_wire(false)
}

fn words(analysis: &Analysis, entity: &Entity) -> Vec<String> {
    assert_eq!(analysis.offset_unit, "utf-16");
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    entity.mentions.iter().map(|m| String::from_utf16(&units[m.start as usize..m.end as usize]).unwrap()).collect()
}

fn named<'a>(analysis: &'a Analysis, name: &str) -> Option<&'a Entity> {
    analysis.entities.iter().find(|e| e.name == name)
}

#[test]
fn without_corrections_nothing_changes() {
    let plain = analyzer().analyze(TEXT, Day::parse("2016-09-05")).to_json(false);
    assert_eq!(serde_json::to_string(&corrected(&[])).unwrap(), plain);
}

#[test]
fn two_entities_are_made_one() {
    let before = corrected(&[]);
    assert!(named(&before, "Arbor Bank").is_some() && named(&before, "Bolt Motors").is_some());
    let after = corrected(&[("same", &[("Arbor Bank", 0), ("Bolt Motors", 1)], None)]);
    let acme = named(&after, "Arbor Bank").expect("the first place names the whole");
    assert!(named(&after, "Bolt Motors").is_none() && acme.why.contains(&"reader"));
    assert_eq!(words(&after, acme).iter().filter(|w| *w == "Bolt Motors").count(), 3);
    // The chairman of Bolt is the chairman of what Bolt was found to be.
    let ray = named(&after, "Bo Ray").unwrap();
    assert!(after.roles.iter().any(|r| r.person == ray.id && r.of.as_ref() == Some(&acme.id)));
}

#[test]
fn one_entity_is_made_two() {
    let after = corrected(&[("different", &[("Lee", 1)], None)]);
    let lee: Vec<_> = after.entities.iter().filter(|e| e.name.contains("Lee")).map(|e| e.name.as_str()).collect();
    assert_eq!(lee.len(), 2, "{lee:?}");
    assert!(lee.contains(&"Ann Lee") && lee.contains(&"Lee"));
}

#[test]
fn what_is_no_entity_goes_with_all_that_hung_on_it() {
    let before = corrected(&[]);
    let ray = named(&before, "Bo Ray").unwrap();
    assert!(before.roles.iter().any(|r| r.person == ray.id));
    let after = corrected(&[("not-entity", &[("Bo Ray", 0)], None)]);
    assert!(named(&after, "Bo Ray").is_none());
    let ids: Vec<&str> = after.entities.iter().map(|e| e.id.as_str()).collect();
    assert!(after.roles.iter().all(|r| ids.contains(&r.person.as_str())) && after.roles.len() < before.roles.len());
}

#[test]
fn a_type_holds_wherever_the_name_stands_and_new_names_are_added() {
    let after = corrected(&[
        ("type", &[("Arbor Bank", 1)], Some("PRODUCT")),
        ("type", &[("chief executive", 0)], Some("WORK")),
    ]);
    let acme: Vec<_> = after.entities.iter().filter(|e| e.name == "Arbor Bank").collect();
    assert!(acme.len() == 1 && acme[0].r#type == "PRODUCT", "{acme:?}");
    assert_eq!(named(&after, "chief executive").map(|e| e.r#type), Some("WORK"));
}

#[test]
fn a_pronoun_is_given_to_somebody_else() {
    let before = corrected(&[]);
    assert!(words(&before, named(&before, "Ann Lee").unwrap()).contains(&"She".to_string()));
    let after = corrected(&[("same", &[("Bo Ray", 0), ("She", 0)], None)]);
    assert!(words(&after, named(&after, "Bo Ray").unwrap()).contains(&"She".to_string()));
    assert!(!words(&after, named(&after, "Ann Lee").unwrap()).contains(&"She".to_string()));
    let none = corrected(&[("different", &[("She", 0)], None)]);
    assert!(none.entities.iter().all(|e| !words(&none, e).contains(&"She".to_string())));
}

#[test]
fn a_date_is_what_the_reader_says_and_events_follow() {
    let after = corrected(&[("date", &[("May", 0)], Some("2014-05-07"))]);
    let timex = after.timexes.iter().find(|t| t.rule == "reader").unwrap();
    assert_eq!((timex.value.as_str(), timex.earliest.as_deref()), ("2014-05-07", Some("2014-05-07")));
    assert!(after.events.iter().any(|e| e.when.value.as_deref() == Some("2014-05-07")), "{:?}", after.events);
    let added = corrected(&[("date", &[("said nothing", 0)], Some("2015"))]);
    assert!(added.timexes.iter().any(|t| t.value == "2015" && t.rule == "reader"));
}

#[test]
fn what_finds_no_place_is_told() {
    let after = corrected(&[
        ("same", &[("Arbor Bank", 0), ("Bolt Motors", 0)], None),
        ("not-entity", &[("said nothing", 0)], None),
    ]);
    assert_eq!(after.unmet, [1]);
}

#[test]
fn a_session_reads_again_only_when_corrections_change() {
    let mut session = Session::new(analyzer());
    let list =
        vec![dateline::Correction::Same(vec![dateline::span::Span::new(0, 10), dateline::span::Span::new(18, 29)])];
    let plain = session.analyze(TEXT.to_string(), None).document;
    let first = session.analyze_corrected(TEXT.to_string(), None, list.clone()).document;
    let again = session.analyze_corrected(TEXT.to_string(), Day::parse("2016-09-05"), list).document;
    assert!(std::sync::Arc::ptr_eq(&first, &again) && !std::sync::Arc::ptr_eq(&plain, &first));
    assert_eq!(first.entities.len() + 1, plain.entities.len());
}
