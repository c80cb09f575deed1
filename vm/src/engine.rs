//! The engine: what all sessions of a host share.

use std::sync::Arc;
use std::time::Duration;

use crate::interp::Limits;
use crate::profile::Recorder;

/// Bounds that a host sets. Reaching one ends the computation with an error and leaves the engine usable.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Most jumps and calls of one compiled call; none for no bound.
    pub fuel: Option<u64>,
    /// Longest time of one compiled call; none for no bound.
    pub time: Option<Duration>,
    /// Most nested compiled calls.
    pub depth: usize,
    /// Most elements of one array made by compiled code.
    pub array_elements: usize,
    /// Most threads that a parallel call uses; none for as many as the machine has.
    pub threads: Option<usize>,
}

impl Default for Config {
    fn default() -> Self {
        Config { fuel: None, time: None, depth: 1 << 16, array_elements: 1 << 31, threads: None }
    }
}

/// Configured once, shared by sessions and threads. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    config: Arc<Config>,
    /// What notes how calls go; none unless they are profiled.
    pub(crate) recorder: Option<Arc<Recorder>>,
}

impl Engine {
    /// An engine with the default bounds.
    pub fn new() -> Self {
        Engine::default()
    }

    /// An engine with these bounds.
    pub fn with_config(config: Config) -> Self {
        Engine { config: Arc::new(config), recorder: None }
    }

    /// The engine with a profile: what runs in its sessions from now on is counted, and sampled by a thread of its own.
    /// Compiled code runs several times slower. See [`crate::Session::profile`].
    ///
    /// ```
    /// use scheelite::{Engine, Session};
    ///
    /// let mut session = Session::new(&Engine::new().profiled());
    /// session.evaluate("f = Compile[{{n, _Integer}}, Module[{s = 0}, Do[s = s + i, {i, n}]; s]]; f[100]; f[200]")?;
    /// let profile = session.profile().expect("the engine is profiled");
    /// assert_eq!(profile.functions[0].name, "f");
    /// assert_eq!(profile.functions[0].calls, 2);
    /// # Ok::<(), scheelite::Error>(())
    /// ```
    pub fn profiled(mut self) -> Self {
        self.recorder = Some(Recorder::start());
        self
    }

    /// The bounds.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Whether it is the other engine, without a profile.
    pub(crate) fn is(&self, other: &Engine) -> bool {
        Arc::ptr_eq(&self.config, &other.config) && self.recorder.is_none() && other.recorder.is_none()
    }

    /// Whether each call ends at a time of its own.
    pub(crate) fn limits_time(&self) -> bool {
        self.config.time.is_some()
    }

    /// The bounds of a call that starts now.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            fuel: self.config.fuel,
            deadline: self.config.time.map(|time| std::time::Instant::now() + time),
            interrupt: None,
            depth: self.config.depth,
            elements: self.config.array_elements,
            recorder: self.recorder.clone(),
        }
    }
}

/// Stops a computation from another thread.
#[derive(Clone, Debug)]
pub struct InterruptHandle {
    pub(crate) flag: Arc<std::sync::atomic::AtomicBool>,
}

impl InterruptHandle {
    /// Asks the computation to stop at the next look, which is soon.
    pub fn interrupt(&self) {
        self.flag.store(true, std::sync::atomic::Ordering::Relaxed);
    }
}
