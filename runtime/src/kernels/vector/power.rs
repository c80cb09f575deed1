//! Integer powers.

use multiversion::multiversion;

use super::super::Fault;
use super::super::scalar::real;

macro_rules! powers {
    ($($n:literal)*) => {
        /// `x^n` for some small `n`; false when `n` is another one.
        #[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
        fn small(n: i64, x: &[f64], out: &mut [f64]) -> bool {
            match n {
                $($n => {
                    for (y, &x) in out.iter_mut().zip(x) {
                        *y = real::power_in_range::<$n>(x);
                    }
                })*
                _ => return false,
            }
            true
        }
    };
}

powers!(3 4 5 6);

/// `out = x^n`; a fault where there is no value.
pub fn power(n: i64, x: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    let f = |x| real::power_integer(x, n);
    if !small(n, x, out) {
        for (y, &x) in out.iter_mut().zip(x) {
            *y = f(x);
        }
        return if out.iter().any(|y| y.is_nan()) { Err(Fault::Domain) } else { Ok(()) };
    }
    super::settle(f, x, out)
}
