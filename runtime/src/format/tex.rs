//! `TeXForm`: expressions in the traditional notation, as TeX writes it.

use super::fraction::{Fraction, opposite, split};
use super::{FormatType, text};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::{self, BigInteger, BigRational};
use crate::operators::{AND, PLUS, POWER, TIMES};
use crate::symbol::{Symbol, sym};

/// Operators: head, sign, how strongly they bind.
const OPERATORS: &[(&str, &str, u16)] = &[
    ("Alternatives", "|", 160),
    ("And", "\\land ", AND),
    ("Cross", "\\times ", 500),
    ("Dot", ".", 490),
    ("Element", "\\in ", 250),
    ("Equal", "=", 290),
    ("Equivalent", "\\Leftrightarrow ", 205),
    ("Greater", ">", 290),
    ("GreaterEqual", "\\geq ", 290),
    ("Implies", "\\Rightarrow ", 200),
    ("Less", "<", 290),
    ("LessEqual", "\\leq ", 290),
    ("Or", "\\lor ", AND - 1),
    ("Rule", "\\to ", 120),
    ("RuleDelayed", ":\\to ", 120),
    ("SameQ", "\\text{===}", 290),
    ("Set", "=", 40),
    ("Unequal", "\\neq ", 290),
    ("Xor", "\\veebar ", 215),
];

/// Functions that TeX has a name for.
const NAMED: &[(&str, &str)] = &[
    ("ArcCos", "\\cos ^{-1}"),
    ("ArcCosh", "\\cosh ^{-1}"),
    ("ArcCot", "\\cot ^{-1}"),
    ("ArcSin", "\\sin ^{-1}"),
    ("ArcSinh", "\\sinh ^{-1}"),
    ("ArcTan", "\\tan ^{-1}"),
    ("ArcTanh", "\\tanh ^{-1}"),
    ("Arg", "\\arg"),
    ("BernoulliB", "B"),
    ("Cos", "\\cos"),
    ("Cosh", "\\cosh"),
    ("Cot", "\\cot"),
    ("Coth", "\\coth"),
    ("Csc", "\\csc"),
    ("Det", "\\det"),
    ("Erf", "\\text{erf}"),
    ("Gamma", "\\Gamma"),
    ("GCD", "\\gcd"),
    ("Im", "\\Im"),
    ("Log", "\\log"),
    ("Max", "\\max"),
    ("Min", "\\min"),
    ("Re", "\\Re"),
    ("Sec", "\\sec"),
    ("Sin", "\\sin"),
    ("Sinc", "\\text{sinc}"),
    ("Sinh", "\\sinh"),
    ("Tan", "\\tan"),
    ("Tanh", "\\tanh"),
    ("Zeta", "\\zeta"),
];

/// Symbols of the system with a sign.
const SIGNS: &[(&str, &str)] = &[
    ("ComplexInfinity", "\\tilde{\\infty }"),
    ("Degree", "{}^{\\circ}"),
    ("E", "e"),
    ("EulerGamma", "\\gamma"),
    ("GoldenRatio", "\\phi"),
    ("I", "i"),
    ("Infinity", "\\infty"),
    ("Integers", "\\mathbb{Z}"),
    ("Pi", "\\pi"),
    ("Rationals", "\\mathbb{Q}"),
    ("Reals", "\\mathbb{R}"),
];

/// Greek letters in the order of their code points from `α` on.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "o", "pi", "rho", "varsigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
];

/// The text of an expression for TeX.
pub fn tex(expr: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, expr, 0);
    out
}

fn write(out: &mut String, expr: &Expr, least: u16) {
    match expr {
        Expr::Symbol(symbol) => out.push_str(&name(*symbol)),
        Expr::String(string) => {
            out.push_str(&format!("\\text{{{string}}}"));
        }
        Expr::Rational(_) => product(out, &split(expr, |_| false), least),
        Expr::Complex(value) => {
            let imaginary = |size: &Expr| match size {
                Expr::Integer(1) => "i".to_owned(),
                size => format!("{} i", tex(size)),
            };
            let negative = number::sign(&value.im) < 0;
            let size = if negative { number::negate(&value.im) } else { value.im.clone() };
            let part = imaginary(&size);
            let minus = if negative { "-" } else { "" };
            if value.re == Expr::Integer(0) {
                return enclosed(out, negative && least > PLUS, &format!("{minus}{part}"));
            }
            let plus = if negative { "-" } else { "+" };
            enclosed(out, least > PLUS, &format!("{}{plus}{part}", tex(&value.re)));
        }
        number if number.is_number() => {
            let digits = text(number, FormatType::OutputForm);
            let shown = match digits.split_once("*10^") {
                Some((digits, exponent)) => format!("{digits}\\times 10^{{{exponent}}}"),
                None => digits,
            };
            enclosed(out, shown.starts_with('-') && least > PLUS, &shown);
        }
        Expr::Normal(normal) => {
            stacker::maybe_grow(RED_ZONE, STACK_STEP, || call(out, expr, normal, least));
        }
        other => match other.elements() {
            Some(parts) => call(out, other, &Normal::new(sym::List, parts.iter().cloned()), least),
            None => out.push_str(&text(other, FormatType::InputForm)),
        },
    }
}

