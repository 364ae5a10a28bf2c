//! The network of who and what is named, which GraphML and GEXF write: relations that the text states, events between two,
//! and who is named with whom.

use super::article::{Article, degrees, fact, hundredths};
use super::report::Report;
use crate::event::{Event, Factuality, Participant};
use std::collections::BTreeMap;

/// A sentence that names more than this many things is a list, which ties nobody.
const MANY: usize = 20;

/// Attributes of nodes: name and type (of GraphML and GEXF alike).
pub const NODE: [(&str, &str); 9] = [
    ("type", "string"),
    ("offices", "string"),
    ("wikidata", "string"),
    ("country", "string"),
    ("lat", "double"),
    ("lon", "double"),
    ("mentions", "int"),
    ("articles", "int"),
    ("salience", "double"),
];

/// Attributes of edges.
pub const EDGE: [(&str, &str); 6] = [
    ("kind", "string"),
    ("factuality", "string"),
    ("when", "string"),
    ("said_by", "string"),
    ("words", "string"),
    ("article", "string"),
];

/// A node: its label and the values of its attributes, "" where there is none.
pub struct Node {
    pub label: String,
    pub values: [String; 9],
}

/// An edge between two nodes.
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub directed: bool,
    pub label: String,
    pub weight: usize,
    pub values: [String; 6],
}

/// The nodes, in the order of the cast.
pub fn nodes(report: &Report) -> Vec<Node> {
    let node = |member: &super::report::Member| {
        let known = report.known(member);
        let place = known.and_then(|k| k.place);
        let values = [
            report.kind(member).as_str().to_string(),
            report.offices(member).join("; "),
            known.and_then(|k| k.wikidata).map_or_else(String::new, |n| format!("Q{n}")),
            known.and_then(|k| k.country).map_or_else(String::new, |c| c.map(char::from).iter().collect()),
            place.map_or_else(String::new, |p| degrees(p.lat)),
            place.map_or_else(String::new, |p| degrees(p.lon)),
            report.mentions(member).to_string(),
            member.entities.len().to_string(),
            hundredths(member.salience as i32),
        ];
        Node { label: report.name(member), values }
    };
    report.cast.iter().map(node).collect()
}

/// The edges, in the order of the articles: relations, events, then who is named with whom in how many sentences.
pub fn edges(report: &Report) -> Vec<Edge> {
    let index = report.members();
    let mut edges = Vec::new();
    let mut together: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (article, index) in report.articles.iter().zip(&index) {
        relations(article, index, &mut edges);
        for event in &article.analysis.events {
            between(article, index, event, &mut edges);
        }
        named_together(article, index, &mut together);
    }
    for ((a, b), weight) in together {
        let sentences = if weight == 1 { "one sentence".to_string() } else { format!("{weight} sentences") };
        let words = format!("named together in {sentences}");
        let values = ["together".into(), String::new(), String::new(), String::new(), words, String::new()];
        edges.push(Edge { from: a, to: b, directed: false, label: "named together".to_string(), weight, values });
    }
    edges
}

fn relations(article: &Article, index: &[usize], edges: &mut Vec<Edge>) {
    for r in &article.document.relations {
        let values = [
            r.kind.as_str().to_string(),
            "stated".to_string(),
            String::new(),
            String::new(),
            article.words(r.evidence),
            article.title.to_string(),
        ];
        push(edges, index[r.subject], index[r.object], r.kind.as_str().replace('_', " "), values);
    }
}

/// An edge from everyone who did it to everyone to whom it was done. What did not simply happen says so in its label.
fn between(article: &Article, index: &[usize], event: &Event, edges: &mut Vec<Edge>) {
    let named = |list: &[Participant]| {
        let entity = |p: &Participant| if let Participant::Entity(e) = p { Some(index[*e]) } else { None };
        list.iter().filter_map(entity).collect::<Vec<_>>()
    };
    let (who, whom) = (named(&event.found.who), named(&event.found.whom));
    let label = match event.factuality {
        Factuality::Happened => event.found.lemma.clone(),
        other => format!("{}: {}", fact(other), event.found.lemma),
    };
    for &from in &who {
        for &to in &whom {
            let values = [
                "event".to_string(),
                fact(event.factuality).to_string(),
                event.when.edtf.clone().unwrap_or_default(),
                article.sayer(event).unwrap_or_default(),
                article.label(event),
                article.title.to_string(),
            ];
            push(edges, from, to, label.clone(), values);
        }
    }
}

fn push(edges: &mut Vec<Edge>, from: usize, to: usize, label: String, values: [String; 6]) {
    if from != to && from != usize::MAX && to != usize::MAX {
        edges.push(Edge { from, to, directed: true, label, weight: 1, values });
    }
}

fn named_together(article: &Article, index: &[usize], together: &mut BTreeMap<(usize, usize), usize>) {
    let mentions = &article.document.mentions;
    for sentence in &article.document.sentences {
        let from = mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
        let inside = mentions[from..].iter().take_while(|m| m.tokens.start < sentence.tokens.end);
        let mut named: Vec<usize> = inside.map(|m| index[m.entity]).filter(|&n| n != usize::MAX).collect();
        named.sort_unstable();
        named.dedup();
        if named.len() > MANY {
            continue;
        }
        for (n, &a) in named.iter().enumerate() {
            named[n + 1..].iter().for_each(|&b| *together.entry((a, b)).or_default() += 1);
        }
    }
}
