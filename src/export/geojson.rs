//! GeoJSON (RFC 7946): the places whose position is known.

use super::File;
use super::article::fact;
use super::report::{Member, Report};
use crate::dossier::At;
use crate::event::Participant;
use crate::mention::NameType;
use serde_json::{Value, json};

/// One collection of points, what matters most first. Positions are the knowledge base's, in hundredths of a degree.
pub fn write(report: &Report) -> Vec<File> {
    let places = report.cast.iter().filter(|m| matches!(report.kind(m), NameType::Gpe | NameType::Loc | NameType::Fac));
    let features: Vec<Value> = places.filter_map(|m| feature(report, m)).collect();
    let json = json!({ "type": "FeatureCollection", "features": features });
    let content = serde_json::to_string_pretty(&json).unwrap_or_default();
    vec![report.file(".geojson", "application/geo+json", content + "\n")]
}

fn feature(report: &Report, member: &Member) -> Option<Value> {
    let known = report.known(member)?;
    let place = known.place?;
    let degrees = |hundredths: i16| f64::from(hundredths) / 100.0;
    let country = known.country.map(|c| c.map(char::from).iter().collect::<String>());
    let events: Vec<Value> = member.entities.iter().flat_map(|at| events(report, *at)).collect();
    let articles: Vec<&str> = member.entities.iter().map(|at| report.article(*at).title).collect();
    Some(json!({
        "type": "Feature",
        "id": format!("e{}", member.named.article * 100_000 + member.named.index),
        "geometry": { "type": "Point", "coordinates": [degrees(place.lon), degrees(place.lat)] },
        "properties": {
            "name": report.name(member),
            "type": report.kind(member).as_str(),
            "class": known.class.as_str(),
            "country": country,
            "wikidata": known.wikidata.map(|n| format!("Q{n}")),
            "mentions": report.mentions(member),
            "articles": articles,
            "events": events,
        },
    }))
}

/// What is told to be at a place, or not to be.
fn events(report: &Report, place: At) -> Vec<Value> {
    let article = report.article(place);
    let here = article.analysis.events.iter().filter(|e| e.found.places.contains(&Participant::Entity(place.index)));
    let told = |e: &crate::event::Event| {
        json!({
            "factuality": fact(e.factuality),
            "words": article.label(e),
            "when": e.when.edtf,
            "earliest": e.when.earliest.map(|d| d.to_string()),
            "latest": e.when.latest.map(|d| d.to_string()),
            "according_to": article.sayer(e),
        })
    };
    here.map(told).collect()
}
