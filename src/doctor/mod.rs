//! Rules that know what will hurt: each reads the draft, its meaning and what is known, and says what it found.
//!
//! Two lists of one kind of rule. *Refusing* rules run at once, from the start-up tables alone; a row with an error of
//! theirs is left out of the description, so that everything that is written is safe. *Advising* rules may read late
//! tables and never leave anything out: a table that arrives late may add a finding, never change a byte.
//!
//! Must not be in here: reading of syntax (that is `draft::validate`), fetching, and anything that writes files.

mod json;
mod python_values;
mod requirements;
mod rules;
mod settings;
mod tables;

pub use tables::wanted;

use crate::catalog::Catalog;
use crate::domain::{Field, ProjectDescription, RowId, RowList};
use crate::draft::{Diagnostic, Draft, Severity};
use crate::knowledge::Knowledge;

/// What a rule may look at.
pub struct Examination<'a> {
    /// What was typed.
    pub draft: &'a Draft,
    /// What it means, rows with errors of syntax left out.
    pub description: &'a ProjectDescription,
    /// The facts that the page starts with.
    pub catalog: &'a Catalog,
    /// The facts that come later; nothing in it where a refusing rule looks.
    pub knowledge: &'a Knowledge,
}

/// A rule: adds what it finds.
pub type Rule = fn(&Examination, &mut Vec<Diagnostic>);

/// What the refusing rules find. Rows with errors are taken out of the description.
pub fn refuse(draft: &Draft, description: &mut ProjectDescription, catalog: &Catalog) -> Vec<Diagnostic> {
    let found = run(rules::REFUSING, &Examination { draft, description, catalog, knowledge: &Knowledge::default() });
    leave_out(description, &found);
    found
}

/// What the advising rules find with what is known by now; [`wanted`] says which tables they would look into.
pub fn advise(
    draft: &Draft,
    description: &ProjectDescription,
    catalog: &Catalog,
    knowledge: &Knowledge,
) -> Vec<Diagnostic> {
    run(rules::ADVISING, &Examination { draft, description, catalog, knowledge })
}

fn run(rules: &[Rule], examination: &Examination) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    rules.iter().for_each(|rule| rule(examination, &mut found));
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

impl Examination<'_> {
    /// The system that the project's steps run on; `None` where it is not known.
    pub fn os(&self) -> Option<crate::catalog::Os> {
        self.description.os().map(|(distro, release)| crate::catalog::Os { distro, release })
    }
}
