//! Applies what a reader knows better to descriptions and pronouns.

use crate::correction::{Correction, Corrections};
use crate::mention::{Form, Mention};
use crate::reading::Reading;
use crate::span::Span;

/// Gives pronouns and descriptions the entity that the reader says, or none; words that were no mention become one where they
/// are the same as others.
pub fn apply(reading: Reading, mentions: &mut Vec<Mention>, corrections: &mut Corrections) {
    corrections.each(|correction| match correction {
        Correction::Same(spans) => {
            let named =
                |s: &Span| mentions.iter().find(|m| m.form == Form::Name && m.span.overlaps(*s)).map(|m| m.entity);
            let Some(entity) = spans.iter().find_map(named) else { return false };
            let mut met = false;
            for span in spans {
                let tokens = reading.tokens_at(*span);
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
            let at = |m: &Mention| spans.iter().any(|s| m.span.overlaps(*s));
            let own = mentions.iter().find(|m| m.form == Form::Name && at(m)).map(|m| m.entity);
            let before = mentions.len();
            let mut met = false;
            match own {
                Some(entity) => mentions.iter_mut().filter(|m| m.form != Form::Name && at(m)).for_each(|m| {
                    (m.entity, m.confidence, m.rule, met) = (entity, 100, "reader", true);
                }),
                None => mentions.retain(|m| !at(m)),
            }
            met || mentions.len() < before
        }
        _ => false,
    });
}
