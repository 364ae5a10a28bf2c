//! Reads the stretches that no cue took; produces continuations, quotes with a source beside them, and scare quotes.

use super::Kind;
use super::clause;
use super::cue;
use super::draft::{Draft, Drafts};
use super::phrase::{self, Phrase};
use super::view::View;
use crate::block::BlockKind;
use crate::tag::Xpos;
use std::ops::Range;

/// Words in a fragment that is a scare quote where no one is said to have spoken it.
const SCARE_WORDS: usize = 3;

/// Quoted words above an article that are looked for in it.
const HEADS: usize = 8;

/// Gives every stretch without an owner a quote.
pub fn all(view: &View, drafts: &mut Drafts) {
    join_paragraphs(view, drafts);
    for n in 0..view.stretches.len() {
        if drafts.owner[n].is_none() {
            let draft = one(view, n, drafts);
            drafts.add(view, draft);
        }
    }
    above(view, drafts);
}

/// Quoted words above the article are whosever the article says they are: a headline repeats what the text quotes.
fn above(view: &View, drafts: &mut Drafts) {
    let kind = |n: usize| view.reading.blocks[view.stretches[n].block].kind;
    let heads = |n: &usize| matches!(kind(*n), BlockKind::Headline | BlockKind::Standfirst | BlockKind::Subheading);
    let open = |d: &Draft| d.source.is_none() && d.continues.is_none();
    let words = |n: usize| view.stretches[n].inner.clone().filter(|&t| !view.is_mark(t)).map(|t| view.word(t));
    for n in (0..view.stretches.len()).filter(heads).take(HEADS) {
        let Some(head) = drafts.owner[n].filter(|&d| open(&drafts.list[d])) else { continue };
        let said: Vec<&str> = words(n).collect();
        if said.is_empty() {
            continue;
        }
        let repeats = |m: &usize| {
            let body: Vec<&str> = words(*m).collect();
            body.windows(said.len()).any(|w| w.iter().zip(&said).all(|(a, b)| a.eq_ignore_ascii_case(b)))
        };
        let later = (n + 1..view.stretches.len()).filter(|m| !heads(m));
        let owner = later.filter(repeats).find_map(|m| drafts.owner[m].filter(|&d| !open(&drafts.list[d])));
        if let Some(body) = owner {
            let draft = &mut drafts.list[head];
            draft.continues = Some(body);
            draft.why.push("quoted-below");
        }
    }
}

/// Whether the stretch has no closing mark and the next block opens with another one.
fn goes_on(view: &View, n: usize) -> bool {
    let (this, Some(next)) = (&view.stretches[n], view.stretches.get(n + 1)) else { return false };
    !this.closed
        && next.block == this.block + 1
        && view.reading.tokens_in(view.reading.blocks[next.block].span).start == next.tokens.start
}

/// A quote over several paragraphs opens each with a mark and closes only the last: all have the same source.
fn join_paragraphs(view: &View, drafts: &mut Drafts) {
    let mut first = 0;
    while first < view.stretches.len() {
        let mut last = first;
        while goes_on(view, last) {
            last += 1;
        }
        if last > first {
            let known = (first..=last).find_map(|n| drafts.owner[n]);
            let mut head = known.unwrap_or_else(|| {
                let draft = one(view, first, drafts);
                drafts.add(view, draft)
            });
            for n in first..=last {
                if drafts.owner[n].is_none() {
                    let draft = scripted(view, n).unwrap_or_else(|| continuing(view, n, head, 92, "paragraph-goes-on"));
                    let index = drafts.add(view, draft);
                    if drafts.list[index].source.is_some() {
                        head = index;
                    }
                }
            }
        }
        first = last + 1;
    }
}

fn continuing(view: &View, n: usize, before: usize, confidence: u8, rule: &'static str) -> Draft {
    Draft { continues: Some(before), ..with_source(view, n, Kind::Direct, None, None, confidence, rule) }
}

fn with_source(
    view: &View,
    n: usize,
    kind: Kind,
    source: Option<Phrase>,
    cue: Option<Range<usize>>,
    confidence: u8,
    rule: &'static str,
) -> Draft {
    Draft { cue, source, ..Draft::new(kind, vec![view.stretches[n].tokens.clone()], confidence, vec![rule]) }
}

