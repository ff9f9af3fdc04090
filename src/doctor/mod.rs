//! Rules that know what will hurt: each reads the draft, its meaning and the catalogue, and says what it found.
//!
//! Must not be in here: reading of syntax (that is `draft::validate`), and anything that writes files. A row with an
//! error is left out of the description, so that everything that is written is safe.

mod rules;

use crate::catalog::Catalog;
use crate::domain::{Field, ProjectDescription, RowId, RowList};
use crate::draft::{Diagnostic, Draft, Severity, validate};

/// What a rule may look at.
pub struct Examination<'a> {
    /// What was typed.
    pub draft: &'a Draft,
    /// What it means, rows with errors of syntax left out.
    pub description: &'a ProjectDescription,
    /// The facts.
    pub catalog: &'a Catalog,
}

/// A rule: adds what it finds.
pub type Rule = fn(&Examination, &mut Vec<Diagnostic>);

/// The description of a draft, and everything that is to be said about it, in the order of the page.
pub fn examine(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Vec<Diagnostic>) {
    let (mut description, mut found) = validate(draft, catalog);
    let examination = Examination { draft, description: &description, catalog };
    let mut advice = Vec::new();
    rules::ALL.iter().for_each(|rule| rule(&examination, &mut advice));
    leave_out(&mut description, &advice);
    found.extend(advice);
    found.sort_by_key(|d| position(draft, d.field));
    (description, found)
}

/// Takes rows with errors out of the description.
fn leave_out(description: &mut ProjectDescription, found: &[Diagnostic]) {
    let errors: Vec<Field> = found.iter().filter(|d| d.severity == Severity::Error).map(|d| d.field).collect();
    let keep = |list: RowList, row: RowId| !errors.contains(&Field::Row(list, row));
    description.packages.retain(|line| keep(RowList::Packages, line.row));
    description.requirements.retain(|line| keep(RowList::Requirements, line.row));
    description.env.retain(|variable| keep(RowList::Env, variable.row));
}

/// The place of a field on the page: section, then row.
fn position(draft: &Draft, field: Field) -> (u8, usize) {
    let row = |list: RowList, id: RowId| draft.rows(list).iter().position(|row| row.id == id).unwrap_or(usize::MAX);
    match field {
        Field::Link => (0, 0),
        Field::Airflow => (1, 0),
        Field::Row(RowList::Packages, id) => (2, row(RowList::Packages, id)),
        Field::Row(RowList::Requirements, id) => (3, row(RowList::Requirements, id)),
        Field::Row(RowList::Env, id) => (4, row(RowList::Env, id)),
        Field::Image | Field::Distro => (5, 0),
        Field::Python => (6, 0),
        Field::Instruction(line) => (7, line),
        Field::Text(_) => (8, 0),
        Field::Row(list @ (RowList::Labels | RowList::ApkRepositories), id) => (9, row(list, id)),
        Field::Layout | Field::Constraints | Field::Platform => (10, 0),
    }
}
