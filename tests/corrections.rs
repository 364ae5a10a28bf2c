//! What a reader corrects stands, and everything that follows from it is derived anew.

use dateline::wire::{self, Analysis, Entity, Event, Stretch};
use dateline::{Analyzer, Day, Session};
use std::fs;

const TEXT: &str = "Arbor Bank to buy Bolt Motors\n\nPARIS — Arbor Bank chief executive Ann Lee said on Monday that the firm would buy Bolt Motors. \
    Lee joined Arbor Bank in 2010. She met Bo Ray, the Bolt Motors chairman, in May. Ray said nothing.";

const NEWS: &str = "Rebels take town\n\nALEPPO — In June 2015 rebels attacked Aleppo and burned its market. The attack on Aleppo by rebels killed ten people. \
    They left when the army came. The mayor said nothing on Friday. The mayor, mina okoro, wept. Later mina okoro resigned.";

fn analyzer() -> Analyzer {
    Analyzer::new(fs::read("data/model.bin").unwrap()).unwrap()
}

/// A kind, the words of its places with their number of turn, and a value.
type Said<'a> = (&'a str, &'a [(&'a str, usize)], Option<&'a str>);

/// The analysis of `TEXT` with corrections given as (kind, the places' words with their number of turn, value).
fn corrected(list: &[Said]) -> Analysis {
    corrected_in(TEXT, list)
}

/// The same of another text.
fn corrected_in(text: &str, list: &[Said]) -> Analysis {
    let at = |&(words, turn): &(&str, usize)| {
        let start = text.match_indices(words).nth(turn).unwrap().0;
        let units = |byte: usize| text[..byte].encode_utf16().count() as u32;
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
    let corrections = wire::read_corrections(text, &list).unwrap();
    analyzer().analyze_corrected(text, Day::parse("2016-09-05"), &corrections).to_wire(false)
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
fn a_group_of_mentions_is_parted_together() {
    let after = corrected(&[("different", &[("Lee", 1), ("She", 0)], None)]);
    assert_eq!(words(&after, named(&after, "Lee").unwrap()), ["Lee", "She"]);
    assert_eq!(words(&after, named(&after, "Ann Lee").unwrap()), ["Ann Lee"]);
    let firms = corrected(&[("different", &[("Arbor Bank", 0), ("Arbor Bank", 2)], None)]);
    let banks: Vec<_> = firms.entities.iter().filter(|e| e.name == "Arbor Bank").collect();
    let named = |e: &Entity| words(&firms, e).iter().filter(|w| *w == "Arbor Bank").count();
    let mut sizes: Vec<usize> = banks.iter().map(|e| named(e)).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2]);
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

/// The words of `NEWS` at a stretch.
fn of(stretch: &Stretch) -> String {
    let units: Vec<u16> = NEWS.encode_utf16().collect();
    String::from_utf16(&units[stretch.start as usize..stretch.end as usize]).unwrap()
}

/// The event of `NEWS` whose trigger is `word`, the first.
fn event<'a>(analysis: &'a Analysis, word: &str) -> Option<&'a Event> {
    analysis.events.iter().find(|e| of(&e.trigger) == word)
}

fn triggers(analysis: &Analysis) -> Vec<String> {
    analysis.events.iter().map(|e| of(&e.trigger)).collect()
}

