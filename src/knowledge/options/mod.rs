//! Airflow's options: what they are called in which version, what they take, what they do. Embedded, read once.
//!
//! Must not be in here: judgements about a value (that is `doctor`), the reading of ENV rows.

mod fact;
mod read;

use std::sync::OnceLock;

pub use fact::{Kind, Minor, OldName, OptionFact};

use crate::domain::{AirflowVersion, EnvName, OptionKey};

/// Every option of Airflow 1.9 and later, and those of the newest providers.
#[derive(Debug)]
pub struct Options {
    facts: Vec<OptionFact>,
}

/// What an option is called in another version.
#[derive(Debug, Clone, Copy)]
pub struct Renamed {
    /// The option under its name of that version.
    pub to: &'static OptionFact,
    /// Since when the asked-for name is replaced.
    pub since: Minor,
    /// Whether that version still reads the asked-for name.
    pub still_read: bool,
}

impl Options {
    /// The table, parsed at the first call.
    pub fn start() -> &'static Self {
        static OPTIONS: OnceLock<Options> = OnceLock::new();
        OPTIONS.get_or_init(|| Self { facts: read::facts() })
    }

    /// All options, by section and key.
    pub fn all(&'static self) -> impl Iterator<Item = &'static OptionFact> {
        self.facts.iter()
    }

    /// The option of a key, whatever its version.
    pub fn find(&'static self, key: &OptionKey) -> Option<&'static OptionFact> {
        self.facts.iter().find(|fact| fact.is(&key.section, &key.key))
    }

    /// The options that exist in a version and that ENV can set. A provider's are among them from 2.7 on, whether or
    /// not the provider is installed.
    pub fn offered(&'static self, version: AirflowVersion) -> impl Iterator<Item = &'static OptionFact> {
        self.facts.iter().filter(move |fact| fact.exists_in(version) && EnvName::parse(&fact.env_name()).is_ok())
    }

    /// The options of a section (dots as underscores), whatever their version.
    pub fn in_section(&'static self, section: &str) -> impl Iterator<Item = &'static OptionFact> {
        self.facts.iter().filter(move |fact| fact.section_is(section))
    }

    /// What an older name is called in a version that has it under another one; follows several renames.
    pub fn renamed_to(&'static self, key: &OptionKey, version: AirflowVersion) -> Option<Renamed> {
        let (to, old) = self.successors(key).find(|(_, old)| version.line() >= old.from)?;
        let still_read = old.read_until.is_none_or(|last| version.line() <= last);
        if to.exists_in(version) {
            return Some(Renamed { to, since: old.from, still_read });
        }
        let next = self.renamed_to(&to.option_key(), version)?;
        Some(Renamed { since: old.from, still_read: false, ..next })
    }

    /// What a newer name was called in an older version.
    pub fn renamed_from(&'static self, fact: &OptionFact, version: AirflowVersion) -> Option<&'static OptionFact> {
        let older = fact.was.iter().filter_map(|old| self.find(&old.option_key()));
        let mut older: Vec<&'static OptionFact> = older.filter(|old| old.since() < fact.since()).collect();
        older.sort_by_key(|old| std::cmp::Reverse(old.since()));
        let direct = older.iter().copied().find(|old| old.exists_in(version));
        direct.or_else(|| older.into_iter().find_map(|old| self.renamed_from(old, version)))
    }

    /// The options that took the place of a name, with when.
    fn successors<'a>(
        &'static self,
        key: &'a OptionKey,
    ) -> impl Iterator<Item = (&'static OptionFact, &'static OldName)> + 'a {
        let pairs = self.facts.iter().flat_map(|fact| fact.was.iter().map(move |old| (fact, old)));
        pairs.filter(|(_, old)| fact::same_section(old.section, &key.section) && old.key == key.key)
    }
}

#[cfg(test)]
mod tests;
