//! Rows of packages.txt and requirements.txt.

use super::super::{Diagnostic, Draft, Edit, Row};
use super::grounds::Grounds;
use super::own_fields::words;
use crate::domain::{Distro, Field, PackageLine, RequirementLine, RowList, Sourced};

/// The packages that can be written. Comments go where the image would choke on them.
pub fn packages(
    draft: &Draft,
    distro: Distro,
    grounds: &Grounds,
    found: &mut Vec<Diagnostic>,
) -> Vec<Sourced<PackageLine>> {
    let mut lines: Vec<Sourced<PackageLine>> = Vec::new();
    for row in draft.packages.iter().filter(|row| !row.text.trim().is_empty()) {
        let field = Field::Row(RowList::Packages, row.id);
        let line = match PackageLine::parse(&row.text, distro) {
            Ok(line) => line,
            Err(error) => {
                let split = Edit::All(split_row(row, draft));
                let diagnostic = Diagnostic::error("package-name", field, sentence(&error.message)).at(error.span);
                let several = row.text.split_whitespace().count() > 1 && !row.text.contains('#');
                found.push(if several { diagnostic.with_fix("Split it", split) } else { diagnostic });
                continue;
            }
        };
        let line = if grounds.triggers.take_comments() { line } else { uncommented(line, field, found) };
        let refused = match line.package() {
            Some(package) => refusal(package.name(), package.repository(), draft, grounds, &lines),
            None => None,
        };
        match refused {
            Some((code, message)) => found.push(Diagnostic::error(code, field, message)),
            None if line == PackageLine::Blank => {}
            None => lines.push(Sourced { row: row.id, value: line }),
        }
    }
    lines
}

/// What a parser says, as a sentence: a capital in front, a full stop behind.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", rest.as_str().trim_end_matches('.'))
}

fn split_row(row: &Row, draft: &Draft) -> Vec<Edit> {
    let at = draft.packages.iter().position(|other| other.id == row.id).unwrap_or(usize::MAX);
    let rows = row.text.split_whitespace().map(Row::line).collect();
    vec![Edit::Remove(RowList::Packages, row.id), Edit::Insert(RowList::Packages, at, rows)]
}

fn uncommented(line: PackageLine, field: Field, found: &mut Vec<Diagnostic>) -> PackageLine {
    if line.comment().is_some() {
        let message = "This image reads every word of packages.txt as a package; the comment is left out of the file.";
        found.push(Diagnostic::note("package-comment", field, message));
    }
    match line {
        PackageLine::Package { package, .. } => PackageLine::Package { package, comment: None },
        PackageLine::Comment(_) | PackageLine::Blank => PackageLine::Blank,
    }
}

/// Why a well-formed package cannot be written.
fn refusal(
    name: &str,
    repository: Option<&str>,
    draft: &Draft,
    grounds: &Grounds,
    lines: &[Sourced<PackageLine>],
) -> Option<(&'static str, String)> {
    if lines.iter().filter_map(|line| line.value.package()).any(|earlier| earlier.name() == name) {
        return Some(("package-duplicate", format!("{name} is listed above already. Keep one of the two.")));
    }
    if let Some(repository) = repository {
        let declares = |row: &Row| row.text.trim().trim_start_matches('@') == repository;
        if !grounds.family.is_own() {
            return Some(("package-repository", format!("This image has no repository tagged @{repository}.")));
        }
        if !draft.apk_repositories.iter().any(declares) {
            let message = format!("Declare the repository @{repository} under Every layer first.");
            return Some(("package-repository", message));
        }
    }
    let mut allowed = words(&draft.allow).peekable();
    let listed = allowed.peek().is_none() || allowed.any(|allowed| allowed == name);
    (!listed).then(|| ("package-not-allowed", format!("{name} is not on the white list of allowed packages.")))
}

/// The requirements that can be written.
pub fn requirements(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<Sourced<RequirementLine>> {
    let mut lines: Vec<Sourced<RequirementLine>> = Vec::new();
    for row in draft.requirements.iter().filter(|row| !row.text.trim().is_empty()) {
        let field = Field::Row(RowList::Requirements, row.id);
        match RequirementLine::parse(&row.text) {
            Err(error) => {
                found.push(Diagnostic::error("requirement-syntax", field, sentence(&error.message)).at(error.span));
            }
            Ok(line) if repeats(&line, &lines) => {
                let message = "This package is required above already; pip refuses two lines. Keep one of the two.";
                found.push(Diagnostic::error("requirement-duplicate", field, message));
            }
            Ok(line) => lines.push(Sourced { row: row.id, value: line }),
        }
    }
    lines
}

/// pip refuses a second line for a name, unless markers keep the two apart.
fn repeats(line: &RequirementLine, earlier: &[Sourced<RequirementLine>]) -> bool {
    let RequirementLine::Requirement(requirement) = line else { return false };
    earlier.iter().any(|other| match &other.value {
        RequirementLine::Requirement(other) => {
            other.normalised() == requirement.normalised() && other.marker() == requirement.marker()
        }
        _ => false,
    })
}
