//! Numbers in digits and words: "1,500", "2.3 million", "300 crore", "twenty-four", "half a million", "two-thirds".

use crate::reading::Reading;
use crate::tag::Upos;

/// A number phrase: what it says, and where it ends.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub amount: Amount,
    /// The token after it.
    pub end: usize,
    /// What is written on to its last digits and is no part of the number: "p" in "50p".
    pub glued: String,
    /// Whether it says more than plain digits or a plain word: it has a magnitude, is a part, or is vague.
    pub scaled: bool,
    /// The power of ten that its magnitude stands for.
    pub power: u32,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// `digits` over ten to the power of `decimals`.
    Decimal { digits: u128, decimals: u32 },
    /// A part: "two-thirds".
    Fraction(u128, u128),
    /// Many, not said how many.
    Vague,
}

impl Amount {
    fn whole(digits: u128) -> Amount {
        Amount::Decimal { digits, decimals: 0 }
    }

    /// Ten to the power of `power` times as much; nothing where that is no longer a number one writes.
    pub fn times(self, power: u32) -> Option<Amount> {
        match self {
            Amount::Decimal { digits, decimals } => {
                let cut = decimals.min(power);
                let digits = digits.checked_mul(10u128.checked_pow(power - cut)?)?;
                Some(Amount::Decimal { digits, decimals: decimals - cut })
            }
            // Half a million.
            Amount::Fraction(over, under) => {
                let all = over.checked_mul(10u128.checked_pow(power)?)?;
                Some(if all % under == 0 { Amount::whole(all / under) } else { Amount::Vague })
            }
            Amount::Vague => Some(Amount::Vague),
        }
    }

    /// Whether both are plain numbers and this one is the smaller.
    pub fn is_below(self, other: Amount) -> bool {
        match (self, other) {
            (Amount::Decimal { digits: a, decimals: m }, Amount::Decimal { digits: b, decimals: n }) => {
                let up = |digits: u128, by: u32| 10u128.checked_pow(by).and_then(|p| digits.checked_mul(p));
                matches!((up(a, n), up(b, m)), (Some(a), Some(b)) if a < b)
            }
            _ => false,
        }
    }

    /// In plain digits, "2300000" or "0.5"; a part as "2/3"; nothing where it is not said.
    pub fn text(self) -> Option<String> {
        match self {
            Amount::Decimal { digits, decimals: 0 } => Some(digits.to_string()),
            Amount::Decimal { digits, decimals } => {
                let all = format!("{digits:0>width$}", width = decimals as usize + 1);
                let (whole, part) = all.split_at(all.len() - decimals as usize);
                Some(format!("{whole}.{part}").trim_end_matches('0').trim_end_matches('.').to_string())
            }
            Amount::Fraction(over, under) => Some(format!("{over}/{under}")),
            Amount::Vague => None,
        }
    }
}

/// The number that begins at `at` and ends before `stop`.
pub(super) fn read(r: Reading, at: usize, stop: usize) -> Option<Number> {
    let first = fraction(r, at, stop).or_else(|| digits(r, at, 0)).or_else(|| words(r, at, stop))?;
    scaled(r, mixed(r, first, stop), stop)
}

/// The number in digits that is written on to the first `sign` bytes of the token `at`: "Dh1,000".
pub(super) fn read_after_sign(r: Reading, at: usize, sign: usize, stop: usize) -> Option<Number> {
    scaled(r, digits(r, at, sign)?, stop)
}

/// A whole number in digits with the part that follows it: "6 3/8".
fn mixed(r: Reading, number: Number, stop: usize) -> Number {
    let part = if number.end < stop && number.glued.is_empty() { digits(r, number.end, 0) } else { None };
    match (number.amount, part) {
        (Amount::Decimal { digits, decimals: 0 }, Some(Number { amount: Amount::Fraction(over, under), end, .. })) => {
            let amount = match (digits.checked_mul(1000), 1000 % under) {
                (Some(whole), 0) => Amount::Decimal { digits: whole + over * 1000 / under, decimals: 3 },
                _ => return number,
            };
            Number { amount, end, ..number }
        }
        _ => number,
    }
}

