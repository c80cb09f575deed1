//! The printer: a stack of pieces still to be put out.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::number::{self, NumberStyle};
use super::{FormatType, arithmetic, quoted, structure, wrappers};
use crate::expr::{Expr, Normal};
use crate::operators;
use crate::symbol::Symbol;
use crate::tensor::Tensor;

/// How an expression is to be put out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The form.
    pub form: FormatType,
    /// The form of numbers.
    pub number: NumberStyle,
}

/// Something still to be put out.
pub enum Piece {
    /// Text as it is.
    Text(Cow<'static, str>),
    /// Lines that keep their place below one another, whatever stands before them.
    Block(String),
    /// An expression; in parentheses if it binds less strongly than this.
    Expr(Expr, Style, u16),
}

/// The pieces of one expression, and how strongly they bind together.
pub struct Layout {
    /// From left to right.
    pub pieces: SmallVec<[Piece; 8]>,
    /// Of the outermost operator.
    pub precedence: u16,
}

/// What binds more strongly than all operators.
pub const ATOM: u16 = 1000;
/// What can be put out anywhere without parentheses.
pub const ANY: u16 = 0;
/// What begins with a minus sign needs parentheses everywhere but in a sum.
pub const SIGNED: u16 = operators::PLUS + 1;

impl Layout {
    /// Text alone.
    pub fn text(text: impl Into<Cow<'static, str>>, precedence: u16) -> Layout {
        let mut layout = Layout::new(precedence);
        layout.push(text);
        layout
    }

    /// Lines alone; what stands before and after them does so on the first.
    pub fn block(text: String, precedence: u16) -> Layout {
        if !text.contains('\n') {
            return Layout::text(text, precedence);
        }
        let mut layout = Layout::new(precedence);
        layout.pieces.push(Piece::Block(text));
        layout
    }

    /// Nothing yet.
    pub fn new(precedence: u16) -> Layout {
        Layout { pieces: SmallVec::new(), precedence }
    }

    /// Adds text.
    pub fn push(&mut self, text: impl Into<Cow<'static, str>>) {
        self.pieces.push(Piece::Text(text.into()));
    }

    /// Adds an expression that needs no parentheses from this precedence on.
    pub fn expr(&mut self, expr: &Expr, style: Style, least: u16) {
        self.pieces.push(Piece::Expr(expr.clone(), style, least));
    }

    /// Adds expressions with text between them.
    pub fn separated(&mut self, exprs: &[Expr], separator: &'static str, style: Style, least: u16) {
        for (index, expr) in exprs.iter().enumerate() {
            if index > 0 {
                self.push(separator);
            }
            self.expr(expr, style, least);
        }
    }

    /// Adds another layout, in parentheses if it binds less strongly.
    pub fn nest(&mut self, inner: Layout, least: u16) {
        let parentheses = inner.precedence < least;
        if parentheses {
            self.push("(");
        }
        self.pieces.extend(inner.pieces);
        if parentheses {
            self.push(")");
        }
    }
}

/// Puts expressions out as text.
pub struct Printer<'a> {
    visible: &'a dyn Fn(Symbol) -> bool,
    out: String,
    pending: Vec<Piece>,
    /// Lines below the one being written, and how wide that one has to become before more follows.
    below: Vec<String>,
    width: usize,
}

impl<'a> Printer<'a> {
    /// A printer that writes a symbol without its context when `visible` says so.
    pub fn new(visible: &'a dyn Fn(Symbol) -> bool) -> Self {
        Printer { visible, out: String::new(), pending: Vec::new(), below: Vec::new(), width: 0 }
    }

    /// The text of an expression.
    pub fn text(&mut self, expr: &Expr, form: FormatType) -> String {
        self.styled(expr, Style { form, number: NumberStyle::DEFAULT })
    }

