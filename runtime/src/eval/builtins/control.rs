//! Control: sequence, branches, loops and what leaves them.

use std::sync::Arc;

use crate::eval::evaluate::{is_return, unreturned};
use crate::eval::iterate::Iterated;
use crate::eval::pattern::{Matcher, Pattern};
use crate::eval::plan::Repeated;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply, Unwind};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// Control.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Abort",
        Attributes::NONE,
        Arity::exactly(0),
        "Abort[] ends the evaluation, which then gives $Aborted.",
        ("CheckAbort[Abort[]; 1, 2]", "2"),
        |_, _| Err(Unwind::Abort),
    ),
    Builtin::new(
        "Break",
        Attributes::NONE,
        Arity::exactly(0),
        "Break[] leaves the nearest Do, For or While.",
        ("k = 0; Do[If[i > 3, Break[]]; k = i, {i, 10}]; k", "3"),
        |_, _| Err(Unwind::Break),
    ),
    Builtin::new(
        "Catch",
        Attributes::HOLD_FIRST,
        Arity::between(1, 3),
        "Catch[expr] gives the value of the first Throw[value] in expr, or that of expr; Catch[expr, form, f] catches throws whose tag matches form.",
        ("Catch[Do[If[i^2 > 50, Throw[i]], {i, 100}]]", "8"),
        catch,
    ),
    Builtin::new(
        "CheckAbort",
        HOLD_ALL,
        Arity::exactly(2),
        "CheckAbort[expr, failed] gives failed when expr is aborted.",
        ("CheckAbort[Abort[], \"stopped\"]", "stopped"),
        |ev, call| match ev.eval(call.args[0].clone()) {
            Err(Unwind::Abort) => Ok(Some(call.args[1].clone())),
            result => result.map(Some),
        },
    ),
    Builtin::new(
        "CompoundExpression",
        HOLD_ALL,
        Arity::ANY,
        "e1; e2; … or CompoundExpression[e1, e2, …] evaluates each and gives the last.",
        ("1; 2; 3", "3"),
        compound,
    ),
    Builtin::new(
        "Continue",
        Attributes::NONE,
        Arity::exactly(0),
        "Continue[] goes on with the next turn of the nearest Do, For or While.",
        ("s = 0; Do[If[EvenQ[i], Continue[]]; s += i, {i, 5}]; s", "9"),
        |_, _| Err(Unwind::Continue),
    ),
    Builtin::new(
        "Do",
        HOLD_ALL,
        Arity::at_least(1),
        "Do[expr, {i, a, b, step}, …] evaluates expr for each value of i.",
        ("s = 0; Do[s += i, {i, 10}]; s", "55"),
        |ev, call| {
            let (expr, specs) = call.args.split_first().expect("one argument at least");
            let mut each = Repeated::new(expr);
            repeat(sym::Do, || {
                let body = &mut |ev: &mut Evaluator| turn(each.eval(ev));
                Ok(match ev.iterate_over(sym::Do, expr, specs, body)? {
                    Iterated::Done => Some(Expr::null()),
                    Iterated::NoIterator => None,
                    Iterated::Value(value) => Some(value),
                })
            })
        },
    ),
    Builtin::new(
        "Exit",
        Attributes::NONE,
        Arity::between(0, 1),
        "Exit[] ends the session; Exit[code] with this exit code.",
        ("", ""),
        quit,
    ),
    Builtin::new(
        "For",
        HOLD_ALL,
        Arity::between(3, 4),
        "For[start, test, step, body] evaluates start, then body and step as long as test is True.",
        ("For[i = 1, i < 1000, i *= 2, Null]; i", "1024"),
        |ev, call| {
            ev.eval(call.args[0].clone())?;
            let (mut test, mut step) = (Repeated::new(&call.args[1]), Repeated::new(&call.args[2]));
            let mut body = call.args.get(3).map(Repeated::new);
            repeat(sym::For, || {
                while test.eval(ev)?.is_true() {
                    ev.check_interrupt()?;
                    if let Some(body) = &mut body {
                        turn(body.eval(ev))?;
                    }
                    step.eval(ev)?;
                }
                Ok(Some(Expr::null()))
            })
        },
    ),
    Builtin::new(
        "Goto",
        Attributes::NONE,
        Arity::exactly(1),
        "Goto[tag] goes on after Label[tag] in a compound expression around it.",
        ("q = 1; Label[a]; q *= 2; If[q < 100, Goto[a]]; q", "128"),
        |_, call| Err(Unwind::Goto(call.args[0].clone())),
    ),
    Builtin::new(
        "If",
        Attributes::HOLD_REST,
        Arity::between(2, 4),
        "If[test, a, b] gives a if test is True and b if it is False; If[test, a, b, c] gives c if it is neither.",
        ("If[2 > 1, yes, no]", "yes"),
        |_, call| {
            let branch = match &call.args[0] {
                Expr::Symbol(sym::True) => 1,
                Expr::Symbol(sym::False) => 2,
                _ => 3,
            };
            Ok(match call.args.get(branch) {
                Some(branch) => Some(branch.clone()),
                None if branch == 2 => Some(Expr::null()),
                None => None,
            })
        },
    ),
    Builtin::new(
        "Label",
        Attributes::HOLD_FIRST,
        Arity::exactly(1),
        "Label[tag] is where Goto[tag] leads.",
        ("", ""),
        |_, _| Ok(Some(Expr::null())),
    ),
    Builtin::new(
        "Quit",
        Attributes::NONE,
        Arity::between(0, 1),
        "Quit[] ends the session; Quit[code] with this exit code.",
        ("", ""),
        quit,
    ),
    Builtin::new(
        "Return",
        Attributes::NONE,
        Arity::between(0, 2),
        "Return[value] gives value from the function or loop around it; Return[value, h] from the nearest h.",
        ("f[x_] := (If[x > 2, Return[big]]; small); {f[1], f[3]}", "{small, big}"),
        |_, call| match &call.args[..] {
            [value, Expr::Symbol(from)] => Err(Unwind::Return { value: value.clone(), from: *from }),
            // By itself it is a value, which what stands around hands on or takes.
            _ => Ok(None),
        },
    ),
    Builtin::new(
        "Switch",
        Attributes::HOLD_REST,
        Arity::at_least(1),
        "Switch[expr, form1, v1, form2, v2, …] gives the v whose form is the first that expr matches.",
        ("Switch[3, 1, a, _Integer, b, _, c]", "b"),
        switch,
    ),
    Builtin::new(
        "Table",
        HOLD_ALL,
        Arity::at_least(1),
        "Table[expr, {i, a, b, step}, …] is the list of values of expr for each value of i.",
        ("Table[i^2, {i, 4}]", "{1, 4, 9, 16}"),
        |ev, call| {
            let (expr, specs) = call.args.split_first().expect("one argument at least");
            repeat(sym::Table, || ev.table(sym::Table, expr, specs))
        },
    ),
    Builtin::new(
        "Throw",
        Attributes::NONE,
        Arity::between(1, 3),
        "Throw[value] gives value from the nearest Catch; Throw[value, tag] from the nearest whose form matches tag; Throw[value, tag, f] is f[value, tag] when there is none.",
        ("Catch[a; Throw[b]; c]", "b"),
        |_, call| {
            let [value, tag, otherwise] = [0, 1, 2].map(|index| call.args.get(index).cloned());
            Err(Unwind::Throw { value: value.expect("one argument at least"), tag, otherwise })
        },
    ),
    Builtin::new(
        "Piecewise",
        HOLD_ALL,
        Arity::between(1, 2),
        "Piecewise[{{v1, test1}, {v2, test2}, …}, v] gives the first v whose test is True, and v (0 by default) when none is.",
        ("x = 3; Piecewise[{{small, x < 2}, {middle, x < 5}}]", "middle"),
        piecewise,
    ),
    Builtin::new(
        "Which",
        HOLD_ALL,
        Arity::ANY,
        "Which[test1, v1, test2, v2, …] gives the v of the first test that is True.",
        ("x = 3; Which[x < 2, small, x < 5, middle, True, large]", "middle"),
        which,
    ),
    Builtin::new(
        "WithCleanup",
        HOLD_ALL,
        Arity::between(2, 3),
        "WithCleanup[expr, cleanup] evaluates expr and then cleanup, also when expr is left by Throw or Abort; WithCleanup[init, expr, cleanup] evaluates init first.",
        ("Catch[WithCleanup[Throw[1], k = 2]] + k", "3"),
        |ev, call| {
            let (last, before) = call.args.split_last().expect("two arguments at least");
            if let [init, _] = before {
                ev.eval(init.clone())?;
            }
            let result = ev.eval(before.last().expect("one argument at least").clone());
            if !matches!(result, Err(Unwind::Quit(_))) {
                ev.eval(last.clone())?;
            }
            result.map(Some)
        },
    ),
    Builtin::new(
        "While",
        HOLD_ALL,
        Arity::between(1, 2),
        "While[test, body] evaluates body as long as test is True.",
        ("n = 1; While[n < 100, n *= 3]; n", "243"),
        |ev, call| {
            let mut test = Repeated::new(&call.args[0]);
            let mut body = call.args.get(1).map(Repeated::new);
            repeat(sym::While, || {
                while test.eval(ev)?.is_true() {
                    ev.check_interrupt()?;
                    if let Some(body) = &mut body {
                        turn(body.eval(ev))?;
                    }
                }
                Ok(Some(Expr::null()))
            })
        },
    ),
];

