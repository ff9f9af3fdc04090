//! Versions of Airflow and Python, ordered as releases are.

use std::fmt;

/// A text that is no version of the form asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionError;

/// An Airflow release, `X.Y.Z`. The patch is absent where a table knows the line only
/// (Astro Runtime 12.0.0 carries "2.10").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AirflowVersion {
    /// 1, 2 or 3.
    pub major: u16,
    /// The line: 10 in 1.10.15.
    pub minor: u16,
    /// The release of that line; `None` means that only the line is known.
    pub patch: Option<u16>,
}

impl AirflowVersion {
    /// A full version.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch: Some(patch) }
    }

    /// Reads `X.Y.Z` or `X.Y`; leading zeros, signs and anything else are refused.
    pub fn parse(text: &str) -> Result<Self, VersionError> {
        match numbers(text)?.as_slice() {
            [major, minor] => Ok(Self { major: *major, minor: *minor, patch: None }),
            [major, minor, patch] => Ok(Self::new(*major, *minor, *patch)),
            _ => Err(VersionError),
        }
    }

    /// `(major, minor)`, for comparisons between lines.
    pub const fn line(self) -> (u16, u16) {
        (self.major, self.minor)
    }
}

impl fmt::Display for AirflowVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        self.patch.map_or(Ok(()), |patch| write!(f, ".{patch}"))
    }
}

/// A Python line, `X.Y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PythonVersion {
    /// 2 or 3.
    pub major: u16,
    /// 12 in 3.12.
    pub minor: u16,
}

impl PythonVersion {
    /// A Python line.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Reads `X.Y`.
    pub fn parse(text: &str) -> Result<Self, VersionError> {
        match numbers(text)?.as_slice() {
            [major, minor] => Ok(Self::new(*major, *minor)),
            _ => Err(VersionError),
        }
    }
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Dotted decimal numbers, each written the one way it can be.
fn numbers(text: &str) -> Result<Vec<u16>, VersionError> {
    text.split('.').map(number).collect()
}

fn number(text: &str) -> Result<u16, VersionError> {
    let canonical = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if !canonical {
        return Err(VersionError);
    }
    text.parse().map_err(|_| VersionError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_read_back_as_written() {
        for text in ["3.3.2", "1.10.0", "2.10"] {
            assert_eq!(AirflowVersion::parse(text).map(|v| v.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "3", "3.", "3.03.1", "+3.1.1", "3.1.1.1", "3.1.x", "99999.1"] {
            assert_eq!(AirflowVersion::parse(text), Err(VersionError), "{text}");
        }
        assert_eq!(PythonVersion::parse("3.12"), Ok(PythonVersion::new(3, 12)));
        assert_eq!(PythonVersion::parse("3.12.1"), Err(VersionError));
    }

    #[test]
    fn ten_comes_after_nine() {
        let version = |text| AirflowVersion::parse(text).ok();
        assert!(version("2.10.0") > version("2.9.3"));
        assert!(PythonVersion::new(3, 10) > PythonVersion::new(3, 9));
    }
}
