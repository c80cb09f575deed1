//! Measures how time grows with work, for every benchmark program and for compilation.
//!
//! usage: `cargo run --release -p scheelite-benches --bin growth -- [--far] [FOLDER]`
//!
//! Writes `growth.csv` and the picture `growth.svg` into the folder, prints the slope of time against work in logarithms
//! for each program, and fails when one is not linear: outside of 0.9 to 1.1.
//!
//! `--far` runs loops of 10^8 and 10^9 steps instead, and fails when the process needs more memory than before them.

use std::fmt::Write;
use std::path::PathBuf;

use cpu_time::ProcessTime;
use nix::sys::resource::{UsageWho, getrusage};
use scheelite::runtime::Expr;
use scheelite::runtime::eval::{Disk, Files, Host, Message};
use scheelite::runtime::source::SourceMap;
use scheelite::{Engine, Session};
use scheelite_benches::drive::{self, Answer, Runner};

/// A program, the work that a run of this size is, in steps of its innermost loop, and the size for a work.
struct Growing {
    program: &'static str,
    work: fn(i64) -> f64,
    size: fn(f64) -> i64,
}

/// Iterations of a pixel of the Mandelbrot programs, on average.
const MANDEL: f64 = 58.0;
const GOLDEN: f64 = 1.618_033_988_749_895;

const PROGRAMS: &[Growing] = &[
    Growing { program: "mandel_real", work: mandel, size: mandel_size },
    Growing { program: "mandel_complex", work: mandel, size: mandel_size },
    Growing { program: "nbody", work: |n| 15.0 * n as f64, size: |w| (w / 15.0) as i64 },
    Growing { program: "fib", work: calls, size: |w| (w.ln() / GOLDEN.ln()) as i64 },
    Growing { program: "lcg_sum", work: |n| n as f64, size: |w| w as i64 },
    Growing { program: "collatz", work: collatz, size: |w| (w / (4.0 * w.ln())) as i64 },
    Growing { program: "sieve", work: sieve, size: |w| (w / 4.0) as i64 },
    Growing { program: "matmul", work: matmul, size: matmul_size },
    Growing { program: "spectral", work: |n| 40.0 * (n * n) as f64, size: |w| (w / 40.0).sqrt() as i64 },
    Growing {
        program: "heat",
        work: |n| (n * 126 * 126 + 2 * 128 * 128) as f64,
        size: |w| (w / 15876.0) as i64,
    },
    Growing { program: "logistic", work: |n| n as f64, size: |w| w as i64 },
    Growing { program: "mc_pi", work: |n| n as f64, size: |w| w as i64 },
    Growing { program: "vec_big", work: |n| n as f64, size: |w| w as i64 },
    Growing { program: "vec_small", work: |n| n as f64, size: |w| w as i64 },
];

fn mandel(n: i64) -> f64 {
    MANDEL * (n * n) as f64
}

fn mandel_size(work: f64) -> i64 {
    (work / MANDEL).sqrt() as i64
}

/// What is done for each element of the matrices costs about as much as 50 steps of the inner products.
fn matmul(n: i64) -> f64 {
    (n * n * n + 50 * n * n) as f64
}

fn matmul_size(work: f64) -> i64 {
    (1..).take_while(|&n| matmul(n) <= work).last().unwrap_or(1)
}

/// Calls of `fib[n]`.
fn calls(n: i64) -> f64 {
    let (mut this, mut before) = (1.0, 1.0);
    for _ in 1..n {
        (this, before) = (1.0 + this + before, this);
    }
    this
}

fn collatz(n: i64) -> f64 {
    let length = |start: i64| {
        let (mut k, mut length) = (start, 1);
        while k != 1 {
            k = if k % 2 == 0 { k / 2 } else { 3 * k + 1 };
            length += 1;
        }
        length
    };
    (1..n).map(length).sum::<i64>() as f64
}

