//! What happens when compiled code has no answer: a message, then the evaluator on the original arguments.

use std::sync::Arc;

use scheelite_bytecode::Register;
use scheelite_bytecode::listing::{self, Style};
use scheelite_bytecode::operand::{Direction, Operand};
use scheelite_compiler::check::types_of::value_type;
use scheelite_runtime::eval::{Eval, Evaluator, Mark, Unwind, unreturned};
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, Value, sym};

use super::apply::{MESSAGES, count, type_name};
use super::{CompiledFunction, State, note_fallback, note_path, pattern};
use crate::compile::input_form;
use crate::convert::expr_to_tensor;
use crate::interp::{Detail, Finished, Leave};
use crate::outcome::{Path, Why};

/// Why compiled code has no answer.
pub(crate) enum Failure {
    /// The argument at this place, from 0, does not have the type of the function's argument.
    Argument(usize),
    /// The function has errors.
    NotCompiled,
    /// The result is not finite.
    NotFinite,
    /// The result is an array that was never set.
    Unset,
    /// The code was left.
    Left(Box<Finished>),
}

impl Failure {
    /// The same in short.
    pub(crate) fn why(&self) -> Why {
        match self {
            Failure::Argument(_) => Why::Argument,
            Failure::NotCompiled => Why::NotCompiled,
            Failure::NotFinite => Why::NotFinite,
            Failure::Unset => Why::Numerical,
            Failure::Left(finished) => finished.leave.why(),
        }
    }
}

/// Says what went wrong and gives the answer of the evaluator.
pub(super) fn leave(
    ev: &mut Evaluator,
    function: &CompiledFunction,
    call: &Arc<Normal>,
    failure: &Failure,
) -> Eval {
    note_path(ev, Path::Exact(failure.why()));
    let finished = if let Failure::Left(finished) = failure { Some(&**finished) } else { None };
    note_fallback(ev, function, failure.why(), finished, call.origin);
    if let Failure::Left(finished) = failure
        && let Some(Detail::Unwind(unwind)) = &finished.detail
    {
        return Err(unwind.clone());
    }
    let late = ev.deadline().is_some_and(|deadline| std::time::Instant::now() >= deadline);
    if late && matches!(failure, Failure::Left(finished) if finished.leave == Leave::Time) {
        // The time that the evaluation around it was given is over: that is no matter of this function.
        return Err(Unwind::Abort);
    }
    report(ev, function, call, failure);
    if let Failure::Left(finished) = failure {
        match finished.leave {
            Leave::Depth => return Err(Unwind::Terminated("RecursionLimit")),
            Leave::Fuel | Leave::Time | Leave::Memory | Leave::Interrupt => return Err(Unwind::Abort),
            _ => {}
        }
    }
    let is_error = !matches!(failure, Failure::Argument(_) | Failure::NotCompiled);
    match &function.parts.behaviour.error_handler {
        Some(handler) if is_error => {
            let held = Expr::call(
                sym::Hold,
                [Expr::call(function.parts.function.clone(), call.args.iter().cloned())],
            );
            ev.eval(Expr::call(handler.clone(), [held]))
        }
        _ => uncompiled(ev, function, &call.args),
    }
}

/// The evaluator's answer on the original arguments.
pub(super) fn uncompiled(ev: &mut Evaluator, function: &CompiledFunction, args: &[Expr]) -> Eval {
    let address = Arc::as_ptr(&function.parts) as usize;
    ev.state::<State>().leaving.push(address);
    let result = ev.eval(Expr::call(function.parts.function.clone(), args.iter().cloned()));
    ev.state::<State>().leaving.pop();
    result.map(unreturned)
}

