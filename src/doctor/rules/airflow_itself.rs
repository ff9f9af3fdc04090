//! A requirement that would change Airflow itself, in every spelling that pip understands.
//!
//! The images' own guard catches three spellings (shared facts: images, section 2); pip changes Airflow for all.

use super::super::Examination;
use crate::domain::{Field, Requirement, RequirementLine, RequirementSource, RowList};
use crate::draft::{Diagnostic, Edit};

/// The distributions that are Airflow itself.
const CORE: [&str; 3] = ["apache-airflow", "apache-airflow-core", "apache-airflow-task-sdk"];

/// Finds requirements that name Airflow itself.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for line in &examination.description.requirements {
        let RequirementLine::Requirement(requirement) = &line.value else { continue };
        if !CORE.contains(&requirement.normalised().as_str()) {
            continue;
        }
        let field = Field::Row(RowList::Requirements, line.row);
        let remove = Edit::Remove(RowList::Requirements, line.row);
        let version = examination.description.airflow;
        let diagnostic = if changes_version(requirement) {
            Diagnostic::error(
                "requirement-airflow",
                field,
                format!("pip would replace Airflow {version} of the image. Choose the version above; this line is left out."),
            )
        } else {
            Diagnostic::note("requirement-airflow-bare", field, format!("Airflow {version} is in the image already."))
        };
        found.push(diagnostic.with_fix("Remove it", remove));
    }
}

fn changes_version(requirement: &Requirement) -> bool {
    match requirement.source() {
        RequirementSource::Index(specifiers) => !specifiers.is_empty(),
        RequirementSource::Url(_) => true,
    }
}
