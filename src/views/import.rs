//! Import: what to give, then what it would become, then taking it over.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::difference::file_difference;
use crate::components::{Button, Dialog, Icon};
use crate::import::{Import, Left, Taken, Way};
use crate::platform::event;
use crate::platform::files::Pending;
use crate::reactive::{derive, dynamic, optional};
use crate::state::{App, Standing};
use crate::words;

/// The names under which a pasted text can be read.
const KINDS: [&str; 7] =
    ["Dockerfile", "packages.txt", "requirements.txt", ".env", "airflow.cfg", "compose.yaml", "pyproject.toml"];

/// The dialog, and the sign over the page while something is held over it.
#[component]
pub fn ImportDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let state = app.importing;
    let close = Callback::new(move |()| {
        state.shown.set(false);
        state.clear();
    });
    let content = dynamic(move || match (state.import.get(), state.busy.get()) {
        (Some(import), _) => preview(app, &import),
        (_, true) => {
            let failed = app.advisor.standing() == Standing::Failed;
            let words = if failed { words::ENGINE_FAILED } else { words::READING };
            view! { <p class="about">{words}</p> }.into_any()
        }
        _ => give(app),
    });
    let refused = optional(move || {
        let items: Vec<AnyView> =
            state.refused.get().into_iter().map(|why| view! { <li>{why}</li> }.into_any()).collect();
        (!items.is_empty()).then(|| view! { <ul class="left">{items}</ul> }.into_any())
    });
    let over = optional(move || {
        let sign = || view! { <div class="drop" aria-hidden="true"><span>{words::DROP_HERE}</span></div> }.into_any();
        state.hovering.get().then(sign)
    });
    view! {
        <Dialog id="import" title=words::IMPORT close_label=words::CLOSE open=state.shown close=close>
            {refused}
            {content}
        </Dialog>
        {over}
    }
    .into_any()
}

fn give(app: App) -> AnyView {
    let chosen = move |event| app.give(Pending::chosen(&event));
    let folders = custom_attribute("webkitdirectory", "");
    let (kind, text) = (app.importing.kind, app.importing.text);
    let option = |name: &'static str| {
        let chosen = derive(move || *kind.read() == name);
        view! { <option value=name prop:selected=chosen>{name}</option> }.into_any()
    };
    let kinds: Vec<AnyView> = KINDS.into_iter().map(option).collect();
    let read = Callback::new(move |()| app.give_text());
    view! {
        <p>{words::IMPORT_ABOUT}</p>
        <p class="actions">
            <label class="fix"><Icon name="files"/>{words::CHOOSE_FILES}
                <input class="unseen" type="file" multiple=true on:change=chosen/></label>
            <label class="fix"><Icon name="folder"/>{words::CHOOSE_FOLDER}
                <input class="unseen" type="file" {..folders} on:change=chosen/></label>
        </p>
        <div class="field">
            <label for="f-paste">{words::PASTE}</label>
            <textarea
                id="f-paste"
                class="input"
                rows="5"
                spellcheck="false"
                prop:value=text.reading()
                on:input=move |event| text.set(event::text_of(&event))
            ></textarea>
        </div>
        <p class="actions">
            <label>{words::PASTE_KIND}" "
                <select on:change=move |event| kind.set(event::chosen_value(&event))>
                    <option value="">{words::PASTE_GUESS}</option>
                    {kinds}
                </select>
            </label>
            <Button label=words::PASTE_READ class="fix" press=read/>
        </p>
    }
    .into_any()
}

fn preview(app: App, import: &Arc<Import>) -> AnyView {
    let nothing = import.taken.is_empty();
    let taken: Vec<AnyView> = import.taken.iter().map(taken_item).collect();
    let taken = match nothing {
        true => view! { <p>{words::NOTHING_TAKEN}</p> }.into_any(),
        false => view! { <h3>{words::TAKEN}</h3><ul class="taken">{taken}</ul> }.into_any(),
    };
    let left: Vec<AnyView> = import.left.iter().map(left_item).collect();
    let left = (!left.is_empty()).then(|| view! { <h3>{words::LEFT}</h3><ul class="left">{left}</ul> }.into_any());
    let rest = (!nothing).then(|| view! { {ways(app, import.way)}{changes(app)} }.into_any());
    let apply = (!nothing).then(|| {
        let press = Callback::new(move |()| app.apply_import());
        view! { <Button label=words::IMPORT_APPLY class="primary" press=press/> }.into_any()
    });
    let other = Callback::new(move |()| app.importing.clear());
    view! {
        <div class="scrolls">{taken}{left}{rest}</div>
        <p class="actions end">
            <Button label=words::IMPORT_OTHER class="quiet" press=other/>
            {apply}
        </p>
    }
    .into_any()
}

fn taken_item(taken: &Taken) -> AnyView {
    view! { <li><code>{taken.path.clone()}</code>" "{taken.what.clone()}</li> }.into_any()
}

fn left_item(left: &Left) -> AnyView {
    let place = match left.line {
        0 => left.path.clone(),
        line => [&left.path, ":", &line.to_string()].concat(),
    };
    let text = (!left.text.is_empty()).then(|| view! { <code>{left.text.clone()}</code> }.into_any());
    view! { <li><b>{place}</b>" "{text}<span class="about">{left.why.clone()}</span></li> }.into_any()
}

fn ways(app: App, chosen: Way) -> AnyView {
    let choice = |way: Way, label: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="way" prop:checked=way == chosen on:change=move |_| app.choose_way(way)/>
                {label}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="ways">
            <legend>{words::WAY}</legend>
            {choice(Way::Replace, words::WAY_REPLACE)}
            {choice(Way::Add, words::WAY_ADD)}
        </fieldset>
    }
    .into_any()
}

fn changes(app: App) -> AnyView {
    optional(move || {
        let compared = app.importing.compared.get()?;
        let files: Vec<AnyView> = compared.files.iter().map(|file| file_difference(file, false, false)).collect();
        Some(match files.is_empty() {
            true => view! { <p class="about">{words::IMPORT_SAME}</p> }.into_any(),
            false => view! { <h3>{words::IMPORT_CHANGES}</h3>{files} }.into_any(),
        })
    })
    .into_any()
}
