//! What was typed: raw text in rows and fields, the closed set of edits, undo, and what it all means.
//!
//! Must not be in here: anything that writes files, anything of the browser. A draft holds every text as it was
//! typed, well-formed or not; only [`validate`] decides what it means.

mod diagnostic;
mod edit;
mod history;
mod image_choice;
mod model;
mod parts;
mod paste;
mod preset;
mod resolve;
mod validate;

pub use diagnostic::{Diagnostic, Fix, Severity, count, visible};
pub use edit::Edit;
pub use history::History;
pub use image_choice::{Choice, Home, Selection};
pub use model::{Draft, ImageDraft, Row, SecretMark};
pub use paste::split_lines;
pub use preset::{Start, start_from};
pub use validate::{compile_need, is_sensitive, validate};
