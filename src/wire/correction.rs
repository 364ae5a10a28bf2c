//! Corrections as JSON: what a page or a file says a reader knows better.

use crate::correction::{self, Correction as Core};
use crate::event::Factuality;
use crate::mention::NameType;
use crate::span::Span;
use serde::Deserialize;
#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// A stretch of the text that a correction is about, in UTF-16 code units, end-exclusive.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Place {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// One correction. A place stands for the mention, the date or the event that it shares a character with: for an event the
/// words that name it (`trigger`), else its clause (`label`). Of several that contradict each other the last stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Correction {
    /// same: all that is mentioned at the places is one thing. different: what is mentioned at the places is, together, one
    /// thing of its own. not-entity: what is mentioned there is none. type: it is of that type, and becomes a name if it was
    /// none, wherever it is so written. date: the words there mean that day, month or year. not-event: what is told there is
    /// no event, and no other telling of it takes its row. event: the words there tell an event that is a row of the
    /// timeline; they become its label if they are more than one word. when: the event there was on that day, in that month
    /// or year, and is a row. factuality: the event there happened, or did not, or may, and is a row.
    pub kind: String,
    /// Where; two places or more for same, any number for different, else one: others are not looked at.
    pub at: Vec<Place>,
    /// For type: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW. For date and when: 2016,
    /// 2016-09 or 2016-09-04; for when also none, or nothing, where no time is known. For factuality: happened, ongoing,
    /// planned, possible or negated.
    #[serde(default)]
    pub value: Option<String>,
}

/// Corrections for `text` in the core's own terms. Places beyond the text's end, or inside a character, are cut to it.
///
/// # Errors
/// A sentence for the user when a correction is of no known kind, or lacks a place, or has no value of its kind.
pub fn read(text: &str, corrections: &[Correction]) -> Result<Vec<Core>, String> {
    let bytes = Bytes::new(text, corrections);
    let one = |(n, c): (usize, &Correction)| {
        let bad = |what: &str| format!("correction {}: {what}", n + 1);
        let spans: Vec<Span> = c.at.iter().map(|p| bytes.span(*p)).collect();
        let first = *spans.first().ok_or_else(|| bad("it names no place"))?;
        let value = c.value.as_deref();
        match c.kind.as_str() {
            "same" if spans.len() < 2 => Err(bad("\"same\" needs two places")),
            "same" => Ok(Core::Same(spans)),
            "different" => Ok(Core::Different(spans)),
            "not-entity" => Ok(Core::NotEntity(first)),
            "type" => {
                let kind = value.and_then(NameType::parse);
                kind.map(|k| Core::Type(first, k)).ok_or_else(|| bad("\"type\" needs a type as its value, such as ORG"))
            }
            "date" => {
                let period = value.and_then(correction::period);
                period.map(|p| Core::Date(first, p)).ok_or_else(|| bad("\"date\" needs a value such as 2016-09-04"))
            }
            "not-event" => Ok(Core::NotEvent(first)),
            "event" => Ok(Core::Event(first)),
            "when" => match value.filter(|v| *v != "none") {
                None => Ok(Core::When(first, None)),
                Some(value) => correction::period(value)
                    .map(|p| Core::When(first, Some(p)))
                    .ok_or_else(|| bad("\"when\" needs a value such as 2016-09-04, or none")),
            },
            "factuality" => {
                let told = value.and_then(Factuality::parse).filter(|f| *f != Factuality::Conditional);
                told.map(|f| Core::Factuality(first, f)).ok_or_else(|| {
                    bad("\"factuality\" needs happened, ongoing, planned, possible or negated as its value")
                })
            }
            other => Err(bad(&format!("there is no kind \"{other}\""))),
        }
    };
    corrections.iter().enumerate().map(one).collect()
}

/// Where the places asked for lie in UTF-8.
struct Bytes {
    /// (UTF-16 offset, byte offset), sorted, for every offset asked for.
    known: Vec<(u32, u32)>,
}

