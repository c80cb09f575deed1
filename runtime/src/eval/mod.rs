//! The evaluator: the standard evaluation sequence over definitions and built-in functions.

mod arguments;
mod assign;
pub mod attributes;
pub mod automatic;
mod blocks;
pub mod builtin;
pub mod builtins;
pub mod contexts;
mod definitions;
mod display;
mod evaluate;
mod fast;
pub mod files;
pub mod formats;
mod functions;
mod heads;
mod iterate;
mod kinds;
pub mod levels;
mod listable;
mod local;
mod machine;
pub mod matrix;
mod memory;
pub mod message;
pub mod message_texts;
mod messages;
pub mod nested;
pub mod numeric;
mod operator_forms;
pub mod pack;
pub mod part;
mod part_set;
mod pattern;
mod plan;
mod rules;
pub mod settings;
pub mod simplify;
mod specificity;
pub mod streams;
mod trace;

use std::any::{Any, TypeId};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

use rustc_hash::FxHashMap;

pub use crate::order;
pub use attributes::Attributes;
pub use builtin::{Arity, Builtin, stoppable};
pub use definitions::Definition;
pub use evaluate::unreturned;
pub use files::{Disk, FileStatus, Files, WriteMode};
pub use message::{Host, Mark, Message};

use crate::expr::{Expr, Foreign, Normal};
use crate::source::{Origin, SourceMap};
use crate::symbol::{Symbol, sym};

/// What leaves an evaluation other than by its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Unwind {
    /// `Throw[value, tag]`.
    Throw {
        /// The value thrown.
        value: Expr,
        /// The tag, when there is one.
        tag: Option<Expr>,
        /// What is applied to value and tag when nothing catches them.
        otherwise: Option<Expr>,
    },
    /// `Return[value, head]`.
    Return {
        /// The value returned.
        value: Expr,
        /// From which construct.
        from: Symbol,
    },
    /// `Break[]`.
    Break,
    /// `Continue[]`.
    Continue,
    /// `Goto[label]`.
    Goto(Expr),
    /// `Abort[]`, an interrupt or a time limit.
    Abort,
    /// `Quit[code]`, `Exit[code]`.
    Quit(i32),
    /// A limit of the evaluator, by its name: `RecursionLimit`, `IterationLimit`. A message has been issued.
    Terminated(&'static str),
}

/// A value, or what leaves the evaluation instead.
pub type Eval<T = Expr> = Result<T, Unwind>;

/// What a built-in function gives: a value (which is evaluated further), `None` when the call stays as it is.
pub type Reply = Eval<Option<Expr>>;

/// Implementation of a built-in function. Arguments have been evaluated as its attributes ask.
pub type BuiltinFn = fn(&mut Evaluator, &Arc<Normal>) -> Reply;

/// What a foreign value does when it is applied to arguments: gets the value and the whole call.
pub type ForeignFn = fn(&mut Evaluator, &Arc<Foreign>, &Arc<Normal>) -> Reply;

/// A machine number, as an argument or a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MachineNumber {
    /// An integer.
    Integer(i64),
    /// A real.
    Real(f64),
}

impl MachineNumber {
    /// The machine number that an expression is.
    #[inline]
    pub fn of(expr: &Expr) -> Option<MachineNumber> {
        match expr {
            Expr::Integer(value) => Some(MachineNumber::Integer(*value)),
            Expr::Real(value) => Some(MachineNumber::Real(*value)),
            _ => None,
        }
    }
}

impl From<MachineNumber> for Expr {
    #[inline]
    fn from(number: MachineNumber) -> Expr {
        match number {
            MachineNumber::Integer(value) => Expr::Integer(value),
            MachineNumber::Real(value) => Expr::Real(value),
        }
    }
}

/// The short way of [`ForeignFn`] for arguments that are machine numbers: the value when it is one too; none when the long
/// way is to be gone, without any effect before.
pub type ForeignNumbersFn = fn(&mut Evaluator, &Foreign, &[MachineNumber]) -> Option<MachineNumber>;

/// Reads a text under a name and hands over its expressions one by one, each before the next is read, so that an
/// expression can change the context in which the next one's names are understood (see [`contexts`]). Syntax
/// errors go to the host; gives their number.
pub type ParseFn = fn(
    &mut Evaluator,
    name: &str,
    text: &str,
    each: &mut dyn FnMut(&mut Evaluator, Expr) -> Eval<()>,
) -> Eval<usize>;

