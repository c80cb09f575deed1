//! Collects what a profile is made of: counts by the loop, samples by a thread, fallbacks by calls.
//!
//! The loop notes in one atomic number which instruction runs; the sampling thread looks at that number every
//! [`INTERVAL`] and gives the time since its last look to what it sees. Counts are exact, times are shares of samples.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use scheelite_runtime::source::Origin;

use crate::compiled_function::Parts;
use crate::interp::Linked;
use crate::outcome::Why;

/// Time between two looks of the sampling thread.
const INTERVAL: Duration = Duration::from_micros(100);

/// What runs when no compiled code does.
pub(super) const EVALUATOR: u64 = 0;
/// What runs while a function is compiled.
pub(super) const COMPILER: u64 = 1;

/// What runs, as one number: function numbers count from 1, so that they differ from [`EVALUATOR`] and [`COMPILER`].
fn instruction(function: u32, pc: usize) -> u64 {
    (u64::from(function) << 32) | pc as u64
}

/// The function and the instruction of such a number.
pub(super) fn function_and_pc(now: u64) -> Option<(u32, usize)> {
    let function = u32::try_from(now >> 32).ok().filter(|&function| function > 0)?;
    Some((function, (now & u64::from(u32::MAX)) as usize))
}

/// Time by what ran and by the input of the session that it ran for.
pub(super) type Samples = FxHashMap<(u64, u64), Sampled>;

/// What the sampling thread has seen of one thing.
#[derive(Clone, Copy, Default)]
pub(super) struct Sampled {
    pub time: Duration,
    pub looks: u64,
}

/// What the looping and the sampling thread share.
#[derive(Default)]
struct Shared {
    now: AtomicU64,
    input: AtomicU64,
    stop: AtomicBool,
}

/// Collects while it lives.
pub(crate) struct Recorder {
    shared: Arc<Shared>,
    sampler: Mutex<Option<JoinHandle<Samples>>>,
    seen: Mutex<Seen>,
    started: Instant,
}

/// What has been counted.
#[derive(Default)]
pub(super) struct Seen {
    pub programs: Vec<SeenProgram>,
    pub fallbacks: Vec<SeenFallback>,
    pub inputs: Vec<SeenInput>,
}

/// Counts of a program.
pub(super) struct SeenProgram {
    pub linked: Arc<Linked>,
    /// Number of its first function.
    pub first: u32,
    pub functions: Vec<Counts>,
}

/// Counts of a function.
#[derive(Default)]
pub(super) struct Counts {
    pub calls: u64,
    /// How often each instruction ran.
    pub instructions: Vec<u64>,
    /// How often the evaluator computed a call that stands for a compiled function, by instruction.
    pub evaluated: FxHashMap<usize, u64>,
}

/// Calls that left compiled code, or never entered it, for the same reason at the same place.
pub(super) struct SeenFallback {
    pub parts: Arc<Parts>,
    pub why: Why,
    /// Program, function and instruction.
    pub place: Option<(Arc<Linked>, usize, usize)>,
    /// Where the call stands, when there is no instruction.
    pub call: Origin,
    pub count: u64,
}

