//! Sampling of a function for a plot: evenly, then finer where the curve bends.

use scheelite_runtime::eval::Eval;

use super::axis::Scale;
use super::scene::Place;

/// How finely to sample.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    /// Even points to begin with.
    pub points: usize,
    /// How many times an interval is halved at most.
    pub recursion: usize,
    /// The scales that the curve is seen in.
    pub scales: [Scale; 2],
}

/// The sine of the angle between neighbouring pieces below which a curve looks smooth.
const SMOOTH: f64 = 0.04;
/// Most points of one curve.
const MOST_POINTS: usize = 20_000;

/// Places along a function; where it has no real value the place is not a number.
pub fn sample(
    f: &mut dyn FnMut(f64) -> Eval<Option<f64>>,
    from: f64,
    to: f64,
    sampling: Sampling,
) -> Eval<Vec<Place>> {
    let last = sampling.points - 1;
    let log = sampling.scales[0] == Scale::Log && from > 0.0;
    let mut places = Vec::with_capacity(sampling.points * 2);
    for index in 0..=last {
        let part = index as f64 / last as f64;
        // Off the even grid by a little, so that a wave in step with it is not missed.
        let part = if index == 0 || index == last {
            part
        } else {
            part + 0.35 * (index as f64 * 12.9898).sin() / last as f64
        };
        let x = if log { from * (to / from).powf(part) } else { from + (to - from) * part };
        places.push((x, f(x)?.unwrap_or(f64::NAN)));
    }
    for _ in 0..sampling.recursion {
        let bends = bends(&places, sampling.scales);
        if !bends.iter().any(|&bend| bend) || places.len() > MOST_POINTS {
            break;
        }
        let mut finer = Vec::with_capacity(places.len() * 2);
        for (pair, &bend) in places.windows(2).zip(&bends) {
            finer.push(pair[0]);
            if bend {
                let (a, b) = (pair[0].0, pair[1].0);
                let x = if log { (a * b).sqrt() } else { a + (b - a) / 2.0 };
                if a < x && x < b {
                    finer.push((x, f(x)?.unwrap_or(f64::NAN)));
                }
            }
        }
        finer.extend(places.last());
        places = finer;
    }
    cut_jumps(&mut places, (to - from) / last as f64);
    Ok(places)
}

fn seen(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Linear => value,
        Scale::Log => value.ln(),
    }
}

/// For each interval, whether the curve bends at one of its ends or ends inside it.
fn bends(places: &[Place], scales: [Scale; 2]) -> Vec<bool> {
    let points: Vec<Place> = places.iter().map(|&(x, y)| (seen(scales[0], x), seen(scales[1], y))).collect();
    let mut heights: Vec<f64> = points.iter().map(|point| point.1).filter(|y| y.is_finite()).collect();
    heights.sort_by(f64::total_cmp);
    let part = |share: f64| heights.get((share * heights.len().saturating_sub(1) as f64) as usize).copied();
    // The bulk of the curve fills the picture; a pole does not flatten the rest.
    let height = match (part(0.05), part(0.95)) {
        (Some(low), Some(high)) if high > low => 1.5 * (high - low),
        _ => 1.0,
    };
    let width = points[points.len() - 1].0 - points[0].0;
    let mut bends = vec![false; points.len() - 1];
    for index in 0..bends.len() {
        if points[index].1.is_finite() != points[index + 1].1.is_finite() {
            bends[index] = true;
        }
    }
    for (index, three) in points.windows(3).enumerate() {
        let step = |a: Place, b: Place| ((b.0 - a.0) / width, (b.1 - a.1) / height);
        let (a, b) = (step(three[0], three[1]), step(three[1], three[2]));
        let (long, other) = (a.0.hypot(a.1), b.0.hypot(b.1));
        let sine = (a.0 * b.1 - a.1 * b.0) / (long * other);
        let backwards = a.0 * b.0 + a.1 * b.1 < 0.0;
        if (sine.abs() > SMOOTH || backwards) && long.max(other) > 0.002 {
            bends[index] = true;
            bends[index + 1] = true;
        }
    }
    bends
}

/// Puts a gap where a curve jumps across most of the picture within a sliver.
fn cut_jumps(places: &mut Vec<Place>, step: f64) {
    let mut heights: Vec<f64> = places.iter().map(|place| place.1).filter(|y| y.is_finite()).collect();
    heights.sort_by(f64::total_cmp);
    let part = |share: f64| heights.get((share * heights.len().saturating_sub(1) as f64) as usize).copied();
    let (Some(low), Some(high)) = (part(0.05), part(0.95)) else { return };
    let jump = |pair: &[Place]| {
        let (dx, dy) = (pair[1].0 - pair[0].0, (pair[1].1 - pair[0].1).abs());
        dx < step / 20.0 && dy > (high - low) && pair[0].1.signum() != pair[1].1.signum()
    };
    let cuts: Vec<usize> =
        places.windows(2).enumerate().filter(|(_, pair)| jump(pair)).map(|(at, _)| at + 1).collect();
    for &at in cuts.iter().rev() {
        let x = places[at].0;
        places.insert(at, (x, f64::NAN));
    }
}

#[cfg(test)]
mod tests {
    use super::{Sampling, sample};
    use crate::pictures::axis::Scale;

    const SAMPLING: Sampling = Sampling { points: 50, recursion: 7, scales: [Scale::Linear; 2] };

    #[test]
    fn bends_get_more_points() {
        let line = sample(&mut |x| Ok(Some(2.0 * x)), 0.0, 1.0, SAMPLING).unwrap();
        assert_eq!(line.len(), 50);
        let kink = sample(&mut |x: f64| Ok(Some((x - 0.5).abs())), 0.0, 1.0, SAMPLING).unwrap();
        assert!(kink.len() > 50);
        let low = kink.iter().map(|place| place.1).fold(1.0, f64::min);
        assert!(low < 0.005, "the tip is reached: {low}");
    }

    #[test]
    fn poles_are_cut_and_gaps_are_found() {
        let pole = sample(&mut |x: f64| Ok(Some(1.0 / x)), -1.0, 1.03, SAMPLING).unwrap();
        assert!(pole.iter().any(|place| place.1.is_nan()));
        let root = sample(&mut |x: f64| Ok((x >= 0.0).then(|| x.sqrt())), -1.0, 1.0, SAMPLING).unwrap();
        let first = root.iter().find(|place| place.1.is_finite()).unwrap();
        assert!(first.0 < 0.002, "the curve begins near its end: {first:?}");
    }
}
