//! Another day of publication is resolved without reading the text again, and answers what a fresh reading would.

use dateline::{Analyzer, Day, Session};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Days on which the articles' times fall differently: none, an ordinary one, a leap day, the last of a year, one long
/// before the articles, one at the calendar's end.
const DAYS: [Option<&str>; 6] =
    [None, Some("2016-09-04"), Some("2020-02-29"), Some("1999-12-31"), Some("1815-06-18"), Some("9999-12-31")];

fn days() -> impl Iterator<Item = Option<Day>> {
    DAYS.into_iter().map(|day| day.map(|d| Day::parse(d).unwrap()))
}

fn analyzer() -> Analyzer {
    Analyzer::new(fs::read("data/model.bin").unwrap()).unwrap()
}

fn articles() -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir("tests/golden").unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.iter().map(|f| fs::read_to_string(f).unwrap()).collect()
}

#[test]
fn a_new_day_answers_what_a_new_reading_would() {
    let analyzer = analyzer();
    let mut session = Session::new(self::analyzer());
    let mut differ = 0;
    for text in articles() {
        let fresh: Vec<String> = days().map(|day| analyzer.analyze(&text, day).to_json(true)).collect();
        let document = Arc::new(analyzer.read(&text));
        let order = || (0..DAYS.len()).chain((0..DAYS.len()).rev());
        for n in order() {
            let day = days().nth(n).unwrap();
            assert!(analyzer.resolve(&document, day).to_json(true) == fresh[n], "{:?} of {:.40?}", DAYS[n], text);
            assert!(session.analyze(text.clone(), day).to_json(true) == fresh[n], "{:?} of {:.40?}", DAYS[n], text);
        }
        differ += usize::from(fresh.windows(2).all(|w| w[0] != w[1]));
    }
    assert!(differ >= 5, "the days make a difference, or nothing was tested");
}

#[test]
fn a_text_is_read_once_however_many_days_are_tried() {
    let mut session = Session::new(analyzer());
    let text = "Rebels broke the siege last month. Ms Abe said on Sunday that two died.";
    let first = session.analyze(text.to_string(), None).document;
    for day in days() {
        assert!(Arc::ptr_eq(&first, &session.analyze(text.to_string(), day).document), "read again for {day:?}");
    }
}

#[test]
fn another_text_is_read_and_the_last_one_is_let_go() {
    let mut session = Session::new(analyzer());
    let (one, other) = ("It rained on Sunday.", "It snowed on Sunday.");
    let first = Arc::downgrade(&session.analyze(one.to_string(), None).document);
    assert!(first.upgrade().is_some());
    assert_eq!(session.analyze(other.to_string(), None).document.text, other);
    assert!(first.upgrade().is_none(), "two texts are kept");
    assert_eq!(session.analyze(one.to_string(), None).document.text, one);
}
