//! Programs as text in our own language, laid out to be read and to be read back.

use std::fmt::Write as _;

use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::{Expr, Symbol};

use super::lower::program::{Form, Program};

/// Infix operators with their strength; arguments of weaker operators stand in parentheses.
const INFIX: &[(&str, &str, u8)] = &[
    ("And", " && ", 30),
    ("Divide", "/", 60),
    ("Equal", " == ", 40),
    ("Greater", " > ", 40),
    ("GreaterEqual", " >= ", 40),
    ("Less", " < ", 40),
    ("LessEqual", " <= ", 40),
    ("Or", " || ", 20),
    ("Plus", " + ", 50),
    ("Power", "^", 70),
    ("Set", " = ", 10),
    ("Subtract", " - ", 50),
    ("Times", " * ", 60),
    ("Unequal", " != ", 40),
];

/// A whole program: nodes, trial, run.
pub fn program(program: &Program) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "(* model {} *)\n", program.name);
    for node in &program.nodes {
        let _ = writeln!(text, "(* node {} *)\n{} = {};\n", node.name, node.symbol, form(&node.form));
    }
    let _ = writeln!(text, "(* one trial *)\ntrial = {};\n", form(&program.trial_calls));
    let _ = writeln!(text, "(* all trials *)\nrun = {};", form(&program.run_calls));
    text
}

/// A function of a program.
pub fn form(form: &Form) -> String {
    let names: Vec<String> = form.arguments.iter().map(|(name, ..)| name.to_string()).collect();
    let mut text = format!("Function[{{{}}},\n", names.join(", "));
    indent(&mut text, 1);
    write(&mut text, &form.body, 0, 1);
    text.push(']');
    text
}

/// One expression.
pub fn expression(expr: &Expr) -> String {
    let mut text = String::new();
    write(&mut text, expr, 0, 0);
    text
}

fn indent(text: &mut String, depth: usize) {
    for _ in 0..depth {
        text.push_str("  ");
    }
}

/// A real in the language's own notation, with all its digits.
pub fn real(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
    let plain = format!("{value:?}");
    let (mantissa, exponent) = match plain.split_once('e') {
        Some((mantissa, exponent)) => (mantissa.to_owned(), Some(exponent.to_owned())),
        None => (plain, None),
    };
    let mantissa = match mantissa.strip_suffix(".0") {
        Some(whole) => format!("{whole}."),
        None if mantissa.contains('.') => mantissa,
        None => format!("{mantissa}."),
    };
    match exponent {
        Some(exponent) => format!("{mantissa}*^{exponent}"),
        None => mantissa,
    }
}

fn write(text: &mut String, expr: &Expr, strength: u8, depth: usize) {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || write_inner(text, expr, strength, depth));
}

fn write_inner(text: &mut String, expr: &Expr, strength: u8, depth: usize) {
    match expr {
        Expr::Real(value) => {
            let number = real(*value);
            // A negative number is an operand like any other only where nothing binds more strongly.
            if number.starts_with('-') && strength > 50 {
                let _ = write!(text, "({number})");
            } else {
                text.push_str(&number);
            }
        }
        Expr::Integer(value) if *value < 0 && strength > 50 => {
            let _ = write!(text, "({value})");
        }
        Expr::Normal(normal) => {
            let Some(head) = normal.head_symbol() else {
                write(text, &normal.head, 90, depth);
                return write_arguments(text, &normal.args, depth);
            };
            write_call(text, head, &normal.args, strength, depth);
        }
        other => {
            let _ = write!(text, "{other:?}");
        }
    }
}

fn write_call(text: &mut String, head: Symbol, args: &[Expr], strength: u8, depth: usize) {
    if let Some((_, sign, own)) = INFIX.iter().find(|(name, ..)| *name == head.name())
        && args.len() >= 2
    {
        let open = *own <= strength && strength > 0;
        text.push_str(if open { "(" } else { "" });
        for (index, arg) in args.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { sign });
            // Operators are never chained without parentheses, so that what is read back is what was written.
            let inner = if head.name() == "Set" { 0 } else { *own };
            write(text, arg, inner, depth);
        }
        text.push_str(if open { ")" } else { "" });
        return;
    }
    match (head.name(), args) {
        ("Minus", [arg]) => {
            text.push_str(if strength > 45 { "(-" } else { "-" });
            write(text, arg, 60, depth);
            text.push_str(if strength > 45 { ")" } else { "" });
        }
        ("Not", [arg]) => {
            text.push('!');
            write(text, arg, 80, depth);
        }
        ("List", _) => {
            text.push('{');
            for (index, arg) in args.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write(text, arg, 0, depth);
            }
            text.push('}');
        }
        ("Part", [array, indices @ ..]) if !indices.is_empty() => {
            write(text, array, 90, depth);
            text.push_str("[[");
            for (index, arg) in indices.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write(text, arg, 0, depth);
            }
            text.push_str("]]");
        }
        ("CompoundExpression", _) => {
            let open = strength > 0;
            text.push_str(if open { "(" } else { "" });
            for (index, arg) in args.iter().enumerate() {
                if index > 0 {
                    text.push_str(";\n");
                    indent(text, depth);
                }
                write(text, arg, 5, depth);
            }
            text.push_str(if open { ")" } else { "" });
        }
        ("Module" | "While" | "If", [first, rest @ ..]) => {
            text.push_str(head.name());
            text.push('[');
            write(text, first, 0, depth + 1);
            for arg in rest {
                let long = matches!(arg, Expr::Normal(_));
                text.push(',');
                if long && (head.name() != "If" || arg.as_call(Symbol::new("CompoundExpression")).is_some()) {
                    text.push('\n');
                    indent(text, depth + 1);
                } else {
                    text.push(' ');
                }
                write(text, arg, 0, depth + 1);
            }
            text.push(']');
        }
        _ => {
            if head.context() == "Models`" {
                text.push_str(head.full_name());
            } else {
                let _ = write!(text, "{head}");
            }
            write_arguments(text, args, depth);
        }
    }
}

fn write_arguments(text: &mut String, args: &[Expr], depth: usize) {
    text.push('[');
    for (index, arg) in args.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        write(text, arg, 0, depth);
    }
    text.push(']');
}
