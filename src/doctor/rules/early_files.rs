//! Requirements that read another file: it is not there yet when pip runs.

use super::super::Examination;
use crate::domain::{Field, GlobalOptionKind, RequirementLine, RowList, Triggers};
use crate::draft::{Diagnostic, Edit};

/// Finds `-r`, `-c`, `-e` and local paths where only the two files exist when pip runs.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let triggers = examination.description.prebuilt().map_or(Triggers::None, |image| image.triggers);
    if !triggers.see_two_files_only() {
        return;
    }
    for line in &examination.description.requirements {
        let Some(reads) = reads_file(&line.value) else { continue };
        let field = Field::Row(RowList::Requirements, line.row);
        let message =
            format!("{reads} is not in the image yet when pip runs; only packages.txt and requirements.txt are.");
        found.push(
            Diagnostic::error("requirement-early-file", field, message + " Paste its lines here instead.")
                .with_fix("Remove it", Edit::Remove(RowList::Requirements, line.row)),
        );
    }
}

fn reads_file(line: &RequirementLine) -> Option<String> {
    match line {
        RequirementLine::Option(option) => {
            let target = option.value()?;
            let local = match option.kind() {
                GlobalOptionKind::Requirement | GlobalOptionKind::Constraint | GlobalOptionKind::Editable => true,
                GlobalOptionKind::FindLinks => target.starts_with('.') || target.starts_with('/'),
                _ => false,
            };
            (local && !target.contains("://")).then(|| target.to_owned())
        }
        RequirementLine::Direct(reference) if !reference.is_url() => Some(reference.target().to_owned()),
        _ => None,
    }
}
