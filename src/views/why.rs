//! Why a section is there: closed until somebody asks.

use leptos::prelude::*;

use super::second::later;
use crate::guide::Topic;
use crate::reactive::{Cell, derive, optional};
use crate::state::App;
use crate::words;

/// A heading with the question beside it, and the answer below.
pub fn with_why(app: App, section: &'static str, heading: &'static str, id: &'static str) -> AnyView {
    let open = Cell::new(false);
    let expanded = derive(move || Some(if open.get() { "true" } else { "false" }));
    let answer = optional(move || {
        open.get().then(|| {
            let document = app.explained(move || Topic::Why(section.to_owned()));
            view! { <div class="guide why">{later(move |panels| (panels.explained)(app, document))}</div> }.into_any()
        })
    });
    let name = [words::WHY, " ", heading].concat();
    view! {
        <div class="with-why">
            <h2 id=id>{heading}</h2>
            <button
                type="button"
                class="ask"
                aria-label=name
                aria-expanded=expanded
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {words::WHY}
            </button>
        </div>
        {answer}
    }
    .into_any()
}
