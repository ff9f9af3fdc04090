//! What this browser remembers: bookmarks and earlier configurations.

use leptos::prelude::*;

use crate::components::{Button, Dialog, IconButton};
use crate::link::decode;
use crate::memory::Entry;
use crate::platform::{clock, event};
use crate::reactive::{Reading, dynamic};
use crate::state::{App, sets};
use crate::words;

/// The dialog.
#[component]
pub fn HistoryDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let list = dynamic(move || {
        let (kept, rest): (Vec<Entry>, Vec<Entry>) = app.memory.entries.get().into_iter().partition(|entry| entry.kept);
        if kept.is_empty() && rest.is_empty() {
            return view! { <p class="about">{words::NOTHING_REMEMBERED}</p> }.into_any();
        }
        let items: Vec<AnyView> = kept.into_iter().chain(rest).map(|entry| item(app, entry)).collect();
        view! { <ul class="entries">{items}</ul> }.into_any()
    });
    view! {
        <Dialog
            id="history"
            title=words::HISTORY
            close_label=words::CLOSE
            open=app.memory.shown
            close=Callback::new(move |()| app.memory.shown.set(false))
        >
            <p class="about">{words::HISTORY_ABOUT}</p>
            <p class="actions">
                <Button label=words::BOOKMARK class="fix" icon="star" press=Callback::new(move |()| app.bookmark())/>
                <Button label=words::EXPORT class="fix" icon="download" press=Callback::new(move |()| app.export_memory())/>
            </p>
            {list}
        </Dialog>
    }
    .into_any()
}

fn item(app: App, entry: Entry) -> AnyView {
    let draft = decode(&entry.fragment, app.catalog).draft;
    let title = if entry.name.is_empty() { draft.name.clone() } else { entry.name.clone() };
    let about = [clock::words(entry.at), draft.image.reference.clone(), sets(&draft)];
    let about = about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let named = |verb: &str| [verb, ": ", &title].concat();
    let (opened, marked, removed) = (entry.clone(), entry.clone(), entry.clone());
    let kept = entry.kept;
    let mark = Callback::new(move |()| {
        let name = if kept { String::new() } else { marked.name.clone() };
        app.change_entry(&Entry { kept: !kept, name, ..marked.clone() });
    });
    let heading =
        if kept { name_field(app, entry, title.clone()) } else { view! { <b>{title.clone()}</b> }.into_any() };
    view! {
        <li>
            <IconButton
                label=named(words::MARK)
                icon="star"
                pressed=Reading::from(Some(if kept { "true" } else { "false" }))
                press=mark
            />
            <div>{heading}<span class="about">{about}</span></div>
            <Button label=words::OPEN class="fix" about=named(words::OPEN) press=Callback::new(move |()| app.recall(&opened))/>
            <IconButton label=named(words::REMOVE) icon="close" press=Callback::new(move |()| app.forget(&removed))/>
        </li>
    }
    .into_any()
}

fn name_field(app: App, entry: Entry, title: String) -> AnyView {
    let rename = move |event| {
        let name = event::text_of(&event);
        app.change_entry(&Entry { name, ..entry.clone() });
    };
    view! { <input class="input" aria-label=words::ENTRY_NAME prop:value=title on:change=rename/> }.into_any()
}
