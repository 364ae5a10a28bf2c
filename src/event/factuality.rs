//! Whether an event happened, in the spirit of FactBank (Saurí and Pustejovsky 2009): the weights tell it from the signs of
//! its clause and of what governs that; what grammar says beyond doubt stands above them.

use super::Found;
use super::scene::Scene;
use super::sign::{self, Signs, Tense};
use super::time::When;
use super::weigh::{self, Label, Odds};
use crate::block::BlockKind;
use crate::dependency::Deprel;
use crate::timex::Day;

/// How an event stands to what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factuality {
    /// It is told as done.
    Happened,
    /// It is told as going on.
    Ongoing,
    /// Somebody means to do it, or it is sure to come.
    Planned,
    /// It may be.
    Possible,
    /// It would be, if something else were.
    Conditional,
    /// It is told as not done.
    Negated,
}

const ALL: [Factuality; 6] = [
    Factuality::Happened,
    Factuality::Ongoing,
    Factuality::Planned,
    Factuality::Possible,
    Factuality::Conditional,
    Factuality::Negated,
];

impl Factuality {
    /// The value as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["happened", "ongoing", "planned", "possible", "conditional", "negated"][self as usize]
    }

    /// The one that the contract spells so, or `None`.
    pub fn parse(name: &str) -> Option<Self> {
        ALL.into_iter().find(|f| f.as_str() == name)
    }
}

const LABELS: [(Label, Factuality); 5] = [
    (Label::Happened, Factuality::Happened),
    (Label::Planned, Factuality::Planned),
    (Label::Possible, Factuality::Possible),
    (Label::Conditional, Factuality::Conditional),
    (Label::Negated, Factuality::Negated),
];

/// The factuality of the event at `t`, with the signs that tell it.
pub fn of(scene: &Scene, t: usize, signs: &Signs, odds: &Odds) -> (Factuality, Vec<&'static str>) {
    let likeliest = LABELS.into_iter().max_by_key(|(label, _)| odds.of(*label)).map_or(Factuality::Happened, |l| l.1);
    let mut why = Vec::new();
    if signs.negation.is_some() {
        why.push("negation");
    }
    if let Some(modal) = signs.modal {
        why.push(match () {
            _ if signs.tense == Tense::Future => "future-tense",
            _ if scene.tree.any(modal, &["would", "'d", "’d"]) => "would",
            _ => "modal",
        });
    }
    if weigh::is_conditional(scene, t) {
        why.push("if-clause");
    }
    let r = scene.from.reading;
    why.push(match signs.tense {
        Tense::Past | Tense::PastPerfect | Tense::PastProgressive => "past-tense",
        Tense::Perfect => "perfect",
        Tense::Present if r.kind_of(r.sentence_of(t)) == BlockKind::Headline => "headline-present",
        Tense::Present => "present-tense",
        Tense::Progressive => "progressive",
        Tense::Infinitive => "infinitive",
        Tense::Gerund | Tense::Participle => "participle",
        Tense::None => "no-tense",
        Tense::Future | Tense::Modal => "by-weights",
    });
    if weigh::is_if_clause(scene, t) {
        return (Factuality::Conditional, why);
    }
    if signs.tense == Tense::Future && signs.modal.is_none() && signs.negation.is_none() {
        return (Factuality::Planned, why);
    }
    if let Some(told) = modal(scene, t, signs).or_else(|| infinitive(scene, signs)) {
        return (told, why);
    }
    if signs.negation.is_some() && matches!(likeliest, Factuality::Happened | Factuality::Ongoing | Factuality::Planned)
    {
        return (Factuality::Negated, why);
    }
    if likeliest == Factuality::Happened && goes_on(scene, t, signs) {
        return (Factuality::Ongoing, why);
    }
    (likeliest, why)
}

/// What a modal verb makes of its clause; a negation under it stays one.
fn modal(scene: &Scene, t: usize, signs: &Signs) -> Option<Factuality> {
    let modal = signs.modal?;
    let tree = &scene.tree;
    if signs.negation.is_some() {
        return Some(Factuality::Negated);
    }
    Some(match () {
        _ if tree.any(modal, &["will", "'ll", "’ll", "wo", "shall"]) => {
            if is_doubted(scene, signs) {
                Factuality::Possible
            } else {
                Factuality::Planned
            }
        }
        // "said it would": the future seen from the past. Elsewhere "would" needs a condition.
        _ if tree.any(modal, &["would", "'d", "’d"]) => {
            let reported = signs.governor.is_some_and(|(g, by)| by == Deprel::Ccomp && scene.cues(g).is_some());
            // "would have to halt": what somebody asks for.
            let asked = scene.lemma(t) == "have" && tree.child(t, Deprel::Xcomp).is_some();
            let told = reported && !asked && !weigh::is_conditional(scene, t);
            if told { Factuality::Planned } else { Factuality::Conditional }
        }
        _ => Factuality::Possible,
    })
}

