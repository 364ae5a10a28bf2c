//! What every rule asks of the text: what a word denotes, what hangs on it, and whether it is told as so.

use super::Sources;
use crate::dependency::{Dependents, Deprel};
use crate::entity;
use crate::mention::{Form, Mention, NameType};
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// How far up a sentence's tree a denial or a condition is looked for.
const CLIMB: usize = 8;
/// Longer enumerations are tables; every pair of one says little.
const MOST: usize = 8;

/// An entity at a place of the text.
#[derive(Clone, Debug)]
pub struct Thing {
    pub entity: usize,
    pub tokens: Range<usize>,
    pub confidence: u8,
}

/// The text with its mentions and its parse turned about: from each token to what hangs on it.
pub struct Scene<'a> {
    pub from: Sources<'a>,
    /// For each entity the country that it is called after, else itself.
    pub country: Vec<usize>,
    /// For each token the mention that it lies in.
    mention: Vec<Option<usize>>,
    dependents: Dependents,
}

impl<'a> Scene<'a> {
    pub fn of(from: Sources<'a>) -> Self {
        let reading = from.reading;
        let count = reading.tokens.len();
        let mut mention = vec![None; count];
        for (n, m) in from.mentions.iter().enumerate() {
            mention[m.tokens.clone()].fill(Some(n));
        }
        let dependents = Dependents::new(count, |t| reading.head(t));
        let country = (0..from.entities.len()).map(|e| entity::country_of(from.entities, e)).collect();
        Scene { from, country, mention, dependents }
    }

