//! The annotated sets, and which of each scorer's figures are watched.

/// A scorer's program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scorer {
    /// Names.
    Ner,
    /// Time expressions.
    Timex,
    /// Forms of time expressions, on specifications of single sentences. Its program is `eval/recognizers.py` here.
    Forms,
    /// Quotations.
    Quotes,
    /// Entities.
    Coref,
    /// Tags and trees, from raw text.
    Syntax,
    /// Tags and trees on a treebank's own tokens and sentences. The trainer counts these itself.
    GoldTokens,
    /// Roles, by labels of the project's own over other sets (`tests/roles.tsv`). Its program is `eval/labels.py` here.
    Roles,
    /// Places, in the same way (`tests/places.tsv`).
    Places,
    /// Events and the days of their mentions: documents, then timelines over them.
    Events,
    /// Timelines of entities from raw text. Its program is `eval/timelines.py` here; timelines, then documents.
    Timelines,
    /// Rows of timelines, by labels of the project's own over other sets and its own articles (`tests/timelines.tsv`). Its
    /// program is `eval/rows.py` here.
    Rows,
    /// One article, wholly annotated.
    Seed,
}

impl Scorer {
    /// What its labels are of, if they lie in `tests/`.
    pub fn labels(self) -> Option<&'static str> {
        match self {
            Scorer::Roles => Some("roles"),
            Scorer::Places => Some("places"),
            _ => None,
        }
    }

    /// Its file in the data folder's `eval/`, if it has one there.
    pub fn file(self) -> Option<&'static str> {
        match self {
            Scorer::Ner => Some("ner.py"),
            Scorer::Timex => Some("timex.py"),
            Scorer::Quotes => Some("quotes.py"),
            Scorer::Coref => Some("coref.py"),
            Scorer::Events => Some("events.py"),
            Scorer::Syntax => Some("syntax.py"),
            Scorer::Forms | Scorer::Roles | Scorer::Places | Scorer::GoldTokens | Scorer::Timelines | Scorer::Rows => {
                None
            }
            Scorer::Seed => Some("seed.py"),
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
    /// For a noisy copy, the style it is rewritten in, as the trainer's `noise` names it. The gold's offsets hold for it.
    pub style: Option<&'static str>,
    /// Whether it is scored only when every set is asked for.
    pub slow: bool,
}

