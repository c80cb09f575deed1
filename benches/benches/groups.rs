//! Criterion groups: `compile/` a function, `call/` a small one, `run/` the programs, `tensor/` the array programs.
//!
//! Each program is the file in `programs/`; its result is compared once with the native version before it is timed.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use scheelite::runtime::{Expr, Symbol};
use scheelite::{Engine, Session};
use scheelite_benches::{drive, native};

/// Program and the size it is timed at.
const RUN: &[(&str, i64)] = &[
    ("mandel_real", 60),
    ("mandel_complex", 60),
    ("nbody", 500),
    ("fib", 18),
    ("lcg_sum", 20_000),
    ("collatz", 1_000),
    ("sieve", 50_000),
    ("matmul", 30),
    ("spectral", 30),
    ("heat", 2),
    ("logistic", 20_000),
    ("mc_pi", 20_000),
    ("gauss", 30),
    ("floyd", 20),
    ("life", 5),
    ("levenshtein", 100),
    ("sort", 300),
    ("quicksort", 2000),
    ("heapsort", 2000),
    ("queens", 6),
    ("knapsack", 500),
    ("lu", 30),
    ("noise", 20),
    ("walk", 5000),
    ("seidel", 1),
    ("kmp", 5000),
    ("newton", 10),
    ("fft", 256),
    ("torus", 1),
    ("smith", 50),
    ("primes", 300),
];
const TENSOR: &[(&str, i64)] = &[("vec_big", 100_000), ("vec_small", 100_000), ("dot", 100)];

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs").join(name).with_extension("wl");
    std::fs::read_to_string(path).expect("the program is there")
}

fn number(value: &Expr) -> f64 {
    match value {
        Expr::Integer(value) => *value as f64,
        Expr::Real(value) => *value,
        other => panic!("a number, not {other:?}"),
    }
}

fn programs(c: &mut Criterion, group: &str, list: &[(&str, i64)]) {
    let mut session = Session::new(&Engine::new());
    let mut group = c.benchmark_group(group);
    group.sample_size(10);
    for (name, size) in list {
        let function = session.function(&text(name)).expect("the program compiles");
        let args = [Expr::Integer(*size)];
        let ours = number(&session.call(&function, &args).expect("the program runs").value);
        let kernel = native::kernel(name).expect("a native version");
        let expected = kernel(*size);
        assert!(drive::agree(ours, expected), "{name}: {ours}, native {expected}");
        group.bench_function(BenchmarkId::new("ours", name), |b| {
            b.iter(|| session.call(&function, black_box(&args)))
        });
        group.bench_function(BenchmarkId::new("native", name), |b| b.iter(|| kernel(black_box(*size))));
    }
}

fn run(c: &mut Criterion) {
    programs(c, "run", RUN);
}

fn tensor(c: &mut Criterion) {
    programs(c, "tensor", TENSOR);
}

fn compile(c: &mut Criterion) {
    let mut session = Session::new(&Engine::new());
    let mut group = c.benchmark_group("compile");
    for name in ["logistic", "nbody"] {
        let text = text(name);
        group.bench_function(name, |b| b.iter(|| session.evaluate(black_box(&text))));
    }
    for (name, statements) in [("60_instructions", 15), ("50_lines", 50)] {
        let body = "If[s > i, s = s - 1., s = s x + i];\n i = i + 3;\n".repeat(statements / 2);
        let text = format!("Compile[{{{{x, _Real}}}}, Module[{{s = 0., i = 1}},\n{body} s]]");
        let function = session.function(&text).expect("it compiles");
        let instructions = function.program().map_or(0, |program| program.entry().code.len());
        assert!(instructions >= 2 * statements, "{instructions} instructions");
        group.throughput(Throughput::Elements(instructions as u64));
        group.bench_function(name, |b| b.iter(|| session.function(black_box(&text))));
    }
}

/// Calls of one function that one evaluated loop makes.
const CALLS: u64 = 1000;

fn call(c: &mut Criterion) {
    let mut session = Session::new(&Engine::new());
    let mut group = c.benchmark_group("call");
    let function = session.function("Compile[{x, y}, Sqrt[x^2 + y^2]]").expect("it compiles");
    let typed = function.typed::<(f64, f64), f64>().expect("the types fit");
    assert_eq!(typed.call((3.0, 4.0)).ok(), Some(5.0));
    group.bench_function("typed", |b| b.iter(|| typed.call(black_box((3.0, 4.0)))));
    let args = [Expr::Real(3.0), Expr::Real(4.0)];
    group.bench_function("session", |b| b.iter(|| session.call(&function, black_box(&args))));

    let sum = session.function("total = Compile[{{v, _Real, 1}}, v[[1]] + v[[-1]]]").expect("it compiles");
    for length in [2, 1_000_000] {
        let array = session.evaluate(&format!("N[Range[{length}]]")).expect("an array");
        let args = [array];
        let value = session.call(&sum, &args).expect("it runs").value;
        assert_eq!(value, Expr::Real(1.0 + f64::from(length)));
        group.bench_function(BenchmarkId::new("array", length), |b| {
            b.iter(|| session.call(&sum, black_box(&args)))
        });
    }

    session.evaluate("cf = Compile[{x}, x^2 + 1.]; last = 0.").expect("it compiles");
    let calls = session.evaluate(&format!("Hold[Do[last = cf[0.5], {{{CALLS}}}]]")).expect("an expression");
    let empty = session.evaluate(&format!("Hold[Do[last = 0.5, {{{CALLS}}}]]")).expect("an expression");
    group.throughput(Throughput::Elements(CALLS));
    for (name, held) in [("evaluated", calls), ("evaluated_loop_alone", empty)] {
        let release = Expr::call(Symbol::new("ReleaseHold"), [held]);
        group.bench_function(name, |b| b.iter(|| session.eval(black_box(release.clone()))));
        let expected = if name == "evaluated" { 1.25 } else { 0.5 };
        assert_eq!(session.evaluate("last").ok(), Some(Expr::Real(expected)));
    }
}

criterion_group!(groups, compile, call, run, tensor);
criterion_main!(groups);
