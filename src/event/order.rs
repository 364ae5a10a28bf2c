//! Reads the words that tie events to each other; produces which came before which. Only what the text says by a connective
//! or by tense is told, never what merely follows in the text, and no circle is ever closed.

use super::Found;
use super::scene::Scene;
use super::sign::{self, Tense};
use crate::dependency::Deprel;

/// How one event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It came before.
    Before,
    /// It came after.
    After,
    /// The other happened in the course of it.
    Includes,
    /// They happened at one time.
    Overlaps,
}

impl Relation {
    /// The relation as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["before", "after", "includes", "overlaps"][self as usize]
    }

    fn inverse(self) -> Option<Relation> {
        match self {
            Relation::Before => Some(Relation::After),
            Relation::After => Some(Relation::Before),
            Relation::Overlaps => Some(Relation::Overlaps),
            Relation::Includes => None,
        }
    }
}

/// How far back a circle is looked for, in events.
const WINDOW: usize = 48;

/// Tells each event of `found`, which are in text order, how it stands to others.
pub fn tell(scene: &Scene, found: &mut [Found]) {
    for n in 0..found.len() {
        for (other, relation) in of(scene, found, n) {
            if !closes_circle(found, n, other, relation) {
                add(found, n, relation, other);
                if let Some(inverse) = relation.inverse() {
                    add(found, other, inverse, n);
                }
            }
        }
    }
}

fn add(found: &mut [Found], n: usize, relation: Relation, other: usize) {
    if found[n].order.iter().all(|o| o.1 != other) {
        found[n].order.push((relation, other));
    }
}

/// What ties event `n` to others: the word that subordinates it to what governs it, or "then" and the past perfect.
fn of(scene: &Scene, found: &[Found], n: usize) -> Vec<(usize, Relation)> {
    let tree = &scene.tree;
    let at = |token: usize| found.binary_search_by_key(&token, |f| f.token).ok();
    let token = found[n].token;
    let mut out = Vec::new();
    if let Some((governor, by)) = sign::governor(tree, token)
        && matches!(by, Deprel::Advcl | Deprel::Obl | Deprel::Nmod)
        && let Some(other) = at(governor)
        && let Some(word) = sign::of(tree, token).mark
    {
        let relation = match () {
            _ if tree.any(word, &["after", "since", "following"]) => Some(Relation::Before),
            _ if tree.any(word, &["before", "until", "till"]) => Some(Relation::After),
            _ if tree.any(word, &["during", "amid", "amidst"]) => Some(Relation::Includes),
            _ if tree.any(word, &["when", "while", "as"]) && by == Deprel::Advcl => Some(Relation::Overlaps),
            _ => None,
        };
        out.extend(relation.map(|r| (other, r)));
    }
    let then = tree
        .children(token)
        .any(|c| tree.relation(c) == Deprel::Advmod && tree.any(c, &["then", "later", "afterwards", "subsequently"]));
    let previous = n.checked_sub(1).filter(|&m| found[m].sentence == found[n].sentence);
    if let Some(m) = previous.filter(|_| then) {
        out.push((m, Relation::After));
    }
    // "The minister, who had left, came back": the past perfect lies before the past of the clause above.
    if sign::of(tree, token).tense == Tense::PastPerfect
        && let Some((governor, Deprel::AclRelcl | Deprel::Advcl)) = sign::governor(tree, token)
        && let Some(over) = sign::governors(tree, token).map(|g| g.0).chain([governor]).find_map(at)
        && sign::of(tree, found[over].token).tense == Tense::Past
    {
        out.push((over, Relation::Before));
    }
    out
}

/// Whether "`n` relation `other`" would contradict what was told before.
fn closes_circle(found: &[Found], n: usize, other: usize, relation: Relation) -> bool {
    let (first, last) = match relation {
        Relation::Before => (n, other),
        Relation::After => (other, n),
        // What is during another is neither before nor after it.
        _ => return reaches(found, n, other) || reaches(found, other, n),
    };
    first == last || reaches(found, last, first) || together(found, first, last)
}

/// Whether `from` was told to come before `to`, directly or through others.
fn reaches(found: &[Found], from: usize, to: usize) -> bool {
    let low = from.min(to).saturating_sub(WINDOW);
    let mut seen = vec![false; 2 * WINDOW + from.abs_diff(to) + 1];
    let mut open = vec![from];
    while let Some(n) = open.pop() {
        if n == to {
            return true;
        }
        for &(relation, next) in &found[n].order {
            let place = next.wrapping_sub(low);
            if relation == Relation::Before && place < seen.len() && !seen[place] {
                seen[place] = true;
                open.push(next);
            }
        }
    }
    false
}

fn together(found: &[Found], a: usize, b: usize) -> bool {
    found[a].order.iter().any(|o| o.1 == b && matches!(o.0, Relation::Overlaps | Relation::Includes))
}