/// One turn of a loop: `Continue[]` ends it; `Return[value]` as its value ends the loop.
fn turn(result: Eval) -> Eval<()> {
    match result {
        Ok(value) if is_return(&value) => Err(Unwind::Return { value, from: sym::Return }),
        Ok(_) | Err(Unwind::Continue) => Ok(()),
        Err(unwind) => Err(unwind),
    }
}

/// A loop: `Break[]` and `Return[…]` leave it. The value of `Do` is then what is returned; `For` and `While` hand
/// `Return[value]` on to what stands around them.
fn repeat(head: Symbol, run: impl FnOnce() -> Reply) -> Reply {
    match run() {
        Err(Unwind::Break) => Ok(Some(Expr::null())),
        Err(Unwind::Return { value, from: sym::Return }) => {
            Ok(Some(if head == sym::Do { unreturned(value) } else { value }))
        }
        Err(Unwind::Return { value, from }) if from == head => Ok(Some(value)),
        result => result,
    }
}

/// With labels: `Goto` goes on after the label that it names.
fn compound(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut at = 0;
    let mut value = Expr::null();
    while let Some(expr) = call.args.get(at) {
        at += 1;
        match ev.eval(expr.clone()) {
            Ok(last) if is_return(&last) => return Ok(Some(last)),
            Ok(last) => value = last,
            Err(Unwind::Goto(label)) => {
                let is_target = |arg: &Expr| {
                    arg.as_call(sym::Label).is_some_and(|known| known.args[..] == [label.clone()])
                };
                match call.args.iter().position(is_target) {
                    Some(target) => at = target + 1,
                    None => return Err(Unwind::Goto(label)),
                }
                ev.check_interrupt()?;
            }
            Err(unwind) => return Err(unwind),
        }
    }
    Ok(Some(value))
}

