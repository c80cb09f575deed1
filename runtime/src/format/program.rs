//! `CForm` and `FortranForm`: expressions as these languages write them, powers and functions of the system as calls.

use super::fraction::{Fraction, split};
use super::{FormatType, quoted, text};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::{self, BigInteger};
use crate::operators::{AND, DIVIDE, PLUS, POWER, TIMES};
use crate::symbol::{Symbol, sym};

/// A language that formulas are written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// C, with macros such as `Power`.
    C,
    /// Fortran.
    Fortran,
}

/// Operators: head, in C, in Fortran, how strongly they bind.
const OPERATORS: &[(&str, &str, &str, u16)] = &[
    ("And", " && ", ".and.", AND),
    ("Equal", " == ", ".eq.", 290),
    ("Greater", " > ", ".gt.", 290),
    ("GreaterEqual", " >= ", ".ge.", 290),
    ("Less", " < ", ".lt.", 290),
    ("LessEqual", " <= ", ".le.", 290),
    ("Or", " || ", ".or.", AND - 1),
    ("Set", " = ", " = ", 40),
    ("Unequal", " != ", ".ne.", 290),
];

const NOT: u16 = 230;
const CALL: u16 = 670;

/// The text of an expression in a language.
pub fn program(expr: &Expr, language: Language) -> String {
    let mut out = String::new();
    Writer { language, out: &mut out }.write(expr, 0);
    out
}

struct Writer<'a> {
    language: Language,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Writes an expression, in parentheses if it binds less strongly than `least`.
    fn write(&mut self, expr: &Expr, least: u16) {
        match expr {
            Expr::Symbol(symbol) => self.out.push_str(symbol.name()),
            Expr::String(string) => self.out.push_str(&quoted(string)),
            Expr::Rational(ratio) if ratio.to_f64().value().is_finite() => {
                self.write(&Expr::Real(ratio.to_f64().value()), least);
            }
            Expr::Complex(value) => {
                self.out.push_str(if self.language == Language::C { "Complex(" } else { "(" });
                self.write(&value.re, 0);
                self.out.push(',');
                self.write(&value.im, 0);
                self.out.push(')');
            }
            number if number.is_number() => {
                let digits = text(number, FormatType::InputForm);
                let digits = digits.split('`').next().unwrap_or_default().replace("*^", "e");
                self.enclosed(digits.starts_with('-') && least > PLUS + 1, |writer| {
                    writer.out.push_str(&digits);
                });
            }
            Expr::Normal(normal) => {
                stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.call(expr, normal, least));
            }
            other => match other.elements() {
                Some(parts) => self.function(&Expr::Symbol(sym::List), &parts),
                None => self.out.push_str(&text(other, FormatType::InputForm)),
            },
        }
    }

    fn enclosed(&mut self, parentheses: bool, inside: impl FnOnce(&mut Self)) {
        if parentheses {
            self.out.push('(');
        }
        inside(self);
        if parentheses {
            self.out.push(')');
        }
    }

    fn call(&mut self, expr: &Expr, normal: &Normal, least: u16) {
        let args = &normal.args[..];
        let name = normal.head_symbol().filter(|head| head.context() == "System`").map(Symbol::name);
        let operator = OPERATORS.iter().find(|row| name == Some(row.0)).filter(|_| args.len() > 1);
        match (name, args) {
            (Some("Plus"), [_, _, ..]) => self.enclosed(least > PLUS, |writer| writer.sum(args)),
            (Some("Times"), [_, _, ..]) => self.product(&split(expr, |_| false), least),
            (Some("Power"), [base, exponent]) => self.power(base, exponent, least),
            (Some("Not"), [operand]) => self.enclosed(least > NOT, |writer| {
                writer.out.push_str(if writer.language == Language::C { "!" } else { ".not." });
                writer.write(operand, NOT + 1);
            }),
            (Some("DirectedInfinity"), [Expr::Integer(1)]) => self.out.push_str("Infinity"),
            (Some("HoldForm"), [inner]) => self.write(inner, least),
            _ => match operator {
                Some((_, c, fortran, precedence)) => self.enclosed(least > *precedence, |writer| {
                    let sign = if writer.language == Language::C { c } else { fortran };
                    for (index, arg) in args.iter().enumerate() {
                        if index > 0 {
                            writer.out.push_str(sign);
                        }
                        writer.write(arg, precedence + 1);
                    }
                }),
                None => self.function(&normal.head, args),
            },
        }
    }

    fn function(&mut self, head: &Expr, args: &[Expr]) {
        self.write(head, CALL);
        self.out.push('(');
        for (index, arg) in args.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.write(arg, 0);
        }
        self.out.push(')');
    }

    fn sum(&mut self, terms: &[Expr]) {
        for (index, term) in terms.iter().enumerate() {
            let fraction = split(term, |_| false);
            if index > 0 {
                self.out.push_str(if fraction.negative { " - " } else { " + " });
            }
            match term.as_call(sym::Times) {
                Some(_) if index > 0 => self.product(&Fraction { negative: false, ..fraction }, PLUS + 1),
                _ if fraction.negative && index > 0 && term.is_number() => {
                    self.write(&number::negate(term), PLUS + 1);
                }
                _ => self.write(term, PLUS),
            }
        }
    }

    fn product(&mut self, fraction: &Fraction, least: u16) {
        let precedence = if fraction.negative { PLUS + 1 } else { TIMES };
        self.enclosed(least > precedence, |writer| {
            if fraction.negative {
                writer.out.push('-');
            }
            let below = !fraction.bottom.is_empty();
            writer.enclosed(below && fraction.top.len() > 1, |writer| match &fraction.top[..] {
                [] => writer.out.push('1'),
                top => writer.factors(top),
            });
            if below {
                writer.out.push('/');
                writer.enclosed(fraction.bottom.len() > 1, |writer| writer.factors(&fraction.bottom));
                // Integers below the line would divide as integers do.
                if let [.., Expr::Integer(_) | Expr::BigInteger(_)] = &fraction.bottom[..]
                    && fraction.bottom.len() == 1
                {
                    writer.out.push('.');
                }
            }
        });
    }

    fn factors(&mut self, factors: &[Expr]) {
        for (index, factor) in factors.iter().enumerate() {
            if index > 0 {
                self.out.push('*');
            }
            self.write(factor, TIMES + 1);
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr, least: u16) {
        let half = match exponent {
            Expr::Rational(ratio) if BigInteger::from(ratio.denominator().clone()) == BigInteger::from(2) => {
                i64::try_from(ratio.numerator()).ok().filter(|top| top.abs() == 1)
            }
            Expr::Integer(-1) => Some(0),
            _ => None,
        };
        match half {
            Some(1) => self.function(&Expr::Symbol(sym::Sqrt), std::slice::from_ref(base)),
            Some(sign) => self.enclosed(least > DIVIDE, |writer| {
                writer.out.push_str("1/");
                match sign {
                    0 => writer.write(base, DIVIDE + 1),
                    _ => writer.function(&Expr::Symbol(sym::Sqrt), std::slice::from_ref(base)),
                }
            }),
            None if self.language == Language::C => {
                self.function(&Expr::Symbol(sym::Power), &[base.clone(), exponent.clone()]);
            }
            None => self.enclosed(least > POWER, |writer| {
                writer.write(base, POWER + 1);
                writer.out.push_str("**");
                writer.write(exponent, POWER);
            }),
        }
    }
}
