//! The forms in which a configuration is passed on.

use leptos::prelude::*;

use crate::components::{CopyButton, Dialog};
use crate::reactive::dynamic;
use crate::share::Snippet;
use crate::state::{App, Standing};
use crate::words;

/// The dialog.
#[component]
pub fn ShareDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let list = dynamic(move || {
        let snippets = app.sharing.snippets.get();
        match (snippets.is_empty(), app.advisor.standing()) {
            (true, Standing::Failed) => view! { <p class="about">{words::ENGINE_FAILED}</p> }.into_any(),
            (true, _) => view! { <p class="about">{words::LOADING}</p> }.into_any(),
            _ => snippets.iter().map(|snippet| item(app, snippet)).collect::<Vec<AnyView>>().into_any(),
        }
    });
    view! {
        <Dialog
            id="share"
            title=words::SHARE
            close_label=words::CLOSE
            open=app.sharing.shown
            close=Callback::new(move |()| app.sharing.shown.set(false))
        >
            <p class="about">{words::SHARE_ABOUT}</p>
            {list}
        </Dialog>
    }
    .into_any()
}

fn item(app: App, snippet: &Snippet) -> AnyView {
    let (title, about) = words::form(snippet.form);
    let (text, copied) = (snippet.text.clone(), snippet.text.clone());
    let copy = Callback::new(move |done| app.copy(copied.clone(), done));
    view! {
        <section class="snippet" aria-label=title>
            <header>
                <h3>{title}<span class="about">{about}</span></h3>
                <CopyButton label=words::COPY_FILE done_label=words::COPIED class="quiet" press=copy/>
            </header>
            <pre tabindex="0" aria-label=title>{text}</pre>
        </section>
    }
    .into_any()
}
