//! The state of a run and the loop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use scheelite_bytecode::operand::{Direction, Operand};
use scheelite_bytecode::program::Function;
use scheelite_bytecode::{Bank, Op, for_each_op};
use scheelite_runtime::eval::{Evaluator, Unwind};
use scheelite_runtime::kernels::{Fault, KernelState};
use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::{Expr, Type, Value};

use super::frame::{Flow, Frame};
use super::link::{Linked, LinkedCallSite, LinkedFunction, Place};
#[cfg(threaded)]
use super::stack::Quick;
use super::stack::{DirectCalls, Frames, Saved, Stack};
use crate::outcome::Why;
use crate::profile::{Recorder, Tally};

/// Why the fast path was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// An operation has no machine number as its value.
    Numerical,
    /// A part that is not there.
    Part,
    /// Arrays that do not fit together.
    Lengths,
    /// An array was read before it was set.
    Unset,
    /// The evaluator gave something else than was expected.
    External,
    /// The evaluator was left: `Throw`, `Abort`, …
    Unwind,
    /// Calls too deep.
    Depth,
    /// More instructions than allowed.
    Fuel,
    /// Longer than allowed.
    Time,
    /// More memory than allowed.
    Memory,
    /// Interrupted from outside.
    Interrupt,
}

/// What is known about why the fast path was left.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// The part and the length of its level.
    Part {
        /// As the program asked for it.
        part: i64,
        /// Length of the level.
        length: usize,
    },
    /// What a whole-array operation said.
    Kernel(Fault),
    /// What the evaluator gave, and what was expected.
    External {
        /// The result.
        result: Expr,
        /// The type expected of it.
        expected: Type,
    },
    /// How the evaluator was left.
    Unwind(Unwind),
}

/// How a run ended without a value.
#[derive(Clone)]
pub struct Finished {
    /// Why.
    pub leave: Leave,
    /// More about it.
    pub detail: Option<Detail>,
    /// The program that was running: another one than was started when it had called that.
    pub program: Arc<Linked>,
    /// Which function of it.
    pub function: usize,
    /// The instruction, from 0.
    pub pc: usize,
    /// What it had read, as far as that is known: a value for each register, void for arrays.
    pub operands: Vec<Value>,
}

/// Bounds of a run.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Most jumps and calls.
    pub fuel: Option<u64>,
    /// When to stop.
    pub deadline: Option<Instant>,
    /// Set from another thread to stop; an interrupt of the evaluator, when there is one, stops as well.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Most nested calls.
    pub depth: usize,
    /// Most elements of one array.
    pub elements: usize,
    /// Counts what runs.
    pub recorder: Option<Arc<Recorder>>,
}

impl Leave {
    /// The same for hosts.
    pub fn why(self) -> Why {
        match self {
            Leave::Numerical | Leave::Unset => Why::Numerical,
            Leave::Part => Why::Part,
            Leave::Lengths => Why::Lengths,
            Leave::External | Leave::Unwind => Why::External,
            Leave::Depth => Why::Depth,
            Leave::Fuel | Leave::Time | Leave::Memory => Why::Limit,
            Leave::Interrupt => Why::Interrupt,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fuel: None,
            deadline: None,
            interrupt: None,
            depth: 1 << 16,
            elements: 1 << 31,
            recorder: None,
        }
    }
}

/// The memory of runs, kept between them.
pub struct Machine {
    slab: Box<[u64]>,
    owners: Vec<Option<Arc<Tensor>>>,
    frames: Frames,
    direct: DirectCalls,
    /// Runs by the reference loop with each access checked.
    pub(super) checked: bool,
}

/// Slots of the slab: 8 MB of address space, touched only as far as used.
const SLAB: usize = 1 << 20;

impl Default for Machine {
    fn default() -> Self {
        Machine {
            slab: vec![0; SLAB].into_boxed_slice(),
            owners: Vec::new(),
            frames: Frames::default(),
            direct: DirectCalls::default(),
            checked: false,
        }
    }
}

