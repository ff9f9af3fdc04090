//! Airflow's own constraints of one version and Python. Source: `constraints/`, lines of `name==version`.

use std::collections::BTreeMap;

/// One constraint set, by normalised name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    text: String,
    versions: BTreeMap<String, String>,
}

impl Pins {
    /// Reads a set; comments and other lines are passed over.
    pub fn read(text: String) -> Self {
        let pinned =
            |line: &str| line.trim().split_once("==").map(|(name, version)| (normal(name), version.to_owned()));
        let versions = text.lines().filter(|line| !line.starts_with('#')).filter_map(pinned).collect();
        Self { versions, text }
    }

    /// The set as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The version that a package (normalised name) is held to.
    pub fn version(&self, name: &str) -> Option<&str> {
        self.versions.get(name).map(String::as_str)
    }
}

/// Runs of `-`, `_` and `.` are one `-`, letters are small.
fn normal(name: &str) -> String {
    let words: Vec<&str> = name.split(['-', '_', '.']).filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised() {
        let pins = Pins::read("# made\nPyYAML==6.0.2\nzope.interface==7.0\n".to_owned());
        assert_eq!(pins.version("pyyaml"), Some("6.0.2"));
        assert_eq!(pins.version("zope-interface"), Some("7.0"));
        assert_eq!(pins.version("made"), None);
    }
}
