//! Another image under the same work, or a preset on top of it: what is carried over, what changes its name, what no
//! longer exists.
//!
//! The rules of the doctor know all of this already: the fixes of those that only change a name are applied, and what
//! the others find that they did not find before is listed. One edit, so that one undo takes all of it back.
//!
//! Must not be in here: knowledge of its own about packages or options.

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::compare::{FileDifference, SourceText, compare};
use crate::domain::{Field, ProjectDescription, RowList};
use crate::draft::{Diagnostic, Draft, Edit, Row, Severity};
use crate::generator::{Mode, ProjectFile, ProjectFiles, generate};
use crate::knowledge::Knowledge;
use crate::project::consult;

/// Findings whose first fix writes the same thing under the name that it has now.
const NAMES: [&str; 4] = ["env-option-renamed", "env-option-old-name", "package-renamed", "package-other-distribution"];

/// What another image means for a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The image and the rows, as one step.
    pub edit: Edit,
    /// Rows that are new, as they are written, without values.
    pub added: Vec<(RowList, String)>,
    /// Rows that are written differently.
    pub rows: Vec<RowChange>,
    /// What would be said of it that is not said now, notes left out.
    pub remarks: Vec<Remark>,
    /// The files that differ.
    pub files: Vec<FileDifference>,
}

/// A row that is written differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    /// Its text now.
    pub before: String,
    /// Its text then.
    pub after: String,
}

/// Something that would be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// The row that it is about, as it is written then; empty for other fields.
    pub about: String,
    /// The finding's sentences.
    pub message: String,
}

impl Plan {
    /// Whether the image is all that changes, and nothing new is to be said.
    pub fn is_plain(&self) -> bool {
        self.rows.is_empty() && self.remarks.is_empty()
    }
}

/// The draft after an edit, before anything is renamed.
pub fn moved(draft: &Draft, edit: &Edit) -> Draft {
    let mut moved = draft.clone();
    moved.apply(edit);
    moved
}

/// Plans an edit that brings another image.
pub fn plan(draft: &Draft, edit: &Edit, catalog: &Catalog, knowledge: &Knowledge) -> Plan {
    let (description, before) = consult(draft, catalog, knowledge);
    let mut next = moved(draft, edit);
    let mut edits = vec![edit.clone()];
    for edit in renamings(&next, &before, catalog, knowledge) {
        next.apply(&edit);
        edits.push(edit);
    }
    let (next_description, after) = consult(&next, catalog, knowledge);
    Plan {
        edit: Edit::All(edits),
        added: added(draft, &next),
        rows: row_changes(draft, &next),
        remarks: remarks(&next, &before, after),
        files: file_changes(&description, &next_description),
    }
}

fn is_new(finding: &Diagnostic, before: &[Diagnostic]) -> bool {
    !before.iter().any(|old| old.code == finding.code && old.field == finding.field)
}

fn renamings(next: &Draft, before: &[Diagnostic], catalog: &Catalog, knowledge: &Knowledge) -> Vec<Edit> {
    let found = consult(next, catalog, knowledge).1.into_iter();
    let named = found.filter(|finding| NAMES.contains(&finding.code.as_ref()) && is_new(finding, before));
    named.filter_map(|finding| finding.fixes.into_iter().next()).map(|fix| fix.edit).collect()
}

/// The rows that a draft has more than another; ids are kept by edits.
pub fn added(draft: &Draft, next: &Draft) -> Vec<(RowList, String)> {
    let lists = [RowList::Packages, RowList::Requirements, RowList::Env];
    let rows = lists.into_iter().flat_map(|list| next.rows(list).iter().map(move |row| (list, row)));
    rows.filter(|(list, row)| draft.row(*list, row.id).is_none()).map(|(list, row)| (list, written(row))).collect()
}

fn row_changes(draft: &Draft, next: &Draft) -> Vec<RowChange> {
    let lists = [RowList::Packages, RowList::Requirements, RowList::Env];
    let after = |list, row: &Row| next.row(list, row.id).map(written).unwrap_or_default();
    let changes = lists.into_iter().flat_map(|list| draft.rows(list).iter().map(move |row| (list, row)));
    let changes = changes.map(|(list, row)| RowChange { before: written(row), after: after(list, row) });
    changes.filter(|change| change.before != change.after).collect()
}

/// A row without its value, which may be a secret.
fn written(row: &Row) -> String {
    row.text.trim().to_owned()
}

fn remarks(next: &Draft, before: &[Diagnostic], after: Vec<Diagnostic>) -> Vec<Remark> {
    let about = |field| match field {
        Field::Row(list, id) => next.row(list, id).map(written).unwrap_or_default(),
        _ => String::new(),
    };
    let new = after.into_iter().filter(|finding| finding.severity != Severity::Note && is_new(finding, before));
    new.map(|finding| Remark { severity: finding.severity, about: about(finding.field), message: finding.message })
        .collect()
}

fn file_changes(before: &ProjectDescription, after: &ProjectDescription) -> Vec<FileDifference> {
    compare(&texts(&generate(before)), &texts(&generate(after))).files
}

/// The texts of a project's files, without the values of secrets; a constraint set, which comes late, counts by its
/// name alone.
fn texts(files: &ProjectFiles) -> Vec<SourceText> {
    let text = |file: &ProjectFile| SourceText {
        path: file.path.clone(),
        text: file.text().unwrap_or_default(),
        executable: file.mode == Mode::Executable,
    };
    files.iter().filter(|file| file.path != ".env").map(text).collect()
}
