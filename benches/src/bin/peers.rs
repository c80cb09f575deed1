//! Prints our CPU time and that of other systems, each over the time of `cc -O2` on the same work, measured in turns on
//! one core.
//!
//! usage: `cargo run --release -p scheelite-benches --bin peers -- [--install] [--evaluator] [--rounds N]
//!         [--only SYSTEM,…] [--programs PROGRAM,…]`
//!
//! `--install` builds what is measured, ours first, and fetches the peers by package name (Debian, PyPI, crates.io) into
//! `target/peers`; systems that are not there stay in the table with a line that says so. `--evaluator` compares whole runs of the evaluator's programs instead.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use scheelite_benches::drive::{self, Answer, Runner, Size};

/// What fetches and builds the peers, by package name. In commands `{peers}` is the folder of the programs' sources,
/// `{made}` that of what was built, `{sources}` that of the C programs.
const INSTALL: &[&str] = &[
    "cargo build --release --manifest-path {workspace}/Cargo.toml -p scheelite-benches -p scheelite --bins",
    "apt-get update",
    "apt-get install -y --no-install-recommends gcc clang lld lua5.4 luajit nodejs pypy3 python3-venv",
    "python3 -m venv {made}/python",
    "{python} -m pip install --quiet numpy numba numexpr wasmtime pywasm3 Mathics3 packaging",
    "clang --target=wasm32 -O2 -DWASM -nostdlib -Wno-incompatible-library-redeclaration -Wl,--no-entry \
     -Wl,--initial-memory=104857600 {sources}/kernels.c -o {made}/programs.wasm",
    "cargo build --release --manifest-path {peers}/hosts/Cargo.toml --target-dir {made}",
    "cargo install woxi --locked --root {made}/woxi",
];

/// Name, command, size. `peers -- --install` gets those that are missing.
const SYSTEMS: &[(&str, &str, Size)] = &[
    ("Scheelite", "{runner}", Size::Full),
    ("Rust checked", "{native}", Size::Full),
    ("Numba", "{python} {peers}/programs.py numba", Size::Full),
    ("LuaJIT", "luajit {peers}/programs.lua", Size::Full),
    ("V8", "node {peers}/programs.js", Size::Full),
    ("V8 wasm", "node {peers}/programs.js {made}/programs.wasm", Size::Full),
    ("PyPy", "pypy3 {peers}/programs.py plain", Size::Full),
    ("wasmtime", "{python} {peers}/wasm_hosts.py wasmtime {made}/programs.wasm", Size::Full),
    ("NumPy", "{python} {peers}/programs.py numpy", Size::Full),
    ("numexpr", "{python} {peers}/programs.py numexpr", Size::Full),
    ("wasmi", "{made}/release/scheelite-peer-hosts wasmi {made}/programs.wasm", Size::Middle),
    ("wasm3", "{python} {peers}/wasm_hosts.py wasm3 {made}/programs.wasm", Size::Middle),
    ("LuaJIT -joff", "luajit -joff {peers}/programs.lua", Size::Middle),
    ("Lua 5.4", "lua5.4 {peers}/programs.lua", Size::Middle),
    ("CPython", "{python} {peers}/programs.py plain", Size::Small),
    ("Rhai", "{made}/release/scheelite-peer-hosts rhai {peers}/programs.rhai", Size::Small),
];

/// The evaluator's own programs.
const EVALUATOR_PROGRAMS: &[&str] = &["start", "do_loop", "fib"];
/// Benchmark programs as pure functions, so that evaluators run them without a compiler, with sizes that take the slowest a
/// few seconds.
const PLAIN_PROGRAMS: &[(&str, i64)] = &[
    ("mandel_real", 20),
    ("mandel_complex", 12),
    ("nbody", 20),
    ("lcg_sum", 10_000),
    ("collatz", 200),
    ("sieve", 10_000),
    ("matmul", 15),
    ("spectral", 15),
    ("heat", 1),
    ("logistic", 10_000),
    ("mc_pi", 10_000),
    ("vec_big", 100_000),
    ("vec_small", 20_000),
    ("dot", 40),
];
/// The systems that run them: name, command before the file, ending of the file.
const EVALUATORS: &[(&str, &str, &str)] = &[
    ("Scheelite", "{vm}", "wl"),
    ("CPython", "{python}", "py"),
    ("Woxi", "{made}/woxi/bin/woxi run", "wl"),
    ("Mathics3", "{mathics} --file", "wl"),
];

/// Seconds of CPU time that one measurement should last.
const SLICE: f64 = 0.08;

