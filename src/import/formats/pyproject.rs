//! pyproject.toml: the dependencies of the project, PEP 621's and Poetry's.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Format;
use crate::domain::RowList;
use crate::import::reading::Reading;

const GROUP: &str =
    "A group that is not installed by itself. Paste its lines under Python requirements if you want them.";
const OPTIONAL: &str = "It is optional, and not installed by itself.";
const AIRFLOW: &str = "The image brings Airflow.";
const NOT_READ: &str = "This kind of dependency is not read. Write it as a line of requirements.";

/// The format.
pub static FORMAT: Format = Format {
    name: "pyproject.toml",
    has_path: |path| path == "pyproject.toml",
    has_text: |text| {
        text.lines().any(|line| ["[project]", "[tool.poetry]", "[tool.poetry.dependencies]"].contains(&line.trim()))
    },
    read,
};

type Table<'a> = DeTable<'a>;

fn read(text: &str, reading: &mut Reading) {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(0, |span| line_at(text, span.start));
            return reading.leave(line, "", ["It is no TOML: ", error.message()].concat());
        }
    };
    let table = table.into_inner();
    if let Some(project) = inner(&table, "project") {
        project_table(text, project, reading);
    }
    if let Some(groups) = inner(&table, "dependency-groups") {
        groups.iter().for_each(|(name, value)| reading.leave(line_at(text, value.span().start), name.get_ref(), GROUP));
    }
    if let Some(poetry) = inner(&table, "tool").and_then(|tool| inner(tool, "poetry")) {
        poetry_table(text, poetry, reading);
    }
}

fn inner<'a, 'b>(table: &'b Table<'a>, key: &str) -> Option<&'b Table<'a>> {
    value(table, key)?.get_ref().as_table()
}

fn value<'a, 'b>(table: &'b Table<'a>, key: &str) -> Option<&'b Spanned<DeValue<'a>>> {
    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn project_table(text: &str, project: &Table, reading: &mut Reading) {
    let dependencies = value(project, "dependencies").and_then(|value| value.get_ref().as_array());
    for item in dependencies.into_iter().flatten() {
        let line = line_at(text, item.span().start);
        match item.get_ref().as_str() {
            Some(spec) if is_airflow(spec) => reading.leave(line, spec, AIRFLOW),
            Some(spec) => reading.line(RowList::Requirements, &spec.split_whitespace().collect::<Vec<_>>().join(" ")),
            None => reading.leave(line, "", NOT_READ),
        }
    }
    if let Some(groups) = inner(project, "optional-dependencies") {
        groups.iter().for_each(|(name, value)| reading.leave(line_at(text, value.span().start), name.get_ref(), GROUP));
    }
}

/// Airflow itself, with extras and versions or without; not its providers.
fn is_airflow(spec: &str) -> bool {
    let name: String = spec.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    name.to_ascii_lowercase().replace(['_', '.'], "-") == "apache-airflow"
}

fn poetry_table(text: &str, poetry: &Table, reading: &mut Reading) {
    let mut dependencies: Vec<_> = inner(poetry, "dependencies").into_iter().flat_map(|table| table.iter()).collect();
    dependencies.sort_by_key(|(_, value)| value.span().start);
    for (name, value) in dependencies {
        let line = line_at(text, value.span().start);
        let name = name.get_ref().as_ref();
        if name == "python" {
            continue;
        }
        if is_airflow(name) {
            reading.leave(line, name, AIRFLOW);
            continue;
        }
        match poetry_line(name, value.get_ref()) {
            Ok(requirement) => reading.line(RowList::Requirements, &requirement),
            Err(why) => reading.leave(line, name, why),
        }
    }
    let groups =
        ["dev-dependencies", "group"].into_iter().filter_map(|key| value(poetry, key).map(|value| (key, value)));
    groups.for_each(|(key, value)| reading.leave(line_at(text, value.span().start), key, GROUP));
}

fn poetry_line(name: &str, value: &DeValue) -> Result<String, &'static str> {
    if let Some(version) = value.as_str() {
        return Ok([name, &specifiers(version).ok_or(NOT_READ)?].concat());
    }
    let table = value.as_table().ok_or(NOT_READ)?;
    let text = |key: &str| self::value(table, key).and_then(|value| value.get_ref().as_str());
    if self::value(table, "optional").is_some_and(|value| value.get_ref().as_bool() == Some(true)) {
        return Err(OPTIONAL);
    }
    if ["path", "url", "source"].iter().any(|key| self::value(table, key).is_some()) {
        return Err(NOT_READ);
    }
    let extras: Vec<&str> = self::value(table, "extras")
        .and_then(|value| value.get_ref().as_array())
        .into_iter()
        .flatten()
        .filter_map(|extra| extra.get_ref().as_str())
        .collect();
    let extras = if extras.is_empty() { String::new() } else { ["[", &extras.join(","), "]"].concat() };
    let version = match (text("git"), text("version")) {
        (Some(address), _) => {
            let revision = ["rev", "tag", "branch"].into_iter().find_map(text);
            let at = revision.map(|revision| ["@", revision].concat()).unwrap_or_default();
            [" @ git+", address, &at].concat()
        }
        (None, Some(version)) => specifiers(version).ok_or(NOT_READ)?,
        (None, None) => return Err(NOT_READ),
    };
    let marker = text("markers").map(|marker| ["; ", marker].concat()).unwrap_or_default();
    Ok([name, &extras, &version, &marker].concat())
}

