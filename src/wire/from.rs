//! From the core's types to the JSON shape.

use super::*;
use crate::analysis;
use crate::block::BlockKind;
use crate::entity::Entity as CoreEntity;
use crate::event::{self, Event as CoreEvent};
use crate::lemma;
use crate::mention::{Form, Mention as CoreMention};
use crate::publication::Source;
use crate::quote::Quote as CoreQuote;
use crate::span::Span;
use crate::timex::{Anchor, Day};

impl analysis::Analysis {
    /// The analysis in the shape of schema 1, its offsets in UTF-16 code units. Tokens come only when asked for.
    pub fn to_wire(&self, tokens: bool) -> Analysis {
        let document = &*self.document;
        let wire = Writer { document, analysis: self, utf16: Utf16::new(&document.text) };
        Analysis {
            schema: 1,
            offset_unit: "utf-16",
            language: document.language,
            publication: wire.publication(),
            blocks: document.blocks.iter().map(|b| wire.block(b)).collect(),
            sentences: document.sentences.iter().map(|s| wire.sentence(s)).collect(),
            tokens: tokens.then(|| (0..document.tokens.len()).map(|t| wire.token(t)).collect()),
            entities: wire.entities(),
            roles: document.roles.iter().map(|r| wire.role(r)).collect(),
            values: document.values.iter().map(|v| wire.value(v)).collect(),
            timexes: (0..self.timexes.len()).map(|t| wire.timex(t)).collect(),
            quotes: document.quotes.iter().enumerate().map(|(n, q)| wire.quote(q, quote_id(n))).collect(),
            events: (0..self.events.len()).map(|e| wire.event(e)).collect(),
            relations: document.relations.iter().map(|r| wire.relation(r)).collect(),
            timeline: self.timeline.iter().map(|r| wire.row(r)).collect(),
            unmet: document.unmet.clone(),
        }
    }

    /// The same as JSON, on one line.
    pub fn to_json(&self, tokens: bool) -> String {
        // Serialising plain structs to a string cannot fail: no map has a key that is not a string.
        serde_json::to_string(&self.to_wire(tokens)).unwrap_or_default()
    }
}

struct Writer<'a> {
    document: &'a analysis::Document,
    analysis: &'a analysis::Analysis,
    utf16: Utf16,
}

/// Two lists in text order as one; of what begins at the same token, the longer first.
fn merged<'a>(a: &'a [CoreMention], b: &'a [CoreMention]) -> impl Iterator<Item = &'a CoreMention> {
    let mut all: Vec<&CoreMention> = a.iter().chain(b).collect();
    all.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    all.into_iter()
}

fn share(percent: u8) -> f64 {
    f64::from(percent.min(100)) / 100.0
}

pub(super) fn entity_id(n: usize) -> String {
    format!("e{n}")
}

fn timex_id(n: usize) -> String {
    format!("t{n}")
}

fn quote_id(n: usize) -> String {
    format!("q{n}")
}

pub(super) fn event_id(n: usize) -> String {
    format!("v{n}")
}

