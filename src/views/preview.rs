//! The right side: files, the open one, and the counters.

use leptos::prelude::*;

use super::changes::ChangesView;
use super::code::CodeView;
use super::files::FileList;
use crate::components::{Button, CopyButton, Icon};
use crate::draft::Severity;
use crate::engine::Tables;
use crate::platform::focus;
use crate::reactive::{derive, dynamic, memo, optional};
use crate::state::{App, Standing, after_render, keys};
use crate::words;

/// The right side; over the form on a phone.
#[component]
pub fn Preview(
    /// The state.
    app: App,
) -> impl IntoView {
    let current = memo(move || app.current_path());
    let shown = derive(move || app.files_shown.get().then_some("true"));
    let changes = app.changes.shown;
    let copy = Callback::new(move |done| app.copy(app.current_text(), done));
    view! {
        <section
            class="preview"
            data-panel="preview"
            aria-label=words::PREVIEW
            data-shown=shown
            on:keydown=move |press| {
                if press.key() == "Escape" {
                    leave(app);
                }
            }
        >
            <div class="back">
                <Button
                    label=words::BACK
                    class="quiet"
                    icon="back"
                    press=Callback::new(move |()| leave(app))
                />
            </div>
            <FileList app=app current=current/>
            <div class="open" hidden=changes>
                <div class="open-head">
                    <h2 title=current>{current}</h2>
                    <CopyButton label=words::COPY_FILE done_label=words::COPIED class="quiet" press=copy/>
                    <Button
                        label=words::DOWNLOAD_FILE
                        class="quiet"
                        icon="download"
                        press=Callback::new(move |()| app.download_file())
                    />
                </div>
                <CodeView app=app current=current/>
            </div>
            {optional(move || changes.get().then(|| view! { <ChangesView app=app/> }.into_any()))}
            <Status app=app/>
        </section>
    }
    .into_any()
}

/// From the files back to the form, and to the button that led here.
fn leave(app: App) {
    if app.files_shown.get_untracked() {
        app.files_shown.set(false);
        after_render(|| {
            focus::focus_by("bottom", "class", "quiet");
        });
    }
}

/// The counters. Only the findings are announced as they change.
#[component]
fn Status(app: App) -> impl IntoView {
    let files = derive(move || words::files(app.files.get().len()));
    let size =
        derive(move || app.parcel.read().as_ref().map_or_else(String::new, |parcel| words::size(parcel.zip.len())));
    let digest =
        derive(move || app.parcel.read().as_ref().map_or_else(|| "…".to_owned(), |parcel| parcel.sha256.clone()));
    view! {
        <div class="status" role="status" aria-label=words::STATUS aria-atomic="false">
            <Problems app=app/>
            <span aria-live="off">{files}</span>
            <span aria-live="off">{size}</span>
            <span aria-live="off" class="digest" title=digest>{words::DIGEST}<code>{digest}</code></span>
        </div>
    }
    .into_any()
}

/// Neither error nor warning: as far as all checks are made.
fn calm(app: App) -> AnyView {
    match (app.advisor.standing(), app.advisor.tables()) {
        (Standing::Ready, Tables::Here) => {
            view! { <span class="problems ok"><Icon name="check"/>{words::NO_PROBLEMS}</span> }.into_any()
        }
        (Standing::Failed, _) | (_, Tables::Failed) => {
            let press = Callback::new(move |()| app.retry_advice());
            view! {
                <span class="problems">
                    <Icon name="note"/> {words::CHECKS_FAILED}
                    <Button label=words::RETRY.to_owned() class="fix" press=press/>
                </span>
            }
            .into_any()
        }
        _ => view! { <span class="problems">{words::CHECKING}</span> }.into_any(),
    }
}

/// How many errors and warnings there are; pressing goes to the next one.
#[component]
pub fn Problems(
    /// The state.
    app: App,
) -> impl IntoView {
    let errors = memo(move || app.count(Severity::Error));
    let warnings = memo(move || app.count(Severity::Warning));
    let part = |count: usize, icon: &'static str, class: &'static str, words: fn(usize) -> String| {
        (count > 0).then(|| view! { <span class=class><Icon name=icon/>{words(count)}</span> }.into_any())
    };
    dynamic(move || {
        let (errors, warnings) = (errors.get(), warnings.get());
        if errors + warnings == 0 {
            return calm(app);
        }
        view! {
            <button
                type="button"
                class="problems"
                title=words::with_key(words::KEY_PROBLEM, &keys::PROBLEM.label())
                on:click=move |_| app.next_problem()
            >
                {part(errors, "error", "error", words::errors)}
                {part(warnings, "warning", "warning", words::warnings)}
            </button>
        }
        .into_any()
    })
    .into_any()
}
