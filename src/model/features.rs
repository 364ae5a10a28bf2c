//! The feature templates: what the taggers look at, as hashes. Training and reading share this code, so that a model
//! always sees what it was trained on. A change here needs a new model.

use super::view::{Case, NOWHERE, Style, View, Word, mix};
use crate::lexicon::Classes;
use crate::tag::Tag;

/// Collects the hashes of one token's features; the templates are numbered by their order.
struct Sink<'a> {
    out: &'a mut Vec<u32>,
    template: u32,
}

impl Sink<'_> {
    fn one(&mut self, a: u32) {
        self.template += 1;
        self.out.push(mix(self.template, a));
    }

    fn two(&mut self, a: u32, b: u32) {
        self.one(mix(a, b));
    }

    fn three(&mut self, a: u32, b: u32, c: u32) {
        self.one(mix(mix(a, b), c));
    }

    /// One feature for each class of the set, all under one template.
    fn set(&mut self, classes: Classes, with: u32) {
        self.template += 1;
        let mut bits = classes.0;
        while bits != 0 {
            self.out.push(mix(self.template, mix(with, bits.trailing_zeros() + 1)));
            bits &= bits - 1;
        }
    }
}

/// The words around token `i` inside its sentence.
struct Around<'a> {
    view: &'a View,
    start: usize,
    end: usize,
    i: usize,
}

/// Stands before and after a sentence.
static EDGE: Word = Word {
    low: 0xED6E,
    shape: 0xED6E,
    pre: [0; 4],
    suf: [0; 4],
    case: Case::None,
    alone: Classes(0),
    begins: Classes(0),
    inside: Classes(0),
    clusters: [0; 2],
    elsewhere: 0,
};

impl Around<'_> {
    fn word(&self, k: isize) -> &Word {
        match self.index(k) {
            Some(at) => &self.view.words[at],
            None => &EDGE,
        }
    }

    fn index(&self, k: isize) -> Option<usize> {
        self.i.checked_add_signed(k).filter(|&at| at >= self.start && at < self.end)
    }
}

/// Features of token `i` of sentence `s` for its part of speech, given the two tags before it (as label numbers plus one,
/// 0 before the sentence).
pub fn pos(view: &View, s: usize, i: usize, before: [u32; 2], out: &mut Vec<u32>) {
    out.clear();
    let range = &view.sentences[s];
    let near = Around { view, start: range.start, end: range.end, i };
    let (w, p, n) = (near.word(0), near.word(-1), near.word(1));
    let (pp, nn) = (near.word(-2), near.word(2));
    let style = view.styles[s] as u32;
    let case = w.case as u32 + 8 * style + if i == range.start { 64 } else { 0 };
    let mut f = Sink { out, template: 1000 };
    f.one(w.low);
    f.two(w.low, case);
    f.two(w.suf[0], case);
    f.one(w.suf[1]);
    f.one(w.suf[2]);
    f.two(w.suf[2], case);
    f.one(w.suf[3]);
    f.one(w.pre[0]);
    f.one(w.pre[1]);
    f.one(w.pre[2]);
    f.two(w.shape, style);
    f.two(case, w.elsewhere as u32);
    f.one(before[0]);
    f.two(before[0], before[1]);
    f.two(before[0], w.low);
    f.two(before[0], w.suf[2]);
    f.two(before[0], n.low);
    f.one(p.low);
    f.one(n.low);
    f.one(pp.low);
    f.one(nn.low);
    f.one(p.suf[2]);
    f.one(n.suf[2]);
    f.two(n.suf[1], case);
    f.two(p.low, w.low);
    f.two(w.low, n.low);
    f.three(p.low, w.suf[2], n.low);
    f.two(n.low, nn.low);
    f.two(n.case as u32, case);
    f.two(w.alone.0, case);
    f.two(w.begins.or(w.inside).0, case);
    f.one(mix(w.clusters[0] as u32, 0));
    f.two(w.clusters[1] as u32, before[0]);
    f.two(w.clusters[1] as u32, n.clusters[1] as u32);
    f.one(n.clusters[0] as u32);
    f.one(p.clusters[0] as u32);
}

/// What is known of a whole sentence before its names are sought: the runs of capitalised words.
#[derive(Default)]
pub struct Runs {
    /// For each token of the sentence: first and last token of its run, or `None`.
    of: Vec<Option<(u32, u32)>>,
}

impl Runs {
    /// Finds the runs of sentence `s`.
    pub fn find(&mut self, view: &View, s: usize) {
        self.of.clear();
        let range = view.sentences[s].clone();
        let capital = |i: usize| matches!(view.words[i].case, Case::Title | Case::Letter | Case::Upper | Case::Mixed);
        let mut i = range.start;
        while i < range.end {
            let mut end = i;
            while end < range.end && capital(end) {
                end += 1;
            }
            if end == i {
                self.of.push(None);
                i += 1;
            } else {
                self.of.extend((i..end).map(|_| Some((i as u32, end as u32 - 1))));
                i = end;
            }
        }
    }
}

