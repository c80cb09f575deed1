//! Clipping of lines and polygons to a rectangle, and cutting of lines into dashes.

use super::draw::Area;
use super::scene::Place;

/// The parts of a line inside an area. A point that is not a number ends a part.
pub fn clip_line(area: Area, points: &[Place]) -> Vec<Vec<Place>> {
    let mut runs = Vec::new();
    let mut run: Vec<Place> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = clip_segment(area, pair[0], pair[1]) else {
            runs.push(std::mem::take(&mut run));
            continue;
        };
        if run.last() != Some(&from) {
            runs.push(std::mem::take(&mut run));
            run.push(from);
        }
        run.push(to);
    }
    runs.push(run);
    runs.retain(|run| run.len() > 1);
    runs
}

/// The part of a segment inside an area, by its parameter along each side (Liang and Barsky, 1984).
fn clip_segment(area: Area, a: Place, b: Place) -> Option<(Place, Place)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, room) in
        [(-dx, a.0 - area.left), (dx, area.right - a.0), (-dy, a.1 - area.top), (dy, area.bottom - a.1)]
    {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |part: f64| (a.0 + part * dx, a.1 + part * dy);
    Some((if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b }))
}

/// The part of a polygon inside an area, one side after another (Sutherland and Hodgman, 1974).
pub fn clip_polygon(area: Area, points: &[Place]) -> Vec<Place> {
    if points.iter().any(|(x, y)| !(x.is_finite() && y.is_finite())) {
        return Vec::new();
    }
    // For each side: how far inside a point is.
    let sides: [&dyn Fn(Place) -> f64; 4] =
        [&|(x, _)| x - area.left, &|(x, _)| area.right - x, &|(_, y)| y - area.top, &|(_, y)| {
            area.bottom - y
        }];
    let mut inside = points.to_vec();
    for side in sides {
        let mut kept = Vec::with_capacity(inside.len() + 4);
        for (index, &to) in inside.iter().enumerate() {
            let from = inside[(index + inside.len() - 1) % inside.len()];
            let (a, b) = (side(from), side(to));
            if (a < 0.0) != (b < 0.0) {
                let part = a / (a - b);
                kept.push((from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1)));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        inside = kept;
    }
    inside
}

/// The dashes of a line: lengths of dashes and gaps in turn, over and over.
pub fn dashed(points: &[Place], lengths: &[f64]) -> Vec<Vec<Place>> {
    let mut dashes = Vec::new();
    let mut dash = vec![points[0]];
    let mut index = 0;
    let mut left = lengths[0];
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            if length <= left {
                left -= length;
                dash.push(to);
                break;
            }
            let part = left / length;
            from = (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
            dash.push(from);
            if index % 2 == 0 {
                dashes.push(std::mem::take(&mut dash));
            }
            dash = vec![from];
            index = (index + 1) % lengths.len();
            left = lengths[index];
        }
    }
    if index % 2 == 0 && dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::{Area, clip_line, clip_polygon, dashed};

    const AREA: Area = Area { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    #[test]
    fn lines_are_cut_at_the_border_and_at_gaps() {
        assert_eq!(clip_line(AREA, &[(-5.0, 5.0), (15.0, 5.0)]), [[(0.0, 5.0), (10.0, 5.0)]]);
        assert!(clip_line(AREA, &[(-5.0, -5.0), (-1.0, 20.0)]).is_empty());
        let gap = [(1.0, 1.0), (2.0, 2.0), (f64::NAN, 3.0), (4.0, 4.0), (5.0, 5.0)];
        assert_eq!(clip_line(AREA, &gap).len(), 2);
    }

    #[test]
    fn polygons_keep_what_is_inside() {
        let square = clip_polygon(AREA, &[(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)]);
        assert_eq!(square.len(), 4);
        assert!(square.iter().all(|&(x, y)| (0.0..=5.0).contains(&x) && (0.0..=5.0).contains(&y)));
        assert!(clip_polygon(AREA, &[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)]).is_empty());
    }

    #[test]
    fn dashes_alternate_with_gaps() {
        let dashes = dashed(&[(0.0, 0.0), (10.0, 0.0)], &[2.0, 1.0]);
        let starts: Vec<f64> = dashes.iter().map(|dash| dash[0].0.round()).collect();
        assert_eq!(starts, [0.0, 3.0, 6.0, 9.0]);
    }
}
