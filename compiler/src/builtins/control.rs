//! Control structures.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Type, Value, sym};

use super::comparison::negation;
use super::{Row, form, patterns};
use crate::check::scope::{Binding, Name};
use crate::check::types::{coerce, discard, join};
use crate::check::{Check, Checked, Checker, ReturnTo, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{Kind, LabelId, Node, While};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("Break", break_loop, "inside a loop"),
    form("Catch", catch, "of a number thrown inside"),
    form("CompoundExpression", compound, "any"),
    form("Continue", continue_loop, "inside a loop"),
    form("Evaluate", evaluate, "any"),
    form("For", for_loop, "Boolean test"),
    form("Goto", goto, "to a Label of an enclosing CompoundExpression"),
    form("Identity", evaluate, "any"),
    form("If", if_else, "Boolean, T, T → T"),
    form("Label", label, "in a CompoundExpression"),
    form("Piecewise", piecewise, "{{T, Boolean}, …}, T → T"),
    form("Return", return_value, "any; one type for the function"),
    form("Switch", switch, "value, pattern, T, … → T"),
    form("Throw", throw, "a number to a Catch around it"),
    form("Unevaluated", evaluate, "any"),
    form("Which", which, "Boolean, T, … → T"),
    form("While", while_loop, "Boolean test"),
];

fn evaluate(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [arg] = &call.args[..] else { return Ok(None) };
    if !check.is_value(arg) {
        return Ok(None);
    }
    check.expr(arg, want).map(Some)
}

/// The label a statement is, or has as its start.
fn as_label(expr: &Expr) -> Option<&Arc<Normal>> {
    expr.as_call(sym::Label)
}

fn compound(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let Some((last, before)) = call.args.split_last() else { return Ok(Some(Node::void(call.origin))) };
    let labels = check.gotos().len();
    for arg in &call.args {
        if let Some(name) = as_label(arg).and_then(|label| label.args.first()) {
            let label = check.label();
            check.gotos().push((name.clone(), label));
        }
    }
    let mut nodes = Vec::new();
    let mut failed = None;
    // All statements are checked even after one has failed, so that every finding of a function is shown at once.
    for arg in before {
        match check.effect(arg) {
            Ok(node) => nodes.push(node),
            Err(found) => failed = Some(found),
        }
    }
    let value = match want {
        Want::Value if !last.is_symbol(sym::Null) => check.expr(last, want),
        _ => check.effect(last),
    };
    check.gotos().truncate(labels);
    match (failed, value) {
        (None, Ok(value)) => {
            nodes.retain(|node| !node.is_nothing());
            nodes.push(value);
            Ok(Some(Node::sequence(nodes, call.origin)))
        }
        (Some(failed), _) | (None, Err(failed)) => Err(failed),
    }
}

fn label(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(name) = call.args.first() else { return Ok(None) };
    let found = check.gotos().iter().rev().find(|(known, _)| known == name).map(|&(_, label)| label);
    Ok(found.map(|label| Node::new(Kind::Mark(label), Type::Void, call.origin)))
}

fn goto(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(name) = call.args.first() else { return Ok(None) };
    match check.gotos().iter().rev().find(|(known, _)| known == name).map(|&(_, label)| label) {
        Some(label) => Ok(Some(Node::new(Kind::Goto(label), Type::Void, call.origin))),
        None => {
            let title = format!("Label {} not found.", check.env.text(name));
            Err(stray(check, call, "nolabel", title, "put Label[…] as a statement around it"))
        }
    }
}

fn stray(
    check: &mut Checker,
    call: &Normal,
    code: &'static str,
    title: String,
    help: &str,
) -> crate::check::Failed {
    let span = check.span(call.origin);
    check.report(Diagnostic::error(code, title).at(span, "no way out from here").help(help))
}

