//! From a draft to a fragment.

use super::form::{append, guard};
use crate::catalog::Catalog;
use crate::domain::{Constraints, Layout, RowList, TextField};
use crate::draft::{Draft, Row, SecretMark, is_sensitive};

/// The fragment, without `#`: `v`, `image`, the versions that the image does not say, and what differs from the
/// defaults. Values of secrets are left out, their names stay.
pub fn encode(draft: &Draft, catalog: &Catalog) -> String {
    let mut out = String::new();
    append(&mut out, "v", "1");
    image(&mut out, draft);
    texts(&mut out, draft);
    packages(&mut out, &draft.packages);
    draft.requirements.iter().for_each(|row| append(&mut out, "requirements", &row.text));
    for (at, row) in draft.env.iter().enumerate() {
        variable(&mut out, row, &draft.env[..at], catalog);
    }
    pairs(&mut out, "label", draft.rows(RowList::Labels));
    pairs(&mut out, "apkrepo", draft.rows(RowList::ApkRepositories));
    if !draft.instructions.is_empty() {
        draft.instructions.split('\n').for_each(|line| append(&mut out, "dockerfile", line));
    }
    choices(&mut out, draft);
    out
}

/// A fragment that opens a file of the project in the preview.
pub fn with_file(fragment: &str, path: &str) -> String {
    let mut out = fragment.to_owned();
    append(&mut out, "file", path);
    out
}

fn image(out: &mut String, draft: &Draft) {
    append(out, "image", &draft.image.reference);
    append_some(out, "airflow", &draft.image.airflow);
    append_some(out, "python", &draft.image.python);
    if draft.image.own {
        append(out, "layers", "own");
    }
    if let Some(distro) = draft.image.distro {
        append(out, "distro", distro.as_str());
    }
}

fn texts(out: &mut String, draft: &Draft) {
    if draft.name != Draft::DEFAULT_NAME {
        append(out, "name", &draft.name);
    }
    append_some(out, "extras", draft.text(TextField::Extras));
    append_some(out, "repository", draft.text(TextField::Repository));
    append_some(out, "revision", draft.text(TextField::Revision));
    append_some(out, "index", draft.text(TextField::Index));
    append_some(out, "allow", draft.text(TextField::Allow));
}

fn append_some(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        append(out, key, value);
    }
}

/// Runs of rows without `#` share one comma-separated value; a row with `#` is one value, as it is.
fn packages(out: &mut String, rows: &[Row]) {
    for run in rows.chunk_by(|a, b| !a.text.contains('#') && !b.text.contains('#')) {
        match run {
            [row] if row.text.contains('#') => append(out, "packages", &row.text),
            run => {
                let guarded: Vec<String> = run.iter().map(|row| guard(&row.text, b',')).collect();
                append(out, "packages", &guarded.join(","));
            }
        }
    }
}

fn variable(out: &mut String, row: &Row, earlier: &[Row], catalog: &Catalog) {
    let name = guard(&row.text, b'=');
    match row.mark {
        SecretMark::Secret => append(out, "secret", &format!("{}{name}", new_row_sign(row, earlier))),
        SecretMark::Guess if is_sensitive(row, catalog) => append(out, "env", &name),
        SecretMark::Guess => append(out, "env", &format!("{name}={}", row.value)),
        SecretMark::Plain => {
            append(out, "env", &format!("{name}={}", row.value));
            append(out, "plain", &name);
        }
    }
}

/// `secret=NAME` marks a variable of that name if there is one; a leading `=` says that this is a row of its own.
fn new_row_sign(row: &Row, earlier: &[Row]) -> &'static str {
    let known = earlier.iter().any(|other| other.text == row.text && other.mark == SecretMark::Guess);
    if known { "=" } else { "" }
}

fn pairs(out: &mut String, key: &str, rows: &[Row]) {
    rows.iter().for_each(|row| append(out, key, &format!("{}={}", guard(&row.text, b'='), row.value)));
}

fn choices(out: &mut String, draft: &Draft) {
    if draft.layout == Layout::Layered {
        append(out, "layout", "layered");
    }
    match draft.constraints {
        Constraints::Airflow => {}
        Constraints::Full => append(out, "constraints", "full"),
        Constraints::None => append(out, "constraints", "none"),
    }
    if let Some(platform) = draft.platform {
        append(out, "platform", platform.as_str());
    }
}
