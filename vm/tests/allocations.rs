//! What running and compiling costs in memory: counted allocations.

use std::fmt::Write;
use std::sync::Arc;

use allocation_counter::{AllocationInfo, measure};
use scheelite::runtime::tensor::{Array, Tensor};
use scheelite::runtime::{Expr, Value};
use scheelite::{Engine, Session};

fn real_vector(length: usize) -> Arc<Tensor> {
    Arc::new(Tensor::Real(Array::vector((0..length).map(|i| i as f64).collect())))
}

/// Allocations of a call with an integer, after one that has made the machine.
fn of_call(text: &str, n: i64) -> AllocationInfo {
    let function = Session::new(&Engine::new()).function(text).expect("the text gives a compiled function");
    let call = |n: i64| function.call([Value::Integer(n)]).expect("the call stays in compiled code");
    call(1);
    measure(|| drop(call(n)))
}

#[test]
fn scalar_loops_allocate_nothing() {
    let programs = [
        "Compile[{{n, _Integer}}, Module[{x = 0.3, s = 0.}, Do[x = 3.9 x (1. - x); s += x, {n}]; s]]",
        "Compile[{{n, _Integer}}, Module[{k = n, len = 1}, While[k != 1, If[Mod[k, 2] == 0, k = Quotient[k, 2], \
         k = 3 k + 1]; len++]; len]]",
        "Compile[{{n, _Integer}}, Module[{z = 0. + 0. I}, Do[z = z^2 + (-0.1 + 0.2 I), {n}]; Abs[z]]]",
        "fib = Compile[{{n, _Integer}}, If[n < 2, n, fib[n - 1] + fib[n - 2]], {{fib[_], _Integer}}]; \
         Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += Mod[i i, 7] + Boole[PrimeQ[i]], {i, n}]; s]]",
    ];
    for program in programs {
        let (few, many) = (of_call(program, 10), of_call(program, 100_000));
        assert_eq!(few.count_total, many.count_total, "{program}: {many:?}");
        assert!(many.count_total <= 2, "{program}: {many:?}");
    }
}

#[test]
fn typed_calls_of_scalars_allocate_nothing() {
    let mut session = Session::new(&Engine::new());
    let function = session.function("Compile[{x, y}, Sqrt[x^2 + y^2]]").expect("it compiles");
    let typed = function.typed::<(f64, f64), f64>().expect("the types fit");
    assert_eq!(typed.call((3.0, 4.0)).ok(), Some(5.0));
    let info = measure(|| {
        for _ in 0..100 {
            assert_eq!(typed.call((3.0, 4.0)).ok(), Some(5.0));
        }
    });
    assert_eq!(info.count_total, 0, "{info:?}");
}

#[test]
fn calls_with_machine_numbers_allocate_nothing_in_the_evaluator() {
    let mut session = Session::new(&Engine::new());
    let rounds = |session: &mut Session, body: &str, n: usize| {
        let text = format!("Do[{body}, {{{n}}}]");
        session.take_paths();
        measure(|| drop(session.evaluate(&text).expect("it runs"))).count_total
    };
    session.evaluate("cf = Compile[{{x, _Real}, {n, _Integer}}, x + n]; x = 2.; n = 3").expect("it runs");
    rounds(&mut session, "cf[x, n]", 5000);
    let (few, many) = (rounds(&mut session, "cf[x, n]", 1000), rounds(&mut session, "cf[x, n]", 5000));
    assert_eq!(session.take_paths().len(), 5000, "the calls are the evaluator's");
    // The list of the ways grows by doubling.
    assert!(many <= few + 8, "{few} allocations of 1000 calls, {many} of 5000");
}

#[test]
fn parts_are_assigned_in_place() {
    let text = "Compile[{{v, _Real, 1}, {n, _Integer}}, Module[{w = v}, Do[w[[Mod[i, 1000] + 1]] = 1. i; \
                w[[-1]] += w[[1]], {i, n}]; w]]";
    let function = Session::new(&Engine::new()).function(text).expect("it compiles");
    let vector = real_vector(1000);
    let call = |n: i64| function.call([Value::Tensor(vector.clone()), Value::Integer(n)]).expect("it stays");
    call(1);
    let (few, many) = (measure(|| drop(call(1))), measure(|| drop(call(20_000))));
    assert_eq!((few.count_total, few.bytes_total), (many.count_total, many.bytes_total));
    assert!(many.bytes_total < 2 * 8 * 1000, "the array is copied once: {many:?}");
    assert_eq!(vector, real_vector(1000), "the argument is as it was");
}