fn quit(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let code = match call.args.first() {
        Some(Expr::Integer(code)) => i32::try_from(*code).unwrap_or(1),
        _ => 0,
    };
    Err(Unwind::Quit(code))
}

fn catch(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = ev.eval(call.args[0].clone());
    let Err(Unwind::Throw { value, tag, otherwise }) = result else { return result.map(Some) };
    match (call.args.get(1), tag) {
        (None, None) => Ok(Some(value)),
        (Some(form), Some(tag)) => {
            let pattern = Pattern::new(form, ev);
            if Matcher::matched(ev, &pattern, &tag)?.is_none() {
                return Err(Unwind::Throw { value, tag: Some(tag), otherwise });
            }
            match call.args.get(2) {
                Some(f) => Ok(Some(Expr::call(f.clone(), [value, tag]))),
                None => Ok(Some(value)),
            }
        }
        (_, tag) => Err(Unwind::Throw { value, tag, otherwise }),
    }
}

fn switch(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (subject, cases) = call.args.split_first().expect("one argument at least");
    if cases.len() % 2 == 1 {
        let count = i64::try_from(call.args.len()).unwrap_or(i64::MAX);
        ev.message(sym::Switch, "argct", &[Expr::Symbol(sym::Switch), Expr::Integer(count)]);
        return Ok(None);
    }
    for case in cases.chunks_exact(2) {
        let form = ev.eval(case[0].clone())?;
        let pattern = Pattern::new(&form, ev);
        if Matcher::matched(ev, &pattern, subject)?.is_some() {
            return Ok(Some(case[1].clone()));
        }
    }
    Ok(None)
}

fn piecewise(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let cases = match call.args[0].as_call(sym::List) {
        Some(_) => call.args[0].clone(),
        None => ev.eval(call.args[0].clone())?,
    };
    let Some(cases) = cases.elements() else { return Ok(None) };
    let mut open: Vec<Expr> = Vec::new();
    let mut changed = call.args.len() == 1;
    let mut default = call.args.get(1).cloned().unwrap_or(Expr::Integer(0));
    for case in cases.iter() {
        let case = case.elements().map(|pair| pair.to_vec()).unwrap_or_default();
        let [value, test] = &case[..] else { return Ok(None) };
        let decided = ev.eval(test.clone())?;
        if decided.is_symbol(sym::False) {
            changed = true;
            continue;
        }
        if decided.is_true() {
            // What follows is never reached.
            default = value.clone();
            changed = true;
            break;
        }
        // Of the values only those that stay are evaluated.
        let shown = ev.eval(value.clone())?;
        changed |= decided != *test || shown != *value;
        open.push(Expr::list([shown, decided]));
    }
    if open.is_empty() {
        return Ok(Some(default));
    }
    let otherwise = ev.eval(default.clone())?;
    if !changed && otherwise == default {
        return Ok(None);
    }
    let rest = Expr::call(sym::Piecewise, [Expr::list(open), otherwise]);
    Ok(Some(ev.as_is(rest)))
}

fn which(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() % 2 == 1 {
        let count = i64::try_from(call.args.len()).unwrap_or(i64::MAX);
        let tag = if count == 1 { "argctu" } else { "argct" };
        ev.message(sym::Which, tag, &[Expr::Symbol(sym::Which), Expr::Integer(count)]);
        return Ok(None);
    }
    for (index, case) in call.args.chunks_exact(2).enumerate() {
        match ev.eval(case[0].clone())? {
            Expr::Symbol(sym::True) => return Ok(Some(case[1].clone())),
            Expr::Symbol(sym::False) => {}
            undecided => {
                // What has been decided is left out of what remains.
                let mut args = call.args[2 * index..].to_vec();
                args[0] = undecided;
                let rest = Expr::call(sym::Which, args);
                if index == 0 && rest == Expr::Normal(Arc::clone(call)) {
                    return Ok(None);
                }
                return Ok(Some(ev.as_is(rest)));
            }
        }
    }
    Ok(Some(Expr::null()))
}
