//! The project's name: the top folder of the archive and of image tags.

use std::fmt;

/// A text that cannot name a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectNameError;

/// A name that the astro command line accepts: `^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$`, at most 63 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectName(String);

impl ProjectName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, ProjectNameError> {
        let edge = |c: char| c.is_ascii_alphanumeric();
        let fits = text.len() <= 63
            && text.starts_with(edge)
            && text.ends_with(edge)
            && text.chars().all(|c| edge(c) || c == '_' || c == '-');
        if fits { Ok(Self(text.to_owned())) } else { Err(ProjectNameError) }
    }

    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as a component of an image repository: lower case, runs of `_` and `-` made one `-`.
    pub fn image_component(&self) -> String {
        let lower = self.0.to_ascii_lowercase();
        lower.split(['_', '-']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

impl Default for ProjectName {
    fn default() -> Self {
        Self("my-airflow".to_owned())
    }
}

impl fmt::Display for ProjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_astro_command_line() {
        for name in ["a", "my-airflow", "A_1", "0--0"] {
            assert!(ProjectName::parse(name).is_ok(), "{name}");
        }
        for name in ["", "-a", "a-", "a b", "a.b", "é", "../x", "a\n"] {
            assert!(ProjectName::parse(name).is_err(), "{name:?}");
        }
        assert_eq!(ProjectName::parse("My__Air-flow").map(|n| n.image_component()), Ok("my-air-flow".to_owned()));
    }
}
