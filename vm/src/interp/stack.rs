//! The frames below the running one, and the calls whose callee is known.

use std::mem::MaybeUninit;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use scheelite_runtime::Symbol;

use super::link::{Linked, LinkedCallSite, LinkedFunction, Place};
#[cfg(threaded)]
use super::threaded::Threaded;

/// Most nested calls of a run, whatever its limits: 6 MB of address space, touched only as far as used.
pub(super) const MOST_FRAMES: usize = 1 << 16;

/// What a call keeps of its caller.
pub(super) struct Saved {
    pub registers: *mut u64,
    pub function: *const LinkedFunction,
    pub program: *const Linked,
    pub owner_base: usize,
    /// Where the caller goes on.
    pub pc: usize,
    /// Where the caller takes the result.
    pub dst: Option<Place>,
    /// What the threaded loop needs to return quickly.
    #[cfg(threaded)]
    pub quick: Quick,
}

/// The return of a call made from its entry in [`Direct`]; the other fields of [`Saved`] but for registers, function and
/// program are not set then.
#[cfg(threaded)]
pub(super) struct Quick {
    /// Code of the caller.
    pub code: *const Threaded,
    /// Where the caller goes on.
    pub resume: *const Threaded,
    /// Slot where the caller takes the result.
    pub dst: u16,
    /// Slot where the callee leaves the result.
    pub result: u16,
    /// Whether the call was made so.
    pub is: bool,
}

#[cfg(threaded)]
impl Quick {
    /// Of other calls.
    pub const NO: Quick =
        Quick { code: std::ptr::null(), resume: std::ptr::null(), dst: 0, result: 0, is: false };
}

/// The memory for frames, kept between runs.
pub(super) struct Frames(Box<[MaybeUninit<Saved>]>);

impl Default for Frames {
    fn default() -> Self {
        // One more, below all others.
        Frames(Box::new_uninit_slice(MOST_FRAMES + 1))
    }
}

/// The frames below the running one.
pub(super) struct Stack {
    bottom: *mut Saved,
    pub top: *mut Saved,
    pub end: *mut Saved,
}

impl Stack {
    /// An empty stack of at most `depth` frames. The memory is lent for as long as the stack is used.
    pub fn new(memory: &mut Frames, depth: usize) -> Stack {
        let bottom = memory.0.as_mut_ptr().cast::<Saved>();
        // SAFETY: the memory has `MOST_FRAMES` + 1 places. The lowest is written in one field, the only one ever read.
        unsafe {
            #[cfg(threaded)]
            (&raw mut (*bottom).quick.is).write(false);
            let top = bottom.add(1);
            Stack { bottom, top, end: top.add(depth.min(MOST_FRAMES)) }
        }
    }

    /// Adds a frame; false when there are as many as allowed.
    #[inline(always)]
    pub fn push(&mut self, saved: Saved) -> bool {
        if self.top == self.end {
            return false;
        }
        // SAFETY: `top` lies below `end`. `Saved` needs no drop.
        unsafe {
            self.top.write(saved);
            self.top = self.top.add(1);
        }
        true
    }

    /// Takes the last frame off; none when there is none.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<Saved> {
        // SAFETY: `top` lies above `bottom`, and frames between them have been written by `push`.
        unsafe {
            let last = self.top.sub(1);
            if last == self.bottom {
                return None;
            }
            self.top = last;
            Some(last.read())
        }
    }
}

/// Places for calls whose callee is known.
const SITES: usize = 32;

/// Most arguments of a call that the threaded loop makes from its entry here.
pub(super) const QUICK_ARGUMENTS: usize = 3;

