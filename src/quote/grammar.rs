//! Reads the parse; produces attributions in the writer's words: who is said to have said, thought or wanted what.
//!
//! Everything that grammar allows is a candidate (`candidate`); trained weights tell which are attributions (`weigh`);
//! what is left here is where source, cue and content begin and end. An attribution inside the content of another is
//! kept with that one, as PolNeAR marks only the outermost.

use super::Kind;
use super::candidate::{self, Candidate, Frame, is_relative};
use super::cue::{self, Cue};
use super::draft::{Draft, Drafts};
use super::left::has_quote;
use super::lists::{Act, Stance};
use super::phrase::Phrase;
use super::tree::Tree;
use super::weigh::{self, Weights};
use crate::dependency::Deprel;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Candidates less likely than this (22 in a hundred, by labels where fewer things are attributed than in most news) are
/// left out.
const LEAST: i32 = -20;

/// Candidates as likely as this end a content that tags alone made too long.
const SURE: i32 = 16;

/// Between a subject and its verb stand at most so many adverbs and auxiliaries.
const ADVERBS: usize = 3;

/// Quotes that were found before a sentence's own and may reach into it.
const NEAR: usize = 8;

/// A sentence with more candidates than this is no prose.
const MOST: usize = 200;

/// The words of a candidate: which of them are the source, the cue and the content.
#[derive(Clone, Debug)]
pub struct Words {
    pub source: Option<Phrase>,
    pub cue: Range<usize>,
    pub content: Vec<Range<usize>>,
}

impl Words {
    fn all(&self) -> impl Iterator<Item = &Range<usize>> {
        self.content.iter().chain([&self.cue]).chain(self.source.iter().map(|s| &s.full))
    }
}

/// An attribution that was found, with its odds.
struct Found {
    odds: i32,
    speech: bool,
    candidate: Candidate,
    words: Words,
}

/// Finds the attributions of sentence `n`: outermost ones in words that no quote has taken, others inside contents.
pub fn sentence(tree: &Tree, weights: Weights, n: usize, drafts: &mut Drafts) {
    let view = tree.view;
    let mut found = likely(tree, weights, view.sentence(n));
    // Outer ones first: what holds another's cue is longer.
    let extent = |f: &Found| f.words.content.iter().map(|r| r.len()).sum::<usize>();
    found.sort_by_key(|f| (std::cmp::Reverse(extent(f)), -f.odds, f.candidate.cue));
    let before = drafts.list.len();
    for f in found {
        let inside = |d: &Draft| f.words.all().all(|r| d.content.iter().any(|c| c.start <= r.start && r.end <= c.end));
        let around = |d: &Draft| d.content.iter().any(|c| c.contains(&f.candidate.cue));
        let near = before.saturating_sub(NEAR)..drafts.list.len();
        if f.odds > SURE {
            part(tree, &f, drafts, near.clone());
        }
        if let Some(holder) = near.clone().find(|&d| around(&drafts.list[d])) {
            // What is within another's words must be surer to be worth telling.
            if f.odds >= 0 && drafts.list[holder].kind != Kind::Direct && inside(&drafts.list[holder]) {
                let draft = draft(tree, &f);
                drafts.list[holder].nested.push(draft);
            }
            continue;
        }
        let free = |r: &Range<usize>| !drafts.taken[r.clone()].contains(&true);
        let shared = |r: &Range<usize>| {
            free(r) || near.clone().any(|d| drafts.list[d].source.as_ref().is_some_and(|s| s.full == *r))
        };
        let Words { source, cue, content } = &f.words;
        // Whose words stand in quotation marks is better told by what stands around them.
        if source.is_none() && content.iter().any(|r| has_quote(view, r)) {
            continue;
        }
        if free(cue) && content.iter().all(free) && source.as_ref().is_none_or(|s| shared(&s.full)) {
            drafts.add(view, draft(tree, &f));
        }
    }
}

/// The candidates of a sentence that are likely enough, the best one of each cue.
fn likely(tree: &Tree, weights: Weights, sentence: Range<usize>) -> Vec<Found> {
    let mut features = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    for candidate in candidate::find(tree, sentence).into_iter().take(MOST) {
        let [odds, speech] = weights.odds(tree, &candidate, &mut features);
        let beaten = found.last().is_some_and(|f| f.candidate.cue == candidate.cue && f.odds >= odds);
        if odds < LEAST || beaten || tree.view.stretch(candidate.cue).is_some() {
            continue;
        }
        if let Some(words) = words(tree, &candidate) {
            found.pop_if(|f| f.candidate.cue == candidate.cue);
            found.push(Found { odds, speech: speech >= 0, candidate, words });
        }
    }
    found
}

