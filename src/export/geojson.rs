//! GeoJSON (RFC 7946): the places whose position is known.

use super::File;
use super::article::{degrees, fact};
use super::object::{list, maybe, object, string};
use super::report::{Member, Report};
use crate::dossier::At;
use crate::event::Participant;
use crate::mention::NameType;

/// One collection of points, what matters most first. Positions are the knowledge base's, in hundredths of a degree.
pub fn write(report: &Report) -> Vec<File> {
    let places = report.cast.iter().filter(|m| matches!(report.kind(m), NameType::Gpe | NameType::Loc | NameType::Fac));
    let features: Vec<String> = places.filter_map(|m| feature(report, m)).collect();
    let json = object(&[("type", string("FeatureCollection")), ("features", list(&features, true))]);
    vec![report.file(".geojson", "application/geo+json", json + "\n")]
}

fn feature(report: &Report, member: &Member) -> Option<String> {
    let known = report.known(member)?;
    let place = known.place?;
    let country = known.country.map(|c| c.map(char::from).iter().collect::<String>());
    let events: Vec<String> = member.entities.iter().flat_map(|at| events(report, *at)).collect();
    let articles: Vec<String> = member.entities.iter().map(|at| string(report.article(*at).title)).collect();
    let point = list(&[degrees(place.lon), degrees(place.lat)], false);
    let properties = object(&[
        ("name", string(&report.name(member))),
        ("type", string(report.kind(member).as_str())),
        ("class", string(known.class.as_str())),
        ("country", maybe(country)),
        ("wikidata", maybe(known.wikidata.map(|n| format!("Q{n}")))),
        ("mentions", report.mentions(member).to_string()),
        ("articles", list(&articles, false)),
        ("events", list(&events, false)),
    ]);
    Some(object(&[
        ("type", string("Feature")),
        ("id", string(&report.id('e', member.named))),
        ("geometry", object(&[("type", string("Point")), ("coordinates", point)])),
        ("properties", properties),
    ]))
}

/// What is told to be at a place, or not to be.
fn events(report: &Report, place: At) -> Vec<String> {
    let article = report.article(place);
    let here = article.analysis.events.iter().filter(|e| e.found.places.contains(&Participant::Entity(place.index)));
    let told = |e: &crate::event::Event| {
        object(&[
            ("factuality", string(fact(e.factuality))),
            ("words", string(&article.label(e))),
            ("when", maybe(e.when.edtf.clone())),
            ("earliest", maybe(e.when.earliest.map(|d| d.to_string()))),
            ("latest", maybe(e.when.latest.map(|d| d.to_string()))),
            ("according_to", maybe(article.sayer(e))),
        ])
    };
    here.map(told).collect()
}
