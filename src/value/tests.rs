use super::*;
use crate::block::{self, Block};
use crate::sentence::Sentence;
use crate::tag::Tag;
use crate::token;
use crate::words::Words;
use expect_test::{Expect, expect};

/// Reads a text whose words are all adjectives, but for those in -s, which are plural nouns.
fn check(text: &str, expected: Expect) {
    let words = Words::load();
    let mut tokens = Vec::new();
    token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
    let tag = |plural| match plural {
        true => Tag { upos: Upos::Noun, xpos: Xpos::Nns },
        false => Tag { upos: Upos::Adj, xpos: Xpos::Jj },
    };
    let tags: Vec<Tag> = tokens.iter().map(|t| tag(t.span.of(text).ends_with('s'))).collect();
    let blocks: Vec<Block> = block::split(text, &words);
    let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len(), block: 0 }];
    let reading = Reading {
        text,
        words: &words,
        blocks: &blocks,
        sentences: &sentences,
        tokens: &tokens,
        tags: &tags,
        dependencies: &[],
    };
    let found = find(reading, &vec![false; tokens.len()]);
    let line = |v: &Value| {
        let number = v.number.as_deref().unwrap_or("?");
        format!("{} = {number} {} {}\n", v.span.of(text), v.unit.unwrap_or("-"), v.kind.as_str())
    };
    expected.assert_eq(&found.iter().map(line).collect::<String>());
}

#[test]
fn money() {
    check(
        "It cost $1.2bn, €5m, £4.50, US$75 million, 50p, C$3, USD 8.3 million, Rs 300 crore, Rs. 13,500, Dh1,000 and \
         R$2 million, 5 million USD, 5,000 U.S. dollars and $600 million dollars, ZAR1,7 million.",
        expect![[r#"
            $1.2bn = 1200000000 USD MONEY
            €5m = 5000000 EUR MONEY
            £4.50 = 4.5 GBP MONEY
            US$75 million = 75000000 USD MONEY
            50p = 50 penny MONEY
            C$3 = 3 CAD MONEY
            USD 8.3 million = 8300000 USD MONEY
            Rs 300 crore = 3000000000 INR MONEY
            Rs. 13,500 = 13500 INR MONEY
            Dh1,000 = 1000 AED MONEY
            R$2 million = 2000000 BRL MONEY
            5 million USD = 5000000 USD MONEY
            5,000 U.S. dollars = 5000 USD MONEY
            $600 million dollars = 600000000 USD MONEY
            ZAR1,7 million = 1700000 ZAR MONEY
        "#]],
    );
    check(
        "1.5 million pounds, two million euros, half a million dollars, a hundred dollars, millions of dollars, several \
         hundred million pounds, a $2.3-million house, a million-dollar deal, 22 billion cedis, 500 dinars.",
        expect![[r#"
            1.5 million pounds = 1500000 GBP MONEY
            two million euros = 2000000 EUR MONEY
            half a million dollars = 500000 USD MONEY
            a hundred dollars = 100 USD MONEY
            millions of dollars = ? USD MONEY
            several hundred million pounds = ? GBP MONEY
            $2.3-million = 2300000 USD MONEY
            a million-dollar = 1000000 USD MONEY
            22 billion cedis = 22000000000 GHS MONEY
            500 dinars = 500 - MONEY
        "#]],
    );
}

#[test]
fn percentages() {
    check(
        "Up 6.4%, 5 per cent, five percent, 5-10 per cent, 3 to 4 percent, 5% to 10%, two percentage points, 25 basis points, 6 3/8%.",
        expect![[r#"
            6.4% = 6.4 % PERCENT
            5 per cent = 5 % PERCENT
            five percent = 5 % PERCENT
            5-10 per cent = 5-10 % PERCENT
            3 to 4 percent = 3-4 % PERCENT
            5% = 5 % PERCENT
            10% = 10 % PERCENT
            two percentage points = 2 pp PERCENT
            25 basis points = 25 bp PERCENT
            6 3/8% = 6.375 % PERCENT
        "#]],
    );
}

#[test]
fn quantities() {
    check(
        "A 600-metre wall, 3.5 tonnes, 40,000 acres, 2m barrels of oil, 10km, 30 degrees Celsius, 12°C, ten square miles, \
         80 km/h, 2-3 kg, 5ft, two and a half miles, 500 pounds (225 kg), a \
         500-pound bomb, it weighs about 3 pounds.",
        expect![[r#"
            600-metre = 600 m QUANTITY
            3.5 tonnes = 3.5 t QUANTITY
            40,000 acres = 40000 acre QUANTITY
            2m barrels = 2000000 bbl QUANTITY
            10km = 10 km QUANTITY
            30 degrees Celsius = 30 degC QUANTITY
            12°C = 12 degC QUANTITY
            ten square miles = 10 mi2 QUANTITY
            80 km/h = 80 km/h QUANTITY
            2-3 kg = 2-3 kg QUANTITY
            5ft = 5 ft QUANTITY
            two and a half miles = 2.5 mi QUANTITY
            500 pounds = 500 lb QUANTITY
            225 kg = 225 kg QUANTITY
            500-pound = 500 lb QUANTITY
            3 pounds = 3 lb QUANTITY
        "#]],
    );
}

#[test]
fn plain_numbers() {
    check(
        "Two-thirds of them, a third of it, three quarters, half of them, a dozen men, two dozen cars, hundreds of people, \
         tens of thousands, twenty-four, two hundred and six, 5-10 houses, scores of people, 1,234, 3.5 million, one, 1/2, a hundred.",
        expect![[r#"
            Two-thirds = 2/3 - CARDINAL
            a third = 1/3 - CARDINAL
            three quarters = 3/4 - CARDINAL
            half = 1/2 - CARDINAL
            a dozen = 12 - CARDINAL
            two dozen = 24 - CARDINAL
            hundreds = ? - CARDINAL
            tens of thousands = ? - CARDINAL
            twenty-four = 24 - CARDINAL
            two hundred and six = 206 - CARDINAL
            5-10 = 5-10 - CARDINAL
            scores = ? - CARDINAL
            1,234 = 1234 - CARDINAL
            3.5 million = 3500000 - CARDINAL
            1/2 = 1/2 - CARDINAL
            a hundred = 100 - CARDINAL
        "#]],
    );
    check(
        "The score was 3-1 in 2016 (page 12), Apollo-11, 007, 10:30, 24/7, 1990s, a 747-400, won 3 gold, COP27, high scores.",
        expect![[r#"
            12 = 12 - CARDINAL
            3 = 3 - CARDINAL
        "#]],
    );
    check(
        "The first, third, 21st, twenty-first and 1,000th try; a third of them.",
        expect![[r#"
        first = 1 - ORDINAL
        third = 3 - ORDINAL
        21st = 21 - ORDINAL
        twenty-first = 21 - ORDINAL
        1,000th = 1000 - ORDINAL
        a third = 1/3 - CARDINAL
    "#]],
    );
}

#[test]
fn numbers_too_long_to_write_are_none() {
    let long = "9".repeat(60);
    check(&format!("{long} {} trillion trillion trillion trillion", "9".repeat(30)), expect![[""]]);
}