/// Flags that are set, crossed out and counted.
fn sieve(n: i64) -> f64 {
    let mut is_prime = vec![true; n as usize + 1];
    let mut work = 2 * n;
    let mut i = 2;
    while i * i <= n {
        if is_prime[i as usize] {
            for j in (i * i..=n).step_by(i as usize) {
                is_prime[j as usize] = false;
                work += 1;
            }
        }
        i += 1;
    }
    work as f64
}

/// Work of the points measured: 10^3 to 10^7, three a decade.
fn points() -> impl Iterator<Item = f64> {
    (0..=12).map(|third| 10f64.powf(3.0 + f64::from(third) / 3.0))
}

/// Seconds of CPU time that one measurement should last, and how many are made: the best counts.
const SLICE: f64 = 0.01;
const ROUNDS: usize = 5;

/// Work and seconds.
type Point = (f64, f64);

fn measure(runner: &mut Runner, growing: &Growing) -> Result<Vec<Point>, String> {
    let mut sizes: Vec<i64> = points().map(growing.size).filter(|&size| size > 1).collect();
    sizes.dedup();
    let mut measured = Vec::new();
    for size in sizes {
        let missing = || format!("there is no program {}", growing.program);
        let (repetitions, _) = runner.settle(growing.program, size, SLICE)?.ok_or_else(missing)?;
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            if let Answer::Ran(seconds, _) = runner.call(growing.program, size, repetitions)? {
                best = best.min(seconds);
            }
        }
        measured.push(((growing.work)(size), best));
    }
    Ok(measured)
}

/// The time to read and compile a function of so many statements, against its instructions.
fn compilation() -> Result<Vec<Point>, String> {
    let mut session = Session::new(&Engine::new());
    let mut measured = Vec::new();
    for statements in [30, 100, 300, 1_000, 3_000, 10_000, 30_000, 50_000] {
        let body = "s = s x + i; i = i + 3; ".repeat(statements);
        let text = format!("Compile[{{{{x, _Real}}}}, Module[{{s = 0., i = 1}}, {body} s]]");
        let mut best = f64::INFINITY;
        let mut instructions = 0;
        for _ in 0..if statements < 10_000 { ROUNDS } else { 2 } {
            let start = ProcessTime::now();
            let function = session.function(&text).map_err(|error| error.to_string())?;
            best = best.min(start.elapsed().as_secs_f64());
            instructions = function.program().map_or(0, |program| program.entry().code.len());
        }
        measured.push((instructions as f64, best));
    }
    Ok(measured)
}

/// Programs and the work from which on they are fitted, where less is mostly the cost of the call and of making tables.
const FITTED_FROM: &[(&str, f64)] = &[("matmul", 1e4)];

/// The slope of the line through the logarithms, by least squares.
fn slope(program: &str, points: &[Point]) -> f64 {
    let least = FITTED_FROM.iter().find(|(name, _)| *name == program).map_or(0.0, |(_, least)| *least);
    let fitted = points.iter().filter(|(work, _)| *work >= least);
    let logs: Vec<Point> = fitted.map(|(work, seconds)| (work.ln(), seconds.ln())).collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&Point) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let below: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    above / below
}

fn write(folder: &PathBuf, curves: &[(&str, Vec<Point>)]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut csv = "program,work,seconds\n".to_owned();
    let (mut data, mut names) = (Vec::new(), Vec::new());
    for (program, points) in curves {
        for (work, seconds) in points {
            let _ = writeln!(csv, "{program},{work},{seconds:.9}");
        }
        let points: Vec<String> =
            points.iter().map(|(work, seconds)| format!("{{{work:.1},{seconds:.12}}}")).collect();
        data.push(format!("{{{}}}", points.join(",")));
        names.push(format!("\"{program}\""));
    }
    std::fs::write(folder.join("growth.csv"), csv).map_err(failed)?;
    let picture = format!(
        "Export[\"{}\", ListLogLogPlot[{{{}}}, Joined -> True, PlotLegends -> {{{}}}, PlotLabel -> \"seconds against \
         steps of the innermost loop\", ImageSize -> 900]]",
        folder.join("growth.svg").display(),
        data.join(","),
        names.join(",")
    );
    let mut session = Session::with_host(&Engine::new(), Box::new(Granting(Disk)));
    let written = session.evaluate(&picture).map_err(|error| error.to_string())?;
    match session.output_form(&written) {
        text if text.ends_with("growth.svg") => Ok(()),
        text => Err(format!("the picture was not written: {text}")),
    }
}

