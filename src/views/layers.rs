//! Depth two and three: extra instructions, and every layer. Closed until wanted.

use leptos::prelude::*;

use super::changes::changed;
use super::choices::{PlainSelect, fixed_entries};
use super::field::TextFieldView;
use super::row_box::RowBox;
use super::why::with_why;
use crate::domain::{Constraints, Distro, Family, Field, Layout, Platform, RowList, TextField};
use crate::draft::{Draft, Edit};
use crate::reactive::{Cell, Reading, derive, memo, optional};
use crate::state::App;
use crate::words;

/// The two closed sections.
#[component]
pub fn Depths(
    /// The state.
    app: App,
) -> impl IntoView {
    let lines =
        derive(move || count(app.draft.get().instructions.lines().filter(|line| !line.trim().is_empty()).count()));
    let set = derive(move || count(set_layers(&app.draft.get())));
    view! {
        <section class="path" aria-labelledby="q-path">
            {with_why(app, "depths", words::DEPTHS, "q-path")}
            <ol>{words::PATH.map(|(depth, when)| view! { <li><strong>{depth}</strong>" "{when}</li> }.into_any())}</ol>
            <p class="about">{words::PATH_ABOUT}</p>
        </section>
        <details class="depth" data-panel="dockerfile">
            <summary>
                <h2>{words::INSTRUCTIONS}</h2>
                {changed(app, Vec::new(), vec![Field::Text(TextField::Instructions)])}
                <span class="count">{lines}</span>
            </summary>
            <TextFieldView app=app field=TextField::Instructions/>
        </details>
        <details class="depth" data-panel="layers">
            <summary>
                <h2>{words::EVERY_LAYER}</h2>
                {changed(app, vec![RowList::Labels, RowList::ApkRepositories], layer_fields())}
                <span class="count">{set}</span>
            </summary>
            <Layers app=app/>
        </details>
    }
    .into_any()
}

fn count(count: usize) -> String {
    if count > 0 { words::number(count) } else { String::new() }
}

/// The texts of the third depth.
const TEXTS: [TextField; 5] =
    [TextField::Extras, TextField::Repository, TextField::Revision, TextField::Index, TextField::Allow];

fn layer_fields() -> Vec<Field> {
    let mut fields = vec![Field::Layout, Field::Constraints, Field::Platform];
    fields.extend(TEXTS.map(Field::Text));
    fields
}

/// How many things of the third depth differ from the defaults.
fn set_layers(draft: &Draft) -> usize {
    let texts = TEXTS.into_iter().filter(|field| !draft.text(*field).is_empty()).count();
    let choices = usize::from(draft.layout != Layout::default())
        + usize::from(draft.constraints != Constraints::default())
        + usize::from(draft.platform.is_some());
    texts + choices + draft.labels.len() + draft.apk_repositories.len()
}

/// What somebody else's image leaves to decide is shown; the rest only where something was typed already.
#[component]
fn Layers(app: App) -> impl IntoView {
    let own = memo(move || app.choices.get().family.is_own());
    let apk = memo(move || own.get() && app.draft.get().image.distro != Some(Distro::Debian));
    let pip = memo(move || own.get() || app.choices.get().family == Family::Official);
    let hint = derive(move || if own.get() { words::EVERY_LAYER_HINT } else { words::EVERY_LAYER_PREBUILT });
    let text = |field| text(app, own, field);
    let list = move |list: RowList, offered: Reading<bool>| {
        let wanted = memo(move || offered.get() || !app.rows(list).get().is_empty());
        optional(move || wanted.get().then(|| view! { <RowBox app=app list=list/> }.into_any()))
    };
    view! {
        <p class="hint">{hint}</p>
        {optional(move || own.get().then(|| layout(app)))}
        {optional(move || pip.get().then(|| constraints(app)))}
        {platform(app)}
        {text(TextField::Extras)}
        {text(TextField::Repository)}
        {text(TextField::Revision)}
        {text(TextField::Index)}
        <TextFieldView app=app field=TextField::Allow/>
        {list(RowList::Labels, own)}
        {list(RowList::ApkRepositories, apk)}
    }
    .into_any()
}

/// Where something was typed the field stays, emptied too, until another image is chosen: it must not go under the typing.
fn text(app: App, own: Reading<bool>, field: TextField) -> AnyView {
    let typed_for = Cell::new(None);
    let wanted = memo(move || {
        let draft = app.draft.get();
        if !draft.text(field).is_empty() {
            typed_for.update_untracked(|image| *image = Some(draft.image.clone()));
        }
        own.get() || typed_for.read_untracked().as_ref() == Some(&draft.image)
    });
    optional(move || wanted.get().then(|| view! { <TextFieldView app=app field=field/> }.into_any())).into_any()
}

fn layout(app: App) -> AnyView {
    const ALL: [(&str, &str); 2] = [("single", words::LAYOUT_SINGLE), ("layered", words::LAYOUT_LAYERED)];
    let entries = derive(move || {
        let layered = app.draft.get().layout == Layout::Layered;
        fixed_entries(&ALL, if layered { "layered" } else { "single" })
    });
    let choose = Callback::new(move |value: String| {
        app.dispatch(&Edit::Layout(if value == "layered" { Layout::Layered } else { Layout::Single }));
    });
    view! { <PlainSelect app place=Field::Layout id="f-layout" label=words::LAYOUT entries choose/> }.into_any()
}

fn constraints(app: App) -> AnyView {
    const ALL: [(&str, &str); 3] =
        [("airflow", words::CONSTRAINTS_AIRFLOW), ("full", words::CONSTRAINTS_FULL), ("none", words::CONSTRAINTS_NONE)];
    let entries = derive(move || {
        let selected = match app.draft.get().constraints {
            Constraints::Airflow => "airflow",
            Constraints::Full => "full",
            Constraints::None => "none",
        };
        fixed_entries(&ALL, selected)
    });
    let choose = Callback::new(move |value: String| {
        let constraints = match value.as_str() {
            "full" => Constraints::Full,
            "none" => Constraints::None,
            _ => Constraints::Airflow,
        };
        app.dispatch(&Edit::Constraints(constraints));
    });
    view! { <PlainSelect app place=Field::Constraints id="f-constraints" label=words::CONSTRAINTS entries choose/> }
        .into_any()
}

fn platform(app: App) -> AnyView {
    const AMD: &str = Platform::Amd64.as_str();
    const ARM: &str = Platform::Arm64.as_str();
    const ALL: [(&str, &str); 3] = [("any", words::PLATFORM_ANY), (AMD, AMD), (ARM, ARM)];
    let entries = derive(move || fixed_entries(&ALL, app.draft.get().platform.map_or("any", Platform::as_str)));
    let choose = Callback::new(move |value: String| {
        let platform = [Platform::Amd64, Platform::Arm64].into_iter().find(|platform| platform.as_str() == value);
        app.dispatch(&Edit::Platform(platform));
    });
    view! { <PlainSelect app place=Field::Platform id="f-platform" label=words::PLATFORM entries choose/> }.into_any()
}
