//! The configuration link: a draft as the fragment of an address, and back.
//!
//! A public interface: format v1 is written by hand in docs and must decode for ever (`tests/links/v1`). Must not be
//! in here: the address bar, and any judgement of what is written (that is `draft::validate`).

mod decode;
mod encode;
mod form;
mod keys;
mod view;

pub use decode::{Opened, decode};
pub use encode::encode;
pub use keys::field_name;
pub use view::{Theme, View};
