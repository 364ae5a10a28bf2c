//! Times that are told against the time that the text speaks of: "the next day", "two weeks later", "that month".

use super::day::Day;
use super::period::{Period, Unit};
use super::resolve::{Context, HISTORY, Reading, step};
use super::tense::Tense;
use super::{Anchor, value};

impl Context<'_> {
    /// "against 20 degrees on the previous night", said of several towns in turn: always the same night.
    pub(super) fn again(&self, by: i32) -> Option<Reading> {
        let this = &self.found[self.index];
        let alike = |i: &usize| self.found[*i].form == this.form && self.found[*i].rule == this.rule;
        let near = |i: &usize| this.sentence - self.found[*i].sentence <= 1;
        let i = self.before().take_while(near).find(alike).filter(|_| by < 0)?;
        self.readings[i].period.map(|_| Reading { others: Vec::new(), ..self.readings[i].clone() })
    }

    /// What is told against a time that is longer than its own unit has bounds and no value: "took it in August and lost
    /// it two weeks later", "shot last October. That same day …". No day that was named before it is meant.
    pub(super) fn roughly(&self, unit: Unit, by: i32) -> Option<Reading> {
        let this = &self.found[self.index];
        let same = this.rule == "that-unit";
        let reach = usize::from(same);
        let (i, outer) = self.earlier(|_| true).filter(|(i, _)| this.sentence - self.found[*i].sentence <= reach)?;
        if outer.unit() <= unit.max(Unit::Day) || by == 0 && !same {
            return None;
        }
        let within = step(outer.first()?, by, unit).zip(step(outer.last()?, by, unit));
        let open = match outer {
            Period::Month(..) if by == 0 && unit == Unit::Day => format!("{}-XX", value::timex3(outer)),
            Period::Year(_) if by == 0 && unit == Unit::Day => format!("{}-XX-XX", value::timex3(outer)),
            _ => value::unknown(unit).to_string(),
        };
        let relative = self.readings[i].relative;
        Some(Reading { anchor: Anchor::Timex(i), relative, within, ..self.plain(open) })
    }

    /// The day from which "the next day" or "that month" counts: that of the last expression fine enough for the unit.
    pub(super) fn narrative(&self, unit: Unit, by: i32) -> Option<(usize, Day)> {
        // What is over leans on no day ahead.
        let past = self.found[self.index].tense == Tense::Past;
        let past = |p: Period| !past || self.published.is_none_or(|day| p.first().is_none_or(|first| first <= day));
        // "The year" of news is its own, unless the story has just been of a year long gone.
        let this_year = unit == Unit::Year && self.found[self.index].rule == "the-unit";
        let long_gone = |p: Period| self.published.is_none_or(|day| p.year().is_none_or(|y| y + HISTORY < day.year()));
        let told = self.earlier(|p| {
            past(p) && (p.unit() <= unit.max(Unit::Day) && p.unit() != Unit::Weekend || by != 0 && p.unit() == unit)
        });
        let (i, base) = told.filter(|(_, p)| !this_year || long_gone(*p))?;
        let day = if by > 0 { base.last() } else { base.first() }?;
        Some((i, day))
    }
}