#[cfg(all(test, threaded))]
impl Machine {
    /// What the last run left in the scalar registers of the entry.
    pub(super) fn scalars(&self, program: &Linked) -> Vec<u64> {
        let function = &program.functions[0];
        self.slab[function.tensors * super::frame::SLOTS..function.slots].to_vec()
    }
}

thread_local! {
    /// Memory of runs that is free: runs nest when compiled code calls the evaluator.
    #[expect(clippy::vec_box, reason = "a machine is large and is lent without being moved")]
    static MACHINES: std::cell::RefCell<Vec<Box<Machine>>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Lends a machine.
#[inline]
pub fn with_machine<T>(use_it: impl FnOnce(&mut Machine) -> T) -> T {
    let mut machine = MACHINES.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = use_it(&mut machine);
    MACHINES.with_borrow_mut(|machines| machines.push(machine));
    result
}

/// A run: the frames, and what handlers need besides registers.
pub(super) struct Run<'r> {
    pub registers: *mut u64,
    pub slab_end: *mut u64,
    pub program: *const Linked,
    pub function: *const LinkedFunction,
    pub stack: Stack,
    /// Calls whose callee is known.
    pub direct: &'r mut DirectCalls,
    /// Place of the running frame's first tensor register among the owners.
    pub owner_base: usize,
    pub owners: Vec<Option<Arc<Tensor>>>,
    pub limits: &'r Limits,
    fuel: u64,
    pub detail: Option<Detail>,
    /// Why and where the threaded loop left.
    #[cfg(threaded)]
    pub left: (Leave, usize),
    pub evaluator: Option<&'r mut Evaluator>,
    /// Made when a run without evaluator needs random numbers: a seed costs more than a small call.
    kernels: Option<KernelState>,
    /// Counts of a profiled run.
    tally: Option<Box<Tally>>,
}

/// The outside world of a run: what handlers may call.
pub type Outside<'r> = Option<&'r mut Evaluator>;

/// Jumps and calls between two looks at the limits.
const STRIDE: i64 = 1 << 14;

impl<'r> Run<'r> {
    pub fn function<'a>(&self) -> &'a LinkedFunction {
        // SAFETY: the function belongs to the program being run or to one in `kept`, which live as long as the run.
        unsafe { &*self.function }
    }

    pub fn program<'a>(&self) -> &'a Linked {
        // SAFETY: as in `function`.
        unsafe { &*self.program }
    }

    /// The running function before linking.
    pub fn source_function<'a>(&self) -> &'a Function {
        self.program().source(self.function().number)
    }

    pub fn registers(&self) -> *mut u64 {
        self.registers
    }

    pub fn frame_slots(&self) -> usize {
        self.function().slots
    }

    pub fn kernel_state(&mut self) -> &mut KernelState {
        match &mut self.evaluator {
            Some(evaluator) => evaluator.state::<KernelState>(),
            None => self.kernels.get_or_insert_default(),
        }
    }