/// The number in digits at token `at`, of which `skip` bytes are a currency: "Dh1,000". It may be several tokens.
fn digits(r: Reading, at: usize, skip: usize) -> Option<Number> {
    let token = r.tokens.get(at)?.span;
    let start = token.start as usize + skip;
    let rest = &r.text[start..];
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Only after a currency does a number go beyond its token, and then no further than a number is long.
    let reach = if skip > 0 { rest.len().min(24) } else { token.end as usize - start };
    let bytes = &rest.as_bytes()[..reach];
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let (mut digits, mut decimals, mut point, mut len) = (0u128, 0, false, 0);
    while let Some(&byte) = bytes.get(len) {
        match byte {
            b'0'..=b'9' => {
                digits = digits.checked_mul(10)?.checked_add(u128::from(byte - b'0'))?;
                decimals += u32::from(point);
            }
            b',' if !point && digit(len + 1) => {}
            b'.' if !point && digit(len + 1) => point = true,
            _ => break,
        }
        len += 1;
    }
    // "1,7 million", as much of the world writes it: a lone comma before fewer than three digits.
    if let Some((_, part)) = rest[..len].split_once(',').filter(|(_, part)| part.len() < 3) {
        decimals = part.len() as u32;
    }
    let mut end = at + 1;
    while r.tokens.get(end).is_some_and(|t| (t.span.start as usize) < start + len) {
        end += 1;
    }
    let glued = r.text[start + len..r.tokens[end - 1].span.end as usize].to_string();
    let plain = |amount| Some(Number { amount, end, glued: String::new(), scaled: false, power: 0 });
    match glued.as_str() {
        "" => plain(Amount::Decimal { digits, decimals }),
        "½" => plain(Amount::Decimal { digits: digits.checked_mul(10)?.checked_add(5)?, decimals: 1 }),
        // "1/2", but no date, score or clock time.
        _ => match glued.strip_prefix('/').and_then(|under| under.parse::<u128>().ok()) {
            Some(under) if decimals == 0 && digits > 0 && digits < under && under <= 10 => {
                plain(Amount::Fraction(digits, under))
            }
            _ if glued.chars().all(char::is_alphabetic) => {
                Some(Number { amount: Amount::Decimal { digits, decimals }, end, glued, scaled: false, power: 0 })
            }
            _ => None,
        },
    }
}

/// A number in words below a thousand: "two", "twenty-four", "two hundred and six", "a dozen".
fn words(r: Reading, at: usize, stop: usize) -> Option<Number> {
    let found = |amount, end, scaled| Some(Number { amount, end, glued: String::new(), scaled, power: 0 });
    let entry = |at: usize| if at < stop { r.words.numbers.get(r.word(at)) } else { None };
    let article = r.is(at, "a") || r.is(at, "an");
    if article && at + 1 < stop {
        return match entry(at + 1) {
            _ if r.is(at + 1, "dozen") => found(Amount::whole(12), at + 2, true),
            // What stands for one before a magnitude.
            Some(kind) if kind.starts_with('e') => found(Amount::whole(1), at + 1, false),
            _ => None,
        };
    }
    if r.is(at, "dozen") && at + 1 < stop {
        return found(Amount::whole(12), at + 1, true);
    }
    // "several million", "a few hundred", "hundreds", "tens of thousands"
    if (r.is(at, "several") || r.is(at, "few")) && entry(at + 1).is_some_and(|k| k.starts_with('e')) {
        return found(Amount::Vague, at + 1, true);
    }
    // "scores" alone are points or music.
    let vague = |at: usize| entry(at) == Some("v") && (!r.is(at, "scores") || r.is(at + 1, "of"));
    if vague(at) || r.is(at, "tens") && r.is(at + 1, "of") && vague(at + 2) {
        let mut end = if vague(at) { at + 1 } else { at + 3 };
        while r.is(end, "of") && end + 1 < stop && vague(end + 1) {
            end += 2;
        }
        return found(Amount::Vague, end, true);
    }
    let one = |at: usize| entry(at).and_then(|v| v.parse::<u128>().ok());
    let below_hundred = |at: usize| {
        let tens = one(at)?;
        let hyphen = usize::from(r.is(at + 1, "-"));
        match one(at + 1 + hyphen).filter(|ones| tens >= 20 && tens % 10 == 0 && (1..10).contains(ones)) {
            Some(ones) => Some((tens + ones, at + 2 + hyphen)),
            None => Some((tens, at + 1)),
        }
    };
    let (mut total, mut end) = below_hundred(at)?;
    if (1..10).contains(&total) && end < stop && r.is(end, "hundred") {
        total *= 100;
        end += 1;
        let and = usize::from(r.is(end, "and"));
        if let Some((rest, after)) = below_hundred(end + and).filter(|(n, _)| *n > 0) {
            (total, end) = (total + rest, after);
        }
    }
    if end + 2 < stop && r.is(end, "and") && r.is(end + 1, "a") && r.is(end + 2, "half") {
        return found(Amount::Decimal { digits: total * 10 + 5, decimals: 1 }, end + 3, true);
    }
    if end < stop && r.is(end, "dozen") {
        return found(Amount::whole(total * 12), end + 1, true);
    }
    found(Amount::whole(total), end, false)
}

