//! The configuration link: a draft as the fragment of an address, and back.
//!
//! A public interface: format v1 is written by hand in docs and must decode for ever (`tests/links/v1`). Must not be
//! in here: the address bar, and any judgement of what is written (that is `draft::validate`).

mod address;
mod decode;
mod encode;
mod form;
mod image;
mod keys;
mod limits;
mod variables;
mod view;
mod writer;

/// How the line starts that carries a configuration in the README of a project.
const FRAGMENT_START: &str = "\n#v=1&image=";

/// The configuration that the README of a project carries, as a fragment.
pub fn carried_by(readme: &str) -> Option<&str> {
    readme.get(readme.find(FRAGMENT_START)?..)?.trim_start().lines().next()
}

pub use decode::{Opened, decode};
pub use encode::{encode, with_file, write};
pub use keys::{field_name, part};
pub use view::{Theme, View};
pub use writer::Written;
