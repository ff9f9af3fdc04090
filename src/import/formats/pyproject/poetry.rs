//! Poetry's own way of writing versions, as requirement lines.
//!
//! Must not be in here: where in the file they stand.

use toml::de::{DeTable, DeValue};

/// A dependency as a requirement line, or why it cannot be one.
pub fn requirement(name: &str, value: &DeValue) -> Result<String, String> {
    match value {
        DeValue::String(version) => Ok(format!("{name}{}", specifier(version)?)),
        DeValue::Table(table) => of_table(name, table),
        _ => Err("It is neither a version nor a table.".to_owned()),
    }
}

fn of_table(name: &str, table: &DeTable) -> Result<String, String> {
    if table.get("optional").and_then(|value| value.get_ref().as_bool()) == Some(true) {
        return Err("It is optional: an extra brings it. Add the line if it is wanted.".to_owned());
    }
    if text(table, "path").or_else(|| text(table, "file")).is_some() {
        return Err("It is a path of your computer. Copy it into the project, or name a package.".to_owned());
    }
    let name = format!("{name}{}", extras(table));
    let address =
        text(table, "git").map(|git| git_address(git, table)).or_else(|| text(table, "url").map(str::to_owned));
    let markers = markers(table)?;
    match address {
        Some(address) => Ok(format!("{name} @ {address}{}", with_space(&markers))),
        None => Ok(format!("{name}{}{markers}", specifier(text(table, "version").unwrap_or("*"))?)),
    }
}

/// A marker behind an address needs a space before its semicolon.
fn with_space(markers: &str) -> String {
    if markers.is_empty() { String::new() } else { format!(" {markers}") }
}

fn text<'a>(table: &'a DeTable, key: &str) -> Option<&'a str> {
    table.get(key)?.get_ref().as_str()
}

fn extras(table: &DeTable) -> String {
    let items = table.get("extras").and_then(|extras| extras.get_ref().as_array());
    let names: Vec<&str> =
        items.into_iter().flat_map(|items| items.iter()).filter_map(|e| e.get_ref().as_str()).collect();
    if names.is_empty() { String::new() } else { format!("[{}]", names.join(",")) }
}

fn git_address(git: &str, table: &DeTable) -> String {
    let address = match git.split_once("://") {
        Some(_) => git.to_owned(),
        // user@host:path, as ssh has it
        None => format!("ssh://{}", git.replacen(':', "/", 1)),
    };
    let revision = ["rev", "tag", "branch"].iter().find_map(|key| text(table, key));
    let revision = revision.map(|revision| format!("@{revision}")).unwrap_or_default();
    let folder = text(table, "subdirectory").map(|folder| format!("#subdirectory={folder}")).unwrap_or_default();
    format!("git+{address}{revision}{folder}")
}

fn markers(table: &DeTable) -> Result<String, String> {
    let mut parts = Vec::new();
    if let Some(python) = text(table, "python") {
        let bounds = bounds(python)?;
        parts.extend(bounds.iter().map(|bound| python_marker(bound)));
    }
    parts.extend(text(table, "platform").map(|platform| format!("sys_platform == \"{platform}\"")));
    if let Some(markers) = text(table, "markers") {
        let alone = parts.is_empty() || !markers.contains(" or ");
        parts.push(if alone { markers.to_owned() } else { format!("({markers})") });
    }
    Ok(if parts.is_empty() { String::new() } else { format!("; {}", parts.join(" and ")) })
}

fn python_marker(bound: &str) -> String {
    let at = bound.find(|c: char| !"<>=!~".contains(c)).unwrap_or(bound.len());
    let (operator, version) = bound.split_at(at);
    let variable = if version.matches('.').count() > 1 && !version.ends_with(".*") {
        "python_full_version"
    } else {
        "python_version"
    };
    format!("{variable} {operator} \"{version}\"")
}

/// `^1.2` as `>=1.2,<2.0`; nothing for `*`.
pub fn specifier(version: &str) -> Result<String, String> {
    Ok(bounds(version)?.join(","))
}

fn bounds(version: &str) -> Result<Vec<String>, String> {
    if version.contains('|') {
        return Err("It allows one version or another; a requirement line has no way to say that.".to_owned());
    }
    let mut bounds = Vec::new();
    for part in parts(version) {
        bounds.extend(bound(&part).ok_or_else(|| "Its version is none that can be read.".to_owned())?);
    }
    Ok(bounds)
}

