//! The draft: a configuration as text, with an id for every row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Selection;
use crate::catalog::Catalog;
use crate::domain::{Constraints, Distro, Field, Layout, Platform, RowId, RowList, TextField};

/// Whether a person said that a value is a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum SecretMark {
    /// Nothing was said: the name decides.
    #[default]
    Guess,
    /// A secret: `.env` only.
    Secret,
    /// Not a secret, whatever the name looks like.
    Plain,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its name for life in this draft.
    pub id: RowId,
    /// The line; in lists of pairs the NAME.
    pub text: String,
    /// The value of a pair; empty in lists of lines.
    pub value: String,
    /// ENV only.
    pub mark: SecretMark,
}

impl Row {
    /// A row of a list of lines; its id is given when it enters a draft.
    pub fn line(text: impl Into<String>) -> Self {
        Self::pair(text, "")
    }

    /// A row of a list of pairs; its id is given when it enters a draft.
    pub fn pair(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { id: RowId::default(), text: name.into(), value: value.into(), mark: SecretMark::Guess }
    }

    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.value.is_empty()
    }

    fn same_text(&self, other: &Self) -> bool {
        self.text == other.text && self.value == other.value && self.mark == other.mark
    }
}

/// The image part of a draft, in the terms of the link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImageDraft {
    /// The base image as FROM would say it; never empty in a draft that was made by `Draft::default`.
    pub reference: String,
    /// The Airflow version; empty where the image says it.
    pub airflow: String,
    /// The Python version; empty where the image says it.
    pub python: String,
    /// The person said that the image is an operating system to build on (`layers=own`).
    pub own: bool,
    /// The distribution of an image that is not recognised.
    pub distro: Option<Distro>,
}

/// A configuration as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The image.
    pub image: ImageDraft,
    /// The project's name.
    pub name: String,
    /// Lines of packages.txt.
    pub packages: Vec<Row>,
    /// Lines of requirements.txt.
    pub requirements: Vec<Row>,
    /// ENV.
    pub env: Vec<Row>,
    /// Image labels.
    pub labels: Vec<Row>,
    /// Tagged apk repositories.
    pub apk_repositories: Vec<Row>,
    /// Airflow extras.
    pub extras: String,
    /// Address of a soft fork.
    pub repository: String,
    /// Revision of a soft fork.
    pub revision: String,
    /// The preset whose DAG the project has; empty for the plain example.
    pub dag: String,
    /// Index mirror.
    pub index: String,
    /// White list of OS packages.
    pub allow: String,
    /// Extra Dockerfile instructions.
    pub instructions: String,
    /// Single or layered.
    pub layout: Layout,
    /// How requirements are constrained.
    pub constraints: Constraints,
    /// The platform; `None` is the builder's own.
    pub platform: Option<Platform>,
    next_row: u32,
}

impl Draft {
    /// The name of a project that was given none.
    pub const DEFAULT_NAME: &'static str = "my-airflow";

    /// The draft of an empty page: the newest Airflow on its default Alpine.
    pub fn start(catalog: &Catalog) -> Self {
        Self { image: Selection::start(catalog), name: Self::DEFAULT_NAME.to_owned(), ..Self::default() }
    }

    /// Sets a text field.
    pub fn apply_text(&mut self, field: TextField, text: String) {
        *self.text_mut(field) = text;
    }

    /// The rows of a list.
    pub fn rows(&self, list: RowList) -> &[Row] {
        match list {
            RowList::Packages => &self.packages,
            RowList::Requirements => &self.requirements,
            RowList::Env => &self.env,
            RowList::Labels => &self.labels,
            RowList::ApkRepositories => &self.apk_repositories,
        }
    }

    pub(super) fn rows_mut(&mut self, list: RowList) -> &mut Vec<Row> {
        match list {
            RowList::Packages => &mut self.packages,
            RowList::Requirements => &mut self.requirements,
            RowList::Env => &mut self.env,
            RowList::Labels => &mut self.labels,
            RowList::ApkRepositories => &mut self.apk_repositories,
        }
    }