/// Issues the message of a failure.
pub(super) fn report(ev: &mut Evaluator, function: &CompiledFunction, call: &Arc<Normal>, failure: &Failure) {
    if !function.parts.behaviour.warnings {
        return;
    }
    match failure {
        Failure::NotCompiled => {}
        Failure::NotFinite | Failure::Unset => {
            let mark = Mark::new(call.origin, "the result is not a finite number");
            ev.message_marked(MESSAGES, "cfne", &[], mark);
        }
        Failure::Argument(index) => {
            let position = Expr::Integer(count(index + 1));
            let argument = &function.parts.arguments[*index];
            let arg = call.args[*index].clone();
            let mark = Mark::new(call.origin, described(&arg))
                .part(ev.sources.arg_span(call.origin, *index))
                .help(format!("{} is declared {}", argument.name, input_form(&pattern(argument.ty))));
            type_message(ev, ("cfsa", "cfta"), &[arg, position], argument.ty, mark);
        }
        Failure::Left(finished) => report_left(ev, call, finished),
    }
}

/// A message about something that should be of a type: one tag for scalars, one for arrays.
fn type_message(ev: &mut Evaluator, (scalar, tensor): (&str, &str), args: &[Expr], ty: Type, mark: Mark) {
    let mut args = args.to_vec();
    let (one, many) = type_name(ty);
    match ty {
        Type::Of(_, rank) if rank > 0 => {
            args.push(Expr::Integer(rank.into()));
            args.push(Expr::string(many));
            ev.message_marked(MESSAGES, tensor, &args, mark);
        }
        _ => {
            let article = if one.starts_with("True") { "" } else { "a " };
            args.push(Expr::string(format!("{article}{one}")));
            ev.message_marked(MESSAGES, scalar, &args, mark);
        }
    }
}

fn report_left(ev: &mut Evaluator, call: &Arc<Normal>, finished: &Finished) {
    let function = &finished.program.verified.program().functions[finished.function];
    let origin = match function.origins.get(finished.pc).copied() {
        Some(origin) if origin != Origin::NONE => origin,
        _ => call.origin,
    };
    let instruction = Expr::Integer(count(finished.pc + 1));
    match (finished.leave, &finished.detail) {
        (Leave::Part, Some(Detail::Part { part, length } | Detail::Kernel(Fault::Part { part, length }))) => {
            let args = [Expr::Integer(*part), Expr::Integer(count(*length)), instruction];
            ev.message_at(MESSAGES, "cfpart", &args, origin);
        }
        (Leave::Lengths, Some(Detail::Kernel(fault))) => {
            ev.message_marked(MESSAGES, "cflist", &[], Mark::new(origin, fault.to_string()));
        }
        (Leave::Lengths, _) => ev.message_at(MESSAGES, "cflist", &[], origin),
        (Leave::External, Some(Detail::External { result, expected })) => {
            let expected_text = input_form(&pattern(*expected));
            let mark = Mark::new(origin, format!("gave {}, not {expected_text}", described(result)))
                .help(declaration(ev, origin, result));
            type_message(ev, ("cfse", "cfte"), std::slice::from_ref(result), *expected, mark);
            ev.message_at(MESSAGES, "cfex", &[instruction], origin);
        }
        (Leave::External | Leave::Unwind, _) => ev.message_at(MESSAGES, "cfex", &[instruction], origin),
        (Leave::Depth, _) => {
            let depth = ev.state::<State>().engine.config().depth;
            let args = [Expr::Integer(count(depth)), Expr::Normal(call.clone())];
            ev.message_at(Symbol::new("$RecursionLimit"), "reclim2", &args, origin);
        }
        (Leave::Fuel, _) => ev.message_at(MESSAGES, "cffuel", &[instruction], origin),
        (Leave::Time, _) => ev.message_at(MESSAGES, "cftime", &[instruction], origin),
        (Leave::Memory, _) => ev.message_at(MESSAGES, "cfmem", &[instruction], origin),
        (Leave::Interrupt, _) => {}
        _ => {
            let label = with_values(finished).unwrap_or_else(|| match &finished.detail {
                Some(Detail::Kernel(fault)) => fault.to_string(),
                _ => String::new(),
            });
            ev.message_marked(MESSAGES, "cfn", &[instruction], Mark::new(origin, label));
        }
    }
}

