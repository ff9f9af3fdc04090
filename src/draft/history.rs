//! Undo and redo: named steps, each with the draft before it.

use std::sync::Arc;

use super::{Draft, Edit};
use crate::domain::Field;

/// How many steps are kept; the oldest go first.
const DEPTH: usize = 200;

/// A draft with its past and its undone future.
#[derive(Debug, Clone)]
pub struct History {
    present: Arc<Draft>,
    past: Vec<Step>,
    future: Vec<Step>,
    typing: Option<(Field, bool)>,
}

#[derive(Debug, Clone)]
struct Step {
    label: String,
    /// The draft on the other side of the step: before it in the past, after it in the future.
    draft: Arc<Draft>,
}

impl History {
    /// Starts at a draft, without a past.
    pub fn new(draft: Draft) -> Self {
        Self { present: Arc::new(draft), past: Vec::new(), future: Vec::new(), typing: None }
    }

    /// The draft as it is now.
    pub fn draft(&self) -> &Arc<Draft> {
        &self.present
    }

    /// Applies an edit as a step; typing on in one place extends the last step. An edit that changes nothing is none.
    pub fn apply(&mut self, edit: &Edit) {
        let mut next = self.present.as_ref().clone();
        next.apply(edit);
        if next == *self.present {
            return;
        }
        let place = edit.typing_place().or_else(|| added_row(edit, &self.present));
        let continues = place.is_some() && place == self.typing && self.future.is_empty() && !self.past.is_empty();
        if !continues {
            let label = edit.label(&self.present);
            self.past.push(Step { label, draft: Arc::clone(&self.present) });
            let surplus = self.past.len().saturating_sub(DEPTH);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.typing = place;
        self.present = Arc::new(next);
        self.rename_addition();
    }

    /// A row that is still being typed after it was added is undone under its whole text.
    fn rename_addition(&mut self) {
        let Some((Field::Row(list, id), _)) = self.typing else { return };
        let (Some(step), Some(row)) = (self.past.last_mut(), self.present.row(list, id)) else { return };
        if step.draft.row(list, id).is_none() {
            step.label = Edit::Append(list, vec![row.clone()]).label(&step.draft);
        }
    }

    /// Ends a run of typing: the next edit is a step of its own.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else { return false };
        let present = self.turn_to(step.draft);
        self.future.push(Step { label: step.label, draft: present });
        self.typing = None;
        true
    }

    /// Does the last undone step again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else { return false };
        let present = self.turn_to(step.draft);
        self.past.push(Step { label: step.label, draft: present });
        self.typing = None;
        true
    }

    /// Makes another draft the present one, and returns the one that was. Ids go on, so that a row that is added after
    /// an undo is never taken for the one that was undone.
    fn turn_to(&mut self, mut draft: Arc<Draft>) -> Arc<Draft> {
        if draft.next_id() != self.present.next_id() {
            Arc::make_mut(&mut draft).continue_ids(&self.present);
        }
        std::mem::replace(&mut self.present, draft)
    }
}

/// The row that an edit adds by itself: typing goes on in it.
fn added_row(edit: &Edit, before: &Draft) -> Option<(Field, bool)> {
    match edit {
        Edit::Insert(list, _, rows) | Edit::Append(list, rows) if rows.len() == 1 => {
            Some((Field::Row(*list, before.next_id()), false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RowId, RowList};
    use crate::draft::Row;

    fn history() -> History {
        History::new(Draft::default())
    }

    fn add(text: &str) -> Edit {
        Edit::Append(RowList::Packages, vec![Row::line(text)])
    }

    fn change(id: u32, text: &str) -> Edit {
        Edit::RowText(RowList::Packages, RowId(id), text.to_owned())
    }

    fn texts(history: &History) -> Vec<&str> {
        history.draft().packages.iter().map(|row| row.text.as_str()).collect()
    }

    #[test]
    fn a_row_typed_letter_by_letter_is_one_step() {
        let mut history = history();
        [add("g"), change(0, "gi"), change(0, "git")].iter().for_each(|edit| history.apply(edit));
        assert_eq!(history.undo_label(), Some("add git"));
        assert!(history.undo() && texts(&history).is_empty());
        assert!(history.redo() && texts(&history) == ["git"]);
    }

    #[test]
    fn two_additions_are_two_steps() {
        let mut history = history();
        [add("curl"), add("git")].iter().for_each(|edit| history.apply(edit));
        assert!(history.undo() && texts(&history) == ["curl"]);
        assert_eq!((history.undo_label(), history.redo_label()), (Some("add curl"), Some("add git")));
    }

    #[test]
    fn typing_after_a_pause_is_a_step_of_its_own() {
        let mut history = history();
        history.apply(&add("git"));
        history.end_typing();
        history.apply(&change(0, "gitk"));
        assert_eq!(history.undo_label(), Some("change git"));
        assert!(history.undo() && texts(&history) == ["git"]);
    }

    #[test]
    fn what_changes_nothing_is_no_step_and_a_new_step_ends_the_future() {
        let mut history = history();
        history.apply(&add("git"));
        history.apply(&change(0, "git"));
        assert!(history.undo() && !history.undo());
        history.apply(&add("curl"));
        assert!(!history.redo());
    }
    #[test]
    fn a_row_added_after_an_undo_is_another_row() {
        let mut history = history();
        history.apply(&add("curl"));
        assert!(history.undo());
        history.apply(&add("git"));
        assert_eq!(history.draft().packages[0].id, RowId(1));
    }
}