    /// The row of a list by its id.
    pub fn row(&self, list: RowList, id: RowId) -> Option<&Row> {
        self.rows(list).iter().find(|row| row.id == id)
    }

    /// A text field.
    pub fn text(&self, field: TextField) -> &str {
        match field {
            TextField::Name => &self.name,
            TextField::Extras => &self.extras,
            TextField::Repository => &self.repository,
            TextField::Revision => &self.revision,
            TextField::Dag => &self.dag,
            TextField::Index => &self.index,
            TextField::Allow => &self.allow,
            TextField::Instructions => &self.instructions,
        }
    }

    pub(super) fn text_mut(&mut self, field: TextField) -> &mut String {
        match field {
            TextField::Name => &mut self.name,
            TextField::Extras => &mut self.extras,
            TextField::Repository => &mut self.repository,
            TextField::Revision => &mut self.revision,
            TextField::Dag => &mut self.dag,
            TextField::Index => &mut self.index,
            TextField::Allow => &mut self.allow,
            TextField::Instructions => &mut self.instructions,
        }
    }

    /// Puts rows at an index of a list (clamped to its length) and gives each a new id; returns the first one's.
    pub fn insert(&mut self, list: RowList, at: usize, rows: Vec<Row>) -> RowId {
        let first = RowId(self.next_row);
        let numbered: Vec<Row> = rows.into_iter().map(|row| Row { id: self.new_id(), ..row }).collect();
        let target = self.rows_mut(list);
        let at = at.min(target.len());
        target.splice(at..at, numbered);
        first
    }

    /// Puts a row at the end of a list.
    pub fn push(&mut self, list: RowList, row: Row) -> RowId {
        self.insert(list, usize::MAX, vec![row])
    }

    /// The id that the next inserted row will get.
    pub fn next_id(&self) -> RowId {
        RowId(self.next_row)
    }

    fn new_id(&mut self) -> RowId {
        let id = RowId(self.next_row);
        self.next_row = self.next_row.wrapping_add(1);
        id
    }

    /// Gives no id that another draft of the same rows has given.
    pub(super) fn continue_ids(&mut self, other: &Self) {
        self.next_row = self.next_row.max(other.next_row);
    }

    /// Takes over another draft's content; ids go on from this one's, so that none is ever used twice.
    pub(super) fn replace_with(&mut self, other: Draft) {
        let next_row = self.next_row;
        *self = other;
        self.next_row = next_row;
        for list in RowList::ALL {
            let rows = std::mem::take(self.rows_mut(list));
            self.insert(list, 0, rows);
        }
    }
}

impl Draft {
    /// Whether a field holds the same in another draft of the same rows.
    pub fn same_at(&self, other: &Self, field: Field) -> bool {
        match field {
            Field::Row(list, id) => match (self.row(list, id), other.row(list, id)) {
                (Some(a), Some(b)) => a.same_text(b),
                _ => false,
            },
            Field::Text(text) => self.text(text) == other.text(text),
            Field::Instruction(_) => self.instructions == other.instructions,
            Field::Image | Field::Airflow | Field::Python | Field::Distro => self.image == other.image,
            Field::Layout => self.layout == other.layout,
            Field::Constraints => self.constraints == other.constraints,
            Field::Platform => self.platform == other.platform,
            Field::Link => true,
        }
    }

    /// How many of these fields hold something else than in another draft. For a row of a list: see
    /// [`Self::changed_rows`].
    pub fn changed_fields(&self, other: &Self, fields: &[Field]) -> usize {
        let (now, before) = (&self.image, &other.image);
        // An image is advised on as a whole, and chosen in parts.
        let same = |field: &Field| match field {
            Field::Airflow => now.airflow == before.airflow,
            Field::Python => now.python == before.python,
            Field::Image => (&now.reference, now.own) == (&before.reference, before.own) && now.distro == before.distro,
            field => self.same_at(other, *field),
        };
        fields.iter().filter(|field| !same(field)).count()
    }

