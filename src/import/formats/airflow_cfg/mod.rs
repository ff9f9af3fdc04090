//! airflow.cfg: what differs from Airflow's defaults becomes variables.

mod defaults;
mod ini;

use std::collections::BTreeMap;

use ini::{Entry, Ini};

use super::Format;
use crate::domain::{AirflowVersion, EnvName, OptionKey, looks_secret};
use crate::draft::{SecretMark, Selection};
use crate::import::reading::Reading;
use crate::knowledge::{OptionFact, Options};

/// Most values that are put into one, the longest of them and of their keys: a file must not grow by being read.
const MOST_REFERENCES: usize = 16;
const LONGEST_REFERENCE: usize = 1_000;
const LONGEST_KEY: usize = 100;

/// The format.
pub static FORMAT: Format = Format { name: "airflow.cfg", has_path, has_text, read };

fn has_path(path: &str) -> bool {
    path.rsplit('/').next() == Some("airflow.cfg")
}

fn has_text(text: &str) -> bool {
    let mut headers = text.lines().filter_map(|line| ini::header(line.trim()));
    headers.any(|section| Options::start().in_section(section).next().is_some())
}

fn read(text: &str, reading: &mut Reading) {
    let ini = ini::read(text);
    for unread in &ini.unread {
        reading.leave(unread.line, &unread.text, unread.why);
    }
    let version = version(reading);
    let home = home(&ini, version);
    let last: BTreeMap<_, _> = ini.entries.iter().map(|entry| ((&entry.section, &entry.key), entry.line)).collect();
    for entry in &ini.entries {
        match last.get(&(&entry.section, &entry.key)).filter(|line| **line != entry.line) {
            Some(later) => reading.leave(entry.line, &shown(entry), format!("It stands again in line {later}.")),
            None => take(entry, &ini, version, home.as_deref(), reading),
        }
    }
}

/// The Airflow whose defaults count: that of the image, completed as a link would be.
fn version(reading: &Reading) -> Option<AirflowVersion> {
    let image = Selection::completed(reading.catalog, &reading.draft.image);
    Selection::of(reading.catalog, &image).airflow()
}

fn home(ini: &Ini, version: Option<AirflowVersion>) -> Option<String> {
    let version = version?;
    let found = ini.entries.iter().filter_map(|entry| {
        let default = fact(entry)?.default_in(version)?;
        defaults::home_in(&entry.value, default)
    });
    defaults::home(found).map(str::to_owned)
}

fn take(entry: &Entry, ini: &Ini, version: Option<AirflowVersion>, home: Option<&str>, reading: &mut Reading) {
    let value = spoken(entry, ini);
    if version.is_some_and(|version| is_default(entry, &value, version, home)) {
        return;
    }
    let name = env_name(entry);
    if entry.section == "DEFAULT" {
        let why = "Keys of [DEFAULT] belong to every section. Write it into the section that is meant.";
        reading.leave(entry.line, &shown(entry), why);
    } else if EnvName::parse(&name).is_err() {
        let why = "No variable can set it: its name holds other characters than letters, digits and underscores.";
        reading.leave(entry.line, &shown(entry), why);
    } else if reading.has_said(&name) {
        let same = reading.draft.env.iter().any(|row| row.text.trim() == name && row.value == value);
        if !same {
            let why = format!("Another file sets {name}, and a variable counts before airflow.cfg.");
            reading.leave(entry.line, &shown(entry), why);
        }
    } else {
        reading.variable(&name, &value, mark(&name));
    }
}

fn is_default(entry: &Entry, value: &str, version: AirflowVersion, home: Option<&str>) -> bool {
    let Some(fact) = fact(entry) else { return false };
    let Some(default) = fact.default_in(version) else { return value.is_empty() };
    let at_home = || home.is_some_and(|home| defaults::home_in(value, default) == Some(home));
    defaults::same(&fact.kind, value, default) || at_home()
}

fn fact(entry: &Entry) -> Option<&'static OptionFact> {
    Options::start().find(&OptionKey::of_env(&env_name(entry))?)
}

fn env_name(entry: &Entry) -> String {
    format!("AIRFLOW__{}__{}", entry.section.replace('.', "_"), entry.key).to_ascii_uppercase()
}

/// An entry without its value.
fn shown(entry: &Entry) -> String {
    format!("[{}] {} =", entry.section, entry.key)
}

/// The value as a variable has to say it: `%%` is one %, `%(key)s` is another value of the section.
fn spoken(entry: &Entry, ini: &Ini) -> String {
    let mut spoken = String::with_capacity(entry.value.len());
    let mut rest = entry.value.as_str();
    let mut references = 0..MOST_REFERENCES;
    while let Some((before, after)) = rest.split_once('%') {
        spoken.push_str(before);
        if let Some(end) = after.strip_prefix('%') {
            spoken.push('%');
            rest = end;
        } else if let Some((value, end)) = reference(entry, after, ini).filter(|_| references.next().is_some()) {
            spoken.push_str(&value.replace("%%", "%"));
            rest = end;
        } else {
            spoken.push('%');
            rest = after;
        }
    }
    spoken + rest
}

/// The value that `(key)s` behind a `%` stands for, and what follows it.
fn reference<'a, 'b>(entry: &Entry, after: &'b str, ini: &'a Ini) -> Option<(&'a str, &'b str)> {
    let inside = after.strip_prefix('(')?;
    let closing = inside.bytes().take(LONGEST_KEY).position(|byte| byte == b')')?;
    let (key, end) = (inside.get(..closing)?, inside.get(closing..)?.strip_prefix(")s")?);
    Some((other(entry, key, ini).filter(|value| value.len() <= LONGEST_REFERENCE)?, end))
}

fn other<'a>(entry: &Entry, key: &str, ini: &'a Ini) -> Option<&'a str> {
    let key = key.to_lowercase();
    let of = |section: &str| ini.entries.iter().rfind(|other| other.section == section && other.key == key);
    of(&entry.section).or_else(|| of("DEFAULT")).map(|other| other.value.as_str())
}

/// Options that nobody knows have no fact that says they are secrets: their keys are read as other names are.
pub(super) fn mark(name: &str) -> SecretMark {
    let Some(key) = OptionKey::of_env(name) else { return SecretMark::Guess };
    let known = |key: &str, section: &str| {
        Options::start().find(&OptionKey { section: section.to_owned(), key: key.to_owned() }).is_some()
    };
    let base = key.key.strip_suffix("_cmd").or_else(|| key.key.strip_suffix("_secret"));
    let told = known(&key.key, &key.section) || base.is_some_and(|base| known(base, &key.section));
    match looks_secret(&key.key) && !told {
        true => SecretMark::Secret,
        false => SecretMark::Guess,
    }
}

#[cfg(test)]
mod tests;
