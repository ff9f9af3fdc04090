//! Addresses and paths without a name: `git+https://...#egg=x`, `./pkg`, `pkg.whl`.

use std::fmt;

use super::cursor::Cursor;
use super::grammar::extras;
use super::marker::marker;
use super::name::identifier;
use super::{NormalisedName, RequirementError, RequirementOption};

/// Something to install from an address or a path. Its `Display` is the line as written, trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectReference {
    pub(super) text: String,
    pub(super) target: String,
    pub(super) marker: Option<String>,
    pub(super) options: Vec<RequirementOption>,
    pub(super) comment: Option<String>,
}

impl DirectReference {
    /// The address or path, extras included.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Whether it is an address; otherwise it is a path inside the image.
    pub fn is_url(&self) -> bool {
        has_scheme(&self.target)
    }

    /// The package's name where the target says it: `#egg=NAME`, or the file name of a wheel.
    pub fn name(&self) -> Option<NormalisedName> {
        target_name(&self.target)
    }

    /// The environment marker after `;`, as written.
    pub fn marker(&self) -> Option<&str> {
        self.marker.as_deref()
    }

    /// pip's options for this line alone.
    pub fn options(&self) -> &[RequirementOption] {
        &self.options
    }

    /// The comment from its `#` on.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }
}

impl fmt::Display for DirectReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether pip takes a line for an address (`is_url`) or a path (`_get_url_from_path`) rather than for a name.
pub(super) fn is_direct(text: &str) -> bool {
    let bare = text.split([';', ' ', '\t']).next().unwrap_or_default();
    let before_at = text.split('@').next().unwrap_or_default();
    let path = |part: &str| part.starts_with('.') || part.contains('/');
    let unnamed = before_at.split(';').next().unwrap_or_default();
    has_scheme(bare) || bare.starts_with("${") || path(unnamed) || is_archive(bare)
}

/// Reads an address or a path up to the cursor's end: no white space in it, then perhaps `; marker`.
pub(super) fn direct(cursor: &mut Cursor) -> Result<DirectReference, RequirementError> {
    let start = cursor.at();
    let is_url = has_scheme(cursor.rest());
    cursor.take_while(if is_url { outside_space } else { |c| outside_space(c) && !matches!(c, ';' | '[') });
    if is_url && cursor.since(start).ends_with(';') {
        let message = "put a space between an address and ';'";
        return Err(RequirementError::new(cursor.at() - 1..cursor.at(), message));
    }
    if !is_url {
        extras(cursor)?;
    }
    let target = cursor.since(start).to_owned();
    cursor.spaces();
    let marker = match (cursor.is_done(), cursor.eat(";")) {
        (true, _) => None,
        (false, false) => {
            return Err(cursor.expected(if is_url { "';' after an address" } else { "';' after a path" }));
        }
        (false, true) => {
            let start = cursor.at();
            marker(cursor)?;
            Some(cursor.since(start).trim().to_owned())
        }
    };
    Ok(DirectReference { text: String::new(), target, marker, options: Vec::new(), comment: None })
}

fn outside_space(c: char) -> bool {
    !c.is_whitespace()
}

/// `scheme:` as the addresses that pip installs from have it, or `${NAME}`, which pip replaces by a variable.
pub(super) fn has_scheme(text: &str) -> bool {
    let variable = text.strip_prefix("${").and_then(|rest| rest.split_once('}'));
    if let Some((name, _)) = variable {
        return !name.is_empty();
    }
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let known = match scheme.split_once('+') {
        Some((system, _)) => matches!(system, "git" | "hg" | "svn" | "bzr"),
        None => matches!(scheme.as_str(), "http" | "https" | "ftp" | "file"),
    };
    known && rest.starts_with('/') && (scheme == "file" || rest.starts_with("//"))
}

fn is_archive(word: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".whl",
        ".zip",
        ".tar",
        ".tar.gz",
        ".tgz",
        ".tar.bz2",
        ".tbz",
        ".tar.xz",
        ".txz",
        ".tlz",
        ".tar.lz",
        ".tar.lzma",
    ];
    let word = word.split('[').next().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// The name that an address or path says.
pub(super) fn target_name(target: &str) -> Option<NormalisedName> {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let egg = fragment.split('&').find_map(|part| part.strip_prefix("egg="));
    let file = path.split('?').next()?.rsplit('/').next()?;
    let wheel = file.to_ascii_lowercase().ends_with(".whl").then(|| file.split('-').next()).flatten();
    let text = egg.or(wheel)?;
    let name = identifier(&mut Cursor::new(text, 0..text.len()), "").ok()?;
    Some(NormalisedName::of(name))
}