/// Features of token `i` of sentence `s` for the name that it stands in.
pub fn name(view: &View, s: usize, i: usize, runs: &Runs, tags: &[Tag], out: &mut Vec<u32>) {
    out.clear();
    let range = &view.sentences[s];
    let near = Around { view, start: range.start, end: range.end, i };
    let (w, p, n) = (near.word(0), near.word(-1), near.word(1));
    let (pp, nn) = (near.word(-2), near.word(2));
    let style = view.styles[s] as u32;
    let tag = |k: isize| near.index(k).map_or(99, |at| tags[at].xpos as u32);
    let start = (i == range.start) as u32;
    let case = w.case as u32 + 8 * style + 64 * start;
    let case_of = |w: &Word| w.case as u32;
    let mut f = Sink { out, template: 2000 };
    f.one(case);
    f.one(w.low);
    f.two(w.low, case);
    f.two(w.low, p.low);
    f.two(w.low, n.low);
    f.one(p.low);
    f.one(n.low);
    f.one(pp.low);
    f.one(nn.low);
    f.two(p.low, case);
    f.two(n.low, case);
    f.two(pp.low, p.low);
    f.two(n.low, nn.low);
    f.three(p.low, n.low, case);
    f.two(w.shape, style);
    f.three(w.shape, p.shape, n.shape);
    f.two(w.suf[1], case);
    f.two(w.suf[2], case);
    f.two(w.suf[3], case);
    f.two(w.pre[1], case);
    f.two(w.pre[2], case);
    f.two(w.pre[3], case);
    f.two(p.suf[2], case);
    f.two(n.suf[2], case);
    f.three(case_of(p), case, case_of(n));
    f.three(case_of(pp), case_of(p), mix(case, mix(case_of(n), case_of(nn))));
    f.two(tag(0), case);
    f.two(tag(-1), tag(0));
    f.two(tag(0), tag(1));
    f.three(tag(-1), tag(0), tag(1));
    f.two(w.elsewhere as u32, case);
    f.two(w.elsewhere as u32, tag(0));
    for (k, word) in [(-1i32, p), (0, w), (1, n)] {
        let with = mix(k as u32, if k == 0 { case } else { (w.case as u32) << 4 | word.case as u32 });
        f.set(word.alone, with);
        f.set(word.begins, mix(with, 1));
        f.set(word.inside, mix(with, 2));
    }
    f.three(w.alone.0, mix(w.begins.0, w.inside.0), case);
    f.three(p.alone.0, w.alone.0, case_of(p) * 8 + case_of(w));
    f.three(w.alone.0, n.alone.0, case_of(n) * 8 + case_of(w));
    for level in 0..2 {
        f.two(w.clusters[level] as u32, case);
        f.one(p.clusters[level] as u32);
        f.one(n.clusters[level] as u32);
        f.two(p.clusters[level] as u32, case);
        f.two(n.clusters[level] as u32, case);
        f.one(pp.clusters[level] as u32);
        f.one(nn.clusters[level] as u32);
        f.two(p.clusters[level] as u32, w.clusters[level] as u32);
        f.two(w.clusters[level] as u32, n.clusters[level] as u32);
    }
    run(&near, runs, &mut f);
    others(&near, &mut f);
}

/// The run of capitalised words around the token: its length, its ends and what stands beside it.
fn run(near: &Around<'_>, runs: &Runs, f: &mut Sink<'_>) {
    f.template = 2200;
    let Some((first, last)) = runs.of[near.i - near.start] else { return };
    let (first, last) = (first as usize, last as usize);
    let place = (near.i - first).min(3) as u32 * 4 + (last - near.i).min(3) as u32;
    let at = |k: Option<usize>| k.filter(|&k| k >= near.start && k < near.end).map_or(&EDGE, |k| &near.view.words[k]);
    let (before, after) = (at(first.checked_sub(1)), at(Some(last + 1)));
    let (opens, ends) = (at(Some(first)), at(Some(last)));
    let heads = Classes::PLACE_HEAD.or(Classes::FACILITY_HEAD).or(Classes::ORG_HEAD).or(Classes::COMPANY_END);
    let heads = heads.or(Classes::EVENT_HEAD).or(Classes::LAW_HEAD).or(Classes::WORK_HEAD);
    f.one(place);
    f.two(place, (first == near.start) as u32);
    f.two(ends.low, (near.i == last) as u32);
    f.two(opens.low, (near.i == first) as u32);
    f.two(before.low, (near.i == first) as u32);
    f.two(after.low, (near.i == last) as u32);
    f.two(before.clusters[1] as u32, (near.i == first) as u32);
    f.two(after.clusters[1] as u32, (near.i == last) as u32);
    f.two(before.low, after.low);
    f.set(Classes(ends.alone.0 & heads.0), place);
    f.set(Classes(ends.inside.0), place);
    f.set(opens.alone, place);
}

/// The same word elsewhere in the text: what stands beside it there.
fn others(near: &Around<'_>, f: &mut Sink<'_>) {
    let view = near.view;
    let case = view.words[near.i].case as u32;
    for &other in view.others[near.i].iter().filter(|&&o| o != NOWHERE) {
        f.template = 2300;
        let at = other as usize;
        let edge = |k: Option<usize>| k.and_then(|k| view.words.get(k)).unwrap_or(&EDGE);
        let (p, n) = (edge(at.checked_sub(1)), edge(Some(at + 1)));
        f.two(p.low, case);
        f.two(n.low, case);
        f.set(p.alone, 1);
        f.set(n.alone, 2);
        f.set(view.words[at].begins, 3);
        f.set(view.words[at].inside, 4);
        f.two(p.case as u32, n.case as u32);
    }
}

/// Whether the sentence's writing tells names from other words.
pub fn tells_names(style: Style) -> bool {
    style == Style::Plain
}