impl Set {
    /// For a noisy copy, the set it is a copy of.
    pub fn plain(&self) -> Option<&'static str> {
        let style = self.style?;
        self.name.strip_suffix(style)?.strip_suffix('/')
    }

    const fn noisy(name: &'static str, style: &'static str, gold: &'static [&'static str]) -> Set {
        Set { style: Some(style), ..set(name, Scorer::Ner, gold) }
    }

    /// A copy in which both sides of quotation marks can be told, which the scorer of quotations counts on.
    const fn marked(name: &'static str, gold: &'static [&'static str]) -> Set {
        Set { style: Some("marks"), ..set(name, Scorer::Quotes, gold) }
    }

    const fn slow(self) -> Set {
        Set { slow: true, ..self }
    }
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

const FORMS: &[Metric] = &[points("passed", "/share")];

const QUOTES: &[Metric] = &[
    share("stretch-P", "/stretches/p"),
    share("stretch-R", "/stretches/r"),
    share("source", "/right_source/accuracy"),
    share("with-source-F", "/with_source/f"),
    share("indirect-F", "/attributions/indirect/f"),
    share("indirect-source", "/spans/indirect/source/overlap/f"),
    share("indirect-cue", "/spans/indirect/cue/overlap/f"),
    share("indirect-content", "/spans/indirect/content/overlap/f"),
    share("exact-source", "/spans/all/source/exact/f"),
    share("exact-cue", "/spans/all/cue/exact/f"),
    share("exact-content", "/spans/all/content/exact/f"),
];

const ENTITIES: &[Metric] = &[
    share("CoNLL", "/core/CoNLL"),
    share("link-P", "/name_links/p"),
    share("link-R", "/name_links/r"),
    share("he-she", "/he_she/accuracy"),
    share("he-she-coverage", "/he_she/coverage"),
];

const SYNTAX: &[Metric] = &[
    share("tokens", "/tokens/f"),
    share("sentences", "/sentences/f"),
    share("UPOS", "/UPOS/f"),
    share("UAS", "/UAS/f"),
    share("LAS", "/LAS/f"),
];

/// What is read from the syntax scorer when it is shown the Penn tags.
pub const PENN: &[Metric] = &[share("XPOS", "/XPOS/f")];

const GOLD_TOKENS: &[Metric] =
    &[share("UPOS", "/UPOS"), share("XPOS", "/XPOS"), share("UAS", "/UAS"), share("LAS", "/LAS")];

const ROLES: &[Metric] = &[points("P", "/P"), points("R", "/R"), points("body", "/body_share")];

const PLACES: &[Metric] = &[points("P", "/P"), points("known", "/coverage")];

const EVENTS: &[Metric] = &[
    share("trigger-F", "/triggers/f"),
    share("no-speech-F", "/triggers_without_speech/f"),
    share("factuality", "/factuality/accuracy"),
    share("link-P", "/links/p"),
    share("link-R", "/links/r"),
    share("days", "/days/day/accuracy"),
    share("all-days", "/days/all/accuracy"),
];

const TIMELINES: &[Metric] = &[share("P", "/p"), share("R", "/r"), share("F", "/f")];

const ROWS: &[Metric] = &[
    points("P", "/P"),
    points("R", "/R"),
    points("R1", "/R1"),
    points("factuality", "/fact"),
    points("interval", "/when"),
    points("both", "/both"),
];

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
        Scorer::Forms => FORMS,
        Scorer::Quotes => QUOTES,
        Scorer::Coref => ENTITIES,
        Scorer::Syntax => SYNTAX,
        Scorer::GoldTokens => GOLD_TOKENS,
        Scorer::Roles => ROLES,
        Scorer::Places => PLACES,
        Scorer::Events => EVENTS,
        Scorer::Timelines => TIMELINES,
        Scorer::Rows => ROWS,
        Scorer::Seed => SEED,
    };
    Set { name, scorer, gold, metrics, style: None, slow: false }
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
    set("names/science", Scorer::Ner, &["data/ner/dev/crossner_science.jsonl"]),
    set("names/music", Scorer::Ner, &["data/ner/dev/crossner_music.jsonl"]),
    set("names/literature", Scorer::Ner, &["data/ner/dev/crossner_literature.jsonl"]),
    set("names/ai", Scorer::Ner, &["data/ner/dev/crossner_ai.jsonl"]),
    set("names/worldwide-rest", Scorer::Ner, &["data/ner/dev/worldwide-rest.jsonl"]).slow(),
    Set::noisy("names/worldwide/upper", "upper", &["data/ner/dev/worldwide.jsonl"]),
    Set::noisy("names/worldwide/title", "title", &["data/ner/dev/worldwide.jsonl"]),
    Set::noisy("names/worldwide/lower", "lower", &["data/ner/dev/worldwide.jsonl"]),
    Set::noisy("names/gum/upper", "upper", &["data/ner/dev/gum.jsonl"]),
    Set::noisy("names/gum/title", "title", &["data/ner/dev/gum.jsonl"]),
    Set::noisy("names/gum/lower", "lower", &["data/ner/dev/gum.jsonl"]),
    Set::noisy("names/uner_ewt/upper", "upper", &["data/ner/dev/uner_ewt.jsonl"]),
    Set::noisy("names/uner_ewt/title", "title", &["data/ner/dev/uner_ewt.jsonl"]),
    Set::noisy("names/uner_ewt/lower", "lower", &["data/ner/dev/uner_ewt.jsonl"]),
    set("times/timebank", Scorer::Timex, &["data/time/timebank.jsonl"]),
    set("times/aquaint", Scorer::Timex, &["data/time/aquaint.jsonl"]),
    set("times/meantime", Scorer::Timex, &["data/time/meantime-timex.jsonl"]),
    set("times/gum", Scorer::Timex, &["data/time/gum-dates.jsonl"]),
    set("times/recognizers", Scorer::Forms, &["data/time/recognizers-english"]),
    set("quotes/polnear", Scorer::Quotes, &["data/quotes/polnear.dev.jsonl"]),
    Set::marked("quotes/polnear/marks", &["data/quotes/polnear.dev.jsonl"]),
    set("entities/gum", Scorer::Coref, &["data/coref/gum.dev.jsonl"]),
    set(
        "entities/meantime",
        Scorer::Coref,
        &["data/coref/meantime.airbus.jsonl", "data/coref/meantime.apple.jsonl", "data/coref/meantime.stock.jsonl"],
    ),
    set("roles", Scorer::Roles, &["data/ner/dev/worldwide.jsonl", "data/coref/gum.train.jsonl"]),
    set("places", Scorer::Places, &["data/ner/dev/worldwide.jsonl", "data/ner/dev/worldwide-rest.jsonl"]),
    set("syntax/ewt", Scorer::Syntax, &["data/syntax/ewt.dev.conllu"]),
    set("syntax/gum", Scorer::Syntax, &["data/syntax/gum.dev.conllu"]),
    set("gold-tokens/ewt", Scorer::GoldTokens, &["data/syntax/ewt.dev.conllu"]),
    set("gold-tokens/gum", Scorer::GoldTokens, &["data/syntax/gum.dev.conllu"]),
    set(
        "events/meantime",
        Scorer::Events,
        &[
            "data/events/meantime.airbus.jsonl",
            "data/events/meantime.apple.jsonl",
            "data/events/meantime.stock.jsonl",
            "data/events/semeval2015-timelines.jsonl",
        ],
    ),
    set(
        "timelines/semeval2015",
        Scorer::Timelines,
        &[
            "data/events/meantime.airbus.jsonl",
            "data/events/meantime.apple.jsonl",
            "data/events/meantime.stock.jsonl",
            "data/events/semeval2015-timelines.jsonl",
        ],
    ),
    set("timelines/rows", Scorer::Rows, &["data/ner/dev/worldwide.jsonl", "data/ner/dev/worldwide-rest.jsonl"]),
    set("seed", Scorer::Seed, &["seed/article.txt", "seed/gold.json"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noisy_copy_follows_its_plain_set() {
        for (n, noisy) in SETS.iter().enumerate().filter(|(_, set)| set.style.is_some()) {
            let plain = SETS[..n].iter().find(|set| Some(set.name) == noisy.plain());
            assert!(plain.is_some_and(|plain| plain.gold == noisy.gold), "{}", noisy.name);
        }
    }

    #[test]
    fn names_are_unique() {
        let names: std::collections::BTreeSet<&str> = SETS.iter().map(|set| set.name).collect();
        assert_eq!(names.len(), SETS.len());
    }
}
