//! The reference pages in `docs/` are printed from the tables that the system itself uses; `BLESS=1` rewrites them.

use std::fmt::Write;
use std::path::Path;

use scheelite::bytecode::Op;
use scheelite::compiler::builtins;
use scheelite::runtime::eval::Builtin;
use scheelite::runtime::eval::builtins::TABLES;

fn check(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, page).expect("docs can be written");
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == page, "docs/{name} is not what the tables say: run with BLESS=1 and read the diff");
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[test]
fn what_compiles() {
    let mut rows: Vec<_> = builtins::TABLES.iter().flat_map(|table| table.iter()).collect();
    rows.sort_by_key(|row| row.name);
    let mut page = String::from(
        "# What compiles\n\nPrinted from the compiler's own table. Anything else becomes a call of the evaluator, and everything around it\nstays compiled.\n\n| function | types |\n|---|---|\n",
    );
    for row in rows {
        let _ = writeln!(page, "| `{}` | {} |", row.name, cell(row.types));
    }
    check("compiles.md", &page);
}

#[test]
fn functions() {
    let mut rows: Vec<&Builtin> = TABLES.iter().flat_map(|table| table.iter()).collect();
    rows.sort_by_key(|row| row.name);
    let mut page = format!(
        "# Functions of the language\n\nPrinted from the evaluator's tables: {} functions.\n\n| function | usage | example | gives |\n|---|---|---|---|\n",
        rows.len()
    );
    for row in rows {
        let (input, output) = row.example;
        let code = |text: &str| if text.is_empty() { String::new() } else { format!("`` {} ``", cell(text)) };
        let _ =
            writeln!(page, "| `{}` | {} | {} | {} |", row.name, cell(row.usage), code(input), code(output));
    }
    check("functions.md", &page);
}

#[test]
fn instructions() {
    let mut page = format!(
        "# Instructions\n\nPrinted from `bytecode/src/ops.rs`: {} instructions.\n\n| instruction | operands | meaning | in a listing |\n|---|---|---|---|\n",
        Op::INFO.len()
    );
    for info in Op::INFO {
        let operands = info.operands.iter().zip(info.kinds).map(|(name, kind)| format!("{name}: {kind}"));
        let operands: Vec<String> = operands.collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | `` {} `` |",
            info.name,
            cell(&operands.join(", ")),
            cell(info.doc),
            cell(info.text)
        );
    }
    check("instructions.md", &page);
}
