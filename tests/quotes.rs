//! Who is said to say, think or want what in short texts, with the shipped model.

use dateline::quote::{self, Quote};
use dateline::span::Span;
use dateline::{Analyzer, Document};
use expect_test::{Expect, expect};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(std::fs::read("data/model.bin").unwrap()).unwrap());

/// One line a quote: kind, act where it is no speech, stance where it is not neutral, content, source, cue, speaker, what it
/// continues; what is nested in it comes below it, further in.
fn line(d: &Document, q: &Quote, depth: usize, out: &mut String) {
    let of = |s: Option<Span>| s.map_or("-", |s| s.of(&d.text)).to_string();
    let content = q.content.iter().map(|c| c.of(&d.text)).collect::<Vec<_>>().join(" … ").replace('\n', " ");
    let speaker = q.speaker.map_or("-", |s| d.entities[s].name.of(&d.text));
    let mut kind = q.kind.as_str().to_string();
    if q.act != quote::Act::Speech {
        kind = format!("{kind} {}", q.act.as_str());
    }
    if q.stance != quote::Stance::Neutral {
        kind = format!("{kind} {}", q.stance.as_str());
    }
    let continues = q.continues.map_or(String::new(), |c| format!(" > {c}"));
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{indent}{kind} [{content}] {} | {} = {speaker}{continues}\n", of(q.source), of(q.cue)));
    q.nested.iter().for_each(|n| line(d, n, depth + 1, out));
}

fn check(text: &str, expected: Expect) {
    let document = ANALYZER.read(text);
    let mut out = String::new();
    document.quotes.iter().for_each(|q| line(&document, q, 0, &mut out));
    expected.assert_eq(&out);
}

