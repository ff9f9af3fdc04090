//! What the page around this one has set.

use leptos::prelude::*;

use crate::components::Icon;
use crate::domain::Part;
use crate::reactive::{Reading, optional};
use crate::state::App;
use crate::words;

/// Says that a part cannot be changed; nothing where it can.
pub fn locked(app: App, part: Option<Part>) -> AnyView {
    let Some(locks) = part.map(|part| app.locks(part)) else { return ().into_any() };
    let note = || view! { <p class="about locked"><Icon name="lock"/>{words::LOCKED}</p> };
    optional(move || locks.get().map(|_| note().into_any())).into_any()
}

/// Whether the controls of a part are out of use.
pub fn out_of_use(app: App, part: Option<Part>) -> Reading<Option<&'static str>> {
    part.map_or_else(|| Reading::from(None), |part| app.locks(part))
}
