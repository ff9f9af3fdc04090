//! ENV rows: names, values, and where each is written.

use std::collections::BTreeSet;

use super::super::{Diagnostic, Draft, Edit, Row, SecretMark};
use crate::catalog::Catalog;
use crate::domain::{EnvName, EnvVariable, Field, Placement, RowList, has_credentials, looks_secret};

/// BuildKit reads lines of at most 65,535 bytes; escaping can double a value.
const LONGEST_VALUE: usize = 32_000;

/// Whether a row's value is kept out of image, link and memory: said by the person, known of the option, guessed from
/// the name, or seen in the value, in this order.
pub fn is_sensitive(row: &Row, catalog: &Catalog) -> bool {
    match row.mark {
        SecretMark::Secret => true,
        SecretMark::Plain => false,
        SecretMark::Guess => names_secret(row.text.trim(), catalog) || has_credentials(&row.value),
    }
}

/// Whether a name is that of a sensitive option, or reads like a secret's.
pub fn names_secret(name: &str, catalog: &Catalog) -> bool {
    match crate::domain::OptionKey::of_env(name) {
        Some(option) => catalog.is_sensitive_option(&option.section, &option.key),
        None => looks_secret(name),
    }
}

/// The variables that can be written; the others are reported and left out.
pub fn environment(draft: &Draft, catalog: &Catalog, found: &mut Vec<Diagnostic>) -> Vec<EnvVariable> {
    let mut variables: Vec<EnvVariable> = Vec::new();
    let mut names = BTreeSet::new();
    for row in draft.env.iter().filter(|row| !row.is_blank()) {
        match variable(row, &mut names, catalog) {
            Ok((variable, note)) => {
                variables.push(variable);
                found.extend(note);
            }
            Err(error) => found.push(*error),
        }
    }
    variables
}

type Checked = Result<(EnvVariable, Option<Diagnostic>), Box<Diagnostic>>;

fn variable<'a>(row: &'a Row, earlier: &mut BTreeSet<&'a str>, catalog: &Catalog) -> Checked {
    let field = Field::Row(RowList::Env, row.id);
    let refuse = |code, message: String| Err(Box::new(Diagnostic::error(code, field, message)));
    let name = match EnvName::parse(row.text.trim()) {
        Ok(name) => name,
        Err(error) => return refuse("env-name", name_message(error.0)),
    };
    if !earlier.insert(row.text.trim()) {
        return refuse("env-duplicate", format!("{name} is set above already. Keep one of the two."));
    }
    if let Some(c) = row.value.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t') {
        let message = format!("The value holds the control character {}. Remove it.", c.escape_unicode());
        let clean = row.value.replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n' && c != '\t', "");
        let fix = Edit::RowValue(RowList::Env, row.id, clean);
        return Err(Box::new(Diagnostic::error("env-control", field, message).with_fix("Remove it", fix)));
    }
    if row.value.len() > LONGEST_VALUE {
        let message =
            format!("The value has {} bytes; a Dockerfile line holds about {LONGEST_VALUE}.", row.value.len());
        return refuse("env-too-long", message + " Put it into a file under include/ instead.");
    }
    let placement = placement(row, catalog);
    let note = note(row, placement, catalog);
    Ok((EnvVariable { row: row.id, name, value: row.value.clone(), placement }, note))
}

fn name_message(offending: Option<char>) -> String {
    match offending {
        None => "This value has no name. Write the name of the variable on the left.".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("A name cannot start with the digit {c}."),
        Some(c) => format!("{c:?} cannot be in a variable's name; use letters, digits and _."),
    }
}

fn placement(row: &Row, catalog: &Catalog) -> Placement {
    if is_sensitive(row, catalog) {
        Placement::Secret
    } else if row.value.contains('\n') {
        Placement::ComposeOnly
    } else {
        Placement::Image
    }
}

fn secret_message(row: &Row, catalog: &Catalog) -> &'static str {
    match names_secret(row.text.trim(), catalog) {
        true => "Looks like a secret: it goes to .env, never into the image or a link.",
        false => "The address holds a password: it goes to .env, never into the image or a link.",
    }
}

fn unmarked(row: &Row) -> Row {
    Row { mark: SecretMark::Guess, ..row.clone() }
}

fn note(row: &Row, placement: Placement, catalog: &Catalog) -> Option<Diagnostic> {
    let field = Field::Row(RowList::Env, row.id);
    match placement {
        Placement::ComposeOnly => Some(Diagnostic::warning(
            "env-newline",
            field,
            "A Dockerfile cannot hold a line break in ENV. This value goes to compose.yaml only.",
        )),
        Placement::Secret if row.mark == SecretMark::Guess => Some(
            Diagnostic::note("env-secret", field, secret_message(row, catalog))
                .with_fix("It is not a secret", Edit::Mark(row.id, SecretMark::Plain)),
        ),
        // It can only be there because the person said that it is none.
        Placement::Image if is_sensitive(&unmarked(row), catalog) => Some(
            Diagnostic::warning("env-secret-in-image", field, "Everyone who can pull the image can read this value.")
                .with_fix("Keep it in .env", Edit::Mark(row.id, SecretMark::Secret)),
        ),
        _ => None,
    }
}
