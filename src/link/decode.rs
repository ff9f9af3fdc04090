//! From a fragment to a draft. Never fails: what cannot be applied is reported, the rest is applied.

use super::address::fragment_of;
use super::form::{pairs, quoted, unguard};
use super::image::filled;
use super::limits::{LONGEST_VALUE, MOST_FINDINGS, MOST_PAIRS};
use super::variables::Variables;
use super::view::{Theme, View};
use crate::catalog::Catalog;
use crate::domain::{AirflowVersion, Constraints, Distro, Field, Layout, Platform, RowList, TextField};
use crate::draft::{Diagnostic, Draft, ImageDraft, Row, Selection};
use crate::presets::{self, Preset};

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
    let mut reader = Reader::default();
    let fragment = fragment_of(link).unwrap_or_else(|problem| {
        reader.report(problem);
        String::new()
    });
    for (count, (key, value)) in pairs(&fragment).enumerate() {
        if count == MOST_PAIRS {
            reader.report(format!("The link holds more than {MOST_PAIRS} values; the rest was left out."));
            break;
        }
        // In the source of an HTML page an ampersand is `&amp;`, and links are copied from there.
        let key = key.trim();
        reader.read(key.strip_prefix("amp;").unwrap_or(key), value);
    }
    reader.finish(catalog)
}

/// The keys that are given once.
const ONCE: [&str; 18] = [
    "v",
    "image",
    "airflow",
    "python",
    "layers",
    "distro",
    "name",
    "preset",
    "dag",
    "repository",
    "revision",
    "index",
    "layout",
    "constraints",
    "platform",
    "file",
    "embed",
    "theme",
];

#[derive(Default)]
struct Reader {
    draft: Draft,
    image: ImageDraft,
    preset: Option<&'static Preset>,
    name: Option<String>,
    variables: Variables,
    instructions: Vec<String>,
    view: View,
    diagnostics: Vec<Diagnostic>,
    unlisted: usize,
    configures: bool,
    applied: Vec<&'static str>,
}

impl Reader {
    fn report(&mut self, message: impl Into<String>) {
        match self.diagnostics.len() < MOST_FINDINGS {
            true => self.diagnostics.push(Diagnostic::error("link", Field::Link, message)),
            false => self.unlisted += 1,
        }
    }

    fn report_all(&mut self, messages: impl IntoIterator<Item = String>) {
        messages.into_iter().for_each(|message| self.report(message));
    }

    fn read(&mut self, key: &str, value: Option<String>) {
        let Some(value) = value else {
            return self.report(format!("{}: the value has a malformed % escape and was left out.", quoted(key)));
        };
        if value.len() > LONGEST_VALUE {
            let length = value.len();
            return self.report(format!("{}: the value has {length} bytes, too many; it was left out.", quoted(key)));
        }
        match ONCE.into_iter().find(|once| *once == key) {
            Some(once) => self.read_once(once, value),
            None if self.read_view(key, &value) => {}
            None => self.read_rows(key, value),
        }
    }

    fn read_view(&mut self, key: &str, value: &str) -> bool {
        let unknown = self.view.add(key, value);
        self.report_all(
            unknown.iter().flatten().map(|word| format!("{key}: {} is not one of its words.", quoted(word))),
        );
        unknown.is_some()
    }

    fn read_rows(&mut self, key: &str, value: String) {
        match key {
            "packages" => self.packages(&value),
            "requirements" => {
                self.draft.push(RowList::Requirements, Row::line(value));
            }
            "env" => self.variables.set(&value),
            "secret" => {
                let problem = self.variables.secret(&value);
                self.report_all(problem);
            }
            "plain" => {
                let problem = self.variables.plain(&value);
                self.report_all(problem);
            }
            "label" => self.pair(RowList::Labels, &value),
            "apkrepo" => self.pair(RowList::ApkRepositories, &value),
            "dockerfile" => self.instructions.push(value),
            "extras" => joined(&mut self.draft.extras, &value),
            "allow" => joined(&mut self.draft.allow, &value),
            _ => return self.report(format!("{} is not a key of the link; it was left out.", quoted(key))),
        }
        self.configures = true;
    }

    /// The first value that can be applied counts.
    fn read_once(&mut self, key: &'static str, value: String) {
        if self.applied.contains(&key) {
            return self.report(format!("{key} is given twice; the first one was kept."));
        }
        let shown = quoted(&value);
        if self.apply_view(key, &value) || self.apply_choice(key, &value) || self.apply_text(key, value) {
            self.applied.push(key);
            self.configures |= !["v", "file", "embed", "theme"].contains(&key);
            return;
        }
        self.report(match key {
            "v" => format!("v: version {shown} of the link format is not known; read as version 1."),
            "theme" => format!("theme: {shown} is not light, dark or auto."),
            "preset" => format!("preset: {shown} is not the name of one; it was left out."),
            _ => format!("{key}: {shown} is not one of its values; it was left out."),
        });
    }

