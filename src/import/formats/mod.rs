//! The formats, one file each. A new one is a file here and a line in [`ALL`].
#![allow(dead_code)] // contract; goes with the first format

mod airflow_cfg;
mod compose;
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

/// All formats: what is read first decides what the others mean (the Airflow version before airflow.cfg).
pub const ALL: [&Format; 3] = [&pyproject::PYPROJECT, &compose::COMPOSE, &airflow_cfg::AIRFLOW_CFG];
