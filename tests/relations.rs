//! Which relations short texts state, and which they do not.

use dateline::Analyzer;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(std::fs::read("data/model.bin").unwrap()).unwrap());

/// "Turkey member_of NATO; …": the relations of `text`.
fn relations(text: &str) -> String {
    let wire = ANALYZER.analyze(text, None).to_wire(false);
    let name = |id: &str| &wire.entities.iter().find(|e| e.id == id).unwrap().name;
    let one = |r: &dateline::wire::Relation| format!("{} {} {}", name(&r.subject), r.kind, name(&r.object));
    wire.relations.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_the_text_states_is_found() {
    let cases = [
        ("The summit was held in Hangzhou, China.", "Hangzhou located_in China"),
        ("Protests began at Heidelberg University in Germany.", "Heidelberg University located_in Germany"),
        ("London-based Barclays bought Google.", "Barclays located_in London"),
        ("He flew to the Russian city of Kazan. Russia agreed.", "Kazan located_in Russia"),
        ("Fighting went on in southern Russia. Russia denied it.", "southern Russia part_of Russia"),
        ("The US Air Force flew from the US.", "US Air Force part_of US"),
        ("Instagram, which is owned by Facebook, grew.", "Instagram part_of Facebook"),
        ("EADS is the parent company of Airbus.", "Airbus part_of EADS"),
        ("Ann Lee, a member of the Labour Party, spoke.", "Ann Lee member_of Labour Party"),
        ("NATO member Turkey refused.", "Turkey member_of NATO"),
        ("Republican Senator John McCain left.", "John McCain member_of Republican"),
        ("US President Barack Obama left.", "Barack Obama leader_of US"),
        ("King Abdullah of Jordan left.", "Abdullah leader_of Jordan"),
        ("Boeing spokesman William Barksdale said so.", "William Barksdale works_for Boeing"),
        ("Hezbollah, backed by Iran, is fighting.", "Hezbollah ally_of Iran"),
        ("The US imposed sanctions on Iran.", "US opposes Iran"),
        ("Russia invaded Ukraine.", "Russia opposes Ukraine"),
        ("Boeing's European rival Airbus grew.", "Boeing opposes Airbus"),
        ("Bill Clinton and his wife, Hillary Clinton, left.", "Bill Clinton family Hillary Clinton"),
        ("Angela Merkel and Barack Obama met on Monday.", "Angela Merkel meets Barack Obama"),
        ("Talks between Iran and Russia failed.", "Iran meets Russia"),
    ];
    for (text, expected) in cases {
        assert_eq!(relations(text), expected, "{text}");
    }
}

#[test]
fn what_is_denied_wanted_asked_or_past_is_not_stated() {
    for text in [
        "Turkey did not join NATO.",
        "Turkey would join NATO.",
        "If Turkey joins NATO, Russia will respond.",
        "Turkey wants to join NATO.",
        "Has Turkey joined NATO?",
        "Angela Merkel will meet Barack Obama.",
        "Iran denied that Russia met with Turkey.",
        "Iran called for talks between Turkey and Russia.",
        "Turkey is not a member of NATO.",
        "Former US president Bill Clinton left.",
        "He toured Paris, London and Rome.",
        "US actor Tom Hanks left the US.",
    ] {
        assert_eq!(relations(text), "", "{text}");
    }
}

#[test]
fn a_relation_comes_once_with_its_first_evidence_and_its_rules() {
    let text = "Turkey joined NATO in 1952. NATO member Turkey refused.";
    let analysis = ANALYZER.analyze(text, None);
    let [relation] = &analysis.document.relations[..] else { panic!("{:?}", analysis.document.relations) };
    assert_eq!(relation.evidence.of(text), "Turkey joined NATO");
    assert_eq!(relation.cue.map(|c| c.of(text)), Some("joined"));
    assert_eq!(relation.why, ["verb-with-object", "noun-before-name"]);
}
