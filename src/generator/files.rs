//! The files of a project as lines that know where they came from.

use super::LateFile;
use crate::domain::Field;

/// A line of a generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text without its newline.
    pub text: String,
    /// The field that it came from, if a person's field made it.
    pub origin: Option<Field>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Lines, each ended by one LF. No lines make an empty file.
    Text(Vec<Line>),
    /// A text that comes late.
    Late(LateFile),
}

/// Permissions in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// 0644
    Regular,
    /// 0755
    Executable,
}

/// A file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// Path relative to the project's folder, components joined by `/`.
    pub path: String,
    /// Permissions.
    pub mode: Mode,
    /// What it holds.
    pub content: Content,
}

impl ProjectFile {
    /// Whether a field made a line of it.
    pub fn comes_from(&self, field: Field) -> bool {
        match &self.content {
            Content::Text(lines) => lines.iter().any(|line| line.origin == Some(field)),
            Content::Late(_) => false,
        }
    }

    /// The text, if it is known without a late asset.
    pub fn text(&self) -> Option<String> {
        match &self.content {
            Content::Text(lines) => Some(lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()),
            Content::Late(_) => None,
        }
    }
}

/// The files of a project, in the order in which they were contributed; paths are unique.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectFiles {
    files: Vec<ProjectFile>,
}

impl ProjectFiles {
    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &ProjectFile> {
        self.files.iter()
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&ProjectFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a file; one of the same path gives way.
    pub fn add(&mut self, path: impl Into<String>, mode: Mode, content: Content) {
        let path = path.into();
        self.files.retain(|file| file.path != path);
        self.files.push(ProjectFile { path, mode, content });
    }

    /// Adds a regular text file without origins: the text is split at LF, a last newline ends the last line.
    pub fn add_text(&mut self, path: impl Into<String>, text: &str) {
        self.add(path, Mode::Regular, Content::Text(lines(text)));
    }

    /// Adds an executable text file without origins.
    pub fn add_script(&mut self, path: impl Into<String>, text: &str) {
        self.add(path, Mode::Executable, Content::Text(lines(text)));
    }
}

impl Line {
    /// A line that no field made.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), origin: None }
    }

    /// A line that a field made.
    pub fn from(field: Field, text: impl Into<String>) -> Self {
        Self { text: text.into(), origin: Some(field) }
    }
}

/// A text as lines without origin.
pub fn lines(text: &str) -> Vec<Line> {
    text.lines().map(Line::plain).collect()
}
