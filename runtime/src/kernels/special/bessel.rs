//! Bessel functions of real order and real argument.
//!
//! Orders 0 and 1 of J, Y, I, K are `pxfm`'s. All others are computed in software reals and rounded once: recurrences and
//! expansions in machine numbers lose 10 to 30,000 units of the last place. Where the software series would take too long,
//! integer orders come by recurrence in the direction in which it is stable.

use crate::number::special::machine_value;

/// Orders beyond this are not computed.
const MAX_ORDER: f64 = 1e5;

fn is_integer(x: f64) -> bool {
    x == x.trunc()
}

/// `(-1)^n value`
fn alternating(n: f64, value: f64) -> f64 {
    if n % 2.0 == 0.0 { value } else { -value }
}

/// The Bessel function of the first kind; NaN for negative `x` with fractional order, and at 0 with negative order.
pub fn j(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if is_integer(order) {
        let n = order.abs();
        let value = if x < 0.0 { alternating(n, j_integer(n, -x)) } else { j_integer(n, x) };
        return if order < 0.0 { alternating(n, value) } else { value };
    }
    if x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return if order > 0.0 { 0.0 } else { f64::NAN };
    }
    machine_value("BesselJ", &[order, x])
}

fn j_integer(n: f64, x: f64) -> f64 {
    if n == 0.0 {
        return pxfm::f_j0(x);
    }
    if n == 1.0 {
        return pxfm::f_j1(x);
    }
    if x == 0.0 {
        return 0.0;
    }
    let value = machine_value("BesselJ", &[n, x]);
    if !value.is_nan() {
        return value;
    }
    if n < x {
        let (mut before, mut now) = (pxfm::f_j0(x), pxfm::f_j1(x));
        let mut k = 1.0;
        while k < n {
            (before, now) = (now, 2.0 * k / x * now - before);
            k += 1.0;
        }
        return now;
    }
    // Backwards from far above (Miller), scaled by the value at 0 or 1.
    let mut k = 2.0 * ((n + 15.0 + (40.0 * n).sqrt()) / 2.0).floor();
    let (mut above, mut now, mut wanted) = (0.0, 1e-300, 0.0);
    while k > 0.0 {
        if k == n {
            wanted = now;
        }
        (above, now) = (now, 2.0 * k / x * now - above);
        k -= 1.0;
        if now.abs() > 1e250 {
            (above, now, wanted) = (above * 1e-250, now * 1e-250, wanted * 1e-250);
        }
    }
    let (j0, j1) = (pxfm::f_j0(x), pxfm::f_j1(x));
    if j0.abs() > j1.abs() { wanted / now * j0 } else { wanted / above * j1 }
}

/// The Bessel function of the second kind, for `x > 0`.
pub fn y(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x <= 0.0 || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if !is_integer(order) {
        return machine_value("BesselY", &[order, x]);
    }
    let n = order.abs();
    let value = match n {
        0.0 => pxfm::f_y0(x),
        1.0 => pxfm::f_y1(x),
        _ => machine_value("BesselY", &[n, x]),
    };
    let value = if value.is_nan() { y_by_recurrence(n, x) } else { value };
    if order < 0.0 { alternating(n, value) } else { value }
}

fn y_by_recurrence(n: f64, x: f64) -> f64 {
    let (mut before, mut now) = (pxfm::f_y0(x), pxfm::f_y1(x));
    let mut k = 1.0;
    while k < n {
        (before, now) = (now, 2.0 * k / x * now - before);
        k += 1.0;
    }
    now
}

/// The modified Bessel function of the first kind; NaN for negative `x` with fractional order.
pub fn i(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if is_integer(order) {
        let n = order.abs();
        let value = match n {
            0.0 => pxfm::f_i0(x.abs()),
            1.0 => pxfm::f_i1(x.abs()),
            2.0 => pxfm::f_i2(x.abs()),
            _ => machine_value("BesselI", &[n, x.abs()]),
        };
        return if x < 0.0 { alternating(n, value) } else { value };
    }
    if x < 0.0 || x == 0.0 && order < 0.0 {
        return f64::NAN;
    }
    machine_value("BesselI", &[order, x])
}

/// The modified Bessel function of the second kind, for `x > 0`.
pub fn k(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x <= 0.0 || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    let nu = order.abs();
    if nu == 0.0 {
        return pxfm::f_k0(x);
    }
    if nu == 1.0 {
        return pxfm::f_k1(x);
    }
    machine_value("BesselK", &[nu, x])
}

#[cfg(test)]
mod tests {
    use std::f64::consts::{FRAC_PI_2, PI};

    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64) {
        assert!((value / expected - 1.0).abs() < 2e-14, "{value:e} is not {expected:e}");
    }

    #[test]
    fn values_of_all_four_kinds() {
        // Half-integer orders have closed forms.
        for x in [0.5f64, 3.0, 20.0, 45.0] {
            let scale = (2.0 / (PI * x)).sqrt();
            near(j(0.5, x), scale * x.sin());
            near(y(0.5, x), -scale * x.cos());
            near(k(0.5, x), (FRAC_PI_2 / x).sqrt() * (-x).exp());
            near(i(0.5, x), scale * x.sinh());
            near(j(-0.5, x), scale * x.cos());
        }
        // Wronskians: J(n+1) Y(n) - J(n) Y(n+1) = 2 / (π x), I(n) K(n+1) + I(n+1) K(n) = 1 / x
        for (n, x) in [(0.0, 2.5), (3.0, 2.5), (7.0, 30.0), (12.0, 4.0), (2.25, 5.5), (6.75, 60.0)] {
            near(j(n + 1.0, x) * y(n, x) - j(n, x) * y(n + 1.0, x), 2.0 / (PI * x));
            near(i(n, x) * k(n + 1.0, x) + i(n + 1.0, x) * k(n, x), 1.0 / x);
        }
    }
}
