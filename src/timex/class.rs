//! What each token can mean in a time expression, from `data/words/time_words.txt` and the shape of numbers.

use super::period::{Season, Unit};
use super::{DayPart, Reference};
use super::{compose, holiday};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The class of one token. `None` is every token that no time expression can start with or turn on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    None,
    Unit(Unit, bool),
    /// "yearlong".
    Lasting(Unit),
    Month(u8),
    Weekday(u8, bool),
    Season(Season),
    Part(DayPart),
    MidPart(DayPart),
    /// "today", "yesterday", "tonight": so many days from the speech day.
    Deictic(i32, Option<DayPart>),
    /// A whole number in digits, with how many digits it has.
    Digits(u32, u8),
    /// A number in digits with commas or a decimal part, in tenths.
    Decimal(i64),
    /// "5:30", 24 hours; "5:30pm" and "5pm" have their half of the day in them.
    Clock(u8, u8, Option<bool>),
    /// "a.m." (false) or "p.m." (true), written apart.
    Meridiem(bool),
    /// "1990s", "'90s": the first year; below 100 where the century is left out.
    Decade(i32),
    /// "'98".
    ShortYear(u8),
    Number(u32),
    /// "nineties".
    WordDecade(u8),
    Ordinal(u8),
    /// "several", "few": more than one, not said how many.
    Vague,
    The,
    A,
    Rel(Rel),
    Position(Position),
    Ref(Reference),
    /// "daily", "fortnightly": a set, by its TIMEX3 value.
    Set(&'static str),
    Every,
    Ago,
    /// "earlier", "later", "before", "after": against a time in the text.
    Against(i32),
    Mid,
    Fiscal,
    /// "FY2016", "FY16".
    FiscalYear(i32),
    /// The first word of a phrase or a named day.
    Opener,
    /// "2016-09-04" or "4/9/2016".
    Written,
    /// "Q3", "3Q", "H1": (number, whether it is a half).
    Code(u8, bool),
}

/// Words that place a period against another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    Last,
    Past,
    Previous,
    This,
    Current,
    Latest,
    Next,
    Coming,
    Following,
    That,
    Same,
    Recent,
    These,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Early,
    Late,
    Earlier,
    Later,
}

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let openers = holiday::first_words().chain(compose::first_words());
    let mut map: HashMap<_, _> = openers.map(|w| (w, Class::Opener)).collect();
    for line in include_str!("../../data/words/time_phrases.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(first) = line.split_whitespace().next() {
            map.insert(first, Class::Opener);
        }
    }
    for line in include_str!("../../data/words/time_words.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some((word, value)) = line.trim().rsplit_once(char::is_whitespace)
            && let Some(class) = read(value)
        {
            map.insert(word.trim(), class);
        }
    }
    map
});

/// Reads the second column of the word list.
fn read(value: &'static str) -> Option<Class> {
    let (kind, arg) = value.split_once(':').unwrap_or((value, ""));
    let number = || arg.parse::<u32>().ok();
    Some(match kind {
        "unit" | "units" => Class::Unit(unit(arg)?, kind == "units"),
        "lasting" => Class::Lasting(unit(arg)?),
        "month" => Class::Month(number()? as u8),
        "weekday" | "weekdays" => Class::Weekday(number()? as u8, kind == "weekdays"),
        "season" => Class::Season(match arg {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        }),
        "part" => Class::Part(DayPart::parse(arg)?),
        "midpart" => Class::MidPart(DayPart::parse(arg)?),
        "day" => match arg.split_once(',') {
            Some((by, part)) => Class::Deictic(by.parse().ok()?, Some(DayPart::parse(part)?)),
            None => Class::Deictic(arg.parse().ok()?, None),
        },
        "number" => Class::Number(number()?),
        "decade" => Class::WordDecade(number()? as u8),
        "ordinal" => Class::Ordinal(number()? as u8),
        "vague" => Class::Vague,
        "the" => Class::The,
        "a" => Class::A,
        "rel" => Class::Rel(match arg {
            "last" => Rel::Last,
            "past" => Rel::Past,
            "previous" => Rel::Previous,
            "this" => Rel::This,
            "current" => Rel::Current,
            "latest" => Rel::Latest,
            "next" => Rel::Next,
            "coming" => Rel::Coming,
            "following" => Rel::Following,
            "that" => Rel::That,
            "same" => Rel::Same,
            "recent" => Rel::Recent,
            "these" => Rel::These,
            _ => return None,
        }),
        "position" => Class::Position(match arg {
            "early" => Position::Early,
            "late" => Position::Late,
            "earlier" => Position::Earlier,
            "later" => Position::Later,
            _ => return None,
        }),
        "ref" => Class::Ref(Reference::parse(arg)?),
        "set" => Class::Set(arg),
        "every" => Class::Every,
        "ago" => Class::Ago,
        "against" => Class::Against(arg.parse().ok()?),
        "mid" => Class::Mid,
        "fiscal" => Class::Fiscal,
        "opener" => Class::Opener,
        "meridiem" => Class::Meridiem(arg == "pm"),
        _ => return None,
    })
}

/// The unit that a list calls by this name.
pub(super) fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

/// The class of a token.
pub(super) fn of(word: &str) -> Class {
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(b) if b.is_ascii_digit() => number(word),
        Some(b'\'') | Some(0xE2) if word.len() > 2 => short_year(word).unwrap_or_else(|| plain(word)),
        Some(0xC2) if word == "½" => Class::Opener,
        Some(b) if b.is_ascii_alphabetic() || *b == b'\'' => plain(word),
        _ => Class::None,
    }
}

