//! The word lists of `data/words`, read in place: small, hand-made, and the same for every text.

/// A list of lower-case words, each with an optional value. Look-ups ignore ASCII case.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    /// Sorted.
    entries: Vec<(&'static str, &'static str)>,
    /// A hash table of a power of two places, half of them empty: one more than the place of an entry, 0 for none.
    places: Vec<u32>,
}

impl WordList {
    /// Reads a list: one entry a line, the value after the last run of blanks where `valued`; `#` opens a comment.
    pub fn read(source: &'static str, valued: bool) -> Self {
        let lines = source.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut entries: Vec<_> = lines
            .map(|l| {
                if valued {
                    l.rsplit_once(char::is_whitespace).map_or((l, ""), |(w, v)| (w.trim(), v))
                } else {
                    (l, "")
                }
            })
            .collect();
        entries.sort_unstable();
        WordList::of(entries)
    }

    /// The list of sorted entries.
    fn of(entries: Vec<(&'static str, &'static str)>) -> Self {
        let mut places = vec![0; (2 * entries.len()).next_power_of_two()];
        for (n, (word, _)) in entries.iter().enumerate() {
            let mut at = hash(word);
            while places[at as usize & (places.len() - 1)] != 0 {
                at = at.wrapping_add(1);
            }
            let mask = places.len() - 1;
            places[at as usize & mask] = n as u32 + 1;
        }
        WordList { entries, places }
    }

    /// This list and another as one.
    fn and(mut self, other: &WordList) -> Self {
        self.entries.extend(&other.entries);
        self.entries.sort_unstable();
        WordList::of(self.entries)
    }

    /// The value of `word`, or `None` when it is not in the list.
    pub fn get(&self, word: &str) -> Option<&'static str> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash(word) as usize & mask;
        while let Some(n) = self.places[at].checked_sub(1) {
            let (entry, value) = self.entries[n as usize];
            if entry.len() == word.len() && entry.bytes().eq(word.bytes().map(|b| b.to_ascii_lowercase())) {
                return Some(value);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether `word` is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether `word`, in small letters, is in the list by itself or as the first word of a phrase.
    pub fn opens(&self, word: &str) -> bool {
        // A blank sorts before all else that can follow the word.
        let n = self.entries.partition_point(|(w, _)| *w < word);
        let rest = self.entries.get(n).and_then(|(w, _)| w.strip_prefix(word));
        rest.is_some_and(|r| r.is_empty() || r.starts_with(' '))
    }

    /// All entries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.entries.iter().copied()
    }
}

/// A hash of the word without its ASCII case.
fn hash(word: &str) -> u32 {
    let h = word.bytes().fold(0x811C_9DC5u32, |h, b| (h ^ b.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193));
    h ^ h >> 15
}

/// Whether a full stop after an abbreviation can end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Never: a name or a number follows.
    Open,
    /// It may.
    Both,
    /// The full stop is the word's own only before a number ("No. 10", "c. 1230"), and then never ends a sentence.
    Number,
}

/// Every word list, by what it is for.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // Each list's file opens with what it holds.
pub struct Words {
    pub abbreviations: WordList,
    pub contractions: WordList,
    pub prefixes: WordList,
    pub openers: WordList,
    pub months: WordList,
    pub speech_verbs: WordList,
    pub boilerplate: WordList,
    pub caption: WordList,
    pub agencies: WordList,
    pub date_line: WordList,
    pub units: WordList,
    pub currencies: WordList,
    pub currency_signs: WordList,
    pub numbers: WordList,
    pub ordinals: WordList,
    pub event_nouns: WordList,
    pub event_kinds: WordList,
    pub event_reports: WordList,
    pub light_verbs: WordList,
    pub chain_verbs: WordList,
    pub stative: WordList,
    pub storms: WordList,
    pub office_modifiers: WordList,
    pub offices: WordList,
    pub occupations: WordList,
    pub role_verbs: WordList,
    pub offices_or_names: WordList,
    pub org_suffixes: WordList,
    pub org_common: WordList,
    pub org_nouns: WordList,
    pub org_belongings: WordList,
    pub honorifics: WordList,
    pub nominals: WordList,
    pub metonym_verbs: WordList,
    pub metonym_nouns: WordList,
    pub person_nouns: WordList,
    pub post_nominals: WordList,
    pub part_modifiers: WordList,
    pub relation_nouns: WordList,
    pub relation_verbs: WordList,
    pub relation_links: WordList,
    pub relation_light: WordList,
    pub relation_doubts: WordList,
    pub relation_titles: WordList,
    pub relation_unreal: WordList,
    pub relation_sites: WordList,
    pub relation_parties: WordList,
    pub relation_state_bodies: WordList,
}

