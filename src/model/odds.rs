//! What weights of logistic regressions come to: the logarithm of the odds, in whole units, and the probability.

/// What one unit of a weight stands for: the logarithm of the odds times this.
pub const SCALE: f32 = 16.0;

/// The least odds, in units, at which the probability rounds to 51, 52 … 100 in a hundred. A table, since the exponential
/// function is not the same to the last bit everywhere.
const PERCENT: [i32; 50] = [
    1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10, 11, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24,
    25, 26, 28, 29, 30, 32, 33, 35, 37, 39, 41, 43, 46, 49, 54, 59, 67, 85,
];

/// The probability, in percent, for odds in units.
pub fn percent(odds: i32) -> u8 {
    let above = |odds: i32| PERCENT.partition_point(|&least| least <= odds) as u8;
    50 + above(odds) - above(odds.saturating_neg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_the_logistic_function() {
        for odds in (-400..=400).chain([i32::MIN, i32::MAX]) {
            let exact = 100.0 / (1.0 + (-f64::from(odds) / f64::from(SCALE)).exp());
            assert_eq!(percent(odds), exact.round() as u8, "{odds}");
        }
    }
}