    /// The text of an expression in a style.
    pub fn styled(&mut self, expr: &Expr, style: Style) -> String {
        let (out, pending) = (std::mem::take(&mut self.out), std::mem::take(&mut self.pending));
        let (below, width) = (std::mem::take(&mut self.below), std::mem::take(&mut self.width));
        self.pending.push(Piece::Expr(expr.clone(), style, ANY));
        while let Some(piece) = self.pending.pop() {
            if self.width > 0 {
                self.fill_line();
            }
            match piece {
                Piece::Block(text) => self.block(&text),
                Piece::Text(text) => {
                    // `x_.` and `1.` end in a point that must not become part of `..`.
                    if text.starts_with("..") && self.out.ends_with('.') {
                        self.out.push(' ');
                    }
                    self.write(&text);
                }
                Piece::Expr(expr, style, least) => self.expr(&expr, style, least),
            }
        }
        self.end_lines();
        (self.pending, self.below, self.width) = (pending, below, width);
        std::mem::replace(&mut self.out, out)
    }

    /// Characters since the last line end.
    fn column(&self) -> usize {
        self.out[self.out.rfind('\n').map_or(0, |at| at + 1)..].chars().count()
    }

    fn fill_line(&mut self) {
        let missing = self.width.saturating_sub(self.column());
        self.out.extend(std::iter::repeat_n(' ', missing));
        self.width = 0;
    }

    /// The first line here, the others below it.
    fn block(&mut self, text: &str) {
        let column = self.column();
        let mut lines = text.split('\n');
        self.out.push_str(lines.next().unwrap_or_default());
        let mut widest = self.column();
        for (index, line) in lines.enumerate() {
            if index == self.below.len() {
                self.below.push(String::new());
            }
            let below = &mut self.below[index];
            if !line.is_empty() {
                let missing = column.saturating_sub(below.chars().count());
                below.extend(std::iter::repeat_n(' ', missing));
                below.push_str(line);
            }
            widest = widest.max(below.chars().count());
        }
        self.width = widest;
    }

    /// Text as it is; a line end in it comes after the lines that hang below.
    fn write(&mut self, text: &str) {
        match text.split_once('\n') {
            Some((line, rest)) if !self.below.is_empty() => {
                self.out.push_str(line);
                self.end_lines();
                self.out.push('\n');
                self.out.push_str(rest);
            }
            _ => self.out.push_str(text),
        }
    }

    fn end_lines(&mut self) {
        for line in self.below.drain(..) {
            self.out.push('\n');
            self.out.push_str(&line);
        }
    }

