//! `env`, `secret` and `plain`: three keys, in any order, that say one row.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{quoted, unguard};
use crate::draft::{Row, SecretMark};

/// The variables of a link as they are read.
#[derive(Default)]
pub struct Variables {
    rows: Vec<Row>,
    /// The row that a name means: the last one that has it.
    named: BTreeMap<String, Named>,
    /// Names that were said to be plain before they were given.
    plain: BTreeSet<String>,
}

struct Named {
    at: usize,
    /// Only its name is known yet, of `secret`.
    awaits_value: bool,
}

impl Variables {
    /// `env=NAME=value`, `env=NAME`.
    pub fn set(&mut self, text: &str) {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let name = unguard(name, b'=');
        match self.named.get_mut(&name).filter(|named| named.awaits_value) {
            Some(named) => {
                named.awaits_value = false;
                let row = self.rows.get_mut(named.at);
                row.into_iter().for_each(|row| value.clone_into(&mut row.value));
            }
            None => {
                let mark = if self.plain.remove(&name) { SecretMark::Plain } else { SecretMark::Guess };
                self.add(&name, value, mark, false);
            }
        }
    }

    /// `secret=NAME` marks the variable of that name; `secret==NAME` is a row of its own. Returns what is wrong with it.
    pub fn secret(&mut self, text: &str) -> Option<String> {
        if let Some(name) = text.strip_prefix('=') {
            self.rows.push(Row { mark: SecretMark::Secret, ..Row::pair(unguard(name, b'='), "") });
            return None;
        }
        let (name, has_value) = name_alone(text);
        let before = self.mark(&name);
        match before {
            None | Some(SecretMark::Secret) => self.add(&name, "", SecretMark::Secret, true),
            Some(SecretMark::Guess | SecretMark::Plain) => self.set_mark(&name, SecretMark::Secret),
        }
        if has_value {
            return Some(format!("secret: a link holds no value of a secret; that of {} was left out.", quoted(&name)));
        }
        (before == Some(SecretMark::Plain)).then(|| stays_secret(&name))
    }

    /// `plain=NAME`. Returns what is wrong with it.
    pub fn plain(&mut self, text: &str) -> Option<String> {
        let (name, has_value) = name_alone(text);
        match self.mark(&name) {
            None => {
                self.plain.insert(name.clone());
            }
            Some(SecretMark::Guess) => self.set_mark(&name, SecretMark::Plain),
            Some(SecretMark::Plain) => {}
            Some(SecretMark::Secret) => return Some(stays_secret(&name)),
        }
        has_value.then(|| format!("plain: takes a name alone; what follows {} was left out.", quoted(&name)))
    }

    /// The rows, and what is wrong with names that were said to be plain.
    pub fn finish(self) -> (Vec<Row>, Vec<String>) {
        let problem = |name: &String| match self.named.contains_key(name) {
            true => stays_secret(name),
            false => format!("plain: no variable {} is set.", quoted(name)),
        };
        let problems = self.plain.iter().map(problem).collect();
        (self.rows, problems)
    }

    fn add(&mut self, name: &str, value: &str, mark: SecretMark, awaits_value: bool) {
        self.named.insert(name.to_owned(), Named { at: self.rows.len(), awaits_value });
        self.rows.push(Row { mark, ..Row::pair(name, value) });
    }

    fn mark(&self, name: &str) -> Option<SecretMark> {
        self.named.get(name).and_then(|named| self.rows.get(named.at)).map(|row| row.mark)
    }

    fn set_mark(&mut self, name: &str, mark: SecretMark) {
        let at = self.named.get(name).map(|named| named.at);
        at.and_then(|at| self.rows.get_mut(at)).into_iter().for_each(|row| row.mark = mark);
    }
}

fn stays_secret(name: &str) -> String {
    format!("plain: {} is given as a secret too, and stays one.", quoted(name))
}

/// The name, and whether something follows that is none: names have no `=`, in a link they are `%3D`.
fn name_alone(text: &str) -> (String, bool) {
    let (name, value) = text.split_once('=').map_or((text, false), |(name, _)| (name, true));
    (unguard(name, b'='), value)
}