/// "two-thirds", "three quarters", "a third of", "half the", "half a" before a magnitude.
fn fraction(r: Reading, at: usize, stop: usize) -> Option<Number> {
    let entry = |at: usize| if at < stop { r.words.numbers.get(r.word(at)) } else { None };
    let found = |over, under, end| {
        Some(Number { amount: Amount::Fraction(over, under), end, glued: String::new(), scaled: true, power: 0 })
    };
    if r.is(at, "half") {
        let magnitude = (r.is(at + 1, "a") || r.is(at + 1, "-")) && entry(at + 2).is_some_and(|k| k.starts_with('e'));
        if magnitude {
            return found(1, 2, at + 2);
        }
        let of = ["of", "the", "its", "their", "his", "her", "our", "all"].iter().any(|w| r.is(at + 1, w));
        return if of { found(1, 2, at + 1) } else { None };
    }
    let over = if r.is(at, "a") { 1 } else { entry(at)?.parse::<u128>().ok().filter(|n| (1..10).contains(n))? };
    let part = at + 1 + usize::from(r.is(at + 1, "-"));
    if part >= stop {
        return None;
    }
    let word = r.word(part);
    let under = match entry(part).and_then(|kind| kind.strip_prefix('/')) {
        Some(under) => under.parse().ok()?,
        None => {
            let ordinal = r.words.ordinals.get(word).or_else(|| r.words.ordinals.get(word.strip_suffix('s')?))?;
            ordinal.parse::<u128>().ok().filter(|n| *n > 2)?
        }
    };
    // "a third of" and "by a third since", but "a third man"; "two thirds", but "one third party".
    let plural = word.ends_with('s');
    let before_noun = matches!(r.upos(part + 1), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb);
    if over > 1 && plural || over == 1 && !plural && (part > at + 1 || r.is(part + 1, "of") || !before_noun) {
        return found(over, under, part + 1);
    }
    None
}

/// The number with the magnitudes that follow it: "1.5 million", "1 lakh crore", "5bn".
fn scaled(r: Reading, mut number: Number, stop: usize) -> Option<Number> {
    let power = |kind: &str, letters: &[char]| kind.strip_prefix(letters).and_then(|p| p.parse::<u32>().ok());
    if let Some(p) = r.words.numbers.get(&number.glued).and_then(|kind| power(kind, &['e', 'g'])) {
        let power = number.power + p;
        number = Number { amount: number.amount.times(p)?, glued: String::new(), scaled: true, power, ..number };
    }
    if !number.glued.is_empty() {
        return Some(number);
    }
    loop {
        // "a 1.5-million budget"
        let at = number.end + usize::from(r.is(number.end, "-"));
        let kind = if at < stop { r.words.numbers.get(r.word(at)) } else { None };
        let Some(p) = kind.and_then(|kind| power(kind, &['e'])) else { return Some(number) };
        let power = number.power + p;
        number = Number { amount: number.amount.times(p)?, end: at + 1, scaled: true, power, ..number };
    }
}
