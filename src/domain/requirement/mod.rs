//! One line of requirements.txt, as pip reads it.
//!
//! PEP 508 requirements with PEP 440 versions, and pip's own forms: comments, options, bare addresses and paths.
//! Checked against Python's `packaging` by `tests/requirement_corpus.rs`. Stricter than pip on purpose, each time with
//! a sentence: a row that ends in a backslash would swallow the next row; a single `=`; a backslash inside a marker's
//! string; an address without a scheme after `@`; two options in one row.
//!
//! Must not be in here: what a requirement means for a project (that is the doctor), files of many lines (`draft`).

mod cursor;
mod direct;
mod error;
mod grammar;
mod line;
mod marker;
mod name;
mod option;
mod pep440;
mod specifier;

pub use direct::DirectReference;
pub use error::RequirementError;
pub use line::RequirementLine;
pub use name::NormalisedName;
pub use option::{GlobalOption, GlobalOptionKind, RequirementOption};
pub use pep440::version_cmp;
pub use specifier::{Operator, Specifier};

use std::fmt;

/// Where a requirement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequirementSource {
    /// The package index, held by these specifiers (all of them); empty takes any version.
    Index(Vec<Specifier>),
    /// An address, as in `name @ https://...`.
    Url(String),
}

/// A requirement with a name. Its `Display` is the line as written, trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    text: String,
    name: String,
    normalised: NormalisedName,
    extras: Vec<String>,
    source: RequirementSource,
    marker: Option<String>,
    options: Vec<RequirementOption>,
    comment: Option<String>,
}

impl Requirement {
    /// The name as written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name as the index knows it (PEP 503).
    pub fn normalised(&self) -> &NormalisedName {
        &self.normalised
    }

    /// The extras as written, in order.
    pub fn extras(&self) -> &[String] {
        &self.extras
    }

    /// Where it comes from.
    pub fn source(&self) -> &RequirementSource {
        &self.source
    }

    /// The version specifiers; empty for an address and where any version fits.
    pub fn specifiers(&self) -> &[Specifier] {
        match &self.source {
            RequirementSource::Index(specifiers) => specifiers,
            RequirementSource::Url(_) => &[],
        }
    }

    /// The environment marker after `;`, as written; its grammar has been checked.
    pub fn marker(&self) -> Option<&str> {
        self.marker.as_deref()
    }

    /// pip's options for this requirement alone, in order: hashes above all.
    pub fn options(&self) -> &[RequirementOption] {
        &self.options
    }

    /// The comment from its `#` on.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// The one version that fits: of a single `==` without `.*`, or a single `===`.
    pub fn pinned_version(&self) -> Option<&str> {
        match self.specifiers() {
            [only] => only.pin(),
            _ => None,
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
