//! Dumb widgets: they show what they are given and call back. Must not be in here: the draft, the catalogue, words.
//!
//! Properties are erased (`Signal`, `Callback`, `AnyView`), so that each widget is compiled once however often it is
//! used: the page pays for its bytes.

mod buttons;
mod dialog;
mod icon;
mod inputs;
mod select;

pub use buttons::{Button, CopyButton, IconButton};
pub use dialog::Dialog;
pub use icon::Icon;
pub use inputs::{AreaInput, Combo, InputEvents, LineInput};
pub use select::{Entry, Select};