/// `If` with a test that is known.
pub fn choose(test: Node, yes: Node, no: Node, origin: Origin) -> Node {
    match test.as_constant() {
        Some(Value::Boolean(true)) => return yes,
        Some(Value::Boolean(false)) => return no,
        _ => {}
    }
    if test.never_ends() {
        return test;
    }
    let ty = if yes.never_ends() { no.ty } else { yes.ty };
    Node::new(Kind::If(Box::new([test, yes, no])), ty, origin)
}

/// Where the evaluator gives `Null` and a value is wanted: the evaluator must answer.
fn leave(origin: Origin) -> Node {
    Node::new(Kind::Leave, Type::Void, origin)
}

fn if_else(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (test, yes, no) = match &call.args[..] {
        [test, yes] => (test, yes, None),
        [test, yes, no] | [test, yes, no, _] => (test, yes, Some(no)),
        _ => return Ok(None),
    };
    let Some(test) = check.condition(test)? else { return Ok(None) };
    if want == Want::Effect {
        let yes = check.effect(yes);
        let no = match no {
            Some(no) => check.effect(no),
            None => Ok(Node::void(call.origin)),
        };
        return Ok(Some(choose(test, yes?, no?, call.origin)));
    }
    let yes = check.expr(yes, want);
    let no = no.map(|no| check.expr(no, want));
    let yes = yes?;
    let no = match no {
        Some(no) => no?,
        None if yes.ty == Type::Void => Node::void(call.origin),
        None => leave(call.origin),
    };
    let (yes, no) = check.join_branches(call, yes, no)?;
    Ok(Some(choose(test, yes, no, call.origin)))
}

/// Branches from last to first around what is left when no test holds.
fn branches(
    check: &mut Checker,
    call: &Arc<Normal>,
    mut cases: Vec<(Node, Node)>,
    otherwise: Option<Node>,
    want: Want,
) -> Checked {
    if want == Want::Effect {
        let mut node = otherwise.unwrap_or_else(|| Node::void(call.origin));
        while let Some((test, value)) = cases.pop() {
            node = choose(test, discard(value), discard(node), call.origin);
        }
        return Ok(Some(node));
    }
    let valued = cases.iter().any(|(_, value)| value.ty != Type::Void);
    let mut node = match otherwise {
        Some(node) => node,
        None if valued => leave(call.origin),
        None => Node::void(call.origin),
    };
    // One type for all branches, found before any is put together.
    let mut ty = if node.never_ends() { None } else { Some(node.ty) };
    for (_, value) in &cases {
        if value.never_ends() {
            continue;
        }
        ty = Some(match ty {
            None => value.ty,
            Some(so_far) => match join(so_far, value.ty) {
                Some(joined) => joined,
                None => {
                    check.join_branches(call, Node { kind: Kind::Leave, ..value.clone() }, value.clone())?;
                    let other = Node::new(Kind::Sequence(Vec::new()), so_far, call.origin);
                    check.join_branches(call, other, value.clone())?;
                    return Ok(None);
                }
            },
        });
    }
    let ty = ty.unwrap_or(Type::Void);
    node = coerce(node, ty);
    while let Some((test, value)) = cases.pop() {
        node = choose(test, coerce(value, ty), node, call.origin);
    }
    Ok(Some(node))
}

fn branch(check: &mut Checker, expr: &Expr, want: Want) -> Check {
    match want {
        Want::Value => check.expr(expr, want),
        Want::Effect => check.effect(expr),
    }
}

fn which(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    if !call.args.len().is_multiple_of(2) {
        return Ok(None);
    }
    let mut cases = Vec::new();
    let mut otherwise = None;
    for pair in call.args.chunks(2) {
        let Some(test) = check.condition(&pair[0])? else { return Ok(None) };
        let value = branch(check, &pair[1], want)?;
        if matches!(test.as_constant(), Some(Value::Boolean(true))) {
            otherwise = Some(value);
            break;
        }
        cases.push((test, value));
    }
    branches(check, call, cases, otherwise, want)
}

