//! The forms, on expressions made by hand; the round trip through the parser is tested beside the parser.

use super::{full_form, input_form, output_form};
use crate::expr::Expr;
use crate::symbol::{Symbol, sym};

fn global(name: &str) -> Expr {
    Symbol::new(&format!("Global`{name}")).into()
}

#[test]
fn reals() {
    let cases = [
        (3.24321, "3.24321", "3.24321"),
        (3.243_219_9, "3.24322", "3.2432199"),
        (9.0, "9.", "9."),
        (0.0, "0.", "0."),
        (-0.0, "0.", "-0."),
        (1.0 / 9.0, "0.111111", "0.1111111111111111"),
        (1e10, "1.*10^10", "1.*^10"),
        (1e-7, "1.*10^-7", "1.*^-7"),
        (1e-5, "0.00001", "0.00001"),
        (1e-6, "1.*10^-6", "1.*^-6"),
        (123_456.7, "123457.", "123456.7"),
        (1_234_567.0, "1.23457*10^6", "1.234567*^6"),
        (999_999.9, "1.*10^6", "999999.9"),
        (-2.5, "-2.5", "-2.5"),
        (1e100, "1.*10^100", "1.*^100"),
        (f64::MAX, "1.79769*10^308", "1.7976931348623157*^308"),
    ];
    for (value, output, input) in cases {
        assert_eq!(output_form(&Expr::Real(value)), output);
        assert_eq!(input_form(&Expr::Real(value)), input);
    }
    assert_eq!(full_form(&Expr::Real(1.5)), "1.5`");
}

#[test]
fn software_reals() {
    let read = |text: &str| super::read::read_number(text).unwrap();
    assert_eq!(output_form(&read("3.14159265358979323846264338328`30")), "3.14159265358979323846264338328");
    assert_eq!(output_form(&read("0.5`20")), "0.50000000000000000000");
    assert_eq!(output_form(&read("1.*^400")), "1.*10^400");
    assert_eq!(input_form(&read("1.*^309")), "1.*^309");
    assert_eq!(input_form(&read("0.5`20")), "0.5`20.");
    assert_eq!(input_form(&read("1.5`30*^100")), "1.5`30.*^100");
    for text in [
        "1.1`30",
        "2.7`5",
        "123456789.123`40",
        "1.1*^-400",
        "9.99`3*^77",
        "0``12",
        "1.7`40*^123456789",
        "2.5`20*^-99999999999",
    ] {
        let number = read(text);
        let printed = input_form(&number);
        assert_eq!(read(&printed), number, "{text}");
    }
}

#[test]
fn complex_numbers_and_infinities() {
    let complex = |re: f64, im: f64| Expr::complex(num_complex::Complex64::new(re, im));
    let half = |top: i64| Expr::from(crate::number::BigRational::from_parts(top.into(), 2u8.into()));
    let exact = |re, im| Expr::Complex(crate::expr::Complex { re, im }.into());
    assert_eq!(output_form(&exact(half(1), half(-1))), "1/2 - I/2");
    assert_eq!(input_form(&exact(Expr::Integer(0), half(3))), "(3*I)/2");
    assert_eq!(output_form(&complex(0.0, 2f64.sqrt())), "0. + 1.41421 I");
    assert_eq!(input_form(&complex(1.0, -2.5)), "1. - 2.5*I");
    assert_eq!(output_form(&Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)])), "-Infinity");
}

