//! Leptos forgets nobody who ever read a value: what goes with its view has to leave by itself, or its memory would stay
//! for as long as the page.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, Subscriber};

/// What reads leaves all that it has read when the owner at hand goes.
pub(super) fn leave_in_time(reader: AnySubscriber) {
    on_cleanup(move || reader.clear_sources(&reader));
}

/// The same for what runs now.
pub(super) fn reads() {
    if let Some(reader) = Observer::get() {
        leave_in_time(reader);
    }
}