fn piecewise(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (Some(list), 1..=2) = (call.args.first().and_then(|list| list.as_call(sym::List)), call.args.len())
    else {
        return Ok(None);
    };
    let mut cases = Vec::new();
    let mut otherwise = None;
    for item in &list.args {
        let Some(pair) = item.as_call(sym::List).filter(|pair| pair.args.len() == 2) else { return Ok(None) };
        let Some(test) = check.condition(&pair.args[1])? else { return Ok(None) };
        let value = branch(check, &pair.args[0], want)?;
        if matches!(test.as_constant(), Some(Value::Boolean(true))) {
            otherwise = Some(value);
            break;
        }
        cases.push((test, value));
    }
    let otherwise = match (otherwise, call.args.get(1)) {
        (Some(node), _) => node,
        (None, Some(value)) => branch(check, value, want)?,
        (None, None) => Node::integer(0),
    };
    branches(check, call, cases, Some(otherwise), want)
}

fn switch(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let Some((value, pairs)) = call.args.split_first() else { return Ok(None) };
    if pairs.is_empty() || !pairs.len().is_multiple_of(2) || !check.is_value(value) {
        return Ok(None);
    }
    let value = check.value(value)?;
    let ty = value.ty;
    if ty == Type::Void {
        return Ok(None);
    }
    let mut setup = Vec::new();
    let (local, set) = check.hold("switch", value);
    setup.push(set);
    let subject = check.fresh_symbol();
    let mut cases = Vec::new();
    let mut otherwise = None;
    for pair in pairs.chunks(2) {
        let Some(test) = patterns::test(&pair[0], &Expr::Symbol(subject), ty, &mut Vec::new()) else {
            return Ok(None);
        };
        let test = check
            .with_binding(Name::Symbol(subject), Binding::Constant(local), |check| check.condition(&test))?;
        let Some(test) = test else { return Ok(None) };
        let result = branch(check, &pair[1], want)?;
        match test.as_constant() {
            Some(Value::Boolean(true)) => {
                otherwise = Some(result);
                break;
            }
            // What can never match decides nothing, not even the type.
            Some(Value::Boolean(false)) => {}
            _ => cases.push((test, result)),
        }
    }
    if otherwise.is_none() {
        // The evaluator gives the whole Switch back.
        otherwise = Some(leave(call.origin));
    }
    let Some(node) = branches(check, call, cases, otherwise, want)? else { return Ok(None) };
    setup.push(node);
    Ok(Some(Node::sequence(setup, call.origin)))
}

fn loop_node(
    check: &mut Checker,
    call: &Arc<Normal>,
    test: &Expr,
    body: Option<&Expr>,
    step: Option<&Expr>,
) -> Checked {
    let Some(test) = check.condition(test)? else { return Ok(None) };
    let labels = check.new_loop();
    let body = check.in_passing_loop(labels, |check| match body {
        Some(body) => check.effect(body),
        None => Ok(Node::void(call.origin)),
    })?;
    let step = match step {
        Some(step) => check.effect(step)?,
        None => Node::void(call.origin),
    };
    let of = While { test, body, step, next: labels.next, end: labels.end };
    let node = Node::new(Kind::While(Box::new(of)), Type::Void, call.origin);
    Ok(Some(node))
}

fn while_loop(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    match &call.args[..] {
        [test] => loop_node(check, call, test, None, None),
        [test, body] => loop_node(check, call, test, Some(body), None),
        _ => Ok(None),
    }
}

fn for_loop(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let (start, test, step, body) = match &call.args[..] {
        [start, test, step] => (start, test, step, None),
        [start, test, step, body] => (start, test, step, Some(body)),
        _ => return Ok(None),
    };
    let start = check.effect(start)?;
    // The step stands after the body in the course of the loop: so do first assignments in it.
    let Some(node) = loop_node(check, call, test, body, Some(step))? else { return Ok(None) };
    Ok(Some(Node::sequence([start, node], call.origin)))
}

