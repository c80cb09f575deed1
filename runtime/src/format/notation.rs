//! Notations that users give to what they print: `Infix`, `Prefix`, `Postfix`, `PrecedenceForm`.

use super::print::{ANY, Layout, Style};
use crate::expr::Expr;
use crate::operators::CALL;

/// How strongly an operator binds when nothing is said of it.
const USUAL: u16 = CALL;

/// How the call looks; `None` when it is no notation.
pub fn layout(head: &str, first: &Expr, rest: &[Expr], style: Style) -> Option<Layout> {
    if head == "PrecedenceForm" {
        let mut layout = Layout::new(precedence(rest.first()?)?);
        layout.expr(first, style, ANY);
        return Some(layout);
    }
    let operands = match first.elements() {
        Some(operands) => operands.into_owned(),
        None => first.as_normal()?.args.to_vec(),
    };
    if operands.is_empty() {
        return None;
    }
    let binds = match rest.get(1) {
        Some(given) => precedence(given)?,
        None => USUAL,
    };
    let mut layout = Layout::new(binds);
    match (head, &operands[..]) {
        ("Infix", [single]) => layout.expr(single, style, ANY),
        ("Infix", _) => {
            let grouping = rest.get(2).and_then(Expr::as_symbol).map_or("", crate::Symbol::name);
            let last = operands.len() - 1;
            for (index, operand) in operands.iter().enumerate() {
                if index > 0 {
                    operator(&mut layout, first, rest.first(), index - 1, style);
                }
                // The side to which it groups needs no parentheses around the same operator.
                let same = match grouping {
                    "Left" => index == 0,
                    "Right" => index == last,
                    "NonAssociative" => false,
                    _ => true,
                };
                layout.expr(operand, style, if same { binds } else { binds + 1 });
            }
        }
        ("Prefix", [operand]) => {
            match rest.first() {
                Some(sign) => layout.expr(sign, style, ANY),
                None => {
                    layout.expr(&first.head(), style, binds);
                    layout.push(" @ ");
                }
            }
            layout.expr(operand, style, binds);
        }
        ("Postfix", [operand]) => {
            layout.expr(operand, style, binds);
            match rest.first() {
                Some(sign) => layout.expr(sign, style, ANY),
                None => {
                    layout.push(" // ");
                    layout.expr(&first.head(), style, binds);
                }
            }
        }
        _ => return None,
    }
    Some(layout)
}

/// What stands between two operands: the sign given, of several one after the other, or `~ f ~`.
fn operator(layout: &mut Layout, call: &Expr, sign: Option<&Expr>, index: usize, style: Style) {
    let Some(sign) = sign else {
        layout.push(" ~ ");
        layout.expr(&call.head(), style, USUAL);
        layout.push(" ~ ");
        return;
    };
    let signs = sign.elements().filter(|signs| sign.is_list() && !signs.is_empty());
    let sign = signs.map_or_else(|| sign.clone(), |signs| signs[index % signs.len()].clone());
    // Blanks that are given are all there are.
    let spaced = matches!(&sign, Expr::String(text) if text.starts_with(' ') || text.ends_with(' '));
    let blank = if spaced { "" } else { " " };
    layout.push(blank);
    layout.expr(&sign, style, ANY);
    layout.push(blank);
}

fn precedence(given: &Expr) -> Option<u16> {
    match given {
        Expr::Integer(value) => u16::try_from((*value).clamp(0, 1000)).ok(),
        Expr::Real(value) if value.is_finite() => u16::try_from(value.clamp(0.0, 1000.0).round() as i64).ok(),
        _ => None,
    }
}