    /// The tokens that hang on `token`, in text order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.dependents.of(token)
    }

    /// The tokens that hang on `token` by `relation`, its subtypes left out.
    pub fn by(&self, token: usize, relation: Deprel) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(token).filter(move |&t| self.from.reading.relation(t) == Some(relation))
    }

    pub fn has(&self, token: usize, relation: Deprel) -> bool {
        self.by(token, relation).next().is_some()
    }

    /// The mention that holds `token`.
    pub fn mention_at(&self, token: usize) -> Option<&'a Mention> {
        self.mention.get(token).copied().flatten().map(|n| &self.from.mentions[n])
    }

    /// The name that begins at `token`.
    pub fn name_from(&self, token: usize) -> Option<Thing> {
        self.mention_at(token).filter(|m| m.tokens.start == token && m.form == Form::Name).map(thing)
    }

    /// The mention that ends before `token`, a possessive 's between them or not.
    pub fn mention_before(&self, token: usize) -> Option<Thing> {
        let last = token.checked_sub(1)?;
        let last = if self.from.reading.is_possessive(last) { last.checked_sub(1)? } else { last };
        self.mention_at(last).filter(|m| m.tokens.end == last + 1).map(thing)
    }

    pub fn is_named(&self, token: usize) -> bool {
        self.mention_at(token).is_some_and(|m| m.form == Form::Name)
    }

    pub fn kind(&self, thing: &Thing) -> NameType {
        self.from.entities[thing.entity].kind
    }

    /// The entity that is a side of a relation: a demonym's country, but for a people in the plural ("Indians").
    pub fn stands_for(&self, thing: &Thing) -> usize {
        let people = matches!(self.from.reading.xpos(thing.tokens.end - 1), Xpos::Nns | Xpos::Nnps);
        if people { thing.entity } else { self.country[thing.entity] }
    }

    /// What a phrase headed by `token` denotes: its mention, or the name that follows a common noun ("rebel leader Ann").
    pub fn thing(&self, token: usize) -> Option<Thing> {
        let reading = self.from.reading;
        match self.mention_at(token) {
            Some(m) => (reading.head_of(&m.tokens) == token || m.form != Form::Name).then(|| thing(m)),
            None if reading.upos(token) == Upos::Noun => self.name_from(token + 1),
            None if self.is_relative(token) => {
                let verb = reading.head(token)?;
                // "who was a member": the clause's head is the noun, and hangs on what "who" means.
                let of = reading.head(verb).filter(|_| reading.relation(verb) == Some(Deprel::AclRelcl))?;
                self.mention_at(of).filter(|m| reading.head_of(&m.tokens) == of).map(thing)
            }
            None => None,
        }
    }

    /// The same with what is joined to it by "and". What is joined to a thing without a name is likelier misread: "opposed
    /// the war, and Israel …".
    pub fn things(&self, token: usize) -> Vec<Thing> {
        let Some(first) = self.thing(token) else { return Vec::new() };
        let joined = self.by(token, Deprel::Conj).filter(|&t| !self.is_denied(t));
        std::iter::once(first).chain(joined.filter_map(|t| self.thing(t))).take(MOST).collect()
    }

    fn is_relative(&self, token: usize) -> bool {
        ["who", "which", "that", "whom"].iter().any(|w| self.from.reading.is(token, w))
    }

    /// The preposition of a phrase headed by `token`, lower-case.
    pub fn preposition(&self, token: usize) -> Option<String> {
        self.by(token, Deprel::Case).next().map(|t| self.from.reading.word(t).to_ascii_lowercase())
    }

    /// Whether the words before a noun keep its phrase from holding: "no member", "would-be ally". What once held counts
    /// as holding where `past` does.
    pub fn is_denied_but(&self, token: usize, past: bool) -> bool {
        let reading = self.from.reading;
        let denies = |t: usize| {
            let value = reading.words.relation_unreal.get(reading.word(t));
            value == Some("unreal") || value == Some("past") && !past || is_negation(reading.word(t))
        };
        // "ex-wife" is three tokens, and "not a member" hangs on the noun of the sentence.
        let hyphen = token >= 2 && reading.is(token - 1, "-") && denies(token - 2);
        hyphen || self.children(token).any(|t| t < token && denies(t))
    }

    pub fn is_denied(&self, token: usize) -> bool {
        self.is_denied_but(token, false)
    }

    /// Whether the clause of `token` tells something as so: not denied, asked, wanted, expected or bound to a condition.
    pub fn is_told(&self, token: usize) -> bool {
        let reading = self.from.reading;
        let sentence = reading.sentence_of(token);
        let asked = reading.sentences.get(sentence).is_some_and(|s| reading.is(s.tokens.end - 1, "?"));
        if asked || self.is_unreal(token) {
            return false;
        }
        let mut at = token;
        for _ in 0..CLIMB {
            let (Some(head), Some(relation)) = (reading.head(at), reading.relation(at)) else { return true };
            let chained = matches!(relation, Deprel::Xcomp | Deprel::Ccomp);
            // What a clause says of a noun, it says of that noun whatever happens to it.
            if matches!(relation, Deprel::Acl | Deprel::AclRelcl | Deprel::Appos | Deprel::Parataxis) {
                return true;
            }
            let lemma = reading.lemma(head);
            let chain = reading.words.chain_verbs.get(&lemma);
            let doubt = chain.is_some_and(|v| v != "same") || reading.words.relation_doubts.has(&lemma);
            let infinitive = self.is_infinitive(at) && chain != Some("same");
            if chained && doubt || infinitive || self.is_unreal(head) {
                return false;
            }
            at = head;
        }
        true
    }

    /// Whether a "not", a modal verb or an "if" hangs on `token`.
    fn is_unreal(&self, token: usize) -> bool {
        let reading = self.from.reading;
        self.children(token).any(|t| {
            let word = reading.word(t).to_ascii_lowercase();
            match reading.relation(t) {
                Some(Deprel::Aux) => reading.xpos(t) == Xpos::Md,
                Some(Deprel::Mark) => matches!(word.as_str(), "if" | "unless" | "whether"),
                Some(Deprel::Advmod | Deprel::Det | Deprel::Cc) => is_negation(&word) || word == "no",
                _ => false,
            }
        })
    }

    fn is_infinitive(&self, token: usize) -> bool {
        self.by(token, Deprel::Mark).any(|t| self.from.reading.xpos(t) == Xpos::To)
    }

    /// Whether a following's name stands for a party: "Republican".
    pub fn is_party(&self, thing: &Thing) -> bool {
        let reading = self.from.reading;
        thing.tokens.clone().any(|t| {
            let word = reading.word(t);
            let parties = &reading.words.relation_parties;
            parties.has(word) || word.strip_suffix('s').is_some_and(|w| parties.has(w))
        })
    }
}

/// A mention as a side of a relation; a capital that stands for a government is its country.
pub fn thing(mention: &Mention) -> Thing {
    // A name's own doubt is the entity's; a reference may mean another entity altogether.
    let confidence = if mention.form == Form::Name { 100 } else { mention.confidence };
    let entity = mention.metonym_for.unwrap_or(mention.entity);
    Thing { entity, tokens: mention.tokens.clone(), confidence }
}

fn is_negation(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "hardly" | "barely" | "without"
    )
}
