//! A modal dialog: the browser's own, which keeps the focus inside and gives it back.

use leptos::prelude::*;

use super::IconButton;
use crate::platform::focus::show_dialog;
use crate::reactive::{Reading, effect};

/// A modal dialog.
#[component]
pub fn Dialog(
    /// Its id in the document.
    id: &'static str,
    /// Its heading, and its name.
    title: &'static str,
    /// The name of its closing button.
    close_label: &'static str,
    /// Whether it is open.
    #[prop(into)]
    open: Reading<bool>,
    /// Called when the person closes it.
    close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    effect(move || show_dialog(id, open.get()));
    view! {
        <dialog id=id aria-label=title on:close=move |_| close.run(())>
            <header>
                <h2>{title}</h2>
                <IconButton label=close_label icon="close" press=close/>
            </header>
            {children()}
        </dialog>
    }
    .into_any()
}
