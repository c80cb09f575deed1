//! Profiles: how often each instruction of compiled code ran, how long, and why compiled code was left.

mod recorder;

use std::sync::Arc;
use std::time::Duration;

use rustc_hash::FxHashMap;
use scheelite_bytecode::Op;
use scheelite_bytecode::listing::{self, Style};
use scheelite_bytecode::program::{Function, Program};
use scheelite_runtime::source::{Origin, SourceMap, Span};
use scheelite_runtime::{Expr, Symbol};

use crate::compile::input_form;
use crate::compiled_function::{CompiledFunction, Parts};
use crate::interp::Linked;
use crate::outcome::Why;
use crate::session::Session;
use recorder::{COMPILER, Counts, EVALUATOR, Sampled, Samples, SeenFallback, SeenInput, SeenProgram};
pub(crate) use recorder::{Recorder, Tally};

/// What ran in a session. Counts are exact; times are those of samples.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Wall time from the start of the session to the end of the profile.
    pub elapsed: Duration,
    /// Samples taken.
    pub samples: u64,
    /// Time in compiled code, with what it calls.
    pub compiled: Duration,
    /// Time in the evaluator, reading included, outside of compiled code.
    pub evaluator: Duration,
    /// Time compiling functions.
    pub compiling: Duration,
    /// The functions that ran compiled, the longest first.
    pub functions: Vec<FunctionProfile>,
    /// Calls that the evaluator computed instead of compiled code, the most frequent first.
    pub fallbacks: Vec<Fallback>,
    /// The top-level expressions, in order.
    pub inputs: Vec<Input>,
}

/// What a function did.
#[derive(Clone, Debug)]
pub struct FunctionProfile {
    /// The symbol whose value it is, or how it is written.
    pub name: String,
    /// Where its first instruction comes from.
    pub place: Option<Span>,
    /// Calls of its code.
    pub calls: u64,
    /// Its instructions, in order.
    pub instructions: Vec<InstructionProfile>,
}

/// What an instruction did.
#[derive(Clone, Debug)]
pub struct InstructionProfile {
    /// As in listings.
    pub text: String,
    /// Where it comes from.
    pub place: Option<Span>,
    /// How often it ran.
    pub count: u64,
    /// How often it called the evaluator.
    pub external: u64,
    /// For how long, with what it calls.
    pub time: Duration,
}

/// Calls that compiled code did not give the answer to.
#[derive(Clone, Debug)]
pub struct Fallback {
    /// The function called.
    pub function: String,
    /// Why.
    pub why: Why,
    /// The instruction where the code was left, from 1, and its text.
    pub instruction: Option<(usize, String)>,
    /// Where that comes from, or where the call stands.
    pub place: Option<Span>,
    /// How many calls.
    pub count: u64,
}

/// A top-level expression.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it stands; none for a single symbol or number.
    pub place: Option<Span>,
    /// How long its evaluation took.
    pub time: Duration,
    /// How much of that outside of compiled code.
    pub outside: Duration,
}

/// What the instructions of one source line did.
#[derive(Clone, Debug)]
pub struct LineProfile {
    /// Number of the source text.
    pub source: u32,
    /// The line, from 1.
    pub line: usize,
    /// How often the most frequent of its instructions ran.
    pub runs: u64,
    /// How many instructions ran.
    pub instructions: u64,
    /// For how long.
    pub time: Duration,
}

impl FunctionProfile {
    /// Instructions that ran.
    pub fn count(&self) -> u64 {
        self.instructions.iter().map(|instruction| instruction.count).sum()
    }

    /// Time in its own instructions, with what of the evaluator they call.
    pub fn time(&self) -> Duration {
        self.instructions.iter().map(|instruction| instruction.time).sum()
    }

    /// Calls of the evaluator.
    pub fn external(&self) -> u64 {
        self.instructions.iter().map(|instruction| instruction.external).sum()
    }
}

impl Profile {
    /// The same by source line, in order. Instructions without a place count for no line.
    pub fn lines(&self, sources: &SourceMap) -> Vec<LineProfile> {
        let mut lines: FxHashMap<(u32, usize), LineProfile> = FxHashMap::default();
        for instruction in self.functions.iter().flat_map(|function| &function.instructions) {
            let Some(span) = instruction.place.filter(|_| instruction.count > 0) else { continue };
            let (line, _) = sources.line_column(span.source, span.start);
            let found = lines.entry((span.source, line)).or_insert(LineProfile {
                source: span.source,
                line,
                runs: 0,
                instructions: 0,
                time: Duration::ZERO,
            });
            found.runs = found.runs.max(instruction.count);
            found.instructions += instruction.count;
            found.time += instruction.time;
        }
        let mut lines: Vec<LineProfile> = lines.into_values().collect();
        lines.sort_by_key(|line| (line.source, line.line));
        lines
    }
}

impl Session {
    /// The profile of the session, whose engine is [`crate::Engine::profiled`]; sampling ends. None without such an
    /// engine.
    pub fn profile(&mut self) -> Option<Profile> {
        let recorder = self.engine().recorder?;
        let (samples, elapsed) = recorder.finish();
        let names = self.names();
        let name = |linked: &Arc<Linked>, number: usize| function_name(&names, linked, number);
        let seen = recorder.seen();
        let sources = self.sources();
        let mut functions: Vec<FunctionProfile> =
            seen.programs.iter().flat_map(|program| functions(program, &samples, sources, &name)).collect();
        functions.sort_by_key(|function| std::cmp::Reverse((function.time(), function.count())));
        let mut fallbacks: Vec<Fallback> =
            seen.fallbacks.iter().map(|seen| fallback(seen, sources, &name)).collect();
        fallbacks.sort_by_key(|fallback| std::cmp::Reverse(fallback.count));
        let time = |wanted: fn(u64) -> bool| {
            samples.iter().filter(|((now, _), _)| wanted(*now)).map(|(_, sampled)| sampled.time).sum()
        };
        Some(Profile {
            elapsed,
            samples: samples.values().map(|sampled| sampled.looks).sum(),
            compiled: time(|now| recorder::function_and_pc(now).is_some()),
            evaluator: time(|now| now == EVALUATOR),
            compiling: time(|now| now == COMPILER),
            functions,
            fallbacks,
            inputs: inputs(&seen.inputs, &samples, sources),
        })
    }

