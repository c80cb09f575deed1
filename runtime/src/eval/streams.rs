//! Open files of a session, its directory, and the way from the name of a file to its bytes.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::formats::encodings;
use super::settings::Settings;
use super::{Evaluator, Files, WriteMode};
use crate::expr::Expr;
use crate::symbol::{Symbol, sym};

/// An open file.
pub enum Stream {
    /// Being read: its whole text and how far reading has come, in bytes of the text.
    Input {
        /// The text.
        text: String,
        /// Where the next read begins.
        at: usize,
        /// Whether each character of the text stands for a byte of the file.
        by_byte: bool,
    },
    /// Being written.
    Output(Box<dyn Write + Send>),
    /// The output of the session itself.
    Session,
}

/// The open files of a session.
pub struct Streams {
    open: BTreeMap<i64, (String, Stream)>,
    next: i64,
    directory: Option<PathBuf>,
    /// The directories that `SetDirectory` left, the last one left at the end.
    left: Vec<PathBuf>,
}

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum ReadError {
    /// The host grants no files.
    Refused,
    /// The system says no.
    System(io::Error),
    /// A byte that is no text: the byte and its place, from 0.
    NotText(u8, usize),
}

impl Default for Streams {
    fn default() -> Self {
        let session = |name: &str| (name.to_owned(), Stream::Session);
        let open = BTreeMap::from([(1, session("stdout")), (2, session("stderr"))]);
        Streams { open, next: 3, directory: None, left: Vec::new() }
    }
}

impl Streams {
    /// Opens a stream and gives `InputStream[name, number]` or `OutputStream[name, number]`.
    pub fn add(&mut self, name: &str, stream: Stream) -> Expr {
        let number = self.next;
        self.next += 1;
        let head = if matches!(stream, Stream::Input { .. }) { "InputStream" } else { "OutputStream" };
        self.open.insert(number, (name.to_owned(), stream));
        Expr::call(Symbol::new(head), [Expr::string(name), Expr::Integer(number)])
    }

