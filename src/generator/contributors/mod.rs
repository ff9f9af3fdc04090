//! The list of contributors. Adding one is a file here and a line below.

use super::Contributor;

/// All contributors; their order is the order of the files in the archive.
pub const ALL: &[Contributor] = &[];
