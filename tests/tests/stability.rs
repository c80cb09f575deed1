//! Automatic simplification is stable: the `InputForm` of a result, read and evaluated again, gives the same result.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use scheelite::{Engine, Session};
use scheelite_runtime::format::input_form;
use scheelite_runtime::number::BigRational;
use scheelite_runtime::{Expr, Symbol, sym};

/// How many expressions are tried.
const CASES: u32 = 10_000;

fn name(name: &str) -> Expr {
    Symbol::new(name).into()
}

fn leaf() -> impl Strategy<Value = Expr> {
    const NAMES: &[&str] =
        &["Global`x", "Global`x", "Global`y", "Global`z", "Pi", "E", "I", "Infinity", "EulerGamma"];
    let rational = (-30i64..30, 2u64..12)
        .prop_map(|(top, bottom)| Expr::from(BigRational::from_parts(top.into(), bottom.into())));
    // Multiples of Pi, roots, and numbers on the imaginary axis and off it: what the rules of simplification meet.
    let turn = (-24i64..24, proptest::sample::select(&[1u64, 2, 3, 4, 5, 6, 8, 10, 12][..])).prop_map(
        |(top, bottom)| {
            let ratio = Expr::from(BigRational::from_parts(top.into(), bottom.into()));
            Expr::call(sym::Times, [ratio, name("Pi")])
        },
    );
    let root = (-12i64..20, -5i64..6, 2u64..5).prop_map(|(base, top, bottom)| {
        let exponent = Expr::from(BigRational::from_parts(top.into(), bottom.into()));
        Expr::call(sym::Power, [Expr::Integer(base), exponent])
    });
    let gaussian = (-6i64..7, -6i64..7)
        .prop_map(|(re, im)| Expr::call(Symbol::new("Complex"), [Expr::Integer(re), Expr::Integer(im)]));
    prop_oneof![
        2 => turn,
        2 => root,
        1 => gaussian,
        6 => proptest::sample::select(NAMES).prop_map(name),
        4 => (-12i64..12).prop_map(Expr::Integer),
        2 => rational,
        1 => (-40i32..40).prop_map(|eighths| Expr::Real(f64::from(eighths) / 8.0)),
        1 => any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(Expr::Real),
        1 => any::<i64>().prop_map(Expr::Integer),
    ]
}

fn expression() -> impl Strategy<Value = Expr> {
    const ANY: &[&str] =
        &["Plus", "Times", "Plus", "Times", "Max", "Min", "List", "Global`f", "And", "Or", "Equal", "Less"];
    const TWO: &[&str] =
        &["Subtract", "Divide", "Mod", "Quotient", "ArcTan", "Log", "SameQ", "Unequal", "Rule", "Dot"];
    const ONE: &[&str] = &[
        "Sqrt",
        "Exp",
        "Sin",
        "Cos",
        "Tan",
        "Cot",
        "Sec",
        "Csc",
        "ArcSin",
        "ArcCos",
        "ArcTan",
        "Sinh",
        "Cosh",
        "Tanh",
        "ArcSinh",
        "Log",
        "Abs",
        "Sign",
        "Re",
        "Im",
        "Conjugate",
        "Arg",
        "Floor",
        "Ceiling",
        "Round",
        "Not",
        "Minus",
        "Gamma",
        "IntegerPart",
        "FractionalPart",
        "N",
        "Reverse",
        "Total",
        "Boole",
        "UnitStep",
        "ArcSinh",
        "ArcCosh",
        "ArcTanh",
        "ArcCot",
        "ArcSec",
        "Coth",
        "Sech",
        "Erf",
        "Factorial",
        "ReIm",
        "Sinc",
    ];
    leaf().prop_recursive(5, 24, 3, |inner| {
        let several = proptest::collection::vec(inner.clone(), 2..4);
        let exponent = prop_oneof![
            3 => (-3i64..4).prop_map(Expr::Integer),
            1 => (-3i64..4, 2u64..4).prop_map(|(top, bottom)| Expr::from(BigRational::from_parts(top.into(), bottom.into()))),
            1 => proptest::sample::select(&["Global`x", "Global`y", "Pi"][..]).prop_map(name),
        ];
        prop_oneof![
            5 => (proptest::sample::select(ANY), several).prop_map(|(head, args)| Expr::call(Symbol::new(head), args)),
            2 => (inner.clone(), exponent).prop_map(|(base, exponent)| Expr::call(sym::Power, [base, exponent])),
            2 => (proptest::sample::select(TWO), inner.clone(), inner.clone())
                .prop_map(|(head, a, b)| Expr::call(Symbol::new(head), [a, b])),
            4 => (proptest::sample::select(ONE), inner).prop_map(|(head, arg)| Expr::call(Symbol::new(head), [arg])),
        ]
    })
}

#[test]
fn the_input_form_of_a_result_gives_the_result() {
    let engine = Engine::default();
    let mut session = Session::new(&engine);
    // The same expressions every time.
    let mut runner = TestRunner::deterministic();
    let strategy = expression();
    let mut wrong: Vec<String> = Vec::new();
    for _ in 0..CASES {
        let expr = strategy.new_tree(&mut runner).expect("the strategy gives expressions").current();
        let value = session.eval(expr.clone()).expect("evaluation ends");
        let text = input_form(&value);
        let again = session.evaluate(&text).expect("InputForm can be read");
        session.take_messages();
        session.take_printed();
        if again != value {
            wrong.push(format!(
                "{}\n  gives {text}\n  which gives {}",
                input_form(&expr),
                input_form(&again)
            ));
        }
    }
    wrong.sort_by_key(String::len);
    let shown = wrong.iter().take(12).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {CASES} results change:\n{shown}", wrong.len());
}
