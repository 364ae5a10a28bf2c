//! What bounds the day of a text that does not name it.

use dateline::Analyzer;
use dateline::publication::{Publication, Source};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin");
    Analyzer::new(std::fs::read(path).unwrap()).unwrap()
});

fn publication(text: &str) -> Publication {
    let analysis = ANALYZER.analyze(text, None);
    let p = analysis.publication;
    assert!(p.source == Source::Bounded || p.earliest.is_none() || p.value.is_some());
    assert!(p.latest.is_none_or(|last| p.earliest.is_none_or(|first| first <= last)));
    p
}

/// The range, "-" for none.
fn range(text: &str) -> String {
    let p = publication(text);
    assert_eq!(p.value, None, "a range is no day");
    match (p.earliest, p.latest) {
        (None, None) => "-".to_string(),
        (first, last) => format!(
            "{}..{}",
            first.map_or(String::new(), |d| d.to_string()),
            last.map_or(String::new(), |d| d.to_string())
        ),
    }
}

#[test]
fn terms_of_office_meet() {
    let text = "President Obama met Prime Minister Theresa May on Sunday. The two leaders spoke of trade.";
    assert_eq!(range(text), "2016-07-13..2017-01-20");
    let p = publication(text);
    assert_eq!(p.source, Source::Bounded);
    let may = "\"Prime Minister\" Theresa May: in office 13 July 2016 to 24 July 2019";
    assert!(p.why.len() == 2 && p.why.iter().any(|w| w == may), "{:?}", p.why);
}

#[test]
fn a_range_leaves_times_relative() {
    let analysis = ANALYZER.analyze("President Obama met Prime Minister Theresa May last month.", None);
    assert!(analysis.timexes.iter().all(|t| t.relative && t.earliest.is_none()), "{:?}", analysis.timexes);
}

#[test]
fn another_holder_tells_two_of_one_name_apart() {
    assert_eq!(range("President Bush spoke to reporters in Washington."), "1989-01-20..2009-01-20");
    assert_eq!(
        range("President Bush met Prime Minister Tony Blair in Washington on Friday."),
        "2001-01-20..2007-06-27"
    );
    assert_eq!(
        range("President Obama called Russian President Vladimir Putin on Friday."),
        "2012-05-07..2017-01-20",
        "of Putin's two times only the second meets Obama's"
    );
}

#[test]
fn who_held_an_office_once_holds_it_no_more() {
    assert_eq!(range("Former President Bill Clinton spoke in Ohio on Monday."), "2001-01-20..");
    assert_eq!(range("The then-Prime Minister David Cameron had refused to say."), "-");
    assert_eq!(range("Deputy Prime Minister Gordon Brown had refused to say."), "-");
    assert_eq!(range("In 1996 President Clinton signed the welfare bill."), "1996-01-01..");
}

#[test]
fn an_office_of_another_country_or_house_is_another_office() {
    assert_eq!(range("Acme President Gordon Brown spoke in Ohio on Monday."), "-");
    assert_eq!(range("South African Prime Minister Gordon Brown spoke on Monday."), "-");
}

#[test]
fn dates_bound_by_their_tense() {
    assert_eq!(range("The bridge collapsed on 14 March 2012. The mayor resigned in 2013."), "2013-01-01..");
    assert_eq!(range("The new stadium will open in 2018, the club says."), "..2018-12-31");
    assert_eq!(range("The company sold bonds worth $125 million due Oct. 15, 1999."), "-");
    assert_eq!(range("He said in 2009 that the plant would open in 2012."), "-");
}

#[test]
fn old_holders_give_way_to_later_dates_and_contradictions_give_no_range() {
    let p = publication("President Reagan loved this ranch. The house burned down on 3 May 2011.");
    assert_eq!((p.earliest.map(|d| d.year()), p.latest), (Some(2011), None));
    assert!(p.why.iter().any(|w| w.contains("passed over")), "{:?}", p.why);
    let p = publication("President Reagan loved this ranch. President Obama went to see it.");
    assert_eq!((p.source, p.earliest, p.latest), (Source::Unknown, None, None));
    assert!(p.why.len() == 3 && p.why[0].contains("does not fit"), "{:?}", p.why);
}

#[test]
fn one_that_fits_nothing_else_is_passed_over() {
    let text = "President Obama met British Prime Minister David Cameron. French President Nicolas Sarkozy was there. \
                President Reagan loved such meetings.";
    assert_eq!(range(text), "2010-05-11..2012-05-15");
}
