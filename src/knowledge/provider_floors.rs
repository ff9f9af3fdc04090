//! The oldest Airflow that the newest version of a provider runs with. Source: `catalog/provider_floors.tsv`.

use crate::domain::AirflowVersion;

const TABLE: &str = include_str!("../../catalog/provider_floors.tsv");

/// What the newest version of a provider asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    /// The provider's version.
    pub version: &'static str,
    /// The oldest Airflow it runs with.
    pub airflow: AirflowVersion,
}

/// The floor of a package (normalised name); `None` for what is no provider of Airflow's own.
pub fn floor(package: &str) -> Option<Floor> {
    let provider = package.strip_prefix("apache-airflow-providers-")?;
    TABLE.lines().skip(1).find_map(|line| {
        let mut cells = line.split('\t');
        let fits = cells.next() == Some(provider);
        let (version, airflow) = (cells.next()?, cells.next()?);
        fits.then_some(Floor { version, airflow: AirflowVersion::parse(airflow).ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        for line in TABLE.lines().skip(1) {
            let name = line.split('\t').next().unwrap_or_default();
            assert!(floor(&["apache-airflow-providers-", name].concat()).is_some(), "{line}");
        }
        assert_eq!(floor("pandas"), None);
        assert_eq!(floor("apache-airflow-providers-sftp").map(|f| f.airflow), Some(AirflowVersion::new(2, 11, 0)));
    }
}
