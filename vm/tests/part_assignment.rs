//! Part assignment in loops of the evaluator changes lists in place: the memory that a loop takes does not grow with the
//! length of the list.

use allocation_counter::measure;
use scheelite::{Engine, Session};

/// Rounds of a loop, so few that copies of a long list would show a hundredfold.
const ROUNDS: usize = 200;

/// Bytes that a loop of part assignments takes in the evaluator, with a list of this length.
fn bytes(start: &str, body: &str, length: usize) -> u64 {
    let mut session = Session::new(&Engine::new());
    let mut run = |text: &str| session.evaluate(text).expect("it runs");
    // `Do` is not compiled by itself: the evaluator is looked at.
    run(&format!("n = {length}; {start}"));
    let text = format!("Do[{body}, {{i, {ROUNDS}}}]");
    run(&text);
    measure(|| drop(run(&text))).bytes_total
}

/// What holds the list, how it is made, and the body of the loop.
const LOOPS: &[(&str, &str, &str)] = &[
    ("packed reals", "v = Range[1., n]", "v[[i]] = v[[-i]] + 0.5"),
    ("packed integers", "v = Range[n]", "v[[i]] = 7 i; v[[i + 1]]++"),
    ("a list of symbols", "v = Table[a[k], {k, n}]", "v[[i]] = b[i]"),
    ("a list of mixed things", "v = Table[If[OddQ[k], k, 1/k], {k, n}]", "v[[i]] += 1/3"),
    (
        "a packed matrix",
        "m = Table[1. j + k, {j, n/100}, {k, 100}]",
        "m[[Mod[i, 10] + 1, Ceiling[i/4]]] = 2.5",
    ),
    (
        "rows of a packed matrix",
        "m = Table[1. j + k, {j, n/10}, {k, 10}]",
        "m[[i]] = {1., 2., 3., 4., 5., 6., 7., 8., 9., 1. i}",
    ),
    (
        "a list of lists of symbols",
        "m = Table[a[j, k], {j, n/100}, {k, 100}]",
        "m[[Mod[i, 10] + 1, 3]] = b[i]",
    ),
    ("lists of different lengths", "m = Table[Range[Mod[k, 7] + 1], {k, n/5}]", "m[[i, 1]] = i + 1"),
    ("a value in an association", "s = <|\"v\" -> Range[1., n]|>", "s[[\"v\", i]] = 0.5 i"),
    ("a list in an association", "s = <|\"v\" -> Table[a[k], {k, n}]|>", "s[[\"v\", i]] = b[i]"),
    (
        "entries of an association",
        "s = AssociationThread[Range[n], Range[n]]",
        "s[i] = i + 1; s[[Key[i + 1]]] += 2",
    ),
    ("changed by a function", "v = Range[1., n]; put[k_, x_] := (v[[k]] = x)", "put[i, 2. i]"),
];

#[test]
fn part_assignment_in_a_loop_does_not_copy_the_list() {
    for (what, start, body) in LOOPS {
        let (short, long) = (bytes(start, body, 10_000), bytes(start, body, 100_000));
        assert!(long < short + 40_000, "{what}: {short} bytes with 10^4 elements, {long} with 10^5");
    }
}

#[test]
fn part_assignment_to_locals_does_not_copy_the_list() {
    // The list itself is made in the loop around, once: one list, and not one a round.
    let scopes = [
        ("Module", "Module[{w = v}, Do[w[[k]] = b[k], {k, 200}]; Length[w]]"),
        ("Block", "Block[{v = v}, Do[v[[k]] = b[k], {k, 200}]; Length[v]]"),
        ("a function", "Function[u, Module[{w = u}, Do[w[[k]] = b[k], {k, 200}]; Length[w]]][v]"),
        (
            "a module within a module",
            "Module[{w = v}, Module[{j = 0}, While[j++ < 200, w[[j]] = b[j]]; Length[w]]]",
        ),
    ];
    for (scope, text) in scopes {
        let taken = |length: usize| {
            let mut session = Session::new(&Engine::new());
            session.evaluate(&format!("v = Table[a[k], {{k, {length}}}];")).expect("it runs");
            session.evaluate(text).expect("it runs");
            measure(|| drop(session.evaluate(text).expect("it runs"))).bytes_total
        };
        let (short, long) = (taken(10_000), taken(100_000));
        // An element takes 16 bytes. The list is looked at and copied at the start, since `v` keeps its own; a copy a
        // round would be two hundred.
        assert!(
            long - short < 10 * 16 * 90_000,
            "{scope}: {short} bytes with 10^4 elements, {long} with 10^5"
        );
    }
}
