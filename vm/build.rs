//! Chooses the loop of the register machine: the threaded one needs an optimizer that turns calls in tail position into
//! jumps, which optimized builds for these architectures do; everywhere else the `match` loop runs.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(threaded)");
    let is = |name: &str, values: &[&str]| env::var(name).is_ok_and(|value| values.contains(&value.as_str()));
    let set = |name: &str| env::var_os(name).is_some();
    let optimized = is("OPT_LEVEL", &["2", "3"]) && !set("CARGO_CFG_DEBUG_ASSERTIONS");
    if optimized && is("CARGO_CFG_TARGET_ARCH", &["x86_64", "aarch64"]) && !set("CARGO_CFG_MIRI") {
        println!("cargo::rustc-cfg=threaded");
    }
}
