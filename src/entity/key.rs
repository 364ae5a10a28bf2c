//! How names compare: lower-case words without articles, marks and company endings.

use crate::lexicon::{CountryForm, Lexicon};
use crate::mention::NameType;
use crate::reading::Reading;
use std::borrow::Cow;
use std::ops::Range;

/// The words of a name that matter when names are compared, lower-case.
pub fn words(reading: Reading, tokens: &Range<usize>, kind: NameType) -> Vec<String> {
    let mut out: Vec<String> = tokens
        .clone()
        .map(|t| plain(reading.word(t)))
        .filter(|w| w.chars().any(char::is_alphanumeric) || w == "&")
        .collect();
    if out.len() > 1 && matches!(out[0].as_str(), "the" | "a" | "an") {
        out.remove(0);
    }
    if kind == NameType::Person {
        while out.len() > 1 && reading.words.honorifics.has(&out[0]) {
            out.remove(0);
        }
        while out.len() > 2 && out.last().is_some_and(|w| reading.words.post_nominals.has(w)) {
            out.pop();
        }
    } else {
        while out.len() > 1 && out.last().is_some_and(|w| reading.words.org_suffixes.has(w)) {
            out.pop();
        }
        if let Some(word) = out.last_mut().filter(|w| is_plural_code(w)) {
            word.pop();
        }
    }
    out
}

/// "A380s", "737s": more than one of a kind.
fn is_plural_code(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|w| w.ends_with(|c: char| c.is_ascii_digit()))
}

/// A name's words with the country at their head written as its code, if one stands there: "US Air Force" and "American
/// Air Force" are both "@us air force".
pub fn national(reading: Reading, tokens: &Range<usize>, key: &[String], lexicon: &Lexicon) -> Option<Vec<String>> {
    let from = tokens.start + usize::from(reading.is(tokens.start, "the"));
    let (country, end) = (from + 1..tokens.end.min(from + 4)).rev().find_map(|end| {
        let (country, form) = lexicon.country_of(reading.span(&(from..end)).of(reading.text))?;
        (form != CountryForm::Capital).then_some((country, end))
    })?;
    let rest = key.get(end - from..).filter(|rest| !rest.is_empty())?;
    let code = format!("@{}", country.iso2.to_ascii_lowercase());
    Some([code].into_iter().chain(rest.iter().cloned()).collect())
}

/// Lower-case, with straight apostrophes, without soft hyphens and accents; "U.S." and "US" are one.
pub fn plain(word: &str) -> String {
    let mut out: String = word.chars().filter(|&c| c != '\u{AD}').flat_map(char::to_lowercase).collect();
    if !out.is_ascii() {
        out = out.chars().filter_map(bare).collect();
    }
    let letters: Vec<&str> = out.split('.').collect();
    if letters.len() > 2 && letters[..letters.len() - 1].iter().all(|l| l.chars().count() == 1) {
        out = letters.concat();
    }
    out
}

/// Initials without the space between them: "U. S." as "U.S.".
pub fn closed(text: &str) -> Cow<'_, str> {
    let initial = |w: &str| w.len() == 2 && w.ends_with('.') && w.starts_with(|c: char| c.is_ascii_uppercase());
    match text.split(' ').all(initial) {
        true => Cow::Owned(text.replace(' ', "")),
        false => Cow::Borrowed(text),
    }
}

/// The initials of the capitalised words, with and without the small words between them.
pub fn initials(reading: Reading, tokens: &Range<usize>) -> Vec<String> {
    let mut all: Vec<&str> =
        tokens.clone().map(|t| reading.word(t)).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    // Of "European Aeronautic Defence NV" and "... Defence EAD" the last word is no part of "EAD".
    while all.len() > 2 && (reading.words.org_suffixes.has(all[all.len() - 1]) || acronym(all[all.len() - 1]).is_some())
    {
        all.pop();
    }
    let take = |small: bool| -> String {
        let keep = |w: &&&str| small || w.chars().next().is_some_and(char::is_uppercase);
        all.iter().filter(keep).filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let (with, without) = (take(true), take(false));
    if with == without { vec![with] } else { vec![with, without] }
}

/// A small letter without its accent; `None` for an accent by itself. Papers differ in whether they write "Erdoğan".
fn bare(c: char) -> Option<char> {
    Some(match c {
        '\u{300}'..='\u{36F}' => return None,
        '’' | 'ʼ' | '‘' | 'ʻ' => '\'',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ḍ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' => 'e',
        'ğ' | 'ģ' | 'ĝ' | 'ġ' | 'ǧ' => 'g',
        'ħ' | 'ḥ' | 'ĥ' | 'ḫ' => 'h',
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĭ' | 'ị' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' | 'ĺ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ŏ' | 'ộ' | 'ồ' | 'ơ' => 'o',
        'ŕ' | 'ř' | 'ŗ' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ṣ' | 'ŝ' => 's',
        'ť' | 'ţ' | 'ț' | 'ṭ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ŭ' | 'ư' | 'ụ' => 'u',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ž' | 'ź' | 'ż' | 'ẓ' => 'z',
        _ => c,
    })
}

/// The letters of an acronym ("IS", "U.N.", "FDA"), or `None` for any other word.
pub fn acronym(word: &str) -> Option<String> {
    let letters: String = word.chars().filter(|&c| c != '.').collect();
    let n = letters.chars().count();
    ((2..=7).contains(&n) && letters.chars().all(char::is_uppercase)).then_some(letters)
}
