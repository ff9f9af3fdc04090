//! One word of packages.txt, as apk or apt would read it.
//!
//! Every accepted word is safe as a word of a shell line between quotes and as a word for xargs, and is never an
//! option: no white space, quotes, backslashes, `$`, `;` or leading `-`. The comparisons of apk (`<`, `>`, `~`, `!`)
//! mean something to a shell, so a word stands unquoted in packages.txt only.
//!
//! Sources: apk-world(5) and `apk_blob_pull_dep` of apk-tools (`name@tag=version`, the tag before the comparison);
//! apt-get(8) (`name=version`, `name/release`, `name:architecture`; a trailing `-` removes a package).

mod apk;
mod apt;

use std::fmt;
use std::ops::Range;

use super::Distro;

/// A word that is no package: where, and a sentence that says what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsPackageError {
    /// Bytes of the text that was parsed.
    pub span: Range<usize>,
    /// A sentence without its full stop.
    pub message: String,
}

impl fmt::Display for OsPackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// How a package's version is held.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Constraint {
    exact: bool,
    version: String,
}

/// A package to install: its name and what holds its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsPackage {
    text: String,
    name: Range<usize>,
    repository: Option<String>,
    release: Option<String>,
    constraint: Option<Constraint>,
}

impl OsPackage {
    /// Reads one word. apk: `name`, `name@tag`, `name=1.2-r0`, `name@tag>=1.2`, `name~1.2`, `!name`. apt: `name`,
    /// `name=version`, `name:architecture`, `name:architecture=version`, `name/release`.
    pub fn parse(text: &str, distro: Distro) -> Result<Self, OsPackageError> {
        check_word(text)?;
        match distro {
            Distro::Alpine => apk::package(text),
            Distro::Debian => apt::package(text),
        }
    }

    fn new(text: &str, name: Range<usize>) -> Self {
        Self { text: text.to_owned(), name, repository: None, release: None, constraint: None }
    }

    /// The name alone, for look-ups: `curl` of `curl@edge>=8`, `libc6` of `libc6:arm64`.
    pub fn name(&self) -> &str {
        self.text.get(self.name.clone()).unwrap_or_default()
    }

    /// The word as it was written, which is how it is written again.
    pub fn as_written(&self) -> &str {
        &self.text
    }

    /// The tag of a repository (apk), without its `@`: `edge` of `curl@edge`.
    pub fn repository(&self) -> Option<&str> {
        self.repository.as_deref()
    }

    /// The release that a package is taken from (apt): `sid` of `curl/sid`.
    pub fn release(&self) -> Option<&str> {
        self.release.as_deref()
    }

    /// The version of a comparison, without its operator.
    pub fn version(&self) -> Option<&str> {
        self.constraint.as_ref().map(|constraint| constraint.version.as_str())
    }

    /// Whether the package must stay away (apk, `!name`).
    pub fn is_conflict(&self) -> bool {
        self.text.starts_with('!')
    }

    /// Whether exactly one version fits.
    pub fn is_exact_pin(&self) -> bool {
        !self.is_conflict() && self.constraint.as_ref().is_some_and(|constraint| constraint.exact)
    }
}

impl fmt::Display for OsPackage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A line of packages.txt. Its `Display` is what is written: trimmed, one space before a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageLine {
    /// A package.
    Package {
        /// The package.
        package: OsPackage,
        /// What follows it, from its `#` on.
        comment: Option<String>,
    },
    /// A comment, from its `#` on.
    Comment(String),
    /// Nothing.
    Blank,
}

impl PackageLine {
    /// Reads a line. A `#` at its start or after white space begins a comment; two words are an error (a paste is
    /// split before it gets here); tabs inside a comment become spaces; spans are bytes of `line`.
    pub fn parse(line: &str, distro: Distro) -> Result<Self, OsPackageError> {
        let (body, comment) = split_comment(line);
        let comment = comment.map(checked_comment).transpose().map_err(|error| shifted(error, body.len()))?;
        let word = body.trim();
        let start = body.len() - body.trim_start().len();
        match (word.is_empty(), comment) {
            (true, None) => Ok(Self::Blank),
            (true, Some(comment)) => Ok(Self::Comment(comment)),
            (false, comment) => match OsPackage::parse(word, distro) {
                Ok(package) => Ok(Self::Package { package, comment }),
                Err(error) => Err(shifted(error, start)),
            },
        }
    }

