//! Random numbers in the program: generators lie in one vector, `generators`, and are changed in place.

use scheelite_runtime::{Expr, Symbol};

use crate::composition::emit::call;
use crate::composition::functions::Generator;

/// Where a function draws random numbers from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draws {
    /// Which generator.
    pub generator: Generator,
    /// Where its state begins among the generators, from 1.
    pub offset: usize,
}

/// The vector of all generators.
pub fn states() -> Expr {
    Expr::Symbol(Symbol::new("Global`generators"))
}

fn integer(n: usize) -> Expr {
    Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn changed(draws: Draws, what: &str, more: Option<&Expr>) -> Expr {
    let kind = match draws.generator {
        Generator::MersenneTwister => "Mersenne",
        Generator::Philox => "Philox",
    };
    let args = [states(), integer(draws.offset)].into_iter().chain(more.cloned());
    call("Set", [states(), Expr::call(Symbol::new(&format!("Models`{kind}{what}")), args)])
}

/// The statement that draws one number and leaves it after the generator's state.
pub fn next(head: &str, draws: Draws) -> Expr {
    changed(draws, if head == "NormalDraw" { "Normal" } else { "Uniform" }, None)
}

/// The number drawn last.
pub fn drawn(draws: Draws) -> Expr {
    call("Part", [states(), integer(draws.offset + draws.generator.words() - 1)])
}

/// The statement that starts the generator anew.
pub fn seed(draws: Draws, seed: &Expr) -> Expr {
    changed(draws, "Seed", Some(seed))
}

/// The statement that puts back states kept from before.
pub fn restored(kept: &Expr) -> Expr {
    call("Set", [states(), call("Models`Restored", [states(), kept.clone()])])
}
