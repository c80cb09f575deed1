//! Prints what single calls and compilations cost, in CPU time: the best of several rounds.
//!
//! usage: `cargo run --release -p scheelite-benches --bin calls`

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use scheelite::{Engine, Session};

/// Rounds, of which the best counts.
const ROUNDS: usize = 15;

/// About sixty instructions.
const FUNCTION: &str = include_str!("../../programs/mandel_complex.wl");

/// CPU time of one of `count` repetitions.
fn best(count: u32, mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = ThreadTime::now();
        (0..count).for_each(|_| work());
        start.elapsed() / count
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn print(what: &str, cost: Duration, must: &str) {
    println!("{what:44} {cost:>12.1?}   must {must}");
}

fn main() {
    let mut session = Session::new(&Engine::new());
    let function = session.function("Compile[{x, y}, Sqrt[x^2 + y^2]]").expect("it compiles");
    let typed = function.typed::<(f64, f64), f64>().expect("the types fit");
    let call = best(100_000, || {
        let _ = black_box(typed.call(black_box((3.0, 4.0))));
    });
    print("typed call from Rust", call, "40 ns");

    let mut rounds = |body: &str| {
        let text = format!("cf = Compile[{{{{x, _Real}}}}, x + 1.]; x = 2.; Do[{body}, {{10000}}]");
        session.evaluate(&text).expect("it runs");
        let text = format!("Do[{body}, {{10000}}]");
        best(1, || {
            let _ = black_box(session.evaluate(&text));
        }) / 10_000
    };
    let (with, without) = (rounds("cf[x]"), rounds("x"));
    print("evaluator to compiled function, cf[x]", with.saturating_sub(without), "150 ns");

    let compile = best(20, || {
        let _ = black_box(session.evaluate(FUNCTION));
    });
    let instructions = session.function(FUNCTION).ok();
    let instructions = instructions.and_then(|f| f.program().map(|program| program.functions[0].code.len()));
    print(&format!("compile {} instructions", instructions.unwrap_or(0)), compile, "100 µs for 60");
}