/// The parts between commas or spaces; a space may also stand behind an operator.
fn parts(version: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in version.split([',', ' ', '\t']).filter(|word| !word.is_empty()) {
        match parts.last_mut() {
            Some(last) if last.ends_with(['<', '>', '=', '!', '~', '^']) => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

fn bound(part: &str) -> Option<Vec<String>> {
    if let Some(version) = part.strip_prefix('^') {
        return between(version, |numbers| {
            numbers.iter().position(|number| *number > 0).unwrap_or(numbers.len().saturating_sub(1))
        });
    }
    if let Some(version) = part.strip_prefix('~').filter(|version| !version.starts_with('=')) {
        return between(version, |numbers| numbers.len().min(2) - 1);
    }
    let at = part.find(|c: char| !"<>=!~".contains(c))?;
    let (operator, version) = part.split_at(at);
    let fits = version.chars().all(|c| c.is_ascii_alphanumeric() || ".*+-_!".contains(c));
    match operator {
        "" | "=" | "==" if version == "*" => Some(Vec::new()),
        _ if !fits || !version.starts_with(|c: char| c.is_ascii_digit()) => None,
        "" | "=" => Some(vec![format!("=={version}")]),
        "==" | "!=" | ">=" | "<=" | "<" | ">" | "~=" | "===" => Some(vec![part.to_owned()]),
        _ => None,
    }
}

/// From a version up to where the number at `raised` is one higher, and those behind it nothing.
fn between(version: &str, raised: impl Fn(&[u64]) -> usize) -> Option<Vec<String>> {
    let version = version.trim_start_matches(['v', '=']);
    let numbers = numbers(version)?;
    let at = raised(&numbers);
    let raise = |(index, number): (usize, &u64)| match index.cmp(&at) {
        std::cmp::Ordering::Less => number.to_string(),
        std::cmp::Ordering::Equal => number.saturating_add(1).to_string(),
        std::cmp::Ordering::Greater => "0".to_owned(),
    };
    let upper: Vec<String> = numbers.iter().enumerate().map(raise).collect();
    let lower = version.trim_end_matches(".*");
    Some(vec![format!(">={lower}"), format!("<{}", upper.join("."))])
}

/// The numbers at the start of a version, what is behind them (`rc1`, `.*`) left out.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let fits = version.chars().all(|c| c.is_ascii_alphanumeric() || ".*+-_".contains(c));
    let end = version.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(version.len());
    let release = version.get(..end).filter(|_| fits)?.trim_end_matches('.');
    release.split('.').map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(version: &str, expected: Option<&str>) {
        assert_eq!(specifier(version).ok().as_deref(), expected, "{version}");
    }

    #[test]
    fn versions_are_what_poetry_means() {
        for (version, expected) in [
            ("^1.2.3", ">=1.2.3,<2.0.0"),
            ("^1.2", ">=1.2,<2.0"),
            ("^1", ">=1,<2"),
            ("^0.2.3", ">=0.2.3,<0.3.0"),
            ("^0.0.3", ">=0.0.3,<0.0.4"),
            ("^0.0", ">=0.0,<0.1"),
            ("^0", ">=0,<1"),
            ("^2.0.0rc1", ">=2.0.0rc1,<3.0.0"),
            ("~1.2.3", ">=1.2.3,<1.3.0"),
            ("~1.2", ">=1.2,<1.3"),
            ("~1", ">=1,<2"),
            ("~0.2.3", ">=0.2.3,<0.3.0"),
            ("~=1.4", "~=1.4"),
            ("1.2.*", "==1.2.*"),
            ("==1.2.*", "==1.2.*"),
            ("*", ""),
            ("1.10", "==1.10"),
            ("= 1.10", "==1.10"),
            (">=1, <2", ">=1,<2"),
            (">= 1.0 < 2.0", ">=1.0,<2.0"),
            ("!=1.5,^1.2", "!=1.5,>=1.2,<2.0"),
        ] {
            check(version, Some(expected));
        }
        for version in ["^1 || ^2", "1.x; y", "^", "^x", "~", "latest version", "<>1", "^1..2", "^99999999999999999999"]
        {
            check(version, None);
        }
    }

    fn check_table(toml: &str, expected: Option<&str>) {
        let value = DeValue::parse(toml).unwrap_or_else(|error| panic!("{toml}: {error}"));
        assert_eq!(requirement("name", value.get_ref()).ok().as_deref(), expected, "{toml}");
    }

    #[test]
    fn tables_become_lines() {
        check_table("'^1.2'", Some("name>=1.2,<2.0"));
        check_table("{version = '2.1', extras = ['a', 'b']}", Some("name[a,b]==2.1"));
        check_table("{version = '*', markers = \"sys_platform == 'linux'\"}", Some("name; sys_platform == 'linux'"));
        check_table(
            "{version = '1', python = '>=3.8,<3.11', markers = 'a or b'}",
            Some("name==1; python_version >= \"3.8\" and python_version < \"3.11\" and (a or b)"),
        );
        check_table(
            "{version = '1', python = '^3.9.1'}",
            Some("name==1; python_full_version >= \"3.9.1\" and python_full_version < \"4.0.0\""),
        );
        check_table("{git = 'https://h/o/r.git', tag = 'v1'}", Some("name @ git+https://h/o/r.git@v1"));
        check_table(
            "{git = 'git@h:o/r.git', rev = 'x', extras = ['e'], subdirectory = 'p', platform = 'linux'}",
            Some("name[e] @ git+ssh://git@h/o/r.git@x#subdirectory=p ; sys_platform == \"linux\""),
        );
        check_table("{url = 'https://h/x.whl'}", Some("name @ https://h/x.whl"));
        check_table("{path = '../x'}", None);
        check_table("{version = '1', optional = true}", None);
        check_table("1", None);
    }
}
