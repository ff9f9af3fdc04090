//! A requirement that would change Airflow itself, in every spelling that pip understands.
//!
//! The images' own guard catches three spellings (their triggers say so); pip changes Airflow for all.

use super::super::Examination;
use crate::domain::{Field, NormalisedName, RequirementLine, RequirementSource, RowId, RowList};
use crate::draft::{Diagnostic, Edit};

/// The distributions that are Airflow itself.
pub(super) const CORE: [&str; 3] = ["apache-airflow", "apache-airflow-core", "apache-airflow-task-sdk"];

/// Finds requirements that name Airflow itself.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for line in &examination.description.requirements {
        let Some((name, changes)) = named(&line.value) else { continue };
        if CORE.contains(&name.as_str()) {
            found.push(diagnostic(examination, line.row, changes));
        }
    }
}

/// The distribution that a line names, and whether the line says which version or source of it.
fn named(line: &RequirementLine) -> Option<(NormalisedName, bool)> {
    match line {
        RequirementLine::Requirement(requirement) => {
            let says = match requirement.source() {
                RequirementSource::Index(specifiers) => !specifiers.is_empty(),
                RequirementSource::Url(_) => true,
            };
            Some((requirement.normalised().clone(), says))
        }
        RequirementLine::Direct(reference) => Some((reference.name()?, true)),
        RequirementLine::Option(option) => Some((option.name()?, true)),
        _ => None,
    }
}

fn diagnostic(examination: &Examination, row: RowId, changes: bool) -> Diagnostic {
    let field = Field::Row(RowList::Requirements, row);
    let version = examination.description.airflow;
    let diagnostic = if changes {
        let message = format!(
            "pip would replace the image's Airflow {version}. Choose the version above; this line is left out."
        );
        Diagnostic::error("requirement-airflow", field, message)
    } else {
        Diagnostic::note("requirement-airflow-bare", field, format!("Airflow {version} is in the image already."))
    };
    diagnostic.with_fix("Remove it", Edit::Remove(RowList::Requirements, row))
}
