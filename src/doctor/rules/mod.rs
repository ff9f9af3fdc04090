//! The lists of rules. Adding one is a file here and a line below.

mod airflow_at_build;
mod airflow_itself;
mod compiler;
mod early_files;
mod env_absent;
mod env_deprecated;
mod env_expanded;
mod env_indirect;
mod env_local_run;
mod env_percent;
mod env_renamed;
mod env_spelling;
mod env_too_late;
mod env_unknown;
mod env_value;
mod image_ended;
mod image_standing;
mod package_names;
mod package_pinned;
mod provider_floor;
mod requirement_names;
mod requirement_sources;
mod requirement_versions;
mod root_needed;
mod slim_image;

use super::Rule;

/// Rules that leave rows out; from the start-up tables alone.
pub const REFUSING: &[Rule] = &[airflow_itself::check, early_files::check];

/// Rules that advise.
pub const ADVISING: &[Rule] = &[
    image_standing::check,
    image_ended::check,
    slim_image::check,
    package_names::check,
    package_pinned::check,
    requirement_names::check,
    provider_floor::check,
    compiler::check,
    requirement_sources::check,
    requirement_versions::check,
    root_needed::check,
    airflow_at_build::check,
    env_spelling::check,
    env_unknown::check,
    env_renamed::check,
    env_absent::check,
    env_deprecated::check,
    env_value::check,
    env_expanded::check,
    env_percent::check,
    env_indirect::check,
    env_too_late::check,
    env_local_run::check,
];
