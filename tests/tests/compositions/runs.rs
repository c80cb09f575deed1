//! Execution ids, parameters between runs, snapshots, falling back.

use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::{Model, Numbers};
use scheelite::composition::{Mode, Request};

use super::harness::{MODES, bits, everywhere, function, mechanism, number, plan, request, session};

fn accumulator() -> Model {
    Model::new("accumulator").mechanism(
        "A",
        mechanism("IntegratorMechanism", &[("function", Value::Function(function("SimpleIntegrator", &[])))]),
    )
}

/// Two interleaved execution ids keep accumulators and results of their own.
#[test]
fn execution_ids_do_not_mix() {
    for mode in MODES {
        let mut session = session();
        let mut plan = plan(&mut session, accumulator()).unwrap();
        let mut last = Vec::new();
        for (id, input) in [("s1", 1.0), ("s2", 10.0), ("s1", 1.0), ("s2", 10.0), ("s1", 5.0)] {
            let outcome = plan.run(session.evaluator(), request(&[("A", &[&[input]])], 2, mode, id)).unwrap();
            last.push(outcome.results[1][0]);
        }
        assert_eq!(last, [2.0, 20.0, 4.0, 40.0, 14.0], "{mode:?}");
        assert_eq!(plan.context("s1").unwrap().results.len(), 6);
        assert_eq!(plan.get("s1", "A.Function.previous").unwrap().data, [14.0]);
    }
}

/// test_composition.py::test_multiple_runs_with_parameter_change
#[test]
fn parameters_change_between_runs() {
    for mode in MODES {
        let mut session = session();
        let model = Model::new("A").mechanism("A", mechanism("TransferMechanism", &[("size", number(2.0))]));
        let mut plan = plan(&mut session, model).unwrap();
        let mut run = |plan: &mut scheelite::composition::Plan, expected: [f64; 2]| {
            let request = request(&[("A", &[&[1.0, 1.0]])], 1, mode, "");
            assert_eq!(plan.run(session.evaluator(), request).unwrap().results, [expected], "{mode:?}");
        };
        run(&mut plan, [1.0, 1.0]);
        assert!(plan.set(None, "A.Slope", &Numbers::scalar(2.0)).unwrap());
        run(&mut plan, [2.0, 2.0]);
        assert!(plan.set(None, "A.Slope", &Numbers::scalar(2.1)).unwrap());
        run(&mut plan, [2.1, 2.1]);
        assert!(!plan.set(None, "A.Intercept", &Numbers::vector(vec![3.0, 4.0])).unwrap());
        plan.set(None, "A.Intercept", &Numbers::scalar(3.0)).unwrap();
        run(&mut plan, [5.1, 5.1]);
    }
    let mut session = session();
    let model = Model::new("A").mechanism("A", mechanism("TransferMechanism", &[("size", number(2.0))]));
    let mut plan = plan(&mut session, model).unwrap();
    let two = Numbers::vector(vec![3.0, 4.0]);
    plan.set_or_lower(session.evaluator(), None, "A.Intercept", &two).unwrap();
    let outcome = plan.run(session.evaluator(), request(&[("A", &[&[1.0, 1.0]])], 1, Mode::Run, "")).unwrap();
    assert_eq!(outcome.results, [[4.0, 5.0]]);
}

#[test]
fn snapshots_come_back() {
    let mut session = session();
    let mut plan = plan(&mut session, accumulator()).unwrap();
    let go = |plan: &mut scheelite::composition::Plan, session: &mut scheelite::Session| {
        let request = request(&[("A", &[&[1.5], &[0.25]])], 3, Mode::Run, "x");
        bits(&plan.run(session.evaluator(), request).unwrap().results)
    };
    go(&mut plan, &mut session);
    let kept = plan.context("x").unwrap().clone();
    let first = go(&mut plan, &mut session);
    plan.restore("x", kept).unwrap();
    assert_eq!(go(&mut plan, &mut session), first);
    let wrong = scheelite::composition::Context { memory: vec![0.0], results: Vec::new() };
    assert_eq!(plan.restore("x", wrong).unwrap_err().code, "bad-snapshot");
}

