//! One option, and the questions that can be asked about it.
//!
//! Must not be in here: the form of the table.

use std::borrow::Cow;

use crate::domain::{AirflowVersion, OptionKey};

/// A line of Airflow releases: `(2, 11)`.
pub type Minor = (u16, u16);

/// From this line on celery, kubernetes and others keep their options in providers.
const PROVIDERS_SINCE: Minor = (2, 7);

/// How Airflow reads a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// True or False, in the spellings that Airflow takes.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// Any text.
    Text,
    /// Texts with commas (in few options spaces) between.
    List,
    /// JSON.
    Json,
    /// One of these; [`OptionFact::choices_open`] and [`OptionFact::any_case`] say how strictly.
    Choice(Vec<&'static str>),
}

/// A name that an option had before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldName {
    /// Its section then.
    pub section: &'static str,
    /// Its key then.
    pub key: &'static str,
    /// The first line that has the new name and not this one.
    pub from: Minor,
    /// The last line that still reads this name; `None` while it is read.
    pub read_until: Option<Minor>,
}

impl OldName {
    /// As ENV addresses it.
    pub fn option_key(&self) -> OptionKey {
        OptionKey { section: plain(self.section), key: self.key.to_owned() }
    }
}

/// What is known of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionFact {
    /// Its section as airflow.cfg has it, `core`, `common.io`.
    pub section: &'static str,
    /// Its key, `parallelism`.
    pub key: &'static str,
    /// How Airflow reads its value.
    pub kind: Kind,
    /// Airflow hides its value and takes `_CMD` and `_SECRET` forms.
    pub sensitive: bool,
    /// An empty value is a default of it.
    pub empty_fits: bool,
    /// Other values than the choices are possible.
    pub choices_open: bool,
    /// The choices are read in any case of letters.
    pub any_case: bool,
    /// Earlier names.
    pub was: Vec<OldName>,
    /// Airflow advises against it from this line on.
    pub deprecated: Option<Minor>,
    /// The provider that has it today, `celery` for apache-airflow-providers-celery.
    pub provider: Option<&'static str>,
    /// What it does for you, where somebody has written it down.
    pub sentence: Option<&'static str>,
    pub(super) spans: Vec<(Minor, Option<Minor>)>,
    /// First line and value; no value is Airflow's None.
    pub(super) defaults: Vec<(Minor, Option<Cow<'static, str>>)>,
}

impl OptionFact {
    /// `AIRFLOW__CORE__PARALLELISM`
    pub fn env_name(&self) -> String {
        format!("AIRFLOW__{}__{}", plain(self.section), self.key).to_ascii_uppercase()
    }

    /// As ENV addresses it.
    pub fn option_key(&self) -> OptionKey {
        OptionKey { section: plain(self.section), key: self.key.to_owned() }
    }

    /// Whether a version has it under this name.
    pub fn exists_in(&self, version: AirflowVersion) -> bool {
        let line = version.line();
        self.spans.iter().any(|(first, last)| *first <= line && last.is_none_or(|last| line <= last))
    }

    /// Its default in a version; `{AIRFLOW_HOME}` and the like stand where Airflow fills something in.
    pub fn default_in(&self, version: AirflowVersion) -> Option<&str> {
        let known = self.defaults.iter().rev().find(|(first, _)| *first <= version.line());
        known.or(self.defaults.first())?.1.as_deref()
    }

    /// The first line that has it.
    pub fn since(&self) -> Minor {
        self.spans.first().map_or((0, 0), |(first, _)| *first)
    }

    /// The last line that has it; `None` while it exists.
    pub fn until(&self) -> Option<Minor> {
        self.spans.last().and_then(|(_, last)| *last)
    }

    /// The last line before this version that has it.
    pub fn last_before(&self, version: AirflowVersion) -> Option<Minor> {
        self.spans.iter().filter_map(|(_, last)| *last).rfind(|last| *last < version.line())
    }

    /// The first line after this version that has it.
    pub fn first_after(&self, version: AirflowVersion) -> Option<Minor> {
        self.spans.iter().map(|(first, _)| *first).find(|first| *first > version.line())
    }

    /// Whether a provider owns it in a version, so that it depends on the provider's version what there is.
    pub fn is_providers(&self, version: AirflowVersion) -> bool {
        self.provider.is_some() && version.line() >= PROVIDERS_SINCE
    }

    /// The address of Airflow's own page about it.
    pub fn reference(&self, version: AirflowVersion) -> String {
        const DOCS: &str = "https://airflow.apache.org/docs";
        let key = self.key.replace('_', "-");
        let anchor = format!("config-{}-{key}", self.section.replace(['_', '.'], "-"));
        match self.provider.filter(|_| self.is_providers(version)) {
            Some(provider) => {
                format!("{DOCS}/apache-airflow-providers-{provider}/stable/configurations-ref.html#{anchor}")
            }
            // The pages of the first line have plain anchors, and begin with a late release of it.
            None if version.major == 1 => format!("{DOCS}/apache-airflow/1.10.15/configurations-ref.html#{key}"),
            None if version.patch.is_none() => format!("{DOCS}/apache-airflow/stable/configurations-ref.html#{anchor}"),
            None => format!("{DOCS}/apache-airflow/{version}/configurations-ref.html#{anchor}"),
        }
    }

    pub(super) fn is(&self, section: &str, key: &str) -> bool {
        self.key == key && self.section_is(section)
    }

    pub(super) fn section_is(&self, section: &str) -> bool {
        same_section(self.section, section)
    }
}

/// A section as ENV spells it.
fn plain(section: &str) -> String {
    section.replace('.', "_")
}

/// Whether a section is one of ENV, where dots are underscores.
pub(super) fn same_section(section: &str, of_env: &str) -> bool {
    let dots_aside = |c: u8| if c == b'.' { b'_' } else { c };
    section.bytes().map(dots_aside).eq(of_env.bytes())
}
