//! Lists of choices about the draft, each with its findings.

use leptos::prelude::*;

use super::findings::{FindingList, found_at};
use super::locked::{locked, out_of_use};
use crate::components::{Entry, Select};
use crate::domain::Field;
use crate::draft::Choice;
use crate::reactive::{Reading, derive};
use crate::state::{App, Choices, findings_id};
use crate::words;

/// Picks one list of choices out of all.
pub type Pick = fn(&Choices) -> &[Choice];

/// A list of choices about the image.
#[component]
pub fn ImageSelect(
    /// The state.
    app: App,
    /// The field it decides.
    place: Field,
    /// Its id in the document.
    id: &'static str,
    /// What stands above it.
    label: &'static str,
    /// The choices.
    pick: Pick,
) -> impl IntoView {
    let choices = app.choices;
    let entries = derive(move || pick(&choices.get()).iter().map(entry).collect());
    let choose = Callback::new(move |value: String| {
        let choices = choices.get_untracked();
        if let Some(choice) = pick(&choices).iter().find(|choice| choice.label == value) {
            app.choose_image(&choice.image);
        }
    });
    view! { <PlainSelect app place id label entries choose/> }.into_any()
}

/// A list of choices, with the findings of the field it decides.
#[component]
pub fn PlainSelect(
    /// The state.
    app: App,
    /// The field it decides.
    place: Field,
    /// Its id in the document.
    id: &'static str,
    /// What stands above it.
    label: &'static str,
    /// The entries.
    #[prop(into)]
    entries: Reading<Vec<Entry>>,
    /// Called with the value chosen.
    choose: Callback<String>,
) -> impl IntoView {
    let found = found_at(app, place);
    view! {
        <fieldset
            class="choice"
            role="none"
            disabled=out_of_use(app, place.part())
            on:mouseenter=move |_| app.hovered.set(Some(place))
            on:mouseleave=move |_| app.hovered.set(None)
        >
            <Select
                id=id
                label=label
                entries=entries
                nothing=words::CHOOSE
                described_by=findings_id(place)
                invalid=found.invalid
                choose=choose
                focus=app.focus_of(place)
            />
            <FindingList app=app id=findings_id(place) list=found.list/>
            {locked(app, place.part())}
        </fieldset>
    }
    .into_any()
}

fn entry(choice: &Choice) -> Entry {
    let beside = choice.unavailable.as_ref().or(choice.note.as_ref());
    let label = match beside {
        Some(beside) => [&choice.label, " · ", beside].concat(),
        None => choice.label.clone(),
    };
    Entry {
        value: choice.label.clone(),
        label,
        group: choice.group.clone().unwrap_or_default(),
        enabled: choice.unavailable.is_none(),
        selected: choice.selected,
    }
}

/// Entries for a closed set: value and words of each, and the value in force.
pub fn fixed_entries(all: &[(&'static str, &'static str)], selected: &str) -> Vec<Entry> {
    let entry = |(value, label): &(&str, &str)| Entry {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        group: String::new(),
        enabled: true,
        selected: *value == selected,
    };
    all.iter().map(entry).collect()
}
