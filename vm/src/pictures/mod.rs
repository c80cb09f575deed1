//! Pictures: plots as `Graphics` expressions, images as arrays of pixels, and both as files.
//!
//! A plot evaluates to `Graphics[primitives, options…]`; nothing is drawn until it is exported. plotters draws (SVG
//! and bitmaps), the font of bitmaps is Noto Sans from the crate `notosans` (SIL Open Font License).

pub mod arrays;
pub mod axis;
pub mod bars;
pub mod canvas;
pub mod clip;
pub mod color;
pub mod curves;
pub mod draw;
pub mod files;
pub mod image;
pub mod label;
pub mod rows;
pub mod sample;
pub mod scene;
mod scene_options;

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol};

use image::Pixels;
use scene::Scene;

/// Draws `Graphics[…]` as an SVG file; the error says why it cannot be drawn.
pub fn svg(ev: &mut Evaluator, graphics: &Expr) -> Eval<Result<String, String>> {
    Ok(match read(ev, graphics)? {
        Ok(scene) => canvas::svg(scene.size, |surface| draw::draw(&scene, surface)),
        Err(problem) => Err(problem),
    })
}

/// The pixels of `Graphics[…]` or `Image[…]`; the error says why it has none.
pub fn rasterize(ev: &mut Evaluator, picture: &Expr) -> Eval<Result<Pixels, String>> {
    if let Some(pixels) = image::pixels(picture) {
        return Ok(Ok(pixels));
    }
    let scene = match read(ev, picture)? {
        Ok(scene) => scene,
        Err(problem) => return Ok(Err(problem)),
    };
    let (width, height) = scene.size;
    let bytes = canvas::bitmap(scene.size, |surface| draw::draw(&scene, surface));
    Ok(bytes.map(|bytes| Pixels { width, height, channels: 3, bytes }))
}

fn read(ev: &mut Evaluator, picture: &Expr) -> Eval<Result<Scene, String>> {
    match picture.as_call(Symbol::new("Graphics")) {
        Some(graphics) => Scene::read(ev, graphics),
        None => Ok(Err("it is neither Graphics nor Image".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use scheelite_runtime::eval::{Evaluator, Host, Message};
    use scheelite_runtime::source::SourceMap;
    use scheelite_runtime::tensor::{Array, Tensor};
    use scheelite_runtime::{Expr, Normal, Symbol, sym};

    use super::{curves, rasterize, svg};

    struct Silent;

    impl Host for Silent {
        fn print(&mut self, _: &str) {}
        fn message(&mut self, _: &Message, _: &SourceMap) {}
    }

    fn option(name: &str, value: impl Into<Expr>) -> Expr {
        Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.into()])
    }

    fn line_plot(ev: &mut Evaluator, options: Vec<Expr>) -> Expr {
        let data: Vec<f64> = (0..200).map(|index| (f64::from(index) / 12.0).sin() * 3.0).collect();
        let args = [Expr::from(Tensor::from(Array::vector(data)))].into_iter().chain(options);
        let call = Arc::new(Normal::new(Symbol::new("ListLinePlot"), args));
        curves::list_plot(ev, &call).unwrap().unwrap()
    }

    #[test]
    fn plots_have_the_pixels_asked_for() {
        let mut ev = Evaluator::new(Box::new(Silent));
        let size = Expr::list([Expr::Integer(640), Expr::Integer(400)]);
        let label = Expr::list([Expr::string("time / s"), Expr::string("height")]);
        let plot = line_plot(
            &mut ev,
            vec![
                option("ImageSize", size),
                option("PlotLabel", "A wave"),
                option("Frame", true),
                option("FrameLabel", label),
                option("PlotLegends", Expr::list([Expr::string("wave")])),
            ],
        );
        let pixels = rasterize(&mut ev, &plot).unwrap().unwrap();
        assert_eq!((pixels.width, pixels.height, pixels.channels), (640, 400, 3));
        let blue = pixels.bytes.chunks_exact(3).filter(|rgb| rgb[2] > rgb[0].saturating_add(40)).count();
        assert!(blue > 500, "the curve is drawn in blue: {blue} pixels");
        let text = svg(&mut ev, &plot).unwrap().unwrap();
        assert!(
            text.starts_with("<svg width=\"640\" height=\"400\" viewBox=\"0 0 6400 4000\""),
            "{:.100}",
            text
        );
        assert!(text.contains("A wave") && text.contains("<polyline"));
    }

    #[test]
    fn impossible_sizes_are_refused() {
        let mut ev = Evaluator::new(Box::new(Silent));
        for size in [0.0, -5.0, 1e9, f64::NAN] {
            let plot = line_plot(&mut ev, vec![option("ImageSize", size)]);
            let problem = rasterize(&mut ev, &plot).unwrap();
            assert!(problem.is_err() || size.is_nan(), "{size}");
        }
        assert!(rasterize(&mut ev, &Expr::Integer(1)).unwrap().is_err());
    }
}
