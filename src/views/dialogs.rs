//! The sheet of keys, and a text for copying by hand.

use leptos::prelude::*;

use crate::components::Dialog;
use crate::reactive::derive;
use crate::state::{App, keys};
use crate::words;

/// The sheet of keys, made from the registry.
#[component]
pub fn KeySheet(
    /// The state.
    app: App,
) -> impl IntoView {
    let row = |key: String, what: &'static str| view! { <tr><td><kbd>{key}</kbd></td><td>{what}</td></tr> }.into_any();
    let page: Vec<AnyView> = keys::KEYS.iter().map(|key| row(key.label(), key.words)).collect();
    let rows: Vec<AnyView> = words::ROW_KEYS.iter().map(|(key, what)| row((*key).to_owned(), what)).collect();
    view! {
        <Dialog
            id="sheet"
            title=words::KEYS_BUTTON
            close_label=words::CLOSE
            open=app.sheet
            close=Callback::new(move |()| app.sheet.set(false))
        >
            <h3>{words::KEYS_PAGE}</h3>
            <table><tbody>{page}</tbody></table>
            <h3>{words::KEYS_ROW}</h3>
            <table><tbody>{rows}</tbody></table>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=app.letter_keys.reading()
                    on:change=move |_| app.want_letters(!app.letter_keys.get_untracked())
                />
                {words::LETTER_KEYS}
            </label>
        </Dialog>
    }
    .into_any()
}

/// A text for copying by hand, where the browser does not let the page.
#[component]
pub fn ByHand(
    /// The state.
    app: App,
) -> impl IntoView {
    let open = derive(move || !app.by_hand.read().is_empty());
    view! {
        <Dialog
            id="by-hand"
            title=words::COPY_BY_HAND
            close_label=words::CLOSE
            open=open
            close=Callback::new(move |()| app.by_hand.set(String::new()))
        >
            <p>{words::COPY_BY_HAND_HINT}</p>
            <textarea id="f-by-hand" class="input" rows="6" readonly=true aria-label=words::COPY_BY_HAND prop:value=app.by_hand.reading()></textarea>
        </Dialog>
    }
    .into_any()
}