    fn apply_view(&mut self, key: &str, value: &str) -> bool {
        match (key, value) {
            ("v", "1") | ("embed", "0") => {}
            ("embed", "1") => self.view.embed = true,
            ("file", _) => self.view.file = Some(value.to_owned()),
            ("theme", _) => {
                self.view.theme = Theme::parse(value);
                return self.view.theme.is_some();
            }
            _ => return false,
        }
        true
    }

    fn apply_choice(&mut self, key: &str, value: &str) -> bool {
        match (key, value) {
            ("layers", "own") => self.image.own = true,
            ("preset", _) => {
                self.preset = presets::find(value);
                return self.preset.is_some();
            }
            ("distro", _) => {
                self.image.distro = Distro::parse(value);
                return self.image.distro.is_some();
            }
            ("layout", "single") => self.draft.layout = Layout::Single,
            ("layout", "layered") => self.draft.layout = Layout::Layered,
            ("constraints", "airflow") => self.draft.constraints = Constraints::Airflow,
            ("constraints", "full") => self.draft.constraints = Constraints::Full,
            ("constraints", "none") => self.draft.constraints = Constraints::None,
            ("platform", "linux/amd64") => self.draft.platform = Some(Platform::Amd64),
            ("platform", "linux/arm64") => self.draft.platform = Some(Platform::Arm64),
            _ => return false,
        }
        true
    }

    fn apply_text(&mut self, key: &str, value: String) -> bool {
        match key {
            "image" => self.image.reference = value,
            "airflow" => self.image.airflow = value,
            "python" => self.image.python = value,
            "name" => self.name = Some(value),
            "dag" => self.draft.apply_text(TextField::Dag, value),
            "repository" => self.draft.apply_text(TextField::Repository, value),
            "revision" => self.draft.apply_text(TextField::Revision, value),
            "index" => self.draft.apply_text(TextField::Index, value),
            _ => return false,
        }
        true
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

    fn finish(mut self, catalog: &Catalog) -> Opened {
        let (rows, problems) = std::mem::take(&mut self.variables).finish();
        self.draft.insert(RowList::Env, 0, rows);
        self.report_all(problems);
        self.draft.image = self.complete_image(catalog);
        let preset = self.fitting_preset(catalog);
        let name = preset.map_or(Draft::DEFAULT_NAME, |preset| preset.name);
        self.draft.name = self.name.take().unwrap_or_else(|| name.to_owned());
        if let Some(preset) = preset {
            self.draft.begin_with(preset, self.applied.contains(&"image"), catalog);
        }
        self.draft.instructions = self.instructions.join("\n");
        if self.unlisted > 0 {
            let message = format!("{} more values of the link could not be applied.", self.unlisted);
            self.diagnostics.push(Diagnostic::error("link", Field::Link, message));
        }
        let Self { draft, view, diagnostics, configures, .. } = self;
        Opened { draft, view, diagnostics, configures }
    }

    /// The preset, if it is one for this Airflow.
    fn fitting_preset(&mut self, catalog: &Catalog) -> Option<&'static Preset> {
        let airflow = Selection::of(catalog, &self.draft.image).airflow();
        let preset = self.preset?;
        if airflow.is_none_or(|airflow| preset.fits(airflow)) {
            return Some(preset);
        }
        self.report(format!("preset: {} is for Airflow {} and later; it was left out.", preset.name, preset.since()));
        None
    }

    /// Fills in what the link leaves to the defaults. What is given stays, also where it makes no sense: with an image,
    /// whether the versions agree with it is for `draft::validate` to say.
    fn complete_image(&mut self, catalog: &Catalog) -> ImageDraft {
        if !self.applied.contains(&"image") {
            return self.default_image(catalog);
        }
        let filled = filled(&self.image, catalog);
        let given = |key| self.applied.contains(&key);
        let airflow = if given("airflow") { self.image.airflow.clone() } else { filled.airflow };
        let python = if given("python") { self.image.python.clone() } else { filled.python };
        ImageDraft { airflow, python, ..self.image.clone() }
    }

    /// Without an image the Airflow version picks one, so that it has to be one that is known.
    fn default_image(&mut self, catalog: &Catalog) -> ImageDraft {
        let mut image = self.image.clone();
        let known = AirflowVersion::parse(&image.airflow).ok().filter(|version| catalog.release(*version).is_some());
        if !image.airflow.is_empty() && known.is_none() {
            let newest = Selection::start(catalog).airflow;
            self.report(format!("airflow: {} is not a version we know; {newest} was taken.", quoted(&image.airflow)));
            image.airflow = newest;
            image.python.clear();
        }
        if let Some(distro) = image.distro.take_if(|_| !image.own) {
            self.report(format!(
                "distro: {} is said of an image, and the link has none; it was left out.",
                distro.as_str()
            ));
        }
        Selection::completed(catalog, &image)
    }
}

fn joined(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(',');
    }
    text.push_str(more);
}
