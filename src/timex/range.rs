//! Ranges: what the first end of "from May to October 2020" and the second of "Tuesday to Friday" leave to the other.

use super::Found;
use super::forms::{Form, Pick};
use super::period::{Period, Slot};
use super::scan::Scan;

/// Words that join the ends of a range.
const JOINS: [&str; 7] = ["to", "-", "–", "—", "until", "till", "through"];

/// Lets each end of a range take what it lacks from the other: an earlier end its year, a later one its place behind
/// the first. `found` are the expressions of one sentence, in order.
pub(super) fn lean(s: &Scan, found: &mut [Found]) {
    for i in 1..found.len() {
        let (before, after) = found.split_at_mut(i);
        let (first, second) = (&mut before[i - 1], &mut after[0]);
        let join = first.tokens.end;
        let joined = join + 1 == second.tokens.start;
        let start = first.tokens.start;
        let between = start > s.start && s.is_any(start - 1, &["between"]) && s.is(join, "and");
        let ends = joined && (s.is_any(join, &JOINS) || between);
        // "in June and July 2015": the year counts for both, though they are no range.
        let listed = joined && s.is(join, "and");
        if ends || listed {
            give_year(first, second);
        }
        if ends
            && second.clock.is_none()
            && let Form::Open(slot, pick @ Pick::Tense) = &mut second.form
        {
            let alike = match (&first.form, &slot) {
                (Form::Open(a, _) | Form::Within(a, _), b) => std::mem::discriminant(a) == std::mem::discriminant(*b),
                (Form::Known(p), Slot::Month(_) | Slot::MonthDay(..)) => p.year().is_some(),
                _ => false,
            };
            if alike {
                *pick = Pick::After;
            }
        }
    }
}

/// "May to October 2020": both lie in 2020; "November to February 2017" began in the year before.
fn give_year(first: &mut Found, second: &Found) {
    let Form::Open(
        slot @ (Slot::Month(_) | Slot::MonthDay(..) | Slot::Quarter(_) | Slot::Half(_)),
        Pick::Tense | Pick::On(_),
    ) = first.form
    else {
        return;
    };
    match &second.form {
        Form::Known(last)
            if !matches!(last, Period::Year(_) | Period::Fiscal(_) | Period::Decade(_) | Period::Century(_)) =>
        {
            let year = last.year();
            let this = year.and_then(|y| slot.in_year(y)).filter(|p| p.first() <= last.first());
            let before = || year.and_then(|y| slot.in_year(y - 1));
            if let Some(period) = this.or_else(before) {
                first.form = Form::Known(period);
            }
        }
        Form::Within(_, year) => first.form = Form::Within(slot, year.clone()),
        _ => {}
    }
}
