//! Reads the names of a whole text; produces them more alike: what is one type in most places is so everywhere.
//!
//! Each sentence was read by itself. A text calls one thing by one name, so the surer readings outvote the others; the
//! family name of someone who was named in full is a person; and a short form is what its long form is.

mod abbreviation;

use super::names::{Found, Types};
use super::view::{Case, Style, View};
use super::{Name, NameType};
use crate::lexicon::{Classes, Lexicon};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the text says of one phrase.
#[derive(Default)]
struct Votes {
    /// For each type that was found the sum of the margins, and how many names have it.
    found: Vec<(NameType, i64, u32)>,
    /// The sums of what the names' tokens score as each type.
    scores: [i64; NameType::ALL.len()],
}

/// The votes on every phrase, folded.
type Ballot<'a> = BTreeMap<&'a str, Votes>;

impl Votes {
    fn add(&mut self, found: &Found) {
        // A name without any margin still counts.
        self.give(found.name.kind, found.margin as i64 + 1, 1);
        self.scores.iter_mut().zip(found.types).for_each(|(sum, score)| *sum += score as i64);
    }

    fn give(&mut self, kind: NameType, weight: i64, count: u32) {
        match self.found.iter_mut().find(|t| t.0 == kind) {
            Some(t) => (t.1, t.2) = (t.1 + weight, t.2 + count),
            None => self.found.push((kind, weight, count)),
        }
    }

    /// The type of a name that the votes are on: the one that all readings of the text together score highest, its own
    /// reading twice.
    fn best(&self, found: &Found) -> NameType {
        let score = |k: NameType| self.scores[k as usize] + found.types[k as usize] as i64;
        let own = found.name.kind;
        NameType::ALL.into_iter().fold(own, |best, k| if score(k) > score(best) { k } else { best })
    }

    /// The type with the most weight, its weight, and how many names have it.
    fn winner(&self) -> Option<(NameType, i64, u32)> {
        self.found.iter().copied().max_by_key(|t| (t.1, Reverse(t.0)))
    }
}

/// Levels the types of equal names and of long and short forms, and adds the family names of persons and the short
/// forms of bodies where they were missed.
pub fn level(mut names: Vec<Found>, view: &View, lexicon: &Lexicon) -> Vec<Found> {
    let mut votes = Ballot::new();
    for found in &names {
        let range = found.name.tokens.clone();
        if found.name.kind == NameType::Person && range.len() > 1 {
            // A family name may have several words: "Ribas Domenech", "Akufo-Addo".
            for start in (range.start + 1..range.end).filter(|&t| view.words[t].case != Case::None) {
                votes.entry(view.phrase(start..range.end)).or_default().add(found);
            }
        }
        votes.entry(view.phrase(range)).or_default().add(found);
    }
    abbreviation::explain(&mut names, &mut votes, view);
    for found in &mut names {
        if let Some(votes) = votes.get(view.phrase(found.name.tokens.clone())) {
            found.name.kind = votes.best(found);
        }
    }
    complete(&mut names, view);
    add_persons(&mut names, &votes, view, lexicon);
    abbreviation::add(&mut names, &votes, view);
    names
}