pub(super) fn iso(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

/// What the knowledge base says of an entity; a country that only the lexicon knows has its code alone.
fn kb_of(entity: &CoreEntity) -> Option<Kb> {
    let degrees = |hundredths: i16| f64::from(hundredths) / 100.0;
    match entity.known {
        Some(known) => Some(Kb {
            wikidata: known.wikidata.map(|n| format!("Q{n}")),
            country: known.country.map(|[a, b]| [a as char, b as char].iter().collect()),
            lat: known.place.map(|p| degrees(p.lat)),
            lon: known.place.map(|p| degrees(p.lon)),
        }),
        None => entity.country.map(|c| Kb { wikidata: None, country: Some(c.to_string()), lat: None, lon: None }),
    }
}

impl Writer<'_> {
    fn stretch(&self, span: Span) -> Stretch {
        self.utf16.stretch(span)
    }

    fn words(&self, span: Span) -> String {
        // A name that runs over a line's end is shown on one line.
        span.of(&self.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn publication(&self) -> Publication {
        let p = &self.analysis.publication;
        Publication {
            value: iso(p.value),
            earliest: iso(p.earliest),
            latest: iso(p.latest),
            source: match p.source {
                Source::Given => "given",
                Source::Metadata => "metadata",
                Source::Text => "text",
                Source::Bounded => "bounded",
                Source::Unknown => "unknown",
            },
            why: p.why.clone(),
            dependents: self.analysis.timexes.iter().filter(|t| t.relative).count(),
        }
    }

    fn block(&self, block: &crate::block::Block) -> Block {
        let kind = match block.kind {
            BlockKind::Headline => "headline",
            BlockKind::Standfirst => "standfirst",
            BlockKind::Caption => "caption",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Subheading => "subheading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Boilerplate => "boilerplate",
        };
        let Stretch { start, end } = self.stretch(block.span);
        Block { kind, start, end }
    }

    fn sentence(&self, sentence: &crate::sentence::Sentence) -> Sentence {
        let Stretch { start, end } = self.stretch(sentence.span);
        Sentence { start, end, block: sentence.block }
    }

    fn token(&self, n: usize) -> Token {
        let (token, tag) = (&self.document.tokens[n], self.document.tags[n]);
        let Stretch { start, end } = self.stretch(token.span);
        let lemma = lemma::of(token.span.of(&self.document.text), tag.upos, tag.xpos);
        let dependency = self.document.dependencies.get(n);
        Token {
            start,
            end,
            upos: tag.upos.as_str(),
            xpos: tag.xpos.as_str(),
            lemma,
            head: dependency.map(|d| d.head.map_or(-1, |head| head as i32)),
            deprel: dependency.map(|d| d.relation.as_str()),
        }
    }

    fn entities(&self) -> Vec<Entity> {
        let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); self.document.entities.len()];
        let (mentions_of, nested) = (&self.document.mentions, &self.document.nested);
        for mention in merged(mentions_of, nested) {
            let Stretch { start, end } = self.stretch(mention.span);
            let form = match mention.form {
                Form::Name => "name",
                Form::Nested => "nested",
                Form::Nominal => "nominal",
                Form::Pronoun => "pronoun",
            };
            mentions[mention.entity].push(Mention {
                start,
                end,
                form,
                metonym_for: mention.metonym_for.map(entity_id),
                confidence: share(mention.confidence),
                rule: mention.rule,
            });
        }
        self.document.entities.iter().zip(mentions).enumerate().map(|(n, (e, m))| self.entity(n, e, m)).collect()
    }

    fn entity(&self, n: usize, entity: &CoreEntity, mentions: Vec<Mention>) -> Entity {
        Entity {
            id: entity_id(n),
            name: self.words(entity.name),
            r#type: entity.kind.as_str(),
            aliases: entity.aliases.iter().map(|a| self.words(*a)).collect(),
            kb: kb_of(entity),
            gender: entity.gender.as_str(),
            salience: share(entity.salience),
            mentions,
            confidence: share(entity.confidence),
            why: entity.why.clone(),
        }
    }

    fn role(&self, role: &crate::role::Role) -> Role {
        Role {
            person: entity_id(role.person),
            title: self.stretch(role.title),
            of: role.of.map(entity_id),
            of_stated: role.of_stated,
            state: role.state.as_str(),
            evidence: self.stretch(role.evidence),
            confidence: share(role.confidence),
            why: role.why.clone(),
        }
    }

    fn relation(&self, relation: &crate::relation::Relation) -> Relation {
        Relation {
            kind: relation.kind.as_str(),
            subject: entity_id(relation.subject),
            object: entity_id(relation.object),
            cue: relation.cue.map(|s| self.stretch(s)),
            evidence: self.stretch(relation.evidence),
            confidence: share(relation.confidence),
            why: relation.why.clone(),
        }
    }

    fn value(&self, value: &crate::value::Value) -> Value {
        let Stretch { start, end } = self.stretch(value.span);
        Value {
            start,
            end,
            r#type: value.kind.as_str(),
            value: value.number.clone(),
            unit: value.unit.map(String::from),
        }
    }

    fn timex(&self, n: usize) -> Timex {
        let t = &self.analysis.timexes[n];
        let Stretch { start, end } = self.stretch(t.span);
        let anchor = match t.anchor {
            Anchor::None => "none".to_string(),
            Anchor::Publication => "publication".to_string(),
            Anchor::Timex(other) => timex_id(other),
        };
        Timex {
            id: timex_id(n),
            start,
            end,
            r#type: t.kind.code(),
            value: t.value.clone(),
            r#mod: t.modifier.map(|m| m.code()),
            edtf: t.edtf.clone(),
            earliest: iso(t.earliest),
            latest: iso(t.latest),
            granularity: t.granularity.as_str(),
            anchor,
            relative: t.relative,
            alternatives: t
                .alternatives
                .iter()
                .map(|a| Alternative { value: a.value.clone(), why: a.why.to_string() })
                .collect(),
            rule: t.rule,
            confidence: share(t.confidence),
            why: vec![t.rule],
        }
    }

    fn quote(&self, q: &CoreQuote, id: String) -> Quote {
        Quote {
            kind: q.kind.as_str(),
            content: q.content.iter().map(|s| self.stretch(*s)).collect(),
            cue: q.cue.map(|s| self.stretch(s)),
            source: q.source.map(|s| self.stretch(s)),
            speaker: q.speaker.map(entity_id),
            continues: q.continues.map(quote_id),
            act: q.act.as_str(),
            stance: q.stance.as_str(),
            nested: q.nested.iter().enumerate().map(|(n, q)| self.quote(q, format!("{id}.{n}"))).collect(),
            confidence: share(q.confidence),
            why: q.why.clone(),
            id,
        }
    }

    fn participant(&self, p: &event::Participant) -> Participant {
        match p {
            event::Participant::Entity(e) => Participant::Entity(entity_id(*e)),
            event::Participant::Words(s) => Participant::Words(self.stretch(*s)),
        }
    }

    fn event(&self, n: usize) -> Event {
        let e: &CoreEvent = &self.analysis.events[n];
        let f = &e.found;
        let all = |list: &[event::Participant]| list.iter().map(|p| self.participant(p)).collect();
        Event {
            id: event_id(n),
            trigger: self.stretch(f.trigger),
            evidence: self.stretch(self.document.sentences[f.sentence].span),
            label: self.stretch(f.label),
            lemma: f.lemma.clone(),
            who: all(&f.who),
            whom: all(&f.whom),
            r#where: all(&f.places),
            when: When {
                value: e.when.value.clone(),
                edtf: e.when.edtf.clone(),
                earliest: iso(e.when.earliest),
                latest: iso(e.when.latest),
                precision: e.when.precision,
                basis: e.when.basis.as_str(),
                timexes: e.when.timexes.iter().map(|t| timex_id(*t)).collect(),
                event: e.when.event.map(event_id),
            },
            factuality: e.factuality.as_str(),
            attributed_to: f.attributed_to.as_ref().map(|p| self.participant(p)),
            quote: f.quote.map(quote_id),
            order: f
                .order
                .iter()
                .map(|&(relation, n)| Order { relation: relation.as_str(), event: event_id(n) })
                .collect(),
            plover: f.kind,
            on_timeline: e.on_timeline,
            salience: share(e.salience),
            confidence: share(f.confidence),
            why: f.why.clone(),
        }
    }

    fn row(&self, row: &crate::timeline::Row) -> Row {
        Row {
            event: event_id(row.event),
            also: row.also.iter().map(|n| event_id(*n)).collect(),
            lane: row.lane.as_str(),
            earliest: iso(row.earliest),
            latest: iso(row.latest),
            display: row.display.clone(),
        }
    }
}
