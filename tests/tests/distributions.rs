//! Distributions against values of another system (`tests/values/distributions.txt`).

use scheelite::{Engine, Session};
use scheelite_runtime::Expr;

#[test]
fn values_are_those_of_another_system() {
    let mut session = Session::new(&Engine::default());
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("../values/distributions.txt").lines().filter(|line| !line.starts_with('#')) {
        let (input, expected) = line.split_once(" => ").expect("a line is `input => value`");
        let expected: f64 = expected.parse().expect("the value is a number");
        count += 1;
        match session.evaluate(&format!("N[{input}]")) {
            Ok(Expr::Real(found)) if (found - expected).abs() <= 1e-11 * expected.abs().max(1e-3) => {}
            found => wrong.push(format!("{input} gives {found:?}, not {expected}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 500);
}
