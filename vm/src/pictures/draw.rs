//! Draws a scene: finds room for labels, ticks and legend, then the shapes clipped to the area between the axes.

use super::axis::{Axis, Tick};
use super::canvas::{Anchor, Surface};
use super::clip::{clip_line, clip_polygon, dashed};
use super::color::Color;
use super::scene::{Bar, Fill, Grid, Lines, Place, Scene, Shape, Style};

const TICK_TEXT: f64 = 12.0;
const LABEL_TEXT: f64 = 13.0;
const TITLE_TEXT: f64 = 15.0;
const INK: Color = Color::gray(0.25);
const GRID: Color = Color::gray(0.88);

/// A rectangle in pixels, y downwards.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Right side.
    pub right: f64,
    /// Lower side.
    pub bottom: f64,
}

impl Area {
    fn width(self) -> f64 {
        self.right - self.left
    }

    fn height(self) -> f64 {
        self.bottom - self.top
    }
}

struct Frame<'a> {
    scene: &'a Scene,
    area: Area,
}

impl Frame<'_> {
    fn x(&self, value: f64) -> f64 {
        self.area.left + self.scene.x.position(value) * self.area.width()
    }

    fn y(&self, value: f64) -> f64 {
        self.area.bottom - self.scene.y.position(value) * self.area.height()
    }

    fn place(&self, (x, y): Place) -> Place {
        (self.x(x), self.y(y))
    }
}

/// Draws everything that a scene shows.
pub fn draw(scene: &Scene, surface: &mut dyn Surface) {
    let (width, height) = (f64::from(scene.size.0), f64::from(scene.size.1));
    surface.cell((0.0, 0.0), (width, height), scene.background);
    let x_ticks = ticks(scene, 0, width / 80.0);
    let y_ticks = ticks(scene, 1, height / 45.0);
    let area = layout(scene, surface, &y_ticks);
    let frame = Frame { scene, area };
    for at in grid_places(&scene.grid[0], &x_ticks, scene.x) {
        let x = frame.x(at);
        surface.line(&[(x, area.top), (x, area.bottom)], GRID, 1.0);
    }
    for at in grid_places(&scene.grid[1], &y_ticks, scene.y) {
        let y = frame.y(at);
        surface.line(&[(area.left, y), (area.right, y)], GRID, 1.0);
    }
    for (shape, style) in &scene.items {
        draw_shape(&frame, surface, shape, style);
    }
    match scene.lines {
        Lines::None => {}
        Lines::Axes => draw_axes(&frame, surface, &x_ticks, &y_ticks),
        Lines::Frame => draw_frame(&frame, surface, &x_ticks, &y_ticks),
    }
    draw_labels(&frame, surface);
    draw_legend(&frame, surface);
    if let Some(bar) = &scene.bar {
        draw_bar(&frame, surface, bar);
    }
}

/// Where the lines of a grid are, those of the range that is shown.
fn grid_places(grid: &Grid, ticks: &[Tick], axis: Axis) -> Vec<f64> {
    let places: Vec<f64> = match grid {
        Grid::None => Vec::new(),
        Grid::Ticks => ticks.iter().filter(|tick| !tick.label.is_empty()).map(|tick| tick.at).collect(),
        Grid::At(places) => places.clone(),
    };
    places.into_iter().filter(|&at| (-1e-6..=1.0 + 1e-6).contains(&axis.position(at))).collect()
}

/// Width of a legend of colours.
const BAR_WIDTH: f64 = 14.0;

fn bar_ticks(bar: &Bar) -> Vec<Tick> {
    let mut ticks = bar.values.ticks(5);
    ticks.retain(|tick| {
        !tick.label.is_empty() && (-1e-6..=1.0 + 1e-6).contains(&bar.values.position(tick.at))
    });
    ticks
}

/// The legend of colours at the right, the lowest value below.
fn draw_bar(frame: &Frame, surface: &mut dyn Surface, bar: &Bar) {
    let (scene, area) = (frame.scene, frame.area);
    let ticks = bar_ticks(bar);
    let widest = ticks.iter().map(|tick| surface.text_width(&tick.label, TICK_TEXT)).fold(0.0, f64::max);
    let left = f64::from(scene.size.0) - widest - BAR_WIDTH - 14.0;
    let (right, bottom, height) = (left + BAR_WIDTH, area.bottom, area.height());
    let at = |part: f64| bottom - part * height;
    for (index, &color) in bar.colors.iter().enumerate() {
        let part = |index: usize| index as f64 / bar.colors.len() as f64;
        surface.cell((left, at(part(index))), (right, at(part(index + 1))), color);
    }
    let ink = scene.ink.unwrap_or(INK);
    let corners = [(left, area.top), (right, area.top), (right, bottom), (left, bottom), (left, area.top)];
    surface.line(&corners, ink, 1.0);
    for tick in ticks {
        let y = at(bar.values.position(tick.at));
        surface.line(&[(right, y), (right + 3.0, y)], ink, 1.0);
        surface.text(&tick.label, (right + 6.0, y), TICK_TEXT, scene.text.unwrap_or(INK), Anchor::Left);
    }
}

