//! The constraint sets, embedded; native builds only.
//!
//! Must not be in here: anything that the page compiles.

use include_dir::{Dir, include_dir};

use super::constraints::file_name;
use crate::domain::{AirflowVersion, PythonVersion};

static SETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog/constraints");

/// The set of exactly this release and Python, lines of `name==version`; `None` when there is none.
pub fn constraints_text(airflow: AirflowVersion, python: PythonVersion) -> Option<&'static str> {
    SETS.get_file(file_name(airflow, python))?.contents_utf8()
}
