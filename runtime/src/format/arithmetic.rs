//! Numbers, sums, products, powers.

use super::FormatType;
use super::number::{big_real_text, integer_text, padded, real_text};
use super::print::{ANY, ATOM, Layout, Piece, SIGNED, Style};
use crate::expr::{Complex, Expr};
use crate::number::{BigInteger, BigRational};
use crate::operators::{DIVIDE, MINUS, PLUS, POWER, TIMES};
use crate::symbol::{Symbol, sym};

/// A number.
pub fn number(expr: &Expr, style: Style) -> Layout {
    let full = style.form == FormatType::FullForm;
    let signed = |text: String, precedence| {
        let precedence = if text.starts_with('-') { SIGNED } else { precedence };
        Layout::text(padded(text, style), precedence)
    };
    // What has a power of ten split off is a product when it is not one lexeme.
    let real = |text: String| {
        let precedence = if text.contains("*10^") { TIMES } else { ATOM };
        signed(text, precedence)
    };
    match expr {
        Expr::Integer(value) if style.number == super::NumberStyle::DEFAULT => {
            signed(value.to_string(), ATOM)
        }
        Expr::Integer(value) => signed(integer_text(&(*value).into(), style), ATOM),
        Expr::BigInteger(value) => signed(integer_text(value, style), ATOM),
        Expr::Real(value) => real(real_text(*value, style)),
        Expr::BigReal(value) => real(big_real_text(value, style)),
        Expr::Rational(value) if full => {
            Layout::text(format!("Rational[{}, {}]", value.numerator(), value.denominator()), ATOM)
        }
        Expr::Rational(value) => {
            let numerator = integer_text(value.numerator(), style);
            let denominator = integer_text(&BigInteger::from(value.denominator().clone()), style);
            signed(format!("{numerator}/{denominator}"), DIVIDE)
        }
        Expr::Complex(value) if full => {
            let mut layout = Layout::text("Complex[", ATOM);
            layout.separated(&[value.re.clone(), value.im.clone()], ", ", style, ANY);
            layout.push("]");
            layout
        }
        Expr::Complex(value) => complex(value, style),
        _ => Layout::text("Null", ATOM),
    }
}

/// `re + im I`
fn complex(value: &Complex, style: Style) -> Layout {
    let negative = is_negative(&value.im);
    let size = if negative { negated(&value.im) } else { value.im.clone() };
    let times = if style.form == FormatType::OutputForm { " I" } else { "*I" };
    let mut layout;
    // `(-3*I)/2`, as products have it.
    if let (Expr::Integer(0), Expr::Rational(ratio), true) = (&value.re, &value.im, negative)
        && *ratio.numerator() != BigInteger::NEG_ONE
    {
        let denominator = BigInteger::from(ratio.denominator().clone());
        return Layout::text(format!("({}{times})/{denominator}", ratio.numerator()), TIMES);
    }
    if matches!(value.re, Expr::Integer(0)) {
        layout = Layout::new(if negative { SIGNED } else { TIMES });
        if negative {
            layout.push("-");
        }
    } else {
        let re = number(&value.re, style);
        layout = Layout::new(PLUS);
        layout.pieces.extend(re.pieces);
        layout.push(if negative { " - " } else { " + " });
    }
    if let Expr::Rational(ratio) = &size {
        let denominator = BigInteger::from(ratio.denominator().clone());
        layout.push(match ratio.numerator() {
            one if *one == BigInteger::ONE => format!("I/{denominator}"),
            numerator => format!("({numerator}{times})/{denominator}"),
        });
        layout.precedence = layout.precedence.min(DIVIDE);
    } else if matches!(size, Expr::Integer(1)) {
        layout.push("I");
        if layout.pieces.len() == 1 {
            layout.precedence = ATOM;
        }
    } else {
        layout.nest(number(&size, style), TIMES);
        layout.push(times);
    }
    layout
}

/// Whether a number has a minus sign.
fn is_negative(expr: &Expr) -> bool {
    use dashu_base::Signed;
    match expr {
        Expr::Integer(value) => *value < 0,
        Expr::Real(value) => value.is_sign_negative(),
        Expr::BigInteger(value) => value.is_negative(),
        Expr::Rational(value) => value.is_negative(),
        Expr::BigReal(value) => value.value.is_negative(),
        _ => false,
    }
}

