//! What is explained on demand: the effective image, a file line by line, the next steps, why a section is there, what a
//! word means. Documents of blocks, which the page shows and the twin prints.
//!
//! The engine's: none of it is at hand when the page starts. Must not be in here: what the page looks like, and facts that
//! no table, no generator and no judge has.

mod cost;
mod document;
mod file;
mod image;
mod lines;
mod markdown;
mod next;
mod steps;
mod terms;
mod why;

pub use self::document::{Block, Document, Span, StageBlock, StageKind, StepBlock, Words};
pub use self::markdown::to_markdown;

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::draft::Draft;
use crate::project::describe;

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// A file of the project, by its path.
    File(String),
    /// What really runs when the project is built.
    Image,
    /// What to do with the download.
    Next,
    /// Why there is a section, by its name.
    Why(String),
    /// All words that have a definition.
    Terms,
}

/// The document on a topic, for a draft. Empty where there is nothing to say: no such file, no such section.
pub fn explain(topic: &Topic, draft: &Draft, catalog: &Catalog) -> Document {
    let description = || describe(draft, catalog).0;
    match topic {
        Topic::File(path) => file::document(path, &description(), catalog),
        Topic::Image => image::document(&description(), catalog),
        Topic::Next => next::document(&description()),
        Topic::Why(section) => why::document(section),
        Topic::Terms => terms::document(),
    }
}
