//! Exact versions of packages: a branch serves only its newest build.

use super::super::Examination;
use crate::domain::{Distro, Field, RowList};
use crate::draft::{Diagnostic, Edit};

/// Finds `name=version`.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let Some(os) = examination.os() else { return };
    for line in &examination.description.packages {
        let Some(package) = line.value.package() else { continue };
        if !package.is_exact_pin() || package.repository().is_some() || package.release().is_some() {
            continue;
        }
        let field = Field::Row(RowList::Packages, line.row);
        let version = package.version().unwrap_or_default();
        let finding = match os.distro {
            Distro::Alpine => {
                let message = "Alpine serves only the newest build of a branch: this pin breaks with the next one. \
                               Drop it.";
                Diagnostic::warning("package-pinned", field, message)
            }
            Distro::Debian => {
                let message =
                    format!("Debian replaces {version} with the next point release. Drop the pin to be safe.");
                Diagnostic::note("package-pinned", field, message)
            }
        };
        let text = package.as_written().split_once('=').map_or(package.as_written(), |(name, _)| name);
        let text = line.value.comment().map_or_else(|| text.to_owned(), |comment| format!("{text} {comment}"));
        found.push(finding.with_fix("Drop the version", Edit::RowText(RowList::Packages, line.row, text)));
    }
}