struct Folders {
    peers: PathBuf,
    made: PathBuf,
    built: PathBuf,
}

impl Folders {
    fn find() -> Result<Folders, String> {
        let built = drive::built()?;
        let made = built.parent().unwrap_or(&built).join("peers");
        std::fs::create_dir_all(&made).map_err(|error| format!("{}: {error}", made.display()))?;
        Ok(Folders { peers: drive::package().join("peers"), made, built })
    }

    fn python(&self) -> PathBuf {
        self.made.join("python/bin/python")
    }

    /// The words of a command with folders in their places.
    fn command(&self, template: &str) -> Vec<String> {
        let places = [
            ("{peers}", self.peers.clone()),
            ("{made}", self.made.clone()),
            ("{python}", self.python()),
            ("{mathics}", self.made.join("python/bin/mathics3")),
            ("{sources}", drive::package().join("native")),
            ("{workspace}", drive::package().join("..")),
            ("{runner}", self.built.join("runner")),
            ("{native}", self.built.join("native")),
            ("{vm}", self.built.join("vm")),
        ];
        let fill = |word: &str| {
            places
                .iter()
                .fold(word.to_owned(), |word, (name, place)| word.replace(name, &place.to_string_lossy()))
        };
        template.split_whitespace().map(fill).collect()
    }
}

/// Fetches and builds; what fails is told and leaves its systems out.
fn install(folders: &Folders) {
    for template in INSTALL {
        let command = folders.command(template);
        eprintln!("+ {}", command.join(" "));
        match Command::new(&command[0]).args(&command[1..]).status() {
            Ok(status) if status.success() => {}
            Ok(status) => eprintln!("peers: {}: {status}", command[0]),
            Err(error) => eprintln!("peers: {}: {error}", command[0]),
        }
    }
}

/// Median ratios of a system by program; none where it lacks the program.
type Row = Vec<Option<f64>>;

fn compare(folders: &Folders, options: &Options) -> Result<(), String> {
    let c = drive::build_c(&folders.built).ok_or("there is no C compiler to compare with")?;
    let mut mark = Runner::start("cc -O2", &drive::command(&c))?;
    let programs: Vec<_> =
        drive::PROGRAMS.iter().filter(|(name, _)| options.wants_benchmark(name)).copied().collect();
    let mut systems: Vec<(Runner, &str, Size, Row)> = Vec::new();
    let mut missing_systems = Vec::new();
    for (name, template, class) in SYSTEMS.iter().filter(|(name, ..)| options.wants_system(name)) {
        match start(name, &folders.command(template)) {
            Ok(runner) => systems.push((runner, template, *class, Row::new())),
            Err(error) => missing_systems.push(error),
        }
    }
    print_heading(&systems);
    for (program, sizes) in &programs {
        for class in [Size::Full, Size::Middle, Size::Small] {
            let size = sizes[class as usize];
            let mut running = Vec::new();
            let missing = || format!("the C version has no program {program}");
            let (mark_repetitions, expected) = mark.settle(program, size, SLICE)?.ok_or_else(missing)?;
            for (runner, template, _, row) in systems.iter_mut().filter(|(_, _, own, _)| *own == class) {
                match runner.settle(program, size, SLICE) {
                    Ok(Some((repetitions, checksum))) if drive::agree(checksum, expected) => {
                        running.push((runner, row, repetitions, Vec::new()));
                    }
                    Ok(Some((_, checksum))) => {
                        return Err(format!("{}: {program}: {checksum}, C gives {expected}", runner.name()));
                    }
                    Ok(None) => row.push(None),
                    Err(error) => {
                        eprintln!("{error}");
                        row.push(None);
                        let name = runner.name().to_owned();
                        *runner = start(&name, &folders.command(template))?;
                    }
                }
            }
            for _ in 0..options.rounds {
                let Answer::Ran(base, _) = mark.call(program, size, mark_repetitions)? else { continue };
                for (runner, _, repetitions, ratios) in &mut running {
                    if let Answer::Ran(seconds, _) = runner.call(program, size, *repetitions)? {
                        ratios.push(seconds / base);
                    }
                }
            }
            for (_, row, _, mut ratios) in running {
                row.push(Some(drive::median(&mut ratios)));
            }
        }
        print_last(program, &systems);
    }
    print_mean("", drive::is_counted, &programs, &systems);
    print_mean(" others", |name| drive::OTHERS.contains(&name), &programs, &systems);
    print_mean(" further ones", |name| drive::FURTHER.contains(&name), &programs, &systems);
    for error in &missing_systems {
        println!("| **missing** | {error} (`peers -- --install`) |");
    }
    Ok(())
}

