//! Runs the native Rust programs on request.

use std::hint::black_box;

use scheelite_benches::{native, protocol};

fn main() -> std::io::Result<()> {
    protocol::serve(|name, size, repetitions| {
        let kernel = native::kernel(name)?;
        let mut checksum = f64::NAN;
        for _ in 0..repetitions {
            checksum = black_box(kernel)(black_box(size));
        }
        Some(checksum)
    })
}
