//! Colours: the ones that directives name, and the gradients that `ColorFunction` names.

use scheelite_runtime::{Expr, Symbol};

use crate::numeric::real::real;

/// A colour; every part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red.
    pub red: f64,
    /// Green.
    pub green: f64,
    /// Blue.
    pub blue: f64,
    /// 0 for invisible, 1 for solid.
    pub opacity: f64,
}

impl Color {
    /// Black.
    pub const BLACK: Color = Color::solid(0.0, 0.0, 0.0);
    /// White.
    pub const WHITE: Color = Color::solid(1.0, 1.0, 1.0);

    /// A solid colour.
    pub const fn solid(red: f64, green: f64, blue: f64) -> Color {
        Color { red, green, blue, opacity: 1.0 }
    }

    /// A grey, 0 for black.
    pub const fn gray(level: f64) -> Color {
        Color::solid(level, level, level)
    }

    /// A saturated colour round the wheel: 0 and 1 are red.
    pub fn hue(hue: f64, saturation: f64, brightness: f64) -> Color {
        let sector = hue.rem_euclid(1.0) * 6.0;
        let channel = |offset: f64| {
            let distance = ((offset + sector).rem_euclid(6.0) - 3.0).abs() - 1.0;
            brightness * (1.0 - saturation * (1.0 - distance.clamp(0.0, 1.0)))
        };
        Color::solid(channel(0.0), channel(4.0), channel(2.0))
    }

    /// Part of the way from this colour to another.
    pub fn toward(self, other: Color, part: f64) -> Color {
        let mix = |a: f64, b: f64| a + (b - a) * part;
        Color {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
            opacity: mix(self.opacity, other.opacity),
        }
    }

    /// Red, green and blue as bytes.
    pub fn bytes(self) -> [u8; 3] {
        [self.red, self.green, self.blue].map(byte)
    }

    /// `RGBColor[r, g, b]`.
    pub fn to_expr(self) -> Expr {
        let parts = [self.red, self.green, self.blue].map(Expr::Real);
        Expr::call(Symbol::new("RGBColor"), parts)
    }

    /// The colour that a directive such as `GrayLevel[0.5]` names.
    pub fn from_expr(expr: &Expr) -> Option<Color> {
        let call = expr.as_normal()?;
        let head = call.head_symbol()?.name();
        let mut parts = Vec::new();
        for arg in &call.args {
            match arg.elements() {
                Some(list) => parts.extend(list.iter().map(real).collect::<Option<Vec<f64>>>()?),
                None if matches!(head, "RGBColor" | "GrayLevel" | "Hue") => parts.push(real(arg)?),
                None => {}
            }
        }
        let part = |index: usize| parts.get(index).copied();
        let with_opacity = |color: Color, index: usize| Color {
            opacity: part(index).unwrap_or(1.0).clamp(0.0, 1.0),
            ..color
        };
        let clamp = |value: f64| value.clamp(0.0, 1.0);
        match head {
            "RGBColor" => {
                Some(with_opacity(Color::solid(clamp(part(0)?), clamp(part(1)?), clamp(part(2)?)), 3))
            }
            "GrayLevel" => Some(with_opacity(Color::gray(clamp(part(0)?)), 1)),
            "Hue" => {
                let color =
                    Color::hue(part(0)?, clamp(part(1).unwrap_or(1.0)), clamp(part(2).unwrap_or(1.0)));
                Some(with_opacity(color, 3))
            }
            "Lighter" => Some(Color::from_expr(call.args.first()?)?.toward(Color::WHITE, 1.0 / 3.0)),
            "Darker" => Some(Color::from_expr(call.args.first()?)?.toward(Color::BLACK, 1.0 / 3.0)),
            _ => None,
        }
    }
}

