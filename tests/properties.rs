//! What holds for any string: an analysis comes, and every span in it can be used.

use dateline::event::Factuality;
use dateline::mention::{Form, NameType};
use dateline::quote::Quote;
use dateline::span::Span;
use dateline::timex::Period;
use dateline::wire::Stretch;
use dateline::{Analysis, Analyzer, Correction, Day, Document};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(std::fs::read("data/model.bin").unwrap()).unwrap());

fn check(text: &str) {
    let day = Day::parse("2016-09-04");
    for published in [None, day] {
        let analysis = ANALYZER.analyze(text, published);
        bytes(text, &analysis.document);
        wire(text, &analysis);
    }
}

/// A stretch that holds something and begins and ends on character boundaries.
fn usable(text: &str, span: Span, what: &str) {
    assert!(span.start < span.end && text.get(span.start as usize..span.end as usize).is_some(), "{what} {span:?}");
}

fn bytes(text: &str, a: &Document) {
    let ordered = |spans: Vec<Span>, what: &str| {
        spans.iter().for_each(|&s| usable(text, s, what));
        assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{what} overlap or are out of order");
    };
    ordered(a.blocks.iter().map(|b| b.span).collect(), "blocks");
    ordered(a.sentences.iter().map(|s| s.span).collect(), "sentences");
    ordered(a.tokens.iter().map(|t| t.span).collect(), "tokens");
    ordered(a.mentions.iter().map(|m| m.span).collect(), "mentions");
    assert_eq!(a.tags.len(), a.tokens.len());
    for s in &a.sentences {
        assert!(a.blocks[s.block].span.contains(s.span) && !s.tokens.is_empty() && s.tokens.end <= a.tokens.len());
    }
    let known = |e: usize| e < a.entities.len();
    for m in a.mentions.iter().chain(&a.nested) {
        assert!(known(m.entity) && m.metonym_for.is_none_or(known) && !m.tokens.is_empty() && !m.rule.is_empty());
    }
    for inner in &a.nested {
        let outer = a.mentions.iter().find(|m| m.span.contains(inner.span) && m.tokens.len() > inner.tokens.len());
        assert!(outer.is_some_and(|m| m.form == Form::Name), "{inner:?} lies in no name");
    }
    for r in &a.roles {
        usable(text, r.title, "title");
        assert!(known(r.person) && r.of.is_none_or(known) && r.evidence.contains(r.title));
    }
    let mut pairs = Vec::new();
    for r in &a.relations {
        usable(text, r.evidence, "evidence");
        assert!(r.cue.is_none_or(|c| r.evidence.contains(c)) && r.subject != r.object && !r.why.is_empty());
        assert!(r.subject < a.entities.len() && r.object < a.entities.len() && r.confidence <= 100);
        pairs.push((r.kind.as_str(), r.subject, r.object));
    }
    pairs.sort_unstable();
    assert!(pairs.windows(2).all(|w| w[0] != w[1]), "a relation comes twice");
    let starts: Vec<Span> = a.quotes.iter().map(|q| q.content[0]).collect();
    assert!(starts.windows(2).all(|w| w[0].start <= w[1].start), "quotes are out of order");
    for q in &a.quotes {
        assert!(q.continues.is_none_or(|c| c < a.quotes.len()));
        quote(text, a, q);
    }
}

/// One quote and all inside it: every word has one role, and what is nested lies in the content.
fn quote(text: &str, a: &Document, q: &Quote) {
    assert!(q.content.windows(2).all(|w| w[0].end <= w[1].start), "parts out of order in {q:?}");
    q.content.iter().chain(&q.cue).chain(&q.source).for_each(|&s| usable(text, s, "part of a quote"));
    let mut parts: Vec<Span> = q.content.iter().chain(&q.cue).chain(&q.source).copied().collect();
    parts.sort_by_key(|s| s.start);
    assert!(parts.windows(2).all(|w| w[0].end <= w[1].start), "a word has two roles in {q:?}");
    assert!(q.speaker.is_none_or(|s| s < a.entities.len()) && q.confidence <= 100 && !q.why.is_empty());
    for n in &q.nested {
        let all = n.content.iter().chain(&n.cue).chain(&n.source);
        assert!(all.clone().all(|s| q.content.iter().any(|c| c.contains(*s))), "nested outside: {n:?}");
        assert!(n.continues.is_none());
        quote(text, a, n);
    }
}

