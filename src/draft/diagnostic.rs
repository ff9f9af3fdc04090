//! What is wrong or worth knowing, where, and the way out.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Edit;
use crate::domain::Field;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something was left out, or the project cannot build.
    Error,
    /// The project builds, and something will surprise.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word printed by the twin.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A way out: edits applied as one step, under a label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What the button says, in the imperative: "Use psycopg2-binary".
    pub label: String,
    /// What it does.
    pub edit: Edit,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable name, `package-name`; printed by the twin and used by tests.
    pub code: Cow<'static, str>,
    /// Where it belongs.
    pub field: Field,
    /// Bytes of the field's text that it is about, if not the whole.
    pub span: Option<Range<usize>>,
    /// One or two sentences: what was found, and what to do.
    pub message: String,
    /// Ways out, best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding without span and fixes.
    pub fn new(severity: Severity, code: &'static str, field: Field, message: impl Into<String>) -> Self {
        Self { severity, code: Cow::Borrowed(code), field, span: None, message: message.into(), fixes: Vec::new() }
    }

    /// An error.
    pub fn error(code: &'static str, field: Field, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, field, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, field: Field, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, field, message)
    }

    /// A note.
    pub fn note(code: &'static str, field: Field, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, field, message)
    }

    /// The same, about a part of the field's text.
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, with one more way out.
    pub fn with_fix(mut self, label: impl Into<String>, edit: Edit) -> Self {
        self.fixes.push(Fix { label: label.into(), edit });
        self
    }
}

/// How many findings there are of one severity.
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|d| d.severity == severity).count()
}
