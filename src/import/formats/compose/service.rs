//! The services of a compose file: which of them run Airflow, and what they say.
//!
//! Must not be in here: what becomes of it in a draft.

use super::yaml::{Entry, Id, Node, Yaml};

/// A variable of a service.
#[derive(Debug, Clone, Copy)]
pub struct Variable<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value before compose fills anything in.
    pub value: Value<'a>,
    /// Its line.
    pub line: usize,
}

/// What stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// Nothing: compose takes it from the shell.
    Shell,
    /// A list or a map.
    NoText,
}

/// A service.
#[derive(Debug)]
pub struct Service<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its line.
    pub line: usize,
    /// Its image, and the line of it.
    pub image: Option<(&'a str, usize)>,
    /// The line of `build`.
    pub build: Option<usize>,
    /// Its variables.
    pub variables: Vec<Variable<'a>>,
    /// Everything else that it says.
    pub others: Vec<Entry<'a>>,
}

impl<'a> Service<'a> {
    /// Reads a service.
    pub fn of(yaml: &'a Yaml, service: Entry<'a>) -> Self {
        let Entry { key: name, line, value } = service;
        let mut found = Self { name, line, image: None, build: None, variables: Vec::new(), others: Vec::new() };
        for entry in yaml.entries(value) {
            match entry.key {
                "image" => found.image = yaml.text(entry.value).map(|text| (text, entry.line)),
                "build" => found.build = Some(entry.line),
                "environment" => found.variables = variables(yaml, entry.value),
                _ => found.others.push(entry),
            }
        }
        found
    }

    /// Whether it runs Airflow: by the name of its image, or by what is set for it.
    pub fn is_airflow(&self) -> bool {
        let named = |image: &str| ["airflow", "astro"].iter().any(|word| image.to_ascii_lowercase().contains(word));
        self.image.is_some_and(|(image, _)| named(image))
            || self.variables.iter().any(|v| v.name.starts_with("AIRFLOW__"))
    }
}

/// `environment` as a map, or as a list of `NAME=value`.
fn variables(yaml: &Yaml, environment: Id) -> Vec<Variable<'_>> {
    match yaml.node(environment) {
        Some(Node::List(items)) => items.iter().filter_map(|item| listed(yaml, *item)).collect(),
        _ => yaml.entries(environment).into_iter().map(|entry| mapped(yaml, entry)).collect(),
    }
}

fn mapped<'a>(yaml: &'a Yaml, entry: Entry<'a>) -> Variable<'a> {
    let value = match yaml.text(entry.value) {
        Some(text) => Value::Text(text),
        None if yaml.is_null(entry.value) => Value::Shell,
        None => Value::NoText,
    };
    Variable { name: entry.key, value, line: entry.line }
}

fn listed(yaml: &Yaml, item: Id) -> Option<Variable<'_>> {
    let text = yaml.text(item)?;
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Value::Text(value)),
        None => (text, Value::Shell),
    };
    Some(Variable { name, value, line: yaml.line(item) })
}
