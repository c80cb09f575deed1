//! Compiled functions in a session: value, path and messages of each row of calls, errors and options.

use scheelite::{Engine, Session};

/// Evaluates inputs one after the other; the last must give this text by these paths with these messages.
#[track_caller]
fn check(inputs: &[&str], value: &str, paths: &[&str], messages: &[&str]) {
    let mut session = Session::new(&Engine::new());
    let (last, setup) = inputs.split_last().expect("there is an input");
    for input in setup {
        session.evaluate(input).expect("the setup is evaluated");
        assert_eq!(tags(&mut session), Vec::<String>::new(), "{input}");
    }
    session.take_paths();
    let result = session.evaluate(last).expect("the input is evaluated");
    assert_eq!(session.output_form(&result), value, "{last}");
    let taken: Vec<String> = session.take_paths().iter().map(ToString::to_string).collect();
    assert_eq!(taken, paths, "{last}");
    assert_eq!(tags(&mut session), messages, "{last}");
}

fn tags(session: &mut Session) -> Vec<String> {
    session.take_messages().iter().map(|message| format!("{}::{}", message.symbol, message.tag)).collect()
}

const CF: &str = "cf = Compile[{x}, x^2 + Sin[x^2]]";

#[test]
fn c1_to_c5_the_object() {
    check(&[CF], "CompiledFunction[{x}, x^2 + Sin[x^2], -CompiledCode-]", &[], &[]);
    check(
        &[CF, "{cf[[2]], Length[cf], cf[[7]]}"],
        "{{_Real}, 8, Function[{x}, Block[{Compile`$1}, Compile`$1 = x^2; Compile`$1 + Sin[Compile`$1]]]}",
        &[],
        &[],
    );
    check(&[CF, "cf[2.0]"], "3.2432", &["fast"], &[]);
    check(&[CF, "Head[CompiledFunctionTools`CompilePrint[cf]]"], "String", &[], &[]);
}

#[test]
fn c10_to_c14_arguments_are_converted() {
    check(
        &["f = Compile[{{x, True|False}, {y, True|False}}, x && !y]", "f[True, False]"],
        "True",
        &["fast"],
        &[],
    );
    check(
        &["f = Compile[{{x, True|False}, {y, True|False}}, x && !y]", "f[1, False]"],
        "1",
        &["exact argument"],
        &["CompiledFunction::cfsa"],
    );
    check(&["Compile[{{n, _Integer}}, n^2 + 1][5]"], "26", &["fast"], &[]);
    check(&["Compile[{{x, _Real}}, x^2][3]"], "9.", &["fast"], &[]);
    check(&["Compile[{{x, _Real}}, x^2][1/3]"], "0.111111", &["fast"], &[]);
    check(&["Compile[{{z, _Complex}}, z^2][3.]"], "9. + 0. I", &["fast"], &[]);
    check(&["Compile[{{z, _Complex}}, z^2][1. + 2. I]"], "-3. + 4. I", &["fast"], &[]);
    check(&["Compile[{{v, _Real, 1}}, 2 v][{1, 2, 3}]"], "{2., 4., 6.}", &["fast"], &[]);
}

#[test]
fn calls_with_machine_numbers_go_the_short_way_and_back() {
    let setup = "cf = Compile[{{x, _Real}, {n, _Integer}}, x + n]; a = 2.; b = 3; g[y_] := cf[y, b]";
    for (call, value) in [
        (
            "{cf[a, b], cf[a + 1, b], cf[1, 2], cf[b, b], g[1], cf[Sequence[1., 2]]}",
            "{5., 6., 3., 6., 4., 3.}",
        ),
        ("cf[a, b] + cf[cf[a, 1], 2]", "10."),
    ] {
        let calls = call.matches("cf[").count() + call.matches("g[").count();
        check(&[setup, call], value, &vec!["fast"; calls], &[]);
    }
    check(&[setup, "cf[1.*^308 + 0.7*^308, b]"], "1.7*10^308", &["fast"], &[]);
    check(
        &["f = Compile[{{n, _Integer}}, n + 1]", "f[9223372036854775807]"],
        "9223372036854775808",
        &["exact numerical"],
        &["CompiledFunction::cfn"],
    );
    check(
        &["f = Compile[{{x, _Real}}, x x]", "f[1.*^200]"],
        "1.*10^400",
        &["exact not finite"],
        &["CompiledFunction::cfne"],
    );
    check(
        &["f = Compile[{{n, _Integer}}, n + 1]", "f[1.5]"],
        "2.5",
        &["exact argument"],
        &["CompiledFunction::cfsa"],
    );
    check(&[setup, "cf[a, c]"], "2. + c", &["exact symbolic"], &[]);
    check(
        &["f = Compile[{{n, _Integer}}, 2. n + 0 Total[RandomReal[1, 3]]]; SeedRandom[1]", "f[4]"],
        "8.",
        &["fast"],
        &[],
    );
}