/// A session's evaluator: definitions, messages, limits, and the state of whoever keeps some here.
pub struct Evaluator {
    definitions: Vec<Definition>,
    temporaries: FxHashMap<Symbol, Definition>,
    /// Texts read and the places of expressions in them.
    pub sources: SourceMap,
    /// Where output and messages go, and what the session may do outside.
    pub host: Box<dyn Host>,
    /// How text is read, plugged in from the right of the line of crates.
    pub parser: Option<ParseFn>,
    /// How foreign values are applied, plugged in likewise.
    pub apply_foreign: Option<ForeignFn>,
    /// The short way for machine numbers.
    pub apply_foreign_to_numbers: Option<ForeignNumbersFn>,
    /// The symbol that the compiled function being made will be the value of. Whoever makes one takes it at once.
    pub naming: Option<Symbol>,
    /// How long loops over machine numbers are run, plugged in likewise.
    pub automatic: automatic::Automatic,
    /// What names mean, and the packages loaded.
    pub contexts: contexts::Contexts,
    messages: messages::State,
    functions: functions::Cache,
    states: FxHashMap<TypeId, Box<dyn Any + Send>>,
    interrupt: Arc<AtomicBool>,
    deadline: Option<Instant>,
    /// Aborts evaluations before the system runs out of memory.
    memory_watch: Option<crate::memory::Watch>,
    ticks: u32,
    /// Whether work without another way out may be left by unwinding; see [`crate::stop`].
    guarded: bool,
    /// Stamp of expressions known to be their own values. Changes whenever a symbol that was left as it is gets a
    /// value or a rule, so that no expression marked before is taken to be its own value afterwards. Drawn from one
    /// counter for all sessions, since sessions may share expressions.
    epoch: u32,
    has_up_values: bool,
    /// Whether options of built-in functions have been set.
    has_chosen_options: bool,
    /// How many functions with a short way have been given a value or rules; see [`plan`].
    overridden: u32,
    /// Whether some symbol has had an array for a value that is worth computing with in blocks.
    has_large_arrays: bool,
    serial: u32,
    depth: usize,
    recursion_limit: usize,
    iteration_limit: usize,
    /// Where the built-in function at work was called.
    origin: Origin,
}

static EPOCHS: AtomicU32 = AtomicU32::new(1);

impl Evaluator {
    /// An evaluator with all built-in functions of this crate.
    pub fn new(host: Box<dyn Host>) -> Self {
        let mut evaluator = Evaluator {
            definitions: Vec::new(),
            temporaries: FxHashMap::default(),
            sources: SourceMap::default(),
            host,
            parser: None,
            apply_foreign: None,
            apply_foreign_to_numbers: None,
            naming: None,
            automatic: automatic::Automatic::default(),
            contexts: contexts::Contexts::default(),
            messages: messages::State::default(),
            functions: functions::Cache::default(),
            states: FxHashMap::default(),
            interrupt: Arc::new(AtomicBool::new(false)),
            deadline: None,
            memory_watch: None,
            ticks: 0,
            guarded: false,
            epoch: EPOCHS.fetch_add(1, Ordering::Relaxed),
            has_up_values: false,
            has_chosen_options: false,
            overridden: 0,
            has_large_arrays: false,
            serial: 0,
            depth: 0,
            recursion_limit: 1024,
            iteration_limit: 4096,
            origin: Origin::NONE,
        };
        builtins::TABLES.iter().for_each(|table| evaluator.install(table));
        builtins::calculus::define(&mut evaluator);
        builtins::intervals::define(&mut evaluator);
        builtins::linear_solve::define(&mut evaluator);
        builtins::constants::define(&mut evaluator);
        builtins::output::define(&mut evaluator);
        builtins::system::define(&mut evaluator);
        operator_forms::install(&mut evaluator);
        functions::install(&mut evaluator);
        fast::install(&mut evaluator);
        evaluator.protect_bare_names();
        evaluator
    }

    /// Evaluates an input of a session: like [`Evaluator::eval`], with fresh message counts, and with what leaves the
    /// evaluation turned into values (`$Aborted`, an uncaught `Throw`). Only `Quit` comes out as `Err`.
    pub fn evaluate_input(&mut self, expr: Expr) -> Result<Expr, i32> {
        self.start_messages();
        self.depth = 0;
        self.guarded = false;
        // What has no place of its own is told of at the input.
        self.origin = expr.as_normal().map_or(Origin::NONE, |input| input.origin);
        let result = self.eval(expr);
        self.interrupt.store(false, Ordering::Relaxed);
        match result {
            Ok(value) => Ok(value),
            Err(Unwind::Quit(code)) => Err(code),
            Err(Unwind::Abort) => {
                self.note_memory();
                Ok(Expr::Symbol(Symbol::new("$Aborted")))
            }
            Err(Unwind::Terminated(limit)) => {
                Ok(Expr::call(Symbol::new("TerminatedEvaluation"), [Expr::string(limit)]))
            }
            Err(Unwind::Return { value, from }) => {
                let from = Expr::Symbol(from);
                self.message(sym::Return, "nofunc", std::slice::from_ref(&from));
                Ok(Expr::call(sym::Hold, [Expr::call(sym::Return, [value, from])]))
            }
            Err(Unwind::Throw { value, tag: Some(tag), otherwise: Some(f) }) => {
                self.evaluate_input(Expr::call(f, [value, tag]))
            }
            Err(Unwind::Throw { value, tag, .. }) => {
                let call = Expr::call(sym::Throw, std::iter::once(value).chain(tag));
                self.message(sym::Throw, "nocatch", std::slice::from_ref(&call));
                Ok(Expr::call(sym::Hold, [call]))
            }
            Err(Unwind::Break) => Ok(self.uncaught(sym::Break, [])),
            Err(Unwind::Continue) => Ok(self.uncaught(sym::Continue, [])),
            Err(Unwind::Goto(label)) => Ok(self.uncaught(sym::Goto, [label])),
        }
    }

