//! Sentences as the shipped weights split them: what rules alone would miss, and that edited prose is left to the rules.

use dateline::model::Model;
use dateline::sentence;
use dateline::span::Span;
use dateline::token;
use dateline::words::Words;
use expect_test::{Expect, expect};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(std::fs::read("data/model.bin").unwrap()).unwrap());
static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// The sentences of one block, by the weights or by rules alone.
fn split(text: &str, trained: bool) -> String {
    let (mut tokens, mut out) = (vec![], vec![]);
    token::tokenize(text, Span::new(0, text.len()), &WORDS, &mut tokens);
    if trained {
        MODEL.splitter().split(text, &tokens, 0..tokens.len(), 0, &WORDS, &mut out);
    } else {
        sentence::split(text, &tokens, 0..tokens.len(), 0, &WORDS, &mut out);
    }
    let mut next = 0;
    for s in &out {
        assert_eq!(s.tokens.start, next);
        assert!(s.tokens.end > next);
        next = s.tokens.end;
    }
    assert_eq!(next, tokens.len());
    out.iter().map(|s| s.span.of(text)).collect::<Vec<_>>().join(" | ")
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&split(text, true));
}

#[test]
fn ends_without_a_stop() {
    let letter = "I will call you tomorrow. Thanks Bob 01/12/2001 10:34 AM";
    check(letter, expect!["I will call you tomorrow. | Thanks Bob 01/12/2001 10:34 AM"]);
    let small = "we went there last week. it was closed. never again!!";
    assert_ne!(split(small, true), split(small, false));
    check(small, expect!["we went there last week. | it was closed. | never again!!"]);
    check(
        "Great food :) The staff were friendly :) We will be back",
        expect!["Great food :) The staff were friendly :) We will be back"],
    );
}

#[test]
fn edited_prose() {
    check(
        "\"What do they want?\" Graham asked. \"Neither do I.\"",
        expect![[r#""What do they want?" Graham asked. | "Neither do I.""#]],
    );
    check(
        "He praised the plan of Gov. Kim Reynolds on Sept. 3 in St. Paul, Minn., and left.",
        expect!["He praised the plan of Gov. Kim Reynolds on Sept. 3 in St. Paul, Minn., and left."],
    );
    check(
        "The minister called it “a disgrace,” and said: “We will appeal.” The court sits on Monday.",
        expect!["The minister called it “a disgrace,” and said: “We will appeal.” | The court sits on Monday."],
    );
    check(
        "Ben Affleck, Chief Judge John Roberts Jr. and the Bank of England met No. 10 aides.",
        expect!["Ben Affleck, Chief Judge John Roberts Jr. and the Bank of England met No. 10 aides."],
    );
    check(
        "Prime Minister Opens ‘Historic’ Talks With Iran",
        expect!["Prime Minister Opens ‘Historic’ Talks With Iran"],
    );
}

#[test]
fn glued_and_odd_marks() {
    check(
        "The talks ended.The minister left.“We go on,” he said.",
        expect!["The talks ended. | The minister left. | “We go on,” he said."],
    );
    check(
        "It rained. ''We stayed,'' she said. ''It was cold.'' They left.",
        expect!["It rained. | ''We stayed,'' she said. | ''It was cold.'' | They left."],
    );
    check(
        "It ended\u{AD}. \u{FEFF}The Pres\u{AD}ident left.\u{A0}He flew.",
        expect!["It ended\u{AD}. | The Pres\u{AD}ident left. | He flew."],
    );
}

#[test]
fn a_long_run_takes_linear_time() {
    for piece in ["a. ", "?\" B ", "... ", "\" ", "( ", "A "] {
        let text = piece.repeat(200_000);
        let started = std::time::Instant::now();
        assert!(!split(&text, true).is_empty());
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
}
