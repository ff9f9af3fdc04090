//! Words of the sheet of keys, and of the keys themselves.

/// Heads the keys of the whole page.
pub const KEYS_PAGE: &str = "On the page";
/// Heads the keys of a row.
pub const KEYS_ROW: &str = "In a row";
/// A key.
pub const KEY_LINES: &str = "Go to the lines that a field makes, and back";
/// A key, and the counter that does the same.
pub const KEY_PROBLEM: &str = "Go to the next problem";
/// A key.
pub const KEY_SHEET: &str = "This sheet";
/// How a key is printed.
pub const ENTER: &str = "Enter";
/// How a key is printed, before another one.
pub const CTRL: &str = "Ctrl ";
/// How two keys are printed, before another one.
pub const CTRL_SHIFT: &str = "Ctrl Shift ";

/// Keys inside a list, for the sheet only: the rows handle them.
pub const ROW_KEYS: [(&str, &str); 5] = [
    (ENTER, "Keep the row and go to the next"),
    ("Backspace", "Remove an empty row"),
    ("Alt ↑ ↓", "Move the row"),
    ("↑ ↓", "Go to another row"),
    ("Shift Enter", "A new line inside a value"),
];
