//! What a reader of an analysis knows better: each correction names places of the text, and everything that follows from
//! it is derived anew.

use crate::mention::NameType;
use crate::span::Span;
use crate::timex::{Day, Period};

/// One correction. A place stands for the mention, or the date, that it shares a character with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// All that is mentioned at these places is one thing, called what it is at the first.
    Same(Vec<Span>),
    /// What is mentioned at these places is a thing of its own: it is parted from the other mentions that it was joined
    /// to. A pronoun or description that stands there means nothing known.
    Different(Vec<Span>),
    /// What is mentioned there is no entity: all its mentions go.
    NotEntity(Span),
    /// What is mentioned there is of this type, wherever it is so written; words that were no name become one.
    Type(Span, NameType),
    /// The date there is this period; words that were no date become one.
    Date(Span, Period),
}

/// The period that a day, month or year in figures names: "2016-09-04", "2016-09", "2016".
pub fn period(value: &str) -> Option<Period> {
    let figures = |s: &str, n: usize| {
        (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i32>().ok()).flatten()
    };
    let mut parts = value.splitn(3, '-');
    let year = figures(parts.next()?, 4)?;
    match (parts.next(), parts.next()) {
        (None, _) => Some(Period::Year(year)),
        (Some(month), None) => {
            let month = figures(month, 2).filter(|m| (1..=12).contains(m))?;
            Some(Period::Month(year, month as u8))
        }
        _ => Day::parse(value).map(Period::Day),
    }
}

/// Corrections with a note of which of them found their place.
#[derive(Clone, Debug, Default)]
pub struct Corrections<'a> {
    list: &'a [Correction],
    met: Vec<bool>,
}

impl<'a> Corrections<'a> {
    /// A list of which none has found its place yet.
    pub fn new(list: &'a [Correction]) -> Self {
        Corrections { list, met: vec![false; list.len()] }
    }

    /// Hands every correction to `apply`, which says whether it found its place.
    pub fn each(&mut self, mut apply: impl FnMut(&'a Correction) -> bool) {
        for (correction, met) in self.list.iter().zip(&mut self.met) {
            *met |= apply(correction);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The places in the list of those that found none in the text.
    pub fn unmet(&self) -> Vec<usize> {
        (0..self.met.len()).filter(|&n| !self.met[n]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        assert_eq!(period("2016"), Some(Period::Year(2016)));
        assert_eq!(period("2016-09"), Some(Period::Month(2016, 9)));
        assert_eq!(period("2016-09-04"), Day::parse("2016-09-04").map(Period::Day));
        for bad in ["", "16", "2016-9", "2016-13", "2016-02-30", "2016-09-04T10", "next week", "+016"] {
            assert_eq!(period(bad), None, "{bad}");
        }
    }
}
