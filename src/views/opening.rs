//! What the program's opening part gives: the start from a link or a memory, and what is said about it, so that the form
//! stands where it will stay.

use leptos::prelude::*;

use super::banner;
use crate::catalog::Catalog;
use crate::state::{self, App, AtStart, OpenedLink};

/// What the page starts with.
pub struct Opening {
    /// The draft, and the rest of the state.
    pub at: AtStart,
    /// Says where the configuration came from until the second part does; `None` where there is nothing to say.
    pub banner: Option<fn(App, &OpenedLink) -> AnyView>,
}

impl Opening {
    /// Without a link and a memory.
    pub fn plain() -> Self {
        Self { at: AtStart::plain(Catalog::start()), banner: None }
    }
}

/// The opening part itself: called where the program is cut (src/main.rs), and nowhere else.
pub fn opening() -> Opening {
    Opening { at: state::open(), banner: Some(banner::before) }
}
