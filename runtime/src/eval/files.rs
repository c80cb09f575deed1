//! The files that a session may touch: a host grants them by giving a [`Files`], or refuses by giving none.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Whether a file is begun anew or continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    /// What was there is lost.
    Replace,
    /// What was there stays.
    Append,
}

/// What is known of a path without opening it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FileStatus {
    /// A file of so many bytes, last changed then.
    File {
        /// Length in bytes.
        bytes: u64,
        /// Last change, where the system tells it.
        modified: Option<SystemTime>,
    },
    /// A directory.
    Directory,
}

/// A tree of files. Paths are absolute: the session has joined them to its directory.
pub trait Files: Send {
    /// Where relative paths begin before `SetDirectory`.
    fn start_directory(&self) -> io::Result<PathBuf>;
    /// The bytes of a file.
    fn read(&mut self, path: &Path) -> io::Result<Vec<u8>>;
    /// A file to write to.
    fn write(&mut self, path: &Path, mode: WriteMode) -> io::Result<Box<dyn Write + Send>>;
    /// What stands at a path.
    fn status(&mut self, path: &Path) -> io::Result<FileStatus>;
    /// The names in a directory, sorted.
    fn list(&mut self, path: &Path) -> io::Result<Vec<String>>;
    /// Deletes a file or an empty directory.
    fn delete(&mut self, path: &Path) -> io::Result<()>;
    /// Creates a directory and those above it.
    fn create_directory(&mut self, path: &Path) -> io::Result<()>;
    /// Deletes a directory with all that is in it; links are deleted, not followed.
    fn delete_with_contents(&mut self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The files of the machine, with the rights of the process.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn delete_with_contents(&mut self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir_all(path)
    }

    fn start_directory(&self) -> io::Result<PathBuf> {
        std::env::current_dir()
    }

    fn read(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn write(&mut self, path: &Path, mode: WriteMode) -> io::Result<Box<dyn Write + Send>> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true);
        match mode {
            WriteMode::Replace => options.write(true).truncate(true),
            WriteMode::Append => options.append(true),
        };
        Ok(Box::new(io::BufWriter::new(options.open(path)?)))
    }

    fn status(&mut self, path: &Path) -> io::Result<FileStatus> {
        let found = std::fs::metadata(path)?;
        Ok(if found.is_dir() {
            FileStatus::Directory
        } else {
            FileStatus::File { bytes: found.len(), modified: found.modified().ok() }
        })
    }

    fn list(&mut self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = std::fs::read_dir(path)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<String>>>()?;
        names.sort();
        Ok(names)
    }

    fn delete(&mut self, path: &Path) -> io::Result<()> {
        if std::fs::symlink_metadata(path)?.is_dir() {
            std::fs::remove_dir(path)
        } else {
            std::fs::remove_file(path)
        }
    }

    fn create_directory(&mut self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }
}
