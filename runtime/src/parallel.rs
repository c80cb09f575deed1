//! One result computed by several threads.
//!
//! The threads take pieces of the result from what is left of it until nothing is, and write them where they belong: none
//! waits for another, elements that cost more than others are shared out, and nothing is copied afterwards. Threads are
//! started only when the work turns out to be worth it, while the calling thread is at it already.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a piece should take: much longer than taking it, much shorter than what is noticed when a thread waits for the
/// last one.
const PIECE: Duration = Duration::from_micros(100);

/// How long the calling thread works alone. Starting another one takes about as long.
const ALONE: Duration = Duration::from_micros(20);

/// Each piece is at most this many times as large as the one before.
const GROWTH: usize = 4;

/// What is left of a result.
struct Rest<'a, T> {
    /// Where it begins.
    from: usize,
    elements: &'a mut [T],
}

/// What the threads share.
struct Shared<'a, T> {
    rest: Mutex<Rest<'a, T>>,
    /// Elements of the smallest piece: pieces are multiples, but for the last.
    unit: usize,
    threads: usize,
}

/// Gives pieces of a result to one thread.
pub struct Pieces<'s, 'a, T> {
    shared: &'s Shared<'a, T>,
    /// When the thread began, and when it took the piece it is at.
    times: Option<(Instant, Instant)>,
    /// Units of that piece.
    units: usize,
    /// Starts the other threads.
    start: Option<&'s mut (dyn FnMut() + 's)>,
}

impl<'a, T> Shared<'a, T> {
    fn rest(&self) -> std::sync::MutexGuard<'_, Rest<'a, T>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next piece off.
    fn take(&self, units: usize) -> Option<(usize, &'a mut [T])> {
        let mut rest = self.rest();
        let elements = std::mem::take(&mut rest.elements);
        if elements.is_empty() {
            return None;
        }
        // Near the end the pieces get small, so that all threads end at one time.
        let share = elements.len().div_ceil(self.unit) / (2 * self.threads);
        let length = units.min(share).max(1).saturating_mul(self.unit).min(elements.len());
        let (piece, left) = elements.split_at_mut(length);
        let from = rest.from;
        *rest = Rest { from: from + length, elements: left };
        Some((from, piece))
    }
}

impl<'a, T> Pieces<'_, 'a, T> {
    /// The next piece and the place of its first element; none when there is nothing left, or another thread has failed.
    #[expect(clippy::should_implement_trait, reason = "a loop over pieces is written with `while let`")]
    pub fn next(&mut self) -> Option<(usize, &'a mut [T])> {
        let now = Instant::now();
        if let Some((begun, taken)) = self.times {
            let spent = (now - taken).as_nanos().max(1);
            let units = self.units as u128 * PIECE.as_nanos() / spent;
            let most = self.units.saturating_mul(GROWTH);
            if now - begun >= ALONE
                && let Some(start) = self.start.take()
            {
                // What is left, at the pace of this piece.
                let left = self.shared.rest().elements.len().div_ceil(self.shared.unit);
                if left as u128 * spent / self.units as u128 >= 2 * ALONE.as_nanos() {
                    start();
                } else {
                    self.start = Some(start);
                }
            }
            self.units = usize::try_from(units).unwrap_or(most).clamp(1, most);
            self.times = Some((begun, now));
        } else {
            self.times = Some((now, now));
        }
        self.shared.take(self.units)
    }
}

/// The work of one thread; when it fails, nothing is left for the others.
fn run<'s, T, E>(
    shared: &'s Shared<'_, T>,
    work: &impl Fn(&mut Pieces<'_, '_, T>) -> Result<(), E>,
    start: Option<&'s mut (dyn FnMut() + 's)>,
) -> Result<(), E> {
    let result = work(&mut Pieces { shared, times: None, units: 1, start });
    if result.is_err() {
        shared.rest().elements = &mut [];
    }
    result
}