#[test]
fn c30_external_calls() {
    check(&["f[x_] := x + 1", "cf = Compile[{{x, _Real}}, f[x] + 1]", "cf[2.]"], "4.", &["fast"], &[]);
    check(
        &["ext[x_] := x > 0", "cf = Compile[{{x, _Real}}, ext[x]]", "cf[1.]"],
        "True",
        &["exact external"],
        &["CompiledFunction::cfse", "CompiledFunction::cfex"],
    );
    check(
        &["ext[x_] := x > 0", "cf = Compile[{{x, _Real}}, ext[x], {{ext[_], True|False}}]", "cf[1.]"],
        "True",
        &["fast"],
        &[],
    );
}

#[test]
fn c40_to_c46_errors_end_in_the_exact_answer() {
    check(
        &["Compile[{{n, _Integer}}, n + 1][2^63 - 1]"],
        "9223372036854775808",
        &["exact numerical"],
        &["CompiledFunction::cfn"],
    );
    check(
        &[
            "Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {\"CatchMachineIntegerOverflow\" -> False}][2^63 - 1]",
        ],
        "-9223372036854775808",
        &["fast"],
        &[],
    );
    check(&["Compile[{{x, _Real}}, Module[{y = x 10.}, If[y > 1., 1., 0.]]][1.*^308]"], "1.", &["fast"], &[]);
    check(
        &[
            "Compile[{{x, _Real}}, Module[{y = x 10.}, If[y > 1., 1., 0.]], RuntimeOptions -> {\"CatchMachineOverflow\" -> True}][1.*^308]",
        ],
        "1.",
        &["exact numerical"],
        &["CompiledFunction::cfn"],
    );
    check(
        &["Compile[{{x, _Real}}, Sqrt[x]][-2]"],
        "I Sqrt[2]",
        &["exact numerical"],
        &["CompiledFunction::cfn"],
    );
    check(&["Compile[{{z, _Complex}}, Sqrt[z]][-2.]"], "0. + 1.41421 I", &["fast"], &[]);
    check(
        &["Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]][{1., 2.}, 5]"],
        "{1., 2.}[[5]]",
        &["exact part"],
        &["CompiledFunction::cfpart", "Part::partw"],
    );
    check(&["Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]][{1., 2.}, -1]"], "2.", &["fast"], &[]);
}

#[test]
fn c47_to_c52_wrong_calls() {
    check(
        &["Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b][{1., 2.}, {1., 2., 3.}]"],
        "{1., 2.} + {1., 2., 3.}",
        &["exact lengths"],
        &["CompiledFunction::cflist", "Thread::tdlen"],
    );
    check(&["Compile[{{n, _Integer}}, n][1.5]"], "1.5", &["exact argument"], &["CompiledFunction::cfsa"]);
    check(
        &["Compile[{{m, _Real, 2}}, m][{{1., 2.}, {3.}}]"],
        "{{1., 2.}, {3.}}",
        &["exact argument"],
        &["CompiledFunction::cfta"],
    );
    check(&[CF, "cf[a]"], "a^2 + Sin[a^2]", &["exact symbolic"], &[]);
    check(&[CF, "Head[cf[1., 2.]] === CompiledFunction || True"], "True", &[], &["CompiledFunction::cfct"]);
    check(
        &[
            "h = Function[Throw[$Failed]]",
            "cf = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {\"RuntimeErrorHandler\" -> h}]",
            "{cf[1], Catch[cf[2^63 - 1]]}",
        ],
        "{2, $Failed}",
        &["fast", "exact numerical"],
        &["CompiledFunction::cfn"],
    );
    check(
        &["Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {\"WarningMessages\" -> False}][2^63 - 1]"],
        "9223372036854775808",
        &["exact numerical"],
        &[],
    );
}