fn draft(tree: &Tree, f: &Found) -> Draft {
    let view = tree.view;
    let Words { source, cue, content } = &f.words;
    let listed = weigh::stance(tree, &f.candidate);
    let listed = listed.or_else(|| view.lists.verb(view.word(f.candidate.cue)).map(|(stance, _)| stance));
    let denied = view.reading.upos(f.candidate.cue) == Upos::Verb && cue::group(view, f.candidate.cue, cue.start).1;
    let quoted = content.iter().any(|r| has_quote(view, r));
    let kind = if quoted { Kind::Mixed } else { Kind::Indirect };
    let (confidence, why) = (weigh::percent(f.odds), vec![f.candidate.frame.rule()]);
    Draft {
        cue: Some(cue.clone()),
        source: source.clone(),
        stance: match f.candidate.frame {
            Frame::Hearsay => Stance::Doubting,
            _ if denied => Stance::Denying,
            _ => listed.unwrap_or_default(),
        },
        act: if f.speech { Act::Speech } else { Act::Attitude },
        ..Draft::new(kind, content.clone(), confidence, why)
    }
}

/// Whether the parse lets a verb that takes quoted words alone have those that tags gave it: not in "announcing the pick,
/// Ann called it “great”".
pub fn reaches(tree: &Tree, cue: &Cue, draft: &Draft) -> bool {
    let view = tree.view;
    let [content] = &draft.content[..] else { return true };
    if draft.kind != Kind::Mixed || content.start < cue.verb || view.stretch(content.start).is_some() {
        return true;
    }
    content.clone().filter(|&t| view.stretch(t).is_some()).any(|t| tree.holds(cue.verb, t))
}

/// "She said it was late and warned of rain": by tags alone the first content takes in the second attribution. Where the
/// second does not hang on the first one's clause, the first ends before it.
fn part(tree: &Tree, f: &Found, drafts: &mut Drafts, near: Range<usize>) {
    for d in near {
        let draft = &drafts.list[d];
        let ([content], Some(cue)) = (&draft.content[..], &draft.cue) else { continue };
        let verb = cue.end - 1;
        if draft.kind != Kind::Indirect || !content.contains(&f.candidate.cue) || content.start < verb {
            continue;
        }
        let clause = tree.children(verb).find(|&k| content.contains(&k) && !tree.view.is_mark(k));
        let start = f.words.all().map(|r| r.start).filter(|&s| s >= content.start).min().unwrap_or(content.end);
        if clause.is_none_or(|k| tree.holds(k, f.candidate.cue)) || start < content.start + 2 {
            continue;
        }
        let mut kept = content.start..start;
        while kept.end > kept.start + 1 && (tree.view.is_mark(kept.end - 1) || tree.view.xpos(kept.end - 1) == Xpos::Cc)
        {
            kept.end -= 1;
        }
        drafts.taken[kept.end..content.end].fill(false);
        drafts.list[d].nested.retain(|n| n.parts().all(|r| r.end <= kept.end));
        drafts.list[d].content = vec![kept];
    }
}

