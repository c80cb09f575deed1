//! `vm profile`: its report as JSON, its times, and what it says to wrong requests. Counts: `profiles/*.wl`.

use scheelite_tests::binary;
use serde_json::Value;

fn report(script: &str, options: &[&str]) -> (String, Value) {
    let args = [&["profile", "--json"], options, &["-"]].concat();
    let output = binary::run(&args, script.as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("the report is text");
    let (printed, report) = text.trim_end().rsplit_once('\n').unwrap_or(("", text.trim_end()));
    (printed.to_owned(), serde_json::from_str(report).expect("the report is JSON"))
}

const FACTORIALS: &str = "fact = Compile[{{n, _Integer}},
  Module[{p = 1},
   Do[p = p i, {i, n}]; p]];
Print[fact[5]];
Quiet[fact[30]];";

#[test]
fn json_has_functions_lines_and_fallbacks_with_places() {
    let (printed, report) = report(FACTORIALS, &["--counts"]);
    assert_eq!(printed, "120");
    let function = &report["functions"][0];
    assert_eq!(
        (&function["name"], &function["calls"], &function["line"]),
        (&"fact".into(), &2.into(), &2.into())
    );
    assert_eq!(function["seconds"], Value::Null);
    // 5 products of the first call, 20 of the second until 21! is no machine integer.
    let products: Vec<&Value> = function["instructions"]
        .as_array()
        .expect("instructions are listed")
        .iter()
        .filter(|instruction| instruction["text"].as_str().is_some_and(|text| text.contains('*')))
        .collect();
    assert_eq!(products.len(), 1, "{products:?}");
    assert_eq!((&products[0]["count"], &products[0]["line"]), (&26.into(), &3.into()));
    let fallback = &report["fallbacks"][0];
    assert_eq!((&fallback["function"], &fallback["why"]), (&"fact".into(), &"numerical".into()));
    assert_eq!((&fallback["count"], &fallback["line"]), (&1.into(), &3.into()));
    assert_eq!(fallback["instruction"], products[0]["instruction"]);
    let lines = report["lines"].as_array().expect("lines are listed");
    assert!(lines.iter().any(|line| line["line"] == 3 && line["runs"] == 26), "{lines:?}");
}

#[test]
fn time_is_given_to_the_loop_that_takes_it() {
    let script = "slow = Compile[{{n, _Integer}}, Module[{s = 0.}, Do[s += Sin[1. i], {i, n}]; s]];
fast = Compile[{{n, _Integer}}, n + 1];
Do[fast[i], {i, 100}];
slow[2000000];";
    let (_, report) = report(script, &[]);
    let seconds = |value: &Value| value.as_f64().expect("a time");
    assert_eq!(
        (&report["functions"][0]["name"], &report["functions"][1]["name"]),
        (&"slow".into(), &"fast".into())
    );
    let (slow, all) = (seconds(&report["functions"][0]["seconds"]), seconds(&report["seconds"]));
    let parts =
        ["compiled_seconds", "evaluator_seconds", "compiling_seconds"].map(|name| seconds(&report[name]));
    assert!(slow > 0.5 * all && slow <= parts[0] + 1e-9, "{slow} of {all}: {parts:?}");
    assert!(parts.iter().sum::<f64>() <= all, "{parts:?} of {all}");
    assert!(report["samples"].as_u64().is_some_and(|samples| samples > 10));
}

#[test]
fn wrong_requests_are_refused_like_those_of_other_commands() {
    for (args, code, says) in [
        (&["profile", "no such file.wl"][..], 2, "vm: no such file.wl: no such file\n"),
        (&["profile", "profiles"], 2, "vm: profiles: is a directory, not a file\n"),
    ] {
        let output = binary::run(args, b"");
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(code), says));
        assert!(output.stdout.is_empty());
    }
    let output = binary::run(&["profile", "--counts", "-"], b"f[");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("0 calls of compiled functions"));
}
