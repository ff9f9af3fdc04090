//! What differs from something else: by file, as a patch.

use leptos::prelude::*;

use super::difference::file_difference;
use crate::components::{Button, CopyButton};
use crate::domain::{Field, RowList};
use crate::platform::event;
use crate::reactive::{derive, dynamic, optional};
use crate::state::{App, Base, Standing};
use crate::words;

/// Beside a section's heading: how much of it is not as it was.
pub fn changed(app: App, lists: Vec<RowList>, fields: Vec<Field>) -> AnyView {
    let words = derive(move || match app.changed(&lists, &fields) {
        0 => String::new(),
        count => words::changed(count),
    });
    view! { <span class="changed">{words}</span> }.into_any()
}

/// The changes, in place of the files.
#[component]
pub fn ChangesView(
    /// The state.
    app: App,
) -> impl IntoView {
    let copy = Callback::new(move |done| app.copy(app.patch(), done));
    let beside = app.changes.beside;
    let files = dynamic(move || {
        let Some(compared) = app.changes.compared.get() else {
            let failed = app.advisor.standing() == Standing::Failed;
            let words = if failed { words::ENGINE_FAILED } else { words::CHECKING };
            return view! { <p class="notice">{words}</p> }.into_any();
        };
        if compared.files.is_empty() {
            return view! { <p class="notice">{words::NO_CHANGES}</p> }.into_any();
        }
        let beside = beside.get();
        compared.files.iter().map(|file| file_difference(file, true, beside)).collect::<Vec<AnyView>>().into_any()
    });
    view! {
        <div class="open changes">
            <div class="open-head">
                <BaseSelect app=app/>
                <label class="check"><input
                    type="checkbox"
                    prop:checked=beside.reading()
                    on:change=move |_| beside.update(|beside| *beside = !*beside)
                />{words::BESIDE}</label>
                {new_files(app)}
                <span class="actions">
                    <CopyButton label=words::COPY_PATCH done_label=words::COPIED class="quiet" press=copy/>
                    <Button
                        label=words::DOWNLOAD_PATCH
                        class="quiet"
                        icon="download"
                        press=Callback::new(move |()| app.download_patch())
                    />
                </span>
            </div>
            <div class="differences">{files}</div>
        </div>
    }
    .into_any()
}

/// Files that the imported project does not have: counted, and taken in when they are wanted.
fn new_files(app: App) -> AnyView {
    let wanted = app.changes.with_new;
    optional(move || {
        let count = app.changes.compared.read().as_ref().map_or(0, |compared| compared.new_files) as usize;
        let label = if count > 0 { words::with_new_files(count) } else { words::NEW_FILES.to_owned() };
        (app.changes.base.get() == Base::Imported && (count > 0 || wanted.get())).then(|| {
            view! {
                <label class="check"><input
                    type="checkbox"
                    prop:checked=wanted.reading()
                    on:change=move |_| wanted.update(|wanted| *wanted = !*wanted)
                />{label}</label>
            }
            .into_any()
        })
    })
    .into_any()
}

/// What it is compared with: what was there before, or another Airflow.
#[component]
fn BaseSelect(app: App) -> impl IntoView {
    let options = dynamic(move || {
        let chosen = app.changes.base.get();
        let option = |base: &Base, value: String, label: String| {
            view! { <option value=value prop:selected=*base == chosen>{label}</option> }.into_any()
        };
        let before = app.changes.bases();
        let mut options: Vec<AnyView> = before
            .iter()
            .enumerate()
            .map(|(at, base)| option(base, at.to_string(), before_words(base).to_owned()))
            .collect();
        let others = app.choices.get();
        let others = others.airflows.iter().filter(|choice| choice.unavailable.is_none() && !choice.selected);
        options.extend(others.map(|choice| {
            let base = Base::Other(choice.image.clone());
            option(&base, choice.label.clone(), [words::BASE_OTHER, &choice.label].concat())
        }));
        options.into_any()
    });
    let choose = move |event| {
        let value = event::chosen_value(&event);
        let before = value.parse::<usize>().ok().and_then(|at| app.changes.bases().into_iter().nth(at));
        let choices = app.choices.get_untracked();
        let other = || choices.airflows.iter().find(|choice| choice.label == value);
        if let Some(base) = before.or_else(|| other().map(|choice| Base::Other(choice.image.clone()))) {
            app.changes.base.set(base);
        }
    };
    view! {
        <label class="against">{words::AGAINST}
            <span class="select"><select id="f-base" on:change=choose>{options}</select></span></label>
    }
    .into_any()
}

const fn before_words(base: &Base) -> &'static str {
    match base {
        Base::Defaults | Base::Other(_) => words::BASE_DEFAULTS,
        Base::Opened => words::BASE_OPENED,
        Base::Imported => words::BASE_IMPORTED,
        Base::Downloaded => words::BASE_DOWNLOADED,
    }
}
