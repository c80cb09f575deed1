//! A session: symbols, definitions, messages, random state.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use scheelite_compiler::syntax::Parser;
use scheelite_compiler::{Diagnostic, Severity};
use scheelite_runtime::eval::{Evaluator, Host, Message};
use scheelite_runtime::source::{Origin, SourceMap};
use scheelite_runtime::{Expr, Symbol};

use crate::compiled_function::{self, CompiledFunction, State};
use crate::engine::{Engine, InterruptHandle};
use crate::error::Error;
use crate::outcome::{Outcome, Path};

/// A session of the language.
pub struct Session {
    evaluator: Evaluator,
    collected: Option<Arc<Mutex<Collected>>>,
    stop: Option<Arc<AtomicBool>>,
}

/// How the run of a text ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunEnd {
    /// Syntax errors of the text.
    pub syntax_errors: usize,
    /// The code of `Quit` or `Exit`, which ended the run.
    pub quit: Option<i32>,
    /// Whether an interrupt or a limit ended the run.
    pub aborted: bool,
    /// Whether the run was stopped: see [`Session::stop_when`].
    pub stopped: bool,
}

/// What a session printed and the messages it issued, when it has no host of its own.
#[derive(Debug, Default)]
struct Collected {
    printed: String,
    messages: Vec<Message>,
}

/// Collects what a session says.
struct Collector(Arc<Mutex<Collected>>);

impl Host for Collector {
    fn print(&mut self, text: &str) {
        if let Ok(mut collected) = self.0.lock() {
            collected.printed.push_str(text);
        }
    }

    fn message(&mut self, message: &Message, _: &SourceMap) {
        if let Ok(mut collected) = self.0.lock() {
            collected.messages.push(message.clone());
        }
    }
}

impl Session {
    /// A session that collects what is printed and the messages issued: see [`Session::take_printed`] and
    /// [`Session::take_messages`].
    pub fn new(engine: &Engine) -> Self {
        let collected = Arc::new(Mutex::new(Collected::default()));
        let mut session = Session::with_host(engine, Box::new(Collector(collected.clone())));
        session.collected = Some(collected);
        session
    }

    /// A session that speaks to this host.
    pub fn with_host(engine: &Engine, host: Box<dyn Host>) -> Self {
        let mut evaluator = Evaluator::new(host);
        evaluator.parser = Some(crate::reading::read);
        compiled_function::install(&mut evaluator, engine);
        crate::numeric::rows::install(&mut evaluator);
        crate::pictures::rows::install(&mut evaluator);
        crate::composition::rows::install(&mut evaluator);
        crate::verification::install(&mut evaluator);
        Session { evaluator, collected: None, stop: None }
    }

    /// Lets [`Session::run`] end before the next expression once this flag is set.
    pub fn stop_when(&mut self, flag: Arc<AtomicBool>) {
        self.stop = Some(flag);
    }

    /// What was printed since the last call, in a session without a host of its own.
    pub fn take_printed(&mut self) -> String {
        self.collected().map(|mut collected| std::mem::take(&mut collected.printed)).unwrap_or_default()
    }

    /// The messages issued since the last call, in a session without a host of its own.
    pub fn take_messages(&mut self) -> Vec<Message> {
        self.collected().map(|mut collected| std::mem::take(&mut collected.messages)).unwrap_or_default()
    }

    /// The engine of the session.
    pub(crate) fn engine(&mut self) -> Engine {
        self.evaluator.state::<State>().engine.clone()
    }

