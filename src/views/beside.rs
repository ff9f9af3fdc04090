//! The frame of the right side: the way back on a phone, and what stands in it until the program's second part has come.

use leptos::prelude::*;

use super::second::{Arrival, panels};
use crate::components::{Button, Icon};
use crate::platform::focus;
use crate::reactive::{derive, dynamic, optional};
use crate::state::{App, after_render};
use crate::words;

/// The right side; over the form on a phone.
#[component]
pub fn Beside(
    /// The state.
    app: App,
    /// How it stands with what is shown here.
    arrival: Arrival,
) -> impl IntoView {
    let shown = derive(move || app.files_shown.get().then_some("true"));
    let content = dynamic(move || match panels() {
        Some(panels) => (panels.preview)(app),
        None => waiting(arrival.failed.get()),
    });
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
                <Button label=words::BACK class="quiet" icon="back" press=Callback::new(move |()| leave(app))/>
            </div>
            {content}
        </section>
    }
    .into_any()
}

fn waiting(failed: bool) -> AnyView {
    let said = if failed { words::SECOND_FAILED } else { words::LOADING };
    view! {
        <div class="tree"></div>
        <div class="open"><div class="open-head"><h2>"Dockerfile"</h2></div><p class="notice">{said}</p></div>
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

/// That the second part did not come, above the form: presets, dialogs and checks miss it too.
pub fn failure(arrival: Arrival) -> AnyView {
    let retry = Callback::new(move |()| arrival.fetch());
    let banner = move || {
        view! {
            <section class="banner" role="status">
                <Icon name="warning"/>
                <p>{words::SECOND_FAILED}" "<Button label=words::RETRY class="fix" press=retry/></p>
            </section>
        }
    };
    optional(move || arrival.failed.get().then(|| banner().into_any())).into_any()
}