    /// The package, if the line has one.
    pub fn package(&self) -> Option<&OsPackage> {
        match self {
            Self::Package { package, .. } => Some(package),
            Self::Comment(_) | Self::Blank => None,
        }
    }

    /// The comment from its `#` on, if the line has one.
    pub fn comment(&self) -> Option<&str> {
        match self {
            Self::Package { comment, .. } => comment.as_deref(),
            Self::Comment(comment) => Some(comment),
            Self::Blank => None,
        }
    }
}

impl fmt::Display for PackageLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Package { package, comment: None } => f.write_str(&package.text),
            Self::Package { package, comment: Some(comment) } => write!(f, "{} {comment}", package.text),
            Self::Comment(comment) => f.write_str(comment),
            Self::Blank => Ok(()),
        }
    }
}

fn refuse<T>(span: Range<usize>, message: impl Into<String>) -> Result<T, OsPackageError> {
    Err(OsPackageError { span, message: message.into() })
}

fn shifted(error: OsPackageError, by: usize) -> OsPackageError {
    OsPackageError { span: error.span.start + by..error.span.end + by, ..error }
}

/// The part before a comment, and the comment: a `#` at the start or after white space.
fn split_comment(line: &str) -> (&str, Option<&str>) {
    let mut after_space = true;
    for (at, c) in line.char_indices() {
        if c == '#' && after_space {
            let (body, comment) = line.split_at(at);
            return (body, Some(comment));
        }
        after_space = c.is_whitespace();
    }
    (line, None)
}

fn checked_comment(comment: &str) -> Result<String, OsPackageError> {
    let hidden = |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}');
    match comment.trim_end().char_indices().find(|(_, c)| hidden(*c)) {
        Some((at, c)) => refuse(at..at + c.len_utf8(), "a comment cannot hold a line break or a control character"),
        None => Ok(comment.trim_end().replace('\t', " ")),
    }
}

/// What is wrong with a word whoever reads it.
fn check_word(text: &str) -> Result<(), OsPackageError> {
    if text.is_empty() {
        return refuse(0..0, "expected the name of a package, found nothing");
    }
    if text.starts_with('-') {
        return refuse(0..text.len(), "a package cannot start with '-': it would be read as an option");
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| c.is_whitespace() || *c == ',') {
        let second = at + c.len_utf8()..text.len();
        return refuse(second, "expected one package, found several words: put each on its own row");
    }
    Ok(())
}

