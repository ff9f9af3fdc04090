//! From a fragment to a draft. Never fails: what cannot be applied is reported, the rest is applied.

use super::form::{pairs, unguard};
use super::view::{Theme, View};
use crate::catalog::Catalog;
use crate::domain::{AirflowVersion, Constraints, Distro, Field, Layout, Platform, RowList, TextField};
use crate::draft::{Diagnostic, Draft, ImageDraft, Row, SecretMark, Selection};

/// Longest value that is applied, in bytes.
const LONGEST_VALUE: usize = 65_536;
/// Most pairs that are read.
const MOST_PAIRS: usize = 60_000;

/// What a link says.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The configuration.
    pub draft: Draft,
    /// How the page looks.
    pub view: View,
    /// What could not be applied, at `Field::Link`.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the link says anything about the configuration.
    pub configures: bool,
}

/// Reads a fragment, with or without `#`, or a whole address that has one.
pub fn decode(link: &str, catalog: &Catalog) -> Opened {
    let mut reader = Reader::new(catalog);
    for (count, (key, value)) in pairs(fragment_of(link)).enumerate() {
        if count == MOST_PAIRS {
            reader.report(format!("The link holds more than {MOST_PAIRS} values; the rest was left out."));
            break;
        }
        reader.read(&key, value);
    }
    reader.finish()
}

fn fragment_of(link: &str) -> &str {
    let link = link.trim();
    match link.split_once('#') {
        Some((_, fragment)) => fragment,
        None if link.starts_with("https://") || link.starts_with("http://") => "",
        None => link,
    }
}

