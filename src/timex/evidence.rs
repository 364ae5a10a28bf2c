//! What the whole text says about how it writes dates: months that are people's names, and the order of figures.

use super::class::Class;
use crate::token::Token;

/// The text's own evidence.
pub(super) struct Evidence {
    /// Months also used as a person's name, one bit a number.
    pub name_months: u16,
    /// Whether "4/9/2016" is 4 September, or `None` where the text does not show it.
    pub day_first: Option<bool>,
}

/// Looks once over all tokens.
pub(super) fn gather(text: &str, tokens: &[Token], classes: &[Class]) -> Evidence {
    let word = |i: usize| tokens[i].span.of(text);
    let (mut name_months, mut first_over, mut second_over) = (0u16, false, false);
    // How often a day is written before its month ("4 September") and after it.
    let (mut before, mut after) = (0u32, 0u32);
    for (i, class) in classes.iter().enumerate() {
        if let Class::Month(_) = class {
            let day = |c: Option<&Class>| matches!(c, Some(Class::Digits(1..=31, 1 | 2) | Class::Ordinal(_)));
            before += u32::from(day(i.checked_sub(1).and_then(|i| classes.get(i))));
            after += u32::from(day(classes.get(i + 1)));
        }
        match class {
            // "Theresa May", "Mrs May", "June Smith" with a figure on neither side.
            Class::Month(m @ (4 | 5 | 6 | 8)) => {
                let before = i.checked_sub(1).map_or("", word);
                let starts = before.chars().next().is_some_and(char::is_uppercase);
                let lower = before.chars().skip(1).any(char::is_lowercase);
                let plain = i > 0 && classes[i - 1] == Class::None;
                let figure = matches!(classes.get(i + 1), Some(Class::Digits(..) | Class::Ordinal(_)));
                // A capital after a full stop may be any word: "In May", "By June" are listed as function words.
                if starts && lower && plain && !figure && !opens(before) {
                    name_months |= 1 << m;
                }
            }
            Class::Written => {
                let mut parts = word(i).split('/').map(|p| p.parse::<u32>().unwrap_or(0));
                if let (Some(a), Some(b)) = (parts.next(), parts.next()) {
                    first_over |= (13..=31).contains(&a);
                    second_over |= (13..=31).contains(&b);
                }
            }
            _ => {}
        }
    }
    let written = (first_over != second_over).then_some(first_over);
    Evidence { name_months, day_first: written.or_else(|| (before != after).then_some(before > after)) }
}

/// Words that open a sentence before a month that is a month.
fn opens(word: &str) -> bool {
    const WORDS: [&str; 18] = [
        "In",
        "By",
        "Since",
        "Until",
        "From",
        "On",
        "Between",
        "During",
        "Before",
        "After",
        "And",
        "But",
        "For",
        "Of",
        "To",
        "Through",
        "Throughout",
        "Around",
    ];
    WORDS.contains(&word)
}
