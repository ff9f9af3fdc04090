//! Files of a project that exists already → a draft, and what of them was not understood.
//!
//! One file a format, listed in `formats/mod.rs`. Reading is total and bounded: a file that is no text, too long or broken
//! is said to be, and never stops the others. Nothing is dropped silently: what has no place in a draft is listed line
//! by line.
//!
//! Must not be in here: browser types, the file system, and judgement of what was read (that is `draft::validate` and
//! `doctor`).

mod formats;
mod reading;

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::compare::SourceText;
use crate::draft::Draft;
use crate::memory::Entry;

/// A file as it was dropped, chosen or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its path inside what was given, components joined by `/`; empty for a pasted text of which nobody said what
    /// it is.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What happens to the configuration that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// It gives way: the files are the whole project.
    Replace,
    /// It stays: rows that it does not have yet are added, variables of the same name get the new value.
    Add,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// The configuration afterwards.
    pub draft: Draft,
    /// Which way was gone: the one asked for, else `Replace` where an image was read and `Add` where none was.
    pub way: Way,
    /// What was taken, a file each, in the order of the files.
    pub taken: Vec<Taken>,
    /// What was not, line by line.
    pub left: Vec<Left>,
    /// The texts that the configuration came from, to compare with and to patch: of one of our own projects all, of
    /// any other those that were read. Never `.env`, whose values stay out of every patch.
    pub origin: Vec<SourceText>,
    /// Configurations of an exported history; they change no draft.
    pub remembered: Vec<Entry>,
}

/// What was taken from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The file's path; what it was taken for where it had none.
    pub path: String,
    /// As a phrase: `4 packages`, `image, 2 variables, 3 instructions`.
    pub what: String,
}

/// A line, or a whole file, that was not understood or has no place here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The file's path.
    pub path: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: u32,
    /// The line's text, shortened; never the value of a variable that is or may be a secret.
    pub text: String,
    /// Why, and what to do, in one sentence.
    pub why: String,
}

/// Reads files into a draft. `way` is what the person chose, `None` before they did.
pub fn import(files: Vec<SourceFile>, way: Option<Way>, draft: &Draft, _catalog: &Catalog) -> Import {
    let _ = files;
    Import {
        draft: draft.clone(),
        way: way.unwrap_or(Way::Add),
        taken: Vec::new(),
        left: Vec::new(),
        origin: Vec::new(),
        remembered: Vec::new(),
    }
}
