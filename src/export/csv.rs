//! Three tables of comma-separated values (RFC 4180), with a byte-order mark, without which Excel reads accents wrongly.

use super::File;
use super::article::{Article, degrees, fact, hundredths};
use super::escape::csv;
use super::report::Report;
use crate::dossier::At;
use crate::event::Event;
use crate::span::Span;

const TYPE: &str = "text/csv;charset=utf-8";

const EVENTS: &str = "article,title,row,factuality,event,display,lane,earliest,latest,edtf,precision,basis,attributed_to,\
                      who,whom,where,trigger,kind,order,sentence,start,end,sentence_start,sentence_end,confidence,id";
const PEOPLE: &str = "number,name,type,offices,aliases,gender,wikidata,country,lat,lon,articles,mentions,quotes,salience,\
                      first_article,start,end,confidence,ids";
const QUOTES: &str = "article,title,kind,act,stance,speaker,words,source,cue,speaker_id,continues,nested_in,start,end,\
                      confidence,id";

/// The three files: events, people and what else is named, quotes. Offsets count characters (Unicode code points) from 0,
/// as Python and R index strings, end-exclusive. Rows of one number in `row` tell of one happening, the row of the timeline.
pub fn write(report: &Report) -> Vec<File> {
    let tables =
        [("events", EVENTS, events as fn(&Report, &mut Table)), ("people", PEOPLE, people), ("quotes", QUOTES, quotes)];
    let file = |(name, head, lines): (&str, &str, fn(&Report, &mut Table))| {
        let mut table = Table(format!("\u{FEFF}{head}"));
        lines(report, &mut table);
        report.file(&format!("-{name}.csv"), TYPE, table.0 + "\r\n")
    };
    tables.into_iter().map(file).collect()
}

/// A table that grows line by line.
struct Table(String);

// None of these is worth a copy at every call: the page's module has to be small.
impl Table {
    /// Begins a line with a cell that holds a number.
    #[inline(never)]
    fn line(&mut self, number: usize) {
        self.0 += "\r\n";
        self.0 += &number.to_string();
    }

    /// A cell of words.
    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.0.push(',');
        self.0 += &csv(text);
    }

    /// Cells of words, each empty where there are none.
    #[inline(never)]
    fn texts(&mut self, texts: &[&str]) {
        texts.iter().for_each(|t| self.text(t));
    }

    /// A cell of words, or an empty one.
    #[inline(never)]
    fn maybe(&mut self, text: Option<String>) {
        self.text(&text.unwrap_or_default());
    }

    /// A cell of a number that was written by us, or an empty one.
    #[inline(never)]
    fn figure(&mut self, figure: Option<String>) {
        self.0.push(',');
        self.0 += &figure.unwrap_or_default();
    }

    /// Two cells: where a stretch begins and ends.
    #[inline(never)]
    fn place(&mut self, article: &Article, span: Option<Span>) {
        self.figure(span.map(|s| article.chars.at(s.start).to_string()));
        self.figure(span.map(|s| article.chars.at(s.end).to_string()));
    }

    /// A share of a hundred.
    fn share(&mut self, percent: u32) {
        self.figure(Some(hundredths(percent.min(100) as i32)));
    }
}

fn events(report: &Report, table: &mut Table) {
    // The row of each event, by article; none is 0.
    let mut rows: Vec<Vec<usize>> = report.articles.iter().map(|a| vec![0; a.analysis.events.len()]).collect();
    for (n, row) in report.rows.iter().enumerate() {
        row.tellings.iter().for_each(|at| rows[at.article][at.index] = n + 1);
    }
    for (n, article) in report.articles.iter().enumerate() {
        for (index, event) in article.analysis.events.iter().enumerate() {
            let number = rows[n][index];
            let row = number.checked_sub(1).map(|r| &report.rows[r]);
            let shown = row.filter(|r| r.event() == At { article: n, index }).map(|r| r.display.clone());
            let (f, when) = (&event.found, &event.when);
            table.line(n + 1);
            table.text(article.title);
            table.figure(row.map(|_| number.to_string()));
            table.texts(&[
                fact(event.factuality),
                &article.label(event),
                &shown.unwrap_or_else(|| told(article, event)),
            ]);
            table.text(row.map_or("", |r| r.lane.as_str()));
            table.maybe(when.earliest.map(|d| d.to_string()));
            table.maybe(when.latest.map(|d| d.to_string()));
            table.texts(&[when.edtf.as_deref().unwrap_or_default(), when.precision, when.basis.as_str()]);
            table.maybe(article.sayer(event));
            [&f.who, &f.whom, &f.places].into_iter().for_each(|list| table.text(&article.participants(list)));
            table.texts(&[&article.words(f.trigger), f.kind.unwrap_or_default()]);
            let order = f.order.iter().map(|(relation, other)| format!("{} v{other}", relation.as_str()));
            table.text(&order.collect::<Vec<_>>().join("; "));
            let sentence = article.sentence(event);
            table.text(&article.words(sentence));
            table.place(article, Some(f.label));
            table.place(article, Some(sentence));
            table.share(f.confidence.into());
            table.text(&format!("v{index}"));
        }
    }
}

/// The words that tell an event's time.
fn told(article: &Article, event: &Event) -> String {
    let time = event.when.timexes.first().map(|&t| article.analysis.timexes[t].span);
    time.map_or_else(String::new, |s| article.words(s))
}

fn people(report: &Report, table: &mut Table) {
    for (n, member) in report.cast.iter().enumerate() {
        let entity = &report.article(member.named).document.entities[member.named.index];
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
        let spoken = |at: &At| report.article(*at).spoken[at.index];
        let first = member.entities.first().copied().unwrap_or(member.named);
        let of = report.article(first);
        table.line(n + 1);
        table.texts(&[&name, entity.kind.as_str(), &report.offices(member).join("; "), &aliases.join("; ")]);
        table.text(entity.gender.as_str());
        table.maybe(known.and_then(|k| k.wikidata).map(|n| format!("Q{n}")));
        table.text(&country.unwrap_or_else(|| entity.country.unwrap_or_default().to_string()));
        table.figure(place.map(|p| degrees(p.lat)));
        table.figure(place.map(|p| degrees(p.lon)));
        table.figure(Some(member.entities.len().to_string()));
        table.figure(Some(report.mentions(member).to_string()));
        table.figure(Some(member.entities.iter().map(spoken).sum::<usize>().to_string()));
        table.share(member.salience);
        table.figure(Some((first.article + 1).to_string()));
        table.place(of, of.mentions_of(first.index).next().map(|m| m.span));
        table.share(entity.confidence.into());
        let ids = member.entities.iter().map(|at| report.id('e', *at));
        table.text(&ids.collect::<Vec<_>>().join("; "));
    }
}

fn quotes(report: &Report, table: &mut Table) {
    for (n, article) in report.articles.iter().enumerate() {
        for (id, quote) in article.quotes() {
            table.line(n + 1);
            table.text(article.title);
            table.texts(&[quote.kind.as_str(), quote.act.as_str(), quote.stance.as_str()]);
            table.maybe(article.speaker(quote));
            table.text(&article.said(quote));
            table.maybe(quote.source.map(|s| article.words(s)));
            table.maybe(quote.cue.map(|s| article.words(s)));
            table.maybe(quote.speaker.map(|s| format!("e{s}")));
            table.maybe(quote.continues.map(|q| format!("q{q}")));
            table.text(id.rsplit_once('.').map_or("", |(outer, _)| outer));
            table.place(article, quote.content.iter().copied().reduce(Span::to));
            table.share(quote.confidence.into());
            table.text(&id);
        }
    }
}
