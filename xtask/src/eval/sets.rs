//! The annotated sets, and which of each scorer's figures are watched.

/// A scorer's program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scorer {
    /// Names.
    Ner,
    /// Time expressions.
    Timex,
    /// Quotations.
    Quotes,
    /// Entities.
    Coref,
    /// Tags and trees.
    Syntax,
    /// One article, wholly annotated.
    Seed,
}

impl Scorer {
    /// Its file in `eval/`.
    pub fn file(self) -> &'static str {
        match self {
            Scorer::Ner => "ner.py",
            Scorer::Timex => "timex.py",
            Scorer::Quotes => "quotes.py",
            Scorer::Coref => "coref.py",
            Scorer::Syntax => "syntax.py",
            Scorer::Seed => "seed.py",
        }
    }
}

/// A set and its figures.
pub struct Set {
    /// What the table and the baseline call it.
    pub name: &'static str,
    /// What scores it.
    pub scorer: Scorer,
    /// Its files, below the folder given with `--data`.
    pub gold: &'static [&'static str],
    /// What is shown and watched.
    pub metrics: &'static [Metric],
}

/// A figure among what a scorer prints.
pub struct Metric {
    /// What the table and the baseline call it.
    pub name: &'static str,
    /// Where it is: a JSON pointer, or for a printed table the start of its line.
    pub at: &'static str,
    /// Which number it is.
    pub read: Read,
}

/// How a figure becomes points of a hundred.
pub enum Read {
    /// It is one already.
    Points,
    /// It is a share of one.
    Share,
    /// The n-th number of the line, a share of one.
    Nth(usize),
    /// The n-th number of the line over the m-th.
    Ratio(usize, usize),
}

const fn points(name: &'static str, at: &'static str) -> Metric {
    Metric { name, at, read: Read::Points }
}

const fn share(name: &'static str, at: &'static str) -> Metric {
    Metric { name, at, read: Read::Share }
}

const NAMES: &[Metric] = &[
    points("F1", "/normalised/all/f1"),
    points("PER", "/normalised/PER/f1"),
    points("ORG", "/normalised/ORG/f1"),
    points("LOC", "/normalised/LOC/f1"),
];

const TIMES: &[Metric] = &[
    points("strict", "/strict/f1"),
    points("relaxed", "/relaxed/f1"),
    points("type", "/type"),
    points("value", "/value"),
];

const QUOTES: &[Metric] = &[
    share("stretch-P", "/stretches/p"),
    share("stretch-R", "/stretches/r"),
    share("source", "/right_source/accuracy"),
    share("with-source-F", "/with_source/f"),
    share("indirect-F", "/attributions/indirect/f"),
];

const ENTITIES: &[Metric] = &[
    share("CoNLL", "/core/CoNLL"),
    share("link-P", "/name_links/p"),
    share("link-R", "/name_links/r"),
    share("he-she", "/he_she/accuracy"),
    share("he-she-coverage", "/he_she/coverage"),
];

const SYNTAX: &[Metric] = &[share("tokens", "/tokens/f"), share("sentences", "/sentences/f"), share("UPOS", "/UPOS/f")];

const SEED: &[Metric] = &[
    Metric { name: "names-exact-F", at: "names, exact", read: Read::Nth(2) },
    Metric { name: "names-overlap-F", at: "names, overlap", read: Read::Nth(2) },
    Metric { name: "clusters-F", at: "clusters, names", read: Read::Nth(2) },
    Metric { name: "roles", at: "roles", read: Read::Ratio(0, 1) },
    Metric { name: "roles-P", at: "roles", read: Read::Nth(2) },
    Metric { name: "quotes", at: "quotes", read: Read::Ratio(0, 1) },
    Metric { name: "speakers", at: "quotes", read: Read::Ratio(2, 1) },
    Metric { name: "timexes", at: "timexes", read: Read::Ratio(0, 1) },
    Metric { name: "timeline", at: "timeline", read: Read::Ratio(0, 1) },
];

const fn set(name: &'static str, scorer: Scorer, gold: &'static [&'static str]) -> Set {
    let metrics = match scorer {
        Scorer::Ner => NAMES,
        Scorer::Timex => TIMES,
        Scorer::Quotes => QUOTES,
        Scorer::Coref => ENTITIES,
        Scorer::Syntax => SYNTAX,
        Scorer::Seed => SEED,
    };
    Set { name, scorer, gold, metrics }
}

/// Every set, in the order of the table.
pub const SETS: &[Set] = &[
    set("names/worldwide", Scorer::Ner, &["data/ner/dev/worldwide.jsonl"]),
    set("names/gum", Scorer::Ner, &["data/ner/dev/gum.jsonl"]),
    set("names/uner_ewt", Scorer::Ner, &["data/ner/dev/uner_ewt.jsonl"]),
    set("names/wnut17", Scorer::Ner, &["data/ner/dev/wnut17.jsonl"]),
    set("names/gmb", Scorer::Ner, &["data/ner/dev/gmb.jsonl"]),
    set("names/meantime", Scorer::Ner, &["data/ner/dev/meantime.jsonl"]),
    set("names/politics", Scorer::Ner, &["data/ner/dev/crossner_politics.jsonl"]),
    set("times/timebank", Scorer::Timex, &["data/time/timebank.jsonl"]),
    set("times/aquaint", Scorer::Timex, &["data/time/aquaint.jsonl"]),
    set("quotes/polnear", Scorer::Quotes, &["data/quotes/polnear.dev.jsonl"]),
    set("entities/gum", Scorer::Coref, &["data/coref/gum.dev.jsonl"]),
    set(
        "entities/meantime",
        Scorer::Coref,
        &["data/coref/meantime.airbus.jsonl", "data/coref/meantime.apple.jsonl", "data/coref/meantime.stock.jsonl"],
    ),
    set("syntax/ewt", Scorer::Syntax, &["data/syntax/ewt.dev.conllu"]),
    set("syntax/gum", Scorer::Syntax, &["data/syntax/gum.dev.conllu"]),
    set("seed", Scorer::Seed, &["seed/article.txt", "seed/gold.json"]),
];
