//! airflow.cfg: what differs from the defaults of the Airflow that was chosen becomes variables.

use super::Format;
use crate::domain::{AirflowVersion, EnvName, OptionKey};
use crate::draft::SecretMark;
use crate::import::reading::Reading;
use crate::knowledge::Options;
use crate::project::describe;

/// The format.
pub static FORMAT: Format = Format {
    name: "airflow.cfg",
    has_path: |path| path.rsplit('/').next() == Some("airflow.cfg"),
    has_text: |text| text.lines().any(|line| ["[core]", "[webserver]", "[scheduler]"].contains(&line.trim())),
    read,
};

/// An option of the file.
#[derive(Debug, PartialEq, Eq)]
struct Setting {
    line: usize,
    section: String,
    key: String,
    value: String,
}

fn read(text: &str, reading: &mut Reading) {
    let version = describe(&reading.draft, reading.catalog).0.airflow;
    let (settings, unread) = settings(text);
    for setting in settings {
        let name = env_name(&setting);
        // As airflow.cfg is read, %% is one %; ENV is taken as it stands.
        let value = setting.value.replace("%%", "%");
        if is_default(&setting, &value, version) {
            continue;
        }
        match EnvName::parse(&name) {
            Ok(_) => reading.variable(&name, &value, SecretMark::Guess),
            Err(_) => {
                reading.leave(setting.line, &setting.key, "No variable can have the name that this option would need.")
            }
        }
    }
    for (line, key) in unread {
        reading.leave(
            line,
            &key,
            "It is no option of a section. What stands behind the name is not shown: it may be a secret.",
        );
    }
}

fn env_name(setting: &Setting) -> String {
    let section = setting.section.replace('.', "_");
    ["AIRFLOW__", &section.to_ascii_uppercase(), "__", &setting.key.to_ascii_uppercase()].concat()
}

/// Options in order, and the lines that are none, with what stands before their `=`.
fn settings(text: &str) -> (Vec<Setting>, Vec<(usize, String)>) {
    let (mut settings, mut unread): (Vec<Setting>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
    let mut section: Option<String> = None;
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            open &= !trimmed.is_empty();
            continue;
        }
        if let (true, true, Some(last)) = (open, line.starts_with([' ', '\t']), settings.last_mut()) {
            last.value.push('\n');
            last.value.push_str(trimmed);
            continue;
        }
        open = false;
        if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = Some(name.trim().to_owned());
            continue;
        }
        let pair = trimmed.find(['=', ':']).map(|end| (trimmed[..end].trim(), trimmed[end + 1..].trim()));
        match (&section, pair) {
            (Some(section), Some((key, value))) if !key.is_empty() => {
                let (section, key, value) = (section.clone(), key.to_owned(), value.to_owned());
                settings.push(Setting { line: at + 1, section, key, value });
                open = true;
            }
            _ => unread
                .push((at + 1, trimmed.split(['=', ':']).next().unwrap_or_default().trim().chars().take(60).collect())),
        }
    }
    (settings, unread)
}

/// Whether Airflow would do the same without it. An option that this version does not have is no default.
fn is_default(setting: &Setting, value: &str, version: AirflowVersion) -> bool {
    let section = setting.section.replace('.', "_").to_ascii_lowercase();
    let key = OptionKey { section, key: setting.key.to_ascii_lowercase() };
    let Some(fact) = Options::start().find(&key).filter(|fact| fact.exists_in(version)) else {
        return value.is_empty();
    };
    let default = fact.default_in(version).unwrap_or_default();
    same(value, default) || value.is_empty() && default.is_empty()
}

/// Letters of either case, spaces at line ends, and a home folder put in make no difference.
fn same(value: &str, default: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (value, default) = (plain(value), plain(&default.replace("%%", "%")));
    if value.eq_ignore_ascii_case(&default) {
        return true;
    }
    match default.split_once('}') {
        Some((home, tail)) if home.contains('{') && !home.contains("%(") && !tail.is_empty() => {
            let head = home.split('{').next().unwrap_or_default();
            value.starts_with(head) && value.ends_with(tail) && value.len() > head.len() + tail.len()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::draft::Draft;
    use proptest::prelude::*;

    fn check(airflow: &str, text: &str, expected: &[&str]) {
        let catalog = Catalog::start();
        let draft = crate::link::decode(&format!("airflow={airflow}"), catalog).draft;
        let mut reading = Reading::new(catalog, draft, true);
        read(text, &mut reading);
        let rows: Vec<String> = reading.draft.env.iter().map(|row| format!("{}={}", row.text, row.value)).collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn what_differs_becomes_a_variable() {
        check("2.11.2", "[core]\nparallelism = 32\nload_examples = False\n", &["AIRFLOW__CORE__LOAD_EXAMPLES=False"]);
        check("2.11.2", "[core]\nload_examples = true\ndags_folder = /usr/local/airflow/dags\n", &[]);
        check(
            "2.11.2",
            "# c\n[webserver]\nbase_url: http://x:8080/%%20\n",
            &["AIRFLOW__WEBSERVER__BASE_URL=http://x:8080/%20"],
        );
        check("2.11.2", "[mine.own]\nkey = 1\n", &["AIRFLOW__MINE_OWN__KEY=1"]);
        check("2.11.2", "[core]\nfernet_key = hunter2\n", &["AIRFLOW__CORE__FERNET_KEY=hunter2"]);
        check("2.11.2", "[core]\nload_examples =\n    False\n", &["AIRFLOW__CORE__LOAD_EXAMPLES=\nFalse"]);
    }

    #[test]
    fn a_line_that_is_none_shows_no_value() {
        assert_eq!(settings("password = hunter2\n[core]\nx").1, [(1, "password".to_owned()), (3, "x".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let catalog = Catalog::start();
            read(&text, &mut Reading::new(catalog, Draft::start(catalog), true));
        }
    }
}
