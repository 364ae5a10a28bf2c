//! Descriptions that mean a named thing: "the Turkish president", "Aleppo, Syria's largest city", "the company".

use super::Sources;
use super::phrase::{self, Determiner, Phrase};
use super::recent::{self, Recent};
use crate::dependency::Deprel;
use crate::entity::{Entity, country_of};
use crate::kb::Class;
use crate::mention::{Form, Mention, NameType};
use crate::span::Span;
use crate::tag::Upos;
use std::collections::HashMap;

/// How many sentences back a thing is still what "the company" means.
const NEAR: usize = 2;

/// The descriptions, in text order. None overlaps a name, or another.
pub fn find(from: Sources, entities: &[Entity]) -> Vec<Mention> {
    let reading = from.reading;
    let mut taken = vec![false; reading.tokens.len()];
    from.names.iter().for_each(|m| taken[m.tokens.clone()].fill(true));
    let known = Known::of(from, entities);
    let mut found: Vec<Mention> = Vec::new();
    // What each head so far stands beside, for "chairman of Acme and director of Bolt".
    let mut beside: HashMap<usize, usize> = HashMap::new();
    for head in reading.sentences.iter().flat_map(|s| s.tokens.clone()) {
        let Some(phrase) = phrase::around(reading, head, &taken) else { continue };
        let joined =
            reading.head(head).filter(|_| reading.relation(head) == Some(Deprel::Conj) && known.is_office(head));
        let joined = joined.and_then(|h| beside.get(&h)).map(|&entity| (entity, 90, "apposition"));
        let Some((entity, confidence, rule)) = joined.or_else(|| known.meant(&phrase)) else { continue };
        if rule == "apposition" {
            beside.insert(head, entity);
        }
        // What lies inside a description ("Syria's" in "Syria's largest city") keeps its own mention: only the part
        // behind it is shown as the description's.
        let inside = phrase.tokens.clone().rev().find(|&t| taken[t]);
        let mut start = inside.map_or(phrase.tokens.start, |t| t + 1);
        if reading.is_possessive(start) && start < head {
            start += 1;
        }
        let tokens = start..head + 1;
        let span = reading.span(&tokens);
        taken[tokens.clone()].fill(true);
        found.push(Mention { tokens, span, form: Form::Nominal, entity, confidence, metonym_for: None, rule });
    }
    found
}

/// What is known of the text's names.
struct Known<'a> {
    from: Sources<'a>,
    entities: &'a [Entity],
    recent: Recent<'a>,
    /// People by the last word of a title that they hold, with where the text says so.
    holders: HashMap<String, Vec<(usize, usize)>>,
    /// How often each entity is named.
    named: Vec<usize>,
    /// How often the most named thing of each class of places is named.
    most: HashMap<&'static str, usize>,
    /// Things by the last word of a name of two words or more; `None` where two things share it.
    by_last_word: HashMap<String, Option<usize>>,
}

impl<'a> Known<'a> {
    fn of(from: Sources<'a>, entities: &'a [Entity]) -> Self {
        let reading = from.reading;
        let mut holders: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (n, role) in from.roles.iter().enumerate() {
            let list = holders.entry(last_word(role.title, reading.text)).or_default();
            if list.len() < 64 {
                list.push((role.person, n));
            }
        }
        let mut by_last_word = HashMap::new();
        for mention in from.names.iter().filter(|m| m.tokens.len() > 1) {
            let kind = entities[mention.entity].kind;
            if !matches!(kind, NameType::Person | NameType::Norp) {
                let (first, last) = (reading.word(mention.tokens.start), reading.word(mention.tokens.end - 1));
                // Of "Cyclone Edna" it is the first word that says what it is.
                let storm = Some(first).filter(|w| reading.words.storms.has(w));
                for word in [Some(last), storm].into_iter().flatten() {
                    let entry = by_last_word.entry(word.to_lowercase()).or_insert(Some(mention.entity));
                    *entry = entry.filter(|&e| e == mention.entity);
                }
            }
        }
        let mut named = vec![0; entities.len()];
        from.names.iter().for_each(|m| named[m.entity] += 1);
        let classes = ["country", "city", "state", "island"];
        let of = |class: &str| (0..entities.len()).filter(|&e| is_a(class, &entities[e])).map(|e| named[e]).max();
        let most = classes.into_iter().filter_map(|class| Some((class, of(class)?))).collect();
        let recent = Recent { reading, mentions: from.names };
        Known { from, entities, recent, holders, named, most, by_last_word }
    }

    /// The entity that a description means, with a confidence in percent and the rule.
    fn meant(&self, phrase: &Phrase) -> Option<(usize, u8, &'static str)> {
        if self.is_title_of_name(phrase) {
            return None;
        }
        if let Some(entity) = self.apposed(phrase) {
            return Some((entity, 93, "apposition"));
        }
        if let Some(entity) = self.holder(phrase) {
            return Some((entity, 88, "office-holder"));
        }
        if phrase.determiner == Determiner::Definite {
            return self
                .named_so(phrase)
                .map(|e| (e, 75, "last-word"))
                .or_else(|| self.of_its_kind(phrase).map(|e| (e, 87, "kind")));
        }
        None
    }

