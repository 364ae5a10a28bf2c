//! What happened, whether, when, to whom: one line an event.

use dateline::event::{Event, Participant};
use dateline::{Analysis, Analyzer, Day};
use expect_test::{Expect, expect};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin");
    Analyzer::new(std::fs::read(path).unwrap()).unwrap()
});

fn line(a: &Analysis, e: &Event) -> String {
    let text = &a.document.text;
    let all = |list: &[Participant]| -> String {
        let name = |p: &Participant| match p {
            Participant::Entity(n) => a.document.entities[*n].name.of(text).to_string(),
            Participant::Words(s) => format!("\"{}\"", s.of(text)),
        };
        list.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let day = |d: Option<Day>| d.map_or(String::new(), |d| d.to_string());
    let f = &e.found;
    let mut out = format!("{} {}", f.trigger.of(text), e.factuality.as_str());
    out += &format!(" | {} > {} @ {}", all(&f.who), all(&f.whom), all(&f.places));
    out += &format!(" | {}..{} {}", day(e.when.earliest), day(e.when.latest), e.when.basis.as_str());
    if let Some(p) = f.attributed_to {
        out += &format!(" | says {}", all(&[p]));
    }
    for (relation, other) in &f.order {
        out += &format!(" | {} {}", relation.as_str(), a.events[*other].found.trigger.of(text));
    }
    out + "\n"
}

fn analysis(text: &str) -> Analysis {
    ANALYZER.analyze(text, Day::parse("2023-09-14"))
}

fn check(text: &str, expected: Expect) {
    let a = analysis(text);
    let out: String = a.events.iter().map(|e| line(&a, e)).collect();
    expected.assert_eq(&out);
}

#[test]
fn whether_it_happened() {
    check(
        "The rebels did not attack Homs. Nobody left the city.",
        expect![[r#"
            attack negated | "The rebels" > Homs @  | 2023-09-14..2023-09-14 publication-relative
            left negated |  > "the city" @  | 2023-09-14..2023-09-14 publication-relative
        "#]],
    );
    check(
        "If Iran attacks Israel, the army would respond.",
        expect![[r#"
            attacks conditional | Iran > Israel @  | 2023-09-14.. tense
            respond conditional | "the army" >  @  | 2023-09-14.. tense
        "#]],
    );
    check(
        "Ann Lee failed to win the vote and plans to resign.",
        expect![[r#"
            failed negated | Ann Lee >  @  | 2023-09-14..2023-09-14 publication-relative
            win negated | Ann Lee > "the vote", "plans" @  | 2023-09-14..2023-09-14 publication-relative
            resign planned | Ann Lee >  @  | 2023-09-14.. tense
        "#]],
    );
    check(
        "The two sides may sign a deal. France will send troops to Mali.",
        expect![[r#"
            sign possible | "The two sides" > "a deal" @  | 2023-09-14.. tense
            deal possible |  >  @  | 2023-09-14.. tense
            send planned | France > "troops", Mali @ Mali | 2023-09-14.. tense
        "#]],
    );
    check(
        "Ann Lee said the company would close the plant.",
        expect![[r#"
            close planned | "the company" > "the plant" @  | 2023-09-14.. tense | says Ann Lee
        "#]],
    );
    check(
        "Germany is weighing a request from Kyiv.",
        expect![[r#"
            weighing ongoing | Germany > "a request" @ Kyiv | .. tense
            request happened |  >  @ Kyiv | ..2023-09-14 tense
        "#]],
    );
}

#[test]
fn who_did_what_to_whom() {
    check(
        "The town was bombed by Russia on Tuesday.",
        expect![[r#"
            bombed happened | Russia > "The town" @  | 2023-09-12..2023-09-12 explicit
        "#]],
    );
    check(
        "Ann Lee, who met Bo Ray in Geneva, left for Paris on Monday.",
        expect![[r#"
            met happened | Ann Lee > Bo Ray @ Geneva | 2023-09-14..2023-09-14 publication-relative
            left happened | Ann Lee >  @  | 2023-09-11..2023-09-11 explicit
        "#]],
    );
    check(
        "Russia's bombing of Aleppo in July killed 40 people.",
        expect![[r#"
        bombing happened | Russia > Aleppo @  | 2023-07-01..2023-07-31 inherited
        killed happened | "Russia's bombing of Aleppo" > "40 people" @  | 2023-07-01..2023-07-31 explicit
    "#]],
    );
    check(
        "Germany and France signed a treaty in 2019.",
        expect![[r#"
        signed happened | Germany, France > "a treaty" @  | 2019-01-01..2019-12-31 explicit
        treaty happened |  >  @  | 2019-01-01..2019-12-31 inherited
    "#]],
    );
}

#[test]
fn when_it_was() {
    check(
        "Since the coup in July, Turkey has arrested 40,000 people.",
        expect![[r#"
            coup happened |  >  @  | 2023-07-01..2023-07-31 explicit | before arrested
            arrested happened | Turkey > "40,000 people" @  | 2023-07-01..2023-09-14 inherited | after coup
        "#]],
    );
    check(
        "The talks collapsed on Friday after Iran rejected the plan.",
        expect![[r#"
            talks happened |  >  @  | 2023-09-08..2023-09-08 inherited
            collapsed happened |  >  @  | 2023-09-08..2023-09-08 explicit | after rejected
            rejected happened | "The talks" > "the plan" @  | 2023-09-08..2023-09-08 inherited | before collapsed
        "#]],
    );
    check(
        "Ann Lee resigned on Monday. She handed in her pass and left the building.",
        expect![[r#"
            resigned happened | Ann Lee >  @  | 2023-09-11..2023-09-11 explicit
            handed happened | Ann Lee >  @  | 2023-09-11..2023-09-11 inherited
            left happened | Ann Lee > "the building" @  | 2023-09-11..2023-09-11 inherited
        "#]],
    );
    check(
        "The judge sentenced him to two years in prison.",
        expect![[r#"
            sentenced happened | judge >  @  | 2023-09-14..2023-09-14 publication-relative
        "#]],
    );
    check(
        "Shares fell to the lowest level since 2009.",
        expect![[r#"
            fell happened | "Shares" >  @  | 2023-09-14..2023-09-14 publication-relative
        "#]],
    );
}

#[test]
fn nothing_unreal_is_told_as_real() {
    let texts = [
        "Ann Lee did not resign on Monday.",
        "If Ann Lee resigns, the party will vote in July.",
        "Ann Lee may resign on Friday.",
        "Ann Lee would resign if the party asked her to.",
        "Ann Lee has never met Bo Ray in Geneva.",
        "No one was killed in the fire on Monday.",
    ];
    for text in texts {
        let a = analysis(text);
        let real = |e: &&Event| {
            matches!(e.found.lemma.as_str(), "resign" | "meet" | "kill")
                && matches!(e.factuality.as_str(), "happened" | "ongoing")
        };
        assert_eq!(a.events.iter().filter(real).count(), 0, "{text}");
    }
}

#[test]
fn one_happening_is_one_row() {
    let a = analysis(
        "Ann Lee resigns\n\nAnn Lee resigned on Monday, her office said.\n\nThe resignation of Ann Lee came after weeks of talks.",
    );
    let rows: Vec<_> = a.timeline.iter().filter(|r| a.events[r.event].found.lemma.starts_with("resign")).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].earliest, Day::parse("2023-09-11"));
    assert!(!rows[0].also.is_empty());
}

#[test]
fn order_has_no_circles() {
    let texts = [
        "The army left after the talks failed before the vote was held after the army left.",
        "Ann Lee sang when Bo Ray danced after she sang, then he left before he danced.",
    ];
    for text in texts {
        let a = analysis(text);
        let before =
            |n: usize| a.events[n].found.order.iter().filter(|o| o.0 == dateline::event::Relation::Before).map(|o| o.1);
        for start in 0..a.events.len() {
            let (mut open, mut seen) = (vec![start], vec![false; a.events.len()]);
            while let Some(n) = open.pop() {
                for next in before(n) {
                    assert_ne!(next, start, "{text}");
                    if !std::mem::replace(&mut seen[next], true) {
                        open.push(next);
                    }
                }
            }
        }
    }
}
