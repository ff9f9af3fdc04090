//! pyproject.toml: the dependencies of a project, by the standard or by Poetry.

mod poetry;

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Format;
use crate::domain::RowList;
use crate::import::reading::Reading;

/// The format.
pub static FORMAT: Format = Format { name: "pyproject.toml", has_path, has_text, read };

const OPTIONAL: &str = "An optional group. Paste the lines you want into requirements.txt.";
const PYTHON: &str = "The image says which Python there is.";
const AIRFLOW: &str = "The image brings Airflow; its version is chosen with the image.";
const INDEX: &str = "An index is no requirement. Say it under Index, or as an option of requirements.txt.";

fn has_path(path: &str) -> bool {
    path == "pyproject.toml"
}

fn has_text(text: &str) -> bool {
    let headers = ["[project]", "[build-system]", "[tool.poetry]", "[tool.poetry.dependencies]"];
    text.lines().any(|line| headers.contains(&line.trim()))
}

fn read(text: &str, reading: &mut Reading) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::of(text);
    match DeTable::parse(text) {
        Ok(table) => File { table: table.get_ref(), lines }.take(reading),
        Err(error) => {
            let line = error.span().map_or(0, |span| lines.at(span.start));
            let what = error.message().lines().next().unwrap_or_default().to_owned();
            reading.leave(line, "", format!("Nothing of the file was read, because it is no TOML: {what}."));
        }
    }
}

/// Where each line starts.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a byte, from 1.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte) + 1
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

struct File<'a> {
    table: &'a DeTable<'a>,
    lines: Lines,
}

impl<'a> File<'a> {
    fn take(&self, reading: &mut Reading) {
        let named = self.project(reading);
        self.poetry(&named, reading);
        let groups = [
            &["project", "optional-dependencies"][..],
            &["dependency-groups"],
            &["tool", "poetry", "group"],
            &["tool", "pdm", "dev-dependencies"],
        ];
        groups.into_iter().for_each(|path| self.groups(path, reading));
        let whole: [(&[&str], &str); 8] = [
            (&["tool", "poetry", "dev-dependencies"], OPTIONAL),
            (&["tool", "poetry", "extras"], OPTIONAL),
            (&["tool", "uv", "dev-dependencies"], OPTIONAL),
            (&["tool", "uv", "constraint-dependencies"], "Limits are no requirements; Airflow's own constraints hold."),
            (&["tool", "uv", "override-dependencies"], "pip knows no overrides of what packages ask for."),
            (&["tool", "uv", "sources"], "Where packages come from instead of the index; write NAME @ ADDRESS."),
            (&["tool", "uv", "index"], INDEX),
            (&["tool", "poetry", "source"], INDEX),
        ];
        for (path, why) in whole {
            if let Some((line, _)) = self.find(path) {
                reading.leave(line, &format!("[{}]", path.join(".")), why);
            }
        }
    }

    /// The value at a path of keys, and its line.
    fn find(&self, path: &[&str]) -> Option<(usize, &'a Value<'a>)> {
        let (last, parents) = path.split_last()?;
        let mut table = self.table;
        for key in parents {
            table = table.get(*key)?.get_ref().as_table()?;
        }
        let (key, value) = table.get_key_value(*last)?;
        Some((self.lines.at(key.span().start), value))
    }

    fn sorted(&self, table: &'a DeTable<'a>) -> Vec<(usize, &'a str, &'a DeValue<'a>)> {
        let mut entries: Vec<_> =
            table.iter().map(|(key, value)| (key.span().start, key.get_ref().as_ref(), value)).collect();
        entries.sort_by_key(|(at, ..)| *at);
        entries.into_iter().map(|(at, key, value)| (self.lines.at(at), key, value.get_ref())).collect()
    }

    /// `[project]`; the names of what it depends on.
    fn project(&self, reading: &mut Reading) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        if let Some((line, value)) = self.find(&["project", "requires-python"]) {
            let version = value.get_ref().as_str().unwrap_or_default();
            reading.leave(line, &format!("requires-python = {version}"), PYTHON);
        }
        if let Some((line, value)) = self.find(&["project", "dynamic"]) {
            let names = value.get_ref().as_array().into_iter().flat_map(|names| names.iter());
            if names.filter_map(|name| name.get_ref().as_str()).any(|name| name == "dependencies") {
                let why = "The dependencies stand in another file. Drop that one, most often requirements.txt.";
                reading.leave(line, "dynamic: dependencies", why);
            }
        }
        let dependencies = self.find(&["project", "dependencies"]).and_then(|(_, value)| value.get_ref().as_array());
        for item in dependencies.into_iter().flat_map(|items| items.iter()) {
            let line = self.lines.at(item.span().start);
            match item.get_ref().as_str().map(str::trim) {
                Some(text) => {
                    let name = name(text);
                    one(line, &name, Ok(text.to_owned()), reading);
                    named.insert(name);
                }
                None => reading.leave(line, "dependencies", "It is no text."),
            }
        }
        named
    }

    /// `[tool.poetry.dependencies]`; what `[project]` names is only said more exactly there.
    fn poetry(&self, named: &BTreeSet<String>, reading: &mut Reading) {
        let path = ["tool", "poetry", "dependencies"];
        let Some(table) = self.find(&path).and_then(|(_, value)| value.get_ref().as_table()) else { return };
        for (line, key, value) in self.sorted(table) {
            let name = name(key);
            if name == "python" {
                reading.leave(line, "python", PYTHON);
            } else if !named.contains(&name) {
                match value.as_array() {
                    None => one(line, &name, poetry::requirement(key, value), reading),
                    Some(several) => {
                        let each = several.iter().map(|value| poetry::requirement(key, value.get_ref()));
                        each.for_each(|requirement| one(line, &name, requirement, reading));
                    }
                }
            }
        }
    }

    /// Groups, each by its name.
    fn groups(&self, path: &[&str], reading: &mut Reading) {
        let Some(table) = self.find(path).and_then(|(_, value)| value.get_ref().as_table()) else { return };
        for (line, group, _) in self.sorted(table) {
            reading.leave(line, &format!("[{}] {group}", path.join(".")), OPTIONAL);
        }
    }
}

fn one(line: usize, name: &str, requirement: Result<String, String>, reading: &mut Reading) {
    match requirement {
        Ok(requirement) if ["apache-airflow", "apache-airflow-core"].contains(&name) => {
            // An address may hold a password; extras and version are worth seeing.
            reading.leave(line, requirement.split('@').next().unwrap_or(name), AIRFLOW);
        }
        Ok(requirement) => reading.line(RowList::Requirements, &requirement),
        Err(why) => reading.leave(line, name, why),
    }
}

/// The name at the start of a requirement, as indexes compare it.
fn name(requirement: &str) -> String {
    let end = requirement.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)).unwrap_or(requirement.len());
    let words = requirement.get(..end).unwrap_or_default().split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
