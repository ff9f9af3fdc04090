//! Rows of packages.txt and requirements.txt.

use std::collections::BTreeSet;

use super::super::{Diagnostic, Draft, Edit, Row};
use super::grounds::Grounds;
use super::own_fields::words;
use crate::domain::{Distro, Field, OsPackage, PackageLine, RequirementLine, RowList, Sourced};

/// Longest line that is read, in bytes: nothing that a person means is longer.
const LONGEST_LINE: usize = 4_096;

/// The packages that can be written. Comments go where the image would choke on them.
pub fn packages(
    draft: &Draft,
    distro: Distro,
    grounds: &Grounds,
    found: &mut Vec<Diagnostic>,
) -> Vec<Sourced<PackageLine>> {
    let mut lines: Vec<Sourced<PackageLine>> = Vec::new();
    let mut names = BTreeSet::new();
    let permitted = Permitted::of(draft, grounds);
    for row in readable(draft, RowList::Packages, found) {
        let field = Field::Row(RowList::Packages, row.id);
        let line = match PackageLine::parse(&row.text, distro) {
            Ok(line) => line,
            Err(error) => {
                let diagnostic = Diagnostic::error("package-name", field, sentence(&error.message)).at(error.span);
                let several = row.text.split_whitespace().count() > 1 && !row.text.contains('#');
                found.push(match several {
                    true => diagnostic.with_fix("Split it", Edit::All(split_row(row, draft))),
                    false => diagnostic,
                });
                continue;
            }
        };
        let line = if grounds.triggers.take_comments() { line } else { uncommented(line, field, found) };
        let refused = match line.package() {
            Some(package) if !names.insert(package.name().to_owned()) => {
                let message = format!("{} is listed above already. Keep one of the two.", package.name());
                Some(("package-duplicate", message))
            }
            Some(package) => permitted.refusal(package),
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
    let first = rest.next().map(|c| c.to_ascii_uppercase().to_string()).unwrap_or_default();
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

/// What packages are held against, ready for many look-ups.
struct Permitted<'a> {
    is_own: bool,
    tags: BTreeSet<&'a str>,
    names: BTreeSet<&'a str>,
}

impl<'a> Permitted<'a> {
    fn of(draft: &'a Draft, grounds: &Grounds) -> Self {
        let tags = draft.apk_repositories.iter().map(|row| row.text.trim().trim_start_matches('@'));
        Self { is_own: grounds.family.is_own(), tags: tags.collect(), names: words(&draft.allow).collect() }
    }

    /// Why a well-formed package cannot be written.
    fn refusal(&self, package: &OsPackage) -> Option<(&'static str, String)> {
        let name = package.name();
        match package.repository() {
            Some(repository) if !self.is_own => {
                Some(("package-repository", format!("This image has no repository tagged @{repository}.")))
            }
            Some(repository) if !self.tags.contains(repository) => {
                Some(("package-repository", format!("Declare the repository @{repository} under Every layer first.")))
            }
            _ if !self.names.is_empty() && !self.names.contains(name) => {
                Some(("package-not-allowed", format!("{name} is not on the white list of allowed packages.")))
            }
            _ => None,
        }
    }
}

/// The requirements that can be written.
pub fn requirements(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<Sourced<RequirementLine>> {
    let mut lines: Vec<Sourced<RequirementLine>> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in readable(draft, RowList::Requirements, found) {
        let field = Field::Row(RowList::Requirements, row.id);
        match RequirementLine::parse(&row.text) {
            Err(error) => {
                found.push(Diagnostic::error("requirement-syntax", field, sentence(&error.message)).at(error.span));
            }
            Ok(line) if repeats(&line, &mut seen) => {
                let message = "This package is required above already; pip refuses two lines. Keep one of the two.";
                found.push(Diagnostic::error("requirement-duplicate", field, message));
            }
            Ok(line) => lines.push(Sourced { row: row.id, value: line }),
        }
    }
    lines
}

/// pip refuses a second line for a name, unless markers keep the two apart.
fn repeats(line: &RequirementLine, seen: &mut BTreeSet<(String, Option<String>)>) -> bool {
    let RequirementLine::Requirement(requirement) = line else { return false };
    !seen.insert((requirement.normalised().as_str().to_owned(), requirement.marker().map(str::to_owned)))
}

/// The rows with text, but for those too long to be meant: these are reported.
fn readable<'a>(draft: &'a Draft, list: RowList, found: &mut Vec<Diagnostic>) -> Vec<&'a Row> {
    let (rows, long): (Vec<&Row>, Vec<&Row>) = (draft.rows(list).iter())
        .filter(|row| !row.text.trim().is_empty())
        .partition(|row| row.text.len() <= LONGEST_LINE);
    for row in long {
        let message =
            format!("This row has {} bytes, too many for one line. Paste it as separate lines.", row.text.len());
        found.push(Diagnostic::error("row-too-long", Field::Row(list, row.id), message));
    }
    rows
}
