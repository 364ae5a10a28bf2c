//! The forms that a time expression can take, one family a file. Each rule is a function that reads the tokens from a
//! position on and says what it understood; none looks at the publication day.

mod ago;
mod calendar;
mod clock;
mod duration;
mod figures;
mod named;
mod nth;
mod quarter;
mod relative;
mod set;
pub(super) mod weekday;
mod year;

use super::period::{Period, Slot, Unit};
use super::quantity::Quantity;
use super::scan::Scan;
use super::{DayPart, Modifier, Reference};

/// What an expression says by itself. What it leaves to the context is not filled in.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Fully said: "4 September 2016", "the 1990s".
    Known(Period),
    /// One of two, the likelier first: "4/9/2016" in a text that does not show which figure is the month.
    Either(Period, Period),
    /// A recurring part of the calendar: "July", "Sunday"; which one, the context says.
    Open(Slot, Pick),
    /// A part of a year that another form gives: "July last year".
    Within(Slot, Box<Form>),
    /// So many units from a reference: "last month", "two days earlier". `count` when the distance was counted.
    Shift {
        /// The unit, which is also the granularity.
        unit: Unit,
        /// How many, negative for earlier.
        by: i32,
        /// From where.
        from: From,
        /// "two years ago" rather than "last year".
        count: bool,
    },
    /// The period in question, so many years on: "the quarter", "the year-ago period".
    Topic(Unit, i32),
    /// The period of that unit around another time: "the week of March 6".
    Around(Unit, Box<Form>),
    /// So far from another time, negative for earlier: "three weeks after Christmas", "two years and a month ago".
    Apart(Vec<(i32, Unit)>, Box<Form>),
    /// The n-th of its kind in another time, -1 for the last: "the first Monday of May", "the last week of 2016".
    Nth(i8, Item, Box<Form>),
    /// A length of time, and on which side of the speech day it lies when that is said.
    Length(Vec<(Quantity, Unit)>, Side),
    /// A set of times, by its TIMEX3 value.
    Every(String),
    /// Past, present or future, no more exactly.
    Ref(Reference),
}

impl Form {
    /// Whether it is a length that nobody counted.
    pub(super) fn is_vague(&self) -> bool {
        matches!(self, Form::Length(parts, _) if parts.iter().any(|p| p.0 == Quantity::Vague))
    }

    /// Whether it names one day.
    pub fn is_day(&self) -> bool {
        match self {
            Form::Known(p) | Form::Either(p, _) => matches!(p, Period::Day(_)),
            Form::Open(slot, _) | Form::Within(slot, _) => {
                matches!(slot, Slot::Weekday(_) | Slot::MonthDay(..) | Slot::DayOfMonth(_) | Slot::Holiday(_))
            }
            Form::Shift { unit, .. } => *unit == Unit::Day,
            Form::Apart(parts, _) => parts.iter().any(|p| p.1 == Unit::Day),
            Form::Nth(_, item, _) => matches!(item, Item::Unit(Unit::Day) | Item::Weekday(_)),
            _ => false,
        }
    }
}

/// What is counted inside a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Days, weeks, weekends or months.
    Unit(Unit),
    /// That day of the week, 1 (Monday) to 7 (Sunday).
    Weekday(u8),
}

/// Which of the recurring ones is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Pick {
    /// What the clause's tense and the calendar suggest.
    Tense,
    Last,
    This,
    Next,
    /// The first one ahead.
    Coming,
    /// The one that falls on this weekday, 1 (Monday) to 7 (Sunday).
    On(u8),
    /// The one before, after or in the time that the text speaks of.
    Before,
    After,
}

/// What a shift counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum From {
    Publication,
    Text,
}

/// Where a length of time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Anywhere,
    Past,
    Next,
    /// Its far end is what counts: "in two weeks".
    Ahead,
}

/// What a rule understood.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    pub form: Form,
    pub part: Option<DayPart>,
    pub clock: Option<(u8, u8)>,
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
    /// A second expression that leans on the first: "5" in "May 3-5".
    pub also: Option<Box<Match>>,
}

impl Match {
    pub fn new(start: usize, end: usize, form: Form, rule: &'static str) -> Self {
        Match { start, end, form, part: None, clock: None, modifier: None, rule, also: None }
    }

    fn with(mut self, modifier: Modifier) -> Self {
        self.modifier = Some(modifier);
        self
    }

    /// Where it ends, the expression that leans on it included.
    fn reach(&self) -> usize {
        self.also.as_ref().map_or(self.end, |also| also.end)
    }

    /// Whether it names a stretch of the calendar, not a length or a set.
    pub fn is_date(&self) -> bool {
        !matches!(self.form, Form::Length(..) | Form::Every(_) | Form::Ref(_))
    }

    /// Whether it names one day.
    pub fn is_day(&self) -> bool {
        self.form.is_day()
    }
}

/// A rule: reads the sentence at a position.
type Rule = fn(&Scan, usize) -> Option<Match>;

/// Every rule. The longest match wins, the earlier rule where two are equally long.
const RULES: &[Rule] = &[
    figures::written,
    calendar::month_first,
    calendar::day_first,
    calendar::bare_month,
    calendar::year_first,
    calendar::day_of_month,
    weekday::read,
    weekday::after_week,
    nth::read,
    nth::week_number,
    quarter::read,
    quarter::code,
    quarter::topic,
    named::holiday,
    named::phrase,
    named::season,
    named::deictic,
    ago::read,
    ago::named_days,
    ago::neighbour_day,
    ago::apart,
    relative::read,
    relative::topic,
    relative::year_end,
    relative::end_of_unit,
    relative::after_next,
    set::every,
    set::day_of_every_month,
    set::adverb,
    set::rate,
    named::some_day,
    duration::read,
    duration::vague,
    duration::whole,
    duration::lasting,
    year::decade,
    year::century,
    year::fiscal,
    year::span,
    year::bare,
    year::spelled,
    named::reference,
];

/// The longest thing that any rule understands at `at`.
pub(super) fn core(s: &Scan, at: usize) -> Option<Match> {
    let mut best: Option<Match> = None;
    for rule in RULES {
        if let Some(found) = rule(s, at)
            && best.as_ref().is_none_or(|b| found.reach() > b.reach())
        {
            best = Some(found);
        }
    }
    best
}

/// The same inside another expression: "Christmas" in "two weeks before Christmas". Such nesting is cut off, so that no
/// text can make reading it deep or slow.
fn inner(s: &Scan, at: usize) -> Option<Match> {
    const DEPTH: u8 = 3;
    let depth = s.depth.get();
    if depth == DEPTH {
        return None;
    }
    s.depth.set(depth + 1);
    let found = core(s, at);
    s.depth.set(depth);
    found
}

pub(super) use clock::{Range, hour_in, part, range, time};