/// What to write so that a result of the evaluator is taken as what it is.
fn declaration(ev: &Evaluator, origin: Origin, result: &Expr) -> String {
    let Some(ty) = value_type(result) else { return "it has to give a machine number".to_owned() };
    let ty = match ty {
        Type::Of(_, 0) => input_form(&pattern(ty)),
        _ => input_form(&pattern(ty)).trim_matches(['{', '}']).to_owned(),
    };
    let called = ev.sources.head_span(origin).map(|span| {
        let (start, end) = (span.start as usize, span.end as usize);
        ev.sources.source(span.source).text.get(start..end).unwrap_or_default().to_owned()
    });
    let is_call = ev
        .sources
        .span(origin)
        .is_some_and(|span| ev.sources.source(span.source).text[..span.end as usize].ends_with(']'));
    let is_name =
        |text: &String| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "$`".contains(c));
    match called.filter(|text| is_call && is_name(text)) {
        Some(name) => {
            format!("declare what it gives in the third argument of Compile: {{{{{name}[__], {ty}}}}}")
        }
        None => format!("declare what it gives in the third argument of Compile: {{{{…, {ty}}}}}"),
    }
}

/// What an instruction could not compute: its text with the values of its registers.
fn with_values(finished: &Finished) -> Option<String> {
    let program = finished.program.verified.program();
    let function = program.functions.get(finished.function)?;
    let op = function.code.get(finished.pc)?;
    let mut names = Vec::new();
    op.each_operand(|_, operand| {
        if let Operand::Register(Direction::In, shape, index) = operand {
            names.push(listing::register(function, Register { bank: shape.bank, index }));
        }
    });
    if names.len() != finished.operands.len() || finished.operands.contains(&Value::Void) {
        return None;
    }
    let text = listing::instruction(
        program,
        function,
        finished.pc,
        &Style { expr: &input_form, ..Style::default() },
    );
    let (_, computed) = text.split_once(" = ")?;
    let mut shown = String::new();
    let mut rest = computed;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        match names.iter().position(|name| name == word) {
            Some(place) => shown.push_str(&listing::value(&finished.operands[place])),
            // A register whose content is not known: then the text says nothing.
            None if is_register(word) => return None,
            None => shown.push_str(word),
        }
        let mut others = after.chars();
        shown.extend(others.next());
        rest = others.as_str();
    }
    Some(format!("{} has no machine number as its value", shown.replace("[ ", "[")))
}

/// Whether a word of a listing names a register: `I3`.
fn is_register(word: &str) -> bool {
    word.len() > 1
        && word.starts_with(['B', 'I', 'R', 'C', 'T', 'V'])
        && word[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// What kind of thing an expression is.
fn described(expr: &Expr) -> String {
    match expr {
        Expr::Integer(_) => "a machine integer".to_owned(),
        Expr::BigInteger(_) => "an integer beyond the machine's".to_owned(),
        Expr::Real(_) => "a machine real".to_owned(),
        Expr::BigReal(_) => "a real beyond the machine's".to_owned(),
        Expr::Rational(_) => "a rational number".to_owned(),
        Expr::Complex(_) => "a complex number".to_owned(),
        Expr::String(_) => "a string".to_owned(),
        Expr::Symbol(sym::True | sym::False) => "a Boolean".to_owned(),
        _ if expr.is_list() => match expr_to_tensor(expr, Scalar::Complex) {
            Some(tensor) if tensor.rank() == 1 => "a vector".to_owned(),
            Some(tensor) if tensor.rank() == 2 => "a matrix".to_owned(),
            Some(tensor) => format!("a tensor of rank {}", tensor.rank()),
            None => "a list that is no full array of machine numbers".to_owned(),
        },
        _ => "not a machine number".to_owned(),
    }
}