macro_rules! list {
    ($file:literal) => {
        WordList::read(include_str!(concat!("../data/words/", $file, ".txt")), false)
    };
    ($file:literal, valued) => {
        WordList::read(include_str!(concat!("../data/words/", $file, ".txt")), true)
    };
}

impl Words {
    /// Reads all lists. It takes well under a millisecond.
    pub fn load() -> Self {
        Words {
            abbreviations: list!("abbreviations", valued),
            contractions: list!("contractions", valued),
            prefixes: list!("prefixes"),
            openers: list!("openers"),
            months: list!("months", valued),
            speech_verbs: list!("speech_verbs", valued),
            boilerplate: list!("boilerplate"),
            caption: list!("caption"),
            agencies: list!("agencies"),
            date_line: list!("date_line"),
            units: list!("units", valued),
            currencies: list!("currencies", valued),
            currency_signs: list!("currency_signs", valued),
            numbers: list!("numbers", valued),
            ordinals: list!("ordinals", valued),
            event_nouns: list!("event_nouns"),
            event_kinds: list!("event_kinds", valued),
            event_reports: list!("event_reports"),
            light_verbs: list!("light_verbs"),
            chain_verbs: list!("chain_verbs", valued),
            stative: list!("stative"),
            storms: list!("storms"),
            office_modifiers: list!("office_modifiers"),
            offices: list!("offices").and(&list!("occupations")),
            occupations: list!("occupations"),
            role_verbs: list!("role_verbs", valued),
            offices_or_names: list!("offices_or_names"),
            org_suffixes: list!("org_suffixes"),
            org_common: list!("org_common"),
            org_nouns: list!("org_nouns"),
            org_belongings: list!("org_belongings"),
            honorifics: list!("honorifics", valued),
            nominals: list!("nominals", valued),
            metonym_verbs: list!("metonym_verbs", valued),
            metonym_nouns: list!("metonym_nouns"),
            person_nouns: list!("person_nouns"),
            post_nominals: list!("post_nominals"),
            part_modifiers: list!("part_modifiers", valued),
            relation_nouns: list!("relation_nouns", valued),
            relation_verbs: list!("relation_verbs", valued),
            relation_links: list!("relation_links", valued),
            relation_light: list!("relation_light"),
            relation_doubts: list!("relation_doubts"),
            relation_titles: list!("relation_titles", valued),
            relation_unreal: list!("relation_unreal", valued),
            relation_sites: list!("relation_sites"),
            relation_parties: list!("relation_parties"),
            relation_state_bodies: list!("relation_state_bodies", valued),
        }
    }

    /// What a full stop after `word` (given without it) means, if `word` is an abbreviation.
    pub fn abbreviation(&self, word: &str) -> Option<Stop> {
        self.abbreviations.get(word).map(|v| match v {
            "open" => Stop::Open,
            "number" => Stop::Number,
            _ => Stop::Both,
        })
    }

    /// The lengths of all parts but the last of a word that is several in the treebanks ("can|not"), in bytes.
    pub fn parts_of(&self, word: &str) -> Option<impl Iterator<Item = usize> + use<>> {
        self.contractions.get(word).map(|v| v.split(',').filter_map(|n| n.parse().ok()))
    }

    /// Whether `word` is a month's name or abbreviation.
    pub fn is_month(&self, word: &str) -> bool {
        self.months.has(word)
    }

    /// Whether `word` stays joined to the word after a hyphen.
    pub fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.has(word)
    }

    /// Whether `word`, capitalised, usually opens a sentence.
    pub fn opens_sentence(&self, word: &str) -> bool {
        word.chars().next().is_some_and(char::is_uppercase) && self.openers.has(word)
    }

    /// Whether any form of `word` attributes speech.
    pub fn is_speech_verb(&self, word: &str) -> bool {
        self.speech_verbs.has(&crate::lemma::verb(word))
    }
}
