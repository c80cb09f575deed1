//! Runs runners: processes that answer the requests of [`crate::protocol`], measured in turns on one core.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

/// Which sizes a system runs: native code full ones, fast interpreters middle ones, slow ones small ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Tenths of a second in native code.
    Full,
    /// A tenth of that.
    Middle,
    /// A hundredth of that.
    Small,
}

impl Size {
    /// By its name on the command line.
    pub fn named(name: &str) -> Option<Size> {
        Some(match name {
            "full" => Size::Full,
            "middle" => Size::Middle,
            "small" => Size::Small,
            _ => return None,
        })
    }
}

/// Program and its sizes: full, middle, small.
pub const PROGRAMS: &[(&str, [i64; 3])] = &[
    ("mandel_real", [400, 200, 100]),
    ("mandel_complex", [400, 200, 100]),
    ("nbody", [100_000, 20_000, 4_000]),
    ("fib", [32, 27, 22]),
    ("lcg_sum", [5_000_000, 1_000_000, 100_000]),
    ("collatz", [300_000, 50_000, 5_000]),
    ("sieve", [5_000_000, 5_000_000, 1_000_000]),
    ("matmul", [200, 200, 60]),
    ("spectral", [300, 150, 60]),
    ("heat", [200, 40, 4]),
    ("logistic", [10_000_000, 1_000_000, 200_000]),
    ("mc_pi", [5_000_000, 500_000, 100_000]),
    ("vec_big", [1_000_000, 1_000_000, 100_000]),
    ("vec_small", [1_000_000, 1_000_000, 100_000]),
    ("dot", [500, 500, 100]),
    ("gauss", [300, 120, 40]),
    ("floyd", [250, 100, 30]),
    ("life", [1000, 100, 10]),
    ("levenshtein", [4000, 1000, 200]),
    ("sort", [20_000, 5_000, 1_000]),
    ("quicksort", [1_000_000, 100_000, 10_000]),
    ("heapsort", [500_000, 50_000, 5_000]),
    ("queens", [10, 8, 6]),
    ("knapsack", [1_000_000, 100_000, 10_000]),
    ("lu", [300, 100, 40]),
    ("noise", [600, 200, 60]),
    ("walk", [5_000_000, 500_000, 50_000]),
    ("seidel", [500, 50, 5]),
    ("kmp", [5_000_000, 500_000, 50_000]),
    ("newton", [300, 130, 40]),
    ("fft", [262_144, 32_768, 2_048]),
    ("torus", [1000, 100, 10]),
    ("smith", [2000, 600, 150]),
    ("primes", [50_000, 10_000, 1_000]),
];

/// Left out of the geometric mean, as the peers' published means do.
pub const BESIDE_THE_MEAN: &[&str] = &["mandel_complex", "vec_big", "vec_small", "dot"];

/// Programs beside those that the virtual machine was first built by, with a mean of their own: what is chosen by the
/// first has to carry over.
pub const OTHERS: &[&str] = &["gauss", "floyd", "life", "levenshtein", "sort"];

/// Programs in the style of what people ask about, written when the loop had been built by the others, with a mean of their
/// own too.
pub const FURTHER: &[&str] = &[
    "quicksort",
    "heapsort",
    "queens",
    "knapsack",
    "lu",
    "noise",
    "walk",
    "seidel",
    "kmp",
    "newton",
    "fft",
    "torus",
    "smith",
    "primes",
];

/// Whether a program counts for the geometric mean of the first.
pub fn is_counted(program: &str) -> bool {
    ![BESIDE_THE_MEAN, OTHERS, FURTHER].iter().any(|list| list.contains(&program))
}

/// Chaotic programs amplify a difference in the last bit; a wrong program is off by more.
const TOLERANCE: f64 = 2e-3;

/// Whether two checksums are those of the same work.
pub fn agree(checksum: f64, expected: f64) -> bool {
    (checksum - expected).abs() <= TOLERANCE * expected.abs().max(1.0)
}