#[test]
fn sums_products_and_powers() {
    let (a, b) = (global("a"), global("b"));
    let times = |items: Vec<Expr>| Expr::call(sym::Times, items);
    let plus = |items: Vec<Expr>| Expr::call(sym::Plus, items);
    let power = |base: &Expr, exponent: Expr| Expr::call(sym::Power, [base.clone(), exponent]);
    let half = || Expr::from(crate::number::BigRational::from_parts(1.into(), 2u8.into()));
    let minus = |expr: Expr| times(vec![Expr::Integer(-1), expr]);
    let cases = [
        (plus(vec![a.clone(), minus(b.clone())]), "a - b", "a - b"),
        (minus(a.clone()), "-a", "-a"),
        (times(vec![Expr::Integer(-1), a.clone(), b.clone()]), "-(a b)", "-(a*b)"),
        (times(vec![Expr::Integer(2), a.clone()]), "2 a", "2*a"),
        (times(vec![Expr::Integer(-2), a.clone()]), "-2 a", "-2*a"),
        (times(vec![a.clone(), power(&b, Expr::Integer(-1))]), "a/b", "a/b"),
        (times(vec![half(), a.clone()]), "a/2", "a/2"),
        (times(vec![super::arithmetic::negated(&half()), a.clone()]), "-a/2", "-1/2*a"),
        (power(&a, Expr::Integer(-1)), "1/a", "a^(-1)"),
        (power(&a, Expr::Integer(2)), "a^2", "a^2"),
        (power(&a, half()), "Sqrt[a]", "Sqrt[a]"),
        (power(&Expr::Integer(-2), a.clone()), "(-2)^a", "(-2)^a"),
        (times(vec![Expr::Integer(2), plus(vec![a.clone(), b.clone()])]), "2 (a + b)", "2*(a + b)"),
        (half(), "1/2", "1/2"),
        (power(&half(), a.clone()), "(1/2)^a", "(1/2)^a"),
        (
            plus(vec![Expr::Integer(1), times(vec![Expr::Integer(-1), a.clone(), b.clone()])]),
            "1 - a b",
            "1 - a*b",
        ),
    ];
    for (expr, output, input) in cases {
        assert_eq!(output_form(&expr), output);
        assert_eq!(input_form(&expr), input);
    }
}

#[test]
fn packed_arrays_print_as_lists() {
    use crate::tensor::{Array, Tensor};
    let array = Array::new([2, 2].as_slice().into(), vec![1.5, 2.0, -3.0, 0.25]).unwrap();
    let tensor = Expr::from(Tensor::from(array));
    assert_eq!(output_form(&tensor), "{{1.5, 2.}, {-3., 0.25}}");
    assert_eq!(full_form(&tensor), "List[List[1.5`, 2.`], List[-3.`, 0.25`]]");
    let empty = Array::<i64>::new([2, 0].as_slice().into(), vec![]).unwrap();
    assert_eq!(output_form(&Tensor::from(empty).into()), "{{}, {}}");
}

#[test]
fn wrappers() {
    let call = |head: &str, args: Vec<Expr>| Expr::call(Symbol::new(head), args);
    let list = |items: Vec<Expr>| Expr::list(items);
    let integers = |items: &[i64]| Expr::list(items.iter().map(|&item| Expr::Integer(item)));
    let matrix = list(vec![integers(&[1, 22]), integers(&[333, 4])]);
    let cases = [
        (call("TableForm", vec![matrix.clone()]), "1     22\n\n333   4"),
        (call("Column", vec![integers(&[1, 2])]), "1\n2"),
        (call("Row", vec![integers(&[1, 2]), ", ".into()]), "1, 2"),
        (call("StringForm", vec!["`1` and ``".into(), 5.into(), 6.into()]), "5 and 6"),
        (call("InputForm", vec!["x".into()]), "\"x\""),
        (call("HoldForm", vec![5.into()]), "5"),
        (call("Graphics", vec![list(vec![])]), "-Graphics-"),
        (call("NumberForm", vec![2.34159.into(), 3.into()]), "2.34"),
        (call("NumberForm", vec![3.1.into(), integers(&[5, 3])]), "3.100"),
        (call("ScientificForm", vec![123.45.into()]), "1.2345*10^2"),
        (call("EngineeringForm", vec![12345.0.into()]), "12.345*10^3"),
        (call("BaseForm", vec![255.into(), 16.into()]), "16^^ff"),
        (call("PaddedForm", vec![5.into(), 3.into()]), "   5"),
        (call("PaddedForm", vec![2.5.into(), integers(&[6, 2])]), "    2.50"),
        (
            call("Short", vec![integers(&(1..=100).collect::<Vec<_>>())]),
            "{1, 2, 3, 4, 5, 6, 7, 8, 9, <<83>>, 93, 94, 95, 96, 97, 98, 99, 100}",
        ),
    ];
    for (expr, expected) in cases {
        assert_eq!(output_form(&expr), expected);
    }
}

#[test]
fn deep_expressions_do_not_overflow_the_stack() {
    let mut expr = global("x");
    for _ in 0..300_000 {
        expr = Expr::list([expr]);
    }
    assert_eq!(output_form(&expr).len(), 600_001);
}
