//! Writes the section: what training makes and tests need.

use super::{Class, Kb, NONE, NOWHERE, Place};
use crate::error::Error;
use crate::lexicon::fold;
use crate::model::NameType;
use crate::model::file::Section;

/// A thing that goes into a knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its canonical name, at most 255 bytes.
    pub name: String,
    /// Its other names, as they are written: an acronym in capitals is understood only in capitals.
    pub aliases: Vec<String>,
    /// The type of its names.
    pub kind: NameType,
    /// What it is.
    pub class: Class,
    /// Its number in Wikidata.
    pub wikidata: Option<u32>,
    /// ISO 3166-1 code of its country.
    pub country: Option<[u8; 2]>,
    /// The division that it lies in, as an index into the drafts; a division of the same country, in no other division.
    pub division: Option<usize>,
    /// Where it is.
    pub place: Option<Place>,
    /// How much the world speaks of it.
    pub prominence: u8,
    /// What governs from here, as an index into the drafts.
    pub seat_of: Option<usize>,
}

impl Draft {
    /// A draft with a name, a type, a class and nothing else.
    pub fn new(name: &str, kind: NameType, class: Class) -> Draft {
        Draft {
            name: name.into(),
            aliases: vec![],
            kind,
            class,
            wikidata: None,
            country: None,
            division: None,
            place: None,
            prominence: 0,
            seat_of: None,
        }
    }
}

/// The section of these things. They get their ids in the order of their folded names, the more prominent first.
///
/// # Errors
/// Corrupt when there are more than 65,534 things, a name is longer than 255 bytes, or `Kb::parse` would refuse it.
pub fn write(drafts: &[Draft]) -> Result<Vec<u8>, Error> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_cached_key(|&d| (fold(&drafts[d].name), u8::MAX - drafts[d].prominence, d));
    let mut ids = vec![0; drafts.len()];
    order.iter().enumerate().for_each(|(id, &d)| ids[d] = id as u16);
    let id = |draft: Option<usize>| draft.map_or(NONE, |d| ids[d]).to_le_bytes();

    let mut aliases: Vec<(String, &str, u16)> = vec![];
    let mut columns: [Vec<u8>; 6] = Default::default();
    let (mut wikidata, mut seats) = (vec![], vec![]);
    for &d in &order {
        let draft = &drafts[d];
        aliases.extend(draft.aliases.iter().filter(|a| **a != draft.name).map(|a| (fold(a), a.as_str(), ids[d])));
        let kind = NameType::ALL.iter().position(|k| *k == draft.kind).unwrap_or_default() as u8;
        let country = draft.country.filter(|_| draft.division.is_none()).unwrap_or_default();
        let place = draft.place.unwrap_or(Place { lat: NOWHERE, lon: NOWHERE });
        columns[0].push(kind << 4 | draft.class as u8);
        columns[1].extend(country);
        columns[2].extend(id(draft.division));
        columns[3].extend(place.lat.to_le_bytes());
        columns[4].extend(place.lon.to_le_bytes());
        columns[5].push(draft.prominence);
        wikidata.extend(draft.wikidata.map(|q| (ids[d], q)));
        seats.extend(draft.seat_of.map(|s| (ids[d], ids[s])));
    }
    aliases.sort();
    aliases.dedup();

    let names = forms(order.iter().map(|&d| drafts[d].name.as_str()))?;
    let others = forms(aliases.iter().map(|a| a.1))?;
    let mut out = vec![];
    let counts = [order.len(), names.1.len(), aliases.len(), others.1.len(), wikidata.len(), seats.len()];
    counts.iter().for_each(|&n| out.extend((n as u32).to_le_bytes()));
    out.extend([names.0, names.1].concat());
    out.extend(columns.concat());
    out.extend([others.0, others.1].concat());
    aliases.iter().for_each(|a| out.extend(a.2.to_le_bytes()));
    wikidata.iter().for_each(|w| out.extend(w.0.to_le_bytes()));
    wikidata.iter().for_each(|w| out.extend(w.1.to_le_bytes()));
    seats.iter().for_each(|s| out.extend(s.0.to_le_bytes()));
    seats.iter().for_each(|s| out.extend(s.1.to_le_bytes()));
    Kb::parse(Section::owned(out.clone()))?;
    Ok(out)
}

/// Lengths and bytes of forms.
fn forms<'a>(forms: impl Iterator<Item = &'a str>) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let (mut lengths, mut bytes) = (vec![], vec![]);
    for form in forms {
        lengths.push(u8::try_from(form.len()).map_err(|_| Error::corrupt("a name is too long"))?);
        bytes.extend(form.bytes());
    }
    Ok((lengths, bytes))
}