/// A real number times minus one.
pub fn negated(expr: &Expr) -> Expr {
    match expr {
        Expr::Integer(value) => match value.checked_neg() {
            Some(negative) => Expr::Integer(negative),
            None => (-BigInteger::from(*value)).into(),
        },
        Expr::Real(value) => Expr::Real(-value),
        Expr::BigInteger(value) => (-(**value).clone()).into(),
        Expr::Rational(value) => (-(**value).clone()).into(),
        Expr::BigReal(value) => {
            let mut negative = (**value).clone();
            negative.value = -negative.value;
            Expr::BigReal(negative.into())
        }
        other => other.clone(),
    }
}

/// A term without its minus sign, when it has one.
fn without_minus(term: &Expr) -> Option<Expr> {
    if is_negative(term) {
        return Some(negated(term));
    }
    if let Expr::Complex(value) = term {
        return (matches!(value.re, Expr::Integer(0)) && is_negative(&value.im))
            .then(|| Expr::Complex(Complex { re: value.re.clone(), im: negated(&value.im) }.into()));
    }
    let product = term.as_call(sym::Times)?;
    let (first, rest) = product.args.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let first = without_minus(first).filter(|_| first.as_normal().is_none())?;
    if matches!(first, Expr::Integer(1)) {
        return Some(if rest.len() == 1 {
            rest[0].clone()
        } else {
            Expr::call(sym::Times, rest.iter().cloned())
        });
    }
    Some(Expr::call(sym::Times, std::iter::once(first).chain(rest.iter().cloned())))
}

/// Sums, products and powers.
pub fn layout(head: Symbol, args: &[Expr], style: Style) -> Option<Layout> {
    match head {
        sym::Plus if args.len() > 1 => Some(sum(args, style)),
        sym::Times if args.len() > 1 => Some(product(args, style)),
        sym::Power if args.len() == 2 => Some(power(&args[0], &args[1], style)),
        _ => None,
    }
}

fn sum(terms: &[Expr], style: Style) -> Layout {
    let mut layout = Layout::new(PLUS);
    for (index, term) in terms.iter().enumerate() {
        if index == 0 {
            layout.expr(term, style, PLUS + 1);
        } else if let Some(positive) = without_minus(term) {
            layout.push(" - ");
            layout.expr(&positive, style, PLUS + 1);
        } else {
            layout.push(" + ");
            layout.expr(term, style, PLUS + 1);
        }
    }
    layout
}

/// What a factor is divided by, when it is a power with a negative exponent.
fn divisor(factor: &Expr) -> Option<Expr> {
    let power = factor.as_call(sym::Power)?;
    let [base, exponent] = &power.args[..] else { return None };
    match exponent {
        Expr::Integer(-1) => Some(base.clone()),
        Expr::Real(_) | Expr::BigReal(_) => None,
        _ => without_minus(exponent).map(|positive| Expr::call(sym::Power, [base.clone(), positive])),
    }
}

