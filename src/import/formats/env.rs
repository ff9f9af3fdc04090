//! `.env` as compose reads it: comments, `export`, quotes with their escapes, values over several lines.

use super::Format;
use crate::catalog::Catalog;
use crate::domain::EnvName;
use crate::draft::{Row, SecretMark, is_sensitive};

/// The format.
pub static FORMAT: Format = Format {
    name: ".env",
    has_path: |path| path == ".env" || path.ends_with(".env") && !path.contains('/'),
    has_text: looks_like_one,
    read,
};

const NO_PAIR: &str = "It is no NAME=value. What stands behind the name is not shown: it may be a secret.";
const BEHIND: &str = "The text behind the closing quote was left out.";
const EXPANDED: &str =
    "Compose would put a variable in place of $. Here the value keeps it as it stands: write what it means.";

/// Most lines that a value takes beyond its first.
const LONGEST_VALUE: usize = 100;

/// A variable and its value.
pub type Variable = (String, String);

/// Something of a line that was not taken.
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What stands before its `=`, where that may be shown: the rest may be a secret.
    pub name: String,
    /// Why.
    pub why: &'static str,
}

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
    unread.iter().for_each(|it| reading.leave(it.line, &it.name, it.why));
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
            unread.push(Unread { line: at, name: harmless_name(line), why: NO_PAIR });
            continue;
        }
        let more = lines.get(at..).unwrap_or_default();
        let Value { text, lines: taken, is_whole } = value(rest.trim_start(), more);
        let remarks = [(!is_whole, BEHIND), (expands(rest), EXPANDED)];
        let remarks = remarks.into_iter().filter(|(applies, _)| *applies);
        unread.extend(remarks.map(|(_, why)| Unread { line: at, name: name.to_owned(), why }));
        at += taken;
        entries.push((name.to_owned(), text));
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

/// Whether every line is a variable; `name==1.0` is a requirement.
fn looks_like_one(text: &str) -> bool {
    let (entries, unread) = read_entries(text);
    let pinned = entries.iter().any(|(_, value)| value.starts_with('='));
    !entries.is_empty() && !pinned && unread.iter().all(|it| it.why != NO_PAIR)
}

/// Whether compose would put a variable into a value: `$NAME` or `${NAME}`, not escaped, not in single quotes.
fn expands(raw: &str) -> bool {
    let raw = raw.trim_start();
    let starts = |at: usize| {
        raw.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "_{".contains(c)))
    };
    let escaped = |at: usize| raw.get(..at).is_some_and(|before| before.ends_with(['\\', '$']));
    !raw.starts_with('\'') && raw.match_indices('$').any(|(at, _)| starts(at) && !escaped(at))
}

/// A value as it was read.
#[derive(Default)]
struct Value {
    text: String,
    /// How many further lines it takes.
    lines: usize,
    /// Whether nothing but a comment stands behind it.
    is_whole: bool,
}

/// Reads a value. A quote that is closed nowhere near is a character like any other.
fn value(rest: &str, more: &[&str]) -> Value {
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
    Value { text: rest[..end].trim_end().to_owned(), lines: 0, is_whole: true }
}

/// The text up to the closing quote; escapes stand in double quotes only.
fn quoted(text: &str, quote: char) -> Option<Value> {
    let mut read = Value::default();
    let mut rest = text.chars();
    loop {
        match rest.next()? {
            '\\' if quote == '"' => match rest.next()? {
                'n' => read.text.push('\n'),
                'r' => read.text.push('\r'),
                't' => read.text.push('\t'),
                c @ ('"' | '\\' | '$') => read.text.push(c),
                c => read.text.extend(['\\', c]),
            },
            c if c == quote => {
                let tail = rest.as_str().lines().next().unwrap_or_default().trim();
                read.is_whole = tail.is_empty() || tail.starts_with('#');
                return Some(read);
            }
            c => {
                read.lines += usize::from(c == '\n');
                read.text.push(c);
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
        let unread = |text: &str| -> Vec<(usize, String, &str)> {
            read_entries(text).1.into_iter().map(|it| (it.line, it.name, it.why)).collect()
        };
        let no_pair = [(1, "bad name".to_owned(), NO_PAIR), (2, String::new(), NO_PAIR)];
        assert_eq!(unread("bad name=hunter2\nnothing"), no_pair);
        assert_eq!(unread("A=\"x\"hunter2\nB='y' # why"), [(1, "A".to_owned(), BEHIND)]);
        assert_eq!(unread("A=$HOME/x\nB='$HOME'\nC=\\$HOME\nD=5$"), [(1, "A".to_owned(), EXPANDED)]);
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
