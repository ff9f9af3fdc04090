//! `.env` as compose reads it: comments, `export`, quotes with their escapes, values over several lines.

use super::Format;
use crate::catalog::Catalog;
use crate::domain::EnvName;
use crate::draft::{Row, SecretMark, is_sensitive};

/// The format.
pub static FORMAT: Format = Format {
    name: ".env",
    has_path: |path| path == ".env" || path.ends_with(".env") && !path.contains('/'),
    has_text: |text| !read_entries(text).0.is_empty() && read_entries(text).1.is_empty(),
    read,
};

/// Most lines that a value takes beyond its first.
const LONGEST_VALUE: usize = 100;

/// A variable and its value.
pub type Variable = (String, String);

/// A line that is no variable, from 1, and what stands before its `=`: the rest may be a secret.
type Unread = (usize, String);

fn read(text: &str, reading: &mut super::Reading) {
    let (entries, unread) = read_entries(text);
    for (name, value) in entries {
        if is_of_the_run(&name) {
            reading.leave(
                0,
                &name,
                "It serves the local run of another compose file; the one written here needs none.",
            );
            continue;
        }
        let mark = mark(&name, reading.catalog);
        reading.variable(&name, &value, mark);
    }
    for (line, name) in unread {
        reading.leave(
            line,
            &name,
            "It is no NAME=value. What stands behind the name is not shown: it may be a secret.",
        );
    }
}

/// Variables that only steer somebody else's compose file.
pub fn is_of_the_run(name: &str) -> bool {
    ["AIRFLOW_UID", "AIRFLOW_GID", "AIRFLOW_PROJ_DIR", "AIRFLOW_IMAGE_NAME", "COMPOSE_PROJECT_NAME"].contains(&name)
        || name.starts_with("_AIRFLOW_")
}

/// What stood in `.env` goes back there, whatever its name.
pub fn mark(name: &str, catalog: &Catalog) -> SecretMark {
    match is_sensitive(&Row::pair(name, ""), catalog) {
        true => SecretMark::Guess,
        false => SecretMark::Secret,
    }
}

/// The variables of a text, and the lines that are none.
pub fn read_entries(text: &str) -> (Vec<Variable>, Vec<Unread>) {
    let (mut entries, mut unread) = (Vec::new(), Vec::new());
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let line = line.trim_start();
        if line.trim_end().is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, rest) = line.split_once('=').unwrap_or((line, ""));
        let name = name.trim();
        if EnvName::parse(name).is_err() || !line.contains('=') {
            unread.push((at, harmless_name(line)));
            continue;
        }
        let more = lines.get(at..).unwrap_or_default();
        let (value, taken) = value(rest.trim_start(), more);
        at += taken;
        entries.push((name.to_owned(), value));
    }
    (entries, unread)
}

/// What may be shown of a line that is no variable: a name before `=`. A line without one, and anything that may be a
/// piece of a key, is not shown at all.
fn harmless_name(line: &str) -> String {
    let is_name =
        |name: &&str| name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-. ".contains(c));
    let name =
        line.split_once('=').filter(|(_, rest)| !rest.trim().is_empty() && *rest != "=").map(|(name, _)| name.trim());
    name.filter(is_name).unwrap_or_default().to_owned()
}

/// A value, and how many further lines it takes. A quote that is closed nowhere near is a character like any other.
fn value(rest: &str, more: &[&str]) -> (String, usize) {
    let near = more.get(..LONGEST_VALUE).unwrap_or(more);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let lines = std::iter::once(&rest).chain(near).copied();
        let text = lines.collect::<Vec<_>>().join("\n");
        if let Some(read) = quoted(text.get(1..).unwrap_or_default(), quote) {
            return read;
        }
    }
    let end = rest.find(" #").unwrap_or(rest.len());
    (rest[..end].trim_end().to_owned(), 0)
}

/// The text up to the closing quote, and how many line ends it passes; escapes stand in double quotes only.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let (mut value, mut lines) = (String::new(), 0);
    let mut rest = text.chars();
    loop {
        match rest.next()? {
            '\\' if quote == '"' => match rest.next()? {
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                c @ ('"' | '\\' | '$') => value.push(c),
                c => value.extend(['\\', c]),
            },
            c if c == quote => return Some((value, lines)),
            c => {
                lines += usize::from(c == '\n');
                value.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generator::quoting::env_file;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let read = read_entries(text).0;
        let expected: Vec<Variable> = expected.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn as_compose_reads_it() {
        check(
            "A=1\n# c\nexport B = x y # why\n\nC='a\\nb'\nD=\"a\\nb\"",
            &[("A", "1"), ("B", "x y"), ("C", "a\\nb"), ("D", "a\nb")],
        );
        check("KEY=\"one\ntwo\"\nNEXT=2", &[("KEY", "one\ntwo"), ("NEXT", "2")]);
        check("E=\nF=a#b\nG=\"", &[("E", ""), ("F", "a#b"), ("G", "\"")]);
        check("WIN=1\r\nDOWS=\"2\"\r\n", &[("WIN", "1"), ("DOWS", "2")]);
    }

    #[test]
    fn a_line_that_is_none_shows_no_value() {
        assert_eq!(read_entries("bad name=hunter2\nnothing").1, [(1, "bad name".to_owned()), (2, String::new())]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in any::<String>()) {
            let value = value.replace('\0', "");
            let text = format!("NAME={}\n", env_file(&value));
            prop_assert_eq!(read_entries(&text).0, vec![("NAME".to_owned(), value)]);
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = read_entries(&text);
        }
    }
}
