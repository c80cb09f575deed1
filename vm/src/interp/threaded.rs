//! The threaded loop: each instruction holds the address of its handler, and each handler ends by calling the next one.
//!
//! In optimized builds these calls are jumps, so that the stack does not grow; `build.rs` chooses this loop only there,
//! and a test runs long loops on a small stack. The state that handlers hand on stays in machine registers. Meaning and
//! handlers are those of the `match` loop in `run`, which is the reference.

use scheelite_bytecode::operand::pool::{
    Call, CompiledCall, External, Function, Integer, KernelCall, Registers,
};
use scheelite_bytecode::operand::{Direction, Renumber};
use scheelite_bytecode::verify::MAX_CODE;
use scheelite_bytecode::{
    Any, Bank, Bool, Cplx, Cplxs, Imm, In, InOut, Int, Ints, Op, Out, Pool, Real, Reals, Target, for_each_op,
};

use super::frame::{Flow, Frame};
use super::run::{Leave, Run};

/// An instruction with its handler.
#[derive(Clone, Copy)]
pub(super) struct Threaded {
    handler: Handler,
    op: Op,
}

const _: () = assert!(size_of::<Threaded>() == 24);

#[cfg(target_arch = "x86_64")]
macro_rules! handler_type {
    ($($visibility:vis unsafe fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $result:ty $body:block)*) => {
        $($visibility unsafe extern "sysv64" fn $name($($arg: $ty),*) -> $result $body)*
    };
}
#[cfg(not(target_arch = "x86_64"))]
macro_rules! handler_type {
    ($($visibility:vis unsafe fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $result:ty $body:block)*) => {
        $($visibility unsafe extern "C" fn $name($($arg: $ty),*) -> $result $body)*
    };
}

/// `ip`, the registers of the frame, the state of the run, the code of the function, jumps until the next look at the
/// limits. Gives whether the run ended with a result; if not, the reason is in the run.
#[cfg(target_arch = "x86_64")]
type Handler =
    unsafe extern "sysv64" fn(*const Threaded, *mut u64, *mut Run<'static>, *const Threaded, i64) -> bool;
#[cfg(not(target_arch = "x86_64"))]
type Handler =
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
        /// Puts the handlers to the instructions of a linked function.
        pub(super) fn thread(code: &[Op]) -> Vec<Threaded> {
            code.iter()
                .map(|op| Threaded {
                    handler: match op {
                        $(Op::$variant { .. } => handler::$name,)*
                    },
                    op: op.renumbered(&mut Distances),
                })
                .collect()
        }

        mod handler {
            use super::*;

            handler_type! {
                $(
                // The instruction at `ip` is of this handler's variant (`thread`), code and registers are those of the
                // running function.
                pub(super) unsafe fn $name(
                    ip: *const Threaded,
                    registers: *mut u64,
                    run: *mut Run<'static>,
                    code: *const Threaded,
                    countdown: i64,
                ) -> bool {
                    // SAFETY: `thread` puts this handler to instructions of this variant only.
                    let Op::$variant { $($field),* } = (unsafe { (*ip).op }) else {
                        // SAFETY: as above.
                        unsafe { std::hint::unreachable_unchecked() }
                    };
                    let frame = Frame::<false> { registers, run };
                    match frame.$name($($field),*) {
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
                        // SAFETY: the run is that of this frame.
                        flow => unsafe { change_frame(ip, run, code, countdown, flow) },
                    }
                }
                )*

                // Runs an instruction whose fast path has given up.
                pub(super) unsafe fn slowly(
                    ip: *const Threaded,
                    registers: *mut u64,
                    run: *mut Run<'static>,
                    code: *const Threaded,
                    countdown: i64,
                ) -> bool {
                    let frame = Frame::<false> { registers, run };
                    // SAFETY: `ip` is in the code.
                    match frame.slowly(unsafe { (*ip).op }) {
                        Flow::Leave(leave) => {
                            // SAFETY: both are in the same code.
                            unsafe { (*run).left = (leave, ip.offset_from(code) as usize) };
                            false
                        }
                        _ => {
                            // SAFETY: `verify::control`: an instruction follows.
                            unsafe {
                                let next = ip.add(1);
                                ((*next).handler)(next, registers, run, code, countdown)
                            }
                        }
                    }
                }

                // Looks at the limits and goes on. The run is that of the registers.
                pub(super) unsafe fn look_and_go(
                    next: *const Threaded,
                    registers: *mut u64,
                    run: *mut Run<'static>,
                    code: *const Threaded,
                    _countdown: i64,
                ) -> bool {
                    // SAFETY: handlers hold no reference to the run while they call another.
                    match unsafe { (*run).look() } {
                        // SAFETY: `next` is in the code.
                        Ok(countdown) => unsafe { ((*next).handler)(next, registers, run, code, countdown) },
                        Err(leave) => {
                            // SAFETY: both are in the same code.
                            unsafe { (*run).left = (leave, next.offset_from(code) as usize) };
                            false
                        }
                    }
                }
            }
        }
    };
}

for_each_op!(handlers);

/// Calls, returns and exits.
#[inline(always)]
unsafe fn change_frame(
    ip: *const Threaded,
    run: *mut Run<'static>,
    code: *const Threaded,
    countdown: i64,
    flow: Flow,
) -> bool {
    // SAFETY: handlers hold no reference to the run while they call this; both pointers are in the same code.
    let (state, pc) = unsafe { (&mut *run, ip.offset_from(code) as usize) };
    let left = match flow {
        Flow::Call(entry) => state.call::<false>(entry as usize, pc + 1),
        Flow::CallCompiled(entry) => match state.call_compiled::<false>(entry as usize, pc + 1) {
            Ok(true) => Ok(()),
            Ok(false) => {
                // SAFETY: `verify::control`: an instruction follows the call.
                return unsafe {
                    let next = ip.add(1);
                    ((*next).handler)(next, state.registers(), run, code, countdown)
                };
            }
            Err(leave) => Err(leave),
        },
        Flow::Return => {
            let Some(pc) = state.return_to_caller::<false>() else { return true };
            let code = state.function().threaded.as_ptr();
            // SAFETY: the caller kept the place after its call, where by `verify::control` an instruction stands.
            return unsafe {
                let next = code.add(pc);
                ((*next).handler)(next, state.registers(), run, code, countdown)
            };
        }
        Flow::Leave(leave) => Err(leave),
        Flow::Next | Flow::Go(_) | Flow::Slow => Ok(()),
    };
    if let Err(leave) = left {
        state.left = (leave, pc);
        return false;
    }
    let (code, registers) = (state.function().threaded.as_ptr(), state.registers());
    if countdown == 0 {
        // SAFETY: the first instruction of the function entered.
        return unsafe { handler::look_and_go(code, registers, run, code, countdown) };
    }
    // SAFETY: the first instruction of the function entered.
    unsafe { ((*code).handler)(code, registers, run, code, countdown - 1) }
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
