//! Reads tokens, tags and mentions; produces quotes; never looks at events or times.
//!
//! A quote is what PolNeAR calls an attribution: a source, a cue and a content. Quotation marks are paired first
//! (`marks`), then every verb of saying gets its source (`phrase`, `cue`) and its content (`clause`, `attach`), and
//! what stands between marks and has no cue is given to the speaker before or marked as a scare quote (`loose`).
//! Which verbs attribute, what they take and how they judge is in `data/words`. All looks are bounded, so that time is
//! linear in the length of the text.

mod ahead;
mod attach;
mod candidate;
mod clause;
mod colon;
mod cue;
mod draft;
#[cfg(test)]
mod fixture;
mod grammar;
mod left;
mod lists;
mod loose;
mod marks;
mod phrase;
pub mod sample;
mod tree;
mod unnamed;
mod view;
mod weigh;

pub use lists::{Act, Stance};
pub use marks::quoted_tokens;
pub use unnamed::give as give_speakers;
pub use weigh::{LABELS, SCALE, Weights};

use crate::mention::{Mention, NameType};
use crate::reading::Reading;
use crate::span::Span;

/// How the words of the source are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Word for word, in quotation marks.
    Direct,
    /// In the writer's words, some of the source's own among them in quotation marks.
    Mixed,
    /// In the writer's words.
    Indirect,
    /// Words in quotation marks that nobody is said to have spoken: names, titles, irony.
    Scare,
}

impl Kind {
    /// The kind as the contract spells it.
    pub fn as_str(self) -> &'static str {
        ["direct", "mixed", "indirect", "scare"][self as usize]
    }
}

/// Something that someone is said to have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How the words are given.
    pub kind: Kind,
    /// What was said, quotation marks and an opening "that" included; never empty, in text order, no part overlaps
    /// another.
    pub content: Vec<Span>,
    /// The verb of saying with its auxiliaries, or "according to", or a colon or dash.
    pub cue: Option<Span>,
    /// The whole phrase for whoever said it, with titles and appositions.
    pub source: Option<Span>,
    /// Index of the entity that the head of the source mentions; that of the quote it continues, where it has no source.
    pub speaker: Option<usize>,
    /// Index of the quote that this one goes on with, before or behind it; it has the same speaker.
    pub continues: Option<usize>,
    /// What the choice of verb says of the content.
    pub stance: Stance,
    /// Whether the source speaks, or holds an attitude.
    pub act: Act,
    /// How sure the rules are of content and source, in percent.
    pub confidence: u8,
    /// The rules that made it.
    pub why: Vec<&'static str>,
    /// Attributions inside the content, in text order: "officials said that *Ann had promised to come*".
    pub nested: Vec<Quote>,
}

/// The quotes of a text, in order of their beginnings. `types` gives each entity's type; `mentions` must not overlap.
/// Without `weights`, or where the model does not parse, only what tags and word lists tell is found.
pub fn find(reading: Reading, mentions: &[Mention], types: &[NameType], weights: Option<Weights>) -> Vec<Quote> {
    let view = view::View::new(reading, mentions, types);
    let mut drafts = draft::Drafts::new(&view);
    let grammar = weights.and_then(|w| Some((tree::Tree::new(&view)?, w)));
    colon::all(&view, &mut drafts);
    for n in 0..reading.sentences.len() {
        attach::sentence(&view, grammar.as_ref().map(|g| &g.0), n, &mut drafts);
        if let Some((tree, weights)) = &grammar {
            grammar::sentence(tree, *weights, n, &mut drafts);
        }
    }
    loose::all(&view, &mut drafts);
    drafts.finish(&view)
}

#[cfg(test)]
mod tests {
    use super::fixture::Fixture;
    use super::*;
    use expect_test::{Expect, expect};