/// The wire form: every stretch lies inside the text, holds something and parts no pair of surrogates; ids resolve.
fn wire(text: &str, a: &Analysis) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let w = a.to_wire(true);
    let fits = |start: u32, end: u32| {
        assert!(start < end && end as usize <= units.len(), "{start}..{end} of {}", units.len());
        assert!(String::from_utf16(&units[start as usize..end as usize]).is_ok(), "{start}..{end} parts a character");
    };
    let all = |s: &Stretch| fits(s.start, s.end);
    w.blocks.iter().for_each(|b| fits(b.start, b.end));
    w.sentences.iter().for_each(|s| fits(s.start, s.end));
    w.tokens.iter().flatten().for_each(|t| fits(t.start, t.end));
    w.entities.iter().flat_map(|e| &e.mentions).for_each(|m| fits(m.start, m.end));
    w.values.iter().for_each(|v| fits(v.start, v.end));
    w.timexes.iter().for_each(|t| fits(t.start, t.end));
    for q in w.quotes.iter().flat_map(|q| [q].into_iter().chain(&q.nested)) {
        q.content.iter().chain(&q.cue).chain(&q.source).for_each(all);
    }
    for r in &w.relations {
        r.cue.iter().chain([&r.evidence]).for_each(all);
    }
    for r in &w.roles {
        [&r.title, &r.evidence].into_iter().for_each(all);
    }
    for e in &w.events {
        [&e.trigger, &e.evidence, &e.label].into_iter().for_each(all);
        assert!(e.quote.as_ref().is_none_or(|q| w.quotes.iter().any(|x| x.id == *q)), "{:?}", e.quote);
    }
    assert!(w.timeline.iter().all(|r| w.events.iter().any(|e| e.id == r.event)));
}

/// Events after corrections: what is denied is gone, what is wanted is a row, and every index points at what is there.
fn events(a: &Analysis) {
    let count = a.events.len();
    assert!(a.events.windows(2).all(|w| w[0].found.token < w[1].found.token), "events are out of order");
    for (n, e) in a.events.iter().enumerate() {
        let reader = e.found.reader;
        assert!(!reader.denies() && (!reader.wants() || e.on_timeline), "{reader:?}");
        assert!(e.same <= n && a.events[e.same].same == e.same && e.when.event.is_none_or(|o| o < count));
        assert!(e.found.order.iter().all(|o| o.1 < count && o.1 != n), "{:?}", e.found.order);
        assert!(e.when.timexes.iter().all(|&t| t < a.timexes.len()));
        assert!(e.when.earliest.zip(e.when.latest).is_none_or(|(first, last)| first <= last), "{:?}", e.when);
        assert!(!e.found.label.is_empty() && reader.factuality.is_none_or(|f| f == e.factuality));
    }
    assert_eq!(a.timeline.len(), a.events.iter().filter(|e| e.on_timeline).count());
    assert!(a.timeline.iter().all(|r| r.also.iter().all(|&n| n < count && n != r.event)));
}

#[test]
fn odd_texts() {
    let odd = [
        "",
        " ",
        "\u{FEFF}",
        "\r\n\r\n",
        "word",
        ".",
        "“",
        "'",
        "said",
        "\"\"\"\"''``“”",
        "قال الرئيس محمد علي في القاهرة يوم الاثنين إن \"الاتفاق\" قريب.",
        "שלום said Ann. “עולם”",
        "👩‍👩‍👧‍👦 “🎉” said 🙂 Ann on Monday 🇺🇦.",
        "<html><body><p class=\"a\">Ann said &ldquo;no&rdquo; on Monday.</p><script>if (a < b) { x('y'); }</script>",
        "\0\u{1}\u{7F}Ann\u{8} said\u{0} “no”\u{1B}[0m on Monday.\u{2028}Bo\u{2029}left\u{85}.",
        "e\u{301}\u{301}\u{301} said “e\u{301}” 2016-02-30 31/31/3131 99th of Nonember",
        "May may march in March on Sunday, said May, who said May said so.",
        "\u{FFFD}\u{FFFD} \u{200B}\u{200D} \u{FFFF}",
        "2016 2016 2016 2016 2016-09-04T25:61:61Z -1 0 00 000 1e999 9999999999999999999999",
    ];
    odd.iter().for_each(|text| check(text));
}

