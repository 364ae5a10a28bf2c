//! Reads quotes and mentions; produces entities for sources that no name tells: "a senior official", "residents", "the
//! ministry"; never joins one to a name.
//!
//! Anonymous sources are sources: whoever reads wants to see what the official said, in all places. A description that
//! opens with "a" begins a new entity; "the official" and "they" go on with the last one that they fit.

use super::Quote;
use super::draft::follow;
use super::lists::Lists;
use crate::dependency::Deprel;
use crate::entity::{Entity, Gender};
use crate::lemma;
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use crate::tag::Xpos;
use std::ops::Range;

/// How many sentences back "they" or "he" still means the last speaker without a name.
const NEAR: usize = 2;

/// How many speakers without a name are looked through.
const RECENT: usize = 64;

/// A source without a name.
struct Unnamed {
    entity: usize,
    lemma: String,
    plural: bool,
    kind: NameType,
    /// All words of its description, in small letters.
    words: String,
    /// The sentence of its last mention.
    sentence: usize,
}

/// Gives every quote whose source is described, not named, an entity as its speaker. New entities come behind all others;
/// their mentions take their places among `mentions`.
pub fn give(reading: Reading, quotes: &mut [Quote], mentions: &mut Vec<Mention>, entities: &mut Vec<Entity>) {
    let mut taken = vec![false; reading.tokens.len()];
    mentions.iter().for_each(|m| taken[m.tokens.clone()].fill(true));
    let mut giver = Giver { reading, taken, found: Vec::new(), sources: Vec::new(), mentions, entities };
    quotes.iter_mut().for_each(|q| giver.visit(q));
    mentions.sort_by_key(|m| m.tokens.start);
    // What continues another has its speaker; it may stand before it.
    for n in 0..quotes.len() {
        let end = follow(n, |n| quotes[n].continues.filter(|_| quotes[n].source.is_none()));
        quotes[n].speaker = quotes[n].speaker.or(quotes[end].speaker);
    }
}

/// Goes through the quotes in text order.
struct Giver<'a> {
    reading: Reading<'a>,
    /// One flag a token: whether a mention holds it.
    taken: Vec<bool>,
    found: Vec<Unnamed>,
    /// The source phrases so far, with their speakers.
    sources: Vec<(Range<usize>, usize)>,
    mentions: &'a mut Vec<Mention>,
    entities: &'a mut Vec<Entity>,
}

impl Giver<'_> {
    fn visit(&mut self, quote: &mut Quote) {
        if let Some(source) = quote.source.filter(|_| quote.speaker.is_none()) {
            quote.speaker = self.speaker(self.reading.tokens_in(source));
        }
        quote.nested.iter_mut().for_each(|q| self.visit(q));
    }

    fn speaker(&mut self, source: Range<usize>) -> Option<usize> {
        // "an official said …, adding …": the same words again.
        if let Some(&(_, entity)) = self.sources.iter().rev().take(RECENT).find(|(s, _)| *s == source) {
            return Some(entity);
        }
        let described = describe(self.reading, &source, &self.taken)?;
        let sentence = self.reading.sentence_of(source.start);
        let known = self.found.iter_mut().rev().take(RECENT).find(|u| described.means(u, sentence));
        let (entity, rule) = match known {
            Some(u) => {
                u.sentence = sentence;
                (u.entity, if described.pronoun { "last-speaker" } else { "same-description" })
            }
            None if described.pronoun => return None,
            None => {
                self.entities.push(entity(self.reading, &described, self.entities.last()));
                let entity = self.entities.len() - 1;
                let Described { lemma, plural, kind, words, .. } = &described;
                let (lemma, words) = (lemma.clone(), words.clone());
                self.found.push(Unnamed { entity, lemma, plural: *plural, kind: *kind, words, sentence });
                (entity, "described-source")
            }
        };
        let tokens = described.mention;
        self.taken[tokens.clone()].fill(true);
        self.sources.push((source, entity));
        let form = if described.pronoun { Form::Pronoun } else { Form::Nominal };
        let (span, confidence) = (self.reading.span(&tokens), if described.pronoun { 70 } else { 80 });
        self.mentions.push(Mention { tokens, span, form, entity, confidence, metonym_for: None, rule });
        Some(entity)
    }
}