#[test]
fn c61_tolerance() {
    check(&["Compile[{x, y}, x == y][1., 1. + 2.^-50]"], "True", &["fast"], &[]);
    check(
        &["Compile[{x, y}, x == y, RuntimeOptions -> {\"CompareWithTolerance\" -> False}][1., 1. + 2.^-50]"],
        "False",
        &["fast"],
        &[],
    );
}

#[test]
fn c62_c63_listable_calls() {
    let square = "sq = Compile[{x}, x^2, RuntimeAttributes -> {Listable}]";
    check(&[square, "sq[{1., 2., 3.}]"], "{1., 4., 9.}", &["fast"], &[]);
    check(&[square, "sq[{{1, 2}, {3, 4}}]"], "{{1., 4.}, {9., 16.}}", &["fast"], &[]);
    check(
        &[
            "t = Compile[{{v, _Real, 1}, {x, _Real}}, Total[v] + x, RuntimeAttributes -> Listable]",
            "{t[{{1, 2}, {3, 4}}, {10, 20}], t[{{1, 2}, {3, 4}}, 100], t[{1, 2}, 5]}",
        ],
        "{{13., 27.}, {103., 107.}, 8.}",
        &["fast", "fast", "fast"],
        &[],
    );
    check(
        &["p = Compile[{x, y}, x + y, RuntimeAttributes -> {Listable}]", "p[{1., 2.}, {1., 2., 3.}]; 0"],
        "0",
        &["exact lengths"],
        &["Thread::tdlen"],
    );
    check(
        &[
            "body = Compile[{x}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}]",
            "many = Compile[{x}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}, Parallelization -> True]",
            "v = Table[0.001 i, {i, 5000}]; body[v] === many[v]",
        ],
        "True",
        // The table compiles by itself.
        &["fast", "fast", "fast"],
        &[],
    );
}

#[test]
fn c68_recursion_by_direct_calls() {
    let fact = "fact = Compile[{{n, _Integer}}, If[n <= 1, 1, n fact[n - 1]], {{fact[_], _Integer}}, CompilationOptions -> {\"InlineExternalDefinitions\" -> True, \"InlineCompiledFunctions\" -> False}]";
    check(&[fact, "fact[10]"], "3628800", &["fast"], &[]);
    check(
        &[fact, "fact[25]"],
        "15511210043330985984000000",
        &["exact numerical"],
        &["CompiledFunction::cfn"],
    );
}

#[test]
fn e1_typed_calls() {
    let mut session = Session::new(&Engine::new());
    let f = session.function("Compile[{{x, _Real}, {n, _Integer}}, x^2 + n]").expect("it compiles");
    let typed = f.typed::<(f64, i64), f64>().expect("the types are right");
    assert_eq!(typed.call((3.0, 4)), Ok(13.0));
    assert!(f.typed::<(f64,), f64>().is_err());
    let sum = session.function("Compile[{{v, _Real, 1}}, Total[v]]").expect("it compiles");
    assert_eq!(
        sum.typed::<(Vec<f64>,), f64>().expect("the types are right").call((vec![1.0, 2.5],)),
        Ok(3.5)
    );
    let root = session.function("Compile[{x}, Sqrt[x]]").expect("it compiles");
    let left = root.typed::<(f64,), f64>().expect("the types are right").call((-1.0,));
    assert!(matches!(left, Err(scheelite::Error::Left { why: scheelite::Why::Numerical, instruction: 1 })));
}

#[test]
fn compiled_functions_are_shared_between_threads() {
    let mut session = Session::new(&Engine::new());
    let f = session
        .function("Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i, {i, n}]; s]]")
        .expect("it compiles");
    let typed = f.typed::<(i64,), i64>().expect("the types are right");
    std::thread::scope(|scope| {
        for n in 1..5 {
            let typed = &typed;
            scope.spawn(move || assert_eq!(typed.call((n,)), Ok(n * (n + 1) / 2)));
        }
    });
}
