//! What a comparison is made of: the files of two sides, and the constraint sets among them, which come late.
//!
//! Must not be in here: how lines are compared.

use super::{Ground, Origin};
use crate::catalog::Catalog;
use crate::compare::{Comparison, Fate, FileDifference, SourceText, compare};
use crate::doctor;
use crate::draft::{Draft, Edit};
use crate::generator::{Content, LateFile, Mode, ProjectFile, generate};
use crate::knowledge::{Knowledge, Table};
use crate::link;
use crate::presets;
use crate::project::describe;
use crate::upgrade;

/// The values of secrets: in no comparison, and in no patch.
const SECRETS: &str = ".env";

/// A comparison that may wait for tables.
#[derive(Debug)]
pub(super) struct Comparing {
    /// The question's number.
    pub(super) number: u32,
    /// The draft.
    pub(super) draft: Draft,
    /// What it is compared with.
    pub(super) ground: Ground,
}

impl Comparing {
    /// The tables without which it is not known yet what the sides are: those of the plan for another image.
    pub(super) fn wanted(&self, catalog: &Catalog, knowledge: &Knowledge) -> Vec<Table> {
        let Ground::Image(image) = &self.ground else { return Vec::new() };
        let next = upgrade::moved(&self.draft, &Edit::Image(image.clone()));
        doctor::wanted(&next, &describe(&next, catalog).0, catalog, knowledge)
    }

    /// The two sides, as far as it is known now.
    pub(super) fn sides(&self, catalog: &Catalog, knowledge: &Knowledge) -> Sides {
        let now = texts(&self.draft, catalog);
        let (before, after, new_files) = match &self.ground {
            Ground::Draft(before) => (texts(before, catalog), now, 0),
            Ground::Image(image) => {
                let mut then = self.draft.clone();
                then.apply(&upgrade::plan(&self.draft, &Edit::Image(image.clone()), catalog, knowledge).edit);
                (now, texts(&then, catalog), 0)
            }
            Ground::Project(origin) => against_project(origin, now),
        };
        Sides::new(before, after, new_files)
    }
}

fn texts(draft: &Draft, catalog: &Catalog) -> Vec<Text> {
    let files = generate(&describe(draft, catalog).0);
    files.iter().filter(|file| file.path != SECRETS).map(Text::of).collect()
}

/// A file whose text is here, or is a constraint set.
#[derive(Debug, Clone)]
enum Text {
    Here(SourceText),
    Late(Set),
}

/// A constraint set, whose bytes are known by length and CRC-32 before they come.
#[derive(Debug, Clone, PartialEq)]
struct Set {
    path: String,
    late: LateFile,
}

impl Set {
    fn table(&self) -> Option<Table> {
        Table::pins_at(&self.late.asset)
    }
}

impl Text {
    fn of(file: &ProjectFile) -> Self {
        let path = file.path.clone();
        let here = |text: String, executable| Self::Here(SourceText { path: path.clone(), text, executable });
        match &file.content {
            Content::Late(late) => match presets::asset(&late.asset).and_then(|asset| late.text(asset)) {
                Some(text) => here(text, false),
                None => Self::Late(Set { path, late: late.clone() }),
            },
            Content::Text(_) => here(file.text().unwrap_or_default(), file.mode == Mode::Executable),
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::Here(text) => &text.path,
            Self::Late(set) => &set.path,
        }
    }

    /// Whether the bytes are the same, where it can be told without a set's text.
    fn is_same_set(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Late(a), Self::Late(b)) => a == b,
            (Self::Here(file), Self::Late(set)) | (Self::Late(set), Self::Here(file)) => set.late.is(&file.text),
            (Self::Here(_), Self::Here(_)) => false,
        }
    }

    /// `None` for a set that could not be had, or came incomplete.
    fn known(&self, knowledge: &Knowledge) -> Option<SourceText> {
        match self {
            Self::Here(text) => Some(text.clone()),
            Self::Late(set) => {
                let Table::Pins(airflow, python) = set.table()? else { return None };
                let text = set.late.text(knowledge.pins(airflow, python)?.text())?;
                Some(SourceText { path: set.path.clone(), text, executable: false })
            }
        }
    }
}