/// A name: one letter as it is, a Greek one by its name, a longer one as text.
fn name(symbol: Symbol) -> String {
    let name = symbol.name();
    if symbol.context() == "System`"
        && let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name)
    {
        return (*sign).to_owned();
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => {
            let small = letter.to_lowercase().next().unwrap_or(letter);
            let greek = u32::from(small).checked_sub(u32::from('α')).and_then(|at| GREEK.get(at as usize));
            match greek {
                Some(greek) if small == letter => format!("\\{greek}"),
                Some(greek) => format!("\\{}{}", greek[..1].to_uppercase(), &greek[1..]),
                None => letter.to_string(),
            }
        }
        _ => format!("\\text{{{}}}", name.replace('$', "\\$")),
    }
}

/// In parentheses, large ones around what is higher than a line.
fn enclosed(out: &mut String, parentheses: bool, inside: &str) {
    let high = ["^", "_", "\\frac", "\\left", "\\sqrt"].iter().any(|mark| inside.contains(mark));
    match (parentheses, high) {
        (false, _) => out.push_str(inside),
        (true, false) => out.push_str(&format!("({inside})")),
        (true, true) => out.push_str(&format!("\\left({inside}\\right)")),
    }
}

fn joined(args: &[Expr], separator: &str, least: u16) -> String {
    let mut out = String::new();
    for (index, arg) in args.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        write(&mut out, arg, least);
    }
    out
}

fn call(out: &mut String, expr: &Expr, normal: &Normal, least: u16) {
    let args = &normal.args[..];
    let head = normal.head_symbol().filter(|head| head.context() == "System`").map_or("", Symbol::name);
    let around = |left: &str, right: &str| format!("{left} {}{right}", joined(args, ",", 0));
    let bounds = |spec: &Expr| spec.elements().filter(|_| spec.is_list()).map(std::borrow::Cow::into_owned);
    let shown = match (head, args) {
        ("List", rows) if is_matrix(rows) => matrix(rows),
        ("List", _) => format!("\\{{{}\\}}", joined(args, ",", 0)),
        ("MatrixForm" | "TableForm" | "Grid", [inner, ..]) => match inner.elements() {
            Some(rows) if is_matrix(&rows) => matrix(&rows),
            _ => tex(inner),
        },
        ("HoldForm" | "Defer" | "StandardForm" | "TraditionalForm" | "OutputForm" | "Style", [inner, ..]) => {
            return write(out, inner, least);
        }
        ("Plus", [_, _, ..]) => return enclosed(out, least > PLUS, &sum(args)),
        ("Times", [_, _, ..]) => return product(out, &split(expr, |base| base.is_symbol(sym::E)), least),
        ("Power", [base, exponent]) => return power(out, base, exponent, least),
        ("Sqrt", [inner]) => format!("\\sqrt{{{}}}", tex(inner)),
        ("Not", [operand]) => {
            return enclosed(
                out,
                least > 230,
                &format!("\\neg {}", joined(std::slice::from_ref(operand), "", 231)),
            );
        }
        ("Factorial", [n]) => format!("{}!", joined(std::slice::from_ref(n), "", 610)),
        ("DirectedInfinity", [Expr::Integer(1)]) => "\\infty".to_owned(),
        ("DirectedInfinity", [Expr::Integer(-1)]) => return enclosed(out, least > PLUS, "-\\infty"),
        ("DirectedInfinity", []) => "\\tilde{\\infty }".to_owned(),
        ("Abs", [_]) => around("\\left|", "\\right|"),
        ("Norm", [_]) => around("\\left\\|", "\\right\\|"),
        ("Floor", [_]) => around("\\lfloor", "\\rfloor"),
        ("Ceiling", [_]) => around("\\lceil", "\\rceil"),
        ("Conjugate", [z]) => format!("{}^*", joined(std::slice::from_ref(z), "", POWER + 1)),
        ("Binomial", [n, k]) => format!("\\binom{{{}}}{{{}}}", tex(n), tex(k)),
        ("Log", [base, x]) => format!("\\log _{{{}}}({})", tex(base), tex(x)),
        ("Subscript", [base, indices @ ..]) if !indices.is_empty() => {
            format!(
                "{}{}",
                joined(std::slice::from_ref(base), "", POWER + 1),
                script('_', &joined(indices, ",", 0))
            )
        }
        ("Superscript", [base, up]) => {
            format!("{}{}", joined(std::slice::from_ref(base), "", POWER + 1), script('^', &tex(up)))
        }
        ("Subsuperscript", [base, low, up]) => {
            let base = joined(std::slice::from_ref(base), "", POWER + 1);
            format!("{base}{}{}", script('_', &tex(low)), script('^', &tex(up)))
        }
        ("OverBar", [x]) => format!("\\bar{{{}}}", tex(x)),
        ("OverHat", [x]) => format!("\\hat{{{}}}", tex(x)),
        ("OverVector", [x]) => format!("\\vec{{{}}}", tex(x)),
        ("OverTilde", [x]) => format!("\\tilde{{{}}}", tex(x)),
        ("OverDot", [x]) => format!("\\dot{{{}}}", tex(x)),
        ("Overscript", [x, over]) => format!("\\overset{{{}}}{{{}}}", tex(over), tex(x)),
        ("Underscript", [x, under]) => format!("\\underset{{{}}}{{{}}}", tex(under), tex(x)),
        ("Integrate", [f, x]) => match bounds(x).as_deref() {
            Some([x, low, high]) => {
                format!("\\int_{}^{} {} \\, d{}", braced(low), braced(high), factor(f), tex(x))
            }
            _ => format!("\\int {} \\, d{}", factor(f), tex(x)),
        },
        ("Sum" | "Product", [f, spec]) => {
            let sign = if head == "Sum" { "\\sum" } else { "\\prod" };
            match bounds(spec).as_deref() {
                Some([i, low, high]) => {
                    format!("{sign} _{{{}={}}}^{} {}", tex(i), tex(low), braced(high), factor(f))
                }
                Some([i, high]) => format!("{sign} _{{{}=1}}^{} {}", tex(i), braced(high), factor(f)),
                _ => function(normal),
            }
        }
        ("Part", [list, indices @ ..]) => {
            format!("{}[[{}]]", joined(std::slice::from_ref(list), "", 670), joined(indices, ",", 0))
        }
        _ => match OPERATORS.iter().find(|row| row.0 == head).filter(|_| args.len() > 1) {
            Some((_, sign, precedence)) => {
                return enclosed(out, least > *precedence, &joined(args, sign, precedence + 1));
            }
            None => function(normal),
        },
    };
    out.push_str(&shown);
}

