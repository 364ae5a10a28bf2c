//! Reads a sentence; produces its cues: the verbs that attribute words to someone, each with its subject.

use super::candidate::Candidate;
use super::lists::{Frame, Stance};
use super::phrase::{self, Phrase};
use super::view::{REACH, View};
use crate::lemma;
use crate::tag::Xpos;
use std::ops::Range;

/// How the verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "said", "has been saying", "went on to say".
    Finite,
    /// ", adding that": the subject is that of another verb.
    Participle,
}

/// A verb that may attribute something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The main verb.
    pub verb: usize,
    /// The verb group: auxiliaries, adverbs between them and the main verb.
    pub group: Range<usize>,
    pub form: Form,
    pub frame: Frame,
    pub stance: Stance,
    /// "did not say", "declined to say".
    pub denied: bool,
}

/// "Has she said that …?": whether the sentence asks if something was said at all. "Why did she say" takes it for granted.
pub fn is_asked(view: &View, cue: &Range<usize>) -> bool {
    let sentence = view.sentence(view.reading.sentence_of(cue.start));
    let first = sentence.clone().find(|&t| !view.is_mark(t));
    sentence.end > sentence.start
        && view.is(sentence.end - 1, "?")
        && view.stretch(cue.start).is_none()
        && view.stretch(sentence.end - 1).is_none()
        && first.is_some_and(|t| view.is_auxiliary(t) && view.stretch(t).is_none())
}

/// The cues of the sentence outside quotation marks, in text order.
pub fn find(view: &View, sentence: Range<usize>) -> Vec<Cue> {
    sentence.clone().filter_map(|at| cue(view, at, sentence.start)).collect()
}

/// The cue whose main verb is at `at`.
fn cue(view: &View, at: usize, floor: usize) -> Option<Cue> {
    let word = view.word(at);
    // Whatever the tagger thought, these are hardly ever anything else.
    let before_colon = view.word(at + 1) == ":" && at > floor && view.is_noun(at - 1) && word.ends_with(['s', 'd']);
    // "Mr Lee claims that": a noun to a tagger that has seen few such verbs.
    let before_that = view.is(at + 1, "that") && word.ends_with('s') && at > floor && view.is_person(at - 1);
    let sure =
        before_that || view.any(at, &["said", "says", "told", "tells"]) && view.xpos(at) != Xpos::Jj || before_colon;
    // "the Death in Custody Reporting Act": capitals inside a sentence are part of a name.
    let named =
        at > floor && view.reading.is_capitalised(at) && !view.is_mark(at - 1) && view.reading.is_capitalised(at - 1);
    if view.stretch(at).is_some() || !(view.xpos(at).is_verb() || sure) || named && view.xpos(at) == Xpos::Vbg {
        return None;
    }
    let (stance, frame) = view.lists.verb(word)?;
    let (group, denied) = group(view, at, floor);
    // "as said", "so-called", "the said man": adjectives and set phrases.
    if at > floor
        && (view.word(at - 1) == "-" || view.xpos(at - 1) == Xpos::Dt && !view.word(at + 1).is_empty())
        && group.start == at
        && view.xpos(at) != Xpos::Vbd
    {
        return None;
    }
    let helped = group.start < at;
    let form = match view.xpos(at) {
        Xpos::Vbg if !helped => Form::Participle,
        // A passive or reduced relative: "said to be", "called a traitor". Its subject is not the one who speaks.
        Xpos::Vbn if !helped && !sure && !has_speaker(view, at, floor) => return None,
        Xpos::Vbn if (group.start..at).any(|t| lemma::verb(view.word(t)) == "be") => return None,
        // "experts say": a base form right behind a noun is a present tense.
        Xpos::Vb if !helped && !(at > floor && (view.is_noun(at - 1) || view.xpos(at - 1) == Xpos::Prp)) => {
            return None;
        }
        _ => Form::Finite,
    };
    Some(Cue { verb: at, group, form, frame, stance, denied })
}

