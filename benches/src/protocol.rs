//! How runners are driven: a line `program size repetitions` in, a line `cpu_seconds checksum` out, or `unsupported`.

use std::io::{BufRead, Write};

use cpu_time::ProcessTime;

/// Serves requests from standard input until it ends. `find` gives the program of a name, ready to run.
pub fn serve(mut find: impl FnMut(&str) -> Option<Box<dyn FnMut(i64) -> f64>>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split_whitespace();
        let (Some(name), Some(size), Some(repetitions)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let (Ok(size), Ok(repetitions)) = (size.parse::<i64>(), repetitions.parse::<u32>()) else {
            continue;
        };
        match find(name) {
            None => writeln!(out, "unsupported")?,
            Some(mut run) => {
                let mut checksum = 0.0;
                let start = ProcessTime::now();
                for _ in 0..repetitions {
                    checksum = run(std::hint::black_box(size));
                }
                writeln!(out, "{:.9} {checksum}", start.elapsed().as_secs_f64())?;
            }
        }
        out.flush()?;
    }
    Ok(())
}
