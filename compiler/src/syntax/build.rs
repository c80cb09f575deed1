//! Operands and operators to expressions, by precedence.
//!
//! The grammar calls a method for each thing that it has read. Operands and operators wait on two stacks; an operator
//! takes its operands when one that binds less strongly follows. There is no recursion, however deep the text nests.

use std::sync::{Arc, LazyLock};

use scheelite_runtime::expr::{Args, Normal};
use scheelite_runtime::source::{SourceMap, Span};
use scheelite_runtime::{Expr, Symbol, sym};
use smallvec::SmallVec;

use super::literal;
use super::token::{Bracket, Lexeme};
use super::{doubt, fault};
use crate::diagnostic::Diagnostic;
use scheelite_runtime::operators::{self, Fixity, Operator, Shape};

/// The operator that juxtaposition stands for.
pub static TIMES: LazyLock<Operator> = LazyLock::new(|| Operator::named("Times", Fixity::Infix));

/// How an operand came to be, where that matters for what is built on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// By other means than those below, or put in parentheses.
    Whole,
    /// By `*` or juxtaposition.
    Product,
    /// By `'`.
    Primes(i64),
    /// By `::`.
    MessageName,
}

struct Operand {
    expr: Expr,
    start: u32,
    end: u32,
    made: Made,
}

/// An operator that waits for its last operand.
struct Pending {
    operator: Operator,
    precedence: u16,
    shape: Shape,
    head: Symbol,
    /// Where the operator is written.
    start: u32,
    end: u32,
    /// How many operands it will take.
    count: usize,
    /// Whether the last operand of a sum is subtracted.
    negate: bool,
    /// Where its comparisons begin.
    comparisons: usize,
}

/// An open bracket.
struct Frame {
    bracket: Bracket,
    start: u32,
    end: u32,
    operators: usize,
    operands: usize,
}

/// The stacks, kept from expression to expression for their storage.
#[derive(Default)]
pub struct Stacks {
    operands: Vec<Operand>,
    operators: Vec<Pending>,
    comparisons: Vec<Symbol>,
    frames: Vec<Frame>,
}

impl Stacks {
    /// Forgets what an erroneous expression left.
    pub fn clear(&mut self) {
        self.frames.clear();
        self.comparisons.clear();
        self.operators.clear();
        self.operands.clear();
    }
}

/// Builds one top-level expression.
pub struct Builder<'m> {
    /// The text read.
    pub text: &'m str,
    /// Its number.
    pub source: u32,
    /// Takes the places of the expressions.
    pub map: &'m mut SourceMap,
    /// Gives the symbol of a name.
    pub resolve: &'m mut dyn FnMut(&str) -> Symbol,
    /// Takes what is wrong.
    pub found: &'m mut Vec<Diagnostic>,
    /// How long `found` may grow.
    pub most: usize,
    /// Operands and operators that wait.
    pub stacks: &'m mut Stacks,
}