impl Bytes {
    fn new(text: &str, corrections: &[Correction]) -> Self {
        let mut wanted: Vec<u32> = corrections.iter().flat_map(|c| &c.at).flat_map(|p| [p.start, p.end]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut known = Vec::with_capacity(wanted.len());
        let (mut units, mut chars) = (0u32, text.char_indices().peekable());
        for want in wanted {
            while units < want
                && let Some((_, c)) = chars.next()
            {
                units += c.len_utf16() as u32;
            }
            let byte = chars.peek().map_or(text.len(), |(at, _)| *at);
            known.push((want, byte as u32));
        }
        Bytes { known }
    }

    fn span(&self, place: Place) -> Span {
        let at = |unit: u32| self.known.binary_search_by_key(&unit, |k| k.0).map_or(0, |n| self.known[n].1);
        Span { start: at(place.start), end: at(place.end.max(place.start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timex::Period;

    fn check(text: &str, json: &str) -> Result<Vec<Core>, String> {
        read(text, &serde_json::from_str::<Vec<Correction>>(json).unwrap())
    }

    #[test]
    fn places_are_counted_in_utf16() {
        let text = "é😀 Lee met Lee.";
        let json = r#"[{"kind":"same","at":[{"start":4,"end":7},{"start":12,"end":15}]},
                       {"kind":"not-entity","at":[{"start":2,"end":99}]}]"#;
        let read = check(text, json).unwrap();
        let of = |s: &Span| s.of(text);
        assert!(matches!(&read[0], Core::Same(s) if s.iter().map(of).eq(["Lee", "Lee"])));
        assert!(matches!(&read[1], Core::NotEntity(s) if of(s) == " Lee met Lee."), "{:?}", read[1]);
    }

    #[test]
    fn events_are_corrected_by_their_place() {
        let at = Span { start: 4, end: 7 };
        for (json, wanted) in [
            (r#"{"kind":"not-event"}"#, Core::NotEvent(at)),
            (r#"{"kind":"event"}"#, Core::Event(at)),
            (r#"{"kind":"when","value":"2016-09"}"#, Core::When(at, Some(Period::Month(2016, 9)))),
            (r#"{"kind":"when","value":"none"}"#, Core::When(at, None)),
            (r#"{"kind":"when","value":null}"#, Core::When(at, None)),
            (r#"{"kind":"when"}"#, Core::When(at, None)),
            (r#"{"kind":"factuality","value":"negated"}"#, Core::Factuality(at, Factuality::Negated)),
        ] {
            let json = json.replacen('{', r#"[{"at":[{"start":4,"end":7}],"#, 1) + "]";
            assert_eq!(check("Lee met Ray.", &json), Ok(vec![wanted]), "{json}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for (json, wanted) in [
            (r#"[{"kind":"same","at":[{"start":0,"end":1}]}]"#, "two places"),
            (r#"[{"kind":"type","at":[{"start":0,"end":1}],"value":"CITY"}]"#, "needs a type"),
            (r#"[{"kind":"date","at":[{"start":0,"end":1}],"value":"soon"}]"#, "2016-09-04"),
            (r#"[{"kind":"when","at":[{"start":0,"end":1}],"value":"soon"}]"#, "2016-09-04, or none"),
            (r#"[{"kind":"event","at":[]}]"#, "no place"),
            (r#"[{"kind":"factuality","at":[{"start":0,"end":1}]}]"#, "negated as its value"),
            (r#"[{"kind":"factuality","at":[{"start":0,"end":1}],"value":"conditional"}]"#, "happened, ongoing"),
            (r#"[{"kind":"merge","at":[{"start":0,"end":1}]}]"#, "no kind \"merge\""),
            (r#"[{"kind":"different","at":[]}]"#, "no place"),
        ] {
            let said = check("Lee", json).unwrap_err();
            assert!(said.contains(wanted), "{said}");
        }
    }
}
