//! Prints the table of ratios: our CPU time over that of native code on the same work, measured in turns on one core.
//!
//! usage: `cargo run --release -p scheelite-benches --bin ratios -- [--rounds N] [--size full|middle|small] [PROGRAM …]`
//!
//! The marks are C (`cc -O2 -fwrapv`, when there is a C compiler) and safe Rust with overflow checks.

use scheelite_benches::drive::{self, Answer, Runner, Size};

/// Seconds of CPU time that one measurement should last.
const SLICE: f64 = 0.2;

fn run() -> Result<(), String> {
    let (mut rounds, mut class, mut only) = (5, Size::Full, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--rounds" => rounds = value()?.parse::<usize>().map_err(|error| error.to_string())?.max(1),
            "--size" => class = Size::named(&value()?).ok_or("--size is full, middle or small")?,
            name => only.push(name.to_owned()),
        }
    }
    drive::pin()?;
    let folder = drive::built()?;
    let mut ours = Runner::start("ours", &drive::command(&folder.join("runner")))?;
    let mut marks = Vec::new();
    if let Some(program) = drive::build_c(&folder) {
        marks.push(Runner::start("cc -O2", &drive::command(&program))?);
    }
    marks.push(Runner::start("Rust checked", &drive::command(&folder.join("native")))?);

    print!("{:16}", "program");
    marks.iter().for_each(|mark| print!("{:>14}", mark.name()));
    println!();
    let groups: [(&str, fn(&str) -> bool); 3] = [
        ("geometric mean", drive::is_counted),
        ("of the others", |program| drive::OTHERS.contains(&program)),
        ("of the further", |program| drive::FURTHER.contains(&program)),
    ];
    let mut means = vec![vec![Vec::new(); marks.len()]; groups.len()];
    for (program, sizes) in drive::PROGRAMS {
        if !only.is_empty() && !only.iter().any(|name| name == program) {
            continue;
        }
        let size = sizes[class as usize];
        print!("{program:16}");
        let missing = |name: &str| format!("{name} has no program {program}");
        let (our_repetitions, checksum) =
            ours.settle(program, size, SLICE)?.ok_or_else(|| missing("the runner"))?;
        for (number, mark) in marks.iter_mut().enumerate() {
            let (repetitions, expected) =
                mark.settle(program, size, SLICE)?.ok_or_else(|| missing(mark.name()))?;
            if !drive::agree(checksum, expected) {
                return Err(format!("{program}: we give {checksum}, {} gives {expected}", mark.name()));
            }
            let mut ratios = Vec::new();
            for _ in 0..rounds {
                let native = mark.call(program, size, repetitions)?;
                let own = ours.call(program, size, our_repetitions)?;
                if let (Answer::Ran(native, _), Answer::Ran(own, _)) = (native, own) {
                    ratios.push(own / native);
                }
            }
            let ratio = drive::median(&mut ratios);
            for ((_, is_in), means) in groups.iter().zip(&mut means) {
                if is_in(program) {
                    means[number].push(ratio);
                }
            }
            print!("{ratio:14.2}");
        }
        println!();
    }
    for ((name, _), means) in groups.iter().zip(&means) {
        if means.iter().any(Vec::is_empty) {
            continue;
        }
        print!("{name:16}");
        means.iter().for_each(|mean| print!("{:14.2}", drive::geometric_mean(mean)));
        println!();
    }
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("ratios: {error}");
        std::process::exit(1);
    }
}