fn one(view: &View, n: usize, drafts: &Drafts) -> Draft {
    let stretch = &view.stretches[n];
    let words = stretch.inner.clone().filter(|&t| !view.is_mark(t)).count();
    let first = view.reading.sentence_of(stretch.tokens.start);
    let opening = view.sentence(first);
    let last = view.sentence(view.reading.sentence_of(stretch.tokens.end - 1));
    let starts = opening.start == stretch.tokens.start;
    let ends = stretch.tokens.end >= last.end || stretch.tokens.end + 1 == last.end && view.is_stop(last.end - 1);
    if let Some(draft) = scripted(view, n).or_else(|| signed(view, n, last.end)) {
        return draft;
    }
    if starts
        && !ends
        && let Some(draft) = unlisted_verb(view, n, last.end)
    {
        return draft;
    }
    let colon = !starts && view.word(stretch.tokens.start - 1) == ":";
    if colon && let Some(draft) = introduced(view, n, opening.start..stretch.tokens.start) {
        return draft;
    }
    if starts && (ends || words > SCARE_WORDS && !clause::is_title(view, n)) {
        return whole(view, n, first, drafts);
    }
    fragment(view, n, words, opening.start)
}

/// `"LEE: We go."`: a transcript's name in capitals behind the opening mark.
fn scripted(view: &View, n: usize) -> Option<Draft> {
    let stretch = &view.stretches[n];
    let start = stretch.inner.start;
    let colon = (start + 1..stretch.inner.end).take(4).find(|&at| view.word(at) == ":")?;
    let capitals =
        (start..colon).all(|t| view.word(t).chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’')));
    if !capitals || colon + 1 >= stretch.inner.end {
        return None;
    }
    let name = start..colon;
    let source = Phrase { full: name.clone(), base: name, several: false };
    let mut draft = with_source(view, n, Kind::Direct, Some(source), Some(colon..colon + 1), 85, "transcript");
    draft.content[0].start = colon + 1;
    Some(draft)
}

/// `"…" — Ann Lee`: a name behind a dash, on the same line or on the next.
fn signed(view: &View, n: usize, sentence_end: usize) -> Option<Draft> {
    let stretch = &view.stretches[n];
    let dash = stretch.tokens.end;
    let block = view.reading.tokens_in(view.reading.blocks[stretch.block].span);
    let (dash, end) = if dash < block.end {
        (dash, block.end.max(sentence_end))
    } else {
        let next = view.reading.blocks.get(stretch.block + 1).filter(|b| b.kind != BlockKind::Boilerplate)?;
        let range = view.reading.tokens_in(next.span);
        (range.start, range.end)
    };
    if dash >= end || !(view.is_dash(dash) || view.word(dash) == "-") || end - dash > 16 {
        return None;
    }
    let source = phrase::after(view, dash + 1, end)?;
    (view.is_person(source.head()) || view.reading.is_capitalised(source.base.start))
        .then(|| with_source(view, n, Kind::Direct, Some(source), Some(dash..dash + 1), 88, "dash-source"))
}

/// `"…," the mayor laughed`: any verb will do where the quote leads over to it.
fn unlisted_verb(view: &View, n: usize, ceiling: usize) -> Option<Draft> {
    let stretch = &view.stretches[n];
    let end = stretch.tokens.end;
    let mark = view.word(clause::last_mark(view, n));
    if !matches!(mark, "," | "?" | "!" | "—" | "…") && !view.is_comma(end) {
        return None;
    }
    let start = if view.is_comma(end) { end + 1 } else { end };
    let subject = phrase::base_after(view, start, ceiling);
    if let Some(base) = subject {
        let mut verb = base.end;
        while verb < ceiling && view.is_adverb(verb) {
            verb += 1;
        }
        let source = Phrase { full: base.clone(), base: base.clone(), several: false };
        return (view.is_finite(verb) && view.can_speak(source.head())).then(|| {
            with_source(view, n, Kind::Direct, Some(source), Some(verb..verb + 1), 85, "quote-source-any-verb")
        });
    }
    if view.is_finite(start) {
        let source = phrase::after(view, start + 1, ceiling).filter(|s| view.can_speak(s.head()))?;
        return Some(with_source(
            view,
            n,
            Kind::Direct,
            Some(source),
            Some(start..start + 1),
            85,
            "quote-any-verb-source",
        ));
    }
    None
}

/// `Ann Lee: "…"`, `His answer: "…"`: whoever the words before the colon speak of.
fn introduced(view: &View, n: usize, lead: Range<usize>) -> Option<Draft> {
    let source =
        lead_subject(view, lead.clone()).or_else(|| phrase::after(view, lead.start, lead.end.saturating_sub(1)))?;
    let colon = lead.end - 1..lead.end;
    (view.can_speak(source.head())).then(|| with_source(view, n, Kind::Direct, Some(source), Some(colon), 82, "colon"))
}

/// The subject of a sentence that leads over to a quote, if it can speak.
fn lead_subject(view: &View, sentence: Range<usize>) -> Option<Phrase> {
    let cue = cue::find(view, sentence.clone())
        .pop()
        .and_then(|c| cue::subject(view, &c, sentence.start, None))
        .filter(|s| view.can_speak(s.head()));
    cue.or_else(|| cue::first_subject(view, sentence))
        .filter(|s| view.can_speak(s.head()) && !view.any(s.head(), &["i", "we", "you"]))
}

/// A stretch that is whole sentences, with no cue of its own.
fn whole(view: &View, n: usize, first: usize, drafts: &Drafts) -> Draft {
    let stretch = &view.stretches[n];
    let block_of = |s: usize| view.reading.sentences[s].block;
    if let Some(before) = first.checked_sub(1) {
        let same = block_of(before) == stretch.block;
        let near = same || block_of(before) + 1 == stretch.block;
        let range = view.sentence(before);
        let colon = view.word(range.end - 1) == ":";
        let spoken = drafts.last[before].filter(|&d| drafts.list[d].kind != Kind::Scare);
        if near
            && colon
            && let Some(source) = lead_subject(view, range.clone())
        {
            return with_source(
                view,
                n,
                Kind::Direct,
                Some(source),
                Some(range.end - 1..range.end),
                84,
                "colon-before",
            );
        }
        if near && let Some(d) = spoken {
            let draft = &drafts.list[d];
            let (confidence, rule) = if same { (90, "same-paragraph") } else { (72, "next-paragraph") };
            // An indirect clause or a quote of the same speaker: the words that follow are theirs.
            if draft.source.is_some() || draft.continues.is_some() {
                return continuing(view, n, d, confidence, rule);
            }
        }
        if (same || near && stretch.tokens.len() > 6)
            && let Some(source) = lead_subject(view, range)
        {
            if let Some(d) = same_speaker(view, first, &source, drafts) {
                return continuing(view, n, d, 70, "same-speaker");
            }
            return with_source(
                view,
                n,
                Kind::Direct,
                Some(source),
                None,
                if same { 70 } else { 60 },
                "sentence-before",
            );
        }
    }
    if let Some(d) = drafts.owner.get(n + 1).copied().flatten()
        && view.stretches[n + 1].tokens.start == stretch.tokens.end
    {
        return continuing(view, n, d, 75, "quote-after");
    }
    let earlier = (0..first).rev().take(4).find_map(|s| drafts.last[s]).filter(|&d| drafts.list[d].kind != Kind::Scare);
    match earlier {
        Some(d) if stretch.tokens.len() > 8 => continuing(view, n, d, 50, "speaker-before"),
        _ => with_source(view, n, Kind::Direct, None, None, 40, "no-source"),
    }
}

/// The last quote in the few sentences before `first` whose speaker the pronoun `source` means.
fn same_speaker(view: &View, first: usize, source: &Phrase, drafts: &Drafts) -> Option<usize> {
    let pronoun = view.xpos(source.head()) == Xpos::Prp;
    let means = view.mention(source.head()).filter(|_| pronoun)?.entity;
    let block = view.reading.sentences[first].block;
    let near = (0..first).rev().take(5).take_while(|&s| view.reading.sentences[s].block == block);
    near.filter_map(|s| drafts.last[s]).find(|&d| drafts.speaker(view, d) == Some(means))
}

/// Quoted words inside a sentence of the writer's.
fn fragment(view: &View, n: usize, words: usize, floor: usize) -> Draft {
    let stretch = &view.stretches[n];
    let start = stretch.tokens.start;
    let scare = |rule| with_source(view, n, Kind::Scare, None, None, 70, rule);
    let named = start > floor
        && (view.lists.namers.has(view.word(start - 1))
            || view.is_comma(start - 1) && start > floor + 1 && view.lists.namers.has(view.word(start - 2)));
    if clause::is_title(view, n) {
        return scare("title");
    }
    if named && words <= 6 {
        return scare("name");
    }
    let governed = cue::governor(view, start, floor).filter(|(_, s)| view.can_speak(s.head()));
    match governed {
        Some((verb, source)) if words > SCARE_WORDS || clause::ends_with_comma(view, n) => {
            with_source(view, n, Kind::Mixed, Some(source), Some(verb), 62, "governing-verb")
        }
        _ if words > SCARE_WORDS + 2 => with_source(view, n, Kind::Mixed, None, None, 40, "no-source"),
        _ => scare("few-words"),
    }
}
