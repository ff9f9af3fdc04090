//! What is said afterwards, and sentences and names that are put together: whole, so that a translation can turn them
//! around.

use super::{OPENED, counted, number};

/// Said when a step was taken back.
pub fn undone(step: &str) -> String {
    ["Undone: ", step].concat()
}

/// Said when a step was done again.
pub fn done_again(step: &str) -> String {
    ["Done again: ", step].concat()
}

/// Said when a row came by a press.
pub fn added(what: &str) -> String {
    ["Added ", what].concat()
}

/// Said when rows were pasted.
pub fn added_rows(count: usize) -> String {
    added(&counted(count, "row", "rows"))
}

/// Said when a row is gone; the name of the button that takes it away is `remove_row`.
pub fn removed(row: &str) -> String {
    ["Removed ", row].concat()
}

/// The name of a row's button.
pub fn remove_row(row: &str) -> String {
    ["Remove ", row].concat()
}

/// Said when a row has another place.
pub fn moved(row: &str, place: usize) -> String {
    [row, " moved to place ", &number(place)].concat()
}

/// Said when a file was saved.
pub fn downloaded(name: &str) -> String {
    ["Downloaded ", name].concat()
}

/// Said when the zip was saved.
pub fn downloaded_zip(name: &str, size: &str) -> String {
    ["Downloaded ", name, ", ", size].concat()
}

/// The banner over a configuration that a link set.
pub fn opened(sets: &str) -> String {
    match sets {
        "" => [OPENED, "."].concat(),
        sets => [OPENED, " that sets ", sets, "."].concat(),
    }
}

/// The name of the field of a variable's value.
pub fn value_of(name: &str) -> String {
    ["Value of ", if name.trim().is_empty() { "the new row" } else { name }].concat()
}

/// A button with the key that does the same: "Share (Ctrl S)".
pub fn with_key(words: &str, key: &str) -> String {
    [words, " (", key, ")"].concat()
}

/// A button that shows more rows of a long list.
pub fn more_rows(step: usize, hidden: usize) -> String {
    ["Show ", &number(step), " more of ", &number(hidden)].concat()
}

/// A button that shows the rest of a long file.
pub fn more_lines(hidden: usize) -> String {
    ["Show ", &number(hidden), " more lines"].concat()
}

/// The name of an open file's text.
pub fn file_name(path: &str, lines: usize) -> String {
    [path, ", ", &counted(lines, "line", "lines")].concat()
}

/// A counter.
pub fn files(count: usize) -> String {
    counted(count, "file", "files")
}

/// A counter.
pub fn errors(count: usize) -> String {
    counted(count, "error", "errors")
}

/// A counter.
pub fn warnings(count: usize) -> String {
    counted(count, "warning", "warnings")
}

/// Of a dropped folder with too many files.
pub fn only_first(files: usize) -> String {
    ["Only the first ", &number(files), " files were looked at."].concat()
}