#[test]
fn indirect_speech() {
    check(
        "The minister said that the port would be closed.",
        expect![[r#"
        indirect [that the port would be closed] The minister | said = minister
    "#]],
    );
    check(
        "The bridge is safe, according to a report by city engineers.",
        expect![[r#"
            indirect [The bridge is safe] a report by city engineers | according to = -
        "#]],
    );
    check(
        "Maria Santos told reporters on Monday that the talks had failed.",
        expect![[r#"
        indirect [that the talks had failed] Maria Santos | told = Maria Santos
    "#]],
    );
    check(
        "Reuters reports that the bank will close 40 branches.",
        expect![[r#"
        indirect [that the bank will close 40 branches] Reuters | reports = Reuters
    "#]],
    );
    check(
        "Most residents believe the mayor should resign.",
        expect![[r#"
        indirect attitude doubting [the mayor should resign] Most residents | believe = Most residents
    "#]],
    );
    check(
        "The agency warned of more floods in the south.",
        expect![[r#"
        indirect threatening [more floods] The agency | warned of = agency
    "#]],
    );
    check(
        "In a statement, the company denied that it had misled investors.",
        expect![[r#"
            indirect denying [that it had misled investors] the company | denied = company
              indirect doubting [investors] it | had misled = -
        "#]],
    );
    check(
        "Officials say a storm could hit the coast, but they do not expect much damage.",
        expect![[r#"
        indirect [a storm could hit the coast, but they do not expect much damage] Officials | say = Officials
          indirect attitude denying [much damage] they | do not expect = Officials
    "#]],
    );
    check(
        "The vote will be held in May, the council said on Friday.",
        expect![[r#"
        indirect [The vote will be held in May] the council | said = council
    "#]],
    );
    check(
        "The storm, said forecasters, was the worst in a decade.",
        expect![[r#"
            indirect [The storm … was the worst in a decade] forecasters | said = -
        "#]],
    );
}

#[test]
fn attitudes() {
    check(
        "Turkey wants the United States to hand over the cleric.",
        expect![[r#"
            indirect attitude asking [the United States to hand over the cleric] Turkey | wants = Turkey
        "#]],
    );
    check(
        "Senator Lee supports the bill and hopes to pass it in May.",
        expect![[r#"
            indirect attitude assertive [the bill] Senator Lee | supports = Lee
            indirect attitude asking [to pass it in May] Senator Lee | hopes = Lee
        "#]],
    );
    check(
        "Critics called for a ban on the drug.",
        expect![[r#"
            indirect asking [a ban on the drug] Critics | called for = Critics
        "#]],
    );
    check(
        "The union plans to strike next week.",
        expect![[r#"
            indirect attitude promising [to strike next week] The union | plans = union
        "#]],
    );
}

#[test]
fn stances() {
    check(
        "The general claimed that the town had fallen.",
        expect![[r#"
        indirect doubting [that the town had fallen] The general | claimed = general
    "#]],
    );
    check(
        "The president vowed to rebuild the town.",
        expect![[r#"
        indirect promising [to rebuild the town] The president | vowed = president
    "#]],
    );
    check(
        "North Korea threatened to close the border.",
        expect![[r#"
        indirect threatening [to close the border] North Korea | threatened = North Korea
    "#]],
    );
    check(
        "The bank confirmed that it would cut jobs.",
        expect![[r#"
        indirect assertive [that it would cut jobs] The bank | confirmed = bank
    "#]],
    );
    check(
        "The suspect allegedly sold the weapons.",
        expect![[r#"
        indirect doubting [The suspect … sold the weapons] - | allegedly = -
    "#]],
    );
}

#[test]
fn denied_and_asked() {
    check(
        "The spokesman did not say when the talks would end.",
        expect![[r#"
        indirect denying [when the talks would end] The spokesman | did not say = spokesman
    "#]],
    );
    check(
        "The company declined to say how many people were hurt.",
        expect![[r#"
            indirect denying [how many people were hurt] The company | declined to say = company
        "#]],
    );
    check(
        "Has the government said that it will pay?",
        expect![[r#"
            indirect doubting [that it will pay] the government | said = government
        "#]],
    );
    check(
        "She asked whether the road was open.",
        expect![[r#"
        indirect asking [whether the road was open] She | asked = -
    "#]],
    );
}

#[test]
fn nested() {
    check(
        "US officials said Bashar Assad had promised to stop the attacks.",
        expect![[r#"
        indirect [Bashar Assad had promised to stop the attacks] US officials | said = US officials
          indirect promising [to stop the attacks] Bashar Assad | had promised = Bashar Assad
    "#]],
    );
    check(
        "The paper reported that the minister wanted to resign.",
        expect![[r#"
            indirect [that the minister wanted to resign] The paper | reported = -
              indirect attitude asking [to resign] the minister | wanted = minister
        "#]],
    );
}

#[test]
fn speakers_without_a_name() {
    check(
        "A senior official said the deal was close. The official added that work remained.\n\nResidents complained that \
         the water was dirty. They said nobody had come.",
        expect![[r#"
            indirect [the deal was close] A senior official | said = senior official
            indirect [that work remained] The official | added = senior official
            indirect assertive [that the water was dirty] Residents | complained = Residents
            indirect [nobody had come] They | said = Residents
        "#]],
    );
    check(
        "A deal is near, said an aide, adding that the leaders would meet on Sunday.",
        expect![[r#"
        indirect [A deal is near] an aide | said = aide
        indirect [that the leaders would meet on Sunday] an aide | adding = aide
    "#]],
    );
}

#[test]
fn colons() {
    check(
        "Obama: Russia talks will go on\n\nThe president spoke in Hangzhou on Sunday after a long day of talks.",
        expect![[r#"
        indirect [Russia talks will go on] Obama | : = Obama
    "#]],
    );
    check(
        "Floods kill 12 in Jakarta: police\n\nHeavy rain fell on the city of Jakarta on Monday, and many fled.",
        expect![[r#"
        indirect [Floods kill 12 in Jakarta] police | : = police
    "#]],
    );
    check(
        "LEE: The plan is ready.\n\nORR: We have not seen it.\n\nLEE: You will see it soon.",
        expect![[r#"
        direct [The plan is ready.] LEE | : = LEE
        direct [We have not seen it.] ORR | : = -
        direct [You will see it soon.] LEE | : = LEE
    "#]],
    );
    check(
        "In a letter to the staff on Monday, Maria Santos said:\n\nThe plant will close at the end of the year. I am \
         sorry for all who worked here.",
        expect![[r#"
            direct [The plant will close at the end of the year. I am sorry for all who worked here.] Maria Santos | said = Maria Santos
        "#]],
    );
}

#[test]
fn second_attribution_in_one_sentence() {
    check(
        "Maria Santos said the port was open and warned that prices would rise.",
        expect![[r#"
        indirect [the port was open] Maria Santos | said = Maria Santos
        indirect threatening [that prices would rise] Maria Santos | warned = Maria Santos
    "#]],
    );
    check(
        "Announcing the plan, Maria Santos called it “the best in years”.",
        expect![[r#"
        indirect assertive [the plan] Maria Santos | Announcing = Maria Santos
        mixed [it “the best in years”] Maria Santos | called = Maria Santos
    "#]],
    );
}

/// Without a parse less is found, but what is found is right.
#[test]
fn works_without_a_parse() {
    let mut d = ANALYZER.read(
        "“We are ready,” Maria Santos said. The port will be closed, she told reporters. According to the council, \
         the storm is near. Critics of the mayor want new roads.",
    );
    let types: Vec<_> = d.entities.iter().map(|e| e.kind).collect();
    let reading = dateline::reading::Reading { dependencies: &[], ..ANALYZER.reading(&d) };
    let weights = quote::Weights::of(ANALYZER.model());
    d.quotes = quote::find(reading, &d.mentions, &types, Some(weights));
    let mut out = String::new();
    d.quotes.iter().for_each(|q| line(&d, q, 0, &mut out));
    expect![[r#"
        direct [“We are ready,”] Maria Santos | said = Maria Santos
        indirect [The port will be closed] she | told = Maria Santos
        indirect [the storm is near] the council | According to = council
    "#]]
    .assert_eq(&out);
}
