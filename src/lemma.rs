//! Reads a word and its tag; produces its lemma; never looks at the context.
//!
//! Irregular forms come from `data/words/irregular.txt`; the rest follows the spelling rules of English inflection.

use crate::tag::{Upos, Xpos};
use crate::words::WordList;
use std::sync::LazyLock;

/// (form, lemma, Penn tags of the form, parted by commas), sorted by form.
static IRREGULAR: LazyLock<Vec<(&str, &str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/words/irregular.txt").lines().filter(|l| !l.starts_with('#'));
    let mut forms: Vec<_> = lines
        .filter_map(|l| {
            let mut columns = l.split_whitespace();
            Some((columns.next()?, columns.next()?, columns.next()?))
        })
        .collect();
    forms.sort_unstable();
    forms
});

/// Verbs whose base form ends in a silent "e".
static IN_E: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("../data/words/verbs_in_e.txt"), false));

/// The lemma of a verb form, lower-case: "seeking" gives "seek", "said" gives "say".
pub fn verb(form: &str) -> String {
    let word = plain(form);
    if let Some(lemma) = irregular(&word, |t| t.starts_with('V') || t == "MD") {
        return lemma.to_string();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("ied").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) =
        word.strip_suffix("es").filter(|s| ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| s.ends_with(e)))
    {
        return if stem.ends_with("z") || stem.ends_with("s") && !stem.ends_with("ss") {
            format!("{stem}e")
        } else {
            stem.to_string()
        };
    }
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with(['s', 'u', 'i']) && s.len() > 2) {
        return stem.to_string();
    }
    // "need", "proceed": the "-ed" is their own.
    if word.ends_with("eed") && !["agreed", "freed", "guaranteed", "decreed", "refereed"].contains(&word.as_str()) {
        return word;
    }
    for suffix in ["ing", "ed"] {
        if let Some(stem) = word.strip_suffix(suffix).filter(|s| s.len() > 1 && s.contains(is_vowel)) {
            return base(stem);
        }
    }
    word
}

/// The lemma of a noun form, lower-case: "parties" gives "party".
pub fn noun(form: &str) -> String {
    let word = plain(form);
    if let Some(lemma) = irregular(&word, |t| t == "NNS") {
        return lemma.to_string();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("es").filter(|s| ["ss", "x", "z", "ch", "sh"].iter().any(|e| s.ends_with(e)))
    {
        return stem.to_string();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_string(),
        _ => word,
    }
}

/// The lemma of any token, by its tag. Proper nouns and symbols keep their form.
pub fn of(form: &str, upos: Upos, xpos: Xpos) -> String {
    match upos {
        Upos::Verb | Upos::Aux => verb(form),
        Upos::Noun if xpos == Xpos::Nns => noun(form),
        Upos::Propn | Upos::Sym | Upos::Punct | Upos::X | Upos::Num => form.to_string(),
        _ if matches!(xpos, Xpos::Jjr | Xpos::Jjs | Xpos::Rb) => {
            let word = plain(form);
            irregular(&word, |t| t == xpos.as_str()).map_or(word.clone(), str::to_string)
        }
        _ => plain(form),
    }
}

/// Lower-case, with straight apostrophes.
fn plain(form: &str) -> String {
    form.to_lowercase().replace(['’', '‘', 'ʼ'], "'")
}

fn irregular(word: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let start = IRREGULAR.partition_point(|(form, ..)| *form < word);
    let same = IRREGULAR[start..].iter().take_while(|(form, ..)| *form == word);
    same.filter(|(_, _, tags)| tags.split(',').any(&fits)).map(|(_, lemma, _)| *lemma).next()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The base form of a stem whose "-ing" or "-ed" was cut: "stopp" gives "stop", "announc" gives "announce".
fn base(stem: &str) -> String {
    let with_e = format!("{stem}e");
    if IN_E.has(&with_e) {
        return with_e;
    }
    let c: Vec<char> = stem.chars().rev().collect();
    let double = c.len() > 2 && c[0] == c[1] && !is_vowel(c[0]);
    if double && !matches!(c[0], 'l' | 's' | 'z' | 'f') {
        return stem[..stem.len() - c[0].len_utf8()].to_string();
    }
    if double
        && c[0] == 'l'
        && c[2] != 'a'
        && !stem.ends_with("uall")
        && stem.chars().filter(|&c| is_vowel(c)).count() > 1
    {
        // "controlled", but "called" and "recalled": a short word, and one in "-all", keeps both letters.
        return stem[..stem.len() - 1].to_string();
    }
    // What the list leaves out: endings that no English word has without an "e".
    let needs_e = c[0] == 'e' && !stem.ends_with("ee")
        || matches!(c[0], 'c' | 'v' | 'u')
        || c[0] == 'z' && !double
        || c[0] == 's' && c.len() > 1 && (is_vowel(c[1]) || matches!(c[1], 'r' | 'n')) && stem != "focus"
        || c[0] == 'g' && c.len() > 1 && matches!(c[1], 'd' | 'r')
        || c[0] == 'l' && c.len() > 1 && !is_vowel(c[1]) && !matches!(c[1], 'l' | 'r' | 'w')
        || stem.ends_with("at") && !stem.ends_with("eat") && !stem.ends_with("oat") && c.len() > 4
        || short_vowel_consonant(&c);
    if needs_e { with_e } else { stem.to_string() }
}

/// "hop(ed)", "us(ed)", "tim(ed)": one short syllable ending in one vowel and one consonant needs its "e" back,
/// since a base form without it would have doubled the consonant.
fn short_vowel_consonant(reversed: &[char]) -> bool {
    match reversed {
        [a, b] => !is_vowel(*a) && is_vowel(*b),
        [a, b, rest @ ..] => {
            !is_vowel(*a) && !matches!(a, 'w' | 'x' | 'y') && is_vowel(*b) && rest.iter().all(|c| !is_vowel(*c))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        let cases = "said say,seeking seek,announced announce,stopped stop,agreed agree,carries carry,denied deny,\
                     taking take,used use,controlled control,called call,planned plan,launched launch,barred bar,killed kill,\
                     provided provide,required require,voted vote,visited visit,edged edge,bombing bomb,coordinating coordinate,\
                     resigned resign,passes pass,goes go,dying die,reached reach,ensured ensure,elected elect,opened open,charged charge";
        for case in cases.split(',') {
            let (form, lemma) = case.split_once(' ').unwrap();
            assert_eq!(verb(form), lemma, "{form}");
        }
    }

    #[test]
    fn nouns() {
        for (form, lemma) in [
            ("parties", "party"),
            ("clashes", "clash"),
            ("talks", "talk"),
            ("women", "woman"),
            ("crisis", "crisis"),
            ("deals", "deal"),
        ] {
            assert_eq!(noun(form), lemma);
        }
    }
}
