//! TimeML 1.2.1: the text with its times and events tagged in it, and the links that words tell.

use super::File;
use super::article::Article;
use super::escape::{xml, xml_text};
use super::markup::{Tagged, sort, wrap};
use super::report::Report;
use crate::dependency::Deprel;
use crate::event::{Anchor, Basis, Event, Factuality, Relation, Side};
use crate::span::Span;
use crate::tag::Xpos;
use crate::timex::{self, TimexKind};

/// One file an article, laid out as TempEval-3's: the day of publication in DCT, the text in TEXT. Characters that XML does
/// not allow are U+FFFD there. Whether an event happened is in `polarity` (NEG for what did not) and in `modality`
/// (planned, possible, conditional).
pub fn write(report: &Report) -> Vec<File> {
    let file = |(n, article): (usize, &Article)| report.file_of(n, ".tml", "application/xml", document(article));
    report.articles.iter().enumerate().map(file).collect()
}

fn document(article: &Article) -> String {
    let day = article.analysis.publication.value;
    let (value, words) = day.map_or(("XXXX-XX-XX".to_string(), String::new()), |d| (d.to_string(), d.to_string()));
    let text = &article.document.text;
    let mut tags = times(article);
    let tagged: Vec<Span> = article.analysis.timexes.iter().map(|t| t.span).collect();
    // An event inside a time, or across one, cannot be tagged beside it, and then is in no link.
    let free = |e: &Event| {
        let near = tagged.partition_point(|t| t.end <= e.found.trigger.start);
        tagged.get(near).is_none_or(|t| !t.overlaps(e.found.trigger))
    };
    let mut last = 0;
    let mut kept: Vec<Option<usize>> = Vec::new();
    for (n, event) in article.analysis.events.iter().enumerate() {
        let keep = free(event) && event.found.trigger.start >= last;
        if keep {
            last = event.found.trigger.end;
            let xpos = article.document.tags[event.found.token].xpos;
            let state = event.found.copula || matches!(xpos, Xpos::Jj | Xpos::Jjr | Xpos::Jjs);
            let class = if state { "STATE" } else { "OCCURRENCE" };
            let open = format!("<EVENT eid=\"e{}\" class=\"{class}\">", n + 1);
            tags.push(Tagged { span: event.found.trigger, open, close: "</EVENT>" });
        }
        kept.push(keep.then_some(n + 1));
    }
    sort(&mut tags);
    let marked = wrap(text, Span::new(0, text.len()), tags, xml_text);
    let instances: String = kept.iter().flatten().map(|&n| instance(article, n)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n<DOCID>{:032x}</DOCID>\n\n\
         <DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{value}\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">{words}</TIMEX3></DCT>\n\n<TITLE>{}</TITLE>\n\n<TEXT>{marked}</TEXT>\n\n\
         {instances}{}\n</TimeML>\n",
        article.hash,
        xml(article.title),
        links(article, &kept),
    )
}

fn times(article: &Article) -> Vec<Tagged> {
    let tag = |(n, t): (usize, &timex::Timex)| {
        let modifier = t.modifier.map_or_else(String::new, |m| format!(" mod=\"{}\"", m.code()));
        let anchor = match t.anchor {
            timex::Anchor::None => String::new(),
            timex::Anchor::Publication => " anchorTimeID=\"t0\"".to_string(),
            timex::Anchor::Timex(other) => format!(" anchorTimeID=\"t{}\"", other + 1),
        };
        let open = format!(
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"{modifier} temporalFunction=\"{}\" functionInDocument=\"NONE\"{anchor}>",
            n + 1,
            t.kind.code(),
            xml(&t.value),
            t.relative,
        );
        Tagged { span: t.span, open, close: "</TIMEX3>" }
    };
    article.analysis.timexes.iter().enumerate().map(tag).collect()
}

/// The MAKEINSTANCE of an event, by its number from 1.
fn instance(article: &Article, n: usize) -> String {
    let event = article.event(n - 1);
    let (tense, aspect) = tense(article, event.found.token);
    let polarity = if event.factuality == Factuality::Negated { "NEG" } else { "POS" };
    let modality = match event.factuality {
        Factuality::Planned | Factuality::Possible | Factuality::Conditional => {
            format!(" modality=\"{}\"", event.factuality.as_str())
        }
        _ => String::new(),
    };
    let tag = article.document.tags[event.found.token].xpos;
    let pos = match tag {
        t if t.is_verb() || t == Xpos::Md => "VERB",
        t if t.is_noun() => "NOUN",
        Xpos::Jj | Xpos::Jjr | Xpos::Jjs => "ADJECTIVE",
        _ => "OTHER",
    };
    format!(
        "<MAKEINSTANCE eiid=\"ei{n}\" eventID=\"e{n}\" tense=\"{tense}\" aspect=\"{aspect}\" polarity=\"{polarity}\"{modality} pos=\"{pos}\"/>\n"
    )
}

