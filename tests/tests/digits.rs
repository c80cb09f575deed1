//! `N[…, 50]` of numeric functions against values by mpmath (`accuracy/make_expressions.py`): 49 digits are right. Machine
//! numbers of the same expressions are right to a few units in the last place.

use scheelite::runtime::Expr;
use scheelite::runtime::number::{self, BigInteger, BigRational};
use scheelite::{Engine, Session};

/// The exact value of a decimal as it is written.
fn decimal(text: &str) -> BigRational {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let whole: BigInteger = digits.replace('.', "").parse().expect("digits");
    let exponent: isize = exponent.trim_start_matches('+').parse().expect("an exponent");
    BigRational::from(whole)
        * BigRational::from(10).pow(exponent - isize::try_from(places).expect("few places"))
}

fn exact(part: &Expr) -> BigRational {
    match part {
        Expr::BigReal(real) => BigRational::try_from(real.value.clone()).expect("finite"),
        Expr::Real(real) => BigRational::try_from(*real).expect("finite"),
        other => number::to_rational(other).unwrap_or(BigRational::ZERO),
    }
}

/// Whether the value differs from that of the line by less than `10^-digits` of its size.
fn is_near(value: &Expr, expected: &str, digits: isize) -> bool {
    if !value.is_number() {
        return false;
    }
    let (re, im) = number::parts(value);
    let (expected_re, expected_im) = expected.split_once(' ').unwrap_or((expected, "0"));
    let (expected_re, expected_im) = (decimal(expected_re), decimal(expected_im));
    let square = |x: BigRational| &x * &x;
    let size = square(expected_re.clone()) + square(expected_im.clone());
    let error = square(exact(re) - expected_re) + square(exact(im) - expected_im);
    error * BigRational::from(10).pow(2 * digits) <= size
}

/// Checks the rows of a file, expressions and their values.
fn check_rows(rows: &str, wanted: impl Fn(&str) -> String, digits: isize) {
    let engine = Engine::default();
    let mut session = Session::new(&engine);
    let mut wrong = Vec::new();
    for line in rows.lines() {
        let (text, expected) = line.split_once('\t').expect("an expression and its value");
        let value = session.evaluate(&wanted(text)).expect("it is read");
        if !is_near(&value, expected, digits) {
            wrong.push(format!("{text}: {}\n    expected {expected}", session.input_form(&value)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.lines().count(), wrong.join("\n"));
}

fn check(wanted: impl Fn(&str) -> String, digits: isize) {
    check_rows(include_str!("../accuracy/expressions.txt"), wanted, digits);
}

/// `N[…, digits]` of every special function (`accuracy/make_special_expressions.py`).
fn check_special(digits: isize) {
    let rows = include_str!("../accuracy/special_expressions.txt");
    check_rows(rows, |text| format!("N[{text}, {digits}]"), digits - 1);
}

#[test]
fn twenty_digits_of_special_functions_are_right() {
    check_special(20);
}

#[test]
fn fifty_digits_of_special_functions_are_right() {
    check_special(50);
}

#[test]
fn a_hundred_digits_of_special_functions_are_right() {
    check_special(100);
}

#[test]
fn fifty_digits_asked_for_are_right() {
    check(|text| format!("N[{text}, 50]"), 49);
}

#[test]
fn thirty_digits_asked_for_are_right() {
    check(|text| format!("N[{text}, 30]"), 29);
}

/// `N[…, digits]` of elementary functions at hard arguments (`accuracy/make_hard_expressions.py`).
fn check_hard(digits: isize) {
    let rows = include_str!("../accuracy/hard_expressions.txt");
    check_rows(rows, |text| format!("N[{text}, {digits}]"), digits - 1);
}

#[test]
fn twenty_digits_at_hard_arguments_are_right() {
    check_hard(20);
}

#[test]
fn fifty_digits_at_hard_arguments_are_right() {
    check_hard(50);
}

#[test]
fn a_hundred_digits_at_hard_arguments_are_right() {
    check_hard(100);
}
