//! Reads sentences, mentions, timexes and quotes; produces events: what the text says happened, did not happen or may.
//!
//! An event is a sourced claim in the article's own words. Bare reporting ("he said") is a quote's cue and no event.

mod anchor;
mod clause;
mod factuality;
mod noun;
mod participants;
mod rank;
mod verb;

pub use factuality::Factuality;

use crate::block::BlockKind;
use crate::entity::Entity;
use crate::lemma;
use crate::mention::Mention;
use crate::quote::{Act, Quote};
use crate::reading::Reading;
use crate::span::Span;
use crate::tag::Upos;
use crate::timex::{Day, Timex};
use clause::Clause;

/// Somebody or something that takes part: an entity where the words name one, else the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participant {
    /// Index of an entity.
    Entity(usize),
    /// Words of the text.
    Words(Span),
}

/// What the time of an event rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A time expression of its own clause.
    Explicit,
    /// A time expression of the clause that governs it.
    Inherited,
    /// A time expression that counts from the day of publication.
    PublicationRelative,
    /// Tense alone: before or after publication.
    Tense,
    /// Nothing.
    None,
}

impl Basis {
    /// The basis as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["explicit", "inherited", "publication-relative", "tense", "none"][self as usize]
    }
}

/// When an event was, as far as the text tells. Never narrower than the words allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// TIMEX3 value.
    pub value: Option<String>,
    /// EDTF.
    pub edtf: Option<String>,
    /// First possible day.
    pub earliest: Option<Day>,
    /// Last possible day.
    pub latest: Option<Day>,
    /// The finest unit that the words name: day, week, month … or none.
    pub precision: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// Indices of time expressions.
    pub timexes: Vec<usize>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// The words that name it.
    pub trigger: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its clause.
    pub label: Span,
    /// The trigger's dictionary form.
    pub lemma: String,
    /// Who did it.
    pub who: Vec<Participant>,
    /// To whom or what.
    pub whom: Vec<Participant>,
    /// Where: indices of entities.
    pub places: Vec<Participant>,
    /// When.
    pub when: When,
    /// Whether it happened.
    pub factuality: Factuality,
    /// Who says so; `None` for the article itself.
    pub attributed_to: Option<Participant>,
    /// Index of the quote that says so.
    pub quote: Option<usize>,
    /// Whether it is worth a row of the timeline.
    pub on_timeline: bool,
    /// How much it matters to the article, 0 to 100.
    pub salience: u8,
    /// How sure the analysis is, in percent.
    pub confidence: u8,
    /// The rules that made it.
    pub why: Vec<&'static str>,
}

/// What the stage reads, all in text order.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Words, tags, sentences.
    pub reading: Reading<'a>,
    /// Names and pronouns.
    pub mentions: &'a [Mention],
    /// What they refer to.
    pub entities: &'a [Entity],
    /// Time expressions.
    pub timexes: &'a [Timex],
    /// Who said what.
    pub quotes: &'a [Quote],
    /// The day of publication, if known.
    pub published: Option<Day>,
}

/// Finds the events of a text, in text order.
pub fn find(from: Sources) -> Vec<Event> {
    let r = from.reading;
    let mut events = Vec::new();
    for (number, sentence) in r.sentences.iter().enumerate() {
        if matches!(r.kind_of(number), BlockKind::Byline | BlockKind::Dateline | BlockKind::Boilerplate) {
            continue;
        }
        let groups = verb::groups(r, sentence.tokens.clone());
        let clauses = clause::split(r, sentence, groups);
        for (n, clause) in clauses.iter().enumerate() {
            events.extend(of_verb(from, number, &clauses, n));
            events.extend(noun::find(from, number, clause.tokens.clone(), Some(clause)));
        }
        if clauses.is_empty() {
            events.extend(noun::find(from, number, sentence.tokens.clone(), None));
        }
    }
    rank::weigh(from, &mut events);
    events
}

