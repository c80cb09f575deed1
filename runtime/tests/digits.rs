//! `N[f[x], 50]` against values by mpmath: see `accuracy/make_digits.py`.

use scheelite_runtime::eval::{Evaluator, Host, Message};
use scheelite_runtime::number::{self, BigInteger, BigRational};
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol, sym};

struct Silent;

impl Host for Silent {
    fn print(&mut self, _: &str) {}
    fn message(&mut self, message: &Message, _: &SourceMap) {
        panic!("{}::{}: {}", message.symbol, message.tag, message.text);
    }
}

/// The exact value of a decimal as it is written.
fn decimal(text: &str) -> BigRational {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let whole: BigInteger = digits.replace('.', "").parse().unwrap();
    let exponent =
        exponent.trim_start_matches('+').parse::<isize>().unwrap() - isize::try_from(places).unwrap();
    BigRational::from(whole) * BigRational::from(10).pow(exponent)
}

#[test]
fn elementary_functions_have_49_digits_right() {
    let mut ev = Evaluator::new(Box::new(Silent));
    let mut wrong = Vec::new();
    for line in include_str!("accuracy/digits.txt").lines() {
        let [name, argument, expected] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let expr = match argument.split_once('/') {
            None => Expr::Symbol(Symbol::new(name)),
            Some((top, bottom)) => {
                let x = BigRational::from_parts_signed(top.parse().unwrap(), bottom.parse().unwrap());
                Expr::call(Symbol::new(name), [Expr::from(x)])
            }
        };
        let value = ev.eval(Expr::call(sym::N, [expr, Expr::Integer(50)])).unwrap();
        let Expr::BigReal(real) = &value else {
            wrong.push(format!("{line}: got {value:?}"));
            continue;
        };
        let exact = BigRational::try_from(real.value.clone()).unwrap();
        let expected = decimal(expected);
        let size = if expected < BigRational::ZERO { -expected.clone() } else { expected.clone() };
        let error = if exact > expected { &exact - &expected } else { &expected - &exact };
        let right = error * BigRational::from(10).pow(50) < size * BigRational::from(2);
        if !right || (number::precision_of(&value) - 50.0).abs() > 1.0 {
            wrong.push(format!("{line}: got {value:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
