//! What the quote rules ask of a text: where the quotation marks are, who is named where, and what kind of word stands
//! at a place. All answers take constant time.

use super::lists::Lists;
use super::marks::{self, Stretch};
use crate::mention::{Mention, NameType};
use crate::reading::Reading;
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Looks further than this many tokens are not worth their time: no source phrase is as long.
pub const REACH: usize = 60;

/// Longest content that a cue is given in one sentence, in tokens.
pub const LONGEST: usize = 250;

pub struct View<'a> {
    pub reading: Reading<'a>,
    pub mentions: &'a [Mention],
    pub types: &'a [NameType],
    pub lists: &'static Lists,
    pub stretches: Vec<Stretch>,
    /// One entry a token: one more than the index of the stretch that holds it, or 0.
    quoted: Vec<u32>,
    /// One entry a token: one more than the index of the mention that holds it, or 0.
    named: Vec<u32>,
}

impl<'a> View<'a> {
    pub fn new(reading: Reading<'a>, mentions: &'a [Mention], types: &'a [NameType]) -> Self {
        let lists = Lists::get();
        let stretches = marks::find(reading, lists);
        let mut quoted = vec![0; reading.tokens.len()];
        for (n, s) in stretches.iter().enumerate() {
            quoted[s.tokens.clone()].fill(n as u32 + 1);
        }
        let mut named = vec![0; reading.tokens.len()];
        for (n, m) in mentions.iter().enumerate() {
            named[m.tokens.clone()].fill(n as u32 + 1);
        }
        View { reading, mentions, types, lists, stretches, quoted, named }
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.reading.word(at)
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.reading.is(at, word)
    }

    /// Whether the token is one of the lower-case `words`, but for case.
    pub fn any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.reading.is(at, w))
    }

    pub fn xpos(&self, at: usize) -> Xpos {
        self.reading.xpos(at)
    }

    /// The stretch between quotation marks that holds the token.
    pub fn stretch(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).and_then(|&n| (n as usize).checked_sub(1))
    }

    /// The mention that holds the token.
    pub fn mention(&self, at: usize) -> Option<&'a Mention> {
        let n = self.named.get(at).and_then(|&n| (n as usize).checked_sub(1))?;
        self.mentions.get(n)
    }

    pub fn kind(&self, mention: &Mention) -> Option<NameType> {
        self.types.get(mention.entity).copied()
    }

    pub fn is_person(&self, at: usize) -> bool {
        self.mention(at).and_then(|m| self.kind(m)) == Some(NameType::Person)
    }

    pub fn is_place(&self, at: usize) -> bool {
        self.mention(at).and_then(|m| self.kind(m)).is_some_and(NameType::is_place)
    }

    pub fn is_noun(&self, at: usize) -> bool {
        self.xpos(at).is_noun()
            || matches!(self.xpos(at), Xpos::Fw | Xpos::Add)
            || self.mention(at).is_some_and(|m| m.form == crate::mention::Form::Name)
    }

    /// A noun or adverb of time that needs no preposition.
    pub fn is_time(&self, at: usize) -> bool {
        self.lists.times.has(self.word(at)) && !self.is_person(at)
    }

    pub fn is_adverb(&self, at: usize) -> bool {
        matches!(self.xpos(at), Xpos::Rb | Xpos::Rbr | Xpos::Rbs) && !self.any(at, &["n't", "n’t"])
    }

    /// A verb form that can be the only one of a clause.
    pub fn is_finite(&self, at: usize) -> bool {
        const CLITICS: [&str; 8] = ["'d", "’d", "'ll", "’ll", "'ve", "’ve", "'re", "’re"];
        self.stretch(at).is_none()
            && (matches!(self.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) || self.any(at, &CLITICS))
    }

    /// A verb form that may be part of a finite verb group before the main verb.
    pub fn is_auxiliary(&self, at: usize) -> bool {
        self.xpos(at) == Xpos::Md
            || self.reading.upos(at) == Upos::Aux
            || self.xpos(at).is_verb()
                && matches!(
                    self.reading.lemma(at).as_str(),
                    "have" | "be" | "do" | "'s" | "’s" | "'ve" | "’ve" | "get" | "keep"
                )
    }

    pub fn is_comma(&self, at: usize) -> bool {
        self.word(at) == ","
    }

    pub fn is_dash(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(word, "—" | "–" | "―" | "--" | "---") || word == "-" && self.reading.tokens[at].spaced
    }

    /// Punctuation that closes a sentence.
    pub fn is_stop(&self, at: usize) -> bool {
        matches!(self.word(at).as_bytes().last(), Some(b'.' | b'!' | b'?')) && self.reading.upos(at) == Upos::Punct
            || matches!(self.word(at), "." | "!" | "?" | "…" | "...")
    }

    /// A mark of any kind.
    pub fn is_mark(&self, at: usize) -> bool {
        !self.word(at).contains(char::is_alphanumeric)
    }

    pub fn is_open_bracket(&self, at: usize) -> bool {
        matches!(self.word(at), "(" | "[")
    }

    pub fn is_close_bracket(&self, at: usize) -> bool {
        matches!(self.word(at), ")" | "]")
    }

    /// The tokens of the sentence.
    pub fn sentence(&self, n: usize) -> Range<usize> {
        self.reading.sentences.get(n).map_or(0..0, |s| s.tokens.clone())
    }

    /// Whether the noun can speak: a person, a body, or a paper that says something.
    pub fn can_speak(&self, head: usize) -> bool {
        self.mention(head).is_some_and(|m| {
            self.kind(m).is_none_or(|k| {
                matches!(k, NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp | NameType::Fac)
            })
        }) || self.xpos(head) == Xpos::Prp && !self.any(head, &["it"])
            || self.any(head, &["who", "others", "some", "many", "one", "several", "most", "few", "both", "all"])
            || self.is_speaker(head)
    }

    /// Whether the word by itself is one for somebody or something that speaks.
    fn is_speaker(&self, at: usize) -> bool {
        let word = self.word(at);
        let words = self.reading.words;
        if self.lists.speakers.has(word) {
            return true;
        }
        let lemma = crate::lemma::noun(word);
        [&self.lists.speakers, &words.person_nouns, &words.occupations, &words.offices].iter().any(|l| l.has(&lemma))
    }
}
