//! Lists, operators, patterns, functions, slots and what else has a notation of its own.

use super::print::{ANY, ATOM, Layout, Printer, Style};
use crate::expr::{Expr, Normal};
use crate::operators::{self, BLANK, CALL, Fixity, MESSAGE_NAME, OPTIONAL, PATTERN, Row, SET, Shape};
use crate::symbol::{Symbol, sym};

/// How `head[args…]` is written, when not so.
pub fn layout(printer: &Printer, head: Symbol, args: &[Expr], style: Style) -> Option<Layout> {
    match (head, args) {
        (sym::List, _) => {
            let mut layout = Layout::text("{", ATOM);
            layout.separated(args, ", ", style, ANY);
            layout.push("}");
            return Some(layout);
        }
        (sym::Association, _) if args.iter().all(is_rule) => {
            let mut layout = Layout::text("<|", ATOM);
            layout.separated(args, ", ", style, ANY);
            layout.push("|>");
            return Some(layout);
        }
        (sym::Part, [list, rest @ ..]) if !rest.is_empty() => {
            let mut layout = Layout::new(CALL);
            layout.expr(list, style, CALL);
            layout.push("[[");
            layout.separated(rest, ", ", style, ANY);
            layout.push("]]");
            return Some(layout);
        }
        (sym::Out, []) => return Some(Layout::text("%", ATOM)),
        (sym::Out, [Expr::Integer(line @ 1..)]) => return Some(Layout::text(format!("%{line}"), ATOM)),
        (sym::Out, [Expr::Integer(back @ -16..=-1)]) => {
            return Some(Layout::text("%".repeat(back.unsigned_abs() as usize), ATOM));
        }
        (sym::Slot | sym::SlotSequence, [argument]) => return slot(head, argument),
        (sym::Function, [body]) => {
            let mut layout = Layout::new(90);
            layout.expr(body, style, 90);
            layout.push(" & ");
            return Some(layout);
        }
        (sym::Blank | sym::BlankSequence | sym::BlankNullSequence, _) => return blank(printer, head, args),
        (sym::Pattern, [Expr::Symbol(name), pattern]) => {
            return Some(named_pattern(printer, *name, pattern, style));
        }
        (sym::Optional, _) => return optional(args, style),
        (sym::MessageName, [Expr::Symbol(symbol), Expr::String(tag)]) if is_name(tag) => {
            return Some(Layout::text(format!("{}::{tag}", printer.symbol(*symbol)), MESSAGE_NAME));
        }
        (sym::MessageName, [Expr::Symbol(symbol), Expr::String(tag), Expr::String(language)])
            if is_name(tag) && is_name(language) =>
        {
            let name = printer.symbol(*symbol);
            return Some(Layout::text(format!("{name}::{tag}::{language}"), MESSAGE_NAME));
        }
        (sym::TagSet | sym::TagSetDelayed, [tag, left, right]) => {
            let mut layout = Layout::new(SET);
            layout.expr(tag, style, SET + 1);
            layout.push(" /: ");
            layout.expr(left, style, SET + 6);
            layout.push(if head == sym::TagSet { " = " } else { " := " });
            layout.expr(right, style, SET);
            return Some(layout);
        }
        (sym::TagUnset, [tag, left]) => {
            let mut layout = Layout::new(SET);
            layout.expr(tag, style, SET + 1);
            layout.push(" /: ");
            layout.expr(left, style, SET + 6);
            layout.push(" =.");
            return Some(layout);
        }
        (sym::Inequality, _) => return inequality(args, style),
        (sym::DirectedInfinity, [Expr::Integer(1)]) => return Some(Layout::text("Infinity", ATOM)),
        (sym::DirectedInfinity, [Expr::Integer(-1)]) => {
            return Some(Layout::text("-Infinity", super::print::SIGNED));
        }
        (sym::DirectedInfinity, [direction]) if style.form == super::FormatType::OutputForm => {
            let factors = match direction.as_call(sym::Times) {
                Some(product) => product.args.to_vec(),
                None => vec![direction.clone()],
            };
            let infinity = Expr::Symbol(Symbol::new("System`Infinity"));
            let factors: Vec<Expr> = factors.into_iter().chain([infinity]).collect();
            return super::arithmetic::layout(sym::Times, &factors, style);
        }
        (sym::DirectedInfinity, []) => return Some(Layout::text("ComplexInfinity", ATOM)),
        _ => {}
    }
    operator(operators::printed(head)?, args, style)
}

fn is_rule(expr: &Expr) -> bool {
    let rule = expr.as_call(sym::Rule).or_else(|| expr.as_call(sym::RuleDelayed));
    rule.is_some_and(|rule| rule.args.len() == 2)
}

/// Whether a text can stand where a name is read.
pub fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '$')
        && characters.all(|character| character.is_alphanumeric() || character == '$')
}