#[test]
fn packed_arrays_are_passed_without_a_copy() {
    let mut session = Session::new(&Engine::new());
    let function = session.function("Compile[{{v, _Real, 1}}, v[[3]] + Length[v]]").expect("it compiles");
    let same = session.function("Compile[{{v, _Real, 1}}, v]").expect("it compiles");
    let vector = real_vector(1_000_000);
    let args = [Expr::Array(vector.clone())];
    session.call(&function, &args).expect("the session goes on");
    let info = measure(|| {
        let outcome = session.call(&function, &args).expect("the session goes on");
        assert_eq!(outcome.value, Expr::Real(1_000_002.0));
    });
    assert!(info.bytes_total < 10_000, "{info:?}");
    let outcome = session.call(&same, &args).expect("the session goes on");
    let Expr::Array(result) = outcome.value else { panic!("an array, not {:?}", outcome.value) };
    assert!(Arc::ptr_eq(&result, &vector), "the very array comes back");
}

/// Most bytes that a call with a vector needs at once.
fn peak(function: &scheelite::CompiledFunction, vector: &Arc<Tensor>) -> u64 {
    let call = |vector: &Arc<Tensor>| function.call([Value::Tensor(vector.clone())]).expect("it stays");
    // The first call makes the machine.
    call(&real_vector(2));
    measure(|| drop(call(vector))).bytes_max
}

#[test]
fn maps_need_their_result_and_blocks() {
    let mut session = Session::new(&Engine::new());
    let vector = real_vector(10_000_000);
    let result = 8 * 10_000_000;
    // The blocks of 256 elements that the steps of an expression pass on.
    let blocks = 64 << 10;
    for text in [
        "Compile[{{v, _Real, 1}}, 2. v^2 - v Sqrt[v] + 1.]",
        "Compile[{{v, _Real, 1}}, Sqrt[#^2 + 1.] & /@ v]",
        "Compile[{{v, _Real, 1}}, Module[{w}, w = v + 1.; w = 2. w; w = w - 3.; w]]",
    ] {
        let function = session.function(text).expect("it compiles");
        let bytes = peak(&function, &vector);
        assert!((result..result + blocks).contains(&bytes), "{text}: {bytes} bytes");
    }
    let total =
        session.function("Compile[{{v, _Real, 1}}, Total[2. v^2 - v Sqrt[v] + 1.]]").expect("it compiles");
    assert!(peak(&total, &vector) < blocks, "a fold writes no array");
}

#[test]
fn array_expressions_of_the_evaluator_need_their_result_and_blocks() {
    let mut session = Session::new(&Engine::new());
    session.evaluate("v = N[Range[10^7]];").expect("an array");
    let mut cost = |text: &str| {
        let info = measure(|| drop(session.evaluate(text).expect("an array")));
        info.bytes_max
    };
    cost("v[[1]] + 1.");
    let bytes = cost("2. v^2 - v Sqrt[v] + 1.");
    assert!((80_000_000..80_200_000).contains(&bytes), "{bytes} bytes");
}

/// A function of about ten instructions a line.
fn long_function(lines: usize) -> String {
    let mut body = String::new();
    for line in 0..lines {
        let _ =
            writeln!(body, "s = s + x y - {line}. Sin[s]; If[s > {line}., k = k + {line}, x = x + 0.5 k];");
    }
    format!("Compile[{{x0, y}}, Module[{{s = 0., k = 1, x = x0}},\n{body} s + k + x]]")
}

#[test]
fn compiling_grows_linearly_with_the_program() {
    let cost = |lines: usize| {
        let text = long_function(lines);
        let mut session = Session::new(&Engine::new());
        let mut instructions = 0;
        let start = std::time::Instant::now();
        let info = measure(|| {
            let function = session.function(&text).expect("it compiles");
            instructions = function.program().map_or(0, |program| program.functions[0].code.len());
        });
        (instructions as f64, info.count_total as f64, start.elapsed().as_secs_f64())
    };
    cost(10);
    let (small, large) = (cost(500), cost(8_000));
    assert!(large.0 > 60_000.0, "{} instructions", large.0);
    let growth = large.0 / small.0;
    assert!(large.1 / small.1 < 1.5 * growth, "allocations {} and {}", small.1, large.1);
    // Something quadratic would take sixteen times the growth.
    assert!(large.2 / small.2 < 5.0 * growth, "{} s and {} s", small.2, large.2);
}