/// `f(x)`, `f'(x)`, `\sin (x)`, `\sin ^2(x)` aside.
fn function(normal: &Normal) -> String {
    let system = normal.head_symbol().filter(|head| head.context() == "System`");
    let named = system.and_then(|head| NAMED.iter().find(|(known, _)| *known == head.name()));
    let head = match named {
        Some((_, tex)) => format!("{tex} "),
        None => match (normal.head.as_normal(), normal.head.as_normal().map(|inner| &inner.head)) {
            // Derivative[n][f][x]
            (Some(applied), Some(Expr::Normal(orders)))
                if orders.has_head(sym::Derivative) && orders.args.len() == 1 && applied.args.len() == 1 =>
            {
                let f = tex(&applied.args[0]);
                match orders.args[0] {
                    Expr::Integer(count @ 1..=2) => format!("{f}{}", "'".repeat(count as usize)),
                    ref order => format!("{f}^{{({})}}", tex(order)),
                }
            }
            _ => tex(&normal.head),
        },
    };
    let mut out = head;
    enclosed(&mut out, true, &joined(&normal.args, ",", 0));
    out
}

/// An exponent or index: braces around more than one sign.
fn script(mark: char, inside: &str) -> String {
    let single = inside.chars().count() == 1
        || inside.starts_with('\\') && inside[1..].chars().all(char::is_alphabetic);
    if single { format!("{mark}{inside}") } else { format!("{mark}{{{inside}}}") }
}

fn braced(expr: &Expr) -> String {
    let inside = tex(expr);
    if inside.chars().count() == 1 { inside } else { format!("{{{inside}}}") }
}

/// What stands behind a sign of summation.
fn factor(expr: &Expr) -> String {
    joined(std::slice::from_ref(expr), "", TIMES)
}

fn is_matrix(rows: &[Expr]) -> bool {
    let width = rows.first().filter(|row| row.is_list()).map_or(0, Expr::length);
    width > 0 && rows.iter().all(|row| row.is_list() && row.length() == width)
}

fn matrix(rows: &[Expr]) -> String {
    let width = rows.first().map_or(0, Expr::length);
    let lines =
        rows.iter().filter_map(Expr::elements).map(|row| format!(" {} \\\\\n", joined(&row, " & ", 0)));
    let lines: String = lines.collect();
    format!("\\left(\n\\begin{{array}}{{{}}}\n{lines}\\end{{array}}\n\\right)", "c".repeat(width))
}

