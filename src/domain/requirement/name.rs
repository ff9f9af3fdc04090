//! Names of distributions, and their one spelling.

use std::fmt;

use super::RequirementError;
use super::cursor::Cursor;

/// A name as the index knows it: lower case, runs of `-`, `_` and `.` made one `-` (PEP 503).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NormalisedName(String);

impl NormalisedName {
    /// Reads a name in any spelling.
    pub fn parse(name: &str) -> Result<Self, RequirementError> {
        let mut cursor = Cursor::new(name, 0..name.len());
        let read = identifier(&mut cursor, "the name of a package")?;
        if cursor.is_done() { Ok(Self::of(read)) } else { Err(cursor.expected("only a name")) }
    }

    /// The spelling of a name that has been checked.
    pub(super) fn of(name: &str) -> Self {
        let mut text = String::with_capacity(name.len());
        for c in name.chars() {
            match c {
                '-' | '_' | '.' if text.ends_with('-') => {}
                '-' | '_' | '.' => text.push('-'),
                _ => text.push(c.to_ascii_lowercase()),
            }
        }
        Self(text)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NormalisedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Passes a name or an extra: letters, digits, `-`, `_` and `.`, not `-` or `.` at its ends, not `_` at its start
/// (`packaging` takes `_` at the end, PEP 508 does not).
pub(super) fn identifier<'a>(cursor: &mut Cursor<'a>, what: &str) -> Result<&'a str, RequirementError> {
    let start = cursor.at();
    if !cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return Err(cursor.expected(what));
    }
    let name = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if name.ends_with(['-', '.']) {
        return Err(cursor.error_since(start, format!("{what} cannot end in '-' or '.'")));
    }
    if cursor.peek().is_some_and(char::is_alphanumeric) {
        return Err(cursor.expected(&format!("{what} in plain letters and digits")));
    }
    Ok(name)
}
