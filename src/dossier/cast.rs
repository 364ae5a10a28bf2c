//! Which entities of several articles are one. Those of one article stay apart, as its own analysis has them.

use super::{At, Member};
use crate::analysis::Analysis;
use crate::entity::{Entity, Gender};
use crate::lexicon;
use crate::mention::NameType;
use std::collections::HashMap;

/// Entities that are one.
struct Cluster {
    kind: NameType,
    gender: Gender,
    /// What it is in the knowledge base, once an article tells.
    known: Option<usize>,
    entities: Vec<At>,
}

impl Cluster {
    /// Whether an entity of `article` can be the same thing.
    fn takes(&self, article: usize, entity: &Entity) -> bool {
        let known = entity.known.map(|k| k.id);
        self.kind == entity.kind
            && self.gender.agrees(entity.gender)
            && self.known.zip(known).is_none_or(|(a, b)| a == b)
            && self.entities.iter().all(|at| at.article != article)
    }
}

/// The members of the cast, what matters most first. Two entities are one where the knowledge base says so, or where both
/// have one name of two words or more, or of one word for what is no person; a person with a surname alone is the only one
/// of that surname in the other articles.
pub fn join(articles: &[&Analysis]) -> Vec<Member> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_id: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut later: Vec<At> = Vec::new();
    for (article, analysis) in articles.iter().enumerate() {
        for (index, entity) in analysis.document.entities.iter().enumerate() {
            let at = At { article, index };
            let names = names(analysis, entity);
            if entity.kind == NameType::Person && entity.known.is_none() && names.iter().all(|n| !n.contains(' ')) {
                later.push(at);
                continue;
            }
            let known = entity.known.map(|k| k.id);
            let same = |list: Option<&Vec<usize>>| {
                list.into_iter().flatten().copied().find(|&c| clusters[c].takes(article, entity))
            };
            let found = known.and_then(|k| same(by_id.get(&k))).or_else(|| {
                names.iter().filter(|n| tells_apart(entity.kind, n)).find_map(|n| same(by_name.get(n.as_str())))
            });
            let cluster = found.unwrap_or_else(|| {
                clusters.push(Cluster {
                    kind: entity.kind,
                    gender: Gender::Unknown,
                    known: None,
                    entities: Vec::new(),
                });
                clusters.len() - 1
            });
            add(&mut clusters[cluster], at, entity);
            if let Some(known) = known {
                note(by_id.entry(known).or_default(), cluster);
            }
            names.into_iter().for_each(|n| note(by_name.entry(n).or_default(), cluster));
        }
    }
    let surnames = surnames(articles, &clusters);
    for at in later {
        let analysis = articles[at.article];
        let entity = &analysis.document.entities[at.index];
        let fits: Vec<usize> = names(analysis, entity)
            .iter()
            .filter_map(|n| surnames.get(n.as_str()))
            .flatten()
            .copied()
            .filter(|&c| clusters[c].takes(at.article, entity))
            .collect();
        // Two people with that surname: which of them is meant is not told.
        match fits[..] {
            [one] => add(&mut clusters[one], at, entity),
            _ => clusters.push(Cluster { kind: entity.kind, gender: entity.gender, known: None, entities: vec![at] }),
        }
    }
    let mut members: Vec<Member> = clusters.into_iter().map(|c| member(articles, c.entities)).collect();
    members.sort_by_key(|m| (std::cmp::Reverse(m.salience), m.entities[0]));
    members
}

/// For each article and entity the index of its member.
pub fn index(articles: &[&Analysis], members: &[Member]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = articles.iter().map(|a| vec![0; a.document.entities.len()]).collect();
    for (number, member) in members.iter().enumerate() {
        member.entities.iter().for_each(|at| out[at.article][at.index] = number);
    }
    out
}

fn add(cluster: &mut Cluster, at: At, entity: &Entity) {
    cluster.entities.push(at);
    cluster.known = cluster.known.or(entity.known.map(|k| k.id));
    if cluster.gender == Gender::Unknown {
        cluster.gender = entity.gender;
    }
}

fn note(list: &mut Vec<usize>, cluster: usize) {
    if !list.contains(&cluster) {
        list.push(cluster);
    }
}

fn member(articles: &[&Analysis], mut entities: Vec<At>) -> Member {
    entities.sort_unstable();
    let entity = |at: &At| &articles[at.article].document.entities[at.index];
    let words = |at: &At| folded(entity(at).name.of(&articles[at.article].document.text)).split(' ').count();
    let fullest = entities.iter().copied().max_by_key(|at| (words(at), std::cmp::Reverse(*at)));
    let salience = entities.iter().map(|at| u32::from(entity(at).salience)).sum();
    Member { named: fullest.unwrap_or(At { article: 0, index: 0 }), salience, entities }
}

/// Its names, folded, each once.
fn names(analysis: &Analysis, entity: &Entity) -> Vec<String> {
    let text = &analysis.document.text;
    let mut out: Vec<String> = Vec::new();
    for span in [entity.name].iter().chain(&entity.aliases) {
        let name = folded(span.of(text));
        if !name.is_empty() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The words of a name as they are compared: lower-case, without "the" and a possessive's ending.
fn folded(name: &str) -> String {
    let mut out = String::new();
    for word in name.split_whitespace() {
        let mut plain = String::new();
        lexicon::fold_into(word, &mut plain);
        let plain = plain.strip_suffix("'s").unwrap_or(&plain).trim_matches([',', '"', '\'']);
        if plain.is_empty() || out.is_empty() && plain == "the" {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out += plain;
    }
    out
}

/// Whether things of one kind that share this name are one: people need more than a surname.
fn tells_apart(kind: NameType, name: &str) -> bool {
    kind != NameType::Person || name.contains(' ')
}

/// The people of each surname, by the last word of their fullest names.
fn surnames(articles: &[&Analysis], clusters: &[Cluster]) -> HashMap<String, Vec<usize>> {
    let mut out: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, cluster) in clusters.iter().enumerate().filter(|(_, c)| c.kind == NameType::Person) {
        for at in &cluster.entities {
            let analysis = articles[at.article];
            for name in names(analysis, &analysis.document.entities[at.index]) {
                let last = name.rsplit(' ').next().unwrap_or("");
                note(out.entry(last.to_string()).or_default(), number);
            }
        }
    }
    out
}
