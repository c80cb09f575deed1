//! Ways to leave early: `Break`, `Continue`, `Return`, `Throw`, `Goto`, and that the values of all ways agree.

use std::sync::Arc;

use scheelite_runtime::source::{Origin, Span};
use scheelite_runtime::{Expr, Normal, Type};

use super::types::{coerce, join};
use super::{Check, Checker, Failed, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{Kind, LabelId, LocalId, Node, type_text, type_words};

/// Where `Break` and `Continue` of the innermost loop go.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
    /// `Continue[]`
    pub next: LabelId,
    /// `Break[]`
    pub end: LabelId,
}

/// What `Return` does in the innermost loop: it ends the loop, whose value it then is.
#[derive(Clone, Copy, Debug)]
pub struct LoopReturn {
    /// Whether the value of the loop is used.
    pub want: Want,
    /// Stands after the loop and what follows its ordinary end.
    pub label: LabelId,
    /// Takes the value; without type until a `Return` is met.
    pub value: LocalId,
}

/// What `Return` leaves.
#[derive(Clone, Copy, Debug)]
pub enum ReturnTo {
    /// The function.
    Function,
    /// The innermost loop.
    Loop(Loop, LoopReturn),
    /// A local definition that has been put in.
    Exit(Exit),
}

/// A place that is left early with a value: `Catch` by `Throw`, a local definition by `Return`.
#[derive(Clone, Copy, Debug)]
pub struct Exit {
    /// Stands after it.
    pub end: LabelId,
    /// What takes the value; without type until one is met.
    pub value: LocalId,
}

/// What stands around the place being checked, for `Break`, `Continue` and `Return`.
pub(super) enum Frame {
    /// A `Do`, which `Return` ends.
    Loop(Loop, LoopReturn),
    /// A `For` or `While`: it hands `Return` on to what stands around.
    Passing(Loop),
    /// A local definition.
    Function(Exit),
    /// A pure function or an element of a functional's value: `Break` and `Continue` leave what is around; `Return` is a
    /// value there, which only `Scan` looks at.
    Pure,
    /// Nothing outside can be left from here.
    Closed,
    /// The function of a `Scan`, which `Return` ends.
    Scan(Loop, LoopReturn),
    /// The body of a loop that a functional without value has become: what leaves it leaves what is around.
    Open,
}

