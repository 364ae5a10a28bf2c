//! The word lists that only quotes use, and what a verb of saying takes.

use crate::lemma;
use crate::words::WordList;
use std::sync::LazyLock;

/// What the writer lets the reader make of what was said, by the choice of verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// "said": nothing.
    #[default]
    Neutral,
    /// "insisted", "confirmed": the source stands by it.
    Assertive,
    /// "claimed", "believed": it may not be so.
    Doubting,
    /// "denied": the source says that it is not so.
    Denying,
    /// "vowed": the source will do it.
    Promising,
    /// "threatened", "warned": something bad may come.
    Threatening,
    /// "asked", "urged": the source wants to know or to have it.
    Asking,
}

impl Stance {
    /// The stance as analyses spell it.
    pub fn as_str(self) -> &'static str {
        ["neutral", "assertive", "doubting", "denying", "promising", "threatening", "asking"][self as usize]
    }

    fn parse(name: &str) -> Self {
        match name {
            "assertive" => Stance::Assertive,
            "doubting" => Stance::Doubting,
            "denying" => Stance::Denying,
            "promising" => Stance::Promising,
            "threatening" => Stance::Threatening,
            "asking" => Stance::Asking,
            _ => Stance::Neutral,
        }
    }
}

/// What the source is said to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// To say, write, ask or show.
    #[default]
    Speech,
    /// To believe, want, plan, support or decide.
    Attitude,
}

impl Act {
    /// The act as analyses spell it.
    pub fn as_str(self) -> &'static str {
        ["speech", "attitude"][self as usize]
    }
}

/// What stands between a verb of saying and what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// "said (that) …": a clause.
    #[default]
    Clause,
    /// "told Ann (that) …", "urged Ann to …": someone addressed, then a clause.
    Addressee,
    /// "called Ann a friend": a thing and what it is said to be.
    Label,
    /// "criticised the plan": a topic, which says nothing of the words used. Counts with quoted words only.
    Topic,
    /// "showed that …": not speech; counts with "that" or quoted words.
    Report,
    /// "vowed to …": a clause or an infinitive.
    Infinitive,
}

impl Frame {
    fn parse(name: &str) -> Self {
        match name {
            "addressee" => Frame::Addressee,
            "label" => Frame::Label,
            "topic" => Frame::Topic,
            "report" => Frame::Report,
            "infinitive" => Frame::Infinitive,
            _ => Frame::Clause,
        }
    }
}

/// The lists, read once.
#[derive(Debug)]
pub struct Lists {
    stances: WordList,
    frames: WordList,
    /// Words cut short at their front: 'em, 'n'.
    pub elisions: WordList,
    /// Nouns for occasions and papers in which one speaks: statement, interview.
    pub settings: WordList,
    /// Nouns of time that may stand without a preposition: Monday, week.
    pub times: WordList,
    /// Nouns for those who speak, and for papers that say something: person, body or paper.
    pub speakers: WordList,
    /// Words before a quoted name, nickname or title: "so-called", "titled".
    pub namers: WordList,
    /// Nouns with which the writer comments on what was said: "a move that …".
    pub asides: WordList,
    /// Words by which a text attributes something, with what holds it, then act and stance: "call for" speech/asking.
    cues: WordList,
    /// Adverbs for what others say: "allegedly".
    pub hearsay: WordList,
    /// Verbs over an infinitive of saying: "appeared to suggest" (says), "declined to say" (denies).
    pub raisers: WordList,
}

