use super::*;

fn draft(name: &str, aliases: &[&str], kind: NameType, class: Class, code: &[u8; 2], prominence: u8) -> Draft {
    let aliases = aliases.iter().map(|a| a.to_string()).collect();
    let country = (code != b"--").then_some(*code);
    Draft { aliases, country, prominence, ..Draft::new(name, kind, class) }
}

fn drafts() -> Vec<Draft> {
    use NameType::{Gpe, Loc, Org};
    let mut drafts = vec![
        draft("Georgia", &["Republic of Georgia"], Gpe, Class::Country, b"GE", 220),
        draft("Georgia", &["Ga."], Gpe, Class::Division, b"US", 120),
        draft("United States", &["US", "USA"], Gpe, Class::Country, b"US", 240),
        draft("Atlanta", &[], Gpe, Class::City, b"US", 110),
        draft("Kyiv", &["Kiev"], Gpe, Class::Capital, b"UA", 130),
        draft("Ukraine", &[], Gpe, Class::Country, b"UA", 225),
        draft("World Health Organization", &["WHO"], Org, Class::InternationalBody, b"--", 170),
        draft("Red Sea", &[], Loc, Class::Water, b"--", 100),
        draft("Mali", &["the Republic of Mali"], Gpe, Class::Country, b"ML", 210),
    ];
    drafts[3].division = Some(1);
    drafts[3].place = Some(Place { lat: 3_375, lon: -8_439 });
    drafts[4].seat_of = Some(5);
    drafts[2].wikidata = Some(30);
    drafts
}

fn kb() -> Kb {
    Kb::parse(Section::owned(write(&drafts()).unwrap())).unwrap()
}

#[test]
fn a_name_gives_all_its_things() {
    let kb = kb();
    let found = kb.candidates("GEORGIA");
    assert_eq!(
        found.iter().map(|t| (t.class, t.country)).collect::<Vec<_>>(),
        [(Class::Country, Some(*b"GE")), (Class::Division, Some(*b"US"))]
    );
    assert!(kb.candidates("Gondor").is_empty() && kb.candidates("").is_empty() && kb.candidates("the").is_empty());
    let kiev = kb.candidates("Kiev")[0];
    assert_eq!((kiev.name, kiev.id), ("Kyiv", kb.candidates("kyiv")[0].id));
    assert_eq!(kb.get(kiev.seat_of.unwrap()).unwrap().name, "Ukraine");
}

#[test]
fn acronyms_need_capitals() {
    let kb = kb();
    let first = |phrase: &str| kb.candidates(phrase).first().map(|t| t.name);
    assert_eq!(first("WHO"), Some("World Health Organization"));
    assert_eq!(first("the W.H.O."), Some("World Health Organization"));
    assert_eq!(first("Who"), None);
    assert_eq!(first("U.S."), Some("United States"));
    assert_eq!(first("the Red  Sea"), Some("Red Sea"));
    assert_eq!(first("ga."), Some("Georgia"));
}

#[test]
fn what_a_thing_says() {
    let kb = kb();
    let atlanta = kb.candidates("Atlanta")[0];
    assert_eq!((atlanta.country, atlanta.place), (Some(*b"US"), Some(Place { lat: 3_375, lon: -8_439 })));
    assert_eq!(kb.get(atlanta.division.unwrap()).unwrap().class, Class::Division);
    let us = kb.country(*b"US").unwrap();
    assert_eq!((us.name, us.wikidata, us.place), ("United States", Some(30), None));
    assert_eq!(kb.named("georgia", Class::Division).unwrap().country, Some(*b"US"));
    assert!(kb.country(*b"QQ").is_none() && kb.get(kb.len()).is_none() && kb.get(usize::MAX).is_none());
}

#[test]
fn classes_round_trip() {
    for (number, class) in Class::ALL.into_iter().enumerate() {
        assert_eq!((Class::from_number(number as u8), Class::parse(class.as_str())), (Some(class), Some(class)));
    }
}

#[test]
fn damage_never_panics() {
    let bytes = write(&drafts()).unwrap();
    for n in 0..bytes.len() {
        assert!(Kb::parse(Section::owned(bytes[..n].to_vec())).is_err(), "cut at {n}");
    }
    for bit in 0..bytes.len() * 8 {
        let mut bad = bytes.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        let Ok(kb) = Kb::parse(Section::owned(bad)) else { continue };
        (0..kb.len()).for_each(|id| assert!(kb.get(id).is_some()));
        ["Georgia", "US", "Kiev", "Q"].iter().for_each(|p| drop(kb.candidates(p)));
    }
}

#[test]
fn an_empty_one_knows_nothing() {
    let kb = Kb::parse(Section::owned(write(&[]).unwrap())).unwrap();
    assert!(kb.is_empty() && kb.candidates("Georgia").is_empty());
}