    /// Looks at the limits; gives the jumps until the next look.
    #[cold]
    #[inline(never)]
    pub fn look(&mut self) -> Result<i64, Leave> {
        let flag = self.limits.interrupt.as_ref();
        if flag.is_some_and(|flag| flag.load(Ordering::Relaxed))
            || self.evaluator.as_ref().is_some_and(|evaluator| evaluator.is_interrupted())
        {
            return Err(Leave::Interrupt);
        }
        if self.limits.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Leave::Time);
        }
        if self.limits.fuel.is_some() {
            if self.fuel == 0 {
                return Err(Leave::Fuel);
            }
            let stride = self.fuel.min(STRIDE.cast_unsigned());
            self.fuel -= stride;
            return Ok(stride.cast_signed());
        }
        Ok(STRIDE)
    }

    /// Whether so many jumps may be made at once: they are taken off the fuel.
    pub fn spend(&mut self, jumps: u64) -> bool {
        if self.limits.fuel.is_some() {
            match self.fuel.checked_sub(jumps) {
                Some(left) => self.fuel = left,
                None => return false,
            }
        }
        true
    }

    /// Gives back what was spent on jumps that were not made.
    pub fn give_back(&mut self, jumps: u64) {
        if self.limits.fuel.is_some() {
            self.fuel += jumps;
        }
    }

    /// Whether the run is to end: the next look says why.
    pub fn is_over(&self) -> bool {
        self.limits.interrupt.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
            || self.evaluator.as_ref().is_some_and(|evaluator| evaluator.is_interrupted())
            || self.limits.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Makes a frame for `function` above the running one, with zeros, constants and arguments in it.
    #[inline(always)]
    pub fn enter<const CHECKED: bool>(
        &mut self,
        program: *const Linked,
        function: &LinkedFunction,
        site: &LinkedCallSite,
        pc: usize,
    ) -> Result<(), Leave> {
        let caller = self.function();
        let caller_registers = self.registers;
        // SAFETY: the running frame lies in the slab, so one past its end does too.
        let registers = unsafe { caller_registers.add(caller.slots) };
        let room = (self.slab_end as usize - registers as usize) / size_of::<u64>();
        let saved = Saved {
            registers: caller_registers,
            function: self.function,
            program: self.program,
            owner_base: self.owner_base,
            pc,
            dst: site.dst,
            #[cfg(threaded)]
            quick: Quick::NO,
        };
        if room < function.slots || !self.stack.push(saved) {
            return Err(Leave::Depth);
        }
        if function.needs_zeros {
            for (slot, &value) in function.template.iter().enumerate() {
                // SAFETY: the template has as many slots as the frame, for which there is room.
                unsafe { *registers.add(slot) = value };
            }
        } else {
            for &(slot, value) in &function.presets {
                // SAFETY: slots of constants lie in the frame (`link::Layout`).
                unsafe { *registers.add(usize::from(slot)) = value };
            }
        }
        for (from, to) in site.args.iter().zip(&function.args) {
            let (from, to) = (usize::from(from.slot), usize::from(to.slot));
            // SAFETY: both slots lie in their frames (`verify::pools`, `link::Layout`), types agree (`verify::pools`, or
            // `calls::call_compiled` for other programs). Tensors and second slots are put in below.
            unsafe { *registers.add(to) = *caller_registers.add(from) };
        }
        self.program = program;
        self.function = function;
        self.registers = registers;
        if caller.tensors != 0 || function.wide {
            self.enter_wide::<CHECKED>(caller, caller_registers, &site.args);
        }
        Ok(())
    }

    /// The part of entering a frame that has to do with tensors and complex numbers.
    #[inline(never)]
    fn enter_wide<const CHECKED: bool>(
        &mut self,
        caller: &LinkedFunction,
        caller_registers: *mut u64,
        args: &[Place],
    ) {
        let (function, registers) = (self.function(), self.registers);
        let caller_base = self.owner_base;
        self.owner_base += caller.tensors;
        let owners = self.owner_base + function.tensors;
        if self.owners.len() < owners {
            self.owners.resize(owners, None);
        }
        for (from, to) in args.iter().zip(&function.args) {
            let (from_slot, to_slot) = (usize::from(from.slot), usize::from(to.slot));
            match to.bank {
                // SAFETY: the second slots of complex registers, as the first ones in `enter`.
                Bank::Cplx => unsafe { *registers.add(to_slot + 1) = *caller_registers.add(from_slot + 1) },
                Bank::Tensor => {
                    // The argument is shared: neither side writes it without a copy.
                    let caller_frame = Frame::<CHECKED> { registers: caller_registers, run: self };
                    caller_frame.set_raw(from_slot + super::frame::header::WRITABLE, 0);
                    let tensor = self.owners[caller_base + from_slot / super::frame::SLOTS].clone();
                    let frame = Frame::<CHECKED> { registers, run: self };
                    frame.unset(to_slot);
                    if let Some(tensor) = tensor {
                        frame.put_tensor(to_slot, tensor);
                    }
                }
                _ => {}
            }
        }
        let frame = Frame::<CHECKED> { registers, run: self };
        for (place, tensor) in &function.preset_tensors {
            frame.put_tensor(usize::from(place.slot), tensor.clone());
        }
    }

    /// Has the tally count for the function that runs now.
    #[inline(never)]
    fn turn_tally(&mut self, is_call: bool) {
        let (program, number) = (self.program, self.function().number);
        if let Some(tally) = &mut self.tally {
            tally.turn_to(program, number, is_call, &self.direct.kept);
        }
    }

    /// Enters a function of the running program. The instruction is at the address `site`.
    #[inline(always)]
    pub fn call<const CHECKED: bool>(&mut self, entry: usize, pc: usize, site: usize) -> Result<(), Leave> {
        let (program, function) = (self.program(), self.function());
        // SAFETY: `verify::operands`: the entry is in the pool; `verify::pools`: the function is in the program.
        let (call, callee) = unsafe {
            let call = function.calls.get_unchecked(entry);
            (call, program.functions.get_unchecked(call.function))
        };
        if self.direct.at(site).site != site {
            self.direct.note(site, function, &call.site, (program, callee), self.slab_end);
        }
        self.enter::<CHECKED>(program, callee, &call.site, pc)
    }

    /// Goes back to the caller with the result; gives where it goes on, or none when the entry has ended.
    #[inline(always)]
    pub fn return_to_caller<const CHECKED: bool>(&mut self) -> Option<usize> {
        let saved = self.stack.pop()?;
        let callee = self.function();
        let callee_registers = self.registers;
        if let (Some(from), Some(to)) = (&callee.result, &saved.dst) {
            let (from_slot, to_slot) = (usize::from(from.slot), usize::from(to.slot));
            if from.bank != Bank::Tensor {
                // SAFETY: both slots lie in their frames; the callee's frame is still in the slab.
                unsafe { *saved.registers.add(to_slot) = *callee_registers.add(from_slot) };
            }
        }
        let callee_base = self.owner_base;
        self.program = saved.program;
        self.function = saved.function;
        self.registers = saved.registers;
        self.owner_base = saved.owner_base;
        if callee.wide {
            self.return_wide::<CHECKED>(callee, callee_registers, callee_base, saved.dst);
        }
        Some(saved.pc)
    }

    /// The part of going back that has to do with tensors and complex numbers.
    #[inline(never)]
    fn return_wide<const CHECKED: bool>(
        &mut self,
        callee: &LinkedFunction,
        callee_registers: *mut u64,
        callee_base: usize,
        dst: Option<Place>,
    ) {
        let registers = self.registers;
        if let (Some(from), Some(to)) = (callee.result, dst) {
            let (from_slot, to_slot) = (usize::from(from.slot), usize::from(to.slot));
            match from.bank {
                // SAFETY: the second slots of complex registers.
                Bank::Cplx => unsafe { *registers.add(to_slot + 1) = *callee_registers.add(from_slot + 1) },
                Bank::Tensor => {
                    let tensor = self.owners[callee_base + from_slot / super::frame::SLOTS].take();
                    let frame = Frame::<CHECKED> { registers, run: self };
                    match tensor {
                        Some(tensor) => frame.put_tensor(to_slot, tensor),
                        None => drop(frame.take_tensor(to_slot)),
                    }
                }
                _ => {}
            }
        }
        if callee.tensors != 0 {
            self.owners[callee_base..callee_base + callee.tensors].fill(None);
        }
    }
}

