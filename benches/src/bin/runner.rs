//! Runs our benchmark programs on request: each is compiled once from its file in `programs/`, as a user writes it.

use std::collections::HashMap;
use std::path::Path;

use scheelite::runtime::Expr;
use scheelite::{CompiledFunction, Engine, Session};
use scheelite_benches::protocol;

/// The function that the file of this name ends with.
fn load(session: &mut Session, name: &str) -> Option<CompiledFunction> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs").join(name).with_extension("wl");
    let text = std::fs::read_to_string(path).ok()?;
    match session.function(&text) {
        Ok(function) => Some(function),
        Err(error) => {
            eprintln!("{name}: {error}");
            None
        }
    }
}

fn number(value: &Expr) -> f64 {
    match value {
        Expr::Integer(value) => *value as f64,
        Expr::Real(value) => *value,
        _ => f64::NAN,
    }
}

fn main() -> std::io::Result<()> {
    let mut session = Session::new(&Engine::new());
    let mut loaded: HashMap<String, CompiledFunction> = HashMap::new();
    protocol::serve(|name, size, repetitions| {
        if !loaded.contains_key(name) {
            loaded.insert(name.to_owned(), load(&mut session, name)?);
        }
        let function = &loaded[name];
        let mut checksum = f64::NAN;
        for _ in 0..repetitions {
            let outcome = session.call(function, &[Expr::Integer(size)]).ok()?;
            // A call that left the compiled path is no measurement of it.
            checksum = if outcome.path == scheelite::Path::Fast { number(&outcome.value) } else { f64::NAN };
        }
        Some(checksum)
    })
}