/// The terms in the order of falling powers, as tradition has it.
fn sum(terms: &[Expr]) -> String {
    let mut terms: Vec<(Vec<(Expr, BigRational)>, &Expr)> =
        terms.iter().map(|term| (powers(term), term)).collect();
    terms.sort_by(|(a, _), (b, _)| {
        let mut pairs = a.iter().zip(b);
        let first = pairs.find_map(|((x, m), (y, n))| match crate::order::compare(x, y) {
            std::cmp::Ordering::Equal => (m != n).then(|| n.cmp(m)),
            other => Some(other),
        });
        first.unwrap_or_else(|| b.len().cmp(&a.len()))
    });
    let mut out = String::new();
    for (index, (_, term)) in terms.iter().enumerate() {
        let mut shown = String::new();
        write(&mut shown, term, PLUS);
        if index > 0 && !shown.starts_with('-') {
            out.push('+');
        }
        out.push_str(&shown);
    }
    out
}

/// The factors of a term with their exponents, numbers left out.
fn powers(term: &Expr) -> Vec<(Expr, BigRational)> {
    let factors = match term.as_call(sym::Times) {
        Some(product) => &product.args[..],
        None => std::slice::from_ref(term),
    };
    let mut found: Vec<(Expr, BigRational)> = Vec::new();
    for factor in factors.iter().filter(|factor| !factor.is_number()) {
        let (base, exponent) = match factor.as_call(sym::Power).map(|power| &power.args[..]) {
            Some([base, exponent]) => {
                (base.clone(), number::to_rational(exponent).unwrap_or(BigRational::ONE))
            }
            _ => (factor.clone(), BigRational::ONE),
        };
        found.push((base, exponent));
    }
    found.sort_by(|a, b| crate::order::compare(&a.0, &b.0));
    found
}

fn product(out: &mut String, fraction: &Fraction, least: u16) {
    let mut shown = String::new();
    if fraction.negative {
        shown.push('-');
    }
    let factors = |factors: &[Expr], alone: bool| match factors {
        [] => "1".to_owned(),
        [single] if alone => tex(single),
        several => joined(several, " ", TIMES + 1),
    };
    if fraction.bottom.is_empty() {
        shown.push_str(&factors(&fraction.top, false));
    } else {
        let (top, bottom) = (factors(&fraction.top, true), factors(&fraction.bottom, true));
        shown.push_str(&format!("\\frac{{{top}}}{{{bottom}}}"));
    }
    let precedence = if fraction.negative { PLUS } else { TIMES };
    enclosed(out, least > precedence, &shown);
}

fn power(out: &mut String, base: &Expr, exponent: &Expr, least: u16) {
    if let Expr::Rational(ratio) = exponent {
        let degree = BigInteger::from(ratio.denominator().clone());
        let root = |radicand: &str| match i64::try_from(&degree) {
            Ok(2) => format!("\\sqrt{{{radicand}}}"),
            _ => format!("\\sqrt[{degree}]{{{radicand}}}"),
        };
        if *ratio.numerator() == BigInteger::from(1) {
            return out.push_str(&root(&tex(base)));
        }
        if *ratio.numerator() == BigInteger::from(-1) {
            return out.push_str(&format!("\\frac{{1}}{{{}}}", root(&tex(base))));
        }
    }
    if !base.is_symbol(sym::E)
        && let Some(positive) = opposite(exponent)
        && exponent.is_number()
    {
        let mut below = String::new();
        match positive {
            Expr::Integer(1) => write(&mut below, base, 0),
            positive => power(&mut below, base, &positive, 0),
        }
        return enclosed(out, least > TIMES, &format!("\\frac{{1}}{{{below}}}"));
    }
    // `\sin ^2(x)`
    if let Expr::Normal(call) = base
        && let Some((_, name)) = call
            .head_symbol()
            .filter(|head| head.context() == "System`")
            .and_then(|head| NAMED.iter().find(|(known, _)| *known == head.name()))
        && name.starts_with('\\')
        && !name.contains('^')
        && !name.starts_with("\\text")
        && matches!(exponent, Expr::Integer(2..))
    {
        let mut shown = format!("{name} {}", script('^', &tex(exponent)));
        enclosed(&mut shown, true, &joined(&call.args, ",", 0));
        return enclosed(out, least > POWER, &shown);
    }
    let mut shown = String::new();
    write(&mut shown, base, POWER + 1);
    shown.push_str(&script('^', &tex(exponent)));
    enclosed(out, least > POWER, &shown);
}