/// Whether a person or a pronoun stands right before the participle: then it is a past tense that the tagger missed.
fn has_speaker(view: &View, at: usize, floor: usize) -> bool {
    at > floor
        && view.stretch(at - 1).is_none()
        && (view.is_person(at - 1) || view.xpos(at - 1) == Xpos::Prp)
        && phrase::before(view, at, floor).is_some_and(|p| p.full.end == at)
}

/// The verb group that ends with the main verb `at`, and whether it says that nothing was said.
pub fn group(view: &View, at: usize, floor: usize) -> (Range<usize>, bool) {
    let floor = floor.max(at.saturating_sub(12));
    let mut start = at;
    let mut denied = false;
    loop {
        // Adverbs and "not" belong to the group only where an auxiliary stands before them.
        let mut p = start;
        while p > floor && view.stretch(p - 1).is_none() && matches!(view.xpos(p - 1), Xpos::Rb | Xpos::Rbr) {
            p -= 1;
        }
        if p <= floor || view.stretch(p - 1).is_some() {
            break;
        }
        if view.xpos(p - 1) == Xpos::To || view.xpos(start) == Xpos::Vb && view.is(p - 1, "to") {
            // "went on to say", "declined to say".
            let mut verb = p - 1;
            while verb > floor && (view.any(verb - 1, &["on"]) || view.is_adverb(verb - 1)) {
                verb -= 1;
            }
            let raiser = (verb > floor && view.xpos(verb - 1).is_verb())
                .then(|| view.lists.raisers.get(&lemma::verb(view.word(verb - 1))))
                .flatten();
            match raiser {
                Some(kind) => {
                    denied |= kind == "denies";
                    start = verb - 1;
                    continue;
                }
                None => break,
            }
        }
        let quoted_as =
            view.is(p - 1, "as") && p > floor + 1 && view.is(p - 2, "quoted") && view.xpos(start) == Xpos::Vbg;
        if quoted_as {
            start = p - 2;
            continue;
        }
        if !view.is_auxiliary(p - 1) {
            break;
        }
        denied |= (p - 1..start).any(|t| view.any(t, &["not", "n't", "n’t", "never", "neither"]));
        start = p - 1;
        if view.xpos(start) == Xpos::Md {
            break;
        }
    }
    (start..at + 1, denied)
}

/// The subject of the verb group that begins at `start`. `shared` gives the subject that a verb without its own takes.
pub fn subject(view: &View, cue: &Cue, floor: usize, shared: Option<&Phrase>) -> Option<Phrase> {
    let start = cue.group.start;
    if cue.form == Form::Participle {
        if let Some((_, subject)) = fronted(view, cue, floor) {
            return Some(subject);
        }
        // "Mr Lee saying that": the one right before the verb; else the subject of the sentence.
        let own = phrase::before(view, start, floor)
            .filter(|p| p.full.end == start && (view.is_person(p.head()) || view.xpos(p.head()) == Xpos::Prp));
        return own.or_else(|| shared.cloned()).or_else(|| earlier_subject(view, start, floor));
    }
    subject_of(view, start, floor, shared)
}

/// By tags alone, the subject of a verb that has none in the parse.
pub fn near_subject(view: &View, c: &Candidate) -> Option<Phrase> {
    if view.reading.upos(c.cue) != crate::tag::Upos::Verb || c.passive || c.frame == super::candidate::Frame::Antecedent
    {
        return None;
    }
    let floor = view.sentence(view.reading.sentence_of(c.cue)).start;
    let (group, denied) = group(view, c.cue, floor);
    let form = if view.xpos(c.cue) == Xpos::Vbg && group.start == c.cue { Form::Participle } else { Form::Finite };
    let cue = Cue { verb: c.cue, group, form, frame: Frame::Clause, stance: Stance::Neutral, denied };
    subject(view, &cue, floor, None).filter(|s| s.full.end <= c.cue && view.can_speak(s.head()))
}

