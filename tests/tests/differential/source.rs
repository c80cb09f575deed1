//! The random choices of generated programs.

/// A small congruential generator: the programs must be the same on every machine.
pub struct Source(pub u64);

impl Source {
    /// A number from 0 up to `n`, which is not reached.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// One of several texts.
    pub fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len() as u64) as usize]
    }
}
