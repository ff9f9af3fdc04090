//! What a row could be, below the field that adds one: a list box, its entries marked where they match.

use leptos::prelude::*;

use super::second::panels;
use crate::components::Button;
use crate::finder::{Group, Item};
use crate::platform::focus;
use crate::reactive::{derive, effect, optional};
use crate::state::{App, Notice, Suggesting, after_render};
use crate::words;

/// The id of the list box of an adder.
pub fn suggestions_id(adder: &str) -> String {
    [adder, "-list"].concat()
}

/// The id of an entry.
pub fn entry_id(adder: &str, at: usize) -> String {
    [adder, "-", &at.to_string()].concat()
}

/// The suggestions of an adder.
#[component]
pub fn Suggestions(
    /// The state.
    app: App,
    /// The adder's id.
    adder: &'static str,
    /// What is suggested.
    suggesting: Suggesting,
    /// Called with the place of the entry that was chosen.
    choose: Callback<usize>,
) -> impl IntoView {
    effect(move || {
        if let Some(at) = suggesting.active.get() {
            after_render(move || focus::into_view(&entry_id(adder, at)));
        }
    });
    optional(move || {
        suggesting.open.get().then(panels).flatten().map(|panels| (panels.suggestions)(app, adder, suggesting, choose))
    })
    .into_any()
}

/// The list while it is open.
pub fn popup(app: App, adder: &'static str, suggesting: Suggesting, choose: Callback<usize>) -> AnyView {
    let entries = optional(move || {
        let found = suggesting.found();
        let mut first = 0;
        let mut groups = Vec::new();
        for group in &found.groups {
            groups.push(group_view(adder, group, first, suggesting, choose));
            first += group.items.len();
        }
        Some(groups.into_any())
    });
    let notice = optional(move || notice(app, suggesting.notice()));
    view! {
        // The focus stays in the field: a press in here must not take it.
        <div class="suggestions" on:mousedown=|event| event.prevent_default()>
            <div role="listbox" tabindex="-1" id=suggestions_id(adder) aria-label=words::SUGGESTIONS>
                {entries}
            </div>
            {notice}
        </div>
    }
    .into_any()
}

fn notice(app: App, notice: Notice) -> Option<AnyView> {
    let sentence = match notice {
        Notice::None => return None,
        Notice::Loading => words::NAMES_LOADING,
        Notice::Failed => words::NAMES_FAILED,
        Notice::Unknown => words::NAMES_UNKNOWN,
    };
    let retry = (notice == Notice::Failed).then(|| {
        let press = Callback::new(move |()| app.retry_advice());
        view! { <Button label=words::RETRY.to_owned() class="fix" press=press/> }.into_any()
    });
    Some(view! { <p class="notice" role="status">{sentence}{retry}</p> }.into_any())
}

fn group_view(
    adder: &'static str,
    group: &Group,
    first: usize,
    suggesting: Suggesting,
    choose: Callback<usize>,
) -> AnyView {
    let items = group.items.iter().enumerate().map(|(at, item)| entry(adder, item, first + at, suggesting, choose));
    let items: Vec<AnyView> = items.collect();
    if group.title.is_empty() {
        return items.into_any();
    }
    let title_id = [entry_id(adder, first), "-group".to_owned()].concat();
    let labelled = title_id.clone();
    view! {
        <div role="group" aria-labelledby=title_id>
            <p class="group" id=labelled role="presentation">{group.title.clone()}</p>
            {items}
        </div>
    }
    .into_any()
}

fn entry(adder: &str, item: &Item, at: usize, suggesting: Suggesting, choose: Callback<usize>) -> AnyView {
    let selected = derive(move || if suggesting.active.get() == Some(at) { "true" } else { "false" });
    let note = (!item.note.is_empty()).then(|| view! { <span class="about">{item.note.clone()}</span> }.into_any());
    view! {
        <div class="entry" role="option" id=entry_id(adder, at) aria-selected=selected on:click=move |_| choose.run(at)>
            <span class="name">{marked(item)}</span>
            <span class="detail">{item.detail.clone()}</span>
            {note}
        </div>
    }
    .into_any()
}

/// The name, with what matched between marks.
fn marked(item: &Item) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut at = 0;
    let piece = |from: usize, to: usize| item.name.get(from..to).unwrap_or_default().to_owned();
    for (from, to) in item.marks.iter().map(|(from, to)| (*from as usize, *to as usize)) {
        parts.push(piece(at, from).into_any());
        parts.push(view! { <mark>{piece(from, to)}</mark> }.into_any());
        at = to;
    }
    parts.push(piece(at, item.name.len()).into_any());
    parts
}
