//! Source text to verified programs.