    /// The number of the open stream that an expression means: the stream itself, or a name given to one.
    pub fn number(&self, expr: &Expr) -> Option<i64> {
        match expr {
            Expr::String(name) => self
                .open
                .iter()
                .rev()
                .find(|(_, (known, _))| known == name.as_ref())
                .map(|(&number, _)| number),
            // The output of the session; what it complains about has no text of its own.
            Expr::Symbol(symbol) if matches!(symbol.name(), "$Output" | "$Messages" | "$Urgent") => Some(1),
            Expr::Normal(call) => match (call.head_symbol()?.name(), &call.args[..]) {
                ("InputStream" | "OutputStream", [_, Expr::Integer(number)]) => {
                    self.open.contains_key(number).then_some(*number)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The open stream with this number.
    pub fn get(&mut self, number: i64) -> Option<&mut Stream> {
        self.open.get_mut(&number).map(|(_, stream)| stream)
    }

    /// Closes a stream: its name, and what went wrong with its last bytes.
    pub fn close(&mut self, number: i64) -> Option<(String, io::Result<()>)> {
        if number < 3 {
            return None;
        }
        let (name, stream) = self.open.remove(&number)?;
        let result = match stream {
            Stream::Output(mut file) => file.flush(),
            Stream::Input { .. } | Stream::Session => Ok(()),
        };
        Some((name, result))
    }

    /// All open streams.
    pub fn all(&self) -> Vec<Expr> {
        let expr = |(number, (name, stream)): (&i64, &(String, Stream))| {
            let head = if matches!(stream, Stream::Input { .. }) { "InputStream" } else { "OutputStream" };
            Expr::call(Symbol::new(head), [Expr::string(name.as_str()), Expr::Integer(*number)])
        };
        self.open.iter().map(expr).collect()
    }
}

impl Evaluator {
    /// The directory of the session, from which relative names of files go.
    pub fn directory(&mut self) -> io::Result<PathBuf> {
        if let Some(directory) = &self.state::<Streams>().directory {
            return Ok(directory.clone());
        }
        match self.host.files() {
            Some(files) => files.start_directory(),
            None => Err(io::ErrorKind::PermissionDenied.into()),
        }
    }

    /// Changes the directory of the session; gives `false` when there is no such directory.
    pub fn set_directory(&mut self, directory: PathBuf) -> bool {
        let found = self.host.files().and_then(|files| files.status(&directory).ok());
        let found = found == Some(super::FileStatus::Directory);
        if found {
            let left = self.directory().ok();
            let streams = self.state::<Streams>();
            streams.left.extend(left);
            streams.directory = Some(directory);
        }
        found
    }

    /// Goes back to the directory that was left last; gives it, when there is one.
    pub fn reset_directory(&mut self) -> Option<PathBuf> {
        let streams = self.state::<Streams>();
        streams.directory = Some(streams.left.pop()?);
        streams.directory.clone()
    }

    /// The directories that have been left, the last one first.
    pub fn directories_left(&mut self) -> Vec<PathBuf> {
        self.state::<Streams>().left.iter().rev().cloned().collect()
    }

    /// The path that a name means, without `.` and `..`.
    pub fn absolute_path(&mut self, name: &str) -> io::Result<PathBuf> {
        let path = Path::new(name);
        Ok(plain(&if path.is_absolute() { path.to_path_buf() } else { self.directory()?.join(path) }))
    }

    /// Does something with the file that a name means, through the files that the host grants.
    pub fn with_file<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut dyn Files, &Path) -> io::Result<T>,
    ) -> Result<T, ReadError> {
        if self.host.files().is_none() {
            return Err(ReadError::Refused);
        }
        let path = self.absolute_path(name).map_err(ReadError::System)?;
        match self.host.files() {
            Some(files) => work(files, &path).map_err(ReadError::System),
            None => Err(ReadError::Refused),
        }
    }

    /// The bytes of a file.
    pub fn read_bytes(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        self.with_file(name, |files, path| files.read(path))
    }

    /// A file as a stream to read: in the encoding that is asked for, else in UTF-8, else a character a byte.
    pub fn read_stream(
        &mut self,
        name: &str,
        by_byte: bool,
        settings: &Settings,
    ) -> Result<Stream, ReadError> {
        let bytes = self.read_bytes(name)?;
        if by_byte {
            return Ok(Stream::Input { text: encodings::a_character_a_byte(&bytes), at: 0, by_byte });
        }
        Ok(match encodings::text_of(bytes, settings) {
            Ok(text) => Stream::Input { text, at: 0, by_byte: false },
            Err(not_text) if settings.chosen("CharacterEncoding").is_some() => return Err(not_text.error),
            Err(not_text) => {
                Stream::Input { text: encodings::a_character_a_byte(&not_text.bytes), at: 0, by_byte: true }
            }
        })
    }

    /// The text of a file in UTF-8, without a byte order mark.
    pub fn read_text(&mut self, name: &str) -> Result<String, ReadError> {
        let bytes = self.read_bytes(name)?;
        encodings::text_of(bytes, &Settings::default()).map_err(|not_text| not_text.error)
    }

    /// Writes a file whole.
    pub fn write_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), ReadError> {
        self.with_file(name, |files, path| {
            let mut file = files.write(path, WriteMode::Replace)?;
            file.write_all(bytes)?;
            file.flush()
        })
    }

    /// Issues the message that fits what went wrong with a file: `symbol::tag` when it cannot be found or opened.
    pub fn file_message(&mut self, symbol: Symbol, tag: &str, name: &str, error: &ReadError) {
        let name = Expr::string(name);
        match error {
            ReadError::Refused => self.message(symbol, "nohost", &[name]),
            ReadError::NotText(byte, at) => {
                let place = i64::try_from(*at + 1).unwrap_or(i64::MAX);
                self.message(symbol, "utf8", &[name, Expr::Integer((*byte).into()), Expr::Integer(place)]);
            }
            ReadError::System(error) if error.kind() == io::ErrorKind::NotFound => {
                self.message(symbol, tag, &[name]);
            }
            ReadError::System(error) => {
                // A directory where a file should be, a full disk, missing rights: in the system's words.
                self.message(symbol, "sysio", &[name, Expr::from(error.to_string())]);
            }
        }
    }
}

/// The path without `.` and `..`, by its letters alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// `$Failed`.
pub fn failed() -> Expr {
    Expr::Symbol(Symbol::new("$Failed"))
}

/// The name of a file in an argument: a string, or `File["name"]`.
pub fn file_name(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::String(name) => Some(name),
        Expr::Normal(call) => match (call.head_symbol()?.name(), &call.args[..]) {
            ("File", [Expr::String(name)]) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// `EndOfFile`.
pub fn end_of_file() -> Expr {
    Expr::Symbol(Symbol::new("EndOfFile"))
}

/// `{args…}`, or the one argument alone.
pub fn one_or_list(mut values: Vec<Expr>) -> Expr {
    match values.len() {
        1 => values.remove(0),
        _ => Expr::call(sym::List, values),
    }
}
