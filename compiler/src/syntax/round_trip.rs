//! `InputForm` reads back to the expression that it is the text of, on generated expressions.

use proptest::prelude::*;
use scheelite_runtime::format::input_form;
use scheelite_runtime::operators::ROWS;
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol, sym};

use super::parse;

fn read(text: &str) -> Result<Expr, String> {
    let mut map = SourceMap::default();
    let source = map.add("generated", text);
    let mut parsed = parse(text, source, &mut map);
    match (&parsed.diagnostics[..], parsed.exprs.len()) {
        ([], 1) => Ok(parsed.exprs.remove(0)),
        (found, count) => Err(format!("{text}\n{count} expressions, {found:?}")),
    }
}

fn symbol() -> impl Strategy<Value = Expr> {
    const NAMES: &[&str] = &["a", "b", "x", "y$1", "größe", "αβ"];
    let locals =
        proptest::sample::select(NAMES).prop_map(|name| Symbol::new(&format!("Global`{name}")).into());
    let others = proptest::sample::select(&["Pi", "True", "All", "Null", "my`pack`f"][..])
        .prop_map(|name| Symbol::new(name).into());
    prop_oneof![4 => locals, 1 => others]
}

fn leaf() -> impl Strategy<Value = Expr> {
    let real =
        any::<f64>().prop_filter("machine reals are finite", |value| value.is_finite()).prop_map(Expr::Real);
    let small_real = (-1000i32..1000).prop_map(|value| Expr::Real(f64::from(value) / 8.0));
    let big = proptest::collection::vec(any::<u64>(), 1..4).prop_map(|words| {
        let zero = scheelite_runtime::number::BigInteger::ZERO;
        words
            .iter()
            .fold(zero, |value, &word| (value << 64) + scheelite_runtime::number::BigInteger::from(word))
            .into()
    });
    let software = ("[1-9][0-9]{0,20}\\.[0-9]{0,20}", 1u32..60, -400i32..400).prop_map(
        |(digits, precision, exponent)| {
            let text = format!("{digits}`{precision}*^{exponent}");
            scheelite_runtime::format::read::read_number(&text).expect("a number")
        },
    );
    prop_oneof![
        6 => symbol(),
        2 => (-20i64..20).prop_map(Expr::Integer),
        1 => any::<i64>().prop_map(Expr::Integer),
        1 => real,
        1 => small_real,
        1 => big,
        1 => software,
        1 => any::<String>().prop_map(Expr::from),
        1 => "[a-z\"\\\\\n ]{0,6}".prop_map(Expr::from),
        1 => (1i64..4).prop_map(|number| Expr::call(sym::Slot, [Expr::Integer(number)])),
        1 => Just(Expr::call(sym::Slot, ["name".into()])),
        1 => Just(Expr::call(sym::SlotSequence, [Expr::Integer(1)])),
        1 => Just(Expr::call(sym::Blank, [])),
        1 => Just(Expr::call(sym::BlankNullSequence, [])),
        1 => Just(Expr::call(sym::BlankSequence, [Symbol::new("Global`h").into()])),
        1 => symbol().prop_map(|name| Expr::call(sym::Pattern, [name, Expr::call(sym::Blank, [])])),
        1 => symbol().prop_map(|name| {
            Expr::call(sym::Optional, [Expr::call(sym::Pattern, [name, Expr::call(sym::Blank, [])])])
        }),
        1 => Just(Expr::call(sym::Optional, [Expr::call(sym::Blank, [])])),
    ]
}

/// Heads that have a notation, and some that have none.
fn heads() -> Vec<&'static str> {
    let mut heads: Vec<&'static str> = ROWS
        .iter()
        .filter(|row| row.spellings[0].is_ascii() && !matches!(row.head, "" | "Plus" | "Times" | "Power"))
        .map(|row| row.head)
        .collect();
    heads.extend([
        "List",
        "Part",
        "Global`f",
        "Global`f",
        "Association",
        "Optional",
        "Pattern",
        "MessageName",
        "TagSet",
        "TagSetDelayed",
        "TagUnset",
        "Inequality",
        "HoldForm",
        "Derivative",
        "Blank",
        "Rational",
        "Complex",
        "TableForm",
    ]);
    heads.sort_unstable();
    heads.dedup();
    heads
}

fn expression(heads: Vec<&'static str>) -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(6, 60, 3, move |inner| {
        let args = proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            6 => (proptest::sample::select(heads.clone()), args.clone())
                .prop_map(|(head, args)| Expr::call(Symbol::new(head), args)),
            1 => (inner, args).prop_map(|(head, args)| Expr::call(head, args)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn structure_survives(expr in expression(heads())) {
        let text = input_form(&expr);
        let again = read(&text).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&again, &expr, "{}", text);
    }

    #[test]
    fn the_text_of_arithmetic_survives(expr in expression(vec!["Plus", "Times", "Power", "Times", "Power", "List", "Dot", "Global`f"])) {
        let text = input_form(&expr);
        let again = read(&text).map_err(TestCaseError::fail)?;
        let second = input_form(&again);
        let third = input_form(&read(&second).map_err(TestCaseError::fail)?);
        prop_assert_eq!(third, second, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-a-c0-9_ .,;:@#%^&*()+=!~`/|'\"<>?{}\\[\\]\n\\\\]{0,30}") {
        let mut map = SourceMap::default();
        let source = map.add("generated", text.as_str());
        let parsed = parse(&text, source, &mut map);
        for found in parsed.diagnostics {
            prop_assert!(found.render(&map).len() > 10);
        }
    }

    #[test]
    fn any_characters_are_read_or_refused(text in any::<String>()) {
        let mut map = SourceMap::default();
        let source = map.add("generated", text.as_str());
        let _ = parse(&text, source, &mut map);
    }
}
