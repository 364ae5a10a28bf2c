//! Parts of speech: the universal tags (UPOS) and the Penn Treebank's (XPOS), as plain enums.

/// Declares an enum whose variants print and parse as the tag set spells them.
macro_rules! tag_set {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // The variants are the tag set's own names; its manual says what they mean.
        pub enum $name { $($variant),* }

        impl $name {
            /// The tag as the tag set spells it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The tag that `text` spells, or `None`.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

tag_set! {
    /// Universal part of speech (UD version 2).
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

tag_set! {
    /// Penn Treebank part of speech, as the English treebanks of UD use it.
    Xpos {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS",
        Ls = "LS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS",
        Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO",
        Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT",
        Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Comma = ",", Stop = ".", Colon = ":", Open = "``", Close = "''",
        Lrb = "-LRB-", Rrb = "-RRB-", Hyph = "HYPH", Nfp = "NFP", Add = "ADD", Afx = "AFX", Gw = "GW", Xx = "XX",
        Dollar = "$",
    }
}

/// The part of speech of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Universal tag.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
}

impl Tag {
    /// Reads `UPOS|XPOS`, or `None`.
    pub fn parse(text: &str) -> Option<Tag> {
        let (upos, xpos) = text.split_once('|')?;
        Some(Tag { upos: Upos::parse(upos)?, xpos: Xpos::parse(xpos)? })
    }
}

impl Xpos {
    /// Whether the tag is that of a verb form, modals aside.
    pub fn is_verb(self) -> bool {
        matches!(self, Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz)
    }

    /// Whether the tag is that of a noun, common or proper.
    pub fn is_noun(self) -> bool {
        matches!(self, Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps)
    }
}
