//! GeoJSON (RFC 7946): the places whose position is known.

use super::File;
use super::article::{degrees, fact};
use super::notation::Json;
use super::report::{Member, Report};
use crate::dossier::At;
use crate::entity::Known;
use crate::event::Participant;
use crate::kb::Place;
use crate::mention::NameType;

/// One collection of points, what matters most first. Positions are the knowledge base's, in hundredths of a degree.
pub fn write(report: &Report) -> Vec<File> {
    let mut json = Json::default();
    json.open("", '{');
    json.text("type", "FeatureCollection");
    json.open("features", '[');
    for member in &report.cast {
        if matches!(report.kind(member), NameType::Gpe | NameType::Loc | NameType::Fac)
            && let Some(known) = report.known(member)
            && let Some(place) = known.place
        {
            feature(report, member, &known, place, &mut json);
        }
    }
    json.close_lines();
    json.close('}');
    vec![report.file(".geojson", "application/geo+json", json.end())]
}

fn feature(report: &Report, member: &Member, known: &Known, place: Place, json: &mut Json) {
    json.open_line();
    json.text("type", "Feature");
    json.text("id", &report.id('e', member.named));
    json.open("geometry", '{');
    json.text("type", "Point");
    json.open("coordinates", '[');
    json.raw("", &degrees(place.lon));
    json.raw("", &degrees(place.lat));
    json.close(']');
    json.close('}');
    json.open("properties", '{');
    json.text("name", &report.name(member));
    json.text("type", report.kind(member).as_str());
    json.text("class", known.class.as_str());
    json.maybe("country", known.country.map(|c| c.map(char::from).iter().collect()));
    json.maybe("wikidata", known.wikidata.map(|n| format!("Q{n}")));
    json.count("mentions", report.mentions(member));
    json.open("articles", '[');
    member.entities.iter().for_each(|at| json.text("", report.article(*at).title));
    json.close(']');
    json.open("events", '[');
    member.entities.iter().for_each(|at| events(report, *at, json));
    json.close(']');
    json.close('}');
    json.close('}');
}

/// What is told to be at a place, or not to be.
fn events(report: &Report, place: At, json: &mut Json) {
    let article = report.article(place);
    let here = Participant::Entity(place.index);
    for event in article.analysis.events.iter().filter(|e| e.found.places.contains(&here)) {
        json.open("", '{');
        json.text("factuality", fact(event.factuality));
        json.text("words", &article.label(event));
        json.maybe("when", event.when.edtf.clone());
        json.maybe("earliest", event.when.earliest.map(|d| d.to_string()));
        json.maybe("latest", event.when.latest.map(|d| d.to_string()));
        json.maybe("according_to", article.sayer(event));
        json.close('}');
    }
}
