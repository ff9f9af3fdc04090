//! PEP 508: name, extras, specifiers or an address, marker.

use super::cursor::Cursor;
use super::direct::has_scheme;
use super::marker::marker;
use super::name::identifier;
use super::specifier::{Operator, Specifier};
use super::{NormalisedName, Requirement, RequirementError, RequirementSource};

/// Reads a requirement up to the cursor's end. The line's own text, options and comment are filled in by `line`.
pub(super) fn requirement(cursor: &mut Cursor) -> Result<Requirement, RequirementError> {
    let name = identifier(cursor, "the name of a package")?;
    cursor.spaces();
    let extras = extras(cursor)?;
    cursor.spaces();
    let source = match cursor.eat("@") {
        true => RequirementSource::Url(address(cursor)?),
        false => RequirementSource::Index(specifiers(cursor)?),
    };
    let marker = marker_part(cursor, &source)?;
    Ok(Requirement {
        text: String::new(),
        name: name.to_owned(),
        normalised: NormalisedName::of(name),
        extras,
        source,
        marker,
        options: Vec::new(),
        comment: None,
    })
}

/// `[one, two]`, possibly empty.
pub(super) fn extras(cursor: &mut Cursor) -> Result<Vec<String>, RequirementError> {
    let mut extras = Vec::new();
    if !cursor.eat("[") {
        return Ok(extras);
    }
    cursor.spaces();
    if cursor.eat("]") {
        return Ok(extras);
    }
    loop {
        extras.push(identifier(cursor, "the name of an extra")?.to_owned());
        cursor.spaces();
        if cursor.eat("]") {
            return Ok(extras);
        }
        if !cursor.eat(",") {
            return Err(cursor.expected("',' or ']' after an extra"));
        }
        cursor.spaces();
    }
}

/// Comparisons joined by commas, possibly none, possibly in parentheses; `packaging` lets a last comma be.
fn specifiers(cursor: &mut Cursor) -> Result<Vec<Specifier>, RequirementError> {
    let mut specifiers = Vec::new();
    let in_parentheses = cursor.eat("(");
    cursor.spaces();
    while let Some(operator) = Operator::read(cursor) {
        specifiers.push(Specifier::read(operator, cursor)?);
        cursor.spaces();
        if !cursor.eat(",") {
            break;
        }
        cursor.spaces();
    }
    if in_parentheses && !cursor.eat(")") {
        return Err(unexpected(cursor, "a comparison or ')'"));
    }
    cursor.spaces();
    if cursor.is_done() || cursor.peek() == Some(';') {
        return Ok(specifiers);
    }
    let bare = specifiers.is_empty() && !in_parentheses;
    Err(unexpected(cursor, if bare { "a comparison such as ==, or ';', or the end" } else { "',', ';' or the end" }))
}

/// The one mistake that deserves its own sentence.
fn unexpected(cursor: &Cursor, what: &str) -> RequirementError {
    match cursor.peek() {
        Some('=') => RequirementError::new(cursor.at()..cursor.at() + 1, "a single '=' compares nothing: write =="),
        _ => cursor.expected(what),
    }
}

/// The address after `@`. It ends at a space: pip would cut it at a `;`, `packaging` would not, so it has none.
fn address(cursor: &mut Cursor) -> Result<String, RequirementError> {
    cursor.spaces();
    let start = cursor.at();
    let address = cursor.take_while(|c| !c.is_whitespace() && c != ';');
    if cursor.peek() == Some(';') {
        return Err(RequirementError::new(cursor.at()..cursor.at() + 1, "put a space between an address and ';'"));
    }
    if !has_scheme(address) {
        let message = "expected an address such as https://host/file.whl after @";
        return Err(cursor.error_since(start, message));
    }
    cursor.spaces();
    Ok(address.to_owned())
}

/// `; marker`, to the end.
fn marker_part(cursor: &mut Cursor, source: &RequirementSource) -> Result<Option<String>, RequirementError> {
    if cursor.is_done() {
        return Ok(None);
    }
    if !cursor.eat(";") {
        let is_url = matches!(source, RequirementSource::Url(_));
        return Err(cursor.expected(if is_url { "';' after an address" } else { "';' or the end" }));
    }
    let start = cursor.at();
    marker(cursor)?;
    Ok(Some(cursor.since(start).trim().to_owned()))
}
