//! How fast source text is read: `cargo run --release -p scheelite-benches --bin parse`.
//!
//! The benchmark programs, over and over, to texts of growing size; time must grow in proportion.

use std::path::Path;
use std::time::Instant;

use scheelite::compiler::syntax::parse;
use scheelite::runtime::source::SourceMap;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wl"))
        .collect();
    files.sort();
    let programs: String =
        files.iter().map(|path| std::fs::read_to_string(path).expect("a program") + "\n\n").collect();
    println!("      MB   seconds      MB/s  expressions");
    for megabytes in [1, 3, 10, 30] {
        let text = programs.repeat((megabytes << 20) / programs.len() + 1);
        let best = (0..3)
            .map(|_| {
                let mut map = SourceMap::default();
                let source = map.add("programs", text.as_str());
                let start = Instant::now();
                let parsed = parse(&text, source, &mut map);
                let seconds = start.elapsed().as_secs_f64();
                assert!(parsed.diagnostics.is_empty(), "the programs have no syntax errors");
                (seconds, parsed.exprs.len())
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .expect("three runs");
        let size = text.len() as f64 / (1 << 20) as f64;
        println!("{size:8.1} {:9.3} {:9.1} {:12}", best.0, size / best.0, best.1);
    }
}
