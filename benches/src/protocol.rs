//! How runners are driven: a line `program size repetitions` in, a line `cpu_seconds checksum` out, or `unsupported`.

use std::io::{BufRead, Write};

use cpu_time::ProcessTime;

/// Serves requests from standard input until it ends. `run` runs a program of this name and size so many times and gives
/// its checksum; what it prepares on a first request is not timed apart, so drivers send one request to warm up.
pub fn serve(mut run: impl FnMut(&str, i64, u32) -> Option<f64>) -> std::io::Result<()> {
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
        let start = ProcessTime::now();
        match run(name, size, repetitions) {
            Some(checksum) => writeln!(out, "{:.9} {checksum}", start.elapsed().as_secs_f64())?,
            None => writeln!(out, "unsupported")?,
        }
        out.flush()?;
    }
    Ok(())
}