    /// Symbols by the program that is their value.
    fn names(&mut self) -> FxHashMap<*const Linked, Symbol> {
        let evaluator = self.evaluator();
        let symbols = (0..).map_while(Symbol::at);
        let held = symbols.filter_map(|symbol| {
            let value = evaluator.definition(symbol)?.own_value.as_ref()?;
            let linked = CompiledFunction::from_expr(value)?.linked()?;
            Some((Arc::as_ptr(linked), symbol))
        });
        held.collect()
    }
}

/// The symbol that holds the program, or that and the name of an inner function.
fn function_name(names: &FxHashMap<*const Linked, Symbol>, linked: &Arc<Linked>, number: usize) -> String {
    let function = &linked.verified.program().functions[number].name;
    match names.get(&Arc::as_ptr(linked)) {
        Some(symbol) if number == 0 => symbol.name().to_owned(),
        Some(symbol) => format!("{}: {function}", symbol.name()),
        None => function.clone(),
    }
}

type Name<'a> = &'a dyn Fn(&Arc<Linked>, usize) -> String;

/// Profiles of the functions of a program that ran.
fn functions(
    program: &SeenProgram,
    samples: &Samples,
    sources: &SourceMap,
    name: Name<'_>,
) -> Vec<FunctionProfile> {
    let code = program.linked.verified.program();
    let mut times: FxHashMap<(u32, usize), Duration> = FxHashMap::default();
    for ((now, _), sampled) in samples {
        if let Some(place) = recorder::function_and_pc(*now) {
            *times.entry(place).or_default() += sampled.time;
        }
    }
    let ran = program.functions.iter().enumerate().filter(|(_, counts)| counts.calls > 0);
    let profiles = ran.map(|(number, counts)| {
        let function = &code.functions[number];
        let id = program.first + number as u32;
        let time = |pc| times.get(&(id, pc)).copied().unwrap_or_default();
        FunctionProfile {
            name: name(&program.linked, number),
            place: first_place(function, sources),
            calls: counts.calls,
            instructions: instructions(code, function, counts, sources, &time),
        }
    });
    profiles.collect()
}

fn instructions(
    program: &Program,
    function: &Function,
    counts: &Counts,
    sources: &SourceMap,
    time: &dyn Fn(usize) -> Duration,
) -> Vec<InstructionProfile> {
    let profile = |(pc, &count): (usize, &u64)| InstructionProfile {
        text: instruction_text(program, function, pc),
        place: sources.span(function.origins.get(pc).copied().unwrap_or(Origin::NONE)),
        count,
        external: match function.code[pc] {
            Op::MainEvaluate { .. } => count,
            _ => counts.evaluated.get(&pc).copied().unwrap_or_default(),
        },
        time: time(pc),
    };
    counts.instructions.iter().enumerate().map(profile).collect()
}

fn instruction_text(program: &Program, function: &Function, pc: usize) -> String {
    listing::instruction(program, function, pc, &Style { expr: &input_form, ..Style::default() })
}

/// The first place, in reading order, that an instruction comes from.
fn first_place(function: &Function, sources: &SourceMap) -> Option<Span> {
    let places = function.origins.iter().filter_map(|&origin| sources.span(origin));
    places.min_by_key(|span| (span.source, span.start))
}

fn fallback(seen: &SeenFallback, sources: &SourceMap, name: Name<'_>) -> Fallback {
    let called = match &seen.parts.linked {
        Some(linked) => name(linked, 0),
        None => uncompiled_name(&seen.parts),
    };
    let inside = seen.place.as_ref().map(|(linked, number, pc)| {
        let program = linked.verified.program();
        let function = &program.functions[*number];
        let origin = function.origins.get(*pc).copied().unwrap_or(Origin::NONE);
        ((*pc + 1, instruction_text(program, function, *pc)), origin)
    });
    let origin = inside.as_ref().map_or(seen.call, |(_, origin)| *origin);
    Fallback {
        function: called,
        why: seen.why,
        instruction: inside.map(|(instruction, _)| instruction),
        place: sources.span(origin).or_else(|| sources.span(seen.call)),
        count: seen.count,
    }
}

/// How a function without code is named: its arguments and what its body begins with.
fn uncompiled_name(parts: &Parts) -> String {
    let names = parts.arguments.iter().map(|argument| Expr::Symbol(argument.name));
    format!("CompiledFunction[{}, …]", input_form(&Expr::list(names)))
}

fn inputs(seen: &[SeenInput], samples: &Samples, sources: &SourceMap) -> Vec<Input> {
    let mut inputs: Vec<Input> = seen
        .iter()
        .map(|input| Input {
            place: sources.span(input.origin),
            time: Duration::ZERO,
            outside: Duration::ZERO,
        })
        .collect();
    for ((now, input), Sampled { time, .. }) in samples {
        let Some(index) = usize::try_from(*input).ok().and_then(|input| input.checked_sub(1)) else {
            continue;
        };
        let Some(input) = inputs.get_mut(index) else { continue };
        input.time += *time;
        if recorder::function_and_pc(*now).is_none() {
            input.outside += *time;
        }
    }
    inputs
}
