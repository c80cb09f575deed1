//! Leaving what has no result to leave by: walks over trees and arithmetic on numbers of any size are plain functions, and
//! a limit of time or an interrupt has to end them too.
//!
//! The evaluator runs a built-in function whose work is such as [`guarded`]. Inside, loops call [`poll`], which unwinds to
//! there when the evaluation is to end; outside it does nothing. What the library of numbers does in one call is done
//! [`apart`], in a thread of its own that is waited for only as long as the limits allow.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// Calls of [`poll`] between two looks at the limits.
const PATIENCE: u32 = 1 << 10;

/// How often work done apart is looked after.
const PERIOD: Duration = Duration::from_millis(5);

/// When an evaluation has to end.
#[derive(Clone)]
pub struct Limits {
    /// Set from any thread to end it.
    pub interrupt: Arc<AtomicBool>,
    /// When its time is over.
    pub deadline: Option<Instant>,
}

impl Limits {
    fn are_reached(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// What [`poll`] throws.
struct Stopped;

thread_local! {
    static LIMITS: RefCell<Option<Limits>> = const { RefCell::new(None) };
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Runs `work` so that [`poll`] inside can end it; `None` when it did.
pub fn guarded<T>(limits: Limits, work: impl FnOnce() -> T) -> Option<T> {
    let outer = LIMITS.replace(Some(limits));
    let result = catch_unwind(AssertUnwindSafe(work));
    LIMITS.replace(outer);
    match result {
        Ok(value) => Some(value),
        Err(payload) if payload.is::<Stopped>() => None,
        Err(payload) => resume_unwind(payload),
    }
}

/// Runs `work` so that [`poll`] inside does nothing: what has to be put in order afterwards is not left by unwinding.
pub fn unguarded<T>(work: impl FnOnce() -> T) -> T {
    let outer = LIMITS.replace(None);
    let result = catch_unwind(AssertUnwindSafe(work));
    LIMITS.replace(outer);
    result.unwrap_or_else(|payload| resume_unwind(payload))
}

/// Ends the guarded work around when its limits are reached. Long loops without another way out call this each time.
#[inline]
pub fn poll() {
    let calls = CALLS.get().wrapping_add(1);
    CALLS.set(calls);
    if calls % PATIENCE == 0 {
        poll_now();
    }
}

/// The same, looking at once: between pieces of work that take long themselves.
pub fn poll_now() {
    let reached = LIMITS.with_borrow(|limits| limits.as_ref().is_some_and(Limits::are_reached));
    if reached {
        // No panic: nothing is wrong, and nothing is reported.
        resume_unwind(Box::new(Stopped));
    }
}

/// Does in a thread of its own what cannot look at the limits itself; in this thread where nothing guards. Work that is
/// not waited for any longer goes on until it is done, and then lets its memory go.
pub fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let Some(limits) = LIMITS.with_borrow(Clone::clone) else { return work() };
    let (sender, receiver) = sync_channel(1);
    let task = Arc::new(std::sync::Mutex::new(Some(work)));
    let theirs = Arc::clone(&task);
    let spawned = std::thread::Builder::new().name("apart".to_owned()).spawn(move || {
        let work = theirs.lock().ok().and_then(|mut work| work.take());
        if let Some(work) = work {
            // Nobody may be waiting any more.
            let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
        }
    });
    if spawned.is_err() {
        let work = task.lock().ok().and_then(|mut work| work.take());
        return work.expect("no thread has taken it")();
    }
    loop {
        match receiver.recv_timeout(PERIOD) {
            Ok(Ok(value)) => return value,
            Ok(Err(payload)) => resume_unwind(payload),
            Err(RecvTimeoutError::Timeout) if limits.are_reached() => resume_unwind(Box::new(Stopped)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => unreachable!("the thread sends before it ends"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(milliseconds: u64) -> Limits {
        let deadline = Instant::now() + Duration::from_millis(milliseconds);
        Limits { interrupt: Arc::new(AtomicBool::new(false)), deadline: Some(deadline) }
    }

    #[test]
    fn an_endless_loop_ends_at_the_deadline() {
        let ended = guarded(limits(20), || {
            loop {
                poll();
            }
        });
        assert!(ended.is_none());
        assert_eq!(guarded(limits(10_000), || 5), Some(5));
    }

    #[test]
    fn an_interrupt_ends_work_done_apart() {
        let limits = Limits { interrupt: Arc::new(AtomicBool::new(false)), deadline: None };
        let interrupt = Arc::clone(&limits.interrupt);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            interrupt.store(true, Ordering::Relaxed);
        });
        let begun = Instant::now();
        let ended = guarded(limits, || apart(|| std::thread::sleep(Duration::from_secs(3))));
        assert!(ended.is_none() && begun.elapsed() < Duration::from_secs(2));
        assert_eq!(guarded(self::limits(10_000), || apart(|| 7)), Some(7));
    }

    #[test]
    fn nothing_ends_what_is_not_guarded() {
        poll_now();
        let reached = Limits { interrupt: Arc::new(AtomicBool::new(true)), deadline: None };
        assert_eq!(
            guarded(reached, || unguarded(|| {
                poll_now();
                1
            })),
            Some(1)
        );
    }
}
