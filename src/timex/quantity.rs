//! How many: "three", "twenty-four", "2 1/2", "a couple of", "12 to 18", "several".

use super::class::Class;
use super::scan::Scan;

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number, in tenths.
    Tenths(i64),
    /// More than one, not said how many.
    Vague,
}

/// A number phrase: where it ends, how much it says, whether only roughly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub end: usize,
    pub quantity: Quantity,
    pub approximate: bool,
    /// Written as "a" or "an".
    pub article: bool,
}

impl Quantity {
    /// The whole number that it is, where it is one.
    pub(super) fn whole(self) -> Option<i64> {
        match self {
            Quantity::Tenths(t) if t % 10 == 0 => Some(t / 10),
            _ => None,
        }
    }
}

/// Reads a number phrase at `at`.
pub(super) fn read(s: &Scan, at: usize) -> Option<Count> {
    let exact = |end, tenths| Count { end, quantity: Quantity::Tenths(tenths), approximate: false, article: false };
    let vague = |end| Count { end, quantity: Quantity::Vague, approximate: false, article: false };
    // "a few", "a couple of", "a dozen", "a hundred", "half a", "a half", "a"
    if s.class(at) == Class::A {
        let next = at + 1;
        if s.is(next, "few") || s.is(next, "number") && s.is(next + 1, "of") {
            return Some(vague(if s.is(next, "few") { next + 1 } else { next + 2 }));
        }
        // "another two weeks"
        if s.is(at, "another")
            && let Some((end, tenths)) = number(s, next)
        {
            return Some(exact(end, tenths));
        }
        if s.is(next, "couple") {
            let end = next + if s.is(next + 1, "of") { 2 } else { 1 };
            return Some(Count { approximate: true, ..exact(end, 20) });
        }
        if s.is(next, "dozen") {
            return Some(exact(next + 1, 120));
        }
        if let Class::Number(n @ (100 | 1000 | 1_000_000)) = s.class(next) {
            return Some(tail(s, exact(next + 1, i64::from(n) * 10)));
        }
        if s.is(next, "half") && !s.is(next + 1, "of") {
            return Some(exact(next + if s.is(next + 1, "-") { 2 } else { 1 }, 5));
        }
        return Some(Count { article: true, ..exact(next, 10) });
    }
    if s.is(at, "half") && s.class(at + 1) == Class::A {
        return Some(exact(at + 2, 5));
    }
    if s.is(at, "couple") {
        return Some(Count { approximate: true, ..exact(at + 1 + usize::from(s.is(at + 1, "of")), 20) });
    }
    if s.class(at) == Class::Vague {
        return Some(vague(at + 1));
    }
    let (end, tenths) = number(s, at)?;
    // "2 1/2" and "5½"
    if s.is(end, "1/2") || s.is(end, "½") {
        return Some(exact(end + 1, tenths + 5));
    }
    if s.is(end, "and") {
        let article = usize::from(s.class(end + 1) == Class::A);
        if s.is(end + 1 + article, "half") {
            return Some(exact(end + 2 + article, tenths + 5));
        }
    }
    Some(tail(s, exact(end, tenths)))
}

/// A second number after "to", "or" or a dash: "two to three", "12-18". The first counts, and only roughly.
fn tail(s: &Scan, first: Count) -> Count {
    let joins = ["to", "or", "-", "–"].iter().any(|w| s.is(first.end, w));
    match number(s, first.end + 1) {
        Some((end, second)) if joins && Quantity::Tenths(second) > first.quantity => {
            Count { end, approximate: true, ..first }
        }
        _ => first,
    }
}

impl PartialOrd for Quantity {
    /// By how much they say; a vague one cannot be compared.
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Quantity::Tenths(a), Quantity::Tenths(b)) => a.partial_cmp(b),
            _ => None,
        }
    }
}

/// A number in digits or words, in tenths: "14", "3.7", "twenty-four", "two hundred".
pub(super) fn number(s: &Scan, at: usize) -> Option<(usize, i64)> {
    match s.class(at) {
        Class::Digits(n, _) => return Some((at + 1, i64::from(n) * 10)),
        Class::Decimal(t) => return Some((at + 1, t)),
        _ => {}
    }
    let (mut total, mut current, mut end) = (0i64, 0i64, at);
    let mut last = i64::MAX;
    while let Class::Number(n) = s.class(end) {
        let n = i64::from(n);
        match n {
            100 => current = current.max(1) * 100,
            1000 | 1_000_000 => {
                total += current.max(1) * n;
                current = 0;
            }
            // "nineteen ninety": two numbers in a row are no sum unless a ten and a one.
            _ if last < 100 && !((20..100).contains(&last) && n < 10) => break,
            _ => current += n,
        }
        if total > 1_000_000_000 || current > 1_000_000_000 {
            return None;
        }
        last = n;
        end += 1;
        let hyphen = s.is(end, "-") && (20..100).contains(&n) && matches!(s.class(end + 1), Class::Number(1..=9));
        end += usize::from(hyphen);
    }
    (end > at).then_some((end, (total + current) * 10))
}
