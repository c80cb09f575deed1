//! File formats of `Import` and `Export`: one row each.

pub mod csv;
pub mod encodings;
pub mod json;
pub mod text;

use super::settings::Settings;
use super::streams::ReadError;
use super::{Eval, Evaluator};
use crate::expr::Expr;

/// What goes wrong when a file is read or written in a format.
#[derive(Debug)]
pub enum Problem {
    /// The bytes are not in this format; why.
    Damaged(String),
    /// The bytes are no text.
    NotText(ReadError),
    /// The format has no such element.
    NoElement,
    /// The expression has no form in this format; why.
    NoForm(String),
}

/// Bytes as text, in the encoding that the settings name.
pub(crate) fn text(bytes: Vec<u8>, settings: &Settings) -> Result<String, Problem> {
    encodings::text_of(bytes, settings).map_err(|not_text| Problem::NotText(not_text.error))
}

/// Text as bytes, in the encoding that the settings name.
pub(crate) fn encoded(text: String, settings: &Settings) -> Result<Vec<u8>, Problem> {
    let lacks = |c: char| Problem::NoForm(format!("the encoding has no character {c}"));
    encodings::bytes_of(text, settings).map_err(lacks)
}

/// Reads bytes: the element asked for (empty for the usual one), with options.
pub type ImportFn = fn(&mut Evaluator, Vec<u8>, &str, &Settings) -> Eval<Result<Expr, Problem>>;

/// Writes an expression as bytes.
pub type ExportFn = fn(&mut Evaluator, &Expr, &Settings) -> Eval<Result<Vec<u8>, Problem>>;

/// A file format.
pub struct Format {
    /// Its name in the language.
    pub name: &'static str,
    /// Names of files in this format end so; the first format with an extension is the one it means.
    pub extensions: &'static [&'static str],
    /// Reads it.
    pub import: Option<ImportFn>,
    /// Writes it.
    pub export: Option<ExportFn>,
}

const fn format(
    name: &'static str,
    extensions: &'static [&'static str],
    import: ImportFn,
    export: ExportFn,
) -> Format {
    Format { name, extensions, import: Some(import), export: Some(export) }
}

/// The formats of this crate.
static FORMATS: &[Format] = &[
    format("CSV", &["csv"], csv::import_csv, csv::export_csv),
    format("JSON", &["json"], json::import_rules, json::export),
    format("List", &[], text::import_list, text::export_list),
    format("Package", &["wl", "m", "wls"], text::import_package, text::export_package),
    format("RawJSON", &[], json::import_association, json::export),
    format("Table", &["dat"], text::import_table, text::export_table),
    format("Text", &["txt", "text", "log", "md"], text::import_text, text::export_text),
    format("TSV", &["tsv", "tab"], csv::import_tsv, csv::export_tsv),
];

/// The formats that a session knows: those of this crate and those that crates to the right plug in.
pub struct Formats(Vec<&'static Format>);

impl Default for Formats {
    fn default() -> Self {
        Formats(FORMATS.iter().collect())
    }
}

impl Formats {
    /// Adds formats.
    pub fn add(&mut self, formats: &'static [Format]) {
        self.0.extend(formats);
    }

    /// The format of this name, whatever the case of its letters.
    pub fn named(&self, name: &str) -> Option<&'static Format> {
        let name = match name {
            "Lines" | "Plaintext" | "String" | "Words" => "Text",
            "WL" => "Package",
            other => other,
        };
        self.0.iter().copied().find(|format| format.name.eq_ignore_ascii_case(name))
    }

    /// The format that the end of a file's name means.
    pub fn of_file(&self, name: &str) -> Option<&'static Format> {
        let (_, extension) = name.rsplit_once('.')?;
        let is_end = |end: &&str| end.eq_ignore_ascii_case(extension);
        self.0.iter().copied().find(|format| format.extensions.iter().any(is_end))
    }

    /// The names of all formats that can be read, or written.
    pub fn names(&self, way: fn(&Format) -> bool) -> Vec<&'static str> {
        let mut names: Vec<&str> =
            self.0.iter().filter(|format| way(format)).map(|format| format.name).collect();
        names.sort_unstable();
        names
    }
}
