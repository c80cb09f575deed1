//! Criterion groups: `compile/` a function, `call/` a small one, `run/` the programs, `tensor/` the array programs.
//!
//! Each program is the file in `programs/`; its result is compared once with the native version before it is timed.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use scheelite::runtime::Expr;
use scheelite::{Engine, Session};
use scheelite_benches::native;

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
];
const TENSOR: &[(&str, i64)] = &[("vec_big", 100_000), ("vec_small", 100_000)];

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
        let (_, kernel) = native::KERNELS.iter().find(|(known, _)| known == name).expect("a native version");
        let expected = kernel(*size);
        assert!(
            (ours - expected).abs() <= 2e-3 * expected.abs().max(1.0),
            "{name}: {ours}, native {expected}"
        );
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
}

fn call(c: &mut Criterion) {
    let mut session = Session::new(&Engine::new());
    let mut group = c.benchmark_group("call");
    let function = session.function("Compile[{x, y}, Sqrt[x^2 + y^2]]").expect("it compiles");
    let typed = function.typed::<(f64, f64), f64>().expect("the types fit");
    assert_eq!(typed.call((3.0, 4.0)).ok(), Some(5.0));
    group.bench_function("typed", |b| b.iter(|| typed.call(black_box((3.0, 4.0)))));
    let args = [Expr::Real(3.0), Expr::Real(4.0)];
    group.bench_function("session", |b| b.iter(|| session.call(&function, black_box(&args))));
}

criterion_group!(groups, compile, call, run, tensor);
criterion_main!(groups);