/// A call whose callee is known. Calls share places by their address.
#[derive(Clone, Copy)]
pub(super) struct Direct {
    /// Address of the instruction, 0 for none.
    pub site: usize,
    pub program: *const Linked,
    pub function: *const LinkedFunction,
    /// The last address where registers of the callee may begin; null when the call is not a quick one.
    pub limit: *mut u64,
    #[cfg(threaded)]
    pub code: *const Threaded,
    /// Size of the caller's frame in bytes: the callee's comes after it.
    pub offset: u32,
    /// Slot where the caller takes the result.
    pub dst: u16,
    /// Slot where the callee leaves the result.
    pub result: u16,
    /// Slots of the arguments, in the caller and in the callee.
    pub args: [(u16, u16); QUICK_ARGUMENTS],
    /// Number of arguments.
    pub count: u8,
}

impl Direct {
    const NONE: Direct = Direct {
        site: 0,
        program: std::ptr::null(),
        function: std::ptr::null(),
        limit: std::ptr::null_mut(),
        #[cfg(threaded)]
        code: std::ptr::null(),
        offset: 0,
        dst: 0,
        result: 0,
        args: [(0, 0); QUICK_ARGUMENTS],
        count: 0,
    };
}

/// The calls whose callee is known.
pub(super) struct DirectCalls {
    calls: [Direct; SITES],
    /// What names were found to be.
    pub resolved: FxHashMap<Symbol, Resolved>,
    /// Programs whose functions run or have run.
    pub kept: Vec<Arc<Linked>>,
    used: bool,
}

/// What a call by name was found to be.
#[derive(Clone)]
pub(super) enum Resolved {
    /// A program that takes and gives these types.
    Program(Arc<Linked>),
    /// Something else: the evaluator is asked.
    Evaluator,
}

impl Default for DirectCalls {
    fn default() -> Self {
        DirectCalls {
            calls: [Direct::NONE; SITES],
            resolved: FxHashMap::default(),
            kept: Vec::new(),
            used: false,
        }
    }
}

impl DirectCalls {
    /// Forgets what calls call: the evaluator has run, and names may mean something else.
    pub fn forget(&mut self) {
        if self.used {
            self.calls.iter_mut().for_each(|call| call.site = 0);
            self.resolved.clear();
            self.used = false;
        }
    }

    /// Forgets all, after a run.
    pub fn clear(&mut self) {
        self.forget();
        if !self.kept.is_empty() {
            self.kept.clear();
        }
    }

    /// Notes what a name means.
    pub fn resolve(&mut self, symbol: Symbol, meaning: Resolved) {
        self.resolved.insert(symbol, meaning);
        self.used = true;
    }

    /// The place of the call whose instruction is at this address.
    #[inline(always)]
    pub fn at(&self, site: usize) -> &Direct {
        // Instructions are 16 or 24 bytes long.
        &self.calls[(site >> 3) % SITES]
    }

    /// Notes the callee of a call. It is a quick one when it only has to copy single slots.
    pub fn note(
        &mut self,
        site: usize,
        caller: &LinkedFunction,
        call: &LinkedCallSite,
        (program, callee): (*const Linked, &LinkedFunction),
        slab_end: *mut u64,
    ) {
        let mut direct = Direct { site, program, function: callee, ..Direct::NONE };
        if let (Some(to), Some(from)) = (call.dst, callee.result)
            && (1..=QUICK_ARGUMENTS).contains(&call.args.len())
            && caller.tensors == 0
            && !callee.wide
            && !callee.needs_zeros
            && callee.presets.is_empty()
        {
            direct.limit = slab_end.wrapping_sub(callee.slots);
            #[cfg(threaded)]
            {
                direct.code = callee.threaded.as_ptr();
            }
            direct.offset = (caller.slots * size_of::<u64>()) as u32;
            direct.dst = to.slot;
            direct.result = from.slot;
            for (index, (from, to)) in call.args.iter().zip(&callee.args).enumerate() {
                direct.args[index] = (from.slot, to.slot);
            }
            direct.count = call.args.len() as u8;
        }
        self.calls[(site >> 3) % SITES] = direct;
        self.used = true;
    }
}
