//! The formats, one file each. A new one is a file here and a line in [`ALL`].

mod airflow_cfg;
mod compose;
mod dockerfile;
pub mod env;
mod history;
mod link;
mod lists;
mod pyproject;

use super::reading::Reading;

/// A kind of file that can be read.
pub struct Format {
    /// What a person calls it: `requirements.txt`.
    pub name: &'static str,
    /// Whether a file of this path is one; the path is inside the project, `/` between its components.
    pub has_path: fn(&str) -> bool,
    /// Whether a text that came without a path looks like one; the first in [`ALL`] that says so reads it.
    pub has_text: fn(&str) -> bool,
    /// Reads it.
    pub read: fn(&str, &mut Reading),
}

/// All formats: what is read first decides what the others mean (the image before airflow.cfg, .env before the compose
/// file that puts its values in, and all variables before airflow.cfg, which counts after them).
pub static ALL: [&Format; 9] = [
    &history::FORMAT,
    &link::FORMAT,
    &dockerfile::FORMAT,
    &pyproject::FORMAT,
    &env::FORMAT,
    &compose::FORMAT,
    &airflow_cfg::FORMAT,
    &lists::REQUIREMENTS,
    &lists::PACKAGES,
];

/// Whether a format reads files of this path; a text without a path may be any.
pub fn has_path(path: &str) -> bool {
    path.is_empty() || ALL.iter().any(|format| (format.has_path)(path))
}

/// The format of a file: by its path, else by what it looks like.
pub fn of(path: &str, text: &str) -> Option<&'static Format> {
    let fits = |format: &&&Format| if path.is_empty() { (format.has_text)(text) } else { (format.has_path)(path) };
    ALL.iter().find(fits).copied()
}
