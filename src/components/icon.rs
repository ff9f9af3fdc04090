//! Icons: drawn once in the sprite of `index.html`, so that they stand before this program runs.

use leptos::prelude::*;

use crate::reactive::{Reading, derive};

/// An icon of the sprite; it means nothing to assistive technology, the word beside it does.
#[component]
pub fn Icon(
    /// Its name in the sprite.
    #[prop(into)]
    name: Reading<&'static str>,
) -> impl IntoView {
    let href = derive(move || ["#i-", name.get()].concat());
    view! { <svg class="icon" aria-hidden="true"><use href=href></use></svg> }
}
