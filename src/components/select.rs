//! A list to choose one entry from: the browser's own, which every device knows how to show.

use leptos::prelude::*;

use crate::platform::event::{chosen_value, set_chosen};
use crate::reactive::{Reading, dynamic};

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name among the entries.
    pub value: String,
    /// What it says.
    pub label: String,
    /// The heading it stands under; entries of one heading stand together.
    pub group: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it is chosen.
    pub selected: bool,
}

/// A list to choose one entry from.
#[component]
pub fn Select(
    /// Its id in the document.
    id: &'static str,
    /// What stands above it.
    label: &'static str,
    /// The entries.
    #[prop(into)]
    entries: Reading<Vec<Entry>>,
    /// Said when no entry is chosen.
    nothing: &'static str,
    /// The id of what describes it.
    described_by: String,
    /// Whether it holds an error.
    #[prop(into)]
    invalid: Reading<Option<&'static str>>,
    /// Called with the value of the entry chosen.
    choose: Callback<String>,
    /// The focus came (true) or went.
    focus: Callback<bool>,
) -> impl IntoView {
    let options = dynamic(move || options(&entries.get(), nothing).into_any());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="select">
                <select
                    id=id
                    aria-describedby=described_by
                    aria-invalid=invalid
                    on:change=move |event| {
                        choose.run(chosen_value(&event));
                        // What is chosen may wait to be confirmed: the list shows what holds.
                        if let Some(entry) = entries.get_untracked().iter().find(|entry| entry.selected) {
                            set_chosen(&event, &entry.value);
                        }
                    }
                    on:focus=move |_| focus.run(true)
                    on:blur=move |_| {
                        // A list that goes while it has the focus loses it when its view owns nothing any more.
                        focus.try_run(false);
                    }
                >
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

fn options(entries: &[Entry], nothing: &'static str) -> Vec<AnyView> {
    let mut views = Vec::new();
    if !entries.iter().any(|entry| entry.selected) {
        views.push(view! { <option value="" selected=true disabled=true>{nothing}</option> }.into_any());
    }
    for group in entries.chunk_by(|a, b| a.group == b.group) {
        let inside: Vec<AnyView> = group.iter().map(option).collect();
        let heading = group.first().map(|entry| entry.group.clone()).unwrap_or_default();
        if heading.is_empty() {
            views.extend(inside);
        } else {
            views.push(view! { <optgroup label=heading>{inside}</optgroup> }.into_any());
        }
    }
    views
}

fn option(entry: &Entry) -> AnyView {
    let Entry { value, label, selected, enabled, .. } = entry.clone();
    view! { <option value=value prop:selected=selected disabled=!enabled>{label}</option> }.into_any()
}