/// Whether the clause is what is feared, hoped or asked about: "worries that banks will fail", "whether he will stay".
fn is_doubted(scene: &Scene, signs: &Signs) -> bool {
    let asked = signs.mark.is_some_and(|m| scene.tree.any(m, &["whether", "if"]));
    let words = scene.from.reading.words;
    let over = signs.governor.filter(|g| matches!(g.1, Deprel::Ccomp | Deprel::Acl | Deprel::AclRelcl));
    asked || over.is_some_and(|(g, _)| words.chain_verbs.get(&scene.lemma(g)) == Some("possible"))
}

/// What the verb over an infinitive makes of it: "plans to meet", "failed to meet"; one that only begins, goes on or ends
/// ("continue to fall") leaves it to the weights, and so do purposes.
fn infinitive(scene: &Scene, signs: &Signs) -> Option<Factuality> {
    let (over, by) = signs.governor.filter(|_| signs.tense == Tense::Infinitive && signs.negation.is_none())?;
    let effect = scene.from.reading.words.chain_verbs.get(&scene.lemma(over));
    match (by, effect) {
        (Deprel::Xcomp, Some("planned")) => Some(Factuality::Planned),
        (Deprel::Xcomp, Some("possible")) => Some(Factuality::Possible),
        (Deprel::Xcomp, Some("negated" | "refused")) => Some(Factuality::Negated),
        _ => None,
    }
}

/// Gives what has no tense of its own the factuality of the event that governs it, where that is not told as real: "will
/// hold talks", "did not reach a deal", "may begin bombing". What is already known ("the deal") keeps its own, and so does
/// what the reader has said.
pub fn inherit(scene: &Scene, found: &mut [Found]) {
    let tree = &scene.tree;
    for n in 0..found.len() {
        let token = found[n].token;
        let signs = sign::of(tree, token);
        let loose = matches!(signs.tense, Tense::None | Tense::Gerund | Tense::Participle | Tense::Infinitive);
        let known = tree.children(token).any(|c| {
            tree.relation(c) == Deprel::NmodPoss
                || tree.relation(c) == Deprel::Det && tree.any(c, &["the", "this", "these"])
        });
        let Some((over, by)) = signs.governor.filter(|_| loose && !known) else { continue };
        let Ok(m) = found.binary_search_by_key(&over, |f| f.token) else { continue };
        let told = found[m].factuality;
        let real = |f: Factuality| matches!(f, Factuality::Happened | Factuality::Ongoing);
        // "Began selling", "continues to fall": the one is as real as the other.
        let chain = scene.from.reading.words.chain_verbs.get(&scene.lemma(over));
        // "Failed to agree": neither came about.
        if by == Deprel::Xcomp && chain == Some("negated") && real(told) && found[n].factuality == Factuality::Negated {
            take(&mut found[m], Factuality::Negated);
            continue;
        }
        if by == Deprel::Xcomp && chain == Some("same") && told != Factuality::Negated {
            take(&mut found[n], told);
            continue;
        }
        let takes = match by {
            Deprel::Obj | Deprel::Xcomp => true,
            Deprel::NsubjPass => told != Factuality::Negated,
            _ => false,
        };
        if takes && real(found[n].factuality) && !real(told) {
            take(&mut found[n], told);
        }
    }
}

/// Gives an event a factuality, unless the reader has.
fn take(event: &mut Found, told: Factuality) {
    event.factuality = event.reader.factuality.unwrap_or(told);
}

/// Whether what is so is told as still going on: "is weighing", "has", "continues striking", "growing clashes"; headlines and
/// captions tell of the past in the present tense.
fn goes_on(scene: &Scene, t: usize, signs: &Signs) -> bool {
    let r = scene.from.reading;
    let tree = &scene.tree;
    let kind = r.kind_of(r.sentence_of(t));
    if matches!(kind, BlockKind::Headline | BlockKind::Caption | BlockKind::Subheading) {
        return signs.tense == Tense::Progressive;
    }
    let over = |tense: Tense| matches!(tense, Tense::Present | Tense::Progressive);
    let continued = || {
        signs.governor.is_some_and(|(g, by)| {
            by == Deprel::Xcomp
                && ["continue", "keep", "remain"].contains(&&*scene.lemma(g))
                && over(sign::of(tree, g).tense)
        })
    };
    let lasting = || {
        tree.children(t).any(|c| {
            tree.relation(c) == Deprel::Amod
                && tree.any(c, &["growing", "ongoing", "continuing", "continued", "current"])
        })
    };
    match signs.tense {
        Tense::Present | Tense::Progressive => true,
        Tense::None => lasting(),
        _ => continued(),
    }
}

/// What is told as so but dated after publication is yet to come, unless the reader knows better.
pub fn with_time(event: &Found, when: &When, published: Option<Day>) -> Factuality {
    let factuality = event.factuality;
    let ahead = when.earliest.zip(published).is_some_and(|(day, published)| day > published);
    let real = matches!(factuality, Factuality::Happened | Factuality::Ongoing);
    if ahead && real && event.reader.factuality.is_none() { Factuality::Planned } else { factuality }
}
