//! Who is who in small texts: what is one thing, what is not, and what the world knows of it.

use dateline::mention::Form;
use dateline::{Analyzer, Document};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(std::fs::read("data/model.bin").unwrap()).unwrap());

/// The mentions of every entity that has more than one, or those of the entity called `name`: "a | b; c | d".
fn mentions(document: &Document, of: impl Fn(&str) -> bool) -> String {
    let text = &document.text;
    let mut out = Vec::new();
    for (n, entity) in document.entities.iter().enumerate().filter(|(_, e)| of(e.name.of(text))) {
        let mut all: Vec<_> = document.mentions.iter().chain(&document.nested).filter(|m| m.entity == n).collect();
        all.sort_by_key(|m| m.span.start);
        out.push(all.iter().map(|m| m.span.of(text)).collect::<Vec<_>>().join(" | "));
        assert!(entity.confidence <= 100 && !entity.why.is_empty());
    }
    out.join("; ")
}

/// Checks what the entity whose name is `name` is called in `text`.
fn check(text: &str, name: &str, wanted: &str) {
    let document = ANALYZER.read(text);
    assert_eq!(mentions(&document, |n| n == name), wanted, "{text}");
}

#[test]
fn people() {
    let text = "Barack Obama met Angela Merkel on Monday. Mr Obama praised her. He said Ms Merkel was a friend.";
    check(text, "Barack Obama", "Barack Obama | Obama | He");
    check(text, "Angela Merkel", "Angela Merkel | her | Merkel");
    let text = "Recep Tayyip Erdoğan spoke on Friday. Tayyip Erdogan left early, and Erdogan's aides stayed.";
    check(text, "Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan | Tayyip Erdogan | Erdogan");
    let text = "John Smith sued Mary Smith in London. Ms Smith won, and Mr Smith appealed.";
    check(text, "John Smith", "John Smith | Smith");
    check(text, "Mary Smith", "Mary Smith | Smith");
    let text = "Mohammed Khatami met reporters in Tehran. Mohammad Khatami said talks would go on.";
    check(text, "Mohammed Khatami", "Mohammed Khatami | Mohammad Khatami");
    let text = "President Trump will sign the bill. Ivanka Trump spoke at the event. Trump said he was proud.";
    check(text, "Trump", "Trump | Trump | he");
    check(text, "Ivanka Trump", "Ivanka Trump");
}

#[test]
fn bodies() {
    let text = "The Islamic State group lost a town in Syria. IS fighters fled, and Islamic State said nothing.";
    check(text, "Islamic State", "Islamic State | IS | Islamic State");
    let text = "The World Health Organization sent doctors. The WHO said the outbreak was over.";
    check(text, "World Health Organization", "World Health Organization | WHO");
    let text = "The US Air Force ordered tankers from Boeing. USAF officials said the Air Force needs them.";
    check(text, "US Air Force", "US Air Force | USAF | Air Force");
    let text = "Al Qaida claimed the attack in Yemen. Officials said al-Qaeda had planned it for months.";
    check(text, "Al Qaida", "Al Qaida | al-Qaeda");
    let text = "Deutsche Bank AG cut 900 jobs. The bank said on Monday that it would close offices in Frankfurt.";
    check(text, "Deutsche Bank AG", "Deutsche Bank AG | The bank | it");
}

#[test]
fn countries_and_their_people() {
    let text = "The US and Russia met in Geneva. Russian envoys said the United States and U.S. allies must wait.";
    check(text, "US", "US | United States | U.S.");
    check(text, "Russia", "Russia");
    check(text, "Russian", "Russian");
    let text = "Rain fell in southern Russia on Friday. Russia said the roads in southern Russia were closed.";
    check(text, "southern Russia", "Russia | Russia");
    check(text, "Russia", "Russia");
}

#[test]
fn descriptions() {
    let text = "Turkish president Recep Tayyip Erdogan met Barack Obama. The Turkish president said he was content.";
    let found = ANALYZER.read(text);
    let all = mentions(&found, |n| n == "Recep Tayyip Erdogan");
    assert_eq!(all, "Recep Tayyip Erdogan | president | he");
    let text = "Troops entered Aleppo, Syria's largest city, on Monday.";
    check(text, "Aleppo", "Aleppo | largest city");
    // "They" and an "it" that may be two things mean nothing that is known.
    let text = "Russia and Turkey signed a deal with Iran. They said it would hold.";
    let found = ANALYZER.read(text);
    assert!(found.mentions.iter().all(|m| m.form != Form::Pronoun), "{:?}", found.mentions);
}

/// What stands for what: "Moscow for Russia".
fn metonyms(text: &str) -> String {
    let document = ANALYZER.read(text);
    let name = |e: usize| document.entities[e].name.of(text);
    let found =
        document.mentions.iter().filter_map(|m| Some(format!("{} for {}", m.span.of(text), name(m.metonym_for?))));
    found.collect::<Vec<_>>().join(", ")
}

