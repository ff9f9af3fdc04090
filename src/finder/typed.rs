//! A row's text, parted into the name and what stands after it.
//!
//! Must not be in here: whether the row is valid.

use crate::domain::RowList;

/// A row's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typed<'a> {
    /// What is searched; empty for what has no name, an option of pip or an address.
    pub name: &'a str,
    /// What is kept: version, extras, a comment, with the space before it.
    pub rest: &'a str,
}

impl<'a> Typed<'a> {
    pub fn read(list: RowList, text: &'a str) -> Self {
        let text = text.trim();
        let ends: &[char] = match list {
            RowList::Packages => &['=', '~', '<', '>', '@', '/', ':', '#'],
            RowList::Requirements => &['=', '~', '<', '>', '!', '[', '(', ';', ',', '@', '#'],
            _ => &['='],
        };
        if list == RowList::Requirements && (text.starts_with('-') || text.contains("://")) {
            return Self { name: "", rest: text };
        }
        let name = text.get(..text.find(ends).unwrap_or(text.len())).unwrap_or_default().trim_end();
        Self { name, rest: text.get(name.len()..).unwrap_or_default() }
    }

    /// The name in the one spelling that all of its spellings share.
    pub fn plain(self) -> String {
        self.name.replace(['_', '.'], "-").to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: RowList, text: &str, name: &str, rest: &str) {
        assert_eq!(Typed::read(list, text), Typed { name, rest }, "{text}");
    }

    #[test]
    fn names_end_where_versions_begin() {
        check(RowList::Requirements, "pandas==2.", "pandas", "==2.");
        check(RowList::Requirements, " pandas >= 2 ", "pandas", " >= 2");
        check(RowList::Requirements, "celery[redis]", "celery", "[redis]");
        check(RowList::Requirements, "scikit learn", "scikit learn", "");
        check(RowList::Requirements, "-r more.txt", "", "-r more.txt");
        check(RowList::Requirements, "git+https://a/b", "", "git+https://a/b");
        check(RowList::Packages, "name~1.2", "name", "~1.2");
        check(RowList::Packages, "curl=8", "curl", "=8");
        check(RowList::Packages, "libstdc++", "libstdc++", "");
        check(RowList::Packages, "tini@edge", "tini", "@edge");
        check(RowList::Env, "AIRFLOW__CORE__PARALLELISM=3", "AIRFLOW__CORE__PARALLELISM", "=3");
        check(RowList::Env, "größe", "größe", "");
    }
}
