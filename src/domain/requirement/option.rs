//! pip's options: those that stand alone on a line, and those that follow a requirement.

use std::fmt;

use super::cursor::Cursor;
use super::direct::target_name;
use super::{NormalisedName, RequirementError};

/// What an option on a line of its own does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlobalOptionKind {
    /// `-r FILE`: more requirements.
    Requirement,
    /// `-c FILE`: constraints.
    Constraint,
    /// `-e TARGET`: a development install.
    Editable,
    /// `-i ADDRESS`: the index.
    IndexUrl,
    /// `--extra-index-url ADDRESS`: one more index.
    ExtraIndexUrl,
    /// `--no-index`
    NoIndex,
    /// `-f ADDRESS`: a page or directory of archives.
    FindLinks,
    /// `--no-binary NAMES`
    NoBinary,
    /// `--only-binary NAMES`
    OnlyBinary,
    /// `--prefer-binary`
    PreferBinary,
    /// `--require-hashes`
    RequireHashes,
    /// `--pre`
    Pre,
    /// `--trusted-host HOST`
    TrustedHost,
    /// `--use-feature NAME`
    UseFeature,
}

/// Spellings: kind, short, long, whether a value follows. Source: `SUPPORTED_OPTIONS` of pip's req_file.py.
const OPTIONS: [(GlobalOptionKind, &str, &str, bool); 14] = [
    (GlobalOptionKind::Requirement, "-r", "--requirement", true),
    (GlobalOptionKind::Constraint, "-c", "--constraint", true),
    (GlobalOptionKind::Editable, "-e", "--editable", true),
    (GlobalOptionKind::IndexUrl, "-i", "--index-url", true),
    (GlobalOptionKind::ExtraIndexUrl, "", "--extra-index-url", true),
    (GlobalOptionKind::NoIndex, "", "--no-index", false),
    (GlobalOptionKind::FindLinks, "-f", "--find-links", true),
    (GlobalOptionKind::NoBinary, "", "--no-binary", true),
    (GlobalOptionKind::OnlyBinary, "", "--only-binary", true),
    (GlobalOptionKind::PreferBinary, "", "--prefer-binary", false),
    (GlobalOptionKind::RequireHashes, "", "--require-hashes", false),
    (GlobalOptionKind::Pre, "", "--pre", false),
    (GlobalOptionKind::TrustedHost, "", "--trusted-host", true),
    (GlobalOptionKind::UseFeature, "", "--use-feature", true),
];

/// Options that may follow a requirement; the last two are gone from pip 23.1 on, and legacy images have them.
const REQUIREMENT_OPTIONS: [&str; 5] =
    ["--hash", "--config-settings", "--config-setting", "--global-option", "--install-option"];

/// An option on a line of its own. Its `Display` is the line as written, trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlobalOption {
    pub(super) text: String,
    pub(super) kind: GlobalOptionKind,
    pub(super) value: Option<String>,
    pub(super) comment: Option<String>,
}

impl GlobalOption {
    /// What it does.
    pub fn kind(&self) -> GlobalOptionKind {
        self.kind
    }

    /// Its value without quotes; nothing for a switch.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The package that `-e` names by `#egg=`.
    pub fn name(&self) -> Option<NormalisedName> {
        match self.kind {
            GlobalOptionKind::Editable => target_name(self.value()?),
            _ => None,
        }
    }

    /// The comment from its `#` on.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }
}

impl fmt::Display for GlobalOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An option for one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementOption {
    /// `--hash`, `--config-settings`, `--global-option` or `--install-option`.
    pub name: &'static str,
    /// Its value without quotes: `sha256:...` of a hash.
    pub value: String,
}

/// Reads a line that is an option.
pub(super) fn global_option(cursor: &mut Cursor) -> Result<GlobalOption, RequirementError> {
    let start = cursor.at();
    let Some((kind, takes_value)) = OPTIONS.iter().find_map(|option| pass_spelling(cursor, option)) else {
        return Err(unknown(cursor));
    };
    let value = if takes_value { Some(value(cursor, start)?) } else { None };
    cursor.spaces();
    if !cursor.is_done() {
        return Err(cursor.expected("the end: each option stands on its own row"));
    }
    Ok(GlobalOption { text: String::new(), kind, value, comment: None })
}