    fn collected(&self) -> Option<std::sync::MutexGuard<'_, Collected>> {
        self.collected.as_ref()?.lock().ok()
    }

    /// The evaluator of the session.
    pub fn evaluator(&mut self) -> &mut Evaluator {
        &mut self.evaluator
    }

    /// The texts read and the places of expressions in them.
    pub fn sources(&self) -> &SourceMap {
        &self.evaluator.sources
    }

    /// Reads and evaluates a text, one top-level expression after the other; `each` gets every value. Syntax errors go to
    /// the host; the expressions without errors are evaluated all the same.
    pub fn run(&mut self, name: &str, text: &str, each: &mut dyn FnMut(&mut Session, Expr)) -> RunEnd {
        let mut end = RunEnd::default();
        let text: Arc<str> = text.into();
        let source = self.evaluator.sources.add(name, text.clone());
        let mut parser = Parser::new(&text, source);
        loop {
            if self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                end.stopped = true;
                return end;
            }
            let (sources, contexts) = self.evaluator.reading();
            let next = parser.next(sources, &mut |name| contexts.resolve(name));
            for diagnostic in parser.take_diagnostics() {
                end.syntax_errors += usize::from(diagnostic.severity == Severity::Error);
                let rendered = diagnostic.render(&self.evaluator.sources);
                self.evaluator.host.diagnostic(&rendered);
            }
            let Some(expr) = next else { return end };
            let Some(expr) = expr else { continue };
            if let Some(recorder) = self.engine().recorder {
                let origin = if let Expr::Normal(call) = &expr { call.origin } else { Origin::NONE };
                recorder.input(origin);
            }
            match self.evaluator.evaluate_input(expr) {
                Ok(value) => {
                    end.aborted |= value.as_symbol().is_some_and(|symbol| symbol == Symbol::new("$Aborted"));
                    each(self, value);
                }
                Err(code) => {
                    end.quit = Some(code);
                    return end;
                }
            }
        }
    }

    /// Evaluates an expression as an input of the session: what leaves the evaluation otherwise (`Throw`, `Abort`, a
    /// limit) becomes a value, as in the language.
    ///
    /// # Errors
    /// [`Error::Quit`] for `Quit` and `Exit`.
    pub fn eval(&mut self, expr: Expr) -> Result<Expr, Error> {
        self.evaluator.evaluate_input(expr).map_err(Error::Quit)
    }

    /// Reads and evaluates a text; gives the value of its last expression, `Null` when there is none.
    ///
    /// # Errors
    /// [`Error::Syntax`] when the text is not of the language, before anything after the error is evaluated;
    /// [`Error::Quit`].
    pub fn evaluate(&mut self, text: &str) -> Result<Expr, Error> {
        let text: Arc<str> = text.into();
        let source = self.evaluator.sources.add("input", text.clone());
        let mut parser = Parser::new(&text, source);
        let mut value = Expr::null();
        loop {
            let (sources, contexts) = self.evaluator.reading();
            let next = parser.next(sources, &mut |name| contexts.resolve(name));
            let diagnostics = parser.take_diagnostics();
            if diagnostics.iter().any(|found| found.severity == Severity::Error) {
                let render = |found: &Diagnostic| found.render(&self.evaluator.sources);
                let rendered = diagnostics.iter().map(render).collect();
                return Err(Error::Syntax { diagnostics, rendered });
            }
            match next {
                Some(Some(expr)) => value = self.eval(expr)?,
                Some(None) => {}
                None => return Ok(value),
            }
        }
    }

    /// The listing of a value that is a compiled function.
    pub fn listing(&mut self, value: &Expr) -> Option<String> {
        crate::compile::listing(&mut self.evaluator, value)
    }

    /// The text of an expression as `Print` shows it.
    pub fn output_form(&mut self, expr: &Expr) -> String {
        self.evaluator.text(expr, scheelite_runtime::format::FormatType::OutputForm)
    }

    /// The text of an expression in the form that the session prints, the option `FormatType` of `$Output`.
    pub fn result_text(&mut self, expr: &Expr) -> String {
        let form = self.evaluator.output_type();
        self.evaluator.text(expr, form)
    }

    /// The text of an expression that reads back as the same expression.
    pub fn input_form(&mut self, expr: &Expr) -> String {
        crate::compile::input_form(expr)
    }

    /// Evaluates a text that gives a compiled function.
    pub fn function(&mut self, text: &str) -> Result<CompiledFunction, Error> {
        let value = self.evaluate(text)?;
        CompiledFunction::from_expr(&value).cloned().ok_or(Error::NotCompiled(value))
    }

    /// Calls a compiled function with expressions, as the language does: with conversion, threading and fallback.
    pub fn call(&mut self, function: &CompiledFunction, args: &[Expr]) -> Result<Outcome, Error> {
        self.take_paths();
        let value = self.eval(Expr::call(function.to_expr(), args.iter().cloned()))?;
        let path = self.take_paths().into_iter().next().unwrap_or(Path::Exact(crate::Why::Argument));
        Ok(Outcome { value, path })
    }

    /// How each call of a compiled function went since the last time this was asked, in order.
    pub fn take_paths(&mut self) -> Vec<Path> {
        compiled_function::take_paths(&mut self.evaluator)
    }

    /// Keeps from now on the functions that `Compile` makes, for [`Session::take_compiled`].
    pub fn keep_compiled(&mut self) {
        compiled_function::keep_made(&mut self.evaluator);
    }

    /// The functions made by `Compile` since the last time this was asked, in order; none unless they are kept.
    pub fn take_compiled(&mut self) -> Vec<Expr> {
        compiled_function::take_made(&mut self.evaluator)
    }

    /// A handle that stops what the session computes, from any thread.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle { flag: self.evaluator.interrupt_handle() }
    }
}
