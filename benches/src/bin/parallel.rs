//! Prints how many times faster listable functions are on several threads than on one, in wall-clock time: the median of
//! rounds in turns. All give the same bits.
//!
//! Beside it stands what the machine itself allows in the same round: as many copies of the work of one thread as there are
//! threads, at once and independent of each other, in sessions of their own. Where two copies take longer than one, the
//! cores are shared with other work, or share what they need (heat, memory) with each other.
//!
//! usage: `cargo run --release -p scheelite-benches --bin parallel -- [THREADS [ROUNDS]]`, by default 2 threads and 15
//! rounds, on an otherwise quiet machine

use std::sync::Barrier;
use std::time::Instant;

use scheelite::runtime::Expr;
use scheelite::{Config, Engine, Session};
use scheelite_benches::drive;

/// Name, body of a function of the real `x`, elements.
const FUNCTIONS: &[(&str, &str, usize)] = &[
    ("straight line", "Sin[x]^2 + Cos[x] Exp[-x] + Tanh[x]^1.5", 4_000_000),
    ("branches", "If[x > 5., Sin[x] + 1., Cos[x] - x]", 4_000_000),
    ("loop", "Module[{y = x, n = 0}, While[y > 1., y = y/2.; n++]; n + y]", 4_000_000),
    // The elements grow, and what they cost.
    ("loop, uneven", "Module[{y = x, n = 0}, While[y > 1., y = y - 0.003 x - 0.001; n++]; n + y]", 30_000),
    ("few elements", "Module[{s = 0.}, Do[s = s + Sin[x i], {i, 300000}]; s]", 24),
    ("array of each", "Table[x^i, {i, 8}]", 500_000),
];

/// A session with the function `f` and its argument `v`.
fn session(threads: usize, body: &str, count: usize) -> Result<Session, String> {
    let mut session =
        Session::new(&Engine::with_config(Config { threads: Some(threads), ..Config::default() }));
    let text = format!(
        "f = Compile[{{{{x, _Real}}}}, {body}, RuntimeAttributes -> {{Listable}}, Parallelization -> True]; \
         v = (10./{count}) Range[{count}];"
    );
    session.evaluate(&text).map_err(|error| error.to_string())?;
    Ok(session)
}

/// Seconds of a call.
fn call(session: &mut Session) -> Result<f64, String> {
    let start = Instant::now();
    session.evaluate("f[v];").map_err(|error| error.to_string())?;
    Ok(start.elapsed().as_secs_f64())
}

/// Medians of the seconds of one thread, of so many, and of as many copies at once.
fn measure(body: &str, count: usize, threads: usize, rounds: usize) -> Result<[f64; 3], String> {
    let mut sessions = [session(1, body, count)?, session(threads, body, count)?];
    let mut results = Vec::new();
    for session in &mut sessions {
        results.push(session.evaluate("f[v]").map_err(|error| error.to_string())?);
    }
    if !matches!(&results[..], [Expr::Array(one), Expr::Array(all)] if one == all) {
        return Err("the results differ".to_owned());
    }
    drop(results);
    let (begin, end) = (Barrier::new(threads), Barrier::new(threads));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                let mut copy = session(1, body, count);
                for _ in 0..rounds {
                    begin.wait();
                    if let Ok(copy) = &mut copy {
                        let _ = call(copy);
                    }
                    end.wait();
                }
            });
        }
        let mut times = [const { Vec::new() }; 3];
        let mut failed = None;
        for _ in 0..rounds {
            for (session, times) in sessions.iter_mut().zip(&mut times) {
                match call(session) {
                    Ok(seconds) => times.push(seconds),
                    Err(error) => failed = Some(error),
                }
            }
            // The others wait for each round, whatever happened.
            begin.wait();
            let start = Instant::now();
            failed = call(&mut sessions[0]).err().or(failed);
            end.wait();
            times[2].push(start.elapsed().as_secs_f64());
        }
        match failed {
            Some(error) => Err(error),
            None => Ok(times.each_mut().map(|times| drive::median(times))),
        }
    })
}

fn run() -> Result<(), String> {
    let mut args =
        std::env::args().skip(1).map(|arg| arg.parse::<usize>().map_err(|error| error.to_string()));
    let threads = args.next().transpose()?.unwrap_or(2).max(1);
    let rounds = args.next().transpose()?.unwrap_or(15).max(1);
    println!("{rounds} rounds, medians; a copy is the work of one thread, all copies run at once\n");
    println!(
        "| function | elements | one thread, ms | {threads} threads, ms | times faster | {threads} copies, ms | \
         the machine allows | of that |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (name, body, count) in FUNCTIONS {
        let [one, all, copies] =
            measure(body, *count, threads, rounds).map_err(|error| format!("{name}: {error}"))?;
        let (faster, allowed) = (one / all, threads as f64 * one / copies);
        let [one, all, copies] = [one, all, copies].map(|seconds| 1e3 * seconds);
        println!(
            "| {name} | {count} | {one:.1} | {all:.1} | {faster:.2} | {copies:.1} | {allowed:.2} | {:.0} % |",
            100.0 * faster / allowed
        );
    }
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("parallel: {error}");
        std::process::exit(1);
    }
}
