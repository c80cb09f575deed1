//! Generated typed programs give the same value, to the last bit, compiled, compiled with every check, compiled without
//! optimisation, and evaluated. The seed is printed and can be given by `SCHEELITE_SEED`.

mod loops;
mod source;
mod statements;

use scheelite::{Engine, Session};

use crate::source::Source;

/// Half of the programs are statements over numbers, half are loops over tables.
const PROGRAMS: usize = 2000;

/// Two functions that programs call, compiled and for the evaluator, and the three ways to compile.
const TOOLS: &str = "
    half = Compile[{{p, _Real}, {k, _Integer}}, Module[{s = p}, Do[s = s/2. + j, {j, Mod[k, 4]}]; s]];
    exactHalf = Function[{p, k}, Module[{s = p}, Do[s = s/2. + j, {j, Mod[k, 4]}]; s]];
    twice = Compile[{{k, _Integer}}, If[k > 50, k - 50, 2 k + 1]];
    exactTwice = Function[k, If[k > 50, k - 50, 2 k + 1]];
    SetAttributes[variants, HoldAll];
    variants[spec_, body_] := {Compile[spec, body], Compile[spec, body, RuntimeOptions -> \"Quality\"],
        Compile[spec, body, CompilationOptions -> {\"ExpressionOptimization\" -> False}]};
";

#[test]
fn compiled_and_evaluated_values_agree() {
    let seed = std::env::var("SCHEELITE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_122);
    println!("seed {seed}");
    let mut source = Source(seed);
    let mut session = Session::new(&Engine::new());
    session.evaluate(TOOLS).expect("the tools are read");
    let mut fast = 0;
    for number in 0..PROGRAMS {
        let (body, n) = match number % 2 {
            0 => (source.statements_body(), source.below(12) as i64 - 3),
            _ => (source.loops_body(), 3 + source.below(3) as i64),
        };
        let r = source.below(40) as f64 / 8.0 - 2.0;
        let interpreted = body.replace("half[", "exactHalf[").replace("twice[", "exactTwice[");
        let text = format!("Quiet[Function[{{n, r}}, {interpreted}][{n}, {r:?}]]");
        let exact = session.evaluate(&text).expect("the program is read");
        session.take_paths();
        let text =
            format!("Quiet[Map[#[{n}, {r:?}] &, variants[{{{{n, _Integer}}, {{r, _Real}}}}, {body}]]]");
        let all = session.evaluate(&text).expect("the program is read");
        let paths = session.take_paths();
        // `InputForm` has every digit; packed or not is no difference.
        let exact = session.input_form(&exact);
        let values: Vec<String> = all
            .elements()
            .expect("a value for each variant")
            .iter()
            .map(|value| session.input_form(value))
            .collect();
        assert!(
            values.len() == 3 && values.iter().all(|value| *value == exact),
            "program {number} of seed {seed}: {body}\nn = {n}, r = {r}\nevaluated {exact}\ncompiled  {values:#?}"
        );
        fast += usize::from(!paths.is_empty() && paths.iter().all(|path| *path == scheelite::Path::Fast));
        session.take_messages();
    }
    println!("{fast} of {PROGRAMS} programs stayed on the compiled path in every variant");
    assert!(fast * 10 >= PROGRAMS * 9, "only {fast} of {PROGRAMS} stayed on the compiled path");
}