/// Has `work` fill `out` on at most so many threads: each calls it once and it takes pieces of `unit` elements or
/// multiples of that. Work that fails ends the work of all.
///
/// # Errors
/// What `work` failed with on some thread.
pub fn fill<T: Send, E: Send>(
    threads: usize,
    out: &mut [T],
    unit: usize,
    work: impl Fn(&mut Pieces<'_, '_, T>) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let unit = unit.max(1);
    let shared = Shared { rest: Mutex::new(Rest { from: 0, elements: out }), unit, threads: threads.max(1) };
    if threads <= 1 {
        return run(&shared, &work, None);
    }
    thread::scope(|scope| {
        let mut others = Vec::new();
        let mut start = || {
            // Where the system gives no more threads, those that there are do all of it.
            others.extend((1..threads).map_while(|_| {
                thread::Builder::new().spawn_scoped(scope, || run(&shared, &work, None)).ok()
            }));
        };
        let own = run(&shared, &work, Some(&mut start));
        others.into_iter().fold(own, |result, other| match other.join() {
            Ok(other) => result.and(other),
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn spin(time: Duration) {
        let end = Instant::now() + time;
        while Instant::now() < end {
            std::hint::spin_loop();
        }
    }

    /// Fills `count` places with their numbers, each taking so long; gives the threads that took part and the pieces.
    fn numbers(
        threads: usize,
        count: usize,
        unit: usize,
        time: impl Fn(usize) -> Duration + Sync,
    ) -> (usize, usize) {
        let mut out = vec![usize::MAX; count];
        let (workers, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let result: Result<(), ()> = fill(threads, &mut out, unit, |pieces| {
            workers.fetch_add(1, Ordering::Relaxed);
            while let Some((from, piece)) = pieces.next() {
                taken.fetch_add(1, Ordering::Relaxed);
                assert!(from.is_multiple_of(unit));
                for (index, place) in (from..).zip(piece) {
                    spin(time(index));
                    *place = index;
                }
            }
            Ok(())
        });
        assert_eq!(result, Ok(()));
        assert!(out.iter().copied().eq(0..count));
        (workers.into_inner(), taken.into_inner())
    }

    #[test]
    fn every_place_is_filled_once() {
        let none = |_| Duration::ZERO;
        assert_eq!(numbers(4, 0, 1, none), (1, 0));
        for (threads, count, unit) in [(1, 1, 1), (1, 10_000, 7), (2, 3, 1), (2, 100_000, 64), (5, 1001, 256)]
        {
            numbers(threads, count, unit, none);
        }
    }

    #[test]
    fn little_work_stays_on_one_thread() {
        // A loaded machine may take the thread away while it works.
        assert!((0..100).any(|_| numbers(8, 4, 1, |_| Duration::ZERO).0 == 1));
    }

    #[test]
    fn few_expensive_elements_are_shared_out() {
        let (workers, pieces) = numbers(3, 12, 1, |_| Duration::from_millis(2));
        assert_eq!((workers, pieces), (3, 12));
    }

    #[test]
    fn pieces_of_cheap_elements_are_large_and_those_at_the_end_small() {
        // A loaded machine makes elements look dear now and then.
        assert!((0..20).any(|_| numbers(2, 1_000_000, 1, |_| Duration::ZERO).1 < 20_000));
        // The last elements cost most: they are not all in one piece.
        // A loaded machine may start the second thread when all is done.
        let late = |index| if index < 990 { Duration::ZERO } else { Duration::from_millis(1) };
        assert!((0..100).any(|_| {
            let (workers, pieces) = numbers(2, 1000, 1, late);
            workers == 2 && pieces > 20
        }));
    }

    #[test]
    fn a_failure_ends_the_work_of_all() {
        let mut out = vec![0; 1_000_000];
        let result = fill(2, &mut out, 1, |pieces| {
            while let Some((from, piece)) = pieces.next() {
                if (from..from + piece.len()).contains(&100) {
                    return Err(100);
                }
                piece.fill(1);
                spin(Duration::from_micros(50));
            }
            Ok(())
        });
        assert_eq!(result, Err(100));
        assert!(out.iter().filter(|&&x| x == 0).count() > 500_000);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let result = std::panic::catch_unwind(|| {
            fill::<_, ()>(2, &mut [0; 8], 1, |pieces| {
                while let Some((from, _)) = pieces.next() {
                    spin(Duration::from_millis(1));
                    assert!(from < 5, "too far");
                }
                Ok(())
            })
        });
        assert!(result.is_err());
    }
}
