//! The counter-based generator Philox4x64-10, giving the streams of NumPy's `Generator(Philox(seed))`.
//!
//! J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011). The seed goes through
//! M. O'Neill's seed sequence with NumPy's constants; normal numbers come from a ziggurat of 256 strips.

use super::ziggurat::STRIPS;

/// State of the generator.
#[derive(Clone, Debug, PartialEq)]
pub struct Philox {
    counter: [u64; 4],
    key: [u64; 2],
    buffer: [u64; 4],
    /// Words of the buffer used up.
    used: usize,
}

/// Length of the state as reals: see [`Philox::store`].
pub const PHILOX_STATE: usize = 21;

/// Where the ziggurat's lowest strip ends and the tail begins.
const TAIL: f64 = 3.654_152_885_361_009;

impl Philox {
    /// Seeded by a seed sequence over one word or more.
    pub fn new(seed: &[u32]) -> Self {
        let words = seed_sequence::<4>(seed);
        let join = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        Philox::from_key([join(words[0], words[1]), join(words[2], words[3])])
    }

    /// Seeded by a whole number of 64 bits, as `Philox(seed)`.
    pub fn from_seed(seed: u64) -> Self {
        let (low, high) = (seed as u32, (seed >> 32) as u32);
        if high == 0 { Philox::new(&[low]) } else { Philox::new(&[low, high]) }
    }

    /// With this key, at the start of its stream.
    pub fn from_key(key: [u64; 2]) -> Self {
        Philox { counter: [0; 4], key, buffer: [0; 4], used: 4 }
    }

    /// The next 64 bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        if self.used == 4 {
            self.refill();
        }
        let word = self.buffer[self.used];
        self.used += 1;
        word
    }

    fn refill(&mut self) {
        count(&mut self.counter);
        self.buffer = rounds(self.counter, self.key);
        self.used = 0;
    }

    /// A real in [0, 1) with 53 random bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        uniform_from(&mut || self.next_u64())
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        normal_from(&mut || self.next_u64())
    }

    /// Writes the state into reals, two 32-bit words for each word: counter, key, buffer, and how much of it is used.
    pub fn store(&self, to: &mut [f64; PHILOX_STATE]) {
        let words = self.counter.iter().chain(&self.key).chain(&self.buffer);
        for (slot, &word) in to.chunks_exact_mut(2).zip(words) {
            slot[0] = f64::from(word as u32);
            slot[1] = f64::from((word >> 32) as u32);
        }
        to[PHILOX_STATE - 1] = self.used as f64;
    }

    /// Reads a state that [`Philox::store`] wrote.
    pub fn load(from: &[f64; PHILOX_STATE]) -> Self {
        let word = |at: usize| u64::from(from[2 * at] as u32) | u64::from(from[2 * at + 1] as u32) << 32;
        Philox {
            counter: std::array::from_fn(word),
            key: std::array::from_fn(|i| word(4 + i)),
            buffer: std::array::from_fn(|i| word(6 + i)),
            used: (from[PHILOX_STATE - 1] as usize).min(4),
        }
    }
}

/// The counter of 256 bits moved on.
#[inline]
fn count(counter: &mut [u64; 4]) {
    for word in counter {
        *word = word.wrapping_add(1);
        if *word != 0 {
            break;
        }
    }
}

/// Four words of a counter and a key.
#[inline]
fn rounds(mut c: [u64; 4], mut key: [u64; 2]) -> [u64; 4] {
    for round in 0..10 {
        if round > 0 {
            key = [key[0].wrapping_add(0x9e37_79b9_7f4a_7c15), key[1].wrapping_add(0xbb67_ae85_84ca_a73b)];
        }
        let a = u128::from(c[0]) * 0xd2e7_470e_e14c_6c93;
        let b = u128::from(c[2]) * 0xca5a_8263_9512_1157;
        c = [(b >> 64) as u64 ^ c[1] ^ key[0], b as u64, (a >> 64) as u64 ^ c[3] ^ key[1], a as u64];
    }
    c
}

