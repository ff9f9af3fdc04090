//! Configurations that a browser remembers, as texts. None holds the value of a secret: a configuration is remembered
//! as its link.
//!
//! Must not be in here: where they are stored, clocks.

use serde::{Deserialize, Serialize};

/// A remembered configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the store: letters and digits.
    pub id: String,
    /// When it was last changed, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is a bookmark, which stays until it is removed.
    pub kept: bool,
    /// What the person calls it; empty where they gave no name.
    pub name: String,
    /// The configuration as a link's fragment.
    pub fragment: String,
}
