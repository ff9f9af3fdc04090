//! Tab-separated tables with one head line, as `catalog/make` writes them.
//!
//! Must not be in here: what a column means.

use std::sync::OnceLock;

/// The cells of one line. Trailing empty cells are not written, so a cell that is not there reads as empty.
pub(super) struct Cells(Vec<&'static str>);

impl Cells {
    /// The cell in this column, counted from 0.
    pub(super) fn get(&self, column: usize) -> &'static str {
        self.0.get(column).copied().unwrap_or_default()
    }

    /// The cell, unless it is empty.
    pub(super) fn some(&self, column: usize) -> Option<&'static str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }

    /// The words of a cell, each read by `parse`; `None` when one does not read.
    pub(super) fn words<T>(&self, column: usize, parse: impl Fn(&'static str) -> Option<T>) -> Option<Vec<T>> {
        self.get(column).split_ascii_whitespace().map(parse).collect()
    }

    /// This column and those after it.
    pub(super) fn from(&self, column: usize) -> impl Iterator<Item = &'static str> {
        self.0.iter().skip(column).copied()
    }
}

/// A table, read at its first use: the page asks for few of them before its form works, and fetches the text and the
/// reader of the others after that.
#[derive(Debug)]
pub(super) struct Table<T>(OnceLock<Vec<T>>);

impl<T> Table<T> {
    /// One that nobody has asked for yet.
    pub(super) const fn unread() -> Self {
        Self(OnceLock::new())
    }

    /// All lines but the head, the first time of this text; lines that `parse` refuses are left out.
    pub(super) fn read(&self, text: &'static str, parse: impl Fn(&Cells) -> Option<T>) -> &[T] {
        let read = || text.lines().skip(1).filter_map(|line| parse(&Cells(line.split('\t').collect()))).collect();
        self.0.get_or_init(read)
    }
}