/// The files of both sides, without the sets that both have alike.
#[derive(Debug)]
pub(super) struct Sides {
    before: Vec<Text>,
    after: Vec<Text>,
    new_files: u32,
}

fn at<'a>(side: &'a [Text], path: &str) -> Option<&'a Text> {
    side.iter().find(|text| text.path() == path)
}

impl Sides {
    fn new(mut before: Vec<Text>, mut after: Vec<Text>, new_files: u32) -> Self {
        let is_same = |text: &&Text| at(&after, text.path()).is_some_and(|other| text.is_same_set(other));
        let same: Vec<String> = before.iter().filter(is_same).map(|text| text.path().to_owned()).collect();
        for side in [&mut before, &mut after] {
            side.retain(|text| !same.iter().any(|path| path == text.path()));
        }
        Self { before, after, new_files }
    }

    /// The constraint sets in which they differ.
    pub(super) fn wanted(&self) -> Vec<Table> {
        let sets = self.before.iter().chain(&self.after).filter_map(|text| match text {
            Text::Late(set) => set.table(),
            Text::Here(_) => None,
        });
        sets.collect()
    }

    /// What differs. A file of which a side is not known has no lines, and no part in the patch.
    pub(super) fn comparison(&self, knowledge: &Knowledge) -> Comparison {
        let unknown = |text: &&Text| text.known(knowledge).is_none();
        let unknown: Vec<&str> = self.before.iter().chain(&self.after).filter(unknown).map(Text::path).collect();
        let known = |side: &[Text]| -> Vec<SourceText> {
            let here = side.iter().filter(|text| !unknown.contains(&text.path()));
            here.filter_map(|text| text.known(knowledge)).collect()
        };
        let mut comparison = compare(&known(&self.before), &known(&self.after));
        for path in unknown {
            if !comparison.files.iter().any(|file| file.path == path) {
                comparison.files.push(self.unread(path));
            }
        }
        comparison.files.sort_by_key(|file| self.place(&file.path));
        Comparison { new_files: self.new_files, ..comparison }
    }

    fn unread(&self, path: &str) -> FileDifference {
        let fate = match (at(&self.before, path), at(&self.after, path)) {
            (None, _) => Fate::New,
            (_, None) => Fate::Gone,
            _ => Fate::Changed,
        };
        FileDifference { path: path.to_owned(), fate, added: 0, removed: 0, hunks: Vec::new(), hidden: 0 }
    }

    /// In the order of the project; what is gone comes last.
    fn place(&self, path: &str) -> usize {
        let after = self.after.iter().position(|text| text.path() == path);
        after
            .or_else(|| self.before.iter().position(|text| text.path() == path).map(|at| self.after.len() + at))
            .unwrap_or(usize::MAX)
    }
}

/// Files that an imported project has and that are not written here stay its own, unless it is one of ours, and so do
/// those that it has and nobody read. Files that it does not have are left out and counted, unless they are wanted.
fn against_project(origin: &Origin, now: Vec<Text>) -> (Vec<Text>, Vec<Text>, u32) {
    let ours = is_ours(&origin.files);
    let now: Vec<Text> = now.into_iter().filter(|text| !origin.kept.iter().any(|path| path == text.path())).collect();
    let has = |text: &Text| origin.files.iter().any(|file| file.path == text.path());
    let written = |file: &SourceText| now.iter().any(|text| text.path() == file.path);
    let before = origin.files.iter().filter(|file| file.path != SECRETS && (ours || written(file)));
    let before: Vec<Text> = before.cloned().map(Text::Here).collect();
    if origin.with_new || ours {
        return (before, now, 0);
    }
    let (known, new): (Vec<Text>, Vec<Text>) = now.into_iter().partition(has);
    (before, known, u32::try_from(new.len()).unwrap_or(u32::MAX))
}

/// Whether files are one of our own projects: its README carries the configuration.
fn is_ours(files: &[SourceText]) -> bool {
    files.iter().any(|file| file.path == "README.md" && link::carried_by(&file.text).is_some())
}
