//! Airflow's sensitive options. Source: `catalog/sensitive.tsv`.
//!
//! Must not be in here: other options, and guesses by name (`domain::looks_secret`).

use super::{Catalog, table::Cells};

pub(super) const TABLE: &str = include_str!("../../catalog/sensitive.tsv");

/// The sensitive keys of a section, of any Airflow line, old names among them.
#[derive(Debug)]
pub(super) struct Section {
    name: &'static str,
    keys: Vec<&'static str>,
}

pub(super) fn parse(cells: &Cells) -> Option<Section> {
    Some(Section { name: cells.some(0)?, keys: cells.words(1, Some)? })
}

impl Catalog {
    pub(super) fn sensitive(&self) -> &[Section] {
        self.sensitive.read(TABLE, parse)
    }

    /// Whether Airflow marks `[section] key` as sensitive. Both in lower case, dots of a section as underscores.
    pub fn is_sensitive_option(&self, section: &str, key: &str) -> bool {
        self.sensitive().iter().any(|found| found.name == section && found.keys.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, key: &str, sensitive: bool) {
        assert_eq!(Catalog::start().is_sensitive_option(section, key), sensitive, "{section}.{key}");
    }

    #[test]
    fn sensitive_options_are_known_under_every_name() {
        check("core", "fernet_key", true);
        check("core", "sql_alchemy_conn", true);
        check("database", "sql_alchemy_conn", true);
        check("api_auth", "jwt_secret", true);
        check("celery", "celery_result_backend", true);
        check("opensearch", "password", true);
        check("core", "parallelism", false);
        check("webserver", "fernet_key", false);
    }
}
