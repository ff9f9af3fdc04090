//! The list of contributors. Adding one is a file here and a line below.

mod build_context;
mod dependencies;
mod dockerfiles;
mod layered_build;

use super::Contributor;

/// All contributors; their order is the order of the files in the archive.
pub const ALL: &[Contributor] = &[
    dockerfiles::contribute,
    dependencies::contribute,
    build_context::contribute,
    layered_build::contribute,
];
