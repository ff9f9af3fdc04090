//! The Dockerfile of the project, and those of its layers.

use super::super::dockerfile::{self, Layer};
use super::super::{Content, Mode, ProjectFiles};
use crate::domain::{Layout, ProjectDescription};

/// Writes `Dockerfile`, and in the layered layout `layers/NAME/Dockerfile` for each layer below it.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    files.add("Dockerfile", Mode::Regular, Content::Text(dockerfile::project(description).lines()));
    let Some(own) = description.own().filter(|own| own.layout == Layout::Layered) else { return };
    for layer in [Layer::Base, Layer::Airflow, Layer::OnBuild] {
        files.add(layer.path(), Mode::Regular, Content::Text(dockerfile::layer(layer, description, own).lines()));
    }
}
