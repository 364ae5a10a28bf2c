//! Reads a name that was found; produces its finer type, and mends what the lexicon knows for sure.
//!
//! The sequence tagger knows places only as one type, since most of what it learnt from does not tell a city from a
//! bridge. A phrase that is one thing only, wherever it stands, needs no context.

use super::view::{Case, View};
use super::{Name, NameType};
use crate::lexicon::{Classes, Lexicon};

/// The name's type, with places parted into GPE, LOC and FAC, or `None` when the phrase is no name.
pub fn refine(name: &Name, view: &View, lexicon: &Lexicon) -> Option<NameType> {
    let phrase = view.phrase(name.tokens.clone());
    let whole = lexicon.get_folded(phrase).unwrap_or_default().classes;
    let next = name.tokens.end;
    let money = next < view.words.len() && matches!(view.low(next), "dollar" | "dollars" | "$");
    if whole.any(Classes::NOT_NAME) || money && whole.any(Classes::COUNTRY) {
        return None;
    }
    match name.kind {
        _ if whole.only(Classes::PEOPLE.or(Classes::DEMONYM)) => Some(NameType::Norp),
        _ if whole.only(Classes::COUNTRY) => Some(NameType::Gpe),
        NameType::Gpe | NameType::Person | NameType::Work | NameType::Product if whole.only(Classes::ORG) => {
            Some(NameType::Org)
        }
        NameType::Gpe => Some(place(name, whole, view)),
        kind => Some(kind),
    }
}

fn place(name: &Name, whole: Classes, view: &View) -> NameType {
    let governed = Classes::COUNTRY.or(Classes::REGION).or(Classes::CAPITAL).or(Classes::CITY);
    let (first, last) = (&view.words[name.tokens.start], &view.words[name.tokens.end - 1]);
    match () {
        _ if whole.any(Classes::COUNTRY.or(Classes::CAPITAL)) => NameType::Gpe,
        _ if whole.any(Classes::PLACE) && !whole.any(Classes::REGION.or(Classes::BIG_CITY)) => NameType::Loc,
        _ if whole.any(Classes::FACILITY) => NameType::Fac,
        _ if whole.any(governed) || name.tokens.len() == 1 => NameType::Gpe,
        _ if last.alone.any(Classes::FACILITY_HEAD) => NameType::Fac,
        _ if last.alone.any(Classes::PLACE_HEAD) || first.alone.any(Classes::PLACE_HEAD) => NameType::Loc,
        _ => NameType::Gpe,
    }
}

/// Makes names whole: a phrase that the lexicon is sure of, of which only some words or none were found ("Sri Lanka",
/// "Downing Street"), and a given name with a hyphen ("Ban Ki-moon"). Takes titles from people's names that were read
/// with them as a body's, and takes out what a minister is minister of.
pub fn make_whole(names: &mut Vec<Name>, view: &View) {
    names.retain(|name| !is_portfolio(name, view));
    names.iter_mut().for_each(|name| part_title(name, view));
    for at in 0..names.len() {
        let end = names[at].tokens.end;
        let limit = names.get(at + 1).map_or(view.words.len(), |n| n.tokens.start);
        let sentence = view.sentences.get(view.sentences.partition_point(|s| s.end < end));
        let limit = sentence.map_or(limit, |s| limit.min(s.end));
        let hyphen = end + 1 < limit && view.low(end) == "-" && view.joined(end) && view.joined(end + 1);
        if names[at].kind == NameType::Person && hyphen && given_name(view, end) {
            names[at].tokens.end = end + 2;
        }
    }
    for (phrase, classes) in &view.phrases {
        let Some(kind) = sure(*classes) else { continue };
        let from = names.partition_point(|n| n.tokens.end <= phrase.start);
        let touched = names[from..].iter().take_while(|n| n.tokens.start < phrase.end).count();
        let inside = |n: &Name| phrase.start <= n.tokens.start && n.tokens.end <= phrase.end;
        let part = names[from..from + touched].iter().all(inside);
        let whole = touched == 1 && names[from].tokens == *phrase;
        if part && !whole && written_as_name(view, phrase) {
            let confidence = names[from..from + touched].iter().map(|n| n.confidence).max().unwrap_or(UNSEEN);
            names.splice(from..from + touched, [Name { tokens: phrase.clone(), kind, confidence }]);
        }
    }
}

