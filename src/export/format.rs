//! The formats as data: what each is called, whom it serves and what it loses.

/// Declares the formats and what is told of each.
macro_rules! formats {
    ($($variant:ident, $name:literal, $label:literal, $serves:literal, $loses:literal;)*) => {
        /// A form in which analyses can be taken away.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // `serves` says what each is.
        pub enum Format { $($variant),* }

        impl Format {
            /// Every format, in the order in which they are offered.
            pub const ALL: &[Format] = &[$(Format::$variant),*];

            /// What the command line calls it.
            pub fn name(self) -> &'static str {
                match self { $(Format::$variant => $name),* }
            }

            /// What a reader sees it called.
            pub fn label(self) -> &'static str {
                match self { $(Format::$variant => $label),* }
            }

            /// Whom or which tool it serves: one sentence.
            pub fn serves(self) -> &'static str {
                match self { $(Format::$variant => $serves),* }
            }

            /// What of the analysis it loses: one sentence.
            pub fn loses(self) -> &'static str {
                match self { $(Format::$variant => $loses),* }
            }
        }
    };
}

formats! {
    Json, "json", "JSON",
        "For programs: the whole analysis with every offset (in UTF-16 code units), rule and confidence, as the command line prints it.",
        "Loses the text itself, which the offsets count in: keep the article beside it.";
    Csv, "csv", "CSV tables",
        "For Excel, OpenRefine, R and pandas: one table each of events, people and other names, and quotes, with offsets in characters.",
        "Loses single mentions, time expressions without an event, relations and order; a cell that begins like a formula gets an apostrophe before it.";
    Markdown, "markdown", "Markdown",
        "For notes (Obsidian, Notion, GitHub): timeline, cast and quotes as lists to edit by hand.",
        "Loses the article's text, offsets, confidence, and every event that is no row of the timeline.";
    Html, "html", "HTML report",
        "For readers and editors: one page that needs no script and no network, with the article marked up, to mail, print or archive.",
        "Loses offsets, confidence and the events that are no rows; nothing in it can be corrected.";
    Ics, "ics", "Calendar (ICS)",
        "For calendars (Outlook, Apple, Google, Thunderbird): what has a date or is planned for one, as days without a clock time.",
        "Loses what has no date, an open end or a stretch of more than 31 days, clock times (the text tells no time zone), conditional events, and the news of the day that is only about a day; a stretch of some days becomes one entry over all of them that says the day is not exact.";
    TimelineJs, "timelinejs", "TimelineJS",
        "For Knight Lab's TimelineJS: the timeline as its JSON, ready to be published.",
        "Loses what has no day or year; of an open stretch only the end that is known has a place on the axis, and its words say so.";
    Annotations, "annotations", "Web Annotation (JSON-LD)",
        "For annotation servers and readers of the W3C Web Annotation model: names, times, quotes and events as annotations of the text.",
        "Loses relations, order and the merged timeline; the text is named by a hash and not contained but for the words annotated and some around them.";
    Brat, "brat", "brat standoff",
        "For annotating on in brat, or tools that read its format: the text, names, times, quotes, events with their roles and factuality, relations.",
        "Loses confidence, rows, parts of speech and the parse; a span that runs over a line's end becomes one in pieces.";
    Conll, "conll", "CoNLL-U",
        "For linguists and trainers of models (UD tools, Stanza, udapi): words with part of speech, lemma and parse; names as BIO labels in MISC.",
        "Loses descriptions and pronouns, names inside names, quotes, relations, and who takes part in an event; keeps no page furniture.";
    GeoJson, "geojson", "GeoJSON",
        "For maps (QGIS, Leaflet, geojson.io, Kepler): the places named whose position is known, with what is told of each.",
        "Loses places that the knowledge base does not know or cannot tell apart, and everything that is at no place; points are exact to a hundredth of a degree, and stand in the middle of what is larger.";
    GraphMl, "graphml", "GraphML",
        "For network tools (yEd, Gephi, Cytoscape, igraph, NetworkX): who and what is named, with relations, events between two, and who is named with whom.",
        "Loses everything but names and ties; events that have not two named sides are left out.";
    Gexf, "gexf", "GEXF",
        "For Gephi: the same network as in GraphML, with types of attributes and weights that Gephi shows at once.",
        "Loses everything but names and ties; events that have not two named sides are left out.";
    TimeMl, "timeml", "TimeML",
        "For research on time (TARSQI, TempEval scorers): the text with TIMEX3 and EVENT tags and the links of time and order that words tell, as TimeML 1.2.1 in the layout of TempEval-3.",
        "Loses names, quotes, who takes part, rows and confidence; tells no classes of events but OCCURRENCE and STATE; lengths are not linked, and since and after are both AFTER.";
}

impl Format {
    /// The format of that name, or `None`.
    ///
    /// # Example
    /// ```
    /// use dateline::export::Format;
    /// assert_eq!(Format::parse("ics"), Some(Format::Ics));
    /// assert_eq!(Format::parse("ICS"), None);
    /// ```
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|f| f.name() == name)
    }
}
