//! Whether a value of airflow.cfg is what Airflow takes without it.
//!
//! Must not be in here: the form of the file.

use std::collections::BTreeMap;

use crate::knowledge::Kind;

/// Stands in a default where Airflow puts its home folder.
const HOME: &str = "{AIRFLOW_HOME}";

/// Whether two values mean the same to the reader of this kind of option.
pub fn same(kind: &Kind, value: &str, default: &str) -> bool {
    let (value, default) = (value.trim(), default.trim());
    value == default
        || match kind {
            Kind::Boolean => boolean(value).is_some_and(|read| boolean(default) == Some(read)),
            Kind::Integer | Kind::Float => value.parse::<f64>().is_ok_and(|read| default.parse() == Ok(read)),
            Kind::List => items(value) == items(default),
            Kind::Json => bare(value) == bare(default),
            Kind::Text => bare(value) == bare(default) && value.contains('\n'),
            Kind::Choice(_) => value.eq_ignore_ascii_case(default),
        }
}

/// The folder that stands for Airflow's home, where a value is a default with some folder put in.
pub fn home_in<'a>(value: &'a str, default: &str) -> Option<&'a str> {
    let (before, after) = default.split_once(HOME)?;
    let home = value.trim().strip_prefix(before)?.strip_suffix(after)?;
    Some(home).filter(|home| !home.is_empty() && !home.contains('\n'))
}

/// The home folder of a file: the one that most of its paths begin with. A folder that a single path has is Airflow's
/// home only where it is called so; else it may be what somebody chose.
pub fn home<'a>(found: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.for_each(|home| *counts.entry(home).or_default() += 1);
    let likely = counts.into_iter().filter(|(home, count)| *count > 1 || is_called_home(home));
    likely.max_by_key(|(home, count)| (*count, is_called_home(home))).map(|(home, _)| home)
}

fn is_called_home(folder: &str) -> bool {
    let last = folder.rsplit(['/', '\\']).next().unwrap_or_default();
    folder == HOME || ["airflow", "$AIRFLOW_HOME", "${AIRFLOW_HOME}"].contains(&last)
}

fn boolean(value: &str) -> Option<bool> {
    match value.split('#').next()?.trim().to_ascii_lowercase().as_str() {
        "t" | "true" | "1" => Some(true),
        "f" | "false" | "0" => Some(false),
        _ => None,
    }
}

fn items(value: &str) -> Vec<&str> {
    value.split(',').map(str::trim).filter(|item| !item.is_empty()).collect()
}

fn bare(value: &str) -> String {
    value.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &Kind, value: &str, default: &str, expected: bool) {
        assert_eq!(same(kind, value, default), expected, "{value:?} {default:?}");
    }

    #[test]
    fn another_spelling_is_no_difference() {
        check(&Kind::Boolean, "true", "True", true);
        check(&Kind::Boolean, "1", "True", true);
        check(&Kind::Boolean, "False", "True", false);
        check(&Kind::Boolean, "", "True", false);
        check(&Kind::Integer, "032", "32", true);
        check(&Kind::Float, "5", "5.0", true);
        check(&Kind::Integer, "64", "32", false);
        check(&Kind::List, "a , b", "a,b", true);
        check(&Kind::List, "b,a", "a,b", false);
        check(&Kind::Json, "[{\"a\": 1}]", "[\n  {\n \"a\": 1}\n]\n", true);
        check(&Kind::Text, "a b", "ab", false);
        check(&Kind::Text, " x ", "x", true);
        check(&Kind::Choice(vec!["INFO"]), "info", "INFO", true);
    }

    #[test]
    fn a_home_folder_is_one_for_the_whole_file() {
        assert_eq!(home_in("/opt/airflow/dags", "{AIRFLOW_HOME}/dags"), Some("/opt/airflow"));
        assert_eq!(home_in("/dags", "{AIRFLOW_HOME}/dags"), None);
        assert_eq!(home_in("/opt/airflow/jobs", "{AIRFLOW_HOME}/dags"), None);
        assert_eq!(home_in("x", "x"), None);
        assert_eq!(home(["/a", "/mnt/efs", "/a"].into_iter()), Some("/a"));
        assert_eq!(home(["/mnt/efs"].into_iter()), None);
        assert_eq!(home(["/usr/local/airflow"].into_iter()), Some("/usr/local/airflow"));
        assert_eq!(home(["/mnt/efs", "~/airflow"].into_iter()), Some("~/airflow"));
    }
}