/// Poetry's constraints as PEP 440's specifiers; `None` for alternatives, which a requirement cannot say.
fn specifiers(constraint: &str) -> Option<String> {
    let parts = constraint.split(',').map(str::trim).filter(|part| !part.is_empty());
    let parts: Option<Vec<String>> = parts.map(specifier).collect();
    parts
        .filter(|_| !constraint.contains("||"))
        .map(|parts| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(","))
}

fn specifier(part: &str) -> Option<String> {
    if part == "*" {
        return Some(String::new());
    }
    if let Some(version) = part.strip_prefix('^') {
        let numbers = numbers(version)?;
        let first = numbers.iter().position(|number| *number > 0).unwrap_or(numbers.len() - 1);
        return Some(format!(">={},<{}", version.trim(), next(&numbers, first)));
    }
    if let Some(version) = part.strip_prefix('~').filter(|rest| !rest.starts_with('=')) {
        let numbers = numbers(version)?;
        return Some(format!(">={},<{}", version.trim(), next(&numbers, usize::from(numbers.len() > 1))));
    }
    if part.starts_with(['<', '>', '=', '!', '~']) {
        return Some(part.split_whitespace().collect());
    }
    part.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("=={part}"))
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    let numbers: Option<Vec<u64>> = version.trim().split('.').map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// The version in which the number at a place is one higher, and those behind it are 0.
fn next(numbers: &[u64], place: usize) -> String {
    let number = |(at, number): (usize, &u64)| match at.cmp(&place) {
        std::cmp::Ordering::Less => *number,
        std::cmp::Ordering::Equal => number.saturating_add(1),
        std::cmp::Ordering::Greater => 0,
    };
    numbers.iter().enumerate().map(number).map(|number| number.to_string()).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::draft::Draft;
    use proptest::prelude::*;

    fn rows(text: &str) -> (Vec<String>, Vec<String>) {
        let catalog = Catalog::start();
        let mut reading = Reading::new(catalog, Draft::start(catalog), true);
        read(text, &mut reading);
        let (draft, _, left) = reading.finish();
        let left = left.iter().map(|left| format!("{}:{}", left.line, left.text)).collect();
        (draft.requirements.into_iter().map(|row| row.text).collect(), left)
    }

    #[test]
    fn dependencies_of_a_project() {
        let text = "[project]\nname = \"x\"\ndependencies = [\n  \"pandas>=2\",\n  \"apache-airflow==2.9.1\",\n  \"scipy [a]\"]\n\
            [project.optional-dependencies]\ndev = [\"ruff\"]\n[dependency-groups]\ntest = [\"pytest\"]\n";
        let (taken, left) = rows(text);
        assert_eq!(taken, ["pandas>=2", "scipy [a]"]);
        assert_eq!(left, ["5:apache-airflow==2.9.1", "8:dev", "10:test"]);
    }

    #[test]
    fn poetry_s_constraints_are_translated() {
        for (constraint, expected) in [
            ("^1.2.3", ">=1.2.3,<2.0.0"),
            ("^0.2.3", ">=0.2.3,<0.3.0"),
            ("^0.0.3", ">=0.0.3,<0.0.4"),
            ("^1", ">=1,<2"),
            ("~1.2", ">=1.2,<1.3"),
            ("~1", ">=1,<2"),
            ("1.2.*", "==1.2.*"),
            ("*", ""),
            ("2.0", "==2.0"),
            (">=1, <2", ">=1,<2"),
            ("~=1.4", "~=1.4"),
        ] {
            assert_eq!(specifiers(constraint).as_deref(), Some(expected), "{constraint}");
        }
        assert_eq!(specifiers("^1 || ^2"), None);
    }

    #[test]
    fn poetry_s_tables() {
        let text = "[tool.poetry.dependencies]\npython = \"^3.11\"\npandas = \"^2.1\"\nx = {version = \"1\", extras = [\"a\", \"b\"], markers = \"python_version < '3.13'\"}\n\
            y = {git = \"https://git.corp/y.git\", rev = \"v1\"}\nz = {path = \"../z\"}\nw = {version = \"1\", optional = true}\n[tool.poetry.group.dev.dependencies]\nruff = \"*\"\n";
        let (taken, left) = rows(text);
        assert_eq!(
            taken,
            ["pandas>=2.1,<3.0", "x[a,b]==1; python_version < '3.13'", "y @ git+https://git.corp/y.git@v1"]
        );
        assert_eq!(left, ["6:z", "7:w", "8:group"]);
    }

    #[test]
    fn broken_toml_is_said_to_be() {
        assert_eq!(rows("[project]\ndependencies = [").1.len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = rows(&text);
        }
    }
}
