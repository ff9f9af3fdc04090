//! Which images can be chosen, and why the others cannot.
//!
//! Every choice carries the whole image part of the draft that choosing it gives, so that nothing incompatible can be
//! put together.

use crate::domain::{AirflowVersion, Distro, DistroRelease, Family, PythonVersion};
use super::ImageDraft;
use crate::catalog::Catalog;

/// The answer to "Where will it run?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// Plain Docker: layers of one's own on Alpine or Debian slim.
    Docker,
    /// apache/airflow.
    Official,
    /// Astro Runtime.
    Runtime,
    /// Astronomer's onbuild images, retired.
    Onbuild,
    /// Layers of one's own on a base image that the person names, or a mirror of a known one.
    Company,
}

/// One entry of a list to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What the entry says: "3.3.2", "Alpine 3.23", "Plain Docker, small (Alpine)".
    pub label: String,
    /// A word beside it: "newest", "withdrawn", "default".
    pub note: Option<String>,
    /// The heading it stands under, if the list has headings: "Airflow 3.3".
    pub group: Option<String>,
    /// Whether it is the one in force.
    pub selected: bool,
    /// Why it cannot be chosen now; `None` when it can.
    pub unavailable: Option<String>,
    /// The image part of the draft after choosing it.
    pub image: ImageDraft,
}
