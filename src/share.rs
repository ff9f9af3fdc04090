//! A configuration in the forms in which it is passed on: each one text, quoted for where it is pasted.
//!
//! Must not be in here: the clipboard, the address bar.

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::draft::Draft;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The address of the page with the configuration.
    Link,
    /// The same with the open file.
    FileLink,
    /// HTML for a docs page.
    Embed,
    /// A Markdown image that leads to the configuration.
    Badge,
    /// The files that carry the configuration as Markdown code blocks, with the link below.
    Blocks,
    /// The command line of the twin.
    Command,
}

/// A configuration in one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Which form.
    pub form: Form,
    /// The text to paste.
    pub text: String,
}

/// All forms. `address` is the page's own without a fragment; `file` the path of the open file.
pub fn snippets(_draft: &Draft, _catalog: &Catalog, _address: &str, _file: &str) -> Vec<Snippet> {
    Vec::new()
}