/// The event of a clause's verb, unless it only reports speech or tells of a state.
fn of_verb(from: Sources, sentence: usize, clauses: &[Clause], n: usize) -> Option<Event> {
    let r = from.reading;
    let clause = &clauses[n];
    let verb = &clause.verb;
    let mut lemma = lemma::verb(r.word(verb.main));
    let mut trigger =
        r.tokens[if verb.chain.is_empty() { verb.main } else { verb.head }].span.to(r.tokens[verb.main].span);
    let object = r.words.light_verbs.has(&lemma).then(|| noun::object_of(from, verb.main, clause.tokens.end)).flatten();
    if let Some(noun) = object {
        trigger = r.tokens[noun].span;
        lemma = lemma::noun(r.word(noun));
    }
    let (quote, attributed_to) = attribution(from, trigger);
    if only_reports(from, trigger, &lemma)
        || object.is_none() && r.words.stative.has(&lemma) && verb.chain.iter().all(|c| *c == "same")
    {
        return None;
    }
    let (factuality, mut why) = factuality::of(from, clauses, n, quote.is_some());
    let when = anchor::of(from, clauses, n, factuality);
    let factuality = factuality::with_time(factuality, &when, from.published);
    if object.is_none() && r.words.vague_verbs.has(&lemma) && when.basis != Basis::Explicit {
        return None;
    }
    // "He admitted" says nothing without what he admitted.
    let said = quotes_near(from, trigger).find(|&q| from.quotes[q].cue.is_some_and(|c| c.overlaps(trigger)));
    let content =
        said.and_then(|q| from.quotes[q].content.iter().copied().find(|c| r.sentences[sentence].span.contains(*c)));
    let label = content.into_iter().fold(label(r, clause), Span::to);
    let cast = participants::of(from, clause);
    why.insert(0, "verb-trigger");
    Some(Event {
        trigger,
        sentence,
        label,
        lemma,
        who: cast.who,
        whom: cast.whom,
        places: cast.places,
        when,
        factuality,
        attributed_to,
        quote,
        on_timeline: false,
        salience: 0,
        confidence: 70,
        why,
    })
}

/// The quote whose content holds `span`, and whoever said it.
fn attribution(from: Sources, span: Span) -> (Option<usize>, Option<Participant>) {
    let near = quotes_near(from, span);
    let found = near.filter(|&q| from.quotes[q].content.iter().any(|c| c.contains(span))).last();
    let says = |q: usize| {
        let quote = &from.quotes[q];
        let chained = quote.continues.and_then(|c| from.quotes.get(c));
        let speaker = quote.speaker.or(chained.and_then(|c| c.speaker)).map(Participant::Entity);
        speaker.or(quote.source.or(chained.and_then(|c| c.source)).map(Participant::Words))
    };
    (found, found.and_then(says))
}

/// Whether the verb says no more than that something was said. "Declared", "warned" and "promised" are acts as well.
fn only_reports(from: Sources, trigger: Span, lemma: &str) -> bool {
    let cue = || quotes_near(from, trigger).any(|q| from.quotes[q].cue.is_some_and(|c| c.overlaps(trigger)));
    match from.reading.words.speech_verbs.get(lemma) {
        Some("neutral") => matches!(lemma, "say" | "tell" | "add") || cue(),
        Some("doubting" | "asking") => cue(),
        _ => false,
    }
}

/// Indices of the quotes that may touch `span`. Quotes stand in text order and few begin within one paragraph.
fn quotes_near<'a>(from: Sources<'a>, span: Span) -> impl Iterator<Item = usize> + 'a {
    let after = from.quotes.partition_point(|q| q.content.first().is_some_and(|c| c.start <= span.end));
    let near = after.saturating_sub(12)..(after + 4).min(from.quotes.len());
    // Who wants or thinks something does not vouch for it.
    near.filter(move |&q| from.quotes[q].act == Act::Speech)
}

/// The clause as a reader would quote it: without the words and marks that tie it to the rest of the sentence.
fn label(r: Reading, clause: &Clause) -> Span {
    let (mut start, mut end) = (clause.tokens.start, clause.tokens.end);
    let mark = |t: usize| r.upos(t) == Upos::Punct && !matches!(r.word(t), "(" | "$");
    let joins = |t: usize| r.upos(t) == Upos::Cconj || clause.opener.as_deref().is_some_and(|o| r.is(t, o));
    while start < clause.verb.tokens.start && (mark(start) || joins(start)) {
        start += 1;
    }
    while end > clause.verb.tokens.end
        && (mark(end - 1) || joins(end - 1))
        && !matches!(r.word(end - 1), "\"" | "”" | ")")
    {
        end -= 1;
    }
    r.span(&(start..end))
}