/// What a source phrase says of its source.
struct Described {
    /// The words that become its mention: those up to the head that belong to no other.
    mention: Range<usize>,
    /// All words up to the head, without an article.
    name: Range<usize>,
    words: String,
    lemma: String,
    plural: bool,
    pronoun: bool,
    /// "a", "another", "one" open it, or nothing does.
    fresh: bool,
    kind: NameType,
}

impl Described {
    /// Whether it can mean the speaker `u` in sentence `at`.
    fn means(&self, u: &Unnamed, at: usize) -> bool {
        if self.pronoun {
            return self.plural == (u.plural || u.kind == NameType::Org) && at.saturating_sub(u.sentence) <= NEAR;
        }
        let same = self.lemma == u.lemma && self.plural == u.plural;
        same && if self.fresh { self.plural && self.words == u.words } else { u.words.ends_with(&self.words) }
    }
}

/// Reads a source phrase; `None` where its head is named, or is nobody who could speak.
fn describe(reading: Reading, tokens: &Range<usize>, taken: &[bool]) -> Option<Described> {
    let lists = Lists::get();
    let noun = |&t: &usize| matches!(reading.xpos(t), Xpos::Nn | Xpos::Nns);
    let speaks = |t: &usize| lists.speakers.get(&lemma::noun(reading.word(*t)).to_lowercase());
    let parsed = (!reading.dependencies.is_empty()).then(|| reading.head_of(tokens));
    let head = parsed.or_else(|| tokens.clone().find(|t| noun(t) && speaks(t).is_some()))?;
    let word = reading.word(head).to_lowercase();
    // "secretary of state Ann Lee": a title; "officials and aides": several.
    let titled = |t: usize| {
        reading.head(t) == Some(head)
            && match reading.relation(t) {
                Some(Deprel::Appos | Deprel::Flat) => taken[t],
                relation => relation == Some(Deprel::Conj),
            }
    };
    // "secretary of state Ann Lee": a name right behind a noun.
    let named = |t: usize| t > head && taken[t] && !taken[t - 1] && matches!(reading.xpos(t - 1), Xpos::Nn | Xpos::Nns);
    if taken[head] || tokens.clone().any(|t| titled(t) || named(t)) {
        return None;
    }
    if matches!(word.as_str(), "they" | "he" | "she") && tokens.len() == 1 {
        let plural = word == "they";
        return Some(Described {
            mention: head..head + 1,
            name: head..head + 1,
            words: String::new(),
            lemma: String::new(),
            plural,
            pronoun: true,
            fresh: false,
            kind: NameType::Person,
        });
    }
    let lemma = lemma::noun(&word);
    let words = reading.words;
    let human = words.person_nouns.has(&lemma) || words.occupations.has(&lemma) || words.offices.has(&lemma);
    let kind = match lists.speakers.get(&lemma) {
        Some("person") => NameType::Person,
        Some("body") => NameType::Org,
        Some(_) => return None,
        None if human => NameType::Person,
        None if words.org_nouns.has(&lemma) => NameType::Org,
        None => return None,
    };
    if !matches!(reading.xpos(head), Xpos::Nn | Xpos::Nns) {
        return None;
    }
    let article = |t: usize| matches!(reading.xpos(t), Xpos::Dt | Xpos::PrpPoss | Xpos::Pdt);
    let name = (tokens.start..head).find(|&t| !article(t)).unwrap_or(head)..head + 1;
    let fresh =
        !matches!(reading.word(tokens.start).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those");
    let mention = (name.start..head).rev().find(|&t| taken[t]).map_or(name.start, |t| t + 1);
    let mention = if reading.is_possessive(mention) && mention < head { mention + 1 } else { mention }..head + 1;
    let text = reading.span(&name).of(reading.text).to_lowercase();
    Some(Described {
        mention,
        name,
        words: text,
        lemma,
        plural: reading.xpos(head) == Xpos::Nns,
        pronoun: false,
        fresh,
        kind,
    })
}

fn entity(reading: Reading, described: &Described, last: Option<&Entity>) -> Entity {
    Entity {
        kind: described.kind,
        name: reading.span(&described.name),
        aliases: Vec::new(),
        gender: Gender::Unknown,
        country: None,
        known: None,
        // They come last: what is said of them by name elsewhere is not known.
        salience: last.map_or(0, |e| e.salience.min(5)),
        confidence: 80,
        why: vec!["described-source"],
    }
}
