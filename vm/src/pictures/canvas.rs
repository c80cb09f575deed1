//! A canvas: lines, fills and text in pixels of the finished picture, drawn by plotters.
//!
//! Its backends count in whole units, so everything is drawn larger and brought back: an SVG picture is scaled by its
//! view box, a bitmap by averaging, which also smooths its edges.

use std::sync::LazyLock;

use plotters::backend::{BitMapBackend, DrawingBackend, SVGBackend};
use plotters::style::{Color as _, FontStyle, FontTransform, IntoFont, RGBAColor, ShapeStyle, TextStyle};
use plotters::style::{
    register_font,
    text_anchor::{HPos, Pos, VPos},
};

use super::color::Color;
use super::scene::{Fill, Place};

/// Units of an SVG picture to a pixel.
const SVG_UNITS: u32 = 10;
/// Most units that a bitmap is drawn in.
const MOST_UNITS: u64 = 36_000_000;
const FAMILY: &str = "sans-serif";

/// The font of bitmaps comes with the program, so that they need none of the machine's.
static FONT: LazyLock<bool> =
    LazyLock::new(|| register_font(FAMILY, FontStyle::Normal, notosans::REGULAR_TTF).is_ok());

/// Where text stands beside its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The place is at the middle of its left side.
    Left,
    /// The place is at the middle of its right side.
    Right,
    /// The place is its middle.
    Center,
    /// The place is at the middle of its top.
    Top,
    /// Turned to read upwards, the place its middle.
    Upward,
}

/// What a drawing is drawn on: the two backends behind one face.
pub trait Surface {
    /// A line through points.
    fn line(&mut self, points: &[Place], color: Color, width: f64);
    /// A filled polygon.
    fn fill(&mut self, points: &[Place], color: Color);
    /// A filled rectangle whose cells meet without a gap.
    fn cell(&mut self, from: Place, to: Place, color: Color);
    /// A disk or circle.
    fn round(&mut self, center: Place, radius: f64, color: Color, fill: Fill);
    /// Text of a height.
    fn text(&mut self, text: &str, at: Place, height: f64, color: Color, anchor: Anchor);
    /// Width of a text of a height.
    fn text_width(&self, text: &str, height: f64) -> f64;
}

/// How lines and cells are handed to a backend.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    /// Whole lines; neighbouring cells overlap by a unit so that no seam shows.
    Vector,
    /// Lines segment by segment with round joints: a bitmap backend fills the outline of a whole line, which fails
    /// where the line crosses itself.
    Pixels,
}

struct Canvas<B: DrawingBackend> {
    backend: B,
    units: f64,
    ink: Ink,
    failure: Option<String>,
}

fn style(color: Color) -> RGBAColor {
    let [red, green, blue] = color.bytes();
    RGBAColor(red, green, blue, color.opacity)
}

fn font(height: f64) -> TextStyle<'static> {
    LazyLock::force(&FONT);
    TextStyle::from((FAMILY, height).into_font())
}

impl<B: DrawingBackend> Canvas<B> {
    fn units(&self, (x, y): Place) -> (i32, i32) {
        // Clipping keeps coordinates near the canvas; the cast saturates.
        ((x * self.units).round() as i32, (y * self.units).round() as i32)
    }

    fn note<T, E: std::fmt::Display>(&mut self, result: Result<T, E>) {
        if let Err(error) = result {
            self.failure.get_or_insert(error.to_string());
        }
    }

    /// Presents the picture; fails with the first thing that went wrong since the beginning.
    fn finish(mut self) -> Result<(), String> {
        let presented = self.backend.present();
        self.note(presented);
        self.failure.map_or(Ok(()), Err)
    }

    fn stroke(&self, color: Color, width: f64) -> ShapeStyle {
        style(color).stroke_width(((width * self.units).round() as u32).max(1))
    }
}

impl<B: DrawingBackend> Surface for Canvas<B> {
    fn line(&mut self, points: &[Place], color: Color, width: f64) {
        let units: Vec<(i32, i32)> = points.iter().map(|&point| self.units(point)).collect();
        let stroke = self.stroke(color, width);
        if self.ink == Ink::Vector || color.opacity < 1.0 {
            let result = self.backend.draw_path(units, &stroke);
            return self.note(result);
        }
        // Points closer than the width of the line add nothing but rough edges.
        let reach = (width * self.units / 2.0).max(1.0);
        let near = |a: (i32, i32), b: (i32, i32)| f64::from(a.0 - b.0).hypot(f64::from(a.1 - b.1)) < reach;
        let mut kept: Vec<(i32, i32)> = Vec::with_capacity(units.len());
        for (index, &point) in units.iter().enumerate() {
            if index + 1 == units.len() || kept.last().is_none_or(|&last| !near(last, point)) {
                kept.push(point);
            }
        }
        let units = kept;
        let joint = stroke.stroke_width / 2;
        for (index, pair) in units.windows(2).enumerate() {
            if pair[0] != pair[1] {
                let result = self.backend.draw_path([pair[0], pair[1]], &stroke);
                self.note(result);
            }
            if joint > 0 && index > 0 {
                let result = self.backend.draw_circle(pair[0], joint, &style(color).filled(), true);
                self.note(result);
            }
        }
    }

