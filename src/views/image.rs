//! The first and the third question: which Airflow, and where it will run, with the details that follow.

use std::sync::Arc;

use leptos::prelude::*;

use super::changes::changed;
use super::choices::{ImageSelect, PlainSelect, fixed_entries};
use super::findings::{FindingList, found_at};
use super::why::with_why;
use crate::components::{InputEvents, LineInput};
use crate::domain::{Distro, Field, Part};
use crate::draft::{Choice, Edit, Home, ImageDraft};
use crate::platform::focus;
use crate::reactive::{Derived, derive, dynamic, memo, optional};
use crate::state::{App, field_id, findings_id};
use crate::words;

/// Which Airflow?
#[component]
pub fn AirflowQuestion(
    /// The state.
    app: App,
) -> impl IntoView {
    view! {
        <section class="question" aria-labelledby="q-airflow" data-panel="airflow">
            {with_why(app, "airflow", words::WHICH_AIRFLOW, "q-airflow")}
            {planning(app)}
            <ImageSelect
                app=app
                place=Field::Airflow
                id="f-airflow"
                label=words::AIRFLOW_VERSION
                pick=|choices| &choices.airflows
            />
            {changed(app, Vec::new(), vec![Field::Airflow])}
        </section>
    }
    .into_any()
}

/// Where will it run?
#[component]
pub fn HomeQuestion(
    /// The state.
    app: App,
) -> impl IntoView {
    let homes = dynamic(move || {
        let choices = app.choices.get();
        let view = app.view.read();
        let offered = choices.homes.iter().filter(|(home, choice)| choice.selected || view.offers(*home));
        offered.map(|(home, choice)| card(app, *home, choice)).collect::<Vec<AnyView>>().into_any()
    });
    view! {
        <section class="question" aria-labelledby="q-home" data-panel="image">
            {with_why(app, "image", words::WHERE_RUN, "q-home")}
            {planning(app)}
            <fieldset class="homes box" role="radiogroup" aria-labelledby="q-home" disabled=app.locks(Part::Image)>
                {homes}
            </fieldset>
            <Details app=app/>
            {changed(app, Vec::new(), vec![Field::Image, Field::Python])}
        </section>
    }
    .into_any()
}

/// Said when a choice takes a while, because what it changes is not known yet.
fn planning(app: App) -> AnyView {
    optional(move || {
        app.advisor.plans().then(|| view! { <p class="planning about" role="status">{words::PLANNING}</p> }.into_any())
    })
    .into_any()
}

fn card(app: App, home: Home, choice: &Choice) -> AnyView {
    let (title, meaning) = words::home(home);
    let image = choice.image.clone();
    let (selected, disabled) = (choice.selected, choice.unavailable.is_some());
    let (id, hint) = home_ids(home);
    let reason = choice.unavailable.clone().map(|reason| view! { <span class="reason">{reason}</span> }.into_any());
    view! {
        <div class="home">
            <input
                type="radio"
                name="home"
                id=id
                aria-describedby=hint
                prop:checked=selected
                disabled=disabled
                on:change=move |_| {
                    app.choose_image(&image);
                    focus::check(home_ids(app.choices.get_untracked().home).0);
                }
            />
            <label for=id>{title}</label>
            <p id=hint>{meaning}" "{reason}</p>
        </div>
    }
    .into_any()
}

const fn home_ids(home: Home) -> (&'static str, &'static str) {
    match home {
        Home::Docker => ("home-docker", "home-docker-hint"),
        Home::Official => ("home-official", "home-official-hint"),
        Home::Runtime => ("home-runtime", "home-runtime-hint"),
        Home::Onbuild => ("home-onbuild", "home-onbuild-hint"),
        Home::Company => ("home-company", "home-company-hint"),
    }
}

/// What follows from the home: system and Python, tag and Python, or the image that the person names.
#[component]
fn Details(app: App) -> impl IntoView {
    let home = Derived::new(move || Arc::new(app.choices.get().home));
    let pythons = memo(move || !app.choices.get().pythons.is_empty());
    let image = dynamic(move || match *home.get() {
        Home::Docker => view! {
            <ImageSelect
                app=app
                place=Field::Image
                id="f-image"
                label=words::SYSTEM
                pick=|choices| &choices.systems
            />
        }
        .into_any(),
        Home::Company => company(app),
        _ => view! {
            <ImageSelect
                app=app
                place=Field::Image
                id="f-image"
                label=words::IMAGE_TAG
                pick=|choices| &choices.images
            />
        }
        .into_any(),
    });
    let python = optional(move || {
        let select = || {
            view! {
                <ImageSelect
                    app=app
                    place=Field::Python
                    id="f-python"
                    label=words::PYTHON
                    pick=|choices| &choices.pythons
                />
            }
        };
        pythons.get().then(|| select().into_any())
    });
    view! { <div class="details" class:wide=derive(move || *home.get() != Home::Docker)>{image}{python}</div> }
        .into_any()
}

fn image_of(app: App) -> ImageDraft {
    app.draft.get_untracked().image.clone()
}

fn company(app: App) -> AnyView {
    let found = found_at(app, Field::Image);
    let input = Callback::new(move |reference| app.dispatch(&Edit::Image(ImageDraft { reference, ..image_of(app) })));
    let events = InputEvents::typing(input, app.focus_of(Field::Image));
    let value = derive(move || app.draft.get().image.reference.clone());
    let unlabelled = None::<String>;
    let entries = derive(move || {
        let distro = app.draft.get().image.distro.map_or("", Distro::as_str);
        fixed_entries(&[("alpine", words::ALPINE), ("debian", words::DEBIAN)], distro)
    });
    let choose = Callback::new(move |value: String| {
        let distro = Distro::parse(&value);
        app.dispatch(&Edit::Image(ImageDraft { distro, ..image_of(app) }));
    });
    view! {
        <fieldset class="field reference" role="none" disabled=app.locks(Part::Image)>
            <label for="f-image">{words::BASE_IMAGE}</label>
            <LineInput
                id=field_id(Field::Image)
                label=unlabelled
                value=value
                placeholder=words::BASE_IMAGE_EXAMPLE
                described_by=found.described_by
                invalid=found.invalid
                events=events
            />
            <p class="hint">{words::BASE_IMAGE_HINT}</p>
            <FindingList app=app id=findings_id(Field::Image) list=found.list/>
        </fieldset>
        <PlainSelect
            app=app
            place=Field::Distro
            id="f-distro"
            label=words::PACKAGE_MANAGER
            entries=entries
            choose=choose
        />
    }
    .into_any()
}
