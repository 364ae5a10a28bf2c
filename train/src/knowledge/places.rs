//! Countries and their peoples, divisions, cities, and the places of nature.

use super::{Builder, PACKAGES, by_people, code, json, packages, read, rows, values};
use crate::Options;
use dateline::kb::{Class, Draft, Place};
use dateline::lexicon::{countries, fold};
use dateline::model::NameType;
use std::collections::{BTreeMap, BTreeSet};

const STATES: &str = include_str!("../../../data/words/states.txt");
const WORLD: &str = include_str!("../../../data/words/world.tsv");
const CITY_NAMES: &str = include_str!("../../../data/words/city_names.tsv");
const COUNTRY_ITEMS: &str = include_str!("../../../data/words/country_items.tsv");

/// The least prominence of countries; nothing but the words for their peoples reaches it.
const COUNTRY: u8 = 200;
const REGION: u8 = 140;
const WATER: u8 = 135;
const SEAT: u8 = 160;
const WORDNET: u8 = 90;
/// What a capital gains over another city of its size.
const CAPITAL: u8 = 25;
/// What a division loses against a city of as many people: alone, "New York" and "São Paulo" are the cities.
const DIVISION: u8 = 18;
/// Countries that share a name that the list of countries gives to one.
const SHARED: [(&str, &str); 2] = [("CD", "Congo"), ("KP", "Korea")];
/// Cities of so many people are known under other names too.
const KNOWN_CITY: u64 = 100_000;

/// Other names of cities that rather name something else.
const NOT_CITIES: [&str; 12] = [
    "Molotov",
    "Sion",
    "Lion",
    "Bale",
    "Kolonia",
    "Quang Nam",
    "Binh Dinh",
    "Binh Thuan",
    "Nan-ning",
    "Mexicanos",
    "Johore",
    "Hippo",
];
/// What local lists put around the name of a division.
const AFFIXES: [&str; 17] = [
    " Province",
    " Region",
    " Governorate",
    " Oblast",
    " Oblast’",
    " District",
    " County",
    " State",
    " Department",
    " Krai",
    " Prefecture",
    " Republic",
    " Division",
    " Parish",
    " Municipality",
    " Voivodeship",
    " Territory",
];

/// A town of the list.
struct Town {
    name: String,
    code: [u8; 2],
    division: String,
    place: Place,
    people: u64,
}

/// Known cities by code, name and people, as their list writes them.
type Cities = BTreeMap<([u8; 2], String, u64), usize>;

pub fn add(o: &Options, b: &mut Builder) -> Result<Cities, String> {
    let towns = towns(o)?;
    add_countries(o, b, &towns)?;
    let divisions = add_divisions(o, b, &towns)?;
    let cities = add_cities(b, &towns, &divisions);
    capitals(o, b)?;
    city_names(b);
    world(b);
    wordnet(o, b)?;
    Ok(by_place(&towns, &cities))
}

fn towns(o: &Options) -> Result<Vec<Town>, String> {
    let text = read(&o.data.join(super::FILES[1]))?;
    let rows = text.lines().skip(1).map(|l| l.split('\t').collect::<Vec<_>>());
    Ok(rows
        .filter_map(|c| {
            let [name, country, division, lat, lon, people] = c[..] else { return None };
            let place = Place { lat: hundredths(lat)?, lon: hundredths(lon)? };
            let (name, division) = (name.into(), format!("{country}.{division}"));
            Some(Town { name, code: code(country)?, division, place, people: people.parse().unwrap_or(0) })
        })
        .collect())
}

fn hundredths(degrees: &str) -> Option<i16> {
    Some((degrees.parse::<f64>().ok()? * 100.0).round() as i16)
}

