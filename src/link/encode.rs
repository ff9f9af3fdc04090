//! From a draft to a fragment.

use std::collections::BTreeSet;

use super::form::{append, guard};
use super::image::filled;
use super::limits::LONGEST_RUN;
use super::writer::{Writer, Written};
use crate::catalog::Catalog;
use crate::domain::{Constraints, Field, Layout, RowList, TextField, without_credentials};
use crate::draft::{Draft, Row, SecretMark, is_sensitive};

/// The fragment, without `#`: `v`, `image`, the versions that the image does not say, and what differs from the
/// defaults. Values of secrets are left out, their names stay.
pub fn encode(draft: &Draft, catalog: &Catalog) -> String {
    write(draft, catalog).fragment
}

/// The same, and what is too much for a link and was left out of it.
pub fn write(draft: &Draft, catalog: &Catalog) -> Written {
    let mut out = Writer::default();
    out.put(Field::Link, "v", "1");
    image(&mut out, draft, catalog);
    texts(&mut out, draft);
    packages(&mut out, &draft.packages);
    for row in &draft.requirements {
        out.put_row(RowList::Requirements, row, &[("requirements", &without_credentials(&row.text))]);
    }
    variables(&mut out, draft, catalog);
    pairs(&mut out, "label", RowList::Labels, &draft.labels);
    pairs(&mut out, "apkrepo", RowList::ApkRepositories, &draft.apk_repositories);
    if !draft.instructions.is_empty() {
        for (at, line) in draft.instructions.split('\n').enumerate() {
            out.put_line(at, &without_credentials(line));
        }
    }
    choices(&mut out, draft);
    out.finish()
}

/// A fragment that opens a file of the project in the preview.
pub fn with_file(fragment: &str, path: &str) -> String {
    let mut out = fragment.to_owned();
    append(&mut out, "file", path);
    out
}

fn image(out: &mut Writer, draft: &Draft, catalog: &Catalog) {
    let image = &draft.image;
    let filled = filled(image, catalog);
    out.put(Field::Image, "image", &image.reference);
    if !image.airflow.is_empty() || !filled.airflow.is_empty() {
        out.put(Field::Airflow, "airflow", &image.airflow);
    }
    if !image.python.is_empty() || !filled.python.is_empty() {
        out.put(Field::Python, "python", &image.python);
    }
    if image.own {
        out.put(Field::Image, "layers", "own");
    }
    if let Some(distro) = image.distro {
        out.put(Field::Distro, "distro", distro.as_str());
    }
}

fn texts(out: &mut Writer, draft: &Draft) {
    let fields = [
        (TextField::Name, "name", Draft::DEFAULT_NAME),
        (TextField::Dag, "dag", ""),
        (TextField::Extras, "extras", ""),
        (TextField::Repository, "repository", ""),
        (TextField::Revision, "revision", ""),
        (TextField::Index, "index", ""),
        (TextField::Allow, "allow", ""),
    ];
    for (field, key, _) in fields.into_iter().filter(|(field, _, default)| draft.text(*field) != *default) {
        out.put(Field::Text(field), key, &without_credentials(draft.text(field)));
    }
}

/// Runs of rows without `#` share one comma-separated value; a row with `#` is one value, as it is.
fn packages(out: &mut Writer, rows: &[Row]) {
    for run in rows.chunk_by(|a, b| !a.text.contains('#') && !b.text.contains('#')) {
        match run {
            [row] if row.text.contains('#') => out.put_row(RowList::Packages, row, &[("packages", &row.text)]),
            run => package_run(out, run),
        }
    }
}

/// One value for as many rows as fit into it.
fn package_run(out: &mut Writer, run: &[Row]) {
    let mut first: Option<&Row> = None;
    let mut value = String::new();
    for row in run {
        let word = guard(&row.text, b',');
        match first {
            Some(_) if value.len() + word.len() < LONGEST_RUN => {
                value.push(',');
                value.push_str(&word);
            }
            before => {
                before.into_iter().for_each(|first| out.put_row(RowList::Packages, first, &[("packages", &value)]));
                (first, value) = (Some(row), word);
            }
        }
    }
    first.into_iter().for_each(|first| out.put_row(RowList::Packages, first, &[("packages", &value)]));
}

/// A row's mark; without its value, one that only the value made a secret has to be marked as one.
fn mark(row: &Row, catalog: &Catalog) -> SecretMark {
    let named = is_sensitive(&Row { mark: row.mark, ..Row::pair(row.text.as_str(), "") }, catalog);
    if is_sensitive(row, catalog) && !named { SecretMark::Secret } else { row.mark }
}

fn variables(out: &mut Writer, draft: &Draft, catalog: &Catalog) {
    let open: BTreeSet<&str> =
        draft.env.iter().filter(|row| mark(row, catalog) != SecretMark::Secret).map(|row| row.text.as_str()).collect();
    for row in &draft.env {
        let name = guard(&row.text, b'=');
        let set = format!("{name}={}", row.value);
        match mark(row, catalog) {
            // `secret=NAME` would mark the other row of that name; a leading `=` says that this is a row of its own.
            SecretMark::Secret if open.contains(row.text.as_str()) => {
                out.put_row(RowList::Env, row, &[("secret", &format!("={name}"))]);
            }
            SecretMark::Secret => out.put_row(RowList::Env, row, &[("secret", &name)]),
            SecretMark::Guess if is_sensitive(row, catalog) => out.put_row(RowList::Env, row, &[("env", &name)]),
            SecretMark::Guess => out.put_row(RowList::Env, row, &[("env", &set)]),
            SecretMark::Plain => out.put_row(RowList::Env, row, &[("env", &set), ("plain", &name)]),
        }
    }
}

fn pairs(out: &mut Writer, key: &str, list: RowList, rows: &[Row]) {
    for row in rows {
        out.put_row(list, row, &[(key, &format!("{}={}", guard(&row.text, b'='), without_credentials(&row.value)))]);
    }
}

fn choices(out: &mut Writer, draft: &Draft) {
    if draft.layout == Layout::Layered {
        out.put(Field::Layout, "layout", "layered");
    }
    match draft.constraints {
        Constraints::Airflow => {}
        Constraints::Full => out.put(Field::Constraints, "constraints", "full"),
        Constraints::None => out.put(Field::Constraints, "constraints", "none"),
    }
    if let Some(platform) = draft.platform {
        out.put(Field::Platform, "platform", platform.as_str());
    }
}
