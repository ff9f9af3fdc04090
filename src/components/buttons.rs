//! Buttons.

use leptos::prelude::*;

use super::Icon;
use crate::platform::timer;
use crate::reactive::{Cell, Reading, derive, effect};

/// How long a button says that it has copied, in milliseconds.
const FEEDBACK: i32 = 2_000;

/// A button with a word.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: Reading<String>,
    /// Its looks.
    class: &'static str,
    /// An icon before the word; none when empty.
    #[prop(default = "")]
    icon: &'static str,
    /// The key printed on it; none when empty.
    #[prop(default = String::new())]
    key: String,
    /// Its whole name, where the word alone does not say what it is about; none when empty.
    #[prop(default = String::new())]
    about: String,
    /// What it does.
    press: Callback<()>,
) -> impl IntoView {
    let about = (!about.is_empty()).then_some(about);
    let icon = (!icon.is_empty()).then(|| view! { <Icon name=icon/> }.into_any());
    let key = (!key.is_empty()).then(|| view! { <kbd aria-hidden="true">{key}</kbd> }.into_any());
    view! {
        <button type="button" class=class aria-label=about on:click=move |_| press.run(())>
            {icon}
            <span>{label}</span>
            {key}
        </button>
    }
    .into_any()
}

/// A button with an icon only; the label is its name and its tooltip.
#[component]
pub fn IconButton(
    /// Its name.
    #[prop(into)]
    label: Reading<String>,
    /// Its icon.
    #[prop(into)]
    icon: Reading<&'static str>,
    /// Whether it can be pressed now. It keeps the focus either way.
    #[prop(into, default = Reading::from(true))]
    enabled: Reading<bool>,
    /// For toggles, whether it is on.
    #[prop(into, default = Reading::from(None))]
    pressed: Reading<Option<&'static str>>,
    /// Its looks.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What it does.
    press: Callback<()>,
) -> impl IntoView {
    let disabled = derive(move || (!enabled.get()).then_some("true"));
    let click = move |_| {
        if enabled.get_untracked() {
            press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=class
            title=label
            aria-label=label
            aria-disabled=disabled
            aria-pressed=pressed
            on:click=click
        >
            <Icon name=icon/>
        </button>
    }
    .into_any()
}

/// A button that copies, and says so for a while.
#[component]
pub fn CopyButton(
    /// What it says.
    label: &'static str,
    /// What it says afterwards.
    done_label: &'static str,
    /// Its looks.
    class: &'static str,
    /// Copies; sets the signal when it is done.
    press: Callback<Cell<bool>>,
) -> impl IntoView {
    let done = Cell::new(false);
    effect(move || {
        if done.get() {
            timer::after(FEEDBACK, move || done.set(false));
        }
    });
    let icon = derive(move || if done.get() { "check" } else { "copy" });
    let text = derive(move || if done.get() { done_label } else { label }.to_owned());
    view! {
        <button type="button" class=class on:click=move |_| press.run(done)>
            <Icon name=icon/>
            <span>{text}</span>
        </button>
    }
    .into_any()
}