/// Starts a system and makes sure that it answers.
fn start(name: &str, command: &[String]) -> Result<Runner, String> {
    let mut runner = Runner::start(name, command)?;
    runner.call("no_such_program", 1, 1).map_err(|_| format!("{name}: does not run here"))?;
    Ok(runner)
}

fn figure(ratio: f64) -> String {
    let digits = if ratio < 9.95 {
        2
    } else if ratio < 99.5 {
        1
    } else {
        0
    };
    format!("{ratio:.digits$}")
}

fn print_heading(systems: &[(Runner, &str, Size, Row)]) {
    let names: Vec<&str> = systems.iter().map(|(runner, ..)| runner.name()).collect();
    println!("| program | {} |\n|---{}|", names.join(" | "), "|---:".repeat(names.len()));
}

/// One line of the table, at once: a long run that is ended early keeps what it has measured.
fn print_last(program: &str, systems: &[(Runner, &str, Size, Row)]) {
    let last = |row: &Row| row.last().copied().flatten().map_or_else(|| "–".to_owned(), figure);
    let cells: Vec<String> = systems.iter().map(|(.., row)| last(row)).collect();
    println!("| {program} | {} |", cells.join(" | "));
}

/// A line with the geometric means of the programs that count.
fn print_mean(
    of: &str,
    is_counted: fn(&str) -> bool,
    programs: &[(&str, [i64; 3])],
    systems: &[(Runner, &str, Size, Row)],
) {
    let wanted = programs.iter().filter(|(name, _)| is_counted(name)).count();
    let mean = |row: &Row| {
        let pairs = programs.iter().zip(row).filter(|((name, _), _)| is_counted(name));
        let counted: Vec<f64> = pairs.filter_map(|(_, ratio)| *ratio).collect();
        match counted.len() {
            0 => "–".to_owned(),
            all if all == wanted => figure(drive::geometric_mean(&counted)),
            some => format!("{} (of {some})", figure(drive::geometric_mean(&counted))),
        }
    };
    if wanted == 0 {
        return;
    }
    let cells: Vec<String> = systems.iter().map(|(.., row)| mean(row)).collect();
    println!("| **geometric mean of {wanted}{of}** | {} |", cells.join(" | "));
}

/// Seconds of CPU time of all processes that were started and have ended.
fn children() -> Result<f64, String> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    Ok((usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64 * 1e-6)
}

/// Longest that a whole run may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a whole run went, with its seconds of CPU time.
enum Outcome {
    /// It ended and printed this.
    Ended(f64, String),
    /// It was stopped when `PATIENCE` was over.
    Stopped(f64),
}

/// Runs a command to its end, or as long as `PATIENCE` lasts.
fn whole(command: &[String]) -> Result<Outcome, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", command[0]);
    let before = children()?;
    let mut child = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let started = Instant::now();
    // The programs print one line, which the pipe holds.
    let status = loop {
        match child.try_wait().map_err(failed)? {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill().map_err(failed)?;
                child.wait().map_err(failed)?;
                return Ok(Outcome::Stopped(children()? - before));
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let seconds = children()? - before;
    let mut printed = String::new();
    child.stdout.take().expect("standard output is a pipe").read_to_string(&mut printed).map_err(failed)?;
    if status.success() {
        Ok(Outcome::Ended(seconds, printed.trim().to_owned()))
    } else {
        Err(status.to_string())
    }
}

/// Files of the evaluator's programs without their endings, with names.
fn evaluator_programs(folders: &Folders) -> Result<Vec<(String, PathBuf)>, String> {
    const HEAD: &str = "Compile[{{n, _Integer}},";
    let own = EVALUATOR_PROGRAMS.iter();
    let mut programs: Vec<_> =
        own.map(|name| ((*name).to_owned(), folders.peers.join("evaluator").join(name))).collect();
    let made = folders.made.join("evaluator");
    std::fs::create_dir_all(&made).map_err(|error| format!("{}: {error}", made.display()))?;
    for (name, size) in PLAIN_PROGRAMS {
        let source = drive::package().join(format!("programs/{name}.wl"));
        let text =
            std::fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
        let (_, body) = text.split_once(HEAD).ok_or_else(|| format!("{name} is no function of n"))?;
        let stem = made.join(name);
        let file = stem.with_extension("wl");
        let text = format!("Print[(Function[{{n}},{})[{size}]]\n", body.trim_end());
        std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
        programs.push((format!("{name}[{size}]"), stem));
    }
    Ok(programs)
}

/// Whether two systems print the same value, to the six digits that all of them print.
fn same_value(a: &str, b: &str) -> bool {
    // Powers of ten are written `*10^`, `*^` or with a cross.
    let number = |text: &str| {
        let text = text.replace('\u{d7}', "*").replace("*10^", "e").replace("*^", "e");
        text.trim_end_matches('.').parse::<f64>()
    };
    match (number(a), number(b)) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-5 * a.abs().max(b.abs()),
        _ => a == b,
    }
}

