//! Time expressions: the table of cases, and what holds for any text on any day.

mod timex_checks;

use dateline::timex::{self, Day, Timex};
use proptest::prelude::*;
use timex_checks::holds::{PIECES, find, holds};

fn analyse(text: &str, published: Option<Day>) -> Vec<Timex> {
    timex::resolve(&find(text).1, published)
}

/// Checks a table: text, publication day, words, type, value, mod, rule.
fn check(table: &str, analyse: impl Fn(&str, Option<Day>) -> Vec<Timex>) {
    let lines: Vec<Vec<&str>> =
        table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    assert!(lines.len() > 10 && lines.iter().all(|l| l.len() == 7), "seven columns a row");
    let mut wrong = Vec::new();
    for group in lines.chunk_by(|a, b| a[..2] == b[..2]) {
        let (text, published) = (group[0][0], group[0][1]);
        let expected: Vec<String> = group.iter().filter(|l| l[2] != "-").map(|l| l[2..].join("\t")).collect();
        let write = |t: &Timex| {
            let modifier = t.modifier.map_or("-", |m| m.code());
            [t.span.of(text), t.kind.code(), &t.value, modifier, t.rule].join("\t")
        };
        let got: Vec<String> = analyse(text, Day::parse(published)).iter().map(write).collect();
        if got != expected {
            wrong.push(format!("{text} ({published})\n  expected {expected:?}\n  got      {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cases() {
    check(include_str!("timex_cases.tsv"), analyse);
}

#[test]
fn cases_for_the_reader() {
    let model = std::fs::read("data/model.bin").expect("the model");
    let analyzer = dateline::Analyzer::new(model).expect("a whole model");
    check(include_str!("timex_read_cases.tsv"), |text, day| analyzer.analyze(text, day).timexes);
}

#[test]
fn other_readings_are_offered() {
    let sunday = Day::parse("2016-09-04");
    let t = &analyse("Mr Kerry said on Sunday that talks had ended.", sunday)[0];
    let values: Vec<&str> = t.alternatives.iter().map(|a| a.value.as_str()).collect();
    assert_eq!((t.value.as_str(), values), ("2016-09-04", vec!["2016-08-28", "2016-09-11"]));
    let t = &analyse("It happened a day earlier.", sunday)[0];
    assert_eq!((t.value.as_str(), t.alternatives[0].value.as_str()), ("XXXX-XX-XX", "2016-09-03"));
    let t = &analyse("It was signed on 4/9/2015.", sunday)[0];
    assert_eq!((t.value.as_str(), t.alternatives[0].value.as_str()), ("2015-04-09", "2015-09-04"));
    let t = &analyse("The talks begin next Friday.", Day::parse("2016-09-05"))[0];
    assert_eq!((t.value.as_str(), t.alternatives[0].value.as_str()), ("2016-09-16", "2016-09-09"));
}

#[test]
fn a_new_day_needs_no_new_reading() {
    let (_, found) = find("Rebels broke the siege last month, and in 2015 they lost it. Two days later it rained.");
    let write = |day: Option<Day>| -> Vec<(String, bool)> {
        timex::resolve(&found, day).into_iter().map(|t| (t.value, t.relative)).collect()
    };
    let none = write(None);
    assert_eq!(none[0], ("XXXX-XX".into(), true));
    assert_eq!(none[1], ("2015".into(), false));
    assert_eq!(write(Day::parse("2016-09-04"))[0].0, "2016-08");
    assert_eq!(write(Day::parse("2020-01-31"))[0].0, "2019-12");
}

#[test]
fn bounds_and_edtf() {
    let check = |text: &str, edtf: Option<&str>, earliest: Option<&str>, latest: Option<&str>| {
        let t = &analyse(text, Day::parse("2016-09-04"))[0];
        let iso = |d: Option<Day>| d.map(|d| d.to_string());
        assert_eq!(
            (t.edtf.as_deref(), iso(t.earliest).as_deref(), iso(t.latest).as_deref()),
            (edtf, earliest, latest),
            "{text}"
        );
    };
    check("It fell in July.", Some("2016-07"), Some("2016-07-01"), Some("2016-07-31"));
    check("It came last week.", Some("2016-08-22/2016-08-28"), Some("2016-08-22"), Some("2016-08-28"));
    check("It may come as early as Sunday.", Some("2016-09-04/.."), Some("2016-09-04"), None);
    check("It grew in the 1990s.", Some("199X"), Some("1990-01-01"), Some("1999-12-31"));
    check("It fell in the third quarter of 2015.", Some("2015-35"), Some("2015-07-01"), Some("2015-09-30"));
    check("It snowed about five months ago.", Some("2016-04~"), Some("2016-04-01"), Some("2016-04-30"));
    check("Sales rose in fiscal 2016.", None, None, None);
    check("We now agree.", None, None, None);
    let t = &analyse("It fell in August 2015 and rose two weeks later.", None)[1];
    let iso = |d: Option<Day>| d.map(|d| d.to_string());
    assert_eq!((iso(t.earliest), iso(t.latest)), (Some("2015-08-15".into()), Some("2015-09-14".into())));
}

fn any_day() -> impl Strategy<Value = Option<Day>> {
    let day = (-9999i32..=9999, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Day::new(y, m, d));
    prop_oneof![1 => Just(None), 4 => day, 1 => Just(Day::new(9999, 12, 31)), 1 => Just(Day::new(-9998, 1, 1))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_on_any_day(text in "\\PC{0,80}", day in any_day()) {
        holds(&text, day);
    }

    #[test]
    fn any_run_of_pieces_on_any_day(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14), day in any_day()) {
        holds(&pieces.join(" "), day);
        holds(&pieces.concat(), day);
    }
}
