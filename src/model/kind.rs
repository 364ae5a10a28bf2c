//! Reads a name that was found; produces its finer type. The sequence tagger knows places only as one type, since most
//! of what it learnt from does not tell a city from a bridge.

use super::view::View;
use super::{Name, NameType};
use crate::lexicon::{Classes, Lexicon};
use crate::token::Token;

/// The name's type, with places parted into GPE, LOC and FAC.
pub fn refine(name: &Name, view: &View, text: &str, tokens: &[Token], lexicon: &Lexicon) -> NameType {
    if name.kind != NameType::Gpe {
        return name.kind;
    }
    let span = tokens[name.tokens.start].span.to(tokens[name.tokens.end - 1].span);
    let whole = lexicon.get(span.of(text)).unwrap_or_default().classes;
    let alone = name.tokens.len() == 1;
    let governed = Classes::COUNTRY.or(Classes::REGION).or(Classes::CAPITAL).or(Classes::CITY);
    if whole.any(Classes::COUNTRY.or(Classes::CAPITAL)) {
        return NameType::Gpe;
    }
    let (first, last) = (&view.words[name.tokens.start], &view.words[name.tokens.end - 1]);
    match () {
        _ if whole.any(Classes::PLACE) && !whole.any(Classes::REGION.or(Classes::BIG_CITY)) => NameType::Loc,
        _ if whole.any(Classes::FACILITY) => NameType::Fac,
        _ if whole.any(governed) || alone => NameType::Gpe,
        _ if last.alone.any(Classes::FACILITY_HEAD) => NameType::Fac,
        _ if last.alone.any(Classes::PLACE_HEAD) || first.alone.any(Classes::PLACE_HEAD) => NameType::Loc,
        _ => NameType::Gpe,
    }
}

/// Whether the "name" is part of a sum of money: "US dollars".
pub fn is_money(name: &Name, view: &View) -> bool {
    let next = name.tokens.end;
    name.kind == NameType::Gpe && next < view.words.len() && matches!(view.low(next), "dollar" | "dollars" | "$")
}
