//! Offices that a clause gives: "Ann Lee is the minister", "Lee was named chairman", "Lee, who heads", "served as".

use super::scene::Scene;
use super::title::{is_plural, state_before, title_at};
use super::{Role, State};
use crate::dependency::Deprel;
use crate::entity::Entity;
use crate::mention::Mention;
use crate::reading::Reading;
use crate::tag::Upos;
use std::collections::HashMap;

/// How far from a word its dependents are looked for, in tokens.
const REACH: usize = 80;

/// The roles that clauses state of named people, in text order of their titles.
pub fn find(reading: Reading, mentions: &[Mention], entities: &[Entity]) -> Vec<Role> {
    if reading.dependencies.is_empty() {
        return Vec::new();
    }
    let scene = Scene { reading, mentions, entities };
    let mut roles = Vec::new();
    // Whose title each head so far is, for "an actress, singer and director".
    let mut holders: HashMap<usize, Held> = HashMap::new();
    for sentence in reading.sentences {
        for head in sentence.tokens.clone() {
            let may_be_name = reading.is_capitalised(head) && reading.words.offices_or_names.has(reading.word(head));
            if scene.name_at(head).is_some() || reading.upos(head) == Upos::Verb || may_be_name {
                continue;
            }
            let Some(title) = title_at(reading, head).filter(|_| !is_plural(reading, head)) else { continue };
            let Some(held) = (Clauses { scene, sentence: sentence.tokens.clone() }).holder(head, &holders) else {
                continue;
            };
            holders.insert(head, held);
            let Some(person) = scene.person_at(held.person) else { continue };
            let mut start = title.start;
            while start > sentence.tokens.start
                && reading.words.office_modifiers.has(reading.word(start - 1))
                && reading.head(start - 1) == Some(head)
            {
                start -= 1;
            }
            let state = match state_before(reading, start.saturating_sub(2).max(sentence.tokens.start), title.start) {
                State::Current => held.state,
                state => state,
            };
            while start < title.start && !super::title::is_title_word(reading, start) {
                start += 1;
            }
            let title = start..title.end;
            // "player of the year" is a prize.
            let prize = ["year", "day", "week", "month", "match", "season", "tournament"];
            if reading.is(title.end, "of") && prize.iter().any(|w| reading.is(title.end + 2, w)) {
                continue;
            }
            let before = scene.name_ending(title.start).filter(|m| scene.is_body(m));
            let body = before.or_else(|| scene.body_behind(title.end, sentence.tokens.end));
            let of = body.and_then(|m| scene.body_of(&title, m));
            let (title, body) = (reading.span(&title), body.map(|m| m.span));
            let mut evidence =
                if person.span.start < title.start { person.span.to(title) } else { title.to(person.span) };
            if let Some(body) = body.filter(|b| of.is_some() && b.end > evidence.end) {
                evidence = evidence.to(body);
            }
            let why = vec![held.rule];
            roles.push(Role {
                person: person.entity,
                title,
                of,
                of_stated: of.is_some(),
                state,
                evidence,
                confidence: 80,
                why,
            });
        }
    }
    roles
}

/// Who holds a title.
#[derive(Clone, Copy)]
struct Held {
    /// A token of the person's name.
    person: usize,
    state: State,
    rule: &'static str,
}

struct Clauses<'a> {
    scene: Scene<'a>,
    /// The sentence.
    sentence: std::ops::Range<usize>,
}

