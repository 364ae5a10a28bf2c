//! What a reader of an analysis knows better: each correction names places of the text, and everything that follows from
//! it is derived anew.

use crate::event::Factuality;
use crate::mention::NameType;
use crate::span::Span;
use crate::timex::{Day, Period};

/// One correction. A place stands for the mention, the date or the event that it shares a character with. Of several that
/// contradict each other the last stands.
///
/// A place is about the event whose trigger it touches, of several the one on which its grammar hangs; where it touches no
/// trigger, about that with the shortest clause that it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// All that is mentioned at these places is one thing, called what it is at the first.
    Same(Vec<Span>),
    /// What is mentioned at these places is, together, one thing of its own: it is parted from the other mentions that it
    /// was joined to. A pronoun or description among them goes with the names among them; where there is no name, it means
    /// nothing known.
    Different(Vec<Span>),
    /// What is mentioned there is no entity: all its mentions go.
    NotEntity(Span),
    /// What is mentioned there is of this type, wherever it is so written; words of one sentence that were no name become
    /// one, also wherever they are so written.
    Type(Span, NameType),
    /// The date there is this period; words that were no date become one.
    Date(Span, Period),
    /// What is told there is no event: it goes, and no other telling of the same happening takes its row. What shared its
    /// time keeps that.
    NotEvent(Span),
    /// The words there, all of one sentence, tell an event, and it is a row of the timeline, beside or instead of other
    /// tellings of the same happening. Its word is the verb or noun on which their grammar hangs; they are its label where
    /// they are more than that word.
    Event(Span),
    /// The event there was in this period; `None` where no time is known. It is a row of the timeline. What has its time from
    /// it follows.
    When(Span, Option<Period>),
    /// The event there happened, or did not, or may. It is a row of the timeline.
    Factuality(Span, Factuality),
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
