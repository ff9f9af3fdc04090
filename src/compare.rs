//! The difference between two sets of files, by file and as one patch.
//!
//! Must not be in here: what the files mean, and colours.

use serde::{Deserialize, Serialize};

/// A text file of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    /// Its path in the project.
    pub path: String,
    /// Its text, byte for byte.
    pub text: String,
    /// Whether it may be run.
    pub executable: bool,
}

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The files that differ, in the order of the project; those that are gone last.
    pub files: Vec<FileDifference>,
    /// All of it as `git apply` and `patch -p1` read it, with `a/` and `b/`; empty when nothing differs.
    pub patch: String,
    /// Files that the project would get beside those compared, when they were left out.
    pub new_files: u32,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// Its lines changed.
    Changed,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDifference {
    /// Its path.
    pub path: String,
    /// What happened to it.
    pub fate: Fate,
    /// How many lines are new.
    pub added: u32,
    /// How many lines are gone.
    pub removed: u32,
    /// The lines that differ, with three around them.
    pub hunks: Vec<Hunk>,
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The first line's number before, counted from 1.
    pub before: u32,
    /// The first line's number after.
    pub after: u32,
    /// The lines.
    pub lines: Vec<HunkLine>,
}

/// A line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HunkLine {
    /// Where it is.
    pub side: Side,
    /// Its text without its line end.
    pub text: String,
}

/// On which side a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// On both.
    Both,
    /// Before only.
    Before,
    /// After only.
    After,
}

/// Compares two sets of files.
pub fn compare(_before: &[SourceText], _after: &[SourceText]) -> Comparison {
    Comparison::default()
}