#[test]
fn capitals_that_act_stand_for_their_country() {
    let text = "Moscow rejected the plan that Russia had backed in May. Snow fell in Moscow on Sunday.";
    assert_eq!(metonyms(text), "Moscow for Russia");
    let text = "The White House said the US would not change its policy. Tourists walked past the White House.";
    assert_eq!(metonyms(text), "White House for US");
    assert_eq!(metonyms("Moscow rejected the plan."), "", "the text names no country to stand for");
    let text = "Brussels warned London over the deal. The European Union wants the UK to pay.";
    assert_eq!(metonyms(text), "Brussels for European Union, London for UK");
}

/// Country and position of the entity called `name`: "US 33.38 -83.97".
fn place(text: &str, name: &str) -> String {
    let document = ANALYZER.read(text);
    let entity = document.entities.iter().find(|e| e.name.of(text) == name);
    let Some(known) = entity.unwrap_or_else(|| panic!("no {name} in {text}")).known else { return "unknown".into() };
    let country = known.country.map_or(String::new(), |c| String::from_utf8_lossy(&c).into_owned());
    let whole = |hundredths: i16| (f64::from(hundredths) / 100.0).round();
    known.place.map_or(country.clone(), |p| format!("{country} {} {}", whole(p.lat), whole(p.lon)))
}

#[test]
fn the_text_tells_which_place_is_meant() {
    assert_eq!(place("Protests in Georgia went on, police in Tbilisi said.", "Georgia"), "GE 42 44");
    let text = "Voters in Georgia, Florida and Ohio go to the polls. Turnout was high in Atlanta and Miami.";
    assert!(place(text, "Georgia").starts_with("US 33 -8"), "{}", place(text, "Georgia"));
    assert_eq!(place("He lives in Paris with his wife.", "Paris"), "FR 49 2");
    assert_eq!(place("A storm hit Paris, Texas, on Monday.", "Paris"), "US 34 -96");
    assert_eq!(place("The mayor of Springfield resigned on Monday.", "Springfield"), "unknown");
    // A person is no place.
    assert_eq!(place("Paris Hilton sang in Berlin on Friday.", "Paris Hilton"), "");
}

#[test]
fn names_inside_names_are_mentions() {
    let text = "The University of Ghent opened a laboratory. Ghent paid for it.";
    let document = ANALYZER.read(text);
    assert_eq!(mentions(&document, |n| n == "Ghent"), "Ghent | Ghent");
    assert!(document.nested.iter().any(|m| m.span.of(text) == "Ghent" && m.form == Form::Nested));
}

/// Offices: "title of body (state) person".
fn offices(text: &str) -> String {
    let document = ANALYZER.read(text);
    let name = |e: usize| document.entities[e].name.of(text);
    let one = |r: &dateline::role::Role| {
        let of = r.of.map_or(String::new(), |e| format!(" of {}", name(e)));
        format!("{}: {}{of} ({})", name(r.person), r.title.of(text), r.state.as_str())
    };
    document.roles.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn offices_are_read_wherever_they_stand() {
    for (text, wanted) in [
        ("US secretary of state John Kerry left.", "John Kerry: secretary of state of US (current)"),
        ("Sergey Lavrov, the Russian foreign minister, left.", "Sergey Lavrov: foreign minister of Russian (current)"),
        ("The Syrian president, Bashar Assad, spoke on Monday.", "Bashar Assad: president of Syrian (current)"),
        ("Former French president Nicolas Sarkozy spoke.", "Nicolas Sarkozy: president of French (former)"),
        ("President Vicente Fox of Mexico spoke.", "Vicente Fox: President of Mexico (current)"),
        ("Tim Cook was named chief executive of Apple on Monday.", "Tim Cook: chief executive of Apple (current)"),
        ("Angela Merkel was the chancellor of Germany.", "Angela Merkel: chancellor of Germany (former)"),
        ("John Kerry, who served as a senator, left.", "John Kerry: senator (former)"),
        ("John Kerry was not the president.", ""),
        ("If Tim Cook becomes chairman of Apple, shares will fall.", ""),
    ] {
        assert_eq!(offices(text), wanted, "{text}");
    }
}

#[test]
fn people_are_known_where_the_text_speaks_of_their_country() {
    let known = |text: &str, name: &str| {
        let document = ANALYZER.read(text);
        let entity = document.entities.iter().find(|e| e.name.of(text) == name);
        entity.unwrap_or_else(|| panic!("no {name} in {text}")).known.and_then(|k| k.wikidata)
    };
    assert_eq!(known("Barack Obama spoke on Monday.", "Barack Obama"), Some(76));
    // One of many Adam Smiths sits in the US Congress.
    assert_eq!(known("Adam Smith won the race in Sydney, Australia.", "Adam Smith"), None);
    assert_eq!(known("Adam Smith, a US congressman, won the vote.", "Adam Smith"), Some(350916));
    assert_eq!(known("President Trump said the United States would act.", "Trump"), Some(22686));
    assert_eq!(known("President Trump of the bowling club in Leeds resigned.", "Trump"), None);
}