/// A process that runs programs on request.
pub struct Runner {
    name: String,
    process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What a runner says to a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Seconds of CPU time per repetition, and the checksum.
    Ran(f64, f64),
    /// It has no such program.
    Unsupported,
}

impl Runner {
    /// Starts a command: a program and its arguments.
    pub fn start(name: &str, command: &[String]) -> Result<Runner, String> {
        let (program, args) = command.split_first().ok_or("no command")?;
        let mut process = Command::new(program)
            .args(args)
            // Libraries that would use several threads would be timed as one of them.
            .envs(["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"].map(|name| (name, "1")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{name}: {program}: {error}"))?;
        let requests = process.stdin.take().expect("standard input is a pipe");
        let answers = BufReader::new(process.stdout.take().expect("standard output is a pipe"));
        Ok(Runner { name: name.to_owned(), process, requests, answers })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs a program so many times.
    pub fn call(&mut self, program: &str, size: i64, repetitions: u32) -> Result<Answer, String> {
        let broken = |error: std::io::Error| format!("{}: {program}: {error}", self.name);
        writeln!(self.requests, "{program} {size} {repetitions}").map_err(broken)?;
        self.requests.flush().map_err(broken)?;
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(broken)?;
        if line.trim() == "unsupported" {
            return Ok(Answer::Unsupported);
        }
        let mut words = line.split_whitespace().map(str::parse::<f64>);
        match (words.next(), words.next()) {
            (Some(Ok(seconds)), Some(Ok(checksum))) => {
                Ok(Answer::Ran(seconds / f64::from(repetitions), checksum))
            }
            _ => Err(format!("{}: {program}: answered {:?}", self.name, line.trim())),
        }
    }

    /// Warms a program up for about `slice` seconds; gives how many repetitions fill the slice, and the checksum. None
    /// where there is no such program.
    pub fn settle(&mut self, program: &str, size: i64, slice: f64) -> Result<Option<(u32, f64)>, String> {
        let (mut spent, mut best) = (0.0, f64::INFINITY);
        for _ in 0..12 {
            let Answer::Ran(seconds, checksum) = self.call(program, size, 1)? else { return Ok(None) };
            spent += seconds;
            best = best.min(seconds.max(1e-9));
            if spent > slice {
                return Ok(Some(((slice / best).clamp(1.0, 1e6).round() as u32, checksum)));
            }
        }
        let repetitions = (slice / best).clamp(1.0, 1e6).round() as u32;
        match self.call(program, size, repetitions)? {
            Answer::Ran(_, checksum) => Ok(Some((repetitions, checksum))),
            Answer::Unsupported => Ok(None),
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // A runner that has ended already needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Keeps this process, and those it starts from now on, on the last core that it may use.
pub fn pin() -> Result<usize, String> {
    let this = Pid::from_raw(0);
    let failed = |error: nix::Error| format!("the core cannot be chosen: {error}");
    let allowed = sched_getaffinity(this).map_err(failed)?;
    let core = (0..CpuSet::count()).rev().find(|&core| allowed.is_set(core) == Ok(true)).ok_or("no core")?;
    let mut one = CpuSet::new();
    one.set(core).map_err(failed)?;
    sched_setaffinity(this, &one).map_err(failed)?;
    Ok(core)
}

/// The middle value.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

/// The geometric mean.
pub fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

/// The folder of this package.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder that the programs of this package were built into.
pub fn built() -> Result<PathBuf, String> {
    let exe = std::env::current_exe().map_err(|error| error.to_string())?;
    exe.parent().map(Path::to_owned).ok_or_else(|| "a program lies in a folder".to_owned())
}

/// Builds the C version into a folder; `None` without a C compiler.
pub fn build_c(folder: &Path) -> Option<PathBuf> {
    let program = folder.join("native-c");
    let built = Command::new("cc")
        .args(["-O2", "-fwrapv", "-o"])
        .arg(&program)
        .arg(package().join("native/kernels.c"))
        .arg("-lm")
        .status()
        .ok()?;
    built.success().then_some(program)
}

/// A command without arguments.
pub fn command(program: &Path) -> Vec<String> {
    vec![program.to_string_lossy().into_owned()]
}