impl Lists {
    /// The lists; the first call reads them.
    pub fn get() -> &'static Lists {
        static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
            stances: WordList::read(include_str!("../../data/words/speech_verbs.txt"), true),
            frames: WordList::read(include_str!("../../data/words/quote_frames.txt"), true),
            elisions: WordList::read(include_str!("../../data/words/quote_elisions.txt"), false),
            settings: WordList::read(include_str!("../../data/words/quote_settings.txt"), false),
            times: WordList::read(include_str!("../../data/words/quote_times.txt"), false),
            speakers: WordList::read(include_str!("../../data/words/quote_speakers.txt"), true),
            namers: WordList::read(include_str!("../../data/words/quote_namers.txt"), false),
            asides: WordList::read(include_str!("../../data/words/quote_asides.txt"), false),
            cues: WordList::read(include_str!("../../data/words/attribution_cues.txt"), true),
            hearsay: WordList::read(include_str!("../../data/words/quote_hearsay.txt"), false),
            raisers: WordList::read(include_str!("../../data/words/quote_raisers.txt"), true),
        });
        &LISTS
    }

    /// Stance and frame of a verb by any of its forms, or `None` when it attributes nothing.
    pub fn verb(&self, form: &str) -> Option<(Stance, Frame)> {
        let lemma = lemma::verb(form);
        // Spelling alone does not tell whether a base form ends in a silent "e" or in a double "l".
        self.entry(&lemma).or_else(|| self.entry(&format!("{lemma}e"))).or_else(|| self.entry(&format!("{lemma}l")))
    }

    /// Act and stance of a word by its lemma when `complement` holds what it attributes: "that", "to", "ing", "object" or a
    /// preposition; `None` where the list does not know it so.
    pub fn cue(&self, lemma: &str, complement: &str) -> Option<(Act, Stance)> {
        let complement = complement.to_ascii_lowercase();
        let known = |lemma: &str| self.cues.get(&format!("{lemma} {complement}"));
        let value = known(lemma).or_else(|| known(&format!("{lemma}e"))).or_else(|| known(&format!("{lemma}l")))?;
        let (act, stance) = value.split_once('/')?;
        Some((if act == "attitude" { Act::Attitude } else { Act::Speech }, Stance::parse(stance)))
    }

    /// Whether the word itself is a cue: "convinced" is, as an adjective.
    pub fn is_cue(&self, word: &str) -> bool {
        self.cues.opens(&word.to_lowercase())
    }

    /// Whether any form of `form` is a verb of speech by itself.
    pub fn is_speech(&self, form: &str) -> bool {
        let lemma = lemma::verb(form);
        self.stances.has(&lemma) || self.stances.has(&format!("{lemma}e"))
    }

    fn entry(&self, lemma: &str) -> Option<(Stance, Frame)> {
        let (frame, own) = match self.frames.get(lemma) {
            Some(value) => value.split_once('/').map_or((Some(value), None), |(f, s)| (Some(f), Some(s))),
            None => (None, None),
        };
        let stance = self.stances.get(lemma).or(own);
        (frame.is_some() || stance.is_some())
            .then(|| (stance.map(Stance::parse).unwrap_or_default(), frame.map(Frame::parse).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        let lists = Lists::get();
        assert_eq!(lists.verb("say"), Some((Stance::Neutral, Frame::Clause)));
        assert_eq!(lists.verb("assure"), Some((Stance::Promising, Frame::Addressee)));
        assert_eq!(lists.verb("show"), Some((Stance::Neutral, Frame::Report)));
        assert_eq!(lists.verb("described").map(|v| v.1), Some(Frame::Label));
        assert_eq!(lists.verb("recalled").map(|v| v.1), Some(Frame::Report));
        assert_eq!(lists.verb("walked"), None);
        assert_eq!(lists.cue("call", "For"), Some((Act::Speech, Stance::Asking)));
        assert_eq!(lists.cue("call", "at"), None);
    }

    #[test]
    fn every_stance_and_frame_is_known() {
        let lists = Lists::get();
        for (cue, value) in lists.cues.iter() {
            let (act, stance) = value.split_once('/').unwrap();
            assert!(cue.contains(' ') && ["speech", "attitude"].contains(&act), "{cue}: {value}");
            assert!(stance == "neutral" || Stance::parse(stance) != Stance::Neutral, "{cue}: {value}");
        }
        let stances = ["neutral", "assertive", "doubting", "denying", "promising", "threatening", "asking"];
        for (verb, stance) in lists.stances.iter() {
            assert!(stances.contains(&stance), "{verb}: {stance}");
        }
        for (verb, value) in lists.frames.iter() {
            let (frame, stance) = value.split_once('/').unwrap_or((value, "neutral"));
            assert!(stances.contains(&stance), "{verb}: {stance}");
            assert!(
                ["clause", "addressee", "label", "topic", "report", "infinitive"].contains(&frame),
                "{verb}: {frame}"
            );
        }
    }
}
