//! Rules that know what will hurt: each reads the draft, its meaning and the catalogue, and says what it found.
//!
//! Must not be in here: reading of syntax (that is `draft::validate`), and anything that writes files. A row with an
//! error is left out of the description, so that everything that is written is safe.

mod rules;

use crate::catalog::Catalog;
use crate::domain::{Field, ProjectDescription, RowId, RowList};
use crate::draft::{Diagnostic, Draft, Severity};

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

/// What the rules find. Rows with errors are taken out of the description.
pub fn examine(draft: &Draft, description: &mut ProjectDescription, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let examination = Examination { draft, description, catalog };
    rules::ALL.iter().for_each(|rule| rule(&examination, &mut found));
    leave_out(description, &found);
    found
}

/// Takes rows with errors out of the description.
fn leave_out(description: &mut ProjectDescription, found: &[Diagnostic]) {
    let errors: Vec<Field> = found.iter().filter(|d| d.severity == Severity::Error).map(|d| d.field).collect();
    let keep = |list: RowList, row: RowId| !errors.contains(&Field::Row(list, row));
    description.packages.retain(|line| keep(RowList::Packages, line.row));
    description.requirements.retain(|line| keep(RowList::Requirements, line.row));
    description.env.retain(|variable| keep(RowList::Env, variable.row));
}
