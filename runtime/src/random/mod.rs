//! Random numbers.
//!
//! A session draws all its numbers, in the evaluator and in compiled code alike, from one Philox4x64-10: small state
//! (so that `BlockRandom` copies it), streams that never meet, no statistical weakness known, and 2 to 3 ns a number.
//! Models of other systems bring their own [`Mersenne`] or [`Philox`] per component.

pub mod distributions;
mod mersenne;
mod philox;
mod ziggurat;

use std::hash::{BuildHasher, Hasher};

pub use mersenne::{MERSENNE_STATE, Mersenne, MersenneIn};
pub use philox::{PHILOX_STATE, Philox, PhiloxIn};

/// The random numbers of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Generator {
    core: Philox,
}

impl Default for Generator {
    /// Seeded differently each time.
    fn default() -> Self {
        let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
        hasher.write_u64(0);
        Generator::from_seed(hasher.finish())
    }
}

impl Generator {
    /// The stream of this seed.
    pub fn from_seed(seed: u64) -> Self {
        Generator { core: Philox::from_seed(seed) }
    }

    /// The stream of a seed of any length.
    pub fn from_words(seed: &[u32]) -> Self {
        Generator { core: Philox::new(seed) }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.core.next_u64()
    }

    /// A real in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.core.uniform()
    }

    /// A real between two reals.
    pub fn real(&mut self, low: f64, high: f64) -> f64 {
        let x = self.uniform();
        if low == 0.0 { high * x } else { low + (high - low) * x }
    }

    /// A whole number in 0 .. n, each as likely: D. Lemire's method of the high product with rejection.
    pub fn below(&mut self, n: u64) -> u64 {
        if n == 0 {
            return self.bits();
        }
        let mut product = u128::from(self.bits()) * u128::from(n);
        if (product as u64) < n {
            let least = n.wrapping_neg() % n;
            while (product as u64) < least {
                product = u128::from(self.bits()) * u128::from(n);
            }
        }
        (product >> 64) as u64
    }

    /// An integer from `low` through `high`.
    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        let width = (high.wrapping_sub(low) as u64).wrapping_add(1);
        low.wrapping_add(self.below(width) as i64)
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        self.core.normal()
    }

    /// A standard exponential number.
    pub fn exponential(&mut self) -> f64 {
        -pxfm::f_log1p(-self.uniform())
    }
}

impl rand_core::TryRng for Generator {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok((self.bits() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(self.bits())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.bits().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Generator;

    #[test]
    fn whole_numbers_stay_in_bounds_and_reach_them() {
        let mut generator = Generator::from_seed(1);
        let drawn: Vec<i64> = (0..1000).map(|_| generator.integer(-2, 3)).collect();
        assert_eq!(drawn.iter().min(), Some(&-2));
        assert_eq!(drawn.iter().max(), Some(&3));
        assert!((0..100).any(|_| generator.integer(i64::MIN, i64::MAX) < 0));
    }

    #[test]
    fn same_seed_same_numbers() {
        let (mut a, mut b) = (Generator::from_seed(5), Generator::from_seed(5));
        assert!((0..100).all(|_| a.normal() == b.normal() && a.exponential() == b.exponential()));
    }

    /// Bits of 200000 numbers combined by exclusive or, so that every branch of the ziggurat and of the polar method is
    /// taken. From NumPy 2.4.6 with glibc, for the streams `Generator(Philox([seed])).standard_normal(200000)`,
    /// `RandomState([seed]).standard_normal(200000)` and `.random_sample(200000)`:
    /// `numpy.bitwise_xor.reduce(x.view(numpy.uint64))`.
    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn long_streams_are_those_of_numpy() {
        use super::{Mersenne, Philox};
        let combine =
            |mut draw: Box<dyn FnMut() -> f64>| (0..200_000).fold(0, |bits, _| bits ^ draw().to_bits());
        for (seed, philox, normal, uniform) in [
            (42, 0x000b_c202_30d3_2882, 0x7f01_8873_6c75_fa30, 0x00cf_3d33_44b8_1646),
            (12345, 0x001b_943b_04a4_ca50, 0x0139_bd2a_7216_d66a, 0x008d_3efb_0d3c_490e),
        ] {
            let mut generator = Philox::new(&[seed]);
            assert_eq!(combine(Box::new(move || generator.normal())), philox);
            let mut generator = Mersenne::new(seed);
            assert_eq!(combine(Box::new(move || generator.normal())), normal);
            let mut generator = Mersenne::new(seed);
            assert_eq!(combine(Box::new(move || generator.uniform())), uniform);
        }
    }
}
