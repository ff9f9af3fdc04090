//! The lists of rules. Adding one is a file here and a line below.

mod airflow_at_build;
mod airflow_itself;
mod compiler;
mod early_files;
mod image_standing;
mod root_needed;

use super::Rule;

/// Rules that leave rows out; from the start-up tables alone.
pub const REFUSING: &[Rule] = &[airflow_itself::check, early_files::check];

/// Rules that advise.
pub const ADVISING: &[Rule] = &[image_standing::check, compiler::check, root_needed::check, airflow_at_build::check];