/// Reads the options that follow a requirement.
pub(super) fn requirement_options(cursor: &mut Cursor) -> Result<Vec<RequirementOption>, RequirementError> {
    let mut options = Vec::new();
    cursor.spaces();
    while !cursor.is_done() {
        let start = cursor.at();
        let Some(name) = REQUIREMENT_OPTIONS.iter().find(|name| pass_long(cursor, name)) else {
            return Err(misplaced(cursor));
        };
        let value = value(cursor, start)?;
        if *name == "--hash" {
            check_hash(&value).map_err(|message| cursor.error_since(start, message))?;
        }
        options.push(RequirementOption { name, value });
        cursor.spaces();
    }
    Ok(options)
}

/// Passes the option if it comes next, in one of its spellings.
fn pass_spelling(
    cursor: &mut Cursor,
    (kind, short, long, takes_value): &(GlobalOptionKind, &str, &str, bool),
) -> Option<(GlobalOptionKind, bool)> {
    let comes = pass_long(cursor, long) || (!short.is_empty() && cursor.eat(short));
    comes.then_some((*kind, *takes_value))
}

/// Passes a long option: a space, `=` or the end follows.
fn pass_long(cursor: &mut Cursor, long: &str) -> bool {
    let rest = cursor.rest().strip_prefix(long);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '='])) && cursor.eat(long)
}

/// Passes `=VALUE`, ` VALUE` or, after a short option, `VALUE`.
fn value(cursor: &mut Cursor, option: usize) -> Result<String, RequirementError> {
    let name = cursor.since(option);
    let joined = name.starts_with("--") && cursor.eat("=");
    if !joined {
        cursor.spaces();
    }
    let start = cursor.at();
    if cursor.is_done() || cursor.rest().starts_with(['=', ' ', '\t']) || (!joined && cursor.rest().starts_with('-')) {
        return Err(cursor.expected(&format!("a value after {name}")));
    }
    match word(cursor)? {
        empty if empty.is_empty() => Err(cursor.error_since(start, format!("{name} has an empty value"))),
        word => Ok(word),
    }
}

/// Passes one word as a shell splits it (pip uses shlex), quotes taken off; backslashes are refused.
fn word(cursor: &mut Cursor) -> Result<String, RequirementError> {
    let mut word = String::new();
    loop {
        let start = cursor.at();
        word.push_str(cursor.take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '\\')));
        let inside: fn(char) -> bool = match cursor.peek() {
            Some('"') => |c| c != '"' && c != '\\',
            Some('\'') => |c| c != '\'' && c != '\\',
            Some('\\') => return Err(cursor.expected("an option without backslashes")),
            Some(c) if !matches!(c, ' ' | '\t') => return Err(cursor.expected("a plain space")),
            _ => return Ok(word),
        };
        let quote = if cursor.eat("'") { "'" } else { "\"" };
        cursor.eat("\"");
        word.push_str(cursor.take_while(inside));
        if !cursor.eat(quote) {
            return Err(cursor.error_since(start, "this value has no closing quote, or a backslash in it"));
        }
    }
}

/// `ALGORITHM:HEX` with one of the algorithms that pip takes, at its length.
fn check_hash(value: &str) -> Result<(), String> {
    let (algorithm, digest) = value.split_once(':').unwrap_or((value, ""));
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return Err("expected --hash=sha256:... (or sha384, sha512)".to_owned()),
    };
    let fits = digest.len() == length && digest.bytes().all(|b| b.is_ascii_hexdigit());
    if fits { Ok(()) } else { Err(format!("a {algorithm} hash has {length} hexadecimal digits")) }
}

fn unknown(cursor: &mut Cursor) -> RequirementError {
    let start = cursor.at();
    let hash = REQUIREMENT_OPTIONS.iter().find(|name| pass_long(cursor, name));
    cursor.take_while(|c| !c.is_whitespace() && c != '=');
    match hash {
        Some(name) => cursor.error_since(start, format!("{name} follows a requirement, in its row")),
        None => {
            cursor.error_since(start, format!("pip knows no option {} in a requirements file", cursor.since(start)))
        }
    }
}

fn misplaced(cursor: &mut Cursor) -> RequirementError {
    let start = cursor.at();
    let global = OPTIONS.iter().any(|option| pass_spelling(cursor, option).is_some());
    cursor.take_while(|c| !c.is_whitespace() && c != '=');
    match (global, cursor.since(start)) {
        (true, option) => cursor.error_since(start, format!("{option} stands on its own row, not after a requirement")),
        (false, option) => cursor.error_since(start, format!("pip knows no option {option} after a requirement")),
    }
}