    /// How many rows of a list are not in another draft, or only there.
    pub fn changed_rows(&self, other: &Self, list: RowList) -> usize {
        let (now, before) = (self.rows(list), other.rows(list));
        let same = |(a, b): &(&Row, &Row)| a.same_text(b);
        let head = now.iter().zip(before).take_while(same).count();
        let (now, before) = (now.get(head..).unwrap_or_default(), before.get(head..).unwrap_or_default());
        let tail = now.iter().rev().zip(before.iter().rev()).take_while(same).count();
        let mut gone: Vec<&Row> = before.iter().take(before.len() - tail).collect();
        let mut new = 0;
        for row in now.iter().take(now.len() - tail) {
            match gone.iter().position(|old| old.same_text(row)) {
                Some(at) => {
                    gone.swap_remove(at);
                }
                None => new += 1,
            }
        }
        new.max(gone.len())
    }

    /// The place of a field on the page: section, then row. For many look-ups in one draft.
    pub fn positions(&self) -> impl Fn(Field) -> (u8, usize) + use<> {
        let numbered = RowList::ALL.into_iter().flat_map(|list| self.rows(list).iter().enumerate());
        let mut numbers: BTreeMap<RowId, usize> = BTreeMap::new();
        // Not collected: that would link a sort.
        numbers.extend(numbered.map(|(number, row)| (row.id, number)));
        let row = move |id: RowId| numbers.get(&id).copied().unwrap_or(usize::MAX);
        move |field| match field {
            Field::Link => (0, 0),
            Field::Airflow => (1, 0),
            Field::Row(RowList::Packages, id) => (2, row(id)),
            Field::Row(RowList::Requirements, id) => (3, row(id)),
            Field::Row(RowList::Env, id) => (4, row(id)),
            Field::Image | Field::Distro => (5, 0),
            Field::Python => (6, 0),
            Field::Instruction(line) => (7, line),
            Field::Text(_) => (8, 0),
            Field::Row(RowList::Labels | RowList::ApkRepositories, id) => (9, row(id)),
            Field::Layout | Field::Constraints | Field::Platform => (10, 0),
        }
    }
}

/// Two drafts are equal when the same was typed; row ids are names, not content.
impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        let rows_equal = |list| same_rows(self.rows(list), other.rows(list));
        self.image == other.image
            && RowList::ALL.into_iter().all(rows_equal)
            && TextField::ALL.into_iter().all(|field| self.text(field) == other.text(field))
            && self.layout == other.layout
            && self.constraints == other.constraints
            && self.platform == other.platform
    }
}

/// Whether rows say the same; their ids aside.
pub(super) fn same_rows(these: &[Row], those: &[Row]) -> bool {
    these.len() == those.len() && these.iter().zip(those).all(|(this, that)| this.same_text(that))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_same_while_its_text_value_and_mark_are() {
        let mut before = Draft::default();
        let id = before.push(RowList::Env, Row::pair("A", "1"));
        let field = Field::Row(RowList::Env, id);
        let after = |change: fn(&mut Row)| {
            let mut after = before.clone();
            after.env.iter_mut().for_each(change);
            before.same_at(&after, field)
        };
        assert!(after(|_| {}));
        assert!(!after(|row| row.text.push('B')) && !after(|row| row.value.clear()));
        assert!(!after(|row| row.mark = SecretMark::Secret));
        assert!(!before.same_at(&Draft::default(), field) && !Draft::default().same_at(&before, field));
    }

    #[test]
    fn a_choice_is_the_same_while_it_is() {
        let check = |field: Field, change: fn(&mut Draft)| {
            let (before, mut after) = (Draft::default(), Draft::default());
            assert!(before.same_at(&after, field), "{field:?}");
            change(&mut after);
            assert!(!before.same_at(&after, field), "{field:?}");
        };
        check(Field::Text(TextField::Name), |draft| draft.name.push('x'));
        check(Field::Instruction(0), |draft| draft.instructions.push('x'));
        check(Field::Airflow, |draft| draft.image.airflow.push('x'));
        check(Field::Layout, |draft| draft.layout = Layout::Layered);
        check(Field::Constraints, |draft| draft.constraints = Constraints::None);
        check(Field::Platform, |draft| draft.platform = Some(Platform::Arm64));
    }
}
