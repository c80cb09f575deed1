//! Limits on the memory of an evaluation.

use super::{Eval, Evaluator, Unwind};
use crate::memory::{Watch, available, resident};
use crate::symbol::sym;

/// A session is stopped when the system has less than this left.
const LEAST_LEFT: u64 = 300 << 20;

impl Evaluator {
    /// Runs `f`; stops it when the process grows by more than so many bytes. Says whether it was stopped so.
    pub(crate) fn within_memory<T>(
        &mut self,
        bytes: u64,
        f: impl FnOnce(&mut Self) -> Eval<T>,
    ) -> (Eval<T>, bool) {
        let limit = resident().unwrap_or(0).saturating_add(bytes);
        let exceeded = move || resident().is_some_and(|held| held > limit);
        let watch = Watch::new(self.interrupt_handle(), exceeded);
        let result = f(self);
        let tripped = watch.is_some_and(|watch| watch.has_tripped());
        if tripped {
            self.interrupt.store(false, std::sync::atomic::Ordering::Relaxed);
        }
        let stopped = tripped && matches!(result, Err(Unwind::Abort));
        (result, stopped)
    }

    /// From now on evaluations are aborted, with a message, before the system runs out of memory.
    pub fn watch_memory(&mut self) {
        let exceeded = || available().is_some_and(|left| left < LEAST_LEFT);
        self.memory_watch = Watch::new(self.interrupt_handle(), exceeded);
    }

    /// After an abort: says so when it was for want of memory, and watches on.
    pub(super) fn note_memory(&mut self) {
        if self.memory_watch.as_ref().is_some_and(Watch::has_tripped) {
            self.message(sym::General, "nomem", &[]);
            self.watch_memory();
        }
    }
}