/// Gives an event's name of several words its whole extent where only a part of it or nothing was found: "G20" in "G20
/// summit", where "G20 Summit" stands elsewhere. As often as not it has to be found whole. On the dev sets what this does
/// to events is right; for other types it is wrong about as often as right.
fn complete(names: &mut Vec<Found>, view: &View) {
    let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lengths: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let event = |name: &&Name| name.kind == NameType::Event && name.tokens.len() > 1;
    for Name { tokens, .. } in names.iter().map(|f| &f.name).filter(event) {
        *whole.entry(view.phrase(tokens.clone())).or_default() += 1;
        let lengths = lengths.entry(view.low(tokens.start)).or_default();
        if !lengths.contains(&tokens.len()) {
            lengths.push(tokens.len());
        }
    }
    // The longest first.
    lengths.values_mut().for_each(|l| l.sort_by_key(|&len| Reverse(len)));
    let mut missed: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for range in &view.sentences {
        for i in range.clone().filter(|&i| !matches!(view.words[i].case, Case::Lower | Case::None)) {
            let known = lengths.get(view.low(i)).map_or(&[][..], Vec::as_slice).iter().map(|len| i..i + len);
            let Some(tokens) =
                known.filter(|t| t.end <= range.end).find(|t| whole.contains_key(view.phrase(t.clone())))
            else {
                continue;
            };
            let mut touched = names[touching(names, &tokens)].iter().map(|f| &f.name.tokens);
            if touched.all(|t| tokens.start <= t.start && t.end <= tokens.end && t.len() < tokens.len()) {
                missed.entry(view.phrase(tokens.clone())).or_default().push(tokens);
            }
        }
    }
    for (phrase, places) in missed {
        for tokens in places.iter().filter(|_| whole[phrase] >= places.len()) {
            let touched = touching(names, tokens);
            let confidence = names[touched.clone()].iter().map(|f| f.name.confidence).max().unwrap_or(50);
            let name = Name { tokens: tokens.clone(), kind: NameType::Event, confidence };
            names.splice(touched, [Found { name, margin: 0, types: Types::default() }]);
        }
    }
}

/// Which names share a token with these.
fn touching(names: &[Found], tokens: &Range<usize>) -> Range<usize> {
    let from = names.partition_point(|f| f.name.tokens.end <= tokens.start);
    let count = names[from..].iter().take_while(|f| f.name.tokens.start < tokens.end).count();
    from..from + count
}

/// Adds capitalised words that stand outside every name and are a person's name elsewhere in the text. Other types but
/// short forms are left alone: on the dev sets, more of what they would add is wrong than right.
fn add_persons(names: &mut Vec<Found>, votes: &Ballot, view: &View, lexicon: &Lexicon) {
    let covered = covered(names, view);
    let before = names.len();
    for (range, style) in view.sentences.iter().zip(&view.styles) {
        for i in range.clone().filter(|&i| !covered[i]) {
            let word = &view.words[i];
            // Where every word has a capital, or at the start of a sentence, a capital tells nothing.
            let telling = *style == Style::Plain && i > range.start && matches!(word.case, Case::Title | Case::Mixed);
            let common = word.elsewhere & 1 == 1 || word.alone.any(Classes::TITLE);
            let winner = votes.get(view.low(i)).and_then(Votes::winner);
            let known = winner.is_some_and(|(kind, _, count)| kind == NameType::Person && count > 1);
            if telling && !common && known && lexicon.country_of(view.low(i)).is_none() {
                let name = Name { tokens: i..i + 1, kind: NameType::Person, confidence: 50 };
                names.push(Found { name, margin: 0, types: Types::default() });
            }
        }
    }
    if names.len() > before {
        names.sort_by_key(|f| f.name.tokens.start);
    }
}

