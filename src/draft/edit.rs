//! The closed set of things a person can do to a draft.

use serde::{Deserialize, Serialize};

use super::model::{Draft, ImageDraft, Row, SecretMark};
use crate::domain::{Constraints, Field, Layout, Platform, RowId, RowList, TextField};

/// One change. Edits of rows that are gone change nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Another image; made by `Selection`, which knows what fits together.
    Image(ImageDraft),
    /// A text field.
    Text(TextField, String),
    /// New rows before an index (clamped).
    Insert(RowList, usize, Vec<Row>),
    /// New rows at the end.
    Append(RowList, Vec<Row>),
    /// The line, or the NAME of a pair.
    RowText(RowList, RowId, String),
    /// The value of a pair.
    RowValue(RowList, RowId, String),
    /// Whether a variable is a secret.
    Mark(RowId, SecretMark),
    /// A row away.
    Remove(RowList, RowId),
    /// A row to an index of its list (clamped).
    Move(RowList, RowId, usize),
    /// Single or layered.
    Layout(Layout),
    /// How requirements are constrained.
    Constraints(Constraints),
    /// The platform.
    Platform(Option<Platform>),
    /// Several edits as one step.
    All(Vec<Edit>),
    /// Several edits as one step that has a name.
    Named(String, Vec<Edit>),
    /// Everything at once: a link, a preset, an import. No way out of a finding, so it is never sent; the last
    /// one here, because those after a variant that is left out would be numbered differently by reader and writer.
    #[serde(skip)]
    Replace(Box<Draft>),
}

impl Draft {
    /// Applies an edit.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Image(image) => self.image.clone_from(image),
            Edit::Text(field, text) => self.text_mut(*field).clone_from(text),
            Edit::Insert(list, at, rows) => {
                self.insert(*list, *at, rows.clone());
            }
            Edit::Append(list, rows) => {
                self.insert(*list, usize::MAX, rows.clone());
            }
            Edit::RowText(list, id, text) => self.change(*list, *id, |row| row.text.clone_from(text)),
            Edit::RowValue(list, id, value) => self.change(*list, *id, |row| row.value.clone_from(value)),
            Edit::Mark(id, mark) => self.change(RowList::Env, *id, |row| row.mark = *mark),
            Edit::Remove(list, id) => self.rows_mut(*list).retain(|row| row.id != *id),
            Edit::Move(list, id, to) => self.move_row(*list, *id, *to),
            Edit::Layout(layout) => self.layout = *layout,
            Edit::Constraints(constraints) => self.constraints = *constraints,
            Edit::Platform(platform) => self.platform = *platform,
            Edit::Replace(draft) => self.replace_with(draft.as_ref().clone()),
            Edit::All(edits) | Edit::Named(_, edits) => edits.iter().for_each(|edit| self.apply(edit)),
        }
    }

    fn change(&mut self, list: RowList, id: RowId, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows_mut(list).iter_mut().find(|row| row.id == id) {
            change(row);
        }
    }

    fn move_row(&mut self, list: RowList, id: RowId, to: usize) {
        let rows = self.rows_mut(list);
        if let Some(from) = rows.iter().position(|row| row.id == id) {
            let row = rows.remove(from);
            rows.insert(to.min(rows.len()), row);
        }
    }
}

impl Edit {
    /// The place that typing goes on in: edits of the same place in a row are one step of undo.
    pub fn typing_place(&self) -> Option<(Field, bool)> {
        match self {
            Self::Text(field, _) => Some((Field::Text(*field), false)),
            Self::RowText(list, id, _) => Some((Field::Row(*list, *id), false)),
            Self::RowValue(list, id, _) => Some((Field::Row(*list, *id), true)),
            _ => None,
        }
    }

    /// What undo calls it, seen from the draft before: "add curl", "change the image".
    pub fn label(&self, before: &Draft) -> String {
        let named = |verb: &str, list: RowList, id: RowId| {
            let text = before.row(list, id).map(|row| row.text.trim()).filter(|text| !text.is_empty());
            text.map_or_else(|| format!("{verb} a row"), |text| format!("{verb} {}", shortened(text)))
        };
        match self {
            Self::Image(_) => "choose the image".to_owned(),
            Self::Text(field, _) => format!("change {}", field_name(*field)),
            Self::Insert(_, _, rows) | Self::Append(_, rows) => match rows.as_slice() {
                [row] => format!("add {}", shortened(row.text.trim())),
                _ => format!("add {} rows", rows.len()),
            },
            Self::RowText(list, id, _) | Self::RowValue(list, id, _) => named("change", *list, *id),
            Self::Mark(id, _) => named("mark", RowList::Env, *id),
            Self::Remove(list, id) => named("remove", *list, *id),
            Self::Move(list, id, _) => named("move", *list, *id),
            Self::Layout(_) => "change the layout".to_owned(),
            Self::Constraints(_) => "change the constraints".to_owned(),
            Self::Platform(_) => "change the platform".to_owned(),
            Self::Replace(_) => "open another configuration".to_owned(),
            Self::Named(name, _) => name.clone(),
            Self::All(edits) => match edits.as_slice() {
                [first, ..] => first.label(before),
                [] => "change nothing".to_owned(),
            },
        }
    }
}

/// At most 40 characters of a text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn field_name(field: TextField) -> &'static str {
    match field {
        TextField::Name => "the name",
        TextField::Extras => "the extras",
        TextField::Repository => "the fork's repository",
        TextField::Revision => "the fork's revision",
        TextField::Dag => "the example DAG",
        TextField::Index => "the index mirror",
        TextField::Allow => "the white list",
        TextField::Instructions => "the instructions",
    }
}