fn ticks(scene: &Scene, index: usize, wanted: f64) -> Vec<Tick> {
    if scene.lines == Lines::None {
        return Vec::new();
    }
    // Between 2 and 10, so the cast is exact.
    let wanted = wanted.clamp(2.0, 10.0) as usize;
    let axis = if index == 0 { scene.x } else { scene.y };
    let mut ticks = scene.ticks[index].clone().unwrap_or_else(|| axis.ticks(wanted));
    ticks.retain(|tick| (-1e-6..=1.0 + 1e-6).contains(&axis.position(tick.at)));
    ticks
}

/// The area between the axes: what is left after labels, ticks and legend.
fn layout(scene: &Scene, surface: &dyn Surface, y_ticks: &[Tick]) -> Area {
    let (width, height) = (f64::from(scene.size.0), f64::from(scene.size.1));
    let bare = scene.lines == Lines::None && scene.labels.iter().all(Option::is_none);
    let rim = if bare && scene.title.is_none() && scene.legend.is_empty() { 0.0 } else { 8.0 };
    let mut area = Area { left: rim, top: rim, right: width - rim, bottom: height - rim };
    if scene.title.is_some() {
        area.top += TITLE_TEXT + 8.0;
    }
    if !scene.legend.is_empty() {
        let widest = scene.legend.iter().map(|entry| surface.text_width(&entry.text, TICK_TEXT));
        area.right -= widest.fold(0.0, f64::max) + 38.0;
    }
    if let Some(bar) = &scene.bar {
        let widest =
            bar_ticks(bar).iter().map(|tick| surface.text_width(&tick.label, TICK_TEXT)).fold(0.0, f64::max);
        area.right -= widest + BAR_WIDTH + 20.0;
    }
    if scene.lines != Lines::None {
        let widest =
            y_ticks.iter().map(|tick| surface.text_width(&tick.label, TICK_TEXT)).fold(0.0, f64::max);
        area.top += 4.0;
        area.right -= 8.0;
        // Labels stand outside a frame, and beside axes wherever these cross the picture.
        let beside = |axis: Axis, origin: f64, room: f64, length: f64| match scene.lines {
            Lines::Frame => room,
            _ => (room - axis.position(origin).max(0.0) * length).max(0.0),
        };
        let (x0, y0) = crossing(scene);
        area.left += beside(scene.x, x0, widest + 8.0, area.width() - 40.0);
        area.bottom -= beside(scene.y, y0, TICK_TEXT + 6.0, area.height() - 40.0);
        match scene.lines {
            Lines::Frame => {
                area.left += if scene.labels[1].is_some() { LABEL_TEXT + 6.0 } else { 0.0 };
                area.bottom -= if scene.labels[0].is_some() { LABEL_TEXT + 6.0 } else { 0.0 };
            }
            _ => {
                area.top += if scene.labels[1].is_some() { LABEL_TEXT + 4.0 } else { 0.0 };
                area.right -=
                    scene.labels[0].as_ref().map_or(0.0, |text| surface.text_width(text, LABEL_TEXT) + 6.0);
            }
        }
    }
    // A tiny picture keeps a spot to draw in.
    area.right = area.right.max(area.left + 4.0);
    area.bottom = area.bottom.max(area.top + 4.0);
    if scene.items.iter().any(|(shape, _)| matches!(shape, Shape::Raster(..) | Shape::Ellipse(..)))
        && let Some(ratio) = scene.ratio
    {
        keep_ratio(&mut area, ratio);
    }
    area
}

/// Where the axes cross.
fn crossing(scene: &Scene) -> Place {
    let [x, y] = scene.origin;
    (x.unwrap_or(scene.x.origin()), y.unwrap_or(scene.y.origin()))
}

fn keep_ratio(area: &mut Area, ratio: f64) {
    if area.height() > area.width() * ratio {
        let spare = (area.height() - area.width() * ratio) / 2.0;
        area.top += spare;
        area.bottom -= spare;
    } else {
        let spare = (area.width() - area.height() / ratio) / 2.0;
        area.left += spare;
        area.right -= spare;
    }
}

