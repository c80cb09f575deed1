//! Benchmark programs and the native Rust versions they are compared with.

pub mod drive;
pub mod further;
pub mod native;
pub mod protocol;