fn add_countries(o: &Options, b: &mut Builder, towns: &[Town]) -> Result<(), String> {
    let mut people: BTreeMap<[u8; 2], u64> = BTreeMap::new();
    towns.iter().for_each(|t| *people.entry(t.code).or_default() += t.people);
    let items: BTreeMap<&str, u32> = rows(COUNTRY_ITEMS).filter_map(|r| Some((r[0], r[1].parse().ok()?))).collect();
    // States that are no more are things of their own in the list of regions.
    let past: BTreeSet<String> = rows(WORLD).flat_map(|r| [r[2]].into_iter().chain(values(r[3]))).map(fold).collect();
    let text = read(&o.data.join(super::FILES[0]))?;
    for row in text.lines().skip(1) {
        let c: Vec<&str> = row.split('\t').collect();
        let Some(iso) = code(c[0]) else { continue };
        let own = countries().iter().find(|own| own.iso2 == c[0]);
        let mut draft = Draft::new(own.map_or(c[2], |own| own.name), NameType::Gpe, Class::Country);
        draft.aliases.push(c[3].to_string());
        draft.aliases.extend(own.into_iter().flat_map(|own| own.other_names.iter().map(|n| n.to_string())));
        draft.aliases.extend(SHARED.iter().filter(|s| s.0 == c[0]).map(|s| s.1.to_string()));
        draft.aliases.retain(|a| !past.contains(&fold(a)));
        draft.country = Some(iso);
        draft.place = Some(Place { lat: hundredths(c[9]).unwrap_or(0), lon: hundredths(c[10]).unwrap_or(0) });
        draft.wikidata = items.get(c[0]).copied();
        let people = people.get(&iso).copied().unwrap_or(0);
        draft.prominence = COUNTRY + by_people(people / 1000) / 3;
        let prominence = draft.prominence - 10;
        b.add(draft);
        let words = own.map_or_else(|| values(c[5]).collect(), |own| own.demonyms.clone());
        demonym(b, &words, Some(iso), None, prominence);
    }
    Ok(())
}

/// A word for a people, with the plural where English makes one.
fn demonym(b: &mut Builder, words: &[&str], country: Option<[u8; 2]>, division: Option<usize>, prominence: u8) {
    let Some(first) = words.first() else { return };
    let mut draft = Draft { country, division, prominence, ..Draft::new(first, NameType::Norp, Class::Demonym) };
    for word in words {
        draft.aliases.push(word.to_string());
        if !["s", "sh", "ch", "ese", "men", "z", "ic"].iter().any(|e| word.ends_with(e)) {
            draft.aliases.push(format!("{word}s"));
        }
    }
    b.add(draft);
}

fn add_divisions(o: &Options, b: &mut Builder, towns: &[Town]) -> Result<BTreeMap<String, usize>, String> {
    // A division stands where its people live: the mean of its towns, weighed by their people.
    let mut sums: BTreeMap<&str, (i64, i64, i64)> = BTreeMap::new();
    for t in towns {
        let sum = sums.entry(&t.division).or_default();
        let weight = t.people.max(1) as i64;
        *sum = (sum.0 + t.place.lat as i64 * weight, sum.1 + t.place.lon as i64 * weight, sum.2 + weight);
    }
    let mut divisions = BTreeMap::new();
    let list = json(&packages(o).join(PACKAGES[0]))?;
    for entry in list.as_array().into_iter().flatten() {
        let (Some(key), Some(name)) = (entry["code"].as_str(), entry["name"].as_str()) else { continue };
        let Some((country, local)) = key.split_once('.') else { continue };
        let mut draft = Draft::new(name, NameType::Gpe, Class::Division);
        draft.country = code(country);
        let bare = AFFIXES.iter().find_map(|a| name.strip_suffix(a)).filter(|n| !n.is_empty());
        draft.aliases.extend(bare.map(str::to_string));
        draft.aliases.extend((country == "US").then(|| local.to_string()));
        if let Some(&(lat, lon, people)) = sums.get(key) {
            draft.place = Some(Place { lat: (lat / people) as i16, lon: (lon / people) as i16 });
            draft.prominence = by_people(people as u64).saturating_sub(DIVISION);
        }
        draft.prominence = draft.prominence.max(50);
        divisions.insert(key.to_string(), b.add(draft));
    }
    for row in rows(STATES) {
        let [country, name, short, people] = row[..] else { continue };
        let country = code(country);
        let names = || [name].into_iter().chain(values(short));
        let found = names().find_map(|n| b.one(n, |d| d.class == Class::Division && d.country == country));
        let listed = rows(WORLD).any(|w| names().any(|n| n == w[2]));
        let index = match found {
            Some(index) => index,
            None if listed => continue,
            None => b.add(Draft { country, prominence: REGION - 30, ..Draft::new(name, NameType::Gpe, Class::Region) }),
        };
        b.rename(index, name);
        values(short).for_each(|n| b.alias(index, n));
        let (prominence, is_division) = (b.drafts[index].prominence, b.drafts[index].class == Class::Division);
        demonym(b, &values(people).collect::<Vec<_>>(), country, is_division.then_some(index), prominence - 5);
    }
    Ok(divisions)
}

fn add_cities(b: &mut Builder, towns: &[Town], divisions: &BTreeMap<String, usize>) -> Vec<usize> {
    let one = |t: &Town| Draft {
        country: Some(t.code),
        division: divisions.get(&t.division).copied(),
        place: Some(t.place),
        prominence: by_people(t.people),
        ..Draft::new(&t.name, NameType::Gpe, Class::City)
    };
    towns.iter().map(|t| b.add(one(t))).collect()
}