    /// One line a quote: kind, content, source, cue, speaker, what it continues.
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let names = ["Ann Lee", "Lee", "Bo Ray", "Ray", "Cy Orr"];
        let (mut mentions, types) = fixture.mentions(&names);
        for m in &mut mentions {
            m.entity -= usize::from(matches!(m.entity, 1 | 3));
        }
        let quotes = find(fixture.reading(), &mentions, &types, None);
        let show = |q: &Quote| {
            let content = q.content.iter().map(|c| c.of(text)).collect::<Vec<_>>().join(" … ");
            let part = |s: Option<Span>| s.map_or("-", |s| s.of(text)).to_string();
            let speaker = q.speaker.map_or("-", |s| names[s]);
            let continues = q.continues.map_or(String::new(), |c| format!(" > {c}"));
            format!(
                "{} [{}] {} | {} | {}{}\n",
                q.kind.as_str(),
                content,
                part(q.source),
                part(q.cue),
                speaker,
                continues
            )
        };
        expected.assert_eq(&quotes.iter().map(show).collect::<String>());
    }

    #[test]
    fn direct() {
        check(
            "“We are ready,” Ann Lee said.",
            expect![[r#"
            direct [“We are ready,”] Ann Lee | said | Ann Lee
        "#]],
        );
        check(
            "“We are ready,” said Ann Lee, the mayor of Alder, on Monday. “We need boats.”",
            expect![[r#"
            direct [“We are ready,”] Ann Lee, the mayor of Alder | said | Ann Lee
            direct [“We need boats.”] - | - | Ann Lee > 0
        "#]],
        );
        check(
            "\"We are ready,\" she said, \"and the boats are old.\"",
            expect![[r#"
            direct ["We are ready," … "and the boats are old."] she | said | -
        "#]],
        );
        check(
            "Ann Lee, who was late, told reporters on Monday: “The boats are old.”",
            expect![[r#"
            direct [“The boats are old.”] Ann Lee, who was late | told | Ann Lee
        "#]],
        );
        check(
            "‘The boats are old,’ Mr Lee said. ‘The crew’s pay is bad.’",
            expect![[r#"
            direct [‘The boats are old,’] Mr Lee | said | Ann Lee
            direct [‘The crew’s pay is bad.’] - | - | Ann Lee > 0
        "#]],
        );
        check(
            "“Boats!” laughed Bo Ray.",
            expect![[r#"
            direct [“Boats!”] Bo Ray | laughed | Bo Ray
        "#]],
        );
    }

    #[test]
    fn over_paragraphs() {
        check(
            "“We are ready,” Ann Lee said.\n\n“The boats are old.\n\n“The crews are new.”",
            expect![[r#"
            direct [“We are ready,”] Ann Lee | said | Ann Lee
            direct [“The boats are old.] - | - | Ann Lee > 0
            direct [“The crews are new.”] - | - | Ann Lee > 1
        "#]],
        );
        check(
            "“The boats are old. — Bo Ray",
            expect![[r#"
            direct [“The boats are old. — Bo Ray] - | - | -
        "#]],
        );
    }

    #[test]
    fn mixed() {
        check(
            "Ann Lee said the port is in “great danger” after the storm.",
            expect![[r#"
            mixed [the port is in “great danger” after the storm] Ann Lee | said | Ann Lee
        "#]],
        );
        check(
            "Mr Lee said on Monday that “the boats are old” in his town.",
            expect![[r#"
            mixed [that “the boats are old” in his town] Mr Lee | said | Ann Lee
        "#]],
        );
        check(
            "Ann Lee called the plan “bad” and said the port should be closed.",
            expect![[r#"
            mixed [the plan “bad”] Ann Lee | called | Ann Lee
            indirect [the port should be closed] Ann Lee | said | Ann Lee
        "#]],
        );
    }

    #[test]
    fn indirect() {
        check(
            "The port will be closed, said a senior port official, adding that the boats were safe.",
            expect![[r#"
            indirect [The port will be closed] a senior port official | said | -
            indirect [that the boats were safe] a senior port official | adding | -
        "#]],
        );
        check(
            "The port will be closed on Monday, the town council said.",
            expect![[r#"
            indirect [The port will be closed on Monday] the town council | said | -
        "#]],
        );
        check(
            "According to Bo Ray, a pilot, the port was closed.",
            expect![[r#"
            indirect [the port was closed] Bo Ray, a pilot | According to | Bo Ray
        "#]],
        );
        check(
            "The storm, Ray said, was bad.",
            expect![[r#"
            indirect [The storm … was bad] Ray | said | Bo Ray
        "#]],
        );
        check(
            "The council had opened the port but said it would be closed on Monday.",
            expect![[r#"
            indirect [it would be closed on Monday] The council | said | -
        "#]],
        );
        check("The council has not said that the port will open.", expect![""]);
    }

    #[test]
    fn above_the_article() {
        check(
            "Port in ‘great danger’\n\nAnn Lee said the port is in “great danger” after the storm, and left for the town on Monday. She will be back in the town.",
            expect![[r#"
                scare [‘great danger’] - | - | Ann Lee > 1
                mixed [the port is in “great danger” after the storm, and left for the town on Monday] Ann Lee | said | Ann Lee
            "#]],
        );
    }

    #[test]
    fn scare() {
        check(
            "The “smart” boats were in “The Port News”.",
            expect![[r#"
            scare [“smart”] - | - | -
            scare [“The Port News”] - | - | -
        "#]],
        );
    }

    #[test]
    fn odd_texts() {
        for text in [
            "",
            "“",
            "”“”",
            "said",
            "\"\"\"\"",
            "according to",
            "said “",
            ", who said",
            "“a” said — said “b”",
            "‘’",
            "Ann said:",
        ] {
            let fixture = Fixture::new(text);
            find(fixture.reading(), &[], &[], None);
        }
    }

    #[test]
    fn linear_time() {
        for piece in [
            "said \"",
            "\"a,\" said ",
            "he said that ",
            "according to ",
            "Ann, who said, ",
            "“",
            "\"We go.\"\n",
            "and said ",
        ] {
            let fixture = Fixture::new(&piece.repeat(20_000));
            find(fixture.reading(), &[], &[], None);
        }
    }
}