impl Builder<'_> {
    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.source, start, end }
    }

    fn error(&mut self, code: &'static str, start: u32, end: u32, message: impl Into<String>) {
        self.report(fault(code, self.span(start, end), message));
    }

    /// Notes what is wrong; of very many faults the last are left out.
    pub(super) fn report(&mut self, fault: Diagnostic) {
        if self.found.len() < self.most {
            self.found.push(fault);
        }
    }

    /// The expression built.
    pub fn finish(&mut self) -> Option<Expr> {
        self.stacks.operands.pop().map(|operand| operand.expr)
    }

    fn push(&mut self, expr: Expr, start: u32, end: u32, made: Made) {
        self.stacks.operands.push(Operand { expr, start, end, made });
    }

    /// `head[args…]`, with its places recorded.
    fn normal(&mut self, own: Span, head: Expr, head_span: Span, args: Args, spans: &[Span]) -> Expr {
        let origin = self.map.record(own, head_span, spans);
        Expr::Normal(Arc::new(Normal::with_origin(head, args, origin)))
    }

    /// Replaces the last `count` operands by `head[them…]`. The head is written at `start..end`.
    fn combine(&mut self, head: impl Into<Expr>, count: usize, start: u32, end: u32) {
        let first = self.stacks.operands.len().saturating_sub(count);
        let own = self.extent(first, start, end);
        let mut args = Args::with_capacity(count);
        let mut spans: SmallVec<[Span; 8]> = SmallVec::with_capacity(count);
        for operand in self.stacks.operands.drain(first..) {
            spans.push(Span { source: self.source, start: operand.start, end: operand.end });
            args.push(operand.expr);
        }
        let head_span = self.span(start, end);
        let expr = self.normal(own, head.into(), head_span, args, &spans);
        self.push(expr, own.start, own.end, Made::Whole);
    }

    /// From the first of the operands from `first` on, or the operator, to the last.
    fn extent(&self, first: usize, start: u32, end: u32) -> Span {
        let operands = &self.stacks.operands[first..];
        let start = operands.first().map_or(start, |operand| operand.start.min(start));
        let end = operands.last().map_or(end, |operand| operand.end.max(end));
        self.span(start, end)
    }

    /// A symbol, number, string, pattern, slot.
    pub fn operand(&mut self, lexeme: Lexeme, start: u32, end: u32) {
        let expr = literal::operand(self, lexeme, start, end);
        self.push(expr, start, end, Made::Whole);
    }

    /// `head[args…]` that is written as one lexeme.
    pub fn atom(&mut self, head: Symbol, args: impl IntoIterator<Item = Expr>, start: u32, end: u32) -> Expr {
        let own = self.span(start, end);
        let args: Args = args.into_iter().collect();
        let spans: SmallVec<[Span; 4]> = args.iter().map(|_| own).collect();
        self.normal(own, head.into(), own, args, &spans)
    }

    /// An operator before its operand.
    pub fn prefix(&mut self, operator: Operator, start: u32, end: u32) {
        self.wait(operator, operator.row().precedence, 1, start, end);
    }

    fn wait(&mut self, operator: Operator, precedence: u16, count: usize, start: u32, end: u32) {
        let shape = operator.row().shape;
        self.stacks.operators.push(Pending {
            operator,
            precedence,
            shape,
            head: operator.head(),
            start,
            end,
            count,
            negate: shape == Shape::Subtract,
            comparisons: self.stacks.comparisons.len(),
        });
    }

    /// The operator on top of those of the innermost bracket.
    fn top(&mut self) -> Option<&mut Pending> {
        let base = self.stacks.frames.last().map_or(0, |frame| frame.operators);
        if self.stacks.operators.len() > base { self.stacks.operators.last_mut() } else { None }
    }

    /// Gives operands to the waiting operators as long as `stronger` says so of the one on top.
    fn reduce_while(&mut self, stronger: impl Fn(&Pending) -> bool) {
        while self.top().is_some_and(|top| stronger(top)) {
            self.reduce();
        }
    }

    /// An operator between operands.
    pub fn infix(&mut self, operator: Operator, start: u32, end: u32) {
        let precedence = operator.row().precedence;
        match operator.row().shape {
            Shape::Flat | Shape::Sequence => {
                let same = |top: &Pending| top.operator == operator && top.precedence == precedence;
                self.reduce_while(|top| top.precedence >= precedence && !same(top));
                match self.top() {
                    Some(top) if same(top) => top.count += 1,
                    _ => self.wait(operator, precedence, 2, start, end),
                }
            }
            shape @ (Shape::Add | Shape::Subtract) => {
                let sum = |top: &Pending| matches!(top.shape, Shape::Add | Shape::Subtract);
                self.reduce_while(|top| top.precedence >= precedence && !sum(top));
                if self.top().is_some_and(|top| sum(top)) {
                    self.end_term();
                    if let Some(top) = self.top() {
                        top.count += 1;
                        top.negate = shape == Shape::Subtract;
                    }
                } else {
                    self.wait(operator, precedence, 2, start, end);
                }
            }
            Shape::Comparison => {
                let chain = |top: &Pending| top.shape == Shape::Comparison;
                self.reduce_while(|top| top.precedence >= precedence && !chain(top));
                match self.top() {
                    Some(top) if chain(top) => top.count += 1,
                    _ => self.wait(operator, precedence, 2, start, end),
                }
                self.stacks.comparisons.push(operator.head());
            }
            Shape::Span => {
                self.reduce_while(|top| top.precedence > precedence);
                match self.top() {
                    Some(top) if top.shape == Shape::Span => {
                        top.count += 1;
                        if top.count == 4 {
                            self.error(
                                "bad-span",
                                start,
                                end,
                                "a span has at most three parts: start, end, step",
                            );
                        }
                    }
                    _ => self.wait(operator, precedence, 2, start, end),
                }
            }
            Shape::Tilde => {
                self.reduce_while(|top| {
                    top.precedence > precedence || (top.shape == Shape::Tilde && top.count == 3)
                });
                match self.top() {
                    Some(top) if top.shape == Shape::Tilde => top.count = 3,
                    _ => self.wait(operator, precedence, 2, start, end),
                }
            }
            Shape::Colon => self.colon(operator, start, end),
            Shape::Assign => {
                if !self.tagged(operator) {
                    self.reduce_while(|top| top.precedence > precedence);
                    self.wait(operator, precedence, 2, start, end);
                }
            }
            Shape::Right | Shape::Apply | Shape::Tag => {
                self.reduce_while(|top| top.precedence > precedence);
                self.wait(operator, precedence, 2, start, end);
            }
            _ => {
                self.reduce_while(|top| top.precedence >= precedence);
                self.wait(operator, precedence, 2, start, end);
            }
        }
    }

    fn colon(&mut self, operator: Operator, start: u32, end: u32) {
        self.reduce_while(|top| top.precedence > operators::PATTERN);
        let after_pattern = self.top().is_some_and(|top| top.precedence == operators::PATTERN);
        let symbol = self.stacks.operands.last().is_some_and(|operand| operand.expr.as_symbol().is_some());
        if symbol && !after_pattern {
            self.wait(operator, operators::PATTERN, 2, start, end);
            return;
        }
        self.reduce_while(|top| top.precedence >= operators::OPTIONAL);
        self.wait(operator, operators::OPTIONAL, 2, start, end);
        if let Some(top) = self.top() {
            top.head = sym::Optional;
        }
    }

    /// Makes `f /: a` wait for the right side of an assignment. False when there is no tag.
    fn tagged(&mut self, operator: Operator) -> bool {
        self.reduce_while(|top| top.precedence > operators::SET && top.shape != Shape::Tag);
        let Some(top) = self.top().filter(|top| top.shape == Shape::Tag) else {
            return false;
        };
        top.shape = operator.row().shape;
        top.precedence = operators::SET;
        top.head = match operator.row().head {
            "SetDelayed" => sym::TagSetDelayed,
            "Unset" => sym::TagUnset,
            _ => sym::TagSet,
        };
        top.count = if top.head == sym::TagUnset { 2 } else { 3 };
        true
    }

    /// `;;` without a start.
    pub fn span_from_one(&mut self, operator: Operator, start: u32, end: u32) {
        self.push(Expr::Integer(1), start, start, Made::Whole);
        self.infix(operator, start, end);
    }

    /// `;;` without an end.
    pub fn missing_span_end(&mut self, at: u32) {
        self.push(Expr::Symbol(sym::All), at, at, Made::Whole);
    }

    /// `;` without a statement after it.
    pub fn missing_statement(&mut self, at: u32) {
        self.push(Expr::Symbol(sym::Null), at, at, Made::Whole);
    }

    /// Nothing before or after a comma.
    pub fn missing_argument(&mut self, at: u32) {
        let span = self.span(at, at);
        self.report(
            doubt("missing-argument", span, "nothing stands beside this comma; `Null` is taken")
                .help("write `Null`, or remove the comma"),
        );
        self.push(Expr::Symbol(sym::Null), at, at, Made::Whole);
    }

    /// An operator after its operand.
    pub fn postfix(&mut self, operator: Operator, end: u32) {
        let row = operator.row();
        let start = end - row.spellings[0].len().min(end as usize) as u32;
        if row.shape == Shape::Unset {
            if self.tagged(operator) {
                self.reduce();
                return;
            }
            self.reduce_while(|top| top.precedence > row.precedence);
        } else {
            self.reduce_while(|top| top.precedence >= row.precedence);
        }
        if row.shape != Shape::Prime {
            self.combine(operator.head(), 1, start, end);
            return;
        }
        let Some(function) = self.stacks.operands.pop() else { return };
        let (count, argument) = match (function.made, &function.expr) {
            (Made::Primes(count), Expr::Normal(normal)) => (count + 1, normal.args[0].clone()),
            _ => (1, function.expr),
        };
        let head = self.atom(sym::Derivative, [Expr::Integer(count)], start, end);
        self.push(argument, function.start, function.end, Made::Whole);
        self.combine(head, 1, start, end);
        if let Some(operand) = self.stacks.operands.last_mut() {
            operand.made = Made::Primes(count);
        }
    }

    /// `::tag`, `>> file`.
    pub fn suffix(&mut self, lexeme: Lexeme, start: u32, end: u32) {
        let text = literal::suffix_text(self, lexeme, start, end);
        let head = match lexeme {
            Lexeme::Put => sym::Put,
            Lexeme::PutAppend => sym::PutAppend,
            _ => sym::MessageName,
        };
        if head != sym::MessageName {
            self.reduce_while(|top| top.precedence >= operators::PUT);
        }
        let mut count = 2;
        if let Some(Operand { made: Made::MessageName, .. }) = self.stacks.operands.last()
            && let Some(Operand { expr: Expr::Normal(normal), start, end, .. }) = self.stacks.operands.pop()
        {
            for arg in &normal.args {
                self.push(arg.clone(), start, end, Made::Whole);
            }
            count = normal.args.len() + 1;
        }
        self.push(text.into(), start, end, Made::Whole);
        self.combine(head, count, start, end);
        if head == sym::MessageName
            && let Some(operand) = self.stacks.operands.last_mut()
        {
            operand.made = Made::MessageName;
        }
    }

    /// A bracket.
    pub fn open(&mut self, bracket: Bracket, start: u32, end: u32) {
        if matches!(bracket, Bracket::Call | Bracket::Part | Bracket::DoubleBracket) {
            self.reduce_while(|top| top.precedence > operators::CALL);
        }
        self.stacks.frames.push(Frame {
            bracket,
            start,
            end,
            operators: self.stacks.operators.len(),
            operands: self.stacks.operands.len(),
        });
    }

    /// The bracket that closes the innermost one. `end` is after it.
    pub fn close(&mut self, end: u32) {
        let Some(frame) = self.stacks.frames.pop() else { return };
        let count = self.stacks.operands.len() - frame.operands;
        let head = match frame.bracket {
            Bracket::Group => return self.close_group(&frame, count, end),
            Bracket::Call => return self.close_call(&frame, end),
            Bracket::Part | Bracket::DoubleBracket => {
                self.combine(sym::Part, count + 1, frame.start, end);
                return;
            }
            Bracket::List => "List",
            Bracket::Association => "Association",
            Bracket::Floor => "Floor",
            Bracket::Ceiling => "Ceiling",
            Bracket::Angle => "AngleBracket",
            Bracket::Bar => "BracketingBar",
            Bracket::DoubleBar => "DoubleBracketingBar",
        };
        let head = if frame.bracket == Bracket::List { sym::List } else { Symbol::new(head) };
        self.combine(head, count, frame.start, frame.end);
        if let Some(operand) = self.stacks.operands.last_mut() {
            operand.end = end;
        }
        self.widen(frame.start, end);
    }

    /// Lets the last expression's place include its brackets.
    fn widen(&mut self, start: u32, end: u32) {
        if let Some(operand) = self.stacks.operands.last_mut() {
            (operand.start, operand.end) = (start, end);
            if let Expr::Normal(normal) = &operand.expr {
                self.map.widen(normal.origin, start, end);
            }
        }
    }

    fn close_group(&mut self, frame: &Frame, count: usize, end: u32) {
        if count != 1 {
            let message = if count == 0 {
                "expected an expression between `(` and `)`"
            } else {
                "expected one expression between `(` and `)`, read several"
            };
            let diagnostic = fault("bad-group", self.span(frame.start, end), message);
            self.report(if count == 0 {
                diagnostic
            } else {
                diagnostic.help("a list is written `{a, b}`, arguments are written `f[a, b]`")
            });
            self.stacks.operands.truncate(frame.operands);
            self.push(Expr::Symbol(sym::Null), frame.start, end, Made::Whole);
        }
        if let Some(operand) = self.stacks.operands.last_mut() {
            (operand.start, operand.end, operand.made) = (frame.start, end, Made::Whole);
        }
    }

    fn close_call(&mut self, frame: &Frame, end: u32) {
        let mut args = Args::with_capacity(self.stacks.operands.len() - frame.operands);
        let mut spans: SmallVec<[Span; 8]> = SmallVec::new();
        for operand in self.stacks.operands.drain(frame.operands..) {
            spans.push(Span { source: self.source, start: operand.start, end: operand.end });
            args.push(operand.expr);
        }
        let Some(head) = self.stacks.operands.pop() else { return };
        let own = self.span(head.start, end);
        let head_span = self.span(head.start, head.end);
        let expr = self.normal(own, head.expr, head_span, args, &spans);
        self.push(expr, own.start, own.end, Made::Whole);
    }

    /// The end of an expression: all operators of the innermost bracket take their operands.
    pub fn end_expression(&mut self) {
        while self.top().is_some() {
            self.reduce();
        }
    }

    /// Subtracts the last term of a sum if it is to be subtracted.
    fn end_term(&mut self) {
        if self.top().is_some_and(|top| std::mem::take(&mut top.negate)) {
            self.negate();
        }
    }

    /// The last operand times minus one.
    fn negate(&mut self) {
        let Some(operand) = self.stacks.operands.pop() else { return };
        let Operand { start, end, made, .. } = operand;
        if let Some(number) = literal::negative(&operand.expr) {
            self.push(number, start, end, Made::Whole);
            return;
        }
        self.push(Expr::Integer(-1), start, start, Made::Whole);
        match &operand.expr {
            Expr::Normal(product) if made == Made::Product => {
                let spans: Vec<Span> = (0..product.args.len())
                    .filter_map(|index| self.map.arg_span(product.origin, index))
                    .collect();
                for (arg, span) in product.args.iter().zip(spans) {
                    self.push(arg.clone(), span.start, span.end, Made::Whole);
                }
                self.combine(sym::Times, product.args.len() + 1, start, end);
            }
            _ => {
                self.push(operand.expr, start, end, Made::Whole);
                self.combine(sym::Times, 2, start, end);
            }
        }
    }

    /// Gives the operator on top its operands.
    fn reduce(&mut self) {
        if self.top().is_some_and(|top| matches!(top.shape, Shape::Add | Shape::Subtract)) {
            self.end_term();
        }
        let Some(pending) = self.stacks.operators.pop() else { return };
        let Pending { head, count, start, end, .. } = pending;
        match pending.shape {
            Shape::Negate => {
                self.negate();
                if let Some(operand) = self.stacks.operands.last_mut() {
                    operand.start = start;
                    if let Expr::Normal(normal) = &operand.expr {
                        self.map.widen(normal.origin, start, operand.end);
                    }
                }
            }
            Shape::NotNot => {
                self.combine(head, 1, start, end);
                self.combine(head, 1, start, end);
            }
            Shape::Divide => {
                // The reciprocal stands where the divisor does.
                let divisor =
                    self.stacks.operands.last().map_or((start, end), |divisor| (divisor.start, divisor.end));
                self.push(Expr::Integer(-1), divisor.1, divisor.1, Made::Whole);
                self.combine(sym::Power, 2, divisor.0, divisor.1);
                self.combine(sym::Times, 2, start, end);
            }
            Shape::Apply => self.apply(start, end),
            Shape::ApplyBack => {
                let last = self.stacks.operands.len();
                if last >= 2 {
                    self.stacks.operands.swap(last - 1, last - 2);
                }
                self.apply(start, end);
            }
            Shape::Tilde if count == 2 => {
                self.error("missing-tilde", start, end, "expected a second `~`: `a ~ f ~ b` is `f[a, b]`");
                self.combine(sym::List, 2, start, end);
            }
            Shape::Tilde => {
                let last = self.stacks.operands.len();
                if last >= 3 {
                    self.stacks.operands.swap(last - 3, last - 2);
                }
                self.apply_to(2, start, end);
            }
            Shape::Tag => {
                self.error("missing-assignment", start, end, "expected `=`, `:=` or `=.` after `/:`");
                self.combine(head, 2, start, end);
            }
            Shape::Comparison => self.compare(&pending),
            Shape::Integral => self.integral(start, end),
            shape => {
                self.combine(head, count, start, end);
                if shape == Shape::Flat
                    && head == sym::Times
                    && let Some(operand) = self.stacks.operands.last_mut()
                {
                    operand.made = Made::Product;
                }
            }
        }
    }

    /// The last two operands `f`, `x` to `f[x]`.
    fn apply(&mut self, start: u32, end: u32) {
        self.apply_to(1, start, end);
    }

    fn apply_to(&mut self, count: usize, start: u32, end: u32) {
        let Some(at) = self.stacks.operands.len().checked_sub(count + 1) else { return };
        let own = self.stacks.operands[at..].iter().fold(self.span(start, end), |own, operand| {
            self.span(own.start.min(operand.start), own.end.max(operand.end))
        });
        let head = self.stacks.operands.remove(at);
        let mut args = Args::new();
        let mut spans: SmallVec<[Span; 4]> = SmallVec::new();
        for operand in self.stacks.operands.drain(at..) {
            spans.push(Span { source: self.source, start: operand.start, end: operand.end });
            args.push(operand.expr);
        }
        let head_span = self.span(head.start, head.end);
        let expr = self.normal(own, head.expr, head_span, args, &spans);
        self.push(expr, own.start, own.end, Made::Whole);
    }

    /// `a < b < c` to `Less[a, b, c]`, `a < b <= c` to `Inequality[a, Less, b, LessEqual, c]`.
    fn compare(&mut self, pending: &Pending) {
        let heads: Vec<Symbol> = self.stacks.comparisons.drain(pending.comparisons..).collect();
        if heads.iter().all(|&head| head == heads[0]) {
            self.combine(heads[0], pending.count, pending.start, pending.end);
            return;
        }
        let first = self.stacks.operands.len() - pending.count;
        let operands: Vec<Operand> = self.stacks.operands.drain(first..).collect();
        let count = operands.len() + heads.len();
        let mut heads = heads.into_iter();
        for operand in operands {
            let end = operand.end;
            self.stacks.operands.push(operand);
            if let Some(head) = heads.next() {
                self.push(Expr::Symbol(head), end, end, Made::Whole);
            }
        }
        self.combine(sym::Inequality, count, pending.start, pending.end);
    }

    /// `∫ f ⅆx` to `Integrate[f, x]`.
    fn integral(&mut self, start: u32, end: u32) {
        let differential = |expr: &Expr| {
            expr.as_normal()
                .filter(|normal| {
                    normal.args.len() == 1 && normal.head == Expr::Symbol(Symbol::new("DifferentialD"))
                })
                .map(|normal| normal.args[0].clone())
        };
        let Some(operand) = self.stacks.operands.pop() else { return };
        let found = match operand.expr.as_call(sym::Times) {
            Some(product) => product.args.split_last().and_then(|(last, rest)| {
                let rest = if rest.len() == 1 {
                    rest[0].clone()
                } else {
                    Expr::call(sym::Times, rest.iter().cloned())
                };
                differential(last).map(|variable| (rest, variable))
            }),
            None => differential(&operand.expr).map(|variable| (Expr::Integer(1), variable)),
        };
        let Some((integrand, variable)) = found else {
            self.error(
                "missing-differential",
                start,
                operand.end,
                "expected `\\[DifferentialD]` and a variable at the end",
            );
            self.push(operand.expr, start, operand.end, Made::Whole);
            return;
        };
        self.push(integrand, operand.start, operand.end, Made::Whole);
        self.push(variable, operand.end, operand.end, Made::Whole);
        self.combine(Symbol::new("Integrate"), 2, start, end);
    }
}
