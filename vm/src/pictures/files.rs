//! Pictures as files: the formats PNG and SVG of `Import` and `Export`.

use scheelite_runtime::Expr;
use scheelite_runtime::eval::formats::{Format, Problem};
use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Eval, Evaluator};

use super::image;

/// The formats of pictures.
pub static FORMATS: &[Format] = &[
    Format { name: "PNG", extensions: &["png"], import: Some(import_png), export: Some(export_png) },
    Format { name: "SVG", extensions: &["svg"], import: None, export: Some(export_svg) },
];

fn import_png(_: &mut Evaluator, bytes: Vec<u8>, element: &str, _: &Settings) -> Eval<Result<Expr, Problem>> {
    let pixels = match image::decode(&bytes) {
        Ok(pixels) => pixels,
        Err(why) => return Ok(Err(Problem::Damaged(why))),
    };
    let size = [pixels.width, pixels.height].map(|side| Expr::Integer(side.into()));
    Ok(match element {
        "" | "Image" | "Graphics" => Ok(image::to_expr(pixels)),
        "ImageSize" => Ok(Expr::list(size)),
        "Data" | "RawData" => match image::to_expr(pixels).as_normal() {
            Some(image) => Ok(image.args[0].clone()),
            None => Err(Problem::NoElement),
        },
        _ => Err(Problem::NoElement),
    })
}

/// A picture with the options of the call added to its own.
fn with_options(expr: &Expr, settings: &Settings) -> Expr {
    let options = settings.others(&[]);
    match expr.as_normal().filter(|call| call.head_symbol().is_some_and(|head| head.name() == "Graphics")) {
        Some(graphics) if !options.is_empty() => {
            let (primitives, own) = graphics.args.split_at(1.min(graphics.args.len()));
            Expr::call(graphics.head.clone(), primitives.iter().chain(&options).chain(own).cloned())
        }
        _ => expr.clone(),
    }
}

fn export_png(ev: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let pixels = super::rasterize(ev, &with_options(expr, settings))?;
    Ok(pixels.and_then(|pixels| image::encode(&pixels)).map_err(Problem::NoForm))
}

fn export_svg(ev: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let text = super::svg(ev, &with_options(expr, settings))?;
    Ok(text.map(String::into_bytes).map_err(Problem::NoForm))
}
