//! Python packages that are dead, renamed, or not what people mean. Source: `catalog/successors.tsv`, kept by hand.

use crate::domain::PythonVersion;

const TABLE: &str = include_str!("../../catalog/successors.tsv");

/// What to take instead of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// The package that took its place; `None` where Python itself did, or nothing.
    pub name: Option<String>,
    /// One sentence on what happened.
    pub why: &'static str,
}

/// What took the place of a package (normalised name) for a Python; `None` while it is alive there, as far as known.
pub fn successor(package: &str, python: Option<PythonVersion>) -> Option<Successor> {
    TABLE.lines().skip(1).find_map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, next, from, _, why) = (cell(), cell(), cell(), cell(), cell());
        let rest = match name.strip_suffix('*') {
            Some(head) => package.strip_prefix(head)?,
            None => (name == package).then_some("")?,
        };
        let holds =
            from.is_empty() || python.is_some_and(|python| PythonVersion::parse(from).is_ok_and(|from| from <= python));
        let next = (!next.is_empty()).then(|| next.replace('*', rest));
        holds.then_some(Successor { name: next, why })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(package: &str, python: &str, expected: Option<Option<&str>>) {
        let found = successor(package, PythonVersion::parse(python).ok());
        assert_eq!(found.as_ref().map(|s| s.name.as_deref()), expected, "{package} {python}");
        assert!(found.is_none_or(|s| s.why.ends_with('.')));
    }

    #[test]
    fn successors_by_name_and_python() {
        check("sklearn", "3.12", Some(Some("scikit-learn")));
        check("argparse", "3.12", Some(None));
        check("boto", "3.12", Some(Some("boto3")));
        check("boto", "3.11", None);
        check("pandas", "3.12", None);
        check("apache-airflow-backport-providers-sftp", "3.8", Some(Some("apache-airflow-providers-sftp")));
    }

    #[test]
    fn every_line_is_whole() {
        for line in TABLE.lines().skip(1) {
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
    }
}