/// A function of the host around every trial: `Run` cannot serve, `Auto` takes `Exec` and says so once.
#[test]
fn hooks_ask_for_trials() {
    let mut session = session();
    let mut plan = plan(&mut session, accumulator()).unwrap();
    for (time, warnings) in [(0, 1), (1, 0)] {
        let mut seen = Vec::new();
        let mut hook = |_: &mut _, trial: usize| {
            seen.push(trial);
            Ok(())
        };
        let request =
            Request { before_trial: Some(&mut hook), ..request(&[("A", &[&[1.0]])], 3, Mode::Auto, "x") };
        let outcome = plan.run(session.evaluator(), request).unwrap();
        assert_eq!((outcome.mode, outcome.warnings.len()), (Mode::Exec, warnings), "{time}");
        assert_eq!(seen, [0, 1, 2]);
    }
    let mut hook = |_: &mut _, _: usize| Ok(());
    let request = Request { after_trial: Some(&mut hook), ..request(&[("A", &[&[1.0]])], 3, Mode::Run, "x") };
    let error = plan.run(session.evaluator(), request).unwrap_err();
    assert_eq!(error.code, "mode-not-possible");
    assert!(error.text.contains("host"), "{error}");
}

/// Functions through the language: one that compiles with a loop in it, and one that only the evaluator knows.
#[test]
fn own_functions_and_falling_back() {
    let mut session = session();
    let text = r#"
        hostCondition[trial_, pass_, step_] := trial >= 0;
        hostFunction[v_] := 2 v;
        loops = ProcessingMechanism["L", "Size" -> 3, "Function" -> Function[{x, k}, Module[{s = 0.}, Do[s = s + k x[[i]], {i, 3}]; s]], "Parameters" -> {"k" -> 2.}];
        smooth = ProcessingMechanism["S", "Size" -> 2, "Function" -> Function[{x, gain}, Tanh[gain x]], "Parameters" -> {"gain" -> 1.5}];
        host = ProcessingMechanism["H", "Size" -> 2, "Function" -> hostFunction];
        run[m_, in_, mode_] := ModelRun[ModelComposition[m], in, "ExecutionMode" -> mode];
        modes = {"Interpreted", "PerNode", "Exec", "Run", "Auto"};
        {Map[run[{loops}, {{1., 2., 3.5}}, #] &, modes],
         Map[run[{smooth}, {{0.5, -1.}}, #] &, modes],
         Map[run[{host}, {{1., 2.}}, #] &, modes],
         Map[ModelRun[ModelComposition[{smooth}, "Conditions" -> {smooth -> HostCondition[hostCondition]}], {{0.5, -1.}}, "ExecutionMode" -> #] &, modes]}
    "#;
    let value = session.evaluate(text).unwrap();
    let shown = session.input_form(&value);
    let parts = value.elements().unwrap().into_owned();
    let modes = |index: usize| parts[index].elements().unwrap().into_owned();
    assert!(modes(0).iter().all(|found| *found == modes(0)[0]), "{shown}");
    assert!(modes(1).iter().all(|found| *found == modes(1)[0]), "{shown}");
    let failed = |index: usize| -> Vec<bool> { modes(index).iter().map(session_failed).collect() };
    // The node that only the evaluator knows can be compiled nowhere; the condition leaves nodes compiled.
    assert_eq!(failed(2), [false, true, true, true, false], "{shown}");
    assert_eq!(failed(3), [false, false, true, true, false], "{shown}");
    assert_eq!(modes(2)[0], modes(2)[4], "{shown}");
    assert_eq!(modes(3)[0], modes(3)[4], "{shown}");
}

fn session_failed(expr: &scheelite::runtime::Expr) -> bool {
    expr.as_symbol().is_some_and(|symbol| symbol.name() == "$Failed")
}

/// A function is worked through on zeros before anything runs; that it divides by them there is nothing to tell of.
#[test]
fn functions_tried_on_zeros_are_silent() {
    let mut session = session();
    let text = r#"
        turned = ProcessingMechanism["T", "Size" -> 2, "Function" -> Function[v, Module[{length = Sqrt[v . v]}, v/length]]];
        ModelRun[ModelComposition[{turned}], {{3., 4.}}]
    "#;
    let value = session.evaluate(text).unwrap();
    assert_eq!(session.input_form(&value), "{{0.6, 0.8}}");
    assert!(session.take_messages().is_empty());
}

/// Straight-line bodies become arithmetic on numbers: no arrays are made in a trial. What another shape, name or construct
/// would mean differently is called as it is.
#[test]
fn straight_functions_are_unrolled() {
    let unrolled = [
        "Function[v, Module[{a = v . v, b}, b = a + 1.; v/b]]",
        "Function[v, With[{s = Total[v]}, {Max[v, s], Min[v[[1]], 0.], Mean[v]}]]",
        "Function[v, Module[{t}, t = v; t = 2. t + v; t[[1]]]]",
        "Function[v, If[v[[1]] > v[[2]], v[[1]], v[[2]]]]",
        "Function[v, Transpose[{v, 2. v}] . v[[1 ;; 2]]]",
    ];
    let called = [
        "Function[v, Module[{m = {v, 2. v}}, Total[m]]]",
        "Function[v, Module[{s = 0.}, Do[s += v[[i]], {i, 2}]; s]]",
        "Function[v, If[v == 2. v, 1., 0.]]",
        "Function[v, v + {v, 3. v}]",
        "Function[v, Module[{v2 = v}, Module[{v2 = 3. v}, v2]]]",
    ];
    for (functions, straight) in [(&unrolled[..4], true), (&called[..], false)] {
        for function in functions {
            let mut session = session();
            let text = format!(
                "f = {function}; m = ModelComposition[{{ProcessingMechanism[\"P\", \"Size\" -> 2, \"Function\" -> f]}}];
                 {{Map[Flatten[ModelRun[m, {{{{0.5, -1.25}}}}, \"ExecutionMode\" -> #]] &, {{\"Interpreted\", \"Run\"}}],
                   Flatten[{{f[{{0.5, -1.25}}]}}], StringContainsQ[ModelProgram[m], \"Function[v\"]}}"
            );
            let value = session.evaluate(&text).unwrap();
            let parts = value.elements().unwrap().into_owned();
            let shown = session.input_form(&value);
            let modes = parts[0].elements().unwrap().into_owned();
            assert!(modes[0] == modes[1] && modes[0] == parts[1], "{function}: {shown}");
            assert_eq!(parts[2].is_true(), !straight, "{function}: {shown}");
        }
    }
}

/// Random numbers are drawn by instructions of their own that change the state in place.
#[test]
fn draws_are_instructions() {
    for (generator, name) in [("MersenneTwister", "Mersenne"), ("Philox", "Philox")] {
        for (distribution, what) in [("NormalDist", "Normal"), ("UniformDist", "Uniform")] {
            let mut session = session();
            let noise = function(distribution, &[("seed", 3.0)]).with("generator", generator).unwrap();
            let settings = [("integratormode", number(1.0)), ("noise", Value::Function(noise))];
            let model = Model::new("noise").mechanism("T", mechanism("TransferMechanism", &settings));
            let mut plan = plan(&mut session, model).unwrap();
            let functions = plan.compiled_form(session.evaluator(), Mode::Run).unwrap();
            let listing = session.listing(&functions[0].1.to_expr()).unwrap();
            assert!(listing.contains(&format!("{name}{what}[ T(R1)")), "{listing}");
        }
    }
}

/// A decision that is never reached.
const ENDLESS: &str = r#"ModelComposition[{DDM["d", "Function" -> DriftDiffusionIntegrator["Rate" -> 0., "Threshold" -> 1*^300,
    "Noise" -> 0., "TimeStepSize" -> 0.001]]}]"#;

/// An interrupt ends a run in every mode, and the session lives on.
#[test]
fn interrupts_end_runs() {
    for mode in MODES {
        let mut session = session();
        let handle = session.interrupt_handle();
        let watch = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(200));
            handle.interrupt();
        });
        let text = format!("ModelRun[{ENDLESS}, {{{{1.}}}}, \"ExecutionMode\" -> \"{}\"]", mode.name());
        let stopped = session.evaluate(&text).map(|value| session.input_form(&value));
        assert!(stopped.as_ref().is_ok_and(|text| text == "$Aborted"), "{mode:?}: {stopped:?}");
        watch.join().unwrap();
        let after = session.evaluate("1 + 1").unwrap();
        assert_eq!(session.input_form(&after), "2", "{mode:?}");
        let limited = format!("TimeConstrained[{text}, 0.1, late]");
        let limited = session.evaluate(&limited).unwrap();
        assert_eq!(session.input_form(&limited), "late", "{mode:?}");
    }
}

/// What no machine could keep is refused before it runs.
#[test]
fn results_beyond_memory_are_refused() {
    let mut session = session();
    let mut plan = plan(&mut session, accumulator()).unwrap();
    let error = plan.run(session.evaluator(), request(&[], 1_000_000_000, Mode::Run, "x")).unwrap_err();
    assert_eq!(error.code, "too-many-trials");
}

/// Numbers of any kind are parameters; words that options do not have are named.
#[test]
fn options_are_read_with_care() {
    let mut session = session();
    let model = |options: &str| {
        format!(
            "node = ProcessingMechanism[\"P\", \"Function\" -> Linear[\"Slope\" -> 10^30, \"Intercept\" -> 1/4]];
             ModelComposition[{{node}}, {options}]"
        )
    };
    let run = format!("ModelRun[{}, {{{{2.}}}}]", "(".to_owned() + &model("\"Name\" -> \"big\"") + ")");
    let value = session.evaluate(&run).unwrap();
    assert_eq!(session.input_form(&value), "{{2.*^30}}");
    let controller = |more: &str| {
        model(&format!(
            "\"Controller\" -> <|\"Objective\" -> node, {more}, \"Signals\" ->
               {{<|\"Target\" -> {{node, \"Slope\"}}, \"Samples\" -> {{1., 2.}}|>}}|>"
        ))
    };
    for (option, words) in [
        ("\"When\" -> \"Later\"", "Before, After"),
        ("\"Direction\" -> \"Up\"", "Maximize, Minimize"),
        ("\"RandomSelection\" -> 1", "True, False"),
    ] {
        session.evaluate(&controller(option)).unwrap();
        let messages: Vec<String> = session.take_messages().into_iter().map(|message| message.text).collect();
        assert!(messages[0].contains(words), "{option}: {messages:?}");
    }
    let error = plan(&mut session, accumulator()).unwrap().get("", "A.Function.raet").unwrap_err();
    assert!(error.to_string().contains("A.Function.rate"), "{error}");
}

/// Leaky competing accumulators to a threshold.
#[test]
fn competition_to_a_threshold() {
    let model = Model::new("lca").mechanism(
        "decide",
        mechanism(
            "LCAMechanism",
            &[
                ("size", number(2.0)),
                ("leak", number(0.2)),
                ("competition", number(1.0)),
                ("threshold", number(0.7)),
            ],
        ),
    );
    let results = everywhere(&model, &[("decide", &[&[1.0, 0.5]])], 2);
    assert!(results[0][0] >= 0.7 && results[0][1] < 0.7, "{results:?}");
}
