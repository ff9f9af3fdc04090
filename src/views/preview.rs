//! The right side: files, the open one, and the counters.

use leptos::prelude::*;

use super::changes::ChangesView;
use super::code::CodeView;
use super::files::FileList;
use super::guide;
use crate::components::{Button, CopyButton, Icon};
use crate::draft::Severity;
use crate::engine::Tables;
use crate::guide::Topic;
use crate::reactive::{Reading, derive, dynamic, memo, optional};
use crate::state::{App, Guide, Standing, keys};
use crate::words;

/// What stands in the frame of the right side.
#[component]
pub fn Preview(
    /// The state.
    app: App,
) -> impl IntoView {
    let current = memo(move || app.current_path());
    let beside = derive(move || app.guide.pane.get().is_some());
    let copy = Callback::new(move |done| app.copy(app.current_text(), done));
    let annotated = app.guide.annotated;
    let pressed = derive(move || Some(if annotated.get() { "true" } else { "false" }));
    view! {
            <FileList app=app current=current/>
            <div class="open" hidden=beside>
                <div class="open-head">
                    <h2 title=current>{current}</h2>
                    <button type="button" class="quiet" aria-pressed=pressed on:click=move |_| annotated.update(|it| *it = !*it)>
                        <Icon name="note"/><span>{words::EXPLAIN}</span>
                    </button>
                    <CopyButton label=words::COPY_FILE done_label=words::COPIED class="quiet" press=copy/>
                    <Button
                        label=words::DOWNLOAD_FILE
                        class="quiet"
                        icon="download"
                        press=Callback::new(move |()| app.download_file())
                    />
                </div>
                <div class="code-frame" hidden=annotated.reading()><CodeView app=app current=current/></div>
                {optional(move || annotated.get().then(|| annotation(app, current)))}
            </div>
            {pane(app)}
            <Status app=app/>
    }
    .into_any()
}

/// What stands in place of the file.
fn pane(app: App) -> AnyView {
    optional(move || match app.guide.pane.get()? {
        Guide::CHANGES => Some(view! { <ChangesView app=app/> }.into_any()),
        Guide::IMAGE => Some(guide::pane(app, words::EFFECTIVE_IMAGE, || Topic::Image)),
        _ => Some(guide::pane(app, words::NEXT_STEPS, || Topic::Next)),
    })
    .into_any()
}

/// The open file with what each of its lines does.
fn annotation(app: App, current: Reading<String>) -> AnyView {
    let document = app.explained(move || Topic::File(current.get()));
    view! { <div class="guide annotated" tabindex="0" role="region" aria-label=words::EXPLAINED>{guide::shown(app, document)}</div> }
        .into_any()
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
