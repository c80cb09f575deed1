//! The Mersenne Twister MT19937, giving the streams of NumPy's `RandomState([seed])`.
//!
//! M. Matsumoto and T. Nishimura, ACM Transactions on Modeling and Computer Simulation 8 (1998), 3.

const SIZE: usize = 624;
const SHIFT: usize = 397;

/// State of the generator.
#[derive(Clone, Debug, PartialEq)]
pub struct Mersenne {
    words: Box<[u32; SIZE]>,
    /// Words of the state used up.
    used: usize,
    /// The second of a pair of normal numbers, given out next.
    second: Option<f64>,
}

/// Length of the state as reals: see [`Mersenne::store`].
pub const MERSENNE_STATE: usize = SIZE + 3;

impl Mersenne {
    /// Seeded by an array of one key, as `RandomState([seed])`.
    pub fn new(seed: u32) -> Self {
        Mersenne::from_key(&[seed])
    }

    /// Seeded by an array of the seed's 32-bit words: one where one holds it.
    pub fn from_seed(seed: u64) -> Self {
        match u32::try_from(seed) {
            Ok(seed) => Mersenne::new(seed),
            Err(_) => Mersenne::from_key(&[seed as u32, (seed >> 32) as u32]),
        }
    }

    /// Seeded by an array.
    pub fn from_key(key: &[u32]) -> Self {
        let mut words = Box::new([0u32; SIZE]);
        words[0] = 19_650_218;
        for i in 1..SIZE {
            let before = words[i - 1];
            words[i] = 1_812_433_253u32.wrapping_mul(before ^ (before >> 30)).wrapping_add(i as u32);
        }
        let key = if key.is_empty() { &[0][..] } else { key };
        let (mut i, mut j) = (1, 0);
        let mut step =
            |words: &mut [u32; SIZE], factor: u32, change: &dyn Fn(u32, usize) -> u32, j: &mut usize| {
                let before = words[i - 1];
                words[i] = change(words[i] ^ (before ^ (before >> 30)).wrapping_mul(factor), *j);
                i += 1;
                *j = (*j + 1) % key.len();
                if i == SIZE {
                    words[0] = words[SIZE - 1];
                    i = 1;
                }
                i
            };
        for _ in 0..SIZE.max(key.len()) {
            step(&mut words, 1_664_525, &|x, j| x.wrapping_add(key[j]).wrapping_add(j as u32), &mut j);
        }
        let mut at = step_index(SIZE.max(key.len()));
        for _ in 0..SIZE - 1 {
            let index = at as u32;
            at = step(&mut words, 1_566_083_941, &|x, _| x.wrapping_sub(index), &mut j);
        }
        words[0] = 0x8000_0000;
        Mersenne { words, used: SIZE, second: None }
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.used == SIZE {
            twist(&mut self.words);
            self.used = 0;
        }
        let word = self.words[self.used];
        self.used += 1;
        temper(word)
    }

    /// A real in [0, 1) with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        uniform_from(&mut || self.next_u32())
    }

    /// A standard normal number by the polar method, which makes two and keeps one for the next call. The logarithm is
    /// that of the platform's mathematics library, as in NumPy.
    pub fn normal(&mut self) -> f64 {
        if let Some(second) = self.second.take() {
            return second;
        }
        let (first, second) = pair_from(&mut || self.next_u32());
        self.second = Some(second);
        first
    }

    /// Writes the state into reals, which hold 32-bit words exactly: the words, how many are used, whether a normal
    /// number waits, and that number.
    pub fn store(&self, to: &mut [f64; MERSENNE_STATE]) {
        for (slot, &word) in to.iter_mut().zip(self.words.iter()) {
            *slot = f64::from(word);
        }
        to[SIZE] = self.used as f64;
        to[SIZE + 1] = if self.second.is_some() { 1.0 } else { 0.0 };
        to[SIZE + 2] = self.second.unwrap_or(0.0);
    }

    /// Reads a state that [`Mersenne::store`] wrote.
    pub fn load(from: &[f64; MERSENNE_STATE]) -> Self {
        let mut words = Box::new([0u32; SIZE]);
        for (word, &real) in words.iter_mut().zip(from) {
            *word = real as u32;
        }
        Mersenne {
            words,
            used: (from[SIZE] as usize).min(SIZE),
            second: (from[SIZE + 1] != 0.0).then_some(from[SIZE + 2]),
        }
    }
}

/// All words of the state moved on.
fn twist(words: &mut [u32; SIZE]) {
    let mixed = |this: u32, next: u32, far: u32| {
        let joined = (this & 0x8000_0000) | (next & 0x7fff_ffff);
        far ^ (joined >> 1) ^ (joined & 1).wrapping_neg() & 0x9908_b0df
    };
    for i in 0..SIZE - SHIFT {
        words[i] = mixed(words[i], words[i + 1], words[i + SHIFT]);
    }
    for i in SIZE - SHIFT..SIZE - 1 {
        words[i] = mixed(words[i], words[i + 1], words[i + SHIFT - SIZE]);
    }
    words[SIZE - 1] = mixed(words[SIZE - 1], words[0], words[SHIFT - 1]);
}

