//! Reads tokens; produces money, percentages and quantities: a number with what it counts. Bare numbers are left alone.

use crate::reading::Reading;
use crate::span::Span;
use std::ops::Range;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// An amount of money.
    Money,
    /// A share in hundredths.
    Percent,
    /// A length, weight or other measure.
    Quantity,
}

impl ValueType {
    /// The type as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["MONEY", "PERCENT", "QUANTITY"][self as usize]
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Number and unit.
    pub span: Span,
    /// What it counts.
    pub kind: ValueType,
    /// The number as it is written, without commas; magnitudes are part of `unit` only where they are words.
    pub number: String,
    /// "USD", "%", "km" …
    pub unit: String,
}

/// Finds the values of a text, in text order.
pub fn find(reading: Reading) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for sentence in reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match read(reading, at..sentence.tokens.end) {
                Some((value, end)) => {
                    out.push(value);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// The value that begins at the first of `tokens`, and the token after it.
fn read(r: Reading, tokens: Range<usize>) -> Option<(Value, usize)> {
    let start = tokens.start;
    let currency = r.words.currencies.get(r.word(start));
    let number_at = if currency.is_some() { start + 1 } else { start };
    let digits = r.word(number_at);
    if number_at >= tokens.end
        || !digits.starts_with(|c: char| c.is_ascii_digit())
        || r.words.months.has(r.word(number_at + 1))
    {
        return None;
    }
    let split = digits.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(digits.len());
    let (figure, glued) = digits.split_at(split);
    let mut end = number_at + 1;
    let mut number = figure.replace(',', "");
    let scale = |w: &str| {
        matches!(
            w.to_ascii_lowercase().as_str(),
            "hundred" | "thousand" | "million" | "billion" | "trillion" | "m" | "bn" | "tn" | "k"
        )
    };
    if scale(glued) {
        number = format!("{number} {}", glued.to_ascii_lowercase());
    } else if scale(r.word(end)) && end < tokens.end && r.word(end).len() > 1 {
        number = format!("{number} {}", r.word(end).to_ascii_lowercase());
        end += 1;
    }
    let mut unit_at = |len: usize, list: &crate::words::WordList| {
        let found = (1..=len)
            .rev()
            .filter(|n| end + n <= tokens.end)
            .find_map(|n| list.get(r.span(&(end..end + n)).of(r.text)).map(|u| (u, n)));
        if let Some((_, n)) = found {
            end += n;
        }
        found.map(|(u, _)| u)
    };
    let (kind, unit) = if let Some(code) = currency {
        (ValueType::Money, code)
    } else if let Some(code) = r.words.currencies.get(glued).filter(|_| !glued.is_empty()) {
        (ValueType::Money, code)
    } else if let Some(code) = unit_at(2, &r.words.currencies) {
        (ValueType::Money, code)
    } else {
        let unit = r.words.units.get(glued).filter(|_| !glued.is_empty()).or_else(|| unit_at(2, &r.words.units))?;
        (if unit == "%" { ValueType::Percent } else { ValueType::Quantity }, unit)
    };
    Some((Value { span: r.span(&(start..end)), kind, number, unit: unit.to_string() }, end))
}
