//! The list of contributors. Adding one is a file here and a line below.

mod build_context;
mod compose;
mod dags;
mod dependencies;
mod dockerfiles;
mod env_file;
mod folders;
mod layered_build;
mod readme;

pub use readme::purpose;

use super::Contributor;

/// All contributors; their order is the order of the files in the archive. The README lists the others' files, so it
/// comes last.
pub const ALL: &[Contributor] = &[
    dockerfiles::contribute,
    dependencies::contribute,
    compose::contribute,
    env_file::contribute,
    build_context::contribute,
    layered_build::contribute,
    dags::contribute,
    folders::contribute,
    readme::contribute,
];
