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

/// How far the work under way is guarded.
#[derive(Clone, Copy)]
enum Guard {
    /// Not: nothing ends it.
    None,
    /// Until the interrupt comes, or the time is over.
    Until(Option<Instant>),
}

/// What [`poll`] throws.
struct Stopped;

thread_local! {
    static GUARD: Cell<Guard> = const { Cell::new(Guard::None) };
    /// The interrupt of the session that was last at work in this thread: nearly always the same one.
    static INTERRUPT: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Runs `work` so that [`poll`] inside can end it, when `interrupt` is set or the deadline has come; `None` when it did.
pub fn guarded<T>(
    interrupt: &Arc<AtomicBool>,
    deadline: Option<Instant>,
    work: impl FnOnce() -> T,
) -> Option<T> {
    let same =
        INTERRUPT.with_borrow(|known| known.as_ref().is_some_and(|known| Arc::ptr_eq(known, interrupt)));
    let other = if same { None } else { Some(INTERRUPT.replace(Some(Arc::clone(interrupt)))) };
    let outer = GUARD.replace(Guard::Until(deadline));
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARD.set(outer);
    if let (Guard::Until(_), Some(other)) = (outer, other) {
        INTERRUPT.replace(other);
    }
    match result {
        Ok(value) => Some(value),
        Err(payload) if payload.is::<Stopped>() => None,
        Err(payload) => resume_unwind(payload),
    }
}

/// Runs `work` so that [`poll`] inside does nothing: what has to be put in order afterwards is not left by unwinding.
pub fn unguarded<T>(work: impl FnOnce() -> T) -> T {
    let outer = GUARD.replace(Guard::None);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARD.set(outer);
    result.unwrap_or_else(|payload| resume_unwind(payload))
}

fn is_over(interrupt: &AtomicBool, deadline: Option<Instant>) -> bool {
    interrupt.load(Ordering::Relaxed) || deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

/// Ends the guarded work around when its limits are reached. Long loops without another way out call this each time.
#[inline]
pub fn poll() {
    let calls = CALLS.get().wrapping_add(1);
    CALLS.set(calls);
    if calls.is_multiple_of(PATIENCE) {
        poll_now();
    }
}

/// The same, looking at once: between pieces of work that take long themselves.
pub fn poll_now() {
    let Guard::Until(deadline) = GUARD.get() else { return };
    let reached = INTERRUPT.with_borrow(|known| known.as_ref().is_some_and(|known| is_over(known, deadline)));
    if reached {
        // No panic: nothing is wrong, and nothing is reported.
        resume_unwind(Box::new(Stopped));
    }
}

/// Does in a thread of its own what cannot look at the limits itself; in this thread where nothing guards. Work that is
/// not waited for any longer goes on until it is done, and then lets its memory go.
pub fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (Guard::Until(deadline), Some(interrupt)) = (GUARD.get(), INTERRUPT.with_borrow(Clone::clone)) else {
        return work();
    };
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
            Err(RecvTimeoutError::Timeout) if is_over(&interrupt, deadline) => {
                resume_unwind(Box::new(Stopped))
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => unreachable!("the thread sends before it ends"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(set: bool) -> Arc<AtomicBool> {
        Arc::new(AtomicBool::new(set))
    }

    fn after(milliseconds: u64) -> Option<Instant> {
        Some(Instant::now() + Duration::from_millis(milliseconds))
    }

    #[test]
    fn an_endless_loop_ends_at_the_deadline() {
        let ended = guarded(&flag(false), after(20), || {
            loop {
                poll();
            }
        });
        assert!(ended.is_none());
        assert_eq!(guarded(&flag(false), after(10_000), || 5), Some(5));
    }

    #[test]
    fn an_interrupt_ends_work_done_apart() {
        let interrupt = flag(false);
        let theirs = Arc::clone(&interrupt);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            theirs.store(true, Ordering::Relaxed);
        });
        let begun = Instant::now();
        let ended = guarded(&interrupt, None, || apart(|| std::thread::sleep(Duration::from_secs(3))));
        assert!(ended.is_none() && begun.elapsed() < Duration::from_secs(2));
        assert_eq!(guarded(&flag(false), after(10_000), || apart(|| 7)), Some(7));
    }

    #[test]
    fn nothing_ends_what_is_not_guarded() {
        poll_now();
        let inside = || {
            poll_now();
            1
        };
        assert_eq!(guarded(&flag(true), None, || unguarded(inside)), Some(1));
        assert_eq!(guarded(&flag(true), None, inside), None);
    }

    #[test]
    fn another_session_inside_has_its_own_interrupt() {
        let inside = || guarded(&flag(false), None, || 2);
        let ended = guarded(&flag(true), None, || {
            assert_eq!(inside(), Some(2));
            poll_now();
        });
        assert!(ended.is_none());
    }
}
