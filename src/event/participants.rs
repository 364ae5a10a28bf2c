//! Who takes part in a clause, by where the mentions stand around its verb.

use super::clause::Clause;
use super::{Participant, Sources};
use crate::mention::{Form, Mention, NameType};
use crate::tag::{Upos, Xpos};
use std::ops::Range;

/// Those who take part in one event.
#[derive(Default)]
pub struct Cast {
    /// Who did it.
    pub who: Vec<Participant>,
    /// To whom or what.
    pub whom: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
}

/// The cast of a clause: its subject, its object and its places; a passive's subject is acted upon.
pub fn of(from: Sources, clause: &Clause) -> Cast {
    let r = from.reading;
    let verb = &clause.verb.tokens;
    let mut cast = Cast { places: near(from, &clause.tokens), ..Cast::default() };
    let before = clause.tokens.start..verb.start;
    let mut subject: Vec<Participant> = mentions(from, &before)
        .filter(|m| !in_place(from, m) && !modifies(from, m))
        .map(|m| Participant::Entity(m.entity))
        .collect();
    if subject.is_empty() {
        let phrase = noun_phrase(from, &before).filter(|p| !matches!(r.xpos(p.end - 1), Xpos::Wdt | Xpos::Wp));
        // "…, a man who left": the subject of a relative clause stands before it.
        let first =
            r.sentences[r.sentence_of(clause.tokens.start)].tokens.start.max(clause.tokens.start.saturating_sub(12));
        let phrase = phrase
            .or_else(|| clause.opener.is_some().then(|| noun_phrase(from, &(first..clause.tokens.start))).flatten());
        subject.extend(phrase.map(|p| as_entity(from, p)));
    }
    let after = verb.end..clause.tokens.end;
    let by_agent = |m: &Mention| {
        m.tokens.start > 0
            && (1..=4).any(|back| m.tokens.start.checked_sub(back).is_some_and(|t| t >= verb.end && r.is(t, "by")))
    };
    let object = mentions(from, &after).filter(|m| !in_place(from, m)).collect::<Vec<_>>();
    if clause.verb.passive {
        cast.whom = subject;
        cast.who = object.into_iter().filter(|m| by_agent(m)).map(|m| Participant::Entity(m.entity)).collect();
    } else {
        cast.who = subject;
        cast.whom =
            object.into_iter().filter(|m| !modifies(from, m)).take(3).map(|m| Participant::Entity(m.entity)).collect();
    }
    unique(&mut cast.who);
    unique(&mut cast.whom);
    cast
}

/// Places named within `tokens` after a preposition of place.
pub fn near(from: Sources, tokens: &Range<usize>) -> Vec<Participant> {
    let mut out: Vec<Participant> =
        mentions(from, tokens).filter(|m| in_place(from, m)).map(|m| Participant::Entity(m.entity)).collect();
    unique(&mut out);
    out
}

fn mentions<'a>(from: Sources<'a>, tokens: &Range<usize>) -> impl Iterator<Item = &'a Mention> + 'a {
    let start = from.mentions.partition_point(|m| m.tokens.start < tokens.start);
    let end = from.mentions.partition_point(|m| m.tokens.start < tokens.end);
    // A clause that names more is a list.
    from.mentions[start..end.max(start).min(start + 24)].iter()
}

/// Whether a place is named as a place: "in Syria", "near the Black Sea".
fn in_place(from: Sources, mention: &Mention) -> bool {
    let r = from.reading;
    let preposition = |t: usize| {
        ["in", "at", "near", "on", "across", "outside", "inside", "around", "of", "from", "to", "into", "off"]
            .iter()
            .any(|w| r.is(t, w))
    };
    let back = |n: usize| mention.tokens.start.checked_sub(n);
    from.entities[mention.entity].kind.is_place()
        && (back(1).is_some_and(preposition)
            || back(2).is_some_and(|t| preposition(t) && matches!(r.upos(t + 1), Upos::Det | Upos::Adj)))
}

/// Whether the mention only modifies something: "Russian planes", "Assad's forces", "the Boeing plant".
fn modifies(from: Sources, mention: &Mention) -> bool {
    let r = from.reading;
    let end = mention.tokens.end;
    mention.form == Form::Name
        && (from.entities[mention.entity].kind == NameType::Norp && r.xpos(end).is_noun()
            || r.is_possessive(end)
            || r.xpos(end) == Xpos::Hyph)
}

/// The last noun phrase of the stretch: what stands before the verb without a name in it.
fn noun_phrase(from: Sources, tokens: &Range<usize>) -> Option<Range<usize>> {
    let r = from.reading;
    let timed = |t: usize| {
        let n = from.timexes.partition_point(|x| x.tokens.end <= t);
        from.timexes.get(n).is_some_and(|x| x.tokens.contains(&t))
    };
    let inside = |t: usize| {
        !timed(t) && matches!(r.upos(t), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Det | Upos::Num)
            || r.is_possessive(t)
            || r.xpos(t) == Xpos::Hyph
    };
    let end =
        tokens.clone().rev().find(|&t| matches!(r.upos(t), Upos::Noun | Upos::Propn | Upos::Pron) && !timed(t))? + 1;
    let start = (tokens.start..end).rev().take_while(|&t| inside(t)).last()?;
    Some(start..end)
}

/// A phrase that ends in a name is that name's entity.
fn as_entity(from: Sources, phrase: Range<usize>) -> Participant {
    let named = mentions(from, &phrase).filter(|m| m.tokens.end == phrase.end).last();
    named.map_or_else(|| Participant::Words(from.reading.span(&phrase)), |m| Participant::Entity(m.entity))
}

fn unique(list: &mut Vec<Participant>) {
    let mut seen: Vec<Participant> = Vec::new();
    list.retain(|p| {
        let new = !seen.contains(p);
        if new {
            seen.push(*p);
        }
        new
    });
}
