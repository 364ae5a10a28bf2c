//! Several articles as one: who is one in them, what is one happening, and in what they differ.

use dateline::dossier::{self, At, Dossier};
use dateline::{Analysis, Analyzer, Day};
use expect_test::{Expect, expect};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin");
    Analyzer::new(std::fs::read(path).unwrap()).unwrap()
});

const WIRE: &str = "Ferry sinks off Port Alder\n\nPORT ALDER, March 3 (Wire) - The ferry Morning Star sank off Port \
Alder on Tuesday, killing at least 12 people, the coast guard said.\n\nTransport Minister Helena Brandt ordered an inquiry \
and said she would visit Port Alder on Friday. Police arrested the captain, Tomas Rui, on Wednesday.\n\nAlder Lines bought \
the Morning Star in 2015.";
const PAPER: &str = "Captain of sunken ferry charged\n\nThe captain of the Morning Star, Tomas Rui, was charged with \
manslaughter on Thursday, a day after his arrest in Port Alder.\n\nHelena Brandt visited Port Alder on Friday morning. \"We \
will find out why,\" Brandt said. Alder Lines, which bought the Morning Star in 2015, faces a fine.";
const RADIO: &str = "Minister under fire over ferry disaster\n\nOpposition leader Karl Voss called on Brandt to resign on \
Saturday.\n\nHe said police had not arrested Rui until Thursday. Voss will speak in parliament on Tuesday.";

fn read(articles: &[(&str, &str)]) -> Vec<Analysis> {
    articles.iter().map(|(text, day)| ANALYZER.analyze(*text, Day::parse(day))).collect()
}

fn merge(analyses: &[Analysis]) -> Dossier {
    dossier::merge(&analyses.iter().collect::<Vec<_>>())
}

fn check(articles: &[(&str, &str)], expected: Expect) {
    let analyses = read(articles);
    let merged = merge(&analyses);
    let name = |at: &At| {
        let document = &analyses[at.article].document;
        format!("{}:{}", at.article, document.entities[at.index].name.of(&document.text))
    };
    let event = |at: &At| {
        let a = &analyses[at.article];
        let e = &a.events[at.index];
        format!("{}:{} {}", at.article, e.found.trigger.of(&a.document.text), e.factuality.as_str())
    };
    let mut out = String::new();
    for member in merged.cast.iter().filter(|m| m.entities.len() > 1) {
        out += &format!("{}\n", member.entities.iter().map(name).collect::<Vec<_>>().join(" = "));
    }
    for row in merged.timeline.iter().filter(|r| r.tellings.iter().any(|t| t.article != r.tellings[0].article)) {
        let differs =
            [(row.differs.day, " day"), (row.differs.factuality, " factuality"), (row.differs.source, " source")];
        let differs: String = differs.iter().filter(|d| d.0).map(|d| d.1).collect();
        let told: Vec<String> = row.tellings.iter().map(event).collect();
        out += &format!("{} {}: {};{differs}\n", row.lane.as_str(), row.display, told.join(", "));
    }
    expected.assert_eq(&out);
}

#[test]
fn one_story_in_three_outlets() {
    check(
        &[(WIRE, "2021-03-03"), (PAPER, "2021-03-05"), (RADIO, "2021-03-07")],
        expect![[r#"
        0:Port Alder = 1:Port Alder
        0:Tomas Rui = 1:Tomas Rui = 2:Rui
        0:Helena Brandt = 1:Helena Brandt = 2:Brandt
        0:Morning Star = 1:Morning Star
        dated 2015: 0:bought happened, 1:bought happened;
        dated 3 Mar 2021: 0:arrested happened, 1:arrest happened, 2:arrested negated; day factuality source
        dated 5 Mar 2021: 0:visit planned, 1:visited happened; factuality source
    "#]],
    );
}

#[test]
fn people_of_one_surname_stay_apart() {
    check(
        &[
            ("Ann Lee met Bob Kern in Oslo on 3 May 2021.", "2021-05-04"),
            ("John Lee met Bob Kern in Oslo on 3 May 2021.", "2021-05-04"),
            ("Lee spoke on Monday. Kern did not.", "2021-05-05"),
        ],
        expect![[r#"
            0:Bob Kern = 1:Bob Kern = 2:Kern
            0:Oslo = 1:Oslo
            dated 3 May 2021: 0:met happened, 1:met happened;
        "#]],
    );
}

#[test]
fn what_happened_twice_stays_two() {
    check(
        &[
            ("Rebels attacked Homs on 3 May 2016.", "2016-05-04"),
            ("Rebels attacked Homs on 3 May 2017.", "2017-05-04"),
            ("If rebels attacked Homs on 3 May 2016, Syria would respond.", "2016-05-02"),
        ],
        expect![[r#"
            0:Homs = 1:Homs = 2:Homs
        "#]],
    );
}

#[test]
fn every_article_keeps_what_it_has() {
    let mut analyses = read(&[(WIRE, "2021-03-03"), ("", "2021-03-03"), (PAPER, "2021-03-05")]);
    let both = merge(&analyses);
    let mut seen: Vec<At> = both.cast.iter().flat_map(|m| m.entities.clone()).collect();
    seen.sort_unstable();
    let all = (0..3)
        .flat_map(|article| (0..analyses[article].document.entities.len()).map(move |index| At { article, index }));
    assert_eq!(seen, all.collect::<Vec<_>>());
    for (article, a) in analyses.iter().enumerate() {
        for row in &a.timeline {
            let at = At { article, index: row.event };
            let told = both.timeline.iter().filter(|r| r.tellings.contains(&at)).count();
            assert_eq!(told, 1, "{at:?}");
        }
    }
    // One article alone has the rows that it has by itself.
    analyses.truncate(1);
    let alone = merge(&analyses);
    assert_eq!(alone.timeline.len(), analyses[0].timeline.len());
    assert!(merge(&[]).cast.is_empty());
}
