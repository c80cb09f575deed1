//! `Image[array]`: pixels as numbers from 0 to 1 or as bytes, and PNG files of them.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::color::byte;
use super::scene::LARGEST_SIDE;
use crate::numeric::real::array;

/// Pixels as bytes, row by row from the top, channels together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 1 grey, 2 grey and opacity, 3 red green blue, 4 with opacity.
    pub channels: u8,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What the numbers of an image mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Bit,
    Byte,
    Bit16,
    Real,
}

impl Depth {
    fn named(name: &str) -> Option<Depth> {
        Some(match name {
            "Bit" => Depth::Bit,
            "Byte" => Depth::Byte,
            "Bit16" => Depth::Bit16,
            "Real" | "Real32" | "Real64" => Depth::Real,
            _ => return None,
        })
    }

    /// The number that is white.
    fn white(self) -> f64 {
        match self {
            Depth::Bit | Depth::Real => 1.0,
            Depth::Byte => 255.0,
            Depth::Bit16 => 65535.0,
        }
    }
}

/// Reads `Image[array]` or `Image[array, type]`, or a bare array as one.
pub fn pixels(expr: &Expr) -> Option<Pixels> {
    let image = expr.as_call(Symbol::new("Image"));
    let (data, depth) = match image {
        Some(image) => {
            let depth = match image.args.get(1) {
                Some(Expr::String(name)) => Depth::named(name)?,
                _ => Depth::Real,
            };
            (image.args.first()?, depth)
        }
        None => (expr, Depth::Real),
    };
    let (dims, values) = array(data)?;
    let channels = match dims[..] {
        [_, _] => 1,
        [_, _, channels @ 1..=4] => u8::try_from(channels).ok()?,
        _ => return None,
    };
    let side =
        |length: usize| u32::try_from(length).ok().filter(|side| (1..=LARGEST_SIDE * 4).contains(side));
    let (height, width) = (side(dims[0])?, side(dims[1])?);
    let bytes = values.iter().map(|value| byte(value / depth.white())).collect();
    Some(Pixels { width, height, channels, bytes })
}

/// `Image[array]` with bytes.
pub fn to_expr(pixels: Pixels) -> Expr {
    let values = pixels.bytes.into_iter().map(i64::from).collect();
    let mut dims = Dims::from_slice(&[pixels.height as usize, pixels.width as usize]);
    if pixels.channels > 1 {
        dims.push(usize::from(pixels.channels));
    }
    let data = Tensor::from(Array::new(dims, values).expect("a byte a channel of each pixel"));
    Expr::call(Symbol::new("Image"), [Expr::from(data), Expr::string("Byte")])
}

/// A PNG file of pixels.
pub fn encode(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(match pixels.channels {
        1 => png::ColorType::Grayscale,
        2 => png::ColorType::GrayscaleAlpha,
        3 => png::ColorType::Rgb,
        _ => png::ColorType::Rgba,
    });
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&pixels.bytes)?;
        writer.finish()
    });
    written.map(|()| file).map_err(|error| error.to_string())
}

/// The pixels of a PNG file.
pub fn decode(file: &[u8]) -> Result<Pixels, String> {
    let fail = |error: png::DecodingError| error.to_string();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(fail)?;
    let size = reader.output_buffer_size().ok_or("the picture is too large")?;
    let mut bytes = vec![0; size];
    let info = reader.next_frame(&mut bytes).map_err(fail)?;
    bytes.truncate(info.buffer_size());
    let channels = match info.color_type {
        png::ColorType::Grayscale | png::ColorType::Indexed => 1,
        png::ColorType::GrayscaleAlpha => 2,
        png::ColorType::Rgb => 3,
        png::ColorType::Rgba => 4,
    };
    Ok(Pixels { width: info.width, height: info.height, channels, bytes })
}

/// `Image[array, type]` stays as it is when the array can be one.
pub fn image(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if pixels(&Expr::Normal(call.clone())).is_none() {
        ev.message_at(Symbol::new("Image"), "imgarray", &call.args[..1], call.origin);
    }
    Ok(None)
}

fn checked(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<Pixels> {
    let found = call.args[0].as_call(Symbol::new("Image")).and_then(|_| pixels(&call.args[0]));
    if found.is_none() {
        let head = call.head_symbol().unwrap_or(sym::List);
        ev.message_at(head, "imginv", &call.args[..1], call.origin);
    }
    found
}

/// `ImageDimensions[image]`: width and height.
pub fn image_dimensions(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(checked(ev, call)
        .map(|pixels| Expr::list([Expr::Integer(pixels.width.into()), Expr::Integer(pixels.height.into())])))
}

/// `ImageChannels[image]`.
pub fn image_channels(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(checked(ev, call).map(|pixels| Expr::Integer(pixels.channels.into())))
}

/// `ImageData[image]`: numbers from 0 to 1; `ImageData[image, "Byte"]`: bytes.
pub fn image_data(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let as_bytes = matches!(call.args.get(1), Some(Expr::String(name)) if name.as_str() == "Byte");
    let Some(pixels) = checked(ev, call) else { return Ok(None) };
    if as_bytes {
        let bytes = to_expr(pixels);
        return Ok(bytes.as_normal().map(|image| image.args[0].clone()));
    }
    let image = call.args[0].as_normal().expect("checked to be an image");
    let Some((dims, values)) = array(&image.args[0]) else { return Ok(None) };
    let depth = match image.args.get(1) {
        Some(Expr::String(name)) => Depth::named(name).unwrap_or(Depth::Real),
        _ => Depth::Real,
    };
    let values = values.into_iter().map(|value| value / depth.white()).collect();
    Ok(Array::new(Dims::from_slice(&dims), values).map(|data| Expr::from(Tensor::from(data))))
}

#[cfg(test)]
mod tests {
    use super::{Expr, Pixels, Symbol, decode, encode, pixels, to_expr};

    #[test]
    fn files_give_back_their_pixels() {
        for channels in 1..=4u8 {
            let bytes = (0..5 * 3 * channels).map(|index| index * 4).collect();
            let picture = Pixels { width: 5, height: 3, channels, bytes };
            assert_eq!(decode(&encode(&picture).unwrap()).unwrap(), picture);
            assert_eq!(pixels(&to_expr(picture.clone())), Some(picture));
        }
        assert!(decode(b"no picture").is_err());
    }

    #[test]
    fn numbers_beyond_white_are_white() {
        let row = |values: [f64; 3]| Expr::list(values.map(Expr::Real));
        let picture =
            pixels(&Expr::call(Symbol::new("Image"), [Expr::list([row([0.0, 0.5, 7.0])])])).unwrap();
        assert_eq!(picture.bytes, [0, 128, 255]);
        assert!(pixels(&Expr::list([Expr::Integer(1)])).is_none());
    }
}
