//! An exported history: configurations to remember; no draft changes.

use super::Format;
use crate::memory::{Entry, HEADER};

/// The format.
pub static FORMAT: Format =
    Format { name: "history", has_path: |path| path == "airflow-configurations.txt", has_text: is_one, read };

fn is_one(text: &str) -> bool {
    text.starts_with(HEADER)
}

fn read(text: &str, reading: &mut super::Reading) {
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        match Entry::of_line("", line) {
            Some(entry) => reading.remember(at + 1, entry),
            None => reading.leave(at + 1, line, "It is no line of an exported history."),
        }
    }
}
