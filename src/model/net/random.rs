//! Numbers for tests: the same from the same start (xorshift64*).

/// A source of numbers.
pub struct Random(u64);

impl Random {
    /// A source that gives the same numbers whenever it is given the same start.
    pub fn new(start: u64) -> Random {
        Random(start.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) % end
    }

    /// A number from -1 to 1, near 0 more often than not, with a deviation of about 0.4.
    pub fn float(&mut self) -> f32 {
        (0..2).map(|_| self.below(1 << 20) as f32 / (1 << 20) as f32).sum::<f32>() - 1.0
    }
}
