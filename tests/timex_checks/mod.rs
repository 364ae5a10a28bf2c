//! Small checkers of the two notations: whether a string is a TIMEX3 value, whether it is EDTF (levels 1 and 2).

pub mod holds;

/// Whether `s` has the shape `p`: 9 a digit, x a digit or X, anything else itself.
fn shaped(s: &str, p: &str) -> bool {
    s.len() == p.len()
        && s.bytes().zip(p.bytes()).all(|(b, p)| match p {
            b'9' => b.is_ascii_digit(),
            b'x' => b.is_ascii_digit() || b == b'X',
            _ => b == p,
        })
}

fn any_shape(s: &str, shapes: &[&str]) -> bool {
    shapes.iter().any(|p| shaped(s, p))
}

/// A TIMEX3 value as TimeML 1.2.1 and TempEval-3 write it.
pub fn is_timex3(value: &str) -> bool {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return true;
    }
    if let Some(length) = value.strip_prefix('P') {
        let (date, time) = length.split_once('T').map_or((length, None), |(d, t)| (d, Some(t)));
        let codes = ["Y", "M", "WE", "W", "DE", "D", "CE", "ML", "Q"];
        return amounts(date, &codes)
            && time.is_none_or(|t| !t.is_empty() && amounts(t, &["H", "M", "S"]))
            && !length.is_empty();
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    let date = date.strip_prefix("BC").unwrap_or(date);
    let clock = |t: &str| shaped(t, "99:99") && t <= "24:59";
    let of_day = |t: &str| clock(t.strip_suffix('Z').unwrap_or(t)) || ["MO", "MI", "AF", "EV", "NI"].contains(&t);
    let day = any_shape(date, &["xxxx-xx-xx", "xxxx-Wxx-x"]);
    if let Some(t) = time {
        return of_day(t) && day;
    }
    let seasons = ["SP", "SU", "FA", "WI"].iter().any(|s| date.strip_suffix(s).is_some_and(|y| shaped(y, "xxxx-")));
    let shapes = ["xx", "xxx", "xxxx", "xxxx-xx", "xxxx-Wxx", "xxxx-Wxx-WE", "xxxx-Qx", "xxxx-Hx"];
    day || seasons || any_shape(date, &shapes)
}

/// Amounts with their codes, "3Y6M", "XW", "2.5D".
fn amounts(mut rest: &str, codes: &[&str]) -> bool {
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X').unwrap_or(rest.len());
        let Some(code) = codes.iter().find(|c| rest[end..].starts_with(**c)) else { return false };
        let number = &rest[..end];
        if number.is_empty() || number.starts_with('.') || number.matches('.').count() > 1 {
            return false;
        }
        rest = &rest[end + code.len()..];
    }
    true
}

/// EDTF: dates with unknown figures, seasons and quarters (21 to 41), approximation, open and closed intervals.
pub fn is_edtf(s: &str) -> bool {
    match s.split_once('/') {
        Some((from, to)) => {
            let side = |s: &str| s == ".." || edtf_date(s);
            side(from) && side(to) && !(from == ".." && to == "..")
        }
        None => {
            edtf_date(s)
                || s.split_once('T')
                    .is_some_and(|(d, t)| is_edtf(d) && any_shape(t, &["99:99:99", "99:99:99Z"]) && t < "24")
        }
    }
}

fn edtf_date(s: &str) -> bool {
    let s = s.strip_suffix('~').unwrap_or(s);
    let s = s.strip_prefix('-').unwrap_or(s);
    let month =
        |m: &str| m.contains('X') || m.parse::<u8>().is_ok_and(|m| matches!(m, 1..=12 | 21..=24 | 33..=36 | 40 | 41));
    match s.len() {
        4 => shaped(s, "xxxx"),
        7 => shaped(s, "xxxx-xx") && month(&s[5..]),
        10 => shaped(s, "xxxx-xx-xx"),
        _ => false,
    }
}

#[test]
fn the_checkers_can_say_no() {
    for good in [
        "2016",
        "199",
        "19",
        "2016-08-04",
        "XXXX-WXX-7",
        "2016-W35-WE",
        "2016-SU",
        "P3W",
        "PT5H30M",
        "PXM",
        "P2.5D",
        "BC0300",
        "XXXX-WXX-2TNI",
        "2016-H1",
    ] {
        assert!(is_timex3(good), "{good}");
    }
    for bad in ["", "P", "PT", "2016-8", "2016-08-04T", "P3", "20166", "today", "2016-Q3-X", "T10:00", "PW"] {
        assert!(!is_timex3(bad), "{bad}");
    }
    for good in [
        "2016",
        "2016-08",
        "2016-08-04",
        "201X",
        "2016-33",
        "2016-08-04/..",
        "2016-08~",
        "-0299",
        "2016-08-04T10:00:00",
    ] {
        assert!(is_edtf(good), "{good}");
    }
    for bad in ["", "2016-13", "2016-8", "../..", "2016-08-04T24:00:00", "16"] {
        assert!(!is_edtf(bad), "{bad}");
    }
}
