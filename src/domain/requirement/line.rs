//! A line as a whole: what kind it is, and where its comment and options begin.

use std::fmt;

use super::cursor::Cursor;
use super::direct::{direct, is_direct};
use super::grammar::requirement;
use super::option::{global_option, requirement_options};
use super::{DirectReference, GlobalOption, Requirement, RequirementError};

/// A line of requirements.txt. Its `Display` is what is written: the line as typed, trimmed, tabs made spaces; never
/// a line break or a control character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequirementLine {
    /// A package by its name.
    Requirement(Requirement),
    /// An option of pip's for the whole file.
    Option(GlobalOption),
    /// An address or a path without a name.
    Direct(DirectReference),
    /// A comment, from its `#` on.
    Comment(String),
    /// Nothing.
    Blank,
}

impl RequirementLine {
    /// Reads a line. Spans of errors are bytes of `line`.
    pub fn parse(line: &str) -> Result<Self, RequirementError> {
        let start = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        check_characters(trimmed, start)?;
        let text = trimmed.replace('\t', " ");
        if trimmed.is_empty() {
            return Ok(Self::Blank);
        }
        if trimmed.starts_with('#') {
            return Ok(Self::Comment(text));
        }
        check_continuation(line.trim_end())?;
        let body = trimmed.get(..comment_start(trimmed)).unwrap_or_default();
        let comment = text.get(body.len()..).filter(|comment| !comment.is_empty()).map(str::to_owned);
        let end = start + body.trim_end().len();
        Self::parse_body(line, start, end, text, comment)
    }

    /// Reads what stands before the comment, between `start` and `end`.
    fn parse_body(
        line: &str,
        start: usize,
        end: usize,
        text: String,
        comment: Option<String>,
    ) -> Result<Self, RequirementError> {
        let body = line.get(start..end).unwrap_or_default();
        if body.starts_with('-') {
            let option = global_option(&mut Cursor::new(line, start..end))?;
            return Ok(Self::Option(GlobalOption { text, comment, ..option }));
        }
        let split = start + options_start(body);
        let before = body.get(..split - start).unwrap_or_default().trim_end();
        let cursor = &mut Cursor::new(line, start..start + before.len());
        let options = &mut Cursor::new(line, split..end);
        if is_direct(before) {
            let read = direct(cursor)?;
            return Ok(Self::Direct(DirectReference { text, comment, options: requirement_options(options)?, ..read }));
        }
        let read = requirement(cursor)?;
        Ok(Self::Requirement(Requirement { text, comment, options: requirement_options(options)?, ..read }))
    }

    /// The requirement, if the line is one.
    pub fn requirement(&self) -> Option<&Requirement> {
        match self {
            Self::Requirement(requirement) => Some(requirement),
            _ => None,
        }
    }
}

impl fmt::Display for RequirementLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requirement(requirement) => requirement.fmt(f),
            Self::Option(option) => option.fmt(f),
            Self::Direct(reference) => reference.fmt(f),
            Self::Comment(text) => f.write_str(text),
            Self::Blank => Ok(()),
        }
    }
}

/// Refuses what Python's `splitlines` takes for a line break, and every other control character but the tab.
fn check_characters(text: &str, offset: usize) -> Result<(), RequirementError> {
    let hidden = |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}');
    match text.char_indices().find(|(_, c)| hidden(*c)) {
        Some((at, c)) => Err(RequirementError::new(
            offset + at..offset + at + c.len_utf8(),
            format!("a row cannot hold a line break or a control character (U+{:04X})", u32::from(c)),
        )),
        None => Ok(()),
    }
}

/// A backslash at the end would make pip read the next row as a part of this one, comment or not.
fn check_continuation(line: &str) -> Result<(), RequirementError> {
    match line.ends_with('\\') {
        true => Err(RequirementError::new(
            line.len() - 1..line.len(),
            "a row cannot end in a backslash: write the whole requirement in one row",
        )),
        false => Ok(()),
    }
}

/// Where the comment begins: at a `#` after white space (pip's `COMMENT_RE`); the end if there is none.
fn comment_start(text: &str) -> usize {
    let mut after_space = false;
    for (at, c) in text.char_indices() {
        if c == '#' && after_space {
            return at;
        }
        after_space = c.is_whitespace();
    }
    text.len()
}

/// Where the options begin: at a `-` after a space (pip's `break_args_options`); the end if there is none.
fn options_start(text: &str) -> usize {
    let mut after_space = false;
    for (at, c) in text.char_indices() {
        if c == '-' && after_space {
            return at;
        }
        after_space = matches!(c, ' ' | '\t');
    }
    text.len()
}
