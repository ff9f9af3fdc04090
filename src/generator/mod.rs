//! From a description to the files of a project.
//!
//! An ordered list of contributors, one file each; every contributor reads the description and writes its files.
//! Every line carries the field it came from. Must not be in here: catalogue look-ups (the description holds what
//! they gave), clocks, randomness, browser types, diagnostics.

mod contributors;
pub mod dockerfile;
mod files;
mod late;
pub mod quoting;

pub use contributors::purpose;
pub use files::{Content, Line, Mode, ProjectFile, ProjectFiles};
pub use late::{Cut, LateFile};

use crate::domain::ProjectDescription;

/// One file, or one aspect, of a project.
pub type Contributor = fn(&ProjectDescription, &mut ProjectFiles);

/// Writes all files of a project, in the order in which contributors are listed.
pub fn generate(description: &ProjectDescription) -> ProjectFiles {
    let mut files = ProjectFiles::default();
    for contribute in contributors::ALL {
        contribute(description, &mut files);
    }
    files
}
