//! Runs the benchmark programs in an engine: `scheelite-peer-hosts wasmi programs.wasm`, `… rhai programs.rhai`.
//!
//! A line `program size repetitions` in, a line `cpu_seconds checksum` out, or `unsupported`.

use std::error::Error;
use std::io::{BufRead, Write};

use cpu_time::ProcessTime;

/// Runs a program of this name and size; none where there is no such program.
type Call = Box<dyn FnMut(&str, i64) -> Option<f64>>;

fn wasmi(path: &str) -> Result<Call, Box<dyn Error>> {
    let engine = wasmi::Engine::default();
    let module = wasmi::Module::new(&engine, std::fs::read(path)?)?;
    let mut store = wasmi::Store::new(&engine, ());
    let instance = wasmi::Linker::new(&engine).instantiate_and_start(&mut store, &module)?;
    Ok(Box::new(move |name, size| {
        let function = instance.get_typed_func::<i64, f64>(&store, name).ok()?;
        function.call(&mut store, size).ok()
    }))
}

fn rhai(path: &str) -> Result<Call, Box<dyn Error>> {
    let mut engine = rhai::Engine::new();
    engine.set_max_call_levels(10_000);
    engine.set_max_expr_depths(0, 0);
    let program = engine.compile_file(path.into()).map_err(|error| error.to_string())?;
    Ok(Box::new(move |name, size| {
        program.iter_functions().find(|function| function.name == name)?;
        let value: rhai::Dynamic = engine.call_fn(&mut rhai::Scope::new(), &program, name, (size,)).ok()?;
        value.as_float().ok().or_else(|| value.as_int().ok().map(|value| value as f64))
    }))
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [engine, path] = words.as_slice() else {
        return Err("usage: scheelite-peer-hosts ENGINE FILE".into());
    };
    let mut call = match engine.as_str() {
        "wasmi" => wasmi(path)?,
        "rhai" => rhai(path)?,
        other => return Err(format!("there is no engine {other}").into()),
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, size, repetitions] = words[..] else { continue };
        let (size, repetitions): (i64, u32) = (size.parse()?, repetitions.parse()?);
        let start = ProcessTime::now();
        let mut result = None;
        for _ in 0..repetitions {
            result = call(name, size);
        }
        match result {
            Some(value) => writeln!(out, "{:.9} {value}", start.elapsed().as_secs_f64())?,
            None => writeln!(out, "unsupported")?,
        }
        out.flush()?;
    }
    Ok(())
}
