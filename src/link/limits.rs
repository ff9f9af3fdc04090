//! How much a link holds. Frozen with the format: they may grow, never shrink.

/// Longest value that is read or written, in bytes.
pub const LONGEST_VALUE: usize = 262_144;
/// Most pairs that are read.
pub const MOST_PAIRS: usize = 60_000;
/// Most pairs that are written for rows; the others of [`MOST_PAIRS`] are for what is there once.
pub const MOST_ROWS: usize = MOST_PAIRS - 64;
/// Rows of packages share a value up to this length, in bytes.
pub const LONGEST_RUN: usize = 16_384;
/// Most findings that are listed one by one.
pub const MOST_FINDINGS: usize = 100;