/// A host that grants files, for the picture.
struct Granting(Disk);

impl Host for Granting {
    fn print(&mut self, text: &str) {
        print!("{text}");
    }

    fn message(&mut self, message: &Message, sources: &SourceMap) {
        eprintln!("{}", scheelite::render_message(message, sources, false));
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        Some(&mut self.0)
    }
}

/// Programs without arrays, and how far they are run.
const FAR: &[(&str, &str, i64)] = &[
    ("logistic", include_str!("../../programs/logistic.wl"), 1_000_000_000),
    ("lcg_sum", include_str!("../../programs/lcg_sum.wl"), 1_000_000_000),
    ("sum of sines", "Compile[{{n, _Integer}}, Sum[Sin[0.001 i]^2, {i, n}]]", 100_000_000),
];

/// Bytes that the process has held at most.
fn most_memory() -> Result<i64, String> {
    let usage = getrusage(UsageWho::RUSAGE_SELF).map_err(|error| error.to_string())?;
    Ok(usage.max_rss() * 1024)
}

fn far() -> Result<(), String> {
    let mut session = Session::new(&Engine::new());
    println!("| program | steps | nanoseconds a step | more memory, bytes |\n|---|---:|---:|---:|");
    for (name, text, steps) in FAR {
        let function = session.function(text).map_err(|error| error.to_string())?;
        let mut call = |steps: i64| {
            let outcome =
                session.call(&function, &[Expr::Integer(steps)]).map_err(|error| error.to_string())?;
            if outcome.path == scheelite::Path::Fast { Ok(()) } else { Err(format!("{name}: left")) }
        };
        call(1_000)?;
        let (start, before) = (ProcessTime::now(), most_memory()?);
        call(*steps)?;
        let (seconds, more) = (start.elapsed().as_secs_f64(), most_memory()? - before);
        println!("| {name} | {steps} | {:.2} | {more} |", 1e9 * seconds / *steps as f64);
        if more > 1 << 20 {
            return Err(format!("{name}: needs {more} bytes more for {steps} steps"));
        }
    }
    Ok(())
}

fn run() -> Result<(), String> {
    if std::env::args().nth(1).is_some_and(|arg| arg == "--far") {
        return far();
    }
    let folder =
        std::env::args().nth(1).map_or_else(|| drive::package().join("../docs/growth"), PathBuf::from);
    drive::pin()?;
    let mut runner = Runner::start("ours", &drive::command(&drive::built()?.join("runner")))?;
    let mut curves = Vec::new();
    for growing in PROGRAMS {
        curves.push((growing.program, measure(&mut runner, growing)?));
    }
    curves.push(("compilation", compilation()?));
    println!("| program | slope | nanoseconds a step, first and last |\n|---|---:|---:|");
    let mut crooked = Vec::new();
    for (program, points) in &curves {
        let slope = slope(program, points);
        let each = |point: Option<&Point>| point.map_or(f64::NAN, |(work, seconds)| 1e9 * seconds / work);
        println!("| {program} | {slope:.3} | {:.1}, {:.1} |", each(points.first()), each(points.last()));
        if !(0.9..=1.1).contains(&slope) {
            crooked.push(*program);
        }
    }
    write(&folder, &curves)?;
    if crooked.is_empty() { Ok(()) } else { Err(format!("not linear: {}", crooked.join(", "))) }
}

fn main() {
    if let Err(error) = run() {
        eprintln!("growth: {error}");
        std::process::exit(1);
    }
}
