//! The list of rules. Adding one is a file here and a line below.

mod airflow_at_build;
mod airflow_itself;
mod compiler;
mod early_files;
mod image_standing;
mod root_needed;

use super::Rule;

/// All rules.
pub const ALL: &[Rule] = &[
    image_standing::check,
    compiler::check,
    airflow_itself::check,
    early_files::check,
    root_needed::check,
    airflow_at_build::check,
];