fn draw_shape(frame: &Frame, surface: &mut dyn Surface, shape: &Shape, style: &Style) {
    let area = frame.area;
    match shape {
        Shape::Points(places) => {
            for &place in places {
                let (x, y) = frame.place(place);
                let room = 1e-6;
                if (area.left - room..=area.right + room).contains(&x)
                    && (area.top - room..=area.bottom + room).contains(&y)
                {
                    surface.round((x, y), style.point / 2.0, style.color, Fill::Filled);
                }
            }
        }
        Shape::Line(places) => {
            let pixels: Vec<Place> = places.iter().map(|&place| frame.place(place)).collect();
            draw_line(area, surface, &pixels, style);
        }
        Shape::Arrow(places) => {
            let pixels: Vec<Place> = places.iter().map(|&place| frame.place(place)).collect();
            draw_line(area, surface, &pixels, style);
            if let [.., from, to] = pixels[..] {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                let length = dx.hypot(dy);
                if length > 0.0 {
                    let size = (3.0 * style.thickness + 6.0).min(length);
                    let (ux, uy) = (dx / length * size, dy / length * size);
                    let (x, y) = (to.0 - ux, to.1 - uy);
                    let head = [to, (x - 0.4 * uy, y + 0.4 * ux), (x + 0.4 * uy, y - 0.4 * ux)];
                    draw_polygon(area, surface, &head, &Style { edge: None, ..style.clone() });
                }
            }
        }
        Shape::Polygon(places) => {
            let pixels: Vec<Place> = places.iter().map(|&place| frame.place(place)).collect();
            draw_polygon(area, surface, &pixels, style);
        }
        Shape::Rectangle(from, to) => {
            let (a, b) = (frame.place(*from), frame.place(*to));
            // On a logarithmic scale a bar from zero stands on the edge.
            let edge = |value: f64, edge: f64| if value.is_finite() { value } else { edge };
            let (a, b) = (
                (edge(a.0, area.left), edge(a.1, area.bottom)),
                (edge(b.0, area.left), edge(b.1, area.bottom)),
            );
            draw_polygon(area, surface, &[a, (b.0, a.1), b, (a.0, b.1)], style);
        }
        Shape::Ellipse(center, radius, fill) => {
            let steps = 120;
            let outline: Vec<Place> = (0..=steps)
                .map(|step| {
                    let angle = std::f64::consts::TAU * f64::from(step) / f64::from(steps);
                    frame.place((center.0 + radius.0 * angle.cos(), center.1 + radius.1 * angle.sin()))
                })
                .collect();
            match fill {
                Fill::Filled => draw_polygon(area, surface, &outline, style),
                Fill::Outline => draw_line(area, surface, &outline, style),
            }
        }
        Shape::Raster(cells, from, to) => {
            let rows = cells.colors.len() / cells.columns.max(1);
            let (a, b) = (frame.place(*from), frame.place(*to));
            let at = |start: f64, end: f64, index: usize, count: usize| {
                start + (end - start) * index as f64 / count.max(1) as f64
            };
            for row in 0..rows {
                let colors = &cells.colors[row * cells.columns..(row + 1) * cells.columns];
                let (low, high) = (at(a.1, b.1, row, rows), at(a.1, b.1, row + 1, rows));
                let mut start = 0;
                while start < colors.len() {
                    // Equal neighbours are one rectangle.
                    let run = colors[start..].iter().take_while(|&&color| color == colors[start]).count();
                    let left = at(a.0, b.0, start, cells.columns);
                    let right = at(a.0, b.0, start + run, cells.columns);
                    let corner =
                        |x: f64, y: f64| (x.clamp(area.left, area.right), y.clamp(area.top, area.bottom));
                    surface.cell(corner(left, low), corner(right, high), colors[start]);
                    start += run;
                }
            }
        }
        Shape::Text(text, at) => {
            surface.text(text, frame.place(*at), TICK_TEXT, style.color, Anchor::Center);
        }
    }
}

fn draw_line(area: Area, surface: &mut dyn Surface, pixels: &[Place], style: &Style) {
    for run in clip_line(area, pixels) {
        if style.dashes.is_empty() {
            surface.line(&run, style.color, style.thickness);
        } else {
            dashed(&run, &style.dashes)
                .iter()
                .for_each(|dash| surface.line(dash, style.color, style.thickness));
        }
    }
}

fn draw_polygon(area: Area, surface: &mut dyn Surface, pixels: &[Place], style: &Style) {
    let mut inside = clip_polygon(area, pixels);
    if inside.len() < 3 {
        return;
    }
    surface.fill(&inside, style.color);
    if let Some(edge) = style.edge {
        inside.push(inside[0]);
        surface.line(&inside, edge, 1.0);
    }
}

