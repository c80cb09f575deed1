//! The functions of the language that make and show compiled functions.

mod environment;
mod options;
mod show;

use std::sync::{Arc, OnceLock};

use scheelite_compiler::request::{self, Request};
use scheelite_compiler::{Diagnostic, Severity};
use scheelite_runtime::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Message, Reply};
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, sym};

use crate::compiled_function::{Argument, CompiledFunction, Numeric, Parts, State, note_made};
use crate::interp::Linked;
pub(crate) use environment::Session;
pub(crate) use show::{input_form, listing};

/// The table of this topic.
pub(crate) const ROWS: &[Builtin] = &[
    Builtin::new(
        "Compile",
        Attributes::HOLD_ALL.and(Attributes::PROTECTED),
        Arity::at_least(2),
        "Compile[{x, y, …}, expr] makes a compiled function of real arguments; {x, type} and {x, type, rank} give others.",
        ("Compile[{x}, x^2 + 1][3]", "10."),
        compile,
    ),
    Builtin::new(
        "CompiledFunctionTools`CompilePrint",
        Attributes::PROTECTED,
        Arity::exactly(1),
        "CompilePrint[cf] gives a listing of the instructions of the compiled function cf.",
        ("", ""),
        show::compile_print,
    ),
    Builtin::new(
        "CompilePrint",
        Attributes::PROTECTED,
        Arity::exactly(1),
        "CompilePrint[cf] gives a listing of the instructions of the compiled function cf.",
        ("", ""),
        show::compile_print,
    ),
];

/// The options of `Compile`; all are `Automatic` or off until set in a call.
fn default_options() -> [(Expr, Expr); 5] {
    [
        (sym::CompilationOptions.into(), sym::Automatic.into()),
        (sym::CompilationTarget.into(), Expr::string("WVM")),
        (sym::Parallelization.into(), sym::Automatic.into()),
        (sym::RuntimeAttributes.into(), Expr::list([])),
        (sym::RuntimeOptions.into(), sym::Automatic.into()),
    ]
}

/// Puts the functions of this topic into a session.
pub(crate) fn install(ev: &mut Evaluator) {
    ev.install(ROWS);
    ev.set_default_options(sym::Compile, default_options());
    ev.contexts.add_package("CompiledFunctionTools`");
}

fn compile(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = ev.naming.take();
    let positional = call.args.iter().take_while(|arg| !options::is_option(arg)).count();
    if positional < 2 {
        return Ok(None);
    }
    if positional > 3 {
        let unknown = call.args[3].clone();
        ev.message_at(
            sym::Compile,
            "nonopt",
            &[unknown, Expr::Integer(3), Expr::Normal(call.clone())],
            call.origin,
        );
        return Ok(None);
    }
    let Some(settings) = options::read(ev, &call.args[positional..], call)? else {
        return Ok(None);
    };
    let (spec, body) = (&call.args[0], &call.args[1]);
    let recorder = ev.state::<State>().engine.recorder.clone();
    let env = &mut Session::naming(ev, name);
    let arguments = match request::read_arguments(spec, env) {
        Ok(arguments) => arguments,
        Err(found) => return refuse(ev, &found, call),
    };
    let declared = match call.args.get(2).filter(|_| positional == 3) {
        None => Vec::new(),
        Some(written) => match request::read_declared(written, env) {
            Ok(declared) => declared,
            Err(found) => return refuse(ev, &found, call),
        },
    };
    let request = Request { name, arguments, body: body.clone(), declared, options: settings.compiler };
    let mut work = || scheelite_compiler::compile("CompiledFunction", &request, env);
    let compiled = match recorder {
        Some(recorder) => recorder.compiling(work),
        None => work(),
    };
    for diagnostic in &compiled.diagnostics {
        report(ev, diagnostic, call.origin);
    }
    let program = compiled.program.map(|program| Arc::new(Linked::new(program)));
    settings.report(ev, call.origin);
    let names = Expr::list(request.arguments.iter().map(|argument| Expr::Symbol(argument.symbol)));
    // What the evaluator computes when the compiled code has no answer: the body with its temporaries.
    let fallback = compiled.body.unwrap_or_else(|| body.clone());
    let function = Expr::call(sym::Function, [names, fallback]);
    let arguments: Vec<Argument> = request
        .arguments
        .iter()
        .map(|argument| Argument { name: argument.symbol, ty: argument.ty })
        .collect();
    let engine = ev.state::<State>().engine.clone();
    let numeric = match &program {
        Some(linked) if !settings.behaviour.listable => Numeric::of(linked, &arguments, &engine),
        _ => None,
    };
    let parts = Parts {
        linked: program,
        arguments,
        body: body.clone(),
        function,
        default_options: settings.default_options,
        behaviour: settings.behaviour,
        engine,
        numeric,
        straight: OnceLock::new(),
        branches: OnceLock::new(),
    };
    let made = CompiledFunction { parts: Arc::new(parts) }.to_expr();
    note_made(ev, &made);
    Ok(Some(made))
}

/// Reports an error after which there is no function at all.
fn refuse(ev: &mut Evaluator, found: &Diagnostic, call: &Arc<Normal>) -> Eval<Option<Expr>> {
    report(ev, found, call.origin);
    Ok(None)
}

/// Issues a finding of the compiler as a message. Notes other than `noinfo` are for `vm check`.
fn report(ev: &mut Evaluator, found: &Diagnostic, origin: Origin) {
    if found.severity == Severity::Note && found.code != "noinfo" {
        return;
    }
    ev.message_with_text(Message {
        symbol: sym::Compile,
        tag: found.code.to_owned(),
        text: found.title.clone(),
        origin,
        span: found.span,
        label: found.label.clone(),
        help: found.help.clone(),
    });
}