/// Which tokens lie in a name.
fn covered(names: &[Found], view: &View) -> Vec<bool> {
    let mut covered = vec![false; view.words.len()];
    names.iter().for_each(|f| covered[f.name.tokens.clone()].fill(true));
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::clusters::{self, Clusters};
    use crate::model::file::Section;
    use crate::sentence;
    use crate::span::Span;
    use crate::token;
    use crate::words::Words;
    use expect_test::{Expect, expect};

    /// A name of `len` tokens from `at`, of which every other type scores less by `margin`.
    fn found(at: usize, len: usize, kind: NameType, margin: i32) -> Found {
        let name = Name { tokens: at..at + len, kind, confidence: 50 };
        Found { name, margin, types: NameType::ALL.map(|other| if other == kind { 0 } else { -margin }) }
    }

    /// `given` lists names as first token, length, type and margin.
    fn check(text: &str, given: &[(usize, usize, NameType, i32)], expected: Expect) {
        let given = given.iter().map(|&(at, len, kind, margin)| found(at, len, kind, margin));
        check_found(text, given.collect(), expected);
    }

    fn check_found(text: &str, given: Vec<Found>, expected: Expect) {
        let (words, mut tokens, mut sentences) = (Words::load(), vec![], vec![]);
        token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
        sentence::split(text, &tokens, 0..tokens.len(), 0, &words, &mut sentences);
        let empty = fst::MapBuilder::memory().into_inner().unwrap();
        let lexicon = Lexicon::parse(Section::owned(empty)).unwrap();
        let clusters = Clusters::parse(Section::owned(clusters::write(vec![], &[]))).unwrap();
        let view = View::new(text, &tokens, &sentences, &lexicon, &clusters);
        let out = level(given, &view, &lexicon);
        let spelled = out.iter().map(|f| format!("{} {}", view.phrase(f.name.tokens.clone()), f.name.kind.as_str()));
        expected.assert_eq(&spelled.collect::<Vec<_>>().join(", "));
    }

    #[test]
    fn family_names_are_persons() {
        let names = [(0, 2, NameType::Person, 50), (6, 1, NameType::Gpe, 9), (10, 1, NameType::Person, 5)];
        check(
            "Ann Kirby spoke. Later , Kirby left . Then Kirby quickly waved towards Kirby .",
            &names,
            expect![["ann kirby PERSON, kirby PERSON, kirby PERSON, kirby PERSON"]],
        );
    }

    #[test]
    fn long_and_short_forms_are_one() {
        use NameType::{Org, Work};
        // The long form reaches as far as the letters say, and the short form is found where it was missed.
        check(
            "He ran the Rights and Risks Group ( RRG ) . Later the RRG asked for more .",
            &[(5, 2, Org, 900), (8, 1, Org, 1000)],
            expect!["rights and risks group ORG, rrg ORG, rrg ORG"],
        );
        check(
            "The Bank of Ghana ( BoG ) spoke . It is why the BoG acted . Then BoG rested .",
            &[(1, 3, Org, 2000), (5, 1, Work, 300)],
            expect!["bank of ghana ORG, bog ORG, bog ORG, bog ORG"],
        );
    }

    #[test]
    fn short_forms_of_common_nouns_are_no_bodies() {
        use NameType::Org;
        check(
            "Each central processing unit ( CPU ) failed . The CPU costs more .",
            &[(5, 1, Org, 300), (10, 1, Org, 300)],
            expect![""],
        );
    }

    #[test]
    fn the_surer_reading_wins_and_near_ties_stay() {
        let names = [(0, 1, NameType::Org, 80), (4, 1, NameType::Gpe, 3), (8, 1, NameType::Gpe, 60)];
        check("Acme rose . So Acme sold . But Acme fell .", &names, expect!["acme ORG, acme ORG, acme GPE"]);
    }

    #[test]
    fn a_type_that_suits_every_reading_beats_types_that_suit_one() {
        let [person, org, gpe] = [NameType::Person, NameType::Org, NameType::Gpe];
        let names = [(0, person), (4, org), (8, gpe)].map(|(at, kind)| {
            let mut name = found(at, 1, kind, 50);
            name.types[org as usize] = name.types[org as usize].max(-5);
            name
        });
        check_found(
            "Acme rose . So Acme sold . But Acme fell .",
            names.into(),
            expect!["acme ORG, acme ORG, acme ORG"],
        );
    }

    #[test]
    fn an_event_is_one_in_small_letters_too() {
        let names = [(1, 2, NameType::Event, 90), (6, 1, NameType::Org, 50), (11, 1, NameType::Org, 50)];
        check(
            "The G20 Summit begins . The G20 summit ends . The G20 is rich .",
            &names,
            expect!["g20 summit EVENT, g20 summit EVENT, g20 ORG"],
        );
    }
}
