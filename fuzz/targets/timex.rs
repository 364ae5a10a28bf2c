//! Time expressions of any text on any day. Half of the inputs are bytes taken as text, half are bytes that pick among
//! the pieces that time expressions are made of, so that the deeper forms are reached soon.
#![no_main]

#[path = "../../tests/timex_checks/mod.rs"]
#[allow(dead_code)]
mod timex_checks;

use dateline::timex::Day;
use libfuzzer_sys::fuzz_target;
use timex_checks::holds::{PIECES, holds};

fuzz_target!(|data: &[u8]| {
    let [kind, y1, y2, month, day, rest @ ..] = data else { return };
    let year = i32::from(i16::from_le_bytes([*y1, *y2]));
    // Half of the texts have no day.
    let published = Day::new(year, month % 12 + 1, day % 31 + 1).filter(|_| kind & 4 == 0);
    match kind % 4 {
        0 | 1 => holds(&String::from_utf8_lossy(rest), published),
        2 => holds(&pieces(rest).join(" "), published),
        _ => holds(&pieces(rest).concat(), published),
    }
});

fn pieces(bytes: &[u8]) -> Vec<&'static str> {
    bytes.iter().map(|b| PIECES[usize::from(*b) % PIECES.len()]).collect()
}
