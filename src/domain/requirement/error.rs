//! What is wrong with a line, and where.

use std::fmt;
use std::ops::Range;

/// A line that pip would not take, or that says something else than it seems to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementError {
    /// Bytes of the line that was parsed; empty at its end where something is missing.
    pub span: Range<usize>,
    /// A sentence without its full stop: "expected a version after ==, found ','".
    pub message: String,
}

impl RequirementError {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }
}

impl fmt::Display for RequirementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
