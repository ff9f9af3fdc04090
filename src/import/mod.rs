//! Files of a project that exists already → a draft, and what of them was not understood.
//!
//! One file a format, listed in `formats/mod.rs`. Reading is total and bounded: a file that is no text, too long or broken
//! is said to be, and never stops the others. Nothing is dropped silently: what has no place in a draft is listed line
//! by line.
//!
//! Must not be in here: browser types, the file system, and judgement of what was read (that is `draft::validate` and
//! `doctor`).

mod archive;
mod formats;
mod own;
mod project;
mod reading;

use serde::{Deserialize, Serialize};

use self::formats::Format;
use self::project::{Project, TextFile};
use self::reading::{Reading, listed};
use crate::catalog::Catalog;
use crate::compare::SourceText;
use crate::domain::TextField;
use crate::draft::{Draft, Selection};
use crate::memory::Entry;

/// Folders that hold nothing of a configuration, and often very much.
const PASSED_OVER: [&str; 6] = [".git", ".venv", "venv", "node_modules", "__pycache__", "__MACOSX"];

/// Whether a path leads through a folder in which nobody looks for a configuration.
pub fn is_passed_over(path: &str) -> bool {
    path.split('/').any(|part| PASSED_OVER.contains(&part))
}

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
    /// The paths of the other files of the project, which stay as they are.
    pub kept: Vec<String>,
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
pub fn import(files: Vec<SourceFile>, way: Option<Way>, draft: &Draft, catalog: &Catalog) -> Import {
    let project = project::gather(files);
    if let Some(import) = own::import(&project, catalog) {
        return import;
    }
    let mut named = Draft::start(catalog);
    project.name.iter().for_each(|name| named.apply_text(TextField::Name, name.clone()));
    let replacing = read(&project, Reading::new(catalog, named, true));
    let way = way.unwrap_or(if replacing.has_image { Way::Replace } else { Way::Add });
    let mut reading = match way {
        Way::Replace => replacing,
        Way::Add => read(&project, Reading::new(catalog, draft.clone(), false)),
    };
    reading.draft.image = Selection::completed(catalog, &reading.draft.image);
    let remembered = std::mem::take(&mut reading.remembered);
    let (draft, taken, left) = reading.finish();
    let left = listed(project.left.into_iter().chain(left));
    let origin = origin(&project.files);
    let read = project.files.iter().map(|file| file.path.clone()).filter(|path| !path.is_empty());
    let kept = read.filter(|path| !origin.iter().any(|file| file.path == *path)).chain(project.kept).collect();
    Import { draft, way, taken, left, origin, kept, remembered }
}

fn read<'a>(project: &Project, mut reading: Reading<'a>) -> Reading<'a> {
    for (format, file) in in_order(&project.files) {
        reading.begin(if file.path.is_empty() { format.name } else { &file.path });
        (format.read)(file.content(), &mut reading);
    }
    reading
}

/// The files with their formats: what says the image first, and what overrides another file behind it.
fn in_order(files: &[TextFile]) -> Vec<(&'static Format, &TextFile)> {
    let mut found = Vec::new();
    for format in formats::ALL {
        let mut of_format: Vec<&TextFile> = files.iter().filter(|file| is(format, file)).collect();
        of_format.sort_by_key(|file| file.path.contains(".override."));
        found.extend(of_format.into_iter().map(|file| (format, file)));
    }
    found
}

fn is(format: &'static Format, file: &TextFile) -> bool {
    formats::of(&file.path, file.content()).is_some_and(|found| std::ptr::eq(found, format))
}

/// What can be patched: texts that this page would write again. No file of secrets.
fn origin(files: &[TextFile]) -> Vec<SourceText> {
    let rewritten = |path: &str| ["Dockerfile", "packages.txt", "requirements.txt"].contains(&path);
    let texts = files.iter().filter(|file| rewritten(&file.path));
    texts.map(|file| SourceText { path: file.path.clone(), text: file.text.clone(), executable: false }).collect()
}
