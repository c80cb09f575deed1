//! Whole programs in the style of real code, with the values that another system computed: `NAME.wl` prints,
//! `NAME.expected` lists what must appear, one line each, in this order. Exact values must be equal, inexact ones to
//! nine digits; lines that begin with `#` are remarks.

use std::path::Path;

use crate::binary;

/// Runs the program and looks for the expected lines in what it prints.
pub fn check(path: &Path) -> Result<(), String> {
    let expected =
        std::fs::read_to_string(path.with_extension("expected")).map_err(|error| error.to_string())?;
    let output = binary::run(&[&path.to_string_lossy()], b"");
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("panicked") || !output.status.success() {
        return Err(format!("{}: {errors}", output.status));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    let mut lines = printed.lines();
    for wanted in expected.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !lines.any(|line| same(line, wanted)) {
            return Err(format!("missing: {wanted}\nprinted:\n{printed}\nmessages:\n{errors}"));
        }
    }
    Ok(())
}

/// A piece of a printed value.
#[derive(Debug, PartialEq)]
enum Piece {
    Exact(String),
    Inexact(f64),
    Other(char),
}

fn pieces(text: &str) -> Vec<Piece> {
    let text: String = text.replace("*^", "e").chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        if digits == 0 {
            found.push(Piece::Other(first));
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let exponent = &rest[digits..];
        let signed = exponent.strip_prefix('e').map(|e| e.trim_start_matches(['-', '+']));
        let end = match signed {
            Some(e) if e.starts_with(|c: char| c.is_ascii_digit()) => {
                let length = e.bytes().take_while(u8::is_ascii_digit).count();
                rest.len() - e.len() + length
            }
            _ => digits,
        };
        let number = &rest[..end];
        found.push(match number.parse::<f64>() {
            Ok(value) if number.contains(['.', 'e']) => Piece::Inexact(value),
            _ => Piece::Exact(number.to_owned()),
        });
        rest = &rest[end..];
    }
    found
}

fn same(got: &str, wanted: &str) -> bool {
    let (got, wanted) = (pieces(got), pieces(wanted));
    got.len() == wanted.len()
        && got.iter().zip(&wanted).all(|(got, wanted)| match (got, wanted) {
            (Piece::Inexact(got), Piece::Inexact(wanted)) => {
                got == wanted || (got - wanted).abs() <= 1e-9 * wanted.abs().max(1e-6)
            }
            (got, wanted) => got == wanted,
        })
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn exact_and_inexact_values_are_told_apart() {
        assert!(same("{1, 2.5}", "{1, 2.5000000000001}"));
        assert!(!same("{1, 2.5}", "{1., 2.5}"));
        assert!(!same("{1, 2.5}", "{1, 2.6}"));
        assert!(same("1.5*^-9 + 2. I", "1.5*^-9 + 2.0*I"));
    }
}
