//! One of our own projects: its README carries the configuration, its `.env` the values of secrets.

use super::formats::env;
use super::project::{Project, README, TextFile};
use super::{Import, Left, Taken, Way};
use crate::catalog::Catalog;
use crate::compare::SourceText;
use crate::domain::RowList;
use crate::draft::{Draft, Edit, Row, is_sensitive};
use crate::generator::{Content, Mode, ProjectFiles, generate};
use crate::link::{carried_by, decode};
use crate::presets;
use crate::project::describe;

const SECRETS: &str = ".env";

/// Reads it exactly; `None` when the files are another kind of project.
pub(super) fn import(project: &Project, catalog: &Catalog) -> Option<Import> {
    let text = |path: &str| project.files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let opened = decode(carried_by(text(README)?)?, catalog);
    let mut draft = opened.draft;
    let mut taken = vec![Taken { path: README.to_owned(), what: "the whole configuration".to_owned() }];
    let values = fill(&mut draft, text(SECRETS).unwrap_or_default(), catalog);
    if values > 0 {
        let what = if values == 1 { "1 value".to_owned() } else { format!("{values} values") };
        taken.push(Taken { path: SECRETS.to_owned(), what });
    }
    let written = generate(&describe(&draft, catalog).0);
    let origin: Vec<SourceText> = project.files.iter().filter_map(|file| origin(file, &written)).collect();
    let unapplied = opened.diagnostics.into_iter().map(|found| left(README, found.message));
    let changed = project.files.iter().filter(|file| is_changed(file, &written)).map(|file| {
        left(&file.path, "It was changed by hand. The change is not taken over; Changes shows it.".to_owned())
    });
    let unread = env::read_entries(text(SECRETS).unwrap_or_default()).1.into_iter();
    let unread = unread.map(|it| {
        let line = u32::try_from(it.line).unwrap_or(u32::MAX);
        Left { path: SECRETS.to_owned(), line, text: it.name, why: it.why.to_owned() }
    });
    let left = unapplied.chain(changed).chain(unread).collect();
    let kept = project.kept.clone();
    Some(Import { draft, way: Way::Replace, taken, left, origin, kept, remembered: Vec::new() })
}

fn left(path: &str, why: String) -> Left {
    Left { path: path.to_owned(), line: 0, text: String::new(), why }
}

/// Puts the values of `.env` into the rows of secrets; how many. Names that no row has yet become rows.
fn fill(draft: &mut Draft, text: &str, catalog: &Catalog) -> usize {
    let entries = env::read_entries(text).0;
    let mut edits = Vec::new();
    for (name, value) in &entries {
        let row = draft.env.iter().find(|row| row.text.trim() == name && is_sensitive(row, catalog));
        edits.push(match row {
            Some(row) => Edit::RowValue(RowList::Env, row.id, value.clone()),
            None => {
                let mark = env::mark(name, catalog);
                Edit::Append(RowList::Env, vec![Row { mark, ..Row::pair(name.clone(), value.clone()) }])
            }
        });
    }
    draft.apply(&Edit::All(edits));
    entries.len()
}

/// A file that was written here before; the person's own files are none of ours to patch.
fn origin(file: &TextFile, written: &ProjectFiles) -> Option<SourceText> {
    let known = written.get(&file.path)?;
    let executable = known.mode == Mode::Executable;
    Some(SourceText { path: file.path.clone(), text: file.text.clone(), executable })
        .filter(|file| file.path != SECRETS)
}

fn is_changed(file: &TextFile, written: &ProjectFiles) -> bool {
    let Some(known) = written.get(&file.path).filter(|_| file.path != SECRETS) else { return false };
    match &known.content {
        Content::Text(_) => known.text().is_some_and(|text| text != file.text),
        // A constraint set is known by length and CRC-32, a DAG by what its preset makes of it.
        Content::Late(late) => match presets::asset(&late.asset).and_then(|asset| late.text(asset)) {
            Some(text) => text != file.text,
            None => !late.is(&file.text),
        },
    }
}
