//! Words as apk reads them: `[!]name[@tag][comparison version]`, no space.

use std::ops::Range;

use super::{Constraint, OsPackage, OsPackageError, check_part, refuse};

const COMPARISON: [char; 4] = ['<', '>', '=', '~'];

/// Reads a word.
pub(super) fn package(text: &str) -> Result<OsPackage, OsPackageError> {
    let start = usize::from(text.starts_with('!'));
    let end = text.find(COMPARISON).unwrap_or(text.len());
    let (name, repository) = named(text, start, end)?;
    if text.get(name.clone()).is_some_and(|name| name.contains(".apk")) {
        return refuse(name, "apk reads a name with '.apk' in it as a file: name the package");
    }
    Ok(OsPackage { repository, constraint: constraint(text, end)?, ..OsPackage::new(text, name) })
}

/// The name between `start` and `end`, and the tag after its `@`.
fn named(text: &str, start: usize, end: usize) -> Result<(Range<usize>, Option<String>), OsPackageError> {
    let whole = text.get(start..end).unwrap_or_default();
    let Some((name, tag)) = whole.split_once('@') else {
        check_part(whole, start, "name", "+._-:")?;
        return Ok((start..end, None));
    };
    check_part(name, start, "name", "+._-:")?;
    check_part(tag, start + name.len() + 1, "repository tag", "._-")?;
    Ok((start..start + name.len(), Some(tag.to_owned())))
}

/// The comparison from `start` on, if there is one.
fn constraint(text: &str, start: usize) -> Result<Option<Constraint>, OsPackageError> {
    let comparison = text.get(start..).unwrap_or_default();
    let version = comparison.trim_start_matches(COMPARISON);
    let operator = comparison.get(..comparison.len() - version.len()).unwrap_or_default();
    let end = start + operator.len();
    let exact = match operator {
        "" => return Ok(None),
        "=" => true,
        "<" | "<=" | ">" | ">=" | "~" | "~=" | "=~" => false,
        _ => return refuse(start..end, "expected one of = ~ < <= > >= between name and version"),
    };
    check_version(version, end)?;
    Ok(Some(Constraint { exact, version: version.to_owned() }))
}

/// `digits(.digits)*letter?(_suffix digits?)*(~hash)?(-rdigits)?`, as version.c of apk-tools says.
fn check_version(version: &str, at: usize) -> Result<(), OsPackageError> {
    match version_rest(version) {
        Some("") => Ok(()),
        rest => {
            let read = version.len() - rest.unwrap_or(version).len();
            refuse(at + read..at + version.len(), "expected a version such as 1.2.3 or 1.2.3-r0")
        }
    }
}

/// What is left after the longest version at the start, or nothing if there is none.
fn version_rest(version: &str) -> Option<&str> {
    let mut rest = after_digits(version)?;
    while let Some(next) = rest.strip_prefix('.').and_then(after_digits) {
        rest = next;
    }
    rest = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
    while let Some(next) = rest.strip_prefix('_').and_then(after_suffix) {
        rest = after_digits(next).unwrap_or(next);
    }
    if let Some(hash) = rest.strip_prefix('~') {
        let next = hash.trim_start_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c));
        rest = if next.len() < hash.len() { next } else { rest };
    }
    Some(rest.strip_prefix("-r").and_then(after_digits).unwrap_or(rest))
}

fn after_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

fn after_suffix(text: &str) -> Option<&str> {
    const SUFFIXES: [&str; 9] = ["alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"];
    SUFFIXES.iter().find_map(|suffix| text.strip_prefix(suffix))
}
