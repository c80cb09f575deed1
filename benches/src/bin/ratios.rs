//! Prints the table of ratios: our CPU time over that of native code on the same work, measured in turns.
//!
//! usage: `cargo run --release -p scheelite-benches --bin ratios -- [--rounds N] [--size full|middle|small] [PROGRAM …]`
//!
//! The marks are C (`cc -O2 -fwrapv`, when there is a C compiler) and safe Rust with overflow checks.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Program and its sizes: full, middle, small.
const PROGRAMS: &[(&str, [i64; 3])] = &[
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
];

/// Left out of the geometric mean, as the peers' published means do.
const BESIDE_THE_MEAN: &[&str] = &["mandel_complex", "vec_big", "vec_small"];

/// Seconds of CPU time that one measurement should last.
const SLICE: f64 = 0.2;

/// Chaotic programs amplify a difference in the last bit; a wrong program is off by more.
const TOLERANCE: f64 = 2e-3;

struct Runner {
    name: &'static str,
    _process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Runner {
    fn start(name: &'static str, program: &Path) -> std::io::Result<Runner> {
        let mut process = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let requests = process.stdin.take().expect("standard input is a pipe");
        let answers = BufReader::new(process.stdout.take().expect("standard output is a pipe"));
        Ok(Runner { name, _process: process, requests, answers })
    }

    /// Seconds of CPU time per repetition, and the checksum.
    fn call(&mut self, program: &str, size: i64, repetitions: u32) -> Result<(f64, f64), String> {
        let broken = |error: std::io::Error| format!("{}: {error}", self.name);
        writeln!(self.requests, "{program} {size} {repetitions}").map_err(broken)?;
        self.requests.flush().map_err(broken)?;
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(broken)?;
        let mut words = line.split_whitespace().map(str::parse::<f64>);
        match (words.next(), words.next()) {
            (Some(Ok(seconds)), Some(Ok(checksum))) => Ok((seconds / f64::from(repetitions), checksum)),
            _ => Err(format!("{}: {program}: answered {:?}", self.name, line.trim())),
        }
    }

    /// How many repetitions fill the slice.
    fn repetitions(&mut self, program: &str, size: i64) -> Result<u32, String> {
        self.call(program, size, 1)?;
        let (once, _) = self.call(program, size, 1)?;
        Ok((SLICE / once.max(1e-9)).clamp(1.0, 1e6).round() as u32)
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

/// Builds the C version beside this program; `None` without a C compiler.
fn build_c(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("native/kernels.c");
    let program = folder.join("native-c");
    let built = Command::new("cc")
        .args(["-O2", "-fwrapv", "-o"])
        .arg(&program)
        .arg(source)
        .arg("-lm")
        .status()
        .ok()?;
    built.success().then_some(program)
}

fn run() -> Result<(), String> {
    let (mut rounds, mut size_class, mut only) = (5, 0, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--rounds" => rounds = value()?.parse::<usize>().map_err(|error| error.to_string())?.max(1),
            "--size" => {
                let wanted = value()?;
                let known = ["full", "middle", "small"].iter().position(|known| *known == wanted);
                size_class = known.ok_or("--size is full, middle or small")?;
            }
            name => only.push(name.to_owned()),
        }
    }
    let exe = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = exe.parent().expect("a program lies in a folder");
    let start =
        |name, path: &Path| Runner::start(name, path).map_err(|error| format!("{}: {error}", path.display()));
    let mut ours = start("ours", &folder.join("runner"))?;
    let mut marks = Vec::new();
    if let Some(program) = build_c(folder) {
        marks.push(start("cc -O2", &program)?);
    }
    marks.push(start("Rust checked", &folder.join("native"))?);

    print!("{:16}", "program");
    marks.iter().for_each(|mark| print!("{:>14}", mark.name));
    println!();
    let mut means: Vec<Vec<f64>> = vec![Vec::new(); marks.len()];
    for (program, sizes) in PROGRAMS {
        if !only.is_empty() && !only.iter().any(|name| name == program) {
            continue;
        }
        let size = sizes[size_class];
        print!("{program:16}");
        let our_repetitions = ours.repetitions(program, size)?;
        for (mark, mean) in marks.iter_mut().zip(&mut means) {
            let mark_repetitions = mark.repetitions(program, size)?;
            let mut ratios = Vec::new();
            for _ in 0..rounds {
                let (native, expected) = mark.call(program, size, mark_repetitions)?;
                let (seconds, checksum) = ours.call(program, size, our_repetitions)?;
                if (checksum - expected).abs() > TOLERANCE * expected.abs().max(1.0) {
                    return Err(format!("{program}: we give {checksum}, {} gives {expected}", mark.name));
                }
                ratios.push(seconds / native);
            }
            let ratio = median(&mut ratios);
            if !BESIDE_THE_MEAN.contains(program) {
                mean.push(ratio);
            }
            print!("{ratio:14.2}");
        }
        println!();
    }
    print!("{:16}", "geometric mean");
    means.iter().for_each(|mean| print!("{:14.2}", geometric_mean(mean)));
    println!();
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("ratios: {error}");
        std::process::exit(1);
    }
}