/// Where source, cue and content of a candidate begin and end; `None` where nothing is left for the content.
pub fn words(tree: &Tree, c: &Candidate) -> Option<Words> {
    // A word has one role.
    let near = cue::near_subject(tree.view, c);
    let parsed = c.source.map(|s| source_words(tree, c.cue, s));
    // Whoever stands right before a finite verb is its subject, whatever the parse says.
    let closer = near.as_ref().zip(parsed.as_ref()).is_some_and(|(n, p)| {
        let tense = matches!(tree.view.xpos(c.cue), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && n.full.end + ADVERBS >= c.cue;
        tense && (n.full.end <= p.full.start || p.full.end <= n.full.start)
    });
    let source = if closer { near } else { parsed.or(near) };
    let source = source.filter(|s| !s.full.is_empty() && !s.full.contains(&c.cue));
    let cue = cue_words(tree, c);
    let cue = source
        .iter()
        .fold(cue, |cue, s| minus(cue, &s.full).into_iter().find(|r| r.contains(&c.cue)).unwrap_or(c.cue..c.cue + 1));
    let mut content = content_words(tree, c);
    for taken in source.iter().map(|s| &s.full).chain([&cue]) {
        content = content.into_iter().flat_map(|r| minus(r, taken)).collect();
    }
    content.retain_mut(|r| tree.trim(r));
    (!content.is_empty()).then_some(Words { source, cue, content })
}

fn minus(r: Range<usize>, taken: &Range<usize>) -> Vec<Range<usize>> {
    if taken.end <= r.start || r.end <= taken.start {
        return vec![r];
    }
    [r.start..taken.start.max(r.start), taken.end.min(r.end)..r.end].into_iter().filter(|p| !p.is_empty()).collect()
}

/// All of a subtree as one stretch.
fn whole(tree: &Tree, top: usize) -> Option<Range<usize>> {
    let runs = tree.runs(top, None);
    Some(runs.first()?.start..runs.last()?.end)
}

/// The phrase of `head` without the preposition that ties it.
fn bare(tree: &Tree, head: usize, r: Range<usize>) -> Range<usize> {
    let tied = tree.marker(head) == Some(r.start) && tree.relation(r.start) == Deprel::Case;
    r.start + usize::from(tied)..r.end
}

fn content_words(tree: &Tree, c: &Candidate) -> Vec<Range<usize>> {
    let body = || whole(tree, c.content);
    match c.frame {
        Frame::Clause | Frame::Adverbial => body().into_iter().collect(),
        Frame::Around | Frame::Hearsay => tree.runs(c.content, Some(c.cue)),
        Frame::Open | Frame::Object | Frame::Phrase => {
            let Some(r) = body() else { return vec![] };
            if c.content < c.cue {
                return vec![bare(tree, c.content, r)];
            }
            // "accused Ann of lying", "wants Ann to go": the object belongs to what is said of it.
            let object = tree.children(c.cue).find(|&k| {
                let called = || tree.marker(k).is_some_and(|m| m == c.cue + 1 && tree.view.any(m, &["for", "on"]));
                let held = match tree.relation(k) {
                    Deprel::Obj | Deprel::Iobj => true,
                    Deprel::Obl => c.frame == Frame::Open && called(),
                    _ => false,
                };
                k > c.cue && k < c.content && held
            });
            let end = if c.frame == Frame::Open { r.end } else { tail(tree, c, r.end) };
            let object = object.and_then(|o| Some((o, whole(tree, o)?))).filter(|(_, o)| o.end <= r.start);
            let (head, first) = object.unwrap_or((c.content, r));
            let start = bare(tree, head, first).start;
            std::iter::once(start..end).collect()
        }
        Frame::Subject => {
            let mut parts = tree.runs(c.content, None);
            let behind = tree.children(c.cue).filter(|&k| k > c.cue).filter(|&k| match tree.relation(k) {
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj => true,
                Deprel::Obl => tree.marker(k).is_some_and(|m| tree.view.any(m, &["of", "for", "as", "to"])),
                _ => false,
            });
            parts.extend(behind.filter_map(|k| whole(tree, k)));
            parts.sort_by_key(|r| r.start);
            parts.dedup_by(|b, a| {
                let joins = b.start <= a.end;
                if joins {
                    a.end = a.end.max(b.end);
                }
                joins
            });
            parts
        }
        Frame::Antecedent => {
            let first = tree.runs(c.content, Some(c.cue)).into_iter().next();
            first.map(|r| r.start..r.end.min(c.cue)).filter(|r| !r.is_empty()).into_iter().collect()
        }
        Frame::Noun => body().map(|r| bare(tree, c.content, r)).into_iter().collect(),
    }
}

/// Prepositions and conjunctions with which what is said of a thing goes on.
const TAILS: [&str; 13] =
    ["as", "of", "for", "to", "with", "like", "from", "against", "about", "over", "into", "on", "between"];

/// Where what is said of a thing that ends at `end` ends itself: "the plan as a failure", "a ban on the drug".
fn tail(tree: &Tree, c: &Candidate, mut end: usize) -> usize {
    let view = tree.view;
    for k in tree.children(c.cue).filter(|&k| k > c.content) {
        let goes_on = match tree.relation(k) {
            Deprel::Xcomp => c.frame == Frame::Object,
            Deprel::Obl | Deprel::Advcl => {
                let marker = tree.marker(k).filter(|&m| view.any(m, &TAILS));
                let time = view.is_time(k);
                marker.is_some_and(|m| !time && (c.frame == Frame::Object || m == end))
            }
            _ => false,
        };
        if goes_on && let Some(r) = whole(tree, k) {
            end = end.max(r.end);
        }
    }
    end
}

fn cue_words(tree: &Tree, c: &Candidate) -> Range<usize> {
    let view = tree.view;
    let floor = view.sentence(view.reading.sentence_of(c.cue)).start;
    let mut range = match view.reading.upos(c.cue) {
        Upos::Verb => cue::group(view, c.cue, floor).0,
        Upos::Noun => noun_cue(tree, c, floor),
        _ => {
            let copula = tree.children(c.cue).find(|&k| matches!(tree.relation(k), Deprel::Cop | Deprel::Aux));
            copula.filter(|&k| k < c.cue && c.cue - k < 6).unwrap_or(c.cue)..c.cue + 1
        }
    };
    while range.start > floor
        && view.is_adverb(range.start - 1)
        && view.stretch(range.start - 1).is_none()
        && tree.view.reading.head(range.start - 1) == Some(c.cue)
    {
        range.start -= 1;
    }
    // "met to discuss the plan".
    if range.start > floor && view.xpos(range.start - 1) == Xpos::To && view.stretch(range.start - 1).is_none() {
        range.start -= 1;
    }
    if let Some(particle) = tree.child_of(c.cue, Deprel::CompoundPrt).filter(|&p| p == range.end) {
        range.end = particle + 1;
    }
    // "called for": the preposition belongs to the cue.
    let preposition = |m: usize| m == range.end && tree.relation(m) == Deprel::Case;
    let called =
        tree.children(c.cue).filter(|&k| k <= c.content).find_map(|k| tree.marker(k).filter(|&m| preposition(m)));
    if let Some(m) = called.or(c.marker.filter(|&m| preposition(m))) {
        range.end = m + 1;
    }
    range
}

/// "made the claim", "hopes": the noun, with the verb that has it as its object where that one's subject is the source.
fn noun_cue(tree: &Tree, c: &Candidate, floor: usize) -> Range<usize> {
    let view = tree.view;
    if tree.relation(c.cue) == Deprel::Obj
        && let Some(verb) = view.reading.head(c.cue).filter(|&v| v < c.cue && c.cue - v < 6)
        && c.source.is_some()
        && c.source == tree.subject(verb)
    {
        return cue::group(view, verb, floor).0.start..c.cue + 1;
    }
    c.cue..c.cue + 1
}

/// Where the phrase whose head is `head` ends, by the parse, if it holds no comma: "a report by city engineers".
pub fn end_of_phrase(tree: &Tree, head: usize) -> Option<usize> {
    let end = whole(tree, head)?.end;
    (!(head..end).any(|t| tree.view.is_comma(t) || tree.view.stretch(t).is_some())).then_some(end)
}

/// The subject of the verb at `cue`, or the agent of its passive, as a source.
pub fn subject(tree: &Tree, cue: usize) -> Option<Phrase> {
    let head = if tree.is_passive(cue) { tree.agent(cue) } else { tree.subject(cue) }?;
    Some(source_words(tree, cue, head)).filter(|s| !s.full.is_empty())
}

/// The phrase whose head is `s`, as the source of the cue at `cue`.
fn source_words(tree: &Tree, cue: usize, s: usize) -> Phrase {
    let view = tree.view;
    let top = antecedent(tree, s);
    let name_end = |head: usize| view.mention(head).map_or(head + 1, |m| m.tokens.end.max(head + 1));
    if let Some(top) = top {
        let base = view.mention(top).map_or(top, |m| m.tokens.start.min(top))..name_end(top);
        return Phrase { full: s..s + 1, base, several: false };
    }
    let runs = tree.runs(s, Some(cue).filter(|&c| tree.holds(s, c)));
    let mut full = runs.into_iter().find(|r| r.contains(&s)).unwrap_or(s..s + 1);
    // What the clause of the cue says of the source comes behind it; "by Ann" and "Ann's" leave Ann.
    if tree.holds(s, cue) && full.end > cue {
        full.end = cue.max(s + 1);
    }
    if tree.marker(s) == Some(full.start) && tree.relation(full.start) == Deprel::Case {
        full.start += 1;
    }
    while full.end > s + 1 && view.reading.is_possessive(full.end - 1) {
        full.end -= 1;
    }
    tree.trim(&mut full);
    let several = tree.children(s).any(|k| tree.relation(k) == Deprel::Conj);
    let base_end = name_end(s).min(full.end.max(s + 1));
    Phrase { base: full.start.min(s)..base_end, full, several }
}

/// Of what a relative pronoun speaks.
fn antecedent(tree: &Tree, s: usize) -> Option<usize> {
    if !is_relative(tree, s) {
        return None;
    }
    let clause = tree.view.reading.head(s)?;
    (tree.relation(clause) == Deprel::AclRelcl).then(|| tree.view.reading.head(clause))?
}