/// The largest city of that name in a country.
fn city(b: &Builder, name: &str, country: [u8; 2]) -> Option<usize> {
    let is =
        |i: &usize| matches!(b.drafts[*i].class, Class::City | Class::Capital) && b.drafts[*i].country == Some(country);
    b.find(name).filter(is).max_by_key(|&i| b.drafts[i].prominence)
}

fn capitals(o: &Options, b: &mut Builder) -> Result<(), String> {
    let text = read(&o.data.join(super::FILES[0]))?;
    for row in text.lines().skip(1) {
        let c: Vec<&str> = row.split('\t').collect();
        let (Some(iso), Some(country)) = (code(c[0]), code(c[0]).and_then(|c| b.country(c))) else { continue };
        let own = countries().iter().find(|own| own.iso2 == c[0]);
        let named = own.map(|own| (own.capital, own.other_capitals.clone()));
        // What the project calls the capital, then what others count as one too.
        let all = named.into_iter().chain(values(c[4]).map(|name| (name, vec![])));
        for (name, others) in all.filter(|(name, _)| !name.is_empty()) {
            let found = [name].iter().chain(&others).find_map(|n| city(b, n, iso));
            let index = found.unwrap_or_else(|| {
                let place = b.drafts[country].place;
                b.add(Draft {
                    country: Some(iso),
                    place,
                    prominence: 80,
                    ..Draft::new(name, NameType::Gpe, Class::City)
                })
            });
            let draft = &mut b.drafts[index];
            draft.seat_of = Some(country);
            if draft.class == Class::City {
                draft.class = Class::Capital;
                draft.prominence += CAPITAL;
            }
            // What is a city of its own, as The Hague beside Amsterdam, is no other name of the capital.
            let own = |n: &&&str| city(b, n, iso).is_some_and(|i| i != index && fold(&b.drafts[i].name) == fold(n));
            let others: Vec<&str> = [name].iter().chain(&others).filter(|n| !own(n)).copied().collect();
            others.iter().for_each(|n| b.alias(index, n));
        }
    }
    Ok(())
}

/// Names of places that English dictionaries and lists of news names have, folded.
fn english_names(o: &Options) -> Result<BTreeSet<String>, String> {
    let wordnet = read(&o.data.join(super::FILES[2]))?;
    let places = wordnet.lines().filter(|l| l.split('\t').nth(1) == Some("LOC"));
    let mut names: BTreeSet<String> = places.filter_map(|l| l.split('\t').next()).map(fold).collect();
    let petrarch = super::petrarch::actors(&read(&o.data.join(super::FILES[4]))?);
    let countries = petrarch.iter().filter(|a| a.codes.len() == 1 && a.codes[0].code.len() == 3);
    names.extend(countries.flat_map(|a| a.names.iter()).map(|n| fold(n)));
    Ok(names)
}

fn city_names(b: &mut Builder) {
    for row in rows(CITY_NAMES) {
        let [country, name, others] = row[..] else { continue };
        match code(country).and_then(|c| city(b, name, c)) {
            Some(index) => values(others).for_each(|n| match n.strip_prefix('=') {
                Some(english) => b.rename(index, english),
                None => b.alias(index, n),
            }),
            None => println!("no city {name} in {country}"),
        }
    }
}

fn by_place(towns: &[Town], cities: &[usize]) -> Cities {
    let known = towns.iter().zip(cities).filter(|(t, _)| t.people >= KNOWN_CITY);
    known.map(|(t, &index)| ((t.code, t.name.clone(), t.people), index)).collect()
}

/// GeoNames' other names of known cities, where English knows them and nothing else bears them.
pub fn alternates(o: &Options, b: &mut Builder, cities: &Cities) -> Result<(), String> {
    let english = english_names(o)?;
    let list = json(&packages(o).join(PACKAGES[1]))?;
    for entry in list.as_object().into_iter().flat_map(|o| o.values()) {
        let key = entry["countrycode"].as_str().and_then(code).zip(entry["name"].as_str());
        let Some((country, name)) = key else { continue };
        let key = (country, name.to_string(), entry["population"].as_u64().unwrap_or(0));
        let Some(&index) = cities.get(&key) else { continue };
        for other in entry["alternatenames"].as_array().into_iter().flatten().filter_map(|n| n.as_str()) {
            let plain = other.is_ascii() && other.len() > 3 && other.starts_with(char::is_uppercase);
            let plain = plain && !NOT_CITIES.contains(&other);
            if plain && english.contains(&fold(other)) && !b.is_common(other) && b.find(other).next().is_none() {
                b.alias(index, other);
            }
        }
    }
    Ok(())
}