#[test]
fn long_texts() {
    check(&"a".repeat(50_000));
    check(&"A-a.".repeat(5_000));
    for piece in [
        "“",
        "\"",
        "'",
        "said “",
        "“a,” said ",
        "\"No.\"\n",
        " ",
        "\n",
        "(",
        "Ann ",
        "on Monday ",
        "and said he ",
        ", who said, ",
        "May-",
        "two years later ",
        "the day before ",
        "“tomorrow,” he said on Friday ",
    ] {
        check(&piece.repeat(4_000));
    }
}

/// Pieces of news that rules look for, in any order.
fn newsy() -> impl Strategy<Value = String> {
    let pieces = [
        "Ann Lee",
        "Mr Roy",
        "the US",
        "he",
        "she",
        "said",
        "says",
        "told reporters",
        "adding",
        "according to",
        "that",
        "who",
        "and",
        "but",
        ",",
        ", ",
        ".",
        ". ",
        ":",
        " ",
        "\n",
        "\n\n",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "—",
        "(",
        ")",
        "on Monday",
        "last year",
        "2015",
        "May",
        "3 June",
        "three weeks",
        "since",
        "the minister",
        "of Syria",
        "Syria’s ally",
        "a member of",
        "US-backed",
        "met",
        "his wife",
        "was",
        "has",
        "will",
        "bombed",
        "attack",
        "’s",
        "'s",
        "\u{a0}",
        "é",
        "🙂",
    ];
    let piece = prop_oneof![8 => prop::sample::select(pieces.to_vec()).prop_map(|p| format!("{p} ")), 2 => prop::sample::select(pieces.to_vec()).prop_map(str::to_string)];
    prop::collection::vec(piece, 0..60).prop_map(|v| v.concat())
}

/// Corrections anywhere in a text, also where nothing stands.
fn corrections(text: &str, places: &[(usize, usize, u8)]) -> Vec<Correction> {
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |a: usize, b: usize| {
        let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
        Span::new(a.min(b), a.max(b))
    };
    let one = |&(a, b, kind): &(usize, usize, u8)| match kind % 9 {
        0 => Correction::Same(vec![span(a, a + 3), span(b, b + 3)]),
        1 => Correction::Different(vec![span(a, a + 3), span(b, b + 3)]),
        2 => Correction::NotEntity(span(a, b)),
        3 => Correction::Type(span(a, a + b % 20), NameType::ALL[b % NameType::ALL.len()]),
        4 => Correction::Date(span(a, a + b % 20), Period::Year(2000 + (b % 20) as i32)),
        5 => Correction::NotEvent(span(a, a + b % 20)),
        6 => Correction::Event(span(a, a + b % 20)),
        7 => Correction::When(span(a, a + b % 20), (b % 3 > 0).then(|| Period::Month(2000 + (b % 20) as i32, 5))),
        _ => Correction::Factuality(span(a, a + b % 20), [Factuality::Happened, Factuality::Negated][b % 2]),
    };
    places.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_printable(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_newsy(text in newsy()) {
        check(&text);
    }

    #[test]
    fn any_corrections(text in newsy(), places in prop::collection::vec((0..600usize, 0..600usize, any::<u8>()), 0..8)) {
        let parsed = Arc::new(ANALYZER.parse(text.as_str()));
        let list = corrections(&text, &places);
        let document = Arc::new(ANALYZER.derive(&parsed, &list));
        for published in [None, Day::parse("2016-09-04")] {
            let analysis = ANALYZER.resolve(&document, published);
            bytes(&text, &analysis.document);
            wire(&text, &analysis);
            events(&analysis);
        }
        assert!(document.unmet.iter().all(|&n| n < places.len()));
        // What was derived before leaves nothing behind.
        let plain = ANALYZER.resolve(&Arc::new(ANALYZER.derive(&parsed, &[])), None);
        assert!(plain.to_json(true) == ANALYZER.analyze(text.as_str(), None).to_json(true));
    }
}
