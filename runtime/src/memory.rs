//! Memory: how much the process holds, how much the system can still give, and a watch that stops an evaluation before
//! the system ends the process.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How often a watch looks.
const PERIOD: Duration = Duration::from_millis(5);

/// Bytes that the process holds, where the system tells.
pub fn resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// The most bytes that the process has held so far, where the system tells.
pub fn most_resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Bytes that the process can still have, where the system tells: what it can give, within the limit on addresses.
pub fn available() -> Option<u64> {
    let left = addresses().and_then(|limit| Some(limit.saturating_sub(addressed()?)));
    match (given(), left) {
        (Some(given), Some(left)) => Some(given.min(left)),
        (given, left) => given.or(left),
    }
}

/// The most bytes of addresses that the process may have, where there is a limit.
fn addresses() -> Option<u64> {
    static LIMIT: OnceLock<Option<u64>> = OnceLock::new();
    *LIMIT.get_or_init(|| {
        let text = std::fs::read_to_string("/proc/self/limits").ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("Max address space"))?;
        line.split_ascii_whitespace().next()?.parse().ok()
    })
}

/// Bytes of addresses that the process has.
fn addressed() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split_ascii_whitespace().next()?.parse().ok()?;
    Some(pages * 4096)
}

/// Bytes that the system can still give.
fn given() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
    let kilobytes: u64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Whether an array of so many elements of eight bytes can be made, with as much again to work on it.
pub fn has_room_for(elements: usize) -> bool {
    const SMALL: usize = 1 << 22;
    elements <= SMALL || available().is_none_or(|bytes| elements as u64 <= bytes / 16)
}

/// Whether so many bytes can be had, with a part of them again to work on.
pub fn has_bytes(bytes: u64) -> bool {
    const SMALL: u64 = 1 << 25;
    bytes <= SMALL || available().is_none_or(|left| bytes + bytes / 4 <= left)
}

/// Watches from a thread of its own until it is dropped; sets a flag, and the interrupt of a session, when `exceeded` says
/// so.
pub struct Watch {
    stop: Arc<AtomicBool>,
    tripped: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to watch. None when no thread can be had.
    pub fn new(interrupt: Arc<AtomicBool>, exceeded: impl Fn() -> bool + Send + 'static) -> Option<Watch> {
        let stop = Arc::new(AtomicBool::new(false));
        let tripped = Arc::new(AtomicBool::new(false));
        let (stopped, trips) = (Arc::clone(&stop), Arc::clone(&tripped));
        let watch = move || {
            while !stopped.load(Ordering::Relaxed) {
                if exceeded() {
                    trips.store(true, Ordering::Relaxed);
                    interrupt.store(true, Ordering::Relaxed);
                    return;
                }
                std::thread::park_timeout(PERIOD);
            }
        };
        std::thread::Builder::new().name("memory".to_owned()).spawn(watch).ok()?;
        Some(Watch { stop, tripped })
    }

    /// Whether the limit was exceeded.
    pub fn has_tripped(&self) -> bool {
        self.tripped.load(Ordering::Relaxed)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
