//! Named days: which day each falls on in a given year. The list is `data/words/time_holidays.txt`.

use super::day::Day;
use std::sync::LazyLock;

/// How a named day is found in a year.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// The same day each year: month, day.
    Fixed(u8, u8),
    /// The n-th weekday of a month (5: the last), so many days on.
    Nth { month: u8, n: u8, weekday: u8, plus: i64 },
    /// So many days from Easter Sunday.
    Easter(i64),
}

/// A named day: its words, lower-case, and its rule.
struct Holiday {
    words: Vec<&'static str>,
    rule: Rule,
}

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    let lines = include_str!("../../data/words/time_holidays.txt").lines().filter(|l| !l.starts_with('#'));
    let mut list: Vec<_> = lines
        .filter_map(|line| {
            let (words, rule) = line.trim().rsplit_once(char::is_whitespace)?;
            Some(Holiday { words: words.split_whitespace().collect(), rule: read(rule)? })
        })
        .collect();
    // Longer names first, so that "Christmas Eve" is not read as Christmas.
    list.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    list
});

fn read(rule: &str) -> Option<Rule> {
    let (kind, rest) = rule.split_once(':')?;
    let numbers: Vec<i64> = rest.split(',').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    match (kind, numbers.as_slice()) {
        ("fixed", &[month, day]) => Some(Rule::Fixed(month as u8, day as u8)),
        ("nth", &[month, n, weekday, plus]) => {
            Some(Rule::Nth { month: month as u8, n: n as u8, weekday: weekday as u8, plus })
        }
        ("easter", &[plus]) => Some(Rule::Easter(plus)),
        _ => None,
    }
}

/// The day on which holiday number `index` falls in `year`.
pub(super) fn day(index: u16, year: i32) -> Option<Day> {
    match HOLIDAYS.get(usize::from(index))?.rule {
        Rule::Fixed(month, day) => Day::new(year, month, day),
        Rule::Nth { month, n, weekday, plus } => Day::nth_weekday(year, month, n, weekday)?.plus(plus),
        Rule::Easter(plus) => Day::easter(year)?.plus(plus),
    }
}

/// The holiday whose words stand first in `words` (any case), with how many words it takes.
pub(super) fn find<'a>(word: impl Fn(usize) -> Option<&'a str>) -> Option<(u16, usize)> {
    let fits = |h: &Holiday| h.words.iter().enumerate().all(|(i, w)| word(i).is_some_and(|x| same(w, x)));
    let index = HOLIDAYS.iter().position(fits)?;
    Some((index as u16, HOLIDAYS[index].words.len()))
}

/// Whether a token spells an entry, with either apostrophe.
fn same(entry: &str, word: &str) -> bool {
    entry.eq_ignore_ascii_case(word)
        || (entry.starts_with('\'') && word.strip_prefix('’').is_some_and(|w| entry[1..].eq_ignore_ascii_case(w)))
}

/// First words of all holidays, lower-case, for the word classes.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    HOLIDAYS.iter().map(|h| h.words[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("../../data/words/time_holidays.txt").lines();
        let lines = lines.filter(|l| !l.starts_with('#') && !l.trim().is_empty()).count();
        assert_eq!(lines, HOLIDAYS.len());
        assert!((0..lines).all(|i| day(i as u16, 2016).is_some()));
    }
}
