//! Dockerfiles: instructions as values, one writer with all escaping, and a recipe for every family of images.
//!
//! Must not be in here: paths of files in the project (a contributor knows them), look-ups in tables.

#[cfg(test)]
mod fixtures;
mod instruction;
mod official;
mod own;
mod pip;
mod prebuilt;
mod system;
#[cfg(test)]
mod tests;

pub use instruction::{Dockerfile, Instruction};
pub use own::{Layer, layer, single};

use crate::domain::{Base, Family, ProjectDescription, Triggers};

/// The Dockerfile at the top of a project.
pub fn project(description: &ProjectDescription) -> Dockerfile {
    match &description.base {
        Base::Own(own) if own.layout == crate::domain::Layout::Single => single(description, own),
        Base::Own(own) => layer(Layer::Project, description, own),
        Base::Prebuilt(image) => match (image.family, image.triggers) {
            (Family::Official, _) => official::dockerfile(description, image),
            (_, Triggers::None) => prebuilt::without_triggers(description, image),
            _ => prebuilt::with_triggers(description, image),
        },
    }
}
