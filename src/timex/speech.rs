//! The day on which a quote was said: in "We leave tomorrow," he said on Friday, tomorrow is Saturday.

use super::scan::Scan;
use super::{Found, clause};
use crate::lemma;
use crate::words::WordList;
use std::sync::LazyLock;

/// Verbs that attribute speech, by lemma.
static VERBS: LazyLock<WordList> =
    LazyLock::new(|| WordList::read(include_str!("../../data/words/speech_verbs.txt"), true));

/// Ties what one sentence says inside quotation marks to the day on which it was said. `first` is the first of the
/// sentence's expressions in `found`; `said` is the last such day of the paragraph, for quotes that go on.
pub(super) fn tie(s: &Scan, found: &mut [Found], first: usize, said: &mut Option<usize>) {
    let inside = |at: usize| s.source.quoted.get(at).copied().unwrap_or(false);
    if !(s.start..s.end).any(inside) {
        return;
    }
    let tells = |f: &Found| !inside(f.tokens.start) && f.form.is_day() && is_said(s, f);
    if let Some(day) = (first..found.len()).find(|&i| tells(&found[i])) {
        *said = Some(day);
    }
    found[first..].iter_mut().filter(|f| inside(f.tokens.start)).for_each(|f| f.speech = *said);
}

/// Whether the verb of the expression's clause attributes speech.
fn is_said(s: &Scan, f: &Found) -> bool {
    clause::predicate(s, f.tokens.start, f.tokens.end).is_some_and(|verb| VERBS.has(&lemma::verb(s.word(verb))))
}