fn product(factors: &[Expr], style: Style) -> Layout {
    let output = style.form == FormatType::OutputForm;
    let (first, rest) = factors.split_at(1);
    let mut top: Vec<Expr> = Vec::new();
    let mut bottom: Vec<Expr> = Vec::new();
    let mut sign = "";
    let mut rest = rest;
    match &first[0] {
        Expr::Integer(-1) => sign = "-",
        Expr::Rational(ratio) => {
            let ratio: &BigRational = ratio;
            let numerator: Expr = ratio.numerator().clone().into();
            bottom.push(BigInteger::from(ratio.denominator().clone()).into());
            if matches!(numerator, Expr::Integer(-1)) {
                if !output {
                    // `-1/2*x`, as `InputForm` has it.
                    let mut layout = number(&first[0], style);
                    layout.push("*");
                    match rest {
                        [single] => match divisor(single) {
                            // `-1/2*1/x`
                            Some(divisor) => {
                                layout.push("1/");
                                layout.expr(&divisor, style, DIVIDE + 1);
                            }
                            None => layout.expr(single, style, TIMES + 1),
                        },
                        _ => {
                            let product = Expr::call(sym::Times, rest.iter().cloned());
                            layout.pieces.push(Piece::Expr(product, style, TIMES + 1));
                        }
                    }
                    return layout;
                }
                sign = "-";
            } else if !matches!(numerator, Expr::Integer(1)) {
                top.push(numerator);
            }
        }
        _ => rest = factors,
    }
    for factor in rest {
        match divisor(factor) {
            Some(divisor) => bottom.push(divisor),
            None => top.push(factor.clone()),
        }
    }
    let precedence = |otherwise| if sign.is_empty() { otherwise } else { SIGNED };
    if bottom.is_empty() {
        if sign.is_empty() {
            return times(&top, style);
        }
        let mut layout = Layout::text(sign, SIGNED);
        match &top[..] {
            [factor] => layout.expr(factor, style, MINUS),
            _ => layout.nest(times(&top, style), TIMES + 1),
        }
        return layout;
    }
    let mut layout = Layout::new(precedence(DIVIDE));
    layout.push(sign);
    if !output && sign == "-" && matches!(first[0], Expr::Integer(-1)) && top.is_empty() {
        // `-x^(-1)`, as `InputForm` has it.
        if let [power] = rest
            && !is_reciprocal_root(power)
        {
            layout.precedence = SIGNED;
            layout.expr(power, style, POWER);
            return layout;
        }
    }
    // `-(a/b)`, but `-x/2` for a negative coefficient.
    let inner = sign == "-" && matches!(first[0], Expr::Integer(-1));
    if inner {
        layout.push("(");
    }
    match top.len() {
        0 => layout.push("1"),
        // `-2/x`: a negative number alone needs no parentheses.
        1 if is_negative(&top[0]) && sign.is_empty() => {
            layout.precedence = SIGNED;
            layout.expr(&top[0], style, ANY);
        }
        1 => layout.expr(&top[0], style, DIVIDE),
        _ => layout.nest(times(&top, style), DIVIDE),
    }
    layout.push("/");
    match bottom.len() {
        1 => layout.expr(&bottom[0], style, DIVIDE + 1),
        _ => layout.nest(times(&bottom, style), DIVIDE + 1),
    }
    if inner {
        layout.push(")");
    }
    layout
}

/// `1/Sqrt[x]`
fn is_reciprocal_root(power: &Expr) -> bool {
    let half = |exponent: &Expr| match exponent {
        Expr::Rational(ratio) => {
            *ratio.numerator() == BigInteger::from(-1)
                && BigInteger::from(ratio.denominator().clone()) == BigInteger::from(2)
        }
        _ => false,
    };
    power.as_call(sym::Power).is_some_and(|power| power.args.get(1).is_some_and(half))
}

/// Factors with the sign of multiplication between them.
fn times(factors: &[Expr], style: Style) -> Layout {
    let output = style.form == FormatType::OutputForm;
    let separator = if output { " " } else { "*" };
    let mut layout = Layout::new(TIMES);
    for (index, factor) in factors.iter().enumerate() {
        if index > 0 {
            layout.push(separator);
        }
        // `-I x`, `2 I x`: only `InputForm` has them in parentheses.
        let imaginary = match factor {
            Expr::Complex(z) if output && matches!(z.re, Expr::Integer(0)) => {
                !matches!(z.im, Expr::Rational(_))
            }
            _ => false,
        };
        let bare = index == 0 && (is_negative(factor) || imaginary);
        layout.expr(factor, style, if bare { ANY } else { TIMES + 1 });
        if bare && (!imaginary || without_minus(factor).is_some()) {
            layout.precedence = SIGNED;
        }
    }
    layout
}

fn power(base: &Expr, exponent: &Expr, style: Style) -> Layout {
    let half = |numerator: i64| match exponent {
        Expr::Rational(ratio) => {
            *ratio.numerator() == BigInteger::from(numerator)
                && BigInteger::from(ratio.denominator().clone()) == BigInteger::from(2)
        }
        _ => false,
    };
    if half(1) || half(-1) {
        let mut layout = Layout::new(if half(1) { ATOM } else { DIVIDE });
        layout.push(if half(1) { "Sqrt[" } else { "1/Sqrt[" });
        layout.expr(base, style, ANY);
        layout.push("]");
        return layout;
    }
    if style.form == FormatType::OutputForm && matches!(exponent, Expr::Integer(-1)) {
        let mut layout = Layout::text("1/", DIVIDE);
        layout.expr(base, style, DIVIDE + 1);
        return layout;
    }
    let mut layout = Layout::new(POWER);
    layout.expr(base, style, POWER + 1);
    layout.push("^");
    layout.expr(exponent, style, POWER);
    layout
}
