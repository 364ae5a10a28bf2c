//! Reads the actor dictionaries of PETRARCH2.
//!
//! A block is a name, then lines that begin with "+" and give other names. Codes stand in brackets, behind the name or on
//! lines of their own, with the days between which they hold: "[ALBGOV 920409-970724]", "[ALBGOV >050911]".

/// A code, and the year in which it ceased to hold.
pub struct Code {
    /// The country or kind of actor, and the role.
    pub code: String,
    /// The last year; `None` where the code has no days, 9999 where it holds still.
    pub last: Option<u32>,
}

/// One block.
pub struct Actor {
    /// Its names, the first one canonical, in title case.
    pub names: Vec<String>,
    /// Its codes.
    pub codes: Vec<Code>,
    /// What the comment behind its name says.
    pub comment: String,
}

pub fn actors(text: &str) -> Vec<Actor> {
    let mut actors: Vec<Actor> = vec![];
    for line in text.lines() {
        let (line, comment) = line.split_once('#').unwrap_or((line, ""));
        let (name, codes) = line.find('[').map_or((line, ""), |at| line.split_at(at));
        let name = name.trim();
        if let Some(other) = name.strip_prefix('+') {
            let Some(actor) = actors.last_mut() else { continue };
            actor.names.extend(title_case(other));
        } else if !name.is_empty() {
            let names = title_case(name).into_iter().collect();
            actors.push(Actor { names, codes: vec![], comment: comment.trim().into() });
        }
        if let Some(actor) = actors.last_mut() {
            actor.codes.extend(codes.split(['[', ']']).filter(|c| !c.trim().is_empty()).map(code));
        }
    }
    actors.retain(|a| !a.names.is_empty());
    actors
}

fn code(text: &str) -> Code {
    let mut words = text.split_whitespace();
    let code = words.next().unwrap_or("").to_string();
    let days = words.collect::<String>();
    let year = |day: &str| match day.get(..2).and_then(|y| y.parse::<u32>().ok()) {
        Some(y) if y > 30 => 1900 + y,
        Some(y) => 2000 + y,
        None => 0,
    };
    let last = match days.as_str() {
        "" => None,
        _ if days.starts_with('>') => Some(9999),
        _ => Some(days.rsplit(['-', '<']).next().map_or(0, year)),
    };
    Code { code, last }
}

/// "KURDISTAN_WORKERS'_PARTY_" as a person writes it.
fn title_case(name: &str) -> Option<String> {
    const SMALL: [&str; 9] = ["of", "the", "and", "for", "in", "on", "to", "de", "al"];
    let name = name.split('(').next().unwrap_or("").replace('_', " ");
    let words = name.split_whitespace().enumerate().map(|(i, word)| {
        let small = word.to_lowercase();
        if i > 0 && ["II", "III", "IV", "VI", "VII", "VIII"].contains(&word) {
            return word.to_string();
        }
        if i > 0 && SMALL.contains(&small.as_str()) {
            return small;
        }
        let mut up = true;
        let raise = |c: char| {
            let raised = if up { c.to_uppercase().next().unwrap_or(c) } else { c };
            up = matches!(c, '-' | '.');
            raised
        };
        small.chars().map(raise).collect()
    });
    let name = words.collect::<Vec<String>>().join(" ");
    (name.len() > 1 && !name.contains(|c: char| c.is_ascii_digit() || c == '+')).then_some(name)
}
