//! The requirements that name a package, read once for all rules about them, and how their lines are rewritten.
//!
//! Must not be in here: findings.

use super::Examination;
use crate::catalog::CompileNeed;
use crate::domain::{Field, Requirement, RequirementSource, RowId, RowList};
use crate::draft::Edit;

/// A requirement and its row.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// The row.
    pub row: RowId,
    /// What it requires.
    pub requirement: &'a Requirement,
}

/// The rows that name a package.
pub fn named<'a>(examination: &'a Examination) -> impl Iterator<Item = Named<'a>> {
    let lines = examination.description.requirements.iter();
    lines.filter_map(|line| Some(Named { row: line.row, requirement: line.value.requirement()? }))
}

impl Named<'_> {
    /// The place of a finding about the row.
    pub fn field(&self) -> Field {
        Field::Row(RowList::Requirements, self.row)
    }

    /// The name as the index knows it.
    pub fn name(&self) -> &str {
        self.requirement.normalised().as_str()
    }

    /// Whether it comes from the index.
    pub fn is_from_index(&self) -> bool {
        matches!(self.requirement.source(), RequirementSource::Index(_))
    }

    /// The row with another name and other specifiers; extras, marker, options and comment stay.
    pub fn rewritten(&self, name: &str, specifiers: &str) -> Edit {
        let requirement = self.requirement;
        let mut text = name.to_owned();
        if !requirement.extras().is_empty() {
            text.extend(["[", &requirement.extras().join(","), "]"]);
        }
        text.push_str(specifiers);
        if let Some(marker) = requirement.marker() {
            text.extend(["; ", marker]);
        }
        if let Some(comment) = requirement.comment() {
            text.extend(["  ", comment]);
        }
        Edit::RowText(RowList::Requirements, self.row, text)
    }

    /// The row held to one version. `None` where hashes belong to what stands there, or where that version would have
    /// to be compiled and what stands there has not.
    pub fn pinned(&self, examination: &Examination, version: &str) -> Option<Edit> {
        let needs = |pin: Option<&str>| {
            let os = examination.os()?;
            Some(examination.catalog.compile_need(self.name(), pin, os, examination.description.python))
        };
        let compiles = |need: &Option<CompileNeed>| matches!(need, Some(CompileNeed::Yes(_) | CompileNeed::Never));
        let worse = compiles(&needs(Some(version))) && !compiles(&needs(self.requirement.pinned_version()));
        let fits = self.requirement.options().is_empty() && !worse;
        fits.then(|| self.rewritten(self.requirement.name(), &["==", version].concat()))
    }
}
