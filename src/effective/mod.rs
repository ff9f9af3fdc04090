//! The effective image: what FROM stands for, and every step that really runs, triggers included, in order.
//!
//! Made from the very instructions that the generator writes; of images that somebody else publishes, from what is known
//! of their triggers. Must not be in here: what stands on the page, and guesses: what is not known of a published image
//! is not made up.

mod cache;
mod stages;
mod triggers;

pub use self::cache::{Change, changes};
pub use self::stages::{Source, Stage, Step};

use crate::domain::{Base, Layout, ProjectDescription};
use crate::generator::dockerfile::{self, Layer};

/// What is built, stage by stage, the lowest first; the last one is the image.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectiveImage {
    /// The stages in the order in which they are built.
    pub stages: Vec<Stage>,
}

/// Where a step stands: the number of its stage, and its own in that stage.
pub type Place = (usize, usize);

impl EffectiveImage {
    /// What a project builds.
    pub fn of(description: &ProjectDescription) -> Self {
        let mut stages = Vec::new();
        match &description.base {
            Base::Own(own) if own.layout == Layout::Layered => {
                for layer in Layer::ALL {
                    let file = dockerfile::layer(layer, description, own);
                    stages::read(&mut stages, &file, &layer.path(), layer.name(), description);
                }
            }
            _ => stages::read(&mut stages, &dockerfile::project(description), "Dockerfile", "", description),
        }
        Self { stages }
    }

    /// All steps, each with its place.
    pub fn steps(&self) -> impl Iterator<Item = (Place, &Step)> {
        let steps = |(number, stage)| Stage::steps(stage).enumerate().map(move |(at, step)| ((number, at), step));
        self.stages.iter().enumerate().flat_map(steps)
    }

    /// The files of the project that were copied before a step, in its stage and those that it stands on.
    pub fn seen(&self, (number, at): Place) -> Vec<&str> {
        let Some(stage) = self.stages.get(number) else { return Vec::new() };
        let mut seen = stage.below.map_or_else(Vec::new, |below| self.seen((below, usize::MAX)));
        for file in stage.steps().take(at).flat_map(Step::files) {
            if !seen.contains(&file) {
                seen.push(file);
            }
        }
        seen
    }

    /// The numbers of the stages that the last one stands on, itself among them: what they add is in the image.
    pub fn in_image(&self) -> Vec<usize> {
        let mut on: Vec<usize> = self.stages.len().checked_sub(1).into_iter().collect();
        while let Some(below) = on.last().and_then(|last| self.stages.get(*last)).and_then(|stage| stage.below) {
            on.push(below);
        }
        on
    }

    /// How many layers the steps add to the image: those that run something or copy.
    pub fn layer_count(&self) -> usize {
        let on = self.in_image();
        self.steps().filter(|((stage, _), step)| on.contains(stage) && step.makes_layer()).count()
    }
}