/// A part of a word: it starts with a letter or a digit, and goes on with those and `more`.
fn check_part(part: &str, at: usize, what: &str, more: &str) -> Result<(), OsPackageError> {
    let wrong = part.char_indices().find(|(i, c)| !(c.is_ascii_alphanumeric() || (*i > 0 && more.contains(*c))));
    match wrong {
        Some((i, c)) => {
            let message = format!("a {what} cannot have {c:?} {}", if i == 0 { "at its start" } else { "in it" });
            refuse(at + i..at + i + c.len_utf8(), message)
        }
        None if part.is_empty() => refuse(at..at, format!("expected a {what}, found nothing")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// name | repository | version | flags (`!` conflict, `=` exact)
    fn check(text: &str, distro: Distro, expected: &str) {
        let read = OsPackage::parse(text, distro).map(|p| {
            assert_eq!(p.to_string(), text);
            let flags = [(p.is_conflict(), '!'), (p.is_exact_pin(), '=')];
            let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, c)| c).collect();
            let from = p.release().map(|release| format!("/{release}")).or(p.repository().map(str::to_owned));
            let from = from.unwrap_or("-".to_owned());
            format!("{}|{}|{}|{flags}", p.name(), from, p.version().unwrap_or("-"))
        });
        let read = read.unwrap_or_else(|e| format!("{}..{} {}", e.span.start, e.span.end, e));
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn apk_words() {
        for (text, expected) in [
            ("curl", "curl|-|-|"),
            ("R", "R|-|-|"),
            ("libstdc++", "libstdc++|-|-|"),
            ("so:libpq.so.5", "so:libpq.so.5|-|-|"),
            ("py3.12:requests", "py3.12:requests|-|-|"),
            ("curl=8.1.2-r0", "curl|-|8.1.2-r0|="),
            ("curl~8.1", "curl|-|8.1|"),
            ("curl~=8.1", "curl|-|8.1|"),
            ("curl>=8", "curl|-|8|"),
            ("curl@edge=1.0_rc1-r2", "curl|edge|1.0_rc1-r2|="),
            ("curl<1.0b_git20200101", "curl|-|1.0b_git20200101|"),
            ("a=1~abc123-r0", "a|-|1~abc123-r0|="),
            ("!curl", "curl|-|-|!"),
            ("!curl=1", "curl|-|1|!"),
            ("curl=1.0@edge", "8..13 expected a version such as 1.2.3 or 1.2.3-r0"),
            ("curl=", "5..5 expected a version such as 1.2.3 or 1.2.3-r0"),
            ("curl=1.2-", "8..9 expected a version such as 1.2.3 or 1.2.3-r0"),
            ("curl><Q1", "4..6 expected one of = ~ < <= > >= between name and version"),
            ("curl@", "5..5 expected a repository tag, found nothing"),
            ("foo.apk", "0..7 apk reads a name with '.apk' in it as a file: name the package"),
            ("/etc/x", "0..1 a name cannot have '/' at its start"),
            ("!", "1..1 expected a name, found nothing"),
        ] {
            check(text, Distro::Alpine, expected);
        }
    }

    #[test]
    fn apt_words() {
        for (text, expected) in [
            ("curl", "curl|-|-|"),
            ("g++", "g++|-|-|"),
            ("libpq5=1:15.3-0+deb12u1~x", "libpq5|-|1:15.3-0+deb12u1~x|="),
            ("libc6:arm64", "libc6|-|-|"),
            ("libc6:arm64=2.36-9", "libc6|-|2.36-9|="),
            ("curl/bookworm-backports", "curl|/bookworm-backports|-|"),
            ("curl-", "4..5 apt removes a package that is written with a '-' at its end"),
            ("curl=1-", "6..7 apt removes a package that is written with a '-' at its end"),
            ("curl=1+", "6..7 a version cannot end in '+' here: apt reads it as an instruction"),
            ("Curl", "0..1 names of Debian packages are lower case"),
            ("curl=1*", "6..7 a version cannot have '*' in it"),
            ("curl/sid=1", "5..10 apt takes a release or a version, not both"),
            ("libpq_x", "5..6 a name cannot have '_' in it"),
            ("./x.deb", "0..1 a name cannot have '.' at its start"),
        ] {
            check(text, Distro::Debian, expected);
        }
    }

    #[test]
    fn what_a_shell_would_see_is_refused() {
        for text in
            ["a b", "a;b", "$x", "a'b", "a\"", "a\\", "`x`", "a|b", "a&b", "a\nb", "-rf", "a\0", "é", "a#b", "a(b", ""]
        {
            assert!(OsPackage::parse(text, Distro::Alpine).is_err(), "{text:?}");
            assert!(OsPackage::parse(text, Distro::Debian).is_err(), "{text:?}");
        }
    }

    fn check_line(line: &str, expected: &str) {
        let read = PackageLine::parse(line, Distro::Alpine);
        let read = match &read {
            Ok(line @ PackageLine::Package { .. }) => format!("package {line}"),
            Ok(PackageLine::Comment(text)) => format!("comment {text}"),
            Ok(PackageLine::Blank) => "blank".to_owned(),
            Err(e) => format!("{}..{} {e}", e.span.start, e.span.end),
        };
        assert_eq!(read, expected, "{line:?}");
    }

    #[test]
    fn lines() {
        check_line("  \t", "blank");
        check_line(" # a\tb ", "comment # a b");
        check_line(" curl  # health checks", "package curl # health checks");
        check_line(" curl git", "6..9 expected one package, found several words: put each on its own row");
        check_line("  cu;rl", "4..5 a name cannot have ';' in it");
        check_line("curl # a\nb", "8..9 a comment cannot hold a line break or a control character");
        check_line("curl#x", "4..5 a name cannot have '#' in it");
    }
}