#[inline]
fn uniform_from(next: &mut impl FnMut() -> u64) -> f64 {
    (next() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

#[inline]
fn normal_from(next: &mut impl FnMut() -> u64) -> f64 {
    loop {
        let bits = next();
        let strip = (bits & 0xff) as usize;
        let (sign, size) = (bits >> 8 & 1, bits >> 9 & 0x000f_ffff_ffff_ffff);
        let (inside, width, edge) = STRIPS[strip];
        let size_real = size as f64 * f64::from_bits(width);
        let x = if sign == 1 { -size_real } else { size_real };
        if size < inside {
            return x;
        }
        if strip == 0 {
            loop {
                // The logarithm of the platform's mathematics library, as in NumPy: a better rounded one differs in the
                // last bit of one number in some 10^5.
                let out = -(1.0 / TAIL) * (-uniform_from(next)).ln_1p();
                let height = -(-uniform_from(next)).ln_1p();
                if height + height > out * out {
                    return if size >> 8 & 1 == 1 { -(TAIL + out) } else { TAIL + out };
                }
            }
        }
        let (edge, above) = (f64::from_bits(edge), f64::from_bits(STRIPS[strip - 1].2));
        if (above - edge) * uniform_from(next) + edge < (-0.5 * x * x).exp() {
            return x;
        }
    }
}

/// A generator whose state stays in the reals that [`Philox::store`] wrote.
pub struct PhiloxIn<'m>(pub &'m mut [f64; PHILOX_STATE]);

impl PhiloxIn<'_> {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let mut used = self.0[PHILOX_STATE - 1] as usize;
        if used >= 4 {
            self.refill();
            used = 0;
        }
        self.0[PHILOX_STATE - 1] = (used + 1) as f64;
        self.word(6 + used)
    }

    /// Word `at` of counter, key and buffer.
    #[inline]
    fn word(&self, at: usize) -> u64 {
        u64::from(self.0[2 * at] as u32) | u64::from(self.0[2 * at + 1] as u32) << 32
    }

    #[inline]
    fn set_word(&mut self, at: usize, word: u64) {
        self.0[2 * at] = f64::from(word as u32);
        self.0[2 * at + 1] = f64::from((word >> 32) as u32);
    }

    fn refill(&mut self) {
        let mut counter = std::array::from_fn(|i| self.word(i));
        count(&mut counter);
        let buffer = rounds(counter, std::array::from_fn(|i| self.word(4 + i)));
        counter.into_iter().enumerate().for_each(|(i, word)| self.set_word(i, word));
        buffer.into_iter().enumerate().for_each(|(i, word)| self.set_word(6 + i, word));
    }

    /// A real in [0, 1) with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        uniform_from(&mut || self.next_u64())
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        normal_from(&mut || self.next_u64())
    }
}

/// `N` words drawn from a pool of four that the seed words are mixed into.
fn seed_sequence<const N: usize>(seed: &[u32]) -> [u32; N] {
    const POOL: usize = 4;
    let mut constant = 0x43b0_d7e5u32;
    let mut hash = |value: u32| {
        let mixed = value ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        let mixed = mixed.wrapping_mul(constant);
        mixed ^ mixed >> 16
    };
    let mix = |x: u32, y: u32| {
        let mixed = 0xca01_f9ddu32.wrapping_mul(x).wrapping_sub(0x4973_f715u32.wrapping_mul(y));
        mixed ^ mixed >> 16
    };
    let mut pool: [u32; POOL] = std::array::from_fn(|i| hash(seed.get(i).copied().unwrap_or(0)));
    for from in 0..POOL {
        for to in (0..POOL).filter(|&to| to != from) {
            pool[to] = mix(pool[to], hash(pool[from]));
        }
    }
    for &word in seed.iter().skip(POOL) {
        for slot in &mut pool {
            *slot = mix(*slot, hash(word));
        }
    }
    let mut constant = 0x8b51_f9ddu32;
    std::array::from_fn(|i| {
        let mixed = pool[i % POOL] ^ constant;
        constant = constant.wrapping_mul(0x58f3_8ded);
        let mixed = mixed.wrapping_mul(constant);
        mixed ^ mixed >> 16
    })
}

#[cfg(test)]
mod tests {
    use super::{PHILOX_STATE, Philox, PhiloxIn};

    #[test]
    fn draws_from_reals_are_the_same() {
        let mut whole = Philox::from_seed(3);
        let mut reals = [0.0; PHILOX_STATE];
        whole.store(&mut reals);
        let mut inside = PhiloxIn(&mut reals);
        for _ in 0..2000 {
            assert_eq!(inside.normal(), whole.normal());
            assert_eq!(inside.uniform(), whole.uniform());
        }
    }

    #[test]
    fn streams_are_those_of_numpy() {
        let mut uniform = Philox::from_seed(42);
        assert_eq!([uniform.uniform(), uniform.uniform()], [0.08607763073528474, 0.14155732377913233]);
        let mut normal = Philox::from_seed(42);
        assert_eq!(
            [normal.normal(), normal.normal(), normal.normal(), normal.normal()],
            [-1.1043995228921153, 0.1891281100736375, 0.04600092882122236, -2.1076745327476445]
        );
    }

    #[test]
    fn state_survives_reals() {
        let mut generator = Philox::from_seed(1 << 40 | 3);
        generator.next_u64();
        let mut reals = [0.0; PHILOX_STATE];
        generator.store(&mut reals);
        assert_eq!(Philox::load(&reals), generator);
    }
}