/// Parts titles from a person's name that was read with them as a body's: "Gen Prawit", "Justice Scalia".
fn part_title(name: &mut Name, view: &View) {
    let title = |&t: &usize| view.words[t].alone.any(Classes::TITLE) && !OPENS_BODIES.contains(&view.low(t));
    let titles = name.tokens.clone().take_while(title).count();
    let rest = name.tokens.start + titles..name.tokens.end;
    let known = view.words[name.tokens.start].begins.any(Classes::ORG);
    let personal = |t: usize| {
        let word = &view.words[t];
        let other = word.alone.any(HEADS) || word.begins.or(word.inside).any(Classes::ORG);
        word.case == Case::Title && word.elsewhere & 1 == 0 && !other
    };
    if name.kind == NameType::Org && titles > 0 && !known && (1..=3).contains(&rest.len()) && rest.clone().all(personal)
    {
        *name = Name { tokens: rest, kind: NameType::Person, ..*name };
    }
}

/// Titles that are also the first word of bodies' names: "General Motors", "Chief Secretariat", "Hon Hai".
const OPENS_BODIES: [&str; 14] = [
    "chief",
    "crown",
    "detective",
    "executive",
    "former",
    "general",
    "hon",
    "leader",
    "major",
    "managing",
    "prime",
    "saint",
    "st",
    "vice",
];

/// Words that tell of something else than a person.
const HEADS: Classes = Classes::ORG_HEAD
    .or(Classes::COMPANY_END)
    .or(Classes::FACILITY_HEAD)
    .or(Classes::PLACE_HEAD)
    .or(Classes::EVENT_HEAD)
    .or(Classes::LAW_HEAD)
    .or(Classes::WORK_HEAD)
    .or(Classes::NOT_NAME);

/// Whether the name is what a minister is minister of ("Minister of Foreign Affairs"), which is no body by itself.
fn is_portfolio(name: &Name, view: &View) -> bool {
    let at = name.tokens.start;
    name.kind == NameType::Org
        && at > 1
        && matches!(view.low(at - 1), "of" | "for")
        && matches!(view.low(at - 2), "minister" | "ministers")
}

/// Confidence of a name that only the lexicon sees, in percent.
const UNSEEN: u8 = 60;

/// The type of a phrase of several words that names one thing only.
fn sure(classes: Classes) -> Option<NameType> {
    let seat = Classes::PLACE.or(Classes::FACILITY).or(Classes::OTHER_NAME);
    match () {
        _ if classes.only(Classes::COUNTRY) => Some(NameType::Gpe),
        _ if classes.only(Classes::DEMONYM.or(Classes::PEOPLE)) => Some(NameType::Norp),
        // A seat that stands for its government, as "Downing Street", is in WordNet as a place.
        _ if classes.any(Classes::ORG) && classes.only(Classes::ORG.or(seat)) => Some(NameType::Org),
        _ => None,
    }
}

/// Whether the phrase begins and ends with a capital: "green party" may be any.
fn written_as_name(view: &View, phrase: &std::ops::Range<usize>) -> bool {
    let capital = |i: usize| !matches!(view.words[i].case, Case::Lower | Case::None);
    capital(phrase.start) && capital(phrase.end - 1)
}

