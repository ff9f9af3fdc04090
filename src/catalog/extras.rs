//! Airflow's extras by version. Source: `catalog/extras.tsv`.
//!
//! Must not be in here: what an extra installs.

use super::{Catalog, table::Cells};
use crate::domain::AirflowVersion;

pub(super) const TABLE: &str = include_str!("../../catalog/extras.tsv");

/// The first release whose extras the tables know; earlier ones are taken to have the same.
const FIRST_KNOWN: AirflowVersion = AirflowVersion::new(1, 10, 3);

/// An extra and the versions that have it.
#[derive(Debug)]
pub(super) struct Extra {
    name: &'static str,
    spans: Vec<(AirflowVersion, Option<AirflowVersion>)>,
}

pub(super) fn parse(cells: &Cells) -> Option<Extra> {
    let spans: Option<Vec<_>> = cells.from(1).map(span).collect();
    Some(Extra { name: cells.some(0)?, spans: spans.filter(|spans| !spans.is_empty())? })
}

/// `1.10.3`, to this day, or `1.10.3-2.8.0`.
fn span(text: &str) -> Option<(AirflowVersion, Option<AirflowVersion>)> {
    let (first, last) = text.split_once('-').map_or((text, None), |(first, last)| (first, Some(last)));
    Some((AirflowVersion::parse(first).ok()?, last.map(AirflowVersion::parse).transpose().ok()?))
}

impl Catalog {
    pub(super) fn all_extras(&self) -> &[Extra] {
        self.extras.read(TABLE, parse)
    }

    /// The extras of a version, sorted by name.
    pub fn extras(&self, version: AirflowVersion) -> impl Iterator<Item = &'static str> {
        let version = version.max(FIRST_KNOWN);
        let within = move |extra: &&Extra| {
            extra.spans.iter().any(|(first, last)| *first <= version && last.is_none_or(|last| version <= last))
        };
        self.all_extras().iter().filter(within).map(|extra| extra.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(version: &str, extra: &str, expected: bool) {
        let version = AirflowVersion::parse(version).expect("a version");
        assert_eq!(Catalog::start().extras(version).any(|name| name == extra), expected, "{version} {extra}");
    }

    #[test]
    fn extras_come_and_go() {
        for version in ["1.9.0", "1.10.15", "2.8.0", "2.11.2", "3.3.2"] {
            check(version, "postgres", true);
            check(version, "celery", true);
        }
        check("2.8.0", "cncf.kubernetes", true);
        check("3.3.2", "cncf-kubernetes", true);
        check("3.3.2", "kubernetes", false);
        check("2.7.0", "yandex", false);
        check("2.6.0", "yandex", true);
        check("3.3.2", "yandex", true);
        check("3.3.2", "no-such-thing", false);
    }

    #[test]
    fn extras_are_sorted() {
        assert!(Catalog::start().extras(AirflowVersion::new(3, 3, 2)).is_sorted());
    }
}