/// Runs a program from its entry. `pass` puts the arguments into the registers of the entry; when it says that it could
/// not, nothing runs and there is no result. `finish` takes the result out.
pub fn execute<T>(
    program: &Arc<Linked>,
    machine: &mut Machine,
    limits: &Limits,
    evaluator: Outside<'_>,
    pass: impl FnOnce(&mut Arguments<'_, '_>) -> bool,
    finish: impl FnOnce(&mut Results<'_, '_>) -> T,
) -> Result<Option<T>, Box<Finished>> {
    with_run(program, machine, limits, evaluator, |run, checked| once(run, program, checked, pass, finish))
}

/// How a round of [`execute_each`] ended all.
pub enum Ended<E> {
    /// The arguments could not be put in.
    Arguments,
    /// The run was left.
    Left(Box<Finished>),
    /// The result was refused.
    Refused(E),
}

/// Runs a program from its entry as often as `rounds` says. `pass` and `finish` do what they do for [`execute`], in each
/// round, whose number they are told. Gives the number of the round that was the last when that is not the end.
pub fn execute_each<E>(
    program: &Arc<Linked>,
    machine: &mut Machine,
    limits: &Limits,
    evaluator: Outside<'_>,
    rounds: std::ops::Range<usize>,
    mut pass: impl FnMut(&mut Arguments<'_, '_>, usize) -> bool,
    mut finish: impl FnMut(&mut Results<'_, '_>, usize) -> Result<(), E>,
) -> Result<(), (usize, Ended<E>)> {
    with_run(program, machine, limits, evaluator, |run, checked| {
        for round in rounds {
            let pass = |arguments: &mut Arguments<'_, '_>| pass(arguments, round);
            match once(run, program, checked, pass, |results| finish(results, round)) {
                Ok(Some(Ok(()))) => {}
                Ok(Some(Err(error))) => return Err((round, Ended::Refused(error))),
                Ok(None) => return Err((round, Ended::Arguments)),
                Err(finished) => return Err((round, Ended::Left(finished))),
            }
        }
        Ok(())
    })
}

