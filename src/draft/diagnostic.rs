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
        let message = visible(&message.into());
        Self { severity, code: Cow::Borrowed(code), field, span: None, message, fixes: Vec::new() }
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

/// Whether a character moves the text around it instead of showing: a control character, a line break, a mark that turns
/// the direction of reading.
fn moves_text(c: char) -> bool {
    c.is_control() || turns_direction(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The marks by which a text can look other than it is read: embeddings, overrides and isolates of Unicode's UAX 9.
pub(super) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text in which nothing writes over what stands beside it, on a terminal or on the page.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if moves_text(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

/// How many findings there are of one severity.
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|d| d.severity == severity).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_by_severity() {
        let found = [Diagnostic::error("a", Field::Link, ""), Diagnostic::note("b", Field::Link, "")];
        let found = [&found[..], &found[..1]].concat();
        let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(&found, severity));
        assert_eq!(counts, [2, 0, 1]);
    }

    #[test]
    fn a_message_moves_nothing() {
        let found = Diagnostic::note("x", Field::Link, "a\u{1b}[2J\nb\u{202e}c\u{2028}é 日本 \u{2066}");
        assert_eq!(found.message, "a\\u{1b}[2J\\u{a}b\\u{202e}c\\u{2028}é 日本 \\u{2066}");
    }
}
