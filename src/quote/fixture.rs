//! Tests only: reads a text the way the early stages do, with tags from a short lexicon instead of the trained model,
//! so that the rules are tested by themselves.

use crate::block::{self, Block};
use crate::mention::{Form, Mention, NameType};
use crate::reading::Reading;
use crate::sentence::{self, Sentence};
use crate::tag::{Tag, Upos, Xpos};
use crate::token::{self, Token};
use crate::words::Words;

/// A text with all that a `Reading` needs.
pub struct Fixture {
    text: String,
    words: Words,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    tags: Vec<Tag>,
}

/// Words of the tests by tag; other words with a capital are names, those in -s plural nouns, the rest nouns.
const LEXICON: [(Xpos, &str); 16] = [
    (Xpos::Dt, "the a an this no every some"),
    (Xpos::In, "of for at from in with on that because after as if by about"),
    (Xpos::Prp, "he she it they we i"),
    (Xpos::PrpPoss, "his her its their our my"),
    (Xpos::Cc, "and but or"),
    (Xpos::Md, "will would must could should can"),
    (
        Xpos::Vbd,
        "said told added warned was were called went came left criticised resigned began laughed found had opened asked promised",
    ),
    (Xpos::Vbz, "says is has warns"),
    (Xpos::Vbp, "are need have do"),
    (Xpos::Vb, "be close fall say go leave open"),
    (Xpos::Vbg, "adding saying speaking"),
    (Xpos::Vbn, "been closed"),
    (Xpos::To, "to"),
    (Xpos::Rb, "not n't also later never early late"),
    (Xpos::Jj, "senior new fair great bad safe ready old"),
    (Xpos::Wp, "who what"),
];

fn tag(word: &str, opens: bool) -> Tag {
    let low = word.to_lowercase();
    let known = LEXICON.iter().find(|(_, words)| words.split(' ').any(|w| w == low)).map(|(x, _)| *x);
    let xpos = known.unwrap_or_else(|| {
        if !word.contains(char::is_alphanumeric) {
            match word {
                "," => Xpos::Comma,
                "." | "!" | "?" => Xpos::Stop,
                ":" | ";" | "—" | "–" | "-" => Xpos::Colon,
                _ => Xpos::Nfp,
            }
        } else if matches!(word, "'s" | "’s") {
            Xpos::Pos
        } else if word.starts_with(char::is_numeric) {
            Xpos::Cd
        } else if word.starts_with(char::is_uppercase) && !(opens && low.ends_with('s')) {
            Xpos::Nnp
        } else if low.ends_with('s') {
            Xpos::Nns
        } else {
            Xpos::Nn
        }
    });
    let upos = match xpos {
        Xpos::Nnp => Upos::Propn,
        x if x.is_noun() => Upos::Noun,
        x if x.is_verb() => {
            if matches!(low.as_str(), "is" | "was" | "were" | "are" | "be" | "been" | "has" | "have" | "had" | "do") {
                Upos::Aux
            } else {
                Upos::Verb
            }
        }
        Xpos::Md => Upos::Aux,
        Xpos::Jj => Upos::Adj,
        Xpos::Cd => Upos::Num,
        Xpos::Comma | Xpos::Stop | Xpos::Colon | Xpos::Nfp => Upos::Punct,
        _ => Upos::X,
    };
    Tag { upos, xpos }
}

impl Fixture {
    pub fn new(text: &str) -> Self {
        let words = Words::load();
        let blocks = block::split(text, &words);
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        for (n, b) in blocks.iter().enumerate() {
            let from = tokens.len();
            token::tokenize(text, b.span, &words, &mut tokens);
            if b.kind != block::BlockKind::Boilerplate {
                sentence::split(text, &tokens, from..tokens.len(), n, &words, &mut sentences);
            }
        }
        let opens = |n: usize| sentences.binary_search_by_key(&n, |s| s.tokens.start).is_ok();
        let tags = tokens.iter().enumerate().map(|(n, t)| tag(t.span.of(text), opens(n))).collect();
        Fixture { text: text.to_string(), words, blocks, sentences, tokens, tags }
    }

    pub fn reading(&self) -> Reading<'_> {
        Reading {
            text: &self.text,
            words: &self.words,
            blocks: &self.blocks,
            sentences: &self.sentences,
            tokens: &self.tokens,
            tags: &self.tags,
            dependencies: &[],
        }
    }

    /// A mention for every run of capitalised words from `names`: one entity a name, all of them persons.
    pub fn mentions(&self, names: &[&str]) -> (Vec<Mention>, Vec<NameType>) {
        let reading = self.reading();
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let fits = |name: &str| name.split(' ').enumerate().all(|(n, w)| reading.word(at + n) == w);
            let found = names.iter().enumerate().find(|(_, n)| fits(n));
            match found {
                Some((entity, name)) => {
                    let tokens = at..at + name.split(' ').count();
                    at = tokens.end;
                    let form = if tokens.len() == 1 && name.chars().all(char::is_lowercase) {
                        Form::Pronoun
                    } else {
                        Form::Name
                    };
                    out.push(Mention {
                        span: reading.span(&tokens),
                        tokens,
                        form,
                        entity,
                        confidence: 90,
                        metonym_for: None,
                        rule: "name",
                    });
                }
                None => at += 1,
            }
        }
        (out, vec![NameType::Person; names.len()])
    }
}
