//! Time to read and compile against size: a pass that is quadratic would take a hundred times too long.

use std::time::{Duration, Instant};

use scheelite::{Engine, Session};

/// A function of so many statements, and its number of instructions.
fn compile(session: &mut Session, statements: usize) -> (usize, Duration) {
    let body = "s = s x + i; i = i + 3; ".repeat(statements / 2);
    let text = format!("Compile[{{{{x, _Real}}}}, Module[{{s = 0., i = 1}}, {body} s]]");
    let start = Instant::now();
    let function = session.function(&text).expect("it compiles");
    let time = start.elapsed();
    (function.program().expect("it has code").entry().code.len(), time)
}

#[test]
fn compilation_takes_time_in_proportion_to_size() {
    let mut session = Session::new(&Engine::new());
    let best = |session: &mut Session, statements, rounds| {
        let tries = (0..rounds).map(|_| compile(session, statements));
        tries.min_by_key(|(_, time)| *time).expect("at least one round")
    };
    let (few, short) = best(&mut session, 1_000, 5);
    let (many, long) = best(&mut session, 30_000, 1);
    assert!(few >= 1_000 && many >= 30 * (few - 20), "{few} and {many} instructions");
    let growth = long.as_secs_f64() / short.as_secs_f64();
    let size = many as f64 / few as f64;
    assert!(
        growth < 4.0 * size,
        "{size:.1} times the size takes {growth:.1} times as long: {short:?}, {long:?}"
    );
}
