//! The list of files, by folder.

use std::sync::Arc;

use leptos::prelude::*;

use super::field::TextFieldView;
use crate::components::Icon;
use crate::domain::{Field, TextField};
use crate::generator::{Content, ProjectFile};
use crate::reactive::{Derived, derive, dynamic, memo};
use crate::state::App;
use crate::words;

/// The list of files, under the name of the project's folder.
#[component]
pub fn FileList(
    /// The state.
    app: App,
    /// The path of the open file.
    current: Memo<String>,
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
    view! {
        <div class="tree">
            <TextFieldView app=app field=TextField::Name/>
            <nav aria-label=words::FILES><ul>{items}</ul></nav>
        </div>
    }
    .into_any()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn folder_view(app: App, paths: &[String], current: Memo<String>) -> AnyView {
    let name = paths.first().map(|path| folder(path)).unwrap_or_default().to_owned();
    let files: Vec<AnyView> = paths.iter().map(|path| file_view(app, path.clone(), current)).collect();
    if name.is_empty() {
        return files.into_any();
    }
    let heading = [&name, "/"].concat();
    view! {
        <li class="folder">
            <span><Icon name="folder"/>{heading}</span>
            <ul>{files}</ul>
        </li>
    }
    .into_any()
}

fn file_view(app: App, path: String, current: Memo<String>) -> AnyView {
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let (here, lit, opened) = (path.clone(), path.clone(), path);
    let is_current = derive(move || (*current.read() == here).then_some("true"));
    let is_lit = memo(move || match app.pointed() {
        Some(field) => app.files.get().get(&lit).is_some_and(|file| comes_from(file, field)),
        None => false,
    });
    view! {
        <li>
            <button
                type="button"
                class="file"
                class:lit=is_lit
                aria-current=is_current
                on:click=move |_| app.opened_file.set(opened.clone())
            >
                {name}
            </button>
        </li>
    }
    .into_any()
}

fn comes_from(file: &ProjectFile, field: Field) -> bool {
    match &file.content {
        Content::Text(lines) => lines.iter().any(|line| line.origin == Some(field)),
        Content::Constraints { .. } => false,
    }
}
