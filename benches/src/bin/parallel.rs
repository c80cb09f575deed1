//! Prints how many times faster listable functions are on several threads than on one, in wall-clock time: the median of
//! rounds in turns. Both give the same bits.
//!
//! usage: `cargo run --release -p scheelite-benches --bin parallel -- [THREADS]`, by default 2, on an otherwise quiet machine

use std::time::Instant;

use scheelite::runtime::Expr;
use scheelite::{Config, Engine, Session};
use scheelite_benches::drive;

/// Rounds in turns.
const ROUNDS: usize = 15;

/// Elements.
const LENGTH: usize = 4_000_000;

const FUNCTIONS: &[(&str, &str)] = &[
    ("straight line", "Sin[x]^2 + Cos[x] Exp[-x] + Tanh[x]^1.5"),
    ("branches", "If[x > 5., Sin[x] + 1., Cos[x] - x]"),
    ("loop", "Module[{y = x, n = 0}, While[y > 1., y = y/2.; n++]; n + y]"),
];

fn run() -> Result<(), String> {
    let threads = match std::env::args().nth(1) {
        Some(count) => count.parse::<usize>().map_err(|error| error.to_string())?.max(1),
        None => 2,
    };
    let mut sessions = [1, threads].map(|threads| {
        Session::new(&Engine::with_config(Config { threads: Some(threads), ..Config::default() }))
    });
    println!("| function of {LENGTH} reals | one thread, ms | {threads} threads, ms | times faster |");
    println!("|---|---:|---:|---:|");
    for (name, body) in FUNCTIONS {
        let text = format!(
            "f = Compile[{{{{x, _Real}}}}, {body}, RuntimeAttributes -> {{Listable}}, Parallelization -> True]; \
             v = Mod[0.7 Range[{LENGTH}], 10.];"
        );
        let mut results = Vec::new();
        for session in &mut sessions {
            session.evaluate(&text).map_err(|error| error.to_string())?;
            results.push(session.evaluate("f[v]").map_err(|error| error.to_string())?);
        }
        if !matches!(&results[..], [Expr::Array(one), Expr::Array(all)] if one == all) {
            return Err(format!("{name}: the results differ"));
        }
        drop(results);
        let (mut times, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
        for _ in 0..ROUNDS {
            let mut seconds = [0.0; 2];
            for (session, seconds) in sessions.iter_mut().zip(&mut seconds) {
                let start = Instant::now();
                session.evaluate("f[v];").map_err(|error| error.to_string())?;
                *seconds = start.elapsed().as_secs_f64();
            }
            ratios.push(seconds[0] / seconds[1]);
            times.iter_mut().zip(seconds).for_each(|(times, seconds)| times.push(1e3 * seconds));
        }
        let [one, all] = times.each_mut().map(|times| drive::median(times));
        println!("| {name} | {one:.1} | {all:.1} | {:.2} |", drive::median(&mut ratios));
    }
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("parallel: {error}");
        std::process::exit(1);
    }
}