struct Reader<'a> {
    catalog: &'a Catalog,
    draft: Draft,
    image: ImageDraft,
    view: View,
    diagnostics: Vec<Diagnostic>,
    configures: bool,
    seen: Vec<String>,
    instructions: Vec<String>,
    plain_later: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let image = ImageDraft::default();
        let mut draft = Draft::default();
        draft.apply_text(TextField::Name, Draft::DEFAULT_NAME.to_owned());
        Self {
            catalog,
            draft,
            image,
            view: View::default(),
            diagnostics: Vec::new(),
            configures: false,
            seen: Vec::new(),
            instructions: Vec::new(),
            plain_later: Vec::new(),
        }
    }

    fn report(&mut self, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error("link", Field::Link, message));
    }

    fn read(&mut self, key: &str, value: Option<String>) {
        let Some(value) = value else {
            return self.report(format!("{}: the value has a malformed % escape and was left out.", quoted(key)));
        };
        if value.len() > LONGEST_VALUE {
            let length = value.len();
            return self.report(format!("{}: the value has {length} bytes, too many; it was left out.", quoted(key)));
        }
        if !self.read_view(key, &value) {
            self.configures = true;
            self.read_rows(key, value);
        }
    }

    fn read_view(&mut self, key: &str, value: &str) -> bool {
        let list = || value.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        match key {
            "file" => self.view.file = Some(value.to_owned()),
            "embed" => self.view.embed = value == "1",
            "theme" => match Theme::parse(value) {
                Some(theme) => self.view.theme = Some(theme),
                None => self.report(format!("theme: {} is not light, dark or auto.", quoted(value))),
            },
            "show" => self.view.show = list(),
            "lock" => self.view.lock = list(),
            _ => return false,
        }
        true
    }

    fn read_rows(&mut self, key: &str, value: String) {
        match key {
            "packages" => self.packages(&value),
            "requirements" => {
                self.draft.push(RowList::Requirements, Row::line(value));
            }
            "env" => self.variable(&value),
            "secret" => self.secret(&value),
            "plain" => self.plain(value),
            "label" => self.pair(RowList::Labels, &value),
            "apkrepo" => self.pair(RowList::ApkRepositories, &value),
            "dockerfile" => self.instructions.push(value),
            "extras" => joined(&mut self.draft.extras, &value),
            "allow" => joined(&mut self.draft.allow, &value),
            "preset" => self.report(format!("preset: {} is not known; there are no presets yet.", quoted(&value))),
            _ => self.read_once(key, value),
        }
    }

    fn read_once(&mut self, key: &str, value: String) {
        if self.seen.iter().any(|seen| seen == key) {
            return self.report(format!("{key} is given twice; the first one was kept."));
        }
        self.seen.push(key.to_owned());
        match key {
            "v" if value == "1" => {}
            "v" => self
                .report(format!("v: version {} of the link format is not known; read as version 1.", quoted(&value))),
            "image" => self.image.reference = value,
            "airflow" => self.image.airflow = value,
            "python" => self.image.python = value,
            "layers" if value == "own" => self.image.own = true,
            "distro" if Distro::parse(&value).is_some() => self.image.distro = Distro::parse(&value),
            "name" => self.draft.apply_text(TextField::Name, value),
            "repository" => self.draft.apply_text(TextField::Repository, value),
            "revision" => self.draft.apply_text(TextField::Revision, value),
            "index" => self.draft.apply_text(TextField::Index, value),
            _ => self.read_choice(key, &value),
        }
    }

    fn read_choice(&mut self, key: &str, value: &str) {
        match (key, value) {
            ("layout", "single") => self.draft.layout = Layout::Single,
            ("layout", "layered") => self.draft.layout = Layout::Layered,
            ("constraints", "airflow") => self.draft.constraints = Constraints::Airflow,
            ("constraints", "full") => self.draft.constraints = Constraints::Full,
            ("constraints", "none") => self.draft.constraints = Constraints::None,
            ("platform", "linux/amd64") => self.draft.platform = Some(Platform::Amd64),
            ("platform", "linux/arm64") => self.draft.platform = Some(Platform::Arm64),
            ("layout" | "constraints" | "platform" | "layers" | "distro", _) => {
                self.report(format!("{key}: {} is not one of its values; it was left out.", quoted(value)));
            }
            _ => self.report(format!("{} is not a key of the link; it was left out.", quoted(key))),
        }
    }

    /// A value with `#` is one line; any other is split at its commas.
    fn packages(&mut self, value: &str) {
        if value.contains('#') {
            self.draft.push(RowList::Packages, Row::line(value));
            return;
        }
        for word in value.split(',') {
            self.draft.push(RowList::Packages, Row::line(unguard(word, b',')));
        }
    }

    fn pair(&mut self, list: RowList, value: &str) {
        let (name, value) = value.split_once('=').unwrap_or((value, ""));
        self.draft.push(list, Row::pair(unguard(name, b'='), value));
    }

    fn variable(&mut self, text: &str) {
        self.pair(RowList::Env, text);
        let Some(row) = self.draft.env.last_mut() else { return };
        if let Some(at) = self.plain_later.iter().position(|name| *name == row.text) {
            self.plain_later.remove(at);
            row.mark = SecretMark::Plain;
        }
    }

    /// Marks the variable of this name that was given before, else adds one; a leading `=` always adds.
    fn secret(&mut self, text: &str) {
        let (name, adds) = text.strip_prefix('=').map_or((text, false), |name| (name, true));
        let name = unguard(name, b'=');
        let known = self.draft.env.iter_mut().find(|row| !adds && row.text == name && row.mark == SecretMark::Guess);
        match known {
            Some(row) => row.mark = SecretMark::Secret,
            None => {
                self.draft.push(RowList::Env, Row { mark: SecretMark::Secret, ..Row::pair(name, "") });
            }
        }
    }

    fn plain(&mut self, text: String) {
        let name = unguard(&text, b'=');
        let known = self.draft.env.iter_mut().rev().find(|row| row.text == name && row.mark == SecretMark::Guess);
        match known {
            Some(row) => row.mark = SecretMark::Plain,
            None => self.plain_later.push(name),
        }
    }

    fn finish(mut self) -> Opened {
        self.draft.instructions = self.instructions.join("\n");
        for name in std::mem::take(&mut self.plain_later) {
            self.report(format!("plain: no variable {} is set.", quoted(&name)));
        }
        self.draft.image = self.complete_image();
        let Self { draft, view, diagnostics, configures, .. } = self;
        Opened { draft, view, diagnostics, configures }
    }

    /// Fills in what a hand-written link leaves to the defaults, and takes unknown versions back.
    fn complete_image(&mut self) -> ImageDraft {
        let mut image = self.image.clone();
        let known =
            AirflowVersion::parse(&image.airflow).ok().filter(|version| self.catalog.release(*version).is_some());
        if !image.airflow.is_empty() && known.is_none() {
            let newest = Selection::start(self.catalog).airflow;
            self.report(format!("airflow: {} is not a version we know; {newest} was taken.", quoted(&image.airflow)));
            image.airflow = newest;
            image.python.clear();
        }
        Selection::completed(self.catalog, &image)
    }
}

fn joined(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(',');
    }
    text.push_str(more);
}

/// A text of the link for a message: shortened, control characters made visible.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{dots}")
}
