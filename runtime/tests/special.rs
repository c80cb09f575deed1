//! Special functions against values by mpmath (`accuracy/make_special.py`): machine numbers to the last or last-but-one
//! bit, software reals to 49 digits.

use scheelite_runtime::Expr;
use scheelite_runtime::number::special::{special, special_value};
use scheelite_runtime::number::{self, BigInteger, BigRational, make_complex, software};

struct Row<'t> {
    line: &'t str,
    name: &'t str,
    args: Vec<(f64, Option<f64>)>,
    value: (&'t str, Option<&'t str>),
}

fn rows() -> Vec<Row<'static>> {
    let split = |text: &'static str| match text.split_once(',') {
        Some((re, im)) => (re, Some(im)),
        None => (text, None),
    };
    let parse = |text: &str| text.parse::<f64>().expect("a number");
    include_str!("accuracy/special.txt")
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split(' ').collect();
            let (value, rest) = fields.split_last().expect("a value");
            let args = rest[1..].iter().map(|arg| split(arg)).map(|(re, im)| (parse(re), im.map(parse)));
            Row { line, name: rest[0], args: args.collect(), value: split(value) }
        })
        .collect()
}

/// The exact value of a decimal as it is written.
fn decimal(text: &str) -> BigRational {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let whole: BigInteger = digits.replace('.', "").parse().expect("digits");
    let exponent: isize = exponent.trim_start_matches('+').parse().expect("an exponent");
    BigRational::from(whole)
        * BigRational::from(10).pow(exponent - isize::try_from(places).expect("few places"))
}

#[test]
fn machine_numbers_are_right_to_the_last_but_one_bit() {
    let mut wrong = Vec::new();
    for row in rows() {
        let args: Vec<Expr> = row
            .args
            .iter()
            .map(|&(re, im)| match im {
                None => Expr::Real(re),
                Some(im) => make_complex(Expr::Real(re), Expr::Real(im)),
            })
            .collect();
        let function = special(row.name, args.len()).expect("a row of the table").value;
        let Some(value) = special_value(function, &args) else {
            wrong.push(format!("{}: no value", row.line));
            continue;
        };
        let found = number::to_complex64(&value);
        let parse = |text: &str| text.parse::<f64>().expect("a number");
        let expected = num_complex::Complex64::new(parse(row.value.0), row.value.1.map_or(0.0, parse));
        if found == expected {
            continue;
        }
        if !expected.is_finite() && matches!(value, Expr::BigReal(_)) {
            // Beyond the range of machine numbers.
            continue;
        }
        // Of a complex value each part to the digits of the whole.
        let error = (found - expected).norm() / (expected.norm() * f64::EPSILON);
        if !(error <= 1.0) {
            wrong.push(format!("{}: got {found}, off by {error} epsilons", row.line));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn software_reals_are_right_to_49_digits() {
    let mut wrong = Vec::new();
    for row in rows() {
        let part = |x: f64| -> Expr {
            // The argument is exactly this; a zero among software reals would have no digits.
            if x == 0.0 { Expr::Integer(0) } else { software(&Expr::Real(x), 55.0).into() }
        };
        let args: Vec<Expr> = row
            .args
            .iter()
            .map(|&(re, im)| match im {
                None => part(re),
                Some(im) => make_complex(part(re), part(im)),
            })
            .collect();
        let function = special(row.name, args.len()).expect("a row of the table").value;
        let Some(value) = special_value(function, &args) else {
            wrong.push(format!("{}: no value", row.line));
            continue;
        };
        let exact = |part: &Expr| match part {
            Expr::BigReal(real) => BigRational::try_from(real.value.clone()).expect("finite"),
            _ => BigRational::ZERO,
        };
        let (re, im) = number::parts(&value);
        let square = |x: &BigRational| x * x;
        let expected = (decimal(row.value.0), row.value.1.map_or(BigRational::ZERO, decimal));
        let error = square(&(exact(re) - &expected.0)) + square(&(exact(im) - &expected.1));
        let size = square(&expected.0) + square(&expected.1);
        if error * BigRational::from(10).pow(98) > size {
            wrong.push(format!("{}: got {value:?}", row.line));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
