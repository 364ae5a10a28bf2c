//! Three tables of comma-separated values (RFC 4180), with a byte-order mark, without which Excel reads accents wrongly.

use super::File;
use super::article::{Article, degrees, fact, hundredths};
use super::escape::csv;
use super::report::Report;
use crate::dossier::At;
use crate::event::{Event, Participant};
use crate::quote::Quote;
use crate::span::Span;
use std::collections::BTreeMap;

const TYPE: &str = "text/csv;charset=utf-8";

const EVENTS: &str = "article,title,row,factuality,event,display,lane,earliest,latest,edtf,precision,basis,attributed_to,\
                      who,whom,where,trigger,kind,order,sentence,start,end,sentence_start,sentence_end,confidence,id";
const PEOPLE: &str = "name,type,offices,aliases,gender,wikidata,country,lat,lon,articles,mentions,quotes,salience,\
                      first_article,start,end,confidence,ids";
const QUOTES: &str = "article,title,kind,act,stance,speaker,words,source,cue,speaker_id,continues,nested_in,start,end,\
                      confidence,id";

/// The three files: events, people and what else is named, quotes. Offsets count characters (Unicode code points) from 0,
/// as Python and R index strings, end-exclusive. Rows of one number in `row` tell of one happening, the row of the timeline.
pub fn write(report: &Report) -> Vec<File> {
    let table = |name: &str, head: &str, lines: Vec<Vec<String>>| {
        let mut out = format!("\u{FEFF}{head}\r\n");
        for line in lines {
            out += &line.join(",");
            out += "\r\n";
        }
        report.file(&format!("-{name}.csv"), TYPE, out)
    };
    vec![
        table("events", EVENTS, events(report)),
        table("people", PEOPLE, people(report)),
        table("quotes", QUOTES, quotes(report)),
    ]
}

/// A cell that holds a value or nothing.
fn maybe<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}

fn words(article: &Article, span: Option<Span>) -> String {
    csv(&span.map_or_else(String::new, |s| article.words(s)))
}

fn offsets(article: &Article, span: Span) -> [String; 2] {
    [article.chars.at(span.start).to_string(), article.chars.at(span.end).to_string()]
}

fn share(percent: u8) -> String {
    hundredths(percent.min(100).into())
}

fn events(report: &Report) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<At, usize> = BTreeMap::new();
    report.rows.iter().enumerate().for_each(|(n, r)| r.tellings.iter().for_each(|at| _ = rows.insert(*at, n)));
    let mut lines = Vec::new();
    for (n, article) in report.articles.iter().enumerate() {
        for (index, event) in article.analysis.events.iter().enumerate() {
            let at = At { article: n, index };
            let row = rows.get(&at).map(|&r| (r, &report.rows[r]));
            let shown = row.filter(|(_, r)| r.event() == at).map(|(_, r)| r.display.clone());
            let display = shown.unwrap_or_else(|| told(article, event));
            let mut line = vec![(n + 1).to_string(), csv(article.title), maybe(row.map(|(r, _)| r + 1))];
            line.extend([csv(fact(event.factuality)), csv(&article.label(event)), csv(&display)]);
            line.push(csv(row.map_or("", |(_, r)| r.lane.as_str())));
            line.extend(time(event));
            line.push(csv(&article.sayer(event).unwrap_or_default()));
            let f = &event.found;
            line.extend([&f.who, &f.whom, &f.places].map(|list: &Vec<Participant>| csv(&article.participants(list))));
            let order = f.order.iter().map(|(relation, other)| format!("{} v{other}", relation.as_str()));
            let order = order.collect::<Vec<_>>().join("; ");
            line.extend([csv(&article.words(f.trigger)), csv(f.kind.unwrap_or_default()), csv(&order)]);
            line.push(csv(&article.words(article.sentence(event))));
            line.extend(offsets(article, f.label));
            line.extend(offsets(article, article.sentence(event)));
            line.extend([share(f.confidence), csv(&format!("v{index}"))]);
            lines.push(line);
        }
    }
    lines
}

