//! The foot of the page, and the bar of the phone.

use leptos::prelude::*;

use super::second::later;
use crate::components::Button;
use crate::platform::focus;
use crate::reactive::derive;
use crate::state::{App, after_render};
use crate::words;

/// What this is.
#[component]
pub fn Foot(
    /// The state.
    app: App,
) -> impl IntoView {
    let terms = Callback::new(move |()| app.guide.terms.set(true));
    view! {
        <footer class="foot">
            <p>{words::ABOUT}</p>
            <p><Button label=words::TERMS class="fix" press=terms/></p>
            <p>{words::NOT_AFFILIATED}</p>
        </footer>
    }
    .into_any()
}

/// The bar at the bottom of a phone: files, problems, download.
#[component]
pub fn BottomBar(
    /// The state.
    app: App,
) -> impl IntoView {
    let files = derive(move || match app.files.get().len() {
        0 => words::FILES.to_owned(),
        count => words::with_key(words::FILES, &words::number(count)),
    });
    let show = Callback::new(move |()| {
        app.files_shown.set(true);
        after_render(|| {
            focus::focus("code");
        });
    });
    view! {
        <section class="bottom" id="bottom" aria-label=words::ACTIONS>
            <Button label=files class="quiet" icon="files" press=show/>
            {later(move |panels| (panels.problems)(app))}
            <Button
                label=words::DOWNLOAD
                class="primary"
                icon="download"
                press=Callback::new(move |()| app.download())
            />
        </section>
    }
    .into_any()
}
