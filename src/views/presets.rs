//! Goals to start from, and the one that the project has started from.

use leptos::prelude::*;

use super::findings::{FindingList, found_at};
use crate::components::{Button, Icon};
use crate::domain::{Field, TextField};
use crate::draft::Edit;
use crate::platform::focus;
use crate::presets::{self, Preset};
use crate::reactive::{Cell, derive, dynamic, memo, optional};
use crate::state::{App, after_render, field_id, findings_id};
use crate::words;

/// The id of the section.
const ID: &str = "presets";
/// How many are shown before more are asked for.
const FIRST: usize = 4;

/// The presets.
#[component]
pub fn Presets(
    /// The state.
    app: App,
) -> impl IntoView {
    let all = Cell::new(false);
    let pressed = Cell::new(None);
    let image = memo(move || app.draft.get().image.clone());
    // Why the one that was pressed cannot be had, for as long as it cannot.
    let refused = derive(move || {
        image.track();
        pressed.get().and_then(|preset| reason_against(app, preset)).unwrap_or_default()
    });
    let cards = dynamic(move || {
        image.track();
        let count = if all.get() { usize::MAX } else { FIRST };
        presets::ALL.iter().take(count).map(|preset| card(app, preset, pressed)).collect::<Vec<AnyView>>().into_any()
    });
    let more = optional(move || {
        let press = Callback::new(move |()| {
            all.set(true);
            after_render(|| focus_preset(FIRST));
        });
        (!all.get()).then(|| {
            view! { <li><Button label=words::more_presets(presets::ALL.len() - FIRST) class="card more-cards" press=press/></li> }
                .into_any()
        })
    });
    view! {
        <section class="presets" id=ID data-panel="presets" aria-labelledby="q-presets">
            <h3 id="q-presets">{words::PRESETS}<span class="about">{words::PRESETS_ABOUT}</span></h3>
            <ul class="cards">{cards}{more}</ul>
            <p class="about" role="status">{refused}</p>
            {started(app)}
        </section>
    }
    .into_any()
}

fn focus_preset(number: usize) {
    if let Some(preset) = presets::ALL.get(number) {
        focus::focus_by(ID, "data-preset", preset.name);
    }
}

fn reason_against(app: App, preset: &Preset) -> Option<String> {
    app.start_of(preset, &app.draft.get_untracked()).err().filter(|reason| !reason.is_empty())
}

fn card(app: App, preset: &'static Preset, pressed: Cell<Option<&'static Preset>>) -> AnyView {
    let reason = reason_against(app, preset);
    let title = reason.clone().unwrap_or_else(|| preset.about().to_owned());
    let unavailable = reason.is_some().then_some("true");
    view! {
        <li>
            <button
                type="button"
                class="card"
                title=title
                aria-disabled=unavailable
                data-preset=preset.name
                on:click=move |_| {
                    pressed.set(Some(preset));
                    app.start_from(preset);
                }
            >
                {preset.title()}
            </button>
        </li>
    }
    .into_any()
}

/// What the project has started from, and the way back to the plain example.
fn started(app: App) -> AnyView {
    const PLACE: Field = Field::Text(TextField::Dag);
    let found = found_at(app, PLACE);
    let name = app.text(TextField::Dag);
    let wrong = memo(move || !found.list.get().is_empty());
    let line = optional(move || {
        let name = name.get();
        if name.is_empty() {
            return None;
        }
        let title = presets::find(&name).map_or(name.clone(), |preset| preset.title().to_owned());
        let plain = Callback::new(move |()| {
            app.dispatch(&Edit::Text(TextField::Dag, String::new()));
            // The button goes with what it takes back.
            after_render(|| focus_preset(0));
        });
        // What is wrong with it says the way back itself.
        let said = if wrong.get() {
            view! { <span>{words::not_started(&title)}</span> }.into_any()
        } else {
            view! {
                <Icon name="check"/><span>{words::started(&title)}</span>
                <Button label=words::PLAIN_EXAMPLE class="fix" press=plain/>
            }
            .into_any()
        };
        Some(view! { <p class="started" id=field_id(PLACE) tabindex="-1">{said}</p> }.into_any())
    });
    view! { {line}<FindingList app=app id=findings_id(PLACE) list=found.list/> }.into_any()
}
