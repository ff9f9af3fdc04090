//! The fields that only layers of one's own have: extras, soft fork, index, labels, tagged repositories, white list.

use std::collections::BTreeSet;

use super::super::{Diagnostic, Draft};
use crate::domain::{AirflowSource, ApkRepository, Field, Label, RowList, TextField};

/// The words of a field that separates by commas or spaces.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', '\t', '\n']).filter(|word| !word.is_empty())
}

impl Draft {
    /// Whether the white list lets a package in; without one all are let in.
    pub fn allows(&self, package: &str) -> bool {
        let mut allowed = words(&self.allow).peekable();
        allowed.peek().is_none() || allowed.any(|allowed| allowed == package)
    }
}

/// Airflow extras, sorted and unique, `postgres` among them: the local run needs it.
pub fn extras(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut extras = vec!["postgres".to_owned()];
    for word in words(&draft.extras) {
        if is_extra(word) {
            extras.push(word.to_ascii_lowercase());
        } else {
            let message = format!("{word:?} is no name of an extra; use letters, digits, - . and _.");
            found.push(Diagnostic::error("extra-name", Field::Text(TextField::Extras), message));
        }
    }
    extras.sort();
    extras.dedup();
    extras
}

fn is_extra(word: &str) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric();
    word.starts_with(edge) && word.ends_with(edge) && word.chars().all(|c| edge(c) || "-._".contains(c))
}

/// Where Airflow comes from: the index, unless both fields of a soft fork are sound.
pub fn source(draft: &Draft, found: &mut Vec<Diagnostic>) -> AirflowSource {
    let (address, revision) = (draft.repository.trim(), draft.revision.trim());
    if address.is_empty() && revision.is_empty() {
        return AirflowSource::Index;
    }
    let problem = if address.is_empty() {
        Some((
            TextField::Repository,
            "A revision needs the repository that it is in, such as https://host/org/airflow.",
        ))
    } else if revision.is_empty() {
        Some((TextField::Revision, "Say which branch, tag or commit of the repository to build."))
    } else if !is_plain_address(address) {
        Some((TextField::Repository, "Give an https:// address without user name, password, spaces or quotes."))
    } else if !is_revision(revision) {
        Some((TextField::Revision, "A revision has letters, digits and . _ - / + only, and starts with no -."))
    } else {
        None
    };
    match problem {
        Some((field, message)) => {
            found.push(Diagnostic::error("fork", Field::Text(field), message));
            AirflowSource::Index
        }
        None => AirflowSource::Repository { address: address.to_owned(), revision: revision.to_owned() },
    }
}

fn is_revision(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || "._-/+".contains(c);
    text.chars().all(word) && !text.starts_with('-') && !text.contains("..")
}

/// An http(s) address that is safe in every target: no credentials, no characters that any of them treats specially.
pub fn is_plain_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?=%+,".contains(c);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(safe))
}

/// The index mirror, if it is sound.
pub fn index(draft: &Draft, found: &mut Vec<Diagnostic>) -> Option<String> {
    let text = draft.index.trim();
    if text.is_empty() || is_plain_address(text) {
        return (!text.is_empty()).then(|| text.to_owned());
    }
    let message = if text.contains('@') {
        "Leave user name and password out: they would stay in the image. Put them into .netrc of the project."
    } else {
        "Give the https:// address of the index, such as https://pypi.example.com/simple."
    };
    found.push(Diagnostic::error("index", Field::Text(TextField::Index), message));
    None
}

/// Labels that can be written, names unique.
pub fn labels(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut names = BTreeSet::new();
    for row in draft.labels.iter().filter(|row| !row.is_blank()) {
        let name = row.text.trim();
        let problem = if !is_label_name(name) {
            Some("A label's name has letters, digits and . - _ / and starts with a letter.")
        } else if row.value.chars().any(char::is_control) {
            Some("A label's value cannot hold line breaks or control characters.")
        } else if !names.insert(name) {
            Some("This label is set above already. Keep one of the two.")
        } else {
            None
        };
        match problem {
            Some(message) => found.push(Diagnostic::error("label", Field::Row(RowList::Labels, row.id), message)),
            None => labels.push(Label { row: row.id, name: name.to_owned(), value: row.value.clone() }),
        }
    }
    labels
}

fn is_label_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 128
        && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_/".contains(c))
}

/// Tagged apk repositories that can be written, names unique.
pub fn apk_repositories(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<ApkRepository> {
    let mut repositories: Vec<ApkRepository> = Vec::new();
    let mut names = BTreeSet::new();
    for row in draft.apk_repositories.iter().filter(|row| !row.is_blank()) {
        let (name, address) = (row.text.trim().trim_start_matches('@'), row.value.trim());
        // As a package names it: `curl@NAME`.
        let named = name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let problem = if !named {
            Some("A repository's tag has letters, digits, - and _ only, and starts with none of the last two.")
        } else if !is_plain_address(address) {
            Some("Give the repository's https:// address, without spaces or quotes.")
        } else if !names.insert(name) {
            Some("This tag is declared above already. Keep one of the two.")
        } else {
            None
        };
        let field = Field::Row(RowList::ApkRepositories, row.id);
        match problem {
            Some(message) => found.push(Diagnostic::error("apk-repository", field, message)),
            None => {
                let (name, address) = (name.to_owned(), address.to_owned());
                repositories.push(ApkRepository { row: row.id, name, address });
            }
        }
    }
    repositories
}
