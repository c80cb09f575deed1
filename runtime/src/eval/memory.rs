//! Limits on the memory of an evaluation.

use super::{Eval, Evaluator, Unwind};
use crate::memory::{Watch, available, most_resident, resident};
use crate::symbol::sym;

/// Growth of the process that the machinery itself may cause.
const UNNOTICED: u64 = 4 << 20;

/// A session is stopped when the system has less than this left.
const LEAST_LEFT: u64 = 300 << 20;

impl Evaluator {
    /// Runs `f`; stops it when the process grows by more than so many bytes. Says whether it was stopped so.
    pub(crate) fn within_memory<T>(
        &mut self,
        bytes: u64,
        f: impl FnOnce(&mut Self) -> Eval<T>,
    ) -> (Eval<T>, bool) {
        let before = resident().unwrap_or(0);
        let limit = before.saturating_add(bytes);
        let most_before = most_resident();
        let exceeded = move || resident().is_some_and(|held| held > limit);
        let watch = Watch::new(self.interrupt_handle(), exceeded);
        let result = f(self);
        let tripped = watch.is_some_and(|watch| watch.has_tripped());
        if tripped {
            self.interrupt.store(false, std::sync::atomic::Ordering::Relaxed);
        }
        // What came and went between two looks of the watch shows in the most that was ever held.
        let most = most_resident().filter(|most| most_before.is_some_and(|before| *most > before));
        let passed = most.is_some_and(|most| most > limit.saturating_add(UNNOTICED));
        let stopped = tripped && matches!(result, Err(Unwind::Abort)) || passed && result.is_ok();
        (result, stopped)
    }

    /// From now on evaluations are aborted, with a message, before the system runs out of memory.
    pub fn watch_memory(&mut self) {
        self.watch_memory_below(LEAST_LEFT);
    }

    fn watch_memory_below(&mut self, least: u64) {
        let exceeded = move || available().is_some_and(|left| left < least);
        self.memory_watch = Watch::new(self.interrupt_handle(), exceeded);
    }

    /// Asks for room for so many things of `size` bytes before they are made.
    ///
    /// # Errors
    /// [`Unwind::Abort`], with a message, where the system has less.
    pub(crate) fn ask_room(&mut self, count: usize, size: usize) -> Eval<()> {
        let bytes = u64::try_from(count.saturating_mul(size)).unwrap_or(u64::MAX);
        if crate::memory::has_bytes(bytes) {
            return Ok(());
        }
        self.message(sym::General, "nomem", &[]);
        Err(Unwind::Abort)
    }

    /// After an abort: says so when it was for want of memory, and watches on.
    pub(super) fn note_memory(&mut self) {
        if self.memory_watch.as_ref().is_some_and(Watch::has_tripped) {
            self.message(sym::General, "nomem", &[]);
            self.watch_memory();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::Evaluator;
    use crate::eval::{Host, Message};
    use crate::expr::Expr;
    use crate::source::SourceMap;
    use crate::symbol::{Symbol, sym};

    struct Listening(Arc<Mutex<Vec<String>>>);

    impl Host for Listening {
        fn print(&mut self, _: &str) {}
        fn message(&mut self, message: &Message, _: &SourceMap) {
            self.0.lock().expect("one thread").push(format!("{}::{}", message.symbol, message.tag));
        }
    }

    #[test]
    fn want_of_memory_ends_an_input_and_the_session_lives_on() {
        if crate::memory::available().is_none() {
            return;
        }
        let heard = Arc::new(Mutex::new(Vec::new()));
        let mut ev = Evaluator::new(Box::new(Listening(Arc::clone(&heard))));
        // No system has so much left: the watch trips at once.
        ev.watch_memory_below(u64::MAX);
        let forever = Expr::call(Symbol::new("While"), [Symbol::new("True").into()]);
        let value = ev.evaluate_input(forever).expect("no exit");
        assert_eq!(value, Expr::Symbol(Symbol::new("$Aborted")));
        assert_eq!(*heard.lock().expect("one thread"), ["General::nomem"]);
        let sum = Expr::call(sym::Plus, [Expr::Integer(1), Expr::Integer(1)]);
        assert_eq!(ev.evaluate_input(sum), Ok(Expr::Integer(2)));
    }
}
