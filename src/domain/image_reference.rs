//! A container image reference, as FROM takes it.

use std::fmt;

/// Why a text is no image reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageReferenceError {
    /// Nothing was given.
    Empty,
    /// A character that no reference has, with its byte offset.
    Character(char, usize),
    /// The repository path is not lower-case components joined by `/`.
    Repository,
    /// The tag is empty, too long or starts with `.` or `-`.
    Tag,
    /// The digest is not `sha256:` and 64 hexadecimal digits.
    Digest,
}

impl fmt::Display for ImageReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no image is named"),
            Self::Character(c, at) => write!(f, "{:?} at position {} cannot be in an image name", c, at + 1),
            Self::Repository => f.write_str("the repository must be lower-case names joined by /"),
            Self::Tag => {
                f.write_str("the tag may hold letters, digits, _ . - and must start with a letter, digit or _")
            }
            Self::Digest => f.write_str("the digest must be sha256: and 64 hexadecimal digits"),
        }
    }
}

/// `[registry/]repository[:tag][@digest]`, checked by the grammar of the distribution project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageReference {
    repository: String,
    tag: Option<String>,
    digest: Option<String>,
}

impl ImageReference {
    /// Reads a reference. Variables (`$X`), spaces and upper-case repositories are refused.
    pub fn parse(text: &str) -> Result<Self, ImageReferenceError> {
        if text.is_empty() {
            return Err(ImageReferenceError::Empty);
        }
        if let Some((at, c)) = text.char_indices().find(|(_, c)| !is_reference_char(*c)) {
            return Err(ImageReferenceError::Character(c, at));
        }
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some(checked_digest(digest)?)),
            None => (text, None),
        };
        let (repository, tag) = split_tag(rest);
        let tag = tag.map(checked_tag).transpose()?;
        check_repository(repository)?;
        Ok(Self { repository: repository.to_owned(), tag, digest })
    }

    /// Registry and path, without tag and digest: `quay.io/astronomer/astro-runtime`.
    pub fn repository(&self) -> &str {
        &self.repository
    }

    /// The tag, if one is written.
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The digest with its algorithm, if one is written.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// The host part, when the first component can only be one (`registry.corp`, `localhost`, `host:5000`).
    pub fn registry(&self) -> Option<&str> {
        let (first, _) = self.repository.split_once('/')?;
        is_registry(first).then_some(first)
    }

    /// The path without the registry.
    pub fn path(&self) -> &str {
        match self.registry() {
            Some(registry) => &self.repository[registry.len() + 1..],
            None => &self.repository,
        }
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repository)?;
        self.tag.as_ref().map_or(Ok(()), |tag| write!(f, ":{tag}"))?;
        self.digest.as_ref().map_or(Ok(()), |digest| write!(f, "@{digest}"))
    }
}

fn is_reference_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '@')
}

fn is_registry(component: &str) -> bool {
    component == "localhost" || component.contains(['.', ':'])
}

/// A colon after the last slash starts the tag; one before it belongs to the registry's port.
fn split_tag(text: &str) -> (&str, Option<&str>) {
    let name_start = text.rfind('/').map_or(0, |at| at + 1);
    match text[name_start..].find(':') {
        Some(colon) => (&text[..name_start + colon], Some(&text[name_start + colon + 1..])),
        None => (text, None),
    }
}

fn checked_tag(tag: &str) -> Result<String, ImageReferenceError> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let fits = tag.len() <= 128 && tag.starts_with(word) && tag.chars().all(|c| word(c) || c == '.' || c == '-');
    if fits { Ok(tag.to_owned()) } else { Err(ImageReferenceError::Tag) }
}

fn checked_digest(digest: &str) -> Result<String, ImageReferenceError> {
    let hex = digest.strip_prefix("sha256:").ok_or(ImageReferenceError::Digest)?;
    let fits = hex.len() == 64 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if fits { Ok(digest.to_owned()) } else { Err(ImageReferenceError::Digest) }
}

fn check_repository(repository: &str) -> Result<(), ImageReferenceError> {
    let (host, path) = match repository.split_once('/') {
        Some((first, rest)) if is_registry(first) => (Some(first), rest),
        _ => (None, repository),
    };
    let fits = repository.len() <= 255 && host.is_none_or(is_host) && path.split('/').all(is_path_component);
    if fits { Ok(()) } else { Err(ImageReferenceError::Repository) }
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let label = |l: &str| {
        !l.is_empty()
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    name.split('.').all(label) && port.is_none_or(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Lower-case words joined by one `.`, one or two `_`, or any number of `-`.
fn is_path_component(component: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let separators_fit = component
        .split(word)
        .filter(|separator| !separator.is_empty())
        .all(|s| matches!(s, "." | "_" | "__") || s.bytes().all(|b| b == b'-'));
    component.starts_with(word) && component.ends_with(word) && separators_fit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, repository: &str, tag: Option<&str>) {
        let reference = ImageReference::parse(text);
        let read = reference.as_ref().map(|r| (r.repository().to_owned(), r.tag().map(str::to_owned), r.to_string()));
        assert_eq!(read, Ok((repository.to_owned(), tag.map(str::to_owned), text.to_owned())));
    }

    #[test]
    fn references_read_back_as_written() {
        check("alpine:3.23", "alpine", Some("3.23"));
        check("apache/airflow:2.11.2-python3.12", "apache/airflow", Some("2.11.2-python3.12"));
        check("registry.corp:5000/os/base", "registry.corp:5000/os/base", None);
        check("localhost/x__y/z-a.b:t", "localhost/x__y/z-a.b", Some("t"));
        let digest = format!("os/base@sha256:{}", "0a".repeat(32));
        check(&digest, "os/base", None);
    }

    #[test]
    fn what_is_no_reference_is_refused() {
        for text in [
            "",
            "Alpine",
            "a b",
            "a:",
            "a:-t",
            "a//b",
            "/a",
            "a/",
            "a@sha256:12",
            "$X",
            "a;b",
            "a\nb",
            "a___b",
            "a..b",
            "-a",
            "a:t:u",
            "ho_st.x/a",
            "x.y:/a",
            "a@b@c",
        ] {
            assert!(ImageReference::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_registry_is_a_host_only() {
        let of = |text| ImageReference::parse(text).ok().and_then(|r| r.registry().map(str::to_owned));
        assert_eq!(of("apache/airflow:1"), None);
        assert_eq!(of("quay.io/a/b"), Some("quay.io".to_owned()));
        assert_eq!(ImageReference::parse("quay.io/a/b:1").map(|r| r.path().to_owned()), Ok("a/b".to_owned()));
    }
}