/// A top-level expression.
pub(super) struct SeenInput {
    pub origin: Origin,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("started", &self.started).finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Recorder {
    /// Starts to collect; the sampling thread runs until [`Recorder::finish`] or the end of the recorder.
    pub fn start() -> Arc<Recorder> {
        let started = Instant::now();
        let shared = Arc::new(Shared::default());
        let watched = shared.clone();
        let sampler =
            std::thread::Builder::new().name("profile".to_owned()).spawn(move || sample(&watched)).ok();
        Arc::new(Recorder { shared, sampler: Mutex::new(sampler), seen: Mutex::default(), started })
    }

    /// Ends sampling; gives the samples and the time since the start.
    pub(super) fn finish(&self) -> (Samples, Duration) {
        self.shared.stop.store(true, Ordering::Relaxed);
        let sampler = lock(&self.sampler).take();
        let samples = sampler.and_then(|sampler| sampler.join().ok()).unwrap_or_default();
        (samples, self.started.elapsed())
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        lock(&self.seen)
    }

    /// Notes that a top-level expression is evaluated from now on.
    pub fn input(&self, origin: Origin) {
        let inputs = &mut self.seen().inputs;
        inputs.push(SeenInput { origin });
        self.shared.input.store(inputs.len() as u64, Ordering::Relaxed);
    }

    /// Does some work on the account of the compiler.
    pub fn compiling<T>(&self, work: impl FnOnce() -> T) -> T {
        let outer = self.shared.now.swap(COMPILER, Ordering::Relaxed);
        let result = work();
        self.shared.now.store(outer, Ordering::Relaxed);
        result
    }

    /// Notes a call that the evaluator computes instead of compiled code.
    pub fn fallback(
        &self,
        parts: &Arc<Parts>,
        why: Why,
        place: Option<(&Arc<Linked>, usize, usize)>,
        call: Origin,
    ) {
        let fallbacks = &mut self.seen().fallbacks;
        let same = |seen: &SeenFallback| {
            Arc::ptr_eq(&seen.parts, parts)
                && seen.why == why
                && match (&seen.place, place) {
                    (Some((linked, function, pc)), Some((other, other_function, other_pc))) => {
                        Arc::ptr_eq(linked, other) && (*function, *pc) == (other_function, other_pc)
                    }
                    (None, None) => seen.call == call,
                    _ => false,
                }
        };
        if let Some(seen) = fallbacks.iter_mut().find(|seen| same(seen)) {
            seen.count += 1;
            return;
        }
        let place = place.map(|(linked, function, pc)| (linked.clone(), function, pc));
        fallbacks.push(SeenFallback { parts: parts.clone(), why, place, call, count: 1 });
    }

    /// The number of the first function of a program, which from now on is one that has run.
    fn number(&self, linked: &Arc<Linked>) -> u32 {
        let programs = &mut self.seen().programs;
        if let Some(program) = programs.iter().find(|program| Arc::ptr_eq(&program.linked, linked)) {
            return program.first;
        }
        let first = programs.last().map_or(1, |last| last.first + last.functions.len() as u32);
        let functions = linked.verified.program().functions.iter();
        let functions = functions
            .map(|function| Counts { instructions: vec![0; function.code.len()], ..Counts::default() })
            .collect();
        programs.push(SeenProgram { linked: linked.clone(), first, functions });
        first
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.finish();
    }
}

fn sample(shared: &Shared) -> Samples {
    let mut samples = Samples::default();
    let mut last = Instant::now();
    while !shared.stop.load(Ordering::Relaxed) {
        std::thread::sleep(INTERVAL);
        let seen = (shared.now.load(Ordering::Relaxed), shared.input.load(Ordering::Relaxed));
        let now = Instant::now();
        let sampled = samples.entry(seen).or_default();
        sampled.time += now - last;
        sampled.looks += 1;
        last = now;
    }
    samples
}

/// Counts of one run of compiled code.
pub(crate) struct Tally {
    recorder: Arc<Recorder>,
    functions: Vec<Tallied>,
    /// Which of them runs.
    current: usize,
    /// What ran before this run.
    outer: u64,
}

struct Tallied {
    linked: Arc<Linked>,
    function: usize,
    number: u32,
    counts: Counts,
}

impl Tally {
    /// Counts for a call of this program from outside.
    pub fn new(recorder: &Arc<Recorder>, program: &Arc<Linked>) -> Tally {
        let outer = recorder.shared.now.load(Ordering::Relaxed);
        let mut tally = Tally { recorder: recorder.clone(), functions: Vec::new(), current: 0, outer };
        tally.turn_to(Arc::as_ptr(program), 0, true, std::slice::from_ref(program));
        tally
    }

    /// Turns to a function that is called or returned to. Its program has run before or is among those `kept`.
    pub fn turn_to(&mut self, program: *const Linked, function: usize, is_call: bool, kept: &[Arc<Linked>]) {
        let is = |tallied: &Tallied| {
            std::ptr::eq(Arc::as_ptr(&tallied.linked), program) && tallied.function == function
        };
        if !self.functions.get(self.current).is_some_and(is) {
            self.current = self.functions.iter().position(is).unwrap_or_else(|| {
                let known = self.functions.iter().map(|tallied| &tallied.linked).chain(kept);
                let linked = known.into_iter().find(|linked| std::ptr::eq(Arc::as_ptr(linked), program));
                let linked = linked.expect("what runs is kept").clone();
                let number = self.recorder.number(&linked) + function as u32;
                let length = linked.verified.program().functions[function].code.len();
                let counts = Counts { instructions: vec![0; length], ..Counts::default() };
                self.functions.push(Tallied { linked, function, number, counts });
                self.functions.len() - 1
            });
        }
        self.functions[self.current].counts.calls += u64::from(is_call);
    }

    /// Notes that an instruction of the running function runs.
    #[inline(always)]
    pub fn step(&mut self, pc: usize) {
        let tallied = &mut self.functions[self.current];
        tallied.counts.instructions[pc] += 1;
        self.recorder.shared.now.store(instruction(tallied.number, pc), Ordering::Relaxed);
    }

    /// Notes that the evaluator computed the call of a compiled function at this instruction.
    pub fn evaluated(&mut self, pc: usize) {
        *self.functions[self.current].counts.evaluated.entry(pc).or_default() += 1;
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        self.recorder.shared.now.store(self.outer, Ordering::Relaxed);
        let programs = &mut self.recorder.seen().programs;
        for tallied in &self.functions {
            let Some(program) =
                programs.iter_mut().find(|program| Arc::ptr_eq(&program.linked, &tallied.linked))
            else {
                continue;
            };
            let total = &mut program.functions[tallied.function];
            total.calls += tallied.counts.calls;
            for (total, count) in total.instructions.iter_mut().zip(&tallied.counts.instructions) {
                *total += count;
            }
            for (&pc, count) in &tallied.counts.evaluated {
                *total.evaluated.entry(pc).or_default() += count;
            }
        }
    }
}
