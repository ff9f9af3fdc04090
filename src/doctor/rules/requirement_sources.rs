//! Where requirements come from: addresses that carry a password, and those that bring another Airflow.

use super::super::Examination;
use crate::domain::{Field, RequirementLine, RequirementSource, RowList, has_credentials};
use crate::draft::{Diagnostic, Edit};

/// Judges every address.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for line in &examination.description.requirements {
        let field = Field::Row(RowList::Requirements, line.row);
        let Some(address) = address(&line.value) else { continue };
        if has_credentials(&address) {
            let message = "This address holds a password. It would stand in requirements.txt and the image; the link leaves it out. \
                           Give it at build time instead.";
            found.push(Diagnostic::warning("requirement-credentials", field, message));
        }
        let unnamed = matches!(&line.value, RequirementLine::Direct(direct) if direct.name().is_none());
        if unnamed && is_airflow(&address) {
            let message = "This looks like Airflow itself: pip would replace the image’s. Choose the version above, or \
                           name the fork under Every layer.";
            let remove = Edit::Remove(RowList::Requirements, line.row);
            found.push(Diagnostic::warning("requirement-airflow-source", field, message).with_fix("Remove it", remove));
        }
    }
}

fn address(line: &RequirementLine) -> Option<String> {
    match line {
        RequirementLine::Requirement(requirement) => match requirement.source() {
            RequirementSource::Url(address) => Some(address.clone()),
            RequirementSource::Index(_) => None,
        },
        RequirementLine::Direct(direct) => Some(direct.target().to_owned()),
        RequirementLine::Option(option) => option.value().map(str::to_owned),
        RequirementLine::Comment(_) | RequirementLine::Blank => None,
    }
}

/// The repository of Airflow or of a fork that kept its name, or an archive of a release.
fn is_airflow(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let file = last.replace('_', "-").to_ascii_lowercase();
    let archive = |ending: &str| file.ends_with(ending);
    let release = ["apache-airflow-core-", "apache-airflow-task-sdk-", "apache-airflow-"]
        .iter()
        .find_map(|head| file.strip_prefix(head).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
    let repository = last.split('@').next().unwrap_or_default().trim_end_matches(".git");
    let from_git = address.starts_with("git+") && repository.eq_ignore_ascii_case("airflow");
    from_git || release.is_some() && (archive(".whl") || archive(".tar.gz") || archive(".zip"))
}
