//! What its makers no longer keep up. Source: `catalog/lifetimes.tsv`: only what had ended on the day of the tables,
//! so that no clock is needed.

const TABLE: &str = include_str!("../../catalog/lifetimes.tsv");

/// The day on which a line ended, `2024-10-07`; `None` while it goes on, or when that is not known. `what` is `airflow`,
/// `alpine`, `debian` or `python`.
pub fn ended(what: &str, version: &str) -> Option<&'static str> {
    TABLE.lines().skip(1).find_map(|line| {
        let mut cells = line.split('\t');
        let fits = cells.next() == Some(what) && cells.next() == Some(version);
        cells.next().filter(|_| fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_known_by_line() {
        assert_eq!(ended("python", "3.8"), Some("2024-10-07"));
        assert_eq!(ended("alpine", "3.10"), Some("2021-05-01"));
        assert_eq!(ended("airflow", "1.10"), Some("2021-06-17"));
        assert_eq!(ended("python", "3.12"), None);
        assert_eq!(ended("debian", "12"), None);
    }
}