    /// How a symbol is written.
    pub fn symbol(&self, symbol: Symbol) -> Cow<'static, str> {
        if (self.visible)(symbol) {
            if symbol.serial() == 0 { symbol.name().into() } else { symbol.to_string().into() }
        } else {
            format!("{}{symbol}", symbol.context()).into()
        }
    }

    fn expr(&mut self, expr: &Expr, style: Style, least: u16) {
        let mut expr = expr;
        while style.form == FormatType::OutputForm
            && let Expr::Normal(normal) = expr
            && let [inner] = &normal.args[..]
            && normal.head_symbol().is_some_and(wrappers::is_invisible)
        {
            expr = inner;
        }
        match expr {
            Expr::Integer(value) if *value >= 0 && style.number == NumberStyle::DEFAULT => {
                let mut buffer = itoa(*value);
                self.out.push_str(buffer.text());
            }
            Expr::Symbol(symbol) => {
                let text = self.symbol(*symbol);
                self.out.push_str(&text);
            }
            Expr::String(text) if style.form == FormatType::OutputForm => self.write(text),
            Expr::String(text) => self.out.push_str(&quoted(text)),
            Expr::Array(tensor) if style.form != FormatType::FullForm => self.array(tensor, style),
            _ => {
                let layout = self.layout(expr, style);
                let parentheses = layout.precedence < least;
                if parentheses {
                    self.out.push('(');
                    self.pending.push(Piece::Text(")".into()));
                }
                self.pending.extend(layout.pieces.into_iter().rev());
            }
        }
    }

    fn layout(&mut self, expr: &Expr, style: Style) -> Layout {
        match expr {
            Expr::Normal(normal) => self.normal(normal, style),
            Expr::Array(tensor) => {
                let parts = crate::expr::unpack_level(tensor);
                call_layout("List".into(), &parts, style)
            }
            Expr::Association(association) => {
                let rules: Vec<Expr> = association.rules().collect();
                if style.form == FormatType::FullForm {
                    return call_layout("Association".into(), &rules, style);
                }
                let mut layout = Layout::text("<|", ATOM);
                layout.separated(&rules, ", ", style, ANY);
                layout.push("|>");
                layout
            }
            Expr::Foreign(foreign) => Layout::text(foreign.0.text(), ATOM),
            Expr::Symbol(symbol) => Layout::text(self.symbol(*symbol), ATOM),
            Expr::String(text) if style.form == FormatType::OutputForm => {
                Layout::text(text.to_string(), ATOM)
            }
            Expr::String(text) => Layout::text(quoted(text), ATOM),
            number => arithmetic::number(number, style),
        }
    }

    fn normal(&mut self, normal: &Normal, style: Style) -> Layout {
        if style.form != FormatType::FullForm
            && let Some(head) = normal.head_symbol()
        {
            if style.form == FormatType::OutputForm
                && let Some(layout) = wrappers::layout(self, head, &normal.args, style)
            {
                return layout;
            }
            if let Some(layout) = arithmetic::layout(head, &normal.args, style) {
                return layout;
            }
            if let Some(layout) = structure::layout(self, head, &normal.args, style) {
                return layout;
            }
        }
        if style.form == FormatType::OutputForm
            && let Some(layout) = structure::derivative(normal, style)
        {
            return layout;
        }
        let mut layout = Layout::new(operators::CALL);
        layout.expr(&normal.head, style, operators::CALL);
        layout.push("[");
        layout.separated(&normal.args, ", ", style, ANY);
        layout.push("]");
        layout
    }

    /// Packed arrays go straight to the output: they may be large.
    fn array(&mut self, tensor: &Tensor, style: Style) {
        let dims = tensor.dims();
        let last = dims.len() - 1;
        let count = tensor.count();
        if count == 0 {
            self.empty_array(dims);
            return;
        }
        // `strides[k]` elements make one part of level `k`.
        let strides: SmallVec<[usize; 4]> = (0..=last).map(|level| dims[level..].iter().product()).collect();
        for index in 0..count {
            let begins = strides.iter().filter(|&&stride| index % stride == 0).count();
            if index > 0 {
                self.out.push_str(", ");
            }
            self.out.extend(std::iter::repeat_n('{', begins));
            match tensor {
                Tensor::Integer(array) => self.out.push_str(itoa(array.data()[index]).text()),
                Tensor::Real(array) => self.out.push_str(&number::real_text(array.data()[index], style)),
                Tensor::Complex(array) => {
                    let value = Expr::complex(array.data()[index]);
                    let layout = arithmetic::number(&value, style);
                    for piece in layout.pieces {
                        if let Piece::Text(text) = piece {
                            self.out.push_str(&text);
                        }
                    }
                }
            }
            let ends = strides.iter().filter(|&&stride| (index + 1) % stride == 0).count();
            self.out.extend(std::iter::repeat_n('}', ends));
        }
    }

    fn empty_array(&mut self, dims: &[usize]) {
        // Levels above the first empty one still have their parts.
        let empty = dims.iter().position(|&dim| dim == 0).unwrap_or(0);
        let mut text = "{}".to_owned();
        for &dim in dims[..empty].iter().rev() {
            text = format!("{{{}}}", vec![text; dim].join(", "));
        }
        self.out.push_str(&text);
    }
}

/// `head[args…]` of a head that is already text.
pub fn call_layout(head: Cow<'static, str>, args: &[Expr], style: Style) -> Layout {
    let mut layout = Layout::text(head, operators::CALL);
    layout.push("[");
    layout.separated(args, ", ", style, ANY);
    layout.push("]");
    layout
}

/// The digits of a machine integer, without an allocation.
fn itoa(value: i64) -> Digits {
    let mut digits = Digits { buffer: [0; 20], start: 20 };
    let mut rest = value.unsigned_abs();
    loop {
        digits.start -= 1;
        digits.buffer[digits.start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        digits.start -= 1;
        digits.buffer[digits.start] = b'-';
    }
    digits
}

struct Digits {
    buffer: [u8; 20],
    start: usize,
}

impl Digits {
    fn text(&mut self) -> &str {
        std::str::from_utf8(&self.buffer[self.start..]).expect("digits are ASCII")
    }
}
