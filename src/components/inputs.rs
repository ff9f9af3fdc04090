//! Text fields of one line, and of as many as the text has.

use leptos::prelude::*;
use web_sys::{ClipboardEvent, Event};

use crate::platform::event::{Press, pasted, text_of};
use crate::reactive::{Reading, derive};

/// What happens in a text field.
#[derive(Clone, Copy)]
pub struct InputEvents {
    /// Something was typed; the whole text.
    pub input: Callback<String>,
    /// A key was pressed.
    pub key: Callback<Press>,
    /// A text is being pasted; true when it was taken, and the browser shall not paste it.
    pub paste: Callback<String, bool>,
    /// The focus came (true) or went.
    pub focus: Callback<bool>,
}

/// What makes a field one that suggests: its list box, and the active entry there.
#[derive(Clone, Copy)]
pub struct Combo {
    /// Whether the list box is shown.
    pub expanded: Reading<&'static str>,
    /// The id of the list box, while it is shown.
    pub controls: Reading<Option<String>>,
    /// The id of the active entry.
    pub active: Reading<Option<String>>,
}

impl InputEvents {
    /// Typing and focus only.
    pub fn typing(input: Callback<String>, focus: Callback<bool>) -> Self {
        Self { input, focus, key: Callback::new(|_| ()), paste: Callback::new(|_| false) }
    }

    /// A field that goes while it has the focus loses it as well, and by then its view may own nothing any more.
    fn left(self) {
        self.focus.try_run(false);
    }

    fn pasted(self, event: &ClipboardEvent) {
        if self.paste.run(pasted(event)) {
            event.prevent_default();
        }
    }
}

/// A text field of one line.
#[component]
pub fn LineInput(
    /// Its id in the document.
    id: String,
    /// Its name for assistive technology; empty when a label element names it.
    #[prop(into)]
    label: Reading<Option<String>>,
    /// The text.
    #[prop(into)]
    value: Reading<String>,
    /// Shown while it is empty.
    placeholder: &'static str,
    /// The id of what describes it.
    #[prop(into)]
    described_by: Reading<Option<String>>,
    /// Whether it holds an error.
    #[prop(into)]
    invalid: Reading<Option<&'static str>>,
    /// Whether the text is hidden.
    #[prop(default = false)]
    hidden: bool,
    /// For a field that suggests.
    #[prop(default = None)]
    combo: Option<Combo>,
    /// What happens in it.
    events: InputEvents,
) -> impl IntoView {
    view! {
        <input
            id=id
            type=if hidden { "password" } else { "text" }
            class="input"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=placeholder
            role=combo.map(|_| "combobox")
            aria-autocomplete=combo.map(|_| "list")
            aria-expanded=combo.map(|combo| combo.expanded)
            aria-controls=combo.map(|combo| combo.controls)
            aria-activedescendant=combo.map(|combo| combo.active)
            aria-label=label
            aria-describedby=described_by
            aria-invalid=invalid
            prop:value=value
            on:input=move |event: Event| events.input.run(text_of(&event))
            on:keydown=move |event| events.key.run(Press::from(event))
            on:paste=move |event| events.pasted(&event)
            on:focus=move |_| events.focus.run(true)
            on:blur=move |_| events.left()
        />
    }
    .into_any()
}

/// A text field that is as high as its text.
#[component]
pub fn AreaInput(
    /// Its id in the document.
    id: String,
    /// Its name for assistive technology; empty when a label element names it.
    #[prop(into)]
    label: Reading<Option<String>>,
    /// The text.
    #[prop(into)]
    value: Reading<String>,
    /// Shown while it is empty.
    placeholder: &'static str,
    /// The id of what describes it.
    #[prop(into)]
    described_by: Reading<Option<String>>,
    /// Whether it holds an error.
    #[prop(into)]
    invalid: Reading<Option<&'static str>>,
    /// The least and the most lines it shows.
    lines: (usize, usize),
    /// Which keyboard a phone shows.
    #[prop(default = Reading::from(None))]
    mode: Reading<Option<&'static str>>,
    /// What happens in it.
    events: InputEvents,
) -> impl IntoView {
    let rows = derive(move || value.get().split('\n').take(lines.1).count().max(lines.0).to_string());
    view! {
        <textarea
            id=id
            class="input"
            rows=rows
            inputmode=mode
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=placeholder
            aria-label=label
            aria-describedby=described_by
            aria-invalid=invalid
            prop:value=value
            on:input=move |event: Event| events.input.run(text_of(&event))
            on:keydown=move |event| events.key.run(Press::from(event))
            on:paste=move |event| events.pasted(&event)
            on:focus=move |_| events.focus.run(true)
            on:blur=move |_| events.left()
        ></textarea>
    }
    .into_any()
}
