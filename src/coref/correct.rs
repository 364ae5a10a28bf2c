//! Applies what a reader knows better to descriptions and pronouns.

use crate::correction::{Correction, Corrections};
use crate::mention::{Form, Mention};
use crate::reading::Reading;
use crate::span::Span;

/// Gives pronouns and descriptions the entity that the reader says, or none; words that were no mention become one.
pub fn apply(reading: Reading, mentions: &mut Vec<Mention>, corrections: &mut Corrections) {
    corrections.each(|correction| match correction {
        Correction::Same(spans) => {
            let named =
                |s: &Span| mentions.iter().find(|m| m.form == Form::Name && m.span.overlaps(*s)).map(|m| m.entity);
            let Some(entity) = spans.iter().find_map(named) else { return false };
            let mut met = false;
            for span in spans {
                let tokens = reading.tokens_in(*span);
                match mentions.iter().position(|m| m.span.overlaps(*span)) {
                    Some(n) if mentions[n].form != Form::Name => {
                        (mentions[n].entity, mentions[n].confidence, mentions[n].rule) = (entity, 100, "reader");
                        met = true;
                    }
                    None if !tokens.is_empty() => {
                        let at = mentions.partition_point(|m| m.tokens.start < tokens.start);
                        let pronoun = tokens.len() == 1 && reading.upos(tokens.start) == crate::tag::Upos::Pron;
                        let form = if pronoun { Form::Pronoun } else { Form::Nominal };
                        let span = reading.span(&tokens);
                        let mention =
                            Mention { tokens, span, form, entity, confidence: 100, metonym_for: None, rule: "reader" };
                        mentions.insert(at, mention);
                        met = true;
                    }
                    _ => {}
                }
            }
            met
        }
        Correction::Different(spans) => {
            let before = mentions.len();
            mentions.retain(|m| m.form == Form::Name || !spans.iter().any(|s| m.span.overlaps(*s)));
            mentions.len() < before
        }
        _ => false,
    });
}