/// Earliest, latest, EDTF, precision and basis.
fn time(event: &Event) -> [String; 5] {
    let when = &event.when;
    [
        csv(&maybe(when.earliest)),
        csv(&maybe(when.latest)),
        csv(when.edtf.as_deref().unwrap_or_default()),
        csv(when.precision),
        csv(when.basis.as_str()),
    ]
}

/// The words that tell an event's time.
fn told(article: &Article, event: &Event) -> String {
    let time = event.when.timexes.first().map(|&t| article.analysis.timexes[t].span);
    time.map_or_else(String::new, |s| article.words(s))
}

fn people(report: &Report) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for member in &report.cast {
        let article = report.article(member.named);
        let entity = &article.document.entities[member.named.index];
        let name = report.name(member);
        let mut aliases: Vec<String> = Vec::new();
        for at in &member.entities {
            let article = report.article(*at);
            let entity = &article.document.entities[at.index];
            for alias in std::iter::once(&entity.name).chain(&entity.aliases).map(|s| article.words(*s)) {
                if alias != name && !aliases.contains(&alias) {
                    aliases.push(alias);
                }
            }
        }
        let known = report.known(member);
        let country = known.and_then(|k| k.country).map(|c| c.map(char::from).iter().collect::<String>());
        let place = known.and_then(|k| k.place);
        let spoken = |at: &At| {
            let quotes = report.article(*at).quotes();
            quotes.iter().filter(|(_, q)| q.speaker == Some(at.index)).count()
        };
        let first = member.entities.first().copied().unwrap_or(member.named);
        let of = report.article(first);
        let mention = of.document.mentions.iter().find(|m| m.entity == first.index).map(|m| m.span);
        let ids = member.entities.iter().map(|at| report.id('e', *at));
        lines.push(vec![
            csv(&name),
            csv(entity.kind.as_str()),
            csv(&report.offices(member).join("; ")),
            csv(&aliases.join("; ")),
            csv(entity.gender.as_str()),
            csv(&maybe(known.and_then(|k| k.wikidata).map(|n| format!("Q{n}")))),
            csv(&country.unwrap_or_else(|| entity.country.unwrap_or_default().to_string())),
            maybe(place.map(|p| degrees(p.lat))),
            maybe(place.map(|p| degrees(p.lon))),
            member.entities.len().to_string(),
            report.mentions(member).to_string(),
            member.entities.iter().map(spoken).sum::<usize>().to_string(),
            hundredths(member.salience as i32),
            (first.article + 1).to_string(),
            maybe(mention.map(|s| of.chars.at(s.start))),
            maybe(mention.map(|s| of.chars.at(s.end))),
            share(entity.confidence),
            csv(&ids.collect::<Vec<_>>().join("; ")),
        ]);
    }
    lines
}

fn quotes(report: &Report) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for (n, article) in report.articles.iter().enumerate() {
        for (id, quote) in article.quotes() {
            lines.push(line_of(n, article, &id, quote));
        }
    }
    lines
}

fn line_of(n: usize, article: &Article, id: &str, quote: &Quote) -> Vec<String> {
    let whole = quote.content.iter().copied().reduce(Span::to).unwrap_or_default();
    let mut line = vec![(n + 1).to_string(), csv(article.title)];
    line.extend([csv(quote.kind.as_str()), csv(quote.act.as_str()), csv(quote.stance.as_str())]);
    line.extend([csv(&article.speaker(quote).unwrap_or_default()), csv(&article.said(quote))]);
    line.extend([words(article, quote.source), words(article, quote.cue)]);
    line.push(csv(&maybe(quote.speaker.map(|s| format!("e{s}")))));
    line.push(csv(&maybe(quote.continues.map(|q| format!("q{q}")))));
    line.push(csv(id.rsplit_once('.').map_or("", |(outer, _)| outer)));
    line.extend(offsets(article, whole));
    line.extend([share(quote.confidence), csv(id)]);
    line
}
