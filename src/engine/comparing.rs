//! What a comparison is made of: the files of two sides, and the constraint sets among them, which come late.
//!
//! Must not be in here: how lines are compared.

use super::Ground;
use crate::catalog::Catalog;
use crate::compare::{Comparison, Fate, FileDifference, SourceText, compare};
use crate::domain::{AirflowVersion, PythonVersion};
use crate::draft::Draft;
use crate::generator::{Content, Mode, ProjectFile, ProjectFiles, generate};
use crate::knowledge::{Knowledge, Table};
use crate::link::FRAGMENT_START;
use crate::project::describe;
use crate::upgrade;

/// The values of secrets: in no comparison, and in no patch.
const SECRETS: &str = ".env";

/// A comparison that may wait for constraint sets.
#[derive(Debug)]
pub(super) struct Comparing {
    pub(super) number: u32,
    before: Vec<Text>,
    after: Vec<Text>,
    new_files: u32,
}

/// A file whose text is here, or is a constraint set.
#[derive(Debug, Clone)]
enum Text {
    Here(SourceText),
    Late(String, AirflowVersion, PythonVersion),
}

impl Text {
    fn of(file: &ProjectFile) -> Self {
        match file.content {
            Content::Constraints { airflow, python, .. } => Self::Late(file.path.clone(), airflow, python),
            Content::Text(_) => Self::Here(SourceText {
                path: file.path.clone(),
                text: file.text().unwrap_or_default(),
                executable: file.mode == Mode::Executable,
            }),
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::Here(text) => &text.path,
            Self::Late(path, ..) => path,
        }
    }

    /// `None` for a set that could not be had.
    fn text(&self, knowledge: &Knowledge) -> Option<SourceText> {
        match self {
            Self::Here(text) => Some(text.clone()),
            Self::Late(path, airflow, python) => {
                let text = knowledge.pins(*airflow, *python)?.text().to_owned();
                Some(SourceText { path: path.clone(), text, executable: false })
            }
        }
    }
}

fn files(draft: &Draft, catalog: &Catalog) -> ProjectFiles {
    generate(&describe(draft, catalog).0)
}

fn texts(draft: &Draft, catalog: &Catalog) -> Vec<Text> {
    files(draft, catalog).iter().filter(|file| file.path != SECRETS).map(Text::of).collect()
}

impl Comparing {
    pub(super) fn new(number: u32, draft: &Draft, ground: Ground, catalog: &Catalog, knowledge: &Knowledge) -> Self {
        let now = texts(draft, catalog);
        let (before, after, new_files) = match ground {
            Ground::Draft(before) => (texts(&before, catalog), now, 0),
            Ground::Image(image) => {
                let mut then = draft.clone();
                then.apply(&upgrade::plan(draft, &image, catalog, knowledge).edit);
                (now, texts(&then, catalog), 0)
            }
            Ground::Files(origin, with_new) => against_files(origin, now, with_new),
        };
        Self { number, before, after, new_files }
    }

    /// The tables that it needs: only where the two sides differ in them.
    pub(super) fn wanted(&self) -> Vec<Table> {
        let late = |texts: &[Text]| -> Vec<Table> {
            let sets = texts.iter().filter_map(|text| match text {
                Text::Late(_, airflow, python) => Some(Table::Pins(*airflow, *python)),
                Text::Here(_) => None,
            });
            sets.collect()
        };
        let (before, after) = (late(&self.before), late(&self.after));
        let same = before == after;
        before.into_iter().chain(after).filter(|_| !same).collect()
    }

    pub(super) fn comparison(&self, knowledge: &Knowledge) -> Comparison {
        let same = self.wanted().is_empty();
        let known = |texts: &[Text]| -> Vec<SourceText> {
            let texts = texts.iter().filter(|text| !same || matches!(text, Text::Here(_)));
            texts.filter_map(|text| text.text(knowledge)).collect()
        };
        let unknown = self.before.iter().chain(&self.after).filter(|text| !same && text.text(knowledge).is_none());
        let mut unknown: Vec<&str> = unknown.map(Text::path).collect();
        unknown.dedup();
        let comparable = |texts: &[Text]| -> Vec<SourceText> {
            known(texts).into_iter().filter(|text| !unknown.contains(&text.path.as_str())).collect()
        };
        let comparison = compare(&comparable(&self.before), &comparable(&self.after));
        let unread = unknown.iter().map(|path| FileDifference {
            path: (*path).to_owned(),
            fate: Fate::Changed,
            added: 0,
            removed: 0,
            hunks: Vec::new(),
        });
        let files = comparison.files.into_iter().chain(unread).collect();
        Comparison { files, new_files: self.new_files, ..comparison }
    }
}

/// Files that an imported project has and that are not written here stay its own, unless it is one of ours. Files that
/// it does not have are left out and counted, unless they are wanted.
fn against_files(origin: Vec<SourceText>, now: Vec<Text>, with_new: bool) -> (Vec<Text>, Vec<Text>, u32) {
    let ours = is_ours(&origin);
    let has = |text: &Text| origin.iter().any(|file| file.path == text.path());
    let written = |file: &SourceText| now.iter().any(|text| text.path() == file.path);
    let before: Vec<Text> =
        origin.iter().filter(|file| file.path != SECRETS && (ours || written(file))).cloned().map(Text::Here).collect();
    let (known, new): (Vec<Text>, Vec<Text>) = now.iter().cloned().partition(has);
    if with_new || ours {
        return (before, now, 0);
    }
    (before, known, u32::try_from(new.len()).unwrap_or(u32::MAX))
}

/// Whether files are one of our own projects: its README carries the configuration.
fn is_ours(files: &[SourceText]) -> bool {
    files.iter().any(|file| file.path == "README.md" && file.text.contains(FRAGMENT_START))
}