impl Checker<'_> {
    pub(super) fn return_clash(&mut self, so_far: Type, ty: Type, span: Option<Span>) -> Failed {
        let ranks = crate::ir::rank(so_far) != crate::ir::rank(ty);
        let (code, what) = if ranks { ("cret", "ranks") } else { ("cret1", "types") };
        let body = self.env.text(&self.request.body);
        let title = format!(
            "The {what} of return values in {body} are different. Evaluation will use the uncompiled function."
        );
        let label = format!("returns {}, elsewhere {} is returned", type_words(ty), type_words(so_far));
        self.report(
            Diagnostic::error(code, title).at(span, label).help("return values of one type on every path"),
        )
    }

    /// The innermost loop.
    pub fn innermost_loop(&self) -> Option<Loop> {
        let mut frames = self.frames.iter().rev();
        match frames.find(|frame| !matches!(frame, Frame::Open | Frame::Pure | Frame::Scan(..))) {
            Some(Frame::Loop(labels, _) | Frame::Passing(labels)) => Some(*labels),
            _ => None,
        }
    }

    /// What `Return` does here; none where it cannot be compiled.
    pub fn returns_to(&self) -> Option<ReturnTo> {
        let mut around =
            self.frames.iter().rev().filter(|frame| !matches!(frame, Frame::Open | Frame::Passing(_)));
        let mut frame = around.next();
        if matches!(frame, Some(Frame::Pure)) {
            // The function of a Scan.
            frame = Some(
                around.next().filter(|frame| matches!(frame, Frame::Scan(..))).unwrap_or(&Frame::Closed),
            );
        }
        match frame {
            None if self.inside == 0 => Some(ReturnTo::Function),
            Some(Frame::Loop(labels, frame) | Frame::Scan(labels, frame)) => {
                Some(ReturnTo::Loop(*labels, *frame))
            }
            Some(Frame::Function(exit)) => Some(ReturnTo::Exit(*exit)),
            _ => None,
        }
    }

    /// Checks what a `Scan` has become.
    pub fn in_scan<T>(
        &mut self,
        labels: Loop,
        want: Want,
        f: impl FnOnce(&mut Self) -> Check<T>,
    ) -> Check<(T, LoopReturn)> {
        self.in_frame(labels, want, Frame::Scan, f)
    }

    /// Checks the body of a `For` or `While`.
    pub fn in_passing_loop(&mut self, labels: Loop, f: impl FnOnce(&mut Self) -> Check) -> Check {
        self.frames.push(Frame::Passing(labels));
        let result = f(self);
        self.frames.pop();
        result
    }

    /// Checks the body of a `Do`. `finish` puts the loop together; a `Return` inside ends the loop with its value.
    pub fn in_loop<T>(
        &mut self,
        labels: Loop,
        want: Want,
        f: impl FnOnce(&mut Self) -> Check<T>,
    ) -> Check<(T, LoopReturn)> {
        self.in_frame(labels, want, Frame::Loop, f)
    }

    fn in_frame<T>(
        &mut self,
        labels: Loop,
        want: Want,
        make: fn(Loop, LoopReturn) -> Frame,
        f: impl FnOnce(&mut Self) -> Check<T>,
    ) -> Check<(T, LoopReturn)> {
        let label = self.label();
        let value = self.local("returned", Type::Void);
        let frame = LoopReturn { want, label, value };
        self.frames.push(make(labels, frame));
        let result = f(self);
        self.frames.pop();
        result.map(|result| (result, frame))
    }

    /// A loop that `Return` may have given a value: without one its value is `Null`, which is the evaluator's.
    pub fn finish_loop(&mut self, node: Node, frame: LoopReturn, origin: Origin) -> Node {
        if self.local_type(frame.value) == Type::Void {
            return node;
        }
        let leave = Node::new(Kind::Leave, Type::Void, origin);
        let mark = Node::new(Kind::Mark(frame.label), Type::Void, origin);
        Node::sequence([node, leave, mark, self.get(frame.value, origin)], origin)
    }

    /// The `Catch` frames around this place.
    pub fn catches(&mut self) -> &mut Vec<Exit> {
        &mut self.catches
    }

    /// The labels of `Goto` in force.
    pub fn gotos(&mut self) -> &mut Vec<(Expr, LabelId)> {
        &mut self.gotos
    }

    /// Notes a `Return`.
    pub fn note_return(&mut self, ty: Type, span: Option<Span>) {
        self.returns.push((ty, span));
    }

    /// Two values brought to one type, for branches; a diagnostic when there is none.
    pub fn join_branches(&mut self, call: &Normal, a: Node, b: Node) -> Check<(Node, Node)> {
        if a.never_ends() {
            return Ok((a, b));
        }
        if b.never_ends() {
            return Ok((a, b));
        }
        match join(a.ty, b.ty) {
            Some(ty) => Ok((coerce(a, ty), coerce(b, ty))),
            None => {
                let text = self.env.text(&Expr::Normal(Arc::new(call.clone())));
                let title = format!(
                    "The types of the branches of {text}, {} and {}, are incompatible. Evaluation will use the \
                     uncompiled function.",
                    type_text(a.ty),
                    type_text(b.ty)
                );
                let label = format!("one branch gives {}, the other {}", type_words(a.ty), type_words(b.ty));
                let span = self.span(call.origin);
                Err(self.report(
                    Diagnostic::error("cif", title)
                        .at(span, label)
                        .help("give both branches values of the same rank, both numbers or both Booleans"),
                ))
            }
        }
    }
}

/// Brings the values of all `Return`s to the type of the function.
pub(super) fn coerce_returns(node: &mut Node, to: Type) {
    node.for_each_child_mut(&mut |child| coerce_returns(child, to));
    if let Kind::Return(value) = &mut node.kind {
        let old = std::mem::replace(&mut **value, Node::void(Origin::NONE));
        **value = coerce(old, to);
    }
}