/// "Claiming that it was late, Mr Lee left": where a participle that opens its sentence ends, and the subject behind it.
pub fn fronted(view: &View, cue: &Cue, floor: usize) -> Option<(usize, Phrase)> {
    let start = cue.group.start;
    let opens = start == floor || start == floor + 1 && view.xpos(floor) == Xpos::In;
    if cue.form != Form::Participle || !opens {
        return None;
    }
    let sentence = view.sentence(view.reading.sentence_of(start));
    let near = start..sentence.end.min(start + REACH);
    let commas = near.filter(|&at| view.is_comma(at) && view.stretch(at).is_none());
    commas.take(4).find_map(|at| {
        let end = phrase::chain_after(view, at + 1, sentence.end)?;
        let subject = view.is_finite(end).then(|| phrase::before(view, end, at + 1))??;
        Some((at, subject))
    })
}

/// The subject of a finite verb group that begins at `start`.
fn subject_of(view: &View, start: usize, floor: usize, shared: Option<&Phrase>) -> Option<Phrase> {
    let mut end = start;
    while end > floor && view.is_adverb(end - 1) && view.stretch(end - 1).is_none() {
        end -= 1;
    }
    if end > floor && (matches!(view.xpos(end - 1), Xpos::Wp | Xpos::Wdt) || view.any(end - 1, &["who", "which"])) {
        return relative(view, end - 1, floor);
    }
    let conjoined = end > floor && (view.xpos(end - 1) == Xpos::Cc || view.any(end - 1, &["and", "but", "or", "then"]));
    if conjoined {
        return shared.cloned().or_else(|| earlier_subject(view, end - 1, floor));
    }
    phrase::before(view, start, floor)
}

/// "Mr Lee, who |said": the antecedent, with the relative pronoun.
fn relative(view: &View, pronoun: usize, floor: usize) -> Option<Phrase> {
    let mut end = pronoun;
    if end > floor && view.is_comma(end - 1) {
        end -= 1;
    }
    let antecedent = phrase::before(view, end, floor)?;
    Some(Phrase { full: antecedent.full.start..pronoun + 1, ..antecedent })
}

/// The subject of the nearest finite verb before `end` that has one of its own.
fn earlier_subject(view: &View, end: usize, floor: usize) -> Option<Phrase> {
    let floor_near = floor.max(end.saturating_sub(REACH));
    let mut tries = 0;
    for at in (floor_near..end).rev() {
        if !view.is_finite(at) {
            continue;
        }
        tries += 1;
        if tries > 5 {
            break;
        }
        let (group, _) = group(view, at, floor);
        if group.start > floor
            && (matches!(view.xpos(group.start - 1), Xpos::Wp | Xpos::Wdt)
                || view.any(group.start - 1, &["that", "who", "which"]))
        {
            continue;
        }
        if let Some(found) = phrase::before(view, group.start, floor) {
            return Some(found);
        }
    }
    None
}

/// The subject of the sentence's first finite verb that has one.
pub fn first_subject(view: &View, sentence: Range<usize>) -> Option<Phrase> {
    let finite = sentence.clone().take(REACH).filter(|&at| view.is_finite(at));
    finite.take(4).find_map(|at| phrase::before(view, group(view, at, sentence.start).0.start, sentence.start))
}

/// The verb that governs the stretch which begins at `mark`: the nearest verb before it in its sentence, and its
/// subject.
pub fn governor(view: &View, mark: usize, floor: usize) -> Option<(Range<usize>, Phrase)> {
    let near = floor.max(mark.saturating_sub(25));
    let cues = (near..mark).rev().filter_map(|at| cue(view, at, floor)).take(2);
    for cue in cues {
        if let Some(subject) = subject(view, &cue, floor, None).filter(|s| view.can_speak(s.head())) {
            return Some((cue.group, subject));
        }
    }
    let mut tries = 0;
    for at in (near..mark).rev() {
        if view.stretch(at).is_some()
            || !view.xpos(at).is_verb()
            || view.reading.upos(at) == crate::tag::Upos::Aux && tries > 0
        {
            continue;
        }
        if matches!(view.word(at), ";") {
            return None;
        }
        tries += 1;
        if tries > 3 {
            return None;
        }
        let (group, _) = group(view, at, floor);
        let finite = group.clone().any(|t| view.is_finite(t));
        let subject =
            if finite { subject_of(view, group.start, floor, None) } else { earlier_subject(view, group.start, floor) };
        if let Some(subject) = subject {
            return Some((group, subject));
        }
    }
    None
}
