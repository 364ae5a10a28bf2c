//! Reads tokens; produces money, percentages, quantities, and plain and ordinal numbers, with their value in digits.
//!
//! Numbers that other stages read as part of a name or of a time are no values.

mod number;

use crate::reading::Reading;
use crate::span::Span;
use crate::tag::{Upos, Xpos};
use crate::words::WordList;
use number::{Amount, Number};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// An amount of money.
    Money,
    /// A share in hundredths, or a difference between such shares.
    Percent,
    /// A length, weight or other measure.
    Quantity,
    /// A number of things.
    Cardinal,
    /// A place in an order.
    Ordinal,
}

impl ValueType {
    /// The type as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"][self as usize]
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Number and unit.
    pub span: Span,
    /// What it counts.
    pub kind: ValueType,
    /// The number in digits, magnitudes multiplied out: "2300000", "0.5"; a part as "2/3"; both ends of a range as
    /// "5-10". Nothing where the text does not say how many ("hundreds").
    pub number: Option<String>,
    /// ISO 4217 code of a currency, "%", "pp" (percentage points), "km" …
    pub unit: Option<&'static str>,
}

/// Finds the values of a text, in text order. `taken` says of every token whether it lies in a name or a time.
pub fn find(reading: Reading, taken: &[bool]) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for sentence in reading.sentences {
        let (mut at, stop) = (sentence.tokens.start, sentence.tokens.end);
        while at < stop {
            match read(reading, at, stop) {
                Some((value, end)) => {
                    // A time or a name may hold a number, but hardly figures with a unit: what takes those is mistaken.
                    let bare = matches!(value.kind, ValueType::Cardinal | ValueType::Ordinal);
                    let figures = value.span.of(reading.text).contains(|c: char| c.is_ascii_digit());
                    if !taken[at..end].contains(&true) || figures && !bare {
                        out.push(value);
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// The value that begins at the token `at`, and the token after it.
fn read(r: Reading, at: usize, stop: usize) -> Option<(Value, usize)> {
    let value = |kind, number, unit, end| Some((Value { span: r.span(&(at..end)), kind, number, unit }, end));
    if let Some((number, end)) = ordinal(r, at, stop) {
        return value(ValueType::Ordinal, Some(number), None, end);
    }
    let (code, first) = match signed(r, at, stop) {
        Some((code, number)) => (Some(code), number),
        None => (None, number::read(r, at, stop)?),
    };
    let (number, last) = match range_end(r, &first, stop) {
        Some((low, last)) => (low.text().zip(last.amount.text()).map(|(a, b)| format!("{a}-{b}")), last),
        None => (first.amount.text(), first.clone()),
    };
    let currency = || measure(r, &last, stop, &[&r.words.currencies, &r.words.currency_signs]);
    if let Some(code) = code {
        // "$600 million dollars"
        return value(ValueType::Money, number, known(code), currency().map_or(last.end, |(_, end)| end));
    }
    if let Some((code, end)) = currency() {
        if is_weight(r, at, &last, end, stop) {
            return value(ValueType::Quantity, number, Some("lb"), end);
        }
        return value(ValueType::Money, number, known(code), end);
    }
    if let Some((unit, end)) = measure(r, &last, stop, &[&r.words.units]) {
        let percent = matches!(unit, "%" | "pp" | "bp");
        return value(if percent { ValueType::Percent } else { ValueType::Quantity }, number, Some(unit), end);
    }
    // Two plain numbers with a dash are a score or a span of years as often as a range.
    let (number, last) =
        if last.scaled || r.xpos(last.end) == Xpos::Nns { (number, last) } else { (first.amount.text(), first) };
    if last.glued.is_empty() && is_count(r, at, &last) {
        return value(ValueType::Cardinal, number, None, last.end);
    }
    None
}

/// The code of a currency, where its name is not that of several equal ones.
fn known(code: &'static str) -> Option<&'static str> {
    (code != "-").then_some(code)
}

/// A sign or code of a currency, and the number after it: "$5", "US$5", "Rs 300 crore", "Dh1,000".
fn signed(r: Reading, at: usize, stop: usize) -> Option<(&'static str, Number)> {
    let signs = &r.words.currency_signs;
    let two =
        (at + 2 < stop && !r.tokens[at + 1].spaced).then(|| signs.get(r.span(&(at..at + 2)).of(r.text))).flatten();
    if let Some(code) = two {
        return number::read(r, at + 2, stop).map(|n| (code, n));
    }
    let word = r.word(at);
    if let Some(code) = signs.get(word).filter(|_| at + 1 < stop) {
        // Only digits: "re one" and "try two" are no amounts.
        let next = r.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
        return if next { number::read(r, at + 1, stop).map(|n| (code, n)) } else { None };
    }
    let letters = word.find(|c: char| c.is_ascii_digit()).filter(|&n| n > 0 && word.starts_with(char::is_uppercase))?;
    let code = signs.get(&word[..letters])?;
    // "COP27" is no amount of pesos.
    let plain = letters > 2 && word.len() < letters + 3;
    number::read_after_sign(r, at, letters, stop).filter(|n| n.scaled || !plain).map(|n| (code, n))
}

/// The second number of "5-10 per cent", "$25-35 million", "two to three metres", and the first with the magnitude that
/// stands after both.
fn range_end(r: Reading, first: &Number, stop: usize) -> Option<(Amount, Number)> {
    let joined = ["-", "–", "to"].iter().any(|w| r.is(first.end, w)) && first.end + 1 < stop;
    if !joined || !first.glued.is_empty() {
        return None;
    }
    let at = first.end + 1;
    let sign = usize::from(r.words.currency_signs.has(r.word(at)) && !r.word(at).starts_with(char::is_alphabetic));
    let last = number::read(r, at + sign, stop)?;
    let low = if first.scaled { first.amount } else { first.amount.times(last.power)? };
    low.is_below(last.amount).then_some((low, last))
}

/// Whether pounds are those of a scale: something weighs them, they are in front of their kilograms or of what is so
/// heavy ("500 pounds (225 kg)", "a 500-pound bomb").
fn is_weight(r: Reading, at: usize, number: &Number, end: usize, stop: usize) -> bool {
    let weighs = |t: usize| r.word(t).to_ascii_lowercase().starts_with("weigh");
    let in_kilograms = || {
        let kilograms = |n: Number| measure(r, &n, stop, &[&r.words.units]).is_some_and(|(unit, _)| unit == "kg");
        r.is(end, "(") && number::read(r, end + 1, stop).is_some_and(kilograms)
    };
    matches!(r.word(end - 1), "pound" | "pounds")
        && ((at.saturating_sub(6)..at).any(weighs) || in_kilograms() || r.is(number.end, "-") && !number.scaled)
}

/// The unit after a number, glued to it or up to three tokens long, and the token after the unit.
fn measure(r: Reading, number: &Number, stop: usize, lists: &[&WordList]) -> Option<(&'static str, usize)> {
    let find = |text: &str| lists.iter().find_map(|list| list.get(text));
    if !number.glued.is_empty() {
        return find(&number.glued).map(|unit| (unit, number.end));
    }
    // "a 600-metre wall", "millions of dollars"
    let link = r.is(number.end, "-") && !r.tokens[number.end].spaced || number.scaled && r.is(number.end, "of");
    let from = number.end + usize::from(link);
    (1..=3)
        .rev()
        .filter(|n| from + n <= stop)
        .find_map(|n| find(r.span(&(from..from + n)).of(r.text)).map(|unit| (unit, from + n)))
}

/// "21st", "third", "twenty-first".
fn ordinal(r: Reading, at: usize, stop: usize) -> Option<(String, usize)> {
    let word = r.word(at);
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        let suffix = word[figures.len()..].to_ascii_lowercase();
        return matches!(suffix.as_str(), "st" | "nd" | "rd" | "th").then(|| (figures.replace(',', ""), at + 1));
    }
    let value = |at: usize| r.words.ordinals.get(r.word(at))?.parse::<u32>().ok();
    let tens = r.words.numbers.get(word).and_then(|n| n.parse::<u32>().ok()).filter(|n| *n >= 20 && n % 10 == 0);
    if let Some(tens) = tens {
        let last = at + 1 + usize::from(r.is(at + 1, "-"));
        let ones = if last < stop { value(last).filter(|n| *n < 10)? } else { return None };
        return Some(((tens + ones).to_string(), last + 1));
    }
    // "second" is also a time, "first" an adverb, "third" a part: those have other tags or were read before.
    let part = r.is(at + 1, "of") && r.is(at.wrapping_sub(1), "a");
    let number = value(at).filter(|_| r.upos(at) == Upos::Adj && !part)?;
    Some((number.to_string(), at + 1))
}

/// Whether a number without a unit says how many: "one" may be a pronoun, four digits a year, figures after a noun its
/// label ("section 30"), and what is written on to a letter or a mark a code.
fn is_count(r: Reading, at: usize, number: &Number) -> bool {
    let alone = number.end == at + 1;
    let word = r.word(at);
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    let year = digits
        && word.len() == 4
        && (1000..2100).contains(&word.parse().unwrap_or(0))
        && r.xpos(number.end) != Xpos::Nns;
    let label = digits && at > 0 && matches!(r.xpos(at - 1), Xpos::Nn | Xpos::Nnp);
    let code = digits && word.len() > 1 && word.starts_with('0');
    let before = at.checked_sub(1).filter(|_| !r.tokens[at].spaced).map_or("", |t| r.word(t));
    let glued = !matches!(before, "" | "(" | "[" | "\"" | "“" | "‘" | "'" | "—");
    let after = r.tokens.get(number.end).filter(|t| !t.spaced).map_or("", |t| t.span.of(r.text));
    let joined =
        matches!(after, "/" | ":" | "–") || after == "-" && r.word(number.end + 1).bytes().all(|b| b.is_ascii_digit());
    !(alone && (r.is(at, "one") || year || label || code) || glued || joined)
}

#[cfg(test)]
mod tests;
