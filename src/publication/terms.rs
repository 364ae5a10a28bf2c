//! Reads `data/words/terms.tsv`: who held which office when; answers with every term that a name and a title can mean.

use crate::timex::Day;
use crate::words::WordList;
use std::sync::LazyLock;

/// One person's time in one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// ISO 3166-1 code of a country, the names of a body, or `*`.
    pub of: &'static str,
    /// What the office is called, parted by "|".
    pub offices: &'static str,
    /// The person's names, parted by "|".
    pub names: &'static str,
    pub first: Day,
    /// `None` where the term ran when the list was made.
    pub last: Option<Day>,
}

/// What a title says about its office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Now,
    Formerly,
}

/// All terms, and for each last word of a name, in small letters, the terms of those who bear it.
struct Terms {
    all: Vec<Term>,
    by_word: Vec<(String, usize)>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let all: Vec<Term> = read(include_str!("../../data/words/terms.tsv")).into_iter().flatten().collect();
    let mut by_word: Vec<(String, usize)> = Vec::new();
    for (n, term) in all.iter().enumerate() {
        let words = term.names.split('|').filter_map(|name| name.rsplit(' ').next());
        by_word.extend(words.map(|w| (w.to_lowercase(), n)));
    }
    by_word.sort_unstable();
    by_word.dedup();
    Terms { all, by_word }
});

/// Words that say whether an office is held: "former", "then", "newly".
pub(super) static WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../data/words/term_words.txt"), true));

/// Every line of the list as a term, `None` for one that does not parse.
fn read(source: &'static str) -> Vec<Option<Term>> {
    let (mut of, mut offices) = ("", "");
    let lines = source.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let line = |line: &'static str| {
        let mut columns = line.split('\t');
        let head = (columns.next()?, columns.next()?);
        if !head.1.is_empty() {
            (of, offices) = head;
        }
        let names = columns.next().filter(|n| !n.is_empty())?;
        let first = Day::parse(columns.next()?)?;
        let last = match columns.next()? {
            "" => None,
            day => Some(Day::parse(day)?),
        };
        let source = columns.next()?;
        let whole = columns.next().is_none() && matches!(source, "record" | "petrarch2") && !offices.is_empty();
        whole.then_some(Term { of, offices, names, first, last })
    };
    lines.map(line).collect()
}

impl Term {
    /// Whether the office belongs to a body rather than to a country.
    pub fn of_body(&self) -> bool {
        self.of.len() > 2
    }

    /// Whether a body of that name is the one that the office belongs to.
    pub fn is_of(&self, body: &str) -> bool {
        let body = body.strip_prefix("the ").or(body.strip_prefix("The ")).unwrap_or(body);
        self.of_body() && self.of.split('|').any(|b| b.eq_ignore_ascii_case(body))
    }

    /// Whether the title names this office, and as held or as left. Other words beside the office make it another one:
    /// a deputy prime minister is no prime minister.
    pub fn held(&self, title: &str) -> Option<Held> {
        let title = title.to_lowercase();
        let rest = self.offices.split('|').find_map(|office| {
            let rest = title.strip_suffix(office)?;
            (rest.is_empty() || rest.ends_with([' ', '-'])).then_some(rest)
        })?;
        let mut held = Held::Now;
        for word in rest.split([' ', '-']).filter(|w| !w.is_empty()) {
            match WORDS.get(word)? {
                "former" => held = Held::Formerly,
                "holding" => {}
                _ => return None,
            }
        }
        Some(held)
    }
}

/// The terms of everybody whom `name` can mean. "George Bush" can be either president of that name.
pub(super) fn of_person(name: &str) -> impl Iterator<Item = &'static Term> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let last = words.last().cloned().unwrap_or_default();
    let from = TERMS.by_word.partition_point(|(word, _)| *word < last);
    let same = TERMS.by_word[from..].iter().take_while(move |(word, _)| *word == last);
    same.map(|(_, n)| &TERMS.all[*n])
        .filter(move |term| words.len() == 1 || term.names.to_lowercase().split('|').any(|full| fits(&words, full)))
}

/// Whether a name of several words can be short or long for the full name in the list: its first and last words alone
/// ("George Bush"), or all its words in order with others between ("Barack Hussein Obama").
fn fits(words: &[String], full: &str) -> bool {
    let full: Vec<&str> = full.split(' ').collect();
    if full.len() < 2 || words[0] != full[0] {
        return false;
    }
    let inside = |full: &[&str]| {
        let mut long = words.iter();
        full.iter().all(|word| long.any(|w| w == word))
    };
    words.len() == 2 || inside(&full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_parses_and_no_term_ends_before_it_begins() {
        let terms = read(include_str!("../../data/words/terms.tsv"));
        assert!(terms.len() > 400);
        for term in terms {
            let term = term.expect("a line that does not parse");
            assert!(term.last.is_none_or(|last| term.first <= last), "{term:?}");
        }
        assert!(WORDS.iter().all(|(_, v)| matches!(v, "former" | "then" | "holding" | "at" | "due")));
    }

    #[test]
    fn one_office_has_one_holder_at_a_time() {
        let mut terms: Vec<&Term> = TERMS.all.iter().collect();
        terms.sort_by_key(|t| (t.of, t.offices, t.first));
        for pair in terms.windows(2).filter(|p| (p[0].of, p[0].offices) == (p[1].of, p[1].offices)) {
            let last = pair[0].last.unwrap_or_else(|| panic!("{:?} has a successor", pair[0]));
            assert!(last <= pair[1].first, "{pair:?}");
        }
    }

    #[test]
    fn names_long_and_short_mean_their_bearers_only() {
        let firsts = |name: &str, title: &str| {
            let held = of_person(name).filter(|t| t.held(title) == Some(Held::Now));
            held.map(|t| t.first.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(firsts("Bush", "President"), "1989-01-20 2001-01-20");
        assert_eq!(firsts("George Bush", "president"), "1989-01-20 2001-01-20");
        assert_eq!(firsts("George W. Bush", "President"), "2001-01-20");
        assert_eq!(firsts("Jeb Bush", "President"), "");
        assert_eq!(firsts("Barack Hussein Obama", "President"), "2009-01-20");
        assert_eq!(firsts("Hillary Clinton", "president"), "");
        assert_eq!(firsts("Hillary Clinton", "Secretary of State"), "2009-01-21");
        assert_eq!(firsts("Theresa May", "new prime minister"), "2016-07-13");
        assert_eq!(firsts("Theresa May", "deputy prime minister"), "");
    }

    #[test]
    fn a_title_tells_whether_the_office_is_held() {
        let may = of_person("Theresa May").next().unwrap();
        assert_eq!(may.held("former Prime Minister"), Some(Held::Formerly));
        assert_eq!(may.held("ex-prime minister"), Some(Held::Formerly));
        assert_eq!(may.held("then-prime minister"), None);
        assert_eq!(may.held("minister"), None);
    }
}
