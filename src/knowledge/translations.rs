//! Names of one thing for apk and for apt. Source: `catalog/translations.tsv`, kept by hand.
//!
//! Names that are the same for both are not in it.

use crate::domain::Distro;

const TABLE: &str = include_str!("../../catalog/translations.tsv");

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// The name that a distribution has for what the other one calls `name`.
pub fn name_for(distro: Distro, name: &str) -> Option<&'static str> {
    pairs().find_map(|(apk, apt)| match distro {
        Distro::Alpine => (apt == name).then_some(apk),
        Distro::Debian => (apk == name).then_some(apt),
    })
}

/// Whether a distribution itself has the name, as far as the table says.
pub fn is_name_of(distro: Distro, name: &str) -> bool {
    pairs().any(|(apk, apt)| name == if distro == Distro::Alpine { apk } else { apt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(name_for(Distro::Alpine, "build-essential"), Some("build-base"));
        assert_eq!(name_for(Distro::Debian, "build-base"), Some("build-essential"));
        assert_eq!(name_for(Distro::Debian, "build-essential"), None);
        assert!(is_name_of(Distro::Debian, "build-essential") && !is_name_of(Distro::Alpine, "build-essential"));
    }

    #[test]
    fn every_line_is_a_pair_and_a_name_stands_once() {
        let all: Vec<_> = pairs().collect();
        assert_eq!(all.len(), TABLE.lines().count() - 1);
        for side in [all.iter().map(|p| p.0).collect::<Vec<_>>(), all.iter().map(|p| p.1).collect()] {
            let mut names = side.clone();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), side.len());
        }
    }
}