fn plain(word: &str) -> Class {
    // No entry is longer, and a stack buffer spares an allocation for every word of the text.
    let mut buffer = [0u8; 16];
    let Some(lower) = buffer.get_mut(..word.len()) else { return Class::None };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return Class::None };
    if let Some(class) = WORDS.get(lower) {
        return *class;
    }
    if let Some(class) = lower.strip_suffix('.').and_then(|w| WORDS.get(w)) {
        return *class;
    }
    match lower.as_bytes() {
        [b'q', n @ b'1'..=b'4'] => Class::Code(n - b'0', false),
        [b'h', n @ b'1'..=b'2'] => Class::Code(n - b'0', true),
        [b'f', b'y', year @ ..] if year.iter().all(u8::is_ascii_digit) => match (year.len(), lower[2..].parse::<i32>())
        {
            (2, Ok(y)) => Class::FiscalYear(2000 + y),
            (4, Ok(y @ 1900..=2100)) => Class::FiscalYear(y),
            _ => Class::None,
        },
        _ => Class::None,
    }
}

/// "'98" and "'90s", with either apostrophe.
fn short_year(word: &str) -> Option<Class> {
    let rest = word.strip_prefix(['\'', '’', '‘'])?;
    let digits = rest.strip_suffix('s').unwrap_or(rest);
    let value =
        (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<u8>().ok())??;
    match (rest.len(), value % 10) {
        (2, _) => Some(Class::ShortYear(value)),
        (_, 0) => Some(Class::Decade(value.into())),
        _ => None,
    }
}

/// The class of a token that begins with a digit.
fn number(word: &str) -> Class {
    let split = word.bytes().position(|b| !matches!(b, b'0'..=b'9' | b':' | b'.' | b',')).unwrap_or(word.len());
    let (digits, tail) = word.split_at(split);
    if tail.starts_with(['-', '/']) {
        return Class::Written;
    }
    // "1970's" is how some papers write the decade.
    let tail = tail.strip_prefix(['\'', '’']).filter(|t| *t == "s").unwrap_or(tail).to_ascii_lowercase();
    // "22.04.2016" and "2016.04.22"
    if tail.is_empty() && digits.matches('.').count() == 2 && !digits.contains([',', ':']) {
        return Class::Written;
    }
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match tail.as_str() {
        "" if plain => match digits.parse() {
            Ok(n) if digits.len() < 10 => Class::Digits(n, digits.len() as u8),
            _ => Class::None,
        },
        "" if digits.contains(':') => clock(digits, ':').map_or(Class::None, |(h, m)| Class::Clock(h, m, None)),
        "" => decimal(digits).map_or(Class::None, Class::Decimal),
        "s" if plain && matches!(digits.len(), 2 | 4) && digits.ends_with('0') => {
            digits.parse().map_or(Class::None, Class::Decade)
        }
        "st" | "nd" | "rd" | "th" if plain => match digits.parse() {
            Ok(n @ 1..=99) => Class::Ordinal(n),
            _ => Class::None,
        },
        "q" if matches!(digits, "1" | "2" | "3" | "4") => Class::Code(digits.as_bytes()[0] - b'0', false),
        "h" if matches!(digits, "1" | "2") => Class::Code(digits.as_bytes()[0] - b'0', true),
        "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" => {
            let time = if plain {
                digits.parse().ok().map(|h| (h, 0))
            } else {
                clock(digits, ':').or_else(|| clock(digits, '.'))
            };
            match time {
                Some((h @ 1..=12, m)) => Class::Clock(h, m, Some(tail.starts_with('p'))),
                _ => Class::None,
            }
        }
        _ => Class::None,
    }
}

/// Hours and minutes parted by `mark`.
fn clock(digits: &str, mark: char) -> Option<(u8, u8)> {
    let (hour, rest) = digits.split_once(mark)?;
    let minute = rest.split(mark).next()?;
    let (h, m) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour.len() <= 2 && minute.len() == 2 && h < 25 && m < 60).then_some((h, m))
}

/// A number with thousands commas and at most one decimal part, in tenths.
fn decimal(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    if groups.len() > 1 && groups[1..].iter().any(|g| g.len() != 3) || part.contains('.') || whole.len() > 12 {
        return None;
    }
    let whole: i64 = groups.concat().parse().ok()?;
    let tenth = part.bytes().next().filter(u8::is_ascii_digit).map_or(0, |b| i64::from(b - b'0'));
    Some(whole * 10 + tenth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in include_str!("../../data/words/time_words.txt").lines().filter(|l| !l.starts_with('#')) {
            let (word, value) = line.trim().rsplit_once(char::is_whitespace).unwrap_or_else(|| panic!("{line:?}"));
            assert!(read(value).is_some(), "{line:?}");
            assert!(word.trim().len() <= 16, "{line:?} is longer than any word that is looked up");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(of("1,500"), Class::Decimal(15000));
        assert_eq!(of("2.5"), Class::Decimal(25));
        assert_eq!(of("1990s"), Class::Decade(1990));
        assert_eq!(of("'90s"), Class::Decade(90));
        assert_eq!(of("’98"), Class::ShortYear(98));
        assert_eq!(of("5pm"), Class::Clock(5, 0, Some(true)));
        assert_eq!(of("10:35"), Class::Clock(10, 35, None));
        assert_eq!(of("21st"), Class::Ordinal(21));
        assert_eq!(of("2016-09-04"), Class::Written);
        assert_eq!(of("Sept."), Class::Month(9));
        assert_eq!(of("Q3"), Class::Code(3, false));
        assert_eq!(of("G20"), Class::None);
    }
}
