//! The table of options. Source: `catalog/options.tsv`, and `catalog/sentences.tsv`, which is kept by hand.
//!
//! A line that does not read is left out, and a test holds that there is none.

use std::borrow::Cow;

use super::fact::{Kind, Minor, OldName, OptionFact};

pub(super) const TABLE: &str = include_str!("../../../catalog/options.tsv");
pub(super) const SENTENCES: &str = include_str!("../../../catalog/sentences.tsv");

/// All options, with their sentences.
pub(super) fn facts() -> Vec<OptionFact> {
    let mut facts: Vec<OptionFact> = TABLE.lines().skip(1).filter_map(fact).collect();
    for line in SENTENCES.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(section), Some(key)) = (cells.next(), cells.next()) else { continue };
        if let Some(fact) = facts.iter_mut().find(|fact| fact.section == section && fact.key == key) {
            fact.sentence = cells.next();
        }
    }
    facts
}

fn fact(line: &'static str) -> Option<OptionFact> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let (section, key, kind, minors, flags) = (cell(), cell(), cell(), cell(), cell());
    let (choices, was, deprecated, provider) = (cell(), cell(), cell(), cell());
    let spans = minors.split(',').map(span).collect::<Option<Vec<_>>>()?;
    let since = spans.first()?.0;
    Some(OptionFact {
        section,
        key,
        kind: read_kind(kind, choices)?,
        sensitive: flags.contains('s'),
        empty_fits: flags.contains('e'),
        choices_open: flags.contains('o'),
        any_case: flags.contains('c'),
        was: was.split_ascii_whitespace().map(old_name).collect::<Option<_>>()?,
        deprecated: if deprecated.is_empty() { None } else { Some(minor(deprecated)?) },
        provider: Some(provider).filter(|provider| !provider.is_empty()),
        sentence: None,
        spans,
        defaults: cells.map(|cell| default(cell, since)).collect::<Option<_>>()?,
    })
}

fn read_kind(name: &str, choices: &'static str) -> Option<Kind> {
    Some(match name {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "float" => Kind::Float,
        "text" => Kind::Text,
        "list" => Kind::List,
        "json" => Kind::Json,
        "choice" => Kind::Choice(choices.split('|').collect()),
        _ => return None,
    })
}

fn minor(text: &str) -> Option<Minor> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// `2.3`, `2.0-2.6`, `3.0-`.
fn span(text: &str) -> Option<(Minor, Option<Minor>)> {
    match text.split_once('-') {
        None => Some((minor(text)?, Some(minor(text)?))),
        Some((first, "")) => Some((minor(first)?, None)),
        Some((first, last)) => Some((minor(first)?, Some(minor(last)?))),
    }
}

/// `core.dag_concurrency@2.2:2.11`; nothing after the colon: still read.
fn old_name(text: &'static str) -> Option<OldName> {
    let (name, times) = text.split_once('@')?;
    let (section, key) = name.rsplit_once('.')?;
    let (from, last) = times.split_once(':')?;
    let read_until = if last.is_empty() { None } else { Some(minor(last)?) };
    Some(OldName { section, key, from: minor(from)?, read_until })
}

/// `=value` from the first line on, `2.4=value` from 2.4 on, `2.4` for none from 2.4 on.
fn default(cell: &'static str, since: Minor) -> Option<(Minor, Option<Cow<'static, str>>)> {
    match cell.split_once('=') {
        Some(("", value)) => Some((since, Some(unescaped(value)))),
        Some((from, value)) => Some((minor(from)?, Some(unescaped(value)))),
        None => Some((minor(cell)?, None)),
    }
}

/// Tab, newline, carriage return and backslash stand as in C.
fn unescaped(text: &'static str) -> Cow<'static, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match if c == '\\' { rest.next() } else { None } {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some(other) => plain.push(other),
            None => plain.push(c),
        }
    }
    Cow::Owned(plain)
}
