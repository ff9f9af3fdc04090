//! A pasted text as rows.

use super::model::Row;
use crate::domain::RowList;

/// Splits a pasted file into rows of a list: one a line, blank lines left out, carriage returns and a byte order mark
/// taken off. Lines of packages with several words become several rows (unless they hold a comment); continued lines
/// of requirements become one; lines of pairs are split at their first `=`.
pub fn split_lines(list: RowList, text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    match list {
        RowList::Packages => lines.flat_map(package_rows).collect(),
        RowList::Requirements => joined_continuations(lines).into_iter().map(Row::line).collect(),
        RowList::Env | RowList::Labels | RowList::ApkRepositories => lines.filter_map(pair_row).collect(),
    }
}

fn package_rows(line: &str) -> Vec<Row> {
    if line.contains('#') {
        return vec![Row::line(line.trim())];
    }
    line.split([' ', '\t', ',']).filter(|word| !word.is_empty()).map(Row::line).collect()
}

fn joined_continuations<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let body = line.trim_end().strip_suffix('\\');
        let part = body.unwrap_or(line).trim();
        match joined.last_mut() {
            Some(last) if open => {
                last.push(' ');
                last.push_str(part);
            }
            _ => joined.push(part.to_owned()),
        }
        open = body.is_some();
    }
    joined
}

/// `NAME=value`, `export NAME=value` or `ENV NAME=value`; comment lines are no pairs; quotes around a whole value go.
fn pair_row(line: &str) -> Option<Row> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    let line = line.strip_prefix("export ").or_else(|| line.strip_prefix("ENV ")).unwrap_or(line).trim_start();
    let (name, value) = line.split_once('=').unwrap_or((line, ""));
    Some(Row::pair(name.trim_end(), unquoted(value.trim())))
}

fn unquoted(value: &str) -> &str {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('\'').or_else(|| inner('"').filter(|inner| !inner.contains(['\\', '"']))).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: RowList, text: &str, expected: &[&str]) {
        let rows: Vec<String> = split_lines(list, text)
            .into_iter()
            .map(|row| if row.value.is_empty() { row.text } else { format!("{}|{}", row.text, row.value) })
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_file_becomes_rows() {
        check(RowList::Packages, "\u{feff}curl git\r\n\r\n# tools\nbash", &["curl", "git", "# tools", "bash"]);
        check(RowList::Requirements, "pandas>=2, <3\n--hash \\\n  x\n", &["pandas>=2, <3", "--hash x"]);
        check(
            RowList::Env,
            "# c\nA=1\nexport B='x y'\nC=\"a\\\"b\"\nENV D=e=f\nG",
            &["A|1", "B|x y", "C|\"a\\\"b\"", "D|e=f", "G"],
        );
    }
}
