//! A place in a line. It only moves forward, and only over whole characters.

use std::ops::Range;

use super::RequirementError;

/// A place in `line`, no further than `end`.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor over a part of a line; a range that is not on characters gives an empty part.
    pub(super) fn new(line: &'a str, part: Range<usize>) -> Self {
        let fits = line.get(part.clone()).is_some();
        Self { line, at: if fits { part.start } else { line.len() }, end: if fits { part.end } else { line.len() } }
    }

    /// Where it stands, in bytes of the line.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..self.end).unwrap_or_default()
    }

    /// What was passed since `start`.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.line.get(start..self.at).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// Passes `word` if it comes next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let comes = self.rest().starts_with(word);
        if comes {
            self.at += word.len();
        }
        comes
    }

    /// Passes everything that fits, and returns it.
    pub(super) fn take_while(&mut self, fits: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let (taken, _) = rest.split_at(end);
        self.at += end;
        taken
    }

    /// Passes as much as leaves `rest`, an end of what is left.
    pub(super) fn leave(&mut self, rest: &str) {
        self.at = self.end.saturating_sub(rest.len()).max(self.at);
    }

    /// Passes spaces and tabs; whether there were any.
    pub(super) fn spaces(&mut self) -> bool {
        !self.take_while(|c| c == ' ' || c == '\t').is_empty()
    }

    /// "expected WHAT, found the next character".
    pub(super) fn expected(&self, what: &str) -> RequirementError {
        let (length, found) = match self.peek() {
            None => (0, "the end".to_owned()),
            Some(c) if c.is_whitespace() && !matches!(c, ' ' | '\t') => (c.len_utf8(), "a special space".to_owned()),
            Some(' ' | '\t') => (1, "a space".to_owned()),
            Some('\'') => (1, "\"'\"".to_owned()),
            Some('\\') => (1, "'\\'".to_owned()),
            // Escaped where it shows nothing, or moves what stands around it.
            Some(c) => (c.len_utf8(), format!("{c:?}")),
        };
        RequirementError::new(self.at..self.at + length, format!("expected {what}, found {found}"))
    }

    /// An error about everything since `start`.
    pub(super) fn error_since(&self, start: usize, message: impl Into<String>) -> RequirementError {
        RequirementError::new(start..self.at, message)
    }
}
