//! The bar at the top: name, undo and redo, theme, link, and the one primary action.

use leptos::prelude::*;

use crate::components::{Button, CopyButton, Icon, IconButton};
use crate::platform::address;
use crate::reactive::{derive, optional};
use crate::state::{App, full_size, keys, theme_words};
use crate::words;

/// The bar at the top.
#[component]
pub fn Header(
    /// The state.
    app: App,
) -> impl IntoView {
    let copy = Callback::new(move |done| app.copy(address::with_fragment(&app.fragment()), done));
    let theme = derive(move || theme_words(app.theme.get()).1.to_owned());
    let theme_icon = derive(move || theme_words(app.theme.get()).0);
    let undo = derive(move || named(words::UNDO, app.undo_label(), &keys::UNDO));
    let redo = derive(move || named(words::REDO, app.redo_label(), &keys::REDO));
    let share = words::with_key(words::SHARE, &keys::SHARE.label());
    let alone = move || app.view.read_untracked().embed && !app.hosted.get();
    let full = optional(move || {
        let link =
            || view! { <a class="quiet" href=full_size(app) target="_blank" rel="noopener">{words::FULL_SIZE}</a> };
        alone().then(|| link().into_any())
    });
    let can_undo = derive(move || app.undo_label().is_some());
    let can_redo = derive(move || app.redo_label().is_some());
    view! {
        <header class="top">
            <span class="mark"><Icon name="mark"/></span>
            <h1>{words::PRODUCT}</h1>
            <div class="tools" role="group" aria-label=words::STEPS>
                <IconButton label=undo icon="undo" enabled=can_undo press=Callback::new(move |()| app.undo())/>
                <IconButton label=redo icon="redo" enabled=can_redo press=Callback::new(move |()| app.redo())/>
            </div>
            <IconButton
                label=words::KEYS_BUTTON.to_owned()
                icon="keyboard"
                class="icon-button wide-only"
                press=Callback::new(move |()| app.sheet.set(true))
            />
            <IconButton label=theme icon=theme_icon press=Callback::new(move |()| app.next_theme())/>
            <IconButton label=words::HISTORY icon="clock" press=Callback::new(move |()| app.show_memory())/>
            <IconButton label=words::IMPORT icon="import" press=Callback::new(move |()| app.importing.shown.set(true))/>
            <IconButton label=share icon="share" press=Callback::new(move |()| app.share())/>
            {full}
            <CopyButton label=words::COPY_LINK done_label=words::COPIED class="quiet link" press=copy/>
            <Button
                label=words::DOWNLOAD
                class="primary"
                icon="download"
                key=keys::DOWNLOAD.label()
                press=Callback::new(move |()| app.download())
            />
        </header>
    }
    .into_any()
}

/// "Undo: add curl (Ctrl Z)".
fn named(verb: &str, label: Option<String>, key: &keys::Key) -> String {
    let what = label.map(|label| [": ", &label].concat()).unwrap_or_default();
    words::with_key(&[verb, &what].concat(), &key.label())
}