impl Clauses<'_> {
    /// The tokens of the sentence around one: what hangs on a word stands near it, and looking no further keeps texts
    /// without full stops linear.
    fn near(&self, head: usize) -> std::ops::Range<usize> {
        let (from, to) = (head.saturating_sub(REACH), head + REACH);
        from.max(self.sentence.start)..to.min(self.sentence.end).max(from.max(self.sentence.start))
    }

    fn child(&self, head: usize, relations: &[Deprel]) -> Option<usize> {
        let r = self.scene.reading;
        let fits = |t: &usize| r.head(*t) == Some(head) && r.relation(*t).is_some_and(|d| relations.contains(&d));
        self.near(head).find(fits)
    }

    /// Whose title the token `head` is, if a clause says so.
    fn holder(&self, head: usize, holders: &HashMap<usize, Held>) -> Option<Held> {
        let r = self.scene.reading;
        let relation = r.relation(head)?;
        if let Some(copula) = self.child(head, &[Deprel::Cop]) {
            let person = self.subject(head, relation)?;
            return self.stated(head).then(|| Held { person, state: self.tense(head, copula), rule: "is-title" });
        }
        if let Some(person) = self.beside(head, relation) {
            return Some(Held { person, state: State::Current, rule: "title-beside-name" });
        }
        let above = r.head(head)?;
        if relation == Deprel::Conj {
            let first = holders.get(&above)?;
            let own = self.child(head, &[Deprel::Nsubj]).is_some();
            return (!own && r.relation(above) != Some(Deprel::Appos))
                .then_some(Held { rule: "joined-title", ..*first });
        }
        let verb = r.lemma(above);
        let passive = self.child(above, &[Deprel::NsubjPass, Deprel::AuxPass]).is_some();
        let object = matches!(relation, Deprel::Xcomp | Deprel::Obj | Deprel::OblUnmarked);
        let as_title = matches!(relation, Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Nmod)
            && self.child(head, &[Deprel::Case, Deprel::Mark]).is_some_and(|t| r.is(t, "as"));
        if !self.stated(above) {
            return None;
        }
        let subject = || self.subject(above, r.relation(above)?);
        let held = |person: usize, state: State, rule: &'static str| Some(Held { person, state, rule });
        match r.words.role_verbs.get(&verb)? {
            // "became president".
            "become" if object => held(subject()?, State::Current, "becomes-title"),
            // "served as president", "resigned as president".
            "serve" if as_title => held(subject()?, self.tense(above, above), "as-title"),
            "leave" if as_title => held(subject()?, State::Former, "as-title"),
            // "was named president", "appointed Ann Lee as president".
            "name" if object || as_title => {
                let whom = match passive {
                    true => subject()?,
                    false => self.child(above, &[Deprel::Obj]).filter(|&t| t != head)?,
                };
                held(whom, State::Current, "named-title")
            }
            _ => None,
        }
    }

    /// The person whose name the grammar puts beside the title: "Ann Lee, a former chair", "the bank's chair, Ann Lee",
    /// "chair of the bank Ann Lee".
    fn beside(&self, head: usize, relation: Deprel) -> Option<usize> {
        let scene = self.scene;
        let r = scene.reading;
        let joins = |d: Deprel| matches!(d, Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound);
        if joins(relation)
            && let Some(name) = r.head(head).and_then(|t| scene.person_at(t))
        {
            let apart = name.tokens.end <= head;
            // In "Ann Lee, chair and minister Bo Ray" both titles are the second one's.
            let next = self.child(head, &[Deprel::Conj]).unwrap_or(head);
            if apart && scene.person_at(next + 1).is_some() {
                return None;
            }
            return (apart == (relation == Deprel::Appos) && !self.is_split(name.tokens.end, head))
                .then_some(name.tokens.start);
        }
        let from = scene.mentions.partition_point(|m| m.tokens.start <= head);
        let names = scene.mentions[from..].iter().take(4).take_while(|m| self.sentence.contains(&m.tokens.start));
        let mut names = names.filter(|m| scene.person_at(m.tokens.start).is_some());
        let name = names.find(|m| {
            m.tokens
                .clone()
                .any(|t| r.head(t) == Some(head) && r.relation(t).is_some_and(|d| joins(d) && d != Deprel::Compound))
        })?;
        (!self.is_split(head + 1, name.tokens.start)).then_some(name.tokens.start)
    }

    /// Whether a clause of its own, or a bracket, stands between two places.
    fn is_split(&self, from: usize, to: usize) -> bool {
        let r = self.scene.reading;
        (from..to).any(|t| {
            r.xpos(t).is_verb() && r.relation(t) != Some(Deprel::Amod) || matches!(r.word(t), ";" | ":" | "(" | ")")
        })
    }

    /// The person who is the subject of a clause, or whom the relative clause is about.
    fn subject(&self, head: usize, relation: Deprel) -> Option<usize> {
        let r = self.scene.reading;
        let subject = self.child(head, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let named = |t: usize| self.scene.person_at(t).map(|_| t);
        match subject {
            Some(t) if named(t).is_some() => Some(t),
            Some(t) if matches!(r.word(t).to_ascii_lowercase().as_str(), "who" | "whom") => {
                (relation == Deprel::AclRelcl).then(|| r.head(head)).flatten().and_then(named)
            }
            // "Her father Ann Lee was a minister": the name stands beside the subject.
            Some(t) => self.child(t, &[Deprel::Appos]).and_then(named),
            None if matches!(relation, Deprel::Conj | Deprel::Xcomp) => {
                let above = r.head(head)?;
                self.child(above, &[Deprel::Nsubj, Deprel::NsubjPass]).and_then(named)
            }
            None => None,
        }
    }

    /// Whether the clause is stated as a fact: not denied, not possible, no condition.
    fn stated(&self, head: usize) -> bool {
        let r = self.scene.reading;
        !self.near(head).filter(|&t| r.head(t) == Some(head)).any(|t| {
            let word = r.word(t).to_ascii_lowercase();
            matches!(
                (r.relation(t), word.as_str()),
                (Some(Deprel::Advmod), "not" | "n't" | "n’t" | "never")
                    | (Some(Deprel::Aux), "may" | "might" | "could" | "would" | "should" | "can")
                    | (Some(Deprel::Mark), "if" | "whether" | "unless")
                    | (Some(Deprel::Det), "no")
            )
        })
    }

    /// Whether a clause speaks of now, of before or of later, by its verb and auxiliaries.
    fn tense(&self, head: usize, verb: usize) -> State {
        let r = self.scene.reading;
        let aux = |words: &[&str]| {
            self.near(head).any(|t| {
                r.head(t) == Some(head) && r.relation(t) == Some(Deprel::Aux) && words.iter().any(|w| r.is(t, w))
            })
        };
        if aux(&["will", "'ll", "’ll", "shall"]) {
            State::Future
        } else if aux(&["has", "have", "'s", "’s"]) {
            State::Current
        } else if matches!(r.xpos(verb), crate::tag::Xpos::Vbd | crate::tag::Xpos::Vbn) {
            State::Former
        } else {
            State::Current
        }
    }
}