/// Whether the hyphen at `at` joins the parts of a given name, as in Korean and Chinese ones: "Ki-moon", "Ing-wen".
fn given_name(view: &View, at: usize) -> bool {
    let (before, after) = (&view.words[at - 1], &view.words[at + 1]);
    let short = view.low(at + 1).chars().count() <= 6;
    before.case == Case::Title && after.case == Case::Lower && short && !after.alone.any(Classes::JOINED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Entry;
    use crate::model::clusters::{self, Clusters};
    use crate::model::file::Section;
    use crate::sentence;
    use crate::span::Span;
    use crate::token;
    use crate::words::Words;
    use expect_test::{Expect, expect};

    const LEXICON: [(&str, Classes); 13] = [
        ("alliance", Classes::ORG_HEAD),
        ("aral sea", Classes::PLACE),
        ("backed", Classes::JOINED),
        ("downing street", Classes::ORG),
        ("gdp", Classes::NOT_NAME),
        ("gen", Classes::TITLE),
        ("interpol", Classes::ORG),
        ("justice", Classes::TITLE),
        ("oslo", Classes::CITY),
        ("sea", Classes::PLACE_HEAD),
        ("sri lanka", Classes::COUNTRY),
        ("turks", Classes::DEMONYM),
        ("us", Classes::COUNTRY),
    ];

    /// `given` lists names as first token, length and type.
    fn check(text: &str, given: &[(usize, usize, NameType)], expected: Expect) {
        let (words, mut tokens, mut sentences) = (Words::load(), vec![], vec![]);
        token::tokenize(text, Span::new(0, text.len()), &words, &mut tokens);
        sentence::split(text, &tokens, 0..tokens.len(), 0, &words, &mut sentences);
        let mut build = fst::MapBuilder::memory();
        let value = |classes| Entry { classes, country: None }.to_value();
        LEXICON.iter().for_each(|&(phrase, classes)| build.insert(phrase, value(classes)).unwrap());
        let lexicon = Lexicon::parse(Section::owned(build.into_inner().unwrap())).unwrap();
        let clusters = Clusters::parse(Section::owned(clusters::write(vec![], &[]))).unwrap();
        let view = View::new(text, &tokens, &sentences, &lexicon, &clusters);
        let name = |&(at, len, kind): &(usize, usize, NameType)| Name { tokens: at..at + len, kind, confidence: 50 };
        let mut names: Vec<Name> = given.iter().map(name).collect();
        make_whole(&mut names, &view);
        let kept = names.iter().filter_map(|n| Some((n, refine(n, &view, &lexicon)?)));
        let spelled = kept.map(|(n, kind)| format!("{} {}", view.phrase(n.tokens.clone()), kind.as_str()));
        expected.assert_eq(&spelled.collect::<Vec<_>>().join(", "));
    }

    #[test]
    fn places_are_parted() {
        use NameType::Gpe;
        check(
            "Oslo , Aral Sea and White Sea .",
            &[(0, 1, Gpe), (2, 2, Gpe), (5, 2, Gpe)],
            expect!["oslo GPE, aral sea LOC, white sea LOC"],
        );
    }

    #[test]
    fn sure_phrases_are_mended() {
        use NameType::*;
        check(
            "Turks told Interpol of GDP .",
            &[(0, 1, Org), (2, 1, Gpe), (4, 1, Org)],
            expect!["turks NORP, interpol ORG"],
        );
        check("US dollars for the US .", &[(0, 1, Gpe), (4, 1, Gpe)], expect!["us GPE"]);
    }

    #[test]
    fn titles_and_portfolios_are_no_bodies() {
        use NameType::*;
        check(
            "Gen Prawit met the minister of Foreign Affairs at the Justice Alliance .",
            &[(0, 2, Org), (6, 2, Org), (10, 2, Org)],
            expect!["prawit PERSON, justice alliance ORG"],
        );
    }

    #[test]
    fn names_are_made_whole() {
        use NameType::*;
        let names = [(0, 1, Person), (3, 2, Person), (8, 1, Person)];
        check(
            "Sri Lanka and Ban Ki-moon met Assad-backed men .",
            &names,
            expect!["sri lanka GPE, ban ki-moon PERSON, assad PERSON"],
        );
    }
}
