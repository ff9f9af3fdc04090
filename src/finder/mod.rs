//! What a row could be: stand-in until the real finder is merged.

use serde::{Deserialize, Serialize};

use crate::catalog::Os;
use crate::domain::{AirflowVersion, RowList};
use crate::knowledge::Knowledge;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What goes into the row.
    pub insert: String,
    /// What is shown.
    pub name: String,
    /// The bytes of the name that matched.
    pub marks: Vec<(u32, u32)>,
    /// A version, a type.
    pub detail: String,
    /// A sentence.
    pub note: String,
}

/// Things of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// Its things.
    pub items: Vec<Item>,
}

/// What the answer depends on.
pub struct Scene {
    /// The system.
    pub os: Option<Os>,
    /// The Airflow version.
    pub airflow: AirflowVersion,
    /// Names in the list already.
    pub present: Vec<String>,
}

/// What it could be.
pub fn find(_: RowList, _: &str, _: &Scene, _: &Knowledge) -> Vec<Group> {
    Vec::new()
}