/// The project's list of regions, waters, seats and peoples.
fn world(b: &mut Builder) {
    for row in rows(WORLD) {
        let [class, kind, name, others, country, lat, lon, _] = row[..] else { continue };
        let (Some(class), Some(kind)) = (Class::parse(class), NameType::parse(kind)) else { continue };
        let country = code(country);
        // A region that is a division under another name, and a city that is a seat, are not told twice.
        let same = [name].into_iter().chain(values(others)).find_map(|n| {
            b.one(n, |d| {
                let division = class == Class::Region && d.class == Class::Division && kind == NameType::Gpe;
                let town = class == Class::Seat && kind == NameType::Gpe && d.class == Class::City;
                (division || town && d.prominence > 100) && d.country == country
            })
        });
        let prominence = match (class, kind) {
            (Class::Region, _) => REGION,
            (Class::Water, _) => WATER,
            (Class::Seat, NameType::Gpe) => 130,
            (Class::Seat, _) => SEAT,
            _ => WATER,
        };
        let index = same.unwrap_or_else(|| {
            let place = hundredths(lat).zip(hundredths(lon)).map(|(lat, lon)| Place { lat, lon });
            let place = place.map(|p| if kind == NameType::Fac { in_city(b, p, country) } else { p });
            b.add(Draft { country, place, prominence, ..Draft::new(name, kind, class) })
        });
        [name].into_iter().chain(values(others)).for_each(|n| b.alias(index, n));
    }
}

/// Where the largest city within a degree stands, if `place` is given in whole degrees only.
fn in_city(b: &Builder, place: Place, country: Option<[u8; 2]>) -> Place {
    let near = |p: Place| p.lat.abs_diff(place.lat) <= 100 && p.lon.abs_diff(place.lon) <= 100;
    let is_city =
        |d: &&Draft| matches!(d.class, Class::City | Class::Capital) && (d.country == country || country.is_none());
    let near = b.drafts.iter().filter(is_city).filter(|d| d.place.is_some_and(near));
    match near.max_by_key(|d| d.prominence).and_then(|d| d.place) {
        Some(city) if place.lat % 100 == 0 && place.lon % 100 == 0 => city,
        _ => place,
    }
}

/// Says what sits where, now that the bodies are there.
pub fn seats(b: &mut Builder) {
    for row in rows(WORLD).filter(|r| r[0] == "seat" && !r[7].is_empty()) {
        let seat = b.one(row[2], |d| d.country == code(row[4]) && d.seat_of.is_none() && d.class != Class::Company);
        let governs = |d: &Draft| !matches!(d.class, Class::City | Class::Demonym | Class::Person);
        let target = code(row[7]).and_then(|c| b.country(c)).or_else(|| b.one(row[7], governs));
        match (seat, target) {
            (Some(seat), Some(target)) => b.drafts[seat].seat_of = Some(target),
            _ => println!("no seat {} of {}", row[2], row[7]),
        }
    }
}

/// Mountains, rivers, seas, islands and the like that WordNet names.
fn wordnet(o: &Options, b: &mut Builder) -> Result<(), String> {
    const WATERS: &[&str] = &["river", "lake", "sea", "ocean", "strait", "gulf", "bay", "waterfall", "channel"];
    const LANDS: &[&str] = &[
        "range",
        "desert",
        "peninsula",
        "peak",
        "island",
        "archipelago",
        "continent",
        "volcano",
        "area",
        "park",
        "cape",
        "isthmus",
        "plain",
        "valley",
    ];
    let text = read(&o.data.join(super::FILES[2]))?;
    let rows = text.lines().skip(1).map(|l| l.split('\t').collect::<Vec<_>>());
    for c in rows.filter(|c| c.len() == 4 && c[1] == "LOC" && c[2] == "1" && c[0].starts_with(char::is_uppercase)) {
        let last = c[3].split(' ').next_back().unwrap_or("");
        let class = match last {
            _ if WATERS.contains(&last) => Class::Water,
            _ if LANDS.contains(&last) => Class::Region,
            _ => continue,
        };
        let river = |n: &str| n.strip_suffix(" River").or(n.strip_prefix("River ")).map(str::to_string);
        let twin = river(c[0]).unwrap_or_else(|| format!("{} River", c[0]));
        let is = |d: &Draft| matches!(d.class, Class::Region | Class::Water | Class::Country | Class::Division);
        if b.one(c[0], is).is_some() || b.is_common(c[0]) || c[0].contains('.') {
            continue;
        }
        match b.one(&twin, |d| d.class == Class::Water).filter(|_| class == Class::Water) {
            Some(same) => b.alias(same, c[0]),
            None => {
                b.add(Draft { prominence: WORDNET, ..Draft::new(c[0], NameType::Loc, class) });
            }
        }
    }
    Ok(())
}
