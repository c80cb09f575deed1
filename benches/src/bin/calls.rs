//! Prints what single calls and compilations cost, in CPU time: the best of several rounds.
//!
//! usage: `cargo run --release -p scheelite-benches --bin calls`

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use scheelite::{Engine, Session};

/// Rounds, of which the best counts.
const ROUNDS: usize = 15;

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

    let mut compile = |what: &str, text: &str, must: &str| {
        let function = session.function(text).expect("it compiles");
        let instructions = function.program().map_or(0, |program| program.entry().code.len());
        let held = session.evaluate(&format!("Hold[{text}]")).expect("it is read");
        let call = held.as_normal().map(|held| held.args[0].clone()).expect("a call of Compile");
        let alone = best(20, || {
            let _ = black_box(session.eval(call.clone()));
        });
        print(&format!("compile {what}, {instructions} instructions"), alone, must);
        let read = best(20, || {
            let _ = black_box(session.evaluate(text));
        });
        print("  with reading its text", read, "-");
    };
    compile("mandel_complex.wl", include_str!("../../programs/mandel_complex.wl"), "100 µs for 60");
    compile("gauss.wl", include_str!("../../programs/gauss.wl"), "100 µs for 60");
    let lines = "If[s > i, s = s - 1., s = s x + i];\n i = i + 3;\n";
    let body = |count: usize| {
        format!("Compile[{{{{x, _Real}}}}, Module[{{s = 0., i = 1}},\n{} s]]", lines.repeat(count / 2))
    };
    compile("20 lines", &body(20), "100 µs for 60");
    compile("50 lines", &body(50), "1 ms");
}