/// Tense and aspect by the verb's form and its auxiliaries.
fn tense(article: &Article, token: usize) -> (&'static str, &'static str) {
    let document = article.document;
    let word = |t: usize| document.tokens[t].span.of(&document.text).to_ascii_lowercase();
    // Auxiliaries stand close before their verb; looking at a few words keeps a long sentence cheap.
    let around = token.saturating_sub(12)..(token + 4).min(document.tokens.len());
    let helps = |t: &usize| {
        let d = document.dependencies.get(*t);
        d.is_some_and(|d| d.head == Some(token) && matches!(d.relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
    };
    let helpers: Vec<(String, Xpos)> = around.filter(helps).map(|t| (word(t), document.tags[t].xpos)).collect();
    let is = |words: &[&str]| helpers.iter().any(|(w, _)| words.contains(&w.as_str()));
    let tag = document.tags[token].xpos;
    if !tag.is_verb() && helpers.is_empty() {
        return ("NONE", "NONE");
    }
    let perfect = is(&["have", "has", "had", "'ve", "’ve", "having"]);
    let going =
        tag == Xpos::Vbg && is(&["am", "is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re", "'m"]);
    let aspect = match (perfect, going) {
        (true, true) => "PERFECTIVE_PROGRESSIVE",
        (true, false) => "PERFECTIVE",
        (false, true) => "PROGRESSIVE",
        _ => "NONE",
    };
    let finite = helpers.first().map_or(tag, |h| h.1);
    let tense = match finite {
        _ if is(&["will", "shall", "'ll", "’ll", "wo"]) => "FUTURE",
        Xpos::Vbd => "PAST",
        Xpos::Vbz | Xpos::Vbp => "PRESENT",
        Xpos::Vb => "INFINITIVE",
        Xpos::Vbg => "PRESPART",
        Xpos::Vbn => "PASTPART",
        _ => "NONE",
    };
    (tense, aspect)
}

/// The links between events, their own times and the day of publication, as far as words or tense tell them.
fn links(article: &Article, kept: &[Option<usize>]) -> String {
    let mut out = String::new();
    let mut count = 0;
    // Which came before which is told by both events; one link is enough.
    let mirrored = |event: usize, other: usize| {
        let back = article.event(other).found.order.iter().any(|o| o.1 == event);
        back && other < event
    };
    let mut link = |relation: &str, from: usize, to: String| {
        count += 1;
        out += &format!("<TLINK lid=\"l{count}\" relType=\"{relation}\" eventInstanceID=\"ei{from}\" {to}/>\n");
    };
    for (event, n) in article.analysis.events.iter().zip(kept).filter_map(|(e, n)| Some((e, (*n)?))) {
        let dated = |t: &usize| matches!(article.analysis.timexes[*t].kind, TimexKind::Date | TimexKind::Time);
        for &time in event.when.timexes.iter().filter(|t| dated(t)) {
            let relation = match event.found.anchor {
                Anchor::Timex(own, Side::After) if own == time => "AFTER",
                Anchor::Timex(own, Side::Before) if own == time => "BEFORE",
                _ => "IS_INCLUDED",
            };
            link(relation, n, format!("relatedToTime=\"t{}\"", time + 1));
        }
        let told = match (event.when.basis, event.factuality) {
            (Basis::Tense, Factuality::Happened) => Some("BEFORE"),
            (Basis::Tense, Factuality::Ongoing) => Some("INCLUDES"),
            (Basis::Tense, Factuality::Planned | Factuality::Possible) => Some("AFTER"),
            _ => None,
        };
        if let Some(relation) = told {
            link(relation, n, "relatedToTime=\"t0\"".to_string());
        }
        for &(relation, other) in &event.found.order {
            if mirrored(n - 1, other) {
                continue;
            }
            let relation = match relation {
                Relation::Before => "BEFORE",
                Relation::After => "AFTER",
                Relation::Includes => "INCLUDES",
                Relation::Overlaps => "SIMULTANEOUS",
            };
            if let Some(other) = kept[other] {
                link(relation, n, format!("relatedToEventInstance=\"ei{other}\""));
            }
        }
        if let Some(other) = kept[event.same].filter(|&other| other != n) {
            link("IDENTITY", n, format!("relatedToEventInstance=\"ei{other}\""));
        }
    }
    out
}
