//! The threaded loop: each instruction holds the address of its handler, and each handler ends by calling the next one.
//!
//! In optimized builds these calls are jumps, so that the stack does not grow; `build.rs` chooses this loop only there,
//! and a test runs long loops on a small stack. The state that handlers hand on stays in machine registers. Meaning and
//! handlers are those of the `match` loop in `run`, which is the reference.
//!
//! Sequences of instructions that occur in loops have a handler of their own (`fused`), put to the first of them; the
//! others stay where they are, so that jumps between them find what they look for. A few inner loops have one too (`loops`).

use scheelite_bytecode::operand::{Direction, Renumber};
use scheelite_bytecode::verify::MAX_CODE;
use scheelite_bytecode::{Bank, Op, Target, for_each_op};

use super::frame::{Flow, Frame};
use super::run::{Leave, Run};
use super::stack::{Quick, Saved};

/// An instruction with its handler.
#[derive(Clone, Copy)]
pub(super) struct Threaded {
    pub handler: Handler,
    pub op: Op,
}

const _: () = assert!(size_of::<Threaded>() == 24);

/// Functions of the type [`Handler`]: what they are called with is said once, here.
macro_rules! handler_type {
    ($($(#[$attribute:meta])* $visibility:vis unsafe fn $name:ident(
        $ip:ident, $registers:ident, $run:ident, $code:ident, $countdown:ident
    ) $body:block)*) => {
        $(
        #[cfg(target_arch = "x86_64")]
        $(#[$attribute])*
        $visibility unsafe extern "sysv64" fn $name(
            $ip: *const Threaded,
            $registers: *mut u64,
            $run: *mut Run<'static>,
            $code: *const Threaded,
            $countdown: i64,
        ) -> bool $body

        #[cfg(not(target_arch = "x86_64"))]
        $(#[$attribute])*
        $visibility unsafe extern "C" fn $name(
            $ip: *const Threaded,
            $registers: *mut u64,
            $run: *mut Run<'static>,
            $code: *const Threaded,
            $countdown: i64,
        ) -> bool $body
        )*
    };
}
pub(super) use handler_type;

/// `ip`, the registers of the frame, the state of the run, the code of the function, jumps until the next look at the
/// limits. Gives whether the run ended with a result; if not, the reason is in the run.
#[cfg(target_arch = "x86_64")]
pub(super) type Handler =
    unsafe extern "sysv64" fn(*const Threaded, *mut u64, *mut Run<'static>, *const Threaded, i64) -> bool;
#[cfg(not(target_arch = "x86_64"))]
pub(super) type Handler =
    unsafe extern "C" fn(*const Threaded, *mut u64, *mut Run<'static>, *const Threaded, i64) -> bool;

/// Targets as distances in bytes.
struct Distances;

impl Renumber for Distances {
    fn register(&mut self, _: Direction, _: Bank, index: u16) -> u16 {
        index
    }

    fn target(&mut self, to: u32) -> u32 {
        to * size_of::<Threaded>() as u32
    }
}

// Distances are 32-bit.
const _: () = assert!(MAX_CODE <= u32::MAX as usize / size_of::<Threaded>());

macro_rules! handlers {
    ($(
        #[doc = $doc:literal]
        $name:ident = $variant:ident { $($field:ident: $kind:ty),* } $text:literal;
    )*) => {
        /// The handler of one instruction.
        fn handler_of(op: &Op) -> Handler {
            match op {
                $(Op::$variant { .. } => handler::$name,)*
            }
        }

        /// The instructions by name, as [`Op::number`] numbers them.
        #[allow(non_camel_case_types, dead_code)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Name {
            $($name),*
        }

        /// What single instructions do.
        pub(super) mod act {
            use super::*;

            $(
            /// # Safety
            /// The instruction is of this name.
            #[inline(always)]
            pub unsafe fn $name(frame: Frame<'_, false>, op: Op) -> Flow {
                let Op::$variant { $($field),* } = op else {
                    // SAFETY: the caller has matched the instruction's name (`thread`).
                    unsafe { std::hint::unreachable_unchecked() }
                };
                frame.$name($($field),*)
            }
            )*
        }

        mod handler {
            use super::*;

            handler_type! {
                $(
                // The instruction at `ip` is of this name (`thread`); code and registers are those of the running
                // function.
                pub(super) unsafe fn $name(ip, registers, run, code, countdown) {
                    // SAFETY: `thread` puts this handler to instructions of this name only; what it goes on with is in
                    // the code (`verify::control`, `verify::operands`).
                    unsafe {
                        let flow = act::$name(Frame { registers, run }, (*ip).op);
                        go_on(flow, ip, registers, run, code, countdown)
                    }
                }
                )*
            }
        }
    };
}

for_each_op!(handlers);

/// Puts the handlers to the instructions of a linked function.
pub(super) fn thread(code: &[Op]) -> Vec<Threaded> {
    // A jump to the end of the function ends it.
    let ends = |op: &Op| matches!(op, Op::Jump { to } if matches!(code[to.0 as usize], Op::Return {}));
    let mut threaded: Vec<Threaded> = code
        .iter()
        .map(|op| if ends(op) { Op::Return {} } else { *op })
        .map(|op| Threaded { handler: handler_of(&op), op: op.renumbered(&mut Distances) })
        .collect();
    let names: Vec<u16> = threaded.iter().map(|threaded| threaded.op.number() as u16).collect();
    for pc in 0..code.len() {
        let of_loop = super::loops::handler(&threaded, pc);
        if let Some(handler) = of_loop.or_else(|| super::fused::handler(&threaded[pc..], &names[pc..])) {
            threaded[pc].handler = handler;
        }
    }
    threaded
}

/// Goes on after the instruction at `ip`.
///
/// # Safety
/// `flow` came from the instruction at `ip`; the other arguments are those of its handler.
#[inline(always)]
pub(super) unsafe fn go_on(
    flow: Flow,
    ip: *const Threaded,
    registers: *mut u64,
    run: *mut Run<'static>,
    code: *const Threaded,
    countdown: i64,
) -> bool {
    match flow {
        Flow::Next => {
            // SAFETY: `verify::control`: an instruction follows.
            unsafe {
                let next = ip.add(1);
                ((*next).handler)(next, registers, run, code, countdown)
            }
        }
        Flow::Go(Target(distance)) => {
            // SAFETY: `verify::operands`: targets lie in the code.
            unsafe {
                let next = code.byte_add(distance as usize);
                if countdown == 0 {
                    return look_and_go(next, registers, run, code, countdown);
                }
                ((*next).handler)(next, registers, run, code, countdown - 1)
            }
        }
        // SAFETY: the same arguments.
        Flow::Slow => unsafe { slowly(ip, registers, run, code, countdown) },
        // SAFETY: the same arguments.
        Flow::Call(_) | Flow::CallCompiled(_) => unsafe { call(ip, registers, run, code, countdown) },
        // SAFETY: the same arguments.
        Flow::Return => unsafe { go_back(ip, registers, run, code, countdown) },
        Flow::Leave(leave) => {
            // SAFETY: both are in the same code; no handler holds a reference to the run.
            unsafe { (*run).left = (leave, ip.offset_from(code) as usize) };
            false
        }
    }
}

/// Enters the callee of the call at `ip` when it is known and only single slots have to be copied.
#[inline(always)]
unsafe fn call(
    ip: *const Threaded,
    registers: *mut u64,
    run: *mut Run<'static>,
    code: *const Threaded,
    countdown: i64,
) -> bool {
    // SAFETY: handlers hold no reference to the run while they call this. `DirectCalls::note` has compared the sizes of
    // the frames with the slab, and takes slots from places in them (`link::Layout`); functions and programs noted there
    // live as long as the run; `Stack` has room below its end.
    unsafe {
        let state = &mut *run;
        let direct = state.direct.at(ip as usize);
        let inner = registers.wrapping_byte_add(direct.offset as usize);
        let top = state.stack.top;
        if direct.site != ip as usize || inner > direct.limit || top == state.stack.end || countdown == 0 {
            return call_slowly(ip, registers, run, code, countdown);
        }
        (&raw mut (*top).registers).write(registers);
        (&raw mut (*top).function).write(state.function);
        (&raw mut (*top).program).write(state.program);
        (&raw mut (*top).quick).write(Quick {
            code,
            resume: ip.add(1),
            dst: direct.dst,
            result: direct.result,
            is: true,
        });
        state.stack.top = top.add(1);
        let copy = |(from, to): (u16, u16)| *inner.add(to.into()) = *registers.add(from.into());
        copy(direct.args[0]);
        if direct.count > 1 {
            copy(direct.args[1]);
            if direct.count > 2 {
                copy(direct.args[2]);
            }
        }
        state.program = direct.program;
        state.function = direct.function;
        state.registers = inner;
        let code = direct.code;
        ((*code).handler)(code, inner, run, code, countdown - 1)
    }
}

/// Goes back to the caller; quickly when the call was made by [`call`].
#[inline(always)]
unsafe fn go_back(
    ip: *const Threaded,
    registers: *mut u64,
    run: *mut Run<'static>,
    code: *const Threaded,
    countdown: i64,
) -> bool {
    // SAFETY: handlers hold no reference to the run while they call this. Below the lowest frame there is a place whose
    // mark is set (`Stack::new`). The slots were noted from places in the two frames.
    unsafe {
        let state = &mut *run;
        let saved: *const Saved = state.stack.top.sub(1);
        let quick = &raw const (*saved).quick;
        if !(*quick).is {
            return go_back_slowly(ip, registers, run, code, countdown);
        }
        state.stack.top = saved.cast_mut();
        let outer = (*saved).registers;
        *outer.add((*quick).dst.into()) = *registers.add((*quick).result.into());
        state.program = (*saved).program;
        state.function = (*saved).function;
        state.registers = outer;
        let next = (*quick).resume;
        ((*next).handler)(next, outer, run, (*quick).code, countdown)
    }
}

handler_type! {
    // Runs an instruction whose fast path has given up.
    unsafe fn slowly(ip, registers, run, code, countdown) {
        let frame = Frame::<false> { registers, run };
        // SAFETY: `ip` is in the code, and what follows it too (`verify::control`).
        unsafe {
            let flow = match frame.slowly((*ip).op) {
                Flow::Leave(leave) => Flow::Leave(leave),
                _ => Flow::Next,
            };
            go_on(flow, ip, registers, run, code, countdown)
        }
    }

    // Looks at the limits and goes on. The run is that of the registers.
    unsafe fn look_and_go(next, registers, run, code, _countdown) {
        // SAFETY: handlers hold no reference to the run while they call another.
        match unsafe { (*run).look() } {
            // SAFETY: `next` is in the code.
            Ok(countdown) => unsafe { ((*next).handler)(next, registers, run, code, countdown) },
            // SAFETY: both are in the same code.
            Err(leave) => unsafe { go_on(Flow::Leave(leave), next, registers, run, code, 0) },
        }
    }

    // Calls whose callee is not known yet, or that have more to do than to copy slots.
    unsafe fn call_slowly(ip, registers, run, code, countdown) {
        // SAFETY: handlers hold no reference to the run while they call this; both pointers are in the same code.
        let (state, pc) = unsafe { (&mut *run, ip.offset_from(code) as usize) };
        // SAFETY: `ip` is in the code.
        let entered = match unsafe { (*ip).op } {
            Op::Call { call } => state.call::<false>(call.index(), pc + 1, ip as usize).map(|()| true),
            Op::CallCompiled { call } => state.call_compiled::<false>(call.index(), pc + 1, ip as usize),
            _ => Err(Leave::Numerical),
        };
        match entered {
            Ok(true) => {
                let (code, registers) = (state.function().threaded.as_ptr(), state.registers());
                // SAFETY: the first instruction of the function entered.
                unsafe {
                    if countdown == 0 {
                        return look_and_go(code, registers, run, code, countdown);
                    }
                    ((*code).handler)(code, registers, run, code, countdown - 1)
                }
            }
            // SAFETY: `verify::control`: an instruction follows the call.
            Ok(false) => unsafe { go_on(Flow::Next, ip, state.registers(), run, code, countdown) },
            // SAFETY: the same arguments.
            Err(leave) => unsafe { go_on(Flow::Leave(leave), ip, registers, run, code, countdown) },
        }
    }

    // Ends the run, or goes back from a call that had more to do than to copy slots.
    unsafe fn go_back_slowly(_ip, _registers, run, _code, countdown) {
        // SAFETY: handlers hold no reference to the run while they call this.
        let state = unsafe { &mut *run };
        let Some(pc) = state.return_to_caller::<false>() else { return true };
        let code = state.function().threaded.as_ptr();
        // SAFETY: the caller kept the place after its call, where by `verify::control` an instruction stands.
        unsafe {
            let next = code.add(pc);
            ((*next).handler)(next, state.registers(), run, code, countdown)
        }
    }
}

/// Runs the entered function to its end.
pub(super) fn run_threaded(run: &mut Run<'_>) -> Result<(), (Leave, usize)> {
    let countdown = run.look().map_err(|leave| (leave, 0))?;
    let (code, registers) = (run.function().threaded.as_ptr(), run.registers());
    let state = (&raw mut *run).cast::<Run<'static>>();
    // SAFETY: the code of the entered function with its registers; the lifetime is only forgotten while handlers run,
    // none of which keeps what it reaches through it.
    let done = unsafe { ((*code).handler)(code, registers, state, code, countdown) };
    if done { Ok(()) } else { Err(run.left) }
}
