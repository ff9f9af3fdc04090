//! The list of files, by folder.

use std::sync::Arc;

use leptos::prelude::*;

use super::field::TextFieldView;
use crate::components::Icon;
use crate::domain::TextField;
use crate::reactive::{Derived, Reading, derive, dynamic, memo};
use crate::state::{App, Guide};
use crate::words;

/// The list of files, under the name of the project's folder.
#[component]
pub fn FileList(
    /// The state.
    app: App,
    /// The path of the open file.
    current: Reading<String>,
) -> impl IntoView {
    let paths: Derived<Vec<String>> = Derived::new(move || {
        let files = app.files.get();
        let paths = files.iter().map(|file| file.path.clone());
        let (in_folders, mut paths): (Vec<_>, Vec<_>) = paths.partition(|path| path.contains('/'));
        paths.extend(in_folders);
        Arc::new(paths)
    });
    let items = dynamic(move || {
        let paths = paths.get();
        let folders = paths.chunk_by(|a, b| folder(a) == folder(b));
        folders.map(|paths| folder_view(app, paths, current)).collect::<Vec<AnyView>>().into_any()
    });
    let changed = derive(move || match app.changes.compared.get().map_or(0, |compared| compared.files.len()) {
        0 => String::new(),
        count => words::number(count),
    });
    view! {
        <div class="tree">
            <TextFieldView app=app field=TextField::Name/>
            <div class="panes">
                {pane(app, Guide::IMAGE, "layers", words::EFFECTIVE_IMAGE, Reading::from(String::new()))}
                {pane(app, Guide::NEXT, "next", words::NEXT_STEPS, Reading::from(String::new()))}
                {pane(app, Guide::CHANGES, "changes", words::CHANGES, changed)}
            </div>
            <nav aria-label=words::FILES><ul>{items}</ul></nav>
        </div>
    }
    .into_any()
}

/// A button that shows something in place of the file.
fn pane(app: App, name: &'static str, icon: &'static str, label: &'static str, count: Reading<String>) -> AnyView {
    let pressed = derive(move || Some(if app.guide.shows(name) { "true" } else { "false" }));
    view! {
        <button type="button" class="file pane-tab" data-pane=name aria-pressed=pressed on:click=move |_| app.guide.toggle(name)>
            <Icon name=icon/>{label}<span class="count">{count}</span>
        </button>
    }
    .into_any()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn folder_view(app: App, paths: &[String], current: Reading<String>) -> AnyView {
    let name = paths.first().map(|path| folder(path)).unwrap_or_default().to_owned();
    let files: Vec<AnyView> = paths.iter().map(|path| file_view(app, path.clone(), current)).collect();
    if name.is_empty() {
        return files.into_any();
    }
    let heading = [&name, "/"].concat();
    let label = heading.clone();
    view! {
        <li class="folder">
            <span><Icon name="folder"/>{heading}</span>
            <ul aria-label=label>{files}</ul>
        </li>
    }
    .into_any()
}

fn file_view(app: App, path: String, current: Reading<String>) -> AnyView {
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let (here, lit, counted, opened) = (path.clone(), path.clone(), path.clone(), path);
    let is_current = derive(move || (current.get() == here && app.guide.pane.get().is_none()).then_some("true"));
    let counts = derive(move || {
        app.difference(&counted).map_or_else(String::new, |file| words::line_counts(file.added, file.removed))
    });
    let is_lit = memo(move || match app.pointed() {
        Some(field) => app.files.get().get(&lit).is_some_and(|file| file.comes_from(field)),
        None => false,
    });
    view! {
        <li>
            <button
                type="button"
                class="file"
                class:lit=is_lit
                aria-current=is_current
                on:click=move |_| app.open_file(opened.clone())
            >
                {name}
                <span class="count" aria-hidden="true">{counts}</span>
            </button>
        </li>
    }
    .into_any()
}