    fn uncaught<const N: usize>(&mut self, head: Symbol, args: [Expr; N]) -> Expr {
        let tag = if head == sym::Goto { "nolabel" } else { "nofwd" };
        self.message(head, tag, &args);
        Expr::call(sym::Hold, [Expr::call(head, args)])
    }

    /// What a parser needs of the session at the same time: where it notes places, and what names mean.
    pub fn reading(&mut self) -> (&mut SourceMap, &mut contexts::Contexts) {
        (&mut self.sources, &mut self.contexts)
    }

    /// Set to stop the evaluation under way, from any thread.
    pub fn interrupt_handle(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.interrupt)
    }

    /// When the evaluation under way has to end.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Whether an interrupt waits.
    pub fn is_interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
    }

    /// Leaves the evaluation when an interrupt or the end of the allowed time has come. Long loops in built-in
    /// functions call this now and then.
    #[inline]
    pub fn check_interrupt(&mut self) -> Eval<()> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks & 0x3F == 0 { self.check_interrupt_now() } else { Ok(()) }
    }

    /// The same without waiting for the next of those calls that look.
    ///
    /// # Errors
    /// [`Unwind::Abort`] when an interrupt or the end of the time has come; the interrupt is used up.
    pub fn check_interrupt_now(&mut self) -> Eval<()> {
        if self.interrupt.swap(false, Ordering::Relaxed) {
            return Err(Unwind::Abort);
        }
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Unwind::Abort);
        }
        Ok(())
    }

    /// Runs what can be left by unwinding: it evaluates nothing, or nothing of which something has to be put in order
    /// afterwards (see [`stoppable`](builtin::stoppable)).
    #[cold]
    pub(crate) fn stoppable<T>(&mut self, f: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        if self.guarded {
            return f(self);
        }
        let (interrupt, deadline) = (self.interrupt_handle(), self.deadline);
        let (depth, origin, quiet) = (self.depth, self.origin, self.messages.around());
        self.guarded = true;
        let result = crate::stop::guarded(&interrupt, deadline, || f(self));
        self.guarded = false;
        result.unwrap_or_else(|| {
            (self.depth, self.origin) = (depth, origin);
            self.messages.back_to(quiet);
            self.interrupt.store(false, Ordering::Relaxed);
            Err(Unwind::Abort)
        })
    }

    /// Runs what must not be left by unwinding.
    #[cold]
    pub(crate) fn unstoppable<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        self.guarded = false;
        let result = crate::stop::unguarded(|| f(self));
        self.guarded = true;
        result
    }

    /// Runs `f` until this instant at most; says whether the time ran out, in which case the result is an abort.
    pub(crate) fn within<T>(
        &mut self,
        end: Instant,
        f: impl FnOnce(&mut Self) -> Eval<T>,
    ) -> (Eval<T>, bool) {
        let outer = self.deadline;
        let end = outer.map_or(end, |outer| outer.min(end));
        self.deadline = Some(end);
        let result = f(self);
        self.deadline = outer;
        let late = matches!(result, Err(Unwind::Abort)) && Instant::now() >= end;
        // An outer limit that has passed as well ends what is around this, too.
        let timed_out = late && outer.is_none_or(|outer| Instant::now() < outer);
        (result, timed_out)
    }

    /// State that another part keeps with the session, made on first use.
    pub fn state<T: Any + Send + Default>(&mut self) -> &mut T {
        self.states
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Box::new(T::default()))
            .downcast_mut()
            .expect("states are stored under their type")
    }

    /// A number for the temporaries of a scope, unused so far in the session (`$ModuleNumber`).
    pub fn next_serial(&mut self) -> u32 {
        self.serial = self.serial.wrapping_add(1).clamp(1, u32::MAX - 1);
        self.serial
    }

    /// Makes earlier stamps void.
    fn advance_epoch(&mut self) {
        self.epoch = EPOCHS.fetch_add(1, Ordering::Relaxed);
    }
}