    fn fill(&mut self, points: &[Place], color: Color) {
        let units: Vec<(i32, i32)> = points.iter().map(|&point| self.units(point)).collect();
        let result = self.backend.fill_polygon(units, &style(color).filled());
        self.note(result);
    }

    fn cell(&mut self, from: Place, to: Place, color: Color) {
        let (a, b) = (self.units(from), self.units(to));
        let (low, high) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        let reach = i32::from(self.ink == Ink::Vector);
        let high = ((high.0 + reach).max(low.0), (high.1 + reach).max(low.1));
        let result = self.backend.draw_rect(low, high, &style(color).filled(), true);
        self.note(result);
    }

    fn round(&mut self, center: Place, radius: f64, color: Color, fill: Fill) {
        let center = self.units(center);
        let radius = (radius * self.units).round().max(1.0) as u32;
        let result = match fill {
            Fill::Filled => self.backend.draw_circle(center, radius, &style(color).filled(), true),
            Fill::Outline => self.backend.draw_circle(center, radius, &self.stroke(color, 1.0), false),
        };
        self.note(result);
    }

    fn text(&mut self, text: &str, at: Place, height: f64, color: Color, anchor: Anchor) {
        let (h, v) = match anchor {
            Anchor::Left => (HPos::Left, VPos::Center),
            Anchor::Right => (HPos::Right, VPos::Center),
            Anchor::Center | Anchor::Upward => (HPos::Center, VPos::Center),
            Anchor::Top => (HPos::Center, VPos::Top),
        };
        let paint = style(color);
        let mut look = font(height * self.units).color(&paint).pos(Pos::new(h, v));
        if anchor == Anchor::Upward {
            look = look.transform(FontTransform::Rotate270);
        }
        let at = self.units(at);
        let result = self.backend.draw_text(text, &look, at);
        self.note(result);
    }

    fn text_width(&self, text: &str, height: f64) -> f64 {
        let size = self.backend.estimate_text_size(text, &font(height * self.units));
        // An SVG picture is shown in the reader's own font, which may be wider than the one that is measured here.
        let spare = if self.ink == Ink::Vector { 1.15 } else { 1.0 };
        size.map_or(0.0, |(width, _)| spare * f64::from(width) / self.units)
    }
}

/// Draws an SVG picture of a size in pixels.
pub fn svg((width, height): (u32, u32), draw: impl FnOnce(&mut dyn Surface)) -> Result<String, String> {
    let mut text = String::new();
    let backend = SVGBackend::with_string(&mut text, (width * SVG_UNITS, height * SVG_UNITS));
    let mut canvas = Canvas { backend, units: f64::from(SVG_UNITS), ink: Ink::Vector, failure: None };
    draw(&mut canvas);
    canvas.finish()?;
    // The view box keeps the fine units; the outer size is in pixels.
    Ok(text.replacen(&format!("width=\"{}\"", width * SVG_UNITS), &format!("width=\"{width}\""), 1).replacen(
        &format!("height=\"{}\"", height * SVG_UNITS),
        &format!("height=\"{height}\""),
        1,
    ))
}

/// Draws a bitmap of a size in pixels: red, green and blue of each, row by row.
pub fn bitmap((width, height): (u32, u32), draw: impl FnOnce(&mut dyn Surface)) -> Result<Vec<u8>, String> {
    let pixels = u64::from(width) * u64::from(height);
    let units = (1..=3).rev().find(|units| pixels * units * units <= MOST_UNITS).unwrap_or(1);
    let units = u32::try_from(units).unwrap_or(1);
    let (wide, high) = (width * units, height * units);
    let mut buffer = vec![255u8; wide as usize * high as usize * 3];
    let backend = BitMapBackend::with_buffer(&mut buffer, (wide, high));
    let mut canvas = Canvas { backend, units: f64::from(units), ink: Ink::Pixels, failure: None };
    draw(&mut canvas);
    canvas.finish()?;
    Ok(average(&buffer, width as usize, height as usize, units as usize))
}

/// Each pixel the mean of a square of finer ones.
fn average(fine: &[u8], width: usize, height: usize, units: usize) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(width * height * 3);
    let count = (units * units) as u32;
    for row in 0..height {
        for column in 0..width {
            for channel in 0..3 {
                let mut sum = count / 2;
                for y in row * units..(row + 1) * units {
                    for x in column * units..(column + 1) * units {
                        sum += u32::from(fine[(y * width * units + x) * 3 + channel]);
                    }
                }
                pixels.push(u8::try_from(sum / count).unwrap_or(u8::MAX));
            }
        }
    }
    pixels
}