fn operator(row: &'static Row, args: &[Expr], style: Style) -> Option<Layout> {
    let precedence = row.precedence;
    let text = row.spellings[0];
    let mut layout = Layout::new(precedence);
    let tight = matches!(text, "?" | "<>" | "~~");
    let separator = || if tight { text.to_owned() } else { format!(" {text} ") };
    match (row.fixity, row.shape, args) {
        (Fixity::Prefix, Shape::Unary, [operand]) => {
            layout.push(text);
            layout.expr(operand, style, precedence + 1);
        }
        (Fixity::Postfix, Shape::Unary | Shape::Unset, [operand]) => {
            layout.expr(operand, style, precedence + 1);
            layout.push(if row.shape == Shape::Unset { " =." } else { text });
        }
        (Fixity::Infix, Shape::Left, [left, right]) => {
            layout.expr(left, style, precedence);
            layout.push(separator());
            layout.expr(right, style, precedence + 1);
        }
        (Fixity::Infix, Shape::Right | Shape::Assign, [left, right]) => {
            // The left side of an assignment must not read as the right side of a tagged one.
            let left_least = if row.shape == Shape::Assign { SET + 6 } else { precedence + 1 };
            layout.expr(left, style, left_least);
            layout.push(separator());
            layout.expr(right, style, precedence);
        }
        (Fixity::Infix, Shape::Sequence, [rest @ .., last]) if !rest.is_empty() => {
            for (index, statement) in rest.iter().enumerate() {
                if index > 0 {
                    layout.push("; ");
                }
                layout.expr(statement, style, precedence + 1);
            }
            if last.is_symbol(sym::Null) {
                layout.push(";");
            } else {
                layout.push("; ");
                layout.expr(last, style, precedence + 1);
            }
        }
        (Fixity::Infix, Shape::Span, [_, _] | [_, _, _])
        | (Fixity::Infix, Shape::Flat | Shape::Comparison, [_, _, ..]) => {
            let separator = separator();
            // `(a && b) || c`: the parentheses are not needed but always put.
            let least = if text == "||" { operators::AND + 1 } else { precedence + 1 };
            for (index, operand) in args.iter().enumerate() {
                if index > 0 {
                    layout.push(separator.clone());
                }
                layout.expr(operand, style, least);
            }
        }
        _ => return None,
    }
    Some(layout)
}

/// `a < b <= c`
fn inequality(args: &[Expr], style: Style) -> Option<Layout> {
    if args.len() < 5 || args.len().is_multiple_of(2) {
        return None;
    }
    let mut layout = Layout::new(0);
    let mut heads = Vec::new();
    for (index, arg) in args.iter().enumerate() {
        if index % 2 == 0 {
            layout.expr(arg, style, 291);
            continue;
        }
        let head = arg.as_symbol()?;
        let row = operators::printed(head).filter(|row| row.shape == Shape::Comparison)?;
        layout.precedence = row.precedence;
        layout.push(format!(" {} ", row.spellings[0]));
        heads.push(head);
    }
    // With one operator only it would be read as that comparison.
    heads.iter().any(|head| *head != heads[0]).then_some(layout)
}

fn slot(head: Symbol, argument: &Expr) -> Option<Layout> {
    let mark = if head == sym::Slot { "#" } else { "##" };
    match argument {
        Expr::Integer(number) if *number >= 0 => Some(Layout::text(format!("{mark}{number}"), ATOM)),
        Expr::String(name) if head == sym::Slot && is_name(name) => {
            Some(Layout::text(format!("#{name}"), ATOM))
        }
        _ => None,
    }
}

fn underscores(head: Symbol) -> Option<&'static str> {
    match head {
        sym::Blank => Some("_"),
        sym::BlankSequence => Some("__"),
        sym::BlankNullSequence => Some("___"),
        _ => None,
    }
}

fn blank(printer: &Printer, head: Symbol, args: &[Expr]) -> Option<Layout> {
    let marks = underscores(head)?;
    match args {
        [] => Some(Layout::text(marks, BLANK)),
        [Expr::Symbol(symbol)] => Some(Layout::text(format!("{marks}{}", printer.symbol(*symbol)), BLANK)),
        _ => None,
    }
}

fn named_pattern(printer: &Printer, name: Symbol, pattern: &Expr, style: Style) -> Layout {
    let name = printer.symbol(name);
    if let Some(normal) = pattern.as_normal()
        && let Some(head) = normal.head_symbol()
        && let Some(blank) = blank(printer, head, &normal.args)
    {
        // As a head, a factor, a base or a term it stands in parentheses: `(x_)^2`.
        let mut layout = Layout::text(name, PATTERN);
        layout.pieces.extend(blank.pieces);
        return layout;
    }
    let mut layout = Layout::text(name, PATTERN);
    layout.push(":");
    layout.expr(pattern, style, PATTERN + 1);
    layout
}

fn optional(args: &[Expr], style: Style) -> Option<Layout> {
    let bare = |expr: &Expr| expr.as_call(sym::Blank).is_some_and(|blank| blank.args.is_empty());
    match args {
        [pattern] => {
            let named = pattern
                .as_call(sym::Pattern)
                .is_some_and(|named| matches!(&named.args[..], [Expr::Symbol(_), blank] if bare(blank)));
            if !named && !bare(pattern) {
                return None;
            }
            let mut layout = Layout::new(OPTIONAL);
            layout.expr(pattern, style, ANY);
            layout.push(".");
            Some(layout)
        }
        // After a symbol the colon would name a pattern.
        [pattern, default] if pattern.as_symbol().is_none() => {
            let mut layout = Layout::new(OPTIONAL);
            layout.expr(pattern, style, OPTIONAL + 1);
            layout.push(":");
            layout.expr(default, style, PATTERN + 1);
            Some(layout)
        }
        _ => None,
    }
}

/// `f'` for `Derivative[1][f]`.
pub fn derivative(normal: &Normal, style: Style) -> Option<Layout> {
    let head = normal.head.as_call(sym::Derivative)?;
    let ([Expr::Integer(order)], [function]) = (&head.args[..], &normal.args[..]) else {
        return None;
    };
    let primes = usize::try_from(*order).ok().filter(|order| (1..=3).contains(order))?;
    let mut layout = Layout::new(CALL);
    layout.expr(function, style, CALL);
    layout.push("'".repeat(primes));
    Some(layout)
}