/// Lends the state of a run. `use_it` is told whether each access is checked too.
#[inline(always)]
fn with_run<T>(
    program: &Arc<Linked>,
    machine: &mut Machine,
    limits: &Limits,
    evaluator: Outside<'_>,
    use_it: impl FnOnce(&mut Run<'_>, bool) -> T,
) -> T {
    let function = &program.functions[0];
    let checked = cfg!(debug_assertions) || function.catches || machine.checked;
    let mut run = Run {
        registers: machine.slab.as_mut_ptr(),
        slab_end: machine.slab.as_mut_ptr_range().end,
        program: &raw const **program,
        function,
        owner_base: 0,
        owners: std::mem::take(&mut machine.owners),
        stack: Stack::new(&mut machine.frames, limits.depth),
        direct: &mut machine.direct,
        limits,
        fuel: 0,
        detail: None,
        #[cfg(threaded)]
        left: (Leave::Numerical, 0),
        evaluator,
        kernels: None,
        tally: None,
    };
    let result = use_it(&mut run, checked);
    run.direct.clear();
    run.owners.clear();
    machine.owners = run.owners;
    result
}

/// Makes the frame of the entry, runs it and takes the result out. No call is being run.
#[inline(always)]
fn once<T>(
    run: &mut Run<'_>,
    program: &Arc<Linked>,
    checked: bool,
    pass: impl FnOnce(&mut Arguments<'_, '_>) -> bool,
    finish: impl FnOnce(&mut Results<'_, '_>) -> T,
) -> Result<Option<T>, Box<Finished>> {
    let function = &program.functions[0];
    let registers = run.registers;
    run.fuel = run.limits.fuel.unwrap_or(0);
    if function.needs_zeros {
        // SAFETY: a frame has less than `verify::MAX_SLOTS` slots, fewer than the slab, which the registers of the entry
        // begin.
        unsafe { std::ptr::copy_nonoverlapping(function.template.as_ptr(), registers, function.slots) };
    } else {
        let frame = Frame::<true> { registers, run };
        function.presets.iter().for_each(|&(slot, value)| frame.set(slot.into(), value));
    }
    if function.tensors != 0 {
        run.owners.clear();
        run.owners.resize(function.tensors, None);
        let frame = Frame::<true> { registers, run };
        for (place, tensor) in &function.preset_tensors {
            frame.put_tensor(usize::from(place.slot), tensor.clone());
        }
    }
    if !pass(&mut Arguments { run }) {
        return Ok(None);
    }
    if let Some(recorder) = &run.limits.recorder {
        run.tally = Some(Box::new(Tally::new(recorder, program)));
    }
    let end = if run.tally.is_some() {
        run_loop::<{ cfg!(debug_assertions) }, true>(run)
    } else if checked {
        run_loop::<true, false>(run)
    } else {
        run_fast(run)
    };
    run.tally = None;
    match end {
        Ok(()) => Ok(Some(finish(&mut Results { run }))),
        Err((leave, pc)) => Err(Box::new(finished(run, program, leave, pc))),
    }
}

/// The arguments of a run, to be put in.
pub struct Arguments<'a, 'r> {
    run: &'a mut Run<'r>,
}

impl Arguments<'_, '_> {
    /// Puts argument `index` in; false when its type is another one.
    pub fn put(&mut self, index: usize, value: Value) -> bool {
        let Some(place) = self.run.function().args.get(index).copied() else {
            return false;
        };
        Frame::<true> { registers: self.run.registers, run: self.run }.put_value(place, value)
    }

    /// Puts the bits of a scalar into argument `index`, which is known to be of its type.
    #[inline]
    pub fn put_bits(&mut self, index: usize, bits: u64) -> bool {
        let slot = usize::from(self.run.function().args[index].slot);
        Frame::<true> { registers: self.run.registers, run: self.run }.set(slot, bits);
        true
    }
}

/// The result of a run, to be taken out.
pub struct Results<'a, 'r> {
    run: &'a mut Run<'r>,
}

impl Results<'_, '_> {
    /// The bits of a result that is known to be a scalar of one slot.
    #[inline]
    pub fn bits(&mut self) -> Option<u64> {
        let slot = usize::from(self.run.function().result?.slot);
        Some(Frame::<true> { registers: self.run.registers, run: self.run }.get(slot))
    }

    /// The result; none when it is an array that was never set.
    pub fn take(&mut self) -> Option<Value> {
        let Some(place) = self.run.function().result else {
            return Some(Value::Void);
        };
        let frame = Frame::<true> { registers: self.run.registers, run: self.run };
        match place.bank {
            Bank::Tensor => frame.take_tensor(usize::from(place.slot)).map(Value::Tensor),
            _ => frame.value(place),
        }
    }
}

#[cold]
fn finished(run: &mut Run<'_>, started: &Arc<Linked>, leave: Leave, pc: usize) -> Finished {
    let program = run
        .direct
        .kept
        .iter()
        .find(|kept| std::ptr::eq(Arc::as_ptr(kept), run.program))
        .unwrap_or(started)
        .clone();
    let operands = if leave == Leave::Numerical { super::operands::read(run, pc) } else { Vec::new() };
    let function = run.function();
    Finished { leave, detail: run.detail.take(), program, function: function.number, pc, operands }
}

macro_rules! step {
    ($(
        #[doc = $doc:literal]
        $name:ident = $variant:ident { $($field:ident: $kind:ty),* } $text:literal;
    )*) => {
        /// Runs one instruction.
        #[inline(always)]
        fn step<const CHECKED: bool>(frame: Frame<'_, CHECKED>, op: Op) -> Flow {
            match op {
                $(Op::$variant { $($field),* } => frame.$name($($field),*),)*
            }
        }
    };
}

for_each_op!(step);

/// The fastest loop there is in this build.
#[cfg(threaded)]
fn run_fast(run: &mut Run<'_>) -> Result<(), (Leave, usize)> {
    super::threaded::run_threaded(run)
}

/// The fastest loop there is in this build.
#[cfg(not(threaded))]
fn run_fast(run: &mut Run<'_>) -> Result<(), (Leave, usize)> {
    run_loop::<false, false>(run)
}

/// The reference loop. With `PROFILED` it counts into the tally of the run.
fn run_loop<const CHECKED: bool, const PROFILED: bool>(run: &mut Run<'_>) -> Result<(), (Leave, usize)> {
    let run: *mut Run<'_> = run;
    macro_rules! state {
        () => {
            // SAFETY: the caller's exclusive reference; no handler runs and no reference of a handler is alive here.
            unsafe { &mut *run }
        };
    }
    let mut code = state!().function().code.as_ptr();
    let mut frame = Frame::<CHECKED> { registers: state!().registers, run };
    let mut pc = 0;
    let mut countdown = match state!().look() {
        Ok(countdown) => countdown,
        Err(leave) => return Err((leave, 0)),
    };
    loop {
        // SAFETY: `verify::control` and `verify::operands`: `pc` never leaves the code.
        let op = unsafe { *code.add(pc) };
        if PROFILED && let Some(tally) = &mut state!().tally {
            tally.step(pc);
        }
        pc += 1;
        let mut flow = step(frame, op);
        if let Flow::Slow = flow {
            flow = frame.slowly(op);
        }
        match flow {
            Flow::Slow => {}
            Flow::Next => {
                if (CHECKED || PROFILED) && state!().function().catches && !results_are_normal(frame, op) {
                    return Err((Leave::Numerical, pc - 1));
                }
            }
            Flow::Go(target) => {
                pc = target.0 as usize;
                countdown -= 1;
                if countdown < 0 {
                    match state!().look() {
                        Ok(stride) => countdown = stride,
                        Err(leave) => return Err((leave, pc)),
                    }
                }
            }
            Flow::Call(entry) => {
                let run = state!();
                if let Err(leave) = run.call::<CHECKED>(entry as usize, pc, site(code, pc)) {
                    return Err((leave, pc - 1));
                }
                countdown -= 1;
                if countdown < 0 {
                    match run.look() {
                        Ok(stride) => countdown = stride,
                        Err(leave) => return Err((leave, 0)),
                    }
                }
                if PROFILED {
                    run.turn_tally(true);
                }
                code = run.function().code.as_ptr();
                frame.registers = run.registers;
                pc = 0;
            }
            Flow::CallCompiled(entry) => {
                let run = state!();
                match run.call_compiled::<CHECKED>(entry as usize, pc, site(code, pc)) {
                    Err(leave) => return Err((leave, pc - 1)),
                    Ok(false) => {
                        if PROFILED && let Some(tally) = &mut run.tally {
                            tally.evaluated(pc - 1);
                        }
                    }
                    Ok(true) => {
                        if PROFILED {
                            run.turn_tally(true);
                        }
                        countdown -= 1;
                        code = run.function().code.as_ptr();
                        frame.registers = run.registers;
                        pc = 0;
                    }
                }
            }
            Flow::Return => {
                let run = state!();
                let Some(next) = run.return_to_caller::<CHECKED>() else {
                    return Ok(());
                };
                if PROFILED {
                    run.turn_tally(false);
                }
                pc = next;
                code = run.function().code.as_ptr();
                frame.registers = run.registers;
            }
            Flow::Leave(leave) => return Err((leave, pc - 1)),
        }
    }
}

/// The address of the instruction before `pc`.
fn site(code: *const Op, pc: usize) -> usize {
    code as usize + (pc - 1) * size_of::<Op>()
}

/// Whether the real results of an instruction are finite, and not subnormal where that is caught.
fn results_are_normal<const CHECKED: bool>(frame: Frame<'_, CHECKED>, op: Op) -> bool {
    let checks = frame.run().source_function().checks;
    let normal =
        |value: f64| (!checks.overflow || value.is_finite()) && (!checks.underflow || !value.is_subnormal());
    let mut holds = true;
    op.each_operand(|_, operand| {
        if let Operand::Register(Direction::Out, shape, slot) = operand {
            let slot = usize::from(slot);
            let real = |slot| f64::from_bits(frame.get(slot));
            holds &= match shape.bank {
                Bank::Real => normal(real(slot)),
                Bank::Cplx => normal(real(slot)) && normal(real(slot + 1)),
                _ => true,
            };
        }
    });
    holds
}
