//! Sums of two doubles: about 106 bits for the inside of functions whose formula would lose the last bits.

/// `high + low`, with `|low|` at most half an ulp of `high`.
#[derive(Clone, Copy)]
pub(super) struct DoubleDouble {
    pub high: f64,
    pub low: f64,
}

/// `a + b` exactly (Knuth).
pub(super) fn two_sum(a: f64, b: f64) -> DoubleDouble {
    let high = a + b;
    let b_part = high - a;
    DoubleDouble { high, low: (a - (high - b_part)) + (b - b_part) }
}

/// `a b` exactly when nothing over- or underflows: magnitudes within about 2^±480 (Dekker). Splitting instead of a
/// fused multiply-add, which without hardware support costs a library call.
pub(super) fn two_product(a: f64, b: f64) -> DoubleDouble {
    let high = a * b;
    let ((a1, a2), (b1, b2)) = (split(a), split(b));
    DoubleDouble { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
}

/// The upper 26 bits and the rest.
fn split(a: f64) -> (f64, f64) {
    let scaled = 134_217_729.0 * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

impl From<f64> for DoubleDouble {
    fn from(high: f64) -> Self {
        DoubleDouble { high, low: 0.0 }
    }
}

impl DoubleDouble {
    /// Rounds to the nearest double.
    pub fn value(self) -> f64 {
        self.high + self.low
    }

    pub fn add(self, other: DoubleDouble) -> DoubleDouble {
        let sum = two_sum(self.high, other.high);
        let low = two_sum(self.low, other.low);
        let first = two_sum(sum.high, sum.low + low.high);
        two_sum(first.high, first.low + low.low)
    }

    pub fn negate(self) -> DoubleDouble {
        DoubleDouble { high: -self.high, low: -self.low }
    }

    pub fn multiply(self, other: DoubleDouble) -> DoubleDouble {
        let product = two_product(self.high, other.high);
        two_sum(product.high, product.low + (self.high * other.low + self.low * other.high))
    }

    pub fn divide(self, other: DoubleDouble) -> DoubleDouble {
        let first = self.high / other.high;
        let rest = self.add(other.multiply(first.into()).negate());
        let second = rest.high / other.high;
        let rest = rest.add(other.multiply(second.into()).negate());
        let sum = two_sum(first, second);
        two_sum(sum.high, sum.low + rest.high / other.high)
    }

    /// The quotient rounded to a double, of which the last bit may be off by one in a few cases of a thousand.
    pub fn quotient(self, other: DoubleDouble) -> f64 {
        let first = self.high / other.high;
        let product = two_product(first, other.high);
        let rest = ((self.high - product.high) - product.low) + (self.low - first * other.low);
        first + rest / other.high
    }

    pub fn sqrt(self) -> DoubleDouble {
        if self.high <= 0.0 {
            return DoubleDouble::from(0.0);
        }
        let root = self.high.sqrt();
        let rest = self.add(two_product(root, root).negate());
        two_sum(root, rest.high / (2.0 * root))
    }

    pub fn scale(self, factor: f64) -> DoubleDouble {
        DoubleDouble { high: self.high * factor, low: self.low * factor }
    }
}
