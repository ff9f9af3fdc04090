//! What a person does to rows, with the focus going where the hands are.

use super::field_id::adder_id;
use super::{App, after_render, field_id};
use crate::domain::{Field, RowId, RowList};
use crate::draft::{Edit, Row, split_lines};
use crate::platform::event::Press;
use crate::platform::focus;
use crate::words;

impl App {
    /// The keys of a row: Enter, Backspace, arrows with and without Alt.
    pub fn row_key(self, list: RowList, id: RowId, press: &Press) {
        if press.composing() || press.command() {
            return;
        }
        match (press.key().as_str(), press.alt()) {
            ("Enter", false) => self.next_row(list, id),
            ("ArrowUp", false) => self.focus_beside(list, id, false),
            ("ArrowDown", false) => self.focus_beside(list, id, true),
            ("ArrowUp", true) => self.move_row(list, id, false),
            ("ArrowDown", true) => self.move_row(list, id, true),
            ("Backspace", false) if self.is_blank(list, id) => self.remove_backwards(list, id),
            _ => return,
        }
        press.take();
    }

    fn position(self, list: RowList, id: RowId) -> Option<usize> {
        self.draft.get_untracked().rows(list).iter().position(|row| row.id == id)
    }

    fn is_blank(self, list: RowList, id: RowId) -> bool {
        self.draft.get_untracked().row(list, id).is_some_and(Row::is_blank)
    }

    fn id_at(self, list: RowList, at: usize) -> Option<RowId> {
        self.draft.get_untracked().rows(list).get(at).map(|row| row.id)
    }

    /// A new row after this one; after the last row, the field that adds one.
    fn next_row(self, list: RowList, id: RowId) {
        self.end_typing();
        let Some(at) = self.position(list, id) else { return };
        if self.id_at(list, at + 1).is_none() {
            focus::focus(adder_id(list));
            return;
        }
        let new = self.draft.get_untracked().next_id();
        self.dispatch(&Edit::Insert(list, at + 1, vec![Row::line("")]));
        focus_row(list, Some(new));
    }

    fn focus_beside(self, list: RowList, id: RowId, down: bool) {
        let Some(at) = self.position(list, id) else { return };
        let beside = if down { Some(at + 1) } else { at.checked_sub(1) };
        match beside.and_then(|at| self.id_at(list, at)) {
            Some(id) => focus_row(list, Some(id)),
            None if down => focus_row(list, None),
            None => {}
        }
    }

    /// A row that a step moved or took away has lost the focus: back to it, or to the field that adds one.
    pub(super) fn keep_focus(self, place: Option<Field>) {
        match place {
            Some(Field::Row(list, id)) => focus_row(list, self.position(list, id).map(|_| id)),
            Some(field) => {
                focus::focus(&field_id(field));
            }
            None => {}
        }
    }

    fn move_row(self, list: RowList, id: RowId, down: bool) {
        let Some(at) = self.position(list, id) else { return };
        let last = self.draft.get_untracked().rows(list).len() - 1;
        let to = if down { (at + 1).min(last) } else { at.saturating_sub(1) };
        self.dispatch(&Edit::Move(list, id, to));
        self.say(words::moved(words::list(list).row, to + 1));
        focus_row(list, Some(id));
    }

    fn remove_backwards(self, list: RowList, id: RowId) {
        let at = self.position(list, id).unwrap_or_default();
        let neighbour = at.checked_sub(1).or(Some(1)).and_then(|at| self.id_at(list, at));
        self.dispatch(&Edit::Remove(list, id));
        focus_row(list, neighbour);
    }

    /// Takes a row away; the focus goes to the next one, else to the one before.
    pub fn remove_row(self, list: RowList, id: RowId) {
        let at = self.position(list, id).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| self.id_at(list, at));
        let neighbour = self.id_at(list, at + 1).or(before);
        let text = self.draft.get_untracked().row(list, id).map(|row| row.text.clone()).unwrap_or_default();
        self.dispatch(&Edit::Remove(list, id));
        self.say(words::removed(&text));
        focus_row(list, neighbour);
    }

    /// Leaves a row: typing has ended, and a row that was left empty goes.
    pub fn leave_row(self, list: RowList, id: RowId) {
        self.end_typing();
        if self.is_blank(list, id) {
            self.dispatch(&Edit::Remove(list, id));
        }
    }

    /// Makes rows of a pasted text, after a row or at the end; false when the text is a single row's, and the browser
    /// may paste it where the caret is.
    pub fn paste_rows(self, list: RowList, after: Option<RowId>, text: &str) -> bool {
        let rows = split_lines(list, text);
        let pair = matches!(rows.as_slice(), [row] if !row.value.is_empty());
        let lines = text.trim_end_matches(['\n', '\r']).contains(['\n', '\r']);
        if rows.is_empty() || !(pair || rows.len() > 1 || lines) {
            return false;
        }
        self.add_rows(list, after, rows);
        true
    }

    fn add_rows(self, list: RowList, after: Option<RowId>, rows: Vec<Row>) {
        let count = rows.len();
        let blank = after.filter(|id| self.is_blank(list, *id));
        let at = after.and_then(|id| self.position(list, id));
        let insert = match (at, blank) {
            (Some(at), Some(id)) => Edit::All(vec![Edit::Insert(list, at, rows), Edit::Remove(list, id)]),
            (Some(at), None) => Edit::Insert(list, at + 1, rows),
            (None, _) => Edit::Append(list, rows),
        };
        self.dispatch(&insert);
        self.say(words::added_rows(count));
        if blank.is_some() {
            focus_row(list, None);
        }
    }

    /// Adds one row at the end.
    pub fn add_row(self, list: RowList, row: Row) -> RowId {
        let id = self.draft.get_untracked().next_id();
        self.dispatch(&Edit::Append(list, vec![row]));
        id
    }
}

/// Focuses a row once it is on the page, or the field that adds one.
fn focus_row(list: RowList, id: Option<RowId>) {
    after_render(move || {
        let row = id.map(|id| field_id(Field::Row(list, id)));
        if !row.is_some_and(|row| focus::focus(&row)) {
            focus::focus(adder_id(list));
        }
    });
}
