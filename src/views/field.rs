//! A labelled text field of the draft, with hint and findings.

use leptos::prelude::*;

use super::findings::{FindingList, found_at};
use super::locked::{locked, out_of_use};
use crate::components::{AreaInput, InputEvents, LineInput};
use crate::domain::{Field, TextField};
use crate::draft::Edit;
use crate::state::{App, field_id, findings_id};
use crate::words;

/// A text field of the draft.
#[component]
pub fn TextFieldView(
    /// The state.
    app: App,
    /// Which one.
    field: TextField,
) -> impl IntoView {
    let place = Field::Text(field);
    let (label, placeholder, hint) = words::text_field(field);
    let found = found_at(app, place);
    let (described_by, invalid, value) = (found.described_by, found.invalid, app.text(field));
    let input = Callback::new(move |text| app.dispatch(&Edit::Text(field, text)));
    let events = InputEvents::typing(input, app.focus_of(place));
    let id = field_id(place);
    let none = None::<String>;
    let input = if matches!(field, TextField::Instructions) {
        view! {
            <AreaInput id=id.clone() label=none value placeholder described_by invalid lines=(4, 24) events/>
        }
        .into_any()
    } else {
        view! { <LineInput id=id.clone() label=none value placeholder described_by invalid events/> }.into_any()
    };
    view! {
        <fieldset
            class="field"
            role="none"
            disabled=out_of_use(app, place.part())
            on:mouseenter=move |_| app.hovered.set(Some(place))
            on:mouseleave=move |_| app.hovered.set(None)
        >
            <label for=id>{label}</label>
            {input}
            {(!hint.is_empty()).then_some(view! { <p class="hint">{hint}</p> })}
            <FindingList app=app id=findings_id(place) list=found.list/>
            {locked(app, place.part())}
        </fieldset>
    }
    .into_any()
}