    /// "President Obama", "aircraft maker Boeing": what stands right before a name belongs to it.
    fn is_title_of_name(&self, phrase: &Phrase) -> bool {
        let next = phrase.head + 1;
        let names = self.from.names;
        names.get(names.partition_point(|m| m.tokens.start < next)).is_some_and(|m| m.tokens.start == next)
    }

    fn name_at(&self, token: usize) -> Option<&'a Mention> {
        let names = self.from.names;
        names.get(names.partition_point(|m| m.tokens.end <= token)).filter(|m| m.tokens.contains(&token))
    }

    /// "Aleppo, Syria's largest city," and "the president, Bashar Assad,": the grammar puts them side by side.
    fn apposed(&self, phrase: &Phrase) -> Option<usize> {
        let reading = self.from.reading;
        let head = phrase.head;
        if let Some(name) = self.set_off(phrase) {
            return Some(name.entity);
        }
        let ahead = reading.head(head).filter(|_| reading.relation(head) == Some(Deprel::Appos));
        let (name, between) = match ahead.and_then(|t| self.name_at(t)) {
            Some(name) if name.tokens.end <= phrase.tokens.start => (name, name.tokens.end..phrase.tokens.start),
            _ => {
                let names = self.from.names;
                let behind = &names[names.partition_point(|m| m.tokens.start <= head)..];
                let mut behind = behind.iter().take(4).filter(|m| {
                    let t = reading.head_of(&m.tokens);
                    reading.head(t) == Some(head) && reading.relation(t) == Some(Deprel::Appos)
                });
                let name = behind.next()?;
                (name, head + 1..name.tokens.start)
            }
        };
        // In brackets behind a description stands who wrote it as often as its name.
        let bracket = name.tokens.start < head && reading.is(name.tokens.end, "(");
        let mark = |t: usize| matches!(reading.word(t), "," | "—" | "–" | "-") || bracket;
        let known = phrase.determiner != Determiner::None || self.says_what(phrase);
        (known && between.len() <= 8 && between.clone().any(mark) && self.can_be(phrase, name.entity))
            .then_some(name.entity)
    }

    /// "They entered Aleppo, Syria's largest city, on Monday": between commas right behind a name, and hanging where the
    /// name hangs, so that the parser took the two for a list.
    fn set_off(&self, phrase: &Phrase) -> Option<&'a Mention> {
        let reading = self.from.reading;
        let comma = phrase.tokens.start.checked_sub(1).filter(|&t| reading.is(t, ","))?;
        let name = self.name_at(comma.checked_sub(1)?)?;
        let first = reading.head_of(&name.tokens);
        let alike = reading.head(first) == reading.head(phrase.head)
            && reading.relation(first) == reading.relation(phrase.head);
        let closed = matches!(reading.word(phrase.head + 1), "," | "." | ";" | "—" | "–");
        let says = phrase.determiner != Determiner::None && self.says_what(phrase);
        (alike && closed && says && self.can_be(phrase, name.entity)).then_some(name)
    }

    fn is_office(&self, head: usize) -> bool {
        self.from.reading.words.offices.has(self.from.reading.word(head))
    }

    /// Whether the head is an office or a kind of body or place.
    fn says_what(&self, phrase: &Phrase) -> bool {
        let words = self.from.reading.words;
        let word = self.from.reading.word(phrase.head);
        words.offices.has(word) || words.org_nouns.has(word) || words.nominals.has(word)
    }

    /// Whether a description can be of an entity: offices are of people, companies are none.
    fn can_be(&self, phrase: &Phrase, entity: usize) -> bool {
        let words = self.from.reading.words;
        let word = self.from.reading.word(phrase.head);
        let person = self.entities[entity].kind == NameType::Person;
        let office = words.offices.has(word);
        let thing = words.org_nouns.has(word) || words.nominals.has(word);
        let human = words.person_nouns.has(word);
        if person { office || human } else { thing || !office && !human }
    }

    /// "the prime minister", "the Turkish president": whoever the text says holds that office.
    fn holder(&self, phrase: &Phrase) -> Option<usize> {
        let reading = self.from.reading;
        if !reading.words.offices.has(reading.word(phrase.head)) || phrase.determiner == Determiner::Indefinite {
            return None;
        }
        let bodies: Vec<usize> = phrase
            .tokens
            .clone()
            .filter_map(|t| self.name_at(t))
            .map(|m| country_of(self.entities, m.entity))
            .collect();
        // "the minister" is known; "foreign minister" and "a minister" may be anybody, and "his minister" somebody new.
        if phrase.determiner != Determiner::Definite && bodies.is_empty() {
            return None;
        }
        let title = self.title_words(phrase);
        if title.iter().any(|w| matches!(w.as_str(), "former" | "new" | "next" | "other" | "another" | "then")) {
            return None;
        }
        let list = self.holders.get(&reading.word(phrase.head).to_lowercase())?;
        let fits = |&&(person, n): &&(usize, usize)| {
            let role = &self.from.roles[n];
            let body = role.of.map(|e| country_of(self.entities, e));
            let stated = bodies.is_empty() || body.is_none_or(|b| bodies.contains(&b));
            let same_title = title.iter().all(|w| has_word(role.title, reading.text, w)) || title.is_empty();
            stated && same_title && self.entities[person].kind == NameType::Person
        };
        let people: Vec<usize> = list.iter().filter(fits).map(|p| p.0).collect();
        // Of several holders, the one spoken of last; whoever is named only later is not yet known.
        // With a capital, "the Secretary" is one man's name throughout a text.
        let known = !bodies.is_empty() || reading.is_capitalised(phrase.head);
        let reach = if known { 60 } else { 8 };
        let last = self.recent.last(phrase.tokens.start, reach, &|e| people.contains(&e))?;
        Some(last.entity)
    }

    /// A description's words between the determiner or a name and the head.
    fn title_words(&self, phrase: &Phrase) -> Vec<String> {
        let reading = self.from.reading;
        let from =
            phrase.tokens.clone().rev().find(|&t| self.name_at(t).is_some()).map_or(phrase.tokens.start, |t| t + 1);
        (from..phrase.head)
            .filter(|&t| matches!(reading.upos(t), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb))
            .map(|t| reading.word(t).to_lowercase())
            .collect()
    }

    /// "the Act" after "the Health Act": the last word of one longer name, with nothing but "the" before it.
    fn named_so(&self, phrase: &Phrase) -> Option<usize> {
        let reading = self.from.reading;
        if phrase.tokens.len() != 2 {
            return None;
        }
        let entity = (*self.by_last_word.get(&reading.word(phrase.head).to_lowercase())?)?;
        let capital = reading.is_capitalised(phrase.head);
        // "the company" may be any; which one, nearness tells.
        let common = reading.words.nominals.has(reading.word(phrase.head));
        let fits =
            matches!(self.entities[entity].kind, NameType::Org | NameType::Law | NameType::Event | NameType::Fac);
        if !capital && (common || !fits) {
            return None;
        }
        let reach = if capital { 60 } else { 3 };
        self.recent.last(phrase.tokens.start, reach, &|e| e == entity).map(|m| m.entity)
    }

    /// "the company": the only company, or the subject, of the last sentences that name one.
    fn of_its_kind(&self, phrase: &Phrase) -> Option<usize> {
        let reading = self.from.reading;
        let class = reading.words.nominals.get(&reading.word(phrase.head).to_ascii_lowercase())?;
        if phrase.tokens.len() != 2 || reading.is(phrase.head + 1, "of") {
            return None;
        }
        // A text speaks of many places, and "the city" is the one that it is about.
        let place = !matches!(class, "company" | "body");
        let most = self.most.get(class).copied().unwrap_or(0);
        let fits = |e: usize| is_a(class, &self.entities[e]) && (!place || self.named[e] > 1 && self.named[e] == most);
        let sentence = reading.sentence_of(phrase.head);
        for back in 0..=NEAR.min(sentence) {
            let here = self.recent.in_sentence(sentence - back, phrase.tokens.start);
            let all: Vec<&Mention> = here.iter().filter(|m| fits(m.entity)).collect();
            let Some(first) = all.first() else { continue };
            if all.iter().all(|m| m.entity == first.entity) {
                return Some(first.entity);
            }
            let subjects: Vec<&&Mention> =
                all.iter().filter(|m| recent::place(reading, &m.tokens) == recent::Place::Subject).collect();
            return match subjects[..] {
                [one] => Some(one.entity),
                _ => None,
            };
        }
        None
    }
}

/// Whether an entity can be what a noun of this class (`data/words/nominals.txt`) means.
fn is_a(class: &str, entity: &Entity) -> bool {
    let known = entity.known.map(|k| k.class);
    let kind = entity.kind;
    let local = kind == NameType::Gpe && entity.country.is_none();
    match class {
        "company" => kind == NameType::Org && known.is_none_or(|c| matches!(c, Class::Company | Class::Other)),
        "body" => kind == NameType::Org,
        "country" => kind == NameType::Gpe && entity.country.is_some(),
        "city" => local && known.is_none_or(|c| matches!(c, Class::City | Class::Capital | Class::Seat)),
        "state" => local && known.is_none_or(|c| matches!(c, Class::Division | Class::Region)),
        _ => kind == NameType::Loc && known.is_none_or(|c| c == Class::Region),
    }
}

fn last_word(span: Span, text: &str) -> String {
    span.of(text).rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase()
}

fn has_word(span: Span, text: &str, word: &str) -> bool {
    span.of(text).split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}