fn evaluators(folders: &Folders, options: &Options) -> Result<(), String> {
    println!("| program | system | seconds | over Scheelite |\n|---|---|---:|---:|");
    for (program, stem) in evaluator_programs(folders)? {
        if !options.wants_program(program.split('[').next().unwrap_or(&program)) {
            continue;
        }
        let mut systems = Vec::new();
        let mut stopped = Vec::new();
        let mut expected: Option<String> = None;
        for (name, template, ending) in EVALUATORS.iter().filter(|(name, ..)| options.wants_system(name)) {
            let mut command = folders.command(template);
            let file = stem.with_extension(ending);
            if !file.exists() {
                continue;
            }
            command.push(file.display().to_string());
            match whole(&command) {
                Err(error) => eprintln!("left out: {name}: {program}: {error}"),
                Ok(Outcome::Stopped(seconds)) => stopped.push((name, seconds)),
                Ok(Outcome::Ended(_, printed)) => match &expected {
                    Some(expected) if !same_value(expected, &printed) => {
                        println!("| {program} | {name} | prints {printed}, not {expected} | – |");
                    }
                    _ => {
                        expected.get_or_insert(printed);
                        systems.push((name, command, Vec::new()));
                    }
                },
            }
        }
        for _ in 0..options.rounds {
            for (name, command, times) in &mut systems {
                match whole(command)? {
                    Outcome::Ended(seconds, _) => times.push(seconds),
                    Outcome::Stopped(_) => return Err(format!("{name}: {program}: one run took far longer")),
                }
            }
        }
        let mut ours = f64::NAN;
        for (name, _, mut times) in systems {
            let seconds = drive::median(&mut times);
            if *name == EVALUATORS[0].0 {
                ours = seconds;
            }
            println!("| {program} | {name} | {seconds:.3} | {} |", figure(seconds / ours));
        }
        for (name, seconds) in stopped {
            println!("| {program} | {name} | > {seconds:.0} | > {} |", figure(seconds / ours));
        }
    }
    Ok(())
}

struct Options {
    rounds: usize,
    systems: Vec<String>,
    programs: Vec<String>,
    install: bool,
    evaluator: bool,
}

impl Options {
    fn read(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
        let list = |text: String| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut options = Options {
            rounds: 5,
            systems: Vec::new(),
            programs: Vec::new(),
            install: false,
            evaluator: false,
        };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value"));
            match arg.as_str() {
                "--install" => options.install = true,
                "--evaluator" => options.evaluator = true,
                "--rounds" => {
                    options.rounds = value()?.parse::<usize>().map_err(|error| error.to_string())?.max(1)
                }
                "--only" => options.systems = list(value()?),
                "--programs" => options.programs = list(value()?),
                _ => return Err(format!("there is no option {arg}")),
            }
        }
        Ok(options)
    }

    fn wants_system(&self, name: &str) -> bool {
        let same = |wanted: &String| name.eq_ignore_ascii_case(wanted);
        self.systems.is_empty() || name == SYSTEMS[0].0 || self.systems.iter().any(same)
    }

    fn wants_program(&self, name: &str) -> bool {
        self.programs.is_empty() || self.programs.iter().any(|wanted| wanted == name)
    }

    /// Other systems have no versions of the further programs: these run beside C only when they are named.
    fn wants_benchmark(&self, name: &str) -> bool {
        let named = !self.programs.is_empty() || !drive::FURTHER.contains(&name);
        named && self.wants_program(name)
    }
}

/// The machine's kind, as it says it.
fn machine() -> String {
    let text = std::fs::read_to_string(Path::new("/proc/cpuinfo")).unwrap_or_default();
    let model =
        text.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.to_owned())
}

fn run() -> Result<(), String> {
    let options = Options::read(std::env::args().skip(1))?;
    let folders = Folders::find()?;
    if options.install {
        install(&folders);
    }
    let core = drive::pin()?;
    println!("{}, core {core}, {} rounds\n", machine(), options.rounds);
    if options.evaluator { evaluators(&folders, &options) } else { compare(&folders, &options) }
}

fn main() {
    if let Err(error) = run() {
        eprintln!("peers: {error}");
        std::process::exit(1);
    }
}
