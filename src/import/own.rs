//! One of our own projects: its README carries the configuration, its `.env` the values of secrets.

use std::collections::BTreeMap;

use super::formats::env;
use super::project::{Project, README, TextFile};
use super::reading::{MOST_VARIABLES, listed};
use super::{Import, Left, Taken, Way};
use crate::catalog::Catalog;
use crate::compare::SourceText;
use crate::domain::RowList;
use crate::draft::{Draft, Row, is_sensitive};
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
    let (values, too_many) = fill(&mut draft, text(SECRETS).unwrap_or_default(), catalog);
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
    let too_many = (too_many > 0)
        .then(|| left(SECRETS, format!("There are more than 1,000 variables; {too_many} of them were left out.")));
    let left = listed(project.left.iter().cloned().chain(unapplied).chain(too_many).chain(changed).chain(unread));
    let kept = project.kept.clone();
    Some(Import { draft, way: Way::Replace, taken, left, origin, kept, remembered: Vec::new() })
}

fn left(path: &str, why: String) -> Left {
    Left { path: path.to_owned(), line: 0, text: String::new(), why }
}

/// Puts the values of `.env` into the rows of secrets; how many. Names that no row has yet become rows, as long as there
/// is room: how many had none.
fn fill(draft: &mut Draft, text: &str, catalog: &Catalog) -> (usize, usize) {
    let (entries, _) = env::read_entries(text);
    // Of two values of a name compose takes the last.
    let mut values: BTreeMap<&str, &str> =
        entries.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let all = values.len();
    for row in &mut draft.env {
        if is_sensitive(row, catalog)
            && let Some(value) = values.remove(row.text.trim())
        {
            value.clone_into(&mut row.value);
        }
    }
    let room = MOST_VARIABLES.saturating_sub(draft.env.len());
    let too_many = values.len().saturating_sub(room);
    let new = entries.iter().filter_map(|(name, _)| values.remove_entry(name.as_str())).take(room);
    let new = new.map(|(name, value)| Row { mark: env::mark(name, catalog), ..Row::pair(name, value) });
    let new = new.collect();
    draft.insert(RowList::Env, usize::MAX, new);
    (all - too_many, too_many)
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
