//! Another day of publication is resolved, and another correction derived, without reading the text again, and answers what a
//! fresh reading would.

use dateline::session::{Article, KEPT};
use dateline::span::Span;
use dateline::timex::Period;
use dateline::{Analyzer, Correction, Day, Session};
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

/// Lists of corrections about the first words of a text.
fn lists() -> Vec<Vec<Correction>> {
    let (start, long) = (Span::new(0, 8), Span::new(0, 60));
    vec![
        Vec::new(),
        vec![Correction::NotEntity(start)],
        vec![Correction::Date(start, Period::Year(2014)), Correction::Event(start)],
        vec![Correction::NotEvent(long)],
        vec![Correction::When(long, None)],
    ]
}

#[test]
fn a_new_correction_answers_what_a_new_reading_would() {
    let analyzer = analyzer();
    let mut session = Session::new(self::analyzer());
    let day = Day::parse("2016-09-04");
    let mut differ = 0;
    for text in articles().into_iter().filter(|t| t.is_char_boundary(8) && t.is_char_boundary(60)) {
        let fresh = |list: &Vec<Correction>| analyzer.analyze_corrected(&text, day, list).to_json(true);
        let fresh: Vec<String> = lists().iter().map(fresh).collect();
        let parsed = session.analyze(text.clone(), None).document.parsed.clone();
        for (list, wanted) in lists().into_iter().zip(&fresh).chain(lists().into_iter().zip(&fresh).rev()) {
            let analysis = session.analyze_corrected(text.clone(), day, list.clone());
            assert!(analysis.to_json(true) == *wanted, "{list:?} of {text:.40?}");
            assert!(Arc::ptr_eq(&analysis.document.parsed, &parsed), "read again for {list:?}");
        }
        differ += usize::from(fresh[1..].iter().any(|f| *f != fresh[0]));
    }
    assert!(differ >= 3, "the corrections make a difference, or nothing was tested");
}

#[test]
fn a_dossier_reads_again_only_what_is_new_in_it() {
    let mut session = Session::new(analyzer());
    let article = |text: &str, corrections: Vec<Correction>| Article {
        text: text.to_string(),
        published: Day::parse("2016-09-04"),
        corrections,
    };
    let (one, two, three) = ("It rained on Sunday.", "It snowed on Sunday.", "It hailed on Sunday.");
    let plain = |text| article(text, Vec::new());
    let open = session.analyze(one.to_string(), None).document;
    let first = session.dossier(vec![plain(one), plain(two), plain(two)]);
    let list = vec![Correction::NotEvent(Span::new(3, 9))];
    let second = session.dossier(vec![plain(three), article(two, list.clone()), plain(one)]);
    assert!(Arc::ptr_eq(&first[0].document, &second[2].document), "an article that is the same is read again");
    assert!(Arc::ptr_eq(&first[1].document.parsed, &second[1].document.parsed), "a corrected article is read again");
    assert!(second[1].events.len() + 1 == first[1].events.len());
    let analyzer = analyzer();
    for (analysis, (text, list)) in second.iter().zip([(three, Vec::new()), (two, list), (one, Vec::new())]) {
        let fresh = analyzer.analyze_corrected(text, Day::parse("2016-09-04"), &list);
        assert!(analysis.to_json(true) == fresh.to_json(true), "{text}");
    }
    assert!(Arc::ptr_eq(&open, &session.analyze(one.to_string(), None).document), "the open text is forgotten");
}

#[test]
fn a_dossier_lets_go_what_is_not_in_it_and_what_is_too_much() {
    let mut session = Session::new(analyzer());
    let article = |text: &str| Article { text: text.to_string(), published: None, corrections: Vec::new() };
    let long = " ".repeat(KEPT);
    let of = |analyses: Vec<dateline::Analysis>| -> Vec<_> {
        analyses.iter().map(|a| Arc::downgrade(&a.document)).collect()
    };
    let first = of(session.dossier(vec![article("It rained."), article(&long), article("It snowed.")]));
    let kept: Vec<bool> = first.iter().map(|d| d.upgrade().is_some()).collect();
    assert_eq!(kept, [true, false, true], "all is kept but what there is no room for");
    session.dossier(vec![article("It snowed.")]);
    assert!(first[0].upgrade().is_none() && first[2].upgrade().is_some());
}