#[test]
fn a_person_is_added_from_a_selection_of_small_letters_wherever_it_stands() {
    assert!(corrected_in(NEWS, &[]).entities.iter().all(|e| !e.name.contains("mina")), "the test tests nothing");
    // Half of the last word is selected.
    for selected in ["mina okoro", "mina oko"] {
        let after = corrected_in(NEWS, &[("type", &[(selected, 0)], Some("PERSON"))]);
        let mina = named(&after, "mina okoro").unwrap();
        let names = mina.mentions.iter().filter(|m| m.form == "name");
        let names: Vec<String> = names.map(|m| of(&Stretch { start: m.start, end: m.end })).collect();
        assert_eq!((mina.r#type, names), ("PERSON", vec!["mina okoro".to_string(); 2]));
        let who = &event(&after, "resigned").unwrap().who;
        assert!(matches!(&who[..], [wire::Participant::Entity(id)] if *id == mina.id), "{who:?}");
    }
}

#[test]
fn what_is_no_event_goes_and_no_other_telling_takes_its_row() {
    let before = corrected_in(NEWS, &[]);
    let attacked = event(&before, "attacked").unwrap();
    let row = before.timeline.iter().find(|r| r.event == attacked.id).unwrap();
    assert_eq!(row.also, [event(&before, "attack").unwrap().id.clone()], "the test tests nothing");
    for (place, turn) in [("attacked", 0), ("rebels attacked Aleppo", 0), ("In June 2015", 0)] {
        let after = corrected_in(NEWS, &[("not-event", &[(place, turn)], None)]);
        assert!(after.unmet.is_empty() && event(&after, "attacked").is_none(), "{place}: {:?}", triggers(&after));
        assert_eq!(after.events.len() + 1, before.events.len());
        assert_eq!(after.timeline.len() + 1, before.timeline.len());
        let other = event(&after, "attack").unwrap();
        assert!(!other.on_timeline && after.timeline.iter().all(|r| r.event != other.id && r.also.is_empty()));
        // The time that it shared is told by the words themselves.
        let june = &after.timexes.iter().find(|t| t.value == "2015-06").unwrap().id;
        assert_eq!((&other.when.timexes, &other.when.event), (&vec![june.clone()], &None));
    }
    let again =
        corrected_in(NEWS, &[("not-event", &[("attacked", 0)], None), ("event", &[("attack on Aleppo", 0)], None)]);
    assert!(event(&again, "attacked").is_none() && event(&again, "attack").unwrap().on_timeline);
    let undone = corrected_in(NEWS, &[("not-event", &[("attacked", 0)], None), ("event", &[("attacked", 0)], None)]);
    assert_eq!(triggers(&undone), triggers(&before));
}

#[test]
fn ids_and_order_hold_when_an_event_is_gone() {
    let after = corrected_in(NEWS, &[("not-event", &[("burned", 0)], None)]);
    let known = |id: &String| after.events.iter().any(|e| e.id == *id);
    assert!(after.events.iter().all(|e| e.when.event.iter().all(known) && e.order.iter().all(|o| known(&o.event))));
    let (left, came) = (event(&after, "left").unwrap(), event(&after, "came").unwrap());
    assert_eq!((&left.order[0].event, &came.order[0].event), (&came.id, &left.id));
}

#[test]
fn an_event_is_added_from_a_selection() {
    assert!(event(&corrected_in(NEWS, &[]), "said").is_none(), "the test tests nothing");
    let after = corrected_in(NEWS, &[("event", &[("mayor said noth", 0)], None)]);
    let said = event(&after, "said").unwrap();
    assert_eq!((of(&said.label).as_str(), said.lemma.as_str()), ("mayor said nothing", "say"));
    assert!(said.on_timeline && said.why[0] == "reader" && said.factuality == "negated");
    assert_eq!((said.when.basis, said.when.value.as_deref()), ("explicit", Some("2016-09-02")));
    assert!(after.timeline.iter().any(|r| r.event == said.id));
    // One word keeps the clause that it has; nothing but marks tells nothing; two sentences are no event.
    let clause = corrected_in(NEWS, &[("event", &[("left", 0)], None)]);
    assert_eq!(of(&event(&clause, "left").unwrap().label), "They left when the army came");
    assert!(event(&clause, "left").unwrap().on_timeline);
    let none = corrected_in(NEWS, &[("event", &[("—", 0)], None), ("event", &[("came. The", 0)], None)]);
    assert_eq!(none.unmet, [0, 1]);
}

#[test]
fn an_event_is_when_the_reader_says_and_what_shares_its_time_follows() {
    for (value, earliest, latest, display) in [
        ("2014", "2014-01-01", "2014-12-31", "2014"),
        ("2014-03", "2014-03-01", "2014-03-31", "Mar 2014"),
        ("2014-03-09", "2014-03-09", "2014-03-09", "9 Mar 2014"),
    ] {
        let after = corrected_in(NEWS, &[("when", &[("attacked", 0)], Some(value))]);
        let attacked = event(&after, "attacked").unwrap();
        let when = &attacked.when;
        assert_eq!((when.value.as_deref(), when.basis), (Some(value), "reader"));
        assert_eq!((when.earliest.as_deref(), when.latest.as_deref()), (Some(earliest), Some(latest)));
        let row = after.timeline.iter().find(|r| r.event == attacked.id).unwrap();
        assert_eq!((row.lane, row.display.as_str()), ("dated", display));
        let other = &event(&after, "attack").unwrap().when;
        assert_eq!(
            (other.value.as_deref(), other.basis, &other.event),
            (Some(value), "inherited", &Some(attacked.id.clone()))
        );
    }
    let tied = corrected_in(NEWS, &[("when", &[("came", 0)], Some("2015-06-20"))]);
    assert_eq!(event(&tied, "left").unwrap().when.earliest.as_deref(), Some("2015-06-20"), "\"when\" ties it");
    for none in [None, Some("none")] {
        let after = corrected_in(NEWS, &[("when", &[("attacked", 0)], none)]);
        let attacked = event(&after, "attacked").unwrap();
        assert_eq!((&attacked.when.value, attacked.when.basis), (&None, "reader"));
        let row = after.timeline.iter().find(|r| r.event == attacked.id).unwrap();
        assert_eq!((row.lane, row.display.as_str()), ("undated", "undated"));
    }
}

#[test]
fn an_event_happened_or_not_as_the_reader_says() {
    for told in ["happened", "ongoing", "planned", "possible", "negated"] {
        let after = corrected_in(NEWS, &[("factuality", &[("came", 0)], Some(told))]);
        let came = event(&after, "came").unwrap();
        assert!(came.factuality == told && came.on_timeline && came.why[0] == "reader");
    }
    // What is dated after publication is planned, unless the reader knows better.
    let ahead = ("when", &[("came", 0)][..], Some("2017"));
    assert_eq!(event(&corrected_in(NEWS, &[ahead]), "came").unwrap().factuality, "planned");
    let both = corrected_in(NEWS, &[ahead, ("factuality", &[("came", 0)], Some("happened"))]);
    let came = event(&both, "came").unwrap();
    assert_eq!((came.factuality, came.when.value.as_deref()), ("happened", Some("2017")));
}

#[test]
fn what_finds_no_place_is_told() {
    let after = corrected(&[
        ("same", &[("Arbor Bank", 0), ("Bolt Motors", 0)], None),
        ("not-entity", &[("said nothing", 0)], None),
    ]);
    assert_eq!(after.unmet, [1]);
    let dateline = [("PARIS", 0)];
    let events = [("not-event", None), ("when", Some("2015")), ("factuality", Some("planned"))];
    let list: Vec<Said> = events.iter().map(|&(kind, value)| (kind, &dateline[..], value)).collect();
    assert_eq!(corrected(&list).unmet, [0, 1, 2]);
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
    assert!(std::sync::Arc::ptr_eq(&first.parsed, &plain.parsed), "the words are seen again");
    assert_eq!(first.entities.len() + 1, plain.entities.len());
}
