//! One axis of a picture: the range it shows, its scale, and where its ticks stand.

/// How values spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios.
    Log,
}

/// A range of values laid along a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// How values spread.
    pub scale: Scale,
    /// Value at the start.
    pub low: f64,
    /// Value at the end, greater than `low`.
    pub high: f64,
}

/// A labelled mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// Text beside it; empty for a minor mark.
    pub label: String,
}

impl Axis {
    /// An axis over a range; a range that an axis cannot show is widened to one that it can.
    pub fn new(scale: Scale, low: f64, high: f64) -> Axis {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        match scale {
            Scale::Linear => {
                let usable = low.is_finite() && high.is_finite() && high - low > f64::MIN_POSITIVE;
                let spread = if low == 0.0 || !low.is_finite() { 1.0 } else { low.abs() * 0.5 };
                let low = if low.is_finite() { low } else { 0.0 };
                if usable && (high - low).is_finite() && high - low > low.abs() * 1e-14 {
                    Axis { scale, low, high }
                } else {
                    Axis { scale, low: low - spread, high: low + spread }
                }
            }
            Scale::Log => {
                let high = if high > 0.0 && high.is_finite() { high } else { 10.0 };
                let low = if low > 0.0 { low } else { high / 1000.0 };
                if high / low > 1.0 + 1e-12 {
                    Axis { scale, low, high }
                } else {
                    Axis { scale, low: low / 2.0, high: high * 2.0 }
                }
            }
        }
    }

    /// The range widened on both sides by a part of its length.
    pub fn padded(self, low: f64, high: f64) -> Axis {
        let (a, b) = (self.along(self.low), self.along(self.high));
        let back = |value: f64| match self.scale {
            Scale::Linear => value,
            Scale::Log => value.exp(),
        };
        Axis { low: back(a - (b - a) * low), high: back(b + (b - a) * high), ..self }
    }

    fn along(self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            Scale::Log => value.ln(),
        }
    }

    /// Where a value stands: 0 at the start, 1 at the end. NaN when the axis has no place for it.
    pub fn position(self, value: f64) -> f64 {
        if self.scale == Scale::Log && value <= 0.0 {
            return f64::NAN;
        }
        (self.along(value) - self.along(self.low)) / (self.along(self.high) - self.along(self.low))
    }

    /// Where the other axis crosses this one: at zero when it is shown, else at the start.
    pub fn origin(self) -> f64 {
        if self.scale == Scale::Linear && self.low <= 0.0 && self.high >= 0.0 { 0.0 } else { self.low }
    }

    /// Marks for about `wanted` labels.
    pub fn ticks(self, wanted: usize) -> Vec<Tick> {
        match self.scale {
            Scale::Linear => self.linear_ticks(wanted),
            Scale::Log => self.log_ticks(wanted),
        }
    }

    fn linear_ticks(self, wanted: usize) -> Vec<Tick> {
        let rough = (self.high - self.low) / wanted.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let (step, parts) = match rough / power {
            r if r < 1.5 => (power, 5),
            r if r < 3.5 => (2.0 * power, 4),
            r if r < 7.5 => (5.0 * power, 5),
            _ => (10.0 * power, 5),
        };
        let fine = step / f64::from(parts);
        let first = (self.low / fine - 1e-9).ceil();
        let last = (self.high / fine + 1e-9).floor();
        if !(step > 0.0 && last - first < 1000.0) {
            return Vec::new();
        }
        let largest = self.low.abs().max(self.high.abs());
        (0..=(last - first) as usize)
            .map(|index| {
                let count = first + index as f64;
                let major = count.rem_euclid(f64::from(parts)) == 0.0;
                let at = if major { (count / f64::from(parts)) * step } else { count * fine };
                Tick { at, label: if major { decimal(at, step, largest) } else { String::new() } }
            })
            .collect()
    }

    fn log_ticks(self, wanted: usize) -> Vec<Tick> {
        let (first, last) = (self.low.log10().floor(), self.high.log10().ceil());
        let decades = (last - first).max(1.0);
        let every = (decades / wanted.max(1) as f64).ceil().max(1.0);
        let shown = |at: f64| (-1e-9..=1.0 + 1e-9).contains(&self.position(at));
        let narrow = self.high / self.low < 30.0;
        let mut ticks = Vec::new();
        for index in 0..=(decades as usize).min(700) {
            let exponent = first + index as f64;
            for digit in 1..10 {
                // Powers of ten by parsing, so that 10^-3 is the number that 0.001 reads as.
                let at = format!("{digit}e{exponent}").parse::<f64>().unwrap_or(f64::NAN);
                let labelled = (digit == 1 && (exponent - first) % every == 0.0)
                    || (narrow && (digit == 2 || digit == 5));
                if shown(at) && (labelled || every == 1.0) {
                    let label = if labelled { power_of_ten(at, digit, exponent) } else { String::new() };
                    ticks.push(Tick { at, label });
                }
            }
        }
        ticks
    }
}

/// A tick label with the digits that the step asks for.
fn decimal(value: f64, step: f64, largest: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let exponent = largest.log10().floor();
    if !(-5.0..6.0).contains(&exponent) {
        let scaled = value / 10f64.powf(exponent);
        let digits = (exponent - step.log10().floor()).clamp(0.0, 15.0) as usize;
        return format!("{scaled:.digits$}×10{}", superscript(exponent)).replace('-', "−");
    }
    let digits = (-step.log10().floor()).max(0.0) as usize;
    format!("{value:.digits$}").replace('-', "−")
}

fn power_of_ten(value: f64, digit: i32, exponent: f64) -> String {
    if (-3.0..5.0).contains(&exponent) {
        return format!("{value}");
    }
    let times = if digit == 1 { String::new() } else { format!("{digit}×") };
    format!("{times}10{}", superscript(exponent))
}

fn superscript(exponent: f64) -> String {
    format!("{exponent}")
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0'..='9' => char::from_u32(0x2070 + (u32::from(c) - u32::from('0'))).unwrap_or(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Axis, Scale};

    fn labels(axis: Axis) -> Vec<String> {
        axis.ticks(5).into_iter().map(|tick| tick.label).filter(|label| !label.is_empty()).collect()
    }

    #[test]
    fn labels_have_the_digits_of_their_step() {
        assert_eq!(labels(Axis::new(Scale::Linear, 0.0, 10.0)), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(labels(Axis::new(Scale::Linear, -0.1, 0.1)), ["−0.10", "−0.05", "0", "0.05", "0.10"]);
        assert_eq!(labels(Axis::new(Scale::Log, 0.01, 100.0)), ["0.01", "0.1", "1", "10", "100"]);
        assert!(labels(Axis::new(Scale::Linear, 0.0, 1e12)).contains(&"0.2×10¹²".to_owned()));
    }

    #[test]
    fn any_range_becomes_one_that_can_be_shown() {
        for (low, high) in
            [(0.0, 0.0), (5.0, 5.0), (f64::NAN, 1.0), (-f64::INFINITY, f64::INFINITY), (3.0, 1.0)]
        {
            for scale in [Scale::Linear, Scale::Log] {
                let axis = Axis::new(scale, low, high);
                assert!(axis.low < axis.high, "{low} {high} gave {axis:?}");
                assert!(axis.ticks(5).len() < 200);
            }
        }
    }
}