fn leave_loop(
    check: &mut Checker,
    call: &Arc<Normal>,
    name: &str,
    pick: fn(crate::check::Loop) -> LabelId,
) -> Checked {
    match check.innermost_loop() {
        Some(of) => Ok(Some(Node::new(Kind::Goto(pick(of)), Type::Void, call.origin))),
        None => {
            let title = format!("No enclosing While, For or Do found for {name}[].");
            Err(stray(check, call, "nofunc", title, "use it inside the body of While, For or Do"))
        }
    }
}

fn break_loop(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    leave_loop(check, call, "Break", |of| of.end)
}

fn continue_loop(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    leave_loop(check, call, "Continue", |of| of.next)
}

fn return_value(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let origin = call.origin;
    if call.args.len() > 1 {
        return Ok(None);
    }
    let Some(to) = check.returns_to() else {
        let title = "Return inside a pure function cannot be compiled.".to_owned();
        return Err(stray(check, call, "retfun", title, "use If instead"));
    };
    let span = check.span(origin);
    let value = match call.args.first() {
        None => Node::void(origin),
        Some(value) => check.value(value)?,
    };
    if value.never_ends() {
        return Ok(Some(value));
    }
    let (labels, frame) = match to {
        ReturnTo::Loop(labels, frame) => (labels, frame),
        ReturnTo::Function => {
            check.note_return(value.ty, span);
            return Ok(Some(Node::new(Kind::Return(Box::new(value)), Type::Void, origin)));
        }
        ReturnTo::Exit(exit) => {
            return match check.leave_by(exit, value, origin) {
                Some(node) => Ok(Some(node)),
                None => {
                    let title = "The values returned from a function have different types.".to_owned();
                    Err(stray(check, call, "cret1", title, "return values of one type"))
                }
            };
        }
    };
    // In a loop it ends the loop, as in the evaluator.
    if frame.want == Want::Effect || value.ty == Type::Void {
        let go = Node::new(Kind::Goto(labels.end), Type::Void, origin);
        return Ok(Some(Node::sequence([discard(value), go], origin)));
    }
    let ty = check.local_type(frame.value);
    if ty == Type::Void {
        check.set_local_type(frame.value, value.ty);
    } else if !crate::check::types::widens(value.ty, ty) {
        let title = "The types of the values returned from a loop are different.".to_owned();
        return Err(stray(check, call, "cret1", title, "return values of one type"));
    }
    let ty = check.local_type(frame.value);
    let set = check.set(frame.value, coerce(value, ty), origin);
    let go = Node::new(Kind::Goto(frame.label), Type::Void, origin);
    Ok(Some(Node::sequence([set, go], origin)))
}

fn catch(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [body] = &call.args[..] else { return Ok(None) };
    check.with_exit("caught", call.origin, &mut |check, exit| {
        check.catches().push(exit);
        let result = check.value(body);
        check.catches().pop();
        result
    })
}

fn throw(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [value] = &call.args[..] else { return Ok(None) };
    let Some(exit) = check.catches().last().copied() else { return Ok(None) };
    let value = check.value(value)?;
    match check.leave_by(exit, value, call.origin) {
        Some(node) => Ok(Some(node)),
        None => {
            let title = "The values thrown to one Catch have different types.".to_owned();
            Err(stray(check, call, "throw", title, "throw values of one type"))
        }
    }
}

/// `While` for the bodies of functionals: runs while the test holds.
pub fn repeat_while(check: &mut Checker, test: Node, body: Node, origin: Origin) -> Node {
    let labels = check.new_loop();
    let step = Node::void(origin);
    let of = While { test, body, step, next: labels.next, end: labels.end };
    Node::new(Kind::While(Box::new(of)), Type::Void, origin)
}

/// Leaves compiled code when a test does not hold.
pub fn require(test: Node, origin: Origin) -> Node {
    choose(negation(test, origin), leave(origin), Node::void(origin), origin)
}