/// A channel as a byte, rounded.
pub fn byte(channel: f64) -> u8 {
    // The product lies between 0 and 255, so the cast is exact; NaN gives 0.
    (channel.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// The colours of the curves of one plot, in turn.
pub fn curve(index: usize) -> Color {
    const CURVES: [Color; 8] = [
        Color::solid(0.36, 0.51, 0.71),
        Color::solid(0.88, 0.61, 0.14),
        Color::solid(0.56, 0.69, 0.19),
        Color::solid(0.92, 0.39, 0.21),
        Color::solid(0.53, 0.47, 0.70),
        Color::solid(0.77, 0.43, 0.10),
        Color::solid(0.36, 0.62, 0.78),
        Color::solid(0.65, 0.38, 0.61),
    ];
    CURVES[index % CURVES.len()]
}

/// Named colours: symbols whose value is the colour.
pub const NAMED: &[(&str, Color)] = &[
    ("Black", Color::BLACK),
    ("Blue", Color::solid(0.0, 0.0, 1.0)),
    ("Brown", Color::solid(0.6, 0.4, 0.2)),
    ("Cyan", Color::solid(0.0, 1.0, 1.0)),
    ("Gray", Color::gray(0.5)),
    ("Green", Color::solid(0.0, 1.0, 0.0)),
    ("LightBlue", Color::solid(0.87, 0.94, 1.0)),
    ("LightGray", Color::gray(0.85)),
    ("LightGreen", Color::solid(0.88, 1.0, 0.88)),
    ("LightRed", Color::solid(1.0, 0.85, 0.85)),
    ("Magenta", Color::solid(1.0, 0.0, 1.0)),
    ("Orange", Color::solid(1.0, 0.5, 0.0)),
    ("Pink", Color::solid(1.0, 0.5, 0.5)),
    ("Purple", Color::solid(0.5, 0.0, 0.5)),
    ("Red", Color::solid(1.0, 0.0, 0.0)),
    ("White", Color::WHITE),
    ("Yellow", Color::solid(1.0, 1.0, 0.0)),
];

/// The gradients that `ColorFunction` can name.
const GRADIENTS: &[(&str, &[Color])] = &[
    (
        "AvocadoColors",
        &[
            Color::BLACK,
            Color::solid(0.10, 0.40, 0.10),
            Color::solid(0.50, 0.70, 0.15),
            Color::solid(0.98, 0.95, 0.35),
        ],
    ),
    (
        "BlueGreenYellow",
        &[
            Color::solid(0.27, 0.0, 0.33),
            Color::solid(0.23, 0.32, 0.55),
            Color::solid(0.13, 0.57, 0.55),
            Color::solid(0.37, 0.79, 0.38),
            Color::solid(0.99, 0.91, 0.14),
        ],
    ),
    ("DefaultDensityGradient", Gradient::DENSITY.0),
    ("GrayTones", &[Color::BLACK, Color::WHITE]),
    (
        "LakeColors",
        &[
            Color::solid(0.29, 0.05, 0.53),
            Color::solid(0.30, 0.45, 0.75),
            Color::solid(0.60, 0.80, 0.85),
            Color::solid(0.98, 0.95, 0.85),
        ],
    ),
    (
        "Rainbow",
        &[
            Color::solid(0.47, 0.11, 0.53),
            Color::solid(0.25, 0.34, 0.78),
            Color::solid(0.33, 0.66, 0.66),
            Color::solid(0.57, 0.74, 0.40),
            Color::solid(0.88, 0.65, 0.23),
            Color::solid(0.86, 0.13, 0.13),
        ],
    ),
    ("ReverseGrayTones", Gradient::WHITE_TO_BLACK.0),
    (
        "SolarColors",
        &[Color::solid(0.46, 0.06, 0.0), Color::solid(0.85, 0.32, 0.05), Color::solid(1.0, 0.80, 0.20)],
    ),
    (
        "SunsetColors",
        &[
            Color::BLACK,
            Color::solid(0.35, 0.14, 0.50),
            Color::solid(0.84, 0.28, 0.30),
            Color::solid(0.98, 0.65, 0.25),
            Color::solid(1.0, 0.98, 0.85),
        ],
    ),
    (
        "ThermometerColors",
        &[
            Color::solid(0.16, 0.20, 0.70),
            Color::solid(0.45, 0.68, 0.87),
            Color::solid(0.93, 0.93, 0.86),
            Color::solid(0.95, 0.66, 0.41),
            Color::solid(0.70, 0.10, 0.15),
        ],
    ),
];

/// A gradient: colours at equal steps from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gradient(&'static [Color]);

impl Gradient {
    /// White to black, for `ArrayPlot`.
    pub const WHITE_TO_BLACK: Gradient = Gradient(&[Color::WHITE, Color::BLACK]);
    /// Blue through white to orange, for `MatrixPlot`: zero is white.
    pub const SIGNED: Gradient = Gradient(&[
        Color::solid(0.13, 0.29, 0.55),
        Color::solid(0.50, 0.66, 0.84),
        Color::WHITE,
        Color::solid(0.97, 0.71, 0.38),
        Color::solid(0.80, 0.32, 0.05),
    ]);
    /// Dark blue to pale yellow, for densities.
    pub const DENSITY: Gradient = Gradient(&[
        Color::solid(0.16, 0.14, 0.45),
        Color::solid(0.28, 0.38, 0.71),
        Color::solid(0.53, 0.60, 0.72),
        Color::solid(0.87, 0.72, 0.47),
        Color::solid(1.0, 0.95, 0.75),
    ]);

    /// The gradient of this name.
    pub fn named(name: &str) -> Option<Gradient> {
        let name = match name {
            "Grayscale" => "GrayTones",
            "TemperatureMap" => "ThermometerColors",
            "M10DefaultDensityGradient" => "DefaultDensityGradient",
            "Viridis" => "BlueGreenYellow",
            other => other,
        };
        GRADIENTS.iter().find(|(known, _)| *known == name).map(|(_, colors)| Gradient(colors))
    }

    /// The colour at `part` of the way, held within 0 and 1.
    pub fn at(self, part: f64) -> Color {
        let place = if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) } * (self.0.len() - 1) as f64;
        let below = (place.floor() as usize).min(self.0.len() - 2);
        self.0[below].toward(self.0[below + 1], place - below as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Gradient, byte};

    #[test]
    fn hue_goes_round_the_wheel() {
        assert_eq!(Color::hue(0.0, 1.0, 1.0).bytes(), [255, 0, 0]);
        assert_eq!(Color::hue(1.0 / 3.0, 1.0, 1.0).bytes(), [0, 255, 0]);
        assert_eq!(Color::hue(2.0 / 3.0, 1.0, 1.0).bytes(), [0, 0, 255]);
        assert_eq!(Color::hue(0.5, 0.0, 0.5).bytes(), [128, 128, 128]);
    }

    #[test]
    fn gradients_hold_at_their_ends() {
        let gray = Gradient::named("GrayTones").unwrap();
        assert_eq!(gray.at(-3.0), Color::BLACK);
        assert_eq!(gray.at(7.0), Color::WHITE);
        assert_eq!(gray.at(f64::NAN), Color::BLACK);
        assert_eq!(gray.at(0.5).bytes(), [128; 3]);
        assert_eq!(byte(f64::NAN), 0);
    }
}