fn draw_axes(frame: &Frame, surface: &mut dyn Surface, x_ticks: &[Tick], y_ticks: &[Tick]) {
    let area = frame.area;
    let (ink, text_ink) = (frame.scene.ink.unwrap_or(INK), frame.scene.text.unwrap_or(INK));
    let (x0, y0) = frame.place(crossing(frame.scene));
    surface.line(&[(area.left, y0), (area.right, y0)], ink, 1.0);
    surface.line(&[(x0, area.top), (x0, area.bottom)], ink, 1.0);
    // A label at the crossing would stand on the other axis.
    let crossed = |axis: Axis, tick: &Tick| tick.at == 0.0 && axis.low < 0.0;
    for tick in x_ticks {
        let x = frame.x(tick.at);
        let length = if tick.label.is_empty() { 3.0 } else { 5.0 };
        surface.line(&[(x, y0), (x, y0 - length)], ink, 1.0);
        if !crossed(frame.scene.x, tick) {
            surface.text(&tick.label, (x, y0 + 4.0), TICK_TEXT, text_ink, Anchor::Top);
        }
    }
    for tick in y_ticks {
        let y = frame.y(tick.at);
        let length = if tick.label.is_empty() { 3.0 } else { 5.0 };
        surface.line(&[(x0, y), (x0 + length, y)], ink, 1.0);
        if !crossed(frame.scene.y, tick) {
            surface.text(&tick.label, (x0 - 5.0, y), TICK_TEXT, text_ink, Anchor::Right);
        }
    }
}

fn draw_frame(frame: &Frame, surface: &mut dyn Surface, x_ticks: &[Tick], y_ticks: &[Tick]) {
    let Area { left, top, right, bottom } = frame.area;
    let (ink, text_ink) = (frame.scene.ink.unwrap_or(INK), frame.scene.text.unwrap_or(INK));
    surface.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], ink, 1.0);
    for tick in x_ticks {
        let x = frame.x(tick.at);
        let length = if tick.label.is_empty() { 3.0 } else { 5.0 };
        surface.line(&[(x, bottom), (x, bottom - length)], ink, 1.0);
        surface.line(&[(x, top), (x, top + length)], ink, 1.0);
        surface.text(&tick.label, (x, bottom + 4.0), TICK_TEXT, text_ink, Anchor::Top);
    }
    for tick in y_ticks {
        let y = frame.y(tick.at);
        let length = if tick.label.is_empty() { 3.0 } else { 5.0 };
        surface.line(&[(left, y), (left + length, y)], ink, 1.0);
        surface.line(&[(right, y), (right - length, y)], ink, 1.0);
        surface.text(&tick.label, (left - 5.0, y), TICK_TEXT, text_ink, Anchor::Right);
    }
}

fn draw_labels(frame: &Frame, surface: &mut dyn Surface) {
    let (scene, area) = (frame.scene, frame.area);
    let text_ink = scene.text.unwrap_or(INK);
    let middle = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
    if let Some(title) = &scene.title {
        surface.text(title, (middle.0, 7.0), TITLE_TEXT, text_ink, Anchor::Top);
    }
    let [x, y] = &scene.labels;
    if scene.lines == Lines::Axes {
        let (x0, y0) = frame.place(crossing(scene));
        if let Some(text) = x {
            surface.text(text, (area.right + 5.0, y0), LABEL_TEXT, text_ink, Anchor::Left);
        }
        if let Some(text) = y {
            let width = surface.text_width(text, LABEL_TEXT);
            surface.text(
                text,
                (x0.max(width / 2.0 + 2.0), area.top - 10.0),
                LABEL_TEXT,
                text_ink,
                Anchor::Center,
            );
        }
    } else {
        if let Some(text) = x {
            surface.text(text, (middle.0, area.bottom + TICK_TEXT + 9.0), LABEL_TEXT, text_ink, Anchor::Top);
        }
        if let Some(text) = y {
            surface.text(text, (LABEL_TEXT / 2.0 + 5.0, middle.1), LABEL_TEXT, text_ink, Anchor::Upward);
        }
    }
}

fn draw_legend(frame: &Frame, surface: &mut dyn Surface) {
    let (scene, area) = (frame.scene, frame.area);
    let step = TICK_TEXT + 7.0;
    let widest =
        scene.legend.iter().map(|entry| surface.text_width(&entry.text, TICK_TEXT)).fold(0.0, f64::max);
    let left = f64::from(scene.size.0) - widest - 34.0;
    let top = (area.top + area.bottom) / 2.0 - step * (scene.legend.len() as f64 - 1.0) / 2.0;
    for (index, entry) in scene.legend.iter().enumerate() {
        let y = top + step * index as f64;
        if entry.line {
            let mark = [(left, y), (left + 20.0, y)];
            let room = Area { left: 0.0, top: 0.0, right: 1e6, bottom: 1e6 };
            draw_line(room, surface, &mark, &entry.style);
        } else {
            surface.round(
                (left + 10.0, y),
                entry.style.point.max(5.0) / 2.0,
                entry.style.color,
                Fill::Filled,
            );
        }
        surface.text(&entry.text, (left + 26.0, y), TICK_TEXT, INK, Anchor::Left);
    }
}