/// A word of the state as it is given out.
#[inline]
fn temper(mut word: u32) -> u32 {
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c_5680;
    word ^= (word << 15) & 0xefc6_0000;
    word ^ (word >> 18)
}

/// A real in [0, 1) of 53 bits of two words.
#[inline]
fn unit(high: u32, low: u32) -> f64 {
    (f64::from(high >> 5) * 67_108_864.0 + f64::from(low >> 6)) / 9_007_199_254_740_992.0
}

#[inline]
fn uniform_from(next: &mut impl FnMut() -> u32) -> f64 {
    let high = next();
    unit(high, next())
}

/// Two standard normal numbers of four words, the first given out first; none where the point lies outside the circle.
#[inline]
fn pair_of([a, b, c, d]: [u32; 4]) -> Option<(f64, f64)> {
    let x = 2.0 * unit(a, b) - 1.0;
    let y = 2.0 * unit(c, d) - 1.0;
    let square = x * x + y * y;
    (square < 1.0 && square != 0.0).then(|| {
        let factor = (-2.0 * square.ln() / square).sqrt();
        (factor * y, factor * x)
    })
}

/// Two standard normal numbers.
#[inline]
fn pair_from(next: &mut impl FnMut() -> u32) -> (f64, f64) {
    loop {
        if let Some(pair) = pair_of([next(), next(), next(), next()]) {
            return pair;
        }
    }
}

/// The number to which a whole number below 2^32 is added so that its bits are the last of the sum's.
const ALIGNED: f64 = 4_503_599_627_370_496.0;

/// A word that a real holds.
#[inline]
fn word(real: f64) -> u32 {
    (real + ALIGNED).to_bits() as u32
}

/// A generator whose state stays in the reals that [`Mersenne::store`] wrote: a draw reads and writes only what it
/// needs of them.
pub struct MersenneIn<'m>(pub &'m mut [f64; MERSENNE_STATE]);

impl MersenneIn<'_> {
    #[inline]
    fn next_u32(&mut self) -> u32 {
        let mut used = word(self.0[SIZE]) as usize;
        if used >= SIZE {
            self.refill();
            used = 0;
        }
        self.0[SIZE] = (used + 1) as f64;
        temper(word(self.0[used]))
    }

    /// The next four words.
    #[inline]
    fn next_four(&mut self) -> [u32; 4] {
        let used = word(self.0[SIZE]) as usize;
        if used < SIZE - 3 {
            self.0[SIZE] = (used + 4) as f64;
            return std::array::from_fn(|i| temper(word(self.0[used + i])));
        }
        std::array::from_fn(|_| self.next_u32())
    }

    #[cold]
    #[inline(never)]
    fn refill(&mut self) {
        let mut words = [0; SIZE];
        for (word, &real) in words.iter_mut().zip(&self.0[..]) {
            *word = self::word(real);
        }
        twist(&mut words);
        for (real, word) in self.0.iter_mut().zip(words) {
            *real = f64::from_bits(ALIGNED.to_bits() | u64::from(word)) - ALIGNED;
        }
    }

    /// A real in [0, 1) with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        uniform_from(&mut || self.next_u32())
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        if self.0[SIZE + 1] != 0.0 {
            self.0[SIZE + 1] = 0.0;
            return self.0[SIZE + 2];
        }
        loop {
            if let Some((first, second)) = pair_of(self.next_four()) {
                self.0[SIZE + 1] = 1.0;
                self.0[SIZE + 2] = second;
                return first;
            }
        }
    }
}

/// Where the first pass over the state ends: after `passes` steps from 1, wrapping from the end to 1.
fn step_index(passes: usize) -> usize {
    1 + passes % (SIZE - 1)
}

#[cfg(test)]
mod tests {
    use super::{MERSENNE_STATE, Mersenne, MersenneIn};

    #[test]
    fn draws_from_reals_are_the_same() {
        let mut whole = Mersenne::new(3);
        let mut reals = [0.0; MERSENNE_STATE];
        whole.store(&mut reals);
        let mut inside = MersenneIn(&mut reals);
        for _ in 0..2000 {
            assert_eq!(inside.normal(), whole.normal());
            assert_eq!(inside.uniform(), whole.uniform());
        }
    }

    #[test]
    fn streams_are_those_of_numpy() {
        let mut uniform = Mersenne::new(42);
        assert_eq!([uniform.uniform(), uniform.uniform()], [0.6394267984578837, 0.025010755222666936]);
        let mut normal = Mersenne::new(42);
        assert_eq!(
            [normal.normal(), normal.normal(), normal.normal(), normal.normal()],
            [-0.19180638444130121, 0.05630222241972935, -0.9019774569160152, -0.7331154465348751]
        );
    }

    #[test]
    fn state_survives_reals() {
        let mut generator = Mersenne::new(7);
        generator.normal();
        let mut reals = [0.0; MERSENNE_STATE];
        generator.store(&mut reals);
        assert_eq!(Mersenne::load(&reals), generator);
    }
}
