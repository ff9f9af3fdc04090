//! Tab-separated tables with one head line, as `catalog/make` writes them.
//!
//! Must not be in here: what a column means.

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

/// Reads all lines but the head; lines that `parse` refuses are left out.
pub(super) fn read<T>(text: &'static str, parse: impl Fn(&Cells) -> Option<T>) -> Vec<T> {
    text.lines().skip(1).filter_map(|line| parse(&Cells(line.split('\t').collect()))).collect()
}
